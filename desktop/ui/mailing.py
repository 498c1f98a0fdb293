"""What a person can do about e-mail with something that waits: send it by it, and say what became of that.

Made for a page; the letter's lane and dialog come only with the first letter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from desktop.domain.change import Change
from desktop.domain.change_state import ChangeState
from desktop.domain.mailing import Obstacle, obstacle
from desktop.errors import Mistake
from desktop.ui.bubble import Deal
from desktop.ui.controls import secondary_button
from desktop.ui.session_view import SessionView

if TYPE_CHECKING:
    from desktop.connectors.email import Letter
    from desktop.runtime.mailroom import Mailroom
    from desktop.settings import Settings
    from desktop.ui.email_dialog import EmailDialog


class Mailing(QObject):
    """One dialog at a time for each change. `close` it before its account goes."""

    failed = Signal(object)
    """A `WorldError` of the disk."""

    said = Signal(str)
    """A sentence about something that could not be done."""

    def __init__(self, session: SessionView, settings: Settings | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._over = parent
        self._room: Mailroom | None = None
        self._open: dict[str, EmailDialog] = {}

    @property
    def dialogs(self) -> tuple[EmailDialog, ...]:
        """Those that stand open."""
        return tuple(self._open.values())

    def hindrance(self, change: Change) -> Obstacle | None:
        """What keeps a change (in the state that it is shown in) from going by e-mail."""
        session = self._session
        waiting = [one for one in session.views.outbox() if one.ticket_id == change.ticket_id]
        unsettled = [one for one in waiting if not one.state.is_settled]
        place = next((at for at, one in enumerate(unsettled) if one.id == change.id), len(unsettled))
        row = session.views.rows([change.ticket_id]).get(change.ticket_id)
        number = row.number if row is not None else ""
        return obstacle(change, unsettled[:place], number, session.helpdesk, session.person)

    def is_offered(self, change: Change, *, online: bool) -> bool:
        """Whether e-mail is offered beside a change in the conversation: not while it goes by itself in a moment."""
        waits = change.state in (ChangeState.QUEUED, ChangeState.UPLOADING, ChangeState.NEEDS_ATTENTION)
        is_held_up = not online or change.attempts > 0 or change.state.needs_person
        return waits and is_held_up and self.hindrance(change) is None

    def deal(self, deal: Deal, change_id: str) -> None:
        """Do what the person asked for in the conversation."""
        match deal:
            case Deal.BY_MAIL:
                self.ask(change_id)
            case Deal.MAIL_DID_NOT_GO:
                self.did_not_go(change_id)
            case Deal.OVER_THE_LINE:
                self.over_the_line(change_id)
            case _:
                raise Mistake(f"{deal} has nothing to do with e-mail")

    def ask(self, change_id: str, over: QWidget | None = None) -> None:
        """Show what would be sent, and the ways it may go."""
        if (present := self._open.get(change_id)) is not None:
            present.raise_()
            present.activateWindow()
            return
        from desktop.actions.send_by_email import letter_for  # with the library for mail: only for those who write one

        def known(letter: Letter | Obstacle) -> None:
            if isinstance(letter, Obstacle):
                from desktop.ui.wording.mail import obstacle_sentence

                self.said.emit(obstacle_sentence(letter))
            else:
                self._show(letter, over or self._over)

        self._session.perform(letter_for, change_id, self._session.person, then=known, failed=self.failed.emit)

    def did_not_go(self, change_id: str) -> None:
        """The person says so: it is theirs again. What is being sent at this moment is stopped first, and says itself what became of it."""
        if self._is_stopped(change_id):
            return
        from desktop.actions.send_by_email import mail_did_not_go

        self._session.perform(mail_did_not_go, change_id, then=self._told, failed=self.failed.emit)

    def over_the_line(self, change_id: str, over: QWidget | None = None) -> QMessageBox:
        """Ask whether it goes over the line instead: whoever has sent the mail must not."""
        box = QMessageBox(over or self._over)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(self.tr("Send without e-mail?"))
        box.setText(self.tr("Was the e-mail really not sent?"))
        box.setInformativeText(
            self.tr(
                "If it was sent, the helpdesk may get this twice. Sportello asks first whether the helpdesk has it, but an e-mail can take"
                " a while to arrive."
            )
        )
        send = secondary_button(self.tr("It was not: send it"), box)
        wait = secondary_button(self.tr("Wait for the e-mail"), box)
        box.addButton(send, QMessageBox.ButtonRole.AcceptRole)
        box.addButton(wait, QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(wait)
        box.setEscapeButton(wait)
        send.clicked.connect(lambda: self._send_over_the_line(change_id))
        box.open()
        return box

    def close(self) -> None:
        """End what is under way."""
        for dialog in self.dialogs:
            dialog.reject()
        if self._room is not None:
            self._room.close()

    def _is_stopped(self, change_id: str) -> bool:
        if self._room is None or not self._room.is_under_way(change_id):
            return False
        self._room.stop(change_id)
        return True

    def _send_over_the_line(self, change_id: str) -> None:
        if self._is_stopped(change_id):
            return
        from desktop.actions.send_by_email import send_over_the_line

        self._session.perform(send_over_the_line, change_id, then=self._told, failed=self.failed.emit)

    def _told(self, done: bool) -> None:
        if not done:
            self.said.emit(self.tr("The helpdesk has it already."))

    def _show(self, letter: Letter, over: QWidget) -> None:
        change = self._session.views.change(letter.change_id)
        if change is None or letter.change_id in self._open:
            return
        from desktop.runtime.mailroom import Mailroom  # as above
        from desktop.ui.email_dialog import EmailDialog

        if self._room is None:
            self._room = Mailroom(self._session, self)
        dialog = EmailDialog(change, letter, self._room, self._settings, over.window())
        self._open[change.id] = dialog
        dialog.finished.connect(lambda _: self._open.pop(change.id, None))
        dialog.open()
