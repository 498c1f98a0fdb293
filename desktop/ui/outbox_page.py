"""The outbox in sight: every unsent item with its state, its reason and what to do; what was sent lately below."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from desktop.domain.change import Change, EditTicket, OpenTicket
from desktop.domain.change_state import ChangeState
from desktop.domain.draft import ReplyDraft, TicketDraft
from desktop.domain.projection import as_shown
from desktop.errors import WorldError
from desktop.ui.controls import FocusRing, Rule, SectionLabel, Text, ToolButton, surface
from desktop.ui.deciding import Deciding
from desktop.ui.discard_question import ask_to_discard
from desktop.ui.empty_state import EmptyState
from desktop.ui.icons import Icon
from desktop.ui.mailing import Mailing
from desktop.ui.outbox_item import OutboxItem
from desktop.ui.session_view import SessionView
from desktop.ui.theme import TextRole, Tone, space
from desktop.ui.wording import explain
from desktop.ui.wording.link import CALM

MOST_SENT = 20
"""How many of what was sent lately are shown."""


class OutboxPage(QWidget):
    """The page. It retries, edits and discards by itself; what leads elsewhere is a signal."""

    ticket_opened = Signal(str)
    edit_ticket_requested = Signal(object)
    edit_reply_requested = Signal(str)
    edit_details_requested = Signal(str, str)
    """A ticket, and the edit of it that waits."""

    sign_in_asked = Signal()

    def __init__(self, session: SessionView, mailing: Mailing | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        surface(self, "window")
        self._session = session
        self.mailing = mailing or Mailing(session, None, self)
        self._items: dict[str, OutboxItem] = {}
        self._online = str(session.link.kind) in CALM
        self._signed_out = str(session.link.kind) == "sign-in"
        self.menu_button = ToolButton(Icon.MENU, self.tr("Folders and pages"))
        self.menu_button.hide()
        self._trouble = Text(role=TextRole.SMALL, tone=Tone.NEEDS_YOU, wrap=True)
        self._trouble.hide()
        self._sent_heading = SectionLabel(self.tr("Sent lately"))
        self.empty = EmptyState()
        self.empty.show_words(
            Icon.OUTBOX,
            self.tr("Everything is sent"),
            self.tr("What you write without a network waits here and is sent by itself."),
        )
        self.deciding = Deciding(session, self)
        self.deciding.draft_made.connect(self._taken_back)
        self.deciding.moved_to.connect(self.ticket_opened)
        self.deciding.failed.connect(self._say)
        self.mailing.failed.connect(self._say)
        self.mailing.said.connect(self._say_words)
        self._build()
        self._renewing = QTimer(self)
        self._renewing.setSingleShot(True)
        self._renewing.setInterval(0)
        self._renewing.timeout.connect(self.renew)
        session.outbox_changed.connect(self._renewing.start)
        session.cache_changed.connect(self._renew_soon)
        session.link_changed.connect(self._on_link)

    def _renew_soon(self, _topics: object) -> None:
        self._renewing.start()

    def _build(self) -> None:
        inside = surface(QWidget(), "window")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(space(5) + 2, space(4), space(5) + 2, space(5))
        self._column.setSpacing(space(3))
        self._column.addWidget(self._trouble)
        self._column.addWidget(self._sent_heading)
        self._column.addStretch(1)
        self.area = QScrollArea()
        self.area.setProperty("surface", "window")
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inside)
        FocusRing(self.area)
        head = surface(QWidget(), "pane")
        row = QHBoxLayout(head)
        row.setContentsMargins(space(5) + 2, space(3), space(5) + 2, space(3))
        row.addWidget(self.menu_button)
        row.addWidget(Text(self.tr("Outbox"), role=TextRole.TITLE, strong=True), 1)
        self.sync: ToolButton = ToolButton(Icon.SYNC, self.tr("Sync now"), text=self.tr("Sync now"), framed=True)
        self.sync.clicked.connect(self._session.sync_now)
        row.addWidget(self.sync)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(Rule())
        self._stack = QStackedLayout()
        column.addLayout(self._stack, 1)
        # Only now: a widget put into a layout without a parent would be a window of its own for a moment.
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.area)

    @property
    def items(self) -> tuple[OutboxItem, ...]:
        """What is shown, in order."""
        return tuple(self._items.values())

    def renew(self) -> None:
        """Show the outbox as it is now; widgets of changes that are still there stay."""
        if not self._session.is_open or not self.isVisible():
            return
        changes = self._session.views.outbox()
        waiting = list(as_shown([one for one in changes if not one.state.is_settled]))
        waiting.sort(key=lambda one: not one.state.needs_person)
        # Newest first, as they come.
        sent = [one for one in changes if one.state.is_settled and one.state is not ChangeState.ENDED][:MOST_SENT]
        names = self._names_of({one.ticket_id for one in waiting + sent})
        before, self._items = self._items, {}
        for change in waiting + sent:
            item = before.pop(change.id, None) or self._make()
            item.show_change(
                change,
                _ticket_name(change, names),
                self._session.catalogue,
                online=self._online,
                signed_out=self._signed_out,
                held=self._session.waits_for_line(change),
                hindrance=self.mailing.hindrance(change),
            )
            self._items[change.id] = item
        shown: list[QWidget] = list(self._items.values())
        for place, widget in enumerate([*shown[: len(waiting)], self._sent_heading, *shown[len(waiting) :]], start=1):
            if self._column.indexOf(widget) != place:
                self._column.removeWidget(widget)
                self._column.insertWidget(place, widget)
        for gone in before.values():
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._sent_heading.setVisible(bool(sent))
        self._stack.setCurrentWidget(self.area if self._items else self.empty)

    def _names_of(self, ids: set[str]) -> dict[str, str]:
        rows = self._session.views.rows(sorted(ids))
        return {id: f"#{row.number} {row.subject}" if row.number else row.subject for id, row in rows.items()}

    def _make(self) -> OutboxItem:
        item = OutboxItem()
        item.opened.connect(self.ticket_opened)
        item.sign_in_asked.connect(self.sign_in_asked)
        item.anyway_asked.connect(self._session.send_anyway)
        item.retry_asked.connect(self._retry)
        item.edit_asked.connect(self._edit)
        item.decide_asked.connect(self.deciding.ask)
        item.discard_asked.connect(self._discard)
        item.mail_asked.connect(self.mailing.ask)
        item.not_gone_asked.connect(self.mailing.did_not_go)
        item.over_the_line_asked.connect(self.mailing.over_the_line)
        return item

    def _retry(self, change_id: str) -> None:
        from desktop.actions.settle import retry

        self._session.perform(retry, change_id, failed=self._say)

    def _edit(self, change_id: str) -> None:
        change = self._session.views.change(change_id)
        if change is not None and isinstance(change.deed, EditTicket):
            self.edit_details_requested.emit(change.ticket_id, change.id)
            return
        from desktop.actions.settle import undo

        self._session.perform(undo, change_id, then=self._taken_back, failed=self._say)

    def _discard(self, change_id: str) -> None:
        from desktop.actions.settle import discard

        change = self._session.views.change(change_id)
        if change is not None:
            ask_to_discard(self, change, lambda: self._session.perform(discard, change_id, failed=self._say))

    def _taken_back(self, draft: TicketDraft | ReplyDraft | None) -> None:
        if isinstance(draft, TicketDraft):
            self.edit_ticket_requested.emit(draft)
        elif draft is not None:
            self.edit_reply_requested.emit(draft.ticket_id)

    def _on_link(self, link: object) -> None:
        kind = str(getattr(link, "kind", ""))
        self._online, self._signed_out = kind in CALM, kind == "sign-in"
        self._renewing.start()

    def _say(self, error: WorldError) -> None:
        said = explain(error)
        self._say_words(" ".join(part for part in (said.sentence, said.remedy) if part))

    def _say_words(self, words: str) -> None:
        self._trouble.setText(words)
        self._trouble.show()

    def showEvent(self, event: QShowEvent) -> None:
        """What happened while nobody looked."""
        super().showEvent(event)
        self._trouble.hide()
        self.renew()


def _ticket_name(change: Change, names: dict[str, str]) -> str:
    if isinstance(change.deed, OpenTicket):
        return f"#{change.number} {change.deed.subject}" if change.number else change.deed.subject
    return names.get(change.ticket_id, "")
