"""What tickets, messages and actions do to each other."""

import pytest

from desktop.sandbox.server import RunningSandbox
from tests.sandbox.caller import Caller, a_ticket, an_attachment, an_id, problem


def a_machine(caller: Caller) -> dict:
    return next(machine for machine in caller.all_of("machine") if machine["name"] == "Tornio T-44")


def test_a_new_ticket_has_a_number_of_its_own_and_is_new(anna: Caller):
    one, other = anna.open_ticket(), anna.open_ticket()
    assert int(other["number"]) > int(one["number"]) > 10_000
    assert (one["status"], one["version"], one["author"]["name"]) == ("new", 1, "Anna Rossi")


def test_text_in_any_script_stays_as_it_was_typed(anna: Caller):
    text = "Η πρέσα σταματά — però «così» 🛠️ \u202eabc\nseconda riga\t|"
    ticket = anna.open_ticket(subject="Σφάλμα E-217: πρέσα", description=text)
    assert anna.ticket(ticket)["description"] == text
    told = anna.reply(ticket, text).json()["text"]
    assert told == text


def test_the_persons_time_is_kept_beside_the_servers_own(anna: Caller):
    ticket = anna.open_ticket(created_at="2026-01-02T09:12:00.5+02:00")
    assert ticket["created_at"] == "2026-01-02T07:12:00.500Z"
    assert ticket["updated_at"] > ticket["created_at"]
    assert ticket["received_at"] == ticket["updated_at"]


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"subject": " \n"}, "/subject"),
        ({"subject": "x" * 201}, "/subject"),
        ({"subject": "nul \x00"}, "/subject"),
        ({"description": None}, "/description"),
        ({"request_type": "lunch"}, "/request_type"),
        ({"request_type": "fault"}, "/machine_id"),
        ({"request_type": "fault", "machine_id": "no-such-machine"}, "/machine_id"),
        ({"request_type": "fault", "machine_unlisted": " \t"}, "/machine_unlisted"),
        ({"request_type": "fault", "machine_unlisted": "x" * 201}, "/machine_unlisted"),
        ({"request_type": "fault", "machine_unlisted": "Fresa", "machine_state": "purple"}, "/machine_state"),
        ({"category": "billing"}, "/category"),
        ({"priority": "high"}, "/priority"),
        ({"machine_state": "stopped"}, "/machine_state"),
        ({"contacts": [{"name": "X", "email": "nowhere"}]}, "/contacts/0/email"),
        ({"contacts": [{"id": "no-such-contact", "name": "X", "email": "x@example.test"}]}, "/contacts/0/id"),
        ({"created_at": "yesterday"}, "/created_at"),
        ({"created_at": "0001-01-01T00:00:00+14:00"}, "/created_at"),
        ({"attachments": [{"id": "x"}]}, "/attachments/0/id"),
    ],
)
def test_a_field_at_fault_is_named(anna: Caller, fields: dict, pointer: str):
    told = problem(anna.put(f"/v1/tickets/{an_id()}", a_ticket(**fields)), 422, "invalid")
    assert pointer in [error["pointer"] for error in told["errors"]]


def test_a_question_has_no_machine(anna: Caller):
    told = problem(anna.put(f"/v1/tickets/{an_id()}", a_ticket(machine_id=a_machine(anna)["id"])), 422, "invalid")
    assert told["errors"][0]["pointer"] == "/machine_id"


def test_unknown_fields_are_ignored(anna: Caller):
    assert anna.put(f"/v1/tickets/{an_id()}", a_ticket(mood="good")).status_code == 201


def test_what_is_said_about_a_machine_stands_on_the_machine(anna: Caller, luca: Caller):
    machine = a_machine(anna)
    ticket = anna.open_ticket(request_type="fault", machine_id=machine["id"], machine_state="stopped")
    assert a_machine(anna)["state"] == "stopped"
    assert luca.act(ticket, "set-machine-state", value="running").status_code == 201
    assert a_machine(anna)["state"] == "running"
    assert anna.ticket(ticket)["machine_state"] == "running"


def test_a_machine_that_is_not_in_the_list_stands_in_its_place_with_its_state(anna: Caller, luca: Caller):
    states = {machine["id"]: machine["state"] for machine in anna.all_of("machine")}
    ticket = anna.open_ticket(request_type="fault", machine_unlisted=" Παλιά φρέζα, υπόγειο ", machine_state="stopped")
    told = anna.ticket(ticket)
    assert (told["machine_id"], told["machine_unlisted"]) == (None, "Παλιά φρέζα, υπόγειο")
    assert told["machine_state"] == "stopped"
    assert luca.act(ticket, "set-machine-state", value="faulty").status_code == 201
    edited = anna.act(ticket, "edit", expect={"version": 2}, fields={"machine_state": "running"}).json()
    assert (edited["machine_state"], edited["machine_unlisted"]) == ("running", "Παλιά φρέζα, υπόγειο")
    assert {machine["id"]: machine["state"] for machine in anna.all_of("machine")} == states


def test_a_ticket_is_not_about_a_listed_machine_and_another(anna: Caller):
    both = a_ticket(request_type="fault", machine_id=a_machine(anna)["id"], machine_unlisted="Fresa")
    told = problem(anna.put(f"/v1/tickets/{an_id()}", both), 422, "invalid")
    assert [error["pointer"] for error in told["errors"]] == ["/machine_unlisted"]
    asked = a_ticket(request_type="question", machine_unlisted="Fresa")
    told = problem(anna.put(f"/v1/tickets/{an_id()}", asked), 422, "invalid")
    assert [error["pointer"] for error in told["errors"]] == ["/machine_unlisted"]


def test_contacts_to_notify_stay_with_the_ticket(anna: Caller):
    known = anna.all_of("contact")[0]
    contacts = [
        {"id": known["id"], "name": known["name"], "email": known["email"]},
        {"name": "Ospite", "email": "ospite@example.test"},
    ]
    ticket = anna.open_ticket(contacts=contacts)
    assert [contact["email"] for contact in anna.ticket(ticket)["contacts"]] == [known["email"], "ospite@example.test"]


@pytest.mark.parametrize("status", ["waiting", "answered"])
def test_a_customers_reply_opens_a_ticket_that_was_with_the_customer(
    sandbox: RunningSandbox, anna: Caller, status: str
):
    ticket = anna.open_ticket()
    anna.reply(ticket)
    assert anna.ticket(ticket)["status"] == "new"
    sandbox.counter.answer(ticket["id"], "Quale numero di serie?", status)
    assert anna.ticket(ticket)["status"] == status
    anna.reply(ticket)
    assert anna.ticket(ticket)["status"] == "open"
    events = [message["event"] for message in anna.messages(ticket) if message["kind"] == "event"]
    assert events == [{"name": "status", "from": "new", "to": status}, {"name": "status", "from": status, "to": "open"}]


def test_a_reply_of_the_staff_makes_a_ticket_answered(anna: Caller, luca: Caller):
    ticket = anna.open_ticket()
    assert luca.reply(ticket, "Ecco la nota di credito.").json()["author"]["side"] == "support"
    assert anna.ticket(ticket)["status"] == "answered"


def test_a_closed_ticket_takes_no_reply_until_it_is_reopened(anna: Caller):
    ticket = anna.open_ticket()
    closed = anna.act(ticket, "close", text="Risolto, grazie.")
    assert (closed.status_code, closed.json()["status"]) == (201, "closed")
    refused = problem(anna.reply(ticket), 409, "ticket-closed")
    assert refused["current"]["status"] == "closed"
    assert anna.act(ticket, "reopen", text="È tornato.").json()["status"] == "open"
    assert anna.reply(ticket).status_code == 201
    texts = [message["text"] for message in anna.messages(ticket) if message["kind"] == "reply"]
    assert texts == ["Risolto, grazie.", "È tornato.", "Ecco le foto."]


def test_closing_what_is_closed_changes_nothing(anna: Caller):
    ticket = anna.open_ticket()
    first = anna.act(ticket, "close").json()
    assert anna.act(ticket, "close").json() == first


def test_an_action_that_expects_another_state_is_refused_with_the_present_one(anna: Caller):
    ticket = anna.open_ticket()
    anna.reply(ticket)
    told = problem(anna.act(ticket, "close", expect={"version": 1}), 409, "precondition-not-met")
    assert told["current"]["version"] == 2
    problem(anna.act(ticket, "close", expect={"status": "waiting"}), 409, "precondition-not-met")
    assert anna.act(ticket, "close", expect={"status": "new", "version": 2}).status_code == 201


def test_what_only_staff_does_is_forbidden_to_customers(anna: Caller, luca: Caller):
    ticket, me = anna.open_ticket(), luca.get("/v1/me").json()["id"]
    for action, fields in (
        ("assign", {"value": me}),
        ("work-log", {"minutes": 5}),
        ("set-machine-state", {"value": "running"}),
    ):
        problem(anna.act(ticket, action, **fields), 403, "forbidden")
    assert luca.act(ticket, "assign", value=me).json()["assignee_id"] == me
    assert luca.act(ticket, "work-log", minutes=35, text="Sostituita la ventola").status_code == 201
    logged = [message for message in anna.messages(ticket) if (message["event"] or {}).get("name") == "work-log"]
    assert (logged[0]["event"]["minutes"], logged[0]["text"]) == (35, "Sostituita la ventola")


@pytest.mark.parametrize(
    ("action", "fields", "pointer"),
    [
        ("dance", {}, "/action"),
        ("assign", {"value": "nobody"}, "/value"),
        ("work-log", {}, "/minutes"),
        ("work-log", {"minutes": 0}, "/minutes"),
        ("set-machine-state", {"value": "running"}, "/action"),
        ("edit", {"expect": {"version": 1}}, "/fields"),
        ("edit", {"fields": {"subject": "Blind"}}, "/expect/version"),
        ("edit", {"fields": {"subject": "Blind"}, "expect": {"status": "new"}}, "/expect/version"),
        ("edit", {"fields": {"subject": None}, "expect": {"version": 1}}, "/fields/subject"),
        ("edit", {"fields": {"subject": "  "}, "expect": {"version": 1}}, "/fields/subject"),
        ("edit", {"fields": {"priority": "no-such"}, "expect": {"version": 1}}, "/fields/priority"),
        ("edit", {"fields": {"machine_state": "running"}, "expect": {"version": 1}}, "/fields/machine_state"),
    ],
)
def test_an_action_that_makes_no_sense_is_told_where(
    anna: Caller, luca: Caller, action: str, fields: dict, pointer: str
):
    told = problem(luca.act(anna.open_ticket(), action, **fields), 422, "invalid")
    assert pointer in [error["pointer"] for error in told["errors"]]


def test_a_message_needs_a_text_or_an_attachment(anna: Caller):
    ticket = anna.open_ticket()
    problem(anna.reply(ticket, "  "), 422, "invalid")
    assert anna.reply(ticket, "", attachments=[anna.upload(b"only a photo")]).status_code == 201


def test_editing_needs_the_version_that_was_seen(anna: Caller):
    ticket = anna.open_ticket()
    path = f"/v1/tickets/{ticket['id']}"
    problem(anna.call("PATCH", path, json={"subject": "Blind"}), 428, "precondition-required")
    edited = anna.call("PATCH", path, json={"subject": "Seen"}, headers={"If-Match": '"1"'})
    assert (edited.status_code, edited.json()["subject"], edited.headers["ETag"]) == (200, "Seen", '"2"')
    late = anna.call("PATCH", path, json={"subject": "Late"}, headers={"If-Match": '"1"'})
    assert problem(late, 412, "precondition-failed")["current"]["subject"] == "Seen"
    weak = anna.call("PATCH", path, json={"subject": "Weak"}, headers={"If-Match": 'W/"2"'})
    problem(weak, 412, "precondition-failed")
    assert anna.get(path).headers["ETag"] == '"2"'
    assert {"name": "subject", "from": ticket["subject"], "to": "Seen"} in [m["event"] for m in anna.messages(ticket)]


def test_the_action_edit_does_what_the_patch_does(anna: Caller):
    machine = anna.all_of("machine")[0]["id"]
    patched, acted = (anna.open_ticket(subject="Fan", request_type="fault", machine_id=machine) for _ in range(2))
    marco = {"name": "Marco", "email": "marco@rossi.example"}
    wish = {"subject": " Pump ", "machine_state": "running", "contacts": [marco]}
    by_patch = anna.call("PATCH", f"/v1/tickets/{patched['id']}", json=wish, headers={"If-Match": '"1"'}).json()
    by_action = anna.act(acted, "edit", expect={"version": 1}, fields=wish).json()
    names = ("subject", "machine_state", "category", "contacts", "status", "version")
    assert [by_action[name] for name in names] == [by_patch[name] for name in names]
    assert (by_action["subject"], by_action["machine_state"]) == ("Pump", "running")
    taken_away = anna.act(acted, "edit", expect={"version": 2}, fields={"machine_state": None}).json()
    assert (taken_away["machine_state"], taken_away["subject"]) == (None, "Pump")
    anna.act(acted, "close")
    closed = anna.act(acted, "edit", expect={"version": 4}, fields={"subject": "Fan"})
    assert problem(closed, 409, "ticket-closed")["current"]["version"] == 4


def test_a_ticket_out_of_sight_is_not_edited(anna: Caller, paola: Caller):
    ticket = anna.open_ticket()
    problem(paola.act(ticket, "edit", expect={"version": 1}, fields={"subject": "Mine"}), 409, "parent-unknown")


def test_an_edit_that_changes_nothing_is_no_new_version(anna: Caller):
    ticket = anna.open_ticket()
    same = anna.call(
        "PATCH", f"/v1/tickets/{ticket['id']}", json={"subject": ticket["subject"]}, headers={"If-Match": "*"}
    )
    assert same.json() == ticket


def test_attachments_come_with_their_ticket_and_message(anna: Caller):
    ticket = anna.open_ticket(attachments=[anna.upload(b"plate", name="targhetta.jpg")])
    message = anna.reply(
        ticket, attachments=[anna.upload(b"noise", name="θόρυβος αντλίας.mp4", mime="video/mp4")]
    ).json()
    mine = {a["name"]: a for a in anna.all_of("attachment") if a["ticket_id"] == ticket["id"]}
    assert mine["targhetta.jpg"]["message_id"] is None
    assert mine["θόρυβος αντλίας.mp4"]["message_id"] == message["id"]
    assert anna.get(f"/v1/blobs/{mine['targhetta.jpg']['sha256']}").content == b"plate"


def test_attachments_beyond_the_limits_are_refused(anna: Caller):
    content = b"the same bytes"
    anna.upload(content)
    many = [an_attachment(content) for _ in range(21)]
    told = problem(anna.put(f"/v1/tickets/{an_id()}", a_ticket(attachments=many)), 422, "invalid")
    assert told["errors"][0]["pointer"] == "/attachments"
    odd = [an_attachment(content, mime="application/x-msdownload")]
    told = problem(anna.put(f"/v1/tickets/{an_id()}", a_ticket(attachments=odd)), 422, "invalid")
    assert told["errors"][0]["pointer"] == "/attachments/0/mime"
    lying = [an_attachment(content, size=3)]
    told = problem(anna.put(f"/v1/tickets/{an_id()}", a_ticket(attachments=lying)), 422, "invalid")
    assert told["errors"][0]["pointer"] == "/attachments/0/size"


def test_two_attachments_do_not_share_an_id(anna: Caller):
    one = anna.upload(b"twice")
    problem(anna.put(f"/v1/tickets/{an_id()}", a_ticket(attachments=[one, one])), 409, "id-reused")
