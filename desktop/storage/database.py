"""One encrypted SQLite file, opened the one right way, its errors told in our words.

SQLite comes as APSW with SQLite3 Multiple Ciphers: ChaCha20 with a raw 32-byte key, pages with a MAC, and the same new engine on
every platform. A `Database` belongs to one thread at a time; several may be open on one file, one of them writing.

It outlives its file: whoever holds one goes on with it after the file was put in place anew (`reopen`). A precious file that was deleted
or moved while it is open is written again from what the connection still holds, before a commit is told as done.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import apsw

from desktop import errors
from desktop.storage.durable import FORBIDDEN, FULL, disk_words, of_system, place

log = logging.getLogger("sportello.database")

T = TypeVar("T")

Value = None | int | float | str | bytes
Row = tuple[Value, ...]
Arguments = Sequence[Any] | Mapping[str, Any]

BUSY_MILLISECONDS = 5_000
"""How long one connection waits for another. Writes are short (200 rows), so that this is only reached by a foreign process."""


SIDES = ("", "-wal", "-shm", "-journal")
"""What SQLite keeps of one database: the file, and beside it what was not yet brought into it."""


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
        self.key = key
        self._durability = durability
        self._read_only = read_only
        self._damage: Callable[[errors.StorageError], bool] | None = None
        self._condemned: errors.StorageError | None = None
        self._connection = self._connect()
        self._file = self._file_now()

    def _connect(self) -> apsw.Connection:
        flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
        with self._translated(None):
            connection = apsw.Connection(
                os.fspath(self.path), flags=apsw.SQLITE_OPEN_READONLY if self._read_only else flags
            )
        try:
            with self._translated(connection):
                self._prepare(connection)
        except BaseException:
            close(connection)
            raise
        return connection

    def _prepare(self, connection: apsw.Connection) -> None:
        connection.set_busy_timeout(BUSY_MILLISECONDS)
        connection.pragma("cipher", "chacha20")
        connection.pragma("key", f"raw:{self.key.hex()}")
        # The first page is read here: a wrong key shows itself now, not somewhere later.
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
        connection.pragma("foreign_keys", True)
        connection.pragma("temp_store", 2)
        if self._read_only:
            connection.pragma("query_only", True)
            return
        connection.pragma("journal_mode", "wal")
        connection.pragma("synchronous", self._durability.value)
        # On macOS a plain fsync leaves the bytes in the drive; elsewhere this says nothing.
        connection.pragma("fullfsync", self._durability is Durability.FULL)
        connection.pragma("journal_size_limit", 16 * 1024 * 1024)

    @contextmanager
    def _translated(self, connection: apsw.Connection | None) -> Iterator[None]:
        try:
            yield
        except apsw.Error as error:
            raise translate(error, self.path, connection.system_errno if connection else 0) from error

    # Damage and replacement

    def on_damage(self, told: Callable[[errors.StorageError], bool]) -> None:
        """`told` hears of every damage met from now on, on the thread that met it.

        It answers True when the question may be asked once more: it has put something readable in place.
        """
        self._damage = told

    def condemn(self, error: errors.StorageError) -> None:
        """Answer nothing more but this error until `reopen`: nobody shall build on a file that is about to be replaced."""
        self._condemned = error

    @property
    def is_condemned(self) -> bool:
        """Whether it waits for `reopen`."""
        return self._condemned is not None

    def _ask(self, question: Callable[[apsw.Connection], T]) -> T:
        if self._condemned is not None:
            raise self._condemned
        try:
            with self._translated(self._connection):
                return question(self._connection)
        except (errors.StorageDamaged, errors.WrongKey) as error:
            if self._damage is None or not self._damage(error):
                raise
        with self._translated(self._connection):
            return question(self._connection)

    def reopen(self) -> None:
        """Let go of the file and open the one that lies at the path now. Raises the storage errors."""
        self.close()
        self._connection = self._connect()
        self._file = self._file_now()
        self._condemned = None

    def stand_in(self) -> None:
        """Let go of the file and go on with an empty database in memory, which the caller fills; `reopen` ends it."""
        self.close()
        with self._translated(None):
            self._connection = apsw.Connection(":memory:")
        self._file, self._condemned = None, None

    @property
    def in_place(self) -> bool:
        """Whether the file that is open still lies at its path: it may have been deleted, moved or replaced."""
        return self._file is None or self._file == self._file_now()

    def _file_now(self) -> tuple[int, int] | None:
        try:
            status = self.path.stat()
        except OSError:
            return None
        return status.st_dev, status.st_ino

    def _stands(self) -> None:
        """After a commit: it counts only if others will find it."""
        if self.in_place or self._read_only:
            return
        if self._durability is not Durability.FULL:
            error = errors.StorageDamaged("deleted or replaced while in use", str(self.path))
            if self._damage is not None:
                self._damage(error)
            raise error
        if self.path.exists():
            self.reopen()
            raise errors.StorageBusy("another process put the file in place anew", str(self.path))
        # What SQLite left beside the deleted file belongs to it, and would be taken for the new one's.
        remove(self.path, sides=SIDES[1:])
        self.copy_to(self.path)
        self.reopen()

    # Reading and writing

    def rows(self, sql: str, arguments: Arguments = ()) -> list[Row]:
        """All rows of a query."""

        def question(connection: apsw.Connection) -> list[Row]:
            found: list[Row] = connection.execute(sql, arguments).fetchall()
            return found

        return self._ask(question)

    def one(self, sql: str, arguments: Arguments = ()) -> Row | None:
        """The first row of a query, None without one."""

        def question(connection: apsw.Connection) -> Row | None:
            found: Row | None = next(iter(connection.execute(sql, arguments)), None)
            return found

        return self._ask(question)

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

        def order(connection: apsw.Connection) -> int:
            before = connection.total_changes()
            connection.execute(sql, arguments).fetchall()
            return connection.total_changes() - before

        changed = self._ask(order)
        if not self._is_open():
            self._stands()
        return changed

    def run_many(self, sql: str, arguments: Iterable[Arguments]) -> None:
        """Execute a statement once per row of arguments."""
        self._ask(lambda connection: connection.executemany(sql, arguments).fetchall())
        if not self._is_open():
            self._stands()

    def script(self, sql: str) -> None:
        """Execute several statements."""
        self._ask(lambda connection: connection.execute(sql).fetchall())
        if not self._is_open():
            self._stands()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: commits at the end, rolls back on any exception. Nested uses belong to the outermost."""
        if self._is_open():
            yield
            return
        self._ask(lambda connection: connection.execute("BEGIN IMMEDIATE"))
        try:
            yield
            self._ask(lambda connection: connection.execute("COMMIT"))
        except BaseException:
            # SQLite may have rolled back by itself (disk full): a second ROLLBACK would hide the first error.
            if self._is_open():
                with self._translated(self._connection):
                    self._connection.execute("ROLLBACK")
            raise
        self._stands()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Several reads that see one and the same state."""
        self._ask(lambda connection: connection.execute("BEGIN"))
        try:
            yield
        finally:
            if self._is_open():
                with self._translated(self._connection):
                    self._connection.execute("ROLLBACK")

    def _is_open(self) -> bool:
        return bool(self._connection.in_transaction)

    # The whole file

    def copy_to(self, target: Path, finish: Callable[[Database], None] | None = None) -> None:
        """A consistent copy under the same key (SQLite's backup): one file, whole and durable or not there at all.

        `finish` may change the copy, or refuse it by raising, before it gets its name. Raises the storage errors.
        """
        part = target.with_name(f"{target.name}.part")
        remove(part)
        try:
            copy = Database(part, self.key)
            try:
                with (
                    self._translated(self._connection),
                    copy._connection.backup("main", self._connection, "main") as backup,
                ):
                    backup.step()
                if finish is not None:
                    finish(copy)
                copy.into_one_file()
            finally:
                copy.close()
            with disk_words(target):
                place(part, target)
        except BaseException:
            remove(part)
            raise

    def into_one_file(self) -> None:
        """Bring everything into the file itself, so that it can be moved; closing alone may leave the log behind."""
        if self.value("PRAGMA journal_mode = delete") != "delete":
            raise errors.StorageBusy("somebody else has it open", str(self.path))

    def is_sound(self) -> bool:
        """SQLite's own quick check of the whole file; damage it finds is told like any other."""
        try:
            verdict = self.value("PRAGMA quick_check(1)")
        except errors.StorageDamaged:
            return False
        if verdict != "ok" and self._damage is not None:
            self._damage(errors.StorageDamaged(str(verdict), str(self.path)))
        return verdict == "ok"

    def close(self) -> None:
        """Close; may be called twice. A disk that refuses the last tidying up is no error: what is committed stays in the log."""
        close(self._connection)

    def leave(self) -> None:
        """Close a broken file as it is: what the log holds stays in the log, beside it."""
        with self._translated(None):
            self._connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
        self.close()


def close(connection: apsw.Connection) -> None:
    """Close a connection; see `Database.close`."""
    try:
        connection.close()
    except (apsw.IOError, apsw.FullError, apsw.ReadOnlyError) as error:
        log.info("closed, but not tidied up: %s", error)


def remove(path: Path, *, sides: Sequence[str] = SIDES) -> None:
    """Delete what there is of a database that nobody needs any more, or never was finished. Raises StorageError."""
    with disk_words(path):
        for side in sides:
            path.with_name(path.name + side).unlink(missing_ok=True)


def translate(error: apsw.Error, path: Path, number: int = 0) -> errors.StorageError:
    """APSW's exception in our words; `number` is what the operating system said last."""
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
    if isinstance(error, apsw.ReadOnlyError | apsw.PermissionsError):
        return errors.FolderReadOnly(text, str(path.parent))
    if isinstance(error, apsw.IOError | apsw.CantOpenError) and number in FULL | FORBIDDEN:
        return of_system(number, text, path)
    if isinstance(error, apsw.IOError):
        return errors.DiskBroken(text, where)
    if isinstance(error, apsw.CantOpenError) and not _may_write(path):
        return errors.FolderReadOnly(text, str(path.parent))
    return errors.StorageError(text, where)


def _may_write(path: Path) -> bool:
    """SQLite needs the folder, too: for the log beside the file."""
    return os.access(path.parent, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))
