"""Bringing a frozen file up: a client for tus 1.0.0 (core, creation, checksum, expiration).

The server's offset is the truth: it is asked for before the first byte of every attempt, so that after a crash or a broken line at most
one piece is sent again. Each piece carries its own SHA-256; one that arrives damaged is sent again, a few times. An upload that the
server has forgotten begins anew. One piece is in memory at a time, whatever the size of the file.
"""

from __future__ import annotations

import hashlib
import logging
import os
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from io import BufferedReader
from pathlib import Path

from desktop.connectors.contract import UploadProgress
from desktop.connectors.sportello.answers import check, problem_of, receipt_of
from desktop.connectors.sportello.api import Api
from desktop.connectors.sportello.session import Session
from desktop.connectors.transport import SLOWEST, Answer
from desktop.domain.change import FrozenFile, Problem, Upload
from desktop.domain.receipt import Accepted, Invalid, Receipt, TryLater
from desktop.errors import ServerBroken

log = logging.getLogger("sportello.uploads")

PIECE = 4 * 1024 * 1024
"""Bytes of one PATCH."""

_PATIENCE = 60.0
_TRIES = 3
"""How often one piece is sent, or an upload begun, within one attempt."""

CHECKSUM_MISMATCH = 460
"""tus 1.0.0, extension "checksum"."""


def upload_file(
    api: Api, session: Session, upload: Upload, source: Path, progress: UploadProgress, piece: int = PIECE
) -> Receipt:
    """Bring up what is missing of `source`; `Accepted` when the server has it all.

    `progress` gets every state worth storing. A file on disk that is no longer the one that was frozen is Invalid, with the code
    "file-lost": only the person can help; one that can't be read now is tried later. Raises SignInNeeded and NetworkError (of which a
    caller makes receipts).
    """
    try:
        with source.open("rb") as file:
            if os.fstat(file.fileno()).st_size != upload.file.size:
                return _file_lost(upload.file)
            return _Uploading(api, session, upload, file, progress, piece).run()
    except FileNotFoundError:
        return _file_lost(upload.file)
    except OSError as error:
        # A bad sector, a virus scanner: one file that can't be read now keeps no other ticket waiting, so this is no error of the run.
        log.warning("a file can't be read: %s", error.strerror or type(error).__name__)
        return TryLater(Problem("file-unreadable", upload.file.name))


class _Refusal(Exception):
    """Ends an upload with a receipt."""

    def __init__(self, receipt: Receipt) -> None:
        self.receipt = receipt


class _Uploading:
    def __init__(
        self, api: Api, session: Session, upload: Upload, file: BufferedReader, progress: UploadProgress, piece: int
    ) -> None:
        self._api = api
        self._session = session
        self._upload = upload
        self._file = file
        self._progress = progress
        self._piece = piece

    def run(self) -> Receipt:
        try:
            begun = 0
            known = self._ask_offset() if self._upload.url else False
            while not (known and self._send_rest()):
                if begun == _TRIES:
                    return self._never_ends()
                self._begin()
                begun, known = begun + 1, True
        except _Refusal as refusal:
            return refusal.receipt
        self._tell(replace(self._upload, offset=self._upload.file.size, done=True))
        return Accepted()

    def _never_ends(self) -> Receipt:
        """The server dropped the upload each time: either our bytes changed on disk, or it is broken."""
        self._file.seek(0)
        if hashlib.file_digest(self._file, "sha256").hexdigest() != self._upload.file.sha256.lower():
            return _file_lost(self._upload.file)
        self._tell(replace(self._upload, url="", offset=0))
        return TryLater(Problem("upload-lost"))

    def _begin(self) -> None:
        metadata = metadata_of(self._upload.file)
        answer = self._answer(lambda token: self._api.create_upload(token, self._upload.file.size, metadata))
        if answer.status not in (200, 201):
            raise _refusal(answer)
        path = self._api.upload_path(answer.headers.get("Location", ""))
        self._tell(replace(self._upload, url=path, offset=self._offset_in(answer, 0), done=False))

    def _ask_offset(self) -> bool:
        """Learn how far the server is; False when it knows the upload no longer."""
        path = self._api.upload_path(self._upload.url)
        answer = self._answer(lambda token: self._api.upload_offset(token, path))
        if _is_lost(answer):
            return False
        if not 200 <= answer.status < 300:
            raise _refusal(answer)
        self._tell(replace(self._upload, offset=self._offset_in(answer, None)))
        return True

    def _send_rest(self) -> bool:
        """Send from the known offset to the end; False when the upload got lost meanwhile."""
        tries = 0
        while self._upload.offset < self._upload.file.size:
            before = self._upload.offset
            answer = self._send_piece()
            if 200 <= answer.status < 300:
                self._tell(replace(self._upload, offset=self._offset_in(answer, None)))
            elif _is_lost(answer):
                return False
            elif answer.status in (409, CHECKSUM_MISMATCH):
                # Another offset than we thought, or a damaged piece. A damaged whole ends the upload, which the question brings out.
                if not self._ask_offset():
                    return False
            else:
                raise _refusal(answer)
            tries = 0 if self._upload.offset > before else tries + 1
            if tries == _TRIES:
                raise ServerBroken(f"an upload that does not get on ({answer.status})")
        return True

    def _send_piece(self) -> Answer:
        offset = self._upload.offset
        self._file.seek(offset)
        content = self._file.read(min(self._piece, self._upload.file.size - offset))
        if not content:
            raise _Refusal(_file_lost(self._upload.file))
        checksum = "sha256 " + b64encode(hashlib.sha256(content).digest()).decode()
        deadline = _PATIENCE + len(content) / SLOWEST
        return self._answer(
            lambda token: self._api.patch_upload(token, self._upload.url, offset, content, checksum, deadline)
        )

    def _offset_in(self, answer: Answer, otherwise: int | None) -> int:
        said = answer.headers.get("Upload-Offset", "").strip()
        if not said and otherwise is not None:
            return otherwise
        if not (said.isascii() and said.isdigit()) or not 0 <= int(said[:18]) <= self._upload.file.size:
            raise ServerBroken(f"an upload at {said[:40]!r}")
        return int(said)

    def _answer(self, call: Callable[[str], Answer]) -> Answer:
        return self._session.answer(call)

    def _tell(self, upload: Upload) -> None:
        self._upload = upload
        self._progress(upload)


def metadata_of(file: FrozenFile) -> str:
    """`Upload-Metadata`: keys with their values in Base64. A name that is no text loses only the letters that are none."""
    values = {"sha256": file.sha256, "filename": file.name, "mime": file.mime}
    return ",".join(f"{key} {b64encode(value.encode('utf-8', 'replace')).decode()}" for key, value in values.items())


def _file_lost(file: FrozenFile) -> Invalid:
    return Invalid(Problem("file-lost", file.name))


def _is_lost(answer: Answer) -> bool:
    # HEAD has no body, so that nothing tells the helpdesk's 404 from a proxy's: beginning anew is harmless in both cases.
    return answer.status in (404, 410)


def _refusal(answer: Answer) -> _Refusal:
    if answer.status < 400:
        check(answer)
        raise ServerBroken(f"{answer.status} to an upload")
    if answer.status == 401 and problem_of(answer) is None:
        raise ServerBroken("401 without a problem")
    return _Refusal(receipt_of(answer))
