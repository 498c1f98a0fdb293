"""One control per setting: it shows the value in force and keeps what the person makes of it, at once.

A row tells nobody but the settings; whoever a setting concerns watches it there (language, look, proxy, notices).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QTime
from PySide6.QtWidgets import QComboBox, QTimeEdit, QWidget

from desktop.settings import Setting, Settings
from desktop.ui.controls import SegmentedChoice, WrappingCheckBox
from desktop.ui.field_box import FieldBox
from desktop.ui.theme import space

T = TypeVar("T", bool, int, str)


class Keeper:
    """The settings as the rows know them."""

    def __init__(self, kept: Settings, after: Callable[[OSError | None], None]) -> None:
        """`after` is called once something was kept, with what kept it from reaching the disk."""
        self._kept = kept
        self._after = after

    def get(self, setting: Setting[T]) -> T:
        """The value in force."""
        return self._kept.get(setting)

    def keep(self, setting: Setting[T], value: T) -> None:
        """Another value from now on. Where the disk refuses it, it holds until the program ends."""
        try:
            self._kept.set(setting, value)
        except OSError as error:
            self._after(error)
        else:
            self._after(None)

    def refused(self, error: OSError) -> None:
        """The system would not do what a setting asks of it."""
        self._after(error)


class Row(Protocol):
    """What a page asks of its rows."""

    setting: Setting[Any]

    def load(self) -> None:
        """Show the value in force, without telling anybody."""
        ...


class SwitchRow(WrappingCheckBox):
    """On or off."""

    def __init__(self, keeper: Keeper, setting: Setting[bool], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setting = setting
        self._keeper = keeper
        self.clicked.connect(self._clicked)

    def load(self) -> None:
        """Show the value in force."""
        self.setChecked(self._keeper.get(self.setting))

    def _clicked(self, on: bool) -> None:
        self._keeper.keep(self.setting, on)


class ChoiceRow(FieldBox):
    """One of several values, from a list."""

    def __init__(self, keeper: Keeper, setting: Setting[T], parent: QWidget | None = None) -> None:
        self.box = QComboBox()
        super().__init__(self.box, parent)
        self.setting: Setting[Any] = setting
        self._keeper = keeper
        # `activated`, not `currentIndexChanged`: only what the person does is kept, not what a new language rebuilds.
        self.box.activated.connect(lambda _: keeper.keep(setting, self.box.currentData()))

    def set_choices(self, choices: Sequence[tuple[object, str]]) -> None:
        """Offer these (value, words); the chosen one stays chosen."""
        chosen = self.box.currentData()
        self.box.clear()
        for value, words in choices:
            self.box.addItem(words, value)
        self.box.setCurrentIndex(max(0, self.box.findData(chosen)))

    def load(self) -> None:
        """Show the value in force."""
        self.box.setCurrentIndex(max(0, self.box.findData(self._keeper.get(self.setting))))


class SegmentsRow(FieldBox):
    """One of a few values, side by side."""

    def __init__(self, keeper: Keeper, setting: Setting[str], parent: QWidget | None = None) -> None:
        self.choice = SegmentedChoice()
        super().__init__(self.choice, parent)
        self.setting = setting
        self._keeper = keeper
        self.choice.chosen.connect(lambda value: keeper.keep(setting, value))

    def load(self) -> None:
        """Show the value in force."""
        self.choice.set_value(self._keeper.get(self.setting))


class TimeRow(QTimeEdit):
    """A time of the day; the setting holds minutes since midnight."""

    def __init__(self, keeper: Keeper, setting: Setting[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setting = setting
        self._keeper = keeper
        # The style sheet's padding does not reach the line inside.
        self.lineEdit().setTextMargins(space(2), 0, 0, 0)
        self.editingFinished.connect(self._edited)

    def load(self) -> None:
        """Show the value in force."""
        minutes = self._keeper.get(self.setting) % (24 * 60)
        self.setTime(QTime(minutes // 60, minutes % 60))

    def _edited(self) -> None:
        self._keeper.keep(self.setting, self.time().hour() * 60 + self.time().minute())
