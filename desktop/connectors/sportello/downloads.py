"""Bringing an attachment's bytes down, going on where an earlier attempt ended.

The file `into` is this module's until it is whole: it grows by what the server sends, never beyond the size that was announced, and is
emptied when its bytes turn out not to be those that were asked for. Whoever called renames it then.
"""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from desktop.connectors.sportello.answers import error_of
from desktop.connectors.sportello.api import Api
from desktop.connectors.sportello.session import Session, whole_answer
from desktop.connectors.transport import SLOWEST, Stream
from desktop.errors import DiskFull, ServerBroken, StorageDamaged, StorageError, Unreachable

_PIECE = 256 * 1024
_PATIENCE = 60.0


def download(api: Api, session: Session, sha256: str, size: int, into: Path, progress: Callable[[int], None]) -> None:
    """Fetch the blob `sha256` (hex) of `size` bytes into `into`, which may hold its beginning, and sync it to the disk.

    `progress` gets the bytes on disk. Raises Refused, SignInNeeded, NetworkError (call again: it goes on), StorageDamaged
    when the bytes are not those of the hash, DiskFull, StorageError.
    """
    try:
        with into.open("ab+") as file:
            _Download(file, sha256.lower(), size, progress).run(api, session)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull("no space for an attachment", str(into)) from error
        raise StorageError(str(error), str(into)) from error


class _Download:
    def __init__(self, file: BinaryIO, sha256: str, size: int, progress: Callable[[int], None]) -> None:
        self._file = file
        self._sha256 = sha256
        self._size = size
        self._progress = progress
        self._hash = hashlib.sha256()
        self._have = 0

    def run(self, api: Api, session: Session) -> None:
        self._read_beginning()
        if self._have < self._size:
            deadline = _PATIENCE + (self._size - self._have) / SLOWEST
            with session.streamed(lambda token: api.blob(token, self._sha256, self._have, deadline)) as stream:
                self._judge(stream)
                self._receive(stream)
        self._file.flush()
        os.fsync(self._file.fileno())
        if self._hash.hexdigest() != self._sha256:
            self._restart()
            raise StorageDamaged("an attachment whose bytes are not those of its hash")

    def _read_beginning(self) -> None:
        self._file.seek(0, os.SEEK_END)
        if self._file.tell() > self._size:
            self._restart()
            return
        self._file.seek(0)
        while piece := self._file.read(min(_PIECE, self._size - self._have)):
            self._hash.update(piece)
            self._have += len(piece)

    def _restart(self) -> None:
        self._file.seek(0)
        self._file.truncate()
        self._hash = hashlib.sha256()
        self._have = 0

    def _judge(self, stream: Stream) -> None:
        if stream.status == 206:
            if not stream.headers.get("Content-Range", "").startswith(f"bytes {self._have}-"):
                raise ServerBroken("another range than the one asked for")
        elif stream.status == 200:
            if self._have:
                self._restart()  # a server without ranges: all over again
        elif stream.status == 416:
            # What we have can't be a beginning of it.
            self._restart()
            raise ServerBroken("a range that does not exist")
        else:
            answer = whole_answer(stream)
            raise error_of(answer)
        if stream.headers.get("Content-Encoding", "identity").lower() != "identity":
            raise ServerBroken("compressed bytes that nobody asked for")

    def _receive(self, stream: Stream) -> None:
        self._progress(self._have)
        while piece := stream.read(_PIECE):
            if self._have + len(piece) > self._size:
                self._restart()
                raise ServerBroken("a file longer than announced")
            self._file.write(piece)
            self._hash.update(piece)
            self._have += len(piece)
            self._progress(self._have)
        if self._have < self._size:
            raise Unreachable("the file ended early")
