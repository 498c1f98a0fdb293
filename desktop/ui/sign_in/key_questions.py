"""What is asked while signing in when the key of the account's data can't be had: a passphrase, an earlier password, or to begin anew.

The answers are kept for the next attempts until somebody is signed in, and then forgotten.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop import errors
from desktop.errors import SportelloError
from desktop.ui.key_trouble_dialog import SECOND_LOCKS, KeyTrouble, KeyTroubleDialog, SecondLock
from desktop.ui.passphrase_dialog import PassphraseDialog, PassphraseNeed

translate = QCoreApplication.translate


class KeyQuestions(QObject):
    """`answered` asks for another attempt with what is known by now."""

    answered = Signal()

    def __init__(self, page: QWidget) -> None:
        """`page` is what the dialogs stand before."""
        super().__init__(page)
        self._page = page
        self.passphrase: str | None = None
        self.earlier_password = ""
        self.begin_anew = False
        self._trouble: KeyTroubleDialog | None = None

    def ask_about(self, error: SportelloError) -> bool:
        """Ask what this failure of signing in asks for; False when it is not about a key that somebody could help to."""
        if not isinstance(error, errors.KeyLost | errors.KeyringAbsent):
            self.close()
        match error:
            case errors.KeyLost():
                self._show_trouble(
                    KeyTrouble.CHANGED if error.changed else KeyTrouble.LOST, SECOND_LOCKS[error.second_lock]
                )
            case errors.KeyringAbsent():
                self.ask_passphrase(PassphraseNeed.NEW)
            case errors.WrongKey():
                wrong = self.passphrase is not None
                self.passphrase = None
                self.ask_passphrase(PassphraseNeed.WRONG if wrong else PassphraseNeed.KNOWN)
            case _:
                return False
        return True

    def forget(self) -> None:
        """Forget every answer."""
        self.passphrase = None
        self.earlier_password = ""
        self.begin_anew = False

    def close(self) -> None:
        """The trouble is over, or nobody asks any more."""
        if self._trouble is not None:
            self._trouble.done_with()

    def ask_passphrase(self, need: PassphraseNeed) -> None:
        """Ask for a passphrase."""
        dialog = PassphraseDialog(need, self._page, may_forget=need is not PassphraseNeed.NEW)
        dialog.given.connect(self._given)
        dialog.forgotten.connect(lambda: self._show_trouble(KeyTrouble.FORGOTTEN, SecondLock.NONE))
        dialog.open()

    def _given(self, passphrase: str) -> None:
        self.passphrase = passphrase
        self.answered.emit()

    def _show_trouble(self, trouble: KeyTrouble, second: SecondLock) -> None:
        if self._trouble is not None:
            fault = ""
            if self.earlier_password:
                fault = translate(
                    "SignInPage", "This is not the password last used on this computer. Try an earlier one."
                )
            self.earlier_password = ""
            self._trouble.show_trouble(trouble, fault)
            return
        dialog = KeyTroubleDialog(trouble, second, parent=self._page.window())
        dialog.again.connect(self._try_again)
        dialog.typed.connect(self._earlier_typed)
        dialog.anew.connect(self._anew)
        dialog.finished.connect(self._over)
        self._trouble = dialog
        dialog.open()

    def _over(self) -> None:
        if self._trouble is not None:
            self._trouble.deleteLater()
            self._trouble = None

    def _try_again(self) -> None:
        if self._trouble is not None and self._trouble.trouble is KeyTrouble.FORGOTTEN:
            self._trouble.done_with()
            self.ask_passphrase(PassphraseNeed.KNOWN)
        else:
            self.answered.emit()

    def _earlier_typed(self, password: str) -> None:
        self.earlier_password = password
        self.answered.emit()

    def _anew(self) -> None:
        self.forget()
        self.begin_anew = True
        self.answered.emit()
