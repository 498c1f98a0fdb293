"""The whole program when a key is not there, and with several accounts on one computer: real helpdesks and files, a keyring at the wire."""

from __future__ import annotations

from pathlib import Path

import keyring
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from desktop.identity import KEYRING_SERVICE
from desktop.sandbox.server import RunningSandbox
from desktop.storage import vault
from desktop.storage.accounts import Account, LockKind, list_accounts, list_kept_aside, load_account
from desktop.ui.controls import ElidedText
from desktop.ui.key_trouble_dialog import KeyTrouble, KeyTroubleDialog
from desktop.ui.passphrase_dialog import PassphraseDialog
from desktop.ui.unsent_question import UnsentQuestion
from tests.accounts.keyrings import no_keyring, ring
from tests.live_helpdesk import helpdesk
from tests.memory_keyring import SecretServiceInMemory, forget
from tests.ui.whole_program import (
    ANNA,
    MARCO,
    PASSWORD,
    an_open_desk,
    at_work,
    back_again,
    entry,
    online,
    open_desk,
    queue_a_reply,
    quick_keys,
    shown,
    sign_in_on,
    signed_in,
    start,
    the_program,
    the_sign_in_page,
    unsettled,
    wait_for,
)

__all__ = ["helpdesk", "quick_keys", "ring"]

pytestmark = pytest.mark.usefixtures("quick_keys")


@pytest.fixture
def profile(tmp_path: Path, helpdesk: RunningSandbox, ring: SecretServiceInMemory) -> Path:
    folder = tmp_path / "profile"
    signed_in(helpdesk.url, folder / "accounts")
    return folder


def the_only(accounts: Path) -> Account:
    [account] = list_accounts(accounts)
    return account


def trouble(qtbot: QtBot, kind: KeyTrouble) -> KeyTroubleDialog:
    dialog = wait_for(qtbot, KeyTroubleDialog)
    qtbot.waitUntil(lambda: dialog.trouble is kind and dialog.go_button.isEnabled(), timeout=10_000)
    return dialog


# The key


def test_a_locked_keyring_is_told_and_tried_again(qtbot: QtBot, profile: Path, ring: SecretServiceInMemory) -> None:
    ring.mood = "locked"
    with the_program(profile) as program:
        start(qtbot, program)
        dialog = trouble(qtbot, KeyTrouble.LOCKED)
        assert not dialog.anew_button.isVisible(), "nobody begins anew because of a locked keyring"
        dialog.go_button.click()
        qtbot.waitUntil(lambda: bool(dialog.fault), timeout=10_000)
        ring.mood = "well"
        dialog.go_button.click()
        open_desk(qtbot, program)
        qtbot.waitUntil(lambda: shown(KeyTroubleDialog) is None, timeout=5_000)
    assert ring.threads == {"keyring"}, "never on the GUI thread"


def test_a_silent_keyring_is_told_of_while_it_is_waited_for_and_leaving_waits_no_longer(
    qtbot: QtBot, profile: Path, ring: SecretServiceInMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.ui.account_opening.UNNOTICED", 10)
    ring.mood = "silent"
    with the_program(profile) as program:
        start(qtbot, program)
        dialog = wait_for(qtbot, KeyTroubleDialog)
        assert dialog.trouble is KeyTrouble.WAITING
        dialog.leave_button.click()
        page = the_sign_in_page(qtbot, program)
        assert [row.findChildren(ElidedText)[0].text for row in page.known.rows] == [ANNA]
        ring.mood = "well"
        ring.answer.set()
        page.known.rows[0].click()
        open_desk(qtbot, program)


def test_quitting_while_a_keyring_is_silent_does_not_wait_for_it(
    qtbot: QtBot, profile: Path, ring: SecretServiceInMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Longer than any test may take.
    monkeypatch.setattr(vault, "KEYRING_SECONDS", 1000.0)
    ring.mood = "silent"
    with the_program(profile) as program:
        start(qtbot, program)
        qtbot.waitUntil(lambda: bool(ring.threads), timeout=10_000)


def test_after_a_reset_of_the_keyring_the_password_leads_to_the_unsent_work(
    qtbot: QtBot, profile: Path, ring: SecretServiceInMemory, helpdesk: RunningSandbox
) -> None:
    with at_work(qtbot, profile) as (program, desk):
        helpdesk.stop()
        queue_a_reply(qtbot, desk, "written before the reset")
    forget()
    with the_program(profile) as program:
        start(qtbot, program)
        dialog = trouble(qtbot, KeyTrouble.LOST)
        dialog.field.setText("not this one")
        dialog.go_button.click()
        qtbot.waitUntil(lambda: "last used" in dialog.box.fault, timeout=10_000)
        dialog.field.setText(PASSWORD)
        qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
        desk = open_desk(qtbot, program)
        [change] = [one for one in desk.session.views.outbox() if not one.state.is_settled]
        assert change.deed.text == "written before the reset"
    # The key is back in the keyring: nobody is asked again.
    with an_open_desk(qtbot, profile):
        assert shown(KeyTroubleDialog) is None


def test_with_another_key_in_the_keyring_one_begins_anew_and_opens_the_old_folder_when_the_key_returns(
    qtbot: QtBot, profile: Path, ring: SecretServiceInMemory, helpdesk: RunningSandbox
) -> None:
    account = the_only(profile / "accounts")
    kept = ring.get_password(KEYRING_SERVICE, account.key_name)
    assert kept is not None
    with at_work(qtbot, profile) as (_, desk):
        assert unsettled(desk) == []
    ring.set_password(KEYRING_SERVICE, account.key_name, vault.new_key().hex())
    with the_program(profile) as program:
        start(qtbot, program)
        dialog = trouble(qtbot, KeyTrouble.CHANGED)
        dialog.anew_button.click()
        assert "encrypted as it is" in dialog._words.text()
        dialog.sure_button.click()
        page = the_sign_in_page(qtbot, program)
        assert (page.form.address.text(), page.form.login.text()) == (account.address, ANNA)
        sign_in_on(qtbot, page)
        desk = open_desk(qtbot, program)
        online(qtbot, desk)
        [aside] = list_kept_aside(profile / "accounts")
        assert aside.folder != desk.session.account.folder
        ring.set_password(KEYRING_SERVICE, account.key_name, kept)
        entry(desk, "kept aside").trigger()
        qtbot.waitUntil(
            lambda: (
                program.desk is not None
                and program.desk.session.account.folder == aside.folder
                and program.desk.session.is_open
            ),
            timeout=20_000,
        )


def test_without_any_keyring_left_the_password_opens_and_a_passphrase_is_chosen(qtbot: QtBot, profile: Path) -> None:
    with no_keyring(), the_program(profile) as program:
        start(qtbot, program)
        dialog = trouble(qtbot, KeyTrouble.ABSENT)
        dialog.field.setText(PASSWORD)
        dialog.go_button.click()
        chosen = wait_for(qtbot, PassphraseDialog)
        chosen.first.setText("five plain words")
        chosen.second.setText("five plain words")
        chosen.ok_button.click()
        open_desk(qtbot, program)
    assert the_only(profile / "accounts").lock.kind == LockKind.PASSPHRASE
    assert the_only(profile / "accounts").recovery is None


def test_from_keyring_to_passphrase_and_back_by_the_menu(
    qtbot: QtBot, profile: Path, ring: SecretServiceInMemory
) -> None:
    with an_open_desk(qtbot, profile) as (_program, desk):
        entry(desk, "Protect with a passphrase").trigger()
        dialog = wait_for(qtbot, PassphraseDialog)
        dialog.first.setText("five plain words")
        dialog.second.setText("five plain words")
        dialog.ok_button.click()
        wait_for(qtbot, QMessageBox).close()
        assert ring.names == []
        ring.mood = "locked"
        entry(desk, "Open with the keyring").trigger()
        box = wait_for(qtbot, QMessageBox)
        assert "Nothing was changed" in box.informativeText()
        box.close()
        assert the_only(profile / "accounts").lock.kind == LockKind.PASSPHRASE
        ring.mood = "well"
        entry(desk, "Open with the keyring").trigger()
        wait_for(qtbot, QMessageBox).close()
    assert the_only(profile / "accounts").lock.kind == LockKind.KEYRING
    with an_open_desk(qtbot, profile):
        assert shown(PassphraseDialog) is None


def test_a_forgotten_passphrase_leads_to_beginning_anew_with_the_old_folder_kept(
    qtbot: QtBot, tmp_path: Path, helpdesk: RunningSandbox
) -> None:
    folder = tmp_path / "profile"
    signed_in(helpdesk.url, folder / "accounts", passphrase="five plain words")
    with no_keyring(), the_program(folder) as program:
        start(qtbot, program)
        wait_for(qtbot, PassphraseDialog).forgotten_button.click()
        dialog = trouble(qtbot, KeyTrouble.FORGOTTEN)
        dialog.go_button.click()  # or perhaps not forgotten after all
        wait_for(qtbot, PassphraseDialog).forgotten_button.click()
        dialog = trouble(qtbot, KeyTrouble.FORGOTTEN)
        dialog.anew_button.click()
        dialog.sure_button.click()
        page = the_sign_in_page(qtbot, program)
        assert list_accounts(folder / "accounts") == []
        assert len(list_kept_aside(folder / "accounts")) == 1
        assert page.form.login.text() == ANNA


# Leaving


def test_the_question_on_signing_out_names_everything_and_staying_changes_nothing(
    qtbot: QtBot, profile: Path, helpdesk: RunningSandbox
) -> None:
    with at_work(qtbot, profile) as (program, desk):
        helpdesk.stop()
        queue_a_reply(qtbot, desk, "the fan does not run")
        desk.bench.new_ticket_requested.emit()
        qtbot.waitUntil(lambda: len(desk.writing.wizards) == 1, timeout=5_000)
        wizard = desk.writing.wizards[0]
        wizard.flow.become(wizard.flow.value.type_subject("Still being typed"))
        entry(desk, "Sign out").trigger()
        question = wait_for(qtbot, UnsentQuestion)
        named = [row.text for row in question.findChildren(ElidedText)]
        assert "Still being typed" in named, "what was typed a moment ago counts too"
        assert len(named) == 2
        qtbot.keyClick(question, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: shown(UnsentQuestion) is None, timeout=5_000)
        assert program.desk is desk
        assert not the_only(profile / "accounts").signed_out
        entry(desk, "Sign out").trigger()
        wait_for(qtbot, UnsentQuestion).outbox_button.click()
        qtbot.waitUntil(lambda: desk.bench.pages.currentWidget() is desk.bench.outbox, timeout=5_000)


def test_what_was_signed_out_wants_its_password_at_the_next_start_and_then_goes_on(
    qtbot: QtBot, profile: Path, helpdesk: RunningSandbox
) -> None:
    with at_work(qtbot, profile) as (program, desk):
        entry(desk, "Sign out").trigger()
        the_sign_in_page(qtbot, program)
    with the_program(profile) as program:
        program.start()
        page = the_sign_in_page(qtbot, program)
        assert program.desk is None
        qtbot.waitUntil(lambda: page.helpdesk is not None, timeout=10_000)
        assert page.form.login.text() == ANNA
        sign_in_on(qtbot, page)
        online(qtbot, open_desk(qtbot, program))
    assert not the_only(profile / "accounts").signed_out


def test_removing_asks_harder_and_takes_folder_and_key(
    qtbot: QtBot, profile: Path, ring: SecretServiceInMemory, helpdesk: RunningSandbox
) -> None:
    with at_work(qtbot, profile) as (program, desk):
        helpdesk.stop()
        queue_a_reply(qtbot, desk, "never sent")
        entry(desk, "Remove this account").trigger()
        question = wait_for(qtbot, UnsentQuestion)
        assert not question.go_button.isEnabled()
        question.sure.click()
        question.go_button.click()
        page = the_sign_in_page(qtbot, program)
        assert page.known.rows == []
        assert list((profile / "accounts").iterdir()) == []
        assert ring.names == []
        assert page.form.address.text() == ""


def test_a_removal_that_waits_asks_again_when_everything_is_sent(
    qtbot: QtBot, profile: Path, helpdesk: RunningSandbox
) -> None:
    with at_work(qtbot, profile) as (_program, desk):
        helpdesk.stop()
        queue_a_reply(qtbot, desk, "sent before it goes")
        entry(desk, "Remove this account").trigger()
        wait_for(qtbot, UnsentQuestion).wait_button.click()
        qtbot.waitUntil(lambda: shown(UnsentQuestion) is None, timeout=5_000)
        with back_again(helpdesk):
            desk.session.sync_now()
            question = wait_for(qtbot, UnsentQuestion)
            assert unsettled(desk) == []
            assert question.go_button.isEnabled()
            question.stay_button.click()
        assert the_only(profile / "accounts").login == ANNA


# Several accounts


@pytest.fixture
def two(profile: Path, helpdesk: RunningSandbox) -> Path:
    signed_in(helpdesk.url, profile / "accounts", MARCO)
    return profile


def test_one_goes_to_the_other_account_while_this_one_has_unsent_work_which_is_sent_from_the_background(
    qtbot: QtBot, two: Path, helpdesk: RunningSandbox
) -> None:
    with at_work(qtbot, two) as (program, desk):
        helpdesk.stop()
        queue_a_reply(qtbot, desk, "from Anna")
        [mine] = unsettled(desk)
        entry(desk, MARCO).trigger()
        other = open_desk(qtbot, program, MARCO)
        assert shown(UnsentQuestion) is None
        assert unsettled(other) == []
        qtbot.waitUntil(lambda: "1 not sent" in entry(other, ANNA).text(), timeout=5_000)
        with back_again(helpdesk):
            desk.session.sync_now()
            qtbot.waitUntil(lambda: unsettled(desk) == [], timeout=20_000)
            assert desk.session.views.change(mine) is not None
            assert program.desk is other
    # The one that was in front last is in front again.
    with an_open_desk(qtbot, two, MARCO) as (_, desk):
        assert desk.session.account.login == MARCO


def test_an_account_is_added_beside_the_first_and_cancelling_leads_back(
    qtbot: QtBot, profile: Path, helpdesk: RunningSandbox, tmp_path: Path
) -> None:
    with RunningSandbox(tmp_path / "second") as second, an_open_desk(qtbot, profile) as (program, desk):
        entry(desk, "Add an account").trigger()
        page = the_sign_in_page(qtbot, program)
        page.form.cancel_button.click()
        desk = open_desk(qtbot, program)
        entry(desk, "Add an account").trigger()
        page = the_sign_in_page(qtbot, program)
        page.form.address.setText(second.url)
        page.form.go_button.click()
        sign_in_on(qtbot, page, MARCO)
        other = open_desk(qtbot, program, MARCO)
        assert other.session.helpdesk.address == second.url
        assert {one.address for one in list_accounts(profile / "accounts")} == {helpdesk.url, second.url}
        assert load_account(other.session.account.folder).recovery is not None


def test_the_keyring_has_one_name_for_each_account(two: Path, ring: SecretServiceInMemory) -> None:
    assert ring.names == sorted(one.key_name for one in list_accounts(two / "accounts"))
    assert len({keyring.get_password(KEYRING_SERVICE, name) for name in ring.names}) == 2
