"""Every test gives back what it took: threads, timers, windows and database connections.

A leak fails the test that made it, at its end, with the names of what is left. Sockets and files are found by Python
itself: their ResourceWarning is an error (pyproject.toml). `tests/ground/test_the_checks_bite.py` shows that each check
catches what it is for.
"""

import gc
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

PATIENCE_S = 3.0
"""How long threads that were told to end may take to do so on a busy machine."""


@pytest.fixture(autouse=True)
def nothing_leaks() -> Iterator[None]:
    """Compare what lives after the test with what lived before it."""
    threads = set(threading.enumerate())
    windows = {id(window) for window in _windows()}
    connections = {id(connection) for connection in _connections()}
    # What lives now is set aside from the collector: afterwards it knows only what the test made, and walking that is
    # a matter of microseconds instead of 70 ms.
    gc.freeze()
    yield
    _settle_qt()
    gc.collect()
    _wait_for_threads(threads)
    left = [
        *(f"thread: {thread!r}" for thread in _threads() - threads),
        *(f"Qt thread: {thread!r}" for thread in _running_qt_threads()),
        *(f"active timer: {timer!r} of {timer.parent()!r}" for timer in _stopped(_active_timers())),
        *(f"window: {window!r}" for window in _windows() if id(window) not in windows),
        *(f"database connection: {found!r}" for found in _connections() if id(found) not in connections),
    ]
    gc.unfreeze()
    if left:
        pytest.fail("left behind by the test:\n  " + "\n  ".join(left), pytrace=False)


def _threads() -> set[threading.Thread]:
    # A dummy stands for a thread that Python did not start (Qt's); it stays in the list after its end.
    return {thread for thread in threading.enumerate() if not isinstance(thread, threading._DummyThread)}


def _running_qt_threads() -> list[Any]:
    core = sys.modules.get("PySide6.QtCore")
    if core is None:
        return []
    return [found for found in gc.get_objects() if isinstance(found, core.QThread) and found.isRunning()]


def _wait_for_threads(before: set[threading.Thread]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    for thread in _threads() - before:
        thread.join(max(0.0, deadline - time.monotonic()))
    for thread in _running_qt_threads():
        thread.wait(max(0, int(1000 * (deadline - time.monotonic()))))


def _active_timers() -> list[Any]:
    core = sys.modules.get("PySide6.QtCore")
    if core is None:
        return []
    valid = sys.modules["shiboken6"].isValid
    return [found for found in gc.get_objects() if isinstance(found, core.QTimer) and valid(found) and found.isActive()]


def _stopped(timers: list[Any]) -> list[Any]:
    """The timers, silenced, so that they do not fire into the next test."""
    for timer in timers:
        timer.stop()
    return timers


def _windows() -> list[Any]:
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return []
    # Qt keeps one label for all tooltips; it belongs to nobody.
    return [window for window in widgets.QApplication.topLevelWidgets() if window.objectName() != "qtooltip_label"]


def _connections() -> list[Any]:
    apsw = sys.modules.get("apsw")
    return [] if apsw is None else list(apsw.connections())


def _settle_qt() -> None:
    core = sys.modules.get("PySide6.QtCore")
    application = None if core is None else core.QCoreApplication.instance()
    if application is not None:
        application.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)
        application.processEvents()
