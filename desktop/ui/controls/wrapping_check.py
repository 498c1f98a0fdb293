"""A box to tick whose words take several lines where one is too short for them; Qt's own has one line and cuts it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget

_FLAGS = int(Qt.TextFlag.TextWordWrap) | int(Qt.TextFlag.TextShowMnemonic)


class WrappingCheckBox(QCheckBox):
    """A QCheckBox in everything but its height."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Narrower means taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """All lines that the words take beside the box."""
        return self._around() + max(self._line(), self._lines(width - self._beside()))

    def minimumSizeHint(self) -> QSize:
        """Box and longest word."""
        longest = max((self.fontMetrics().horizontalAdvance(word) for word in self.text().split()), default=0)
        return QSize(self._beside() + longest + 2, super().sizeHint().height())

    def hitButton(self, pos: QPoint) -> bool:
        """The words can be pressed as well as the box."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box where the first line is, as the style draws it, and the words beside it."""
        option = self._option()
        painter = QStylePainter(self)
        words = option.text
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_CheckBox, option)
        room = self._words_rect(option)
        tall = self._lines(room.width())
        room = QRect(room.left(), (self.height() - tall) // 2, room.width(), tall)
        painter.setPen(option.palette.color(self.foregroundRole()))
        # The painter mirrors "left" by itself where one reads from the right.
        painter.drawText(room, _FLAGS | int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), words)
        painter.end()

    def _option(self) -> QStyleOptionButton:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        return option

    def _words_rect(self, option: QStyleOptionButton) -> QRect:
        return self.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, self)

    def _lines(self, width: int) -> int:
        return self.fontMetrics().boundingRect(0, 0, max(1, width), 0, _FLAGS, self.text()).height()

    def _line(self) -> int:
        return super().sizeHint().height() - self._around()

    def _around(self) -> int:
        """What the style adds above and below."""
        return max(0, super().sizeHint().height() - self.fontMetrics().height())

    def _beside(self) -> int:
        """What box and margins take of the width."""
        option = self._option()
        option.rect = QRect(0, 0, 1000, 100)
        return 1000 - self._words_rect(option).width()
