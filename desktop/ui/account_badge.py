"""Who is signed in, on top of the side bar."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.controls import Avatar, ElidedText
from desktop.ui.icons import Icon, pixmap
from desktop.ui.theme import TextRole, Tone, colours, space


class AccountBadge(QPushButton):
    """Company and address; pressing it opens `menu_of_account`, which is filled by whoever hears `menu_asked`."""

    menu_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "badge")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._avatar = Avatar()
        self._name = ElidedText(strong=True)
        self._address = ElidedText(role=TextRole.SMALL, tone=Tone.DIM)
        self._words = QWidget()
        for widget in (self._avatar, self._words):
            widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        lines = QVBoxLayout(self._words)
        lines.setContentsMargins(space(2) + 2, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self._name)
        lines.addWidget(self._address)
        row = QHBoxLayout(self)
        row.setContentsMargins(space(1) + 2, space(1), space(1), space(1))
        row.setSpacing(0)
        row.addWidget(self._avatar)
        row.addWidget(self._words, 1)
        self._arrow = _Arrow()
        row.addWidget(self._arrow)
        self.menu_of_account = QMenu(self)
        self.clicked.connect(self._open)

    def show_account(self, name: str, address: str) -> None:
        """Say who it is."""
        self._avatar.set_name(name)
        self._name.set_text(name)
        self._address.set_text(address)
        self.setAccessibleName(self.tr("Account: {name}, {address}").format(name=name, address=address))

    def set_folded(self, folded: bool) -> None:
        """Show only the initial."""
        self._words.setVisible(not folded)
        self._arrow.setVisible(not folded)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return and Down open the menu, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self._open()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """As its content."""
        layout = self.layout()
        return layout.sizeHint() if layout else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As its initial."""
        return QSize(self._avatar.sizeHint().width() + space(3), self.sizeHint().height())

    def _open(self) -> None:
        self.menu_asked.emit()
        if not self.menu_of_account.isEmpty():
            self.menu_of_account.popup(self.mapToGlobal(self.rect().bottomLeft()))


class _Arrow(QWidget):
    """Says that there is a menu."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Small: the name needs the room."""
        side = round(self.fontMetrics().height() * 0.65)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        side = min(self.width(), self.height())
        drawn = pixmap(Icon.DOWN, side, colours().word(Tone.DIM), self.devicePixelRatioF())
        painter.drawPixmap((self.width() - side) // 2, (self.height() - side) // 2, drawn)
        painter.end()
