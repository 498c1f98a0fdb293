"""What the engine needs of the storage, and the one thread on which it may touch it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from desktop.storage.catalogue import CatalogueStore
from desktop.storage.cursors import Cursors
from desktop.storage.database import Database
from desktop.storage.drafts import Drafts
from desktop.storage.facts import Facts
from desktop.storage.files import FileStore
from desktop.storage.lease import Lease
from desktop.storage.outbox import Outbox
from desktop.storage.search import SearchIndex
from desktop.storage.tickets import TicketStore

T = TypeVar("T")


class Writer(Protocol):
    """Runs a piece of work on the thread that owns all writing, and waits for its result."""

    def __call__(self, work: Callable[[], T]) -> T:
        """The result of `work`; whatever it raises is raised here."""
        ...


def write_here(work: Callable[[], T]) -> T:
    """The writer of a program with one thread (command line, tests)."""
    return work()


@dataclass(frozen=True, slots=True)
class Stores:
    """The writing side of one account. Touched only inside `write`."""

    write: Writer
    cache: Database
    outbox_database: Database
    tickets: TicketStore
    catalogue: CatalogueStore
    search: SearchIndex
    cursors: Cursors
    outbox: Outbox
    drafts: Drafts
    files: FileStore
    facts: Facts
    lease: Lease
