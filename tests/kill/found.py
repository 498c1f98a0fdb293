"""What a killed program left behind, read from copies of its files, so that its own repair meets the originals untouched."""

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.change import Change
from desktop.domain.change_state import ChangeState
from desktop.storage.accounts import Account
from desktop.storage.cursors import Cursors, PullState
from desktop.storage.database import Database
from desktop.storage.drafts import Drafts
from desktop.storage.facts import Facts
from desktop.storage.outbox import Outbox
from desktop.storage.tickets import TicketStore


def states(account: Account, key: bytes, scratch: Path, since: float) -> set[str]:
    """In what a kill found the program that was started at `since` (seconds of the epoch); fails when a database is not sound."""
    found: set[str] = set()
    incoming = account.files / "incoming"
    # Downloads are collected under names that end in .part; whatever else is there was just being copied.
    if incoming.is_dir() and any(one.suffix != ".part" and one.stat().st_mtime > since for one in incoming.iterdir()):
        found.add("copying a file")
    if account.outbox.exists():
        outbox = _copy(account.outbox, key, scratch)
        try:
            assert outbox.is_sound(), "the outbox is damaged"
            if outbox.number("SELECT count(*) FROM sqlite_schema WHERE name = 'change'"):
                found |= _sending(Outbox(outbox).unsettled(), Outbox(outbox).sent_but_unconfirmed())
                if Drafts(outbox).tickets():
                    found.add("a draft")
        finally:
            outbox.close()
    if account.cache.exists():
        cache = _copy(account.cache, key, scratch)
        try:
            assert cache.is_sound(), "the cache is damaged"
            if cache.number("SELECT count(*) FROM sqlite_schema WHERE name = 'fact'"):
                found |= _pulling(Cursors(cache).load())
        finally:
            cache.close()
    return found or {"at rest"}


def assert_sound(account: Account, key: bytes) -> None:
    """SQLite's quick check of both databases themselves."""
    for path in (account.outbox, account.cache):
        database = Database(path, key)
        try:
            assert database.is_sound(), f"{path.name} is damaged"
        finally:
            database.close()


@dataclass(frozen=True, slots=True)
class Cached:
    """What the program believes of one ticket: its status, the ids of its messages and of its attachments."""

    status: str
    messages: frozenset[str]
    attachments: frozenset[str]


def cached(account: Account, key: bytes, ids: Iterable[str]) -> dict[str, Cached]:
    """The tickets with these ids that the program knows, read from the cache of a program that has ended."""
    database = Database(account.cache, key, read_only=True)
    try:
        store = TicketStore(database)
        known = {id: ticket for id in ids if (ticket := store.ticket(id)) is not None}
        return {
            id: Cached(
                ticket.status,
                frozenset(message.id for message in store.messages(id)),
                frozenset(file.id for file in store.attachments(id)),
            )
            for id, ticket in known.items()
        }
    finally:
        database.close()


def order(account: Account, key: bytes) -> list[str]:
    """The ids of all changes in the order in which the program took them."""
    database = Database(account.outbox, key, read_only=True)
    try:
        return [str(id) for (id,) in database.rows("SELECT id FROM change ORDER BY sequence")]
    finally:
        database.close()


def tokens(account: Account, key: bytes) -> str:
    """The session's secrets as they lie in the outbox, for somebody who looks for them elsewhere."""
    database = Database(account.outbox, key, read_only=True)
    try:
        return Facts(database).get("tokens")
    finally:
        database.close()


def secrets_in_clear(folder: Path, secrets: Iterable[str]) -> list[Path]:
    """Files below `folder` in which one of the secrets can be read."""
    wanted = [secret.encode() for secret in secrets]
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path for path in files if any(secret in content for content in [path.read_bytes()] for secret in wanted)]


def _copy(path: Path, key: bytes, scratch: Path) -> Database:
    scratch.mkdir(exist_ok=True)
    for suffix in ("", "-wal", "-shm"):
        source, target = path.with_name(path.name + suffix), scratch / (path.name + suffix)
        target.unlink(missing_ok=True)
        # The shared memory is an index of the log that nobody may trust after a crash.
        if source.exists() and suffix != "-shm":
            shutil.copyfile(source, target)
    return Database(scratch / path.name, key)


def _sending(changes: Sequence[Change], unconfirmed: Sequence[object]) -> set[str]:
    found = {"sent, not in the feed yet"} if unconfirmed else set()
    for change in changes:
        if change.state is ChangeState.UPLOADING:
            found.add("uploading, part way" if change.bytes_sent else "uploading, nothing confirmed yet")
        else:
            found.add(change.state.value)
    return found


def _pulling(state: PullState) -> set[str]:
    if state.sweeping:
        return {"in the first sync"}
    return set() if state.cursor else {"before the first sync"}
