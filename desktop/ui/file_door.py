"""Handing files to other programs: opening what is harmless, saving the rest.

A file is never opened out of the store: what another program writes into it would be lost or sent. It is copied, off the GUI thread,
into a private folder under its own name, marked as coming from elsewhere, and only then given to the system. Only types that no
desktop runs are opened; everything else is saved where the person says.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices

OPENABLE = frozenset(
    {
        *("jpg", "jpeg", "png", "gif", "webp", "bmp", "tif", "tiff", "heic", "heif", "avif"),
        *("mp4", "m4v", "mov", "webm", "mkv", "avi", "3gp", "mp3", "m4a", "wav", "ogg", "oga", "opus", "flac", "aac"),
        *("pdf", "txt", "log", "csv", "md", "docx", "xlsx", "pptx", "odt", "ods", "odp", "eml"),
    }
)
"""Suffixes of files that are opened on a click."""

Made = Callable[[], bytes]
"""Makes the bytes of a file of our own; called off the GUI thread."""


def may_open(name: str) -> bool:
    """Whether a file of this name is opened, or only saved."""
    return PurePosixPath(name).suffix.lstrip(".").casefold() in OPENABLE


def mark_foreign(path: Path) -> None:
    """Let the system know that a file came from elsewhere, as browsers do (zone identifier, quarantine)."""
    try:
        if sys.platform == "win32":
            Path(f"{path}:Zone.Identifier").write_text("[ZoneTransfer]\r\nZoneId=3\r\n", encoding="ascii")
        elif sys.platform == "darwin":
            mark = ["/usr/bin/xattr", "-w", "com.apple.quarantine", "0081;00000000;Sportello;", str(path)]
            subprocess.run(mark, check=False, timeout=5)  # noqa: S603 - a fixed program; the path is ours
    except (OSError, subprocess.SubprocessError):
        # A disk without such marks (FAT, network): the file itself is as harmless as before.
        return


class _Copying(QRunnable):
    """One copy, or one file of our own. Owns no QObject; tells through the door's queued signal."""

    def __init__(self, door: FileDoor, ticket: int, source: Path | Made, target: Path) -> None:
        super().__init__()
        self._door = door
        self._ticket = ticket
        self._source = source
        self._target = target

    def run(self) -> None:
        trouble = ""
        try:
            part = self._target.with_name(f".{self._target.name}.part")
            if isinstance(self._source, Path):
                shutil.copyfile(self._source, part)
            else:
                part.write_bytes(self._source())
            part.replace(self._target)
            if isinstance(self._source, Path):
                mark_foreign(self._target)
        except OSError as error:
            trouble = error.strerror or str(error)
        try:
            self._door.copied.emit(self._ticket, str(self._target), trouble)
        except RuntimeError:
            return  # the window closed meanwhile


class FileDoor(QObject):
    """Opens and saves copies of files. `close` waits for copies under way and removes the private folder."""

    copied = Signal(int, str, str)

    def __init__(
        self, open_url: Callable[[QUrl], bool] = QDesktopServices.openUrl, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._open_url = open_url
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._waiting: dict[int, tuple[bool, Callable[[str], None]]] = {}
        self._next = 0
        self.copied.connect(self._done, Qt.ConnectionType.QueuedConnection)

    def open(self, source: Path, name: str, failed: Callable[[str], None]) -> bool:
        """Open a copy of `source` called `name`; False (and nothing happens) when files of that name are only saved."""
        if not may_open(name):
            return False
        self._copy(source, self._private(name), opening=True, failed=failed)
        return True

    def open_made(self, make: Made, name: str, failed: Callable[[str], None]) -> None:
        """Open a file of our own called `name`, such as an entry for the calendar."""
        self._copy(make, self._private(name), opening=True, failed=failed)

    def save(self, source: Path | Made, target: Path, failed: Callable[[str], None]) -> None:
        """Save a copy of `source`, or a file of our own, as `target`, replacing what is there (the dialog asked)."""
        self._copy(source, target, opening=False, failed=failed)

    def close(self) -> None:
        """Wait for what is being copied; remove what was opened."""
        self._pool.waitForDone()
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _private(self, name: str) -> Path:
        from desktop.actions.attach import clean_name

        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="sportello-", ignore_cleanup_errors=True)
        return Path(tempfile.mkdtemp(dir=self._folder.name)) / clean_name(name)

    def _copy(self, source: Path | Made, target: Path, *, opening: bool, failed: Callable[[str], None]) -> None:
        self._next += 1
        self._waiting[self._next] = (opening, failed)
        self._pool.start(_Copying(self, self._next, source, target))

    @Slot(int, str, str)
    def _done(self, ticket: int, target: str, trouble: str) -> None:
        opening, failed = self._waiting.pop(ticket)
        if trouble:
            failed(trouble)
        elif opening and not self._open_url(QUrl.fromLocalFile(target)):
            failed(self.tr("No program on this computer opens files like this. Save it instead."))
