"""Asks the person about a change that the helpdesk's state speaks against, and does what they decide."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.change import Change, EditTicket
from desktop.domain.way_on import WayOn, can_decide
from desktop.errors import WorldError
from desktop.ui.discard_question import ask_to_discard
from desktop.ui.session_view import SessionView
from desktop.ui.wording import edit_in_words

if TYPE_CHECKING:
    from desktop.ui.conflict_dialog import ConflictDialog


class Perform(Protocol):
    """Does an action of `actions` on the account, as `SessionView.perform`."""

    def __call__(
        self,
        action: Callable[..., Any],
        *arguments: object,
        then: Callable[[Any], None] | None = None,
        failed: Callable[[WorldError], None] | None = None,
    ) -> None:
        """Run it, and answer on the GUI thread."""
        ...


class Deciding(QObject):
    """One question at a time for each change. `parent` is the widget over which it is asked."""

    draft_made = Signal(object)
    """A `TicketDraft` or `ReplyDraft` in which what was taken back goes on."""

    moved_to = Signal(str)
    """Id of the ticket in which it goes on."""

    failed = Signal(object)

    def __init__(self, session: SessionView, parent: QWidget, perform: Perform | None = None) -> None:
        """`perform` stands in for the session's own where what is being written has to be kept apart meanwhile."""
        super().__init__(parent)
        self._session = session
        self._over = parent
        self._perform = perform or session.perform
        self._open: dict[str, ConflictDialog] = {}

    @property
    def dialogs(self) -> tuple[ConflictDialog, ...]:
        """The questions that stand open."""
        return tuple(self._open.values())

    def ask(self, change_id: str) -> bool:
        """Ask about this change; False when there is nothing to decide."""
        if (present := self._open.get(change_id)) is not None:
            present.raise_()
            present.activateWindow()
            return True
        change = self._session.views.change(change_id)
        if change is None or not can_decide(change):
            return False
        from desktop.ui.conflict_dialog import ConflictDialog  # with the wizard's rows: only for those who are asked

        dialog = ConflictDialog(self._session, change, self._over.window())
        self._open[change_id] = dialog
        dialog.decided.connect(partial(self._decided, dialog))
        dialog.finished.connect(lambda _: self._open.pop(change_id, None))
        dialog.open()
        return True

    def ask_about_ticket(self, ticket_id: str) -> bool:
        """Ask about the first change of a ticket that has something to decide; False when there is none."""
        changes = [one for one in self._session.views.outbox() if one.ticket_id == ticket_id]
        found = next((one for one in changes if can_decide(one)), None)
        return found is not None and self.ask(found.id)

    def _decided(self, dialog: ConflictDialog, way: WayOn) -> None:
        from desktop.actions import settle  # pulls storage in

        change, ticket = dialog.change, dialog.ticket
        do = partial(self._perform, failed=self.failed.emit)
        match way:
            case WayOn.SEND_MINE:
                do(settle.send_mine, change.id, ticket.seen if ticket else ())
            case WayOn.KEEP_THEIRS:
                do(settle.keep_theirs, change.id, self._in_words(change), then=self._made)
            case WayOn.REOPEN_AND_SEND:
                do(settle.reopen_and_send, change.id)
            case WayOn.NEW_TICKET:
                preface = self.tr("This goes on from ticket #{number}.").format(number=ticket.number) if ticket else ""
                do(settle.as_new_ticket, change.id, preface, then=self._made)
            case WayOn.TAKE_BACK:
                do(settle.undo, change.id, then=self._made)
            case WayOn.CONTINUE_THERE:
                there = change.problem.merged_into if change.problem else ""
                do(settle.continue_there, change.id, there, then=lambda _: self.moved_to.emit(there))
            case WayOn.DISCARD:
                ask_to_discard(self._over, change, lambda: do(settle.discard, change.id))

    def _in_words(self, change: Change) -> str:
        if not isinstance(change.deed, EditTicket):
            return ""
        return edit_in_words(change.deed.after, self._session.catalogue, QLocale().name())

    def _made(self, draft: object) -> None:
        if draft is not None:
            self.draft_made.emit(draft)
