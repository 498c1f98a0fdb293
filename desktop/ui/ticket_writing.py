"""Tickets being written in an account: opens the wizard, finds drafts again, and closes every wizard without losing a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.actions.asking import Beginning
from desktop.actions.drafts import delete_draft, new_ticket_draft
from desktop.domain.draft import TicketDraft
from desktop.runtime.account_session import AccountSession

if TYPE_CHECKING:
    from desktop.ui.open_ticket_wizard import OpenTicketWizard


class TicketWriting(QObject):
    """One wizard at a time per ticket; several tickets may be written side by side."""

    sent = Signal(str)
    """Id of the ticket that was put into the outbox."""

    added = Signal(str)
    """Id of the ticket to whose reply the text was added."""

    emptied = Signal()
    """The last wizard is closed, and all it had is kept."""

    offered = Signal(object)
    """The `TicketDraft` to offer again, None when there is none."""

    def __init__(self, session: AccountSession, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._wizards: dict[str, OpenTicketWizard] = {}
        session.cache_changed.connect(self._refresh)

    @property
    def wizards(self) -> list[OpenTicketWizard]:
        """The open wizards."""
        return list(self._wizards.values())

    def begin(self, machine_id: str = "", request_type: str = "", subject: str = "") -> None:
        """A new ticket, with what is known of it already filled in."""
        self.start(Beginning(subject, request_type, machine_id))

    def start(self, beginning: Beginning) -> None:
        """A new ticket that begins with what the person has in front of them."""
        self._session.perform(new_ticket_draft, then=lambda draft: self._open(draft, beginning))

    def go_on(self, draft: TicketDraft) -> None:
        """Continue a ticket that was being written."""
        wizard = self._wizards.get(draft.id)
        if wizard is not None:
            wizard.show()
            wizard.raise_()
            wizard.activateWindow()
            return
        self._open(draft)

    def give_up(self, draft: TicketDraft) -> None:
        """Forget a draft on the person's order."""
        self._session.perform(delete_draft, draft, then=lambda _: self.offer())

    def offer(self) -> None:
        """Look for a ticket that was being written and is not open in a wizard."""
        if not self._session.is_open:
            return
        waiting = [draft for draft in self._session.views.ticket_drafts() if draft.id not in self._wizards]
        self.offered.emit(waiting[0] if waiting else None)

    def close_all(self) -> None:
        """Close every wizard; what was written is saved by each, before the session closes its lanes."""
        for wizard in self.wizards:
            wizard.close()

    def _open(self, draft: TicketDraft, beginning: Beginning | None = None) -> None:
        from desktop.actions.wizard import WizardFlow
        from desktop.ui.open_ticket_wizard import OpenTicketWizard, SessionDesk  # 60 ms, needed by those who write

        session = self._session
        known = beginning.machine_id if beginning is not None else draft.machine_id
        machine = session.views.machine(known) if known else None
        offered = (session.catalogue, session.helpdesk, QLocale().name(), machine)
        flow = WizardFlow.begin(draft, *offered) if beginning is None else WizardFlow.start(draft, beginning, *offered)
        wizard = OpenTicketWizard(flow, SessionDesk(session), parent=self._window)
        wizard.setObjectName("openTicketWizard")
        self._wizards[draft.id] = wizard
        wizard.sent.connect(self.sent)
        wizard.added_to_ticket.connect(self.added)
        wizard.ended.connect(lambda: self._ended(draft.id))
        self.offer()
        # Qt would give a dialog two thirds of the screen at most: too little on a small one.
        screen = self._window.screen().availableGeometry().size()
        wizard.resize(wizard.sizeHint().boundedTo(screen * 0.96))
        wizard.show()

    def _ended(self, draft_id: str) -> None:
        self._wizards.pop(draft_id, None)
        self.offer()
        if not self._wizards:
            self.emptied.emit()

    def _refresh(self) -> None:
        for wizard in self.wizards:
            wizard.refresh(self._session.catalogue, self._session.helpdesk)
