"""One account put together without Qt: storage, connector, engine. The window and the command line stand on it alike."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
import uuid_utils

from desktop import errors
from desktop.actions.desk import UNDO_TIME, Desk
from desktop.actions.sign_in import SignedIn
from desktop.connectors.contract import Connector, TokenStore
from desktop.domain.account import Helpdesk, Person, Tokens
from desktop.domain.instant import Instant
from desktop.domain.ticket import Author, Side
from desktop.storage.accounts import Account, load_account, save_account
from desktop.storage.catalogue import CatalogueStore
from desktop.storage.cursors import Cursors
from desktop.storage.database import Database, Durability
from desktop.storage.drafts import Drafts
from desktop.storage.facts import Facts
from desktop.storage.files import FileStore
from desktop.storage.lease import Lease, LockFile
from desktop.storage.migrate import Schema, migrate
from desktop.storage.outbox import Outbox
from desktop.storage.search import SearchIndex
from desktop.storage.tickets import TicketStore
from desktop.storage.views import Views
from desktop.sync.engine import Engine
from desktop.sync.outcome import Listener
from desktop.sync.stores import Stores, Writer, write_here
from desktop.sync.uploading import Pool

log = logging.getLogger("sportello.workspace")

CACHED_FILES = 2 * 1024**3
"""Bytes of downloaded attachments kept; what waits to be sent does not count and is never evicted."""


def now() -> Instant:
    """The wall clock."""
    return time.time_ns() // 1_000_000


def new_id() -> str:
    """A UUIDv7 (RFC 9562): ids that sort by the time they were made."""
    return str(uuid_utils.uuid7())


@dataclass(frozen=True, slots=True)
class Identity:
    """Who is signed in where, as last heard from the server. `client_id` names this installation to the server."""

    helpdesk: Helpdesk
    person: Person
    client_id: str


class Workspace:
    """The writing side of one account. Opened and closed on the writer lane; `views` makes reading sides for other threads."""

    def __init__(
        self, account: Account, key: bytes, *, undo_time: Instant = UNDO_TIME, clock: Callable[[], Instant] = now
    ) -> None:
        """Open (and create, migrate, repair) the account's files.

        Raises WrongKey, StorageNewer, StorageDamaged (of the outbox), DiskFull, StorageError.
        """
        self.account = account
        self._key = key
        self._clock = clock
        self._outbox_database = Database(account.outbox, key)
        try:
            migrate(self._outbox_database, Schema.OUTBOX, key)
            self._cache = open_cache(account.cache, key)
        except BaseException:
            self._outbox_database.close()
            raise
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
            helpdesk=lambda: self.identity.helpdesk,
            now=clock,
            new_id=new_id,
            undo_time=undo_time,
        )

    def me(self) -> Author:
        """The signed-in person as an author."""
        return author_of(self.identity.person)

    def stores(self, write: Writer) -> Stores:
        """What the engine works on; `write` brings its work to the thread that owns this workspace."""
        return Stores(
            write=write,
            cache=self._cache,
            outbox_database=self._outbox_database,
            tickets=self.desk.tickets,
            catalogue=self.desk.catalogue,
            search=SearchIndex(self._cache),
            cursors=Cursors(self._cache),
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
        return StoredTokens(self.facts, write)

    def views(self) -> ReadingSide:
        """A new reading side, for one other thread."""
        return ReadingSide(self.account, self._key, self.me, self._clock)

    def remember(self, identity: Identity) -> None:
        """Keep what the server says about itself and the person."""
        save_identity(self.facts, identity)
        self.identity = identity

    def tidy(self) -> None:
        """Forget what was settled long ago, and evict files that nothing needs."""
        self.outbox.purge(self._clock())
        precious = self.outbox.files_in_use() | self.drafts.files_in_use()
        self.files.evict(precious, CACHED_FILES)

    def close(self) -> None:
        """Let another process send, and close both databases."""
        try:
            self._lease.release()
        except errors.StorageError as error:
            # It ends by the clock, or with this process.
            log.info("the lease was not given back: %s %s", type(error).__name__, error)
        self._cache.close()
        self._outbox_database.close()


def establish(signed_in: SignedIn) -> None:
    """Put a fresh session into its account's outbox; whatever lies there already stays. Raises the storage errors."""
    identity = Identity(signed_in.helpdesk, signed_in.person, signed_in.client_id)
    establish_identity(signed_in.account, signed_in.key, identity, signed_in.tokens)
    # Only now: an account whose session was never stored is one that still has to sign in.
    save_account(replace(load_account(signed_in.account.folder), signed_out=False))


def establish_identity(account: Account, key: bytes, identity: Identity, tokens: Tokens) -> None:
    """Write who is signed in where, and the session, in one durable transaction."""
    database = Database(account.outbox, key)
    try:
        migrate(database, Schema.OUTBOX, key)
        facts = Facts(database)
        with database.transaction():
            save_identity(facts, identity)
            StoredTokens(facts, write_here).save(tokens)
            facts.set("hold-until", "")
    finally:
        database.close()


class ReadingSide:
    """Views over read-only connections of their own. Belongs to one thread."""

    def __init__(self, account: Account, key: bytes, me: Callable[[], Author], clock: Callable[[], Instant]) -> None:
        self._cache = Database(account.cache, key, read_only=True)
        try:
            self._outbox = Database(account.outbox, key, read_only=True)
        except BaseException:
            self._cache.close()
            raise
        self.views = Views(self._cache, self._outbox, me, clock)

    def close(self) -> None:
        """Close the connections."""
        self._cache.close()
        self._outbox.close()


class StoredTokens:
    """A TokenStore over the outbox's facts."""

    def __init__(self, facts: Facts, write: Writer) -> None:
        self._facts = facts
        self._write = write

    def load(self) -> Tokens | None:
        """The tokens, None when signed out."""
        text = self._write(lambda: self._facts.get("tokens"))
        return msgspec.json.decode(text, type=Tokens) if text else None

    def save(self, tokens: Tokens | None) -> None:
        """Keep them durably; None forgets them."""
        text = msgspec.json.encode(tokens).decode() if tokens else ""
        self._write(lambda: self._facts.set("tokens", text))


def author_of(person: Person) -> Author:
    """A person as an author of messages."""
    side = Side.CUSTOMER if person.role == "customer" else Side.SUPPORT
    return Author(person.id, person.name, side)


def load_identity(facts: Facts) -> Identity:
    """Who is signed in where. Raises StorageDamaged when the account was never completed."""
    try:
        return msgspec.json.decode(facts.get("identity") or b"null", type=Identity)
    except msgspec.MsgspecError as error:
        raise errors.StorageDamaged(f"the account does not say whose it is: {error}") from error


def save_identity(facts: Facts, identity: Identity) -> None:
    """Keep who is signed in where."""
    facts.set("identity", msgspec.json.encode(identity).decode())


def open_cache(path: Path, key: bytes) -> Database:
    """The cache; a broken one is put aside and begun anew, since everything in it can be pulled again. Raises StorageNewer, DiskFull."""
    try:
        return _migrated_cache(path, key)
    except (errors.StorageDamaged, errors.WrongKey) as error:
        log.warning("the cache is broken and will be pulled again: %s", error)
        for suffix in ("", "-wal", "-shm"):
            part = path.with_name(path.name + suffix)
            if part.exists():
                part.replace(path.with_name(f"{path.name}.broken{suffix}"))
        return _migrated_cache(path, key)


def _migrated_cache(path: Path, key: bytes) -> Database:
    # NORMAL: a power cut may cost the latest pages of the cache, which the cursor in the same file then asks for again.
    database = Database(path, key, durability=Durability.NORMAL)
    try:
        migrate(database, Schema.CACHE, key)
    except BaseException:
        database.close()
        raise
    return database
