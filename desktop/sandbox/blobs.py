"""Bytes by their sha256: durable before they are known, readable only by those who may see a ticket that shows them.

A blob is written to a temporary file, synced, renamed to its place, the folder synced, and only then has its row: a row never
names bytes that a power cut could take away.
"""

import asyncio
import functools
import hashlib
import os
import sqlite3  # noqa: TID251 - the sandbox stands alone, with SQL of its own
from collections.abc import AsyncIterator, Callable, Iterable
from pathlib import Path
from typing import TypeVar

from desktop.sandbox.people import Person
from desktop.sandbox.threads import started_pool

Result = TypeVar("Result")

PIECE = 1 << 20


def sync_folder(folder: Path) -> None:
    """Makes a rename in this folder durable; not needed, and not possible, on Windows."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class BlobStore:
    """The files under `folder`, by hash. Knows nothing of people: see `readable_size`."""

    THREADS = 3

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.incoming = folder / "incoming"
        self.incoming.mkdir(parents=True, exist_ok=True)
        self._threads = started_pool(self.THREADS, "sandbox-files")

    def path(self, sha256: str) -> Path:
        """Where these bytes lie or would lie."""
        return self.folder / sha256[:2] / sha256

    def adopt(self, file: Path, sha256: str) -> None:
        """Moves a file of the incoming folder, already synced, to its place and makes that durable."""
        place = self.path(sha256)
        if not place.parent.is_dir():
            place.parent.mkdir(exist_ok=True)
            sync_folder(self.folder)
        file.replace(place)
        sync_folder(place.parent)

    def keep(self, contents: Iterable[bytes]) -> list[str]:
        """Stores several contents at once, for seeding; their hashes in order."""
        hashes: list[str] = []
        folders: set[Path] = {self.folder}
        for content in contents:
            sha256 = hashlib.sha256(content).hexdigest()
            hashes.append(sha256)
            place = self.path(sha256)
            place.parent.mkdir(exist_ok=True)
            folders.add(place.parent)
            temporary = self.incoming / f"{sha256}.seed"
            with temporary.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(place)
        for folder in folders:
            sync_folder(folder)
        return hashes

    def hash_of(self, file: Path) -> str:
        """The sha256 of a file's content, in hexadecimal."""
        with file.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()

    async def in_thread(self, job: Callable[[], Result]) -> Result:
        """Runs what touches files away from the event loop."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, job)

    async def read(self, sha256: str, first: int, length: int) -> AsyncIterator[bytes]:
        """`length` bytes from `first` on, in pieces."""
        with self.path(sha256).open("rb") as file:
            file.seek(first)
            while length > 0:
                piece = await self.in_thread(functools.partial(file.read, min(PIECE, length)))
                if not piece:
                    return
                length -= len(piece)
                yield piece

    def close(self) -> None:
        """Ends the threads."""
        self._threads.shutdown()


def readable_size(connection: sqlite3.Connection, person: Person, sha256: str, now: str) -> int | None:
    """How many bytes this blob has, when this person may read it: uploaded by them lately, or seen in a ticket; else None."""
    row = connection.execute("SELECT size FROM blobs WHERE sha256 = ?", (sha256,)).fetchone()
    if row is None:
        return None
    uploaded = connection.execute(
        "SELECT 1 FROM uploads WHERE sha256 = ? AND person_id = ? AND done AND expires_at > ?", (sha256, person.id, now)
    ).fetchone()
    if uploaded is not None:
        return int(row[0])
    shown = connection.execute(
        "SELECT f.audience FROM blob_uses u JOIN feed f ON f.id = u.attachment_id AND f.type = 'attachment' AND f.op = 'upsert'"
        " WHERE u.sha256 = ?",
        (sha256,),
    )
    return int(row[0]) if any(person.sees(audience) for (audience,) in shown) else None
