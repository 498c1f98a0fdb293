"""The way to one account's key, as the person goes it: through the keyring, by passphrase, or by the password used last.

The session fetches the key on its writer lane, where a keyring may take its time; what the person types for it is said here before, on the
GUI thread. It also renews the second lock when a password has just been taken by the helpdesk.
"""

from __future__ import annotations

import logging

from desktop import errors
from desktop.actions import unlock
from desktop.storage.accounts import Account, LockKind, load_account
from desktop.storage.vault import Patience

log = logging.getLogger("sportello.keys")


class AccountKey:
    """Call it for the key, as often as needed; `give_up` ends a wait for the keyring from another thread."""

    def __init__(self, account: Account, *, passphrase: str = "", key: bytes | None = None) -> None:
        """`key` where it is known already: somebody has just signed in."""
        self._folder = account.folder
        self._key = key
        self._passphrase = passphrase
        self._password = ""
        self._chosen = ""
        self.patience = Patience()
        self.asks_keyring = False
        """Whether the keyring is waited for right now."""

    def __call__(self) -> bytes:
        """The key. Raises as `actions.unlock.open_lock` and `recover`."""
        if self._key is None:
            self._key = self._fetch()
        return self._key

    def _fetch(self) -> bytes:
        account = load_account(self._folder)
        password, self._password = self._password, ""
        self.asks_keyring = account.lock.kind == LockKind.KEYRING
        try:
            if password and account.recovery is not None:
                try:
                    return unlock.recover(account, password, self._chosen or None, self.patience)
                except errors.KeyringAbsent:
                    self._password = password  # asked again as soon as a passphrase is chosen
                    raise
            return unlock.open_lock(account, self._passphrase or None, self.patience)
        finally:
            self.asks_keyring = False

    @property
    def wants_passphrase(self) -> bool:
        """The second lock is open, and without a keyring its key needs a passphrase to be kept under."""
        return bool(self._password)

    # What the person says

    def use_passphrase(self, passphrase: str) -> None:
        """Open with this passphrase."""
        self._passphrase = passphrase

    def choose_passphrase(self, passphrase: str) -> None:
        """What `use_password` opens is kept under this one, for lack of a keyring."""
        self._chosen = passphrase

    def use_password(self, password: str) -> None:
        """Open the second lock."""
        self._password = password

    def give_up(self) -> None:
        """The account is closed: nobody waits for the keyring any longer."""
        self.patience.give_up()

    # While it is open

    def remember_password(self, password: str) -> None:
        """The helpdesk has just taken this password: it opens the second lock from now on. What fails is logged: the first lock holds."""
        if self._key is None:
            return
        try:
            unlock.renew_recovery(load_account(self._folder), self._key, password)
        except errors.StorageError as error:
            log.warning("the second lock could not be renewed: %s", type(error).__name__)

    def to_keyring(self) -> None:
        """Keep the key in the keyring from now on. Raises KeyringError, StorageError; nothing changed then."""
        unlock.to_keyring(load_account(self._folder), self(), self.patience)

    def to_passphrase(self, passphrase: str) -> None:
        """Keep the key under this passphrase from now on. Raises StorageError; nothing changed then."""
        unlock.to_passphrase(load_account(self._folder), self(), passphrase, self.patience)
