"""A lane: one named thread that does one piece of work after the other; answers arrive on the GUI thread.

There are few of them, each with one duty (`writer`, `network`, `reader`), so that no two pieces of work ever meet on a database or a
session. Lanes are closed in order by whoever made them; nothing runs on after that.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from desktop.errors import Mistake, WorldError

T = TypeVar("T")


class _Waiting:
    """A piece of work somebody waits for on another thread."""

    def __init__(self) -> None:
        self.done = threading.Event()
        self.outcome: list[object] = []
        self.failure: BaseException | None = None


class Lane(QObject):
    """One serial thread. Made and closed on the GUI thread."""

    _answered = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._closed = False
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._run, name=name)
        self._thread.start()

    def submit(
        self,
        work: Callable[[], T],
        then: Callable[[T], None] | None = None,
        failed: Callable[[WorldError], None] | None = None,
    ) -> None:
        """Queue `work`. `then` gets its result, `failed` what the world did to it, both on the GUI thread.

        Anything else that `work` raises is our mistake: it is raised again on the GUI thread, where the crash guard sees it.
        After `close` this does nothing.
        """
        if self._closed:
            return

        def piece() -> None:
            try:
                result = work()
            except WorldError as error:
                self._answer(_Failure(failed, error))
            except BaseException as error:  # noqa: BLE001 - carried to the GUI thread and raised there
                self._answer(_Bug(error))
            else:
                if then is not None:
                    self._answer(_Result(then, result))

        self._work.put(piece)

    def call(self, work: Callable[[], T]) -> T:
        """Run `work` on the lane and wait for its result: for other lanes, never for the GUI thread."""
        if threading.current_thread() is self._thread:
            return work()
        waiting = _Waiting()

        def piece() -> None:
            try:
                waiting.outcome.append(work())
            except BaseException as error:  # noqa: BLE001 - carried to the waiting thread and raised there
                waiting.failure = error
            finally:
                waiting.done.set()

        if self._closed:
            raise Mistake("the lane is closed")
        self._work.put(piece)
        while not waiting.done.wait(1.0):
            if not self._thread.is_alive():
                raise Mistake("the lane ended before its work")
        if waiting.failure is not None:
            raise waiting.failure
        return waiting.outcome[0]  # type: ignore[return-value]  # put in by `piece`, of the type of `work`

    def close(self, seconds: float | None = None) -> bool:
        """Do what is queued, then end the thread; False when that took longer than `seconds`."""
        if not self._closed:
            self._closed = True
            self._work.put(None)
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while (piece := self._work.get()) is not None:
            piece()

    def _answer(self, answer: object) -> None:
        try:
            self._answered.emit(answer)
        except RuntimeError:
            # The GUI side is gone already (the program is ending): nobody is left to hear it.
            return

    @Slot(object)
    def _deliver(self, answer: object) -> None:
        if isinstance(answer, _Bug):
            raise answer.error
        if isinstance(answer, _Result | _Failure):
            answer.deliver()


class _Result:
    def __init__(self, then: Callable[[T], None], result: T) -> None:
        self._then = then
        self._call: Callable[[], None] = partial(then, result)

    def deliver(self) -> None:
        if not is_gone(self._then):
            self._call()


class _Failure:
    def __init__(self, failed: Callable[[WorldError], None] | None, error: WorldError) -> None:
        self._failed = failed
        self._error = error

    def deliver(self) -> None:
        tell_failure(self._error, self._failed)


class _Bug:
    def __init__(self, error: BaseException) -> None:
        self.error = error


def tell_failure(error: WorldError, failed: Callable[[WorldError], None] | None) -> None:
    """Tell whoever asked to hear of it and still wants to know; raise it when nobody asked."""
    if failed is None:
        raise error
    if not is_gone(failed):
        failed(error)


def is_gone(callback: Callable[..., object]) -> bool:
    """Whether a callback belongs to a widget that was deleted while its answer was under way: then nobody wants it.

    Looks at the object of a bound method and at what a closure holds.
    """
    held = [getattr(callback, "__self__", None)]
    held += [cell.cell_contents for cell in getattr(callback, "__closure__", None) or ()]
    return any(isinstance(one, QObject) and not isValid(one) for one in held)
