"""Who walks by keys sees where they are: the conversation and the pages carry a ring while the keyboard is in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from desktop.settings import Settings
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


def edge(area: QScrollArea) -> QColor:
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
