"""The accounts of a profile: one folder each, with a small file that says whose it is. No secret is in it.

The folder holds everything of the account, so that removing an account is removing a folder.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from desktop import errors

_FILE = "account.json"


@dataclass(frozen=True, slots=True)
class Lock:
    """How the database key is kept: in the system's keyring, or wrapped by a passphrase (hex texts; see `storage.vault`)."""

    kind: str
    salt: str = ""
    wrapped: str = ""
    proof: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """One user on one server. `address` is the server's origin, `login` what the person types to sign in."""

    folder: Path
    address: str
    login: str
    helpdesk_name: str
    lock: Lock

    @property
    def key_name(self) -> str:
        """Under this name the keyring holds the key."""
        return self.folder.name

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
    address: str
    login: str
    helpdesk_name: str
    lock: Lock


def folder_name(address: str, person_id: str, login: str = "") -> str:
    """A folder's name that a person recognises (by login and host) and that differs for every server and person."""
    host = urlsplit(address).netloc
    plain = re.sub(r"[^a-z0-9.]+", "-", f"{login or person_id}-{host}".lower()).strip("-.")[:60]
    return f"{plain}-{_mark(address, person_id)}"


def find_account(folder: Path, address: str, person_id: str) -> Account | None:
    """The account of this person on this server, whatever login it was made with."""
    mark = _mark(address, person_id)
    return next((one for one in list_accounts(folder) if one.folder.name.endswith(f"-{mark}")), None)


def _mark(address: str, person_id: str) -> str:
    return hashlib.sha256(f"{address}|{person_id}".encode()).hexdigest()[:12]


def list_accounts(folder: Path) -> list[Account]:
    """All accounts below `folder`, in order of their names; a folder without a readable file is left alone and left out."""
    found = []
    for file in sorted(folder.glob(f"*/{_FILE}")):
        try:
            stored = msgspec.json.decode(file.read_bytes(), type=_Stored)
        except (msgspec.MsgspecError, OSError):
            continue
        found.append(Account(file.parent, stored.address, stored.login, stored.helpdesk_name, stored.lock))
    return found


def save_account(account: Account) -> None:
    """Write the account's file: whole or not at all. Raises StorageError."""
    stored = _Stored(account.address, account.login, account.helpdesk_name, account.lock)
    try:
        account.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(dir=account.folder)
        with os.fdopen(handle, "wb") as stream:
            stream.write(msgspec.json.format(msgspec.json.encode(stored)))
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).replace(account.folder / _FILE)
    except OSError as error:
        raise errors.StorageError(error.strerror or str(error), str(account.folder)) from error
