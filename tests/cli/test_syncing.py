"""`sync`, and what becomes of what is queued when the helpdesk, the session or the right to send is not to be had."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from stage.witness import Witness

from desktop.cli import sending
from desktop.cli.exit_codes import ExitCode
from desktop.sandbox.server import RunningSandbox
from tests.cli.beside import beside
from tests.cli.conftest import LOGIN
from tests.cli.shell import Shell

QUESTION = ("open", "--type", "question", "--description", "x")


class Switch:
    """A helpdesk of one's own that can be switched off and on again at the same address."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.running = RunningSandbox(folder)
        self.url = self.running.url
        self._port = int(self.url.rpartition(":")[2])

    def off(self) -> None:
        self.running.stop()

    def on(self) -> None:
        self.running = RunningSandbox(self._folder, port=self._port)

    def witness(self) -> Witness:
        return Witness(self.url, LOGIN, "sportello")


@pytest.fixture
def switch(tmp_path: Path, fresh: Shell) -> Iterator[Switch]:
    switch = Switch(tmp_path / "helpdesk")
    try:
        fresh.ask("sign-in", switch.url, "--login", LOGIN, typed="sportello\n")
        yield switch
    finally:
        switch.off()


def test_offline_what_is_said_is_queued_durably_and_sent_later_once(fresh: Shell, switch: Switch):
    switch.off()
    answer = fresh.ask(*QUESTION, "--subject", "While it was down", code=ExitCode.WAITING)
    assert answer["change"]["state"] == "queued"
    assert "can't be reached" in answer["error"]["sentence"]
    assert fresh.ask("sync", code=ExitCode.WAITING)["waiting"] == 1
    switch.on()
    again = fresh.ask("sync")
    assert (again["sent"], again["waiting"], again["outcome"]) == (1, 0, "done")
    assert switch.witness().ticket("While it was down").id == answer["ticket_id"]


def test_offline_with_nothing_waiting_it_is_the_helpdesk_that_is_missing(fresh: Shell, switch: Switch):
    switch.off()
    answer = fresh.ask("sync", code=ExitCode.HELPDESK)
    assert answer["error"]["code"] == "helpdesk"
    assert answer["data_at"] is not None


def test_who_waits_sees_it_sent_as_soon_as_the_helpdesk_is_back(fresh: Shell, switch: Switch):
    switch.off()
    fresh.ask(*QUESTION, "--subject", "Patience", "--no-sync", code=ExitCode.WAITING)
    back = threading.Timer(1.0, switch.on)
    back.start()
    try:
        answer = fresh.ask("sync", "--wait", "30")
    finally:
        back.join()
    assert (answer["sent"], answer["waiting"]) == (1, 0)
    assert switch.witness().ticket("Patience").number


def test_waiting_ends_in_time(fresh: Shell, switch: Switch):
    switch.off()
    answer = fresh.ask(*QUESTION, "--subject", "In vain", "--wait", "0.5", code=ExitCode.WAITING)
    assert answer["change"]["state"] == "queued"


def test_an_ended_session_is_never_called_offline_and_what_is_queued_goes_after_signing_in(
    fresh: Shell, switch: Switch
):
    with beside(fresh) as workspace:
        from desktop.domain.account import Tokens
        from desktop.sync.stores import write_here

        workspace.tokens(write_here).save(Tokens("no", "longer"))
    answer = fresh.ask(*QUESTION, "--subject", "Signed out", code=ExitCode.SIGN_IN_NEEDED)
    assert answer["change"]["state"] == "queued"
    assert fresh.ask("sync", code=ExitCode.SIGN_IN_NEEDED)["waiting"] == 1
    fresh.ask("sign-in", typed="sportello\n")
    assert fresh.ask("outbox")["changes"][0]["number"] == switch.witness().ticket("Signed out").number


def test_while_another_process_sends_it_is_queued_there(
    shell: Shell, witness: Witness, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sending, "TURN_SECONDS", 0.5)
    with beside(shell) as other:
        assert other.stores(lambda work: work()).lease.take()
        answer = shell.ask(*QUESTION, "--subject", "Over to you", code=ExitCode.ELSEWHERE)
        assert answer["change"]["state"] == "queued"
        assert shell.ask("sync", code=ExitCode.ELSEWHERE)["elsewhere"] is True
        assert [change.id for change in other.outbox.unsettled()] == [answer["change"]["id"]]
    assert not [ticket for ticket in witness.tickets() if ticket.subject == "Over to you"]
    # The other one has ended: this one may.
    assert shell.ask("sync")["sent"] == 1
    assert witness.ticket("Over to you").number


def test_commands_take_turns_without_being_told_to_wait(shell: Shell, witness: Witness):
    taken, may_end = threading.Event(), threading.Event()

    def hold() -> None:
        with beside(shell) as other:
            other.stores(lambda work: work()).lease.take()
            taken.set()
            may_end.wait(20)

    holder = threading.Thread(target=hold)
    holder.start()
    taken.wait(20)
    end = threading.Timer(0.5, may_end.set)
    end.start()
    try:
        answer = shell.ask(*QUESTION, "--subject", "Taken over")
    finally:
        may_end.set()
        end.join()
        holder.join()
    assert answer["number"] == witness.ticket("Taken over").number


def test_what_the_helpdesk_refuses_needs_somebody_and_is_kept(shell: Shell, sandbox: RunningSandbox, witness: Witness):
    answer = shell.ask(*QUESTION, "--subject", "Will be deleted")
    sandbox.counter.delete("ticket", answer["ticket_id"])
    reply = shell.ask("reply", answer["number"], "--text", "still there?", code=ExitCode.NEEDS_PERSON)
    assert reply["change"]["text"] == "still there?"
    assert shell.ask("sync", code=ExitCode.NEEDS_PERSON)["needs_person"] == 1
    assert shell.ask("outbox")["changes"][0]["text"] == "still there?"


def test_syncing_tells_the_figures_in_words_too(shell: Shell):
    said = shell.say("sync")
    assert said.code == 0
    assert said.out.endswith("0 waiting, 0 need you\n")


def test_a_sync_keeps_the_account_in_order(shell: Shell):
    shell.ask(*QUESTION, "--subject", "Copied")
    shell.ask("sync")
    assert list(shell.profile.glob("accounts/*/reserve*"))
    assert [path for path in shell.profile.glob("accounts/*/*") if "backup" in path.name]


def test_a_mistake_of_ours_after_queueing_never_sounds_as_if_nothing_had_been_queued(
    shell: Shell, witness: Witness, monkeypatch: pytest.MonkeyPatch
):
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a bug")

    with monkeypatch.context() as bug:
        bug.setattr(sending.Engine, "run_once", broken)
        answer = shell.ask(*QUESTION, "--subject", "In spite of us", code=ExitCode.WAITING)
    assert answer["error"]["exit"] == ExitCode.WAITING
    assert answer["queued"]["state"] == "queued"
    assert "RuntimeError: a bug" in (shell.profile / "logs" / "command-line.log").read_text("utf-8")
    assert shell.ask("sync")["sent"] == 1
    assert witness.ticket("In spite of us").id == answer["queued"]["ticket_id"]


def test_a_mistake_of_ours_before_is_said_as_such(shell: Shell, monkeypatch: pytest.MonkeyPatch):
    def broken(*_: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr("desktop.storage.views.Views.ticket_ids", broken)
    answer = shell.ask("tickets", code=ExitCode.MISTAKE)
    assert answer["queued"] is None
