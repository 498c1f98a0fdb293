"""The list is narrowed by the filter's menu, says so, and is made whole again by one press."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop.domain.listing import Folder
from desktop.settings import Settings
from desktop.ui.ticket_list import TicketList
from desktop.ui.workbench import Workbench
from tests.ui.window_account import PlainAccount


@pytest.fixture
def tickets(qtbot: QtBot, tmp_path: Path) -> Iterator[TicketList]:
    window = Workbench(PlainAccount(), Settings(tmp_path / "settings.json"))
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    window.go(Folder.COMPANY)
    qtbot.waitUntil(lambda: len(window.ticket_list.model.ids) == 8)
    yield window.ticket_list
    window.shut()


def entry(menu: QMenu, *words: str) -> QAction:
    """An entry by its name, in the menus on the way."""
    menu.aboutToShow.emit()
    found = next(one for one in menu.actions() if one.text() == words[0])
    below = found.menu()
    if len(words) == 1:
        return found
    assert isinstance(below, QMenu)
    return next(one for one in below.actions() if one.text() == words[1])


@pytest.mark.parametrize(
    ("words", "left", "said"),
    [
        (("Unread only",), ["p101", "greek"], "Unread"),
        (("Request type", "Network"), ["vpn"], "Network"),
        (("Machine", "Conveyor 4"), ["conv"], "Conveyor 4"),
        (("Category", "Invoice"), ["inv"], "Administrative · Invoice"),
    ],
)
def test_each_choice_narrows_and_says_by_what(
    qtbot: QtBot, tickets: TicketList, words: tuple[str, ...], left: list[str], said: str
) -> None:
    menu = tickets.filter.button.menu()
    assert isinstance(menu, QMenu)
    entry(menu, *words).trigger()
    qtbot.waitUntil(lambda: tickets.model.ids == left)
    assert tickets.filter.narrowed.isVisible()
    assert tickets.filter.narrowed.text() == said
    menu.aboutToShow.emit()
    assert entry(menu, *words).isChecked()
    qtbot.mouseClick(tickets.filter.narrowed, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(tickets.model.ids) == 8)
    assert not tickets.filter.narrowed.isVisible()


def test_where_nothing_fits_the_way_back_is_offered(qtbot: QtBot, tickets: TicketList) -> None:
    tickets.show_machine("unknown", "Torno 3")
    qtbot.waitUntil(lambda: tickets.model.ids == [])
    assert tickets.empty.title == "Nothing here"
    assert tickets.filter.narrowed.text() == "Torno 3"
    qtbot.mouseClick(tickets.empty._button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(tickets.model.ids) == 8)
