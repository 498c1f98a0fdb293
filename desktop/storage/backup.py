"""Copies of the outbox, so that a broken disk page costs an hour at most, and usually nothing.

They lie in the folder `backups` of the account under names that carry the time, under the same key. One is made when something
changed since the last and that is an hour old; seven are kept. A copy gets its name only when it is whole, checked and flushed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from desktop import errors
from desktop.domain.instant import HOUR, Instant
from desktop.storage.database import Database, remove
from desktop.storage.durable import disk_words

EVERY: Instant = HOUR
"""No more often than this."""

KEPT = 7

PASSING_FACTS = ("tokens", "hold-until", "restored")
"""Facts that no copy has: a session of an hour ago is worth nothing and its secret need not lie around; the others speak of now."""

_NAME = re.compile(r"^outbox-(\d{8}T\d{9}Z)\.db$")


class Backups:
    """The copies of one account's outbox."""

    def __init__(self, folder: Path, key: bytes) -> None:
        """`folder` is the account's; `key` that of the outbox."""
        self._folder = folder / "backups"
        self._key = key
        self._mark_of: tuple[Path, str] | None = None

    def copies(self) -> list[Path]:
        """All finished copies, newest first."""
        names = (path for path in self._folder.glob("outbox-*.db") if _NAME.match(path.name))
        return sorted(names, key=lambda path: path.name, reverse=True)

    def make_if_due(self, outbox: Database, now: Instant) -> Path | None:
        """Copy the outbox if that is due; None when it is not.

        Raises StorageDamaged when the outbox turns out to be broken (nothing older is given up then), DiskFull, StorageError.
        """
        newest = next(iter(self.copies()), None)
        # A time to come was written by a clock that has been put back since.
        if newest is not None and (0 <= now - time_of(newest) < EVERY or self._mark(newest) == mark(outbox)):
            return None
        return self.make(outbox, now)

    def make(self, outbox: Database, now: Instant) -> Path:
        """Copy the outbox now, and forget the oldest copies. Raises as `make_if_due`."""
        with disk_words(self._folder):
            self._folder.mkdir(mode=0o700, exist_ok=True)
            for leftover in self._folder.glob("*.part*"):
                leftover.unlink(missing_ok=True)
        copy = self._folder / f"outbox-{stamp(now)}.db"
        outbox.copy_to(copy, lambda made: _finish(made, outbox.path))
        for old in self.copies()[KEPT:]:
            remove(old)
        return copy

    def sound(self, newest_schema: int) -> Iterator[Path]:
        """The copies that can be relied on, newest first; one of a schema newer than `newest_schema` is of no use."""
        return (path for path in self.copies() if self.is_sound(path, newest_schema))

    def is_sound(self, copy: Path, newest_schema: int) -> bool:
        """Whether a copy can be relied on."""
        try:
            database = Database(copy, self._key, read_only=True)
        except errors.StorageError:
            return False
        try:
            return database.is_sound() and 0 < database.number("PRAGMA user_version") <= newest_schema
        except errors.StorageError:
            return False
        finally:
            database.close()

    def highest_sequence(self) -> int | None:
        """The highest number that a change had when the newest readable copy was made; None without a copy."""
        for path in self.copies():
            try:
                database = Database(path, self._key, read_only=True)
            except errors.StorageError:
                continue
            try:
                return database.number("SELECT seq FROM sqlite_sequence WHERE name = 'change'")
            except errors.StorageError:
                continue
            finally:
                database.close()
        return None

    def _mark(self, copy: Path) -> str:
        if self._mark_of is None or self._mark_of[0] != copy:
            try:
                database = Database(copy, self._key, read_only=True)
            except errors.StorageError:
                return ""
            try:
                self._mark_of = (copy, mark(database))
            except errors.StorageError:
                return ""
            finally:
                database.close()
        return self._mark_of[1]


def mark(outbox: Database) -> str:
    """The same text for the same content, whatever is left out of a copy aside."""
    digest = hashlib.blake2b(digest_size=16)
    facts = f"SELECT key, value FROM fact WHERE key NOT IN ({', '.join('?' * len(PASSING_FACTS))}) ORDER BY key"
    for sql, arguments in (
        ("SELECT * FROM change ORDER BY sequence", ()),
        ("SELECT * FROM upload ORDER BY change_id, position", ()),
        ("SELECT * FROM draft ORDER BY id", ()),
        (facts, PASSING_FACTS),
    ):
        for row in outbox.rows(sql, arguments):
            digest.update(repr(row).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def stamp(at: Instant) -> str:
    """An instant as part of a file's name, sorted as time goes."""
    return f"{datetime.fromtimestamp(at // 1000, UTC):%Y%m%dT%H%M%S}{at % 1000:03d}Z"


def time_of(copy: Path) -> Instant:
    """When a copy was made, by its name."""
    found = _NAME.match(copy.name)
    if found is None:
        raise errors.Mistake(f"not a copy of the outbox: {copy.name}")
    text = found[1]
    whole = datetime.strptime(text[:15], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    return int(whole.timestamp()) * 1000 + int(text[15:18])


def _finish(copy: Database, of: Path) -> None:
    copy.run(f"DELETE FROM fact WHERE key IN ({', '.join('?' * len(PASSING_FACTS))})", PASSING_FACTS)
    if not copy.is_sound():
        raise errors.StorageDamaged("what was copied is not sound", str(of))
