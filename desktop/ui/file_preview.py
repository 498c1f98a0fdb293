"""What can be seen of a file without opening it: a picture, the first page of a PDF, or why there is neither. Read off the GUI thread."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, QSize, Qt, QThreadPool, Signal
from PySide6.QtGui import QImage, QImageReader

from desktop.ui.controls.thumbnail import LARGEST_FILE, MOST_PIXELS
from desktop.ui.pdf_page import NoPage, first_page, is_pdf

MOST_SHOWN = 24_000_000
"""Points of a picture that are shown; a larger one is decoded smaller, so that looking at it costs no more than 100 MB."""

PAGE = QSize(2400, 2400)
"""A page is drawn as large as fits into this."""


class Sight(StrEnum):
    """What came of looking into a file."""

    PICTURE = "picture"
    PAGE = "page"
    NOTHING = "nothing"
    TOO_LARGE = "too-large"
    BROKEN = "broken"
    LOCKED = "locked"
    TOO_SLOW = "too-slow"


@dataclass(frozen=True, slots=True)
class Preview:
    """`image` is null unless there is a picture or page; `pages` counts those of a PDF."""

    sight: Sight
    image: QImage
    pages: int = 0


def look_into(path: Path, stop: threading.Event) -> Preview:
    """The preview of a file, recognised by its content, whatever its name says."""
    if is_pdf(path):
        try:
            page = first_page(path, PAGE, stop.is_set)
        except NoPage as error:
            return Preview(Sight(error.trouble.value), QImage())
        return Preview(Sight.PAGE, page.image, page.pages)
    return _picture(path)


def _picture(path: Path) -> Preview:
    nothing = QImage()
    try:
        if path.stat().st_size > LARGEST_FILE:
            return Preview(Sight.TOO_LARGE, nothing)
    except OSError:
        return Preview(Sight.BROKEN, nothing)
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    kind = bytes(reader.format().data())
    if not kind or kind in (b"svg", b"svgz"):
        return Preview(Sight.NOTHING, nothing)
    size = reader.size()
    if not size.isValid():
        return Preview(Sight.BROKEN, nothing)
    points = size.width() * size.height()
    if points > MOST_PIXELS:
        return Preview(Sight.TOO_LARGE, nothing)
    if points > MOST_SHOWN:
        reader.setScaledSize(size * (MOST_SHOWN / points) ** 0.5)
    image = reader.read()
    return Preview(Sight.BROKEN if image.isNull() else Sight.PICTURE, image)


class _Looking(QRunnable):
    """One look. Owns no QObject; tells through the queued signal."""

    def __init__(self, reader: PreviewReader, ticket: int, path: Path, stop: threading.Event) -> None:
        super().__init__()
        self._reader = reader
        self._ticket = ticket
        self._path = path
        self._stop = stop

    def run(self) -> None:
        if self._stop.is_set():
            return
        seen = look_into(self._path, self._stop)
        try:
            self._reader.looked.emit(self._ticket, seen)
        except RuntimeError:
            return  # the window closed meanwhile


class PreviewReader(QObject):
    """Looks into one file at a time; `seen(Preview)` for the one asked for last. `close` waits for the thread, four seconds at most."""

    looked = Signal(int, object)
    seen = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._ticket = 0
        self._stop = threading.Event()
        self.looked.connect(self._arrived, Qt.ConnectionType.QueuedConnection)

    def read(self, path: Path) -> None:
        """Look into this file; what was being looked into before is given up."""
        self.forget()
        self._pool.start(_Looking(self, self._ticket, path, self._stop))

    def forget(self) -> None:
        """Nobody waits for the last answer any more."""
        self._stop.set()
        self._stop = threading.Event()
        self._ticket += 1

    def close(self) -> None:
        """Give up what is being looked into and wait for the thread."""
        self._stop.set()
        self._pool.clear()
        self._pool.waitForDone()

    def _arrived(self, ticket: int, preview: Preview) -> None:
        if ticket == self._ticket:
            self.seen.emit(preview)
