"""The disk as the simulation sees it: every durable write of a device passes here, before and after it is done.

SQLite's own commit and WAL hooks and the store's renaming of a finished file are the places; nothing of the storage code is replaced. At
any of them the process can be killed (nothing is written after that, as of a dead process) or the disk can refuse.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from desktop.storage.files import FileStore


class Killed(BaseException):
    """The process ended here, without a last word."""


class Disk:
    """One device's disk. Points are counted: 2n-1 is just before the n-th durable write, 2n just after it."""

    def __init__(self, folder: Path) -> None:
        self.folder = os.fspath(folder)
        self.points = 0
        self.kill_at: int | None = None
        self.fail_at: int | None = None
        self.fail_writes = 0
        self.is_dead = False
        self.failed = 0

    def begin(self) -> None:
        """A new process: it counts from zero."""
        self.points, self.kill_at, self.fail_at, self.fail_writes, self.is_dead = 0, None, None, 0, False

    def kill_in(self, points: int) -> None:
        """End the process that many points from here."""
        self.kill_at = self.points + points

    def before(self, refusal: Callable[[], Exception]) -> None:
        """A durable write is about to be done."""
        self._point()
        if self.fail_writes > 0 or self.points == self.fail_at:
            self.fail_writes = max(self.fail_writes - 1, 0)
            self.failed += 1
            raise refusal()

    def after(self, refusal: Callable[[], Exception]) -> None:
        """It is done."""
        self._point()
        if self.points == self.fail_at:
            self.failed += 1
            raise refusal()

    def _point(self) -> None:
        if self.is_dead:
            raise Killed
        self.points += 1
        if self.kill_at is not None and self.points >= self.kill_at:
            self.is_dead = True
            raise Killed


class Disks:
    """Which disk a file lies on; installed once for a process, it leaves files of nobody alone."""

    def __init__(self) -> None:
        self._disks: list[Disk] = []

    @contextmanager
    def mounted(self, disks: list[Disk]) -> Iterator[None]:
        """These disks are there inside."""
        self._disks = disks
        place = FileStore._place
        find = self._find

        def watched(store: FileStore, temporary: Path, sha256: str) -> None:
            disk = find(os.fspath(temporary))
            if disk is None:
                place(store, temporary, sha256)
                return
            disk.before(_no_space)
            place(store, temporary, sha256)
            disk.after(_broken)

        FileStore._place = watched  # type: ignore[method-assign,assignment]
        apsw.connection_hooks.append(self._watch)
        try:
            yield
        finally:
            apsw.connection_hooks.remove(self._watch)
            FileStore._place = place  # type: ignore[method-assign]
            self._disks = []

    def _find(self, path: str) -> Disk | None:
        return next((disk for disk in self._disks if path.startswith(disk.folder)), None)

    def _watch(self, connection: apsw.Connection) -> None:
        disk = self._find(connection.filename)
        if disk is None:
            return

        def before() -> bool:
            disk.before(lambda: apsw.FullError("no space left"))
            return False

        def after(_connection: object, _name: str, _pages: int) -> int:
            disk.after(lambda: apsw.IOError("the disk does not answer"))
            return 0

        connection.set_commit_hook(before)
        connection.set_wal_hook(after)


def _no_space() -> OSError:
    return OSError(28, "No space left on device")


def _broken() -> OSError:
    return OSError(5, "Input/output error")
