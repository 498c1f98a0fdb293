"""One computer of the simulation: a real account folder, the real storage and engine, a process to be started, stopped and killed."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from threading import Event
from typing import TypeVar

from desktop import errors
from desktop.account_identity import Identity, establish_identity
from desktop.actions.desk import Desk
from desktop.domain.account import Feature, Person, Tokens
from desktop.domain.notice import Notice, NoticeKind
from desktop.domain.ticket import Author, Side
from desktop.storage.accounts import Account, Lock, Part
from desktop.storage.database import Database
from desktop.storage.restored import Restored
from desktop.sync.engine import Engine
from desktop.sync.outcome import Outcome, SyncProgress, Topic
from desktop.sync.stores import write_here
from desktop.workspace import Workspace
from tests.builders import a_catalogue, a_helpdesk
from tests.sync.simulation.chance import DeviceClock
from tests.sync.simulation.disk import Disk
from tests.sync.simulation.invariants import Broken, Cached, check_words, read_cache, read_outbox
from tests.sync.simulation.ledger import Entry, Evidence, Ledger, Raw
from tests.sync.simulation.line import Line

T = TypeVar("T")

KEY = b"k" * 32
UNDO_TIME = 10_000
HELPDESK = a_helpdesk(
    features=a_helpdesk().features | {Feature.EMAIL.value},
    email_address="desk@example.test",
    email_subject_pattern="[#{number}]",
)
TOKENS = Tokens("access-canary-4711", "refresh-canary-4711")


@dataclass(frozen=True)
class Owner:
    """Who works on a device."""

    author: Author
    company: str

    @property
    def person(self) -> Person:
        return Person(
            id=self.author.id, name=self.author.name, email=f"{self.author.id}@example.test", company_id=self.company
        )


ANNA = Owner(Author("p-anna", "Anna Rossi", Side.CUSTOMER), "c-rossi")
BRUNO = Owner(Author("p-bruno", "Bruno Neri", Side.CUSTOMER), "c-neri")


@cache
def room() -> Path:
    """A folder for this process's simulations, in memory where the system has such a place. The caller of `tidy_room` removes it."""
    memory = Path("/dev/shm")
    in_memory = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 256 * 1024 * 1024
    return Path(tempfile.mkdtemp(prefix="sportello-simulation-", dir=memory if in_memory else None))


def tidy_room() -> None:
    """Remove everything; the next simulation begins with a new folder."""
    shutil.rmtree(room(), ignore_errors=True)
    room.cache_clear()
    _template.cache_clear()


def account_at(folder: Path, owner: Owner) -> Account:
    return Account(folder, HELPDESK.address, owner.person.email, HELPDESK.name, Lock("none"))


@cache
def _template(owner: Owner) -> dict[str, bytes]:
    """A fresh account's files, migrated once: devices begin with copies."""
    folder = room() / f"template-{owner.author.id}"
    folder.mkdir()
    account = account_at(folder, owner)
    establish_identity(account, KEY, Identity(HELPDESK, owner.person, "client-1"), TOKENS)
    workspace = Workspace(account, KEY)
    workspace.desk.catalogue.save_catalogue(a_catalogue(), "1")
    workspace.close()
    for path in (account.outbox, account.cache):
        # Whatever the write-ahead log holds is brought into the file, so that one file is the whole.
        database = Database(path, KEY)
        database.value("PRAGMA wal_checkpoint(TRUNCATE)")
        database.close()
    return {path.name: path.read_bytes() for path in (account.outbox, account.cache)}


@dataclass
class Ears:
    """What the engine tells a person."""

    told: Callable[[tuple[Notice, ...]], None]

    def changed(self, topics: frozenset[Topic], ticket_ids: frozenset[str]) -> None:
        pass

    def outbox_moved(self) -> None:
        pass

    def progress(self, progress: SyncProgress | None) -> None:
        pass


class Process:
    """One running program on an account's folder."""

    def __init__(
        self,
        account: Account,
        clock: DeviceClock,
        line: Line,
        *,
        chance: Callable[[], float],
        ticks: Callable[[], float],
        new_id: Callable[[], str],
        told: Callable[[tuple[Notice, ...]], None],
    ) -> None:
        self.broken: set[Part] = set()
        self.workspace = Workspace(account, KEY, undo_time=UNDO_TIME, clock=clock, alarm=self)
        workspace = self.workspace
        self.desk: Desk = replace(workspace.desk, new_id=new_id)
        self.engine = Engine(
            workspace.stores(write_here),
            line,
            Ears(told),
            me=lambda: workspace.identity.person.id,
            now=clock,
            chance=chance,
            ticks=ticks,
        )

    def run(self) -> Outcome:
        return self.engine.run_once(Event())

    # Trouble with the disk, as the session hears of it

    def damaged(self, part: Part) -> None:
        self.broken.add(part)

    def reserve_spent(self) -> None:
        pass

    def mend(self) -> set[Part]:
        """Put right what was found broken; returns what that was."""
        broken, self.broken = self.broken, set()
        for part in sorted(broken):
            self.workspace.mend(part)
        return broken

    def close(self) -> None:
        """An orderly end."""
        self.engine.close()
        self.workspace.close()

    def vanish(self) -> None:
        """What the system does for a process that was killed: files are closed and locks released, and nothing is written."""
        workspace = self.workspace
        workspace._lease._sign.let_go()
        workspace._cache.close()
        workspace._outbox_database.close()
        workspace._presence.leave()


class Device:
    """A computer: its disk, its clock, its person's ledger, and the process on it, if one runs."""

    def __init__(
        self,
        name: str,
        owner: Owner,
        clock: DeviceClock,
        line: Callable[[Device], Line],
        *,
        chance: Callable[[], float],
        ticks: Callable[[], float],
        new_id: Callable[[], str],
        log: Callable[[str], None],
        forgotten: Callable[[str], None],
        beside: Device | None = None,
    ) -> None:
        """`beside` another one it is a second process on the same computer, for the same account.

        `forgotten` hears which device can't know any more what it was told to wait for.
        """
        self.name = name
        self.owner = owner
        self.clock = clock
        self.is_second = beside is not None
        self.ledger: Ledger = beside.ledger if beside else Ledger(now=lambda: int(ticks() * 1000))
        self.folder: Path = beside.folder if beside else room() / name
        self.disk: Disk = beside.disk if beside else Disk(self.folder)
        self.account = account_at(self.folder, owner)
        self.line = line(self)
        self.process: Process | None = None
        self.acted = True
        self.accepted: list[tuple[str, str]] = []
        self.restored: Restored | None = None
        self._forgotten = forgotten
        self._chance = chance
        self._ticks = ticks
        self._new_id = new_id
        self._log = log
        if beside is None:
            self._begin_empty()

    def _begin_empty(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        for name, content in _template(self.owner).items():
            (self.folder / name).write_bytes(content)

    @property
    def company_name(self) -> str:
        return self.owner.company

    @property
    def is_open(self) -> bool:
        return self.process is not None

    @property
    def desk(self) -> Desk:
        assert self.process is not None
        return self.process.desk

    # The process

    def start(self) -> None:
        """Start the program. May raise Killed; the caller calls `die`."""
        self.disk.begin()
        self.process = Process(
            self.account,
            self.clock,
            self.line,
            chance=self._chance,
            ticks=self._ticks,
            new_id=self._new_id,
            told=self._told,
        )
        self._log(f"{self.name} starts")
        self.notice_restored()
        self.answer_open_question()
        self.process.engine.recover()

    def mend(self) -> None:
        """What the session does when the disk turns out to be broken."""
        if self.process is None or not self.process.broken:
            return
        disk = self.disk
        kill_at, disk.kill_at, fail_writes, disk.fail_writes = disk.kill_at, None, disk.fail_writes, 0
        try:
            broken = self.process.mend()
        finally:
            disk.kill_at, disk.fail_writes = kill_at, fail_writes
        self._log(f"{self.name} mends {', '.join(sorted(broken))}")
        self.notice_restored()

    def notice_restored(self) -> None:
        """If the outbox was restored: compare what came back with what was there, and with what was told about it."""
        assert self.process is not None
        restored = self.process.workspace.restored()
        if restored is None or restored == self.restored:
            return
        self.restored = restored
        self._log(f"{self.name}: salvaged {restored.salvaged}, filled {restored.filled}, {restored.asking} ask")
        # The session and what the server asked for are not in a copy.
        self._forgotten(self.name)
        wrong = self.ledger.come_back(self.raw(), may_miss=restored.may_miss)
        if wrong:
            raise Broken(11, wrong)

    def stop(self) -> None:
        if self.process is not None:
            self.process.close()
            self.process = None
            self._log(f"{self.name} ends")

    def die(self) -> None:
        """After Killed."""
        if self.process is not None:
            self.process.vanish()
            self.process = None
        self.disk.begin()
        self._log(f"{self.name} was killed")

    def abandon(self) -> None:
        """At the end of a simulation that failed somewhere."""
        if self.process is not None:
            self.disk.is_dead = False
            self.disk.begin()
            self.process.vanish()
            self.process = None

    def run(self) -> Outcome:
        assert self.process is not None
        return self.process.run()

    def _told(self, notices: tuple[Notice, ...]) -> None:
        for notice in notices:
            check_words(f"{notice.subject} {notice.text}")
            self._log(f"{self.name} is told {notice.kind} {notice.ticket_id}")
            if notice.kind is NoticeKind.ACCEPTED:
                self.accepted.append((notice.ticket_id, notice.number))

    # What lies on the disk

    def raw(self) -> Raw:
        assert self.process is not None
        try:
            raw = read_outbox(self.process.workspace._outbox_database)
        except errors.StorageDamaged:
            self.mend()
            raw = read_outbox(self.process.workspace._outbox_database)
        self.ledger.follow(raw, self.line.stands_as)
        return raw

    def cached(self) -> Cached:
        return self.from_cache(read_cache)

    def from_cache(self, question: Callable[[Database], T]) -> T:
        """An answer of the cache's file; a broken one is mended first, as whoever meets it would."""
        assert self.process is not None
        try:
            return question(self.process.workspace._cache)
        except errors.StorageDamaged:
            self.mend()
            return question(self.process.workspace._cache)

    def answer_open_question(self) -> None:
        """After an interrupted act: whether it was done is what the disk says; both are right, anything between is not."""
        if self.ledger.open_question is not None:
            word, wrong = self.ledger.settle_question(self.raw())
            self._log(f"{self.name}: {word}")
            if wrong:
                raise Broken(8, wrong)

    def act(self, entry: Entry, evidence: Evidence, deed: Callable[[Desk], object]) -> None:
        """Let the person do `deed`, and enter it into the ledger if it was done. Lets Killed through."""
        self.acted = True
        self.ledger.open_question = (entry, evidence)
        try:
            deed(self.desk)
        except errors.WorldError as error:
            self._log(f"{self.name}: {type(error).__name__}")
        self.mend()
        self.answer_open_question()


def read_copy(path: Path) -> Raw:
    """What a copy of an outbox has."""
    database = Database(path, KEY, read_only=True)
    try:
        return read_outbox(database)
    finally:
        database.close()
