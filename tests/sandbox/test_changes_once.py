"""Each change once: same id, same effect, whatever is sent again, at once, later, or after a restart."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from desktop.sandbox.server import RunningSandbox
from tests.sandbox.caller import ANNA, Caller, a_message, a_ticket, an_action, an_attachment, an_id, problem
from tests.sandbox.conftest import People, StartSandbox


def test_a_change_sent_again_is_answered_as_before_and_made_once(anna: Caller):
    identity, body = an_id(), a_ticket(subject="Sent twice")
    first, again = anna.put(f"/v1/tickets/{identity}", body), anna.put(f"/v1/tickets/{identity}", body)
    assert (first.status_code, again.status_code) == (201, 200)
    assert "Idempotency-Replayed" not in first.headers
    assert again.headers["Idempotency-Replayed"] == "true"
    assert first.json() == again.json()
    assert [ticket["id"] for ticket in anna.all_of("ticket")].count(identity) == 1


def test_the_same_content_spelled_differently_is_the_same_content(anna: Caller):
    identity, body = an_id(), a_ticket()
    anna.put(f"/v1/tickets/{identity}", body)
    reordered = anna.put(f"/v1/tickets/{identity.upper()}", dict(reversed(body.items())))
    assert reordered.status_code == 200


def test_one_id_for_two_contents_is_refused_and_the_first_stays(anna: Caller):
    identity = an_id()
    anna.put(f"/v1/tickets/{identity}", a_ticket(subject="The first"))
    problem(anna.put(f"/v1/tickets/{identity}", a_ticket(subject="The second")), 409, "id-reused")
    assert anna.get(f"/v1/tickets/{identity}").json()["subject"] == "The first"
    assert anna.get(f"/v1/by-client-id/{identity}").json()["state"] == "done"


def test_the_id_is_looked_at_before_the_content(anna: Caller):
    identity = an_id()
    anna.put(f"/v1/tickets/{identity}", a_ticket())
    problem(anna.put(f"/v1/tickets/{identity}", {"nonsense": True}), 409, "id-reused")
    problem(
        anna.call("PUT", f"/v1/tickets/{identity}", data=b"{", headers={"Content-Type": "application/json"}),
        409,
        "id-reused",
    )


def test_an_id_is_not_used_for_two_kinds_of_things(anna: Caller):
    ticket = anna.open_ticket()
    problem(anna.put(f"/v1/tickets/{ticket['id']}/messages/{ticket['id']}", a_message()), 409, "id-reused")
    problem(anna.put(f"/v1/tickets/{ticket['id']}/actions/{ticket['id']}", an_action("close")), 409, "id-reused")
    seeded_message = anna.all_of("message")[0]["id"]
    problem(anna.put(f"/v1/tickets/{seeded_message}", a_ticket()), 409, "id-reused")


def test_the_same_message_to_another_ticket_is_another_content(anna: Caller):
    one, other, identity = anna.open_ticket(), anna.open_ticket(), an_id()
    assert anna.put(f"/v1/tickets/{one['id']}/messages/{identity}", a_message()).status_code == 201
    problem(anna.put(f"/v1/tickets/{other['id']}/messages/{identity}", a_message()), 409, "id-reused")


def test_another_person_does_not_get_my_change_answered_as_their_own(anna: Caller, marco: Caller):
    identity, body = an_id(), a_ticket()
    anna.put(f"/v1/tickets/{identity}", body)
    problem(marco.put(f"/v1/tickets/{identity}", body), 409, "id-reused")


def an_edit(version: int, **fields: object) -> dict:
    return an_action("edit", expect={"version": version}, fields=fields)


def test_an_edit_that_was_taken_back_is_not_done_again_by_its_repetition(anna: Caller, luca: Caller):
    ticket, identity = anna.open_ticket(subject="Fan"), an_id()
    where, body = f"/v1/tickets/{ticket['id']}/actions/{identity}", an_edit(1, subject="Pump")
    assert anna.put(where, body).json()["subject"] == "Pump"
    assert luca.act(ticket, "edit", expect={"version": 2}, fields={"subject": "Fan"}).status_code == 201
    again = anna.put(where, body)
    assert (again.status_code, again.headers["Idempotency-Replayed"]) == (200, "true")
    assert (again.json()["subject"], again.json()["version"]) == ("Fan", 3)
    assert anna.ticket(ticket) == again.json()
    fate = anna.get(f"/v1/by-client-id/{identity}").json()
    assert (fate["state"], fate["reference"]["id"]) == ("done", ticket["id"])


def test_an_edits_id_is_not_used_for_another_edit(anna: Caller):
    ticket, identity = anna.open_ticket(), an_id()
    where = f"/v1/tickets/{ticket['id']}/actions/{identity}"
    assert anna.put(where, an_edit(1, subject="Pump")).status_code == 201
    for other in (an_edit(1, subject="Fan"), an_edit(2, subject="Pump"), an_action("close")):
        problem(anna.put(where, other), 409, "id-reused")
    assert anna.ticket(ticket)["subject"] == "Pump"


def test_an_edit_that_was_refused_may_go_for_the_present_version_under_its_id(anna: Caller, luca: Caller):
    ticket, identity = anna.open_ticket(), an_id()
    luca.reply(ticket)
    where = f"/v1/tickets/{ticket['id']}/actions/{identity}"
    refused = problem(anna.put(where, an_edit(1, subject="Pump")), 409, "precondition-not-met")
    assert refused["current"] == anna.ticket(ticket)
    assert anna.get(f"/v1/by-client-id/{identity}").json()["state"] == "rejected"
    joined = anna.put(where, an_edit(refused["current"]["version"], subject="Pump"))
    assert (joined.status_code, joined.json()["subject"]) == (201, "Pump")


def test_sent_many_times_at_once_a_ticket_is_opened_once(people: People):
    identity, body, callers = an_id(), a_ticket(subject="All at once"), [people(ANNA) for _ in range(8)]
    with ThreadPoolExecutor(len(callers)) as pool:
        answers = list(pool.map(lambda caller: caller.put(f"/v1/tickets/{identity}", body), callers))
    assert sorted(answer.status_code for answer in answers) == [200] * 7 + [201]
    assert len({answer.json()["number"] for answer in answers}) == 1


def test_sent_many_times_at_once_a_message_or_action_stands_once(people: People):
    callers = [people(ANNA) for _ in range(6)]
    ticket, identity = callers[0].open_ticket(), an_id()
    for path, body in (("messages", a_message(text="Una volta sola")), ("actions", an_action("close", text="Fatto"))):
        identity = an_id()
        with ThreadPoolExecutor(len(callers)) as pool:
            answers = pool.map(lambda c: c.put(f"/v1/tickets/{ticket['id']}/{path}/{identity}", body), callers)  # noqa: B023
            assert sorted(answer.status_code for answer in answers) == [200] * 5 + [201]
    told = [message["text"] for message in callers[0].messages(ticket)]
    assert (told.count("Una volta sola"), told.count("Fatto")) == (1, 1)


def test_a_refused_change_leaves_no_trace_but_its_status(anna: Caller):
    identity, cursor = an_id(), anna.cursor()
    refused = anna.put(f"/v1/tickets/{identity}", a_ticket(request_type="no-such-thing"))
    problem(refused, 422, "invalid")
    assert [change for change in anna.changes(cursor)[0] if change["id"] == identity] == []
    problem(anna.get(f"/v1/tickets/{identity}"), 404, "not-found")
    fate = anna.get(f"/v1/by-client-id/{identity}").json()
    assert fate["state"] == "rejected"
    assert fate["problem"] == refused.json()


def test_a_change_refused_halfway_is_undone_altogether(anna: Caller):
    """The ticket itself is fine and written first; its second attachment has no bytes."""
    identity, here = an_id(), anna.upload(b"here")
    problem(
        anna.put(f"/v1/tickets/{identity}", a_ticket(attachments=[here, an_attachment(b"not here")])),
        409,
        "blob-unknown",
    )
    items, _ = anna.snapshot("ticket,attachment")
    assert not [item for item in items if identity in (item["id"], item["data"].get("ticket_id"))]
    assert anna.put(f"/v1/tickets/{an_id()}", a_ticket(attachments=[here])).status_code == 201


def test_a_refused_id_may_be_sent_again_and_then_stands(anna: Caller):
    identity = an_id()
    anna.put(f"/v1/tickets/{identity}", a_ticket(subject="   "))
    assert anna.put(f"/v1/tickets/{identity}", a_ticket(subject="Now with a subject")).status_code == 201
    assert anna.get(f"/v1/by-client-id/{identity}").json()["state"] == "done"


def test_a_message_for_an_unknown_ticket_is_never_an_orphan(anna: Caller):
    identity = an_id()
    problem(anna.put(f"/v1/tickets/{an_id()}/messages/{identity}", a_message()), 409, "parent-unknown")
    assert identity not in [message["id"] for message in anna.all_of("message")]
    assert anna.get(f"/v1/by-client-id/{identity}").json()["problem"]["code"] == "parent-unknown"


def test_what_became_of_each_change_is_told_with_its_reference(anna: Caller):
    ticket, message, action = an_id(), an_id(), an_id()
    number = anna.put(f"/v1/tickets/{ticket}", a_ticket()).json()["number"]
    anna.put(f"/v1/tickets/{ticket}/messages/{message}", a_message())
    anna.put(f"/v1/tickets/{ticket}/actions/{action}", an_action("close"))

    def reference(identity: str) -> object:
        fate = anna.get(f"/v1/by-client-id/{identity}").json()
        assert (fate["state"], fate["problem"]) == ("done", None)
        return fate["reference"]

    assert reference(ticket) == {"type": "ticket", "id": ticket, "number": number}
    assert reference(message) == {"type": "message", "id": message}
    assert reference(action) == {"type": "ticket", "id": ticket, "number": number}
    assert anna.get(f"/v1/by-client-id/{an_id()}").json() == {"state": "unknown", "reference": None, "problem": None}


def test_a_change_on_its_way_is_processing(anna: Caller, people: People):
    """The body's second half is only sent after the question."""
    identity, asked = an_id(), []

    def slowly():
        yield b'{"subject": "Half of it",'
        asked.append(people(ANNA).get(f"/v1/by-client-id/{identity}").json()["state"])
        yield b'"description": "", "request_type": "question", "created_at": "2026-05-04T07:12:00Z"}'

    answer = anna.call("PUT", f"/v1/tickets/{identity}", data=slowly(), headers={"Content-Type": "application/json"})
    assert answer.status_code == 201
    assert asked == ["processing"]


def test_ids_hold_across_a_restart(start: StartSandbox, people: People):
    first = start()
    anna = people(ANNA, first.url)
    identity, body = an_id(), a_ticket()
    anna.put(f"/v1/tickets/{identity}", body)
    first.stop()
    anna.url = start(first.data).url
    assert anna.put(f"/v1/tickets/{identity}", body).headers["Idempotency-Replayed"] == "true"
    problem(anna.put(f"/v1/tickets/{identity}", a_ticket(subject="Other")), 409, "id-reused")


@pytest.mark.parametrize(
    "identity", ["x", "0", "9b2c0c1e-3d0e-4c55-9b1e-0a5b2f4f7f11", "{019a8f6e-0000-7000-8000-000000000000}"]
)
def test_an_id_that_is_no_uuid7_is_refused(anna: Caller, identity: str):
    problem(anna.put(f"/v1/tickets/{identity}", a_ticket()), 422, "invalid")


def test_a_repetition_about_something_that_is_gone_says_so(anna: Caller, sandbox: RunningSandbox):
    identity, body = an_id(), a_ticket()
    anna.put(f"/v1/tickets/{identity}", body)
    assert "Entity-Gone" not in anna.put(f"/v1/tickets/{identity}", body).headers
    sandbox.counter.delete("ticket", identity)
    again = anna.put(f"/v1/tickets/{identity}", body)
    assert again.status_code == 200
    assert again.headers["Idempotency-Replayed"] == again.headers["Entity-Gone"] == "true"
    assert again.json()["subject"] == body["subject"]
