"""Edits, closing with what was seen, and merged tickets, at the wire."""

from __future__ import annotations

from desktop.domain.change import Change, EditTicket, SetStatus, StatusTarget, TicketFields
from desktop.domain.receipt import Accepted, Conflicting, Gone, Invalid, Receipt, SignInNeeded, TryLater, Uncertain
from desktop.domain.ticket import Contact, Ticket
from tests.connectors.fake_helpdesk import Door, a_change, a_reply, a_ticket, connected
from tests.connectors.wire_server import Drop, Reply, Request, json_reply, problem_reply

MARCO = {"id": None, "name": "Marco", "email": "marco@rossi.example"}


def an_edit(**after: object) -> Change:
    return a_change(EditTicket(TicketFields(**after), TicketFields(), 7), "t1")  # type: ignore[arg-type]


def sent(change: Change, reply: Reply | Drop) -> tuple[Receipt, list[Request]]:
    asked: list[Request] = []

    def respond(request: Request) -> Reply | Drop:
        asked.append(request)
        return reply

    with connected(Door(respond)) as (connector, _):
        return connector.send(change), asked


def looked_up(change: Change, reply: Reply | Drop) -> Receipt | None:
    with connected(Door(lambda _: reply)) as (connector, _):
        return connector.look_up(change)


def test_an_edit_names_the_version_it_belongs_to_and_only_what_changes() -> None:
    change = an_edit(subject=" Fan ", priority="", contacts=(Contact("", "Marco", "marco@rossi.example"),))
    receipt, [asked] = sent(change, json_reply(a_ticket("t1", subject="Fan", version=8)))
    assert (asked.method, asked.path) == ("PUT", f"/v1/tickets/t1/actions/{change.id}")
    assert asked.json() == {
        "action": "edit",
        "expect": {"version": 7},
        "fields": {
            "subject": "Fan",
            "priority": None,
            "contacts": [{"name": "Marco", "email": "marco@rossi.example"}],
        },
        "created_at": "2023-11-14T22:13:20.000Z",
    }
    assert isinstance(receipt, Accepted)
    [ticket] = receipt.entities
    assert isinstance(ticket, Ticket)
    assert (ticket.subject, ticket.version) == ("Fan", 8)


def test_a_repetition_shows_the_ticket_as_it_is_now_whatever_became_of_the_values() -> None:
    now = json_reply(a_ticket("t1", subject="Taken back", version=9), 200, **{"Idempotency-Replayed": "true"})
    receipt, _ = sent(an_edit(subject="Fan"), now)
    assert isinstance(receipt, Accepted)
    assert receipt.replayed
    [ticket] = receipt.entities
    assert isinstance(ticket, Ticket)
    assert ticket.subject == "Taken back"


def test_values_that_stand_there_already_are_no_conflict() -> None:
    current = a_ticket("t1", subject="Fan", contacts=[MARCO], version=9)
    receipt, _ = sent(an_edit(subject="Fan"), problem_reply(409, "precondition-not-met", current=current))
    assert isinstance(receipt, Accepted)
    assert receipt.replayed


def test_a_refused_edit_names_the_tickets_fields() -> None:
    errors = [{"pointer": "/fields/subject", "detail": "too long"}, {"pointer": "/fields", "detail": "odd"}]
    receipt, _ = sent(an_edit(subject="Fan"), problem_reply(422, "invalid", errors=errors))
    assert isinstance(receipt, Invalid)
    assert receipt.problem.pointers == (("/subject", "too long"), ("/fields", "odd"))


def test_another_value_is_a_conflict_with_the_present_ticket() -> None:
    current = a_ticket("t1", subject="Pump", version=9)
    receipt, _ = sent(an_edit(subject="Fan"), problem_reply(409, "precondition-not-met", current=current))
    assert isinstance(receipt, Conflicting)
    [ticket] = receipt.entities
    assert isinstance(ticket, Ticket)
    assert ticket.subject == "Pump"


def test_refusals_of_an_edit_have_their_class() -> None:
    for reply, kind in (
        (problem_reply(409, "id-reused"), Invalid),
        (problem_reply(409, "parent-unknown"), Gone),
        (problem_reply(404, "not-found"), Gone),
        (problem_reply(422, "invalid"), Invalid),
        (problem_reply(403, "forbidden"), Invalid),
        (problem_reply(409, "ticket-closed", current=a_ticket("t1", status="solved")), Conflicting),
        (problem_reply(503, "unavailable"), TryLater),
        (Reply(500), Uncertain),
        (Drop(), Uncertain),
        (json_reply(a_ticket("another")), Uncertain),
        (problem_reply(401, "token-expired"), SignInNeeded),
    ):
        receipt, _ = sent(an_edit(subject="Fan"), reply)
        assert type(receipt) is kind or (kind is SignInNeeded and isinstance(receipt, SignInNeeded)), reply


def test_what_became_of_an_edit_is_asked_by_its_id() -> None:
    edit = an_edit(subject="Fan", machine_state="stopped")
    asked: list[Request] = []

    def respond(request: Request) -> Reply:
        asked.append(request)
        return json_reply({"state": "done", "reference": {"type": "ticket", "id": "t1"}, "problem": None})

    with connected(Door(respond)) as (connector, _):
        done = connector.look_up(edit)
    assert [one.path for one in asked] == [f"/v1/by-client-id/{edit.id}"]
    assert isinstance(done, Accepted)
    assert done.replayed
    unknown = json_reply({"state": "unknown", "reference": None, "problem": None})
    assert looked_up(edit, unknown) is None
    assert looked_up(edit, problem_reply(404, "not-found")) is None
    assert isinstance(looked_up(edit, problem_reply(503, "unavailable")), TryLater)


def test_who_looked_says_what_they_saw_when_closing_and_reopening_needs_no_such_word() -> None:
    for deed, expected in (
        (SetStatus(StatusTarget.CLOSED, "Thanks", 3, seen=("m1", "m2")), {"seen": ["m1", "m2"]}),
        (SetStatus(StatusTarget.CLOSED, seen=()), {"seen": []}),
        (SetStatus(StatusTarget.CLOSED), None),
        (SetStatus(StatusTarget.OPEN, seen=("m1",)), None),
    ):
        _, [asked] = sent(a_change(deed), json_reply(a_ticket("t1", status="solved"), 201))
        assert asked.json().get("expect") == expected


def test_a_merged_ticket_says_where_it_goes_on() -> None:
    merged_into = {"id": "t2", "number": "10240"}
    refusal = problem_reply(409, "ticket-merged", merged_into=merged_into, current=a_ticket("t1", status="solved"))
    receipt, _ = sent(a_reply(), refusal)
    assert isinstance(receipt, Conflicting)
    assert (receipt.problem.code, receipt.problem.merged_into) == ("ticket-merged", "t2")
    for strange in (None, "t2", {"number": 5}, {}):
        receipt, _ = sent(a_reply(), problem_reply(409, "ticket-merged", merged_into=strange))
        assert isinstance(receipt, Conflicting)
        assert (receipt.problem.code, receipt.problem.merged_into) == ("ticket-merged", "")
