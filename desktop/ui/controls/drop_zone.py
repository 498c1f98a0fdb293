"""Taking files that are dropped or pasted.

What is dropped or pasted is only ever *read as paths or pictures*; nothing is opened. Paths reach `files_dropped`, pictures from the
clipboard (screenshots) reach `image_pasted` as PNG.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QImage
from PySide6.QtWidgets import QFrame, QWidget

from desktop.ui.controls.surface import surface
from desktop.ui.theme import restyle


def files_of(data: QMimeData) -> list[Path]:
    """The local files among what is dropped or pasted; folders and remote addresses are left out."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.is_file()]


def picture_of(data: QMimeData) -> bytes | None:
    """The picture on the clipboard as PNG, None when there is none."""
    if not data.hasImage():
        return None
    image = data.imageData()
    if not isinstance(image, QImage) or image.isNull():
        return None
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # The stub wants bytes for the format, the call takes text; both work at run time.
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(held.data())


class DropZone(QFrame):
    """A dashed frame that takes files; `take` also serves paste handlers of editors inside."""

    files_dropped = Signal(list)
    image_pasted = Signal(bytes)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        surface(self, "drop")

    def take(self, data: QMimeData) -> bool:
        """Emit the files or picture in `data`; False when there is neither."""
        if files := files_of(data):
            self.files_dropped.emit(files)
            return True
        if picture := picture_of(data):
            self.image_pasted.emit(picture)
            return True
        return False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and pictures, and show it."""
        if files_of(event.mimeData()) or event.mimeData().hasImage():
            event.acceptProposedAction()
            self._glow(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Calm down."""
        self._glow(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand on what was dropped."""
        self._glow(False)
        if self.take(event.mimeData()):
            event.acceptProposedAction()

    def _glow(self, on: bool) -> None:
        self.setProperty("dropping", on)
        restyle(self)
