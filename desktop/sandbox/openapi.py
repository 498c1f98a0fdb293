"""The open API as OpenAPI 3.1, generated from the sandbox: `python -m desktop.sandbox.openapi` writes `resources/api/openapi.json`.

Request bodies are read by the routes themselves (a change's id is looked at before its content), so their shapes are added here.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from fastapi import FastAPI
from pydantic.json_schema import models_json_schema

from desktop.sandbox import wire
from desktop.sandbox.portal import resources_folder
from desktop.sandbox.routes import ALL
from desktop.sandbox.wire_answers import ProblemOut

_TAKEN: tuple[type[wire.Taken], ...] = (
    wire.SignIn,
    wire.Refresh,
    wire.MeEdit,
    wire.NewPassword,
    wire.TicketIn,
    wire.TicketEdit,
    wire.MessageIn,
    wire.ActionIn,
    wire.Registration,
    wire.AccessRequest,
    wire.Address,
)

Schema = dict[str, object]


def bare_app() -> FastAPI:
    """The application without a helpdesk: its routes and what is told about them."""
    app = FastAPI(
        title="Helpdesk sync",
        version="1",
        summary="The open API that Sportello speaks and its sandbox serves.",
        description="What is promised stands in `docs/open-api.md`.",
        redirect_slashes=False,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        generate_unique_id_function=lambda route: route.name,
    )
    for router in ALL:
        app.include_router(router)
    return app


def _operations(described: Schema) -> list[Schema]:
    paths = cast("dict[str, dict[str, Schema]]", described["paths"])
    return [operation for path in paths.values() for operation in path.values()]


def document() -> Schema:
    """The OpenAPI document."""
    described = cast(Schema, bare_app().openapi())
    components = cast("dict[str, Schema]", described["components"])
    _, bodies = models_json_schema(
        [(shape, "validation") for shape in _TAKEN] + [(ProblemOut, "serialization")],
        ref_template="#/components/schemas/{model}",
    )
    components["schemas"] = dict(sorted((components.get("schemas", {}) | cast(Schema, bodies["$defs"])).items()))
    for unused in ("HTTPValidationError", "ValidationError"):
        components["schemas"].pop(unused, None)
    for operation in _operations(described):
        # FastAPI thinks that every parameter can be invalid; texts cannot
        answers = cast("dict[str, object]", operation["responses"])
        if "HTTPValidationError" in json.dumps(answers.get("422")):
            del answers["422"]
    return described


def text() -> str:
    """The document as it is committed."""
    return json.dumps(document(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def place() -> Path:
    """Where the document is committed."""
    return resources_folder() / "api" / "openapi.json"


def main(argv: Sequence[str] | None = None) -> int:
    """Writes the document; 0."""
    if argv:
        print("This takes no arguments.", file=sys.stderr)
        return 2
    place().parent.mkdir(exist_ok=True)
    place().write_text(text(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
