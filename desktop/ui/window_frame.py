"""The window itself: painted before anything of the account is loaded, holding the workbench once it is there.

It knows its place on the screen and how it is closed, and nothing of tickets; that is what lets it stand on the screen while the rest
is still being imported.
"""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from collections.abc import Callable

from PySide6.QtCore import QByteArray, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from desktop.identity import APP_NAME
from desktop.settings import WINDOW, Settings
from desktop.ui.theme import colours

USUAL = QSize(1440, 900)
SMALLEST = QSize(360, 480)


class WindowFrame(QMainWindow):
    """One account's window. `closing` is emitted before `may_close` is asked."""

    closing = Signal()
    painted = Signal()
    """Once, after the window stood on the screen for the first time."""

    def __init__(self, kept: Settings) -> None:
        super().__init__()
        self.may_close: Callable[[], bool] = lambda: True
        """Asked before closing; answering False keeps the window (it may hide itself)."""

        self._settings = kept
        self.setObjectName("mainWindow")
        self.setWindowTitle(APP_NAME)
        self.setMinimumSize(SMALLEST)
        self._restore()
        centre = QWidget()
        self._column = QVBoxLayout(centre)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._content: QWidget = _Blank(self.painted.emit)
        self._column.addWidget(self._content, 1)
        self.setCentralWidget(centre)

    def hold(self, content: QWidget) -> None:
        """Show `content`; what was held before goes."""
        before, self._content = self._content, content
        self._column.replaceWidget(before, content)
        before.hide()
        before.deleteLater()
        content.show()
        content.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_banner(self, banner: QWidget) -> None:
        """Put something that concerns the whole window above everything else."""
        self._column.insertWidget(0, banner)

    def to_front(self) -> None:
        """Bring the window before the person's eyes."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember where the window stood; whoever set `may_close` may keep it alive."""
        self.closing.emit()
        self._settings.set(WINDOW, packed(self.saveGeometry()))
        if self.may_close():
            event.accept()
        else:
            event.ignore()

    def _restore(self) -> None:
        geometry = unpacked(self._settings.get(WINDOW))
        if geometry is not None and self.restoreGeometry(geometry):
            return
        # Room is left for the frame that the window manager puts around.
        screen = self.screen().availableGeometry().size() - QSize(16, 48)
        self.resize(USUAL.boundedTo(screen).expandedTo(SMALLEST))


class _Blank(QWidget):
    """The panes without anything in them, so that the window does not jump when they come; tells of its first paint."""

    def __init__(self, tell: Callable[[], None]) -> None:
        super().__init__()
        self._tell = tell
        self._told = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint side bar, list and page as plain areas."""
        tokens = colours()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.window))
        side, middle = (212, 404) if self.width() >= 1000 else (57, 404)
        painter.fillRect(QRect(0, 0, side, self.height()), QColor(tokens.side_bar))
        painter.fillRect(QRect(side, 0, middle, self.height()), QColor(tokens.pane))
        painter.fillRect(QRect(side + middle, 0, 1, self.height()), QColor(tokens.line))
        painter.end()
        if not self._told:
            self._told = True
            # What was painted reaches the screen when this event is over.
            QTimer.singleShot(0, self, self._tell)


def packed(state: QByteArray) -> str:
    """Qt's saved state as text for the settings."""
    return b64encode(bytes(state.data())).decode("ascii")


def unpacked(text: str) -> QByteArray | None:
    """The state again; None when there is none, or it is damaged."""
    try:
        raw = b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return QByteArray(raw) if raw else None
