"""The outbox keeps every change, in order, through any number of restarts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desktop import errors
from desktop.actions import settle
from desktop.actions.change_status import close_ticket
from desktop.actions.drafts import new_ticket_draft, save_draft
from desktop.actions.open_ticket import open_ticket
from desktop.actions.reply import reply
from desktop.actions.sendable import NotSendable
from desktop.domain.change import Change, OpenTicket, Problem, Upload
from desktop.domain.change_state import ChangeState
from desktop.domain.draft import ReplyDraft, TicketDraft
from desktop.domain.instant import DAY
from tests.builders import OpenAccount, a_file, a_reply, a_ticket, a_ticket_draft, an_open_account


def test_a_sent_ticket_is_there_after_a_restart_with_everything_that_was_written(tmp_path: Path) -> None:
    draft = a_ticket_draft(subject="Ἡ πρέσα σταματά 🛠", files=(a_file(name="θόρυβος αντλίας.mp4"),))
    with an_open_account(tmp_path) as account:
        made = open_ticket(account.desk, draft)
    with an_open_account(tmp_path) as account:
        [kept] = account.side.views.outbox()
    assert kept == replace(made, uploads=(Upload(draft.files[0]),))
    assert isinstance(kept.deed, OpenTicket)
    assert kept.deed.subject == draft.subject


def test_pressing_send_twice_queues_once(tmp_path: Path) -> None:
    draft = a_ticket_draft()
    with an_open_account(tmp_path) as account:
        assert open_ticket(account.desk, draft) == open_ticket(account.desk, draft)
        assert len(account.side.views.outbox()) == 1


def test_sending_takes_the_draft_away_and_a_late_save_does_not_bring_it_back(tmp_path: Path) -> None:
    with an_open_account(tmp_path) as account:
        draft = a_ticket_draft(id=new_ticket_draft(account.desk).id)
        save_draft(account.desk, draft)
        assert [one.id for one in account.side.views.ticket_drafts()] == [draft.id]
        open_ticket(account.desk, draft)
        save_draft(account.desk, draft)
        assert account.side.views.ticket_drafts() == []


def test_an_incomplete_ticket_is_refused_with_every_field_at_fault(tmp_path: Path) -> None:
    with an_open_account(tmp_path) as account:
        with pytest.raises(NotSendable) as refusal:
            open_ticket(account.desk, a_ticket_draft(subject=" ", description="", machine_id=""))
        assert {one.field for one in refusal.value.violations} == {"subject", "description", "machine"}
        assert account.side.views.outbox() == []


def test_undo_brings_the_whole_ticket_back_into_the_draft(tmp_path: Path) -> None:
    draft = a_ticket_draft(files=(a_file(),))
    with an_open_account(tmp_path, undo_time=10_000) as account:
        change = open_ticket(account.desk, draft)
        back = settle.undo(account.desk, change.id)
        assert isinstance(back, TicketDraft)
        assert (back.subject, back.description, back.files, back.contacts) == (
            draft.subject,
            draft.description,
            draft.files,
            draft.contacts,
        )
        assert account.side.views.outbox() == []
        assert account.side.views.ticket_drafts() == [back]


def test_a_machine_that_is_not_in_the_list_goes_in_a_field_of_its_own_and_comes_back_with_undo(tmp_path: Path) -> None:
    draft = a_ticket_draft(machine_id="", machine_unlisted=" The old press ")
    with an_open_account(tmp_path, undo_time=10_000) as account:
        change = open_ticket(account.desk, draft)
        kept = account.desk.outbox.get(change.id)
        assert kept is not None
        assert isinstance(kept.deed, OpenTicket)
        assert (kept.deed.machine_unlisted, kept.deed.machine_state) == ("The old press", draft.machine_state)
        assert kept.deed.description == draft.description
        back = settle.undo(account.desk, change.id)
        assert isinstance(back, TicketDraft)
        assert (back.machine_unlisted, back.machine_skipped) == ("The old press", False)


def test_what_was_written_about_another_machine_stays_here_when_a_listed_one_is_chosen(tmp_path: Path) -> None:
    with an_open_account(tmp_path) as account:
        deed = open_ticket(account.desk, a_ticket_draft(machine_unlisted="The old press")).deed
        assert isinstance(deed, OpenTicket)
        assert (deed.machine_id, deed.machine_unlisted) == ("m-1", "")


def test_a_ticket_whose_id_the_server_has_for_something_else_gets_another_when_it_is_edited(tmp_path: Path) -> None:
    with an_open_account(tmp_path) as account:
        change = open_ticket(account.desk, a_ticket_draft(files=(a_file(),)))
        account.workspace.outbox.update(change.id, ChangeState.NEEDS_ATTENTION, problem=Problem("id-reused"))
        back = settle.undo(account.desk, change.id)
        assert isinstance(back, TicketDraft)
        again = open_ticket(account.desk, back)
        assert again.id != change.id
        assert [file.sha256 for file in again.files] == [file.sha256 for file in change.files]
        assert not {file.id for file in again.files} & {file.id for file in change.files}
        assert [one.id for one in account.side.views.outbox()] == [again.id]


def test_a_reply_taken_back_stands_before_what_is_being_written(tmp_path: Path) -> None:
    ticket = a_ticket()
    with an_open_account(tmp_path) as account:
        account.cache(ticket)
        first = reply(account.desk, a_reply(ticket.id, "First thought.", files=(a_file(),)))
        save_draft(account.desk, a_reply(ticket.id, "Second thought."))
        back = settle.undo(account.desk, first.id)
        assert isinstance(back, ReplyDraft)
        assert back.text == "First thought.\n\nSecond thought."
        assert len(back.files) == 1


@pytest.mark.parametrize("state", [ChangeState.DISPATCHED, ChangeState.UNCERTAIN, ChangeState.SENT])
def test_what_may_be_on_the_server_cannot_be_taken_back(tmp_path: Path, state: ChangeState) -> None:
    with an_open_account(tmp_path) as account:
        change = open_ticket(account.desk, a_ticket_draft())
        account.workspace.outbox.update(change.id, state)
        assert settle.undo(account.desk, change.id) is None
        assert not settle.discard(account.desk, change.id)
        kept = account.side.views.change(change.id)
        assert kept is not None
        assert kept.state is state


def test_discarding_a_new_ticket_ends_what_hangs_on_it(tmp_path: Path) -> None:
    with an_open_account(tmp_path) as account:
        opening = open_ticket(account.desk, a_ticket_draft())
        follower = reply(account.desk, a_reply(opening.ticket_id))
        assert settle.discard(account.desk, opening.id)
        assert [_state(account, one) for one in (opening, follower)] == [ChangeState.ENDED, ChangeState.ENDED]
        assert account.side.views.outbox() == []


def test_retrying_forgets_the_waiting_time_and_the_uploads_of_what_was_refused(tmp_path: Path) -> None:
    with an_open_account(tmp_path) as account:
        change = open_ticket(account.desk, a_ticket_draft(files=(a_file(),)))
        account.workspace.outbox.save_upload(
            change.id, Upload(a_file(id=change.files[0].id), "http://x/1", 10, done=True)
        )
        account.workspace.outbox.update(
            change.id,
            ChangeState.NEEDS_ATTENTION,
            attempts=4,
            not_before=account.clock() + DAY,
            problem=Problem("invalid", "no"),
        )
        assert settle.retry(account.desk, change.id)
        kept = account.side.views.change(change.id)
        assert kept is not None
        assert (kept.state, kept.attempts, kept.not_before, kept.problem) == (
            ChangeState.QUEUED,
            0,
            account.clock(),
            None,
        )
        assert kept.uploads == (Upload(change.files[0]),)


def test_what_was_sent_is_kept_thirty_days_and_then_forgotten(tmp_path: Path) -> None:
    with an_open_account(tmp_path) as account:
        change = close_ticket(account.desk, "t-1", "Thank you")
        account.workspace.outbox.update(change.id, ChangeState.CONFIRMED, settled_at=account.clock())
        account.clock.go_on(29 * DAY)
        assert account.workspace.outbox.purge(account.clock()) == 0
        account.clock.go_on(2 * DAY)
        assert account.workspace.outbox.purge(account.clock()) == 1


def test_what_waits_is_never_purged(tmp_path: Path) -> None:
    with an_open_account(tmp_path) as account:
        open_ticket(account.desk, a_ticket_draft())
        account.clock.go_on(400 * DAY)
        account.workspace.tidy()
        assert len(account.side.views.outbox()) == 1


def test_a_damaged_deed_is_told_as_damage(tmp_path: Path) -> None:
    with an_open_account(tmp_path) as account:
        change = open_ticket(account.desk, a_ticket_draft())
        account.desk.outbox_database.run("UPDATE change SET deed = '{' WHERE id = ?", (change.id,))
        with pytest.raises(errors.StorageDamaged):
            account.side.views.outbox()


def _state(account: OpenAccount, change: Change) -> ChangeState:
    kept = account.side.views.change(change.id)
    assert kept is not None
    return kept.state
