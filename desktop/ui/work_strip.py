"""A strip for long work, in place: what is being done, how far it is and how long it takes, with a button to stop; then what came of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop.ui.controls import Rule, Text, ToolButton, link_button, surface
from desktop.ui.icons import Icon
from desktop.ui.theme import TextRole, Tone, space
from desktop.ui.wording import duration_left

TELLING = 2.0
"""Seconds of work before anybody can say how long it takes."""


class WorkStrip(QWidget):
    """One piece of work at a time. Hidden until `begin`; the result stays until it is dismissed or something else begins."""

    stop_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        surface(self, "pane")
        self._title = ""
        self._clock = QElapsedTimer()
        self._act: Callable[[], object] | None = None
        self._words = Text(role=TextRole.SMALL, wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(space(1))
        self.stop: QPushButton = link_button(self.tr("Stop"))
        self.stop.clicked.connect(self.stop_asked)
        self.action: QPushButton = link_button("")
        self.action.clicked.connect(self._acted)
        self.dismiss = ToolButton(Icon.CLOSE, self.tr("Dismiss"))
        self.dismiss.clicked.connect(self.hide)
        row = QHBoxLayout()
        row.setContentsMargins(space(5) + 2, space(2), space(4), space(2))
        row.setSpacing(space(3))
        said = QVBoxLayout()
        said.setSpacing(space(1))
        said.addWidget(self._words)
        said.addWidget(self._bar)
        row.addLayout(said, 1)
        for widget in (self.action, self.stop, self.dismiss):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Rule())
        column.addLayout(row)
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def begin(self, title: str) -> None:
        """Work begins; nobody knows yet how much."""
        self._title = title
        self._clock.start()
        self._words.set_tone(Tone.TEXT)
        self._words.setText(title)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(title)
        self._bar.show()
        self.stop.show()
        self.action.hide()
        self.dismiss.hide()
        self.show()

    def advance(self, done: int, total: int, amount: str = "") -> None:
        """So much of it is done; `amount` says it in words ("3.1 MB of 12 MB")."""
        self._bar.setRange(0, 1000)
        self._bar.setValue(1000 * done // max(1, total))
        seconds = self._clock.elapsed() / 1000
        left = duration_left(seconds * (total - done) / done) if done and seconds > TELLING else ""
        self._words.setText(" · ".join(part for part in (self._title, amount, left) if part))

    def end(
        self, sentence: str, *, trouble: bool = False, button: str = "", action: Callable[[], object] | None = None
    ) -> None:
        """It is over; `action` is what the button named `button` does."""
        self._words.set_tone(Tone.NEEDS_YOU if trouble else Tone.TEXT)
        self._words.setText(sentence)
        self._bar.hide()
        self.stop.hide()
        self._act = action
        self.action.setText(button)
        self.action.setVisible(bool(button))
        self.dismiss.show()
        self.show()

    def _acted(self) -> None:
        if self._act is not None:
            self._act()
