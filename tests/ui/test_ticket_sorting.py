"""What a list is sorted by is chosen in a menu, kept for each folder, and the same after a restart."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop.domain.account import Feature
from desktop.domain.listing import Folder, Order
from desktop.settings import LIST_ORDERS, Settings
from desktop.ui.workbench import Workbench
from tests.ui.window_account import HELPDESK, PlainAccount, PlainViews, a_row


def a_window(qtbot: QtBot, folder: Path, account: PlainAccount | None = None) -> Workbench:
    window = Workbench(account or PlainAccount(), Settings(folder / "settings.json"))
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    return window


def entries(window: Workbench) -> dict[str, QAction]:
    menu = window.ticket_list.sorting.button.menu()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    return {one.text(): one for one in menu.actions() if one.text()}


def test_each_folder_keeps_its_own_order_across_a_restart(qtbot: QtBot, tmp_path: Path) -> None:
    window = a_window(qtbot, tmp_path)
    window.go(Folder.OPEN)
    entries(window)["Subject, A to Z"].trigger()
    entries(window)["The other way round"].trigger()
    window.go(Folder.COMPANY)
    entries(window)["Highest number"].trigger()
    window.shut()
    window = a_window(qtbot, tmp_path)
    orders = {}
    for folder in (Folder.OPEN, Folder.COMPANY, Folder.CLOSED):
        window.go(folder)
        orders[folder] = (window.ticket_list.listing.order, window.ticket_list.listing.backwards)
    assert orders == {
        Folder.OPEN: (Order.SUBJECT, True),
        Folder.COMPANY: (Order.NUMBER, False),
        Folder.CLOSED: (Order.ACTIVITY, False),
    }
    assert "Latest activity" in window.ticket_list.sorting.button.accessibleName()
    window.shut()


def test_the_menu_shows_what_is_in_force(qtbot: QtBot, tmp_path: Path) -> None:
    window = a_window(qtbot, tmp_path)
    assert entries(window)["Latest activity"].isChecked()
    entries(window)["Newest ticket"].trigger()
    shown = entries(window)
    assert [words for words, one in shown.items() if one.isChecked()] == ["Newest ticket"]
    window.shut()


def test_urgency_is_offered_only_where_the_helpdesk_has_priorities(qtbot: QtBot, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    settings.set(LIST_ORDERS, "open=priority unknown=subject closed=colour waiting=created")
    plain = replace(HELPDESK, features=HELPDESK.features - {Feature.PRIORITIES.value})
    window = a_window(qtbot, tmp_path, PlainAccount(helpdesk=plain))
    assert "Most urgent" not in entries(window)
    assert window.ticket_list.listing.order is Order.CREATED
    window.go(Folder.OPEN)
    assert window.ticket_list.listing.order is Order.ACTIVITY
    window.shut()


def test_a_narrowed_list_keeps_its_order_when_it_is_made_whole_again(qtbot: QtBot, tmp_path: Path) -> None:
    window = a_window(qtbot, tmp_path)
    window.go(Folder.OPEN)
    entries(window)["Highest number"].trigger()
    menu = window.ticket_list.filter.button.menu()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    next(one for one in menu.actions() if one.text() == "Unread only").trigger()
    assert window.ticket_list.listing.unread_only
    qtbot.mouseClick(window.ticket_list.filter.narrowed, Qt.MouseButton.LeftButton)
    assert (window.ticket_list.listing.order, window.ticket_list.listing.unread_only) == (Order.NUMBER, False)
    window.shut()


@pytest.mark.parametrize("own", [True, False])
def test_a_row_names_the_colleague_whose_ticket_it_is(own: bool, qtbot: QtBot, tmp_path: Path) -> None:
    row = a_row("x", "7", "Pump", author="Marco Bianchi", mine=own)
    window = a_window(qtbot, tmp_path, PlainAccount(PlainViews(listed=[row])))
    window.go(Folder.COMPANY)
    model = window.ticket_list.model
    qtbot.waitUntil(lambda: model.ids == ["x"])
    words = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert ("Marco Bianchi" in str(words)) is not own
    window.shut()
