"""What stands beside the text while it is being written: tickets that are open already, the helpdesk's news about the
machine, which time it is that it has trouble, the priority, and how this helpdesk answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.account import Feature
from desktop.domain.announcement import Announcement
from desktop.domain.duplicates import Likeness
from desktop.domain.instant import Instant
from desktop.domain.listing import TicketRow
from desktop.domain.recurrence import Occurrence, Recurrence, happened_again
from desktop.ui.controls import Card, Text
from desktop.ui.open_ticket_wizard.desk import WizardDesk
from desktop.ui.open_ticket_wizard.live_flow import LiveFlow
from desktop.ui.open_ticket_wizard.priority_card import PriorityCard
from desktop.ui.open_ticket_wizard.recurrence_card import RecurrenceCard
from desktop.ui.open_ticket_wizard.similar_card import SimilarCard
from desktop.ui.theme import TextRole, Tone, space

_PAUSE = 250
"""Milliseconds without a keystroke before similar tickets are looked for."""

_LONGEST_NEWS = 240
"""Characters of an announcement that are shown here."""


class NewsCard(Card):
    """What the helpdesk has announced about the machine, and what it is working on that concerns everybody."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent=parent)
        self._shown: tuple[Announcement, ...] = ()
        self._texts: list[Text] = []
        self._retranslate()
        self.setVisible(False)

    def show_news(self, news: tuple[Announcement, ...]) -> None:
        """Show these; none hides the card."""
        if news != self._shown:
            self._shown = news
            for text in self._texts:
                self.body.removeWidget(text)
                text.hide()
                text.deleteLater()
            self._texts = [made for one in news for made in _told(one)]
            for text in self._texts:
                self.body.addWidget(text)
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
                "This helpdesk answers strictly in turn; there is no priority to choose. Adding to a ticket that waits for its "
                "answer, or opening a second one for the same problem, does not speed it up."
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
        self._asked: Likeness | None = None
        self._occurrences: tuple[str, Sequence[Occurrence]] = ("", ())
        self._machine_asked = ""
        self._stopped = False
        self.similar = SimilarCard()
        self.news = NewsCard()
        self.recurrence = RecurrenceCard()
        self.priority = PriorityCard(flow)
        self.queue = QueueCard()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._look_for_similar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(3))
        for card in (self.similar, self.news, self.recurrence, self.priority, self.queue):
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
        self._show_past()
        if flow.likeness != self._asked:
            # Every keystroke begins the pause anew, and ends what is being looked for.
            self._asked = flow.likeness
            self._desk.stop_similar()
            self._timer.start()

    def stop(self) -> None:
        """The window goes: answers that are still under way find nobody."""
        self._stopped = True
        self._timer.stop()
        self._desk.stop_similar()

    def look_again(self) -> None:
        """Tickets came or went: what resembles the draft may be another."""
        self._asked = None
        self._machine_asked = ""
        self.display()

    def _look_for_similar(self) -> None:
        wanted = self._flow.value.likeness
        if wanted.is_empty:
            self._found(wanted, ())
        else:
            self._desk.similar(wanted, lambda rows: self._found(wanted, rows))

    def _found(self, wanted: Likeness, rows: tuple[TicketRow, ...]) -> None:
        if self._stopped or wanted != self._flow.value.likeness:
            return
        flow = self._flow.value
        others = tuple(row for row in rows if row.id != flow.draft.id)
        self.similar.show_rows(others, wanted.machine_id, in_turn=flow.helpdesk.has(Feature.QUEUE_ORDER))

    def _show_past(self) -> None:
        flow = self._flow.value
        machine_id = flow.outgoing.machine_id
        if machine_id and machine_id != self._machine_asked:
            self._machine_asked = machine_id
            self._desk.occurrences(machine_id, lambda found: self._know_past(machine_id, found))
        before = Recurrence()
        if machine_id and machine_id == self._occurrences[0] and flow.tells_of_trouble:
            others = [one for one in self._occurrences[1] if one.ticket_id != flow.draft.id]
            before = happened_again(others, flow.catalogue, self._now())
        self.recurrence.show_past(before, self._now())

    def _know_past(self, machine_id: str, found: Sequence[Occurrence]) -> None:
        if not self._stopped:
            self._occurrences = (machine_id, found)
            self._show_past()


def _told(one: Announcement) -> list[Text]:
    """Its headline, and how its text begins."""
    made = [Text(one.title, role=TextRole.SMALL, wrap=True)] if one.title else []
    if one.text:
        made.append(Text(_short(one.text), role=TextRole.SMALL, tone=Tone.DIM, wrap=True))
    return made


def _short(text: str) -> str:
    text = " ".join(text.split())
    if len(text) <= _LONGEST_NEWS:
        return text
    return text[:_LONGEST_NEWS].rsplit(" ", 1)[0].rstrip(" .,;:") + "…"
