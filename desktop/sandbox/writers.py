"""Who may write to the helpdesk by mail: people with an activated account, and contacts that the portal's file enables (`writes = true`).

A contact without an account is a person of its company to everything else here: it sees what a customer of that company sees.
"""

import sqlite3  # noqa: TID251 - the sandbox stands alone, with SQL of its own
import uuid
from dataclasses import dataclass

from desktop.sandbox.database import Entity, Transaction
from desktop.sandbox.letters import Reason
from desktop.sandbox.people import Person, Role, person_by_id, visible
from desktop.sandbox.portal import Portal

_LONGEST_CHAIN = 20


@dataclass(frozen=True)
class Writer:
    """Somebody whose mail is taken; `is_contact` when they have no account."""

    person: Person
    is_contact: bool


def enabled_writer(connection: sqlite3.Connection, portal: Portal, address: str, language: str) -> Writer | Reason:
    """Whose address this is, or why mail from it is not taken. `language` is a contact's, of whom none is known."""
    folded = address.casefold()
    row = connection.execute("SELECT id, activated FROM people WHERE email = ?", (folded,)).fetchone()
    person = person_by_id(connection, row[0]) if row is not None and row[1] else None
    if person is not None:
        return Writer(person, is_contact=False)
    contact = portal.writer(address)
    if contact is None:
        return Reason.STRANGER if row is None else Reason.NOT_ACTIVATED
    company_name = portal.companies[contact.company]
    company = connection.execute("SELECT id FROM companies WHERE name = ? ORDER BY id", (company_name,)).fetchone()
    if company is None:
        return Reason.STRANGER
    known = connection.execute("SELECT id FROM writers WHERE email = ?", (folded,)).fetchone()
    identity = known[0] if known is not None else str(uuid.uuid5(uuid.NAMESPACE_URL, f"mailto:{folded}"))
    return Writer(
        Person(identity, contact.name, folded, "", language, Role.CUSTOMER, company[0], company_name), is_contact=True
    )


def note_writer(transaction: Transaction, writer: Writer) -> None:
    """Remembers a contact who wrote, so that letters find the author of the ticket."""
    person = writer.person
    if writer.is_contact:
        transaction.connection.execute(
            "INSERT OR REPLACE INTO writers VALUES (?, ?, ?, ?, ?)",
            (person.id, person.email, person.name, person.language, person.company_id),
        )


def ticket_by_number(connection: sqlite3.Connection, person: Person, number: str) -> Entity | None:
    """The ticket of this number, or the one in which it goes on; None where this person may not see it."""
    row = connection.execute(
        "SELECT id FROM feed WHERE type = 'ticket' AND op = 'upsert' AND data ->> 'number' = ?", (number,)
    ).fetchone()
    ticket = None if row is None else visible(connection, person, "ticket", row[0])
    for _ in range(_LONGEST_CHAIN):
        goes_on = None if ticket is None else ticket.fields().get("merged_into")
        if goes_on is None:
            break
        ticket = visible(connection, person, "ticket", str(goes_on))
    return ticket
