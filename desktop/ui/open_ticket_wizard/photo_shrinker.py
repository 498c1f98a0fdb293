"""Making a photo small enough to send, off the GUI thread.

A phone's photo has ten times the pixels that anybody needs to read a type plate. What comes out is a JPEG of at most `LONGEST_SIDE`
pixels, turned upright, without the photo's metadata (and so without the place where it was taken).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QRunnable, QSize, Qt, QThreadPool, Signal, Slot
from PySide6.QtGui import QImage, QImageReader

from desktop.ui.controls.thumbnail import decode

LONGEST_SIDE: Final = 2560
"""Pixels: more than a 4K screen is high, enough for small print on a plate."""

WORTH_FROM: Final = 3_000_000
"""Bytes from which shrinking is offered."""

_QUALITY: Final = 85


def can_shrink(mime: str, size: int) -> bool:
    """Whether shrinking is worth offering for a file."""
    return mime in ("image/jpeg", "image/png", "image/webp", "image/bmp", "image/tiff") and size >= WORTH_FROM


def shrunk_name(name: str) -> str:
    """The file's name with the ending of what it is now."""
    path = PurePosixPath(name)
    return name if path.suffix.lower() in (".jpg", ".jpeg") else f"{path.stem}.jpg"


def shrink(path: Path) -> bytes:
    """The photo at `path` as a smaller JPEG; empty when it can't be decoded within the limits of previews."""
    claimed = QImageReader(str(path)).size()
    # `decode` covers what is wanted, and would enlarge a smaller picture.
    image = decode(path, claimed.boundedTo(QSize(LONGEST_SIDE, LONGEST_SIDE)) if claimed.isValid() else QSize(1, 1))
    if image.isNull():
        return b""
    if max(image.width(), image.height()) > LONGEST_SIDE:
        smooth = Qt.TransformationMode.SmoothTransformation
        image = image.scaled(LONGEST_SIDE, LONGEST_SIDE, Qt.AspectRatioMode.KeepAspectRatio, smooth)
    if image.hasAlphaChannel():
        image = image.convertToFormat(QImage.Format.Format_RGB32)
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # The stub wants bytes for the format, the call takes text.
    image.save(buffer, "JPEG", _QUALITY)  # type: ignore[call-overload]
    return bytes(held.data())


class _Shrinking(QRunnable):
    """One photo. Owns no QObject; tells through the shrinker's queued signal."""

    def __init__(self, shrinker: PhotoShrinker, number: int, path: Path) -> None:
        super().__init__()
        self._shrinker = shrinker
        self._number = number
        self._path = path

    def run(self) -> None:
        data = shrink(self._path)
        try:
            self._shrinker.shrunk.emit(self._number, data)
        except RuntimeError:
            return  # the window closed meanwhile


class PhotoShrinker(QObject):
    """Shrinks one photo after the other. `close` waits for the one under way."""

    shrunk = Signal(int, bytes)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._waiting: dict[int, Callable[[bytes], None]] = {}
        self._next = 0
        self.shrunk.connect(self._done, Qt.ConnectionType.QueuedConnection)

    def start(self, path: Path, then: Callable[[bytes], None]) -> None:
        """Shrink the photo at `path`; `then` gets the JPEG, or nothing when it could not be done."""
        self._next += 1
        self._waiting[self._next] = then
        self._pool.start(_Shrinking(self, self._next, path))

    def close(self) -> None:
        """Drop what waits and wait for what runs."""
        self._waiting.clear()
        self._pool.clear()
        self._pool.waitForDone()

    @Slot(int, bytes)
    def _done(self, number: int, data: bytes) -> None:
        then = self._waiting.pop(number, None)
        if then is not None:
            then(data)
