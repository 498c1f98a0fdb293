"""The running program: which account is open, its window, and how all of it begins and ends.

`desktop.main` makes one of these. A window is on the screen before databases, keyring or HTTP are touched.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QObject, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop import errors, settings
from desktop.domain.instant import Instant
from desktop.identity import APP_ID, APP_NAME, VERSION
from desktop.paths import Profile
from desktop.runtime.lane import Lane
from desktop.settings import Settings
from desktop.ui.theme import Appearance, Theme, resource
from desktop.ui.translation import Language, Translation
from desktop.ui.window_frame import WindowFrame

if TYPE_CHECKING:
    from desktop.account_identity import Identity
    from desktop.actions.sign_in import SignedIn
    from desktop.connectors.contract import Connector, Doors, TokenStore
    from desktop.connectors.discovery import Hold
    from desktop.connectors.proxy import Proxy
    from desktop.domain.account import Helpdesk
    from desktop.runtime.sign_in_lane import SignInLane
    from desktop.storage.accounts import Account
    from desktop.storage.vault import Patience
    from desktop.ui.account_desk import AccountDesk
    from desktop.ui.account_opening import AccountOpening
    from desktop.ui.leaving import Departure
    from desktop.ui.sign_in.page import SignInPage

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
        self._opening: AccountOpening | None = None
        self._errands = Lane("errands", self)
        """For what concerns accounts that are not open: removing them, keeping them aside, moving keys."""

        self._waiting: list[Patience] = []
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

        self._errands.submit(self._clear_leftovers)
        accounts = list_accounts(self.profile.accounts)
        last = self.settings.get(settings.LAST_ACCOUNT)
        account = next((one for one in accounts if one.folder.name == last), accounts[0] if accounts else None)
        if account is None or account.signed_out:
            self.show_sign_in(account)
        else:
            self._open(account, hidden=hidden)

    def _patience(self) -> Patience:
        from desktop.storage.vault import Patience

        self._waiting.append(Patience())
        return self._waiting[-1]

    def _clear_leftovers(self) -> None:
        from desktop.actions.remove_account import clear_leftovers

        clear_leftovers(self.profile.accounts, self._patience())

    def _open(self, account: Account, key: bytes | None = None, *, hidden: bool = False) -> None:
        from desktop.runtime.account_key import AccountKey
        from desktop.runtime.account_session import AccountSession

        way = AccountKey(account, passphrase=self._passphrase, key=key)
        session = AccountSession(
            account,
            way,
            self._connect,
            self._describe,
            undo_time=self._undo_time,
            spare_metered=self.settings.get(settings.PAUSE_ON_METERED),
            remember_password=way.remember_password,
            parent=self,
        )
        # Key and databases are opened on the writer lane while the workbench is imported and built here.
        session.open()
        from desktop.ui.account_desk import AccountDesk
        from desktop.ui.account_opening import AccountOpening
        from desktop.ui.key_keeping import KeyKeeping

        opening = AccountOpening(session, way, self.frame)
        opening.left.connect(self._not_opened)
        opening.anew_asked.connect(self._begin_anew)
        keeping = KeyKeeping(way, self._errands, self.frame, session)
        desk = AccountDesk(session, self.settings, self.frame, keeping, self._others, self)
        desk.quit_asked.connect(self.quit)
        desk.left.connect(self._left)
        self.desk, self._opening = desk, opening
        self.settings.set(settings.LAST_ACCOUNT, account.folder.name)
        desk.show(hidden=hidden)

    # Several accounts, one open at a time

    def _all_accounts(self) -> list[Account]:
        from desktop.storage.accounts import list_accounts, list_kept_aside

        return [*list_accounts(self.profile.accounts), *list_kept_aside(self.profile.accounts)]

    def _others(self) -> list[Account]:
        here = self.desk.session.account.folder if self.desk is not None else None
        return [one for one in self._all_accounts() if one.folder != here]

    def _close_desk(self) -> None:
        """Take down whatever is open, its dialogs first; nothing typed is lost."""
        opening, self._opening = self._opening, None
        if opening is not None:
            opening.close()
        desk, self.desk = self.desk, None
        if desk is not None:
            desk.close()

    def _not_opened(self) -> None:
        self._close_desk()
        self.show_sign_in()

    def _left(self, departure: Departure) -> None:
        from desktop.ui.unsent_question import LeavingKind

        self._close_desk()
        if departure.kind is LeavingKind.REMOVE:
            self._remove(departure.account)
        elif departure.kind is LeavingKind.SIGN_OUT:
            self.show_sign_in(departure.account)
        elif departure.to is None:
            self.show_sign_in(come_back=departure.account)
        else:
            self._choose(departure.to, come_back=departure.account)

    def _choose(self, account: Account, come_back: Account | None = None) -> None:
        """Open an account of this computer; one that was signed out of wants its password first."""
        if account.signed_out and not account.aside_since:
            self.show_sign_in(account, come_back)
        else:
            self._leave_sign_in()
            self._open(account)

    def _remove(self, account: Account) -> None:
        from desktop.actions.remove_account import remove_account

        if self.settings.get(settings.LAST_ADDRESS) == account.address:
            self.settings.set(settings.LAST_ADDRESS, "")
        self.settings.set(settings.LAST_ACCOUNT, "")
        self._errands.submit(
            lambda: remove_account(account, self._patience()), lambda _: self.show_sign_in(), self._not_done
        )

    def _begin_anew(self) -> None:
        """Keep the open account's folder aside until its key returns; remove it if it lies aside already."""
        desk = self.desk
        if desk is None:
            return
        account = desk.session.account
        self._close_desk()
        if account.aside_since:
            self._remove(account)
            return
        from desktop.actions.unlock import begin_anew

        today = QDate.currentDate().toString("yyyy-MM-dd")
        self._errands.submit(
            lambda: begin_anew(account, today), lambda _: self.show_sign_in(account, fresh=True), self._not_done
        )

    def _not_done(self, error: errors.WorldError) -> None:
        from desktop.ui.wording import explain

        self.show_sign_in()
        said = explain(error)
        if self.sign_in_page is not None:
            self.sign_in_page.say(f"{said.sentence} {said.remedy}".strip())

    # Signing in

    def show_sign_in(
        self, account: Account | None = None, come_back: Account | None = None, *, fresh: bool = False
    ) -> None:
        """The sign-in page, in the window that will hold the account.

        It begins with the signed-out `account`, and leads back to `come_back` if the person would rather; `fresh`: the account's folder is
        gone, only who it was is asked for again.
        """
        from desktop.runtime.sign_in_lane import SignInLane
        from desktop.ui.account_menu import account_remark
        from desktop.ui.sign_in.known_accounts import KnownAccount
        from desktop.ui.sign_in.page import SignInPage

        self._leave_sign_in()
        self._lane = SignInLane(self.profile.accounts, self._discover, self._connect_new, self._doors, self)
        shown = [one for one in self._all_accounts() if account is None or fresh or one.folder != account.folder]
        known = [KnownAccount(one, one.login, one.helpdesk_name, one.address, account_remark(one)) for one in shown]
        address = "" if known and account is None else self.settings.get(settings.LAST_ADDRESS)
        page = SignInPage(self._lane, address=address, can_cancel=come_back is not None, known=known)
        page.setObjectName("signInPage")
        page.signed_in.connect(self._signed_in)
        page.account_chosen.connect(self._choose)
        if come_back is not None:
            page.cancelled.connect(lambda: self._choose(come_back))
        self.sign_in_page = page
        self.frame.may_close = self._may_close
        self.frame.setWindowTitle(APP_NAME)
        self.frame.hold(page)
        self.frame.show()
        page.take_focus()
        if account is not None:
            page.begin_with(account.address, account.login)

    def _leave_sign_in(self) -> None:
        if self.sign_in_page is not None:
            self.sign_in_page.abandon()
            self.sign_in_page = None
        if self._lane is not None:
            self._lane.close()
            self._lane = None

    def _signed_in(self, signed_in: SignedIn) -> None:
        self.settings.set(settings.LAST_ADDRESS, signed_in.account.address)
        self._leave_sign_in()
        self._open(signed_in.account, signed_in.key)
        # A passphrase may have been asked for in a dialog: the keyboard comes back to the window.
        self.frame.to_front()

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

    def _doors(self, helpdesk: Helpdesk) -> Doors:
        from desktop.connectors.discovery import doors_for

        return doors_for(helpdesk, self._proxy())

    def _describe(self, address: str) -> Helpdesk:
        return self._discover(address, lambda _: None)

    def _discover(self, address: str, hold: Hold) -> Helpdesk:
        from desktop.connectors.discovery import discover
        from desktop.connectors.transport import TransportOptions

        return discover(address, TransportOptions(proxy=self._proxy()), hold)

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
        self._close_desk()
        for waiting in self._waiting:
            waiting.give_up()
        self._errands.close()
        self.frame.may_close = lambda: True
        self.frame.close()
        self.frame.deleteLater()
        self.translation.give_back()
