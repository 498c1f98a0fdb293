"""When the engine runs: nothing that wants to go is kept waiting for longer than its own time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from desktop import errors
from desktop.actions.open_ticket import open_ticket
from desktop.connectors.contract import Capabilities
from desktop.runtime.lane import Lane
from desktop.runtime.link_state import LinkKind, kind_of
from desktop.runtime.sync_driver import SyncDriver
from desktop.stamps import now
from tests.builders import a_ticket_draft
from tests.sync.devices import Device, a_device
from tests.sync.model_server import Fault, ModelServer

T = TypeVar("T")


class OneAtATime:
    """A writer for two threads: whoever comes second waits."""

    def __init__(self) -> None:
        self._lock = threading.Lock()

    def __call__(self, work: Callable[[], T]) -> T:
        with self._lock:
            return work()


@dataclass
class Line:
    """The line to the model server; a run can be held open in its middle."""

    gate: threading.Event
    runs: int = 0
    mistake: Exception | None = None

    def plan(self, request: str) -> Fault | None:
        if request == "changes":
            self.gate.wait(10)
            self.runs += 1
            if self.mistake is not None:
                raise self.mistake
        return None


@pytest.fixture
def line() -> Line:
    return Line(threading.Event())


@contextmanager
def driving(device: Device, line: Line) -> Iterator[SyncDriver]:
    lane = Lane("network")
    driver = SyncDriver(device.engine, device.connector, lane, now)
    try:
        yield driver
    finally:
        line.gate.set()
        driver.close()
        lane.close()


@pytest.fixture
def write() -> OneAtATime:
    return OneAtATime()


@pytest.fixture
def device(tmp_path: Path, line: Line, write: OneAtATime) -> Iterator[Device]:
    with a_device(tmp_path, ModelServer(), line.plan, clock=now, undo_time=400, write=write) as device:  # type: ignore[arg-type]  # any clock
        yield device


@pytest.fixture
def driver(qtbot: QtBot, device: Device, line: Line) -> Iterator[SyncDriver]:
    with driving(device, line) as driver:
        yield driver


class Calls:
    """The helpdesk's own calls: each script is one line, which breaks at once or stands until the connector closes."""

    def __init__(self, device: Device, *scripts: str) -> None:
        self.scripts = list(scripts)
        self.made = 0
        self.closed = threading.Event()
        device.connector.capabilities = Capabilities(pokes=True)  # type: ignore[misc]
        device.connector.pokes = self.pokes  # type: ignore[method-assign]  # the wire's side of it

    def pokes(self, _cursor: str, standing: Callable[[], None] = lambda: None) -> Iterator[None]:
        self.made += 1
        if self.scripts and self.scripts.pop(0) == "breaks":
            raise errors.Unreachable("cut")
        standing()
        self.closed.wait(10)
        return iter(())


def test_what_changed_before_the_line_for_pokes_stood_is_asked_for(
    qtbot: QtBot, line: Line, device: Device, driver: SyncDriver
) -> None:
    calls = Calls(device, "stands")
    line.gate.set()
    driver.start()
    try:
        qtbot.waitUntil(lambda: line.runs == 2)
    finally:
        calls.closed.set()


def test_the_helpdesk_is_listened_to_again_as_soon_as_a_run_got_through(
    qtbot: QtBot, line: Line, device: Device, driver: SyncDriver
) -> None:
    calls = Calls(device, "breaks", "stands")
    line.gate.set()
    driver.start()
    qtbot.waitUntil(lambda: calls.made == 1)
    line.mistake = errors.Unreachable("cut")
    try:
        driver.sync_now()
        qtbot.waitUntil(lambda: driver.link.kind is LinkKind.UNREACHABLE)
        line.mistake = None
        driver.sync_now()
        qtbot.waitUntil(lambda: calls.made == 2)
    finally:
        calls.closed.set()


def test_wishes_during_a_run_lead_to_one_more_run(qtbot: QtBot, line: Line, driver: SyncDriver) -> None:
    driver.start()
    for _ in range(5):
        driver.wake()
    line.gate.set()
    qtbot.waitUntil(lambda: line.runs == 2)
    with qtbot.waitSignal(driver.ran, raising=False, timeout=300):
        pass
    assert line.runs == 2


def test_a_change_made_during_a_run_is_served_at_its_time_and_not_at_the_next_poll(
    qtbot: QtBot, line: Line, device: Device, driver: SyncDriver, write: OneAtATime
) -> None:
    driver.start()
    change = write(lambda: open_ticket(device.account.desk, a_ticket_draft()))
    driver.wake_at(change.not_before)
    line.gate.set()
    qtbot.waitUntil(lambda: device.connector.sent_ids == [change.id], timeout=5_000)


def test_a_change_that_waits_for_its_time_is_served_by_the_run_that_saw_it_waiting(
    qtbot: QtBot, line: Line, device: Device, driver: SyncDriver
) -> None:
    change = open_ticket(device.account.desk, a_ticket_draft())
    line.gate.set()
    driver.start()
    qtbot.waitUntil(lambda: device.connector.sent_ids == [change.id], timeout=5_000)


def test_after_a_session_ended_nothing_is_tried_until_the_person_comes(
    qtbot: QtBot, line: Line, device: Device, driver: SyncDriver
) -> None:
    line.gate.set()
    device.connector.signed_in = False
    with qtbot.waitSignal(driver.ran):
        driver.start()
    assert driver.link.kind is LinkKind.SIGN_IN
    assert not driver._timer.isActive()
    device.connector.sign_in("anna", "sportello")
    driver.sync_now()
    qtbot.waitUntil(lambda: driver.link.kind is LinkKind.ONLINE)


def test_a_mistake_of_ours_in_one_run_is_told_and_does_not_end_the_sending(
    qtbot: QtBot, line: Line, device: Device, driver: SyncDriver, write: OneAtATime
) -> None:
    line.mistake = ZeroDivisionError()
    line.gate.set()
    with capture_exceptions() as raised:
        driver.start()
        qtbot.waitUntil(lambda: len(raised) == 1)
    line.mistake = None
    assert driver._timer.isActive()
    change = write(lambda: open_ticket(device.account.desk, a_ticket_draft()))
    driver.wake_at(change.not_before)
    qtbot.waitUntil(lambda: device.connector.sent_ids == [change.id], timeout=5_000)


def test_a_busy_helpdesk_that_names_no_time_is_asked_less_and_less_often(
    qtbot: QtBot, line: Line, driver: SyncDriver
) -> None:
    line.mistake = errors.ServerBusy()
    line.gate.set()
    for run in (driver.start, *[driver.wake] * 4):
        with qtbot.waitSignal(driver.ran):
            run()
    assert driver._timer.remainingTime() > 30_000


@pytest.mark.parametrize(
    ("trouble", "kind"),
    [
        (None, LinkKind.ONLINE),
        (errors.SignInNeeded(), LinkKind.SIGN_IN),
        (errors.CertificateError("self-signed"), LinkKind.CERTIFICATE),
        (errors.ProxyError(), LinkKind.PROXY),
        (errors.CaptivePortal(), LinkKind.CAPTIVE_PORTAL),
        (errors.ServerBusy(), LinkKind.SERVER_DOWN),
        (errors.ServerBroken(), LinkKind.SERVER_DOWN),
        (errors.DiskFull(), LinkKind.DISK_FULL),
        (errors.StorageDamaged(), LinkKind.STORAGE),
        (errors.Unreachable(), LinkKind.UNREACHABLE),
    ],
)
def test_every_trouble_has_its_own_name(trouble: errors.WorldError | None, kind: LinkKind) -> None:
    assert kind_of(trouble, network_present=True) is kind


def test_no_network_at_all_is_told_apart_from_a_helpdesk_that_does_not_answer() -> None:
    assert kind_of(errors.Unreachable(), network_present=False) is LinkKind.NO_NETWORK
    assert kind_of(errors.SignInNeeded(), network_present=False) is LinkKind.SIGN_IN


def test_while_another_process_sends_the_line_says_so_and_goes_on_by_itself(
    qtbot: QtBot, line: Line, device: Device, driver: SyncDriver, write: OneAtATime
) -> None:
    line.gate.set()
    other = "UPDATE lease SET holder = 'another-computer/1', until = ?, beat = beat + 1"
    write(lambda: device.account.desk.outbox_database.run(other, (now() + 60_000,)))
    driver.start()
    qtbot.waitUntil(lambda: driver.link.kind is LinkKind.ELSEWHERE)
    assert driver.link.kind.is_working
    assert line.runs == 0
    assert driver._timer.isActive(), "it asks again by itself"
    write(lambda: device.account.desk.outbox_database.run("DELETE FROM lease"))
    driver._timer.start(0)
    qtbot.waitUntil(lambda: driver.link.kind is LinkKind.ONLINE)
