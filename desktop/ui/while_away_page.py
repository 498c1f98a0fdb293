"""The page "While you were away": what happened, by ticket; what needs the person first, then the newest. A row opens its ticket."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.domain.announcement import Announcement
from desktop.domain.away import Away, AwayEvent, AwayTicket
from desktop.domain.instant import Instant
from desktop.domain.notice import NoticeKind
from desktop.domain.projection import first_line
from desktop.ui.command_palette import Command
from desktop.ui.controls import ElidedText, SectionLabel, Text, link_button
from desktop.ui.icons import Icon
from desktop.ui.reading_page import ReadingPage
from desktop.ui.session_view import SessionView
from desktop.ui.theme import TextRole, Tone, space
from desktop.ui.wording import day_and_time, deed_name, exact_time, now_instant, plurals, problem_sentence, status_name
from desktop.ui.wording.sentences import fill

AT_ONCE = 40
"""Rows built at a time."""

LINES = 4
"""Things told of one ticket; the ticket has the rest."""


class WhileAwayPage(ReadingPage):
    """Shows an `Away`. The page reads nothing itself."""

    ticket_chosen = Signal(str)
    announcement_chosen = Signal(str)

    def __init__(self, session: SessionView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("whileAwayPage")
        self._session = session
        self._away: Away | None = None
        self._elsewhere: Sequence[Command] = ()
        self._shown: tuple[object, ...] | None = None
        self._most = AT_ONCE
        self.title.setText(self.tr("While you were away"))
        self.setAccessibleName(self.tr("While you were away"))

    @property
    def rows(self) -> list[AwayRow]:
        """What can be opened, from top to bottom."""
        return [row for row in self.findChildren(AwayRow) if not row.isHidden()]

    def show_away(self, away: Away, elsewhere: Sequence[Command] = ()) -> None:
        """Tell this; `elsewhere` leads to other accounts in which something is new."""
        told = (away, tuple(one.name for one in elsewhere))
        self._away, self._elsewhere = away, elsewhere
        if told != self._shown:
            self._shown = told
            self._rebuild()

    def _rebuild(self) -> None:
        away = self._away
        if away is None:
            return
        had_focus = next((row.target for row in self.rows if row.hasFocus()), None)
        self.clear()
        now = now_instant()
        since = self.tr("Since {time}").format(time=day_and_time(away.since.left_at, now))
        head = Text(since, role=TextRole.SMALL, tone=Tone.DIM)
        head.setToolTip(exact_time(away.since.left_at))
        self.column.addWidget(head)
        for ticket in away.tickets[: self._most]:
            self._add_ticket(ticket, now)
        if len(away.tickets) > self._most:
            more = link_button(self.tr("Show older ones"))
            more.clicked.connect(self._show_more)
            self.column.addWidget(more)
        elif away.cut_short:
            words = self.tr("More happened than can be told here; the lists have everything.")
            self.column.addWidget(Text(words, role=TextRole.SMALL, tone=Tone.DIM, wrap=True))
        if away.announcements:
            self.column.addWidget(SectionLabel(self.tr("Announcements")))
            for one in away.announcements[:AT_ONCE]:
                self._add_announcement(one, now)
        self._add_elsewhere()
        self.empty.show_words(
            Icon.NEWS,
            self.tr("Nothing new"),
            fill(self.tr("Nothing happened since {time}."), time=day_and_time(away.since.left_at, now)),
        )
        self.settle(filled=not away.is_empty or bool(self._elsewhere))
        for row in self.rows:
            if had_focus is not None and row.target == had_focus:
                row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_more(self) -> None:
        self._most += AT_ONCE
        self._rebuild()

    def _add_ticket(self, ticket: AwayTicket, now: Instant) -> None:
        named = f"#{ticket.number}  {ticket.subject}" if ticket.number else ticket.subject or self.tr("New ticket")
        lines = [(self._line(event), self._tone(event)) for event in ticket.events[:LINES]]
        if len(ticket.events) > LINES:
            lines.append((plurals.more(len(ticket.events) - LINES), Tone.DIM))
        row = AwayRow(
            ticket.id, named, day_and_time(ticket.at, now), lines, strong=ticket.unread or ticket.needs_person
        )
        row.clicked.connect(partial(self.ticket_chosen.emit, ticket.id))
        self.column.addWidget(row)

    def _add_announcement(self, one: Announcement, now: Instant) -> None:
        text = first_line(one.text)
        lines = [(text, Tone.DIM)] if text else []
        row = AwayRow(one.id, one.title, day_and_time(one.published_at, now), lines, strong=True)
        row.clicked.connect(partial(self.announcement_chosen.emit, one.id))
        self.column.addWidget(row)

    def _add_elsewhere(self) -> None:
        if not self._elsewhere:
            return
        self.column.addWidget(SectionLabel(self.tr("In your other accounts")))
        for command in self._elsewhere:
            button = link_button(command.name.replace("&", "&&"))
            button.clicked.connect(partial(_run, command))
            self.column.addWidget(button)

    # Words

    def _line(self, event: AwayEvent) -> str:
        match event.kind:
            case NoticeKind.REPLY:
                who = event.who or self.tr("The helpdesk")
                return self.tr("{who}: {text}").format(who=who, text=event.text) if event.text else who
            case NoticeKind.STATUS:
                status = status_name(event.status, self._session.catalogue, self.locale().name())
                return self.tr("It is now: {status}").format(status=status)
            case NoticeKind.ACCEPTED:
                return self.tr("The helpdesk has it.")
            case _:
                change = event.change
                if change is None:
                    return self.tr("Something needs you.")
                reason = problem_sentence(change) or self.tr("It was not sent yet.")
                return self.tr("Needs you · {what}: {reason}").format(what=deed_name(change), reason=reason)

    def _tone(self, event: AwayEvent) -> Tone:
        return Tone.NEEDS_YOU if event.kind is NoticeKind.NEEDS_YOU else Tone.DIM


class AwayRow(QPushButton):
    """One ticket or announcement: its name, when, and what happened, each on a line."""

    def __init__(self, target: str, name: str, when: str, lines: Sequence[tuple[str, Tone]], *, strong: bool) -> None:
        super().__init__()
        self.target = target
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setAccessibleName(", ".join([name, when]))
        self.setAccessibleDescription("\n".join(words for words, _ in lines))
        head = QHBoxLayout()
        head.setSpacing(space(3))
        head.addWidget(ElidedText(name, strong=strong), 1)
        head.addWidget(Text(when, role=TextRole.SMALL, tone=Tone.DIM))
        column = QVBoxLayout(self)
        column.setContentsMargins(space(4), space(3), space(4), space(3))
        column.setSpacing(2)
        column.addLayout(head)
        for words, tone in lines:
            column.addWidget(ElidedText(words, role=TextRole.SMALL, tone=tone))
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """As its content."""
        layout = self.layout()
        return layout.sizeHint() if layout else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """What stands in it shortens itself."""
        layout = self.layout()
        return layout.minimumSize() if layout else super().minimumSizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the system's font size."""
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.updateGeometry()
        super().changeEvent(event)


def _run(command: Command, *_: object) -> None:
    command.run()
