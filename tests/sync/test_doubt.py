"""A server that would do the same thing twice: what is in doubt is looked for, late and often enough, before it may go again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop.actions import settle
from desktop.actions.open_ticket import open_ticket
from desktop.actions.reply import reply
from desktop.connectors.contract import Capabilities
from desktop.domain.change import Change, Problem
from desktop.domain.change_state import ChangeState
from desktop.domain.instant import DAY, SECOND
from desktop.domain.receipt import Accepted, Receipt, Uncertain
from desktop.sync.engine import Engine
from tests.builders import SetClock, a_reply, a_ticket, a_ticket_draft
from tests.sync.devices import Device, Heard, a_device
from tests.sync.model_server import ModelConnector, ModelServer

S = ChangeState
IN_FLIGHT, LAG = 100 * SECOND, 40 * SECOND


class ForgetfulConnector(ModelConnector):
    """A line to a server that knows no ids: what arrives twice is done twice, and is found only when the index caught up.

    `plan` says what becomes of the next requests, all given up by the client: after how many milliseconds one is carried out all the
    same, or None for one that is lost for good. Without a plan a request is answered.
    """

    capabilities = Capabilities(idempotent=False, pokes=False, in_flight=IN_FLIGHT, look_up_lag=LAG)

    def __init__(self, server: ModelServer, clock: SetClock, plan: list[int | None]) -> None:
        super().__init__(server)
        self._clock = clock
        self._plan = plan
        self._late: list[tuple[int, Change]] = []
        self._done_at: dict[str, int] = {}
        self.looks: list[int] = []

    def time_passes(self) -> None:
        for due, change in [one for one in self._late if one[0] <= self._clock()]:
            self._late.remove((due, change))
            self._do(change, due)

    def _do(self, change: Change, at: int) -> Receipt:
        made = self.server.take(change)
        self._done_at.setdefault(change.id, at)
        return Accepted(made)

    def send(self, change: Change) -> Receipt:
        self.time_passes()
        self.sent_ids.append(change.id)
        if not self._plan:
            return self._do(change, self._clock())
        late = self._plan.pop(0)
        if late is not None:
            self._late.append((self._clock() + late, change))
        return Uncertain(Problem("unreachable", "the answer was lost"))

    def look_up(self, change: Change) -> Receipt | None:
        self.time_passes()
        self.looks.append(self._clock())
        done_at = self._done_at.get(change.id)
        is_indexed = done_at is not None and done_at + LAG <= self._clock()
        return Accepted(replayed=True) if is_indexed else None


@contextmanager
def a_doubter(
    folder: Path, server: ModelServer, plan: list[int | None], clock: SetClock | None = None
) -> Iterator[tuple[Device, ForgetfulConnector]]:
    clock = clock or SetClock()
    with a_device(folder, server, clock=clock) as device:
        connector = ForgetfulConnector(server, clock, plan)
        stores, true_time = device.account.workspace.stores(lambda work: work()), TrueTime(clock)
        engine = Engine(
            stores, connector, Heard(), me=lambda: "anna", now=clock, chance=lambda: 0.0, ticks=true_time.seconds
        )
        engine.recover()
        yield Device(device.account, connector, engine, device.heard), connector


class TrueTime:
    """Ticks that go on with the clock, but not with its jumps."""

    def __init__(self, clock: SetClock) -> None:
        self._clock = clock
        self.jumped = 0

    def seconds(self) -> float:
        return (self._clock() - self.jumped) / 1000


def pass_time(device: Device, connector: ForgetfulConnector, seconds: int, step: int = 10) -> None:
    for _ in range(0, seconds, step):
        device.account.clock.go_on(step * SECOND)
        connector.time_passes()
        device.sync()


@pytest.mark.parametrize("late", [0, 5 * SECOND, 60 * SECOND, IN_FLIGHT])
def test_what_is_carried_out_after_the_answer_was_given_up_is_found_and_not_done_again(
    tmp_path: Path, late: int
) -> None:
    server = ModelServer()
    with a_doubter(tmp_path, server, [late]) as (device, connector):
        change = open_ticket(device.account.desk, a_ticket_draft())
        device.sync()
        assert device.state_of(change) is S.UNCERTAIN
        pass_time(device, connector, 600)
        assert server.effects == {change.id: 1}
        assert device.state_of(change) is S.CONFIRMED


def test_what_never_arrived_goes_again_after_two_looks_that_lie_apart(tmp_path: Path) -> None:
    server = ModelServer()
    with a_doubter(tmp_path, server, [None]) as (device, connector):
        change = open_ticket(device.account.desk, a_ticket_draft())
        device.sync()
        began = device.account.clock()
        pass_time(device, connector, 600)
        assert server.effects == {change.id: 1}
        first, second = connector.looks
        assert first >= began + IN_FLIGHT + LAG
        assert second >= first + LAG


def test_the_person_can_not_cut_the_wait_short(tmp_path: Path) -> None:
    server = ModelServer()
    with a_doubter(tmp_path, server, [90 * SECOND]) as (device, connector):
        change = open_ticket(device.account.desk, a_ticket_draft())
        device.sync()
        for _ in range(60):
            settle.retry(device.account.desk, change.id)
            pass_time(device, connector, 10)
        assert server.effects == {change.id: 1}


def test_while_a_new_ticket_is_in_doubt_no_other_one_leaves_but_replies_do(tmp_path: Path) -> None:
    server = ModelServer()
    server.put(a_ticket(id="known"))
    with a_doubter(tmp_path, server, [30 * SECOND]) as (device, connector):
        doubtful = open_ticket(device.account.desk, a_ticket_draft())
        device.sync()
        other = open_ticket(device.account.desk, a_ticket_draft())
        answer = reply(device.account.desk, a_reply("known"))
        device.sync()
        assert connector.sent_ids == [doubtful.id, answer.id]
        pass_time(device, connector, 600)
        assert server.effects == {doubtful.id: 1, answer.id: 1, other.id: 1}


def test_a_restart_in_the_middle_of_the_wait_neither_shortens_it_nor_begins_it_anew(tmp_path: Path) -> None:
    server, clock = ModelServer(), SetClock()
    with a_doubter(tmp_path, server, [None], clock) as (device, connector):
        change = open_ticket(device.account.desk, a_ticket_draft())
        device.sync()
        began = clock()
        pass_time(device, connector, 70)
    with a_doubter(tmp_path, server, [], clock) as (device, connector):
        pass_time(device, connector, 600)
        assert began + IN_FLIGHT + LAG <= connector.looks[0] <= began + IN_FLIGHT + LAG + 20 * SECOND
        assert server.effects == {change.id: 1}


@pytest.mark.parametrize("jump", [DAY, -DAY])
def test_a_clock_that_jumps_neither_ends_the_wait_nor_makes_it_last_for_a_day(tmp_path: Path, jump: int) -> None:
    server, clock = ModelServer(), SetClock()
    true_time = TrueTime(clock)
    with a_device(tmp_path, server, clock=clock) as device:
        connector = ForgetfulConnector(server, clock, [90 * SECOND])
        stores = device.account.workspace.stores(lambda work: work())
        engine = Engine(stores, connector, Heard(), me=lambda: "anna", now=clock, ticks=true_time.seconds)
        device = Device(device.account, connector, engine, device.heard)
        change = open_ticket(device.account.desk, a_ticket_draft())
        device.sync()
        clock.go_on(jump)
        true_time.jumped += jump
        connector._late = [(due + jump, one) for due, one in connector._late]
        pass_time(device, connector, 400)
        assert server.effects == {change.id: 1}
        assert device.state_of(change) is S.CONFIRMED


def test_without_the_wait_it_would_be_done_twice(tmp_path: Path) -> None:
    """The harness can fail: the same server behind a connector that claims to need no patience."""
    server = ModelServer()
    with a_doubter(tmp_path, server, [60 * SECOND]) as (device, connector):
        connector.capabilities = Capabilities(idempotent=False, pokes=False, in_flight=0, look_up_lag=0)
        change = open_ticket(device.account.desk, a_ticket_draft())
        device.sync()
        pass_time(device, connector, 600)
        assert server.effects == {change.id: 2}
