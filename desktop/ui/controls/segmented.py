"""A few choices side by side, for questions with two to five answers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from desktop.ui.theme import TextRole, font, restyle


class _Segment(QPushButton):
    """One choice. Its width is reserved for the heavier weight, so that choosing moves nothing."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setProperty("kind", "segment")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self._weigh)
        self._weigh()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return hint + QSize(self.fontMetrics().averageCharWidth() * 2, 0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.ApplicationFontChange, QEvent.Type.FontChange):
            self._weigh()

    def _weigh(self) -> None:
        wanted = font(TextRole.BODY, strong=self.isChecked())
        if wanted != self.font():
            self.setFont(wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys choose the neighbour, as in any group of radio buttons; Qt alone does so only once one is chosen."""
        owner = self.parent()
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if by is None or not isinstance(owner, SegmentedChoice):
            super().keyPressEvent(event)
            return
        mirrored = self.isRightToLeft() and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        owner.choose_beside(self, -by if mirrored else by)


class SegmentedChoice(QWidget):
    """Exactly one of a few values, or none at first. Arrow keys choose the neighbour; `chosen(value)` on every change by the person."""

    chosen = Signal(str)

    def __init__(
        self, choices: Sequence[tuple[str, str]] = (), *, name: str = "", parent: QWidget | None = None
    ) -> None:
        """`choices` are (value, words); `name` is the question, for assistive technology."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._values: list[str] = []
        self._group.idClicked.connect(self._tell)
        self.set_choices(choices)

    @property
    def value(self) -> str:
        """The chosen value, empty while nothing is chosen."""
        at = self._group.checkedId()
        return self._values[at] if 0 <= at < len(self._values) else ""

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these instead; keeps the chosen value where it still exists."""
        kept = self.value
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.deleteLater()
        self._values = [value for value, _ in choices]
        for at, (_, words) in enumerate(choices):
            button = _Segment(words, self)
            self._group.addButton(button, at)
            self._row.addWidget(button)
        self._mark_ends()
        self.set_value(kept)

    def set_value(self, value: str) -> None:
        """Choose without telling; an unknown value chooses nothing."""
        self._group.setExclusive(False)
        for at, button in enumerate(self._group.buttons()):
            button.setChecked(self._values[at] == value)
        self._group.setExclusive(True)

    def choose_beside(self, button: QPushButton, by: int) -> None:
        """Choose the button so many places further, and give it the focus; at the ends nothing happens."""
        buttons = self._group.buttons()
        at = buttons.index(button) + by
        if 0 <= at < len(buttons):
            buttons[at].setFocus(Qt.FocusReason.OtherFocusReason)
            buttons[at].click()

    def changeEvent(self, event: QEvent) -> None:
        """Mirror the rounded ends."""
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._mark_ends()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return chooses the focused one."""
        focused = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QPushButton):
            focused.click()
            return
        super().keyPressEvent(event)

    def _mark_ends(self) -> None:
        buttons = self._group.buttons()
        if self.isRightToLeft():
            buttons = buttons[::-1]
        for at, button in enumerate(buttons):
            last = at == len(buttons) - 1
            place = "only" if len(buttons) == 1 else "first" if at == 0 else "last" if last else "middle"
            if button.property("place") != place:
                button.setProperty("place", place)
                restyle(button)

    def _tell(self, at: int) -> None:
        self.chosen.emit(self._values[at])
