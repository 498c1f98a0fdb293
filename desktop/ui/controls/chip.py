"""The rounded box around a small fact."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.ui.theme import RADIUS, TextRole, Tone, colours, font


class Chip(QAbstractButton):
    """Caption (dim) and value, for example "Machine  Pump P-101".

    Plain by default; `clickable` makes it a button (use `clicked`), `removable` gives it a cross: pressing it, or Delete while
    focused, emits `removed`.
    """

    removed = Signal()

    def __init__(
        self,
        value: str,
        *,
        caption: str = "",
        clickable: bool = False,
        removable: bool = False,
        widest: int = 40,
        parent: QWidget | None = None,
    ) -> None:
        """`widest` is the longest value shown whole, in average characters."""
        super().__init__(parent)
        self._value = value
        self._caption = caption
        self._removable = removable
        self._clickable = clickable
        self._widest = widest
        self._pressed_cross = False
        self.setFont(font(TextRole.SMALL))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        active = clickable or removable
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if active else Qt.FocusPolicy.NoFocus)
        if clickable:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_value(value)

    @property
    def value(self) -> str:
        """What it says."""
        return self._value

    def set_value(self, value: str) -> None:
        """Say something else."""
        self._value = value
        whole = f"{self._caption} {value}".strip()
        self.setAccessibleName(whole)
        self.setText("")
        if self._removable:
            self.setAccessibleDescription(QCoreApplication.translate("Chip", "Press Delete to remove"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Caption, value, cross and the air around them."""
        metrics = QFontMetrics(self.font())
        width = metrics.horizontalAdvance(self._shown(metrics)) + 18
        if self._caption:
            width += metrics.horizontalAdvance(self._caption + " ")
        if self._removable:
            width += metrics.height()
        return QSize(width, metrics.height() + 8)

    def minimumSizeHint(self) -> QSize:
        """As wished: chips wrap instead of shrinking."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box, caption, value, cross and focus."""
        tokens = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        hover = self.underMouse() and self._clickable
        painter.setPen(QColor(tokens.accent if self.hasFocus() else tokens.chip))
        painter.setBrush(QColor(tokens.hover if hover else tokens.chip))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        painter.setFont(self.font())
        metrics = painter.fontMetrics()
        parts = [(self._caption + " ", Tone.DIM)] if self._caption else []
        parts.append((self._shown(metrics), Tone.TEXT))
        left = 9
        for text, tone in parts:
            width = metrics.horizontalAdvance(text)
            painter.setPen(tokens.word(tone))
            x = self.width() - left - width if self.isRightToLeft() else left
            painter.drawText(x, 0, width + 2, self.height(), int(Qt.AlignmentFlag.AlignVCenter), text)
            left += width
        if self._removable:
            painter.setPen(tokens.word(Tone.DIM))
            painter.drawText(self._cross(), int(Qt.AlignmentFlag.AlignCenter), "×")
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Notice whether the cross is meant."""
        self._pressed_cross = self._removable and self._cross().contains(event.position())
        if self._pressed_cross:
            event.accept()
        elif self._clickable:
            super().mousePressEvent(event)
        else:
            event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Remove when the cross was pressed and let go."""
        if self._pressed_cross:
            self._pressed_cross = False
            if self._cross().contains(event.position()):
                self.removed.emit()
        elif self._clickable:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete and Backspace remove, Return presses."""
        if self._removable and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif self._clickable and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the system's font size."""
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.setFont(font(TextRole.SMALL))
            self.updateGeometry()
        super().changeEvent(event)

    def _shown(self, metrics: QFontMetrics) -> str:
        return metrics.elidedText(self._value, Qt.TextElideMode.ElideMiddle, self._widest * metrics.averageCharWidth())

    def _cross(self) -> QRectF:
        side = self.height()
        return QRectF(0 if self.isRightToLeft() else self.width() - side, 0, side, side)
