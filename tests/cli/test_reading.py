"""Lists, tickets, drafts and accounts: everything that is here can be read, also without the helpdesk."""

import json
from pathlib import Path

import pytest
from stage.witness import Witness

from desktop.cli.commands import tickets as listing
from desktop.cli.exit_codes import ExitCode
from desktop.sandbox.server import RunningSandbox
from tests.cli.shell import Shell

ROW = {
    *("id", "number", "subject", "status", "kind", "request_type", "machine_id", "machine", "last_at", "last_author", "last_side"),
    *("last_text", "mine", "unread", "pending", "problem"),
}  # fmt: skip


def test_a_list_says_how_many_there_are_and_shows_the_newest(shell: Shell):
    answer = shell.ask("tickets", "--folder", "company", "--limit", "3")
    assert set(answer) == {"total", "tickets"}
    assert answer["total"] > 50
    assert len(answer["tickets"]) == 3
    assert all(set(row) == ROW for row in answer["tickets"])
    times = [row["last_at"] for row in answer["tickets"]]
    assert times == sorted(times, reverse=True)


def test_a_long_list_comes_in_pages_and_is_one_document_with_every_ticket_once(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(listing, "PAGE", 7)
    answer = shell.ask("tickets", "--folder", "company", "--limit", "0")
    ids = [row["id"] for row in answer["tickets"]]
    assert len(ids) == len(set(ids)) == answer["total"]


def test_lists_narrow_by_folder_machine_type_and_words(shell: Shell):
    everything = shell.ask("tickets", "--folder", "company", "--limit", "0")["tickets"]
    assert {row["kind"] for row in shell.ask("tickets", "--folder", "closed", "--limit", "0")["tickets"]} == {"closed"}
    row = next(row for row in everything if row["machine"])
    of_machine = shell.ask("tickets", "--folder", "company", "--machine", row["machine"], "--limit", "0")["tickets"]
    assert {one["machine_id"] for one in of_machine} == {row["machine_id"]}
    of_type = shell.ask("tickets", "--folder", "company", "--type", "general question", "--limit", "0")["tickets"]
    assert {one["request_type"] for one in of_type} == {"question"}
    found = shell.ask("tickets", "--search", row["number"])["tickets"]
    assert row["id"] in {one["id"] for one in found}


def test_in_words_every_ticket_is_a_line(shell: Shell):
    said = shell.say("tickets", "--limit", "5")
    assert said.code == 0
    assert len(said.out.splitlines()) == 5
    assert all(line.startswith("#1") for line in said.out.splitlines())
    assert "--limit 0" in said.err


def test_an_unknown_machine_or_type_is_said_with_its_field(shell: Shell):
    answer = shell.ask("tickets", "--machine", "Enterprise", code=ExitCode.NOT_VALID)
    assert answer["error"]["fields"][0]["field"] == "machine"
    answer = shell.ask("tickets", "--type", "poetry", code=ExitCode.NOT_VALID)
    assert "question" in answer["error"]["fields"][0]["sentence"]


def test_a_ticket_is_shown_with_its_conversation_by_number_and_by_id(shell: Shell):
    row = shell.ask("tickets", "--folder", "company", "--limit", "1")["tickets"][0]
    by_number = shell.ask("show", f"#{row['number']}")["ticket"]
    assert by_number == shell.ask("show", row["id"].upper())["ticket"]
    assert by_number["subject"] == row["subject"]
    assert by_number["entries"][0]["kind"] == "description"
    words = shell.say("show", row["number"])
    assert words.code == 0
    assert row["subject"] in words.out
    assert by_number["entries"][0]["text"].splitlines()[0] in words.out


def test_a_ticket_that_is_not_here_is_not_found(shell: Shell):
    answer = shell.ask("show", "424242", code=ExitCode.NOT_FOUND)
    assert answer["error"]["code"] == "not-found"
    assert answer["error"]["exit"] == ExitCode.NOT_FOUND
    assert shell.say("show", "01934f2a-0000-7000-8000-0123456789ab").code == ExitCode.NOT_FOUND


def test_an_answer_that_holds_terminal_commands_is_shown_without_them(shell: Shell, sandbox: RunningSandbox):
    row = shell.ask("tickets", "--limit", "1")["tickets"][0]
    sandbox.counter.answer(row["id"], "hello \x1b[31mred‮ world")
    assert shell.say("sync").code == 0
    said = shell.say("show", row["id"])
    assert "hello" in said.out
    assert "\x1b" not in said.out
    assert "‮" not in said.out


def test_reading_it_in_words_reads_it_and_a_script_reads_for_nobody(shell: Shell, sandbox: RunningSandbox):
    row = shell.ask("tickets", "--limit", "1")["tickets"][0]
    sandbox.counter.answer(row["id"], "Abbiamo risposto.")
    shell.ask("sync")

    def is_unread() -> bool:
        return row["id"] in {one["id"] for one in shell.ask("tickets", "--unread")["tickets"]}

    assert is_unread()
    shell.ask("show", row["id"])
    assert is_unread()
    assert "●" in shell.say("show", row["id"]).out
    assert not is_unread()


def test_everything_can_be_read_while_the_helpdesk_is_out_of_reach(tmp_path: Path, fresh: Shell):
    with RunningSandbox(tmp_path / "another") as another:
        fresh.ask("sign-in", another.url, "--login", "anna", typed="sportello\n")
    assert fresh.ask("tickets", "--search", "ricambi")["total"] > 0


def test_the_list_of_accounts_needs_no_key(shell: Shell):
    shell.passphrase = ""
    [account] = shell.ask("accounts")["accounts"]
    assert account["login"] == "anna@rossi.example"
    assert account["lock"] == "passphrase"
    assert shell.say("accounts").out.startswith(account["name"])


def test_an_account_can_be_named_by_login_address_or_helpdesk(shell: Shell):
    [account] = shell.ask("accounts")["accounts"]
    for name in (account["name"], "ANNA@rossi.example", account["address"], "valmec automazioni"):
        assert shell.ask("tickets", "--account", name)["total"] > 0
    assert shell.say("tickets", "--account", "nobody").code == ExitCode.NOT_FOUND


def test_of_two_accounts_none_is_guessed(shell: Shell, sandbox: RunningSandbox, witness: Witness):
    shell.ask("sign-in", sandbox.url, "--login", "marco", "--no-sync", typed="sportello\n")
    words = ("open", "--type", "question", "--subject", "Whose", "--description", "x")
    said = shell.say(*words)
    assert said.code == ExitCode.USAGE
    assert "--account" in said.err
    assert [ticket for ticket in witness.tickets() if ticket.subject == "Whose"] == []
    assert shell.say(*words, "--account", "anna@rossi.example").code == 0


def test_an_empty_profile_says_what_to_do(fresh: Shell):
    said = fresh.say("tickets")
    assert said.code == ExitCode.NOT_FOUND
    assert "sign-in" in said.err
    assert fresh.ask("accounts") == {"accounts": []}


def test_drafts_of_the_window_are_listed(shell: Shell):
    from desktop.domain.draft import ReplyDraft, TicketDraft
    from tests.cli.beside import beside

    row = shell.ask("tickets", "--limit", "1")["tickets"][0]
    with beside(shell) as workspace:
        workspace.drafts.save(
            TicketDraft("01934f2a-0000-7000-8000-0123456789ab", subject="Half a thought", updated_at=5)
        )
        workspace.drafts.save(ReplyDraft(row["id"], "And also", updated_at=6))
    found = shell.ask("drafts")["drafts"]
    assert [(one["kind"], one["subject"], one["text"]) for one in found] == [
        ("ticket", "Half a thought", ""),
        ("reply", "", "And also"),
    ]
    words = shell.say("drafts").out
    assert "Half a thought" in words
    assert f"#{row['number']}" in words


def test_nothing_of_it_is_readable_by_others(shell: Shell):
    shell.ask("tickets")
    for path in shell.profile.rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path


def test_the_wrong_or_a_missing_passphrase_is_said_as_such(shell: Shell):
    shell.passphrase = "something else"
    assert shell.say("tickets").code == ExitCode.LOCKED
    shell.passphrase = ""
    said = shell.say("tickets", "--json")
    assert said.code == ExitCode.LOCKED
    assert "SPORTELLO_PASSPHRASE" in json.loads(said.out)["error"]["remedy"]
