"""One person, two devices, one ticket, and a helpdesk that does not wait for either: real accounts on disk, real HTTP, a real sandbox."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from desktop.actions import settle
from desktop.actions.change_status import close_ticket, reopen_ticket
from desktop.actions.edit_ticket import edit_ticket
from desktop.actions.reply import reply
from desktop.connectors.contract import Connector
from desktop.domain.catalogue import StatusKind
from desktop.domain.change import Change, OpenTicket, TicketFields
from desktop.domain.change_state import ChangeState
from desktop.domain.draft import ReplyDraft
from desktop.domain.notice import Notice
from desktop.domain.projection import TicketView
from desktop.domain.ticket import Contact
from desktop.reading_side import ReadingSide
from desktop.sandbox.server import RunningSandbox
from desktop.stamps import new_id, now
from desktop.sync.engine import Engine
from desktop.sync.outcome import Outcome, SyncProgress, Topic
from desktop.sync.stores import write_here
from desktop.workspace import Workspace
from tests.live_helpdesk import connect_identity, signed_in

MARCO = Contact("", "Marco Bianchi", "marco@rossi.example")
TURNO = Contact("", "", "turno2@rossi.example")


@dataclass
class Ears:
    """What the engine tells."""

    notices: list[Notice] = field(default_factory=list)

    def changed(self, topics: frozenset[Topic], ticket_ids: frozenset[str]) -> None:
        pass

    def outbox_moved(self) -> None:
        pass

    def progress(self, progress: SyncProgress | None) -> None:
        pass

    def told(self, notices: tuple[Notice, ...]) -> None:
        self.notices += notices


@dataclass
class Device:
    """A device that is offline unless it syncs."""

    workspace: Workspace
    side: ReadingSide
    engine: Engine
    ears: Ears

    @property
    def desk(self) -> Any:
        return self.workspace.desk

    def sync(self, runs: int = 3) -> None:
        """Go online until there is nothing more to do."""
        for _ in range(runs):
            outcome: Outcome = self.engine.run_once(Event())
            assert outcome.trouble is None, outcome.trouble

    def see(self, ticket_id: str) -> TicketView:
        view = self.side.views.ticket(ticket_id)
        assert view is not None
        return view

    def state_of(self, change: Change | None) -> ChangeState:
        assert change is not None
        kept = self.side.views.change(change.id)
        assert kept is not None
        return kept.state

    def problem_of(self, change: Change | None) -> str:
        assert change is not None
        kept = self.side.views.change(change.id)
        assert kept is not None
        assert kept.state.needs_person
        assert kept.problem is not None
        return kept.problem.code

    def edit(self, view: TicketView, **after: object) -> Change | None:
        before = {name: getattr(view, name) for name in after}
        wanted, seen = TicketFields(**after), TicketFields(**before)  # type: ignore[arg-type]
        return edit_ticket(self.desk, view.id, wanted, seen, view.version)

    def close(self, view: TicketView, text: str = "") -> Change:
        return close_ticket(self.desk, view.id, text, view.version, view.seen)

    def said(self, ticket_id: str) -> list[str]:
        """What stands in the conversation at the helpdesk, as this device knows it."""
        view = self.side.views.ticket_at_helpdesk(ticket_id)
        assert view is not None
        return [one.text for one in view.entries if one.text and not one.is_description]


@contextmanager
def a_device(address: str, folder: Path) -> Iterator[Device]:
    account = signed_in(address, folder)
    workspace = Workspace(account.account, account.key, undo_time=0)
    connector: Connector = connect_identity(workspace.identity, workspace.tokens(write_here))
    ears = Ears()
    engine = workspace.engine(connector, ears, write_here)
    side = workspace.views()
    try:
        device = Device(workspace, side, engine, ears)
        device.sync()
        yield device
    finally:
        engine.close()
        connector.close()
        side.close()
        workspace.close()


@pytest.fixture
def helpdesk(tmp_path: Path) -> Iterator[RunningSandbox]:
    with RunningSandbox(tmp_path / "helpdesk") as running:
        yield running


@pytest.fixture
def devices(tmp_path: Path, helpdesk: RunningSandbox) -> Iterator[tuple[Device, Device]]:
    with ExitStack() as stack:
        yield (
            stack.enter_context(a_device(helpdesk.url, tmp_path / "workshop")),
            stack.enter_context(a_device(helpdesk.url, tmp_path / "office")),
        )


@pytest.fixture
def ticket(devices: tuple[Device, Device]) -> str:
    """A ticket about a machine that both devices know."""
    workshop, office = devices
    id = new_id()
    machine = workshop.side.views.machines()[0].machine
    deed = OpenTicket("Pump stops", "After five minutes.", "fault", machine_id=machine.id, machine_state="faulty")
    workshop.desk.outbox.add(Change(id, id, deed, now()))
    workshop.sync()
    office.sync()
    assert office.see(id).subject == "Pump stops"
    return id


def test_edits_of_different_fields_made_offline_are_joined(devices: tuple[Device, Device], ticket: str) -> None:
    workshop, office = devices
    one = workshop.edit(workshop.see(ticket), subject="Pump stops after warm-up", contacts=(MARCO,))
    other = office.edit(office.see(ticket), machine_state="stopped", contacts=(TURNO,))
    assert workshop.see(ticket).subject == "Pump stops after warm-up", "at once, on the device where it was typed"
    workshop.sync()
    office.sync()
    workshop.sync()
    for device in devices:
        view = device.see(ticket)
        assert (view.subject, view.machine_state) == ("Pump stops after warm-up", "stopped")
        assert {contact.email for contact in view.contacts} == {MARCO.email, TURNO.email}
    assert workshop.state_of(one) is ChangeState.CONFIRMED
    assert office.state_of(other) is ChangeState.CONFIRMED


def test_the_same_field_edited_on_both_asks_the_second_and_each_answer_is_kept(
    devices: tuple[Device, Device], ticket: str
) -> None:
    workshop, office = devices
    workshop.edit(workshop.see(ticket), subject="Pump stops after warm-up")
    second = office.edit(office.see(ticket), subject="Pump P-101 stops")
    workshop.sync()
    office.sync()
    assert office.problem_of(second) == "edited-meanwhile"
    assert office.see(ticket).subject == "Pump P-101 stops", "mine is still before me"
    at_helpdesk = office.side.views.ticket_at_helpdesk(ticket)
    assert at_helpdesk is not None
    assert at_helpdesk.subject == "Pump stops after warm-up"
    assert second is not None
    assert settle.send_mine(office.desk, second.id)
    office.sync()
    workshop.sync()
    assert workshop.see(ticket).subject == "Pump P-101 stops"
    assert office.state_of(second) is ChangeState.CONFIRMED


def test_the_same_edit_on_both_is_made_once_and_nobody_is_asked(devices: tuple[Device, Device], ticket: str) -> None:
    workshop, office = devices
    changes = [device.edit(device.see(ticket), subject="Pump P-101 stops") for device in devices]
    workshop.sync()
    office.sync()
    workshop.sync()
    for device, change in zip(devices, changes, strict=True):
        assert device.state_of(change).is_settled
    events = [one for one in workshop.see(ticket).entries if one.event_name == "subject"]
    assert len(events) == 1


def test_replies_of_both_stand_there_whatever_else_happened(
    devices: tuple[Device, Device], ticket: str, helpdesk: RunningSandbox
) -> None:
    workshop, office = devices
    reply(workshop.desk, ReplyDraft(ticket, "It smells."))
    reply(office.desk, ReplyDraft(ticket, "Since Monday."))
    office.edit(office.see(ticket), subject="Pump P-101 stops")
    helpdesk.counter.answer(ticket, "Please send the serial number.", "waiting")
    workshop.sync()
    office.sync()
    workshop.sync()
    for device in devices:
        assert set(device.said(ticket)) == {"It smells.", "Since Monday.", "Please send the serial number."}
        assert not [one for one in device.side.views.outbox() if not one.state.is_settled]


def test_closing_offline_over_an_answer_asks_and_keeps_the_last_word(
    devices: tuple[Device, Device], ticket: str, helpdesk: RunningSandbox
) -> None:
    workshop, _ = devices
    closing = workshop.close(workshop.see(ticket), "It runs again.")
    helpdesk.counter.answer(ticket, "Don't start it before we have looked at the fan!", "waiting")
    workshop.sync()
    assert workshop.problem_of(closing) == "unseen-message"
    at_helpdesk = workshop.side.views.ticket_at_helpdesk(ticket)
    assert at_helpdesk is not None
    assert at_helpdesk.kind is StatusKind.WAITING
    draft = settle.keep_theirs(workshop.desk, closing.id)
    assert isinstance(draft, ReplyDraft)
    assert draft.text == "It runs again."
    assert workshop.see(ticket).kind is StatusKind.WAITING


def test_who_has_read_the_answer_closes_all_the_same(
    devices: tuple[Device, Device], ticket: str, helpdesk: RunningSandbox
) -> None:
    workshop, _ = devices
    closing = workshop.close(workshop.see(ticket), "It runs again.")
    helpdesk.counter.answer(ticket, "Can we close it?", "waiting")
    workshop.sync()
    now_seen = workshop.side.views.ticket_at_helpdesk(ticket)
    assert now_seen is not None
    assert settle.send_mine(workshop.desk, closing.id, now_seen.seen)
    workshop.sync()
    assert workshop.see(ticket).is_closed
    assert workshop.state_of(closing) is ChangeState.CONFIRMED
    assert set(workshop.said(ticket)) == {"Can we close it?", "It runs again."}


def test_ones_own_replies_and_other_news_do_not_keep_a_ticket_from_being_closed(
    devices: tuple[Device, Device], ticket: str
) -> None:
    workshop, office = devices
    reply(workshop.desk, ReplyDraft(ticket, "Found it: the fan."))
    closing = workshop.close(workshop.see(ticket))
    reply(office.desk, ReplyDraft(ticket, "From the office, too."))
    office.edit(office.see(ticket), subject="Fan of pump P-101")
    office.sync()
    workshop.sync()
    assert workshop.see(ticket).is_closed
    assert workshop.state_of(closing) is ChangeState.CONFIRMED


def test_both_close_it_and_both_last_words_stand_there(devices: tuple[Device, Device], ticket: str) -> None:
    workshop, office = devices
    changes = [workshop.close(workshop.see(ticket), "Solved."), office.close(office.see(ticket), "The fan was it.")]
    workshop.sync()
    office.sync()
    workshop.sync()
    for device, change in zip(devices, changes, strict=True):
        assert device.state_of(change) is ChangeState.CONFIRMED
        assert device.see(ticket).is_closed
        assert device.said(ticket) == ["Solved.", "The fan was it."]


def test_what_was_written_to_a_ticket_that_was_closed_meanwhile_goes_on_with_its_reopening(
    devices: tuple[Device, Device], ticket: str, helpdesk: RunningSandbox
) -> None:
    workshop, office = devices
    first = reply(workshop.desk, ReplyDraft(ticket, "It stopped again."))
    second = reply(workshop.desk, ReplyDraft(ticket, "Error E-217."))
    helpdesk.counter.set_status(ticket, "closed")
    workshop.sync()
    assert workshop.problem_of(first) == "ticket-closed"
    [shown] = [one for one in workshop.see(ticket).entries if one.id == second.id]
    assert shown.change is not None
    assert shown.change.state is ChangeState.BLOCKED
    assert settle.reopen_and_send(workshop.desk, first.id)
    workshop.sync()
    office.sync()
    assert not office.see(ticket).is_closed
    assert office.said(ticket) == ["It stopped again.", "Error E-217."]


def test_what_was_written_to_a_merged_ticket_goes_on_in_the_other(
    devices: tuple[Device, Device], ticket: str, helpdesk: RunningSandbox
) -> None:
    workshop, office = devices
    other = new_id()
    workshop.desk.outbox.add(Change(other, other, OpenTicket("Pumps overheat", "All of them.", "question"), now()))
    workshop.sync()
    written = reply(workshop.desk, ReplyDraft(ticket, "Serial DR-88213."))
    edit = workshop.edit(workshop.see(ticket), subject="Fan")
    helpdesk.counter.merge(ticket, other)
    workshop.sync()
    kept = workshop.side.views.change(written.id)
    assert kept is not None
    assert kept.problem is not None
    assert (workshop.problem_of(written), kept.problem.merged_into) == ("ticket-merged", other)
    assert settle.continue_there(workshop.desk, written.id, kept.problem.merged_into)
    workshop.sync()
    office.sync()
    assert office.said(other) == ["Serial DR-88213."]
    assert workshop.problem_of(edit) == "ticket-merged"


@pytest.mark.parametrize("how", ["deleted", "hidden"])
def test_what_was_written_to_a_ticket_that_went_away_becomes_a_new_one(
    devices: tuple[Device, Device], ticket: str, helpdesk: RunningSandbox, how: str
) -> None:
    workshop, office = devices
    written = reply(workshop.desk, ReplyDraft(ticket, "Serial DR-88213."))
    if how == "deleted":
        helpdesk.counter.delete("ticket", ticket)
    else:
        helpdesk.counter.move_ticket(ticket, "another-company")
    workshop.sync()
    assert workshop.problem_of(written) in ("parent-unknown", "not-found")
    assert workshop.side.views.ticket(ticket) is None
    draft = settle.as_new_ticket(workshop.desk, written.id)
    assert draft is not None
    assert draft.description == "Serial DR-88213."
    assert workshop.side.views.ticket_drafts() == [draft]
    assert office.see(ticket).subject == "Pump stops", "the other device was offline all the time"


def test_an_edit_whose_answer_was_lost_is_there_once(
    devices: tuple[Device, Device], ticket: str, helpdesk: RunningSandbox
) -> None:
    workshop, _ = devices
    edit = workshop.edit(workshop.see(ticket), subject="Pump P-101 stops")
    assert edit is not None
    # It went, it was done, and nobody heard of it.
    connector = workshop.engine._push._connector
    connector.send(edit)
    workshop.desk.outbox.update(edit.id, ChangeState.UNCERTAIN, doubt_at=now())
    workshop.sync()
    assert workshop.state_of(edit).is_settled
    assert len([one for one in workshop.see(ticket).entries if one.event_name == "subject"]) == 1


def test_reopening_on_both_is_reopening_once(devices: tuple[Device, Device], ticket: str) -> None:
    workshop, office = devices
    workshop.close(workshop.see(ticket))
    workshop.sync()
    office.sync()
    changes = [reopen_ticket(device.desk, ticket, word) for device, word in zip(devices, ("Again.", ""), strict=True)]
    workshop.sync()
    office.sync()
    workshop.sync()
    for device, change in zip(devices, changes, strict=True):
        assert device.state_of(change) is ChangeState.CONFIRMED
        assert not device.see(ticket).is_closed
        assert device.said(ticket) == ["Again."]
