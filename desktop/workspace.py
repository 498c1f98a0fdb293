"""One account put together without Qt: storage, connector, engine. The window and the command line stand on it alike."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol, TypeVar

from desktop import errors
from desktop.account_identity import Identity, StoredTokens, author_of, load_identity, save_identity
from desktop.actions.desk import UNDO_TIME, Desk
from desktop.connectors.contract import Connector, TokenStore
from desktop.domain.instant import DAY, Instant
from desktop.domain.ticket import Author
from desktop.reading_side import ReadingSide
from desktop.stamps import new_id, now
from desktop.storage.accounts import Account, Part
from desktop.storage.backup import Backups
from desktop.storage.cache import files_at_server, forget_aside, note_damage, open_cache, renew
from desktop.storage.catalogue import CatalogueStore
from desktop.storage.cursors import Cursors
from desktop.storage.database import Database
from desktop.storage.drafts import Drafts
from desktop.storage.facts import Facts
from desktop.storage.files import FileStore
from desktop.storage.lease import Lease, LockFile
from desktop.storage.outbox import Outbox
from desktop.storage.presence import Presence
from desktop.storage.reserve import Reserve
from desktop.storage.restore import open_outbox
from desktop.storage.restored import Restored, load_restored, save_restored
from desktop.storage.search import SearchIndex
from desktop.storage.tickets import TicketStore
from desktop.sync.engine import Engine
from desktop.sync.outcome import Listener
from desktop.sync.stores import Stores, Writer
from desktop.sync.uploading import Pool

log = logging.getLogger("sportello.workspace")

T = TypeVar("T")

ROOM = 64 * 1024**2
"""Bytes to make free when the disk is full."""

DOWNLOADS_KEPT = 2 * 1024**3
"""Bytes of downloaded attachments kept where nobody says otherwise; what waits to be sent does not count and is never evicted."""


class Alarm(Protocol):
    """Who wants to know of trouble with the disk; called on the thread that met it."""

    def damaged(self, part: Part) -> None:
        """A broken page was met, or the file is gone. Nothing more is done with this part until `mend`."""
        ...

    def reserve_spent(self) -> None:
        """The disk is full, and what was just written was saved with the last reserve."""
        ...


class Workspace:
    """The writing side of one account. Opened and closed on the writer lane; `views` makes reading sides for other threads."""

    def __init__(
        self,
        account: Account,
        key: bytes,
        *,
        undo_time: Instant = UNDO_TIME,
        clock: Callable[[], Instant] = now,
        alarm: Alarm | None = None,
    ) -> None:
        """Open (and create, migrate, restore) the account's files.

        Raises WrongKey, StorageNewer, StorageBusy, StorageDamaged (of an outbox that nothing can restore), DiskFull, StorageError.
        """
        self.account = account
        self._key = key
        self._clock = clock
        self._alarm = alarm
        self.downloads_kept = DOWNLOADS_KEPT
        self._presence = Presence(account.folder)
        self._reserve = Reserve(account.folder / "reserve")
        self._backups = Backups(account.folder, key)
        try:
            self._outbox_database = open_outbox(account.outbox, key, self._presence, clock())
            try:
                self._cache = open_cache(account.cache, key)
            except BaseException:
                self._outbox_database.close()
                raise
        except BaseException:
            self._presence.leave()
            raise
        self._outbox_database.on_damage(self._outbox_damaged)
        self._cache.on_damage(self._cache_damaged)
        self.facts = Facts(self._outbox_database)
        self.files = FileStore(account.files)
        self.files.make()
        self.outbox = Outbox(self._outbox_database)
        self.drafts = Drafts(self._outbox_database)
        self.identity = load_identity(self.facts)
        self._lease = Lease(self._outbox_database, new_id(), LockFile(account.folder / "dispatcher.lock"), clock)
        self.desk = Desk(
            outbox_database=self._outbox_database,
            outbox=self.outbox,
            drafts=self.drafts,
            files=self.files,
            tickets=TicketStore(self._cache),
            catalogue=CatalogueStore(self._cache),
            cache=self._cache,
            cursors=Cursors(self._cache),
            helpdesk=lambda: self.identity.helpdesk,
            now=clock,
            new_id=new_id,
            undo_time=undo_time,
        )

        self._note_unnamed_files()

    def me(self) -> Author:
        """The signed-in person as an author."""
        return author_of(self.identity.person)

    def stores(self, write: Writer) -> Stores:
        """What the engine works on; `write` brings its work to the thread that owns this workspace."""
        return Stores(
            write=self._spared(write),
            cache=self._cache,
            outbox_database=self._outbox_database,
            tickets=self.desk.tickets,
            catalogue=self.desk.catalogue,
            search=SearchIndex(self._cache),
            cursors=self.desk.cursors,
            outbox=self.outbox,
            drafts=self.drafts,
            files=self.files,
            facts=self.facts,
            lease=self._lease,
        )

    def engine(self, connector: Connector, listener: Listener, write: Writer, pool: Pool | None = None) -> Engine:
        """The engine of this account; call its `recover` before its first run, `close` after the last. Files go up in `pool`."""
        return Engine(
            self.stores(write), connector, listener, me=lambda: self.identity.person.id, now=self._clock, pool=pool
        )

    def tokens(self, write: Writer) -> TokenStore:
        """The session's secrets, kept inside the encrypted outbox."""
        return StoredTokens(self.facts, self._spared(write))

    def views(self) -> ReadingSide:
        """A new reading side, for one other thread."""
        return ReadingSide(self.account, self._key, self.me, self._clock)

    def remember(self, identity: Identity) -> None:
        """Keep what the server says about itself and the person."""
        save_identity(self.facts, identity)
        self.identity = identity

    # Keeping it

    def tidy(self) -> None:
        """Forget what was settled long ago, evict files that nothing needs, copy the outbox, put the reserve by."""
        self.outbox.purge(self._clock())
        self.evict_downloads()
        self.back_up()
        self._reserve.renew()

    def evict_downloads(self) -> int:
        """Let go of downloads, the longest unused first, until `downloads_kept` holds; returns bytes freed. Raises StorageError."""
        return self.files.evict(self._precious(), self.downloads_kept)

    def downloads_size(self) -> int:
        """Bytes of attachments that could be fetched again. Raises StorageError."""
        return self.files.size_without(self._precious())

    def back_up(self) -> None:
        """Copy the outbox if an hour has passed and something changed. Raises the storage errors."""
        try:
            self._backups.make_if_due(self._outbox_database, self._clock())
        except errors.StorageDamaged as error:
            if error.path == str(self.account.outbox):
                self._outbox_damaged(error)
            raise

    def _precious(self) -> set[str]:
        """Hashes of files that must stay: somebody's unsent work, or what may be left of it."""
        restored = self.restored()
        unnamed = set(restored.unnamed_files) if restored else set()
        return self.outbox.files_in_use() | self.drafts.files_in_use() | unnamed

    # A full disk

    def perform(self, action: Callable[..., T], *arguments: object) -> T:
        """`action(desk, *arguments)` in one durable transaction of the outbox; on a full disk the reserve is spent for it.

        From its first look on nothing moves in the outbox: what an action found to be waiting another process can't send meanwhile.
        """

        def work() -> T:
            with self._outbox_database.transaction():
                return action(self.desk, *arguments)

        return self._sparing(work)

    def _spared(self, write: Writer) -> Writer:
        def spared(work: Callable[[], T]) -> T:
            return write(lambda: self._sparing(work))

        return spared

    def _sparing(self, work: Callable[[], T]) -> T:
        """Do a piece of work that is all or nothing in the outbox, if need be with the room that was put by for it."""
        try:
            return work()
        except errors.DiskFull as error:
            # The cache must not have it: it would be gone before the person's next word.
            if error.path != str(self.account.outbox) or not self._reserve.spend():
                raise
        if self._alarm is not None:
            self._alarm.reserve_spent()
        return work()

    @property
    def has_reserve(self) -> bool:
        """Whether something is left for when the disk is full."""
        return self._reserve.is_there

    def renew_reserve(self) -> bool:
        """Put the reserve by if there is room again; whether it is there now."""
        return self._reserve.renew()

    def make_room(self, bytes_wanted: int = ROOM) -> int:
        """Give up broken caches, then downloads, the longest unused first; what somebody wrote is never touched.

        Returns bytes freed. Raises StorageError.
        """
        freed = forget_aside(self.account.cache)
        if freed < bytes_wanted:
            again = files_at_server(self._cache) - self._precious()
            freed += self.files.make_room(again, bytes_wanted - freed)
        return freed

    # Damage

    def restored(self) -> Restored | None:
        """What is to be told about the last restoration of the outbox; None when there never was one."""
        return load_restored(self.facts)

    def _note_unnamed_files(self) -> None:
        """After a restoration: files that somebody picked and that no change or draft names any more."""
        restored = self.restored()
        if restored is None or not restored.may_miss or restored.read or restored.unnamed_files:
            return
        since = max(restored.missing_from - DAY, 0) / 1000
        try:
            downloads = files_at_server(self._cache)
        except errors.StorageDamaged as error:
            # The cache is broken as well: the alarm was told, and the next start looks again.
            log.info("not known which files nothing names: %s", error)
            return
        names = self.files.written_since(since) - downloads - self._precious()
        if names:
            save_restored(self.facts, replace(restored, unnamed_files=tuple(sorted(names))))

    def _outbox_damaged(self, error: errors.StorageError) -> bool:
        return self._damaged(self._outbox_database, Part.OUTBOX, error)

    def _cache_damaged(self, error: errors.StorageError) -> bool:
        if self._cache.in_place:
            note_damage(self.account.cache)
        return self._damaged(self._cache, Part.CACHE, error)

    def give_up(self, part: Part) -> None:
        """Somebody met damage that this side has not seen: nothing more is built on it until `mend`."""
        database = self._cache if part is Part.CACHE else self._outbox_database
        if part is Part.CACHE and database.in_place:
            note_damage(self.account.cache)
        database.condemn(errors.StorageDamaged("damage was met elsewhere", str(database.path)))

    def _damaged(self, database: Database, part: Part, error: errors.StorageError) -> bool:
        log.warning("the %s is damaged: %s", part, error)
        database.condemn(error)
        if self._alarm is not None:
            self._alarm.damaged(part)
        return False

    @property
    def damaged_parts(self) -> frozenset[Part]:
        """What waits for `mend`."""
        databases = {Part.OUTBOX: self._outbox_database, Part.CACHE: self._cache}
        return frozenset(part for part, database in databases.items() if database.is_condemned)

    def mend(self, part: Part) -> None:
        """Restore the outbox or begin the cache anew, under everything that was made from this workspace.

        No run of the engine may be under way, and nobody else of this process may have the file open. Raises the storage errors.
        """
        if part is Part.CACHE:
            renew(self._cache)
            return
        self._outbox_database.leave()
        open_outbox(self.account.outbox, self._key, self._presence, self._clock()).close()
        self._outbox_database.reopen()
        self._note_unnamed_files()

    def close(self) -> None:
        """Let another process send, and close both databases."""
        try:
            self._lease.release()
        except errors.StorageError as error:
            # It ends by the clock, or with this process.
            log.info("the lease was not given back: %s %s", type(error).__name__, error)
        self._cache.close()
        self._outbox_database.close()
        self._presence.leave()
