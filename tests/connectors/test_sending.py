"""Every answer to a change, and every way of not getting one, is one receipt."""

from __future__ import annotations

import socket
from collections.abc import Callable
from email.utils import formatdate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.connectors.retry_after import LONGEST, retry_after
from desktop.connectors.sportello import session
from desktop.connectors.sportello.answers import receipt_of
from desktop.connectors.sportello.connector import SportelloConnector
from desktop.connectors.transport import Answer, Transport
from desktop.domain.account import Helpdesk, Tokens
from desktop.domain.catalogue import StatusKind
from desktop.domain.change import AddMessage, Change, FrozenFile, OpenTicket, SetStatus, StatusTarget
from desktop.domain.change_state import ChangeState, step
from desktop.domain.receipt import (
    Accepted,
    Conflicting,
    FilesMissing,
    Gone,
    Invalid,
    Receipt,
    SignInNeeded,
    TryLater,
    Uncertain,
    event_of,
)
from desktop.domain.ticket import Message, Ticket
from tests.connectors.fake_helpdesk import OPTIONS, Door, KeptTokens, a_change, a_message, a_reply, a_ticket, connected
from tests.connectors.wire_server import (
    Drop,
    Peer,
    Reply,
    Request,
    WireServer,
    answering,
    json_reply,
    problem_reply,
)

HTML = {"Content-Type": "text/html"}


def sent(change: Change, reply: Reply | Drop | Callable[[Request], Reply | Drop]) -> Receipt:
    respond = reply if callable(reply) else lambda _: reply
    with connected(Door(respond)) as (connector, _):
        return connector.send(change)


# -- accepted ----------------------------------------------------------------------------------------------------------------------


def test_a_new_ticket_is_accepted_with_its_number() -> None:
    change = a_change()

    def respond(request: Request) -> Reply:
        assert (request.method, request.path) == ("PUT", f"/v1/tickets/{change.id}")
        assert request.json()["subject"] == "Subject"
        return json_reply(a_ticket(change.id), 201)

    receipt = sent(change, respond)
    assert isinstance(receipt, Accepted)
    (ticket,) = receipt.entities
    assert isinstance(ticket, Ticket)
    assert (ticket.id, ticket.kind, receipt.number, receipt.replayed) == (change.id, StatusKind.NEW, "10201", False)


def test_a_reply_is_accepted_and_its_repetition_known_as_such() -> None:
    change = a_reply()

    def respond(request: Request) -> Reply:
        assert request.path == f"/v1/tickets/t1/messages/{change.id}"
        return json_reply(a_message(change.id), 200, **{"Idempotency-Replayed": "true"})

    receipt = sent(change, respond)
    assert isinstance(receipt, Accepted)
    assert isinstance(receipt.entities[0], Message)
    assert receipt.replayed


def test_a_repetition_about_something_that_is_gone_brings_nothing_back() -> None:
    change = a_change()

    def respond(request: Request) -> Reply:
        return json_reply(a_ticket(change.id), 200, **{"Idempotency-Replayed": "true", "Entity-Gone": "true"})

    assert sent(change, respond) == Accepted((), "10201", replayed=True)


def test_closing_is_accepted_with_the_ticket() -> None:
    change = a_change(SetStatus(StatusTarget.CLOSED))

    def respond(request: Request) -> Reply:
        assert request.path == f"/v1/tickets/t1/actions/{change.id}"
        assert "expect" not in request.json()
        return json_reply(a_ticket("t1", status="solved"), 201)

    receipt = sent(change, respond)
    assert isinstance(receipt, Accepted)
    assert isinstance(receipt.entities[0], Ticket)
    assert receipt.entities[0].kind is StatusKind.CLOSED


def test_a_success_whose_rest_can_not_be_read_is_still_a_success() -> None:
    change = a_change()
    assert sent(change, json_reply({"id": change.id, "subject": 5}, 201)) == Accepted()


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(Reply(200, HTML, b"<html>Welcome to the hotel"), id="a web page"),
        pytest.param(Reply(200, {"Content-Type": "application/json"}, b'{"id": "'), id="half an answer"),
        pytest.param(json_reply({"status": "ok"}), id="other JSON"),
        pytest.param(json_reply(a_ticket("another")), id="another ticket"),
        pytest.param(Reply(204), id="nothing"),
        pytest.param(Reply(200, {}, b""), id="emptiness"),
        pytest.param(Reply(302, {"Location": "https://hotel.example/"}), id="a redirect"),
        pytest.param(Drop(), id="no answer"),
        pytest.param(Reply(500, HTML, b"<html>"), id="500"),
        pytest.param(problem_reply(500, "internal"), id="500 with a problem"),
        pytest.param(Reply(502, HTML, b"<html>"), id="502"),
        pytest.param(Reply(504), id="504"),
        pytest.param(problem_reply(507, "disk-full"), id="507"),
        pytest.param(Reply(401, HTML, b"<html>Who are you?"), id="401 of a proxy"),
        pytest.param(Reply(304), id="304"),
    ],
)
def test_what_proves_nothing_is_uncertain(reply: Reply | Drop) -> None:
    for change in (a_change(), a_reply(), a_change(SetStatus(StatusTarget.OPEN))):
        assert isinstance(sent(change, reply), Uncertain)


# -- refused -----------------------------------------------------------------------------------------------------------------------

CURRENT = a_ticket("t1", status="solved", version=9)


@pytest.mark.parametrize(
    ("reply", "kind", "code"),
    [
        (problem_reply(404, "not-found"), Gone, "not-found"),
        (problem_reply(410, "gone"), Gone, "gone"),
        (problem_reply(409, "parent-unknown"), Gone, "parent-unknown"),
        (problem_reply(409, "ticket-closed"), Conflicting, "ticket-closed"),
        (problem_reply(409, "precondition-not-met"), Conflicting, "precondition-not-met"),
        (problem_reply(409, "something-new"), Conflicting, "something-new"),
        (problem_reply(412, "precondition-failed"), Conflicting, "precondition-failed"),
        (problem_reply(409, "id-reused"), Invalid, "id-reused"),
        (problem_reply(409, "blob-unknown"), FilesMissing, "blob-unknown"),
        (problem_reply(422, "blob-unknown"), FilesMissing, "blob-unknown"),
        (problem_reply(400, "bad-request"), Invalid, "bad-request"),
        (problem_reply(403, "forbidden"), Invalid, "forbidden"),
        (problem_reply(413, "too-large"), Invalid, "too-large"),
        (problem_reply(415, "type-not-allowed"), Invalid, "type-not-allowed"),
        (problem_reply(422, "invalid"), Invalid, "invalid"),
        (problem_reply(428, "precondition-required"), Invalid, "precondition-required"),
        (problem_reply(451, "unheard-of"), Invalid, "unheard-of"),
        (problem_reply(499, "unheard-of"), Invalid, "unheard-of"),
        (problem_reply(409, "parent-unknown", errors=5, detail=None), Gone, "parent-unknown"),
        (Reply(413, HTML, b"<html>nginx"), Invalid, "http-413"),
        (Reply(404, HTML, b"<html>nginx"), Invalid, "http-404"),
        (Reply(418, {}, b""), Invalid, "http-418"),
        (json_reply({"error": "no"}, 400), Invalid, "http-400"),
        (problem_reply(429, "too-many-requests"), TryLater, "too-many-requests"),
        (Reply(429, HTML, b"<html>"), TryLater, "http-429"),
        (problem_reply(503, "unavailable"), TryLater, "unavailable"),
        (Reply(503, HTML, b"<html>maintenance"), TryLater, "http-503"),
        (Reply(408), TryLater, "http-408"),
        (Reply(425), TryLater, "http-425"),
        (Reply(511, HTML, b"<html>"), TryLater, "captive-portal"),
        (Reply(407), TryLater, "proxy"),
    ],
)
def test_a_refusal_has_its_class_and_code(reply: Reply, kind: type[Receipt], code: str) -> None:
    receipt = sent(a_reply(), reply)
    assert type(receipt) is kind
    assert not isinstance(receipt, Accepted | SignInNeeded)
    assert receipt.problem.code == code


def test_a_refusal_points_at_fields_and_brings_the_servers_words() -> None:
    errors = [{"pointer": "/subject", "detail": "too long"}, {"pointer": "/priority", "detail": "no such"}]
    receipt = sent(a_change(), problem_reply(422, "invalid", errors=errors))
    assert isinstance(receipt, Invalid)
    assert receipt.problem.pointers == (("/subject", "too long"), ("/priority", "no such"))
    assert receipt.problem.detail == "because invalid"


def test_a_conflict_brings_the_servers_state() -> None:
    change = a_change(SetStatus(StatusTarget.CLOSED, "Last word"))
    receipt = sent(change, problem_reply(409, "precondition-not-met", current=CURRENT))
    assert isinstance(receipt, Conflicting)
    assert [entity.id for entity in receipt.entities] == ["t1"]


def test_a_conflict_whose_state_can_not_be_read_is_still_a_conflict() -> None:
    receipt = sent(
        a_change(SetStatus(StatusTarget.CLOSED)), problem_reply(409, "precondition-not-met", current={"id": "t1"})
    )
    assert isinstance(receipt, Conflicting)
    assert receipt.entities == ()


def test_closing_what_is_closed_is_no_conflict() -> None:
    receipt = sent(
        a_change(SetStatus(StatusTarget.CLOSED)), problem_reply(409, "precondition-not-met", current=CURRENT)
    )
    assert isinstance(receipt, Accepted)
    assert receipt.replayed


def test_reopening_what_is_closed_meanwhile_is_a_conflict() -> None:
    receipt = sent(a_change(SetStatus(StatusTarget.OPEN)), problem_reply(409, "precondition-not-met", current=CURRENT))
    assert isinstance(receipt, Conflicting)


def test_a_session_that_ended_is_a_receipt_of_its_own() -> None:
    with connected(Door(lambda _: Drop()), KeptTokens(Tokens("a0", "r0"))) as (connector, _):
        for change in (a_change(), a_reply()):
            assert connector.send(change) == SignInNeeded()
            assert connector.look_up(change) == SignInNeeded()


def test_a_renewal_that_fails_leaves_no_doubt_about_the_change(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "PAUSES", (0.0,))
    door = Door(lambda _: Drop(), lambda _: Reply(502, HTML, b"<html>"))
    door.expire()
    with connected(door) as (connector, _):
        receipt = connector.send(a_reply())
    assert isinstance(receipt, TryLater)


def test_a_server_that_is_not_there_was_certainly_not_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    with Transport(url, OPTIONS) as transport:
        connector = SportelloConnector(Helpdesk(url, "sportello", "X"), transport, KeptTokens(Tokens("a1", "r1")))
        receipt = connector.send(a_reply())
    assert isinstance(receipt, TryLater)
    assert receipt.problem.code == "unreachable"


def test_a_connection_that_breaks_after_the_request_leaves_doubt() -> None:
    def script(peer: Peer) -> None:
        peer.read_request()
        peer.reset()

    with WireServer(script) as server, Transport(server.url, OPTIONS) as transport:
        connector = SportelloConnector(
            Helpdesk(server.url, "sportello", "X"), transport, KeptTokens(Tokens("a1", "r1"))
        )
        receipt = connector.send(a_reply())
    assert isinstance(receipt, Uncertain)
    assert receipt.problem.code == "unreachable"


def test_half_a_character_needs_the_person_and_no_server() -> None:
    with connected(Door(lambda _: Drop())) as (connector, server):
        for deed in (
            OpenTicket("\ud800", "d", "fault"),
            AddMessage("\udfff"),
            SetStatus(StatusTarget.CLOSED, "\ud800"),
        ):
            receipt = connector.send(a_change(deed, "t1"))
            assert isinstance(receipt, Invalid)
            assert receipt.problem.code == "text-not-sendable"
        assert server.connections == 0


def test_files_that_have_no_place_in_the_api_are_not_dropped_in_silence() -> None:
    file = FrozenFile("f", "ab" * 32, "x.pdf", 1, "application/pdf")
    receipt = sent(a_change(SetStatus(StatusTarget.CLOSED, "bye", files=(file,))), Drop())
    assert isinstance(receipt, Invalid)


@pytest.mark.parametrize("id", ["..", ".", "a/../b", "a?b", "a b", "ü", "%2e%2e"])
def test_an_id_never_becomes_another_address(id: str) -> None:
    with connected(Door(lambda request: problem_reply(404, "not-found"))) as (connector, server):
        connector.send(a_change(AddMessage("x"), id))
        for request in server.requests:
            assert request.path.count("/") == 5
            assert request.path.startswith("/v1/tickets/")
            assert "/messages/" in request.path


@given(
    st.integers(200, 599),
    st.sampled_from(["application/json", "application/problem+json", "text/html", "", "application/octet-stream"]),
    st.one_of(
        st.binary(max_size=60),
        st.sampled_from(
            [b"{}", b'{"code": "not-found"}', b'{"code": "x", "errors": 5}', b'{"code": "", "current": {}}', b"[]"]
        ),
    ),
)
@settings(max_examples=300)
def test_every_answer_has_a_class_that_the_outbox_can_go_on_from(status: int, type: str, body: bytes) -> None:
    receipt = receipt_of(Answer(status, {"Content-Type": type}, body, "id"))
    step(ChangeState.DISPATCHED, event_of(receipt))
    if status < 400 or status >= 500:
        assert not isinstance(receipt, Invalid | Gone | Conflicting), "only a 4xx may bother the person"


# -- asking afterwards -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (json_reply({"state": "unknown", "reference": None, "problem": None}), None),
        (problem_reply(404, "not-found"), None),
        (
            json_reply({"state": "done", "reference": {"type": "ticket", "id": "x", "number": "7"}, "problem": None}),
            Accepted(number="7", replayed=True),
        ),
        (json_reply({"state": "done", "reference": {"type": "message", "id": "x"}}), Accepted(replayed=True)),
    ],
)
def test_the_fate_of_a_change_is_known_afterwards(reply: Reply, expected: Receipt | None) -> None:
    with connected(Door(lambda _: reply)) as (connector, server):
        change = a_change()
        assert connector.look_up(change) == expected
        assert server.requests[-1].path == f"/v1/by-client-id/{change.id}"


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (json_reply({"state": "processing"}), Uncertain),
        (json_reply({"state": "something-new"}), Uncertain),
        (json_reply({"state": "rejected", "problem": {"code": "invalid", "status": 422}}), Invalid),
        (json_reply({"state": "rejected", "problem": {"code": "parent-unknown", "status": 409}}), Gone),
        (json_reply({"state": "rejected", "problem": {"code": "blob-unknown", "status": 409}}), FilesMissing),
        (json_reply({"state": "rejected", "problem": None}), Uncertain),
        (json_reply([]), Uncertain),
        (Drop(), Uncertain),
        (problem_reply(503, "unavailable"), TryLater),
        (Reply(200, HTML, b"<html>"), Uncertain),
    ],
)
def test_a_fate_that_is_no_good_news_is_a_receipt_too(reply: Reply | Drop, kind: type[Receipt]) -> None:
    with connected(Door(lambda _: reply)) as (connector, _):
        assert type(connector.look_up(a_change())) is kind


# -- how long to wait --------------------------------------------------------------------------------------------------------------

SERVER_NOW = 1_800_000_000


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("999999999999999999999999", LONGEST),
        (formatdate(SERVER_NOW + 90, usegmt=True), 90),
        (formatdate(SERVER_NOW - 90, usegmt=True), 0),
        ("soon", None),
        ("", None),
        ("-5", None),
        ("1.5", None),
        ("٣", None),
    ],
)
def test_the_servers_wish_to_wait_is_understood(said: str, seconds: float | None) -> None:
    headers = {"Retry-After": said, "Date": formatdate(SERVER_NOW, usegmt=True)}
    assert retry_after(headers) == seconds


def test_the_servers_wish_reaches_the_receipt() -> None:
    for reply in (
        problem_reply(429, "too-many-requests", headers={"Retry-After": "17"}),
        Reply(503, {**HTML, "Retry-After": "17"}, b"<html>"),
    ):
        receipt = sent(a_reply(), reply)
        assert isinstance(receipt, TryLater)
        assert receipt.retry_after == 17


@given(st.text(max_size=40))
def test_no_wish_is_a_crash_or_a_wait_for_ever(said: str) -> None:
    seconds = retry_after({"Retry-After": said})
    assert seconds is None or 0 <= seconds <= LONGEST


def test_an_unanswered_catalogue_does_not_spoil_a_success() -> None:
    change = a_change()

    def respond(request: Request) -> Reply | Drop:
        return (
            problem_reply(500, "internal") if request.path == "/v1/catalogue" else json_reply(a_ticket(change.id), 201)
        )

    with WireServer(answering(respond)) as server, Transport(server.url, OPTIONS) as transport:
        connector = SportelloConnector(
            Helpdesk(server.url, "sportello", "X"), transport, KeptTokens(Tokens("a1", "r1"))
        )
        assert isinstance(connector.send(change), Accepted)
