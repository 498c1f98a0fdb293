"""Files on their way up, beside the run that sends texts and fetches news: a video of 200 MB keeps no sentence waiting.

Several go at once within a budget, the smallest first. Each is asked of the server from where it stands, so that an interruption
anywhere costs one piece at most. What becomes of the change that a file belongs to is decided by `push`, which collects the ends.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Protocol

from desktop import errors
from desktop.connectors.contract import Connector
from desktop.domain.change import Change, Problem, Upload
from desktop.domain.change_state import ChangeState
from desktop.domain.receipt import Accepted, Invalid, Receipt
from desktop.sync.outcome import Listener
from desktop.sync.stores import Stores

log = logging.getLogger("sportello.uploads")

AT_ONCE = 3
"""Files under way together: enough to fill a line in spite of its latency, few enough that memory (a piece each) stays flat."""

SMALL = 1024 * 1024
"""Bytes of all files of a change that go even where the connection is paid by the byte."""

Key = tuple[str, str]
"""A change's id and a file's: what one upload is known by."""


@dataclass(frozen=True, slots=True)
class Ended:
    """One upload that came to its end: `receipt` is what it means for its change, None when it was called off.

    `trouble` is what kept us from noting how far it is: our own disk.
    """

    change_id: str
    receipt: Receipt | None
    trouble: errors.WorldError | None = None


class Pool(Protocol):
    """Where uploads run."""

    def start(self, work: Callable[[], None]) -> None:
        """Run `work`, now or soon."""
        ...

    def close(self) -> None:
        """Wait for what runs; nothing is started any more."""
        ...


class InlinePool:
    """One after the other, on the thread that asks: for the command line and for tests that want one order of things."""

    def start(self, work: Callable[[], None]) -> None:
        """See Pool."""
        work()

    def close(self) -> None:
        """See Pool."""


class ThreadPool:
    """Threads of their own."""

    def __init__(self, threads: int = AT_ONCE) -> None:
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix="upload")

    def start(self, work: Callable[[], None]) -> None:
        """See Pool."""
        self._executor.submit(work)

    def close(self) -> None:
        """See Pool."""
        self._executor.shutdown(wait=True, cancel_futures=True)


class Uploads:
    """What is under way, and what has ended since somebody asked."""

    def __init__(
        self,
        stores: Stores,
        connector: Connector,
        listener: Listener,
        pool: Pool,
        *,
        moved: Callable[[], None] = lambda: None,
        at_once: int = AT_ONCE,
    ) -> None:
        """`moved` is called on an upload's thread when it has ended: another run should look."""
        self._stores = stores
        self._connector = connector
        self._listener = listener
        self._pool = pool
        self._moved = moved
        self._at_once = at_once
        self._lock = threading.Lock()
        self._running: set[Key] = set()
        self._ended: list[Ended] = []
        self._anyway: set[str] = set()
        self._mistake: BaseException | None = None
        self._paused = False
        self._closed = False

    # What the person and the line say

    def pause(self, paused: bool) -> None:
        """Whether big files wait, because the connection is paid by the byte. What is under way stops after its present piece."""
        with self._lock:
            self._paused = paused
            if not paused:
                self._anyway.clear()

    def send_anyway(self, change_id: str) -> None:
        """The files of this change go, whatever the connection costs."""
        with self._lock:
            self._anyway.add(change_id)

    def waits_for_line(self, change: Change) -> bool:
        """Whether the change's files are held back by `pause`."""
        with self._lock:
            return self._paused and change.id not in self._anyway and change.bytes_total - change.bytes_sent > SMALL

    # Running them

    @property
    def under_way(self) -> int:
        """How many run."""
        with self._lock:
            return len(self._running)

    @property
    def has_ended(self) -> bool:
        """Whether there is something to collect."""
        with self._lock:
            return bool(self._ended) or self._mistake is not None

    def start(self, changes: Sequence[Change]) -> None:
        """Begin the files that `changes` still need, smallest first, as far as the budget goes."""
        wanted = [
            (upload.file.size - upload.offset, change, upload)
            for change in changes
            if not self.waits_for_line(change)
            for upload in change.uploads
            if not upload.done
        ]
        for _, change, upload in sorted(wanted, key=lambda one: one[0]):
            key = (change.id, upload.file.id)
            with self._lock:
                if self._closed or len(self._running) >= self._at_once:
                    return
                if key in self._running:
                    continue
                self._running.add(key)
            self._pool.start(lambda change=change, upload=upload: self._run(change, upload))  # type: ignore[misc]  # mypy can't type the defaults

    def collect(self) -> list[Ended]:
        """What ended since the last call. Raises a mistake of ours that an upload met."""
        with self._lock:
            ended, self._ended = self._ended, []
            mistake, self._mistake = self._mistake, None
        if mistake is not None:
            raise mistake
        return ended

    def close(self) -> None:
        """Call everything off and wait for it; the connector's `close` cuts what is on the line."""
        with self._lock:
            self._closed = True
        self._pool.close()

    def _run(self, change: Change, upload: Upload) -> None:
        receipt: Receipt | None = None
        trouble: errors.WorldError | None = None
        try:
            receipt = self._bring(change, upload)
        except _CalledOff:
            pass
        except errors.SendsElsewhere:
            log.info("another process took over while a file was under way")
        except errors.WorldError as error:
            # The server knows how far it is, and is asked when it goes on.
            log.info("an upload ended: %s %s", type(error).__name__, error)
            trouble = error
        except BaseException as error:  # noqa: BLE001 - raised by the run that collects
            self._mistake = error
        finally:
            with self._lock:
                self._running.discard((change.id, upload.file.id))
                self._ended.append(Ended(change.id, receipt, trouble))
            self._moved()

    def _bring(self, change: Change, upload: Upload) -> Receipt:
        source = self._stores.files.path(upload.file.sha256)
        if source is None:
            return Invalid(Problem("file-lost", upload.file.name))

        def progress(state: Upload) -> None:
            self._note(change, state)
            self._listener.outbox_moved()

        receipt = self._connector.upload(upload, source, progress)
        if isinstance(receipt, Accepted):
            progress(replace(upload, offset=upload.file.size, done=True))
        return receipt

    def _note(self, change: Change, upload: Upload) -> None:
        """Keep how far it is, unless nobody wants it any more. Raises _CalledOff, SendsElsewhere, StorageError."""
        stores = self._stores

        def work() -> bool:
            with stores.outbox_database.transaction():
                stores.lease.assure()
                fresh = stores.outbox.get(change.id)
                if fresh is None or fresh.state not in (ChangeState.UPLOADING, ChangeState.UNCERTAIN):
                    return False
                if (fresh.made_at, fresh.deed) != (change.made_at, change.deed):
                    return False
                stores.outbox.save_upload(change.id, upload)
            return True

        if not stores.write(work) or self._closed or (not upload.done and self.waits_for_line(change)):
            raise _CalledOff


class _CalledOff(Exception):
    """Nobody wants this upload to go on now."""
