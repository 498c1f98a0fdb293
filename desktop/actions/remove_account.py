"""Removing an account from this computer: its folder and its key. What the helpdesk has stays there.

The folder is renamed first: from then on there is no such account, wherever it ends. The key goes next, so that what a crash leaves is
unreadable; then the files, the account's own last, because it names the key. What is left over goes at the next start.
"""

from __future__ import annotations

import logging
from pathlib import Path

from desktop import errors
from desktop.storage import vault
from desktop.storage.accounts import (
    Account,
    LockKind,
    delete_leftover,
    list_leftovers,
    load_account,
    move_out,
)
from desktop.storage.presence import Presence
from desktop.storage.vault import Patience

log = logging.getLogger("sportello.accounts")


def remove_account(account: Account, patience: Patience | None = None) -> None:
    """Remove a closed account for good.

    Raises StorageBusy while another process has it open, StorageError; nothing is changed then.
    """
    presence = Presence(account.folder)
    try:
        presence.alone()
        leftover = move_out(load_account(account.folder))
    finally:
        presence.leave()
    _finish(leftover, patience)


def clear_leftovers(accounts: Path, patience: Patience | None = None) -> None:
    """Finish what an earlier removal could not: the program ended, or the keyring was locked."""
    for leftover in list_leftovers(accounts):
        _finish(leftover, patience)


def _finish(leftover: Path, patience: Patience | None) -> None:
    key_gone = _forget_key(leftover, patience)
    try:
        delete_leftover(leftover, all_of_it=key_gone)
    except errors.StorageError as error:
        log.warning("an account's remains could not all be deleted yet: %s", error)


def _forget_key(leftover: Path, patience: Patience | None) -> bool:
    """Whether nothing of the account is in the keyring any more, as far as its file can tell."""
    try:
        account = load_account(leftover)
    except errors.StorageError:
        return True
    if account.lock.kind != LockKind.KEYRING:
        return True
    try:
        vault.forget_in_keyring(account.key_name, patience)
    except errors.KeyringAbsent:
        # Where there is no keyring, waiting for it would keep a file for ever; a key without data opens nothing.
        return True
    except errors.KeyringError as error:
        log.info("the key of a removed account is still in the keyring: %s", type(error).__name__)
        return False
    return True
