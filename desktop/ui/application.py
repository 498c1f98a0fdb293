"""The running program: its window, the accounts in it and the sign-in page, and how all of it begins and ends.

`desktop.main` makes one of these. A window is on the screen before databases, keyring or HTTP are touched.
"""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop import errors, settings
from desktop.domain.instant import Instant
from desktop.identity import APP_ID, APP_NAME, VERSION
from desktop.paths import Profile
from desktop.settings import Settings
from desktop.ui.mistake_box import MistakeBox
from desktop.ui.theme import Appearance, Theme, resource
from desktop.ui.translation import Language, Translation
from desktop.ui.ways_to_helpdesks import WaysToHelpdesks
from desktop.ui.window_frame import WindowFrame

if TYPE_CHECKING:
    from desktop.actions.sign_in import SignedIn
    from desktop.runtime.account_key import AccountKey
    from desktop.runtime.account_session import AccountSession
    from desktop.runtime.autostart import Autostart
    from desktop.runtime.sign_in_lane import SignInLane
    from desktop.storage.accounts import Account
    from desktop.ui.account_desk import AccountDesk
    from desktop.ui.account_errands import AccountErrands
    from desktop.ui.desktop_presence import DesktopPresence
    from desktop.ui.open_accounts import OpenAccounts
    from desktop.ui.sign_in.page import SignInPage

LONGEST_FAREWELL = 15_000
"""Milliseconds given to files still being copied into a draft when the person quits."""

WITHOUT_TRAY = 10_000
"""Milliseconds after which a program that was started into a tray that never came shows its window."""


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
        self._staying: set[AccountDesk] = set()
        """Those whose wizards still keep what was written, while the program ends."""

        self.theme = Theme(qt, Appearance(kept.get(settings.LOOK)))
        self.translation = Translation(qt)
        self._ways = WaysToHelpdesks(kept)
        self.accounts: OpenAccounts | None = None
        self._errands: AccountErrands | None = None
        self.presence: DesktopPresence | None = None
        self._speak()
        self.frame = WindowFrame(kept)
        self.frame.may_close = self._may_close
        self.frame.closing.connect(self._keep)
        # Closing the window may only hide it. Not `StandardKey.Quit`: Windows has none.
        leave = QShortcut(QKeySequence.fromString("Ctrl+Q", QKeySequence.SequenceFormat.PortableText), self.frame)
        leave.activated.connect(self.quit)
        self.sign_in_page: SignInPage | None = None
        self._adding = False
        """Whether the sign-in page is for somebody who is not known yet."""

        self._lane: SignInLane | None = None
        self._mistakes = MistakeBox(self.frame, profile.logs, self)
        self._farewell = QTimer(self)
        self._farewell.setSingleShot(True)
        self._farewell.setInterval(LONGEST_FAREWELL)
        self._farewell.timeout.connect(qt.quit)
        self._tray_patience = QTimer(self)
        self._tray_patience.setSingleShot(True)
        self._tray_patience.setInterval(WITHOUT_TRAY)
        self._tray_patience.timeout.connect(self._show_without_tray)
        kept.watch(self._setting_changed)

    @property
    def desk(self) -> AccountDesk | None:
        """The account in front; None when none is open."""
        return self.accounts.front if self.accounts is not None else None

    # Beginning

    def start(self, *, hidden: bool = False) -> None:
        """Show the window, then open the account that was in front last, or ask the person to sign in."""
        hidden = hidden and any(self.profile.accounts.glob("*/account.json"))
        if hidden:
            self._open_last(hidden=True)
            self._tray_patience.start()
            return
        # Everything else is imported once the window is on the screen.
        self.frame.painted.connect(self._open_last)
        self.frame.show()

    def _open_last(self, *, hidden: bool = False) -> None:
        if self._quitting:
            return
        accounts = self._make_accounts()
        known = accounts.in_use()
        last = self.settings.get(settings.LAST_ACCOUNT)
        wanted = next((one for one in known if one.folder.name == last), known[0] if known else None)
        # The one that was signed out of last wants its password; others are open all the same.
        usable = [one for one in known if not one.signed_out]
        if usable:
            accounts.begin(wanted if wanted in usable else usable[0], hidden=hidden)
        else:
            self.show_sign_in(wanted)

    def _make_accounts(self) -> OpenAccounts:
        from desktop.ui.account_errands import AccountErrands
        from desktop.ui.account_keys import MOST_KEYS, sequence_of
        from desktop.ui.open_accounts import OpenAccounts

        self._errands = errands = AccountErrands(self.profile.accounts, self)
        errands.clear_leftovers()
        accounts = OpenAccounts(
            self.profile.accounts,
            self.settings,
            self.frame,
            errands,
            self._make_session,
            self._passphrase,
            self._autostart,
            self,
        )
        accounts.joined.connect(self._joined)
        accounts.parted.connect(self._parted)
        accounts.none_left.connect(self._none_left)
        accounts.failed.connect(self._not_done)
        accounts.add_asked.connect(self.add_account)
        accounts.choose_signed_out.connect(self.show_sign_in)
        for at in range(MOST_KEYS):
            keys = QKeySequence.fromString(sequence_of(at), QKeySequence.SequenceFormat.PortableText)
            QShortcut(keys, self.frame).activated.connect(partial(accounts.at, at))
        self.accounts = accounts
        return accounts

    def _autostart(self) -> Autostart:
        from desktop.runtime.autostart import autostart_of

        return autostart_of(self.profile)

    def _make_session(self, account: Account, way: AccountKey) -> AccountSession:
        from desktop.runtime.account_session import AccountSession

        return AccountSession(
            account,
            way,
            self._ways.connect_identity,
            self._ways.describe,
            undo_time=self._undo_time,
            spare_metered=self.settings.get(settings.PAUSE_ON_METERED),
            downloads_kept=self._downloads_kept(),
            remember_password=way.remember_password,
            parent=self,
        )

    # The accounts and the desktop

    def _joined(self, desk: AccountDesk) -> None:
        # The list comes first: importing the tray and the notices takes some 100 ms.
        QTimer.singleShot(0, desk, partial(self._appear_on_desktop, desk))

    def _appear_on_desktop(self, desk: AccountDesk) -> None:
        if self._quitting or self.accounts is None or desk not in self.accounts.desks:
            return
        if self.presence is None:
            from desktop.ui.desktop_presence import DesktopPresence

            self.presence = DesktopPresence(self.settings, self.frame, self.accounts, self)
            self.presence.quit_asked.connect(self.quit)
        self.presence.add(desk)

    def _parted(self, desk: AccountDesk) -> None:
        if self.presence is None:
            return
        self.presence.remove(desk)
        if not self.presence.has_accounts:
            self.presence.close()
            self.presence.deleteLater()
            self.presence = None

    def _show_without_tray(self) -> None:
        """Started into a tray that never came: a program without window and icon would be lost."""
        if not self._quitting and (self.presence is None or not self.presence.tray.is_visible):
            self.frame.show()

    def _none_left(self, account: Account | None, fresh: bool) -> None:
        self.show_sign_in(account, fresh=fresh)

    def _not_done(self, error: errors.WorldError) -> None:
        from desktop.ui.wording import explain

        said = explain(error)
        if self.desk is None:
            self.show_sign_in()
        if self.desk is None and self.sign_in_page is not None:
            self.sign_in_page.say(f"{said.sentence} {said.remedy}".strip())
            return
        box = QMessageBox(QMessageBox.Icon.Warning, APP_NAME, said.title, parent=self.frame)
        box.setInformativeText(f"{said.sentence} {said.remedy}".strip())
        box.finished.connect(box.deleteLater)
        box.open()

    # Signing in

    def add_account(self) -> None:
        """The sign-in page for one more account; as it was left, where something else came to the front meanwhile."""
        if self.sign_in_page is None or not self._adding:
            self.show_sign_in()
            return
        front = self.desk
        if front is not None:
            front.go_to_back()
        self.frame.setWindowTitle(APP_NAME)
        self.frame.hold(self.sign_in_page)
        self.frame.to_front()

    def show_sign_in(self, account: Account | None = None, *, fresh: bool = False) -> None:
        """The sign-in page, in the window that will hold the account; the others go on behind it, and cancelling leads back to them.

        It begins with the signed-out `account`; `fresh`: the account's folder is gone, only who it was is asked for again.
        """
        from desktop.runtime.sign_in_lane import SignInLane
        from desktop.ui.sign_in.known_accounts import KnownAccount
        from desktop.ui.sign_in.page import SignInPage

        accounts = self.accounts
        if accounts is None or self._quitting:
            return
        self._leave_sign_in()
        front = accounts.front
        if front is not None:
            front.go_to_back()
        self._lane = SignInLane(self.profile.accounts, self._ways.discover, self._ways.connect, self._ways.doors, self)
        shown = [one for one in accounts.not_open() if account is None or fresh or one.folder != account.folder]
        known = [KnownAccount(one, one.login, one.helpdesk_name, one.address, accounts.remark(one)) for one in shown]
        address = "" if known and account is None else self.settings.get(settings.LAST_ADDRESS)
        page = SignInPage(self._lane, address=address, can_cancel=front is not None, known=known)
        page.setObjectName("signInPage")
        page.signed_in.connect(self._signed_in)
        page.account_chosen.connect(self._known_chosen)
        page.cancelled.connect(self._cancelled)
        self.sign_in_page, self._adding = page, account is None
        self.frame.setWindowTitle(APP_NAME)
        self.frame.hold(page)
        self.frame.show()
        page.take_focus()
        if account is not None:
            page.begin_with(account.address, account.login)

    def _known_chosen(self, account: Account) -> None:
        self._leave_sign_in()
        if self.accounts is not None:
            self.accounts.choose(account)

    def _cancelled(self) -> None:
        self._leave_sign_in()
        if self.accounts is not None:
            self.accounts.show_front()

    def _leave_sign_in(self) -> None:
        if self.sign_in_page is not None:
            self.sign_in_page.abandon()
            self.frame.let_go(self.sign_in_page)
            self.sign_in_page = None
        if self._lane is not None:
            self._lane.close()
            self._lane = None

    def _signed_in(self, signed_in: SignedIn) -> None:
        self.settings.set(settings.LAST_ADDRESS, signed_in.account.address)
        self._leave_sign_in()
        if self.accounts is not None:
            self.accounts.choose(signed_in.account, signed_in.key)
        # A passphrase may have been asked for in a dialog: the keyboard comes back to the window.
        self.frame.to_front()

    # While it runs

    def to_front(self) -> None:
        """Bring whatever window there is before the person's eyes."""
        self.frame.to_front()

    def look_again(self) -> None:
        """A command line of this profile wrote something: show it and send it, without coming to the front."""
        if self.accounts is not None:
            self.accounts.look_again()

    def tell_mistake(self, sentence: str) -> None:
        """Tell about a mistake of ours, once at a time, without stopping anything."""
        self._mistakes.tell(sentence)

    def _setting_changed(self, key: str) -> None:
        if key == settings.LANGUAGE.key:
            self._speak()
        elif key == settings.PAUSE_ON_METERED.key:
            for desk in self._desks():
                desk.session.set_spare_metered(self.settings.get(settings.PAUSE_ON_METERED))
        elif key == settings.DOWNLOADS_KEPT.key:
            for desk in self._desks():
                desk.session.keep_downloads(self._downloads_kept())
        elif key == settings.LOOK.key:
            self.theme.set_appearance(Appearance(self.settings.get(settings.LOOK)))

    def _downloads_kept(self) -> int:
        return self.settings.get(settings.DOWNLOADS_KEPT) * 1_000_000

    def _speak(self) -> None:
        wanted = self.settings.get(settings.LANGUAGE)
        self.translation.use(Language(wanted) if wanted else None)
        for desk in self._desks():
            desk.furnish_anew()

    def _desks(self) -> list[AccountDesk]:
        return self.accounts.desks if self.accounts is not None else []

    # Ending

    def _keep(self) -> None:
        for desk in self._desks():
            desk.keep()

    def _may_close(self) -> bool:
        """Whether the window may go for good; where there is a tray, it hides there instead."""
        if self._quitting:
            return True
        if self.presence is not None and self.presence.may_hide():
            self.frame.hide()
            return False
        self.quit()
        # Without an account there is nothing to keep.
        return not self._desks()

    def quit(self) -> None:
        """End the program; wizards first keep what was written, files being copied included."""
        if self._quitting:
            return
        self._quitting = True
        self.frame.close()
        desks = self._desks()
        self._staying = set(desks)
        if not desks:
            self._qt.quit()
            return
        self._farewell.start()
        for desk in desks:
            desk.finished.connect(partial(self._finished, desk))
            desk.finish()

    def _finished(self, desk: AccountDesk) -> None:
        self._staying.discard(desk)
        if not self._staying:
            self._qt.quit()

    def close(self) -> None:
        """Close everything, in order; after the event loop has ended."""
        self._quitting = True
        self._farewell.stop()
        self._tray_patience.stop()
        self._leave_sign_in()
        if self.accounts is not None:
            self.accounts.close()
        if self._errands is not None:
            self._errands.close()
        self.frame.may_close = lambda: True
        self.frame.close()
        self.frame.deleteLater()
        self.translation.give_back()
