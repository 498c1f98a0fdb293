"""What every action needs, handed in: the account's stores, a clock and a source of ids."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop.domain.account import Helpdesk
from desktop.domain.instant import SECOND, Instant
from desktop.storage.catalogue import CatalogueStore
from desktop.storage.cursors import Cursors
from desktop.storage.database import Database
from desktop.storage.drafts import Drafts
from desktop.storage.files import FileStore
from desktop.storage.outbox import Outbox
from desktop.storage.tickets import TicketStore

UNDO_TIME = 10 * SECOND
"""How long a change stays here after "send", so that it can be taken back."""


@dataclass(frozen=True, slots=True)
class Desk:
    """One account's writing side. Used on the writer lane only.

    `outbox_database` and `cache` are for actions that need several writes in one transaction. `new_id` makes UUIDv7 texts.
    """

    outbox_database: Database
    outbox: Outbox
    drafts: Drafts
    files: FileStore
    tickets: TicketStore
    catalogue: CatalogueStore
    cache: Database
    cursors: Cursors
    helpdesk: Callable[[], Helpdesk]
    now: Callable[[], Instant]
    new_id: Callable[[], str]
    undo_time: Instant = UNDO_TIME
