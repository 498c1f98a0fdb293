"""Tickets: opening, editing and replying, within the one transaction of the caller.

A ticket's version grows with every change to it or its conversation; a refused change raises Problem and the caller undoes
what was begun. Everything is checked against what the person may see: a machine of another company is as unknown as one that
does not exist.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.sandbox.blobs import readable_size
from desktop.sandbox.clock import moment, stamp
from desktop.sandbox.database import Entity, Transaction, find, id_is_taken
from desktop.sandbox.identifiers import uuid7
from desktop.sandbox.people import Person, Right, visible
from desktop.sandbox.portal import Category, Choice, Feature, Portal
from desktop.sandbox.problems import Code, FieldError, Problem, invalid
from desktop.sandbox.wire import AttachmentIn, ContactIn, MessageIn, TicketEdit, TicketIn

Fields = dict[str, object]


@dataclass(frozen=True)
class Conversation:
    """Everything that writes to tickets, for one portal."""

    portal: Portal

    # ---------------------------------------------------------------- opening

    def open_ticket(self, transaction: Transaction, person: Person, identity: str, sent: TicketIn) -> Entity:
        """A new ticket, with a number of its own. Raises Problem 403, 409 or 422."""
        require(person, Right.OPEN)
        self._check_ticket(transaction, person, sent)
        audience = person.company_id if self.portal.has(Feature.COMPANY_TICKETS) else person.id
        created = stamp(moment(sent.created_at))
        fields: Fields = {
            "id": identity,
            "number": next_number(transaction),
            "subject": sent.subject.strip(),
            "description": sent.description,
            "request_type": sent.request_type,
            "category": sent.category,
            "machine_id": sent.machine_id,
            "machine_unlisted": None if sent.machine_unlisted is None else sent.machine_unlisted.strip(),
            "machine_state": sent.machine_state,
            "priority": sent.priority,
            "status": self.portal.status_of("new"),
            "author": person.author,
            "company_id": person.company_id,
            "assignee_id": None,
            "contacts": contacts_as_stored(sent.contacts),
            "created_at": created,
            "received_at": transaction.now_text,
            "updated_at": transaction.now_text,
            "version": 1,
        }
        ticket = transaction.put("ticket", identity, audience, 1, fields)
        self.attach(transaction, person, ticket, None, sent.attachments, created)
        if sent.machine_id is not None and sent.machine_state is not None:
            set_machine_state(transaction, sent.machine_id, sent.machine_state)
        return ticket

    def _check_ticket(self, transaction: Transaction, person: Person, sent: TicketIn) -> None:
        kind = self.portal.request_type(sent.request_type)
        if kind is None:
            raise invalid("/request_type", "This portal has no such request type.")
        self._check_machine(transaction, person, sent, kind.machine)
        self._check_choices(sent.request_type, sent.category, sent.machine_state, sent.priority)
        self._check_contacts(transaction, person, sent.contacts)

    def _check_machine(self, transaction: Transaction, person: Person, sent: TicketIn, need: str) -> None:
        if sent.machine_id is None and sent.machine_unlisted is None:
            if need == "required":
                raise invalid("/machine_id", "This request type needs a machine.")
            if sent.machine_state is not None:
                raise invalid("/machine_state", "Without a machine there is no machine state.")
            return
        if sent.machine_id is not None and sent.machine_unlisted is not None:
            raise invalid("/machine_unlisted", "A ticket is about one machine: a listed one or another.")
        if need == "none" or not self.portal.has(Feature.MACHINES):
            where = "/machine_unlisted" if sent.machine_id is None else "/machine_id"
            raise invalid(where, "This request type has no machine.")
        if sent.machine_id is not None and visible(transaction.connection, person, "machine", sent.machine_id) is None:
            raise invalid("/machine_id", "There is no such machine.")

    def _check_choices(
        self, request_type: object, category: str | None, state: str | None, priority: str | None
    ) -> None:
        kind = self.portal.request_type(str(request_type))
        categories = kind.categories if kind is not None else ()
        for name, value, choices in (
            ("category", category, categories),
            ("machine_state", state, self.portal.machine_states),
            ("priority", priority, self.portal.priorities),
        ):
            if value is not None and not _has(choices, value):
                raise invalid(f"/{name}", "This portal has no such choice.")

    def _check_contacts(self, transaction: Transaction, person: Person, contacts: Sequence[ContactIn]) -> None:
        if contacts and not self.portal.has(Feature.CONTACTS_TO_NOTIFY):
            raise invalid("/contacts", "This portal notifies no other contacts.")
        for index, contact in enumerate(contacts):
            if contact.id is not None and visible(transaction.connection, person, "contact", contact.id) is None:
                raise invalid(f"/contacts/{index}/id", "There is no such contact.")

    # ---------------------------------------------------------------- attachments

    def attach(
        self,
        transaction: Transaction,
        person: Person,
        ticket: Entity,
        message_id: str | None,
        files: Sequence[AttachmentIn],
        created: str,
    ) -> None:
        """Ties uploaded bytes to a ticket or message. Raises Problem 409 `blob-unknown` or `id-reused`, 422."""
        connection = transaction.connection
        (before,) = connection.execute("SELECT count(*) FROM blob_uses WHERE ticket_id = ?", (ticket.id,)).fetchone()
        most = self.portal.limits.max_attachments_per_ticket
        if before + len(files) > most:
            raise invalid("/attachments", f"A ticket may have {most} attachments at most.")
        for index, file in enumerate(files):
            where = f"/attachments/{index}"
            if not self.portal.limits.allow(file.mime):
                raise invalid(f"{where}/mime", "This portal does not take files of this type.")
            size = readable_size(connection, person, file.sha256, transaction.now_text)
            if size is None:
                errors = [FieldError(f"{where}/sha256", "Upload these bytes first.")]
                raise Problem(409, Code.BLOB_UNKNOWN, f"The bytes of “{file.name}” are not here.", errors=errors)
            if size != file.size:
                raise invalid(f"{where}/size", f"These bytes are {size}.")
            identity = file.id.lower()
            if id_is_taken(connection, identity):
                errors = [FieldError(f"{where}/id", "This id was used for something else.")]
                raise Problem(409, Code.ID_REUSED, "An attachment's id was used for something else.", errors=errors)
            put_attachment(transaction, ticket, message_id, identity, file, created)

    # ---------------------------------------------------------------- replying

    def reply(self, transaction: Transaction, person: Person, ticket_id: str, identity: str, sent: MessageIn) -> Entity:
        """A message in a ticket's conversation. Raises Problem 403, 409 or 422."""
        ticket = parent(transaction, person, ticket_id)
        require(person, Right.REPLY)
        if not sent.text.strip() and not sent.attachments:
            raise invalid("/text", "A message needs a text or an attachment.")
        kind = self.portal.kind_of(str(ticket.fields()["status"]))
        if kind == "closed" and not self.portal.reply_to_closed:
            raise Problem(
                409, Code.TICKET_CLOSED, "This ticket is closed; reopen it or open a new one.", current=ticket.fields()
            )
        created = stamp(moment(sent.created_at))
        ticket = self.change(transaction, ticket, {})
        message = put_message(transaction, person.author, ticket, identity, sent.text, created)
        self.attach(transaction, person, ticket, identity, sent.attachments, created)
        if not person.is_staff and kind in ("waiting", "answered", "closed"):
            self.set_status(transaction, person.author, ticket, self.portal.status_of("open"))
        elif person.is_staff and kind in ("new", "open"):
            self.set_status(transaction, person.author, ticket, self.portal.status_of("answered"))
        return message

    # ---------------------------------------------------------------- changing

    def edit(self, transaction: Transaction, person: Person, ticket: Entity, sent: TicketEdit) -> Entity:
        """Changes the fields that were sent. Raises Problem 403, 409 or 422."""
        require(person, Right.EDIT)
        fields = ticket.fields()
        if self.portal.kind_of(str(fields["status"])) == "closed":
            raise Problem(409, Code.TICKET_CLOSED, "A closed ticket is not edited; reopen it.", current=fields)
        given = sent.model_fields_set
        if "subject" in given and sent.subject is None:
            raise invalid("/subject", "A ticket has a subject.")
        self._check_choices(fields["request_type"], sent.category, sent.machine_state, sent.priority)
        if sent.machine_state is not None and not has_machine(fields):
            raise invalid("/machine_state", "Without a machine there is no machine state.")
        self._check_contacts(transaction, person, sent.contacts or [])
        new: Fields = {name: getattr(sent, name) for name in given if name != "contacts"}
        if isinstance(new.get("subject"), str):
            new["subject"] = str(new["subject"]).strip()
        if "contacts" in given:
            new["contacts"] = contacts_as_stored(sent.contacts or [])
        changed = {name: value for name, value in new.items() if fields[name] != value}
        if not changed:
            return ticket
        ticket = self.change(transaction, ticket, changed)
        for name in changed:
            event = {"name": name.replace("_", "-"), "from": _told(fields[name]), "to": _told(changed[name])}
            put_event(transaction, person.author, ticket, event)
        if isinstance(changed.get("machine_state"), str) and fields["machine_id"] is not None:
            set_machine_state(transaction, str(fields["machine_id"]), str(changed["machine_state"]))
        return ticket

    def change(self, transaction: Transaction, ticket: Entity, changed: Mapping[str, object]) -> Entity:
        """The ticket with these fields changed, its version and time moved on."""
        version = ticket.version + 1
        fields = {**ticket.fields(), **changed, "updated_at": transaction.now_text, "version": version}
        return transaction.put("ticket", ticket.id, ticket.audience, version, fields)

    def set_status(self, transaction: Transaction, author: Mapping[str, str], ticket: Entity, status: str) -> Entity:
        """The ticket in another status, with the event in its conversation; unchanged when it is in it already."""
        before = str(ticket.fields()["status"])
        if before == status:
            return ticket
        ticket = self.change(transaction, ticket, {"status": status})
        put_event(transaction, author, ticket, {"name": "status", "from": before, "to": status})
        return ticket


def require(person: Person, right: Right) -> None:
    """Raises Problem 403 when the person's role does not have the right."""
    if not person.may(right):
        raise Problem(403, Code.FORBIDDEN, "Your role does not allow this.")


def parent(transaction: Transaction, person: Person, ticket_id: str) -> Entity:
    """The ticket something is to be added to; raises Problem 409 `parent-unknown` or `ticket-merged`."""
    ticket = visible(transaction.connection, person, "ticket", ticket_id)
    if ticket is None:
        raise Problem(409, Code.PARENT_UNKNOWN, "There is no such ticket here; open it first.")
    refuse_merged(transaction, person, ticket)
    return ticket


def refuse_merged(transaction: Transaction, person: Person, ticket: Entity) -> None:
    """Raises Problem 409 `ticket-merged` for a ticket that goes on in another one, naming that one where this person may see it."""
    fields = ticket.fields()
    goes_on = fields.get("merged_into")
    if goes_on is None:
        return
    other = visible(transaction.connection, person, "ticket", str(goes_on))
    named = None if other is None else {"id": other.id, "number": other.fields()["number"]}
    raise Problem(
        409, Code.TICKET_MERGED, "This ticket goes on in another one.", current=ticket.fields(), merged_into=named
    )


def replies_of_others(transaction: Transaction, person: Person, ticket: Entity) -> frozenset[str]:
    """Ids of what others than this person said in a ticket's conversation."""
    rows = transaction.connection.execute(
        "SELECT id FROM feed WHERE type = 'message' AND op = 'upsert' AND audience = ? AND data ->> 'ticket_id' = ?"
        " AND data ->> 'kind' = 'reply' AND data ->> '$.author.id' <> ?",
        (ticket.audience, ticket.id, person.id),
    ).fetchall()
    return frozenset(str(identity) for (identity,) in rows)


def next_number(transaction: Transaction) -> str:
    """The number of the next ticket."""
    row = transaction.connection.execute(
        "INSERT INTO meta VALUES ('number', '10001')"
        " ON CONFLICT DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT) RETURNING value"
    ).fetchone()
    return str(row[0])


def contacts_as_stored(contacts: Sequence[ContactIn]) -> list[dict[str, str | None]]:
    """Contacts to notify as a ticket holds them."""
    return [{"id": contact.id, "name": contact.name, "email": contact.email} for contact in contacts]


def put_message(
    transaction: Transaction, author: Mapping[str, str], ticket: Entity, identity: str, text: str, created: str
) -> Entity:
    """Writes a reply into the conversation."""
    fields = {
        "id": identity,
        "ticket_id": ticket.id,
        "author": author,
        "kind": "reply",
        "text": text,
        "html": None,
        "event": None,
        "created_at": created,
        "received_at": transaction.now_text,
    }
    return transaction.put("message", identity, ticket.audience, 1, fields)


def put_event(
    transaction: Transaction, author: Mapping[str, str], ticket: Entity, event: Mapping[str, object], text: str = ""
) -> Entity:
    """Writes what happened into the conversation, under an id of the server's own."""
    identity = uuid7(transaction.now)
    fields = {
        "id": identity,
        "ticket_id": ticket.id,
        "author": author,
        "kind": "event",
        "text": text,
        "html": None,
        "event": event,
        "created_at": transaction.now_text,
        "received_at": transaction.now_text,
    }
    return transaction.put("message", identity, ticket.audience, 1, fields)


def put_attachment(
    transaction: Transaction, ticket: Entity, message_id: str | None, identity: str, file: AttachmentIn, created: str
) -> Entity:
    """Writes an attachment whose bytes are here."""
    fields = {
        "id": identity,
        "ticket_id": ticket.id,
        "message_id": message_id,
        "sha256": file.sha256,
        "name": file.name,
        "size": file.size,
        "mime": file.mime,
        "created_at": created,
    }
    transaction.connection.execute("INSERT INTO blob_uses VALUES (?, ?, ?)", (file.sha256, ticket.id, identity))
    return transaction.put("attachment", identity, ticket.audience, 1, fields)


def has_machine(ticket: Mapping[str, object]) -> bool:
    """Whether a ticket's fields name a machine, listed or not. What was told before tickets knew `machine_unlisted` lacks that field."""
    return ticket["machine_id"] is not None or ticket.get("machine_unlisted") is not None


def set_machine_state(transaction: Transaction, machine_id: str, state: str) -> None:
    """The last word about a machine stands on the machine."""
    machine = find(transaction.connection, "machine", machine_id.lower())
    if machine is not None and machine.fields().get("state") != state:
        fields = {**machine.fields(), "state": state}
        transaction.put("machine", machine.id, machine.audience, machine.version + 1, fields)


def _has(choices: Sequence[Choice | Category], identity: str) -> bool:
    return any(choice.id == identity for choice in choices)


def _told(value: object) -> str | None:
    """A field's value in an event: one line of text."""
    if isinstance(value, list):
        return ", ".join(str(contact["name"] or contact["email"]) for contact in value)
    return None if value is None else str(value) if isinstance(value, str) else json.dumps(value)
