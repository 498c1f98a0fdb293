"""A ticket as a PDF or on paper: the PDF on a thread of its own, the printer a page at a time, both with progress and a way to stop."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QRunnable, Qt, QThreadPool, QTimer, Signal, Slot
from PySide6.QtGui import QPdfWriter

from desktop.identity import APP_NAME
from desktop.ui.sheet_setting import Face, Progress, page_layout, set_sheet
from desktop.ui.ticket_sheet import Sheet

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

RESOLUTION = 600
"""Dots to an inch."""


class _Writing(QRunnable):
    """One PDF. Its document and its painter live and end on this thread; it tells through queued signals."""

    def __init__(self, owner: SheetPrinting, sheet: Sheet, target: Path, face: Face, stop: threading.Event) -> None:
        super().__init__()
        self._owner = owner
        self._sheet = sheet
        self._target = target
        self._face = face
        self._stop = stop

    def run(self) -> None:
        trouble = ""
        part = self._target.with_name(f".{self._target.name[:60]}.part")
        try:
            is_whole = write_pdf(self._sheet, part, self._face, self._tell, self._stop.is_set)
            if is_whole:
                part.replace(self._target)
        except OSError as error:
            trouble = error.strerror or str(error)
        try:
            part.unlink(missing_ok=True)
            self._owner.written.emit("" if trouble or self._stop.is_set() else str(self._target), trouble)
        except (OSError, RuntimeError):
            return  # the window closed meanwhile

    def _tell(self, progress: Progress) -> None:
        self._owner.progressed.emit(progress)


def write_pdf(
    sheet: Sheet,
    target: Path,
    face: Face,
    tell: Callable[[Progress], None] = lambda _: None,
    is_stopped: Callable[[], bool] = lambda: False,
) -> bool:
    """Write a PDF of the sheet, fonts embedded; False when it was stopped and is not whole. Raises OSError."""
    with target.open("wb"):
        pass  # what the system says about the place is better than Qt's silence
    writer = QPdfWriter(str(target))
    writer.setResolution(RESOLUTION)
    writer.setPageLayout(page_layout(QLocale()))
    writer.setTitle(sheet.title)
    writer.setCreator(APP_NAME)
    steps = set_sheet(sheet, writer, face)
    for progress in steps:
        tell(progress)
        if is_stopped():
            steps.close()
            return False
    if target.stat().st_size == 0:
        raise OSError("nothing was written")
    return True


class SheetPrinting(QObject):
    """One sheet at a time. `progressed(Progress)`; then `written(path, trouble)`, both empty when stopped, or `printed(trouble)`."""

    progressed = Signal(object)
    written = Signal(str, str)
    ended = Signal(str, str)
    """Path of the PDF (empty for paper, or when stopped), and what went wrong."""

    def __init__(self, face: Face, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._face = face
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._stop = threading.Event()
        self._steps: Generator[Progress, None, None] | None = None
        self._printer: QPrinter | None = None
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._print_on)
        self.written.connect(self._on_written, Qt.ConnectionType.QueuedConnection)

    def write(self, sheet: Sheet, target: Path) -> None:
        """Make a PDF, on a thread of its own."""
        self._pool.start(_Writing(self, sheet, target, self._face, self._stop))

    def print(self, sheet: Sheet, printer: QPrinter) -> None:
        """Print, a step at every turn of the event loop: printers belong to the GUI thread."""
        self._printer = printer
        self._steps = set_sheet(sheet, printer, self._face)
        self._turn.start()

    @property
    def is_stopped(self) -> bool:
        """Whether the person ended it."""
        return self._stop.is_set()

    def stop(self) -> None:
        """End it; half a PDF is not left behind, and no further page is sent to the printer."""
        self._stop.set()

    def close(self) -> None:
        """Stop, and wait for the thread."""
        self._stop.set()
        self._turn.stop()
        if self._steps is not None:
            self._give_up_printing()
        self._pool.waitForDone()

    def _print_on(self) -> None:
        if self._steps is None:
            return
        trouble = ""
        try:
            if not self._stop.is_set():
                self.progressed.emit(next(self._steps))
                return
            self._give_up_printing()
        except StopIteration:
            pass
        except OSError as error:
            trouble = str(error)
        self._turn.stop()
        self._steps = None
        self._printer = None
        self.ended.emit("", trouble)

    def _give_up_printing(self) -> None:
        if self._printer is not None:
            self._printer.abort()
        if self._steps is not None:
            self._steps.close()

    @Slot(str, str)
    def _on_written(self, path: str, trouble: str) -> None:
        self.ended.emit(path, trouble)
