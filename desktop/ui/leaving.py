"""Leaving an account: signing out of it, removing it from this computer. Unsent work stops both and asks; other accounts go on.

Whatever is being typed is saved first, so that the question names all of it. Nothing is thrown away but by the one order that says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QMessageBox

from desktop import errors
from desktop.actions.sign_out import Unsent, note_leaving, what_is_unsent
from desktop.identity import APP_NAME
from desktop.storage.accounts import Account
from desktop.ui.open_ticket_wizard.draft_offer import draft_title
from desktop.ui.side_bar import Page
from desktop.ui.unsent_question import LeavingKind, LeavingWords, UnsentItem, UnsentQuestion
from desktop.ui.wording import change_look, deed_name, explain, now_instant

if TYPE_CHECKING:
    from desktop.domain.change import Change
    from desktop.ui.account_desk import AccountDesk

LONGEST_GOODBYE = 3_000
"""Milliseconds that the helpdesk is given to hear of a sign-out; this computer forgets the session in any case."""


@dataclass(frozen=True, slots=True)
class Departure:
    """The account was left."""

    kind: LeavingKind
    account: Account


class Leaving(QObject):
    """One desk's ways out. `left` carries a Departure, when everything that has to be noted is noted."""

    left = Signal(object)

    def __init__(self, desk: AccountDesk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._going = False
        self._waits_for_outbox = False
        self._goodbye = QTimer(self)
        self._goodbye.setSingleShot(True)
        self._goodbye.setInterval(LONGEST_GOODBYE)
        self.question: UnsentQuestion | None = None
        desk.session.outbox_changed.connect(self._look_whether_sent)

    def sign_out(self) -> None:
        """Sign out; unsent work stays on this computer."""
        self._begin(LeavingKind.SIGN_OUT)

    def remove(self) -> None:
        """Remove the account from this computer."""
        self._begin(LeavingKind.REMOVE)

    def close(self) -> None:
        """The desk goes: take the question along."""
        self._going = True
        self._goodbye.stop()
        if self.question is not None:
            self.question.reject()

    # Asking

    def _begin(self, kind: LeavingKind) -> None:
        if self._going or self.question is not None:
            return
        self._waits_for_outbox = False
        session = self._desk.session
        if not session.is_open:
            if kind is LeavingKind.REMOVE:
                self._ask(kind, Unsent(), unreadable=True)
            else:
                self._go(Departure(kind, session.account))
            return
        self._desk.save_what_is_typed()
        # The writer lane is one queue: by then everything typed is saved.
        session.perform(what_is_unsent, then=partial(self._known, kind), failed=partial(self._unknown, kind))

    def _known(self, kind: LeavingKind, unsent: Unsent) -> None:
        if kind is LeavingKind.REMOVE or unsent.count:
            self._ask(kind, unsent)
        else:
            self._leave(kind)

    def _unknown(self, kind: LeavingKind, error: errors.WorldError) -> None:
        if kind is LeavingKind.REMOVE:
            self._ask(kind, Unsent(), unreadable=True)
        else:
            self._tell(error)

    def _ask(self, kind: LeavingKind, unsent: Unsent, *, unreadable: bool = False) -> None:
        desk = self._desk
        account = desk.session.account
        words = LeavingWords(
            account.login,
            account.helpdesk_name or account.address,
            can_wait=bool(unsent.goes_by_itself),
            unreadable=unreadable,
        )
        question = UnsentQuestion(kind, words, self._items(unsent), desk.window)
        question.confirmed.connect(lambda: self._leave(kind))
        question.outbox_asked.connect(lambda: desk.bench.go(Page.OUTBOX))
        question.wait_asked.connect(self._wait)
        question.finished.connect(self._answered)
        self.question = question
        desk.front_asked.emit()
        desk.window.to_front()
        question.open()

    def _answered(self) -> None:
        self.question = None

    def _items(self, unsent: Unsent) -> list[UnsentItem]:
        online = self._desk.session.link.kind.is_working
        untitled = self.tr("a ticket without a subject")
        return [
            *(self._item(change, online=online) for change in unsent.changes),
            *(UnsentItem(self.tr("Draft"), draft_title(draft) or untitled) for draft in unsent.tickets),
            *(UnsentItem(self.tr("Draft of a reply"), self._ticket_name(one.ticket_id)) for one in unsent.replies),
        ]

    def _item(self, change: Change, *, online: bool) -> UnsentItem:
        look = change_look(change, now_instant(), online=online)
        return UnsentItem(deed_name(change), self._ticket_name(change.ticket_id), look.look.words)

    def _ticket_name(self, ticket_id: str) -> str:
        row = self._desk.session.views.rows([ticket_id]).get(ticket_id)
        if row is None:
            return ""
        return f"#{row.number} {row.subject}" if row.number else row.subject

    # Waiting until it is sent

    def _wait(self) -> None:
        self._waits_for_outbox = True
        self._desk.bench.go(Page.OUTBOX)

    def _look_whether_sent(self) -> None:
        session = self._desk.session
        if not self._waits_for_outbox or not session.is_open:
            return
        waiting = [one for one in session.views.outbox() if not (one.state.is_settled or one.state.stands_still)]
        if not waiting:
            self.remove()

    # Going

    def _leave(self, kind: LeavingKind) -> None:
        session = self._desk.session
        departure = Departure(kind, session.account)
        if not session.is_open:
            self._go(departure)
            return
        session.perform(
            note_leaving,
            session.account,
            then=lambda _: self._noted(departure),
            failed=lambda error: self._not_noted(departure, error),
        )

    def _noted(self, departure: Departure) -> None:
        self._desk.bench.setEnabled(False)
        self._desk.session.standing.sign_out(lambda: self._go(departure))
        self._goodbye.timeout.connect(lambda: self._go(departure))
        self._goodbye.start()

    def _not_noted(self, departure: Departure, error: errors.WorldError) -> None:
        if departure.kind is LeavingKind.SIGN_OUT:
            # The next start would open it without a password: that is no signing out.
            self._tell(error)
        else:
            self._noted(departure)

    def _go(self, departure: Departure) -> None:
        if not self._going:
            self._going = True
            self._goodbye.stop()
            self.left.emit(departure)

    def _tell(self, error: errors.WorldError) -> None:
        said = explain(error)
        box = QMessageBox(QMessageBox.Icon.Warning, APP_NAME, said.title, parent=self._desk.window)
        box.setInformativeText(f"{said.sentence} {said.remedy}".strip())
        box.finished.connect(box.deleteLater)
        box.open()
