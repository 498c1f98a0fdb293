"""Who walks by keys sees where they are: the conversation and the pages carry a ring while the keyboard is in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.listing import Folder
from desktop.settings import Settings
from desktop.ui.message_text import MessageText
from desktop.ui.side_bar import Page
from desktop.ui.theme import Appearance, Theme, colours
from desktop.ui.workbench import Workbench
from tests.ui.window_account import PlainAccount


@pytest.fixture(params=[Appearance.LIGHT, Appearance.DARK])
def window(request: pytest.FixtureRequest, qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Workbench]:
    theme = Theme(qapp, request.param)
    window = Workbench(PlainAccount(), Settings(tmp_path / "settings.json"))
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.ticket_list.view.choose("p101")
    qtbot.waitUntil(lambda: window.ticket_page.ticket_id == "p101")
    window.ticket_list.view.setFocus()
    yield window
    window.shut()
    theme.set_appearance(Appearance.LIGHT)
    theme.deleteLater()


def edge(area: QAbstractScrollArea) -> QColor:
    """The colour in the middle of the left edge."""
    return area.grab().toImage().pixelColor(QPoint(1, area.height() // 2))


def press(qtbot: QtBot, window: Workbench, keys: str) -> None:
    qtbot.keySequence(window.focusWidget() or window, keys)


def test_f6_and_return_lead_visibly_into_the_conversation(window: Workbench, qtbot: QtBot) -> None:
    timeline, wide = window.ticket_page.timeline, window.ticket_page.timeline.viewport().width()
    assert edge(timeline) == QColor(colours().window)
    press(qtbot, window, "F6")
    assert timeline.hasFocus()
    assert edge(timeline) == QColor(colours().focus)
    assert timeline.viewport().width() == wide, "nothing moves"
    press(qtbot, window, "Shift+F6")
    assert edge(timeline) == QColor(colours().window)
    qtbot.keyClick(window.ticket_list.view, Qt.Key.Key_Return)
    assert timeline.hasFocus()
    assert edge(timeline) == QColor(colours().focus)


def test_a_click_into_the_conversation_draws_no_ring(window: Workbench, qtbot: QtBot) -> None:
    timeline = window.ticket_page.timeline
    middle = QPoint(3, timeline.viewport().height() - 3)
    qtbot.mouseClick(timeline.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    timeline.setFocus(Qt.FocusReason.MouseFocusReason)
    assert timeline.hasFocus()
    assert edge(timeline) == QColor(colours().window)


def test_the_pages_that_are_read_carry_it_too(window: Workbench, qtbot: QtBot) -> None:
    for page, area in (
        (Page.OUTBOX, window.outbox.area),
        (Page.ANNOUNCEMENTS, window.announcements.area),
        (Page.SERVICES, window.services.area),
    ):
        window.go(page)
        window.side_bar.focus_place()
        assert edge(area) == QColor(colours().window)
        press(qtbot, window, "F6")
        assert area.hasFocus()
        assert edge(area) == QColor(colours().focus)


def test_a_click_in_the_side_bar_draws_no_ring_around_the_page(window: Workbench, qtbot: QtBot) -> None:
    qtbot.mouseClick(window.side_bar.row(Page.ANNOUNCEMENTS), Qt.MouseButton.LeftButton)
    assert window.announcements.area.hasFocus()
    assert edge(window.announcements.area) == QColor(colours().window)
    press(qtbot, window, "Ctrl+1")
    window.go(Page.ANNOUNCEMENTS)  # as a shortcut does
    assert edge(window.announcements.area) == QColor(colours().focus)


def test_tab_walks_through_the_whole_window_and_only_through_what_is_in_sight(window: Workbench, qtbot: QtBot) -> None:
    for place in (Folder.WAITING, Page.MACHINES, Page.ANNOUNCEMENTS, Page.SERVICES, Page.OUTBOX):
        window.go(place)
        if place is Folder.WAITING:
            window.show_ticket("p101")
        walked = walk_by_tab(window, qtbot)
        assert all(one.isVisible() for one in walked)
        side = window.side_bar
        assert {side.badge, side.new_ticket, side.row(place), side.preferences} <= set(walked), place
        if place is Folder.WAITING:
            head, tickets = window.ticket_page.header, window.ticket_list
            assert {head.history, head.more, tickets.search, tickets.view, window.ticket_page.timeline} <= set(walked)


def test_a_message_shows_that_the_keyboard_is_in_it(window: Workbench, qtbot: QtBot) -> None:
    message = next(one for one in walk_by_tab(window, qtbot) if isinstance(one, MessageText))
    window.ticket_list.view.setFocus()
    assert edge_of_text(message) != QColor(colours().focus)
    message.setFocus(Qt.FocusReason.TabFocusReason)
    assert edge_of_text(message) == QColor(colours().focus)
    window.ticket_list.view.setFocus()
    message.setFocus(Qt.FocusReason.MouseFocusReason)
    assert edge_of_text(message) != QColor(colours().focus)


def edge_of_text(message: MessageText) -> QColor:
    picture = message.grab().toImage()
    return picture.pixelColor(QPoint(picture.width() // 2, picture.height() - 1))


def walk_by_tab(window: Workbench, qtbot: QtBot) -> list[QWidget]:
    """What Tab leads to, until it comes back to something."""
    walked: list[QWidget] = []
    at = window.focusWidget()
    while at is not None and (at not in walked or at is walked[-1]):
        walked.append(at)
        qtbot.keyClick(at, Qt.Key.Key_Tab)
        at = window.focusWidget()
    return walked


def test_the_arrow_keys_walk_the_side_bar_from_where_the_window_is(window: Workbench, qtbot: QtBot) -> None:
    window.go(Folder.CLOSED)
    press(qtbot, window, "Shift+F6")
    side = window.side_bar
    walked = []
    for _ in range(3):
        walked.append(window.focusWidget())
        press(qtbot, window, "Down")
    press(qtbot, window, "Up")
    assert walked == [side.row(Folder.CLOSED), side.row(Folder.MINE), side.row(Folder.COMPANY)]
    press(qtbot, window, "Return")
    assert window.place is Folder.COMPANY
    for _ in range(9):
        press(qtbot, window, "Down")
    assert side.preferences.hasFocus()
