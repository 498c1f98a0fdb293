"""Signing in: each failure at its field, what was typed never lost, and answers nobody waits for ignored."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop import errors
from desktop.errors import SportelloError
from desktop.ui.key_trouble_dialog import KeyTrouble, KeyTroubleDialog
from desktop.ui.passphrase_dialog import PassphraseDialog
from desktop.ui.sign_in import SignInPage, SignInPurpose
from desktop.ui.sign_in.known_accounts import KnownAccount
from tests.ui.sign_in_door import ScriptedDoor
from tests.wizard_builders import a_helpdesk


@pytest.fixture
def door() -> ScriptedDoor:
    return ScriptedDoor()


@pytest.fixture
def page(qtbot: QtBot, door: ScriptedDoor) -> SignInPage:
    made = SignInPage(door)
    qtbot.addWidget(made, before_close_func=lambda page: page.abandon())
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def find_helpdesk(qtbot: QtBot, page: SignInPage, door: ScriptedDoor) -> None:
    page.form.address.setFocus()
    qtbot.keyClicks(page.form.address, "help.rossi.example")
    qtbot.keyClick(page.form.address, Qt.Key.Key_Return)
    door.find(a_helpdesk())


def test_by_keyboard_alone_from_address_to_signed_in(qtbot: QtBot, page: SignInPage, door: ScriptedDoor):
    find_helpdesk(qtbot, page, door)
    assert [one[0] for one in door.discoveries] == ["help.rossi.example"]
    assert page.focusWidget() is page.form.login
    qtbot.keyClicks(page.form.login, "anna@rossi.example")
    qtbot.keyClick(page.form.login, Qt.Key.Key_Tab)
    assert page.focusWidget() is page.form.password
    qtbot.keyClicks(page.form.password, "secret")
    qtbot.keyClick(page.form.password, Qt.Key.Key_Return)
    helpdesk, login, password, passphrase, *_ = door.attempts[0]
    assert (helpdesk, login, password, passphrase) == (a_helpdesk(), "anna@rossi.example", "secret", None)
    with qtbot.waitSignal(page.signed_in) as heard:
        door.let_in("session")
    assert heard.args == ["session"]
    assert page.form.password.text() == ""


def test_an_address_that_stands_there_already_is_replaced_by_typing(qtbot: QtBot, door: ScriptedDoor):
    page = SignInPage(door, address="help.rossi.example")
    qtbot.addWidget(page, before_close_func=lambda page: page.abandon())
    with qtbot.waitExposed(page):
        page.show()
    page.take_focus()
    qtbot.keyClicks(page.form.address, "help.bianchi.example")
    assert page.form.address.text() == "help.bianchi.example"


def test_leaving_the_address_begins_to_look(qtbot: QtBot, page: SignInPage, door: ScriptedDoor):
    qtbot.keyClicks(page.form.address, "help.rossi.example")
    page.form.go_button.setFocus()
    page.form.address.editingFinished.emit()
    assert len(door.discoveries) == 1
    page.form.address.editingFinished.emit()
    assert len(door.discoveries) == 1


@pytest.mark.parametrize(
    ("error", "typed", "words"),
    [
        (errors.NotAHelpdesk(), "anna@rossi.example", "e-mail address"),
        (errors.NotAHelpdesk(), "example.com", "No helpdesk"),
        (errors.Unreachable(), "help.rossi.exmaple", "spelling"),
        (errors.CertificateError("self-signed"), "help.rossi.example", "certificate"),
        (errors.ProxyError(), "help.rossi.example", "proxy"),
        (errors.CaptivePortal(), "help.rossi.example", "browser"),
        (errors.ServerBroken(), "help.rossi.example", "few minutes"),
    ],
)
def test_each_failure_to_find_it_has_its_own_sentence_at_the_address(
    qtbot: QtBot, page: SignInPage, door: ScriptedDoor, error: SportelloError, typed: str, words: str
):
    page.form.address.setText(typed)
    page.form.go_button.click()
    door.fail_discovery(error)
    assert words in page.form.address_box.fault
    assert page.focusWidget() is page.form.address
    assert page.form.address.text() == typed
    assert page.form.go_button.isEnabled()
    # What was corrected is looked for again, and so is the same once more.
    page.form.go_button.click()
    assert len(door.discoveries) == 2


def a_try(qtbot: QtBot, page: SignInPage, door: ScriptedDoor) -> None:
    find_helpdesk(qtbot, page, door)
    page.form.login.setText("anna")
    page.form.password.setText("secret")
    page.form.go_button.click()


@pytest.mark.parametrize(
    ("error", "box", "words"),
    [
        (errors.BadCredentials(), "password_box", "is not right"),
        (errors.NotActivated(), "login_box", "link in the e-mail"),
    ],
)
def test_each_failure_to_sign_in_stands_at_its_field(
    qtbot: QtBot, page: SignInPage, door: ScriptedDoor, error: SportelloError, box: str, words: str
):
    a_try(qtbot, page, door)
    assert not page.form.go_button.isEnabled()
    door.fail_sign_in(error)
    assert words in getattr(page.form, box).fault
    assert (page.form.login.text(), page.form.password.text()) == ("anna", "secret")
    assert page.form.go_button.isEnabled()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (errors.Unreachable(), "can't be reached"),
        (errors.Refused(403, "blocked", "Your account is blocked."), "Your account is blocked."),
        (errors.DiskFull(), "room"),
        (errors.CertificateError(), "certificate"),
    ],
)
def test_what_concerns_no_field_stands_below(
    qtbot: QtBot, page: SignInPage, door: ScriptedDoor, error: SportelloError, words: str
):
    a_try(qtbot, page, door)
    door.fail_sign_in(error)
    assert words in page.form.below.text()
    assert page.form.below.isVisible()


def test_after_too_many_attempts_the_seconds_are_counted_down(qtbot: QtBot, page: SignInPage, door: ScriptedDoor):
    a_try(qtbot, page, door)
    door.fail_sign_in(errors.ServerBusy(retry_after=1.2))
    assert "2 s" in page.form.password_box.fault
    assert not page.form.go_button.isEnabled()
    qtbot.keyClick(page.form.password, Qt.Key.Key_Return)
    assert len(door.attempts) == 1
    page._waiting.setInterval(1)
    qtbot.waitUntil(page.form.go_button.isEnabled)
    assert page.form.password_box.fault == ""


def test_an_answer_that_was_taken_back_is_ignored(qtbot: QtBot, page: SignInPage, door: ScriptedDoor):
    page.form.address.setText("slow.example")
    page.form.go_button.click()
    assert page.form.stop_button.isVisible()
    page.form.stop_button.click()
    assert not page.form.stop_button.isVisible()
    page.form.address.setText("help.rossi.example")
    page.form.go_button.click()
    door.find(a_helpdesk(), which=1)
    door.fail_discovery(errors.Unreachable(), which=0)
    assert page.helpdesk == a_helpdesk()
    assert page.form.address_box.fault == ""


def test_stopping_a_sign_in_ignores_that_it_worked(qtbot: QtBot, page: SignInPage, door: ScriptedDoor):
    a_try(qtbot, page, door)
    heard: list[object] = []
    page.signed_in.connect(heard.append)
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    door.let_in("too late")
    assert heard == []
    assert page.form.password.text() == "secret"


def test_another_address_forgets_the_helpdesk_that_was_found(qtbot: QtBot, page: SignInPage, door: ScriptedDoor):
    find_helpdesk(qtbot, page, door)
    assert page.form.login.isVisible()
    page.form.address.setFocus()
    qtbot.keyClicks(page.form.address, "x")
    assert page.helpdesk is None
    assert not page.form.login.isVisible()


def test_signing_in_again_asks_only_for_the_password(qtbot: QtBot, door: ScriptedDoor):
    page = SignInPage(door, purpose=SignInPurpose.AGAIN, helpdesk=a_helpdesk(), login="anna", can_cancel=True)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    assert not page.form.address.isVisible()
    assert not page.form.login.isEnabled()
    page.form.password.setText("secret")
    page.form.go_button.click()
    assert door.attempts[0][1] == "anna"
    door.fail_sign_in(errors.BadCredentials())
    with qtbot.waitSignal(page.cancelled):
        page.form.cancel_button.click()


def test_without_a_keyring_a_passphrase_is_asked_for_twice_and_goes_along(
    qtbot: QtBot, page: SignInPage, door: ScriptedDoor
):
    a_try(qtbot, page, door)
    door.fail_sign_in(errors.KeyringAbsent())
    dialog = page.findChild(PassphraseDialog)
    assert "no keyring" in dialog._words.text()
    dialog.first.setText("short")
    dialog.ok_button.click()
    assert dialog.first_box.fault
    dialog.first.setText("long enough")
    dialog.second.setText("long enougj")
    dialog.ok_button.click()
    assert dialog.second_box.fault
    dialog.second.setText("long enough")
    dialog.ok_button.click()
    assert door.attempts[1][3] == "long enough"
    door.fail_sign_in(errors.WrongKey())
    again = page.findChildren(PassphraseDialog)[-1]
    assert "does not open" in again.first_box.fault
    again.cancel_button.click()


def test_a_locked_keyring_is_told_below_and_a_passphrase_offered_instead(
    qtbot: QtBot, page: SignInPage, door: ScriptedDoor
):
    a_try(qtbot, page, door)
    assert not page.form.passphrase_button.isVisible()
    door.fail_sign_in(errors.KeyringError())
    assert "Unlock it" in page.form.below.text()
    page.form.passphrase_button.click()
    dialog = page.findChild(PassphraseDialog)
    dialog.first.setText("long enough")
    dialog.second.setText("long enough")
    dialog.ok_button.click()
    assert door.attempts[1][3] == "long enough"
    assert not page.form.passphrase_button.isVisible()


def test_a_lost_key_asks_for_the_password_used_last_until_it_is_right(
    qtbot: QtBot, page: SignInPage, door: ScriptedDoor
):
    a_try(qtbot, page, door)
    door.fail_sign_in(errors.KeyLost(second_lock="password"))
    dialog = page.window().findChild(KeyTroubleDialog)
    for typed in ("wrong", "right"):
        dialog.field.setText(typed)
        dialog.go_button.click()
        assert door.keys[-1] == (typed, False)
        if typed == "wrong":
            door.fail_sign_in(errors.KeyLost(second_lock="password"))
            assert "last used" in dialog.fault
    with qtbot.waitSignal(page.signed_in):
        door.let_in("session")
    assert not dialog.isVisible()


def test_a_lost_key_without_second_lock_leads_to_beginning_anew_only_after_asking(
    qtbot: QtBot, page: SignInPage, door: ScriptedDoor
):
    a_try(qtbot, page, door)
    door.fail_sign_in(errors.KeyLost(changed=True))
    dialog = page.window().findChild(KeyTroubleDialog)
    assert dialog.trouble is KeyTrouble.CHANGED
    assert not dialog.box.isVisible()
    dialog.anew_button.click()
    assert len(door.attempts) == 1
    dialog.leave_button.click()
    dialog.anew_button.click()
    dialog.sure_button.click()
    assert door.keys[-1] == ("", True)


def test_the_accounts_of_this_computer_are_one_press_away(qtbot: QtBot, door: ScriptedDoor):
    page = SignInPage(door, known=[KnownAccount("a", "anna", "Rossi", "https://a.example", "2 not sent")])
    qtbot.addWidget(page, before_close_func=lambda page: page.abandon())
    with qtbot.waitExposed(page):
        page.show()
    assert page.known.rows[0].accessibleName() == "anna, Rossi · https://a.example, 2 not sent"
    with qtbot.waitSignal(page.account_chosen) as heard:
        page.known.rows[0].click()
    assert heard.args == ["a"]


def test_the_password_is_hidden_unless_asked_for(qtbot: QtBot, page: SignInPage, door: ScriptedDoor):
    find_helpdesk(qtbot, page, door)
    assert page.form.password.echoMode() is QLineEdit.EchoMode.Password
    page.form.password.eye.trigger()
    assert page.form.password.echoMode() is QLineEdit.EchoMode.Normal
    page.form.login.setText("anna")
    page.form.password.setText("secret")
    page.form.go_button.click()
    assert page.form.password.echoMode() is QLineEdit.EchoMode.Password


def test_nothing_is_asked_of_the_helpdesk_with_an_empty_field(qtbot: QtBot, page: SignInPage, door: ScriptedDoor):
    page.form.go_button.click()
    assert page.form.address_box.fault
    find_helpdesk(qtbot, page, door)
    page.form.go_button.click()
    assert page.form.login_box.fault
    page.form.login.setText("anna")
    page.form.go_button.click()
    assert page.form.password_box.fault
    assert door.attempts == []
