"""What stands where a ticket would be: that none is chosen, or that it is gone and what became of what was written to it."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Signal

from desktop.ui.empty_state import EmptyState
from desktop.ui.icons import Icon


class LeftBehind(Enum):
    """What the person still has of a ticket that is gone."""

    NOTHING = auto()
    DRAFT = auto()
    DECISION = auto()


class TicketAbsence(EmptyState):
    """One of its ways on is offered at a time."""

    decision_asked = Signal()
    rescue_asked = Signal()
    new_asked = Signal()

    def say_nothing_chosen(self) -> None:
        """Nothing is to be shown."""
        self.show_words(
            Icon.FOLDER_OPEN,
            self.tr("No ticket chosen"),
            self.tr("Choose one from the list, or open a new one. Everything here also works offline."),
            button=self.tr("New ticket"),
            action=self.new_asked.emit,
        )

    def say_gone(self, left: LeftBehind) -> None:
        """The ticket is not here any more."""
        title = self.tr("This ticket is no longer here")
        if left is LeftBehind.NOTHING:
            self.show_words(Icon.FILE, title, self.tr("The helpdesk removed it, or it was discarded."))
            return
        asks = left is LeftBehind.DECISION
        self.show_words(
            Icon.FILE,
            title,
            self.tr("The helpdesk removed it, or you may no longer see it. What you wrote is kept."),
            button=self.tr("Decide…") if asks else self.tr("New ticket with what you wrote"),
            action=self.decision_asked.emit if asks else self.rescue_asked.emit,
        )
