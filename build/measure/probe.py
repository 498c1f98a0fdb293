"""Runs inside a measured process: watches when the window is painted, when its list is usable, and how long frames take.

`probe bare` shows the barest window PySide6 can; `probe program …` runs the program itself with the arguments that follow, unchanged but
for an event filter on its application. Both print lines of JSON: the moments (nanoseconds of the system's monotonic clock) and the
frame times (nanoseconds).
"""

from __future__ import annotations

import gc
import json
import os
import random
import sys
import time
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QMainWindow, QWidget

JUMPS = 400
SIZE = (1280, 800)


def say(**facts: object) -> None:
    """One line for the process that measures."""
    print(json.dumps(facts), flush=True)


class Watch(QObject):
    """Sees the first paint of a window, and the first paint of a list that holds at least `rows` rows."""

    def __init__(self, application: QApplication, rows: int, *, frames: bool) -> None:
        super().__init__(application)
        self._application = application
        self._rows = rows
        self._frames = frames
        self._painted = False
        self._usable = False
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let everything through; note the moments after the paint that is on its way."""
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            if not self._painted and watched.isWindow():
                self._painted = True
                QTimer.singleShot(0, self._first_paint)
            view = watched.parent()
            if (
                self._rows
                and not self._usable
                and isinstance(view, QAbstractItemView)
                and watched is view.viewport()
                and view.model().rowCount() >= self._rows
            ):
                self._usable = True
                QTimer.singleShot(0, lambda: self._list_usable(view))
        return False

    def _first_paint(self) -> None:
        say(painted=time.monotonic_ns(), memory=_resident())
        if not self._rows:
            self._end()

    def _list_usable(self, view: QAbstractItemView) -> None:
        say(usable=time.monotonic_ns(), rows=view.model().rowCount())
        if not self._frames:
            self._end()
            return
        self._application.removeEventFilter(self)
        # Whatever the start left to do is done first: frames are measured in a program at rest.
        QTimer.singleShot(1500, lambda: self._measure_frames(view))

    def _measure_frames(self, view: QAbstractItemView) -> None:
        bar, viewport = view.verticalScrollBar(), view.viewport()
        chance = random.Random(7)

        def frame(value: int) -> int:
            begin = time.perf_counter_ns()
            bar.setValue(value)
            viewport.repaint()
            return time.perf_counter_ns() - begin

        gc.collect()
        say(jumps=[frame(chance.randint(0, bar.maximum())) for _ in range(JUMPS)])
        start, step = bar.maximum() // 3, 60  # pixels: a brisk turn of the wheel
        say(scroll=[frame(start + number * step) for number in range(JUMPS)])
        say(memory=_resident())
        self._end()

    def _end(self) -> None:
        # Not through the program's own end: what that takes is not the question here.
        sys.stdout.flush()
        os._exit(0)


def _resident() -> int:
    """Bytes of this process's own in memory; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
            _, resident, shared, *_ = map(int, file.read().split())
    except OSError:
        return 0
    return (resident - shared) * os.sysconf("SC_PAGE_SIZE")


def bare() -> None:
    """The reference: an application, a main window, a label."""
    application = QApplication([])
    Watch(application, 0, frames=False)
    window = QMainWindow()
    window.setCentralWidget(QLabel("bare"))
    window.resize(*SIZE)
    window.show()
    application.exec()


def program(rows: int, *, frames: bool, arguments: list[str]) -> None:
    """The program as it is started, watched."""
    from desktop import main
    from desktop.ui import application

    make = application.make_qt_application

    def make_watched(*args: Any, **kwargs: Any) -> QApplication:
        made = make(*args, **kwargs)
        Watch(made, rows, frames=frames)
        return made

    application.make_qt_application = make_watched
    sys.exit(main.main(arguments))


if __name__ == "__main__":
    kind, *rest = sys.argv[1:]
    if kind == "bare":
        bare()
    elif kind == "first-paint":
        program(0, frames=False, arguments=rest)
    else:
        rows, *rest = rest
        program(int(rows), frames=kind == "frames", arguments=rest)
