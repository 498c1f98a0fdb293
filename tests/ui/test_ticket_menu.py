"""What can be done with a whole ticket stands under the three dots, has keys, and is in the command palette."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from desktop.domain.catalogue import StatusKind
from desktop.domain.deep_link import ticket_link
from desktop.domain.ticket import Attachment
from desktop.settings import Settings
from desktop.ui.attachment_viewer import AttachmentViewer
from desktop.ui.workbench import Workbench
from tests.ui.scenes.stage import Props
from tests.ui.window_account import PlainAccount, PlainViews, a_row, plausible_ticket


@pytest.fixture
def account() -> PlainAccount:
    views = PlainViews(listed=[*PlainViews().listed, a_row("c", "7", "Closed one", StatusKind.CLOSED)])
    return PlainAccount(views)


@pytest.fixture
def window(account: PlainAccount, qtbot: QtBot, tmp_path: Path) -> Iterator[Workbench]:
    window = Workbench(account, Settings(tmp_path / "settings.json"))
    qtbot.addWidget(window)
    window.resize(1200, 800)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.show_ticket("p101")
    yield window
    for dialog in QApplication.topLevelWidgets():
        if isinstance(dialog, QFileDialog | QMessageBox):
            dialog.close()
    window.shut()


def entries(window: Workbench) -> dict[str, QAction]:
    menu = window.ticket_page.menu.menu
    menu.aboutToShow.emit()
    return {one.text(): one for one in menu.actions() if one.isVisible() and one.text()}


def test_the_menu_has_what_this_ticket_can(window: Workbench) -> None:
    assert list(entries(window)) == [
        "What happened",
        "Save all files…",
        "Print…",
        "Save as PDF…",
        "Copy link",
        "Copy number",
    ]
    window.show_ticket("c")
    assert list(entries(window)) == [
        "Reopen…",
        "New ticket about this…",
        "What happened",
        "Print…",
        "Save as PDF…",
        "Copy link",
        "Copy number",
    ]
    window.show_ticket("conv")
    assert list(entries(window)) == ["What happened", "Print…", "Save as PDF…"]
    assert window.ticket_page.header.more.accessibleName()


def test_the_palette_knows_all_of_it(window: Workbench) -> None:
    names = [command.name for command in window.keys.commands()]
    assert {"Print…", "Save as PDF…", "Copy link", "Copy number", "Save all files…", "What happened"} <= set(names)
    next(one for one in window.keys.commands() if one.name == "Copy number").run()
    assert QGuiApplication.clipboard().text() == "#10234"


def test_the_link_stands_beside_the_number(window: Workbench, qtbot: QtBot) -> None:
    qtbot.keySequence(window.ticket_list.view, "Ctrl+Shift+L")
    assert QGuiApplication.clipboard().text() == "#10234 sportello:ticket/10234?helpdesk=https://desk.example"


def test_a_number_of_any_kind_makes_a_link_that_can_be_read_again() -> None:
    from urllib.parse import parse_qs, urlsplit

    for number, address in (("2026/114 #a?b", "https://desk.example:8443/help desk&x=1"), ("Αρ-7", "http://[::1]:80")):
        parts = urlsplit(ticket_link(number, address))
        assert parts.scheme == "sportello"
        assert parts.path.count("/") == 1
        assert parse_qs(parts.query) == {"helpdesk": [address]}
        from urllib.parse import unquote

        assert unquote(parts.path.removeprefix("ticket/")) == number


def test_keys_do_nothing_where_there_is_nothing_to_do(window: Workbench, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().clear()
    window.show_ticket("conv")
    qtbot.keySequence(window.ticket_list.view, "Ctrl+Shift+L")
    qtbot.keySequence(window.ticket_list.view, "Ctrl+Shift+S")
    assert QGuiApplication.clipboard().text() == ""
    assert not any(isinstance(one, QFileDialog) and one.isVisible() for one in QApplication.topLevelWidgets())


def test_all_files_are_saved_and_what_was_not_to_be_had_is_named(
    window: Workbench, account: PlainAccount, tmp_path: Path, qtbot: QtBot
) -> None:
    photo = tmp_path / "photo"
    photo.write_bytes(b"x")
    folder = tmp_path / "Αρχεία"
    folder.mkdir()
    account.local = {"sha-plate P-101.jpg": photo}
    account.unreachable = True
    page = window.ticket_page
    page.files.save_all_in(folder)
    qtbot.waitUntil(lambda: not page.files.is_saving)
    assert page.strip.words == (
        "Saved in “Αρχεία”: 1 file(s). Not on this computer, and can't be fetched now: “θόρυβος αντλίας.mp4”."
    )
    assert [one.name for one in folder.iterdir()] == ["plate P-101.jpg"]


def with_a_program(account: PlainAccount, tmp_path: Path) -> Path:
    tool = tmp_path / "tool"
    tool.write_bytes(b"MZ")
    ticket = plausible_ticket()
    file = Attachment("exe", "p101", "sha-exe", "drive-reset.exe", 2, "application/x-msdownload", "m1")
    entries = tuple(replace(one, attachments=(file,)) if one.id == "m1" else one for one in ticket.entries)
    account.views.tickets["p101"] = replace(ticket, entries=entries[2:])
    account.local = {"sha-exe": tool}
    return tool


def a_warning() -> QMessageBox | None:
    found = (one for one in QApplication.topLevelWidgets() if one.objectName() == "programWarning" and one.isVisible())
    box = next(found, None)
    assert box is None or isinstance(box, QMessageBox)
    return box


def test_a_program_is_never_opened_and_saved_only_after_a_warning(
    window: Workbench, account: PlainAccount, tmp_path: Path, qtbot: QtBot
) -> None:
    with_a_program(account, tmp_path)
    window.show_ticket("p101")
    page = window.ticket_page
    file = page.shown.entries[0].attachments[0]  # type: ignore[union-attr]
    opened: list[object] = []
    page.files._door._open_url = lambda url: bool(opened.append(url)) or True
    page.files.open(file)
    box = a_warning()
    assert box is not None
    assert "drive-reset.exe" in box.text()
    box.defaultButton().click()
    assert opened == []
    assert not any(isinstance(one, QFileDialog) and one.isVisible() for one in QApplication.topLevelWidgets())
    page.files.save(file)
    box = a_warning()
    assert box is not None
    next(one for one in box.buttons() if one.text() == "Save anyway").click()
    assert any(isinstance(one, QFileDialog) and one.isVisible() for one in QApplication.topLevelWidgets())


def test_saving_all_leaves_programs_out_unless_they_are_wanted(
    window: Workbench, account: PlainAccount, tmp_path: Path, qtbot: QtBot
) -> None:
    with_a_program(account, tmp_path)
    window.show_ticket("p101")
    folder = tmp_path / "out"
    folder.mkdir()
    page = window.ticket_page
    page.files.save_all_in(folder)
    box = a_warning()
    assert box is not None
    box.defaultButton().click()
    assert list(folder.iterdir()) == []
    page.files.save_all_in(folder)
    box = a_warning()
    assert box is not None
    next(one for one in box.buttons() if one.text() == "Save anyway").click()
    qtbot.waitUntil(lambda: not page.files.is_saving)
    assert [one.name for one in folder.iterdir()] == ["drive-reset.exe"]


def test_a_picture_is_looked_at_with_all_others_of_the_ticket(
    window: Workbench, account: PlainAccount, tmp_path: Path, qtbot: QtBot
) -> None:
    account.local = {"sha-plate P-101.jpg": Props(tmp_path).photo}
    page = window.ticket_page
    chip = page.shown.entries[0].attachments[0]  # type: ignore[union-attr]
    page.timeline.open_asked.emit(chip)
    viewer = page.files.viewer
    assert isinstance(viewer, AttachmentViewer)
    qtbot.waitUntil(lambda: viewer.preview is not None)
    assert viewer._place.text() == "1 of 2"
    viewer.close()
    assert page.files.viewer is None
