"""Saving all files of a ticket into a folder: what is here first, then what has to be fetched; what could not be had is said by name."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

from desktop.domain.ticket import Attachment
from desktop.errors import NetworkError, WorldError
from desktop.ui.safe_copy import Stopped, copy_new
from desktop.ui.session_view import AttachmentsView


class _StopFetching(WorldError):
    """Raised in the middle of a download: what has come is kept for the next time."""


@dataclass(slots=True)
class SavedAll:
    """What came of it: names of files saved, and of those that could not be had or written, with what the disk said."""

    folder: Path
    saved: list[Path] = field(default_factory=list)
    not_had: list[str] = field(default_factory=list)
    not_written: list[str] = field(default_factory=list)
    disk_words: str = ""
    was_stopped: bool = False


class _Copying(QRunnable):
    """One copy. Owns no QObject; tells through the queued signals of whoever saves."""

    def __init__(self, owner: SavingAll, source: Path, folder: Path, name: str, stop: threading.Event) -> None:
        super().__init__()
        self._owner = owner
        self._source = source
        self._folder = folder
        self._name = name
        self._stop = stop

    def run(self) -> None:
        target, trouble = "", ""
        try:
            target = str(copy_new(self._source, self._folder, self._name, self._went_on))
        except Stopped:
            pass
        except OSError as error:
            trouble = error.strerror or str(error)
        try:
            self._owner.copied.emit(target, trouble)
        except RuntimeError:
            return  # the window closed meanwhile

    def _went_on(self, done: int) -> None:
        if self._stop.is_set():
            raise Stopped
        self._owner.piece.emit(done)


class SavingAll(QObject):
    """One saving. `progressed(bytes done, bytes in all)`, then `ended(SavedAll)`, once. `close` waits for what is being copied."""

    progressed = Signal(object, object)
    ended = Signal(object)
    copied = Signal(str, str)
    piece = Signal(object)

    def __init__(
        self, attachments: AttachmentsView, files: Sequence[Attachment], folder: Path, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._attachments = attachments
        # What is here is sure to be had: first.
        self._waiting = sorted(files, key=lambda one: attachments.local_file(one.sha256) is None)
        self._total = sum(one.size for one in files)
        self._done = 0
        self._now: Attachment | None = None
        self._shown = 0
        self._stop = threading.Event()
        self._line_is_down = False
        self._result = SavedAll(folder)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self.copied.connect(self._on_copied, Qt.ConnectionType.QueuedConnection)
        self.piece.connect(self._on_piece, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin."""
        self._next()

    def stop(self) -> None:
        """End it after what is whole; half a file is not left behind."""
        self._stop.set()

    def close(self) -> None:
        """Stop, and wait for the thread."""
        self._stop.set()
        self._pool.waitForDone()

    def _next(self) -> None:
        if self._now is not None:
            self._done += self._now.size
        self._now, self._shown = None, 0
        if self._stop.is_set() and self._waiting:
            self._result.was_stopped = True
            self._waiting.clear()
        if self._line_is_down:
            # One time-out is enough to know; it is not waited for once a file.
            there = [one for one in self._waiting if self._attachments.local_file(one.sha256) is None]
            self._result.not_had += [one.name for one in there]
            self._waiting = [one for one in self._waiting if one not in there]
        self.progressed.emit(self._done, self._total)
        if not self._waiting:
            self.ended.emit(self._result)
            return
        file = self._now = self._waiting.pop(0)
        self._attachments.fetch(file, self._fetched, self._not_fetched, self._fetching)

    def _fetching(self, done: int) -> None:
        """On the lane of the downloads."""
        if self._stop.is_set():
            raise _StopFetching("stopped by the person")
        self.piece.emit(done)

    def _fetched(self, path: Path) -> None:
        assert self._now is not None
        self._pool.start(_Copying(self, path, self._result.folder, self._now.name, self._stop))

    def _not_fetched(self, error: WorldError) -> None:
        assert self._now is not None
        if isinstance(error, _StopFetching):
            self._result.was_stopped = True
        else:
            self._line_is_down = isinstance(error, NetworkError)
            self._result.not_had.append(self._now.name)
        self._next()

    @Slot(object)
    def _on_piece(self, done: int) -> None:
        if self._now is not None:
            # What was fetched is copied once more: that is no way back.
            self._shown = max(self._shown, min(done, self._now.size))
            self.progressed.emit(self._done + self._shown, self._total)

    @Slot(str, str)
    def _on_copied(self, target: str, trouble: str) -> None:
        assert self._now is not None
        if target:
            self._result.saved.append(Path(target))
        elif trouble:
            self._result.not_written.append(self._now.name)
            self._result.disk_words = trouble
        else:
            self._result.was_stopped = True
        self._next()
