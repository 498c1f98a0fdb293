"""The written form of the API is the one that is served: not stale, and nothing is answered that it does not say."""

import json
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from desktop.sandbox import openapi
from desktop.sandbox.server import RunningSandbox
from tests.sandbox.caller import ANNA, Caller

DOCUMENT = json.loads(openapi.place().read_text("utf-8"))


def test_the_committed_document_is_the_one_the_sandbox_serves():
    assert openapi.place().read_text("utf-8") == openapi.text(), "run python -m desktop.sandbox.openapi"


def test_every_operation_that_is_not_open_to_all_says_that_it_needs_a_session_and_may_refuse():
    open_to_all = {
        "discover",
        "sign_in",
        "refresh",
        "tus_options",
        "register",
        "activate",
        "ask_for_access",
        "reset_password",
        "remind_user_name",
    }
    for path in DOCUMENT["paths"].values():
        for operation in path.values():
            needs_session = "security" in operation
            assert needs_session != (operation["operationId"] in open_to_all), operation["operationId"]
            if needs_session:
                assert "401" in operation["responses"]


def test_every_refusal_is_a_problem():
    for path in DOCUMENT["paths"].values():
        for operation in path.values():
            for status, answer in operation["responses"].items():
                if int(status) >= 400:
                    assert list(answer["content"]) == ["application/problem+json"]


@schemathesis.serializer("application/offset+octet-stream")
def _as_bytes(context: object, value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


schema = schemathesis.openapi.from_dict(DOCUMENT).exclude(path="/v1/events")
"""The stream of events never ends; test_events.py reads it."""

CHECKS: list[Any] = [
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
]


@schema.parametrize()
@settings(
    max_examples=40,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_whatever_is_sent_is_answered_as_documented(case: schemathesis.Case, sandbox: RunningSandbox):
    with Caller(sandbox.url).sign_in(ANNA) as anna:
        _make_it_reach_something(case, anna)
        answer = case.call(base_url=sandbox.url, session=anna.http, headers=dict(anna.http.headers), timeout=20)
        case.validate_response(answer, checks=CHECKS)


def _make_it_reach_something(case: schemathesis.Case, anna: Caller) -> None:
    """What is made up of nothing only ever finds nothing: half of the cases get ids, cursors and versions that exist.

    Nobody waits for changes that do not come.
    """
    query, path = case.query or {}, case.path_parameters or {}
    if "wait" in query:
        query["wait"] = min(int(query["wait"]), 0) if str(query["wait"]).lstrip("-").isdecimal() else "x"
    if len(f"{query}{path}{case.body}") % 2:
        return
    if "cursor" in query:
        query["cursor"] = anna.cursor()
    if "ticket_id" in path and (case.method != "PUT" or len(path) > 1):
        path["ticket_id"] = str(anna.get("/v1/snapshot", types="ticket", limit=1).json()["items"][0]["id"])
    if "sha256" in path:
        path["sha256"] = str(anna.upload(b"abc")["sha256"])
    if isinstance(case.body, dict) and "request_type" in case.body:
        case.body |= {
            "request_type": "question",
            "machine_id": None,
            "machine_unlisted": None,
            "machine_state": None,
            "category": None,
            "priority": None,
        }
        case.body["contacts"] = []
    if "uploads" in case.path:
        headers = case.headers
        headers["Tus-Resumable"] = "1.0.0"
        begun = anna.begin_upload(f"{case.body}".encode("utf-8", "replace"))
        if "upload_id" in path:
            path["upload_id"] = begun.headers["Location"].rpartition("/")[2]
            headers.update({"Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"})
