"""The outbox in sight: every unsent item with its state, its reason and what to do; what was sent lately below."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from desktop.domain.catalogue import Catalogue
from desktop.domain.change import AddMessage, Change, EditTicket, OpenTicket, SetStatus
from desktop.domain.change_state import ChangeState
from desktop.domain.draft import ReplyDraft, TicketDraft
from desktop.domain.mailing import Obstacle
from desktop.domain.projection import as_shown, first_line
from desktop.domain.way_on import TICKET_GONE, can_decide
from desktop.errors import WorldError
from desktop.ui.bubble import can_undo
from desktop.ui.controls import (
    Card,
    ElidedText,
    FlowLayout,
    FocusRing,
    Rule,
    SectionLabel,
    Text,
    ToolButton,
    link_button,
    surface,
)
from desktop.ui.deciding import Deciding
from desktop.ui.discard_question import ask_to_discard
from desktop.ui.empty_state import EmptyState
from desktop.ui.glyphs import StatusLabel
from desktop.ui.icons import Icon
from desktop.ui.mailing import Mailing
from desktop.ui.session_view import SessionView
from desktop.ui.theme import TextRole, Tone, space
from desktop.ui.wording import (
    bytes_left,
    change_look,
    deed_name,
    edit_in_words,
    exact_time,
    explain,
    now_instant,
    percent,
    relative_time,
    size,
)
from desktop.ui.wording.link import CALM
from desktop.ui.wording.problems import problem_sentence

MOST_SENT = 20
"""How many of what was sent lately are shown."""


class OutboxItem(Card):
    """One change. Its buttons ask the page."""

    opened = Signal(str)
    retry_asked = Signal(str)
    edit_asked = Signal(str)
    discard_asked = Signal(str)
    sign_in_asked = Signal()
    anyway_asked = Signal(str)
    decide_asked = Signal(str)
    mail_asked = Signal(str)
    not_gone_asked = Signal(str)
    over_the_line_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(framed=True, parent=parent)
        self._change: Change | None = None
        self._status = StatusLabel()
        self._what = Text(role=TextRole.SMALL, tone=Tone.DIM)
        self._when = Text(role=TextRole.SMALL, tone=Tone.DIM)
        self._title = ElidedText(strong=True)
        self._text = ElidedText(role=TextRole.SMALL, tone=Tone.DIM)
        self._reason = Text(role=TextRole.SMALL, wrap=True)
        self._files = Text(role=TextRole.SMALL, tone=Tone.DIM, wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._progress = Text(role=TextRole.SMALL, tone=Tone.DIM)
        self.retry: QPushButton = link_button(self.tr("Retry now"))
        self.decide: QPushButton = link_button(self.tr("Decide…"))
        self.edit: QPushButton = link_button(self.tr("Edit"))
        self.discard: QPushButton = link_button(self.tr("Discard…"))
        self.sign_in: QPushButton = link_button(self.tr("Sign in"))
        self.anyway: QPushButton = link_button(self.tr("Send anyway"))
        self.by_mail: QPushButton = link_button(self.tr("Send by e-mail…"))
        self.not_gone: QPushButton = link_button(self.tr("The e-mail was not sent"))
        self.over_the_line: QPushButton = link_button(self.tr("Send without e-mail…"))
        self.show_ticket: QPushButton = link_button(self.tr("Show ticket"))
        self._build()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(space(2))
        head.addWidget(self._status)
        head.addWidget(self._what)
        head.addStretch(1)
        head.addWidget(self._when)
        going = QHBoxLayout()
        going.setSpacing(space(3))
        going.addWidget(self._bar, 1)
        going.addWidget(self._progress)
        ways = FlowLayout(gap=space(3), line_gap=space(1))
        buttons = (self.decide, self.sign_in, self.anyway, self.retry, self.edit)
        for button in (*buttons, self.by_mail, self.not_gone, self.over_the_line, self.show_ticket):
            ways.addWidget(button)
        foot = QHBoxLayout()
        foot.setSpacing(space(3))
        foot.addLayout(ways, 1)
        foot.addWidget(self.discard, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        for widget in (self._title, self._text, self._files, self._reason):
            self.body.addWidget(widget)
        self.body.addLayout(going)
        self.body.addLayout(foot)
        self.anyway.clicked.connect(lambda: self._ask(self.anyway_asked))
        self.decide.clicked.connect(lambda: self._ask(self.decide_asked))
        self.retry.clicked.connect(lambda: self._ask(self.retry_asked))
        self.edit.clicked.connect(lambda: self._ask(self.edit_asked))
        self.discard.clicked.connect(lambda: self._ask(self.discard_asked))
        self.by_mail.clicked.connect(lambda: self._ask(self.mail_asked))
        self.not_gone.clicked.connect(lambda: self._ask(self.not_gone_asked))
        self.over_the_line.clicked.connect(lambda: self._ask(self.over_the_line_asked))
        self.show_ticket.clicked.connect(lambda: self.opened.emit(self._change.ticket_id if self._change else ""))
        self.sign_in.clicked.connect(self.sign_in_asked)

    def show_change(
        self,
        change: Change,
        ticket: str,
        catalogue: Catalogue,
        *,
        online: bool,
        signed_out: bool,
        held: bool = False,
        hindrance: Obstacle | None = Obstacle.NOT_OFFERED,
    ) -> None:
        """Show this one; `ticket` names the ticket it belongs to, `held` is as for `change_look`, `hindrance` keeps it from e-mail."""
        self._change = change
        now = now_instant()
        look = change_look(change, now, online=online, held=held)
        held = held and online
        state = change.state
        self._status.show_state(look.look.glyph, look.look.tone, look.look.words)
        self._what.setText(deed_name(change))
        at = change.settled_at or change.made_at
        self._when.setText(relative_time(at, now))
        self._when.setToolTip(exact_time(at))
        self._title.set_text(ticket)
        text = _text_of(change, catalogue)
        self._text.set_text(text)
        self._text.setVisible(bool(text))
        names = ", ".join(f"{file.name} ({size(file.size)})" for file in change.files)
        self._files.setText(names)
        self._files.setVisible(bool(names))
        # How far an upload is, the bar says; when something was sent, the corner.
        silent = (state is ChangeState.UPLOADING and not held) or state.is_settled
        reason = problem_sentence(change) if silent and not state.is_settled else "" if silent else look.sentence
        if change.problem is not None and not look.needs_person and not state.is_settled:
            reason = problem_sentence(change) or reason
        self._reason.setText(reason)
        self._reason.set_tone(Tone.NEEDS_YOU if look.needs_person else Tone.DIM)
        self._reason.setVisible(bool(reason))
        self._show_progress(change)
        settled = state.is_settled
        undoable = not settled and not state.may_be_on_server
        # What is under way needs no push.
        resting = change.attempts > 0 and change.not_before > now
        going = state is ChangeState.DISPATCHED or (state is ChangeState.UPLOADING and online and not resting)
        undo_runs = can_undo(change, now)
        self.anyway.setVisible(held and not undo_runs)
        decide = can_decide(change)
        gone = change.problem is not None and change.problem.code in TICKET_GONE
        blocked = state is ChangeState.BLOCKED
        self.decide.setVisible(decide)
        mailed = state is ChangeState.MAILED
        self.retry.setVisible(not (settled or going or held or undo_runs or blocked or mailed) and (gone or not decide))
        self.not_gone.setVisible(mailed)
        self.over_the_line.setVisible(mailed)
        self._offer_mail(None if settled or going or undo_runs or mailed else hindrance, waits=not (settled or mailed))
        self.edit.setVisible(undoable and not decide)
        self.discard.setVisible(not settled and not state.may_be_on_server)
        self.sign_in.setVisible(signed_out and not settled)
        self.setAccessibleName(f"{deed_name(change)}: {ticket}. {look.look.words}. {reason}")

    def _offer_mail(self, hindrance: Obstacle | None, *, waits: bool) -> None:
        """Offered, or shown with the reason why not; nothing where e-mail is not a way at all."""
        never = (Obstacle.NOT_OFFERED, Obstacle.NOT_WAITING, Obstacle.TO_DECIDE)
        self.by_mail.setVisible(waits and hindrance not in never)
        self.by_mail.setEnabled(hindrance is None)
        why = ""
        if hindrance is not None and hindrance not in never:
            from desktop.ui.wording.mail import obstacle_sentence  # with the library for mail

            why = obstacle_sentence(hindrance)
        self.by_mail.setToolTip(why)
        self.by_mail.setAccessibleDescription(why)

    def _show_progress(self, change: Change) -> None:
        total, done = change.bytes_total, change.bytes_sent
        moving = bool(total) and not change.state.is_settled and (done > 0 or change.state is ChangeState.UPLOADING)
        self._bar.setVisible(moving)
        self._progress.setVisible(moving)
        if moving:
            # The bar counts in thousandths: a video has more bytes than an int of Qt's can hold.
            self._bar.setRange(0, 1000)
            self._bar.setValue(1000 * done // total)
            self._bar.setAccessibleName(self.tr("Upload"))
            self._progress.setText(f"{percent(done, total)}, {bytes_left(done, total)}")

    def _ask(self, signal: SignalInstance) -> None:
        if self._change is not None:
            signal.emit(self._change.id)


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


def _text_of(change: Change, catalogue: Catalogue) -> str:
    match change.deed:
        case OpenTicket(description=text) | AddMessage(text=text) | SetStatus(text=text):
            return first_line(text, 400)
        case EditTicket(after=after):
            return first_line(edit_in_words(after, catalogue, QLocale().name()), 400)
