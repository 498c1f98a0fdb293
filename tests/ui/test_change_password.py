"""Another password: now or not at all, each fault at its field, and where nobody knows, that is what is said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop import errors
from desktop.domain.joining import Field, PasswordChange
from desktop.ui.change_password_dialog import ChangePasswordDialog
from tests.ui.longer_words import longer_words

OLD, NEW = "the old secret", "quattro parole in fila"


@dataclass
class ScriptedDoor:
    """Answers when the test says so."""

    asked: list[tuple[PasswordChange, str]] = field(default_factory=list)
    answers: list[tuple[Callable[[], None], Callable[[errors.WorldError], None]]] = field(default_factory=list)

    def change_password(
        self,
        form: PasswordChange,
        then: Callable[[], None],
        failed: Callable[[errors.WorldError], None],
        *,
        earlier: str = "",
    ) -> None:
        self.asked.append((form, earlier))
        self.answers.append((then, failed))

    def change(self, which: int = -1) -> None:
        self.answers[which][0]()

    def fail(self, error: errors.WorldError, which: int = -1) -> None:
        self.answers[which][1](error)


@pytest.fixture
def door() -> ScriptedDoor:
    return ScriptedDoor()


@pytest.fixture
def dialog(qtbot: QtBot, door: ScriptedDoor) -> ChangePasswordDialog:
    made = ChangePasswordDialog(door, "Meccanica Rossi", ("Anna Rossi",))
    qtbot.addWidget(made, before_close_func=lambda dialog: dialog.done(0))
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def edit(dialog: ChangePasswordDialog, name: Field) -> QLineEdit:
    editor = dialog.boxes[name].editor
    assert isinstance(editor, QLineEdit)
    return editor


def fill(dialog: ChangePasswordDialog, current: str = OLD, new: str = NEW, repeated: str | None = None) -> None:
    for name, text in (
        (Field.CURRENT, current),
        (Field.NEW, new),
        (Field.REPEATED, new if repeated is None else repeated),
    ):
        edit(dialog, name).setText(text)


def faults(dialog: ChangePasswordDialog) -> dict[Field, str]:
    return {name: box.fault for name, box in dialog.boxes.items() if box.fault}


def test_by_keyboard_alone_to_another_password(qtbot: QtBot, dialog: ChangePasswordDialog, door: ScriptedDoor) -> None:
    for text in (OLD, NEW, NEW):
        pointed = QApplication.focusWidget()
        assert isinstance(pointed, QLineEdit)
        assert pointed.echoMode() is QLineEdit.EchoMode.Password
        qtbot.keyClicks(pointed, text)
        if text != NEW or not edit(dialog, Field.REPEATED).text():
            qtbot.keyClick(pointed, Qt.Key.Key_Tab)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert door.asked == [(PasswordChange(OLD, NEW), "")]
    door.change()
    assert dialog.is_done
    assert not any(box.isVisible() for box in dialog.boxes.values())
    assert all(edit(dialog, name).text() == "" for name in dialog.boxes)
    assert QApplication.focusWidget() is dialog.close_button
    qtbot.keyClick(dialog.close_button, Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_what_can_not_be_is_said_before_the_helpdesk_is_asked(
    qtbot: QtBot, dialog: ChangePasswordDialog, door: ScriptedDoor
) -> None:
    dialog.go_button.click()
    assert list(faults(dialog)) == [Field.CURRENT, Field.NEW]
    fill(dialog, new="short")
    dialog.go_button.click()
    assert "8" in faults(dialog)[Field.NEW]
    fill(dialog, repeated="another one")
    dialog.go_button.click()
    assert list(faults(dialog)) == [Field.REPEATED]
    assert QApplication.focusWidget() is edit(dialog, Field.REPEATED)
    fill(dialog, new=OLD)
    dialog.go_button.click()
    assert list(faults(dialog)) == [Field.NEW]
    assert door.asked == []


def test_a_wrong_present_password_is_told_at_its_field_and_the_new_one_stays(
    qtbot: QtBot, dialog: ChangePasswordDialog, door: ScriptedDoor
) -> None:
    fill(dialog)
    dialog.go_button.click()
    door.fail(errors.BadCredentials())
    assert "not your present password" in faults(dialog)[Field.CURRENT]
    assert dialog.below == ""
    assert edit(dialog, Field.CURRENT).selectedText()
    assert edit(dialog, Field.NEW).text() == NEW
    qtbot.keyClicks(edit(dialog, Field.CURRENT), "the right one")
    assert faults(dialog) == {}
    dialog.go_button.click()
    assert door.asked[1] == (PasswordChange("the right one", NEW), "")


def test_what_the_helpdesk_says_about_the_new_one_stands_there(
    qtbot: QtBot, dialog: ChangePasswordDialog, door: ScriptedDoor
) -> None:
    fill(dialog)
    dialog.go_button.click()
    door.fail(errors.Refused(422, "invalid", "", {"/new": "It was used before."}))
    assert "It was used before." in faults(dialog)[Field.NEW]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (errors.Unreachable(reached_server=False), "nothing is kept to be sent later"),
        (errors.CertificateError(), "certificate"),
        (errors.ProxyError(), "proxy"),
        (errors.SignInNeeded(), "Sign in again first"),
        (errors.Refused(404, "feature-off"), "does not offer"),
        (errors.Refused(403, "blocked", "Not from here."), "Not from here."),
        (errors.ServerBusy(), "little while"),
    ],
)
def test_where_nothing_was_changed_that_is_said_with_its_remedy(
    qtbot: QtBot, dialog: ChangePasswordDialog, door: ScriptedDoor, error: errors.WorldError, words: str
) -> None:
    fill(dialog)
    dialog.go_button.click()
    door.fail(error)
    assert words in dialog.below
    assert [edit(dialog, name).text() for name in dialog.boxes] == [OLD, NEW, NEW]
    dialog.go_button.click()
    assert door.asked[1] == (PasswordChange(OLD, NEW), ""), "there is nothing to find out"


@pytest.mark.parametrize("error", [errors.Unreachable(), errors.ServerBroken(), errors.CaptivePortal()])
def test_where_nobody_knows_that_is_said_and_the_next_attempt_finds_out(
    qtbot: QtBot, dialog: ChangePasswordDialog, door: ScriptedDoor, error: errors.WorldError
) -> None:
    fill(dialog)
    dialog.go_button.click()
    door.fail(error)
    assert "may have changed" in dialog.below
    fill(dialog, new="five other words than before")
    dialog.go_button.click()
    assert door.asked[1] == (PasswordChange(OLD, "five other words than before"), NEW)
    door.fail(errors.Unreachable(reached_server=False))
    dialog.go_button.click()
    assert door.asked[2][1] == NEW, "still nobody knows of the first one"


def test_a_slow_helpdesk_can_be_stopped_and_what_it_did_is_told_all_the_same(
    qtbot: QtBot, dialog: ChangePasswordDialog, door: ScriptedDoor
) -> None:
    fill(dialog)
    dialog.go_button.click()
    assert QApplication.focusWidget() is dialog.stop_button
    qtbot.keyClick(dialog.stop_button, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert "may have changed" in dialog.below
    assert dialog.go_button.isEnabled()
    door.change()
    assert dialog.is_done


def test_a_closed_dialog_keeps_nothing_and_hears_nothing(
    qtbot: QtBot, dialog: ChangePasswordDialog, door: ScriptedDoor
) -> None:
    fill(dialog)
    dialog.go_button.click()
    dialog.cancel_button.click()
    dialog.cancel_button.click()
    assert not dialog.isVisible()
    assert all(edit(dialog, name).text() == "" for name in dialog.boxes)
    door.change()
    assert not dialog.is_done


def test_the_cross_closes_it_whatever_is_under_way(
    qtbot: QtBot, dialog: ChangePasswordDialog, door: ScriptedDoor
) -> None:
    fill(dialog)
    dialog.go_button.click()
    with qtbot.waitSignal(dialog.finished):
        dialog.close()
    assert not dialog.isVisible()
    assert edit(dialog, Field.NEW).text() == ""


def test_the_seconds_that_the_helpdesk_wants_are_counted_down(
    qtbot: QtBot, dialog: ChangePasswordDialog, door: ScriptedDoor
) -> None:
    fill(dialog)
    dialog.go_button.click()
    door.fail(errors.ServerBusy(retry_after=1.5))
    assert "2 s" in dialog.below
    assert not dialog.go_button.isEnabled()
    dialog._second.setInterval(1)
    qtbot.waitUntil(dialog.go_button.isEnabled)
    assert dialog.below == ""


def test_a_password_manager_pastes(qtbot: QtBot, dialog: ChangePasswordDialog, door: ScriptedDoor) -> None:
    for name, text in ((Field.CURRENT, OLD), (Field.NEW, NEW), (Field.REPEATED, NEW)):
        QGuiApplication.clipboard().setText(text + "\n")
        edit(dialog, name).paste()
    dialog.go_button.click()
    assert door.asked == [(PasswordChange(OLD, NEW), "")]


def test_return_on_cancel_cancels(qtbot: QtBot, dialog: ChangePasswordDialog, door: ScriptedDoor) -> None:
    fill(dialog)
    dialog.cancel_button.setFocus()
    qtbot.keyClick(dialog.cancel_button, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert door.asked == []


def test_it_follows_the_language_and_grows_with_it(
    qtbot: QtBot, dialog: ChangePasswordDialog, door: ScriptedDoor
) -> None:
    fill(dialog)
    dialog.go_button.click()
    door.fail(errors.Unreachable())
    words = dialog.below
    with longer_words():
        qtbot.waitUntil(lambda: dialog.below != words)
        assert dialog.height() >= dialog.layout().heightForWidth(dialog.width())
        assert edit(dialog, Field.NEW).text() == NEW
    qtbot.waitUntil(lambda: dialog.below == words)
