"""`reply`, `close`, `reopen`, and what may be done about what waits."""

from stage.witness import Witness

from desktop.cli.exit_codes import ExitCode
from desktop.domain.draft import ReplyDraft
from desktop.sandbox.server import RunningSandbox
from tests.cli.beside import beside
from tests.cli.shell import Shell


def a_ticket(shell: Shell, subject: str) -> str:
    answer = shell.ask("open", "--type", "question", "--subject", subject, "--description", "Something.")
    return str(answer["number"])


def test_a_reply_arrives_once_with_its_files(shell: Shell, witness: Witness, tmp_path):
    number = a_ticket(shell, "To be replied to")
    (tmp_path / "log.txt").write_text("lines")
    answer = shell.ask("reply", number, "--text", "-", "--attach", tmp_path / "log.txt", typed="Ancora fermo – ακόμα")
    assert (answer["outcome"], answer["number"]) == ("done", number)
    [reply] = witness.ticket("To be replied to").replies
    assert (reply.id, reply.text) == (answer["change"]["id"], "Ancora fermo – ακόμα")
    assert [file.name for file in reply.files] == ["log.txt"]


def test_a_reply_without_words_or_files_is_not_sent(shell: Shell):
    number = a_ticket(shell, "Nothing to say")
    answer = shell.ask("reply", number, code=ExitCode.NOT_VALID)
    assert answer["error"]["fields"][0]["field"] == "text"


def test_a_reply_leaves_alone_what_somebody_is_typing_in_the_window(shell: Shell, witness: Witness):
    number = a_ticket(shell, "Two at once")
    id = shell.ask("show", number)["ticket"]["id"]
    with beside(shell) as workspace:
        workspace.drafts.save(ReplyDraft(id, "half a sentence", updated_at=5))
    shell.ask("reply", number, "--text", "from the script")
    with beside(shell) as workspace:
        assert workspace.drafts.reply(id) == ReplyDraft(id, "half a sentence", updated_at=5)
    assert [reply.text for reply in witness.ticket("Two at once").replies] == ["from the script"]


def test_a_ticket_that_is_only_here_can_be_replied_to_and_goes_first(shell: Shell, witness: Witness):
    answer = shell.ask(
        *("open", "--type", "question", "--subject", "Only here", "--description", "x", "--no-sync"),
        code=ExitCode.WAITING,
    )
    shell.ask("reply", answer["ticket_id"], "--text", "and one more thing", "--no-sync", code=ExitCode.WAITING)
    assert shell.ask("sync")["sent"] == 2
    assert [reply.text for reply in witness.ticket("Only here").replies] == ["and one more thing"]


def test_closing_and_reopening_arrive(shell: Shell, witness: Witness):
    number = a_ticket(shell, "Open and shut")
    assert shell.ask("close", number, "--text", "Solved.")["change"]["kind"] == "close"
    assert witness.ticket("Open and shut").status == "closed"
    assert shell.ask("show", number)["ticket"]["kind"] == "closed"
    shell.ask("reopen", number, "--text", "Not solved.")
    assert witness.ticket("Open and shut").status != "closed"


def test_closing_over_a_message_that_nobody_has_read_needs_somebody(
    shell: Shell, sandbox: RunningSandbox, witness: Witness
):
    number = a_ticket(shell, "Answered meanwhile")
    ticket = witness.ticket("Answered meanwhile")
    sandbox.counter.answer(ticket.id, "Which host is it?")
    answer = shell.ask("close", number, code=ExitCode.NEEDS_PERSON)
    assert answer["change"]["problem"]["code"] == "unseen-message"
    assert "--anyway" in answer["error"]["sentence"]
    assert witness.ticket("Answered meanwhile").status != "closed"
    # The one that was held back is ended by the person; closing anyway does not ask.
    shell.ask("outbox", "discard", answer["change"]["id"])
    shell.ask("close", number, "--anyway")
    assert witness.ticket("Answered meanwhile").status == "closed"


def test_what_was_read_does_not_stand_against_closing(shell: Shell, sandbox: RunningSandbox, witness: Witness):
    number = a_ticket(shell, "Read and closed")
    sandbox.counter.answer(witness.ticket("Read and closed").id, "Done.")
    shell.ask("sync")
    assert "Done." in shell.say("show", number).out
    shell.ask("close", number)
    assert witness.ticket("Read and closed").status == "closed"


def test_the_outbox_shows_what_waits_and_what_was_sent(shell: Shell):
    waiting = shell.ask(
        *("open", "--type", "question", "--subject", "Waiting", "--description", "x", "--no-sync"),
        code=ExitCode.WAITING,
    )["change"]
    [shown] = shell.ask("outbox")["changes"]
    assert shown == waiting
    assert "Waiting" in shell.say("outbox").out
    shell.ask("sync")
    [sent] = shell.ask("outbox")["changes"]
    assert sent["state"] in ("sent", "confirmed")
    assert sent["number"]


def test_discarding_ends_it_and_what_hangs_on_it(shell: Shell, witness: Witness):
    words = ("open", "--type", "question", "--subject", "Never mind", "--description", "x", "--no-sync")
    answer = shell.ask(*words, code=ExitCode.WAITING)
    shell.ask("reply", answer["ticket_id"], "--text", "more", "--no-sync", code=ExitCode.WAITING)
    ended = shell.ask("outbox", "discard", answer["change"]["id"])["change"]
    assert ended["state"] == "ended"
    assert shell.ask("sync")["sent"] == 0
    assert not [ticket for ticket in witness.tickets() if ticket.subject == "Never mind"]
    assert shell.say("outbox", "retry", answer["change"]["id"]).code == ExitCode.TOO_LATE


def test_retrying_names_a_change_by_how_it_begins(shell: Shell, witness: Witness):
    answer = shell.ask(
        *("open", "--type", "question", "--subject", "By its beginning", "--description", "x", "--no-sync"),
        code=ExitCode.WAITING,
    )
    assert shell.ask("outbox", "retry", answer["change"]["id"][:30])["outcome"] == "done"
    assert witness.ticket("By its beginning").number
    assert shell.say("outbox", "retry", answer["change"]["id"]).code == ExitCode.TOO_LATE
    assert shell.say("outbox", "discard", answer["change"]["id"]).code == ExitCode.TOO_LATE


def test_a_change_that_is_not_there_is_not_found(shell: Shell):
    assert shell.say("outbox", "retry", "01934f2a").code == ExitCode.NOT_FOUND
    assert shell.say("outbox", "retry").code == ExitCode.USAGE
