"""What a person can answer a ticket with, by the state it is in: reply, close, reopen with details, go on in a new one."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.account import Feature
from desktop.domain.change import Change
from desktop.domain.projection import TicketView
from desktop.domain.queue_order import waits_in_turn
from desktop.errors import WorldError
from desktop.ui.closed_bar import ClosedBar
from desktop.ui.composer import Composer
from desktop.ui.reply_desk import ReplyDesk
from desktop.ui.session_view import SessionView
from desktop.ui.wording import explain


class TicketAnswering(QObject):
    """Chooses between the composer and the bar of a closed ticket, and does what they ask for."""

    draft_made = Signal(object)
    """A `TicketDraft` in which a closed ticket goes on."""

    said = Signal(str)
    """What did not work, in words."""

    def __init__(self, session: SessionView, composer: Composer, replies: ReplyDesk, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._composer = composer
        self._replies = replies
        self._view: TicketView | None = None
        self._reopening: dict[str, bool] = {}
        self.bar = ClosedBar()
        self.bar.hide()
        self.area = QWidget()
        column = QVBoxLayout(self.area)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(composer)
        column.addWidget(self.bar)
        composer.send_asked.connect(self._send)
        composer.status_asked.connect(self._status_asked)
        self.bar.reopen_asked.connect(self.reopen)
        self.bar.new_asked.connect(self.go_on_in_new)

    @property
    def may_reopen(self) -> bool:
        """Whether the ticket that shows can be reopened."""
        return self._view is not None and self._view.is_closed and self._session.helpdesk.has(Feature.REOPEN)

    @property
    def may_close(self) -> bool:
        """Whether the ticket that shows can be closed."""
        return self._view is not None and not self._view.is_closed and bool(self._view.number)

    @property
    def may_go_on(self) -> bool:
        """Whether what the ticket that shows was about can go on in a new one."""
        return self._view is not None and self._view.is_closed and bool(self._view.number)

    @property
    def is_reopening(self) -> bool:
        """Whether the composer asks what is still wrong. What was written to a closed ticket is never hidden but on the person's order."""
        view = self._view
        if view is None or not self.may_reopen:
            return False
        return self._reopening.get(view.id, not self._composer.is_empty)

    def show(self, view: TicketView) -> None:
        """Offer what this ticket, whose reply is in the composer, can be answered with."""
        self._view = view
        if not view.is_closed:
            self._reopening.pop(view.id, None)
            self._offer_reply(view)
        elif self.is_reopening:
            self._composer.offer(
                placeholder=self.tr("What is still wrong?"),
                status_words=self.tr("Cancel"),
                send_words=self.tr("Reopen ticket"),
                missing=self.tr("Say what is still wrong first, so that it can be looked at."),
            )
            self._composer.say_hint(self.tr("This ticket is closed. What you write here reopens it."))
        else:
            self.bar.offer(may_reopen=self.may_reopen, has_draft=not self._composer.is_empty)
        writes = not view.is_closed or self.is_reopening
        self._composer.setVisible(writes)
        self.bar.setVisible(not writes)

    def focus(self) -> None:
        """Let the person write: into a closed ticket what reopens it, if that is possible."""
        if self.may_reopen and not self.is_reopening:
            self.reopen()
        elif not self._composer.isHidden() and self._composer.edit.isEnabled():
            self._composer.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif not self.bar.isHidden():
            self.bar.new.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def reopen(self) -> None:
        """Ask what is still wrong."""
        view = self._view
        if view is None or not self.may_reopen:
            return
        self._reopening[view.id] = True
        self.show(view)
        self._composer.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_ticket(self) -> None:
        """Close the ticket; a text goes along as the last word."""
        view = self._view
        if view is None or not self.may_close:
            return
        from desktop.actions.change_status import close_ticket

        if self._composer.files:
            # Files only travel with a reply.
            self._replies.send(
                then=lambda: self._session.perform(close_ticket, view.id, "", view.version, view.seen, failed=self._say)
            )
            return
        text = self._composer.text.strip()
        # While it goes into the outbox nothing is typed that would be cleared along with it.
        self._composer.lock(bool(text))

        def done(_change: Change) -> None:
            self._composer.lock(False)
            if text:
                self._replies.forget(view.id)

        def failed(error: WorldError) -> None:
            self._composer.lock(False)
            self._say(error)

        self._session.perform(close_ticket, view.id, text, view.version, view.seen, then=done, failed=failed)

    def go_on_in_new(self) -> None:
        """Write a new ticket that refers to this one."""
        view = self._view
        if view is None:
            return
        from desktop.actions.reopen import follow_up

        self._replies.flush()
        preface = self.tr("This goes on from ticket #{number}.").format(number=view.number)

        def made(draft: object) -> None:
            self._replies.reload()
            if draft is not None:
                self.draft_made.emit(draft)

        self._session.perform(follow_up, view.id, preface, then=made, failed=self._say)

    def _offer_reply(self, view: TicketView) -> None:
        status = self.tr("Close ticket") if view.number else ""
        self._composer.offer(placeholder=self.tr("Write a reply…"), status_words=status)
        in_order = waits_in_turn(view, self._session.helpdesk)
        self._composer.say_hint(
            self.tr("Tickets are answered strictly in order of arrival; adding to one does not make it quicker.")
            if in_order
            else ""
        )

    def _send(self) -> None:
        view = self._view
        if view is None or not self.is_reopening:
            self._replies.send()
            return
        from desktop.actions.reopen import reopen_with

        def sent() -> None:
            self._reopening.pop(view.id, None)

        self._replies.send(reopen_with, view.version, then=sent)

    def _status_asked(self) -> None:
        view = self._view
        if view is not None and self.is_reopening:
            self._reopening[view.id] = False
            self._composer.flush()
            self.show(view)
            self.bar.reopen.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.close_ticket()

    def _say(self, error: WorldError) -> None:
        said = explain(error)
        self.said.emit(" ".join(part for part in (said.sentence, said.remedy) if part))
