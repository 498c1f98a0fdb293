"""What a killed program left behind, read from copies of its files, so that its own repair meets the originals untouched."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from desktop.domain.change import Change
from desktop.domain.change_state import ChangeState
from desktop.storage.accounts import Account
from desktop.storage.cursors import Cursors, PullState
from desktop.storage.database import Database
from desktop.storage.drafts import Drafts
from desktop.storage.outbox import Outbox


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


def _copy(path: Path, key: bytes, scratch: Path) -> Database:
    scratch.mkdir(exist_ok=True)
    for suffix in ("", "-wal", "-shm"):
        source, target = path.with_name(path.name + suffix), scratch / (path.name + suffix)
        target.unlink(missing_ok=True)
        # The shared memory is an index of the log that nobody may trust after a crash.
        if source.exists() and suffix != "-shm":
            shutil.copyfile(source, target)
    return Database(scratch / path.name, key)


def _sending(changes: Sequence[Change], unconfirmed: Sequence[str]) -> set[str]:
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
