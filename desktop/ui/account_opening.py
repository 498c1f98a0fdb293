"""Opening an account whose key is not simply there: which dialog asks for what, until it is open or the person does something else.

Nothing here waits: the key is fetched on the session's writer lane, and what comes of it arrives as a signal.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop import errors
from desktop.runtime.account_key import AccountKey
from desktop.runtime.account_session import AccountSession
from desktop.storage.accounts import Account, LockKind, load_account
from desktop.ui.key_trouble_dialog import SECOND_LOCKS, KeyTrouble, KeyTroubleDialog, SecondLock
from desktop.ui.passphrase_dialog import PassphraseDialog, PassphraseNeed
from desktop.ui.wording import explain

UNNOTICED = 2_000
"""Milliseconds that a keyring may take before the person is told what is being waited for."""


class AccountOpening(QObject):
    """For one session, until it is open or closed."""

    left = Signal()
    """The person would rather do something else."""

    anew_asked = Signal()
    """Keep the account's folder aside (or remove one that is aside), and begin anew."""

    def __init__(self, session: AccountSession, key: AccountKey, window: QWidget) -> None:
        super().__init__(session)
        self._session = session
        self._key = key
        self._window = window
        self._typed_passphrase = False
        self._closed = False
        self._trouble: KeyTroubleDialog | None = None
        self._passphrase: PassphraseDialog | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(UNNOTICED)
        self._patience.timeout.connect(self._tell_waiting)
        session.failed.connect(self._failed)
        session.opened.connect(self._opened)
        self._patience.start()

    def close(self) -> None:
        """The account is closed: take the dialogs away, and wait for no keyring any longer."""
        self._closed = True
        self._patience.stop()
        self._key.give_up()
        if self._trouble is not None:
            self._trouble.done_with()
        if self._passphrase is not None:
            self._passphrase.reject()

    # What came of it

    def _opened(self) -> None:
        self._patience.stop()
        if self._trouble is not None:
            self._trouble.done_with()

    def _tell_waiting(self) -> None:
        if self._key.asks_keyring and self._trouble is None:
            self._show_trouble(KeyTrouble.WAITING)

    def _failed(self, error: errors.WorldError) -> None:
        if self._closed or self._session.is_open:
            return
        self._patience.stop()
        match error:
            case errors.KeyLost():
                self._show_trouble(KeyTrouble.CHANGED if error.changed else KeyTrouble.LOST)
            case errors.KeyringAbsent() if self._trouble is not None and self._password_worked():
                self._ask_passphrase(PassphraseNeed.NEW)
            case errors.KeyringAbsent():
                self._show_trouble(KeyTrouble.ABSENT)
            case errors.KeyringError():
                self._show_trouble(KeyTrouble.LOCKED)
            case errors.WrongKey() if self._trouble is not None and self._trouble.isVisible():
                self._trouble.show_trouble(self._trouble.trouble, self._wrong_words())
            case errors.WrongKey() if self._lock_kind() == LockKind.PASSPHRASE:
                self._ask_passphrase(PassphraseNeed.WRONG if self._typed_passphrase else PassphraseNeed.KNOWN)
            case _ if self._trouble is not None:
                # Another matter: the window tells of it.
                said = explain(error)
                self._trouble.show_trouble(self._trouble.trouble, f"{said.sentence} {said.remedy}".strip())

    def _password_worked(self) -> bool:
        return self._key.wants_passphrase

    def _wrong_words(self) -> str:
        if self._second_lock() is SecondLock.PASSPHRASE:
            return self.tr("This is not the passphrase from before. Try again.")
        return self.tr("This is not the password last used on this computer. Try an earlier one.")

    # Asking

    def _show_trouble(self, trouble: KeyTrouble) -> None:
        if self._trouble is not None:
            self._trouble.show_trouble(trouble, self._still_words(trouble))
            return
        aside = bool(self._session.account.aside_since)
        dialog = KeyTroubleDialog(trouble, self._second_lock(), aside=aside, parent=self._window)
        dialog.again.connect(self._again)
        dialog.typed.connect(self._password_typed)
        dialog.anew.connect(self.anew_asked)
        dialog.left.connect(self.left)
        dialog.finished.connect(self._trouble_over)
        self._trouble = dialog
        dialog.open()

    def _again(self) -> None:
        if self._trouble is not None and self._trouble.trouble is KeyTrouble.FORGOTTEN:
            self._trouble.done_with()
            self._ask_passphrase(PassphraseNeed.KNOWN)
        else:
            self._session.open()

    def _still_words(self, trouble: KeyTrouble) -> str:
        if self._trouble is None or self._trouble.trouble is not trouble:
            return ""
        return self.tr("It is still the same. Try again in a moment.")

    def _trouble_over(self) -> None:
        if self._trouble is not None:
            self._trouble.deleteLater()
            self._trouble = None

    def _password_typed(self, password: str) -> None:
        self._key.use_password(password)
        self._session.open()

    def _ask_passphrase(self, need: PassphraseNeed) -> None:
        may_forget = need is not PassphraseNeed.NEW
        dialog = PassphraseDialog(need, self._window, may_forget=may_forget)
        dialog.given.connect(lambda typed: self._passphrase_given(need, typed))
        dialog.rejected.connect(self._passphrase_refused)
        dialog.forgotten.connect(self._passphrase_forgotten)
        dialog.finished.connect(self._passphrase_over)
        self._passphrase = dialog
        dialog.open()

    def _passphrase_over(self) -> None:
        self._passphrase = None

    def _passphrase_given(self, need: PassphraseNeed, typed: str) -> None:
        if need is PassphraseNeed.NEW:
            self._key.choose_passphrase(typed)
        else:
            self._typed_passphrase = True
            self._key.use_passphrase(typed)
        self._session.open()

    def _passphrase_forgotten(self) -> None:
        self._passphrase = None
        self._show_trouble(KeyTrouble.FORGOTTEN)

    def _passphrase_refused(self) -> None:
        if self._closed:
            return
        self._key.use_password("")
        if self._trouble is not None:
            # No passphrase chosen: back to the ways there are.
            self._trouble.show_trouble(KeyTrouble.ABSENT)
        elif not self._session.is_open:
            self.left.emit()

    # What the account's file says

    def _account(self) -> Account:
        try:
            return load_account(self._session.account.folder)
        except errors.StorageError:
            return self._session.account

    def _lock_kind(self) -> str:
        return self._account().lock.kind

    def _second_lock(self) -> SecondLock:
        recovery = self._account().recovery
        return SECOND_LOCKS[recovery.kind] if recovery is not None else SecondLock.NONE
