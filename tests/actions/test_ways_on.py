"""Where the helpdesk's state speaks against a change: every way on keeps the text, and only an explicit order ends it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.actions import settle
from desktop.actions.edit_ticket import edit_again, edit_ticket
from desktop.actions.sendable import NotSendable
from desktop.domain.catalogue import StatusKind
from desktop.domain.change import (
    AddMessage,
    Change,
    Deed,
    EditTicket,
    Problem,
    SetStatus,
    StatusTarget,
    TicketFields,
)
from desktop.domain.change_state import ChangeState
from desktop.domain.conflict import EDITED_MEANWHILE, TICKET_CLOSED, TICKET_MERGED, UNSEEN_MESSAGE
from desktop.domain.draft import ReplyDraft, TicketDraft
from desktop.domain.ticket import Contact, Ticket
from desktop.domain.way_on import WayOn, ways_on
from tests.builders import NOON, OpenAccount, a_file, a_reply, a_ticket, an_answer, an_id, an_open_account

TICKET = a_ticket(version=3)


@pytest.fixture
def account(tmp_path: Path) -> Iterator[OpenAccount]:
    with an_open_account(tmp_path) as account:
        account.cache(TICKET)
        yield account


def in_trouble(account: OpenAccount, deed: Deed, code: str, **problem: str) -> Change:
    """A change that needs the person because of this problem."""
    change = Change(an_id(), TICKET.id, deed, NOON)
    with account.desk.outbox_database.transaction():
        account.desk.outbox.add(change)
        account.desk.outbox.update(change.id, ChangeState.CONFLICT, problem=Problem(code, **problem))
    return account.desk.outbox.get(change.id) or change


def waiting(account: OpenAccount, ticket_id: str = TICKET.id) -> list[Deed]:
    return [one.deed for one in account.desk.outbox.of_ticket(ticket_id)]


def here(account: OpenAccount, **fields: object) -> Ticket:
    """The helpdesk's ticket as it is by now."""
    ticket = replace(TICKET, version=9, **fields)  # type: ignore[arg-type]
    account.cache(ticket)
    return ticket


# -- both sides changed something --------------------------------------------------------------------------------------------------


def test_who_stays_with_their_own_edit_sends_it_on_top_of_the_present_ticket(account: OpenAccount) -> None:
    edit = EditTicket(TicketFields(subject="Fan"), TicketFields(subject=TICKET.subject), 3)
    change = in_trouble(account, edit, EDITED_MEANWHILE)
    here(account, subject="Pump")
    assert settle.send_mine(account.desk, change.id)
    assert waiting(account) == [EditTicket(TicketFields(subject="Fan"), TicketFields(subject="Pump"), 9)]
    assert account.desk.outbox.unsettled()[0].state is ChangeState.QUEUED


def test_who_closes_all_the_same_has_seen_what_stood_before_them(account: OpenAccount) -> None:
    change = in_trouble(account, SetStatus(StatusTarget.CLOSED, "Thanks.", 3, seen=("m1",)), UNSEEN_MESSAGE)
    assert settle.send_mine(account.desk, change.id, ("m1", "m2"))
    assert waiting(account) == [SetStatus(StatusTarget.CLOSED, "Thanks.", 3, seen=("m1", "m2"))]


def test_leaving_it_as_the_helpdesk_has_it_keeps_what_was_typed(account: OpenAccount) -> None:
    edit = EditTicket(TicketFields(subject="Fan"), TicketFields(subject=TICKET.subject), 3)
    change = in_trouble(account, edit, EDITED_MEANWHILE)
    account.desk.drafts.save(a_reply(TICKET.id, "I was writing."))
    draft = settle.keep_theirs(account.desk, change.id, "Subject: Fan")
    assert isinstance(draft, ReplyDraft)
    assert draft.text == "Subject: Fan\n\nI was writing."
    assert account.side.views.reply_draft(TICKET.id) == draft
    assert waiting(account) == []


def test_leaving_a_ticket_open_brings_the_last_word_back(account: OpenAccount) -> None:
    change = in_trouble(account, SetStatus(StatusTarget.CLOSED, "Thanks.", seen=()), UNSEEN_MESSAGE)
    draft = settle.keep_theirs(account.desk, change.id)
    assert isinstance(draft, ReplyDraft)
    assert draft.text == "Thanks."


def test_what_is_under_way_can_not_be_decided_any_more(account: OpenAccount) -> None:
    change = an_answer(TICKET.id)
    account.desk.outbox.add(change)
    account.desk.outbox.update(change.id, ChangeState.DISPATCHED)
    desk = account.desk
    assert not settle.send_mine(desk, change.id)
    assert settle.keep_theirs(desk, change.id) is None
    assert not settle.reopen_and_send(desk, change.id)
    assert settle.as_new_ticket(desk, change.id) is None
    assert not settle.continue_there(desk, change.id, "other")
    assert settle.undo(desk, change.id) is None
    assert waiting(account) == [change.deed]


# -- closed meanwhile --------------------------------------------------------------------------------------------------------------


def test_a_text_goes_along_with_the_reopening(account: OpenAccount) -> None:
    change = in_trouble(account, AddMessage("It stopped again."), TICKET_CLOSED)
    assert settle.reopen_and_send(account.desk, change.id)
    assert waiting(account) == [SetStatus(StatusTarget.OPEN, "It stopped again.")]


def test_files_follow_the_reopening_and_the_order_stays(account: OpenAccount) -> None:
    files = (a_file(),)
    change = in_trouble(account, AddMessage("A photo.", files), TICKET_CLOSED)
    behind = an_answer(TICKET.id, "And another word.")
    account.desk.outbox.add(behind)
    assert settle.reopen_and_send(account.desk, change.id)
    assert waiting(account) == [SetStatus(StatusTarget.OPEN), AddMessage("A photo.", files), behind.deed]
    kept = account.desk.outbox.get(change.id)
    assert kept is not None
    assert (kept.state, kept.problem, [one.file for one in kept.uploads]) == (ChangeState.QUEUED, None, list(files))


def test_what_needs_the_person_behind_a_reopening_goes_on_saying_why(account: OpenAccount) -> None:
    change = in_trouble(account, AddMessage("A photo.", (a_file(),)), TICKET_CLOSED)
    behind = in_trouble(account, AddMessage("And another word."), "restored")
    assert settle.reopen_and_send(account.desk, change.id)
    kept = account.desk.outbox.get(behind.id)
    assert kept is not None
    assert (kept.state, kept.problem) == (ChangeState.CONFLICT, Problem("restored"))


def test_an_edit_follows_the_reopening(account: OpenAccount) -> None:
    edit = EditTicket(TicketFields(subject="Fan"), TicketFields(subject=TICKET.subject), 3)
    change = in_trouble(account, edit, TICKET_CLOSED)
    here(account, kind=StatusKind.CLOSED, status="closed")
    assert settle.reopen_and_send(account.desk, change.id)
    assert waiting(account) == [SetStatus(StatusTarget.OPEN), replace(edit, base_version=9)]


def test_a_new_ticket_takes_over_the_text_the_machine_the_files_and_what_waits_behind(account: OpenAccount) -> None:
    here(account, machine_id="m-1", machine_state="faulty", contacts=(Contact("", "M", "m@rossi.example"),))
    file = a_file()
    change = in_trouble(account, AddMessage("It stopped again.", (file,)), TICKET_CLOSED)
    account.desk.outbox.add(an_answer(TICKET.id, "Error E-217."))
    draft = settle.as_new_ticket(account.desk, change.id, "This goes on from #10234.")
    assert draft is not None
    assert draft.description == "This goes on from #10234.\n\nIt stopped again.\n\nError E-217."
    assert (draft.subject, draft.machine_id, draft.machine_state) == (TICKET.subject, "m-1", "faulty")
    assert [one.sha256 for one in draft.files] == [file.sha256]
    assert draft.files[0].id != file.id
    assert account.side.views.ticket_drafts() == [draft]
    assert waiting(account) == []


# -- gone --------------------------------------------------------------------------------------------------------------------------


def test_a_new_ticket_takes_over_a_machine_that_is_not_in_the_list(account: OpenAccount) -> None:
    here(account, machine_id="", machine_unlisted="The old press", machine_state="faulty")
    draft = settle.as_new_ticket(account.desk, in_trouble(account, AddMessage("Again."), TICKET_CLOSED).id)
    assert draft is not None
    assert (draft.machine_unlisted, draft.machine_skipped, draft.machine_state) == ("The old press", False, "faulty")


def test_a_text_for_a_ticket_that_is_gone_becomes_a_ticket_to_be_written(account: OpenAccount) -> None:
    nowhere = an_id()
    change = an_answer(nowhere, "Serial DR-88213.")
    account.desk.outbox.add(change)
    account.desk.outbox.update(change.id, ChangeState.NEEDS_ATTENTION, problem=Problem("parent-unknown"))
    account.desk.drafts.save(a_reply(nowhere, "And one thing more."))
    draft = settle.as_new_ticket(account.desk, change.id, "This goes on from nowhere.")
    assert draft is not None
    assert draft.description == "Serial DR-88213.\n\nAnd one thing more."
    assert account.side.views.reply_draft(nowhere) is None


def test_taking_back_a_text_for_a_ticket_that_is_gone_does_not_hide_it(account: OpenAccount) -> None:
    nowhere = an_id()
    change = an_answer(nowhere, "Serial DR-88213.")
    account.desk.outbox.add(change)
    account.desk.outbox.update(change.id, ChangeState.NEEDS_ATTENTION, problem=Problem("not-found"))
    draft = settle.undo(account.desk, change.id)
    assert isinstance(draft, TicketDraft)
    assert draft.description == "Serial DR-88213."


# -- merged ------------------------------------------------------------------------------------------------------------------------


def test_it_goes_on_in_the_other_ticket_with_what_waits_behind(account: OpenAccount) -> None:
    change = in_trouble(account, AddMessage("One.", (a_file(),)), TICKET_MERGED, merged_into="other")
    account.desk.outbox.add(an_answer(TICKET.id, "Two."))
    closing = Change(an_id(), TICKET.id, SetStatus(StatusTarget.CLOSED), NOON)
    account.desk.outbox.add(closing)
    assert settle.continue_there(account.desk, change.id, "other")
    moved = account.desk.outbox.of_ticket("other")
    assert [one.deed.text for one in moved if isinstance(one.deed, AddMessage)] == ["One.", "Two."]
    assert change.id not in [one.id for one in moved]
    assert [file.sha256 for file in moved[0].files] == [file.sha256 for file in change.files]
    assert waiting(account) == [closing.deed]


# -- what is offered ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("deed", "code", "expected"),
    [
        (AddMessage("x"), TICKET_CLOSED, "reopen-and-send new-ticket take-back discard"),
        (AddMessage("x"), TICKET_MERGED, "continue-there new-ticket take-back discard"),
        (AddMessage("x"), "parent-unknown", "new-ticket discard"),
        (AddMessage("x"), "invalid", ""),
        (SetStatus(StatusTarget.CLOSED, "x"), UNSEEN_MESSAGE, "send-mine keep-theirs"),
        (SetStatus(StatusTarget.CLOSED), "not-found", "discard"),
        (EditTicket(TicketFields(subject="x"), TicketFields(), 1), EDITED_MEANWHILE, "send-mine keep-theirs"),
        (
            EditTicket(TicketFields(subject="x"), TicketFields(), 1),
            TICKET_CLOSED,
            "reopen-and-send keep-theirs discard",
        ),
    ],
)
def test_each_problem_has_its_ways_on(deed: Deed, code: str, expected: str) -> None:
    change = Change("c", "t", deed, NOON, ChangeState.CONFLICT, problem=Problem(code, merged_into="other"))
    offered = ways_on(change, ticket_is_here=True, may_reopen=True)
    assert " ".join(offered) == expected
    assert WayOn.REOPEN_AND_SEND not in ways_on(change, ticket_is_here=True, may_reopen=False)
    assert ways_on(replace(change, state=ChangeState.QUEUED), ticket_is_here=True, may_reopen=True) == ()


# -- editing -----------------------------------------------------------------------------------------------------------------------


def test_only_what_differs_is_sent(account: OpenAccount) -> None:
    before = TicketFields(subject="Pump", priority="normal", contacts=())
    change = edit_ticket(account.desk, TICKET.id, replace(before, subject=" Fan "), before, 3)
    assert change is not None
    assert change.deed == EditTicket(TicketFields(subject="Fan"), TicketFields(subject="Pump"), 3)
    assert edit_ticket(account.desk, TICKET.id, replace(before, subject="Pump "), before, 3) is None
    assert len(waiting(account)) == 1


def test_a_ticket_needs_a_subject_and_contacts_an_address(account: OpenAccount) -> None:
    before = TicketFields(subject="Pump", contacts=())
    wrong = TicketFields(subject=" ", contacts=(Contact("", "Marco", "marco"),))
    with pytest.raises(NotSendable) as refused:
        edit_ticket(account.desk, TICKET.id, wrong, before, 3)
    assert [one.field for one in refused.value.violations] == ["subject", "contacts"]
    assert waiting(account) == []


def test_editing_again_before_it_left_leaves_one_edit(account: OpenAccount) -> None:
    before = TicketFields(subject=TICKET.subject, machine_state="")
    change = edit_ticket(account.desk, TICKET.id, replace(before, subject="Fan"), before, 3)
    assert change is not None
    edit_again(account.desk, change.id, TicketFields(subject="Fan", machine_state="stopped"))
    assert waiting(account) == [
        EditTicket(
            TicketFields(subject="Fan", machine_state="stopped"),
            TicketFields(subject=TICKET.subject, machine_state=""),
            3,
        )
    ]
    assert edit_again(account.desk, change.id, TicketFields(subject=TICKET.subject, machine_state="")) is None
    assert waiting(account) == []


def test_editing_again_what_left_follows_it_as_a_second_edit(account: OpenAccount) -> None:
    before = TicketFields(subject=TICKET.subject)
    change = edit_ticket(account.desk, TICKET.id, TicketFields(subject="Fan"), before, 3)
    assert change is not None
    account.desk.outbox.update(change.id, ChangeState.DISPATCHED)
    edit_again(account.desk, change.id, TicketFields(subject="Fan of pump P-101"))
    assert [one.after.subject for one in waiting(account) if isinstance(one, EditTicket)] == [
        "Fan",
        "Fan of pump P-101",
    ]


def test_in_a_conflict_editing_again_answers_what_the_helpdesk_has(account: OpenAccount) -> None:
    edit = EditTicket(TicketFields(subject="Fan"), TicketFields(subject=TICKET.subject), 3)
    change = in_trouble(account, edit, EDITED_MEANWHILE)
    here(account, subject="Pump")
    edit_again(account.desk, change.id, TicketFields(subject="Pump and fan"))
    assert waiting(account) == [EditTicket(TicketFields(subject="Pump and fan"), TicketFields(subject="Pump"), 9)]
