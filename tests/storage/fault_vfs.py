"""A disk that fails on order: power cuts, EIO and disk full, below the encryption, where the real disk is.

`Disk` stands in for SQLite's file system (a VFS under SQLite3 Multiple Ciphers) and for the few calls of the operating system by which
the storage moves and flushes whole files. It keeps a diary of everything that happens to the files below its folder. `Disk.fail` lets
one of these fail; `after_power_cut` makes up what a computer would find that lost its power at any point of the diary:

- what was flushed is there; what was not is there, is not there, or is torn at sectors' edges: all of it, as far as the disk had come, or
  each write as chance has it;
- names (made, moved, deleted) come back in the order they were given, up to a point that chance decides; flushing the folder fixes them;
- shared memory is gone.
"""

from __future__ import annotations

import os
import random
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from errno import EIO, ENOSPC
from pathlib import Path
from typing import Any

import apsw
import pytest

SECTOR = 512


class Fault(StrEnum):
    """How the disk fails."""

    EIO = "eio"
    FULL = "full"

    @property
    def of_sqlite(self) -> apsw.Error:
        return apsw.FullError("injected") if self is Fault.FULL else apsw.IOError("injected")

    @property
    def of_system(self) -> OSError:
        return OSError(ENOSPC if self is Fault.FULL else EIO, "injected")


@dataclass(frozen=True)
class Write:
    path: str
    offset: int
    data: bytes


@dataclass(frozen=True)
class Truncate:
    path: str
    size: int


@dataclass(frozen=True)
class Whole:
    """A file that was written without SQLite: all its bytes at once."""

    path: str
    data: bytes


@dataclass(frozen=True)
class Flush:
    path: str


@dataclass(frozen=True)
class FlushFolder:
    folder: str


@dataclass(frozen=True)
class Move:
    path: str
    to: str


@dataclass(frozen=True)
class Delete:
    path: str


@dataclass(frozen=True)
class Told:
    """Here the program told somebody that `what` is done."""

    what: object


Entry = Write | Truncate | Whole | Flush | FlushFolder | Move | Delete | Told


@dataclass
class Disk:
    """Everything that happens to the files below `folder` while it is `mounted`."""

    folder: Path
    diary: list[Entry] = field(default_factory=list)
    orders: int = 0
    _fail_at: int = -1
    _fault: Fault = Fault.EIO
    _lasting: bool = False
    _in_the_way: str = ""
    _known: set[str] = field(default_factory=set)

    def fail(self, at: int, fault: Fault, *, lasting: bool = False) -> None:
        """The order with this number (writes, truncations, flushes, moves, deletions, from now on) fails; `lasting`: all after it, too."""
        self.orders, self._fail_at, self._fault, self._lasting = 0, at, fault, lasting

    def full_until_deleted(self, path: Path) -> None:
        """Nothing can be written until this file is given up."""
        self._in_the_way = str(path)

    def mend(self) -> None:
        """Nothing fails any more."""
        self._fail_at, self._in_the_way = -1, ""

    @property
    def has_failed(self) -> bool:
        return 0 <= self._fail_at < self.orders

    def tell(self, what: object) -> None:
        self.diary.append(Told(what))

    def _due(self) -> bool:
        number, self.orders = self.orders, self.orders + 1
        return self._fail_at >= 0 and (number == self._fail_at or (self._lasting and number > self._fail_at))

    def order(self, entry: Entry, *, may_fail: bool = True) -> None:
        """One thing done to the disk through SQLite; raises where it is to fail."""
        if may_fail and self._due():
            raise self._fault.of_sqlite
        if self._in_the_way and not isinstance(entry, Delete):
            raise Fault.FULL.of_sqlite
        self._write_down(entry)

    def order_of_system(self, entry: Entry) -> None:
        """The same through the operating system."""
        if self._due():
            raise self._fault.of_system
        if isinstance(entry, Delete):
            self._in_the_way = "" if entry.path == self._in_the_way else self._in_the_way
        elif self._in_the_way:
            raise Fault.FULL.of_system
        self._write_down(entry)

    def holds(self, path: str | os.PathLike[str]) -> bool:
        return os.fspath(path).startswith(f"{self.folder}{os.sep}")

    @contextmanager
    def mounted(self) -> Iterator[Disk]:
        """From here on, everything that opens a database gets this disk."""
        self._known |= {str(path) for path in self.folder.rglob("*")}
        usual = apsw.vfs_names()[0]
        below = usual.removeprefix("multipleciphers-")
        vfs = _FaultVFS(self, below)
        # SQLite3 Multiple Ciphers makes its own layer above any VFS when it is asked for by this name.
        apsw.Connection(":memory:", vfs=f"multipleciphers-{_FaultVFS.NAME}").close()
        apsw.set_default_vfs(f"multipleciphers-{_FaultVFS.NAME}")
        try:
            with pytest.MonkeyPatch.context() as patch:
                self._patch_system(patch)
                yield self
        finally:
            apsw.set_default_vfs(usual)
            apsw.unregister_vfs(f"multipleciphers-{_FaultVFS.NAME}")
            vfs.unregister()

    def _patch_system(self, patch: pytest.MonkeyPatch) -> None:
        replace, unlink, fsync, open_file = os.replace, os.unlink, os.fsync, os.open
        paths: dict[int, str] = {}

        def opened(path: Any, *arguments: Any, **more: Any) -> int:
            handle = open_file(path, *arguments, **more)
            paths[handle] = os.fspath(path)
            return handle

        def move(path: Any, to: Any, **more: Any) -> None:
            if self.holds(path):
                self._note_plain(Path(path))
                self.order_of_system(Move(os.fspath(path), os.fspath(to)))
            replace(path, to, **more)

        def delete(path: Any, **more: Any) -> None:
            if "dir_fd" not in more and self.holds(path) and os.path.exists(path):  # noqa: PTH110 - as os.unlink takes it
                self.order_of_system(Delete(os.fspath(path)))
            unlink(path, **more)

        def flush(handle: int) -> None:
            path = paths.get(handle, "")
            if self.holds(path) or path == str(self.folder):
                is_folder = stat.S_ISDIR(os.fstat(handle).st_mode)
                if not is_folder:
                    self._note_plain(Path(path))
                self.order_of_system(FlushFolder(path) if is_folder else Flush(path))
            else:
                fsync(handle)

        patch.setattr(os, "replace", move)
        patch.setattr(os, "unlink", delete)
        patch.setattr(os, "fsync", flush)
        patch.setattr(os, "open", opened)
        unraisable = sys.unraisablehook

        def quiet(found: Any) -> None:
            # Where SQLite goes on in spite of an error of the disk, APSW tells of the exception here: it was meant to be.
            if "injected" not in str(found.exc_value):
                unraisable(found)

        patch.setattr(sys, "unraisablehook", quiet)

    def _note_plain(self, path: Path) -> None:
        """A file that did not come here through SQLite is noted as a whole, when it is first flushed or moved."""
        if str(path) not in self._known:
            self._write_down(Whole(str(path), path.read_bytes()))

    def _write_down(self, entry: Entry) -> None:
        match entry:
            case Write(path=path) | Whole(path=path):
                self._known.add(path)
            case Move(path=path, to=to):
                self._known.discard(path)
                self._known.add(to)
            case Delete(path=path):
                self._known.discard(path)
        self.diary.append(entry)


class _FaultVFS(apsw.VFS):
    NAME = "faulty"

    def __init__(self, disk: Disk, below: str) -> None:
        self._disk = disk
        self._below = below
        super().__init__(self.NAME, below)

    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        if path is None or not self._disk.holds(path):
            return apsw.VFSFile(self._below, name, flags)
        return _FaultFile(self._disk, self._below, name, path, flags)

    def xDelete(self, filename: str, sync_folder: bool) -> None:
        if self._disk.holds(filename):
            # SQLite removes its log when it closes, and does not mind if it can't; with a journal, the removal is the commit.
            self._disk.order(Delete(filename), may_fail=not filename.endswith("-wal"))
            if sync_folder:
                self._disk.diary.append(FlushFolder(os.path.dirname(filename)))  # noqa: PTH120 - a text, as in the diary
        super().xDelete(filename, sync_folder)


class _FaultFile(apsw.VFSFile):
    def __init__(self, disk: Disk, below: str, name: Any, path: str, flags: list[int]) -> None:
        self._disk = disk
        self._path = path
        super().__init__(below, name, flags)

    def xWrite(self, data: Any, offset: int) -> None:
        self._disk.order(Write(self._path, offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, size: int) -> None:
        self._disk.order(Truncate(self._path, size))
        super().xTruncate(size)

    def xSync(self, flags: int) -> None:
        # Not passed on: what is flushed is the diary's business, and a thousand real flushes take their time.
        self._disk.order(Flush(self._path))


# What is left after a power cut


@dataclass(eq=False)
class _Content:
    """The bytes of one file, whatever its name: what is surely there, and what may be."""

    kept: bytearray = field(default_factory=bytearray)
    pending: list[Write | Truncate | Whole] = field(default_factory=list)
    was_flushed: bool = False

    def flush(self) -> None:
        for entry in self.pending:
            _apply(self.kept, entry)
        self.pending.clear()
        self.was_flushed = True

    def after_cut(self, chance: random.Random, order: str) -> bytes:
        left, pending = bytearray(self.kept), self.pending
        if order == "in order" and pending:
            # A disk that writes one after the other: the last one is torn, what comes after it is not there.
            pending = pending[: chance.randrange(len(pending)) + 1]
        for number, entry in enumerate(pending):
            fate = "there"
            if order == "at random":
                fate = chance.choice(("there", "there", "gone", "torn"))
            elif order == "in order" and number == len(pending) - 1:
                fate = "torn"
            self._leave(left, entry, fate, chance)
        return bytes(left)

    def _leave(self, left: bytearray, entry: Write | Truncate | Whole, fate: str, chance: random.Random) -> None:
        match fate, entry:
            case "there", _:
                _apply(left, entry)
            case "torn", Write():
                for part in _sectors(entry):
                    if chance.random() < 0.5:
                        _apply(left, part)
            case "torn", Whole(path=path, data=data):
                _apply(left, Whole(path, data[: chance.randrange(len(data) + 1)]))


def _apply(content: bytearray, entry: Write | Truncate | Whole) -> None:
    match entry:
        case Write(offset=offset, data=data):
            if len(content) < offset:
                content.extend(bytes(offset - len(content)))
            content[offset : offset + len(data)] = data
        case Truncate(size=size):
            del content[size:]
        case Whole(data=data):
            content[:] = data


def _sectors(entry: Write) -> Iterator[Write]:
    start = entry.offset
    end = start + len(entry.data)
    while start < end:
        stop = min(end, (start // SECTOR + 1) * SECTOR)
        yield Write(entry.path, start, entry.data[start - entry.offset : stop - entry.offset])
        start = stop


class _Replay:
    """Goes through the diary as the disk did."""

    def __init__(self, before: dict[str, bytes]) -> None:
        self._now = {path: _Content(bytearray(data), was_flushed=True) for path, data in before.items()}
        self._kept = dict(self._now)
        self._pending: list[Callable[[dict[str, _Content]], None]] = []

    def go_on(self, entry: Entry) -> None:
        match entry:
            case Write() | Truncate() | Whole():
                self._content(entry.path).pending.append(entry)
            case Flush(path=path):
                content = self._content(path)
                first, content.was_flushed = not content.was_flushed, True
                content.flush()
                # SQLite flushes the folder along with a new journal or log, and nowhere else.
                if first and path.endswith(("-wal", "-journal")):
                    self._flush_names()
            case FlushFolder():
                self._flush_names()
            case Move(path=path, to=to):
                self._name(_moved(path, to))
            case Delete(path=path):
                self._name(_deleted(path))
            case Told():
                pass

    def _content(self, path: str) -> _Content:
        if path not in self._now:
            self._name(_made(path, _Content()))
        return self._now[path]

    def _name(self, change: Callable[[dict[str, _Content]], None]) -> None:
        change(self._now)
        self._pending.append(change)

    def _flush_names(self) -> None:
        for change in self._pending:
            change(self._kept)
        self._pending.clear()

    def after_cut(self, chance: random.Random) -> dict[str, bytes]:
        for change in self._pending[: chance.randrange(len(self._pending) + 1)]:
            change(self._kept)
        order = chance.choice(("at random", "in order", "all of it"))
        return {path: content.after_cut(chance, order) for path, content in self._kept.items()}


def _made(path: str, content: _Content) -> Callable[[dict[str, _Content]], None]:
    return lambda names: names.__setitem__(path, content)


def _moved(path: str, to: str) -> Callable[[dict[str, _Content]], None]:
    def move(names: dict[str, _Content]) -> None:
        if path in names:
            names[to] = names.pop(path)

    return move


def _deleted(path: str) -> Callable[[dict[str, _Content]], None]:
    return lambda names: names.pop(path, None) and None


def files_below(folder: Path) -> dict[str, bytes]:
    """All files as they lie there now, without SQLite's shared memory."""
    return {
        str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file() and not path.name.endswith("-shm")
    }


def after_power_cut(disk: Disk, before: dict[str, bytes], at: int, seed: int, to: Path) -> list[object]:
    """Put into `to` what is left of the disk when the power fails before entry `at` of its diary; what had been told by then.

    `before` is what was surely there when the diary began (`files_below`).
    """
    chance = random.Random(seed)
    replay = _Replay(before)
    told: list[object] = []
    for entry in disk.diary[:at]:
        replay.go_on(entry)
        if isinstance(entry, Told):
            told.append(entry.what)
    for path, content in replay.after_cut(chance).items():
        target = to / Path(path).relative_to(disk.folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return told
