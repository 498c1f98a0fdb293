"""One encrypted SQLite file, opened the one right way, its errors told in our words.

SQLite comes as APSW with SQLite3 Multiple Ciphers: ChaCha20 with a raw 32-byte key, pages with a MAC, and the same new engine on
every platform. A `Database` belongs to one thread at a time; several may be open on one file, one of them writing.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any

import apsw

from desktop import errors

Value = None | int | float | str | bytes
Row = tuple[Value, ...]
Arguments = Sequence[Any] | Mapping[str, Any]

BUSY_MILLISECONDS = 5_000
"""How long one connection waits for another. Writes are short (200 rows), so that this is only reached by a foreign process."""


class Durability(StrEnum):
    """How much a commit promises. `FULL` is on the disk when it returns; `NORMAL` may lose the latest commits in a power cut."""

    FULL = "FULL"
    NORMAL = "NORMAL"


class Database:
    """A connection. Raises the storage errors of `desktop.errors`, never APSW's own."""

    def __init__(
        self, path: Path, key: bytes, *, durability: Durability = Durability.FULL, read_only: bool = False
    ) -> None:
        """Open or create `path` with the 32-byte `key`."""
        if len(key) != 32:
            raise errors.Mistake("a database key has 32 bytes")
        self.path = path
        flags = apsw.SQLITE_OPEN_READONLY if read_only else apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
        with self._translated():
            self._connection = apsw.Connection(os.fspath(path), flags=flags)
            try:
                self._prepare(key, durability, read_only)
            except BaseException:
                self._connection.close()
                raise

    def _prepare(self, key: bytes, durability: Durability, read_only: bool) -> None:
        connection = self._connection
        connection.set_busy_timeout(BUSY_MILLISECONDS)
        connection.pragma("cipher", "chacha20")
        connection.pragma("key", f"raw:{key.hex()}")
        # The first page is read here: a wrong key shows itself now, not somewhere later.
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
        connection.pragma("foreign_keys", True)
        connection.pragma("temp_store", 2)
        if read_only:
            connection.pragma("query_only", True)
            return
        connection.pragma("journal_mode", "wal")
        connection.pragma("synchronous", durability.value)
        connection.pragma("journal_size_limit", 16 * 1024 * 1024)

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except apsw.Error as error:
            raise translate(error, self.path) from error

    def rows(self, sql: str, arguments: Arguments = ()) -> list[Row]:
        """All rows of a query."""
        with self._translated():
            return self._connection.execute(sql, arguments).fetchall()

    def one(self, sql: str, arguments: Arguments = ()) -> Row | None:
        """The first row of a query, None without one."""
        with self._translated():
            row: Row | None = next(iter(self._connection.execute(sql, arguments)), None)
        return row

    def value(self, sql: str, arguments: Arguments = ()) -> Value:
        """The first column of the first row, None without one."""
        row = self.one(sql, arguments)
        return row[0] if row else None

    def number(self, sql: str, arguments: Arguments = ()) -> int:
        """The first column of the first row as a number, 0 without one."""
        value = self.value(sql, arguments)
        return value if isinstance(value, int) else 0

    def run(self, sql: str, arguments: Arguments = ()) -> int:
        """Execute a statement that changes something; returns how many rows it changed."""
        with self._translated():
            before = self._connection.total_changes()
            self._connection.execute(sql, arguments).fetchall()
            return self._connection.total_changes() - before

    def run_many(self, sql: str, arguments: Iterable[Arguments]) -> None:
        """Execute a statement once per row of arguments."""
        with self._translated():
            self._connection.executemany(sql, arguments).fetchall()

    def script(self, sql: str) -> None:
        """Execute several statements."""
        with self._translated():
            self._connection.execute(sql).fetchall()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: commits at the end, rolls back on any exception. Nested uses belong to the outermost."""
        if self._is_open():
            yield
            return
        with self._translated():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                # SQLite may have rolled back by itself (disk full): a second ROLLBACK would hide the first error.
                if self._is_open():
                    self._connection.execute("ROLLBACK")
                raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Several reads that see one and the same state."""
        with self._translated():
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                if self._is_open():
                    self._connection.execute("ROLLBACK")

    def _is_open(self) -> bool:
        return bool(self._connection.in_transaction)

    def copy_to(self, target: Path, key: bytes) -> None:
        """A consistent copy under the same key (SQLite's backup), durable when this returns."""
        copy = Database(target, key)
        try:
            with self._translated(), copy._connection.backup("main", self._connection, "main") as backup:
                backup.step()
        finally:
            copy.close()

    def is_sound(self) -> bool:
        """SQLite's own quick check of the whole file."""
        try:
            return self.value("PRAGMA quick_check(1)") == "ok"
        except errors.StorageDamaged:
            return False

    def close(self) -> None:
        """Close; may be called twice."""
        with self._translated():
            self._connection.close()


def translate(error: apsw.Error, path: Path) -> errors.StorageError:
    """APSW's exception in our words."""
    text, where = str(error), str(path)
    if isinstance(error, apsw.FullError):
        return errors.DiskFull(text, where)
    if isinstance(error, apsw.NotADBError):
        # With encryption, a wrong key and a scrambled first page look alike.
        return errors.WrongKey(text, where)
    if isinstance(error, apsw.CorruptError):
        return errors.StorageDamaged(text, where)
    if isinstance(error, apsw.BusyError | apsw.LockedError):
        return errors.StorageBusy(text, where)
    return errors.StorageError(text, where)
