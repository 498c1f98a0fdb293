"""Announcements over a real account: by their time, read when they were in sight, into the calendar, to their machines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from icalendar import Calendar
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.domain.announcement import Announcement
from desktop.domain.instant import DAY, HOUR
from desktop.runtime.account_session import AccountSession
from desktop.ui.announcement_sight import AnnouncementSight
from desktop.ui.announcements_page import AnnouncementsPage
from desktop.ui.file_door import FileDoor
from desktop.ui.wording import now_instant
from tests import wizard_builders as samples
from tests.ui.wizard_account import an_offline_account

NOW = now_instant()
LONG = "One line after another. " * 400
NEWS = Announcement("news", "Fan recall", "Text", "news", NOW - HOUR, machine_ids=("m1", "gone"))
WORKS = Announcement("works", "Core switch", LONG, "works", NOW - DAY, NOW - HOUR, NOW + HOUR)
COMING = Announcement("coming", "Συντήρηση", "Text", "maintenance", NOW - DAY, NOW + DAY, NOW + 2 * DAY)
SOONER = Announcement("sooner", "Storage", "Text", "maintenance", NOW - 2 * DAY, NOW + HOUR, NOW + DAY)
PAST = Announcement("past", "Summer", "Text", "news", NOW - 200 * DAY)
EVERYTHING = (NEWS, WORKS, COMING, SOONER, PAST)
Show = Callable[..., AnnouncementsPage]


@pytest.fixture
def session(qapp: QApplication, tmp_path: Path) -> Iterator[AccountSession]:
    with an_offline_account(tmp_path, cached=(*samples.MACHINES, *EVERYTHING)) as session:
        yield session


@pytest.fixture
def opened() -> list[Path]:
    return []


@pytest.fixture
def show(qtbot: QtBot, session: AccountSession, opened: list[Path]) -> Iterator[Show]:
    doors: list[FileDoor] = []

    def make(*, opens: bool = True, moment: int = 10) -> AnnouncementsPage:
        door = FileDoor(lambda url: bool(opened.append(Path(QUrl(url).toLocalFile())) or opens))
        doors.append(door)
        page = AnnouncementsPage(session, door)
        page.sight._needed = moment
        qtbot.addWidget(page)
        page.resize(900, 600)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        return page

    yield make
    for door in doors:
        door.close()


def unread(session: AccountSession) -> set[str]:
    return {row.announcement.id for row in session.views.announcements() if not row.read}


def shown(page: AnnouncementsPage) -> list[str]:
    return [card.announcement.id for card in page.cards]


def test_they_stand_by_their_time_with_kind_and_window_in_words(show: Show) -> None:
    page = show()
    assert shown(page) == ["news", "works", "sooner", "coming", "past"]
    sections = [one.text() for one in page.findChildren(QLabel) if one.text() in ("In force", "Coming up", "Past")]
    assert sections == ["In force", "Coming up", "Past"]
    names = [card.accessibleName() for card in page.cards]
    assert names[0] == "News, in force, Fan recall, unread"
    assert names[1].startswith("Infrastructure work, in force")
    assert names[2].startswith("Maintenance, coming up")


def test_only_what_was_really_in_sight_for_a_moment_is_read(qtbot: QtBot, show: Show, session: AccountSession) -> None:
    page = show(moment=1)
    qtbot.waitUntil(lambda: "news" not in unread(session))
    assert "past" in unread(session)
    # Its "New" stays until the next look, and so does the card.
    assert page.cards[0]._fresh.isVisible()
    page.area.verticalScrollBar().setValue(page.area.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: "past" not in unread(session))
    page.hide()
    page.show()
    assert not page.cards[0]._fresh.isVisible()


def test_a_page_that_is_not_in_front_reads_nothing(qtbot: QtBot, show: Show, session: AccountSession) -> None:
    page = show(moment=2)
    other = QLabel("In front")
    qtbot.addWidget(other)
    with qtbot.waitActive(other):
        other.show()
        other.activateWindow()
    qtbot.waitUntil(lambda: not page.sight._timer.isActive())
    assert len(unread(session)) == 5
    with qtbot.waitActive(page):
        page.activateWindow()
        page.raise_()
    qtbot.waitUntil(lambda: "news" not in unread(session))


def test_nothing_ticks_once_everything_in_sight_is_read(qtbot: QtBot, show: Show) -> None:
    page = show(moment=1)
    qtbot.waitUntil(lambda: not page.sight._timer.isActive())
    assert isinstance(page.sight, AnnouncementSight)


def test_all_are_marked_read_at_once_and_the_figure_goes(qtbot: QtBot, show: Show, session: AccountSession) -> None:
    page = show()
    assert page.unread_only.text() == "5 unread"
    assert session.views.counts().unread_announcements == 5
    page.mark_all.click()
    qtbot.waitUntil(lambda: not unread(session))
    qtbot.waitUntil(page.mark_all.isHidden)
    assert page.unread_only.isHidden()
    assert session.views.counts().unread_announcements == 0


def test_unread_ones_can_be_seen_alone(qtbot: QtBot, show: Show, session: AccountSession) -> None:
    page = show()
    page._mark(("news", "past"))
    qtbot.waitUntil(lambda: len(unread(session)) == 3)
    page.unread_only.click()
    assert shown(page) == ["works", "sooner", "coming"]
    page.mark_all.click()
    qtbot.waitUntil(lambda: not unread(session))
    page.unread_only.click()
    assert len(page.cards) == 5


def test_an_announcement_leads_to_its_machines_and_to_a_question(qtbot: QtBot, show: Show) -> None:
    page = show()
    card = page.cards[0]
    assert [chip.value for chip in card.machines] == ["Pump P-101"]
    with qtbot.waitSignal(page.machine_asked) as asked:
        card.machines[0].click()
    assert asked.args == ["m1"]
    with qtbot.waitSignal(page.ask_requested) as about:
        card.ask.click()
    assert about.args == [NEWS]


def test_one_is_brought_into_sight_wherever_it_is(qtbot: QtBot, show: Show) -> None:
    page = show()
    page.unread_only.setChecked(True)
    page.show_one("past")
    card = page.cards[-1]
    qtbot.waitUntil(lambda: card.visibleRegion().boundingRect().height() > 0)
    qtbot.waitUntil(card.ask.hasFocus)
    page.show_one("nobody-knows")
    assert len(page.cards) == 5


def test_a_coming_one_goes_to_the_calendar_program(qtbot: QtBot, show: Show, opened: list[Path]) -> None:
    page = show()
    card = page.cards[3]
    assert page.cards[0].calendar.isHidden()
    card.calendar.click()
    qtbot.waitUntil(lambda: bool(opened))
    assert opened[0].name == "Συντήρηση.ics"
    (event,) = Calendar.from_ical(opened[0].read_bytes()).walk("VEVENT")
    assert str(event["UID"]) == "announcement-coming@help.rossi.example"
    assert not card.save.isVisible()


def test_without_a_calendar_program_the_entry_can_be_saved(qtbot: QtBot, show: Show) -> None:
    page = show(opens=False)
    card = page.cards[3]
    card.calendar.click()
    qtbot.waitUntil(card.save.isVisible)
    with qtbot.waitSignal(card.save_asked) as asked:
        card.save.click()
    assert asked.args == [COMING]
    dialogs = [one for one in QApplication.topLevelWidgets() if one.metaObject().className() == "QFileDialog"]
    for dialog in dialogs:
        dialog.close()


def test_everything_to_press_has_a_name(show: Show) -> None:
    page = show()
    buttons = [
        page.unread_only,
        page.mark_all,
        *(button for card in page.cards for button in (card.ask, card.calendar, card.save)),
    ]
    assert all(button.accessibleName() or button.text() for button in buttons)
    assert page.cards[0].ask.accessibleName() == "Ask about “Fan recall”"
