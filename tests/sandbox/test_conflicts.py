"""What the helpdesk says when two people meant different things, or one of them did not know what the other said."""

import pytest

from desktop.sandbox.server import RunningSandbox
from tests.sandbox.caller import Caller, an_id, problem
from tests.sandbox.conftest import StartSandbox


def close(caller: Caller, ticket: dict, **expect: object) -> object:
    body = {"action": "close", "expect": expect, "created_at": "2026-05-04T09:00:00Z"}
    return caller.put(f"/v1/tickets/{ticket['id']}/actions/{an_id()}", body)


def test_nobody_closes_over_a_message_that_they_have_not_seen(anna: Caller, luca: Caller):
    ticket = anna.open_ticket()
    said = luca.reply(ticket, "Please send the serial number.").json()
    refused = problem(close(anna, ticket, seen=[]), 409, "precondition-not-met")
    assert refused["current"]["status"] == anna.ticket(ticket)["status"] != "closed"
    assert close(anna, ticket, seen=[said["id"]]).status_code == 201
    assert anna.ticket(ticket)["status"] == "closed"


def test_ones_own_messages_are_always_seen_and_what_happens_is_no_message(anna: Caller, luca: Caller):
    ticket = anna.open_ticket()
    anna.reply(ticket, "And it smells.")
    luca.put(
        f"/v1/tickets/{ticket['id']}/actions/{an_id()}",
        {"action": "work-log", "minutes": 5, "text": "Looked at it.", "created_at": "2026-05-04T09:00:00Z"},
    )
    assert close(anna, ticket, seen=[]).status_code == 201


def test_a_closed_ticket_is_not_closed_over_anything(anna: Caller, luca: Caller):
    ticket = anna.open_ticket()
    luca.reply(ticket, "Solved.")
    assert close(luca, ticket).status_code == 201
    assert close(anna, ticket, seen=[]).status_code == 201


@pytest.mark.parametrize("kind", ["reply", "close", "reopen", "edit", "patch"])
def test_a_merged_ticket_takes_nothing_and_says_where_it_goes_on(start: StartSandbox, kind: str):
    running: RunningSandbox = start()
    with Caller(running.url) as anna:
        anna.sign_in("anna@rossi.example")
        ticket, other = anna.open_ticket(), anna.open_ticket()
        running.counter.merge(ticket["id"], other["id"])
        here = f"/v1/tickets/{ticket['id']}"
        at = "2026-05-04T09:00:00Z"
        answers = {
            "reply": lambda: anna.put(f"{here}/messages/{an_id()}", {"text": "Hello?", "created_at": at}),
            "close": lambda: anna.put(f"{here}/actions/{an_id()}", {"action": "close", "created_at": at}),
            "reopen": lambda: anna.put(f"{here}/actions/{an_id()}", {"action": "reopen", "created_at": at}),
            "edit": lambda: anna.act(ticket, "edit", expect={"version": 1}, fields={"subject": "X"}),
            "patch": lambda: anna.call("PATCH", here, json={"subject": "X"}, headers={"If-Match": '"1"'}),
        }
        told = problem(answers[kind](), 409, "ticket-merged")
        assert told["merged_into"] == {"id": other["id"], "number": other["number"]}
        assert told["current"]["merged_into"] == other["id"]
        assert anna.ticket(ticket)["status"] == "closed"


def test_a_ticket_that_went_out_of_sight_is_not_named(start: StartSandbox):
    running: RunningSandbox = start()
    with Caller(running.url) as anna, Caller(running.url) as paola:
        anna.sign_in("anna@rossi.example")
        paola.sign_in("paola@bianchi.example")
        ticket, strange = anna.open_ticket(), paola.open_ticket()
        running.counter.merge(ticket["id"], strange["id"])
        refused = anna.reply(ticket, "Hello?")
        assert "merged_into" not in problem(refused, 409, "ticket-merged")


def test_merging_into_itself_is_a_mistake(start: StartSandbox):
    running: RunningSandbox = start()
    with pytest.raises(ValueError, match="itself"):
        running.counter.merge("a", "a")
    with pytest.raises(LookupError):
        running.counter.merge("a", "b")
