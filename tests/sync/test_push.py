"""Every class of answer has its consequence, nothing is lost by any of them, and nothing is sent twice."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest

from desktop import errors
from desktop.actions import settle
from desktop.actions.attach import attach_bytes
from desktop.actions.change_status import close_ticket, reopen_ticket
from desktop.actions.open_ticket import open_ticket
from desktop.actions.reply import reply
from desktop.domain.catalogue import StatusKind
from desktop.domain.change import OpenTicket, Problem
from desktop.domain.change_state import ChangeState
from desktop.domain.draft import TicketDraft
from desktop.domain.instant import DAY
from desktop.domain.notice import NoticeKind
from desktop.storage.accounts import Part
from tests.builders import SetClock, a_reply, a_ticket, a_ticket_draft
from tests.sync.devices import Device, a_device
from tests.sync.model_server import Fault, FaultPlan, ModelServer

S = ChangeState
T = TypeVar("T")


def once(request: str, fault: Fault) -> FaultPlan:
    """This fault at the first such request, none afterwards."""
    left = [fault]

    def plan(asked: str) -> Fault | None:
        return left.pop() if asked == request and left else None

    return plan


def test_a_ticket_written_offline_arrives_once_with_its_number_told(tmp_path: Path) -> None:
    server = ModelServer()
    with a_device(tmp_path, server) as device:
        change = open_ticket(device.account.desk, a_ticket_draft(subject="Pressa ferma — Ἡ πρέσα"))
        outcome = device.sync()
        assert outcome.trouble is None
        assert server.effects == {change.id: 1}
        assert server.tickets[change.id].subject == "Pressa ferma — Ἡ πρέσα"
        assert device.state_of(change) is S.CONFIRMED
        [notice] = device.heard.notices
        assert (notice.kind, notice.number) == (NoticeKind.ACCEPTED, server.tickets[change.id].number)
        view = device.account.side.views.ticket(change.id)
        assert view is not None
        assert (view.number, view.changes) == (server.tickets[change.id].number, ())


@pytest.mark.parametrize(
    ("fault", "state", "waits"),
    [
        (Fault.LOST_BEFORE, S.QUEUED, False),
        (Fault.LOST_AFTER, S.UNCERTAIN, False),
        (Fault.BUSY, S.QUEUED, True),
        (Fault.BROKEN, S.UNCERTAIN, True),
        (Fault.EXPIRED, S.QUEUED, False),
        (Fault.INVALID, S.NEEDS_ATTENTION, False),
        (Fault.GONE, S.NEEDS_ATTENTION, False),
        (Fault.CONFLICT, S.CONFLICT, False),
        (Fault.FILES_LOST, S.CONFIRMED, False),
    ],
)
def test_each_class_of_answer_has_its_state(tmp_path: Path, fault: Fault, state: ChangeState, waits: bool) -> None:
    server = ModelServer()
    with a_device(tmp_path, server, once("send", fault)) as device:
        file = attach_bytes(device.account.desk, b"x" * 1000, "photo.jpg")
        change = open_ticket(device.account.desk, a_ticket_draft(files=(file,)))
        device.sync()
        assert device.state_of(change) is state
        kept = device.account.side.views.change(change.id)
        assert kept is not None
        assert (kept.not_before > device.account.clock()) is waits
        assert (kept.attempts > 0) is waits


@pytest.mark.parametrize(
    "fault", [Fault.LOST_BEFORE, Fault.LOST_AFTER, Fault.BUSY, Fault.BROKEN, Fault.EXPIRED, Fault.FILES_LOST]
)
@pytest.mark.parametrize("request_kind", ["send", "upload", "changes", "snapshot", "catalogue"])
def test_after_any_passing_fault_the_ticket_arrives_exactly_once(
    tmp_path: Path, fault: Fault, request_kind: str
) -> None:
    server = ModelServer()
    with a_device(tmp_path, server, once(request_kind, fault)) as device:
        content = bytes(range(256)) * 8
        file = attach_bytes(device.account.desk, content, "θόρυβος.mp4")
        change = open_ticket(device.account.desk, a_ticket_draft(files=(file,)))
        answer = reply(device.account.desk, a_reply(change.ticket_id))
        device.settle_down()
        assert server.effects == {change.id: 1, answer.id: 1}
        assert server.blobs[hashlib.sha256(content).hexdigest()] == content
        assert [one.text for one in server.messages.values()] == ["Serial DR-88213."]
        assert {device.state_of(change), device.state_of(answer)} == {S.CONFIRMED}


def test_an_expired_session_stops_the_account_and_is_not_told_as_offline(tmp_path: Path) -> None:
    server = ModelServer()
    with a_device(tmp_path, server, once("send", Fault.EXPIRED)) as device:
        change = open_ticket(device.account.desk, a_ticket_draft())
        assert isinstance(device.sync().trouble, errors.SignInNeeded)
        device.connector.sign_in("anna", "sportello")
        assert device.sync().trouble is None
        assert server.effects == {change.id: 1}


def test_a_server_that_names_a_time_is_left_alone_until_then_also_after_a_restart(tmp_path: Path) -> None:
    server, clock = ModelServer(), SetClock()
    with a_device(tmp_path, server, once("send", Fault.BUSY), clock=clock) as device:
        change = open_ticket(device.account.desk, a_ticket_draft())
        device.sync()
    clock.go_on(119_000)
    with a_device(tmp_path, server, clock=clock) as device:
        device.sync()
        assert device.connector.sent_ids == []
        clock.go_on(1_000 * 120)
        device.sync()
        assert device.connector.sent_ids == [change.id]


def test_pulling_honours_retry_after_across_a_restart(tmp_path: Path) -> None:
    server, clock = ModelServer(), SetClock()
    with a_device(tmp_path, server, once("catalogue", Fault.BUSY), clock=clock) as device:
        assert isinstance(device.sync().trouble, errors.ServerBusy)
    with a_device(tmp_path, server, clock=clock) as device:
        asked = server.requests
        outcome = device.sync()
        assert outcome.hold_until > clock()
        assert server.requests == asked
        clock.go_on(10_000)
        assert device.sync().trouble is None


def test_retry_after_is_kept_also_where_the_cache_breaks_in_the_same_run(tmp_path: Path) -> None:
    server, clock = ModelServer(), SetClock()

    def plan(request: str) -> Fault | None:
        device.account.workspace.give_up(Part.CACHE)
        return Fault.BUSY if request == "catalogue" else None

    with a_device(tmp_path, server, plan, clock=clock) as device:
        assert isinstance(device.sync().trouble, errors.StorageDamaged)
    with a_device(tmp_path, server, clock=clock) as device:
        asked = server.requests
        assert device.sync().hold_until > clock()
        assert server.requests == asked


def test_a_program_killed_after_sending_asks_again_with_the_same_id(tmp_path: Path) -> None:
    server = ModelServer()
    with a_device(tmp_path, server) as device:
        change = open_ticket(device.account.desk, a_ticket_draft())
        # The intent is committed and the server acts, but the program never hears of it.
        device.account.workspace.outbox.update(change.id, S.DISPATCHED)
        server.take(change)
    with a_device(tmp_path, server) as device:
        assert device.state_of(change) is S.UNCERTAIN
        device.sync()
        assert server.effects == {change.id: 1}
        assert device.state_of(change) is S.CONFIRMED


def test_a_reply_waits_for_its_ticket_and_never_arrives_before_it(tmp_path: Path) -> None:
    server = ModelServer()
    with a_device(tmp_path, server, once("send", Fault.BUSY)) as device:
        opening = open_ticket(device.account.desk, a_ticket_draft())
        answer = reply(device.account.desk, a_reply(opening.ticket_id))
        ending = close_ticket(device.account.desk, opening.ticket_id)
        device.sync()
        assert device.connector.sent_ids == [opening.id]
        device.settle_down()
        assert device.connector.sent_ids == [opening.id, opening.id, answer.id, ending.id]
        assert server.tickets[opening.id].kind is StatusKind.CLOSED


def test_what_needs_the_person_blocks_its_own_ticket_only(tmp_path: Path) -> None:
    server = ModelServer()
    with a_device(tmp_path, server, once("send", Fault.INVALID)) as device:
        bad = open_ticket(device.account.desk, a_ticket_draft())
        behind = reply(device.account.desk, a_reply(bad.ticket_id))
        good = open_ticket(device.account.desk, a_ticket_draft())
        device.sync()
        states = [device.state_of(one) for one in (bad, behind, good)]
        assert states == [S.NEEDS_ATTENTION, S.QUEUED, S.CONFIRMED]
        [notice] = [one for one in device.heard.notices if one.kind is NoticeKind.NEEDS_YOU]
        assert notice.text == "The subject is too long."
        settle.retry(device.account.desk, bad.id)
        device.settle_down()
        assert server.effects == {bad.id: 1, behind.id: 1, good.id: 1}


def test_nothing_leaves_during_the_undo_time_and_what_was_taken_back_never_leaves(tmp_path: Path) -> None:
    server = ModelServer()
    with a_device(tmp_path, server, undo_time=10_000) as device:
        change = open_ticket(device.account.desk, a_ticket_draft())
        outcome = device.sync()
        assert outcome.next_attempt == change.not_before
        assert device.connector.sent_ids == []
        settle.undo(device.account.desk, change.id)
        device.account.clock.go_on(60_000)
        device.sync()
        assert device.connector.sent_ids == []


def test_what_becomes_due_while_a_run_is_pulling_goes_with_that_run(tmp_path: Path) -> None:
    server = ModelServer()

    def plan(request: str) -> Fault | None:
        if request == "changes":
            device.account.clock.go_on(20_000)
        return None

    with a_device(tmp_path, server, plan, undo_time=10_000) as device:
        change = open_ticket(device.account.desk, a_ticket_draft())
        assert device.sync().next_attempt is None
        assert device.connector.sent_ids == [change.id]


def test_replies_to_a_ticket_that_was_taken_back_wait_until_it_is_sent_again(tmp_path: Path) -> None:
    server = ModelServer()
    with a_device(tmp_path, server) as device:
        opening = open_ticket(device.account.desk, a_ticket_draft())
        answer = reply(device.account.desk, a_reply(opening.ticket_id))
        draft = settle.undo(device.account.desk, opening.id)
        device.sync()
        assert device.connector.sent_ids == []
        assert isinstance(draft, TicketDraft)
        open_ticket(device.account.desk, draft)
        device.settle_down()
        assert device.connector.sent_ids == [opening.id, answer.id]


def test_an_upload_goes_on_where_the_server_has_it_after_a_restart(tmp_path: Path) -> None:
    server, content = ModelServer(), bytes(range(250)) * 20
    pieces = [None, None, None, Fault.LOST_AFTER]

    def plan(request: str) -> Fault | None:
        return pieces.pop(0) if request == "upload" and pieces else None

    with a_device(tmp_path, server, plan) as device:
        file = attach_bytes(device.account.desk, content, "noise.mp4")
        change = open_ticket(device.account.desk, a_ticket_draft(files=(file,)))
        device.sync()
        assert device.state_of(change) is S.UPLOADING
    with a_device(tmp_path, server) as device:
        device.settle_down()
        assert device.connector.uploaded_bytes == len(content) - 4 * 400
        assert server.effects == {change.id: 1}
        assert server.blobs[hashlib.sha256(content).hexdigest()] == content


def test_a_file_that_vanished_from_the_store_needs_the_person_and_names_it(tmp_path: Path) -> None:
    with a_device(tmp_path, ModelServer()) as device:
        file = attach_bytes(device.account.desk, b"photo", "piastra.jpg")
        change = open_ticket(device.account.desk, a_ticket_draft(files=(file,)))
        path = device.account.desk.files.path(file.sha256)
        assert path is not None
        path.unlink()
        device.sync()
        kept = device.account.side.views.change(change.id)
        assert kept is not None
        assert kept.state is S.NEEDS_ATTENTION
        assert kept.problem is not None
        assert (kept.problem.code, kept.problem.detail) == ("file-lost", "piastra.jpg")


def test_what_the_feed_shows_settles_a_change_whatever_was_believed_of_it(tmp_path: Path) -> None:
    server = ModelServer()
    with a_device(tmp_path, server, once("send", Fault.INVALID)) as device:
        change = open_ticket(device.account.desk, a_ticket_draft())
        device.sync()
        server.take(change)
        device.sync()
        assert device.state_of(change) is S.CONFIRMED


def test_a_ticket_that_was_there_already_does_not_settle_what_the_person_wrote_anew_under_its_id(
    tmp_path: Path,
) -> None:
    server = ModelServer()
    with a_device(tmp_path, server) as device:
        desk = device.account.desk
        change = open_ticket(desk, a_ticket_draft())
        device.settle_down()
        # As an outbox that was restored from a copy of before the sending says it.
        desk.outbox.update(change.id, S.NEEDS_ATTENTION, problem=Problem("restored"))
        draft = settle.undo(desk, change.id)
        assert isinstance(draft, TicketDraft)
        open_ticket(replace(desk, undo_time=10_000), replace(draft, description="Now it smokes, too."))
        device.sync()
        kept = desk.outbox.get(change.id)
        assert kept is not None
        assert isinstance(kept.deed, OpenTicket)
        assert (kept.state, kept.deed.description) == (S.QUEUED, "Now it smokes, too.")
        device.account.clock.go_on(10_000)
        device.sync()
        assert device.connector.sent_ids == [change.id, change.id]  # the server's own word on it is what counts


def test_closing_and_reopening_go_out_in_order(tmp_path: Path) -> None:
    ticket, server = a_ticket(), ModelServer()
    server.put(ticket)
    with a_device(tmp_path, server) as device:
        device.sync()
        close_ticket(device.account.desk, ticket.id, "Solved")
        reopen_ticket(device.account.desk, ticket.id, "Not solved")
        assert kind_shown(device, ticket.id) is StatusKind.OPEN
        device.settle_down()
        assert server.tickets[ticket.id].version == 3
        assert kind_shown(device, ticket.id) is StatusKind.OPEN


def kind_shown(device: Device, ticket_id: str) -> StatusKind:
    view = device.account.side.views.ticket(ticket_id)
    assert view is not None
    return view.kind


def test_a_ticket_taken_back_and_sent_again_during_its_upload_leaves_as_it_was_sent_last(tmp_path: Path) -> None:
    server = ModelServer()

    def plan(request: str) -> Fault | None:
        desk = device.account.desk
        if request == "upload" and not rewritten:
            draft = settle.undo(desk, change.id)
            assert isinstance(draft, TicketDraft)
            rewritten.append(open_ticket(desk, replace(draft, description="The other press.", files=())).id)
        return None

    rewritten: list[str] = []
    with a_device(tmp_path, server, plan, undo_time=10_000) as device:
        file = attach_bytes(device.account.desk, b"x" * 1000, "photo.jpg")
        change = open_ticket(device.account.desk, a_ticket_draft(files=(file,)))
        device.account.clock.go_on(10_000)
        device.sync()
        assert rewritten == [change.id]
        assert device.connector.sent_ids == []  # its new undo time runs
        device.settle_down()
        assert server.tickets[change.id].description == "The other press."
        assert server.attachments == {}


@pytest.mark.parametrize("fault", [Fault.LOST_BEFORE, Fault.EXPIRED])
def test_what_may_be_on_the_server_can_not_be_taken_back_after_another_attempt_that_did_not_get_there(
    tmp_path: Path, fault: Fault
) -> None:
    server = ModelServer()
    faults = [Fault.LOST_AFTER, fault]
    with a_device(tmp_path, server, lambda asked: faults.pop(0) if asked == "send" and faults else None) as device:
        server.put(a_ticket(id="t1"))
        change = reply(device.account.desk, a_reply("t1"))
        device.sync()
        device.sync()
        assert device.state_of(change) is S.UNCERTAIN
        assert settle.undo(device.account.desk, change.id) is None
        assert not settle.discard(device.account.desk, change.id)
        device.settle_down()
        assert server.effects == {change.id: 1}


class FailsOnce:
    """A writer whose disk is full at the `turn`-th piece of work: before it was done, or (`late`) just after."""

    def __init__(self, turn: int, late: bool) -> None:
        self._left = turn
        self._late = late

    @property
    def is_over(self) -> bool:
        return self._left < 0

    def __call__(self, work: Callable[[], T]) -> T:
        self._left -= 1
        if self._left == -1:
            if self._late:
                work()
            raise errors.DiskFull("no space left")
        return work()


@pytest.mark.parametrize("late", [False, True])
def test_whichever_write_fails_everything_arrives_once_without_a_restart(tmp_path: Path, late: bool) -> None:
    turn = 2  # the first two are what a start does
    while True:
        server, disk = ModelServer(), FailsOnce(turn, late)
        with a_device(tmp_path / str(turn), server, write=disk) as device:
            file = attach_bytes(device.account.desk, b"x" * 500, "photo.jpg")
            change = open_ticket(device.account.desk, a_ticket_draft(files=(file,)))
            answer = reply(device.account.desk, a_reply(change.ticket_id))
            device.settle_down()
            if not disk.is_over:
                break
            assert server.effects == {change.id: 1, answer.id: 1}
            assert {device.state_of(change), device.state_of(answer)} == {S.CONFIRMED}
        turn += 1
    assert turn > 20


def test_a_clock_that_is_put_back_keeps_nothing_waiting_for_the_old_time(tmp_path: Path) -> None:
    server, clock = ModelServer(), SetClock()
    clock.go_on(400 * DAY)
    with a_device(tmp_path, server, once("send", Fault.BUSY), clock=clock, undo_time=10_000) as device:
        refused = open_ticket(device.account.desk, a_ticket_draft())
        clock.go_on(10_000)
        device.sync()
        fresh = open_ticket(device.account.desk, a_ticket_draft())
        device.account.workspace.facts.set("hold-until", str(clock() + 120_000))
        clock.go_on(-400 * DAY)
        device.sync()
        assert server.effects == {refused.id: 1, fresh.id: 1}


def test_the_longest_wait_counts_that_any_file_of_a_change_was_asked_for(tmp_path: Path) -> None:
    server = ModelServer()
    answers = [Fault.BUSY, Fault.BROKEN]
    with a_device(tmp_path, server, lambda asked: answers.pop(0) if asked == "upload" and answers else None) as device:
        files = tuple(attach_bytes(device.account.desk, bytes([n]) * 500, f"{n}.jpg") for n in (1, 2))
        change = open_ticket(device.account.desk, a_ticket_draft(files=files))
        outcome = device.sync()
        assert outcome.next_attempt == device.account.clock() + 120_000
        device.settle_down()
        assert server.effects == {change.id: 1}


def test_a_helpdesk_that_fails_over_one_change_for_ever_leaves_it_in_the_persons_hands(tmp_path: Path) -> None:
    server = ModelServer()
    with a_device(tmp_path, server, lambda request: Fault.BROKEN if request == "send" else None) as device:
        change = open_ticket(device.account.desk, a_ticket_draft())
        seen = set()
        for _ in range(30):
            device.sync()
            seen.add(device.state_of(change))
            if device.state_of(change) is S.QUEUED:
                break
            device.account.clock.go_on(20 * 60 * 1000)
        assert seen == {S.UNCERTAIN, S.QUEUED}
        assert device.sync().next_attempt is not None  # it goes on trying by itself
        assert settle.discard(device.account.desk, change.id)
        device.settle_down()
        assert device.state_of(change) is S.ENDED
        assert server.effects == {}


def test_a_helpdesk_that_asks_for_patience_is_sent_nothing_else_and_asked_for_nothing(tmp_path: Path) -> None:
    server, requests = ModelServer(), []

    def plan(request: str) -> Fault | None:
        requests.append(request)
        return Fault.BUSY if request == "send" and requests.count("send") == 1 else None

    with a_device(tmp_path, server, plan) as device:
        changes = [open_ticket(device.account.desk, a_ticket_draft()) for _ in range(3)]
        outcome = device.sync()
        assert requests == ["send"]
        device.sync()
        assert requests == ["send"]
        device.account.clock.at = outcome.hold_until
        device.settle_down()
        # The one that was put off comes last: a change that always is must hold up no other.
        assert device.connector.sent_ids == [changes[0].id, changes[1].id, changes[2].id, changes[0].id]
