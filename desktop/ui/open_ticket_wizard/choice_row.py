"""A large row to choose by: icon, name, a sentence. Made for gloves as well as for the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.icons import Icon, pixmap
from desktop.ui.theme import RADIUS, TextRole, Tone, colours, font, space

_FLAGS = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignTop)


class ChoiceRow(QAbstractButton):
    """One choice; checked when it is the chosen one. `mark` is a small hint on the far side, such as the digit to
    press."""

    def __init__(
        self,
        value: str,
        name: str,
        sentence: str = "",
        *,
        symbol: Icon | None = None,
        mark: str = "",
        small: bool = False,
    ) -> None:
        super().__init__()
        self.value = value
        self._sentence = sentence
        self._symbol = symbol
        self._mark = mark
        self._small = small
        self.setCheckable(True)
        self.setText(name)
        self.setAccessibleName(name)
        self.setAccessibleDescription(sentence)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # Fixed would hold it to the height of its size hint, which is made for another width: a third line would be cut.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """The sentence wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Name, sentence and the air around them."""
        name, sentence = self._metrics()
        room = max(60, width - self._left() - self._right())
        height = name.boundingRect(0, 0, room, 0, _FLAGS, self.text()).height()
        if self._sentence:
            height += 2 + sentence.boundingRect(0, 0, room, 0, _FLAGS, self._sentence).height()
        return max(height, self._tile() if self._symbol else 0) + 2 * self._padding()

    def sizeHint(self) -> QSize:
        """As tall as it is when there is room in plenty."""
        width = 300 if self._small else 420
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow is fine, it wraps; how tall it is then, its height for that width says."""
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box, icon, words, mark and focus."""
        tokens = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen, focused = self.isChecked(), self.hasFocus()
        fill = tokens.selection if chosen else tokens.hover if self.underMouse() else tokens.pane
        pen = QColor(tokens.accent if focused or chosen else tokens.line)
        thick = 2.0 if focused else 1.0
        painter.setPen(QPen(pen, thick))
        painter.setBrush(QColor(fill))
        inset = thick / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)
        if self._symbol:
            self._paint_tile(painter)
        self._paint_words(painter)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the system's font size."""
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return presses too; arrows are the group's business."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _paint_tile(self, painter: QPainter) -> None:
        tokens = colours()
        side = self._tile()
        x = self.width() - self._padding() - side if self.isRightToLeft() else self._padding()
        box = QRectF(x, (self.height() - side) / 2, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.pane if self.isChecked() else tokens.chip))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        inner = round(side * 0.55)
        drawn = pixmap(
            self._symbol or Icon.FILE,
            inner,
            tokens.word(Tone.ACCENT if self.isChecked() else Tone.DIM),
            self.devicePixelRatioF(),
        )
        painter.drawPixmap(round(box.center().x() - inner / 2), round(box.center().y() - inner / 2), drawn)

    def _paint_words(self, painter: QPainter) -> None:
        tokens = colours()
        name, sentence = self._metrics()
        left, right = self._left(), self._right()
        if self.isRightToLeft():
            left, right = right, left
        room = self.width() - left - right
        needed = self.heightForWidth(self.width()) - 2 * self._padding()
        name_height = name.boundingRect(0, 0, room, 0, _FLAGS, self.text()).height()
        words_height = name_height
        if self._sentence:
            words_height += 2 + sentence.boundingRect(0, 0, room, 0, _FLAGS, self._sentence).height()
        top = (self.height() - min(needed, words_height)) // 2
        # The painter mirrors "left" and "right" by itself where one reads from the right.
        side = int(Qt.AlignmentFlag.AlignLeft)
        painter.setPen(tokens.word(Tone.ACCENT if self.isChecked() else Tone.TEXT))
        painter.setFont(self._name_font())
        painter.drawText(left, top, room, name_height + 2, _FLAGS | side, self.text())
        painter.setPen(tokens.word(Tone.DIM))
        painter.setFont(font(TextRole.SMALL))
        if self._sentence:
            painter.drawText(left, top + name_height + 2, room, self.height(), _FLAGS | side, self._sentence)
        if self._mark:
            far = Qt.AlignmentFlag.AlignRight
            box = self.rect().adjusted(self._padding(), 0, -self._padding(), 0)
            painter.drawText(box, int(far | Qt.AlignmentFlag.AlignVCenter), self._mark)

    def _name_font(self) -> QFont:
        return font(TextRole.SMALL if self._small else TextRole.BODY, strong=True)

    def _metrics(self) -> tuple[QFontMetrics, QFontMetrics]:
        return QFontMetrics(self._name_font()), QFontMetrics(font(TextRole.SMALL))

    def _padding(self) -> int:
        return space(2) if self._small else space(3)

    def _tile(self) -> int:
        return max(36, round(QFontMetrics(font()).height() * 2))

    def _left(self) -> int:
        return self._padding() + (self._tile() + space(3) if self._symbol else 0)

    def _right(self) -> int:
        return self._padding() + (space(6) if self._mark else 0)


class ChoiceRows(QWidget):
    """Rows of which one can be chosen. Up and Down walk, Return, Space or a digit choose; `chosen(value)` on every
    choice."""

    chosen = Signal(str)

    def __init__(self, *, gap: int = space(2), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(gap)
        self.rows: list[ChoiceRow] = []

    def set_rows(self, rows: list[ChoiceRow]) -> None:
        """Offer these instead."""
        for old in self.rows:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.rows = rows
        for row in rows:
            self._column.addWidget(row)
            row.clicked.connect(lambda _=False, row=row: self._tell(row))

    def height_at(self, width: int) -> int:
        """Pixels that all of them take at this width, also while they are hidden."""
        return sum(row.heightForWidth(width) for row in self.rows) + self._column.spacing() * max(0, len(self.rows) - 1)

    def set_value(self, value: str) -> None:
        """Mark the chosen one without telling."""
        for row in self.rows:
            row.setChecked(row.value == value)

    def focus_chosen(self) -> None:
        """Put the focus on the chosen row, or on the first."""
        if self.rows:
            next((row for row in self.rows if row.isChecked()), self.rows[0]).setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk and choose."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}
        at = next((number for number, row in enumerate(self.rows) if row.hasFocus()), None)
        move = steps.get(Qt.Key(event.key()))
        if move is not None and at is not None:
            self.rows[(at + move) % len(self.rows)].setFocus(Qt.FocusReason.TabFocusReason)
            return
        digit = event.text()
        if len(digit) == 1 and digit in "123456789" and int(digit) <= len(self.rows):
            self.rows[int(digit) - 1].click()
            return
        super().keyPressEvent(event)

    def _tell(self, row: ChoiceRow) -> None:
        self.set_value(row.value)
        self.chosen.emit(row.value)
