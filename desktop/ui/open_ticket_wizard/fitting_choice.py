"""A few choices side by side where they fit, one below the other where they do not: long words, large type, narrow windows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.controls import SegmentedChoice
from desktop.ui.open_ticket_wizard.choice_row import ChoiceRow, ChoiceRows
from desktop.ui.theme import space


class FittingChoice(QWidget):
    """One of a few values, or none at first; `chosen(value)` on every choice by the person."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Placed by hand: a layout would go by the height of what is shown now, and what is shown follows from the width.
        self.segments = SegmentedChoice(parent=self)
        self.rows = ChoiceRows(gap=space(1), parent=self)
        self._value = ""
        self.segments.chosen.connect(self._choose)
        self.rows.chosen.connect(self._choose)
        self.rows.hide()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def value(self) -> str:
        """The chosen value, empty while nothing is chosen."""
        return self._value

    @property
    def is_stacked(self) -> bool:
        """Whether the choices stand one below the other."""
        return self.segments.isHidden()

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these (value, words) instead."""
        self.segments.set_choices(choices)
        self.rows.set_rows([ChoiceRow(value, words, small=True) for value, words in choices])
        self.set_value(self._value)
        self._fit()
        self.updateGeometry()

    def set_value(self, value: str) -> None:
        """Choose without telling."""
        self._value = value
        self.segments.set_value(value)
        self.rows.set_value(value)

    def focus_chosen(self) -> None:
        """Put the focus on what is chosen, or on the first."""
        if self.is_stacked:
            self.rows.focus_chosen()
            return
        buttons = [one for one in self.segments.findChildren(QWidget) if one.isVisibleTo(self.segments)]
        if buttons:
            next((one for one in buttons if one.property("checked")), buttons[0]).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side or stacked, by the width there is."""
        super().resizeEvent(event)
        self.segments.setGeometry(0, 0, self.width(), self.segments.sizeHint().height())
        self.rows.setGeometry(self.rect())
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """A page that was not shown yet gets its size first."""
        super().showEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Larger type needs more room, and the question names the choices."""
        if event.type() in (QEvent.Type.ApplicationFontChange, QEvent.Type.FontChange):
            self._fit()
            self.updateGeometry()
        super().changeEvent(event)

    def hasHeightForWidth(self) -> bool:
        """What does not fit side by side takes several lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Said before it is that wide: who lays it out has to know beforehand."""
        fits = self.segments.sizeHint().width() <= max(width, 1)
        return self.segments.sizeHint().height() if fits else self.rows.height_at(width)

    def sizeHint(self) -> QSize:
        """Side by side."""
        return self.segments.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Narrow is fine: then they are stacked."""
        return QSize(120, self.segments.sizeHint().height())

    def setAccessibleName(self, name: str) -> None:
        """The question."""
        super().setAccessibleName(name)
        self.segments.setAccessibleName(name)
        self.rows.setAccessibleName(name)

    def _choose(self, value: str) -> None:
        self.set_value(value)
        self.chosen.emit(value)

    def _fit(self) -> None:
        fits = self.segments.sizeHint().width() <= max(self.width(), 1)
        # Before the first layout the width means nothing.
        stacked = not fits and self.isVisible()
        if stacked == self.is_stacked:
            return
        focused = self.isAncestorOf(self.window().focusWidget() or self.window())
        self.segments.setVisible(not stacked)
        self.rows.setVisible(stacked)
        if focused:
            self.focus_chosen()
