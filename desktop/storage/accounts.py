"""The accounts of a profile: one folder each, with a small file that says whose it is. No secret is in it.

The folder holds everything of the account, so that removing an account is removing a folder. Two more kinds of folder may lie beside
those: accounts that were kept aside because nobody has their key (`….locked-2026-11-22`), and what is left of a removal that
was interrupted (`….removed-1a2b3c4d`).
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from desktop import errors
from desktop.storage.durable import disk_words, flush_folder, place

ACCOUNT_FILE = "account.json"

_ASIDE = re.compile(r"^.+\.locked-(?P<day>\d{4}-\d\d-\d\d)(-\d+)?$")
_REMOVED = re.compile(r"^.+\.removed-[0-9a-f]{8}$")


class LockKind(StrEnum):
    """What opens a lock."""

    KEYRING = "keyring"
    """The key stands in the system's keyring."""

    PASSPHRASE = "passphrase"  # noqa: S105 - the name of a kind, not a secret
    """One that the person chose for this computer, and types at every start."""

    PASSWORD = "password"  # noqa: S105 - as above
    """The one that was used last to sign in to the helpdesk from here."""


@dataclass(frozen=True, slots=True)
class Lock:
    """How the database key is kept: `kind` is a LockKind, the rest hex texts and scrypt's cost (see `storage.vault`).

    `proof` tells whether what was typed, or what the keyring gave, is the right one.
    """

    kind: str
    salt: str = field(default="", repr=False)
    wrapped: str = field(default="", repr=False)
    proof: str = field(default="", repr=False)
    cost: int = 0


@dataclass(frozen=True, slots=True)
class Account:
    """One user on one server. `address` is the server's origin, `login` what the person types to sign in.

    `recovery` is the second lock, where there is one; `unsent` counts what was not sent when the account was left.
    """

    folder: Path
    address: str
    login: str
    helpdesk_name: str
    lock: Lock
    recovery: Lock | None = None
    keyring_name: str = ""
    signed_out: bool = False
    unsent: int = 0

    @property
    def key_name(self) -> str:
        """Under this name the keyring holds the key."""
        return self.keyring_name or self.folder.name

    @property
    def aside_since(self) -> str:
        """The day (ISO) on which the account was kept aside; empty for one in use."""
        found = _ASIDE.match(self.folder.name)
        return found["day"] if found else ""

    @property
    def outbox(self) -> Path:
        """The precious database."""
        return self.folder / "outbox.db"

    @property
    def cache(self) -> Path:
        """The disposable database."""
        return self.folder / "cache.db"

    @property
    def files(self) -> Path:
        """The frozen files."""
        return self.folder / "files"


@dataclass(frozen=True, slots=True)
class _Stored:
    """The file's form; files of older versions lack the later fields."""

    address: str
    login: str
    helpdesk_name: str
    lock: Lock
    recovery: Lock | None = None
    keyring_name: str = ""
    signed_out: bool = False
    unsent: int = 0


class Part(StrEnum):
    """What of an account can break by itself."""

    OUTBOX = "outbox"
    CACHE = "cache"


def folder_name(address: str, person_id: str, login: str = "") -> str:
    """A folder's name that a person recognises (by login and host) and that differs for every server and person."""
    host = urlsplit(address).netloc
    plain = re.sub(r"[^a-z0-9.]+", "-", f"{login or person_id}-{host}".lower()).strip("-.")[:60]
    return f"{plain}-{_mark(address, person_id)}"


def new_keyring_name(folder: Path) -> str:
    """A name in the keyring that no other key has: two profiles may know the same account, and a key kept aside keeps its name."""
    return f"{folder.name}.{secrets.token_hex(4)}"


def find_account(folder: Path, address: str, person_id: str) -> Account | None:
    """The account of this person on this server, whatever login it was made with."""
    mark = _mark(address, person_id)
    return next((one for one in list_accounts(folder) if one.folder.name.endswith(f"-{mark}")), None)


def _mark(address: str, person_id: str) -> str:
    return hashlib.sha256(f"{address}|{person_id}".encode()).hexdigest()[:12]


def list_accounts(folder: Path) -> list[Account]:
    """All accounts in use below `folder`, in order of their names; one without a readable file is left alone and left out."""
    return [one for one in _readable(folder) if not one.aside_since]


def list_kept_aside(folder: Path) -> list[Account]:
    """The accounts that were kept aside until their key returns."""
    return [one for one in _readable(folder) if one.aside_since]


def list_leftovers(folder: Path) -> list[Path]:
    """The folders of removals that did not come to their end."""
    return sorted(path for path in folder.glob("*.removed-*") if _REMOVED.match(path.name))


def _readable(folder: Path) -> Iterator[Account]:
    for file in sorted(folder.glob(f"*/{ACCOUNT_FILE}")):
        if _REMOVED.match(file.parent.name):
            continue
        try:
            yield load_account(file.parent)
        except errors.StorageError:
            continue


def load_account(folder: Path) -> Account:
    """The account in this folder as its file says now. Raises StorageDamaged, StorageError."""
    file = folder / ACCOUNT_FILE
    with disk_words(folder):
        content = file.read_bytes()
    try:
        kept = msgspec.json.decode(content, type=_Stored)
    except msgspec.MsgspecError as error:
        raise errors.StorageDamaged(str(error), str(file)) from error
    return Account(
        folder,
        kept.address,
        kept.login,
        kept.helpdesk_name,
        kept.lock,
        kept.recovery,
        kept.keyring_name,
        kept.signed_out,
        kept.unsent,
    )


def save_account(account: Account) -> None:
    """Write the account's file: whole or not at all, and durable when this returns. Raises DiskFull, StorageError."""
    kept = _Stored(
        account.address,
        account.login,
        account.helpdesk_name,
        account.lock,
        account.recovery,
        account.keyring_name,
        account.signed_out,
        account.unsent,
    )
    with disk_words(account.folder):
        account.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(dir=account.folder)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(msgspec.json.format(msgspec.json.encode(kept)))
            place(Path(temporary), account.folder / ACCOUNT_FILE)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise


def keep_aside(account: Account, day: str) -> Account:
    """Move a closed account out of the way under a name that says so; `day` is today (ISO). Nothing in it changes.

    Raises StorageError.
    """
    # The keyring's name goes along: the key may come back under it.
    save_account(replace(account, keyring_name=account.key_name))
    base = account.folder.name.partition(".locked-")[0]
    names = (f"{base}.locked-{day}" + (f"-{again}" if again > 1 else "") for again in range(1, 1000))
    free = next(path for path in map(account.folder.with_name, names) if not path.exists())
    _move(account.folder, free)
    return load_account(free)


def move_out(account: Account) -> Path:
    """Begin to remove a closed account: from here on it is none, whatever happens; returns what is left to delete. Raises StorageError."""
    leftover = account.folder.with_name(f"{account.folder.name}.removed-{secrets.token_hex(4)}")
    if not account.keyring_name:
        save_account(replace(account, keyring_name=account.key_name))
    _move(account.folder, leftover)
    return leftover


def delete_leftover(leftover: Path, *, all_of_it: bool) -> None:
    """Delete what `move_out` left, the account's file last, and only with `all_of_it`. Raises StorageError."""
    import shutil  # 12 ms; accounts are listed at every start and rarely removed

    with disk_words(leftover):
        for path in leftover.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            elif path.name != ACCOUNT_FILE:
                path.unlink(missing_ok=True)
        if all_of_it:
            (leftover / ACCOUNT_FILE).unlink(missing_ok=True)
            leftover.rmdir()


def _move(folder: Path, to: Path) -> None:
    with disk_words(folder):
        folder.rename(to)
        flush_folder(to.parent)
