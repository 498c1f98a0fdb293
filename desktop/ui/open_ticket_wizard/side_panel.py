"""What stands beside the text while it is being written: tickets that are open already, the helpdesk's news about the
machine, the priority, and how this helpdesk answers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.account import Feature
from desktop.domain.announcement import Announcement
from desktop.domain.instant import Instant
from desktop.domain.listing import TicketRow
from desktop.ui.controls import Card, Text, secondary_button
from desktop.ui.glyphs import StatusLabel
from desktop.ui.open_ticket_wizard.desk import WizardDesk
from desktop.ui.open_ticket_wizard.live_flow import LiveFlow
from desktop.ui.open_ticket_wizard.priority_card import PriorityCard
from desktop.ui.theme import TextRole, Tone, space
from desktop.ui.wording import day_and_time, now_instant, row_look

_PAUSE = 250
"""Milliseconds without a keystroke before similar tickets are looked for."""

_LONGEST_NEWS = 240
"""Characters of an announcement that are shown here."""


class SimilarCard(Card):
    """Open tickets that may be about the same; offers to go on there."""

    add_instead = Signal(str)
    """Id of the open ticket to which the person wants to add what they wrote."""

    opened = Signal(str)
    """Id of an open ticket that the person wants to read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent=parent)
        self._rows: tuple[TicketRow, ...] = ()
        self._machine_id = ""
        self._list = QVBoxLayout()
        self._list.setSpacing(space(1))
        self.body.addLayout(self._list)
        self.buttons: list[QWidget] = []
        self.setVisible(False)

    def show_rows(self, rows: tuple[TicketRow, ...], machine_id: str) -> None:
        """Show these tickets; none hides the card."""
        if (rows, machine_id) == (self._rows, self._machine_id):
            return
        self._rows, self._machine_id = rows, machine_id
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._fill()
        super().changeEvent(event)

    def _fill(self) -> None:
        while self._list.count():
            item = self._list.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = []
        same = bool(self._machine_id) and any(row.machine_id == self._machine_id for row in self._rows)
        self.heading.setText(self.tr("Already open for this machine") if same else self.tr("Already open and similar"))
        self.setAccessibleName(self.heading.text())
        for number, row in enumerate(self._rows):
            self._add_row(number, row)
        self.setVisible(bool(self._rows))

    def _add_row(self, number: int, row: TicketRow) -> None:
        if number:
            self._list.addSpacing(space(2))
        name = f"#{row.number} {row.subject}" if row.number else row.subject
        self._list.addWidget(Text(name, role=TextRole.SMALL, tone=Tone.DIM, wrap=True))
        look = row_look(row)
        status = StatusLabel()
        status.show_state(look.glyph, look.tone, look.words)
        when = Text(
            self.tr("last news {time}").format(time=day_and_time(row.last_at, now_instant())),
            role=TextRole.SMALL,
            tone=Tone.DIM,
        )
        line = QWidget()
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(space(1) + 2)
        across.addWidget(status)
        across.addWidget(when)
        across.addStretch(1)
        self._list.addWidget(line)
        button = secondary_button(self.tr("Add to this one instead"), small=True)
        button.setAccessibleName(self.tr("Add to {ticket} instead").format(ticket=name))
        button.clicked.connect(lambda _=False, id=row.id: self.add_instead.emit(id))
        self._list.addSpacing(space(1))
        self._list.addWidget(button)
        self.buttons.append(button)


class NewsCard(Card):
    """What the helpdesk has announced about the machine."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent=parent)
        self._text = Text(role=TextRole.SMALL, tone=Tone.DIM, wrap=True)
        self.body.addWidget(self._text)
        self._retranslate()
        self.setVisible(False)

    def show_news(self, news: tuple[Announcement, ...]) -> None:
        """Show these; none hides the card."""
        self._text.setText("\n\n".join(_short(one) for one in news))
        self.setVisible(bool(news))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.heading.setText(self.tr("From the helpdesk"))
        self.setAccessibleName(self.heading.text())


class QueueCard(Card):
    """How a helpdesk without priorities answers, said plainly so that nobody opens a second ticket to be faster."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent=parent)
        self._text = Text(role=TextRole.SMALL, tone=Tone.DIM, wrap=True)
        self.body.addWidget(self._text)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.heading.setText(self.tr("Answered in order of arrival"))
        self._text.setText(
            self.tr(
                "This helpdesk answers strictly in turn. Adding to a ticket that waits for its answer, or opening a second "
                "one for the same problem, does not speed it up."
            )
        )
        self.setAccessibleName(self.heading.text())


class SidePanel(QWidget):
    """The cards in their order."""

    def __init__(
        self, flow: LiveFlow, desk: WizardDesk, now: Callable[[], Instant], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._flow = flow
        self._desk = desk
        self._now = now
        self._news: tuple[Announcement, ...] = ()
        self._asked: tuple[str, str] | None = None
        self._stopped = False
        self.similar = SimilarCard()
        self.news = NewsCard()
        self.priority = PriorityCard(flow)
        self.queue = QueueCard()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._look_for_similar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(3))
        for card in (self.similar, self.news, self.priority, self.queue):
            column.addWidget(card)
        column.addStretch(1)
        flow.changed.connect(self.display)
        self.display()

    def show_news(self, news: tuple[Announcement, ...]) -> None:
        """All announcements there are; those about the machine are shown."""
        self._news = news
        self.display()

    def display(self) -> None:
        """Show what concerns the draft as it is."""
        flow = self._flow.value
        self.news.show_news(flow.announcements(self._news, self._now()))
        self.queue.setVisible(flow.helpdesk.has(Feature.QUEUE_ORDER))
        if self._question() != self._asked and not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        """The window goes: answers that are still under way find nobody."""
        self._stopped = True
        self._timer.stop()

    def _question(self) -> tuple[str, str]:
        draft = self._flow.value.outgoing
        return draft.subject.strip(), draft.machine_id

    def _look_for_similar(self) -> None:
        question = self._question()
        self._asked = question
        self._desk.similar(*question, lambda rows: self._found(question, rows))

    def _found(self, question: tuple[str, str], rows: tuple[TicketRow, ...]) -> None:
        if self._stopped:
            return
        # An answer to an older question is of no use: the next one is on its way.
        if question == self._question():
            mine = self._flow.value.draft.id
            self.similar.show_rows(tuple(row for row in rows if row.id != mine), question[1])
        self.display()


def _short(one: Announcement) -> str:
    text = " ".join((one.text or one.title).split())
    if len(text) <= _LONGEST_NEWS:
        return text
    return text[:_LONGEST_NEWS].rsplit(" ", 1)[0] + "…"
