"""The simulated staff: answers what customers write, after a while, like somebody at a service desk would.

It only ever acts on what a customer did while it was on duty: seeded tickets stay as they are until a customer acts on them. What is
to be done stands in the database, so that a restart forgets nothing.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from desktop.sandbox.clock import stamp
from desktop.sandbox.database import Transaction
from desktop.sandbox.people import Person

if TYPE_CHECKING:
    from desktop.sandbox.helpdesk import Setup


def note_change(transaction: Transaction, setup: Setup, person: Person, ticket_id: str, step: str) -> None:
    """Puts what a customer did on the staff's list, where a staff is simulated. Steps: opened, replied, reopened."""
    if not setup.staff or person.is_staff:
        return
    due = transaction.now + timedelta(seconds=setup.staff_seconds)
    transaction.connection.execute(
        "INSERT INTO staff_jobs (ticket_id, due_at, step) VALUES (?, ?, ?)", (ticket_id, stamp(due), step)
    )
