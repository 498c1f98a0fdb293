"""Announcements: what the helpdesk tells everybody, newest first."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.domain.announcement import Announcement
from desktop.domain.instant import Instant
from desktop.ui.controls import Card, Text, link_button
from desktop.ui.icons import Icon
from desktop.ui.message_text import MessageText
from desktop.ui.reading_page import ReadingPage
from desktop.ui.session_view import SessionView
from desktop.ui.theme import TextRole, Tone
from desktop.ui.wording import day_and_time, exact_time, now_instant, span_of_time

AT_ONCE = 40
"""Announcements built at a time."""


class AnnouncementsPage(ReadingPage):
    """The page; it reads when it is shown and something changed."""

    def __init__(self, session: SessionView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: list[Announcement] = []
        self._most = AT_ONCE
        self.title.setText(self.tr("Announcements"))
        self.empty.show_words(
            Icon.NEWS, self.tr("No announcements"), self.tr("Maintenance and news of your helpdesk appear here.")
        )
        session.cache_changed.connect(self._on_changed)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what came meanwhile."""
        super().showEvent(event)
        self.renew()

    def renew(self) -> None:
        """Show them as they are now."""
        if not self._session.is_open:
            return
        found = [row.announcement for row in self._session.views.announcements()]
        if found == self._shown and self.column.count():
            return
        self._shown = found
        self._rebuild()

    def _rebuild(self) -> None:
        self.clear()
        now = now_instant()
        for one in self._shown[: self._most]:
            self.column.addWidget(self._card(one, now))
        if len(self._shown) > self._most:
            more: QPushButton = link_button(self.tr("Show older ones"))
            more.clicked.connect(self._show_more)
            self.column.addWidget(more)
        self.settle(filled=bool(self._shown))

    def _show_more(self) -> None:
        self._most += AT_ONCE
        self._rebuild()

    def _on_changed(self, _topics: object) -> None:
        if self.isVisible():
            self.renew()

    def _card(self, one: Announcement, now: Instant) -> Card:
        card = Card(framed=True)
        title = Text(one.title, strong=True, wrap=True, selectable=True)
        when = Text(self._when(one, now), role=TextRole.SMALL, tone=Tone.DIM, wrap=True)
        when.setToolTip(exact_time(one.published_at))
        text = MessageText()
        text.show_text(one.text)
        card.body.addWidget(title)
        card.body.addWidget(when)
        card.body.addWidget(text)
        machines = [machine.name for id in one.machine_ids if (machine := self._session.views.machine(id))]
        if machines:
            about = self.tr("Concerns {machines}").format(machines=", ".join(machines))
            card.body.addWidget(Text(about, role=TextRole.SMALL, tone=Tone.DIM, wrap=True))
        card.setAccessibleName(one.title)
        return card

    def _when(self, one: Announcement, now: Instant) -> str:
        parts = [day_and_time(one.published_at, now)]
        if one.starts_at and one.ends_at:
            parts.append(span_of_time(one.starts_at, one.ends_at, now))
        elif one.ends_at:
            parts.append(self.tr("until {end}").format(end=day_and_time(one.ends_at, now)))
        elif one.starts_at:
            parts.append(self.tr("from {start}").format(start=day_and_time(one.starts_at, now)))
        if one.ends_at is not None and one.ends_at < now:
            parts.append(self.tr("over"))
        return " · ".join(parts)
