"""The bar that offers a ticket again that somebody was writing: after a crash, after closing the wizard, after a
restart."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QWidget

from desktop.domain.draft import TicketDraft
from desktop.ui.controls import ElidedText, Text, link_button, surface
from desktop.ui.theme import TextRole, Tone, space
from desktop.ui.wording import now_instant, relative_time

_WIDEST = 60


class DraftOffer(QFrame):
    """Hidden while there is no draft. Discarding asks once more, in place: a ticket half written is an hour's work."""

    continued = Signal(object)
    """The `TicketDraft` to go on with."""

    discarded = Signal(object)
    """The `TicketDraft` that the person gives up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        surface(self, "card")
        self._draft: TicketDraft | None = None
        self._asking = False
        self._words = ElidedText(role=TextRole.SMALL, strong=True, widest=_WIDEST)
        self._when = Text(role=TextRole.SMALL, tone=Tone.DIM)
        self.go_on = link_button("")
        self.discard = link_button("", quiet=True)
        self.go_on.clicked.connect(self._go_on)
        self.discard.clicked.connect(self._discard)
        row = QHBoxLayout(self)
        row.setContentsMargins(space(3), space(1) + 2, space(3), space(1) + 2)
        row.setSpacing(space(2))
        row.setDirection(QBoxLayout.Direction.LeftToRight)
        row.addWidget(self._words, 1)
        row.addWidget(self._when)
        row.addWidget(self.go_on)
        row.addWidget(self.discard)
        self.hide()

    def offer(self, draft: TicketDraft | None) -> None:
        """Offer this draft, or nothing."""
        self._draft = draft if draft is not None and not draft.is_empty else None
        self._asking = False
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._show()
        super().changeEvent(event)

    def _show(self) -> None:
        draft = self._draft
        self.setVisible(draft is not None)
        if draft is None:
            return
        title = draft_title(draft) or self.tr("a ticket without a subject")
        if self._asking:
            self._words.set_text(self.tr("Discard “{title}” for good?").format(title=title))
            self.go_on.setText(self.tr("Keep"))
            self.discard.setText(self.tr("Discard"))
        else:
            self._words.set_text(self.tr("You were writing “{title}”").format(title=title))
            self.go_on.setText(self.tr("Continue"))
            self.discard.setText(self.tr("Discard…"))
        self._when.setText(relative_time(draft.updated_at, now_instant()) if draft.updated_at else "")
        self._when.setVisible(bool(self._when.text()) and not self._asking)
        self.setAccessibleName(self._words.text)

    def _go_on(self) -> None:
        if self._asking:
            self._asking = False
            self._show()
        elif self._draft is not None:
            self.continued.emit(self._draft)

    def _discard(self) -> None:
        if not self._asking:
            self._asking = True
            self._show()
            self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._draft is not None:
            draft, self._draft = self._draft, None
            self._show()
            self.discarded.emit(draft)


def draft_title(draft: TicketDraft) -> str:
    """What a draft is called: its subject, else the first line of what was written."""
    own = draft.description if draft.description.strip() != draft.template.strip() else ""
    lines = [draft.subject.strip(), *(line.strip() for line in own.splitlines()), draft.machine_unlisted.strip()]
    return next((line for line in lines if line), draft.files[0].name if draft.files else "")
