"""Whatever is sent, the answer is a problem that says so, never a failure of the server."""

import json
import logging

import pytest

from tests.sandbox.caller import Caller, a_ticket, an_id, problem
from tests.sandbox.conftest import People


def put_raw(caller: Caller, raw: bytes, kind: str = "application/json"):
    return caller.call("PUT", f"/v1/tickets/{an_id()}", data=raw, headers={"Content-Type": kind})


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"\xff\xfe{}",
        b'{"subject": "\xed\xa0\x80"}',
        b'{"subject": "\\ud800"}',
        b'{"\\udfff": 1}',
        b'{"subject": NaN}',
        b'{"size": -Infinity}',
        b"[" * 100_000,
        b'{"n": ' + b"9" * 5000 + b"}",
        b"\x00",
        b"\xef\xbb\xbf{}",
    ],
    ids=str,
)
def test_what_is_not_json_is_a_bad_request(anna: Caller, raw: bytes):
    problem(put_raw(anna, raw), 400, "bad-request")


@pytest.mark.parametrize("content", [[], "text", 7, None, True])
def test_json_that_is_no_object_is_invalid(anna: Caller, content: object):
    problem(put_raw(anna, json.dumps(content).encode()), 422, "invalid")


@pytest.mark.parametrize(
    "fields",
    [
        {"subject": "nul \x00"},
        {"description": "nul \x00"},
        {"request_type": "\x00"},
        {"machine_id": "\x00", "request_type": "fault"},
        {"contacts": [{"name": "\x00", "email": "x@example.test"}]},
        {"contacts": [{"name": "x", "email": "\x00@example.test"}]},
        {"contacts": "nobody"},
        {"attachments": [None]},
        {"subject": 7},
        {"subject": {"it": "x"}},
    ],
    ids=str,
)
def test_content_that_makes_no_sense_is_invalid(anna: Caller, fields: dict):
    problem(anna.put(f"/v1/tickets/{an_id()}", a_ticket(**fields)), 422, "invalid")


def test_a_body_beyond_the_limit_is_too_large_whether_announced_or_not(anna: Caller):
    limit = anna.get("/.well-known/helpdesk-sync").json()["limits"]["max_body_bytes"]
    identity = an_id()
    large = json.dumps(a_ticket(description="x" * limit)).encode()
    kind = {"Content-Type": "application/json"}
    problem(anna.call("PUT", f"/v1/tickets/{identity}", data=large, headers=kind), 413, "too-large")
    pieces = (large[start : start + 65536] for start in range(0, len(large), 65536))
    problem(anna.call("PUT", f"/v1/tickets/{an_id()}", data=pieces, headers=kind), 413, "too-large")
    assert anna.get(f"/v1/by-client-id/{identity}").json()["problem"]["code"] == "too-large"
    assert anna.get("/v1/me").status_code == 200


def test_another_content_type_is_refused(anna: Caller):
    problem(put_raw(anna, b"subject=x", "application/x-www-form-urlencoded"), 415, "type-not-allowed")
    utf8 = put_raw(anna, json.dumps(a_ticket()).encode(), "application/json; charset=utf-8")
    assert utf8.status_code == 201


@pytest.mark.parametrize(
    "path",
    ["/", "/v1", "/v1/tickets", "/v1/tickets/", "/v1/me/", "/docs", "/openapi.json", "/v1/tickets/%00", "/v2/me"],
)
def test_a_path_that_is_none_is_not_found(anna: Caller, path: str):
    problem(anna.get(path), 404, "not-found")


def test_a_method_that_does_not_fit_is_told_which_do(anna: Caller):
    answer = anna.call("DELETE", "/v1/catalogue")
    problem(answer, 405, "method-not-allowed")
    assert "GET" in answer.headers["Allow"]


@pytest.mark.parametrize("identity", ["%00", "..%2F..%2Fetc", "é", "x" * 5000, "'; DROP TABLE feed; --"])
def test_odd_ids_are_simply_unknown(anna: Caller, identity: str):
    problem(anna.get(f"/v1/tickets/{identity}"), 404, "not-found")
    problem(anna.get(f"/v1/blobs/{identity}"), 404, "not-found")


@pytest.mark.parametrize("identity", ["%00", "é", "x" * 5000, "'; DROP TABLE feed; --"])
def test_nothing_became_of_odd_ids(anna: Caller, identity: str):
    assert anna.get(f"/v1/by-client-id/{identity}").json()["state"] == "unknown"


def test_the_requests_id_comes_back_and_one_is_made_where_there_is_none(people: People):
    caller = people(None)
    mine = "019a8f6e-0000-7000-8000-000000000001"
    answer = caller.call("GET", "/v1/me", headers={"X-Request-ID": mine})
    assert answer.headers["X-Request-ID"] == mine
    assert answer.json()["request_id"] == mine
    made = caller.call("GET", "/v1/me", headers={"X-Request-ID": 'x"; evil'}).headers["X-Request-ID"]
    assert len(made) == 36


def test_no_secret_is_logged(people: People, caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.DEBUG):
        anna = people("anna")
        anna.call("POST", "/v1/sessions/refresh", json={"refresh_token": anna.tokens["refresh_token"]})
        anna.put(f"/v1/tickets/{an_id()}", a_ticket(description="very private"))
        anna.get("/v1/nowhere", token="abc")
    ours = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("desktop"))
    assert "/v1/tickets/" in ours
    for secret in (anna.tokens["access_token"], anna.tokens["refresh_token"], "sportello", "very private", "token=abc"):
        assert secret not in ours
