"""The ways to an account beside the sign-in: offered where the helpdesk has them, each fault at its field, and nothing typed ever lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop import errors
from desktop.domain.account import Feature, Helpdesk
from desktop.domain.joining import AccessWish, Field, Registration, WayIn
from desktop.errors import SportelloError
from desktop.ui.sign_in import SignInPage, SignInPurpose
from desktop.ui.sign_in.joining_card import JoiningCard
from desktop.ui.sign_in.joining_forms import RegisterForm
from desktop.ui.sign_in.told_card import ToldCard
from tests.ui.longer_words import longer_words
from tests.ui.sign_in_door import ScriptedDoor
from tests.wizard_builders import a_helpdesk

WAYS = (
    Feature.REGISTRATION,
    Feature.ACCESS_REQUEST,
    Feature.PASSWORD_RESET,
    Feature.USERNAME_REMINDER,
)
OPEN = replace(a_helpdesk(), languages=("en", "el"), features=frozenset(one.value for one in WAYS))
PASSWORD = "vento sereno 7"


@pytest.fixture
def door() -> ScriptedDoor:
    return ScriptedDoor()


def a_page(qtbot: QtBot, door: ScriptedDoor, helpdesk: Helpdesk = OPEN, login: str = "") -> SignInPage:
    """The sign-in page with its helpdesk found."""
    page = SignInPage(door, address=helpdesk.address)
    qtbot.addWidget(page, before_close_func=lambda page: page.abandon())
    page.resize(900, 600)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page.form.go_button.click()
    door.find(helpdesk)
    page.form.login.setText(login)
    return page


def begin(page: SignInPage, way: WayIn) -> JoiningCard:
    page.form.links.links[way].click()
    assert page.joining.form is not None
    return page.joining.form


def fill(form: JoiningCard, **texts: str) -> None:
    for name, text in texts.items():
        form.fill(Field(name), text)


def fill_registration(form: JoiningCard) -> None:
    fill(form, name="Anna Rossi", email="anna@rossi.example", user_name="anna", password=PASSWORD, repeated=PASSWORD)


def told(page: SignInPage) -> ToldCard:
    assert page.joining.told is not None
    assert page.joining.told.isVisible()
    return page.joining.told


def faults(form: JoiningCard) -> dict[Field, str]:
    return {field: box.fault for field, box in form.boxes.items() if box.fault}


# What is offered


@pytest.mark.parametrize(
    ("features", "offered"),
    [
        ((), []),
        ((Feature.CHANGE_PASSWORD, Feature.MACHINES), []),
        ((Feature.ACCESS_REQUEST,), [WayIn.ASK_ACCESS]),
        ((Feature.PASSWORD_RESET, Feature.ACCESS_REQUEST), [WayIn.FORGOT_PASSWORD, WayIn.ASK_ACCESS]),
        (WAYS, list(WayIn)),
    ],
)
def test_only_what_the_helpdesk_switched_on_is_offered_once_it_is_known(
    qtbot: QtBot, door: ScriptedDoor, features: tuple[Feature, ...], offered: list[WayIn]
) -> None:
    page = a_page(qtbot, door, replace(OPEN, features=frozenset(features)))
    assert [way for way, link in page.form.links.links.items() if link.isVisible()] == offered
    page.form.address.setFocus()
    qtbot.keyClicks(page.form.address, "x")
    assert not page.form.links.isVisible(), "the helpdesk is no longer known"


def test_signing_in_again_offers_nothing_but_another_password(qtbot: QtBot, door: ScriptedDoor) -> None:
    page = SignInPage(door, purpose=SignInPurpose.AGAIN, helpdesk=OPEN, login="anna@rossi.example", can_cancel=True)
    qtbot.addWidget(page, before_close_func=lambda page: page.abandon())
    page.show()
    assert [way for way, link in page.form.links.links.items() if link.isVisible()] == [WayIn.FORGOT_PASSWORD]
    form = begin(page, WayIn.FORGOT_PASSWORD)
    assert form.text(Field.EMAIL) == "anna@rossi.example"
    form.go_button.click()
    door.take()
    told(page).go_button.click()
    assert (page.form.login.text(), page.form.login.isEnabled()) == ("anna@rossi.example", False)


# Registering


def test_registering_says_that_the_link_comes_first_and_goes_back_with_the_login_filled_in(
    qtbot: QtBot, door: ScriptedDoor
) -> None:
    page = a_page(qtbot, door, login="anna")
    form = begin(page, WayIn.REGISTER)
    assert not page.form.isVisible()
    assert form.text(Field.USER_NAME) == "anna", "what was typed as login carries over"
    fill_registration(form)
    fill(form, company=" Meccanica Rossi ", email="Anna Rossi <anna@rossi.example>")
    form.go_button.click()
    which, sent, *_ = door.errands[0]
    assert (which, sent) == (
        "register",
        Registration("Anna Rossi", "anna@rossi.example", "anna", PASSWORD, "Meccanica Rossi", "en"),
    )
    door.take()
    words = told(page).words
    assert "activation link" in words
    assert "anna@rossi.example" in words
    assert "Open the link first" in words
    assert (form.text(Field.PASSWORD), form.text(Field.REPEATED)) == ("", "")
    told(page).go_button.click()
    assert page.form.isVisible()
    assert page.form.login.text() == "anna"
    assert page.focusWidget() is page.form.password


def test_by_keyboard_alone_from_the_link_to_the_letter(qtbot: QtBot, door: ScriptedDoor) -> None:
    page = a_page(qtbot, door)

    def press(key: Qt.Key) -> None:
        qtbot.keyClick(QApplication.focusWidget(), key)

    page.form.password.setFocus()
    for _ in range(3):
        press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is page.form.links.links[WayIn.REGISTER]
    press(Qt.Key.Key_Return)
    form = page.joining.form
    assert isinstance(form, RegisterForm)
    for text in ("Anna Rossi", "anna@rossi.example", "anna", "Meccanica Rossi", PASSWORD, PASSWORD):
        qtbot.keyClicks(QApplication.focusWidget(), text)
        press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is form.language
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert door.errands[0][1] == Registration(
        "Anna Rossi", "anna@rossi.example", "anna", PASSWORD, "Meccanica Rossi", "el"
    )
    door.take()
    assert QApplication.focusWidget() is told(page).go_button
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.form.password


def test_return_on_a_link_or_button_presses_it_and_nothing_else(qtbot: QtBot, door: ScriptedDoor) -> None:
    page = a_page(qtbot, door)
    form = begin(page, WayIn.FORGOT_PASSWORD)
    form.back_button.setFocus()
    qtbot.keyClick(form.back_button, Qt.Key.Key_Return)
    assert page.form.isVisible()
    assert (door.errands, door.attempts) == ([], [])


def test_every_empty_field_is_told_at_once_and_the_first_one_gets_the_keyboard(
    qtbot: QtBot, door: ScriptedDoor
) -> None:
    form = begin(a_page(qtbot, door), WayIn.REGISTER)
    form.boxes[Field.COMPANY].editor.setFocus()
    form.go_button.click()
    assert list(faults(form)) == [Field.NAME, Field.EMAIL, Field.USER_NAME, Field.PASSWORD]
    assert QApplication.focusWidget() is form.boxes[Field.NAME].editor
    assert door.errands == []


def test_a_fault_is_told_on_the_way_to_the_next_field_and_goes_when_it_is_mended(
    qtbot: QtBot, door: ScriptedDoor
) -> None:
    form = begin(a_page(qtbot, door), WayIn.REGISTER)
    email, user_name = form.boxes[Field.EMAIL].editor, form.boxes[Field.USER_NAME].editor
    email.setFocus()
    qtbot.keyClicks(email, "anna@rossi")
    qtbot.keyClick(email, Qt.Key.Key_Tab)
    assert list(faults(form)) == [Field.EMAIL]
    assert email.accessibleDescription() == faults(form)[Field.EMAIL]
    assert QApplication.focusWidget() is user_name
    email.setFocus()
    qtbot.keyClicks(email, ".example")
    assert faults(form) == {}


def test_nothing_moves_under_the_mouse_on_the_way_to_a_button(qtbot: QtBot, door: ScriptedDoor) -> None:
    page = a_page(qtbot, door)
    form = begin(page, WayIn.REGISTER)
    email = form.boxes[Field.EMAIL].editor
    email.setFocus()
    qtbot.keyClicks(email, "anna@")
    qtbot.mouseClick(form.back_button, Qt.MouseButton.LeftButton)
    assert page.form.isVisible()


def test_two_passwords_that_differ_are_told_and_the_hint_grows_with_what_is_typed(
    qtbot: QtBot, door: ScriptedDoor
) -> None:
    form = begin(a_page(qtbot, door), WayIn.REGISTER)
    assert isinstance(form, RegisterForm)
    fill_registration(form)
    fill(form, password="anna rossi 1")
    assert form.hint.words.startswith("Weak"), "the own name is no password"
    fill(form, password="quattro parole in fila")
    assert form.hint.words.startswith("Strong")
    form.go_button.click()
    assert list(faults(form)) == [Field.REPEATED]
    assert form.text(Field.PASSWORD) == "quattro parole in fila"


def test_a_password_manager_pastes_into_both_fields(qtbot: QtBot, door: ScriptedDoor) -> None:
    form = begin(a_page(qtbot, door), WayIn.REGISTER)
    fill_registration(form)
    QGuiApplication.clipboard().setText(PASSWORD + "!\n")
    for field in (Field.PASSWORD, Field.REPEATED):
        edit = form.boxes[field].editor
        assert isinstance(edit, QLineEdit)
        assert edit.echoMode() is QLineEdit.EchoMode.Password
        edit.selectAll()
        edit.paste()
    form.go_button.click()
    sent = door.errands[0][1]
    assert isinstance(sent, Registration)
    assert sent.password == PASSWORD + "!", "the line end is no part of it"


def test_a_user_name_that_is_taken_stands_at_its_field_and_all_else_stays(qtbot: QtBot, door: ScriptedDoor) -> None:
    form = begin(a_page(qtbot, door), WayIn.REGISTER)
    fill_registration(form)
    form.go_button.click()
    door.refuse(errors.Refused(422, "invalid", "Not valid.", {"/user_name": "This user name is taken."}))
    assert "This user name is taken." in faults(form)[Field.USER_NAME]
    assert form.below == ""
    assert QApplication.focusWidget() is form.boxes[Field.USER_NAME].editor
    assert form.text(Field.PASSWORD) == PASSWORD
    fill(form, user_name="anna.rossi")
    form.go_button.click()
    assert len(door.errands) == 2


def test_what_the_helpdesk_says_about_no_field_in_sight_stands_below(qtbot: QtBot, door: ScriptedDoor) -> None:
    form = begin(a_page(qtbot, door, replace(OPEN, languages=("el",))), WayIn.REGISTER)
    assert not form.boxes[Field.LANGUAGE].isVisible(), "one language is no choice"
    fill_registration(form)
    form.go_button.click()
    door.refuse(errors.Refused(422, "invalid", "", {"/language": "Not that one.", "/email": "Blocked."}))
    assert list(faults(form)) == [Field.EMAIL]
    assert "Not that one." in form.below


# The others


def test_asking_for_access_says_what_happens_next(qtbot: QtBot, door: ScriptedDoor) -> None:
    page = a_page(qtbot, door, login="anna@rossi.example")
    form = begin(page, WayIn.ASK_ACCESS)
    fill(form, company="Meccanica Rossi", contact="Anna Rossi")
    text = form.boxes[Field.TEXT].editor
    text.setFocus()
    qtbot.keyClicks(text, "Two machines")
    qtbot.keyClick(text, Qt.Key.Key_Return)
    qtbot.keyClicks(text, "of yours")
    assert door.errands == [], "Return is a new line here"
    qtbot.keyClick(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert door.errands[0][:2] == (
        "access",
        AccessWish("Meccanica Rossi", "Anna Rossi", "anna@rossi.example", "Two machines\nof yours"),
    )
    door.take()
    words = told(page).words
    assert "decide" in words
    assert "answer comes by e-mail to anna@rossi.example" in words
    qtbot.keyClick(told(page).go_button, Qt.Key.Key_Escape)
    assert page.form.isVisible()
    assert page.form.login.text() == "anna@rossi.example"


@pytest.mark.parametrize(
    ("way", "which", "about"),
    [(WayIn.FORGOT_PASSWORD, "password", "new password"), (WayIn.FORGOT_USER_NAME, "user name", "user name")],
)
def test_what_was_forgotten_is_answered_alike_for_every_address(
    qtbot: QtBot, door: ScriptedDoor, way: WayIn, which: str, about: str
) -> None:
    page = a_page(qtbot, door, login=" anna@rossi.example")
    form = begin(page, way)
    assert form.text(Field.EMAIL) == "anna@rossi.example"
    form.go_button.click()
    assert door.errands[0][:2] == (which, "anna@rossi.example")
    door.take()
    words = told(page).words
    assert words.count("If anna@rossi.example belongs to an account") == 1
    assert about in words
    assert "nobody can find out" in words
    told(page).back_button.click()
    assert form.isVisible()
    assert form.text(Field.EMAIL) == "anna@rossi.example"


def test_after_a_reset_the_address_is_filled_in_unless_a_user_name_was_typed(qtbot: QtBot, door: ScriptedDoor) -> None:
    page = a_page(qtbot, door, login="")
    for typed, expected in (("", "anna@rossi.example"), ("anna", "anna")):
        page.form.login.setText(typed)
        form = begin(page, WayIn.FORGOT_PASSWORD)
        assert form.text(Field.EMAIL) == ""
        fill(form, email="anna@rossi.example")
        form.go_button.click()
        door.take()
        told(page).go_button.click()
        assert page.form.login.text() == expected


# When it does not go as hoped


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (errors.Unreachable(reached_server=False), "nothing was sent"),
        (errors.Unreachable(), "connection broke"),
        (errors.ServerBroken(), "few minutes"),
        (errors.CertificateError(), "certificate"),
        (errors.ProxyError(), "proxy"),
        (errors.CaptivePortal(), "browser"),
        (errors.Refused(404, "feature-off"), "does not offer"),
        (errors.Refused(403, "blocked", "Not from here."), "Not from here."),
        (errors.ServerBusy(), "little while"),
    ],
)
def test_each_failure_has_a_sentence_with_its_remedy_and_loses_nothing(
    qtbot: QtBot, door: ScriptedDoor, error: SportelloError, words: str
) -> None:
    form = begin(a_page(qtbot, door), WayIn.REGISTER)
    fill_registration(form)
    form.go_button.click()
    assert not form.go_button.isEnabled()
    door.refuse(error)
    assert words in form.below
    assert form.go_button.isEnabled()
    assert [form.text(one) for one in (Field.NAME, Field.PASSWORD, Field.REPEATED)] == [
        "Anna Rossi",
        PASSWORD,
        PASSWORD,
    ]
    form.go_button.click()
    assert form.below == ""
    assert len(door.errands) == 2


def test_the_seconds_that_the_helpdesk_wants_are_counted_down(qtbot: QtBot, door: ScriptedDoor) -> None:
    page = a_page(qtbot, door, login="anna@rossi.example")
    form = begin(page, WayIn.FORGOT_PASSWORD)
    form.go_button.click()
    door.refuse(errors.ServerBusy(retry_after=1.2))
    assert "2 s" in form.below
    assert not form.go_button.isEnabled()
    qtbot.keyClick(form.boxes[Field.EMAIL].editor, Qt.Key.Key_Return)
    assert len(door.errands) == 1
    page.joining._second.setInterval(1)
    qtbot.waitUntil(form.go_button.isEnabled)
    assert form.below == ""


def test_a_slow_helpdesk_can_be_stopped_and_its_answer_is_ignored(qtbot: QtBot, door: ScriptedDoor) -> None:
    page = a_page(qtbot, door)
    form = begin(page, WayIn.REGISTER)
    fill_registration(form)
    form.boxes[Field.NAME].editor.setFocus()
    qtbot.keyClick(form.boxes[Field.NAME].editor, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is form.stop_button
    qtbot.keyClick(form.stop_button, Qt.Key.Key_Escape)
    assert door.stops == 1
    assert not form.stop_button.isVisible()
    assert "Stopped" in form.below
    door.take()
    assert page.joining.told is None
    assert form.text(Field.PASSWORD) == PASSWORD
    form.go_button.click()
    form.stop_button.click()
    assert door.stops == 2
    door.refuse(errors.ServerBroken())
    assert "Stopped" in form.below


def test_going_back_forgets_what_is_under_way(qtbot: QtBot, door: ScriptedDoor) -> None:
    page = a_page(qtbot, door, login="anna@rossi.example")
    begin(page, WayIn.FORGOT_PASSWORD).go_button.click()
    assert page.joining.form is not None
    page.joining.form.back_button.click()
    page.joining.form.back_button.click()
    door.take()
    assert page.form.isVisible()
    assert page.joining.told is None
    begin(page, WayIn.ASK_ACCESS)
    door.refuse(errors.ServerBroken(), which=0)
    assert page.joining.form.below == ""


# Language, size, names


def test_the_language_changes_while_a_form_is_filled_in(qtbot: QtBot, door: ScriptedDoor) -> None:
    page = a_page(qtbot, door)
    form = begin(page, WayIn.REGISTER)
    fill(form, name="Anna Rossi")
    form.go_button.click()
    before, title = faults(form), form.findChildren(QLabel)[0].text()
    with longer_words():
        qtbot.waitUntil(lambda: form.findChildren(QLabel)[0].text() != title)
        assert faults(form).keys() == before.keys()
        assert all(len(faults(form)[field]) > len(words) for field, words in before.items())
        assert form.text(Field.NAME) == "Anna Rossi"
        fill_registration(form)
        form.go_button.click()
        door.refuse(errors.ServerBroken())
        longer = form.below
    qtbot.waitUntil(lambda: len(form.below) < len(longer))
    door_before = len(door.errands)
    form.go_button.click()
    assert len(door.errands) == door_before + 1
    door.take()
    card = told(page)
    words = card.words
    with longer_words():
        qtbot.waitUntil(lambda: card.words != words)


@pytest.mark.parametrize("way", list(WayIn))
@pytest.mark.parametrize("size", [(1440, 900), (900, 600), (380, 480)])
def test_longer_words_are_not_clipped_at_any_size(
    qtbot: QtBot, door: ScriptedDoor, way: WayIn, size: tuple[int, int]
) -> None:
    with longer_words():
        page = a_page(qtbot, door, login="anna@rossi.example")
        page.resize(*size)
        assert_nothing_clipped(qtbot, page)
        form = begin(page, way)
        form.go_button.click()
        assert_nothing_clipped(qtbot, page)
        if way is WayIn.REGISTER:
            fill_registration(form)
        elif way is WayIn.ASK_ACCESS:
            fill(form, company="Meccanica Rossi", contact="Anna Rossi")
        if not door.errands:
            form.go_button.click()
        door.take()
        assert_nothing_clipped(qtbot, page)
    page.resize(900, 600)


def assert_nothing_clipped(qtbot: QtBot, page: SignInPage) -> None:
    """Every label and button in sight is as large as its words need, and none is wider than the page."""
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    QApplication.processEvents()
    clipped = []
    for part in page.findChildren(QWidget):
        if not part.isVisible() or not isinstance(part, QLabel | QPushButton):
            continue
        wanted = part.sizeHint()
        if isinstance(part, QLabel) and part.wordWrap():
            small = part.height() < part.heightForWidth(part.width())
        else:
            small = part.width() < wanted.width() or part.height() < wanted.height()
        right = part.mapTo(page, part.rect().topRight()).x()
        if small or right > page.viewport().width():
            clipped.append((part.text(), part.size(), wanted, right))
    assert clipped == []


def test_everything_that_can_be_pressed_or_filled_in_has_a_name(qtbot: QtBot, door: ScriptedDoor) -> None:
    page = a_page(qtbot, door)
    for way in WayIn:
        form = begin(page, way)
        nameless = [
            part
            for part in form.findChildren(QWidget)
            if part.isVisible()
            and part.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not (part.accessibleName() or (isinstance(part, QPushButton) and part.text()))
        ]
        assert nameless == []
        form.back_button.click()


def test_who_goes_back_and_comes_again_finds_what_they_typed_but_no_password(qtbot: QtBot, door: ScriptedDoor) -> None:
    page = a_page(qtbot, door)
    fill_registration(begin(page, WayIn.REGISTER))
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    again = begin(page, WayIn.REGISTER)
    assert again.text(Field.NAME) == "Anna Rossi"
    assert again.text(Field.USER_NAME) == "anna"
    assert again.text(Field.PASSWORD) == again.text(Field.REPEATED) == ""
    again.back_button.click()
    page.form.login.setText("a.rossi@rossi.example")
    assert begin(page, WayIn.REGISTER).text(Field.EMAIL) == "a.rossi@rossi.example"
