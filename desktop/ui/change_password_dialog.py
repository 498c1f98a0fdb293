"""Another password for whoever is signed in.

It happens now or not at all: offline it says so, and nothing waits to be sent. Where an answer was lost, or was not waited for, it says
that the password may have changed, and the next attempt finds out. What was typed stays until it was taken, and goes with the dialog.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop import errors
from desktop.domain.joining import (
    Fault,
    Field,
    PasswordChange,
    Wrong,
    strength,
    tidy_password,
    told_by,
    wrong_in_change,
)
from desktop.errors import SportelloError
from desktop.ui.controls import Text, link_button, primary_button, reading_width, secondary_button, surface
from desktop.ui.field_box import FieldBox
from desktop.ui.password_edit import PasswordEdit
from desktop.ui.sign_in.joining_words import (
    caption,
    fault_words,
    not_asked_words,
    patience_words,
    refused_words,
    wait_seconds,
)
from desktop.ui.strength_hint import StrengthHint
from desktop.ui.theme import TextRole, Tone, space


class ChangePasswordDoor(Protocol):
    """What the dialog needs from below: `runtime.standing.Standing` is one. Answers come on the GUI thread."""

    def change_password(
        self,
        form: PasswordChange,
        then: Callable[[], None],
        failed: Callable[[errors.WorldError], None],
        *,
        earlier: str = "",
    ) -> None:
        """Change it; `earlier` is the new password of an attempt of which nobody knows what became."""


class ChangePasswordDialog(QDialog):
    """Modal to its window. It closes on the person's word only, also when it is done."""

    def __init__(
        self, door: ChangePasswordDoor, helpdesk: str, about: Sequence[str] = (), parent: QWidget | None = None
    ) -> None:
        """`about` are words that others know of the person: they make no good password."""
        super().__init__(parent)
        surface(self, "pane")
        self.setObjectName("changePassword")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._door = door
        self._helpdesk = helpdesk
        self._about = tuple(about)
        self._attempt = 0
        self._busy = self._is_done = self._stopped = False
        self._wait = 0
        self._earlier = ""
        self._wrong: tuple[Wrong, ...] = ()
        self._error: SportelloError | None = None
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self._second_passed)
        self.boxes = {field: FieldBox(PasswordEdit()) for field in (Field.CURRENT, Field.NEW, Field.REPEATED)}
        self.hint = StrengthHint()
        self.go_button = primary_button("")
        self.cancel_button = secondary_button("")
        self.stop_button = link_button("")
        self.close_button = primary_button("")
        self._lay_out()
        self._connect()
        self._show()
        self._edit(Field.CURRENT).setFocus()

    @property
    def below(self) -> str:
        """The sentence that is about no single field."""
        return self._below.text()

    @property
    def is_done(self) -> bool:
        """Whether the password was changed."""
        return self._is_done

    def sizeHint(self) -> QSize:
        """Wide enough for whole sentences."""
        width = min(max(440, self.fontMetrics().averageCharWidth() * 58), reading_width(self))
        layout = self.layout()
        return QSize(width, layout.heightForWidth(width) if layout else 0)

    def showEvent(self, event: QShowEvent) -> None:
        """As tall as it needs to be: only what is shown knows its style's measures."""
        super().showEvent(event)
        self._fit()

    def reject(self) -> None:
        """Esc and Cancel stop what is under way, else they close."""
        if self._busy:
            self._stop()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window's cross, and whoever takes the account down, close it in any case."""
        self.done(int(QDialog.DialogCode.Rejected))
        event.accept()

    def done(self, result: int) -> None:
        """Nothing that was typed outlives it, nor does what is still under way."""
        self._attempt += 1
        self._earlier = ""
        self._second.stop()
        self._forget()
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return goes on, or presses the button that has the keyboard."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        pointed = QApplication.focusWidget()
        button = pointed if isinstance(pointed, QPushButton) else self.go_button
        button.click()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._show()
        super().changeEvent(event)

    # Changing it

    def _go(self) -> None:
        if self._busy or self._wait or self._is_done:
            return
        form = PasswordChange(self._typed(Field.CURRENT), self._typed(Field.NEW))
        self._error, self._stopped = None, False
        self._wrong = wrong_in_change(form, self._typed(Field.REPEATED))
        if self._wrong:
            self._show()
            self._type_at(self._wrong[0].field)
            return
        self._attempt += 1
        attempt = self._attempt
        self._busy = True
        for box in self.boxes.values():
            self._hide_typed(box)
        self._show()
        self.stop_button.setFocus(Qt.FocusReason.OtherFocusReason)
        earlier = self._earlier
        # Until there is an answer nobody knows: the next attempt would have to find out.
        self._earlier = form.new
        self._door.change_password(
            form,
            lambda: self._changed(attempt),
            lambda error: self._not_changed(attempt, error, earlier),
            earlier=earlier,
        )

    def _changed(self, attempt: int) -> None:
        # Also where it was not waited for any longer: it is so.
        if attempt != self._attempt:
            return
        self._busy, self._is_done = False, True
        self._earlier = ""
        self._forget()
        self._show()
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _not_changed(self, attempt: int, error: SportelloError, earlier: str) -> None:
        if attempt != self._attempt:
            return
        self._busy = self._stopped = False
        if not _leaves_doubt(error):
            self._earlier = earlier
        self._error = error
        self._wait = wait_seconds(error)
        if isinstance(error, errors.BadCredentials):
            self._wrong = (Wrong(Field.CURRENT, Fault.WRONG_PASSWORD),)
        elif isinstance(error, errors.Refused):
            self._wrong = told_by(error.pointers, tuple(self.boxes))[0]
        if self._wait:
            self._second.start()
        self._show()
        if self._wrong:
            self._type_at(self._wrong[0].field)
        else:
            self.go_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stop(self) -> None:
        self._busy, self._stopped = False, True
        self._show()
        self._type_at(Field.CURRENT)

    def _second_passed(self) -> None:
        self._wait = max(0, self._wait - 1)
        if not self._wait:
            self._second.stop()
            self._error = None
        self._show()

    # What stands where

    def _lay_out(self) -> None:
        self._title = Text(role=TextRole.TITLE, strong=True, wrap=True)
        self._words = Text(tone=Tone.DIM, wrap=True)
        self._below = Text(role=TextRole.SMALL, tone=Tone.NEEDS_YOU, wrap=True)
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress_words = Text(role=TextRole.SMALL, tone=Tone.DIM)
        progress = QHBoxLayout()
        progress.addWidget(self._progress_words)
        progress.addStretch(1)
        progress.addWidget(self.stop_button)
        buttons = QHBoxLayout()
        buttons.setSpacing(space(2))
        buttons.addStretch(1)
        for button in (self.cancel_button, self.go_button, self.close_button):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(6), space(5), space(6), space(5))
        column.setSpacing(space(3))
        current, new, repeated = self.boxes.values()
        for part in (self._title, self._words, current, new, self.hint, repeated, self._below, self._progress):
            column.addWidget(part)
        column.addLayout(progress)
        column.addStretch(1)
        column.addLayout(buttons)

    def _connect(self) -> None:
        for field in self.boxes:
            self._edit(field).textEdited.connect(lambda _, field=field: self._edited(field))
            self._edit(field).textChanged.connect(self._measure)
        self.go_button.clicked.connect(self._go)
        self.cancel_button.clicked.connect(self.reject)
        self.stop_button.clicked.connect(self._stop)
        self.close_button.clicked.connect(self.accept)

    def _show(self) -> None:
        self._retranslate()
        for field, box in self.boxes.items():
            wrong = next((one for one in self._wrong if one.field is field), None)
            box.set_fault(fault_words(wrong) if wrong is not None else "")
            box.setVisible(not self._is_done)
            box.editor.setEnabled(not self._busy)
        self._below.setText(self._why())
        self._below.setVisible(bool(self._why()))
        for moving in (self._progress, self._progress_words, self.stop_button):
            moving.setVisible(self._busy)
        for asking in (self.hint, self.go_button, self.cancel_button):
            asking.setVisible(not self._is_done)
        self.go_button.setEnabled(not self._busy and not self._wait)
        self.close_button.setVisible(self._is_done)
        self._fit()

    def _why(self) -> str:
        if self._stopped:
            return self.tr(
                "Stopped. The helpdesk may have changed the password all the same: try again, and Sportello finds out."
            )
        if self._error is None:
            return ""
        if self._wait:
            return patience_words(self._wait)
        match self._error:
            case errors.BadCredentials():
                return ""
            case errors.SignInNeeded():
                return self.tr(
                    "The session ended, and nothing was changed. Sign in again first, then change the password."
                )
            case errors.Refused(pointers=pointers) if pointers:
                return refused_words(told_by(pointers, tuple(self.boxes))[1])
            case errors.CertificateError() | errors.ProxyError():
                return not_asked_words(self._error)
            case errors.NetworkError() if _leaves_doubt(self._error):
                return self.tr(
                    "The connection broke before the helpdesk answered: it may have changed the password already. Try again when you are "
                    "online, and Sportello finds out."
                )
            case errors.Unreachable():
                return self.tr(
                    "The helpdesk can't be reached right now: your password has not changed, and nothing is kept to be sent later. Try "
                    "again when you are online."
                )
        return not_asked_words(self._error)

    def _edited(self, field: Field) -> None:
        if any(one.field is field for one in self._wrong):
            self._wrong = tuple(one for one in self._wrong if one.field is not field)
            self._show()

    def _measure(self) -> None:
        self.hint.show_strength(strength(self._typed(Field.NEW), self._about))

    def _typed(self, field: Field) -> str:
        return tidy_password(self._edit(field).text())

    def _edit(self, field: Field) -> PasswordEdit:
        editor = self.boxes[field].editor
        assert isinstance(editor, PasswordEdit)
        return editor

    def _hide_typed(self, box: FieldBox) -> None:
        if isinstance(box.editor, PasswordEdit):
            box.editor.hide_text()

    def _type_at(self, field: Field) -> None:
        self._edit(field).setFocus(Qt.FocusReason.OtherFocusReason)
        self._edit(field).selectAll()

    def _forget(self) -> None:
        for field in self.boxes:
            self._edit(field).clear()
            self._edit(field).hide_text()

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None:
            layout.activate()
        self.resize(self.sizeHint().expandedTo(QSize(self.width() if self.isVisible() else 0, 0)))

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Change password"))
        if self._is_done:
            self._title.setText(self.tr("Your password was changed"))
            self._words.setText(
                self.tr("From now on, sign in at {helpdesk} with the new one. You stay signed in here.").format(
                    helpdesk=self._helpdesk
                )
            )
        else:
            self._title.setText(self.tr("Change password"))
            self._words.setText(
                self.tr("The password that you sign in with at {helpdesk}. You stay signed in here.").format(
                    helpdesk=self._helpdesk
                )
            )
        for field, box in self.boxes.items():
            box.set_caption(caption(field))
        self.go_button.setText(self.tr("Change it"))
        self.cancel_button.setText(self.tr("Cancel"))
        self.stop_button.setText(self.tr("Stop"))
        self.close_button.setText(self.tr("Close"))
        self._progress_words.setText(self.tr("Changing the password…"))


def _leaves_doubt(error: SportelloError) -> bool:
    """Whether nobody knows if the helpdesk changed it: something reached it, and no answer of its own came back.

    A busy server (429, 503) did not look at it (RFC 6585, 4; RFC 9110, 15.6.4).
    """
    return isinstance(error, errors.NetworkError) and error.reached_server and not isinstance(error, errors.ServerBusy)
