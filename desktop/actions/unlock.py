"""The ways to an account's key, and the ways of keeping it: keyring, passphrase, and the password as second lock.

The key itself never changes: only where it is kept does, and always in this order: the new place has it and has shown that it
gives it back, the account's file says so durably, the old place forgets. An interruption anywhere leaves a way to the key.
Everything here may wait for a keyring or stretch a password: it is called on a lane, never on the GUI thread.
"""

from __future__ import annotations

import logging
from dataclasses import replace

from desktop import errors
from desktop.storage import vault
from desktop.storage.accounts import Account, LockKind, keep_aside, load_account, new_keyring_name, save_account
from desktop.storage.database import Database
from desktop.storage.presence import Presence
from desktop.storage.vault import Patience

log = logging.getLogger("sportello.unlock")


def open_lock(account: Account, passphrase: str | None, patience: Patience | None = None) -> bytes:
    """The key to an account's files.

    Raises KeyringError (locked, silent) and KeyringAbsent: nothing changed, try again; KeyLost: the keyring was reset, or has another
    key; WrongKey: the passphrase is not the one, or none was given where one is needed.
    """
    if account.lock.kind != LockKind.KEYRING:
        if not passphrase:
            raise errors.WrongKey("a passphrase is needed", str(account.folder))
        return vault.unwrap(account.lock, passphrase)
    second = account.recovery.kind if account.recovery is not None else ""
    try:
        key = vault.from_keyring(account.key_name, patience)
    except errors.KeyLost as lost:
        raise errors.KeyLost(str(lost), changed=lost.changed, second_lock=second) from lost
    if not _is_its_key(account, key):
        raise errors.KeyLost("the keyring has another key", changed=True, second_lock=second)
    return key


def _is_its_key(account: Account, key: bytes) -> bool:
    said = vault.is_key_of(account.lock, key)
    if said is not None or not account.outbox.exists():
        return said is not False
    # A file of an older version does not say; its database does.
    try:
        Database(account.outbox, key, read_only=True).close()
    except errors.WrongKey:
        return False
    return True


def recover(account: Account, password: str, passphrase: str | None = None, patience: Patience | None = None) -> bytes:
    """The key, opened by what the second lock was made of; it goes back to where the next start finds it.

    That is the keyring, or with `passphrase` the account's file. A keyring that is locked right now keeps nobody out: the key goes
    back another time. Raises WrongKey when it is not that password; KeyringAbsent when a passphrase has to be chosen first.
    """
    if account.recovery is None:
        raise errors.Mistake("an account without a second lock")
    key = vault.unwrap(account.recovery, password)
    try:
        if passphrase:
            to_passphrase(account, key, passphrase, patience)
        else:
            to_keyring(account, key, patience)
    except errors.KeyringAbsent:
        raise
    except errors.KeyringError as error:
        log.info("the key is not back in the keyring yet: %s", type(error).__name__)
    return key


def to_keyring(account: Account, key: bytes, patience: Patience | None = None) -> Account:
    """Keep the key in the keyring. Raises KeyringError (nothing changed), StorageError.

    Under a name nobody uses: what stands under the old one may be the key of another profile. A passphrase that opened the account so far
    stays as second lock until the next sign-in.
    """
    now = load_account(account.folder)
    name = new_keyring_name(account.folder)
    lock = vault.store_in_keyring(name, key, patience)
    recovery = now.recovery or (now.lock if now.lock.kind == LockKind.PASSPHRASE else None)
    kept = replace(now, lock=lock, keyring_name=name, recovery=recovery)
    save_account(kept)
    return kept


def to_passphrase(account: Account, key: bytes, passphrase: str, patience: Patience | None = None) -> Account:
    """Keep the key under a passphrase alone. Raises StorageError.

    The second lock goes: a passphrase was chosen so that nothing else opens the data. What the keyring has is forgotten if it can be.
    """
    now = load_account(account.folder)
    lock = vault.wrap(key, passphrase)
    if vault.unwrap(lock, passphrase) != key:
        raise errors.Mistake("a lock that does not give back what was put in")
    kept = replace(now, lock=lock, recovery=None, keyring_name="")
    save_account(kept)
    if now.lock.kind == LockKind.KEYRING:
        _forget_old(now, key, patience)
    return kept


def _forget_old(before: Account, key: bytes, patience: Patience | None) -> None:
    try:
        # A key that is not ours belongs to somebody else: it stays.
        if vault.from_keyring(before.key_name, patience) == key:
            vault.forget_in_keyring(before.key_name, patience)
    except errors.KeyringError as error:
        log.info("the old key stays in the keyring: %s", type(error).__name__)


def renew_recovery(account: Account, key: bytes, password: str) -> Account:
    """Make the second lock of the password that the helpdesk has just taken. Raises StorageError.

    Only for a key in the keyring: a passphrase was chosen so that nothing else opens the data.
    """
    before = load_account(account.folder)
    if before.lock.kind != LockKind.KEYRING:
        return before
    if vault.is_key_of(before.lock, key) is False:
        raise errors.Mistake("a second lock for another key")
    recovery = vault.wrap_for_recovery(key, password)
    # That took its time: somebody may have signed out, or moved the key, on another lane.
    now = load_account(account.folder)
    if now.lock.kind != LockKind.KEYRING:
        return now
    lock = replace(now.lock, proof=now.lock.proof or vault.proof_of(key))
    kept = replace(now, lock=lock, recovery=recovery)
    save_account(kept)
    return kept


def begin_anew(account: Account, today: str) -> Account:
    """Keep a closed account aside, untouched, until its key returns; `today` is an ISO day.

    Raises StorageBusy while another process has it open, StorageError.
    """
    presence = Presence(account.folder)
    try:
        presence.alone()
        return keep_aside(load_account(account.folder), today)
    finally:
        presence.leave()
