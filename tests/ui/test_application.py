"""The whole program, from the first window to the last: real helpdesk, real HTTP, real files."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.domain.listing import Folder, Listing
from desktop.runtime.link_state import LinkKind
from desktop.sandbox.server import RunningSandbox
from desktop.settings import LANGUAGE, LOOK, Look
from desktop.ui.controls import ElidedText
from desktop.ui.passphrase_dialog import PassphraseDialog
from desktop.ui.unsent_question import UnsentQuestion
from tests.live_helpdesk import account, helpdesk, signed_in
from tests.ui.whole_program import shown, start, the_program

__all__ = ["account", "helpdesk"]

PASSPHRASE = "five plain words"


@pytest.fixture
def profile(tmp_path: Path, helpdesk: RunningSandbox, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "profile"
    signed_in(helpdesk.url, folder / "accounts")
    monkeypatch.setenv("SPORTELLO_PASSPHRASE", PASSPHRASE)
    return folder


def test_somebody_new_without_a_keyring_signs_in_under_a_passphrase_and_sees_their_tickets(
    qtbot: QtBot, helpdesk: RunningSandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SPORTELLO_PASSPHRASE", raising=False)
    with the_program(tmp_path / "profile") as program:
        program.start()
        qtbot.waitUntil(lambda: program.sign_in_page is not None, timeout=5_000)
        page = program.sign_in_page
        assert page is not None
        qtbot.keyClicks(page.form.address, helpdesk.url)
        qtbot.keyClick(page.form.address, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: page.helpdesk is not None, timeout=10_000)
        qtbot.keyClicks(page.form.login, "anna@rossi.example")
        qtbot.keyClicks(page.form.password, "sportello")
        qtbot.keyClick(page.form.password, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: shown(PassphraseDialog) is not None, timeout=10_000)
        dialog = shown(PassphraseDialog)
        assert dialog is not None
        qtbot.keyClicks(dialog.first, PASSPHRASE)
        qtbot.keyClicks(dialog.second, PASSPHRASE)
        dialog.ok_button.click()
        qtbot.waitUntil(lambda: program.desk is not None, timeout=20_000)
        assert program.desk is not None
        desk = program.desk
        qtbot.waitUntil(lambda: desk.session.link.kind is LinkKind.ONLINE, timeout=20_000)
        qtbot.waitUntil(lambda: len(desk.bench.ticket_list.model.ids) > 0, timeout=10_000)
        assert program.sign_in_page is None


def test_the_next_start_shows_the_list_without_asking_anything(qtbot: QtBot, profile: Path) -> None:
    with the_program(profile) as program:
        start(qtbot, program)
        desk = program.desk
        assert desk is not None
        assert desk.window.isVisible()
        qtbot.waitUntil(lambda: desk.session.link.kind is LinkKind.ONLINE, timeout=20_000)
    with the_program(profile) as program:
        start(qtbot, program)
        desk = program.desk
        assert desk is not None
        qtbot.waitUntil(lambda: desk.session.is_open, timeout=10_000)
        assert len(desk.session.views.ticket_ids(Listing(Folder.COMPANY))) > 100


def test_a_locked_account_asks_for_its_passphrase_until_it_is_right(
    qtbot: QtBot, profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SPORTELLO_PASSPHRASE")
    with the_program(profile) as program:
        start(qtbot, program)
        assert program.desk is not None
        desk = program.desk
        for typed in ("wrong words", PASSPHRASE):
            qtbot.waitUntil(lambda: shown(PassphraseDialog) is not None, timeout=10_000)
            dialog = shown(PassphraseDialog)
            assert dialog is not None
            qtbot.keyClicks(dialog.first, typed)
            dialog.ok_button.click()
            qtbot.waitUntil(lambda dialog=dialog: shown(PassphraseDialog) is not dialog, timeout=10_000)
        qtbot.waitUntil(lambda: desk.session.is_open, timeout=10_000)


def test_language_and_look_change_while_the_window_is_open(qtbot: QtBot, profile: Path) -> None:
    with the_program(profile) as program:
        start(qtbot, program)
        assert program.desk is not None
        desk = program.desk
        qtbot.waitUntil(lambda: desk.session.is_open, timeout=10_000)
        program.settings.set(LANGUAGE, "it")
        program.settings.set(LOOK, Look.DARK.value)
        qtbot.waitUntil(lambda: desk.bench.side_bar.accessibleName() == "Cartelle e pagine", timeout=5_000)
        assert program.theme.tokens.is_dark
        program.settings.set(LANGUAGE, "en")
        qtbot.waitUntil(lambda: desk.bench.side_bar.accessibleName() == "Folders and pages", timeout=5_000)


def test_quitting_keeps_what_is_being_written_and_the_next_start_offers_it(qtbot: QtBot, profile: Path) -> None:
    with the_program(profile) as program:
        start(qtbot, program)
        assert program.desk is not None
        desk = program.desk
        qtbot.waitUntil(lambda: desk.session.link.kind is LinkKind.ONLINE, timeout=20_000)
        desk.bench.new_ticket_requested.emit()
        qtbot.waitUntil(lambda: len(desk.writing.wizards) == 1, timeout=5_000)
        wizard = desk.writing.wizards[0]
        wizard.flow.become(wizard.flow.value.type_subject("Ἡ πρέσα σταματά"))
        with qtbot.waitSignal(desk.finished, timeout=10_000):
            program.quit()
    with the_program(profile) as program:
        start(qtbot, program)
        assert program.desk is not None
        desk = program.desk
        qtbot.waitUntil(lambda: desk.offer is not None and desk.offer.isVisible(), timeout=10_000)
        [draft] = desk.session.views.ticket_drafts()
        assert draft.subject == "Ἡ πρέσα σταματά"


def test_ctrl_q_ends_the_program_where_closing_the_window_would_hide_it(qtbot: QtBot, profile: Path) -> None:
    with the_program(profile) as program:
        start(qtbot, program)
        desk = program.desk
        assert desk is not None
        program.frame.activateWindow()
        qtbot.waitUntil(program.frame.isActiveWindow)
        with qtbot.waitSignal(desk.finished, timeout=10_000):
            qtbot.keySequence(program.frame, "Ctrl+Q")


def test_signing_out_with_unsent_work_asks_and_keeps_it(qtbot: QtBot, profile: Path, helpdesk: RunningSandbox) -> None:
    with the_program(profile) as program:
        start(qtbot, program)
        assert program.desk is not None
        desk = program.desk
        qtbot.waitUntil(lambda: desk.session.link.kind is LinkKind.ONLINE, timeout=20_000)
        helpdesk.stop()
        desk.bench.new_ticket_requested.emit()
        qtbot.waitUntil(lambda: len(desk.writing.wizards) == 1, timeout=5_000)
        wizard = desk.writing.wizards[0]
        wizard.flow.become(wizard.flow.value.type_subject("Half written"))
        wizard.close()
        qtbot.waitUntil(lambda: desk.session.views.ticket_drafts() != [], timeout=5_000)
        desk.sign_out()
        qtbot.waitUntil(lambda: shown(UnsentQuestion) is not None, timeout=5_000)
        question = shown(UnsentQuestion)
        assert question is not None
        assert "Half written" in {row.text for row in question.findChildren(ElidedText)}
        question.go_button.click()
        qtbot.waitUntil(lambda: program.sign_in_page is not None, timeout=20_000)
        assert program.desk is None
    assert list((profile / "accounts").glob("*/outbox.db"))
