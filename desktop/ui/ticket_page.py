"""The page of one ticket: head, conversation, reply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from desktop.domain.change import Change, EditTicket, FrozenFile, TicketFields
from desktop.domain.draft import ReplyDraft, TicketDraft
from desktop.domain.projection import TicketView
from desktop.domain.rules import TicketField, editable_fields
from desktop.domain.ticket import Attachment
from desktop.domain.way_on import can_decide
from desktop.errors import WorldError
from desktop.ui.bubble import Deal, Surroundings
from desktop.ui.composer import Composer
from desktop.ui.controls import Rule, surface
from desktop.ui.controls.thumbnail import ThumbnailLoader
from desktop.ui.deciding import Deciding
from desktop.ui.discard_question import ask_to_discard
from desktop.ui.file_door import FileDoor
from desktop.ui.head_area import HeadArea
from desktop.ui.mailing import Mailing
from desktop.ui.reply_desk import ReplyDesk
from desktop.ui.session_view import SessionView
from desktop.ui.ticket_absence import LeftBehind, TicketAbsence
from desktop.ui.ticket_answering import TicketAnswering
from desktop.ui.ticket_copies import TicketCopies
from desktop.ui.ticket_files import TicketFiles
from desktop.ui.ticket_header import TicketHeader
from desktop.ui.ticket_history import TicketHistory
from desktop.ui.ticket_menu import TicketMenu
from desktop.ui.timeline import Timeline
from desktop.ui.wording import explain, now_instant
from desktop.ui.wording.link import CALM
from desktop.ui.work_strip import WorkStrip

if TYPE_CHECKING:
    from desktop.ui.edit_details_dialog import EditDetailsDialog

READING_TIME = 1200
"""Milliseconds a ticket is in sight before it counts as read."""


class TicketPage(QWidget):
    """Shows the ticket asked for with `show_ticket`, and follows it through every sync."""

    machine_asked = Signal(str)
    new_ticket_requested = Signal()
    edit_ticket_requested = Signal(object)
    """A TicketDraft that was taken back out of the outbox, to go on writing."""

    back_asked = Signal()
    ticket_asked = Signal(str)
    """Another ticket in which this one goes on."""

    def __init__(
        self,
        session: SessionView,
        thumbnails: ThumbnailLoader,
        door: FileDoor,
        mailing: Mailing | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._view: TicketView | None = None
        self._asked_for = ""
        super().__init__(parent)
        surface(self, "window")
        self._session = session
        self._mailing = mailing
        self._fresh: frozenset[str] = frozenset()
        self._online = str(session.link.kind) in CALM
        around = Surroundings(
            catalogue=lambda: session.catalogue,
            language=lambda: QLocale().name(),
            local_file=session.attachments.local_file,
            now=now_instant,
            online=lambda: self._online,
            held=session.waits_for_line,
            thumbnails=thumbnails,
            mailable=self._is_mailable,
        )
        self.header = TicketHeader()
        self.timeline = Timeline(around)
        self.composer = Composer(thumbnails)
        self.replies = ReplyDesk(session, self.composer, self)
        self.answering = TicketAnswering(session, self.composer, self.replies, self)
        self.strip = WorkStrip()
        self.files = TicketFiles(session, door, self.strip, lambda: self._view, self)
        self.copies = TicketCopies(session, self.strip, lambda: self._view, self)
        self.history = TicketHistory()
        self.deciding = Deciding(session, self, self.replies.take_back)
        self._editing: EditDetailsDialog | None = None
        self.empty = TicketAbsence()
        self._build()
        session.cache_changed.connect(self._renew)
        session.outbox_changed.connect(self._renew)
        session.link_changed.connect(self._on_link)

    def _build(self) -> None:
        ticket = QWidget()
        column = QVBoxLayout(ticket)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = HeadArea(self.header)
        head.watch(self)
        column.addWidget(head)
        column.addWidget(Rule())
        column.addWidget(self.history)
        self._below_history = Rule()
        column.addWidget(self._below_history)
        self._show_history(shown=False)
        column.addWidget(self.timeline, 1)
        column.addWidget(self.strip)
        column.addWidget(Rule())
        column.addWidget(self.answering.area)
        self._ticket = ticket
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(ticket)
        self.empty.decision_asked.connect(self.decide)
        self.empty.rescue_asked.connect(self._rescue)
        self.empty.new_asked.connect(self.new_ticket_requested)
        self.header.machine_asked.connect(self.machine_asked)
        self.header.back.clicked.connect(self.back_asked)
        self.header.edit_asked.connect(self.edit_details)
        self.deciding.draft_made.connect(self._taken_back)
        self.deciding.moved_to.connect(self.ticket_asked)
        self.deciding.failed.connect(self._say)
        self.header.history_toggled.connect(lambda on: self._show_history(shown=on))
        self.history.chosen.connect(self.timeline.go_to)
        self.answering.draft_made.connect(self._taken_back)
        self.answering.said.connect(self.complain)
        self.files.said.connect(self.complain)
        self.timeline.deal_asked.connect(self._deal)
        if self._mailing is not None:
            self._mailing.said.connect(self.composer.say_trouble)
            self._mailing.failed.connect(self._say)
        self.timeline.open_asked.connect(self.files.open)
        self.timeline.save_asked.connect(self.files.save)
        self.composer.file_opened.connect(self._open_frozen)
        self.composer.left.connect(self.timeline.setFocus)
        self.menu = TicketMenu(self)
        self._reading = QTimer(self)
        self._reading.setSingleShot(True)
        self._reading.setInterval(READING_TIME)
        self._reading.timeout.connect(self._was_read)
        if self._session.is_open:
            self.empty.say_nothing_chosen()
        self._session.opened.connect(self.empty.say_nothing_chosen)

    @property
    def ticket_id(self) -> str:
        """What is shown, empty for none."""
        return self._view.id if self._view else ""

    @property
    def shown(self) -> TicketView | None:
        """The ticket as it is shown."""
        return self._view

    def show_ticket(self, ticket_id: str) -> None:
        """Show this ticket; empty, or one that nobody knows, shows what to do instead."""
        self._asked_for = ticket_id
        if ticket_id != self.ticket_id:
            self._fresh = frozenset()
        view = self._session.views.ticket(ticket_id) if ticket_id and self._session.is_open else None
        if view is None:
            self._clear(gone=bool(ticket_id))
            return
        self._show(view)

    def focus_reply(self) -> None:
        """Let the person write; into a closed ticket what reopens it, where that is possible."""
        if self._view is not None:
            self.answering.focus()

    def edit_details(self, change_id: str = "", values: TicketFields | None = None) -> None:
        """Let the person edit the ticket's details; `change_id` is an edit that waits and is edited itself, `values` are put in at once."""
        view = self._view
        fields = self._editable(view) if view is not None else frozenset()
        if view is None or not fields:
            return
        if self._editing is not None:
            self._editing.raise_()
            self._editing.activateWindow()
            return
        from desktop.ui.edit_details_dialog import (
            EditDetailsDialog,  # with parts of the wizard: only for those who edit
        )

        dialog = EditDetailsDialog(self._session, view, fields, change_id, self.window())
        if values is not None:
            dialog.fill_in(values)
        dialog.finished.connect(self._edited)
        self._editing = dialog
        dialog.open()

    def decide(self) -> None:
        """Ask about what waits for the person in this ticket, if there is something to decide."""
        if self._session.is_open and self._asked_for:
            self.deciding.ask_about_ticket(self._asked_for)

    def _edited(self, _result: int) -> None:
        self._editing = None

    def _editable(self, view: TicketView) -> frozenset[TicketField]:
        session = self._session
        return editable_fields(view, session.catalogue, session.helpdesk, session.person.rights)

    def reload_reply(self) -> None:
        """The reply's draft changed below: show it."""
        self.replies.reload()

    def flush(self) -> None:
        """Save what is being typed; before closing."""
        self.replies.flush()

    def shut(self) -> None:
        """End what is under way; before the window closes."""
        self.flush()
        self.files.close()
        self.copies.close()

    def step_back(self) -> bool:
        """Leave what the keyboard is in, if that is something that goes away: the history. False when there is nothing to leave."""
        if not self.history.table.hasFocus():
            return False
        self.header.history.setChecked(False)
        return True

    def complain(self, sentence: str) -> None:
        """Say what did not work: where one writes, if that is in sight, else in the strip above it."""
        if self.composer.isHidden() and not (self.files.is_saving or self.copies.is_busy):
            self.strip.end(sentence, trouble=True)
        else:
            self.composer.say_trouble(sentence)

    def _clear(self, *, gone: bool) -> None:
        self._view = None
        left = self._left_behind() if gone else LeftBehind.NOTHING
        self.replies.show_ticket("")
        self.timeline.clear()
        self._reading.stop()
        if gone:
            self.empty.say_gone(left)
        else:
            self.empty.say_nothing_chosen()
        self._stack.setCurrentWidget(self.empty)

    def _show(self, view: TicketView) -> None:
        session = self._session
        language = QLocale().name()
        self._view = view
        self._fresh |= frozenset(entry.id for entry in view.entries if entry.unread)
        self._fresh &= frozenset(entry.id for entry in view.entries)
        machine = session.views.machine(view.machine_id) if view.machine_id else None
        self.header.show_ticket(view, machine, session.catalogue, language)
        self.header.offer_edit(bool(self._editable(view)))
        self._stack.setCurrentWidget(self._ticket)
        self.timeline.show_ticket(view, fresh=self._fresh)
        self.replies.show_ticket(view.id)
        self.answering.show(view)
        self._fill_history()
        self._begin_reading()

    def _show_history(self, *, shown: bool) -> None:
        self.history.setVisible(shown)
        self._below_history.setVisible(shown)
        if shown:
            self._fill_history()
            self.history.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._view is not None:
            self.timeline.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill_history(self) -> None:
        if self._view is not None and not self.history.isHidden():
            catalogue, language = self._session.catalogue, QLocale().name()
            self.history.show_ticket(self._view, catalogue, language, now_instant(), online=self._online)

    def _renew(self, *_: object) -> None:
        if not self._session.is_open:
            return
        if self._view is None:
            if self._asked_for and self._stack.currentWidget() is self.empty:
                self.show_ticket(self._asked_for)
            return
        view = self._session.views.ticket(self._view.id)
        if view is None:
            self._clear(gone=True)
        elif view != self._view:
            self._show(view)

    def _on_link(self, link: object) -> None:
        online = str(getattr(link, "kind", "")) in CALM
        if online != self._online:
            self._online = online
            self.timeline.refresh()
            self._fill_history()

    def _was_read(self) -> None:
        view = self._view
        if view is None or not self._is_looked_at():
            return  # it starts again when somebody looks; no timer runs meanwhile
        from desktop.actions.mark_read import mark_read

        self._session.perform(mark_read, view.id, failed=self._say)

    def _is_looked_at(self) -> bool:
        return self.isVisible() and self.isActiveWindow()

    def _begin_reading(self) -> None:
        view = self._view
        unread = view is not None and any(entry.unread for entry in view.entries)
        if unread and self._is_looked_at() and not self._reading.isActive():
            self._reading.start()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Pass the keyboard on (see `Workbench.focusInEvent`)."""
        self.timeline.setFocus(event.reason())

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody looks."""
        super().showEvent(event)
        self._begin_reading()

    def changeEvent(self, event: QEvent) -> None:
        """Somebody came back to the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            self._begin_reading()

    def _deal(self, deal: str, change_id: str) -> None:
        from desktop.actions import settle

        match Deal(deal):
            case Deal.RETRY:
                self._session.perform(settle.retry, change_id, failed=self._say)
            case Deal.DECIDE:
                self.deciding.ask(change_id)
            case Deal.UNDO | Deal.EDIT:
                self._take_back(change_id, is_undo=deal == Deal.UNDO)
            case Deal.BY_MAIL | Deal.MAIL_DID_NOT_GO | Deal.OVER_THE_LINE if self._mailing is not None:
                self._mailing.deal(Deal(deal), change_id)
            case Deal.DISCARD:
                change = self._session.views.change(change_id)
                if change is not None:
                    ask_to_discard(
                        self, change, lambda: self._session.perform(settle.discard, change_id, failed=self._say)
                    )

    def _is_mailable(self, change: Change) -> bool:
        mailing = self._mailing
        return mailing is not None and mailing.is_offered(change, online=self._online)

    def _take_back(self, change_id: str, *, is_undo: bool) -> None:
        """Bring a change back to where it was written."""
        from desktop.actions import settle

        change = self._session.views.change(change_id)
        deed = change.deed if change is not None else None
        if isinstance(deed, EditTicket) and not is_undo:
            self.edit_details(change_id)
        elif isinstance(deed, EditTicket):
            after = deed.after
            self._session.perform(
                settle.undo, change_id, then=lambda _: self.edit_details(values=after), failed=self._say
            )
        else:
            self.replies.take_back(settle.undo, change_id, then=self._taken_back, failed=self._say)

    def _taken_back(self, draft: TicketDraft | ReplyDraft | None) -> None:
        if isinstance(draft, TicketDraft):
            self.edit_ticket_requested.emit(draft)
        elif draft is not None and draft.ticket_id == self.ticket_id:
            self.focus_reply()

    def _left_behind(self) -> LeftBehind:
        """What the person still has of a ticket that is gone."""
        id = self._asked_for
        if any(one.ticket_id == id and can_decide(one) for one in self._session.views.outbox()):
            return LeftBehind.DECISION
        draft = self._session.views.reply_draft(id)
        unsaved = self.composer.text if self.replies.ticket_id == id else ""
        return LeftBehind.DRAFT if (draft is not None and not draft.is_empty) or unsaved.strip() else LeftBehind.NOTHING

    def _rescue(self) -> None:
        """What was being written to a ticket that is gone goes on as a new one."""
        from desktop.actions.settle import rescue_draft

        self._session.perform(rescue_draft, self._asked_for, then=self._taken_back, failed=self._say)

    def _open_frozen(self, file: FrozenFile) -> None:
        self.files.open(Attachment(file.id, self.ticket_id, file.sha256, file.name, file.size, file.mime))

    def _say(self, error: WorldError) -> None:
        said = explain(error)
        self.complain(" ".join(part for part in (said.sentence, said.remedy) if part))
