"""Grey rows where tickets will stand, while the account is being opened."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.theme import colours
from desktop.ui.ticket_row import TicketRowDelegate, paint_skeleton


class Skeleton(QWidget):
    """As many rows as fit; nothing moves."""

    def __init__(self, delegate: TicketRowDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delegate = delegate
        self.setAccessibleName(self.tr("Opening…"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = self._delegate.row_height
        for top in range(0, self.height(), height):
            painter.fillRect(0, top + height - 1, self.width(), 1, QColor(colours().line))
            paint_skeleton(painter, QRectF(0, top, self.width(), height))
        painter.end()
