"""What vanished from the server: marked first, decided upon when all of it is known, dropped in short slices.

Nothing goes while more may still come: a row that a removal names, or that a whole sweep did not see, is only marked, and stays
readable. At the end of the run somebody decides: what is marked goes, or it is held until the person says so. An upsert of a marked
row makes it alive again, whatever the mark. Marks lie in the rows themselves, so that an interruption forgets none of them.

Ids that are gone are remembered for a while, because the answer to a send may be older than the removal (a change whose answer was
lost is sent again, and the server answers as it did the first time).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop.domain.batch import Entity, EntityType, Removal
from desktop.domain.ticket import Attachment, Message
from desktop.storage.database import Database

HELD = 0
"""The generation of a ticket that vanished among too many and waits for the person's word, and of what belongs to a vanished ticket."""

VANISHED = -1
"""The generation of what vanished, while it is not decided what becomes of it."""

GONE = -2
"""The generation of what is to be dropped."""

MOST_AT_ONCE = 200
"""Tickets dropped in one transaction."""

REMEMBERED = 50_000
"""How many of the ids that went last are remembered."""

PARTS = ("message", "attachment")
"""Tables of what belongs to a ticket, and goes with it."""

# Word for word the condition of the partial indexes, so that SQLite sees that it may use them.
_INDEXED = "generation <= 0"

_MARKED = {EntityType.TICKET, EntityType.MESSAGE, EntityType.ATTACHMENT}


class Removals:
    """Marks, counts and drops. Every method is for inside of a transaction of its caller."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # Marking

    @staticmethod
    def marks(removal: Removal) -> bool:
        """Whether a removal of this type is marked first; the few small things go at once."""
        return removal.type in _MARKED

    def mark(self, removal: Removal) -> None:
        """The server's feed says that this is gone. A ticket that is held already goes on being held."""
        least = 1 if removal.type is EntityType.TICKET else HELD
        self._database.run(
            f"UPDATE {removal.type.value} SET generation = ? WHERE id = ? AND generation >= ?",
            (VANISHED, removal.id, least),
        )
        self.remember([removal.id])

    def mark_unseen(self, generation: int, *, also_held: bool) -> set[str]:
        """A whole sweep did not see what is older than `generation`. `also_held` takes those too that wait for the person's word.

        Of tickets that were seen, messages and attachments that were not go at once; returns the ids of those tickets.
        """
        database = self._database
        kept = VANISHED if also_held else HELD
        database.run(
            "UPDATE ticket SET generation = ? WHERE generation < ? AND generation NOT IN (?, ?)",
            (VANISHED, generation, kept, GONE),
        )
        for table in PARTS:
            # With a ticket that waits, its parts wait too: should it come back, they do so only if they are shown as well.
            database.run(
                f"UPDATE {table} SET generation = ? WHERE generation > 0 AND generation < ? "
                f"AND ticket_id IN (SELECT id FROM ticket WHERE {_INDEXED})",
                (HELD, generation),
            )
        touched = self._drop_parts(f"generation < {generation:d}")
        for table in ("machine", "entity"):
            database.run(f"DELETE FROM {table} WHERE generation < ?", (generation,))
        return touched

    # Deciding

    def vanished(self) -> int:
        """How many tickets are marked and not decided upon."""
        return self._number_of(VANISHED)

    def held(self) -> int:
        """How many tickets wait for the person's word."""
        return self._number_of(HELD)

    def _number_of(self, mark: int) -> int:
        return self._database.number(f"SELECT count(*) FROM ticket WHERE {_INDEXED} AND generation = ?", (mark,))

    def cached(self) -> int:
        """How many tickets there are, but for those that are held already."""
        return self._database.number("SELECT count(*) FROM ticket") - self.held()

    def has_nothing(self) -> bool:
        """Whether there is neither a ticket nor a message: nothing here could have vanished."""
        return not any(
            self._database.number(f"SELECT EXISTS (SELECT 1 FROM {table})") for table in ("ticket", "message")
        )

    def hold(self) -> None:
        """Keep what vanished until the person says so."""
        self._database.run(
            f"INSERT OR IGNORE INTO removed (id) SELECT id FROM ticket WHERE {_INDEXED} AND generation = ?", (VANISHED,)
        )
        self._forget_oldest()
        self._turn(VANISHED, HELD)

    def let_go(self, *, of: int) -> int:
        """Let all tickets go that are `of` this mark (HELD or VANISHED); returns how many."""
        return self._turn(of, GONE)

    def _turn(self, mark: int, into: int) -> int:
        return self._database.run(f"UPDATE ticket SET generation = ? WHERE {_INDEXED} AND generation = ?", (into, mark))

    # Dropping

    def drop_parts(self) -> set[str]:
        """Drop messages and attachments that vanished by themselves, not with a ticket that waits; returns the ids of their tickets."""
        return self._drop_parts(f"{_INDEXED} AND generation < {HELD:d}")

    def has_half_back(self) -> bool:
        """Whether a ticket that waited came back, and of what belongs to it something was not shown: gone, or only not shown yet."""
        back = f"{_INDEXED} AND generation = {HELD:d} AND ticket_id NOT IN (SELECT id FROM ticket WHERE {_INDEXED})"
        return any(self._database.number(f"SELECT EXISTS (SELECT 1 FROM {table} WHERE {back})") for table in PARTS)

    def _drop_parts(self, which: str) -> set[str]:
        database = self._database
        touched: set[str] = set()
        where = f"{which} AND ticket_id NOT IN (SELECT id FROM ticket WHERE {_INDEXED})"
        for table in PARTS:
            gone = database.rows(f"SELECT id, ticket_id FROM {table} WHERE {where}")
            if gone:
                database.run(f"DELETE FROM {table} WHERE {where}")
                self.remember(str(id) for id, _ in gone)
                touched.update(str(ticket_id) for _, ticket_id in gone)
        return touched

    def drop(self, limit: int = MOST_AT_ONCE) -> list[str]:
        """Drop up to `limit` of the tickets that are to go, with all that belongs to them; returns their ids."""
        database = self._database
        rows = database.rows(
            f"SELECT id, position FROM ticket WHERE {_INDEXED} AND generation = ? LIMIT ?", (GONE, limit)
        )
        ids = [str(id) for id, _ in rows]
        database.run_many("INSERT OR IGNORE INTO unindexed (position) VALUES (?)", [(at,) for _, at in rows])
        for table in PARTS:
            database.run_many(f"DELETE FROM {table} WHERE ticket_id = ?", [(id,) for id in ids])
        database.run_many("DELETE FROM ticket WHERE id = ?", [(id,) for id in ids])
        self.remember(ids)
        return ids

    # Remembering

    def remember(self, ids: Iterable[str]) -> None:
        """These are gone."""
        self._database.run_many("INSERT OR IGNORE INTO removed (id) VALUES (?)", [(id,) for id in ids])
        self._forget_oldest()

    def _forget_oldest(self) -> None:
        self._database.run(
            "DELETE FROM removed WHERE sequence <= (SELECT max(sequence) FROM removed) - ?", (REMEMBERED,)
        )

    def came(self, entities: Sequence[Entity]) -> None:
        """The server shows these now: whatever they were, they are there."""
        if self._any():
            self._database.run_many("DELETE FROM removed WHERE id = ?", [(one.id,) for one in entities])

    def not_overtaken(self, entities: Sequence[Entity]) -> list[Entity]:
        """Those of an older answer that were not removed since, neither by themselves nor with what they belong to."""
        if not self._any():
            return list(entities)
        return [one for one in entities if not any(self._is_removed(id) for id in _ids(one))]

    def _any(self) -> bool:
        return self._database.value("SELECT 1 FROM removed LIMIT 1") is not None

    def _is_removed(self, id: str) -> bool:
        return self._database.value("SELECT 1 FROM removed WHERE id = ?", (id,)) is not None


def _ids(entity: Entity) -> tuple[str, ...]:
    match entity:
        case Message():
            return (entity.id, entity.ticket_id)
        case Attachment():
            return (entity.id, entity.ticket_id, entity.message_id)
        case _:
            return (entity.id,)
