"""The other side of the counter: what the organisation does to its data without any client of this API.

For trying out and for tests of clients: answering with a status, merging two tickets, announcing, deleting, moving a ticket to another
company, and going back to nothing of the log's memory. Every effect is in the feed like all others.
"""

from collections.abc import Mapping, Sequence

from desktop.sandbox.database import EVERYONE, Database, Entity, Transaction, find
from desktop.sandbox.feed import clear_tombstones
from desktop.sandbox.identifiers import uuid7
from desktop.sandbox.people import Person, person_by_id
from desktop.sandbox.tickets import Conversation, put_event, put_message


class Counter:
    """Operations of the organisation on one helpdesk; callable from any thread but the server's own."""

    def __init__(self, database: Database, conversation: Conversation) -> None:
        self._database = database
        self._conversation = conversation

    def answer(self, ticket_id: str, text: str, kind: str = "answered") -> Entity:
        """Somebody of the staff replies, and the ticket gets the status of this kind (`waiting`, `answered`, `closed` …).

        The message. Raises LookupError when there is no such ticket.
        """

        def reply(transaction: Transaction) -> Entity:
            who, ticket = _staff(transaction), _entity(transaction, "ticket", ticket_id)
            ticket = self._conversation.change(transaction, ticket, {})
            message = put_message(transaction, who.author, ticket, uuid7(transaction.now), text, transaction.now_text)
            self._conversation.set_status(transaction, who.author, ticket, self._conversation.portal.status_of(kind))
            return message

        return self._database.write_now(reply)

    def set_status(self, ticket_id: str, kind: str) -> Entity:
        """The ticket in the status of this kind. Raises LookupError."""

        def change(transaction: Transaction) -> Entity:
            ticket = _entity(transaction, "ticket", ticket_id)
            status = self._conversation.portal.status_of(kind)
            return self._conversation.set_status(transaction, _staff(transaction).author, ticket, status)

        return self._database.write_now(change)

    def merge(self, ticket_id: str, into: str) -> Entity:
        """Closes a ticket that goes on in another one; whatever is sent to it from now on is refused with that one's id.

        The ticket. Raises LookupError when there is no such ticket, ValueError for a ticket into itself.
        """
        if ticket_id == into:
            raise ValueError("a ticket can't go on in itself")

        def join(transaction: Transaction) -> Entity:
            who, ticket = _staff(transaction), _entity(transaction, "ticket", ticket_id)
            other = _entity(transaction, "ticket", into)
            ticket = self._conversation.set_status(
                transaction, who.author, ticket, self._conversation.portal.status_of("closed")
            )
            ticket = self._conversation.change(transaction, ticket, {"merged_into": other.id})
            event = {"name": "merged-into", "from": None, "to": f"#{other.fields()['number']}"}
            put_event(transaction, who.author, ticket, event)
            return ticket

        return self._database.write_now(join)

    def announce(self, title: str, text: str, *, kind: str = "news", machine_ids: Sequence[str] = ()) -> Entity:
        """A new announcement, for the company whose machines it concerns, else for everyone."""

        def publish(transaction: Transaction) -> Entity:
            concerned = [_entity(transaction, "machine", machine) for machine in machine_ids]
            identity = uuid7(transaction.now)
            fields: Mapping[str, object] = {
                "id": identity,
                "title": title,
                "text": text,
                "kind": kind,
                "published_at": transaction.now_text,
                "starts_at": None,
                "ends_at": None,
                "machine_ids": list(machine_ids),
            }
            audience = concerned[0].audience if concerned else EVERYONE
            return transaction.put("announcement", identity, audience, 1, fields)

        return self._database.write_now(publish)

    def delete(self, kind: str, identity: str) -> None:
        """Deletes one entity, with a ticket all that belongs to it, leaving tombstones. Raises LookupError."""

        def delete(transaction: Transaction) -> None:
            entity = _entity(transaction, kind, identity)
            parts = _parts(transaction, entity) if kind == "ticket" else []
            for part in (entity, *parts):
                transaction.delete(part)

        self._database.write_now(delete)

    def move_ticket(self, ticket_id: str, company_id: str) -> None:
        """Gives a ticket and all that belongs to it to another company; the first one is told that it is hidden now."""

        def move(transaction: Transaction) -> None:
            ticket = _entity(transaction, "ticket", ticket_id)
            for part in (ticket, *_parts(transaction, ticket)):
                transaction.hide(part, company_id)

        self._database.write_now(move)

    def move_person(self, email: str, company_id: str) -> None:
        """Lets a customer work for another company: what this person may see is another scope from now on."""
        self._database.write_now(
            lambda transaction: transaction.connection.execute(
                "UPDATE people SET company_id = ? WHERE email = ?", (company_id, email)
            ).close()
        )

    def forget_tombstones(self, days: int) -> int:
        """Clears tombstones older than `days`, as the server does when it starts. How many."""
        return self._database.write_now(lambda transaction: clear_tombstones(transaction, transaction.now, days))


def _parts(transaction: Transaction, ticket: Entity) -> list[Entity]:
    """A ticket's messages and attachments."""
    rows = transaction.connection.execute(
        "SELECT type, id FROM feed WHERE type IN ('message', 'attachment') AND op = 'upsert' AND audience = ?"
        " AND data ->> 'ticket_id' = ? ORDER BY position",
        (ticket.audience, ticket.id),
    ).fetchall()
    return [_entity(transaction, kind, identity) for kind, identity in rows]


def _entity(transaction: Transaction, kind: str, identity: str) -> Entity:
    found = find(transaction.connection, kind, identity)
    if found is None:
        raise LookupError(f"there is no {kind} {identity}")
    return found


def _staff(transaction: Transaction) -> Person:
    row = transaction.connection.execute("SELECT min(id) FROM people WHERE role = 'technician'").fetchone()
    person = None if row[0] is None else person_by_id(transaction.connection, row[0])
    if person is None:
        raise LookupError("this portal has no staff")
    return person
