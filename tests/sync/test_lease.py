"""One process sends: whoever has the lease, and nobody else."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import pytest

from desktop.actions.open_ticket import open_ticket
from desktop.domain.change_state import ChangeState
from desktop.errors import SendsElsewhere, StorageDamaged
from desktop.storage.database import Database
from desktop.storage.lease import LENGTH, Lease, LockFile
from desktop.storage.migrate import Schema, migrate
from tests.builders import NOON, SetClock, a_ticket, a_ticket_draft
from tests.sync.devices import Device, a_device
from tests.sync.model_server import Fault, ModelServer

KEY = b"k" * 32


@dataclass
class Sign:
    """What other processes see of this one's life."""

    may_hold: bool = True

    def hold(self) -> bool:
        return self.may_hold

    def let_go(self) -> None:
        pass


@pytest.fixture
def outbox(tmp_path: Path) -> Path:
    path = tmp_path / "outbox.db"
    with opened(path) as database:
        migrate(database, Schema.OUTBOX)
    return path


@contextmanager
def opened(path: Path) -> Iterator[Database]:
    database = Database(path, KEY)
    try:
        yield database
    finally:
        database.close()


def test_who_has_it_keeps_it_and_nobody_else_gets_it(outbox: Path) -> None:
    clock = SetClock(NOON)
    with opened(outbox) as one, opened(outbox) as two:
        first, second = Lease(one, "first", Sign(), clock), Lease(two, "second", Sign(may_hold=False), clock)
        assert first.take()
        assert not second.take()
        for _ in range(20):
            clock.go_on(LENGTH // 4)
            assert first.take()
            assert not second.take()


def test_a_process_that_hangs_loses_it_by_the_clock_and_can_no_longer_commit_to_sending(outbox: Path) -> None:
    clock = SetClock(NOON)
    with opened(outbox) as one, opened(outbox) as two:
        first, second = Lease(one, "first", Sign(), clock), Lease(two, "second", Sign(may_hold=False), clock)
        assert first.take()
        clock.go_on(LENGTH)
        assert second.take()

        def intend() -> None:
            with one.transaction():
                one.run("INSERT INTO fact (key, value) VALUES ('sent', 'yes')")
                first.assure()

        with pytest.raises(SendsElsewhere):
            intend()
        assert one.number("SELECT count(*) FROM fact") == 0


def test_after_a_crash_nobody_waits_for_the_clock(outbox: Path) -> None:
    clock = SetClock(NOON)
    with opened(outbox) as one, opened(outbox) as two:
        assert Lease(one, "crashed", Sign(), clock).take()
        # The system has taken the dead process's sign away: the next one can hold it.
        assert Lease(two, "next", Sign(), clock).take()


def test_a_clock_that_is_put_back_locks_nobody_out(outbox: Path) -> None:
    clock = SetClock(NOON)
    with opened(outbox) as one, opened(outbox) as two:
        assert Lease(one, "first", Sign(), clock).take()
        clock.go_on(-400 * LENGTH)
        assert Lease(two, "second", Sign(may_hold=False), clock).take()


def test_given_back_it_is_free_at_once(outbox: Path) -> None:
    clock = SetClock(NOON)
    with opened(outbox) as one, opened(outbox) as two:
        first = Lease(one, "first", Sign(), clock)
        assert first.take()
        first.release()
        assert Lease(two, "second", Sign(may_hold=False), clock).take()


def test_where_the_disk_refuses_to_give_it_back_nobody_waits_for_the_clock_all_the_same(
    outbox: Path, tmp_path: Path
) -> None:
    clock = SetClock(NOON)
    with opened(outbox) as one, opened(outbox) as two:
        first = Lease(one, "first", LockFile(tmp_path / "lock"), clock)
        assert first.take()
        one.condemn(StorageDamaged("a broken page", str(outbox)))
        with pytest.raises(StorageDamaged):
            first.release()
        second = Lease(two, "second", LockFile(tmp_path / "lock"), clock)
        assert second.take()
        second.release()


def test_of_many_who_grasp_at_the_same_moment_one_gets_it(outbox: Path) -> None:
    many, rounds = 6, 15
    barrier, got = threading.Barrier(many), []

    def grasp(number: int) -> None:
        clock = SetClock(NOON)
        with opened(outbox) as database:
            lease = Lease(database, str(number), Sign(may_hold=False), clock)
            for turn in range(rounds):
                clock.at = NOON + turn * LENGTH
                barrier.wait()
                if lease.take():
                    got.append(turn)

    threads = [threading.Thread(target=grasp, args=(number,)) for number in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == list(range(rounds))


def test_a_lock_file_shows_one_as_alive_and_is_free_after_it(tmp_path: Path) -> None:
    one, two = LockFile(tmp_path / "lock"), LockFile(tmp_path / "lock")
    assert one.hold()
    assert one.hold()
    assert not two.hold()
    one.let_go()
    assert two.hold()
    two.let_go()


@contextmanager
def two_processes(folder: Path, server: ModelServer, clock: SetClock) -> Iterator[tuple[Device, Device]]:
    with a_device(folder, server, clock=clock) as window, a_device(folder, server, clock=clock) as command_line:
        yield window, command_line


def test_the_second_process_queues_and_the_first_one_sends(tmp_path: Path) -> None:
    server = ModelServer()
    with two_processes(tmp_path, server, SetClock()) as (window, command_line):
        window.sync()
        change = open_ticket(command_line.account.desk, a_ticket_draft())
        outcome = command_line.sync()
        assert outcome.elsewhere
        assert command_line.state_of(change) is ChangeState.QUEUED
        assert command_line.connector.sent_ids == []
        window.settle_down()
        assert server.effects == {change.id: 1}
        assert command_line.state_of(change) is ChangeState.CONFIRMED


def test_a_second_process_does_not_call_doubtful_what_the_first_one_is_sending(tmp_path: Path) -> None:
    server, clock, seen = ModelServer(), SetClock(), []

    def plan(request: str) -> Fault | None:
        if request == "send":
            with a_device(tmp_path, server, clock=clock) as other:
                seen.append((other.sync().elsewhere, other.state_of(change)))
        return None

    with a_device(tmp_path, server, plan, clock=clock) as device:
        change = open_ticket(device.account.desk, a_ticket_draft())
        device.sync()
    assert seen == [(True, ChangeState.DISPATCHED)]
    assert server.effects == {change.id: 1}


def test_who_lost_it_while_a_request_was_under_way_sends_nothing_more(tmp_path: Path) -> None:
    server, clock = ModelServer(), SetClock()

    def plan(request: str) -> Fault | None:
        if request == "send" and not other:
            clock.go_on(LENGTH)  # the computer slept
            with a_device(tmp_path, server, clock=clock) as second:
                other.append(second)
                second.settle_down()
        return None

    other: list[Device] = []
    with a_device(tmp_path, server, plan, clock=clock) as device:
        changes = [open_ticket(device.account.desk, a_ticket_draft()) for _ in range(3)]
        device.engine.run_once(Event())
        assert other[0].connector.sent_ids == [change.id for change in changes]
        assert device.connector.sent_ids == [changes[0].id]
        device.settle_down()
    assert server.effects == {change.id: 1 for change in changes}


@pytest.mark.parametrize("reading", ["snapshot", "changes"])
def test_who_fetches_for_longer_than_the_lease_lasts_keeps_it(tmp_path: Path, reading: str) -> None:
    server, clock, taken = ModelServer(), SetClock(), []

    def plan(request: str) -> Fault | None:
        if request == reading:
            clock.go_on(LENGTH // 2)
            taken.append(not command_line.sync().elsewhere)
        return None

    with two_processes(tmp_path, server, clock) as (window, command_line):
        if reading == "changes":
            window.sync()
        window.connector.faults = plan
        server.put(*(a_ticket() for _ in range(150)))
        assert window.sync().trouble is None
    assert taken == [False] * len(taken)
    assert len(taken) >= 5
