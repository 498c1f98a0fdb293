"""Reading what can still be read of a broken outbox, table by table and row by row.

Works on a copy: the broken file stays as it was found. Every page carries a MAC, so a row that can be read is the row that was written;
what can't be read fails loudly. A scrambled first page, without which SQLite sees no database at all, is taken from a backup: it
says where the tables begin, and that does not change from hour to hour.
"""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import apsw

from desktop.storage.database import SIDES, Row, Value, close, remove, translate
from desktop.storage.durable import disk_words

log = logging.getLogger("sportello.salvage")

PAGE = 4096
"""Bytes of a page, SQLite's default."""

Key = tuple[Value, ...]

KEYS: dict[str, tuple[str, ...]] = {
    "change": ("sequence",),
    "upload": ("change_id", "position"),
    "draft": ("id",),
    "fact": ("key",),
}
"""The tables of the outbox with what orders them."""

_LONGEST_GAP = 20_000
"""Numbers tried one by one between two readable stretches of a table."""


@dataclass(slots=True)
class Stretch:
    """A part of a table that was read without a gap, ends included; None is open to that side."""

    first: Key | None
    last: Key | None

    def holds(self, key: Key) -> bool:
        """Whether a row with this key would have been found."""
        return (self.first is None or not _less(key, self.first)) and (self.last is None or not _less(self.last, key))


@dataclass(slots=True)
class Reading:
    """What could be read of one table: rows as columns by name, under their keys."""

    rows: dict[Key, dict[str, Value]] = field(default_factory=dict)
    stretches: list[Stretch] = field(default_factory=list)
    whole: bool = False

    def knows(self, key: Key) -> bool:
        """Whether what was read says about this key: it is there, or it was taken out on purpose."""
        return any(stretch.holds(key) for stretch in self.stretches)


def _less(one: Key, two: Key) -> bool:
    # Keys of one table are alike in type, column by column, and SQLite orders texts as Python does (by code point, as UTF-8).
    return one < two


def salvage(
    broken: Path, key: bytes, backup: Path | None, hints: dict[str, Iterable[Key]], scratch: Path
) -> dict[str, Reading]:
    """Everything that can be read of the database `broken`.

    `backup` is a sound copy, None without one; `hints` are keys that may exist, by table: stretches between broken pages are found by
    them. `scratch` is a folder for the working copy. Raises DiskFull, DiskBroken, StorageError; damage is no error here.
    """
    with disk_words(scratch), tempfile.TemporaryDirectory(prefix="salvage-", dir=scratch) as folder:
        copy = Path(folder) / broken.name
        for side in ("", "-wal"):
            source = broken.with_name(broken.name + side)
            if source.exists():
                shutil.copyfile(source, copy.with_name(copy.name + side))
        try:
            connection = _open(copy, key, backup)
        except apsw.Error as error:
            raise translate(error, broken) from error
        if connection is None:
            return {table: Reading() for table in KEYS}
        try:
            return {table: _read(connection, table, hints.get(table, ())) for table in KEYS}
        finally:
            close(connection)


def _open(copy: Path, key: bytes, backup: Path | None) -> apsw.Connection | None:
    if not _fold_log(copy, key):
        if backup is None:
            return None
        with backup.open("rb") as stream:
            first = stream.read(PAGE)
        with copy.open("rb+") as stream:
            stream.write(first)
        _fold_log(copy, key)
    # What can't be folded by now (its frames are broken) can't be read either.
    remove(copy, sides=SIDES[1:])
    return _connect(copy, key)


def _fold_log(copy: Path, key: bytes) -> bool:
    """Bring what the log holds into the file: whole pages, newer than those that are broken. False when the file shows no database."""
    connection = apsw.Connection(os.fspath(copy))
    try:
        _unlock(connection, key)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except apsw.NotADBError:
        return False
    except apsw.CorruptError as error:
        log.info("the log was not brought in: %s", error)
    finally:
        close(connection)
    return True


def _unlock(connection: apsw.Connection, key: bytes) -> None:
    connection.pragma("cipher", "chacha20")
    connection.pragma("key", f"raw:{key.hex()}")
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()


def _connect(copy: Path, key: bytes) -> apsw.Connection | None:
    vfs = _LenientVFS()
    try:
        # Immutable: there is no log to look for any more, and nobody else.
        address = f"{copy.as_uri()}?immutable=1"
        flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
        connection = apsw.Connection(address, flags=flags, vfs=_LenientVFS.NAME)
    finally:
        # Registered for the moment of opening only.
        vfs.unregister()
    try:
        _unlock(connection, key)
    except (apsw.CorruptError, apsw.NotADBError):
        close(connection)
        return None
    return connection


class _LenientVFS(apsw.VFS):
    """Stands above the encryption and forgets the number of pages that the first page names.

    SQLite then goes by the length of the file: a file that was cut off, or that has grown since its first page was copied, is
    readable as far as it reaches (file format 1.3.7 "In-header database size").
    """

    NAME = "sportello-salvage"

    def __init__(self) -> None:
        self._below = apsw.vfs_names()[0]
        super().__init__(self.NAME, self._below)

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:  # noqa: N802 - SQLite's name
        """The database itself: an immutable one has neither log nor journal."""
        return _LenientFile(self._below, name, flags)


class _LenientFile(apsw.VFSFile):
    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802 - SQLite's name
        data: bytes = super().xRead(amount, offset)
        return data[:28] + bytes(4) + data[32:] if offset == 0 and len(data) >= PAGE else data


def _read(connection: apsw.Connection, table: str, hints: Iterable[Key]) -> Reading:
    reading = Reading()
    columns = KEYS[table]
    last, reading.whole = _scan(connection, table, None, reading, upwards=True)
    top = _highest_given(connection) if columns == ("sequence",) else None
    if reading.whole:
        reading.stretches.append(Stretch(None, top))
        return reading
    if last is not None:
        reading.stretches.append(Stretch(None, last))
    first, _ = _scan(connection, table, None, reading, upwards=False)
    if first is not None:
        reading.stretches.append(Stretch(first, top))
    seeds: Iterable[Key] = sorted(hints)  # alike in type, see _less
    if columns == ("sequence",):
        seeds = _numbers(last, first, list(seeds))
    for seed in seeds:
        if reading.knows(seed):
            continue
        up, _ = _scan(connection, table, seed, reading, upwards=True)
        down, _ = _scan(connection, table, seed, reading, upwards=False)
        if up is not None or down is not None:
            reading.stretches.append(Stretch(down or seed, up or seed))
    return reading


def _highest_given(connection: apsw.Connection) -> Key:
    """The highest number that a change ever had here: of higher ones the file knows nothing."""
    try:
        row = next(iter(connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'change'")), (0,))
    except (apsw.CorruptError, apsw.NotADBError, apsw.SQLError):
        row = (0,)
    return (row[0],)


def _numbers(last: Key | None, first: Key | None, hints: Sequence[Key]) -> list[Key]:
    """Every number of the gap between what was read from below and from above."""
    low = _number(last, 0)
    high = _number(first, max((_number(hint, 0) for hint in hints), default=0) + _LONGEST_GAP)
    return [(number,) for number in range(low + 1, min(high, low + _LONGEST_GAP))]


def _number(key: Key | None, otherwise: int) -> int:
    value = key[0] if key else None
    return value if isinstance(value, int) else otherwise


def _scan(
    connection: apsw.Connection, table: str, start: Key | None, reading: Reading, *, upwards: bool
) -> tuple[Key | None, bool]:
    """Read rows in order from `start` (the end of the table without one) until a broken page; the last key read, whether all went well."""
    columns = KEYS[table]
    names = ", ".join(columns)
    where = f"WHERE ({names}) {'>=' if upwards else '<='} ({', '.join('?' * len(columns))})" if start else ""
    order = ", ".join(f"{name} {'ASC' if upwards else 'DESC'}" for name in columns)
    last: Key | None = None
    try:
        cursor = connection.execute(f"SELECT * FROM {table} {where} ORDER BY {order}", start or ())
        for row in cursor:
            content = _named(cursor, row)
            last = tuple(content[name] for name in columns)
            reading.rows[last] = content
    except (apsw.CorruptError, apsw.NotADBError, apsw.SQLError):
        # SQLError: the page that says which tables there are is gone.
        return last, False
    except apsw.Error as error:
        raise translate(error, Path(connection.filename), connection.system_errno) from error
    return last, True


def _named(cursor: apsw.Cursor, row: Row) -> dict[str, Value]:
    return {name: value for (name, *_), value in zip(cursor.get_description(), row, strict=True)}
