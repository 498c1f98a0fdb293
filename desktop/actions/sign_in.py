"""Signing in: from an address, a login and a password to an account on this computer.

The account's folder is named after server and person, so that signing in again finds everything that was left, unsent work included.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop import errors
from desktop.connectors.contract import Connector, TokenStore
from desktop.domain.account import Helpdesk, Person, Tokens
from desktop.storage import vault
from desktop.storage.accounts import Account, Lock, find_account, folder_name, save_account

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
    key: bytes
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
) -> SignedIn:
    """Open a session and make (or find again) the account below the folder `accounts`.

    Without a `passphrase` the key goes to the system's keyring. Raises BadCredentials, NotActivated, NetworkError, Refused; KeyringError
    when there is no usable keyring (ask for a passphrase and call again); WrongKey when the passphrase is not that of an account
    found again.
    """
    if passphrase is None:
        vault.keyring_name()
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
    if known is not None:
        return SignedIn(known, open_lock(known, passphrase), helpdesk, person, kept, client_id)
    folder = accounts / folder_name(helpdesk.address, person.id, login)
    key = vault.new_key()
    lock = vault.wrap(key, passphrase) if passphrase is not None else vault.store_in_keyring(folder.name, key)
    account = Account(folder, helpdesk.address, login, helpdesk.name, lock)
    save_account(account)
    return SignedIn(account, key, helpdesk, person, kept, client_id)


def open_lock(account: Account, passphrase: str | None) -> bytes:
    """The key to an account's files. Raises KeyringError, WrongKey; WrongKey without a passphrase where one is needed."""
    lock: Lock = account.lock
    if lock.kind == "keyring":
        return vault.from_keyring(account.key_name)
    if not passphrase:
        raise errors.WrongKey("a passphrase is needed", str(account.folder))
    return vault.unwrap(lock, passphrase)
