"""The window itself: painted before anything of an account is loaded, holding what the accounts put into it once they are there.

It knows its place on the screen, whether it is in front, and how it is closed, and nothing of tickets; that is what lets it stand on the
screen while the rest is still being imported.
"""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from collections.abc import Callable

from PySide6.QtCore import QByteArray, QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QGuiApplication, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from desktop.identity import APP_NAME
from desktop.settings import WINDOW, Settings
from desktop.ui.theme import colours

USUAL = QSize(1440, 900)
SMALLEST = QSize(360, 480)


class WindowFrame(QMainWindow):
    """The program's window. `closing` is emitted before `may_close` is asked."""

    closing = Signal()
    front_changed = Signal(bool)
    """The person has the window in front of them now, or no longer."""

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
        self._pages = QStackedWidget()
        self._blank = _Blank(self.painted.emit)
        self._pages.addWidget(self._blank)
        self.setCentralWidget(self._pages)
        self._was_in_front = False
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._look_whether_in_front)

    def hold(self, content: QWidget) -> None:
        """Show `content`. What was shown before stays as it is, hidden, until it is shown again or `let_go`."""
        if self._pages.indexOf(content) < 0:
            self._pages.addWidget(content)
        self._pages.setCurrentWidget(content)
        # The keyboard goes back to where it was in there; what was never shown has its own idea.
        if content.focusWidget() is None:
            content.setFocus(Qt.FocusReason.OtherFocusReason)

    def let_go(self, content: QWidget) -> None:
        """Take `content` out and delete it; where it was shown, the bare panes show until something else does."""
        if self._pages.currentWidget() is content:
            self._pages.setCurrentWidget(self._blank)
        self._pages.removeWidget(content)
        content.hide()
        content.deleteLater()

    @property
    def is_in_front(self) -> bool:
        """Whether the person has it (or a dialog or wizard of ours over it) before their eyes, as far as the desktop tells."""
        return (
            self.isVisible()
            and not self.isMinimized()
            and QGuiApplication.applicationState() is Qt.ApplicationState.ApplicationActive
        )

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

    def changeEvent(self, event: QEvent) -> None:
        """Notice that the window was minimized or came back."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self._look_whether_in_front()

    def showEvent(self, event: QShowEvent) -> None:
        """Notice that the window came out of the tray."""
        super().showEvent(event)
        self._look_whether_in_front()

    def hideEvent(self, event: QHideEvent) -> None:
        """Notice that the window went."""
        super().hideEvent(event)
        self._look_whether_in_front()

    def _look_whether_in_front(self) -> None:
        is_in_front = self.is_in_front
        if is_in_front is not self._was_in_front:
            self._was_in_front = is_in_front
            self.front_changed.emit(is_in_front)

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
