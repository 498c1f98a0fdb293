"""The three forms of somebody who is not signed in: what was forgotten, registering, asking for access. The rules are the domain's."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit

from desktop.domain.account import Helpdesk
from desktop.domain.joining import (
    AccessWish,
    Field,
    Registration,
    WayIn,
    Wrong,
    address_in,
    strength,
    tidy_address,
    tidy_password,
    tidy_registration,
    tidy_wish,
    wrong_in_address,
    wrong_in_registration,
    wrong_in_wish,
)
from desktop.ui.password_edit import PasswordEdit
from desktop.ui.sign_in.joining_card import JoiningCard
from desktop.ui.strength_hint import StrengthHint
from desktop.ui.translation import Language

_TEXT_LINES = 4


class ForgottenForm(JoiningCard):
    """An e-mail address, for a password or a user name."""

    def __init__(self, way: WayIn, helpdesk: Helpdesk, login: str) -> None:
        super().__init__(way, helpdesk, {Field.EMAIL: _address_edit(address_in(login))}, ())
        self.arrange([(Field.EMAIL,)])

    @property
    def email(self) -> str:
        """The address."""
        return tidy_address(self.text(Field.EMAIL))

    def look(self) -> tuple[Wrong, ...]:
        """See the card."""
        return wrong_in_address(self.email)


class RegisterForm(JoiningCard):
    """A new account."""

    def __init__(self, helpdesk: Helpdesk, login: str, language: str) -> None:
        """What was typed as `login` is the address or the user name; `language` is the screen's."""
        address = address_in(login)
        self.language = QComboBox()
        editors = {
            Field.NAME: QLineEdit(),
            Field.EMAIL: _address_edit(address),
            Field.USER_NAME: _user_name_edit("" if address else login.strip()),
            Field.COMPANY: QLineEdit(),
            Field.PASSWORD: PasswordEdit(),
            Field.REPEATED: PasswordEdit(),
            Field.LANGUAGE: self.language,
        }
        super().__init__(WayIn.REGISTER, helpdesk, editors, (Field.COMPANY,))
        self._fill_languages(language)
        self.hint = StrengthHint()
        self.arrange(
            [
                (Field.NAME, Field.EMAIL),
                (Field.USER_NAME, Field.COMPANY),
                (Field.PASSWORD, Field.REPEATED),
                (self.hint,),
                (Field.LANGUAGE,),
            ]
        )
        self.boxes[Field.LANGUAGE].setVisible(len(helpdesk.languages) > 1)
        for field in (Field.PASSWORD, Field.NAME, Field.EMAIL, Field.USER_NAME, Field.COMPANY):
            editor = editors[field]
            if isinstance(editor, QLineEdit):
                editor.textChanged.connect(self._measure)

    @property
    def registration(self) -> Registration:
        """The form as it stands."""
        return tidy_registration(
            Registration(
                self.text(Field.NAME),
                self.text(Field.EMAIL),
                self.text(Field.USER_NAME),
                self.text(Field.PASSWORD),
                self.text(Field.COMPANY),
                self.text(Field.LANGUAGE),
            )
        )

    def look(self) -> tuple[Wrong, ...]:
        """See the card."""
        return wrong_in_registration(self.registration, tidy_password(self.text(Field.REPEATED)))

    def _measure(self) -> None:
        form = self.registration
        self.hint.show_strength(strength(form.password, (form.name, form.email, form.user_name, form.company)))
        self.boxes[Field.PASSWORD].editor.setAccessibleDescription(self.hint.words)

    def _fill_languages(self, language: str) -> None:
        for code in self.helpdesk.languages:
            self.language.addItem(_own_name(code), code)
        self.language.setCurrentIndex(max(0, self.language.findData(language)))


class AccessForm(JoiningCard):
    """A wish for credentials."""

    def __init__(self, helpdesk: Helpdesk, login: str) -> None:
        text = QPlainTextEdit()
        # The keyboard goes through it, as through every other field.
        text.setTabChangesFocus(True)
        text.setFixedHeight(text.fontMetrics().lineSpacing() * _TEXT_LINES + 20)
        editors = {
            Field.COMPANY: QLineEdit(),
            Field.CONTACT: QLineEdit(),
            Field.EMAIL: _address_edit(address_in(login)),
            Field.TEXT: text,
        }
        super().__init__(WayIn.ASK_ACCESS, helpdesk, editors, (Field.TEXT,))
        self.arrange([(Field.COMPANY, Field.CONTACT), (Field.EMAIL,), (Field.TEXT,)])
        # Return is a new line there.
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.go_button.click)

    @property
    def wish(self) -> AccessWish:
        """The form as it stands."""
        return tidy_wish(
            AccessWish(
                self.text(Field.COMPANY), self.text(Field.CONTACT), self.text(Field.EMAIL), self.text(Field.TEXT)
            )
        )

    def look(self) -> tuple[Wrong, ...]:
        """See the card."""
        return wrong_in_wish(self.wish)


def form_for(way: WayIn, helpdesk: Helpdesk, login: str) -> JoiningCard:
    """The form of a way in; what was typed as login carries over."""
    match way:
        case WayIn.REGISTER:
            return RegisterForm(helpdesk, login, QLocale().name().partition("_")[0])
        case WayIn.ASK_ACCESS:
            return AccessForm(helpdesk, login)
        case WayIn.FORGOT_PASSWORD | WayIn.FORGOT_USER_NAME:
            return ForgottenForm(way, helpdesk, login)


def _address_edit(text: str) -> QLineEdit:
    edit = QLineEdit(text)
    edit.setInputMethodHints(Qt.InputMethodHint.ImhEmailCharactersOnly | Qt.InputMethodHint.ImhNoAutoUppercase)
    return edit


def _user_name_edit(text: str) -> QLineEdit:
    edit = QLineEdit(text)
    edit.setInputMethodHints(Qt.InputMethodHint.ImhNoAutoUppercase | Qt.InputMethodHint.ImhNoPredictiveText)
    return edit


def _own_name(code: str) -> str:
    """What the speakers of a language call it; a list of languages is never translated."""
    if code in set(Language):
        return Language(code).own_name
    locale = QLocale(code)
    name = locale.nativeLanguageName()
    return name[:1].upper() + name[1:] if name and locale.language() is not QLocale.Language.C else code
