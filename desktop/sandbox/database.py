"""The sandbox's SQLite: one writing thread, a few reading ones, and a log that every write goes through.

Promises: what `write` returned is on disk (WAL with synchronous=FULL) and in the feed; a function given to `write` has all of its
effects or none; readers never wait for the writer and see one state throughout a `read`.
"""

import asyncio
import hashlib
import json
import secrets
import sqlite3  # noqa: TID251 - the sandbox stands alone, with SQL of its own
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from pathlib import Path
from typing import TypeVar

from desktop.sandbox.clock import Clock, stamp
from desktop.sandbox.threads import started_pool

Result = TypeVar("Result")

EVERYONE = "*"
SCHEMA_VERSION = 2


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def compact(value: object) -> str:
    """JSON as it is stored and sent: no blanks, any script as it is."""
    return _ENCODER.encode(value)


@dataclass(frozen=True)
class Entity:
    """One entity as it stands in the feed. `data` is its JSON, ready to be sent."""

    type: str
    id: str
    audience: str
    version: int
    data: str

    def fields(self) -> dict[str, object]:
        """The entity's JSON, read."""
        fields = json.loads(self.data)
        assert isinstance(fields, dict)
        return fields


@dataclass(frozen=True)
class FromMail:
    """That a write was caused by a mail: whose, its Message-ID (may be empty), and whether a program sent it that wants no answer."""

    sender: str
    message_id: str
    by_program: bool


@dataclass(frozen=True)
class Poke:
    """What a commit touched: for whom, and of which types. Only ever a hint to look."""

    audiences: frozenset[str]
    types: frozenset[str]


def find(connection: sqlite3.Connection, kind: str, identity: str) -> Entity | None:
    """The entity as it is now, whoever may see it."""
    row = connection.execute(
        "SELECT audience, version, data FROM feed WHERE id = ? AND type = ? AND op = 'upsert'", (identity, kind)
    ).fetchone()
    return None if row is None else Entity(kind, identity, row[0], row[1], row[2])


def id_is_taken(connection: sqlite3.Connection, identity: str) -> bool:
    """Whether anything of any type has or had this id."""
    return connection.execute("SELECT 1 FROM feed WHERE id = ? LIMIT 1", (identity,)).fetchone() is not None


class Transaction:
    """One write: SQL through `connection`, entities through `put`, `delete` and `hide`, so that the feed shows them.

    `written` is what was put so far, in order; `cause` is the mail that all of this is about, if it is one.
    """

    def __init__(self, connection: sqlite3.Connection, now: datetime) -> None:
        self.connection = connection
        self.now = now
        self.now_text = stamp(now)
        self.written: list[Entity] = []
        self.cause: FromMail | None = None
        self._chain = hashlib.sha256()
        self._last_position: int | None = None
        self._touched: set[tuple[str, str]] = set()

    def put(self, kind: str, identity: str, audience: str, version: int, fields: Mapping[str, object]) -> Entity:
        """Writes the entity's present state at the end of the log."""
        data = compact(fields)
        self._append(kind, identity, audience, "upsert", version, data)
        entity = Entity(kind, identity, audience, version, data)
        self.written.append(entity)
        return entity

    def delete(self, entity: Entity) -> None:
        """Leaves a tombstone where the entity was."""
        self._append(entity.type, entity.id, entity.audience, "delete", entity.version + 1, None)

    def hide(self, entity: Entity, audience: str) -> Entity:
        """Moves the entity to another audience; the former one is told that it is gone from its sight."""
        self._append(entity.type, entity.id, entity.audience, "hidden", entity.version, None)
        version = entity.version + 1
        changed = {"company_id": audience, "updated_at": self.now_text, "version": version}
        moved = {name: changed.get(name, value) for name, value in entity.fields().items()}
        return self.put(entity.type, entity.id, audience, version, moved)

    def _append(self, kind: str, identity: str, audience: str, op: str, version: int, data: str | None) -> None:
        before = self.connection.execute(
            "DELETE FROM feed WHERE id = ? AND type = ? AND audience = ? RETURNING op", (identity, kind, audience)
        ).fetchone()
        appended = self.connection.execute(
            "INSERT INTO feed (type, id, audience, op, version, changed_at, data) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (kind, identity, audience, op, version, self.now_text, data),
        )
        difference = (op == "upsert") - (before is not None and before[0] == "upsert")
        if difference:
            self.tally(audience, kind, difference)
        self.link(appended.lastrowid or 0, f"{kind} {identity} {audience} {op} {version} {data}", audience, kind)

    def tally(self, audience: str, kind: str, difference: int) -> None:
        """Counts upserts, for a snapshot's total."""
        self.connection.execute(
            "INSERT INTO tallies VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET items = items + excluded.items",
            (audience, kind, difference),
        )

    def link(self, position: int, content: str, audience: str, kind: str) -> None:
        """Takes one entry of the log into the hash chain and into the poke."""
        self._last_position = position
        self._chain.update(content.encode())
        self._touched.add((audience, kind))

    def seal(self) -> Poke | None:
        """Closes the chain over this commit; what was touched, or None when the log did not grow."""
        if self._last_position is None:
            return None
        before = self.connection.execute("SELECT hash FROM commits ORDER BY position DESC LIMIT 1").fetchone()
        link = hashlib.sha256((before[0] if before else "").encode() + self._chain.digest()).hexdigest()[:32]
        self.connection.execute("INSERT INTO commits VALUES (?, ?)", (self._last_position, link))
        return Poke(frozenset(a for a, _ in self._touched), frozenset(kind for _, kind in self._touched))

    @contextmanager
    def undone_on(self, *faults: type[Exception]) -> Iterator[None]:
        """Everything inside leaves no trace when one of `faults` is raised, which then goes on."""
        chain, last, touched = self._chain.copy(), self._last_position, set(self._touched)
        written = len(self.written)
        self.connection.execute("SAVEPOINT attempt")
        try:
            yield
        except faults:
            self.connection.execute("ROLLBACK TO attempt")
            self._chain, self._last_position, self._touched = chain, last, touched
            del self.written[written:]
            raise
        finally:
            self.connection.execute("RELEASE attempt")


class Database:
    """The file `helpdesk.db` under `folder`, created when missing. Close it from outside its own threads."""

    READERS = 4

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.path = folder / "helpdesk.db"
        self.clock = clock
        self.committed: Callable[[Poke], None] = lambda _poke: None
        self.before_commit: Callable[[Transaction], None] = lambda _transaction: None
        self._readers_here = threading.local()
        self._open_readers: list[sqlite3.Connection] = []
        self._writing = started_pool(1, "sandbox-writer")
        self._reading = started_pool(self.READERS, "sandbox-reader")
        try:
            self._connection = self._writing.submit(self._open).result()
        except BaseException:
            self._writing.shutdown()
            self._reading.shutdown()
            raise

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=30, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA foreign_keys = ON")
        return connection

    def _open(self) -> sqlite3.Connection:
        connection = self._connect()
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        folder = resources.files("desktop.sandbox")
        mail = (folder / "schema_mail.sql").read_text("utf-8")
        if version == 0:
            schema = (folder / "schema.sql").read_text("utf-8")
            connection.executescript(f"BEGIN IMMEDIATE;\n{schema};\n{mail};\nPRAGMA user_version = {SCHEMA_VERSION};")
            born = [("epoch", secrets.token_hex(8)), ("secret", secrets.token_hex(32))]
            connection.executemany("INSERT INTO meta VALUES (?, ?)", born)
            connection.execute("COMMIT")
        elif version == 1:  # data from before the helpdesk took mail
            connection.executescript(f"BEGIN IMMEDIATE;\n{mail};\nPRAGMA user_version = {SCHEMA_VERSION};\nCOMMIT;")
        elif version != SCHEMA_VERSION:
            connection.close()
            raise RuntimeError(f"{self.path} was written by another version of the sandbox; choose an empty folder")
        return connection

    async def write(self, job: Callable[[Transaction], Result]) -> Result:
        """Runs `job` in the one writing thread and commits; raises what it raises, with nothing written."""
        return await asyncio.get_running_loop().run_in_executor(self._writing, self._write, job)

    async def read(self, job: Callable[[sqlite3.Connection], Result]) -> Result:
        """Runs `job` over one unchanging state of the data."""
        return await asyncio.get_running_loop().run_in_executor(self._reading, self._read, job)

    async def in_reader(self, job: Callable[[], Result]) -> Result:
        """Runs what has to wait for a disk, and needs no data, on one of the reading threads."""
        return await asyncio.get_running_loop().run_in_executor(self._reading, job)

    def write_now(self, job: Callable[[Transaction], Result]) -> Result:
        """`write` for callers outside the event loop."""
        return self._writing.submit(self._write, job).result()

    def read_now(self, job: Callable[[sqlite3.Connection], Result]) -> Result:
        """`read` for callers outside the event loop."""
        return self._reading.submit(self._read, job).result()

    def _write(self, job: Callable[[Transaction], Result]) -> Result:
        connection = self._connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            transaction = Transaction(connection, self.clock())
            result = job(transaction)
            self.before_commit(transaction)
            poke = transaction.seal()
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        if poke is not None:
            self.committed(poke)
        return result

    def _read(self, job: Callable[[sqlite3.Connection], Result]) -> Result:
        connection: sqlite3.Connection | None = getattr(self._readers_here, "connection", None)
        if connection is None:
            connection = self._readers_here.connection = self._connect()
            connection.execute("PRAGMA query_only = ON")
            self._open_readers.append(connection)
        connection.execute("BEGIN")
        try:
            return job(connection)
        finally:
            connection.execute("ROLLBACK")

    def replace_by(self, copy: sqlite3.Connection, epoch: str) -> None:
        """Puts everything of a copy in the place of what is here, as one step for whoever reads; under a new epoch unless it is empty."""

        def replace() -> None:
            # A backup has no half uploads: whoever was sending one hears that it is gone, and begins anew.
            copy.execute("DELETE FROM uploads WHERE NOT done")
            if epoch:
                copy.execute("UPDATE meta SET value = ? WHERE name = 'epoch'", (epoch,))
            copy.commit()
            copy.backup(self._connection)

        self._writing.submit(replace).result()

    def meta(self, name: str) -> str:
        """A setting written at birth: `epoch` or `secret`. Raises KeyError when there is none of this name."""

        def look(connection: sqlite3.Connection) -> str:
            row = connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
            if row is None:
                raise KeyError(name)
            return str(row[0])

        return self.read_now(look)

    def close(self) -> None:
        """Waits for what is being written, then closes every connection."""
        self._reading.shutdown()
        self._writing.shutdown()
        for connection in [*self._open_readers, self._connection]:
            connection.close()
