"""The sign-in page: the helpdesk's address, then who you are.

Pure presentation over a `SignInDoor`. Each failure stands at the field it is about, with what to do; what was typed
is never cleared by one. An answer to a question that the person took back is ignored.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum, auto
from typing import Protocol

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop import errors
from desktop.domain.account import Helpdesk
from desktop.errors import SportelloError
from desktop.ui.controls import Avatar, ElidedText, Text, link_button, primary_button, secondary_button, surface
from desktop.ui.field_box import FieldBox
from desktop.ui.key_trouble_dialog import SECOND_LOCKS, KeyTrouble, KeyTroubleDialog, SecondLock
from desktop.ui.passphrase_dialog import PassphraseDialog, PassphraseNeed
from desktop.ui.password_edit import PasswordEdit
from desktop.ui.sign_in.failure_words import Failure, Place, discovery_failure, sign_in_failure, too_many_words
from desktop.ui.sign_in.known_accounts import KnownAccount, KnownAccounts
from desktop.ui.theme import TextRole, Tone, space

_WIDTH = 400

Failed = Callable[[SportelloError], None]


class SignInDoor(Protocol):
    """What the page needs from below; `runtime.SignInLane` is one. Answers come on the GUI thread."""

    def discover(self, address: str, then: Callable[[Helpdesk], None], failed: Failed) -> None:
        """What helpdesk answers at the address."""

    def sign_in(
        self,
        helpdesk: Helpdesk,
        login: str,
        password: str,
        passphrase: str | None,
        then: Callable[[object], None],
        failed: Failed,
        *,
        earlier_password: str = "",
        begin_anew: bool = False,
    ) -> None:
        """Sign in.

        KeyringAbsent asks for a new passphrase, WrongKey for the known one (or says that it was the wrong one), KeyLost for an
        earlier password, or the order to begin anew.
        """


class SignInPurpose(Enum):
    """Why the page is shown."""

    FIRST = auto()
    """Somebody new: everything is asked."""

    AGAIN = auto()
    """The session ended: helpdesk and user are fixed, only the password is asked."""


class _State(Enum):
    ADDRESS = auto()
    LOOKING = auto()
    CREDENTIALS = auto()
    SIGNING_IN = auto()


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
        self._passphrase: str | None = None
        self._earlier_password = ""
        self._begin_anew = False
        self._dialog: PassphraseDialog | None = None
        self._key_trouble: KeyTroubleDialog | None = None
        self.known = KnownAccounts(known)
        self._state = _State.CREDENTIALS if helpdesk else _State.ADDRESS
        self._can_cancel = can_cancel
        self._wait = 0
        self._waiting = QTimer(self)
        self._waiting.setInterval(1000)
        self._waiting.timeout.connect(self._second_passed)
        self.address = QLineEdit(address or self._asked_address)
        self.address.setInputMethodHints(
            Qt.InputMethodHint.ImhUrlCharactersOnly | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.login = QLineEdit(login)
        self.login.setInputMethodHints(
            Qt.InputMethodHint.ImhEmailCharactersOnly | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.password = PasswordEdit()
        self.address_box = FieldBox(self.address)
        self.login_box = FieldBox(self.login)
        self.password_box = FieldBox(self.password)
        self.go_button = primary_button("")
        self.cancel_button = secondary_button("")
        self.stop_button = link_button("")
        self.passphrase_button = link_button("")
        self.passphrase_button.hide()
        self._lay_out()
        self._connect()
        self._retranslate()
        self._show_state()

    @property
    def helpdesk(self) -> Helpdesk | None:
        """The helpdesk that was found at the address."""
        return self._helpdesk

    def take_focus(self) -> None:
        """Where the person is to type next."""
        if self._state is _State.ADDRESS:
            self.address.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            empty = self.login if not self.login.text() and self.login.isEnabled() else self.password
            empty.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_with(self, address: str, login: str) -> None:
        """Begin with this helpdesk and this person: an account that is known, and signed out."""
        self.address.setText(address)
        self.login.setText(login)
        self._discover()

    def say(self, words: str) -> None:
        """Something that came of what was done before this page."""
        self._tell(Failure(Place.BELOW, words))

    def abandon(self) -> None:
        """Stop timers and ignore what is still under way: the page is about to go."""
        self._attempt += 1
        self._waiting.stop()
        if self._key_trouble is not None:
            self._key_trouble.done_with()

    # Finding the helpdesk

    def _address_left(self) -> None:
        typed = self.address.text().strip()
        if typed and typed != self._asked_address and self._purpose is SignInPurpose.FIRST:
            self._discover()

    def _discover(self) -> None:
        typed = self.address.text().strip()
        if not typed:
            self.address_box.set_fault(self.tr("Type the address of your helpdesk, such as help.company.com."))
            self.address.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._attempt += 1
        attempt = self._attempt
        self._asked_address = typed
        self._helpdesk = None
        self._clear_faults()
        self._go(_State.LOOKING)
        self._door.discover(
            typed, lambda found: self._found(attempt, found), lambda error: self._not_found(attempt, typed, error)
        )

    def _found(self, attempt: int, helpdesk: Helpdesk) -> None:
        if attempt != self._attempt:
            return
        self._helpdesk = helpdesk
        self._go(_State.CREDENTIALS)
        # Whoever has gone on typing somewhere else is left there.
        if self.focusWidget() in (None, self.address, self.go_button, self.stop_button):
            self.take_focus()

    def _not_found(self, attempt: int, typed: str, error: SportelloError) -> None:
        if attempt != self._attempt:
            return
        self._asked_address = ""
        self._go(_State.ADDRESS)
        self._tell(discovery_failure(error, typed))

    def _address_edited(self) -> None:
        if self._state in (_State.CREDENTIALS, _State.LOOKING) and self.address.text().strip() != self._asked_address:
            self._attempt += 1
            self._helpdesk = None
            self._asked_address = ""
            self._go(_State.ADDRESS)
        self.address_box.set_fault("")

    # Signing in

    def _sign_in(self) -> None:
        helpdesk = self._helpdesk
        if helpdesk is None or self._state is not _State.CREDENTIALS or self._wait:
            return
        self._clear_faults()
        if not self.login.text().strip():
            self._tell(Failure(Place.LOGIN, self.tr("Type your user name or e-mail address.")))
            return
        if not self.password.text():
            self._tell(Failure(Place.PASSWORD, self.tr("Type your password.")))
            return
        self._attempt += 1
        attempt = self._attempt
        self.password.hide_text()
        self._go(_State.SIGNING_IN)
        self._door.sign_in(
            helpdesk,
            self.login.text().strip(),
            self.password.text(),
            self._passphrase,
            lambda answer: self._in(attempt, answer),
            lambda error: self._not_in(attempt, error),
            earlier_password=self._earlier_password,
            begin_anew=self._begin_anew,
        )

    def _in(self, attempt: int, answer: object) -> None:
        if attempt != self._attempt:
            return
        self.password.clear()
        self._forget_keys()
        if self._key_trouble is not None:
            self._key_trouble.done_with()
        self.signed_in.emit(answer)

    def _not_in(self, attempt: int, error: SportelloError) -> None:
        if attempt != self._attempt:
            return
        self._go(_State.CREDENTIALS)
        if self._key_trouble is not None and not isinstance(error, errors.KeyLost | errors.KeyringAbsent):
            self._key_trouble.done_with()
        match error:
            case errors.KeyLost():
                self._show_key_trouble(
                    KeyTrouble.CHANGED if error.changed else KeyTrouble.LOST, SECOND_LOCKS[error.second_lock]
                )
            case errors.KeyringAbsent():
                self._ask_passphrase(PassphraseNeed.NEW)
            case errors.WrongKey():
                wrong = self._passphrase is not None
                self._passphrase = None
                self._ask_passphrase(PassphraseNeed.WRONG if wrong else PassphraseNeed.KNOWN)
            case errors.KeyringError():
                self._tell(sign_in_failure(error))
                self.passphrase_button.show()
            case _:
                self._tell(sign_in_failure(error))

    def _forget_keys(self) -> None:
        self._passphrase = None
        self._earlier_password = ""
        self._begin_anew = False

    def _ask_passphrase(self, need: PassphraseNeed) -> None:
        dialog = PassphraseDialog(need, self, may_forget=need is not PassphraseNeed.NEW)
        self._dialog = dialog
        dialog.given.connect(self._passphrase_given)
        dialog.forgotten.connect(lambda: self._show_key_trouble(KeyTrouble.FORGOTTEN, SecondLock.NONE))
        dialog.open()

    def _passphrase_given(self, passphrase: str) -> None:
        self._passphrase = passphrase
        self._sign_in()

    def _show_key_trouble(self, trouble: KeyTrouble, second: SecondLock) -> None:
        if self._key_trouble is not None:
            fault = ""
            if self._earlier_password:
                fault = self.tr("This is not the password last used on this computer. Try an earlier one.")
            self._earlier_password = ""
            self._key_trouble.show_trouble(trouble, fault)
            return
        dialog = KeyTroubleDialog(trouble, second, parent=self.window())
        dialog.again.connect(self._try_key_again)
        dialog.typed.connect(self._earlier_typed)
        dialog.anew.connect(self._anew)
        dialog.finished.connect(self._key_trouble_over)
        self._key_trouble = dialog
        dialog.open()

    def _key_trouble_over(self) -> None:
        if self._key_trouble is not None:
            self._key_trouble.deleteLater()
            self._key_trouble = None

    def _try_key_again(self) -> None:
        if self._key_trouble is not None and self._key_trouble.trouble is KeyTrouble.FORGOTTEN:
            self._key_trouble.done_with()
            self._ask_passphrase(PassphraseNeed.KNOWN)
        else:
            self._sign_in()

    def _earlier_typed(self, password: str) -> None:
        self._earlier_password = password
        self._sign_in()

    def _anew(self) -> None:
        self._forget_keys()
        self._begin_anew = True
        self._sign_in()

    def _stop(self) -> None:
        """The person takes the question back; its answer will be ignored."""
        self._attempt += 1
        if self._state is _State.LOOKING:
            self._asked_address = ""
            self._go(_State.ADDRESS)
        elif self._state is _State.SIGNING_IN:
            self._go(_State.CREDENTIALS)
        self.take_focus()

    # Showing

    def _tell(self, failure: Failure) -> None:
        boxes = {Place.ADDRESS: self.address_box, Place.LOGIN: self.login_box, Place.PASSWORD: self.password_box}
        box = boxes.get(failure.place)
        if box is None:
            self._below.setText(failure.words)
            self._below.show()
            return
        box.set_fault(failure.words)
        box.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if failure.place is Place.PASSWORD:
            self.password.selectAll()
        if failure.wait_seconds:
            self._wait = failure.wait_seconds
            self._waiting.start()
            self._show_state()

    def _second_passed(self) -> None:
        self._wait = max(0, self._wait - 1)
        if self._wait:
            self.password_box.set_fault(too_many_words(self._wait))
        else:
            self._waiting.stop()
            self.password_box.set_fault("")
        self._show_state()

    def _clear_faults(self) -> None:
        for box in (self.address_box, self.login_box, self.password_box):
            box.set_fault("")
        self._below.hide()
        self.passphrase_button.hide()

    def _go(self, state: _State) -> None:
        self._state = state
        self._show_state()

    def _show_state(self) -> None:
        again = self._purpose is SignInPurpose.AGAIN
        busy = self._state in (_State.LOOKING, _State.SIGNING_IN)
        knows = self._helpdesk is not None
        self.address_box.setVisible(not again)
        self.address.setEnabled(self._state is not _State.SIGNING_IN)
        self._desk_row.setVisible(knows)
        if self._helpdesk is not None:
            self._desk_name.set_text(self._helpdesk.name or self._helpdesk.address)
            self._desk_address.set_text(self._helpdesk.address)
            self._avatar.set_name(self._helpdesk.name or self._helpdesk.address)
        self.login_box.setVisible(knows)
        self.password_box.setVisible(knows)
        self.login.setEnabled(not again and self._state is not _State.SIGNING_IN)
        self.password.setEnabled(self._state is not _State.SIGNING_IN)
        self._progress.setVisible(busy)
        self._progress_words.setVisible(busy)
        self.stop_button.setVisible(busy)
        looking = self._state is _State.LOOKING
        self._progress_words.setText(self.tr("Looking for the helpdesk…") if looking else self.tr("Signing in…"))
        self.go_button.setEnabled(not busy and not self._wait)
        self.go_button.setText(self.tr("Sign in") if knows else self.tr("Continue"))
        self.cancel_button.setVisible(self._can_cancel)

    def _go_pressed(self) -> None:
        if self._state is _State.ADDRESS:
            self._discover()
        elif self._state is _State.CREDENTIALS:
            self._sign_in()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._show_state()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return goes on, Esc takes back what is under way."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_pressed()
        elif event.key() == Qt.Key.Key_Escape and self._state in (_State.LOOKING, _State.SIGNING_IN):
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
        self._title = Text(role=TextRole.TITLE, strong=True, wrap=True)
        self._intro = Text(role=TextRole.SMALL, tone=Tone.DIM, wrap=True)
        self._avatar = Avatar()
        self._desk_name = ElidedText(strong=True)
        self._desk_address = ElidedText(role=TextRole.SMALL, tone=Tone.DIM)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._desk_name)
        names.addWidget(self._desk_address)
        self._desk_row = QWidget()
        desk = QHBoxLayout(self._desk_row)
        desk.setContentsMargins(0, 0, 0, 0)
        desk.setSpacing(space(3))
        desk.addWidget(self._avatar)
        desk.addLayout(names, 1)
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress_words = Text(role=TextRole.SMALL, tone=Tone.DIM)
        progress = QHBoxLayout()
        progress.addWidget(self._progress_words)
        progress.addStretch(1)
        progress.addWidget(self.stop_button)
        self._below = Text(role=TextRole.SMALL, tone=Tone.NEEDS_YOU, wrap=True)
        self._below.hide()
        buttons = QHBoxLayout()
        buttons.setSpacing(space(2))
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.go_button)
        card = surface(QWidget(), "framed")
        card.setFixedWidth(max(_WIDTH, self.fontMetrics().averageCharWidth() * 52))
        # As tall as its wrapped texts need at this width; an alignment flag would make the layout forget that.
        card.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
        column = QVBoxLayout(card)
        column.setContentsMargins(space(7), space(6), space(7), space(6))
        column.setSpacing(space(4))
        head = QVBoxLayout()
        head.setSpacing(space(1))
        head.addWidget(self._title)
        head.addWidget(self._intro)
        column.addLayout(head)
        for part in (self.address_box, self._desk_row, self.login_box, self.password_box, self._below):
            column.addWidget(part)
        column.addWidget(self.passphrase_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._progress)
        column.addLayout(progress)
        column.addLayout(buttons)
        content = QWidget()
        outer = QVBoxLayout(content)
        outer.setContentsMargins(space(4), space(4), space(4), space(4))
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        outer.addStretch(2)
        outer.addLayout(middle)
        known = QHBoxLayout()
        known.addStretch(1)
        known.addWidget(self.known)
        known.addStretch(1)
        self.known.setFixedWidth(card.maximumWidth())
        outer.addSpacing(space(3))
        outer.addLayout(known)
        outer.addStretch(3)
        self.setWidget(content)

    def _connect(self) -> None:
        self.address.editingFinished.connect(self._address_left)
        self.address.textEdited.connect(self._address_edited)
        self.login.textEdited.connect(lambda: self.login_box.set_fault(""))
        self.password.textEdited.connect(lambda: None if self._wait else self.password_box.set_fault(""))
        self.go_button.clicked.connect(self._go_pressed)
        self.stop_button.clicked.connect(self._stop)
        self.cancel_button.clicked.connect(self.cancelled)
        self.passphrase_button.clicked.connect(lambda: self._ask_passphrase(PassphraseNeed.NEW))
        self.known.chosen.connect(self.account_chosen)

    def _retranslate(self) -> None:
        if self._purpose is SignInPurpose.AGAIN:
            self._title.setText(self.tr("Please sign in again"))
            self._intro.setText(self.tr("The session ended. Everything you wrote is kept and will be sent afterwards."))
        else:
            self._title.setText(self.tr("Sign in to your helpdesk"))
            self._intro.setText(
                self.tr("You need the address of the helpdesk, and the user name and password that it gave you.")
            )
        self.address_box.set_caption(self.tr("Address of the helpdesk"))
        self.address.setPlaceholderText(self.tr("help.company.com"))
        self.login_box.set_caption(self.tr("User name or e-mail address"))
        self.password_box.set_caption(self.tr("Password"))
        self.stop_button.setText(self.tr("Stop"))
        self.passphrase_button.setText(self.tr("Use a passphrase instead"))
        self.cancel_button.setText(self.tr("Cancel"))
