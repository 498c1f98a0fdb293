"""Getting an account, or back into one, in the sign-in's place: one form, what came of it, and back.

Pure presentation over a `SignInDoor`. What was typed is never cleared by a failure, and stands there again after going back; passwords
are cleared, once they were taken. An answer to a question that the person took back is ignored.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import errors
from desktop.domain.account import Helpdesk
from desktop.domain.joining import Field, WayIn, login_after_reset, told_by
from desktop.errors import SportelloError
from desktop.ui.sign_in.door import SignInDoor
from desktop.ui.sign_in.joining_card import JoiningCard
from desktop.ui.sign_in.joining_forms import AccessForm, ForgottenForm, RegisterForm, form_for
from desktop.ui.sign_in.joining_words import (
    not_asked_words,
    patience_words,
    refused_words,
    stopped_words,
    wait_seconds,
)
from desktop.ui.sign_in.told_card import ToldCard


class Joining(QWidget):
    """Shows itself from `begin` until `ended`, which carries what to sign in with."""

    ended = Signal(str)
    moved = Signal()
    """Something else stands there now."""

    def __init__(self, door: SignInDoor) -> None:
        super().__init__()
        self._door = door
        self._attempt = 0
        self._busy = False
        self._wait = 0
        self._login = ""
        self._kept: dict[tuple[str, WayIn], tuple[str, dict[Field, str]]] = {}
        self._error: SportelloError | None = None
        self.form: JoiningCard | None = None
        self.told: ToldCard | None = None
        self._room = 0
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self._second_passed)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def begin(self, way: WayIn, helpdesk: Helpdesk, login: str) -> None:
        """Show a form; what was typed as `login` carries over."""
        self._drop()
        self._login = login
        self.form = form_for(way, helpdesk, login)
        self._fill_again(self.form)
        self.form.sent.connect(self._send)
        self.form.went_back.connect(self._back)
        self.form.stopped.connect(self._stop)
        self._show(self.form)

    def abandon(self) -> None:
        """It goes: ignore what is still under way."""
        self._attempt += 1
        self._second.stop()

    def set_room(self, width: int) -> None:
        """There are so many pixels from side to side."""
        self._room = width
        for card in (self.form, self.told):
            if card is not None and width > 0:
                card.set_width(width)

    def go(self) -> None:
        """The keyboard's Return."""
        if self.told is not None:
            self.told.go_button.click()
        elif self.form is not None:
            self.form.go_button.click()

    def escape(self) -> None:
        """The keyboard's Esc: take back what is under way, else go back."""
        if self._busy:
            self._stop()
        else:
            self._back()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language; the cards do so themselves."""
        if event.type() == QEvent.Type.LanguageChange and self._error is not None:
            self._say_why()
        super().changeEvent(event)

    # Sending

    def _send(self) -> None:
        form = self.form
        if form is None or self._busy or self._wait:
            return
        wrong = form.look()
        self._error = None
        form.tell(wrong)
        if wrong:
            self.moved.emit()
            return
        self._attempt += 1
        attempt = self._attempt
        self._be_busy(busy=True)

        def then() -> None:
            self._taken(attempt)

        def failed(error: SportelloError) -> None:
            self._failed(attempt, error)

        match form:
            case RegisterForm():
                self._door.register(form.helpdesk, form.registration, then, failed)
            case AccessForm():
                self._door.ask_access(form.helpdesk, form.wish, then, failed)
            case ForgottenForm(way=WayIn.FORGOT_PASSWORD):
                self._door.reset_password(form.helpdesk, form.email, then, failed)
            case ForgottenForm():
                self._door.remind_user_name(form.helpdesk, form.email, then, failed)

    def _taken(self, attempt: int) -> None:
        form = self.form
        if attempt != self._attempt or form is None:
            return
        self._be_busy(busy=False)
        email = ""
        match form:
            case RegisterForm():
                email = form.registration.email
                self._login = form.registration.user_name
            case AccessForm():
                email = form.wish.email
            case ForgottenForm():
                email = form.email
                if form.way is WayIn.FORGOT_PASSWORD:
                    self._login = login_after_reset(self._login, email)
        form.forget_passwords()
        self.told = ToldCard(form.way, form.helpdesk, email)
        self.told.went_on.connect(lambda: self._end(self._login))
        self.told.went_back.connect(self._another_address)
        form.hide()
        self._show(self.told)

    def _failed(self, attempt: int, error: SportelloError) -> None:
        form = self.form
        if attempt != self._attempt or form is None:
            return
        self._be_busy(busy=False)
        self._error = error
        self._wait = wait_seconds(error)
        at_fields = told_by(error.pointers, form.shown)[0] if isinstance(error, errors.Refused) else ()
        form.tell(at_fields, self._why())
        if not at_fields:
            form.go_button.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._wait:
            self._second.start()
            form.show_busy(busy=False, waits=True)
        self.moved.emit()

    def _why(self) -> str:
        """What is to be said below the fields about what went wrong; nothing where all of it stands at fields."""
        if self.form is None or self._error is None:
            return ""
        if self._wait:
            return patience_words(self._wait)
        if isinstance(self._error, errors.Refused):
            at_fields, elsewhere = told_by(self._error.pointers, self.form.shown)
            if elsewhere or at_fields:
                return refused_words(elsewhere)
        return not_asked_words(self._error)

    def _say_why(self) -> None:
        if self.form is not None:
            self.form.say_below(self._why())

    def _second_passed(self) -> None:
        self._wait = max(0, self._wait - 1)
        form = self.form
        if form is None:
            self._second.stop()
            return
        if self._wait:
            self._say_why()
            return
        self._second.stop()
        self._error = None
        form.say_below("")
        form.show_busy(busy=self._busy, waits=False)

    def _stop(self) -> None:
        """The person takes the question back; its answer will be ignored."""
        if not self._busy:
            return
        self._attempt += 1
        self._door.stop()
        self._be_busy(busy=False)
        if self.form is not None:
            self.form.say_below(stopped_words())
            self.form.take_focus()
            self.moved.emit()

    # Showing

    def _be_busy(self, *, busy: bool) -> None:
        self._busy = busy
        if self.form is not None:
            self.form.show_busy(busy=busy, waits=bool(self._wait))

    def _show(self, card: JoiningCard | ToldCard) -> None:
        self._column.addWidget(card)
        if self._room > 0:
            card.set_width(self._room)
        card.show()
        self.show()
        card.take_focus()
        self.moved.emit()

    def _back(self) -> None:
        if self.told is not None:
            self._end(self._login)
        elif self._busy:
            self._stop()
        else:
            if self.form is not None:
                self._kept[self.form.helpdesk.address, self.form.way] = (self._login, self.form.typed)
            self._end(self._login)

    def _fill_again(self, form: JoiningCard) -> None:
        """Who went back, perhaps to look at something, goes on where they were."""
        login, typed = self._kept.pop((form.helpdesk.address, form.way), ("", {}))
        for field, text in typed.items():
            # A user name or address that was typed at the sign-in in the meantime is the newer one.
            if login == self._login or not form.text(field):
                form.fill(field, text)

    def _another_address(self) -> None:
        if self.told is not None and self.form is not None:
            self._put_away(self.told)
            self.told = None
            self.form.show()
            self.form.take_focus()
            self.moved.emit()

    def _end(self, login: str) -> None:
        self._drop()
        self.hide()
        self.ended.emit(login)

    def _drop(self) -> None:
        self._attempt += 1
        self._second.stop()
        self._wait, self._busy, self._error = 0, False, None
        for card in (self.form, self.told):
            if card is not None:
                self._put_away(card)
        self.form = self.told = None

    def _put_away(self, card: QWidget) -> None:
        card.hide()
        self._column.removeWidget(card)
        card.deleteLater()
