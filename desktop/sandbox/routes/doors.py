"""What every route needs: the helpdesk, the signed-in person, and how its answers are told in the OpenAPI document."""

from typing import Annotated

from fastapi import Depends, Path, Request, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel

from desktop.sandbox.helpdesk import Helpdesk
from desktop.sandbox.identifiers import UUID7_PATTERN
from desktop.sandbox.portal import Feature
from desktop.sandbox.problems import MEDIA_TYPE, feature_off
from desktop.sandbox.sessions import SignedIn, token_invalid
from desktop.sandbox.wire import Taken
from desktop.sandbox.wire_answers import ProblemOut

_bearer = HTTPBearer(auto_error=False, scheme_name="session", description="The access token of a session.")
# Told in the document only: an id of another form is answered by the route, as a problem or as not found.
ChangeIdPath = Annotated[
    str, Path(json_schema_extra={"pattern": UUID7_PATTERN}, description="A UUIDv7 that the client made.")
]
Told = dict[int | str, dict[str, object]]


async def helpdesk_of(request: Request) -> Helpdesk:
    """The helpdesk that this application serves."""
    helpdesk = request.app.state.helpdesk
    assert isinstance(helpdesk, Helpdesk)
    return helpdesk


Desk = Annotated[Helpdesk, Depends(helpdesk_of)]


async def signed_in(
    desk: Desk, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
) -> SignedIn:
    """Who asks. Raises Problem 401."""
    if credentials is None:
        raise token_invalid()
    return await desk.sessions.who(credentials.credentials)


Who = Annotated[SignedIn, Depends(signed_in)]


def needs(desk: Helpdesk, feature: Feature) -> None:
    """Raises Problem 404 `feature-off` where the portal does not offer it."""
    if not desk.portal.has(feature):
        raise feature_off(feature)


def json_response(body: bytes | str, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """JSON that is written already."""
    return Response(body, status, headers, "application/json")


_REASONS = {
    400: "The request cannot be understood, or its cursor was not made here.",
    401: "There is no valid access token (`token-expired`, `token-invalid`) or login.",
    403: "Seen, but not allowed.",
    404: "It does not exist, may not be seen, or the portal does not offer it (`feature-off`).",
    405: "This cannot be done here.",
    409: "The change does not fit what is here.",
    410: "Gone: what the cursor or upload stood for is no longer kept.",
    412: "It was changed in the meantime; `current` has its state.",
    413: "Larger than the limits in the discovery document.",
    415: "Another content type is needed.",
    416: "The range lies outside the bytes.",
    422: "A field or parameter is not valid; `errors` says which.",
    428: "If-Match is missing.",
    429: "Too many attempts; see Retry-After.",
    460: "The bytes differ from their checksum.",
}


def problems(*statuses: int) -> Told:
    """These statuses as problems, for `responses=`."""
    return {
        status: {
            "description": _REASONS[status],
            "content": {MEDIA_TYPE: {"schema": {"$ref": f"#/components/schemas/{ProblemOut.__name__}"}}},
        }
        for status in (*statuses, 405)
    }


def answers(model: type[BaseModel], *statuses: int) -> Told:
    """These statuses with a JSON body of this shape, for `responses=`."""
    return {status: {"model": model, "description": (model.__doc__ or "").strip()} for status in statuses}


def nothing(status: int, why: str) -> Told:
    """A status without a body, for `responses=`."""
    return {status: {"description": why}}


def takes(model: type[Taken]) -> dict[str, object]:
    """The request body's shape, for `openapi_extra=`: bodies are read by the route itself, after the change's id was looked at."""
    schema = {"$ref": f"#/components/schemas/{model.__name__}"}
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}
