"""Buttons. One primary button a screen; what is secondary looks it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton, QWidget

from desktop.ui.icons import Icon, icon
from desktop.ui.theme import TextRole, Tone, font


class _Button(QPushButton):
    """A push button that keeps its weight when the system's font changes, and is pressed by Return as well as Space."""

    def __init__(self, text: str, kind: str, role: TextRole, *, strong: bool, parent: QWidget | None) -> None:
        super().__init__(text, parent)
        self._role = role
        self._strong = strong
        self.setProperty("kind", kind)
        self.setFont(font(role, strong=strong))
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor if kind in ("link", "quiet") else Qt.CursorShape.ArrowCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.ApplicationFontChange, QEvent.Type.FontChange):
            wanted = font(self._role, strong=self._strong)
            if wanted != self.font():
                self.setFont(wanted)


def primary_button(text: str, parent: QWidget | None = None) -> QPushButton:
    """The filled one: what this screen is for."""
    return _Button(text, "primary", TextRole.BODY, strong=True, parent=parent)


def secondary_button(
    text: str, parent: QWidget | None = None, *, danger: bool = False, small: bool = False
) -> QPushButton:
    """An ordinary button; `danger` for what loses something."""
    role = TextRole.SMALL if small else TextRole.BODY
    return _Button(text, "danger" if danger else "secondary", role, strong=False, parent=parent)


def link_button(text: str, parent: QWidget | None = None, *, quiet: bool = False) -> QPushButton:
    """A button that reads as a link, in small type; `quiet` is dim until pointed at."""
    button = _Button(text, "quiet" if quiet else "link", TextRole.SMALL, strong=False, parent=parent)
    button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return button


class ToolButton(QToolButton):
    """An icon button of ours. `name` is its accessible name and tooltip; `text` stands beside the icon where given."""

    def __init__(
        self, symbol: Icon, name: str, *, text: str = "", framed: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._symbol = symbol
        self.setAccessibleName(name)
        self.setToolTip(name)
        if text:
            self.setText(text)
            self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        if framed:
            self.setProperty("kind", "framed")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._draw()

    def set_symbol(self, symbol: Icon) -> None:
        """Change the icon."""
        self._symbol = symbol
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Follow scheme and font size."""
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.ApplicationFontChange):
            self._draw()
        super().changeEvent(event)

    def _draw(self) -> None:
        side = max(16, round(self.fontMetrics().height() * 0.9))
        self.setIconSize(QSize(side, side))
        self.setIcon(icon(self._symbol, Tone.TEXT))
