"""A closed ticket is reopened with what is still wrong, files and all, or goes on in a new one; whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.actions import settle
from desktop.actions.drafts import save_draft
from desktop.actions.reopen import follow_up, reopen_with
from desktop.actions.sendable import NotSendable
from desktop.domain.catalogue import StatusKind
from desktop.domain.change import AddMessage, Change, SetStatus, StatusTarget
from desktop.domain.change_state import ChangeState
from desktop.domain.draft import ReplyDraft
from desktop.domain.reopening import made_together
from desktop.domain.rules import Fault
from desktop.domain.ticket import Contact, MessageKind
from desktop.sync.schedule import sendable
from tests.builders import OpenAccount, a_file, a_reply, a_ticket, an_open_account

CLOSED = a_ticket(
    kind=StatusKind.CLOSED,
    version=4,
    machine_id="m-1",
    priority="high",
    contacts=(Contact("", "Ada", "ada@x.example"),),
)
PHOTO, VIDEO = a_file(name="φωτο.jpg"), a_file(name="noise.mp4")


@pytest.fixture
def account(tmp_path: Path) -> Iterator[OpenAccount]:
    with an_open_account(tmp_path, undo_time=10_000) as account:
        account.cache(CLOSED)
        yield account


def waiting(account: OpenAccount) -> list[Change]:
    return account.desk.outbox.of_ticket(CLOSED.id)


def reopen(account: OpenAccount, *files: object) -> Change:
    draft = a_reply(CLOSED.id, " It leaks again. ", files=files)
    save_draft(account.desk, draft)
    return reopen_with(account.desk, draft, 4)


def test_details_without_files_are_one_change(account: OpenAccount) -> None:
    reopen(account)
    assert [one.deed for one in waiting(account)] == [SetStatus(StatusTarget.OPEN, "It leaks again.", 4)]
    assert account.desk.drafts.reply(CLOSED.id) is None


def test_files_follow_the_reopening_in_its_order(account: OpenAccount) -> None:
    opening = reopen(account, PHOTO, VIDEO)
    first, second = waiting(account)
    assert first.id == opening.id
    assert second.deed == AddMessage("", (PHOTO, VIDEO))
    assert (first.not_before, first.made_at) == (second.not_before, second.made_at)
    assert [one.id for one in sendable(waiting(account), first.not_before + 1)] == [opening.id]


def test_the_ticket_is_open_at_once_with_what_was_written(account: OpenAccount) -> None:
    reopen(account, PHOTO)
    view = account.side.views.ticket(CLOSED.id)
    assert view is not None
    assert view.kind is StatusKind.OPEN
    event, message = view.entries[-2:]
    assert (event.kind, event.text) == (MessageKind.EVENT, "It leaks again.")
    assert [file.name for file in message.attachments] == ["φωτο.jpg"]


@pytest.mark.parametrize("which", [0, 1])
def test_both_are_taken_back_by_either_and_come_back_as_they_were_written(which: int, account: OpenAccount) -> None:
    reopen(account, PHOTO, VIDEO)
    draft = settle.undo(account.desk, waiting(account)[which].id)
    assert waiting(account) == []
    kept = account.desk.drafts.reply(CLOSED.id)
    assert kept is not None
    assert (kept.text, kept.files) == ("It leaks again.", (PHOTO, VIDEO))
    assert isinstance(draft, ReplyDraft)
    assert (draft.text, draft.files) == (kept.text, kept.files)
    view = account.side.views.ticket(CLOSED.id)
    assert view is not None
    assert view.is_closed


def test_what_is_being_written_by_then_comes_after(account: OpenAccount) -> None:
    opening = reopen(account, PHOTO)
    save_draft(account.desk, a_reply(CLOSED.id, "And one more thing.", files=(VIDEO,)))
    draft = settle.undo(account.desk, opening.id)
    assert isinstance(draft, ReplyDraft)
    assert draft.text == "It leaks again.\n\nAnd one more thing."
    assert draft.files == (PHOTO, VIDEO)


@pytest.mark.parametrize("which", [0, 1])
def test_both_are_discarded_by_either(which: int, account: OpenAccount) -> None:
    reopen(account, PHOTO)
    assert settle.discard(account.desk, waiting(account)[which].id)
    assert waiting(account) == []


def test_a_reopening_on_its_way_is_not_taken_back_with_its_files(account: OpenAccount) -> None:
    opening = reopen(account, PHOTO)
    account.desk.outbox.update(opening.id, ChangeState.DISPATCHED)
    files = waiting(account)[1]
    draft = settle.undo(account.desk, files.id)
    assert isinstance(draft, ReplyDraft)
    assert (draft.text, draft.files) == ("", (PHOTO,))
    assert [one.id for one in waiting(account)] == [opening.id]


def test_what_was_said_at_another_time_does_not_belong_to_it(account: OpenAccount) -> None:
    opening = reopen(account)
    account.clock.go_on(1)
    other = Change(
        account.desk.new_id(), CLOSED.id, AddMessage("", (PHOTO,)), account.clock(), not_before=account.clock()
    )
    account.desk.outbox.add(other)
    assert made_together(opening, waiting(account)) == (opening,)
    settle.undo(account.desk, opening.id)
    assert [one.id for one in waiting(account)] == [other.id]


def test_nobody_reopens_without_saying_why(account: OpenAccount) -> None:
    for draft in (ReplyDraft(CLOSED.id, "  "), ReplyDraft(CLOSED.id, "", (PHOTO,))):
        with pytest.raises(NotSendable) as refused:
            reopen_with(account.desk, draft)
        assert [one.fault for one in refused.value.violations] == [Fault.TEXT_MISSING]
    assert waiting(account) == []


def test_a_new_ticket_goes_on_from_a_closed_one_with_all_that_is_known(account: OpenAccount) -> None:
    save_draft(account.desk, a_reply(CLOSED.id, "Still wet.", files=(PHOTO,)))
    draft = follow_up(account.desk, CLOSED.id, "This goes on from ticket #1.")
    assert draft is not None
    assert (draft.subject, draft.machine_id, draft.priority) == (CLOSED.subject, "m-1", "high")
    assert draft.contacts == CLOSED.contacts
    assert draft.description == "This goes on from ticket #1.\n\nStill wet."
    assert [file.sha256 for file in draft.files] == [PHOTO.sha256]
    assert draft.files[0].id != PHOTO.id
    assert account.desk.drafts.reply(CLOSED.id) is None
    assert [one.id for one in account.side.views.ticket_drafts()] == [draft.id]
    assert follow_up(account.desk, "unknown", "x") is None
