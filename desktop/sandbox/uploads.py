"""Resumable uploads, tus 1.0.0: core, creation, expiration, checksum (sha256) and termination.

Promises: an offset that was answered is on disk; whoever comes back after a broken connection takes the upload over, so that a dead
connection never locks it; when the last byte is in, the whole is compared with its sha256 and becomes a blob or is gone.
Of a piece with a checksum nothing is kept until the checksum fits; of a piece without one, whatever arrived is kept.
"""

import asyncio
import base64
import contextlib
import hashlib
import os
import sqlite3  # noqa: TID251 - the sandbox stands alone, with SQL of its own
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

from starlette.requests import ClientDisconnect

from desktop.sandbox.blobs import BlobStore, readable_size
from desktop.sandbox.catalogue import UPLOAD_HOURS
from desktop.sandbox.clock import stamp
from desktop.sandbox.database import Database, Transaction
from desktop.sandbox.identifiers import uuid7
from desktop.sandbox.people import Person
from desktop.sandbox.portal import Limits
from desktop.sandbox.problems import Code, Problem, invalid, not_found

WRITE_AT = 1 << 20
CHECKPOINT = 8 << 20


@dataclass(frozen=True)
class Upload:
    """An upload as it stands in the database."""

    id: str
    person_id: str
    sha256: str
    length: int
    offset: int
    expires_at: str
    done: bool


@dataclass
class _Hold:
    """Who writes to an upload now; `give_way` asks that one to stop."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    give_way: asyncio.Event = field(default_factory=asyncio.Event)
    users: int = 0


class Uploads:
    """All uploads of one helpdesk."""

    def __init__(self, database: Database, blobs: BlobStore, limits: Limits, max_bytes: int) -> None:
        self._database = database
        self._blobs = blobs
        self._limits = limits
        self.max_bytes = max_bytes
        self._holds: dict[str, _Hold] = {}

    def _part(self, identity: str) -> Path:
        return self._blobs.incoming / f"{identity}.part"

    async def create(self, person: Person, length: int, sha256: str, name: str, mime: str) -> Upload:
        """A new upload; complete at once when this person could read those bytes anyway. Raises Problem 413, 415, 460."""
        if length > self.max_bytes:
            raise Problem(413, Code.TOO_LARGE, f"A file may have {self.max_bytes} bytes at most.")
        if not self._limits.allow(mime):
            raise Problem(415, Code.TYPE_NOT_ALLOWED, f"This portal does not take files of the type “{mime}”.")
        empty = hashlib.sha256().hexdigest()
        if length == 0 and sha256 != empty:
            raise checksum_mismatch("the whole file")

        def begin(transaction: Transaction) -> Upload:
            here = readable_size(transaction.connection, person, sha256, transaction.now_text) == length
            if length == 0 and not here:
                self._blobs.keep([b""])
                transaction.connection.execute("INSERT OR IGNORE INTO blobs VALUES (?, 0)", (empty,))
                here = True
            identity, expires = uuid7(transaction.now), stamp(transaction.now + timedelta(hours=UPLOAD_HOURS))
            if not here:
                self._part(identity).touch()
            upload = Upload(identity, person.id, sha256, length, length if here else 0, expires, here)
            transaction.connection.execute(
                "INSERT INTO uploads VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (identity, person.id, sha256, length, upload.offset, name, mime, expires, here),
            )
            return upload

        return await self._database.write(begin)

    async def find(self, person: Person, identity: str) -> Upload:
        """The person's upload. Raises Problem 404 or 410."""

        def look(connection: sqlite3.Connection) -> Upload | None:
            row = connection.execute(
                "SELECT id, person_id, sha256, length, offset, expires_at, done FROM uploads WHERE id = ? AND person_id = ?",
                (identity.lower(), person.id),
            ).fetchone()
            return None if row is None else Upload(row[0], row[1], row[2], row[3], row[4], row[5], bool(row[6]))

        upload = await self._database.read(look)
        if upload is None:
            raise not_found()
        if upload.expires_at <= stamp(self._database.clock()):
            raise Problem(410, Code.UPLOAD_EXPIRED, "This upload took too long; begin it anew.")
        return upload

    @contextlib.asynccontextmanager
    async def _held(self, identity: str) -> AsyncIterator[_Hold]:
        """Sole access to an upload; whoever has it now is asked to stop, and keeps what it received."""
        hold = self._holds.setdefault(identity, _Hold())
        hold.users += 1
        hold.give_way.set()
        try:
            async with hold.lock:
                if hold.users == 1:  # else somebody newer is waiting for it already
                    hold.give_way.clear()
                yield hold
        finally:
            hold.users -= 1
            if hold.users == 0:
                del self._holds[identity]

    async def offset(self, person: Person, identity: str) -> Upload:
        """The upload with its offset, after whoever was still writing has stopped. Raises Problem 404 or 410."""
        upload = await self.find(person, identity)
        if upload.done:
            return upload
        async with self._held(upload.id):
            return await self.find(person, identity)

    async def terminate(self, person: Person, identity: str) -> None:
        """Forgets the upload and its bytes. Raises Problem 404 or 410."""
        upload = await self.find(person, identity)
        async with self._held(upload.id):
            await self._forget(await self.find(person, identity))

    async def receive(
        self, person: Person, identity: str, offset: int, body: AsyncIterator[bytes], checksum: bytes | None
    ) -> Upload:
        """Appends the body at `offset`; the upload afterwards. `checksum` is the sha256 of the body.

        Raises Problem 404, 409 (with the offset), 410, 413, 460; ClientDisconnect after keeping what may be kept.
        """
        first = await self.find(person, identity)
        async with self._held(first.id) as hold:
            upload = await self.find(person, identity)
            if offset != upload.offset:
                raise _elsewhere(upload)
            if upload.done:
                return upload
            with self._part(upload.id).open("r+b") as file:
                file.truncate(offset)
                file.seek(offset)
                upload = await _Reception(self._database, self._blobs, upload, file, hold.give_way, checksum).run(body)
            if upload.offset == upload.length:
                upload = await self._complete(upload)
            return upload

    async def _complete(self, upload: Upload) -> Upload:
        part = self._part(upload.id)
        if await self._blobs.in_thread(lambda: self._blobs.hash_of(part)) != upload.sha256:
            await self._forget(upload)
            raise checksum_mismatch("the whole file, which is thrown away")
        await self._blobs.in_thread(lambda: self._blobs.adopt(part, upload.sha256))

        def finish(transaction: Transaction) -> None:
            transaction.connection.execute("INSERT OR IGNORE INTO blobs VALUES (?, ?)", (upload.sha256, upload.length))
            transaction.connection.execute("UPDATE uploads SET done = 1 WHERE id = ?", (upload.id,))

        await self._database.write(finish)
        return Upload(upload.id, upload.person_id, upload.sha256, upload.length, upload.length, upload.expires_at, True)

    async def _forget(self, upload: Upload) -> None:
        await self._database.write(
            lambda t: t.connection.execute("DELETE FROM uploads WHERE id = ?", (upload.id,)).close()
        )
        self._part(upload.id).unlink(missing_ok=True)


class _Reception:
    """One body on its way into an upload's file."""

    def __init__(
        self,
        database: Database,
        blobs: BlobStore,
        upload: Upload,
        file: BinaryIO,
        give_way: asyncio.Event,
        checksum: bytes | None,
    ) -> None:
        self._database = database
        self._blobs = blobs
        self._upload = upload
        self._file = file
        self._give_way = give_way
        self._checksum = checksum
        self._hash = hashlib.sha256()
        self._kept = self._at = upload.offset
        self._waiting = bytearray()

    async def run(self, body: AsyncIterator[bytes]) -> Upload:
        """Takes the whole body; the upload at its new offset, on disk."""
        try:
            async for piece in self._until_asked_to_stop(body):
                if self._at + len(self._waiting) + len(piece) > self._upload.length:
                    raise Problem(413, Code.TOO_LARGE, "There are more bytes than Upload-Length said.")
                self._waiting += piece
                if len(self._waiting) >= WRITE_AT:
                    await self._write()
                if self._checksum is None and self._at - self._kept >= CHECKPOINT:
                    await self._keep()
        except (ClientDisconnect, _Interrupted) as cut:
            if self._checksum is None:
                await self._write()
                await self._keep()
            if isinstance(cut, _Interrupted):
                raise _elsewhere(self._now()) from cut
            raise
        await self._write()
        if self._checksum is not None and self._hash.digest() != self._checksum:
            raise checksum_mismatch("this piece, of which nothing is kept")
        await self._keep()
        return self._now()

    async def _until_asked_to_stop(self, body: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        stop = asyncio.ensure_future(self._give_way.wait())
        pending: asyncio.Future[bytes] | None = None
        try:
            while True:
                pending = asyncio.ensure_future(anext(body, b""))
                await asyncio.wait((pending, stop), return_when=asyncio.FIRST_COMPLETED)
                if not pending.done():
                    raise _Interrupted
                piece = pending.result()
                if not piece:
                    return
                yield piece
        finally:
            for task in (stop, pending):
                if task is not None and not task.done():
                    task.cancel()

    async def _write(self) -> None:
        piece, self._waiting = self._waiting, bytearray()

        def write() -> None:
            self._file.write(piece)
            if self._checksum is not None:
                self._hash.update(piece)

        await self._blobs.in_thread(write)
        self._at += len(piece)

    async def _keep(self) -> None:
        """Makes everything written so far the upload's offset: first the bytes, then the row."""

        def sync() -> None:
            self._file.flush()
            os.fsync(self._file.fileno())

        if self._at == self._kept:
            return
        await self._blobs.in_thread(sync)
        row = (self._at, self._upload.id)
        await self._database.write(
            lambda t: t.connection.execute("UPDATE uploads SET offset = ? WHERE id = ?", row).close()
        )
        self._kept = self._at

    def _now(self) -> Upload:
        u = self._upload
        return Upload(u.id, u.person_id, u.sha256, u.length, self._kept, u.expires_at, u.done)


class _Interrupted(Exception):
    """Somebody else goes on with this upload."""


def _elsewhere(upload: Upload) -> Problem:
    headers = {"Upload-Offset": str(upload.offset)}
    return Problem(409, Code.OFFSET_MISMATCH, f"This upload stands at {upload.offset}.", headers=headers)


def checksum_mismatch(what: str) -> Problem:
    """460, as the checksum extension of tus has it."""
    return Problem(460, Code.CHECKSUM_MISMATCH, f"The bytes do not fit the sha256 of {what}.")


def metadata(header: str) -> dict[str, str]:
    """Upload-Metadata: pairs of key and Base64, commas between. Raises Problem 400."""
    found = {}
    for pair in header.split(","):
        key, _, value = pair.strip().partition(" ")
        try:
            found[key] = base64.b64decode(value.strip(), validate=True).decode("utf-8")
        except ValueError as fault:
            raise Problem(400, Code.BAD_REQUEST, f"Upload-Metadata: “{key}” is not Base64 of UTF-8.") from fault
    if "\x00" in "".join(found.values()):
        raise invalid("/Upload-Metadata", "contains the character NUL")
    return found


def sweep(transaction: Transaction, blobs: BlobStore) -> None:
    """Clears away what nobody can get at any more: expired uploads, half files without an upload, bytes that no ticket shows.

    Only before the server takes requests: a file between its rename and its row would look like nobody's.
    """
    connection = transaction.connection
    long_ago = stamp(transaction.now - timedelta(days=7))
    connection.execute("DELETE FROM uploads WHERE expires_at <= ?", (long_ago,))
    alive = {
        row[0]
        for row in connection.execute(
            "SELECT id FROM uploads WHERE NOT done AND expires_at > ?", (transaction.now_text,)
        )
    }
    for part in blobs.incoming.iterdir():
        if part.stem not in alive:
            part.unlink(missing_ok=True)
    unused = connection.execute(
        "DELETE FROM blobs WHERE sha256 NOT IN (SELECT sha256 FROM blob_uses)"
        " AND sha256 NOT IN (SELECT sha256 FROM uploads WHERE done AND expires_at > ?) RETURNING sha256",
        (transaction.now_text,),
    ).fetchall()
    for (sha256,) in unused:
        blobs.path(sha256).unlink(missing_ok=True)
