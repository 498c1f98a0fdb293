"""The card of the sign-in page: its fields, its buttons, and what it shows at each stage. It decides nothing: the page does."""

from __future__ import annotations

from enum import Enum, auto
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from desktop.domain.account import Helpdesk
from desktop.domain.joining import WayIn, ways_in
from desktop.ui.controls import Avatar, ElidedText, Text, link_button, primary_button, secondary_button, surface
from desktop.ui.field_box import FieldBox
from desktop.ui.password_edit import PasswordEdit
from desktop.ui.sign_in.failure_words import Failure, Place
from desktop.ui.sign_in.joining_links import JoiningLinks
from desktop.ui.theme import TextRole, Tone, space

translate = QCoreApplication.translate

_WIDTH = 400


class Stage(Enum):
    """How far somebody has come."""

    ADDRESS = auto()
    LOOKING = auto()
    CREDENTIALS = auto()
    SIGNING_IN = auto()

    @property
    def is_busy(self) -> bool:
        """Whether an answer is waited for."""
        return self in (Stage.LOOKING, Stage.SIGNING_IN)


class SignInForm(QWidget):
    """Address, name and password with their captions and faults."""

    def __init__(self, address: str, login: str, *, again: bool, can_cancel: bool) -> None:
        """`again`: who it is and where is fixed, the password alone is asked."""
        super().__init__()
        self._again = again
        self._can_cancel = can_cancel
        self.address = QLineEdit(address)
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
        self.links = JoiningLinks()
        surface(self, "framed")
        self._lay_out()
        self.retranslate()

    def tell(self, failure: Failure) -> None:
        """A failure is told where it belongs, and that is where the person types next."""
        boxes = {Place.ADDRESS: self.address_box, Place.LOGIN: self.login_box, Place.PASSWORD: self.password_box}
        box = boxes.get(failure.place)
        if box is None:
            self.below.setText(failure.words)
            self.below.show()
            return
        box.set_fault(failure.words)
        box.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if failure.place is Place.PASSWORD:
            self.password.selectAll()

    def clear_faults(self) -> None:
        """Nothing is wrong any more."""
        for box in (self.address_box, self.login_box, self.password_box):
            box.set_fault("")
        self.below.hide()
        self.passphrase_button.hide()

    def show_stage(self, stage: Stage, helpdesk: Helpdesk | None, *, waits: bool) -> None:
        """What can be seen and done now; `waits`: the helpdesk wants no attempt for a while."""
        busy = stage.is_busy
        knows = helpdesk is not None
        self.address_box.setVisible(not self._again)
        self.address.setEnabled(stage is not Stage.SIGNING_IN)
        self._desk_row.setVisible(knows)
        if helpdesk is not None:
            self._desk_name.set_text(helpdesk.name or helpdesk.address)
            self._desk_address.set_text(helpdesk.address)
            self._avatar.set_name(helpdesk.name or helpdesk.address)
        self.login_box.setVisible(knows)
        self.password_box.setVisible(knows)
        self.login.setEnabled(not self._again and stage is not Stage.SIGNING_IN)
        self.password.setEnabled(stage is not Stage.SIGNING_IN)
        self.links.offer(self._offered(helpdesk))
        self.links.setEnabled(stage is not Stage.SIGNING_IN)
        self._progress.setVisible(busy)
        self._progress_words.setVisible(busy)
        self.stop_button.setVisible(busy)
        looking = stage is Stage.LOOKING
        self._progress_words.setText(
            translate("SignInPage", "Looking for the helpdesk…") if looking else translate("SignInPage", "Signing in…")
        )
        self.go_button.setEnabled(not busy and not waits)
        self.go_button.setText(translate("SignInPage", "Sign in") if knows else translate("SignInPage", "Continue"))
        self.cancel_button.setVisible(self._can_cancel)

    def _offered(self, helpdesk: Helpdesk | None) -> tuple[WayIn, ...]:
        if helpdesk is None:
            return ()
        # Whoever signs in again has an account, and its name stands there.
        return tuple(way for way in ways_in(helpdesk) if way is WayIn.FORGOT_PASSWORD or not self._again)

    def set_width(self, room: int) -> None:
        """Take a width that fits into so many pixels."""
        self.setFixedWidth(min(max(_WIDTH, self.fontMetrics().averageCharWidth() * 52), room))

    def retranslate(self) -> None:
        """The fixed texts in the language of now."""
        if self._again:
            self._title.setText(translate("SignInPage", "Please sign in again"))
            self._intro.setText(
                translate("SignInPage", "The session ended. Everything you wrote is kept and will be sent afterwards.")
            )
        else:
            self._title.setText(translate("SignInPage", "Sign in to your helpdesk"))
            self._intro.setText(
                translate(
                    "SignInPage",
                    "You need the address of the helpdesk, and the user name and password that it gave you.",
                )
            )
        self.address_box.set_caption(translate("SignInPage", "Address of the helpdesk"))
        self.address.setPlaceholderText(translate("SignInPage", "help.example.com"))
        self.login_box.set_caption(translate("SignInPage", "User name or e-mail address"))
        self.password_box.set_caption(translate("SignInPage", "Password"))
        self.stop_button.setText(translate("SignInPage", "Stop"))
        self.passphrase_button.setText(translate("SignInPage", "Use a passphrase instead"))
        self.cancel_button.setText(translate("SignInPage", "Cancel"))
        self.links.retranslate()

    def _lay_out(self) -> None:
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
        self.below = Text(role=TextRole.SMALL, tone=Tone.NEEDS_YOU, wrap=True)
        self.below.hide()
        buttons = QHBoxLayout()
        buttons.setSpacing(space(2))
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.go_button)
        # As tall as its wrapped texts need at this width; an alignment flag would make the layout forget that.
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(7), space(6), space(7), space(6))
        column.setSpacing(space(4))
        head = QVBoxLayout()
        head.setSpacing(space(1))
        head.addWidget(self._title)
        head.addWidget(self._intro)
        column.addLayout(head)
        for part in (self.address_box, self._desk_row, self.login_box, self.password_box, self.links, self.below):
            column.addWidget(part)
        column.addWidget(self.passphrase_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._progress)
        column.addLayout(progress)
        column.addLayout(buttons)
        # The keyboard goes as the eye does.
        ordered = [self.address, self.login, self.password, *self.links.links.values(), self.passphrase_button]
        ordered += [self.stop_button, self.cancel_button, self.go_button]
        for before, after in pairwise(ordered):
            QWidget.setTabOrder(before, after)
