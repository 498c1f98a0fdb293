"""One change in the outbox's page: its state, why it waits, how far it is, and the ways on that are open to it."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from desktop.domain.catalogue import Catalogue
from desktop.domain.change import AddMessage, Change, EditTicket, OpenTicket, SetStatus
from desktop.domain.change_state import ChangeState
from desktop.domain.instant import Instant
from desktop.domain.mailing import Obstacle
from desktop.domain.projection import first_line
from desktop.domain.way_on import TICKET_GONE, can_decide
from desktop.ui.bubble import can_undo
from desktop.ui.controls import Card, ElidedText, FlowLayout, Text, link_button
from desktop.ui.glyphs import StatusLabel
from desktop.ui.theme import TextRole, Tone, space
from desktop.ui.wording import (
    ChangeLook,
    bytes_left,
    change_look,
    deed_name,
    edit_in_words,
    exact_time,
    now_instant,
    percent,
    relative_time,
    size,
)
from desktop.ui.wording.problems import problem_sentence


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
        reason = self._show_reason(change, look, held=held)
        self._show_progress(change)
        self._offer_ways(change, hindrance, now, online=online, signed_out=signed_out, held=held)
        self.setAccessibleName(f"{deed_name(change)}: {ticket}. {look.look.words}. {reason}")

    def _show_reason(self, change: Change, look: ChangeLook, *, held: bool) -> str:
        state = change.state
        # How far an upload is, the bar says; when something was sent, the corner.
        silent = (state is ChangeState.UPLOADING and not held) or state.is_settled
        reason = problem_sentence(change) if silent and not state.is_settled else "" if silent else look.sentence
        if change.problem is not None and not look.needs_person and not state.is_settled:
            reason = problem_sentence(change) or reason
        self._reason.setText(reason)
        self._reason.set_tone(Tone.NEEDS_YOU if look.needs_person else Tone.DIM)
        self._reason.setVisible(bool(reason))
        return reason

    def _offer_ways(
        self, change: Change, hindrance: Obstacle | None, now: Instant, *, online: bool, signed_out: bool, held: bool
    ) -> None:
        state = change.state
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


def _text_of(change: Change, catalogue: Catalogue) -> str:
    match change.deed:
        case OpenTicket(description=text) | AddMessage(text=text) | SetStatus(text=text):
            return first_line(text, 400)
        case EditTicket(after=after):
            return first_line(edit_in_words(after, catalogue, QLocale().name()), 400)
