"""The dialogs of one account, one of each at most: the preferences, signing in again, another password. They go with the account."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from desktop.domain.account import Feature

if TYPE_CHECKING:
    from desktop.runtime.autostart import Autostart
    from desktop.settings import Settings
    from desktop.ui.account_desk import AccountDesk


class AccountDialogs(QObject):
    """Each is imported when it is wanted: together they cost as much as the rest of the window."""

    def __init__(self, desk: AccountDesk, kept: Settings, autostart: Callable[[], Autostart] | None) -> None:
        super().__init__(desk)
        self._desk = desk
        self._settings = kept
        self._autostart = autostart
        self._open: dict[str, QDialog] = {}

    def show_preferences(self) -> None:
        """The preferences of the program and this account."""
        if self._raise("preferences"):
            return
        from desktop.ui.preferences import AccountWords, PreferencesDialog, Surroundings

        desk, session = self._desk, self._desk.session
        words = None
        if session.is_open:
            person, account = session.person, session.account
            words = AccountWords(
                person.name, account.login, session.helpdesk.name, account.address, self.may_change_password
            )
        autostart = self._autostart() if self._autostart is not None else None
        around = Surroundings(words, autostart, session.measure_downloads)
        dialog = PreferencesDialog(self._settings, around, desk.window)
        dialog.sign_out_asked.connect(desk.sign_out)
        dialog.change_password_asked.connect(self.change_password)
        self._keep("preferences", dialog)
        dialog.show()

    def sign_in_again(self) -> None:
        """Ask for the password of an ended session; everything else waits as it is."""
        if self._raise("signInAgain") or not self._desk.session.is_open:
            return
        from desktop.ui.sign_in.again import SignInAgain

        dialog = SignInAgain(self._desk.session, self._desk.window)
        self._keep("signInAgain", dialog)
        dialog.open()

    @property
    def may_change_password(self) -> bool:
        """Whether the helpdesk lets people do so."""
        session = self._desk.session
        return session.is_open and session.helpdesk.has(Feature.CHANGE_PASSWORD)

    def change_password(self) -> None:
        """Ask for another password; it is changed at once, or not at all."""
        if self._raise("changePassword") or not self.may_change_password:
            return
        from desktop.ui.change_password_dialog import ChangePasswordDialog

        desk, person = self._desk, self._desk.session.person
        about = (person.name, person.email, person.user_name, person.company_name)
        dialog = ChangePasswordDialog(desk.session.standing, desk.name, about, desk.window)
        self._keep("changePassword", dialog)
        dialog.open()

    def go_to_back(self) -> None:
        """Another account is in front: what speaks of this one without asking anything goes."""
        preferences = self._open.get("preferences")
        if preferences is not None:
            preferences.close()

    def close(self) -> None:
        """They speak of this account, and would outlive it."""
        for dialog in list(self._open.values()):
            dialog.close()

    def _raise(self, name: str) -> bool:
        dialog = self._open.get(name)
        if dialog is not None:
            dialog.raise_()
            dialog.activateWindow()
        return dialog is not None

    def _keep(self, name: str, dialog: QDialog) -> None:
        if not dialog.objectName():
            dialog.setObjectName(name)
        self._open[name] = dialog
        dialog.finished.connect(lambda _: self._closed(name))

    def _closed(self, name: str) -> None:
        dialog = self._open.pop(name, None)
        if dialog is not None:
            dialog.deleteLater()
