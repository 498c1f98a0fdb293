"""One entry of the side bar: a name with its figure, or only its icon where the bar is folded."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.ui.controls.text import plain_tooltip
from desktop.ui.glyphs import Glyph, paint_glyph
from desktop.ui.icons import Icon, pixmap
from desktop.ui.theme import RADIUS, TextRole, Tone, colours, font
from desktop.ui.wording import number


@dataclass(frozen=True, slots=True)
class Figure:
    """A number beside a name. `loud` ones are in the accent colour; `mark` is the diamond that says "needs you"."""

    count: int = 0
    loud: bool = False
    mark: bool = False


class SideRow(QAbstractButton):
    """One entry. Folded, only its icon shows."""

    walked = Signal(int)
    """The arrow keys lead on: 1 to the entry below, -1 to the one above."""

    def __init__(self, words: str, symbol: Icon, *, keys: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._symbol = symbol
        self._keys = keys
        self._figure = Figure()
        self._folded = False
        self.setText(words)
        # By Tab and F6 only: a click leads to the page, and so does the keyboard then.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFont(font())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tell()

    @property
    def figure(self) -> Figure:
        """The number beside it."""
        return self._figure

    def set_figure(self, figure: Figure) -> None:
        """Show this number."""
        if figure != self._figure:
            self._figure = figure
            self._tell()
            self.updateGeometry()
            self.update()

    def set_folded(self, folded: bool) -> None:
        """Show only the icon."""
        self._folded = folded
        self._tell()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """A comfortable line: its words, also when they are in bold type, and what stands beside them."""
        height = self.fontMetrics().height() + 14
        if self._folded:
            return QSize(height, height)
        beside = self._beside()
        width = QFontMetrics(font(strong=True)).horizontalAdvance(self.text()) + 2 * 10 + 8
        if beside:
            width += QFontMetrics(font(TextRole.SMALL, strong=True)).horizontalAdvance(beside)
        return QSize(max(150, width + (18 if self._figure.mark else 0)), height)

    def minimumSizeHint(self) -> QSize:
        """An icon's worth."""
        return QSize(self.sizeHint().height(), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, words or icon, and figure."""
        tokens = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        chosen = self.isChecked()
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or self.underMouse():
            painter.setBrush(QColor(tokens.selection if chosen else tokens.hover))
            painter.drawRoundedRect(box, RADIUS, RADIUS)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        if self._folded:
            self._paint_icon(painter)
        else:
            self._paint_words(painter)
        painter.end()

    def _paint_icon(self, painter: QPainter) -> None:
        tokens = colours()
        side = round(self.fontMetrics().height() * 0.95)
        colour = tokens.word(Tone.ACCENT if self.isChecked() else Tone.TEXT)
        x, y = (self.width() - side) // 2, (self.height() - side) // 2
        painter.drawPixmap(x, y, pixmap(self._symbol, side, colour, self.devicePixelRatioF()))
        if self._figure.mark:
            paint_glyph(painter, Glyph.NEEDS_YOU, QRectF(self.width() - 13, 3, 10, 10), tokens.shape(Tone.NEEDS_YOU))
        elif self._figure.loud and self._figure.count:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent))
            painter.drawEllipse(QRectF(self.width() - 12, 5, 7, 7))

    def _paint_words(self, painter: QPainter) -> None:
        tokens = colours()
        mirrored = self.isRightToLeft()
        leading, trailing = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight  # mirrored by the painter
        room = self.rect().adjusted(10, 0, -10, 0)
        beside = self._beside()
        small = font(TextRole.SMALL, strong=self._figure.loud and bool(beside))
        painter.setFont(small)
        width = QFontMetrics(small).horizontalAdvance(beside)
        painter.setPen(tokens.word(Tone.ACCENT if self._figure.loud else Tone.DIM))
        painter.drawText(room, int(trailing | Qt.AlignmentFlag.AlignVCenter), beside)
        taken = width + 8
        if self._figure.mark:
            x = room.left() + taken if mirrored else room.right() - taken - 9
            paint_glyph(
                painter, Glyph.NEEDS_YOU, QRectF(x, (self.height() - 12) / 2, 12, 12), tokens.shape(Tone.NEEDS_YOU)
            )
            taken += 18
        words_font = font(strong=self.isChecked())
        painter.setFont(words_font)
        painter.setPen(QColor(tokens.text))
        left = room.adjusted(taken if mirrored else 0, 0, 0 if mirrored else -taken, 0)
        shown = QFontMetrics(words_font).elidedText(self.text(), Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, int(leading | Qt.AlignmentFlag.AlignVCenter), shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return presses; Up and Down walk."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.walked.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the system's font size."""
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.setFont(font())
            self.updateGeometry()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What no longer fits says the whole in a tooltip."""
        super().resizeEvent(event)
        self._tell()

    def _beside(self) -> str:
        return self._keys or (number(self._figure.count) if self._figure.count else "")

    def _tell(self) -> None:
        figure = self._figure
        parts = [self.text(), number(figure.count) if figure.count else "", self.tr("needs you") if figure.mark else ""]
        said = ", ".join(part for part in parts if part)
        self.setAccessibleName(said)
        shortened = self._folded or self.width() < self.sizeHint().width()
        self.setToolTip(plain_tooltip(said) if shortened else "")
