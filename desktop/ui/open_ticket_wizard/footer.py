"""The wizard's footer: the truth about the draft on the left, the way back and on to the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.actions.wizard import Step, WizardFlow
from desktop.domain.instant import Instant
from desktop.errors import SportelloError
from desktop.ui.controls import Text, primary_button, secondary_button
from desktop.ui.open_ticket_wizard.autosave import SaveState
from desktop.ui.theme import TextRole, Tone, space
from desktop.ui.wording import explain, time_of_day
from desktop.ui.wording.sentences import fill


class Footer(QWidget):
    """Says how safe the draft is, as long as nothing else has to be said."""

    def __init__(self, now: Callable[[], Instant], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._saved_at = now()
        self._state = SaveState.UNTOUCHED
        self._is_empty = True
        self._error: SportelloError | None = None
        self.words = Text(role=TextRole.SMALL, tone=Tone.DIM, wrap=True)
        self.back = secondary_button("")
        self.next = primary_button("")
        self._since_saved = QElapsedTimer()
        self._ageing = QTimer(self)
        self._ageing.setInterval(15_000)
        self._ageing.timeout.connect(self._show)
        row = QHBoxLayout(self)
        row.setContentsMargins(space(6) + 2, space(3) + 2, space(6) + 2, space(3) + 2)
        row.setSpacing(space(2) + 2)
        row.addWidget(self.words, 1)
        row.addWidget(self.back)
        row.addWidget(self.next)
        self._ageing.start()

    def show_draft(
        self, state: SaveState, error: SportelloError | None, *, is_empty: bool, fresh: bool = False
    ) -> None:
        """How safe the draft is; `fresh` when that has just become so."""
        if fresh and state is SaveState.SAVED:
            self._since_saved.start()
            self._saved_at = self._now()
        self._state, self._error, self._is_empty = state, error, is_empty
        self._show()

    def show_step(self, flow: WizardFlow) -> None:
        """What the buttons lead to."""
        self.back.setText(self.tr("Back"))
        self.back.setVisible(not flow.is_first)
        if flow.step is Step.REVIEW:
            self.next.setText(self.tr("Send"))
            return
        words = {
            Step.MACHINE: self.tr("Next: machine"),
            Step.DETAILS: self.tr("Next: what happens"),
            Step.REVIEW: self.tr("Next: review"),
        }
        self.next.setText(words[flow.steps[flow.steps.index(flow.step) + 1]])

    def tell(self, words: str, tone: Tone = Tone.DIM) -> None:
        """Say something else, until the draft has news."""
        self.words.setText(words)
        self.words.set_tone(tone)

    def stop(self) -> None:
        """The window goes."""
        self._ageing.stop()

    def _show(self) -> None:
        match self._state:
            case SaveState.UNTOUCHED:
                self.tell(self.tr("What you write is kept as a draft. Works offline."))
            case SaveState.WRITING:
                pass
            case SaveState.SAVED if self._is_empty:
                self.tell(self.tr("What you write is kept as a draft. Works offline."))
            case SaveState.SAVED:
                if self._since_saved.isValid() and self._since_saved.elapsed() < 60_000:
                    self.tell(self.tr("Saved as a draft a moment ago. Works offline."))
                else:
                    time = time_of_day(self._saved_at)
                    self.tell(fill(self.tr("Saved as a draft at {time}. Works offline."), time=time))
            case SaveState.FAILED:
                why = explain(self._error).sentence if self._error else ""
                self.tell(
                    self.tr("Not saved as a draft: {reason} Leave this window open.").format(reason=why), Tone.NEEDS_YOU
                )
