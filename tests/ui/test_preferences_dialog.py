"""Preferences: at once, kept, and never a setting that has no meaning."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTime
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop import settings
from desktop.settings import Settings
from desktop.ui.preferences_dialog import AccountWords, PreferencesDialog


@pytest.fixture
def kept(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "profile" / "settings.json")


@pytest.fixture
def dialog(qtbot: QtBot, kept: Settings) -> PreferencesDialog:
    made = PreferencesDialog(kept, AccountWords("Anna Rossi", "anna", "Macchine Rossi", "https://help.example"))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_a_language_chosen_by_keyboard_is_kept_and_told_at_once(
    qtbot: QtBot, dialog: PreferencesDialog, kept: Settings
):
    told: list[str] = []
    kept.watch(told.append)
    dialog.language.setFocus()
    qtbot.keyClick(dialog.language, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.language, Qt.Key.Key_Down)
    assert kept.get(settings.LANGUAGE) == "it"
    assert told[-1] == "language"


def test_the_look_is_kept(qtbot: QtBot, dialog: PreferencesDialog, kept: Settings):
    dark = dialog.look.findChildren(QPushButton)[2]
    qtbot.mouseClick(dark, Qt.MouseButton.LeftButton)
    assert kept.get(settings.LOOK) == "dark"


def test_quiet_hours_can_be_set_only_when_they_are_on(qtbot: QtBot, dialog: PreferencesDialog, kept: Settings):
    assert not dialog.quiet_from.isEnabled()
    dialog.quiet.click()
    assert dialog.quiet_from.isEnabled()
    dialog.quiet_from.setTime(QTime(21, 30))
    dialog.quiet_from.editingFinished.emit()
    assert kept.get(settings.QUIET_FROM) == 21 * 60 + 30
    dialog.notices.click()
    assert not dialog.quiet.isEnabled()
    assert not dialog.quiet_from.isEnabled()


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
    assert not dialog.proxy_address.isVisible()
    dialog.proxy.setCurrentIndex(2)
    dialog.proxy.activated.emit(2)
    assert dialog.proxy_address.isVisible()
    dialog.proxy_address.setText(typed)
    dialog.proxy_address.editingFinished.emit()
    assert bool(dialog.address_box.fault) != good
    assert kept.get(settings.PROXY_ADDRESS) == (typed if good else "")


def test_what_was_set_stands_there_the_next_time(qtbot: QtBot, kept: Settings):
    kept.set(settings.LANGUAGE, "el")
    kept.set(settings.NOTICES, False)
    kept.set(settings.QUIET_UNTIL, 8 * 60)
    dialog = PreferencesDialog(kept)
    qtbot.addWidget(dialog)
    assert dialog.language.currentText() == "Ελληνικά"
    assert not dialog.notices.isChecked()
    assert dialog.quiet_until.time() == QTime(8, 0)
    assert not dialog.sign_out.isVisible()


def test_signing_out_is_only_asked_for(qtbot: QtBot, dialog: PreferencesDialog):
    with qtbot.waitSignal(dialog.sign_out_asked):
        dialog.sign_out.click()
    assert dialog.isVisible()


def test_a_file_that_can_not_be_written_is_said_and_the_setting_holds_for_now(
    qtbot: QtBot, dialog: PreferencesDialog, kept: Settings, tmp_path: Path
):
    (tmp_path / "profile").write_text("a file where the folder should be")
    dialog.notices.click()
    assert dialog._trouble.isVisible()
    assert kept.get(settings.NOTICES) is False


def test_large_files_wait_on_a_metered_connection_unless_switched_off(
    dialog: PreferencesDialog, kept: Settings
) -> None:
    assert dialog.spare_metered.isChecked()
    assert "metered" in dialog.spare_metered.text()
    dialog.spare_metered.click()
    assert not kept.get(settings.PAUSE_ON_METERED)
