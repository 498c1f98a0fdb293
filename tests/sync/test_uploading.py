"""Files go up beside the run: texts overtake them, several go at once, and what costs by the byte can wait."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pytest

from desktop.actions import settle
from desktop.actions.attach import attach_bytes
from desktop.actions.open_ticket import open_ticket
from desktop.actions.reply import reply
from desktop.domain.change import Change, FrozenFile, Upload
from desktop.domain.change_state import ChangeState
from desktop.domain.receipt import Receipt
from desktop.sync.engine import Engine
from desktop.sync.uploading import AT_ONCE, SMALL, InlinePool, Pool, ThreadPool
from tests.builders import a_reply, a_ticket_draft
from tests.sync.devices import Device, Heard, a_device
from tests.sync.model_server import CHUNK, ModelConnector, ModelServer

T = TypeVar("T")
S = ChangeState
BIG = (SMALL // 2 + 1, SMALL // 2 + 2)


@dataclass
class Gate:
    """Holds uploads back until it is opened, and counts who stands before it."""

    waiting: int = 0
    most: int = 0
    begun: list[int] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition)
    is_open: bool = False

    def pass_through(self, size: int) -> None:
        with self.changed:
            self.waiting += 1
            self.most = max(self.most, self.waiting)
            self.begun.append(size)
            self.changed.notify_all()
            assert self.changed.wait_for(lambda: self.is_open, timeout=20)
            self.waiting -= 1

    def until(self, waiting: int) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: self.waiting == waiting, timeout=20)

    def open(self) -> None:
        with self.changed:
            self.is_open = True
            self.changed.notify_all()


class GatedConnector(ModelConnector):
    """A line on which files stand before a gate first."""

    def __init__(self, server: ModelServer, gate: Gate) -> None:
        super().__init__(server)
        self._gate = gate

    def upload(self, upload: Upload, source: Path, progress: Callable[[Upload], None]) -> Receipt:
        self._gate.pass_through(upload.file.size)
        return super().upload(upload, source, progress)


@dataclass
class Moved:
    """Hears that an upload has ended."""

    times: int = 0
    changed: threading.Condition = field(default_factory=threading.Condition)

    def __call__(self) -> None:
        with self.changed:
            self.times += 1
            self.changed.notify_all()

    def until(self, times: int) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: self.times >= times, timeout=20)


@contextmanager
def an_uploader(folder: Path, gate: Gate, pool: Pool) -> Iterator[tuple[Device, Moved]]:
    lock, moved, server = threading.Lock(), Moved(), ModelServer()

    def write(work: Callable[[], T]) -> T:
        with lock:
            return work()

    with a_device(folder, server) as plain:
        connector = GatedConnector(server, gate)
        stores = plain.account.workspace.stores(write)
        engine = Engine(stores, connector, Heard(), me=lambda: "anna", now=plain.account.clock, pool=pool, moved=moved)
        try:
            yield Device(plain.account, connector, engine, plain.heard), moved
        finally:
            gate.open()
            engine.close()


def a_file(device: Device, size: int, name: str = "video.mp4") -> FrozenFile:
    return attach_bytes(device.account.desk, b"v" * size, name)


def opened(device: Device, *sizes: int) -> Change:
    return open_ticket(
        device.account.desk, a_ticket_draft(files=tuple(a_file(device, size, f"{size}.mp4") for size in sizes))
    )


def test_a_text_does_not_wait_for_a_video_that_is_going_up(tmp_path: Path) -> None:
    gate = Gate()
    with an_uploader(tmp_path, gate, ThreadPool()) as (device, moved):
        heavy = opened(device, 5000)
        outcome = device.sync()
        gate.until(1)
        assert outcome.uploading == 1
        light = opened(device)
        device.sync()
        assert device.state_of(light).is_settled
        assert device.state_of(heavy) is S.UPLOADING
        gate.open()
        moved.until(1)
        device.sync()
        assert device.state_of(heavy).is_settled


def test_several_files_go_at_once_within_the_budget_the_smallest_first(tmp_path: Path) -> None:
    gate = Gate()
    with an_uploader(tmp_path, gate, ThreadPool()) as (device, moved):
        change = opened(device, 900, 300, 700, 500, 1100)
        device.sync()
        gate.until(AT_ONCE)
        assert sorted(gate.begun) == [300, 500, 700]
        gate.open()
        times = 0
        # One that ends while a run looks may be begun once more, and finds that all is there: more ends than files are no fault.
        while not device.state_of(change).is_settled:
            times += 1
            moved.until(times)
            device.sync()
        assert gate.most == AT_ONCE


def test_one_file_is_never_under_way_twice(tmp_path: Path) -> None:
    gate = Gate()
    with an_uploader(tmp_path, gate, ThreadPool()) as (device, _):
        opened(device, 900)
        for _ in range(3):
            assert device.sync().uploading == 1
        gate.until(1)
        assert gate.begun == [900]


def test_what_was_taken_back_while_it_went_up_is_called_off(tmp_path: Path) -> None:
    gate = Gate()
    with an_uploader(tmp_path, gate, ThreadPool()) as (device, moved):
        change = opened(device, 2000)
        device.sync()
        gate.until(1)
        assert settle.undo(device.account.desk, change.id) is not None
        gate.open()
        moved.until(1)
        device.sync()
        assert device.connector.sent_ids == []
        assert device.connector.uploaded_bytes <= CHUNK  # the piece that was under way


def test_closing_waits_for_what_is_under_way_and_begins_nothing_more(tmp_path: Path) -> None:
    gate = Gate()
    with an_uploader(tmp_path, gate, ThreadPool()) as (device, _):
        opened(device, 900, 901, 902, 903, 904)
        device.sync()
        gate.until(AT_ONCE)
        gate.open()
        device.engine.close()
        assert gate.waiting == 0
        assert len(gate.begun) == AT_ONCE


def test_a_mistake_of_ours_in_an_upload_is_raised_by_the_next_run_and_not_swallowed(tmp_path: Path) -> None:
    gate = Gate()
    with an_uploader(tmp_path, gate, ThreadPool()) as (device, moved):
        device.connector.faults = lambda request: 1 / 0 if request == "upload" else None  # type: ignore[return-value]
        opened(device, 900)
        device.sync()
        gate.until(1)
        gate.open()
        moved.until(1)
        with pytest.raises(ZeroDivisionError):
            device.sync()


def test_on_a_line_paid_by_the_byte_texts_and_small_files_go_and_big_ones_wait(tmp_path: Path) -> None:
    gate = Gate(is_open=True)
    with an_uploader(tmp_path, gate, InlinePool()) as (device, _):
        device.engine.pause_uploads(True)
        big, small = opened(device, *BIG), opened(device, 500)
        behind = reply(device.account.desk, a_reply(big.ticket_id))
        device.sync()
        assert device.engine.waits_for_line(big)
        assert device.state_of(small).is_settled
        assert {device.state_of(big), device.state_of(behind)} == {S.QUEUED}
        device.engine.pause_uploads(False)
        device.settle_down()
        assert {device.state_of(big), device.state_of(behind)} == {S.CONFIRMED}


def test_the_person_can_send_a_big_file_whatever_the_line_costs(tmp_path: Path) -> None:
    gate = Gate(is_open=True)
    with an_uploader(tmp_path, gate, InlinePool()) as (device, _):
        device.engine.pause_uploads(True)
        wanted, other = opened(device, *BIG), opened(device, *BIG)
        device.engine.send_anyway(wanted.id)
        device.sync()
        assert device.state_of(wanted).is_settled
        assert device.state_of(other) is S.QUEUED


def test_what_is_going_up_stops_after_its_piece_when_the_line_becomes_dear_and_goes_on_from_there(
    tmp_path: Path,
) -> None:
    gate = Gate()
    with an_uploader(tmp_path, gate, ThreadPool()) as (device, moved):
        change = opened(device, *BIG)
        device.sync()
        gate.until(2)
        device.engine.pause_uploads(True)
        gate.open()
        moved.until(2)
        assert device.connector.uploaded_bytes <= 2 * CHUNK
        device.engine.pause_uploads(False)
        device.sync()
        moved.until(4)
        device.sync()
        assert device.state_of(change).is_settled
        assert device.connector.uploaded_bytes == sum(BIG)
