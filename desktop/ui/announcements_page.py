"""Announcements: what the helpdesk tells everybody. What holds now stands first, then what is coming up, then what is past."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from desktop.domain.announcement import Announcement, AnnouncementRow, Phase
from desktop.domain.instant import Instant
from desktop.ui.announcement_card import AnnouncementCard, title_for_file
from desktop.ui.announcement_sight import AnnouncementSight
from desktop.ui.calendar_entry import calendar_entry
from desktop.ui.controls import SectionLabel, link_button
from desktop.ui.file_door import FileDoor, Made
from desktop.ui.icons import Icon
from desktop.ui.reading_page import ReadingPage
from desktop.ui.session_view import SessionView
from desktop.ui.theme import space
from desktop.ui.wording import now_instant, plurals
from desktop.ui.wording.announcements import phase_words

AT_ONCE = 40
"""Announcements built at a time."""

_ORDER = (Phase.IN_FORCE, Phase.UPCOMING, Phase.PAST)


class AnnouncementsPage(ReadingPage):
    """The page. `machine_asked(id)` and `ask_requested(Announcement)` lead out of it.

    What was read meanwhile stays where it is, and keeps its "New", until the page is looked at anew: nothing vanishes under somebody's
    eyes.
    """

    machine_asked = Signal(str)
    ask_requested = Signal(object)

    def __init__(self, session: SessionView, door: FileDoor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._door = door
        self._rows: list[AnnouncementRow] = []
        self._most = AT_ONCE
        self._unread_only = False
        self._wanted = ""
        self.cards: list[AnnouncementCard] = []
        self.title.setText(self.tr("Announcements"))
        self.unread_only: QPushButton = link_button("")
        self.unread_only.setCheckable(True)
        self.unread_only.toggled.connect(self._filter)
        self.mark_all: QPushButton = link_button(self.tr("Mark all as read"))
        self.mark_all.clicked.connect(self._mark_all)
        self.add_to_head(self.unread_only)
        self.add_to_head(self.mark_all)
        self.sight = AnnouncementSight(self.area, lambda: self.cards, parent=self)
        self.sight.seen.connect(self._mark)
        self.area.verticalScrollBar().rangeChanged.connect(self._bring)
        self.area.verticalScrollBar().actionTriggered.connect(self._leave_alone)
        session.cache_changed.connect(self._on_changed)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what came meanwhile, and what was read meanwhile."""
        super().showEvent(event)
        self.renew(afresh=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """The next look begins with all of them."""
        super().hideEvent(event)
        self._wanted = ""
        if self._unread_only:
            self.unread_only.setChecked(False)

    def renew(self, *, afresh: bool = False) -> None:
        """Show them as they are now; only `afresh` lets go of what was read since they were last shown."""
        if not self._session.is_open:
            return
        rows = self._session.views.announcements()
        if not afresh and [row.announcement for row in rows] == [row.announcement for row in self._rows]:
            self._rows = rows
            self._show_head()
            return
        self._rows = rows
        self._rebuild()

    def show_one(self, announcement_id: str) -> None:
        """Bring one into sight, whatever is filtered out or far below. An unknown id shows the page as it is."""
        self.unread_only.setChecked(False)
        self._most = max(self._most, len(self._rows))
        self.renew(afresh=True)
        self._wanted = announcement_id
        QTimer.singleShot(0, self, self._bring)

    def _bring(self, *_: object) -> None:
        """Texts find their height only step by step: the wanted one is kept in sight until somebody scrolls."""
        card = next((one for one in self.cards if one.announcement.id == self._wanted), None)
        if card is not None:
            self.area.verticalScrollBar().setValue(card.y() - space(4))
            card.ask.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_alone(self, *_: object) -> None:
        self._wanted = ""

    # Building

    def _rebuild(self) -> None:
        self.clear()
        self.cards = []
        now = now_instant()
        wanted = [row for row in self._rows if not (self._unread_only and row.read)]
        left = self._most
        for phase in _ORDER:
            here = [row for row in wanted if row.announcement.phase(now) is phase]
            if phase is Phase.UPCOMING:
                here.sort(key=lambda row: row.announcement.starts_at or 0)
            if here and left > 0:
                self.column.addWidget(SectionLabel(phase_words(phase)))
            for row in here[: max(left, 0)]:
                self._add(row, now)
            left -= len(here)
        if left < 0:
            more: QPushButton = link_button(self.tr("Show older ones"))
            more.clicked.connect(self._show_more)
            self.column.addWidget(more)
        self._show_empty()
        self._show_head()
        self.settle(filled=bool(wanted))
        self.sight.wake()

    def _add(self, row: AnnouncementRow, now: Instant) -> None:
        views = self._session.views
        machines = [machine for id in row.announcement.machine_ids if (machine := views.machine(id))]
        card = AnnouncementCard(row, machines, now)
        card.machine_asked.connect(self.machine_asked)
        card.ask_asked.connect(self.ask_requested)
        card.calendar_asked.connect(lambda one, card=card: self._open_calendar(one, card))
        card.save_asked.connect(lambda one, card=card: self._save_calendar(one, card))
        self.cards.append(card)
        self.column.addWidget(card)

    def _show_head(self) -> None:
        unread = sum(not row.read for row in self._rows)
        self.unread_only.setText(self.tr("Show all") if self._unread_only else plurals.unread_announcements(unread))
        self.unread_only.setAccessibleName(
            self.tr("Show all announcements") if self._unread_only else self.tr("Show only unread announcements")
        )
        self.unread_only.setVisible(bool(unread) or self._unread_only)
        self.mark_all.setVisible(bool(unread))

    def _show_empty(self) -> None:
        if self._unread_only and self._rows:
            words = (self.tr("Nothing unread"), self.tr("You have read everything your helpdesk announced."))
        else:
            words = (self.tr("No announcements"), self.tr("Maintenance and news of your helpdesk appear here."))
        self.empty.show_words(Icon.NEWS, *words)

    def _show_more(self) -> None:
        self._most += AT_ONCE
        self._rebuild()

    def _filter(self, unread_only: bool) -> None:
        self._unread_only = unread_only
        self.renew(afresh=True)

    def _on_changed(self, _topics: object) -> None:
        if self.isVisible():
            self.renew()

    # Reading

    def _mark(self, ids: tuple[str, ...]) -> None:
        from desktop.actions.read_announcements import (
            mark_announcements_read,
        )  # pulls storage in: only when something was read

        for card in self.cards:
            if card.announcement.id in ids:
                card.is_read = True  # its "New" stays until the next look
        self._session.perform(mark_announcements_read, ids, then=lambda _: self.renew())

    def _mark_all(self) -> None:
        from desktop.actions.read_announcements import mark_all_announcements_read  # as above

        self._session.perform(mark_all_announcements_read, then=lambda _: self._marked_all())

    def _marked_all(self) -> None:
        for card in self.cards:
            card.show_read(True)
        self.renew()

    # Into the calendar

    def _open_calendar(self, one: Announcement, card: AnnouncementCard) -> None:
        card.say_trouble("")
        self._door.open_made(self._entry(one), title_for_file(one), lambda words: self._say(card, words))

    def _save_calendar(self, one: Announcement, card: AnnouncementCard) -> None:
        from desktop.actions.attach import clean_name

        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self, self.tr("Save the calendar entry"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("ics")
        dialog.setDirectory(folder)
        dialog.selectFile(clean_name(title_for_file(one)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(
            lambda name: self._door.save(self._entry(one), Path(name), lambda words: self._say(card, words))
        )
        dialog.open()

    def _say(self, card: AnnouncementCard, words: str) -> None:
        if card in self.cards:
            card.say_trouble(words)

    def _entry(self, one: Announcement) -> Made:
        views, helpdesk = self._session.views, self._session.helpdesk
        machines = [machine.name for id in one.machine_ids if (machine := views.machine(id))]
        made_at = now_instant()
        return lambda: calendar_entry(
            one, address=helpdesk.address, helpdesk=helpdesk.name, machines=machines, made_at=made_at
        )
