"""The square with an initial that stands for a company or person."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.theme import RADIUS, colours, font


class Avatar(QWidget):
    """An initial on the accent colour, about two lines tall. Decoration: the name stands beside it."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._initial = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """Whose initial to show."""
        self._initial = next((sign.upper() for sign in name if sign.isalnum()), "")
        self.update()

    def sizeHint(self) -> QSize:
        """Square, by the font."""
        side = max(30, round(self.fontMetrics().height() * 1.55))
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        tokens = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.accent))
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        painter.setPen(QColor(tokens.on_accent))
        painter.setFont(font(strong=True))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._initial)
        painter.end()
