"""Preferences: at once, kept, and never a setting that has no meaning."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTime
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop import settings
from desktop.settings import Section, Setting, Settings
from desktop.ui.preferences import AccountWords, PreferencesDialog, Surroundings
from desktop.ui.preferences.pages import GeneralPage, NetworkPage, NoticesPage, StoragePage


@pytest.fixture
def kept(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "profile" / "settings.json")


class Entry:
    """The system's entry for starting with it, as a desktop keeps it."""

    def __init__(self, refuses: bool = False) -> None:
        self.there = False
        self.refuses = refuses

    def is_on(self) -> bool:
        return self.there

    def switch(self, on: bool) -> None:
        if self.refuses:
            raise PermissionError(13, "Permission denied")
        self.there = on


@pytest.fixture
def entry() -> Entry:
    return Entry()


@pytest.fixture
def dialog(qtbot: QtBot, kept: Settings, entry: Entry) -> PreferencesDialog:
    words = AccountWords("Anna Rossi", "anna", "Macchine Rossi", "https://help.example", may_change_password=True)
    made = PreferencesDialog(kept, Surroundings(words, entry, lambda then: then(5_000_000)))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def general(dialog: PreferencesDialog) -> GeneralPage:
    dialog.show_section(Section.GENERAL)
    page = dialog.sections[Section.GENERAL]
    assert isinstance(page, GeneralPage)
    return page


def notices(dialog: PreferencesDialog) -> NoticesPage:
    dialog.show_section(Section.NOTICES)
    page = dialog.sections[Section.NOTICES]
    assert isinstance(page, NoticesPage)
    return page


def network(dialog: PreferencesDialog) -> NetworkPage:
    dialog.show_section(Section.NETWORK)
    page = dialog.sections[Section.NETWORK]
    assert isinstance(page, NetworkPage)
    return page


def storage(dialog: PreferencesDialog) -> StoragePage:
    dialog.show_section(Section.STORAGE)
    page = dialog.sections[Section.STORAGE]
    assert isinstance(page, StoragePage)
    return page


def test_every_declared_preference_stands_on_the_page_of_its_section_and_nothing_else_does(
    dialog: PreferencesDialog,
) -> None:
    shown: dict[Section, set[Setting[object]]] = {
        section: {row.setting for row in page.rows} for section, page in dialog.sections.items()
    }
    wanted: dict[Section, set[Setting[object]]] = {}
    for one in settings.declared():
        if one.section is not None:
            wanted.setdefault(one.section, set()).add(one)  # type: ignore[arg-type]
    assert shown == wanted


def test_a_language_chosen_by_keyboard_is_kept_and_told_at_once(
    qtbot: QtBot, dialog: PreferencesDialog, kept: Settings
):
    told: list[str] = []
    kept.watch(told.append)
    language = general(dialog).language.box
    language.setFocus()
    qtbot.keyClick(language, Qt.Key.Key_Down)
    qtbot.keyClick(language, Qt.Key.Key_Down)
    assert kept.get(settings.LANGUAGE) == "it"
    assert told[-1] == "language"


def test_the_look_is_kept(qtbot: QtBot, dialog: PreferencesDialog, kept: Settings):
    dark = general(dialog).look.choice.findChildren(QPushButton)[2]
    qtbot.mouseClick(dark, Qt.MouseButton.LeftButton)
    assert kept.get(settings.LOOK) == "dark"


def test_starting_with_the_computer_is_what_the_systems_entry_says(
    qtbot: QtBot, dialog: PreferencesDialog, kept: Settings, entry: Entry
) -> None:
    switch = general(dialog).autostart
    assert not switch.isChecked()
    switch.click()
    assert entry.there
    assert kept.get(settings.AUTOSTART)
    entry.there = False  # taken away with the desktop's own means
    general(dialog).load()
    assert not switch.isChecked()


def test_an_entry_that_the_system_refuses_is_said_and_stays_off(qtbot: QtBot, kept: Settings) -> None:
    made = PreferencesDialog(kept, Surroundings(autostart=Entry(refuses=True)))
    qtbot.addWidget(made)
    made.show()
    switch = general(made).autostart
    switch.click()
    assert not switch.isChecked()
    assert not kept.get(settings.AUTOSTART)
    assert "Permission denied" in made.trouble


def test_quiet_hours_can_be_set_only_when_they_are_on(qtbot: QtBot, dialog: PreferencesDialog, kept: Settings):
    page = notices(dialog)
    assert not page.quiet_from.isEnabled()
    page.quiet.click()
    assert page.quiet_from.isEnabled()
    page.quiet_from.setTime(QTime(21, 30))
    page.quiet_from.editingFinished.emit()
    assert kept.get(settings.QUIET_FROM) == 21 * 60 + 30
    page.notices.click()
    assert not page.quiet.isEnabled()
    assert not page.quiet_from.isEnabled()


@pytest.mark.parametrize(
    ("typed", "good"),
    [
        ("proxy.example:8080", True),
        ("socks5://p:1", False),
        ("", True),
        ("http://anna:secret@proxy.example:8080", False),
        ("anna:secret@proxy.example", False),
    ],
)
def test_a_proxy_by_hand_is_checked_before_it_is_kept(
    qtbot: QtBot, dialog: PreferencesDialog, kept: Settings, typed: str, good: bool
):
    page = network(dialog)
    assert not page.address.isVisible()
    page.proxy.box.setCurrentIndex(2)
    page.proxy.box.activated.emit(2)
    assert page.address.isVisible()
    page.address.edit.setText(typed)
    page.address.edit.editingFinished.emit()
    assert bool(page.address.fault) != good
    assert kept.get(settings.PROXY_ADDRESS) == (typed if good else "")


def test_how_much_is_kept_can_be_chosen_and_how_much_there_is_stands_beside_it(
    dialog: PreferencesDialog, kept: Settings
) -> None:
    page = storage(dialog)
    words = [text.text() for text in page.findChildren(QLabel)]
    assert any("5.0 MB" in one for one in words), words
    page.downloads.box.setCurrentIndex(0)
    page.downloads.box.activated.emit(0)
    assert kept.get(settings.DOWNLOADS_KEPT) == 250


def test_what_was_set_stands_there_the_next_time(qtbot: QtBot, kept: Settings):
    kept.set(settings.LANGUAGE, "el")
    kept.set(settings.NOTICES, False)
    kept.set(settings.QUIET_UNTIL, 8 * 60)
    dialog = PreferencesDialog(kept)
    qtbot.addWidget(dialog)
    assert general(dialog).language.box.currentText() == "Ελληνικά"
    assert not notices(dialog).notices.isChecked()
    assert notices(dialog).quiet_until.time() == QTime(8, 0)
    assert dialog.account is None


def test_signing_out_and_another_password_are_only_asked_for(qtbot: QtBot, dialog: PreferencesDialog):
    account = dialog.account
    assert account is not None
    with qtbot.waitSignal(dialog.sign_out_asked):
        account.sign_out.click()
    with qtbot.waitSignal(dialog.change_password_asked):
        account.change_password.click()
    assert dialog.isVisible()


def test_the_pages_are_turned_by_keyboard(qtbot: QtBot, dialog: PreferencesDialog) -> None:
    dialog.list.setFocus()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    assert dialog.sections[Section.NOTICES].isVisible()
    assert not dialog.sections[Section.GENERAL].isVisible()


def test_a_file_that_can_not_be_written_is_said_and_the_setting_holds_for_now(
    qtbot: QtBot, dialog: PreferencesDialog, kept: Settings, tmp_path: Path
):
    (tmp_path / "profile").write_text("a file where the folder should be")
    notices(dialog).notices.click()
    assert dialog.trouble
    assert kept.get(settings.NOTICES) is False


def test_large_files_wait_on_a_metered_connection_unless_switched_off(
    dialog: PreferencesDialog, kept: Settings
) -> None:
    assert network(dialog).spare_metered.isChecked()
    assert "metered" in network(dialog).spare_metered.text()
    network(dialog).spare_metered.click()
    assert not kept.get(settings.PAUSE_ON_METERED)
