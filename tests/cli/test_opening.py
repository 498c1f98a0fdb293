"""`sportello open`: what was said arrives, once; what can't be sent is said field by field; what waits is kept."""

import hashlib
import uuid
from pathlib import Path

import pytest
from stage.witness import Witness

from desktop.cli.exit_codes import ExitCode
from desktop.cli.own_ids import id_of_name
from desktop.domain.draft import TicketDraft
from desktop.sandbox.server import RunningSandbox
from tests.cli.beside import beside
from tests.cli.shell import Shell

QUESTION = ("open", "--type", "question", "--description", "df says 100 %")


def an_id() -> str:
    return str(uuid.uuid4())


def test_a_ticket_arrives_with_everything_that_was_said(shell: Shell, witness: Witness, tmp_path: Path):
    picture, report = tmp_path / "misura è – ήχος.png", tmp_path / "report.txt"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 300)
    report.write_text("df: 100 %")
    machine = next(
        row for row in shell.ask("tickets", "--folder", "company", "--limit", "0")["tickets"] if row["machine"]
    )
    answer = shell.ask(
        *("open", "--type", "guasto o malfunzionamento", "--machine", machine["machine"], "--state", "Ferma"),
        *("--subject", "Il nastro  è fermo – σταμάτησε", "--description", "-", "--attach", picture, report),
        *("--notify", "marco bianchi", "Oncall <oncall@rossi.example>"),
        typed="Allarme 17.\r\nDa stamattina.\n",
    )  # fmt: skip
    assert answer["outcome"] == "done"
    assert answer["error"] is None
    ticket = witness.ticket("Il nastro è fermo – σταμάτησε")
    assert (ticket.id, ticket.number) == (answer["ticket_id"], answer["number"])
    assert ticket.description == "Allarme 17.\nDa stamattina."
    assert ticket.fields["request_type"] == "fault"
    assert ticket.fields["machine_id"] == machine["machine_id"]
    assert ticket.fields["machine_state"] == "stopped"
    notified = {one["email"] for one in ticket.fields["contacts"]}
    assert notified == {"marco@rossi.example", "oncall@rossi.example"}
    assert {file.name for file in ticket.files} == {picture.name, report.name}
    for file in ticket.files:
        original = (tmp_path / file.name).read_bytes()
        assert witness.digest(file) == (hashlib.sha256(original).hexdigest(), len(original))


def test_a_machine_that_is_not_in_the_list_arrives_and_is_shown(shell: Shell, witness: Witness):
    words = ("open", "--type", "fault", "--machine-unlisted", "Παλιά φρέζα,  reparto 3", "--state", "stopped")
    answer = shell.ask(*words, "--subject", "Non parte la fresa", "--description", "Da ieri.")
    ticket = witness.ticket("Non parte la fresa")
    assert (ticket.fields["machine_id"], ticket.fields["machine_unlisted"]) == (None, "Παλιά φρέζα, reparto 3")
    assert (ticket.fields["machine_state"], ticket.description) == ("stopped", "Da ieri.")
    shown = shell.ask("show", answer["ticket_id"])["ticket"]
    assert (shown["machine_id"], shown["machine_unlisted"]) == ("", "Παλιά φρέζα, reparto 3")
    assert "Παλιά φρέζα, reparto 3" in shell.say("show", answer["ticket_id"]).out
    [row] = shell.ask("tickets", "--search", "φρεζα")["tickets"]
    assert (row["id"], row["machine"]) == (answer["ticket_id"], "Παλιά φρέζα, reparto 3")


def test_a_machine_that_is_not_in_the_list_is_said_in_few_words_and_only_where_there_is_one(shell: Shell):
    words = ("--subject", "x", "--description", "x", "--machine-unlisted")
    answer = shell.ask("open", "--type", "fault", *words, "x" * 201, "--state", "stopped", code=ExitCode.NOT_VALID)
    assert [one["fault"] for one in answer["error"]["fields"]] == ["machine-too-long"]
    answer = shell.ask("open", "--type", "question", *words, "Fresa", code=ExitCode.NOT_VALID)
    assert [one["fault"] for one in answer["error"]["fields"]] == ["field-off"]
    assert shell.ask("outbox") == {"changes": []}


def test_in_words_it_says_the_number(shell: Shell, witness: Witness):
    said = shell.say(*QUESTION, "--subject", "Disk full on host7")
    assert said.code == 0
    assert said.out == f"sent: ticket #{witness.ticket('Disk full on host7').number}: Disk full on host7\n"


def test_saying_it_again_under_the_same_id_opens_nothing_twice(shell: Shell, witness: Witness):
    id = an_id()
    words = (*QUESTION, "--subject", f"Once {id}", "--id", id)
    first = shell.ask(*words)
    second = shell.ask(*words)
    assert (first["repeated"], second["repeated"]) == (False, True)
    assert second["ticket_id"] == first["ticket_id"]
    assert second["number"] == first["number"] == witness.ticket(f"Once {id}").number


def test_an_event_named_by_a_script_opens_one_ticket(shell: Shell, witness: Witness):
    words = (*QUESTION, "--subject", "Disk on host7", "--once", "alert:host7:disk:2026-05-04T09:00")
    first, second = shell.ask(*words), shell.ask(*words)
    assert (first["repeated"], second["repeated"]) == (False, True)
    assert witness.ticket("Disk on host7").number == second["number"]
    other = shell.ask(*QUESTION, "--subject", "Again next day", "--once", "alert:host7:disk:2026-05-05T09:00")
    assert other["ticket_id"] != first["ticket_id"]


def test_the_same_name_is_another_ticket_for_another_person_or_helpdesk():
    ids = {
        id_of_name(address, person, "alert:host7")
        for address in ("https://one.example", "https://two.example")
        for person in ("anna", "marco")
    }
    assert len(ids) == 4


def test_an_id_that_is_known_from_the_helpdesk_alone_opens_nothing_either(
    shell: Shell, fresh: Shell, sandbox: RunningSandbox, witness: Witness, tmp_path: Path
):
    id = an_id()
    words = (*QUESTION, "--subject", f"From elsewhere {id}", "--id", id)
    number = shell.ask(*words)["number"]
    shell.profile = tmp_path / "another computer"
    shell.ask("sign-in", sandbox.url, "--login", "anna", typed="sportello\n")
    answer = shell.ask(*words)
    assert (answer["repeated"], answer["number"], answer["change"]) == (True, number, None)
    assert witness.ticket(f"From elsewhere {id}").number == number


def test_a_ticket_that_somebody_took_back_to_edit_is_not_sent_by_a_repetition(shell: Shell, witness: Witness):
    id = an_id()
    with beside(shell) as workspace:
        from desktop.cli.command_line import parse

        normal = parse(["open", "--id", id]).id
        workspace.drafts.save(TicketDraft(normal, subject="being edited", updated_at=5))
    said = shell.say(*QUESTION, "--subject", f"Taken back {id}", "--id", id)
    assert said.code == ExitCode.NEEDS_PERSON
    with beside(shell) as workspace:
        assert [draft.subject for draft in workspace.drafts.tickets()] == ["being edited"]
    assert not [ticket for ticket in witness.tickets() if ticket.subject == f"Taken back {id}"]


def test_what_is_missing_is_said_field_by_field_and_nothing_is_queued(shell: Shell):
    answer = shell.ask("open", "--type", "fault", "--notify", "nobody", code=ExitCode.NOT_VALID)
    faults = {one["field"]: one["fault"] for one in answer["error"]["fields"]}
    assert faults == {
        "machine": "machine-missing",
        "subject": "subject-missing",
        "description": "description-missing",
        "contacts": "contact-address",
    }
    assert answer["queued"] is None
    assert shell.ask("outbox") == {"changes": []}
    said = shell.say("open", "--type", "fault")
    assert "--machine: " in said.err
    assert said.out == ""


def test_without_a_type_the_types_are_listed(shell: Shell):
    answer = shell.ask("open", "--subject", "x", "--description", "x", code=ExitCode.NOT_VALID)
    [fault] = answer["error"]["fields"]
    assert fault["field"] == "request_type"
    assert "spare-parts" in fault["sentence"]


def test_what_this_helpdesk_has_no_field_for_is_not_left_out_silently(shell: Shell):
    answer = shell.ask(*QUESTION, "--subject", "x", "--priority", "high", code=ExitCode.NOT_VALID)
    assert [(one["field"], one["fault"]) for one in answer["error"]["fields"]] == [("priority", "field-off")]


@pytest.mark.parametrize(
    ("content", "name", "fault"),
    [(None, "gone.txt", "file-unreadable"), (b"", "empty.txt", "file-empty"), (b"MZ\0\0", "setup.exe", "file-type")],
)
def test_a_file_that_cannot_go_is_said_by_name(
    shell: Shell, tmp_path: Path, content: bytes | None, name: str, fault: str
):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    answer = shell.ask(*QUESTION, "--subject", "x", "--attach", tmp_path / name, code=ExitCode.NOT_VALID)
    [found] = answer["error"]["fields"]
    assert (found["field"], found["fault"], found["subject"]) == ("files", fault, name)
    assert shell.ask("outbox") == {"changes": []}


def test_a_file_that_is_too_large_is_refused_before_it_is_copied(shell: Shell, tmp_path: Path):
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(200 * 1024**2)
    before = sum(path.stat().st_size for path in shell.profile.rglob("*") if path.is_file())
    answer = shell.ask(*QUESTION, "--subject", "x", "--attach", huge, code=ExitCode.NOT_VALID)
    assert answer["error"]["fields"][0]["fault"] == "file-too-large"
    after = sum(path.stat().st_size for path in shell.profile.rglob("*") if path.is_file())
    assert after - before < 50 * 1024**2


def test_with_no_sync_it_is_queued_and_goes_with_the_next_one(shell: Shell, witness: Witness):
    answer = shell.ask(*QUESTION, "--subject", "Later on", "--no-sync", code=ExitCode.WAITING)
    assert answer["change"]["state"] == "queued"
    assert answer["error"]["code"] == "waiting"
    assert not [ticket for ticket in witness.tickets() if ticket.subject == "Later on"]
    assert shell.ask("tickets", "--limit", "1")["tickets"][0]["pending"] == "queued"
    assert shell.ask("sync")["sent"] == 1
    assert witness.ticket("Later on").id == answer["ticket_id"]


def test_a_description_that_is_not_text_is_refused(shell: Shell):
    answer = shell.ask(
        "open", "--type", "question", "--subject", "x", "--description", "-", typed=b"\xff\xfe\x00", code=3
    )
    assert answer["error"]["fields"][0]["fault"] == "text-not-utf-8"


def test_a_pipe_that_never_ends_does_not_fill_the_memory(shell: Shell):
    answer = shell.ask(
        "open", "--type", "question", "--subject", "x", "--description", "-", typed=b"x" * (5 * 1024**2), code=3
    )
    assert answer["error"]["fields"][0]["fault"] == "text-too-long"


def test_before_the_first_sync_the_request_types_are_fetched_first(
    fresh: Shell, sandbox: RunningSandbox, witness: Witness
):
    fresh.ask("sign-in", sandbox.url, "--login", "anna", "--no-sync", typed="sportello\n")
    answer = fresh.ask(*QUESTION, "--subject", "First of all", "--no-sync", code=ExitCode.HELPDESK)
    assert answer["queued"] is None
    assert fresh.ask(*QUESTION, "--subject", "First of all")["number"] == witness.ticket("First of all").number
