"""Signing in: from an address, a login and a password to an account on this computer.

The account's folder is named after server and person, so that signing in again finds everything that was left, unsent work included. The
password makes (and renews) the second lock of the key: see `actions.unlock`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop import errors
from desktop.actions.unlock import begin_anew, recover, renew_recovery
from desktop.actions.unlock import open_lock as open_lock
from desktop.connectors.contract import Connector, TokenStore
from desktop.domain.account import Helpdesk, Person, Tokens
from desktop.storage import vault
from desktop.storage.accounts import (
    Account,
    Lock,
    LockKind,
    find_account,
    folder_name,
    list_accounts,
    load_account,
    new_keyring_name,
    save_account,
)
from desktop.storage.vault import Patience

Connect = Callable[[Helpdesk, TokenStore, str], Connector]
"""Makes the connector for a helpdesk, a token store and a client id."""


class TokensInMemory:
    """Where a session's secrets are until the account has a place for them."""

    def __init__(self) -> None:
        self._tokens: Tokens | None = None

    def load(self) -> Tokens | None:
        """The tokens, None when there are none."""
        return self._tokens

    def save(self, tokens: Tokens | None) -> None:
        """Keep them while the object lives."""
        self._tokens = tokens


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The outcome: the account, the key to its files, and what is to be kept inside them."""

    account: Account
    key: bytes = field(repr=False)
    helpdesk: Helpdesk
    person: Person
    tokens: Tokens
    client_id: str


def sign_in(
    accounts: Path,
    helpdesk: Helpdesk,
    login: str,
    password: str,
    *,
    passphrase: str | None,
    connect: Connect,
    client_id: str,
    earlier_password: str = "",
    aside_on: str = "",
    patience: Patience | None = None,
) -> SignedIn:
    """Open a session and make (or find again) the account below the folder `accounts`.

    Without a `passphrase` the key goes to the system's keyring. The account counts as signed in once `workspace.establish` has
    stored the session. Raises BadCredentials, NotActivated, NetworkError, Refused; KeyringAbsent when there is no usable keyring (ask
    for a passphrase and call again); KeyringError when it is locked or silent, KeyLost when the key of an account found again is gone
    from it and neither this password nor `earlier_password` opens the second lock; WrongKey when the passphrase is not that of an account
    found again. With `aside_on` (today, an ISO day) an account found again is kept aside, and the person begins anew.
    """
    if passphrase is None:
        _ask_first(accounts, helpdesk.address, login, patience, anew=bool(aside_on))
    tokens = TokensInMemory()
    connector = connect(helpdesk, tokens, client_id)
    try:
        connector.sign_in(login, password)
        person = connector.me()
    finally:
        connector.close()
    kept = tokens.load()
    if kept is None:
        raise errors.Mistake("a session without tokens")
    known = find_account(accounts, helpdesk.address, person.id)
    if known is not None and aside_on:
        begin_anew(known, aside_on)
        known = None
    if known is not None:
        key = _key_of_known(known, (password, earlier_password), passphrase, patience)
        account = renew_recovery(known, key, password)
    else:
        key = vault.new_key()
        account = _make(accounts / folder_name(helpdesk.address, person.id, login), key, helpdesk, login)
        if passphrase is not None:
            save_account(replace(account, lock=vault.wrap(key, passphrase), keyring_name=""))
        else:
            lock = vault.store_in_keyring(account.key_name, key, patience)
            save_account(replace(account, lock=lock, recovery=vault.wrap_for_recovery(key, password)))
        account = load_account(account.folder)
    return SignedIn(account, key, helpdesk, person, kept, client_id)


def _ask_first(accounts: Path, address: str, login: str, patience: Patience | None, *, anew: bool) -> None:
    """What can be known before the helpdesk is asked: that a passphrase is needed, or has to be chosen."""
    for account in () if anew else list_accounts(accounts):
        if (account.address, account.login) == (address, login):
            if account.lock.kind == LockKind.PASSPHRASE:
                raise errors.WrongKey("a passphrase is needed", str(account.folder))
            return  # where its key is shows itself later, and the password may open the second lock
    vault.keyring_name(patience)


def _make(folder: Path, key: bytes, helpdesk: Helpdesk, login: str) -> Account:
    """A new account, not on the disk yet."""
    lock = Lock(LockKind.KEYRING, proof=vault.proof_of(key))
    name = new_keyring_name(folder)
    return Account(folder, helpdesk.address, login, helpdesk.name, lock, keyring_name=name, signed_out=True)


def _key_of_known(
    account: Account, passwords: Iterable[str], passphrase: str | None, patience: Patience | None
) -> bytes:
    try:
        return open_lock(account, passphrase, patience)
    except errors.KeyringError:
        for password in filter(None, passwords if account.recovery is not None else ()):
            try:
                return recover(account, password, passphrase, patience)
            except errors.WrongKey:
                continue  # the second lock was made of another password
        raise
