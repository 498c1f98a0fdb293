"""Status as a shape.

Half circle: open; filled circle: answered; square: waiting for you; dash: closed; dashed circle: queued; diamond: needs you.
A shape never stands alone: its word is beside it. `paint_glyph` is for delegates, `StatusLabel` for layouts.
"""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.theme import TextRole, Tone, colours, font


class Glyph(Enum):
    """The shapes."""

    NEW = auto()
    OPEN = auto()
    ANSWERED = auto()
    WAITING = auto()
    CLOSED = auto()
    QUEUED = auto()
    NEEDS_YOU = auto()
    MACHINE = auto()


def paint_glyph(painter: QPainter, glyph: Glyph, box: QRectF, colour: QColor) -> None:
    """Draw the shape into the square `box`; the painter's state is kept."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = min(box.width(), box.height())
    width = max(1.5, side / 7)
    inner = QRectF(0, 0, side - width, side - width)
    inner.moveCenter(box.center())
    pen = QPen(colour, width)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    match glyph:
        case Glyph.NEW:
            painter.drawEllipse(inner)
        case Glyph.OPEN:
            painter.drawEllipse(inner)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawPie(inner, 90 * 16, 180 * 16)
        case Glyph.ANSWERED:
            painter.setBrush(colour)
            painter.drawEllipse(inner)
        case Glyph.WAITING:
            painter.drawRect(inner.adjusted(width / 3, width / 3, -width / 3, -width / 3))
        case Glyph.CLOSED:
            bar = QRectF(inner.left(), 0, inner.width(), max(3.0, side / 3.2))
            bar.moveCenter(box.center())
            painter.setPen(QPen(colour, max(1.2, width * 0.75)))
            painter.drawRoundedRect(bar, 1.5, 1.5)
        case Glyph.QUEUED:
            pen.setDashPattern([1.9, 1.5])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawEllipse(inner)
        case Glyph.NEEDS_YOU:
            middle, reach = box.center(), side / 2 - width / 4
            painter.drawPolygon(
                QPolygonF(
                    [
                        QPointF(middle.x(), middle.y() - reach),
                        QPointF(middle.x() + reach, middle.y()),
                        QPointF(middle.x(), middle.y() + reach),
                        QPointF(middle.x() - reach, middle.y()),
                    ]
                )
            )
        case Glyph.MACHINE:
            painter.drawRoundedRect(inner, 2, 2)
            painter.drawPoint(box.center())
    painter.restore()


class StatusLabel(QWidget):
    """Shape and word side by side, in small strong type."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._glyph = Glyph.OPEN
        self._tone = Tone.OPEN
        self._words = ""
        self.setFont(font(TextRole.SMALL, strong=True))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_state(self, glyph: Glyph, tone: Tone, words: str) -> None:
        """Show this one."""
        self._glyph, self._tone, self._words = glyph, tone, words
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Shape, gap, word."""
        metrics = self.fontMetrics()
        return QSize(self._side() + 5 + metrics.horizontalAdvance(self._words) + 2, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        """As wished."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw both."""
        tokens = colours()
        painter = QPainter(self)
        side = self._side()
        mirrored = self.isRightToLeft()
        top = (self.height() - side) / 2
        paint_glyph(
            painter,
            self._glyph,
            QRectF(self.width() - side if mirrored else 0, top, side, side),
            tokens.shape(self._tone),
        )
        painter.setFont(self.font())
        painter.setPen(tokens.word(self._tone))
        room = self.rect().adjusted(0 if mirrored else side + 5, 0, -(side + 5) if mirrored else 0, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._words)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the system's font size."""
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.setFont(font(TextRole.SMALL, strong=True))
            self.updateGeometry()
        super().changeEvent(event)

    def _side(self) -> int:
        return round(self.fontMetrics().ascent() * 0.85)
