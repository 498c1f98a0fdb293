"""Frozen files: the bytes of attachments under their SHA-256, so that what is sent is what the person picked.

A file is copied under a temporary name, flushed to the disk, renamed, and its folder flushed, before any row names it. The person
may then move or delete the original. Downloaded attachments lie in the same store; what nothing precious names may be evicted.
"""

from __future__ import annotations

import hashlib
import mimetypes
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from desktop import errors
from desktop.storage.durable import disk_words, flush_folder

PIECE = 1024 * 1024
"""Bytes copied at once: memory stays flat whatever the size."""

YOUNG_SECONDS = 24 * 3600.0
"""Files younger than this are never evicted: their row may be about to be written."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """What the store knows of a file: `sha256` in hex, `size` in bytes, `mime` guessed from the name and first bytes."""

    sha256: str
    size: int
    mime: str


class FileStore:
    """One account's files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._incoming = folder / "incoming"

    def make(self) -> None:
        """Create the folders."""
        with disk_words(self._folder):
            self._incoming.mkdir(parents=True, exist_ok=True, mode=0o700)

    def freeze(self, source: Path, progress: Callable[[int], None] | None = None) -> Frozen:
        """Copy a file into the store; `progress` gets the bytes copied so far.

        Raises FileUnreadable, DiskFull, StorageError. A file that changes while it is copied is stored as it was read.
        """
        try:
            stream = source.open("rb")
        except OSError as error:
            raise errors.FileUnreadable(source.name, error.strerror or str(error)) from error
        with stream:
            try:
                return self._store(_pieces(stream, source.name), source.name, progress)
            except IsADirectoryError as error:
                raise errors.FileUnreadable(source.name, error.strerror or "") from error

    def freeze_bytes(self, data: bytes, name: str) -> Frozen:
        """Keep bytes that have no file, such as a pasted picture."""
        return self._store(iter([data]), name, None)

    def _store(self, pieces: Iterator[bytes], name: str, progress: Callable[[int], None] | None) -> Frozen:
        digest, size, head = hashlib.sha256(), 0, b""
        with disk_words(self._folder):
            self.make()
            handle, temporary = tempfile.mkstemp(dir=self._incoming)
            try:
                with os.fdopen(handle, "wb") as target:
                    for piece in pieces:
                        head = head or piece[:16]
                        digest.update(piece)
                        target.write(piece)
                        size += len(piece)
                        if progress:
                            progress(size)
                    target.flush()
                    os.fsync(target.fileno())
                self._place(Path(temporary), digest.hexdigest())
            except BaseException:
                Path(temporary).unlink(missing_ok=True)
                raise
        return Frozen(digest.hexdigest(), size, mime_type(name, head))

    def _place(self, temporary: Path, sha256: str) -> None:
        final = self._path(sha256)
        final.parent.mkdir(exist_ok=True, mode=0o700)
        temporary.replace(final)
        for folder in (final.parent, self._folder):
            flush_folder(folder)

    def path(self, sha256: str) -> Path | None:
        """Where the bytes lie, None when they are not here."""
        path = self._path(sha256)
        return path if path.is_file() else None

    def incoming(self, sha256: str) -> Path:
        """Where a download of these bytes is collected; it survives restarts."""
        self.make()
        return self._incoming / f"{sha256}.part"

    def accept(self, sha256: str) -> Path:
        """Take a finished (and verified) download into the store."""
        part = self.incoming(sha256)
        with disk_words(self._folder):
            with part.open("rb+") as stream:
                os.fsync(stream.fileno())
            self._place(part, sha256)
        return self._path(sha256)

    def evict(self, precious: set[str], keep_bytes: int) -> int:
        """Remove the longest unused files that nothing precious names until those are within `keep_bytes`; returns bytes freed.

        What a crash left half copied goes along; half a download stays, it will be continued. Raises StorageError.
        """
        oldest = time.time() - YOUNG_SECONDS
        freed = 0
        with disk_words(self._folder):
            evictable = [(*_used(path), path) for path in self._folder.glob("??/*") if path.name not in precious]
            surplus = sum(size for _, size, _ in evictable) - keep_bytes
            for used, size, path in sorted(evictable):
                if freed >= surplus:
                    break
                if used < oldest:
                    path.unlink(missing_ok=True)
                    freed += size
            for path in self._incoming.glob("*"):
                used, size = _used(path)
                if path.suffix != ".part" and used < oldest:
                    path.unlink(missing_ok=True)
                    freed += size
        return freed

    def size_without(self, precious: set[str]) -> int:
        """Bytes of the files that nothing precious names. Raises StorageError."""
        with disk_words(self._folder):
            return sum(_used(path)[1] for path in self._folder.glob("??/*") if path.name not in precious)

    def make_room(self, again: set[str], bytes_wanted: int) -> int:
        """The disk is full: give up downloads, the longest unused first, however young; returns bytes freed.

        `again` are the hashes of what can be fetched again and is not waiting to be sent; nothing else is touched.
        """
        freed = 0
        with disk_words(self._folder):
            for _, size, path in sorted((*_used(path), path) for sha256 in again if (path := self.path(sha256))):
                if freed >= bytes_wanted:
                    break
                try:
                    path.unlink()
                except PermissionError:
                    continue  # Windows, and somebody looks at it
                freed += size
        return freed

    def written_since(self, when: float) -> set[str]:
        """Hashes of the files that came into the store after `when` (seconds of the epoch)."""
        with disk_words(self._folder):
            return {path.name for path in self._folder.glob("??/*") if path.stat().st_mtime >= when}

    def _path(self, sha256: str) -> Path:
        if len(sha256) != 64 or not all(sign in "0123456789abcdef" for sign in sha256):
            raise errors.Mistake(f"not a SHA-256: {sha256[:80]!r}")
        return self._folder / sha256[:2] / sha256


_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
)


def mime_type(name: str, head: bytes) -> str:
    """The MIME type by name, and by the first bytes where the name says nothing or is wrong about an image or PDF."""
    by_name, _ = mimetypes.guess_type(name, strict=False)
    by_content = next((mime for signature, mime in _SIGNATURES if head.startswith(signature)), "")
    if head[4:8] == b"ftyp":
        by_content = "video/mp4"
    if by_content == "application/zip" and by_name:
        return by_name  # office documents are archives too
    if by_content == "video/mp4" and by_name and by_name.startswith(("video/", "image/", "audio/")):
        return by_name  # HEIC, MOV and M4A share the container
    return by_content or by_name or "application/octet-stream"


def _pieces(stream: BinaryIO, name: str) -> Iterator[bytes]:
    while True:
        try:
            piece = stream.read(PIECE)
        except OSError as error:
            raise errors.FileUnreadable(name, error.strerror or str(error)) from error
        if not piece:
            return
        yield piece


def _used(path: Path) -> tuple[float, int]:
    status = path.stat()
    return status.st_mtime, status.st_size
