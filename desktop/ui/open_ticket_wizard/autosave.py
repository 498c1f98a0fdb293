"""Keeping the draft: at most a second after the last keystroke, and at once when somebody looks away.

The words in the wizard's footer come from here, and they are true: "saved" is said only when the store has answered.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from desktop.domain.draft import TicketDraft
from desktop.errors import SportelloError
from desktop.ui.open_ticket_wizard.desk import WizardDesk

PAUSE: Final = 400
"""Milliseconds without a keystroke after which the draft is saved: inside the promised second, and not on every
letter."""

LONGEST: Final = 2000
"""Milliseconds after which it is saved even while somebody types without a pause."""


class SaveState(Enum):
    """How safe the draft is."""

    UNTOUCHED = auto()
    WRITING = auto()
    SAVED = auto()
    FAILED = auto()


class Autosave(QObject):
    """Saves the newest draft through the desk."""

    state_changed = Signal()
    settled = Signal()
    """Nothing is waiting to be saved and no answer is outstanding."""

    def __init__(self, desk: WizardDesk, current: Callable[[], TicketDraft], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._current = current
        self._saved: TicketDraft | None = None
        self._outstanding = 0
        self._state = SaveState.UNTOUCHED
        self.error: SportelloError | None = None
        """Why the last save failed, while `state` is FAILED."""
        self._since_first = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.flush)

    @property
    def state(self) -> SaveState:
        """How safe the draft is now."""
        return self._state

    @property
    def is_settled(self) -> bool:
        """Whether nothing waits and no answer is outstanding."""
        return not self._timer.isActive() and self._outstanding == 0

    def touch(self) -> None:
        """The draft is different: save it soon."""
        if not self._timer.isActive():
            self._since_first.start()
        left = max(0, LONGEST - self._since_first.elapsed())
        self._timer.start(min(PAUSE, left))
        self._become(SaveState.WRITING)

    def flush(self) -> None:
        """Save now, unless nothing is different."""
        self._timer.stop()
        draft = self._current()
        if draft == self._saved or (self._saved is None and draft.is_empty):
            if self._state is SaveState.WRITING and self._outstanding == 0:
                self._become(SaveState.UNTOUCHED if self._saved is None else SaveState.SAVED)
            return
        self._saved = draft
        self._outstanding += 1
        self._desk.save(draft, self._kept, self._not_kept)

    def stop(self) -> None:
        """Save no more: the draft has become something else."""
        self._timer.stop()

    def _kept(self) -> None:
        self._outstanding -= 1
        if self._outstanding == 0 and not self._timer.isActive():
            self.error = None
            self._become(SaveState.SAVED)
            self.settled.emit()

    def _not_kept(self, error: SportelloError) -> None:
        self._outstanding -= 1
        self._saved = None
        self.error = error
        self._become(SaveState.FAILED)
        if self.is_settled:
            self.settled.emit()

    def _become(self, state: SaveState) -> None:
        self._state = state
        self.state_changed.emit()
