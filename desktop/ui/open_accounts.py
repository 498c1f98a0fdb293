"""The accounts of the profile side by side: all that are signed in are open and syncing, strictly apart, one of them in front.

Each has a session of its own (lanes, databases, engine, connector); nothing goes from one to another here. The one that was in front last
is opened first, the others when its list is on the screen. One whose key is not simply there waits, closed, until the person chooses it:
no dialog comes out of nowhere.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop import errors, settings
from desktop.runtime.account_key import AccountKey
from desktop.runtime.account_session import AccountSession
from desktop.settings import Settings
from desktop.storage.accounts import Account, LockKind, list_accounts, list_kept_aside
from desktop.ui.account_errands import AccountErrands
from desktop.ui.account_keys import keys_of
from desktop.ui.waiting_account import Waiting
from desktop.ui.window_frame import WindowFrame

if TYPE_CHECKING:
    from desktop.runtime.autostart import Autostart
    from desktop.ui.account_desk import AccountDesk
    from desktop.ui.account_opening import AccountOpening
    from desktop.ui.command_palette import Command
    from desktop.ui.leaving import Departure

log = logging.getLogger("sportello.accounts")

MakeSession = Callable[[Account, AccountKey], AccountSession]
"""Makes the session of an account; its parent is the application."""


class OpenAccounts(QObject):
    """Which accounts are open, and which is in front. Nothing is opened before `begin` or `choose`."""

    joined = Signal(object)
    """An `AccountDesk` whose account is open now."""

    parted = Signal(object)
    """An `AccountDesk` that is about to be closed."""

    none_left = Signal(object, bool)
    """No account is open any more: the person signs in, as this `Account` if there is one; True when its folder is gone or put aside."""

    failed = Signal(object)
    """What the world did to an errand about a closed account."""

    add_asked = Signal()
    """The person wants to sign in to one more account."""

    choose_signed_out = Signal(object)
    """The person wants an account that they signed out of."""

    def __init__(
        self,
        folder: Path,
        kept: Settings,
        frame: WindowFrame,
        errands: AccountErrands,
        make_session: MakeSession,
        passphrase: str = "",
        autostart: Callable[[], Autostart] | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`folder` holds the profile's accounts; `passphrase` was handed to the program: it opens whatever it opens, without a question."""
        super().__init__(parent)
        self._folder = folder
        self._settings = kept
        self._frame = frame
        self._errands = errands
        self._make_session = make_session
        self._desks: dict[str, AccountDesk] = {}
        self._openings: dict[str, AccountOpening] = {}
        self._waiting: dict[str, Waiting] = {}
        self._parting: list[AccountDesk] = []
        """Those that did not open in the background, about to be closed."""

        self._failed: set[str] = set()
        """Those in the window whose files could not be opened, for a reason that the person was told."""

        self._latest: list[str] = []
        """Names of the folders that were in front, the latest last."""

        self._ready_for_others = False
        self._closed = False
        self._passphrase = passphrase
        self._autostart = autostart

    # What there is

    @property
    def front(self) -> AccountDesk | None:
        """The account that the window shows, or showed before the sign-in page came."""
        return self._desks.get(self._latest[-1]) if self._latest else None

    @property
    def desks(self) -> list[AccountDesk]:
        """All accounts that are open or being opened, in the order of the menu."""
        return [self._desks[name] for name in sorted(self._desks)]

    def desk_of(self, name: str) -> AccountDesk | None:
        """The open account in the folder of this name."""
        return self._desks.get(name)

    def on_this_computer(self) -> list[Account]:
        """Every account of the profile in the order of the menu, those kept aside last."""
        return [*list_accounts(self._folder), *list_kept_aside(self._folder)]

    def in_use(self) -> list[Account]:
        """Every account of the profile but those kept aside."""
        return list_accounts(self._folder)

    def not_open(self) -> list[Account]:
        """The accounts that the sign-in page offers."""
        return [one for one in self.on_this_computer() if one.folder.name not in self._desks]

    # Opening

    def begin(self, account: Account, *, hidden: bool = False) -> None:
        """Open the account that is in front first; the others follow when its list is there."""
        desk = self._open(account)
        self._attend(desk)
        self._put_in_front(desk)
        if not hidden:
            self._frame.show()
        desk.bench.counted.connect(self._open_others)
        desk.session.failed.connect(self._first_failed)

    def choose(self, account: Account, key: bytes | None = None) -> None:
        """Bring an account to the front, opening it if need be; `key` where it is known already: somebody has just signed in."""
        name = account.folder.name
        if key is not None and name in self._desks:
            # A fresh session lies in its files: what is open goes on with the old one.
            self._close_desk(self._desks[name])
        desk = self._desks.get(name)
        if desk is None:
            if key is None and account.signed_out and not account.aside_since:
                self.choose_signed_out.emit(account)
                return
            desk = self._open(account, key)
        self.bring(desk)
        self._ready_for_others = True
        desk.session.opened.connect(self._open_others)

    def bring(self, desk: AccountDesk) -> None:
        """Let the window show this account."""
        if not desk.session.is_open:
            self._attend(desk)
        if desk.key in self._failed:
            # It was no matter of keys: perhaps it goes now.
            self._failed.discard(desk.key)
            desk.session.open()
        self._put_in_front(desk)

    def show_front(self) -> bool:
        """Let the window show the account that was in front last; False when none is open."""
        front = self.front or next(iter(self.desks), None)
        if front is not None:
            self.bring(front)
        return front is not None

    def _put_in_front(self, desk: AccountDesk) -> None:
        name = desk.key
        before = self.front
        if before is not None and before is not desk:
            before.go_to_back()
        if name in self._latest:
            self._latest.remove(name)
        self._latest.append(name)
        self._settings.set(settings.LAST_ACCOUNT, name)
        self._fill_palettes()
        desk.come_to_front()

    def _open(self, account: Account, key: bytes | None = None) -> AccountDesk:
        name = account.folder.name
        self._waiting.pop(name, None)
        way = AccountKey(account, passphrase=self._passphrase, key=key)
        session = self._make_session(account, way)
        # Key and databases are opened on the writer lane while the workbench is imported and built here.
        session.open()
        from desktop.ui.account_desk import AccountDesk
        from desktop.ui.key_keeping import KeyKeeping

        keeping = KeyKeeping(way, self._errands.lane, self._frame, session)
        desk = AccountDesk(session, self._settings, self._frame, keeping, self._autostart, self)
        desk.front_asked.connect(lambda: self.bring(desk))
        desk.menu_asked.connect(lambda: self._fill_menu(desk))
        desk.left.connect(self._left)
        desk.news.elsewhere = partial(self._news_elsewhere, desk)
        session.opened.connect(lambda: self._joined(desk))
        session.failed.connect(partial(self._not_open, desk))
        self._desks[name] = desk
        return desk

    def _joined(self, desk: AccountDesk) -> None:
        if desk.key in self._desks:
            self._fill_palettes()
            self.joined.emit(desk)

    # The others

    def _first_failed(self, error: errors.WorldError) -> None:
        # A keyring that is locked or silent would ask again for each of them.
        if not isinstance(error, errors.KeyringError):
            self._open_others()

    def _open_others(self, *_: object) -> None:
        """Open in the background whatever is signed in and opens without a question."""
        if self._closed:
            return
        self._ready_for_others = True
        for account in list_accounts(self._folder):
            name = account.folder.name
            if name in self._desks or name in self._waiting or account.signed_out:
                continue
            if account.lock.kind == LockKind.PASSPHRASE and not self._passphrase:
                self._waiting[name] = Waiting.LOCKED
            else:
                self._open(account)
        self._fill_palettes()

    def _not_open(self, desk: AccountDesk, error: errors.WorldError) -> None:
        """In the background nobody is asked: the account waits, closed, until it is chosen."""
        name = desk.key
        if desk.session.is_open or self._desks.get(name) is not desk:
            return
        if name in self._openings:
            if not isinstance(error, errors.KeyringError | errors.WrongKey):
                self._failed.add(name)
            return
        log.info("an account waits to be chosen: %s", type(error).__name__)
        is_key = isinstance(error, errors.KeyringError | errors.WrongKey)
        self._waiting[name] = Waiting.LOCKED if is_key else Waiting.NOT_OPENED
        # Whoever chooses it from now on opens it anew. It is not closed from within its own signal.
        del self._desks[name]
        self._parting.append(desk)
        QTimer.singleShot(0, self, self._part)

    def _part(self) -> None:
        while self._parting:
            self._parting.pop().close()

    def look_again(self) -> None:
        """Another process of this profile wrote something, or made an account."""
        for desk in self.desks:
            desk.session.look_again()
        if self._ready_for_others:
            self._open_others()

    # Dialogs about keys, for the account in front

    def _attend(self, desk: AccountDesk) -> None:
        """Ask the person for whatever opens this account."""
        name = desk.key
        if name in self._openings:
            return
        from desktop.ui.account_opening import AccountOpening

        opening = AccountOpening(desk.session, desk.keeping.key, self._frame)
        opening.left.connect(lambda: self._not_opened(desk))
        opening.anew_asked.connect(lambda: self._begin_anew(desk))
        self._openings[name] = opening

    def _not_opened(self, desk: AccountDesk) -> None:
        self._waiting[desk.key] = Waiting.LOCKED
        self._close_desk(desk)
        self._go_on(None)

    def _begin_anew(self, desk: AccountDesk) -> None:
        """Keep the account's folder aside until its key returns; remove it if it lies aside already."""
        account = desk.session.account
        self._close_desk(desk)
        if account.aside_since:
            self._remove(account)
            return
        self._errands.begin_anew(account, lambda: self.none_left.emit(account, True), self._errand_failed)

    # Leaving

    def _left(self, departure: Departure) -> None:
        from desktop.ui.unsent_question import LeavingKind

        desk = self._desks.get(departure.account.folder.name)
        if desk is None:
            return
        self._close_desk(desk)
        if departure.kind is LeavingKind.REMOVE:
            self._remove(departure.account)
        else:
            self._go_on(departure.account)

    def _remove(self, account: Account) -> None:
        if self._settings.get(settings.LAST_ADDRESS) == account.address:
            self._settings.set(settings.LAST_ADDRESS, "")
        if self._settings.get(settings.LAST_ACCOUNT) == account.folder.name:
            self._settings.set(settings.LAST_ACCOUNT, "")
        goes_on = self.show_front()
        then = (lambda: None) if goes_on else (lambda: self._go_on(None))
        self._errands.remove(account, then, self._errand_failed)

    def _go_on(self, account: Account | None) -> None:
        """An account is no longer open: the one that was in front before it comes, or the sign-in page."""
        if not self.show_front():
            self.none_left.emit(account, False)

    def _errand_failed(self, error: errors.WorldError) -> None:
        self.failed.emit(error)

    def _close_desk(self, desk: AccountDesk) -> None:
        """Take an account down, its dialogs first; nothing typed is lost."""
        name = desk.key
        opening = self._openings.pop(name, None)
        if opening is not None:
            opening.close()
        if self._desks.pop(name, None) is None:
            return
        self._failed.discard(name)
        if name in self._latest:
            self._latest.remove(name)
        self.parted.emit(desk)
        desk.close()
        if not self._closed:
            self._fill_palettes()

    def close(self) -> None:
        """Close everything, the account in front first."""
        self._closed = True
        self._part()
        front = self.front
        for desk in sorted(self.desks, key=lambda one: one is not front):
            self._close_desk(desk)

    # Choosing

    def at(self, place: int) -> None:
        """Choose the account that stands at this place of the menu (0 is the first); nothing where there is none."""
        accounts = list_accounts(self._folder)
        if place < len(accounts):
            self.choose(accounts[place])

    def remark(self, account: Account) -> str:
        """How the account stands, in a few words."""
        from desktop.ui.account_menu import account_remark
        from desktop.ui.wording.accounts import open_remark, waiting_remark

        desk = self._desks.get(account.folder.name)
        if desk is not None and desk.session.is_open:
            return open_remark(desk.counts, desk.session.link)
        waiting = self._waiting.get(account.folder.name)
        parts = [waiting_remark(waiting) if waiting is not None else "", account_remark(account)]
        return ", ".join(part for part in parts if part)

    def _news_elsewhere(self, desk: AccountDesk) -> list[Command]:
        from desktop.ui.command_palette import Command

        return [
            Command(f"{one.name}: {self.remark(one.session.account)}", partial(self.bring, one))
            for one in self.desks
            if one is not desk and one.counts.unread
        ]

    def _fill_menu(self, desk: AccountDesk) -> None:
        from desktop.ui.account_menu import AccountEntry, AccountOrders, fill_account_menu

        accounts = self.on_this_computer()
        here = desk.session.account.folder
        entries = [
            AccountEntry(
                one, self.remark(one), is_front=one.folder == here, keys="" if one.aside_since else keys_of(at)
            )
            for at, one in enumerate(accounts)
        ]
        leaving, keeping = desk.leaving, desk.keeping
        orders = AccountOrders(
            switch=self.choose,
            add=self.add_asked.emit,
            to_keyring=keeping.to_keyring,
            to_passphrase=keeping.to_passphrase,
            sign_out=leaving.sign_out,
            remove=leaving.remove,
            change_password=desk.dialogs.change_password if desk.dialogs.may_change_password else None,
            preferences=desk.dialogs.show_preferences,
        )
        fill_account_menu(desk.bench.side_bar.badge.menu_of_account, desk.account, entries, orders, desk.signed)

    def _fill_palettes(self) -> None:
        """Every account's palette names the other accounts; and beside others each says where it is."""
        from desktop.ui.account_menu import account_name
        from desktop.ui.command_palette import Command
        from desktop.ui.wording.accounts import switch_words

        accounts = list_accounts(self._folder)
        for desk in self.desks:
            desk.set_among_several(len(accounts) > 1)
            desk.commands_of_accounts = [
                Command(switch_words(account_name(one)), partial(self.choose, one), keys_of(at))
                for at, one in enumerate(accounts)
                if one.folder != desk.session.account.folder
            ]
