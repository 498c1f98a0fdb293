"""The running program: which account is open, its window, and how all of it begins and ends.

`desktop.main` makes one of these. A window is on the screen before databases, keyring or HTTP are touched.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop import errors, settings
from desktop.domain.instant import Instant
from desktop.identity import APP_ID, APP_NAME, VERSION
from desktop.paths import Profile
from desktop.settings import Settings
from desktop.ui.theme import Appearance, Theme, resource
from desktop.ui.translation import Language, Translation
from desktop.ui.window_frame import WindowFrame

if TYPE_CHECKING:
    from desktop.actions.sign_in import SignedIn
    from desktop.connectors.contract import Connector, TokenStore
    from desktop.connectors.proxy import Proxy
    from desktop.domain.account import Helpdesk
    from desktop.runtime.sign_in_lane import SignInLane
    from desktop.storage.accounts import Account
    from desktop.ui.account_desk import AccountDesk
    from desktop.ui.passphrase_dialog import PassphraseNeed
    from desktop.ui.sign_in.page import SignInPage
    from desktop.workspace import Identity

LONGEST_FAREWELL = 15_000
"""Milliseconds given to files still being copied into a draft when the person quits."""


def make_qt_application(arguments: list[str]) -> QApplication:
    """Qt's application object, named for the desktop; windows may all be hidden without ending it."""
    qt = QApplication(arguments)
    qt.setApplicationName(APP_NAME)
    qt.setApplicationVersion(VERSION)
    qt.setDesktopFileName(APP_ID)
    qt.setQuitOnLastWindowClosed(False)
    qt.setWindowIcon(QIcon(str(resource("icons", "sportello.svg"))))
    return qt


class Application(QObject):
    """Everything between `start` and `close`."""

    def __init__(self, profile: Profile, kept: Settings, *, undo_time: Instant) -> None:
        super().__init__()
        qt = QApplication.instance()
        if not isinstance(qt, QApplication):
            raise errors.Mistake("a QApplication comes first")
        self._qt = qt
        self.profile = profile
        self.settings = kept
        self._undo_time = undo_time
        self._passphrase = os.environ.get("SPORTELLO_PASSPHRASE", "")
        self._quitting = False
        self.theme = Theme(qt, Appearance(kept.get(settings.LOOK)))
        self.translation = Translation(qt)
        self.desk: AccountDesk | None = None
        self._speak()
        self.frame = WindowFrame(kept)
        self.frame.may_close = self._may_close
        self.sign_in_page: SignInPage | None = None
        self._lane: SignInLane | None = None
        self._mistakes: QMessageBox | None = None
        self._farewell = QTimer(self)
        self._farewell.setSingleShot(True)
        self._farewell.setInterval(LONGEST_FAREWELL)
        self._farewell.timeout.connect(qt.quit)
        kept.watch(self._setting_changed)

    # Beginning

    def start(self, *, hidden: bool = False) -> None:
        """Show the window, then open the account that was open last, or ask the person to sign in."""
        hidden = hidden and any(self.profile.accounts.glob("*/account.json"))
        if hidden:
            self._open_last(hidden=True)
            return
        # Everything else is imported once the window is on the screen.
        self.frame.painted.connect(self._open_last)
        self.frame.show()

    def _open_last(self, *, hidden: bool = False) -> None:
        from desktop.storage.accounts import list_accounts

        accounts = list_accounts(self.profile.accounts)
        if not accounts:
            self.show_sign_in()
            return
        last = self.settings.get(settings.LAST_ACCOUNT)
        account = next((one for one in accounts if one.folder.name == last), accounts[0])
        self._open(account, partial(self._key_of, account), hidden=hidden)

    def _key_of(self, account: Account) -> bytes:
        """The account's key; on the writer lane, because a keyring may take its time."""
        from desktop.actions.sign_in import open_lock

        return open_lock(account, self._passphrase or None)

    def _open(self, account: Account, open_key: Callable[[], bytes], *, hidden: bool = False) -> None:
        from desktop.runtime.account_session import AccountSession

        session = AccountSession(
            account,
            open_key,
            self._connect,
            self._describe,
            undo_time=self._undo_time,
            spare_metered=self.settings.get(settings.PAUSE_ON_METERED),
            parent=self,
        )
        session.failed.connect(self._could_not_open)
        # Key and databases are opened on the writer lane while the workbench is imported and built here.
        session.open()
        from desktop.ui.account_desk import AccountDesk

        desk = AccountDesk(session, self.settings, self.frame, self)
        desk.quit_asked.connect(self.quit)
        desk.sign_out_done.connect(self._signed_out)
        self.desk = desk
        desk.show(hidden=hidden)

    def _could_not_open(self, error: errors.WorldError) -> None:
        from desktop.ui.passphrase_dialog import PassphraseNeed

        desk = self.desk
        if desk is None or desk.session.is_open:
            return
        if isinstance(error, errors.WrongKey) and desk.session.account.lock.kind == "passphrase":
            self._ask_passphrase(PassphraseNeed.WRONG if self._passphrase else PassphraseNeed.KNOWN)

    def _ask_passphrase(self, need: PassphraseNeed) -> None:
        from desktop.ui.passphrase_dialog import PassphraseDialog

        if self.desk is None:
            return
        session = self.desk.session

        def given(passphrase: str) -> None:
            self._passphrase = passphrase
            session.open()

        dialog = PassphraseDialog(need, self.frame)
        dialog.given.connect(given)
        dialog.open()

    # Signing in and out

    def show_sign_in(self) -> None:
        """The sign-in page, in the window that will hold the account."""
        from desktop.runtime.sign_in_lane import SignInLane
        from desktop.ui.sign_in.page import SignInPage

        self._lane = SignInLane(self.profile.accounts, self._describe, self._connect_new, self)
        page = SignInPage(self._lane, address=self.settings.get(settings.LAST_ADDRESS))
        page.setObjectName("signInPage")
        page.signed_in.connect(self._signed_in)
        self.sign_in_page = page
        self.frame.may_close = self._may_close
        self.frame.setWindowTitle(APP_NAME)
        self.frame.hold(page)
        self.frame.show()
        page.take_focus()

    def _leave_sign_in(self) -> None:
        if self.sign_in_page is not None:
            self.sign_in_page.abandon()
            self.sign_in_page = None
        if self._lane is not None:
            self._lane.close()
            self._lane = None

    def _signed_in(self, signed_in: SignedIn) -> None:
        self.settings.set(settings.LAST_ADDRESS, signed_in.account.address)
        self.settings.set(settings.LAST_ACCOUNT, signed_in.account.folder.name)
        self._leave_sign_in()
        self._open(signed_in.account, lambda: signed_in.key)
        # A passphrase may have been asked for in a dialog: the keyboard comes back to the window.
        self.frame.to_front()

    def _signed_out(self) -> None:
        desk, self.desk = self.desk, None
        if desk is not None:
            desk.close()
        self.show_sign_in()

    def _may_close(self) -> bool:
        """Without an account there is nothing to keep: closing the window is quitting."""
        if not self._quitting:
            self.quit()
        return True

    # What the connectors need

    def _proxy(self) -> Proxy:
        from desktop.connectors.proxy import Proxy, ProxyMode

        return Proxy(ProxyMode(self.settings.get(settings.PROXY)), self.settings.get(settings.PROXY_ADDRESS))

    def _connect(self, identity: Identity, tokens: TokenStore) -> Connector:
        return self._connect_new(identity.helpdesk, tokens, identity.client_id)

    def _connect_new(self, helpdesk: Helpdesk, tokens: TokenStore, client_id: str) -> Connector:
        from desktop.connectors.discovery import connector_for

        return connector_for(helpdesk, tokens, client_id, self._proxy())

    def _describe(self, address: str) -> Helpdesk:
        from desktop.connectors.discovery import discover
        from desktop.connectors.transport import TransportOptions

        return discover(address, TransportOptions(proxy=self._proxy()))

    # While it runs

    def to_front(self) -> None:
        """Bring whatever window there is before the person's eyes."""
        self.frame.to_front()

    def look_again(self) -> None:
        """A command line of this profile wrote something: show it and send it, without coming to the front."""
        if self.desk is not None:
            self.desk.session.look_again()

    def tell_mistake(self, sentence: str) -> None:
        """Tell about a mistake of ours, once at a time, without stopping anything."""
        if self._mistakes is not None:
            return
        box = QMessageBox(self.frame)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(APP_NAME)
        box.setText(self.tr("Sportello made a mistake"))
        box.setInformativeText(
            self.tr(
                "What you wrote is safe. If something looks wrong, start Sportello again. The log is in {folder}."
            ).format(folder=self.profile.logs)
        )
        box.setDetailedText(sentence)
        box.setModal(False)
        box.finished.connect(self._mistake_read)
        self._mistakes = box
        box.show()

    def _mistake_read(self) -> None:
        if self._mistakes is not None:
            self._mistakes.deleteLater()
            self._mistakes = None

    def _setting_changed(self, key: str) -> None:
        if key == settings.LANGUAGE.key:
            self._speak()
        elif key == settings.PAUSE_ON_METERED.key and self.desk is not None:
            self.desk.session.set_spare_metered(self.settings.get(settings.PAUSE_ON_METERED))
        elif key == settings.LOOK.key:
            self.theme.set_appearance(Appearance(self.settings.get(settings.LOOK)))

    def _speak(self) -> None:
        wanted = self.settings.get(settings.LANGUAGE)
        self.translation.use(Language(wanted) if wanted else None)
        if self.desk is not None:
            self.desk.furnish_anew()

    # Ending

    def quit(self) -> None:
        """End the program; wizards first keep what was written, files being copied included."""
        if self._quitting:
            return
        self._quitting = True
        if self.desk is None:
            self._qt.quit()
            return
        self.desk.finished.connect(self._qt.quit)
        self._farewell.start()
        self.desk.finish()

    def close(self) -> None:
        """Close everything, in order; after the event loop has ended."""
        self._quitting = True
        self._farewell.stop()
        self._leave_sign_in()
        if self.desk is not None:
            self.desk.close()
            self.desk = None
        self.frame.may_close = lambda: True
        self.frame.close()
        self.frame.deleteLater()
