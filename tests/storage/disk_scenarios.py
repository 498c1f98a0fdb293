"""What the program does to its two databases, step by step, with the real stores; and what must be there after each step.

A step ends with its word that it is done (`Told`). What may be found after a power cut in the middle is what stood there after the last
finished step, or after the one that was under way; nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.domain.change import Problem, Upload
from desktop.domain.change_state import ChangeState
from desktop.domain.instant import HOUR
from desktop.storage.backup import Backups, mark
from desktop.storage.cache import open_cache
from desktop.storage.cursors import Cursors, PullState
from desktop.storage.database import Database
from desktop.storage.drafts import Drafts
from desktop.storage.facts import Facts
from desktop.storage.outbox import Outbox
from desktop.storage.presence import Presence
from desktop.storage.restore import open_outbox
from desktop.storage.tickets import TicketStore
from tests.builders import ANNA, NOON, a_file, a_message, a_reply, a_ticket, a_ticket_draft, an_answer, an_opening

KEY = b"k" * 32

Step = Callable[[Database], None]


@contextmanager
def the_outbox(folder: Path, now: int = NOON) -> Iterator[Database]:
    """The outbox in `folder`, opened as the program opens it."""
    presence = Presence(folder)
    try:
        database = open_outbox(folder / "outbox.db", KEY, presence, now)
        try:
            yield database
        finally:
            database.close()
    finally:
        presence.leave()


def make_account(folder: Path) -> None:
    """An outbox that says whose it is, with something in it, and a first copy."""
    folder.mkdir(parents=True)
    with the_outbox(folder) as database:
        Facts(database).set("identity", '{"who":"anna"}')
        for number in range(3):
            Outbox(database).add(an_answer("t-1", f"earlier {number}"))
        Drafts(database).save(a_ticket_draft(description="half written " * 40))
        Backups(folder, KEY).make(database, NOON)


def work_of_a_morning() -> list[Step]:
    """A ticket with files, its way to the server, a draft, a refusal, a copy, a change taken back."""
    opening = an_opening()
    with_files = replace(opening, deed=replace(opening.deed, files=(a_file(), a_file(name="video.mp4"))))
    refused, closing = an_answer(opening.id, "with a photo"), an_answer("t-9", "the last word " * 300)
    draft = a_ticket_draft(description="a longer text " * 200)

    def settle(database: Database) -> None:
        outbox = Outbox(database)
        with database.transaction():
            outbox.update(opening.id, ChangeState.SENT, number="10234", settled_at=NOON + 5)
            outbox.update(refused.id, ChangeState.NEEDS_ATTENTION, problem=Problem("invalid", "too long"))

    def queue_and_forget_the_draft(database: Database) -> None:
        with database.transaction():
            Outbox(database).add(closing)
            Drafts(database).delete(draft)

    return [
        lambda database: Outbox(database).add(with_files),
        lambda database: Drafts(database).save(draft),
        lambda database: Outbox(database).update(opening.id, ChangeState.UPLOADING),
        lambda database: Outbox(database).save_upload(opening.id, Upload(with_files.files[0], "http://x/1", 400)),
        lambda database: Outbox(database).save_upload(opening.id, Upload(with_files.files[1], "http://x/2", 9, True)),
        lambda database: Outbox(database).update(opening.id, ChangeState.DISPATCHED),
        lambda database: Outbox(database).add(refused),
        lambda database: Drafts(database).save(a_reply("t-2", "a reply " * 500)),
        settle,
        queue_and_forget_the_draft,
        lambda database: Facts(database).set("tokens", "secret " * 100),
        lambda database: Outbox(database).remove(closing.id),
        lambda database: database.rows("PRAGMA wal_checkpoint(TRUNCATE)") and None,
        lambda database: Outbox(database).update(opening.id, ChangeState.CONFIRMED),
    ]


def content(database: Database) -> str:
    """The outbox in one word: equal if and only if the content is."""
    return mark(database)


# The cache


@dataclass(frozen=True)
class Batch:
    """A page of the feed: tickets, messages, and the cursor after them."""

    tickets: int
    cursor: str


BATCHES = [Batch(3 + number % 5, f"cursor-{number}") for number in range(1, 13)]


def take(database: Database, batch: Batch) -> None:
    """What the pull does with a page: the rows and the cursor that covers them, in one transaction."""
    store, cursors = TicketStore(database), Cursors(database)
    with database.transaction():
        for number in range(batch.tickets):
            ticket = a_ticket(id=f"{batch.cursor}-{number}", description="long " * 200)
            store.apply((ticket, a_message(ticket.id)), me=ANNA.id, generation=1)
        cursors.save(PullState(cursor=batch.cursor, first=False))


def rows_and_cursor(database: Database) -> tuple[str, int]:
    """What the cache says: how far it is, and how many tickets it has."""
    return Cursors(database).load().cursor, database.number("SELECT count(*) FROM ticket")


def cache_states() -> list[tuple[str, int]]:
    """What it may say: before the first page, and after each."""
    states, tickets = [("", 0)], 0
    for batch in BATCHES:
        tickets += batch.tickets
        states.append((batch.cursor, tickets))
    return states


def the_cache(folder: Path) -> Database:
    return open_cache(folder / "cache.db", KEY)


LATER = NOON + 2 * HOUR
