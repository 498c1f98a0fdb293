"""Which time it is that this machine has trouble."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.domain.instant import Instant
from desktop.domain.recurrence import Recurrence
from desktop.ui.controls import Card, Text
from desktop.ui.theme import TextRole, Tone
from desktop.ui.wording.recurrence import recurrence_words


class RecurrenceCard(Card):
    """Hidden the first time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent=parent)
        self._text = Text(role=TextRole.SMALL, tone=Tone.DIM, wrap=True)
        self.body.addWidget(self._text)
        self.setVisible(False)

    def show_past(self, before: Recurrence, now: Instant) -> None:
        """Say it, in the language in force."""
        self.setVisible(bool(before.count))
        if before.count:
            self.heading.setText(recurrence_words.this_time(before, now))
            self._text.setText(recurrence_words.advice(before))
            self.setAccessibleName(self.heading.text())
