"""Who is asking, and what that person may see and do.

Everything visible has one audience: a company, one person (where a portal does not show the tickets of the whole company), or
everyone. Support staff sees all audiences. What is out of sight does not exist: callers answer 404 (or `parent-unknown`).
"""

import hashlib
import sqlite3  # noqa: TID251 - the sandbox stands alone, with SQL of its own
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.sandbox.database import EVERYONE, Entity, find


class Role(StrEnum):
    """What a person is to the helpdesk."""

    CUSTOMER = "customer"
    TECHNICIAN = "technician"


class Right(StrEnum):
    """What a role may do to a ticket."""

    OPEN = "open"
    REPLY = "reply"
    EDIT = "edit"
    CLOSE = "close"
    REOPEN = "reopen"
    ASSIGN = "assign"
    MACHINE_STATE = "set-machine-state"
    WORK_LOG = "work-log"


RIGHTS: dict[Role, tuple[Right, ...]] = {
    Role.CUSTOMER: (Right.OPEN, Right.REPLY, Right.EDIT, Right.CLOSE, Right.REOPEN),
    Role.TECHNICIAN: tuple(Right),
}


@dataclass(frozen=True)
class Person:
    """A signed-in person, as the sandbox knows it."""

    id: str
    name: str
    email: str
    user_name: str
    language: str
    role: Role
    company_id: str
    company_name: str

    @property
    def is_staff(self) -> bool:
        """Whether this person works for the helpdesk and sees every company's tickets."""
        return self.role is Role.TECHNICIAN

    @property
    def side(self) -> str:
        """The side of the conversation, as messages name it."""
        return "support" if self.is_staff else "customer"

    @property
    def audiences(self) -> tuple[str, ...]:
        """The audiences this person belongs to; staff belongs to all, see `sees`."""
        return (EVERYONE, self.company_id, self.id)

    @property
    def scope(self) -> str:
        """Changes whenever what this person may see changes; a cursor of another scope is refused."""
        return hashlib.sha256(f"{self.id} {self.role} {self.company_id}".encode()).hexdigest()[:16]

    @property
    def author(self) -> dict[str, str]:
        """As the author of a ticket or message."""
        return {"id": self.id, "name": self.name, "side": self.side}

    def sees(self, audience: str) -> bool:
        """Whether something of this audience is in this person's sight."""
        return self.is_staff or audience in self.audiences

    def may(self, right: Right) -> bool:
        """Whether this person's role has the right."""
        return right in RIGHTS[self.role]

    def document(self, rights: Sequence[str]) -> dict[str, object]:
        """The person, for `/v1/me`."""
        return {
            "id": self.id,
            "name": self.name,
            "email": self.email,
            "user_name": self.user_name,
            "language": self.language,
            "role": str(self.role),
            "company": {"id": self.company_id, "name": self.company_name},
            "rights": list(rights),
            "scope": self.scope,
        }


def person_by_id(connection: sqlite3.Connection, identity: str) -> Person | None:
    """The person of this id, or None."""
    row = connection.execute(
        "SELECT p.id, p.name, p.email, p.user_name, p.language, p.role, c.id, c.name"
        " FROM people p JOIN companies c ON c.id = p.company_id WHERE p.id = ?",
        (identity,),
    ).fetchone()
    return None if row is None else Person(row[0], row[1], row[2], row[3], row[4], Role(row[5]), row[6], row[7])


def visible(connection: sqlite3.Connection, person: Person, kind: str, identity: str) -> Entity | None:
    """The entity when it exists and this person may see it."""
    entity = find(connection, kind, identity.lower())
    return entity if entity is not None and person.sees(entity.audience) else None
