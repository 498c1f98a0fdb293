"""What was handed to e-mail is never sent over the line by itself, and is known again when it comes back, on either kind of helpdesk."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.account_identity import Identity
from desktop.actions import settle
from desktop.actions.drafts import save_draft
from desktop.actions.open_ticket import open_ticket
from desktop.actions.reply import reply
from desktop.actions.send_by_email import (
    HandedOver,
    hand_to_mail,
    mail_did_not_go,
    mail_may_have_gone,
    mail_was_not_made,
    send_over_the_line,
)
from desktop.domain.account import Feature
from desktop.domain.catalogue import StatusKind
from desktop.domain.change import AddMessage, Change, OpenTicket, Problem
from desktop.domain.change_state import TABLE, ChangeEvent, ChangeState, step
from desktop.domain.draft import TicketDraft
from desktop.domain.instant import DAY, HOUR
from desktop.domain.mail_marker import marker_line
from desktop.domain.mailing import MAIL_DID_NOT_GO, MAIL_FORGOTTEN, Obstacle
from desktop.domain.notice import NoticeKind
from desktop.domain.receipt import Uncertain
from desktop.domain.ticket import Author
from tests.builders import (
    ANNA,
    LUCA,
    MARCO,
    SetClock,
    a_helpdesk,
    a_message,
    a_person,
    a_reply,
    a_ticket,
    a_ticket_draft,
)
from tests.sync.devices import Device, a_device
from tests.sync.model_server import Fault, ModelServer

S = ChangeState
HELPDESK = a_helpdesk(
    features=a_helpdesk().features | {Feature.EMAIL.value},
    email_address="desk@verdi.example",
    email_subject_pattern="[#{number}]",
)
PERSON = a_person()


@contextmanager
def a_mailer(folder: Path, server: ModelServer, clock: SetClock | None = None) -> Iterator[Device]:
    """A device whose helpdesk takes e-mail."""
    with a_device(folder, server, clock=clock) as device:
        device.account.workspace.remember(Identity(HELPDESK, PERSON, "client-1"))
        yield device


def mailed(device: Device, change: Change) -> HandedOver:
    handed = hand_to_mail(device.account.desk, change.id, PERSON)
    assert isinstance(handed, HandedOver)
    return handed


def arrive(server: ModelServer, change: Change, *, honours: bool, author: Author = ANNA, id: str = "") -> str:
    """The mail reaches the helpdesk; returns the id under which it stands there."""
    id = id or (change.id if honours else f"own-{change.id}")
    mark = "" if honours else f"\n\n{marker_line(change.id)}"
    deed = change.deed
    if honours:
        server.effects[change.id] = server.effects.get(change.id, 0) + 1
    if isinstance(deed, OpenTicket):
        text = f"{deed.description}\n\nRequest type: Technical fault{mark}"
        at = change.made_at + HOUR
        ticket = a_ticket(
            id=id, number="10777", subject=deed.subject, description=text, author=author, created_at=at, updated_at=at
        )
        server.put(ticket)
    else:
        assert isinstance(deed, AddMessage)
        server.put(a_message(change.ticket_id, id=id, text=deed.text + mark, author=author, created_at=change.made_at))
    return id


kinds = pytest.mark.parametrize("honours", [True, False], ids=["honours ids", "plain"])


@kinds
def test_a_ticket_that_went_by_mail_is_known_again_and_is_there_once(tmp_path: Path, honours: bool) -> None:
    server = ModelServer()
    with a_mailer(tmp_path, server) as device:
        change = open_ticket(device.account.desk, a_ticket_draft())
        mailed(device, change)
        for _ in range(3):
            device.account.clock.go_on(HOUR)
            assert device.sync().trouble is None
        assert (device.connector.sent_ids, device.state_of(change)) == ([], S.MAILED)
        there = arrive(server, change, honours=honours)
        device.sync()
        assert device.state_of(change) is S.CONFIRMED
        assert (list(server.tickets), device.connector.sent_ids) == ([there], [])
        view = device.account.side.views.ticket(there)
        assert view is not None
        assert (view.number, view.changes) == ("10777", ())
        [notice] = device.heard.notices
        assert (notice.kind, notice.ticket_id, notice.number) == (NoticeKind.ACCEPTED, there, "10777")


@kinds
def test_replies_wait_for_the_number_and_go_to_the_helpdesks_ticket(tmp_path: Path, honours: bool) -> None:
    server = ModelServer()
    with a_mailer(tmp_path, server) as device:
        desk = device.account.desk
        change = open_ticket(desk, a_ticket_draft())
        mailed(device, change)
        follower = reply(desk, a_reply(change.id))
        save_draft(desk, a_reply(change.id, "Being written."))
        assert hand_to_mail(desk, follower.id, PERSON) is Obstacle.NO_NUMBER
        device.sync()
        assert device.connector.sent_ids == []
        there = arrive(server, change, honours=honours)
        device.settle_down()
        assert device.connector.sent_ids == [follower.id]
        assert server.messages[follower.id].ticket_id == there
        draft = desk.drafts.reply(there)
        assert draft is not None
        assert draft.text == "Being written."
        assert honours or desk.drafts.reply(change.id) is None
        assert len(server.tickets) == 1


@kinds
def test_a_reply_that_went_by_mail_is_known_again(tmp_path: Path, honours: bool) -> None:
    server = ModelServer()
    server.put(a_ticket(id="known"))
    with a_mailer(tmp_path, server) as device:
        device.sync()
        change = reply(device.account.desk, a_reply("known"))
        mailed(device, change)
        later = reply(device.account.desk, a_reply("known", "And more."))
        device.sync()
        assert device.connector.sent_ids == []
        there = arrive(server, change, honours=honours)
        device.settle_down()
        assert device.state_of(change) is S.CONFIRMED
        assert device.connector.sent_ids == [later.id]
        assert list(server.messages) == [there, later.id]


@kinds
def test_a_crash_between_cache_and_outbox_leaves_it_to_the_next_run(tmp_path: Path, honours: bool) -> None:
    server, clock = ModelServer(), SetClock()
    with a_mailer(tmp_path, server, clock) as device:
        change = open_ticket(device.account.desk, a_ticket_draft())
        mailed(device, change)
        device.sync()
        there = arrive(server, change, honours=honours)
        ticket = server.tickets[there]
        # The cache has it, with the cursor behind it; the outbox never heard.
        device.account.cache(ticket)
        state = device.account.desk.cursors.load()
        device.account.desk.cursors.save(replace(state, cursor=f"{server.epoch}:{len(server.log)}"))
    with a_mailer(tmp_path, server, clock) as device:
        device.sync()
        assert device.state_of(change) is S.CONFIRMED
        assert device.connector.sent_ids == []


def arrive_as_message(server: ModelServer, change: Change, ticket_id: str, *, honours: bool) -> str:
    """The person wrote a number into the subject: what was to be a ticket is a message of one."""
    assert isinstance(change.deed, OpenTicket)
    mark = "" if honours else f"\n\n{marker_line(change.id)}"
    id = change.id if honours else f"own-{change.id}"
    if honours:
        server.effects[change.id] = 1
    server.put(a_message(ticket_id, id=id, text=change.deed.description + mark, author=ANNA, created_at=change.made_at))
    return id


@kinds
@pytest.mark.parametrize("interrupted", [False, True], ids=["", "interrupted"])
def test_a_ticket_that_became_a_message_takes_what_waits_for_it_along(
    tmp_path: Path, honours: bool, interrupted: bool
) -> None:
    server = ModelServer()
    server.put(a_ticket(id="known"))
    with a_mailer(tmp_path, server) as device:
        device.sync()
        desk = device.account.desk
        earlier = reply(desk, a_reply("known", "Long before."))
        device.settle_down()
        change = open_ticket(desk, a_ticket_draft())
        mailed(device, change)
        follower = reply(desk, a_reply(change.id, "Behind it."))
        save_draft(desk, a_reply(change.id, "Being written."))
        device.sync()
        there = arrive_as_message(server, change, "known", honours=honours)
        if interrupted:
            device.account.cache(server.messages[there])
            state = desk.cursors.load()
            desk.cursors.save(replace(state, cursor=f"{server.epoch}:{len(server.log)}"))
        device.settle_down()
        assert device.state_of(change) is S.CONFIRMED
        assert server.messages[follower.id].ticket_id == "known"
        draft = desk.drafts.reply("known")
        assert draft is not None
        assert draft.text == "Being written."
        view = device.account.side.views.ticket(change.id)
        assert view is not None
        assert view.id == "known"
        later = reply(desk, a_reply(change.id, "From the page that is still open."))
        device.settle_down()
        assert server.messages[later.id].ticket_id == "known"
        assert server.messages[earlier.id].ticket_id == "known"


def test_a_restored_helpdesk_that_forgot_such_a_message_gets_the_others_back_in_their_own_ticket(
    tmp_path: Path,
) -> None:
    server = ModelServer()
    server.put(a_ticket(id="known"))
    with a_mailer(tmp_path, server) as device:
        device.sync()
        desk = device.account.desk
        change = open_ticket(desk, a_ticket_draft())
        mailed(device, change)
        arrive_as_message(server, change, "known", honours=False)
        device.settle_down()
        said = reply(desk, a_reply("known", "In the ticket that was always there."))
        device.settle_down()
        # The backup is older than the mail, and younger than the ticket.
        server.messages.clear()
        server.log.clear()
        server.put(a_ticket(id="known"))
        server.effects.clear()
        server.epoch += 1
        device.settle_down()
        assert server.messages[said.id].ticket_id == "known"
        kept = desk.outbox.get(change.id)
        assert kept is not None
        assert kept.problem is not None
        assert (kept.state, kept.ticket_id, kept.problem.code) == (S.NEEDS_ATTENTION, change.id, MAIL_FORGOTTEN)


def test_what_was_being_written_to_a_ticket_that_a_restored_helpdesk_forgot_stays_with_it(tmp_path: Path) -> None:
    server = ModelServer()
    with a_mailer(tmp_path, server) as device:
        desk = device.account.desk
        change = open_ticket(desk, a_ticket_draft())
        mailed(device, change)
        there = arrive(server, change, honours=False)
        device.settle_down()
        save_draft(desk, a_reply(there, "Half a word"))
        server.tickets.clear()
        server.log.clear()
        server.epoch += 1
        device.settle_down()
        draft = desk.drafts.reply(change.id)
        assert draft is not None
        assert draft.text == "Half a word"


def test_words_of_somebody_else_that_end_in_the_mark_say_nothing(tmp_path: Path) -> None:
    server = ModelServer()
    with a_mailer(tmp_path, server) as device:
        change = open_ticket(device.account.desk, a_ticket_draft())
        mailed(device, change)
        arrive(server, change, honours=False, author=MARCO)
        arrive(server, change, honours=False, author=LUCA, id="another")
        device.sync()
        assert device.state_of(change) is S.MAILED


@pytest.mark.parametrize(
    "text",
    ["> {mark}", "{mark}\nand thank you", "He wrote {mark}", "> > {mark}\n\n", "[sportello-change: no-id]", "({mark})"],
)
def test_a_mark_that_is_quoted_or_followed_by_words_says_nothing(tmp_path: Path, text: str) -> None:
    server = ModelServer()
    server.put(a_ticket(id="known"))
    with a_mailer(tmp_path, server) as device:
        device.sync()
        change = reply(device.account.desk, a_reply("known"))
        mailed(device, change)
        said = "I sent this:\n" + text.format(mark=marker_line(change.id))
        server.put(a_message("known", author=ANNA, text=said))
        device.sync()
        assert device.state_of(change) is S.MAILED


def test_the_mark_of_what_was_never_handed_over_says_nothing(tmp_path: Path) -> None:
    server = ModelServer()
    with a_mailer(tmp_path, server) as device:
        change = open_ticket(device.account.desk, a_ticket_draft())
        arrive(server, change, honours=False)
        device.settle_down()
        assert device.connector.sent_ids == [change.id]


@kinds
def test_brought_back_it_goes_after_the_news_and_never_where_the_mail_was(tmp_path: Path, honours: bool) -> None:
    server = ModelServer()
    with a_mailer(tmp_path, server) as device:
        desk = device.account.desk
        change = open_ticket(desk, a_ticket_draft())
        mailed(device, change)
        device.sync()
        arrive(server, change, honours=honours)
        assert send_over_the_line(desk, change.id)
        device.settle_down()
        assert device.connector.sent_ids == []
        assert device.state_of(change) is S.CONFIRMED
        assert len(server.tickets) == 1


def test_a_helpdesk_that_knows_ids_is_asked_before_what_came_back_is_sent(tmp_path: Path) -> None:
    server = ModelServer()
    with a_mailer(tmp_path, server) as device:
        change = open_ticket(device.account.desk, a_ticket_draft())
        mailed(device, change)
        device.sync()
        # It has it, and its feed does not show it yet.
        server.effects[change.id] = 1
        assert send_over_the_line(device.account.desk, change.id)
        device.sync()
        assert device.connector.sent_ids == []
        assert device.state_of(change) is S.SENT


def test_a_mail_that_did_not_go_is_in_the_persons_hands_and_goes_when_they_say_so(tmp_path: Path) -> None:
    server = ModelServer()
    with a_mailer(tmp_path, server) as device:
        desk = device.account.desk
        change = open_ticket(desk, a_ticket_draft())
        mailed(device, change)
        assert mail_did_not_go(desk, change.id)
        device.settle_down()
        kept = desk.outbox.get(change.id)
        assert kept is not None
        assert kept.problem is not None
        assert (kept.state, kept.problem.code) == (S.NEEDS_ATTENTION, MAIL_DID_NOT_GO)
        assert settle.retry(desk, change.id)
        device.settle_down()
        assert server.effects == {change.id: 1}
        assert not mail_did_not_go(desk, change.id)
        assert not send_over_the_line(desk, change.id)


def test_a_lost_answer_to_the_question_leaves_no_doubt_about_the_change(tmp_path: Path) -> None:
    server = ModelServer()
    with a_mailer(tmp_path, server) as device:
        change = open_ticket(device.account.desk, a_ticket_draft())
        mailed(device, change)
        send_over_the_line(device.account.desk, change.id)
        looked = device.connector.look_up
        device.connector.look_up = lambda _: Uncertain(Problem("unreachable"))  # type: ignore[method-assign]
        device.sync()
        assert device.state_of(change) is S.QUEUED
        device.connector.look_up = looked  # type: ignore[method-assign]
        device.settle_down()
        assert server.effects == {change.id: 1}


def test_what_could_not_be_made_is_as_it_was_before(tmp_path: Path) -> None:
    server = ModelServer()
    with a_mailer(tmp_path, server) as device:
        desk = device.account.desk
        change = open_ticket(desk, a_ticket_draft())
        before = desk.outbox.get(change.id)
        handed = mailed(device, change)
        assert mail_was_not_made(desk, handed)
        assert desk.outbox.get(change.id) == before
        assert not mail_was_not_made(desk, handed)
        device.settle_down()
        assert server.effects == {change.id: 1}


def test_an_attempt_that_failed_late_does_not_bring_back_what_was_handed_over_again_meanwhile(tmp_path: Path) -> None:
    with a_mailer(tmp_path, ModelServer()) as device:
        desk = device.account.desk
        change = open_ticket(desk, a_ticket_draft())
        first = mailed(device, change)
        assert mail_did_not_go(desk, change.id)
        device.account.clock.go_on(HOUR)
        second = mailed(device, change)
        assert not mail_was_not_made(desk, first)
        assert device.state_of(change) is S.MAILED
        assert mail_was_not_made(desk, second)
        assert device.state_of(change) is S.NEEDS_ATTENTION


def test_an_edited_text_is_never_taken_for_the_mail_that_may_have_gone(tmp_path: Path) -> None:
    server = ModelServer()
    with a_mailer(tmp_path, server) as device:
        desk = device.account.desk
        change = open_ticket(desk, a_ticket_draft())
        follower = reply(desk, a_reply(change.id))
        mailed(device, change)
        mail_did_not_go(desk, change.id)
        draft = settle.undo(desk, change.id)
        assert isinstance(draft, TicketDraft)
        assert draft.id != change.id
        again = open_ticket(desk, replace(draft, description="Another description."))
        arrive(server, change, honours=True)
        device.settle_down()
        assert server.tickets[again.id].description == "Another description."
        assert server.messages[follower.id].ticket_id == again.id
        assert set(server.tickets) == {change.id, again.id}


def test_while_it_is_uncertain_or_on_its_way_it_can_not_be_mailed(tmp_path: Path) -> None:
    server = ModelServer()
    faults = iter([Fault.LOST_AFTER])
    with a_mailer(tmp_path, server) as device:
        device.connector.faults = lambda request: next(faults, None) if request == "send" else None
        desk = device.account.desk
        change = open_ticket(desk, a_ticket_draft())
        device.sync()
        for state in (S.DISPATCHED, S.UNCERTAIN, S.SENT, S.CONFIRMED, S.ENDED, S.MAILED):
            desk.outbox.update(change.id, state)
            assert hand_to_mail(desk, change.id, PERSON) is Obstacle.NOT_WAITING


def test_what_is_handed_over_can_be_neither_taken_back_nor_discarded_nor_retried(tmp_path: Path) -> None:
    with a_mailer(tmp_path, ModelServer()) as device:
        desk = device.account.desk
        change = open_ticket(desk, a_ticket_draft())
        mailed(device, change)
        assert settle.undo(desk, change.id) is None
        assert not settle.discard(desk, change.id)
        assert not settle.retry(desk, change.id)
        assert mail_may_have_gone(desk, change.id)
        assert device.state_of(change) is S.MAILED


def test_a_restart_leaves_it_with_the_mail(tmp_path: Path) -> None:
    server, clock = ModelServer(), SetClock()
    with a_mailer(tmp_path, server, clock) as device:
        change = open_ticket(device.account.desk, a_ticket_draft())
        mailed(device, change)
    with a_mailer(tmp_path, server, clock) as device:
        device.settle_down()
        assert (device.state_of(change), device.connector.sent_ids) == (S.MAILED, [])


def test_another_device_of_the_same_person_shows_it_without_the_mark(tmp_path: Path) -> None:
    server = ModelServer()
    with a_mailer(tmp_path / "one", server) as one, a_mailer(tmp_path / "two", server) as two:
        change = open_ticket(one.account.desk, a_ticket_draft(description="It stops."))
        mailed(one, change)
        there = arrive(server, change, honours=False)
        for device in (one, two):
            device.settle_down()
            view = device.account.side.views.ticket(there)
            assert view is not None
            assert view.entries[0].text == "It stops.\n\nRequest type: Technical fault"
            [row] = device.account.side.views.rows([there]).values()
            assert "sportello-change" not in row.last_text
        assert len(server.tickets) == 1


@kinds
def test_a_restored_helpdesk_gets_it_again_only_where_that_can_not_double_it(tmp_path: Path, honours: bool) -> None:
    server = ModelServer()
    with a_mailer(tmp_path, server) as device:
        desk = device.account.desk
        change = open_ticket(desk, a_ticket_draft())
        mailed(device, change)
        there = arrive(server, change, honours=honours)
        device.sync()
        answer = reply(desk, a_reply(there))
        device.settle_down()
        # The backup is older than the mail.
        server.tickets.clear()
        server.messages.clear()
        server.log.clear()
        server.effects.clear()
        server.epoch += 1
        device.settle_down()
        kept = desk.outbox.get(change.id)
        assert kept is not None
        if honours:
            assert set(server.effects) == {change.id, answer.id}
            return
        assert kept.problem is not None
        assert (kept.state, kept.problem.code) == (S.NEEDS_ATTENTION, MAIL_FORGOTTEN)
        assert server.effects == {}
        settle.retry(desk, change.id)
        device.settle_down()
        assert server.effects == {change.id: 1, answer.id: 1}
        assert server.messages[answer.id].ticket_id == change.id


def test_a_sweep_does_not_take_what_arrived_by_mail_for_forgotten(tmp_path: Path) -> None:
    server = ModelServer()
    with a_mailer(tmp_path, server) as device:
        change = open_ticket(device.account.desk, a_ticket_draft())
        mailed(device, change)
        arrive(server, change, honours=False)
        device.sync()
        server.epoch += 1
        device.settle_down()
        assert (device.state_of(change), server.effects) == (S.CONFIRMED, {})


def test_what_stands_on_the_screen_under_its_old_id_is_found_under_the_helpdesks(tmp_path: Path) -> None:
    server = ModelServer()
    with a_mailer(tmp_path, server) as device:
        desk, views = device.account.desk, device.account.side.views
        change = open_ticket(desk, a_ticket_draft())
        mailed(device, change)
        there = arrive(server, change, honours=False)
        device.sync()
        view = views.ticket(change.id)
        assert view is not None
        assert view.id == there
        # What was being typed, or sent, under the old id.
        save_draft(desk, a_reply(change.id, "Half a word"))
        draft = desk.drafts.reply(there)
        assert draft is not None
        assert draft.text == "Half a word"
        answer = reply(desk, a_reply(change.id))
        device.settle_down()
        assert server.messages[answer.id].ticket_id == there


def test_a_message_of_support_in_between_is_news_as_ever(tmp_path: Path) -> None:
    server = ModelServer()
    with a_mailer(tmp_path, server) as device:
        change = open_ticket(device.account.desk, a_ticket_draft())
        mailed(device, change)
        device.sync()
        there = arrive(server, change, honours=False)
        server.put(a_message(there, author=LUCA, created_at=device.account.clock() + 1000))
        device.sync()
        assert {notice.kind for notice in device.heard.notices} == {NoticeKind.ACCEPTED, NoticeKind.REPLY}
        [row] = device.account.side.views.rows([there]).values()
        assert row.unread


def test_nothing_is_asked_of_a_helpdesk_without_email(tmp_path: Path) -> None:
    with a_device(tmp_path, ModelServer()) as device:
        change = open_ticket(device.account.desk, a_ticket_draft())
        assert hand_to_mail(device.account.desk, change.id, PERSON) is Obstacle.NOT_OFFERED
        assert device.state_of(change) is S.QUEUED


def test_the_dispatch_of_a_change_that_was_mailed_meanwhile_ends_before_its_first_byte(tmp_path: Path) -> None:
    """The person hands it over between the look at what is due and the commit of the intent."""
    server = ModelServer()
    with a_mailer(tmp_path, server) as device:
        desk = device.account.desk
        change = open_ticket(desk, a_ticket_draft())
        begin = device.engine._push._begin
        once = threading.Event()

        def interrupted(due: Change, event: object) -> Change | None:
            if not once.is_set():
                once.set()
                mailed(device, change)
            return begin(due, event)  # type: ignore[arg-type]

        device.engine._push._begin = interrupted  # type: ignore[method-assign]
        device.sync()
        assert (device.connector.sent_ids, device.state_of(change)) == ([], S.MAILED)


def test_a_closed_ticket_is_no_obstacle_but_a_decision_is(tmp_path: Path) -> None:
    server = ModelServer()
    server.put(a_ticket(id="known", kind=StatusKind.CLOSED))
    with a_mailer(tmp_path, server) as device:
        device.sync()
        desk = device.account.desk
        change = reply(desk, a_reply("known"))
        desk.outbox.update(change.id, S.NEEDS_ATTENTION, problem=Problem("ticket-closed"))
        assert hand_to_mail(desk, change.id, PERSON) is Obstacle.TO_DECIDE


def test_an_outbox_that_is_older_than_the_mail_learns_of_it_before_anybody_sends_again(tmp_path: Path) -> None:
    """Restored from a copy, the change asks; the ticket that its mail made was fetched long ago."""
    server = ModelServer()
    with a_mailer(tmp_path, server) as device:
        desk = device.account.desk
        change = open_ticket(desk, a_ticket_draft())
        arrive(server, change, honours=False)
        state = desk.outbox.get(change.id)
        assert state is not None
        desk.outbox.update(change.id, S.NEEDS_ATTENTION, problem=Problem("restored"))
        assert hand_to_mail(desk, change.id, PERSON) is Obstacle.MAY_HAVE_GONE
        device.sync()
        assert (device.state_of(change), device.connector.sent_ids) == (S.CONFIRMED, [])


def test_what_was_handed_over_when_the_copy_was_made_goes_on_waiting() -> None:
    assert step(S.MAILED, ChangeEvent.RESTORED).state is S.MAILED
    assert {event for (state, event), after in TABLE.items() if state is S.MAILED and after.state is not S.MAILED} == {
        ChangeEvent.SEEN_IN_FEED,
        ChangeEvent.MAIL_DID_NOT_GO,
        ChangeEvent.OVER_THE_LINE,
    }


def test_long_after_it_is_still_known_again(tmp_path: Path) -> None:
    server = ModelServer()
    with a_mailer(tmp_path, server) as device:
        change = open_ticket(device.account.desk, a_ticket_draft())
        mailed(device, change)
        device.account.clock.go_on(40 * DAY)
        device.account.workspace.tidy()
        there = arrive(server, change, honours=False)
        device.sync()
        kept = device.account.desk.outbox.get(change.id)
        assert kept is not None
        assert (kept.state, kept.stands_as, kept.ticket_id, kept.number) == (S.CONFIRMED, there, there, "10777")
