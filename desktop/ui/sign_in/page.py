"""The sign-in page: the helpdesk's address, then who you are; in its place, where somebody asks for it, a way to an account.

Pure presentation over a `SignInDoor`. Each failure stands at the field it is about, with what to do; what was typed
is never cleared by one. An answer to a question that the person took back is ignored.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop import errors
from desktop.domain.account import Helpdesk
from desktop.domain.joining import WayIn, tidy_password
from desktop.errors import SportelloError
from desktop.ui.controls import surface
from desktop.ui.passphrase_dialog import PassphraseNeed
from desktop.ui.sign_in.door import SignInDoor
from desktop.ui.sign_in.failure_words import Failure, Place, discovery_failure, sign_in_failure, too_many_words
from desktop.ui.sign_in.form import SignInForm, Stage
from desktop.ui.sign_in.joining import Joining
from desktop.ui.sign_in.key_questions import KeyQuestions
from desktop.ui.sign_in.known_accounts import KnownAccount, KnownAccounts
from desktop.ui.theme import space


class SignInPurpose(Enum):
    """Why the page is shown."""

    FIRST = auto()
    """Somebody new: everything is asked."""

    AGAIN = auto()
    """The session ended: helpdesk and user are fixed, only the password is asked."""


class SignInPage(QScrollArea):
    """The page. `signed_in` carries what the door answered; `cancelled` when the person would rather not."""

    signed_in = Signal(object)
    cancelled = Signal()
    account_chosen = Signal(object)
    """One of the `known` accounts."""

    def __init__(
        self,
        door: SignInDoor,
        *,
        purpose: SignInPurpose = SignInPurpose.FIRST,
        helpdesk: Helpdesk | None = None,
        address: str = "",
        login: str = "",
        can_cancel: bool = False,
        known: Sequence[KnownAccount] = (),
        parent: QWidget | None = None,
    ) -> None:
        """`helpdesk` is needed for AGAIN; `address` and `login` are what to begin with; `known` are the accounts on this computer."""
        super().__init__(parent)
        self._door = door
        self._purpose = purpose
        self._helpdesk = helpdesk
        self._asked_address = helpdesk.address if helpdesk else ""
        self._attempt = 0
        self._keys = KeyQuestions(self)
        self.known = KnownAccounts(known)
        self._stage = Stage.CREDENTIALS if helpdesk else Stage.ADDRESS
        self._can_cancel = can_cancel
        self._wait = 0
        self._waiting = QTimer(self)
        self._waiting.setInterval(1000)
        self._waiting.timeout.connect(self._second_passed)
        self.form = SignInForm(
            address or self._asked_address, login, again=purpose is SignInPurpose.AGAIN, can_cancel=can_cancel
        )
        self.joining = Joining(door)
        self._lay_out()
        self._connect()
        self._show_stage()

    @property
    def helpdesk(self) -> Helpdesk | None:
        """The helpdesk that was found at the address."""
        return self._helpdesk

    def take_focus(self) -> None:
        """Where the person is to type next."""
        if self._stage is Stage.ADDRESS:
            # An address may stand there already (the last helpdesk's): Return takes it, typing replaces it.
            self.form.address.selectAll()
            self.form.address.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            empty = (
                self.form.login if not self.form.login.text() and self.form.login.isEnabled() else self.form.password
            )
            empty.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_with(self, address: str, login: str) -> None:
        """Begin with this helpdesk and this person: an account that is known, and signed out."""
        self.form.address.setText(address)
        self.form.login.setText(login)
        self._discover()

    def say(self, words: str) -> None:
        """Something that came of what was done before this page."""
        self._tell(Failure(Place.BELOW, words))

    def abandon(self) -> None:
        """Stop timers and ignore what is still under way: the page is about to go."""
        self._attempt += 1
        self._waiting.stop()
        self._keys.close()
        self.joining.abandon()

    # Getting an account, or back into one

    def _join(self, way: WayIn) -> None:
        if self._helpdesk is None or self._stage is not Stage.CREDENTIALS:
            return
        self.form.hide()
        self.known.hide()
        self.joining.begin(way, self._helpdesk, self.form.login.text())

    def _joined(self, login: str) -> None:
        self.form.clear_faults()
        if self._purpose is SignInPurpose.FIRST:
            self.form.login.setText(login)
        self.form.show()
        self.known.setVisible(bool(self.known.rows))
        self.take_focus()
        self._look_at_keyboard()

    # Finding the helpdesk

    def _address_left(self) -> None:
        typed = self.form.address.text().strip()
        if typed and typed != self._asked_address and self._purpose is SignInPurpose.FIRST:
            self._discover()

    def _discover(self) -> None:
        typed = self.form.address.text().strip()
        if not typed:
            self.form.address_box.set_fault(self.tr("Type the address of your helpdesk, such as help.example.com."))
            self.form.address.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._attempt += 1
        attempt = self._attempt
        self._asked_address = typed
        self._helpdesk = None
        self.form.clear_faults()
        self._go(Stage.LOOKING)
        self._door.discover(
            typed, lambda found: self._found(attempt, found), lambda error: self._not_found(attempt, typed, error)
        )

    def _found(self, attempt: int, helpdesk: Helpdesk) -> None:
        if attempt != self._attempt:
            return
        self._helpdesk = helpdesk
        self._go(Stage.CREDENTIALS)
        # Whoever has gone on typing somewhere else is left there.
        if self.focusWidget() in (None, self.form.address, self.form.go_button, self.form.stop_button):
            self.take_focus()

    def _not_found(self, attempt: int, typed: str, error: SportelloError) -> None:
        if attempt != self._attempt:
            return
        self._asked_address = ""
        self._go(Stage.ADDRESS)
        self._tell(discovery_failure(error, typed))

    def _address_edited(self) -> None:
        if (
            self._stage in (Stage.CREDENTIALS, Stage.LOOKING)
            and self.form.address.text().strip() != self._asked_address
        ):
            self._attempt += 1
            self._helpdesk = None
            self._asked_address = ""
            self._go(Stage.ADDRESS)
        self.form.address_box.set_fault("")

    # Signing in

    def _sign_in(self) -> None:
        helpdesk = self._helpdesk
        if helpdesk is None or self._stage is not Stage.CREDENTIALS or self._wait:
            return
        self.form.clear_faults()
        if not self.form.login.text().strip():
            self._tell(Failure(Place.LOGIN, self.tr("Type your user name or e-mail address.")))
            return
        if not self.form.password.text():
            self._tell(Failure(Place.PASSWORD, self.tr("Type your password.")))
            return
        self._attempt += 1
        attempt = self._attempt
        self.form.password.hide_text()
        self._go(Stage.SIGNING_IN)
        self._door.sign_in(
            helpdesk,
            self.form.login.text().strip(),
            tidy_password(self.form.password.text()),
            self._keys.passphrase,
            lambda answer: self._in(attempt, answer),
            lambda error: self._not_in(attempt, error),
            earlier_password=self._keys.earlier_password,
            begin_anew=self._keys.begin_anew,
        )

    def _in(self, attempt: int, answer: object) -> None:
        if attempt != self._attempt:
            return
        self.form.password.clear()
        self._keys.forget()
        self._keys.close()
        self.signed_in.emit(answer)

    def _not_in(self, attempt: int, error: SportelloError) -> None:
        if attempt != self._attempt:
            return
        self._go(Stage.CREDENTIALS)
        if self._keys.ask_about(error):
            return
        self._tell(sign_in_failure(error))
        if isinstance(error, errors.KeyringError):
            self.form.passphrase_button.show()

    def _stop(self) -> None:
        """The person takes the question back; its answer will be ignored."""
        self._attempt += 1
        self._door.stop()
        if self._stage is Stage.LOOKING:
            self._asked_address = ""
            self._go(Stage.ADDRESS)
        elif self._stage is Stage.SIGNING_IN:
            self._go(Stage.CREDENTIALS)
        self.take_focus()

    # Showing

    def _look_at_keyboard(self) -> None:
        """Bring what has the keyboard into sight, once the layout has settled."""
        QTimer.singleShot(0, self, self._scroll_to_keyboard)

    def _scroll_to_keyboard(self) -> None:
        content, pointed = self.widget(), self.focusWidget()
        if content is not None and pointed is not None and content.isAncestorOf(pointed):
            self.ensureWidgetVisible(pointed, 0, space(16))

    def _tell(self, failure: Failure) -> None:
        self.form.tell(failure)
        if failure.wait_seconds:
            self._wait = failure.wait_seconds
            self._waiting.start()
            self._show_stage()

    def _second_passed(self) -> None:
        self._wait = max(0, self._wait - 1)
        if self._wait:
            self.form.password_box.set_fault(too_many_words(self._wait))
        else:
            self._waiting.stop()
            self.form.password_box.set_fault("")
        self._show_stage()

    def _go(self, stage: Stage) -> None:
        self._stage = stage
        self._show_stage()

    def _show_stage(self) -> None:
        self.form.show_stage(self._stage, self._helpdesk, waits=bool(self._wait))

    def _go_pressed(self) -> None:
        if self._stage is Stage.ADDRESS:
            self._discover()
        elif self._stage is Stage.CREDENTIALS:
            self._sign_in()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.form.retranslate()
            self._show_stage()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The cards fit into the window, however narrow."""
        room = event.size().width() - 2 * space(4)
        self.form.set_width(room)
        self.known.setFixedWidth(self.form.maximumWidth())
        self.joining.set_room(room)
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return goes on (or presses the button that has the keyboard), Esc takes back what is under way, or goes back."""
        joins = self.joining.isVisible()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            pointed = QApplication.focusWidget()
            if isinstance(pointed, QPushButton):
                pointed.click()
            elif joins:
                self.joining.go()
            else:
                self._go_pressed()
        elif event.key() == Qt.Key.Key_Escape and joins:
            self.joining.escape()
        elif event.key() == Qt.Key.Key_Escape and self._stage.is_busy:
            self._stop()
        elif event.key() == Qt.Key.Key_Escape and self._can_cancel:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        surface(self, "window")
        content = QWidget()
        outer = QVBoxLayout(content)
        outer.setContentsMargins(space(4), space(4), space(4), space(4))
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self.form)
        middle.addWidget(self.joining)
        middle.addStretch(1)
        outer.addStretch(2)
        outer.addLayout(middle)
        known = QHBoxLayout()
        known.addStretch(1)
        known.addWidget(self.known)
        known.addStretch(1)
        outer.addSpacing(space(3))
        outer.addLayout(known)
        outer.addStretch(3)
        self.setWidget(content)

    def _connect(self) -> None:
        self.form.address.editingFinished.connect(self._address_left)
        self.form.address.textEdited.connect(self._address_edited)
        self.form.login.textEdited.connect(lambda: self.form.login_box.set_fault(""))
        self.form.password.textEdited.connect(lambda: None if self._wait else self.form.password_box.set_fault(""))
        self.form.go_button.clicked.connect(self._go_pressed)
        self.form.stop_button.clicked.connect(self._stop)
        self.form.cancel_button.clicked.connect(self.cancelled)
        self.form.passphrase_button.clicked.connect(lambda: self._keys.ask_passphrase(PassphraseNeed.NEW))
        self._keys.answered.connect(self._sign_in)
        self.form.links.chosen.connect(self._join)
        self.joining.ended.connect(self._joined)
        self.joining.moved.connect(self._look_at_keyboard)
        self.known.chosen.connect(self.account_chosen)
