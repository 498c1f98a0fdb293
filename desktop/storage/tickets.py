"""Tickets, messages, attachments and machines in the cache: written only from what servers answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import cast

from desktop.domain.announcement import Announcement
from desktop.domain.batch import Entity, EntityType, Removal
from desktop.domain.catalogue import StatusKind
from desktop.domain.instant import Instant
from desktop.domain.machine import Machine
from desktop.domain.ticket import Attachment, Message, MessageKind, Side, Ticket
from desktop.storage.catalogue import TYPE_OF, CatalogueStore
from desktop.storage.database import Database
from desktop.storage.removals import Removals
from desktop.storage.ticket_rows import (
    MESSAGE_COLUMNS,
    TICKET_COLUMNS,
    message_of,
    message_values,
    ticket_of,
    ticket_values,
)

_ATTACHMENT_COLUMNS = "id, ticket_id, sha256, name, size, mime, message_id, created_at"
MACHINE_COLUMNS = "id, name, serial, model, manufacturer, site, line, state, installed_on, company_id"

# The next running number of a millisecond. An import may bring more rows of one instant than there are numbers: they go on in the first gap
# after it (which may cost them their order among those who follow), for a position that is taken would end every pull from then on.
_POSITION = """(
  SELECT CASE
    WHEN last IS NULL THEN :base
    WHEN last < :base + 1023 THEN last + 1
    ELSE (SELECT min(p.position) + 1 FROM {table} p
          WHERE p.position >= :base + 1023 AND NOT EXISTS (SELECT 1 FROM {table} q WHERE q.position = p.position + 1))
  END FROM (SELECT max(position) AS last FROM {table} WHERE position BETWEEN :base AND :base + 1023))"""

_UPSERT_TICKET = f"""
INSERT INTO ticket (position, {TICKET_COLUMNS}, mine, generation, last_at, last_author, last_side, last_text)
VALUES ({_POSITION.format(table="ticket")},
  :id, :number, :subject, :description, :request_type, :status, :kind, :author_id, :author_name, :author_side, :created_at, :updated_at,
  :version, :category, :machine_id, :machine_state, :priority, :company_id, :assignee_id, :contacts,
  :machine_unlisted,
  :mine, :generation, :created_at, :author_name, :author_side, :preview)
ON CONFLICT (id) DO UPDATE SET
  number = excluded.number, subject = excluded.subject, description = excluded.description, request_type = excluded.request_type,
  status = excluded.status, kind = excluded.kind, author_id = excluded.author_id, author_name = excluded.author_name,
  author_side = excluded.author_side, created_at = excluded.created_at, updated_at = excluded.updated_at, version = excluded.version,
  category = excluded.category, machine_id = excluded.machine_id, machine_state = excluded.machine_state, priority = excluded.priority,
  company_id = excluded.company_id, assignee_id = excluded.assignee_id, contacts = excluded.contacts,
  machine_unlisted = excluded.machine_unlisted, mine = excluded.mine,
  generation = excluded.generation
WHERE excluded.version >= ticket.version OR excluded.generation > ticket.generation
"""

_UPSERT_MESSAGE = f"""
INSERT INTO message (position, {MESSAGE_COLUMNS}, generation)
VALUES ({_POSITION.format(table="message")},
  :id, :ticket_id, :author_id, :author_name, :author_side, :text, :created_at, :kind, :html, :event_name, :event_before, :event_after,
  :generation)
ON CONFLICT (id) DO UPDATE SET text = excluded.text, html = excluded.html, author_name = excluded.author_name,
  generation = excluded.generation
"""

# A row's last line is its newest reply, or its description while there is none (any more).
_REFRESH = """
UPDATE ticket SET (last_at, last_author, last_side, last_text) = (
    SELECT created_at, author_name, author_side, substr(text, 1, 480) FROM message
    WHERE ticket_id = ticket.id AND kind = 'reply' ORDER BY created_at DESC, position DESC LIMIT 1)
WHERE id = :id AND EXISTS (SELECT 1 FROM message WHERE ticket_id = ticket.id AND kind = 'reply');
"""
_REFRESH_BARE = """
UPDATE ticket SET last_at = created_at, last_author = author_name, last_side = author_side, last_text = substr(description, 1, 480)
WHERE id = :id AND (last_at, last_author, last_side) IS NOT (created_at, author_name, author_side)
  AND NOT EXISTS (SELECT 1 FROM message WHERE ticket_id = ticket.id AND kind = 'reply');
"""
_REFRESH_SUPPORT = """
UPDATE ticket SET support_at = coalesce((SELECT max(created_at) FROM message
    WHERE ticket_id = ticket.id AND kind = 'reply' AND author_side = 'support'), 0)
WHERE id = :id
"""


@dataclass(slots=True)
class Applied:
    """What a batch really changed, for notices and for screens."""

    types: set[EntityType] = field(default_factory=set)
    ticket_ids: set[str] = field(default_factory=set)
    new_replies: list[Message] = field(default_factory=list)
    status_changes: list[tuple[Ticket, StatusKind]] = field(default_factory=list)
    new_announcements: list[Announcement] = field(default_factory=list)
    own_statuses: dict[str, str] = field(default_factory=dict)
    """By ticket, the status that something the person did has brought it to last: no news to them."""


class TicketStore:
    """Reads and writes the big tables of the cache."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._small = CatalogueStore(database)
        self.removals = Removals(database)

    # Writing

    def apply(
        self,
        upserts: Sequence[Entity],
        removals: Sequence[Removal] = (),
        *,
        me: str,
        generation: int,
        first: bool = False,
        may_be_old: bool = False,
    ) -> Applied:
        """Lay server answers into the cache; call it inside the transaction that moves the cursor.

        `me` is the person's id. On the `first` sync everything counts as read, and nothing is news. An older version of a ticket never
        replaces a newer one (an answer to a send may overtake the feed). `may_be_old` is an answer that a server repeats as it once
        gave it: what was removed since does not come back. Removed tickets and what belongs to them are only marked (see `removals`).
        """
        applied = Applied()
        if may_be_old:
            upserts = self.removals.not_overtaken(upserts)
        else:
            self.removals.came(upserts)
        for entity in upserts:
            match entity:
                case Ticket():
                    self._put_ticket(entity, me, generation, applied, first)
                case Message():
                    self._put_message(entity, me, generation, applied, first)
                case Attachment():
                    self._put_attachment(entity, generation, applied)
                case Machine():
                    self._put_machine(entity, generation, applied)
                case _:
                    if not first and isinstance(entity, Announcement) and not self._small.has(entity):
                        applied.new_announcements.append(entity)
                    self._small.put(entity, generation)
                    applied.types.add(TYPE_OF[type(entity)])
        for removal in removals:
            self._remove(removal, applied)
        self._refresh(applied.ticket_ids, first)
        applied.status_changes = [
            (ticket, before)
            for ticket, before in applied.status_changes
            if applied.own_statuses.get(ticket.id) != ticket.status
        ]
        return applied

    def _put_ticket(self, ticket: Ticket, me: str, generation: int, applied: Applied, first: bool) -> None:
        if not first:
            before = self._database.value(
                "SELECT kind FROM ticket WHERE id = ? AND version < ?", (ticket.id, ticket.version)
            )
            if before is not None and before != ticket.kind.value:
                applied.status_changes.append((ticket, StatusKind(str(before))))
        self._database.run(_UPSERT_TICKET, ticket_values(ticket, me, generation))
        applied.types.add(EntityType.TICKET)
        applied.ticket_ids.add(ticket.id)

    def _put_message(self, message: Message, me: str, generation: int, applied: Applied, first: bool) -> None:
        if (
            not first
            and message.kind is MessageKind.REPLY
            and message.author.id != me
            and self._database.value("SELECT 1 FROM message WHERE id = ?", (message.id,)) is None
        ):
            applied.new_replies.append(message)
            if message.author.side is Side.SUPPORT:
                # Written before the person read the ticket, but come only now: clocks differ, and what was not here was not read.
                self._database.run(
                    "UPDATE ticket SET seen_at = ? WHERE id = ? AND seen_at >= ?",
                    (message.created_at - 1, message.ticket_id, message.created_at),
                )
        if message.event is not None and message.event.name == "status":
            applied.own_statuses.pop(message.ticket_id, None)
            if message.author.id == me:
                applied.own_statuses[message.ticket_id] = message.event.after
        self._database.run(_UPSERT_MESSAGE, message_values(message, generation))
        applied.types.add(EntityType.MESSAGE)
        applied.ticket_ids.add(message.ticket_id)

    def _put_attachment(self, one: Attachment, generation: int, applied: Applied) -> None:
        self._database.run(
            f"INSERT OR REPLACE INTO attachment ({_ATTACHMENT_COLUMNS}, generation) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                one.id,
                one.ticket_id,
                one.sha256,
                one.name,
                one.size,
                one.mime,
                one.message_id,
                one.created_at,
                generation,
            ),
        )
        applied.types.add(EntityType.ATTACHMENT)
        applied.ticket_ids.add(one.ticket_id)

    def _put_machine(self, one: Machine, generation: int, applied: Applied) -> None:
        before = self._database.one("SELECT name, serial, model, site, line FROM machine WHERE id = ?", (one.id,))
        self._database.run(
            f"INSERT OR REPLACE INTO machine ({MACHINE_COLUMNS}, generation) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                one.id,
                one.name,
                one.serial,
                one.model,
                one.manufacturer,
                one.site,
                one.line,
                one.state,
                one.installed_on,
                one.company_id,
                generation,
            ),
        )
        applied.types.add(EntityType.MACHINE)
        if before != (one.name, one.serial, one.model, one.site, one.line):
            self._database.run(
                "INSERT OR IGNORE INTO unindexed SELECT position FROM ticket WHERE machine_id = ?", (one.id,)
            )

    def _remove(self, removal: Removal, applied: Applied) -> None:
        if self.removals.marks(removal):
            self.removals.mark(removal)
        elif removal.type is EntityType.MACHINE:
            self._database.run("DELETE FROM machine WHERE id = ?", (removal.id,))
        else:
            self._small.remove(removal.type, removal.id)
        applied.types.add(removal.type)

    def refresh(self, ticket_ids: Iterable[str]) -> None:
        """Something of these tickets went: their last line, and what can be found in them, may be another."""
        self._refresh(ticket_ids, first=False)

    def _refresh(self, ticket_ids: Iterable[str], first: bool) -> None:
        ids = [(id,) for id in sorted(ticket_ids)]
        self._database.run_many(_REFRESH, ids)
        self._database.run_many(_REFRESH_BARE, ids)
        self._database.run_many(_REFRESH_SUPPORT, ids)
        if first:
            self._database.run_many("UPDATE ticket SET seen_at = support_at WHERE id = ? AND seen_at < support_at", ids)
        self._database.run_many("INSERT OR IGNORE INTO unindexed SELECT position FROM ticket WHERE id = ?", ids)

    def distrust(self, ticket_ids: Iterable[str]) -> None:
        """Let whatever comes next for these tickets replace what is here, also an older version."""
        self._database.run_many("UPDATE ticket SET version = -1 WHERE id = ?", [(id,) for id in ticket_ids])

    def mark_read(self, ticket_id: str) -> bool:
        """The person has seen what support wrote so far; returns whether that was news."""
        return bool(
            self._database.run("UPDATE ticket SET seen_at = support_at WHERE id = ? AND unread = 1", (ticket_id,))
        )

    # Reading

    def ticket(self, id: str) -> Ticket | None:
        """One ticket."""
        row = self._database.one(f"SELECT {TICKET_COLUMNS} FROM ticket WHERE id = ?", (id,))
        return ticket_of(row) if row else None

    def has_ticket(self, id: str) -> bool:
        """Whether the server has this ticket, as far as is known here: not one that vanished and waits."""
        return self._database.value("SELECT 1 FROM ticket WHERE id = ? AND generation > 0", (id,)) is not None

    def has_message(self, id: str) -> bool:
        """Whether the server has this message, as far as is known here."""
        sql = "SELECT 1 FROM message m JOIN ticket t ON t.id = m.ticket_id WHERE m.id = ? AND m.generation > 0 AND t.generation > 0"
        return self._database.value(sql, (id,)) is not None

    def message(self, id: str) -> Message | None:
        """One message as the server has it."""
        row = self._database.one(f"SELECT {MESSAGE_COLUMNS} FROM message WHERE id = ? AND generation > 0", (id,))
        return message_of(row) if row else None

    def seen_at(self, id: str) -> Instant:
        """Until when the person has read the ticket."""
        return self._database.number("SELECT seen_at FROM ticket WHERE id = ?", (id,))

    def messages(self, ticket_id: str) -> list[Message]:
        """The conversation, oldest first."""
        rows = self._database.rows(
            f"SELECT {MESSAGE_COLUMNS} FROM message WHERE ticket_id = ? ORDER BY created_at, position",
            (ticket_id,),
        )
        return [message_of(row) for row in rows]

    def written_by(self, author_id: str, containing: str, since: Instant) -> list[Ticket | Message]:
        """Tickets and messages of one author since then in which a text occurs. Reads the range of time, in the order of the rows."""
        arguments = (max(since, 0) * 1024, author_id, containing)
        tickets = self._database.rows(
            f"SELECT {TICKET_COLUMNS} FROM ticket WHERE position >= ? AND author_id = ? AND instr(description, ?) > 0 "
            "AND generation > 0",
            arguments,
        )
        messages = self._database.rows(
            f"SELECT {MESSAGE_COLUMNS} FROM message WHERE position >= ? AND author_id = ? AND instr(text, ?) > 0 "
            "AND generation > 0",
            arguments,
        )
        return [*map(ticket_of, tickets), *map(message_of, messages)]

    def attachments(self, ticket_id: str) -> list[Attachment]:
        """All files of a ticket, in a steady order."""
        rows = self._database.rows(
            f"SELECT {_ATTACHMENT_COLUMNS} FROM attachment WHERE ticket_id = ? ORDER BY created_at, id",
            (ticket_id,),
        )
        return [Attachment(*cast("tuple[str, str, str, str, int, str, str, int]", row)) for row in rows]

    def machine(self, id: str) -> Machine | None:
        """One machine."""
        row = self._database.one(f"SELECT {MACHINE_COLUMNS} FROM machine WHERE id = ?", (id,))
        return Machine(*cast("tuple[str, ...]", row)) if row else None
