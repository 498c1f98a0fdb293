"""Each change once: what became of every id that a client made.

The id is looked at before anything else but the sign-in. Done: the same content by the same person is answered with the thing as it is now,
or as it was when it is out of sight since (`Idempotency-Replayed`, `Entity-Gone`); anything else is `id-reused`, for ever. What came by
mail under an id of a client's is done whatever the client says it contains: a mail is not the same bytes, and its sender may have used
another address, so that whoever sees what it made is answered with it. Refused: nothing remains but the problem, and a later change with
the same id is tried as if it were the first. Because there is one writer, two equal requests at once have one effect.
"""

import json
import sqlite3  # noqa: TID251 - the sandbox stands alone, with SQL of its own
from collections.abc import Callable
from dataclasses import dataclass

from desktop.sandbox.database import Entity, Transaction, compact, find, id_is_taken
from desktop.sandbox.people import Person, visible
from desktop.sandbox.problems import Code, Problem

MAILED = "mail "
"""What stands, followed by the type of what it made, in the place of the digest of a change that came by mail."""


@dataclass(frozen=True)
class Change:
    """A change as it came in: its id, who sent it, a digest of all that makes it the same change again, and what it is about.

    `about` begins with what it makes (`ticket`, `message`), or with `action`.
    """

    id: str
    person: Person
    digest: str | None
    about: str
    request_id: str

    @property
    def mailed_digest(self) -> str:
        """What stands as digest where this same change came by mail."""
        return MAILED + self.about.partition(" ")[0]


@dataclass(frozen=True)
class Accepted:
    """The state to answer with, and whether the change had been made before; `gone`: what it made is out of this person's sight since."""

    entity: Entity
    replayed: bool
    gone: bool = False


def perform(transaction: Transaction, change: Change, effect: Callable[[Transaction], Entity]) -> Accepted | Problem:
    """Makes the change unless it was made before; a Problem is returned, not raised, because the refusal is to be committed."""
    connection = transaction.connection
    done = connection.execute(
        "SELECT person_id, digest, answer FROM client_ids WHERE id = ? AND state = 'done'", (change.id,)
    ).fetchone()
    if done is not None:
        then = Entity(*json.loads(done[2]))
        now = visible(connection, change.person, then.type, then.id)
        if done[0] == change.person.id and done[1] in (change.digest, change.mailed_digest):
            return Accepted(now or then, replayed=True, gone=now is None)
        if done[1] == change.mailed_digest and now is not None:
            return Accepted(now, replayed=True)
        return _reused()
    if id_is_taken(connection, change.id):
        return _reused()
    try:
        with transaction.undone_on(Problem):
            entity = effect(transaction)
    except Problem as refusal:
        _record(transaction, change, "rejected", None, None, compact(refusal.document(change.request_id)))
        return refusal
    number = entity.fields().get("number")
    reference = {"type": entity.type, "id": entity.id} | ({"number": number} if number is not None else {})
    answer = compact([entity.type, entity.id, entity.audience, entity.version, entity.data])
    _record(transaction, change, "done", compact(reference), answer, None)
    return Accepted(entity, replayed=False)


def _reused() -> Problem:
    return Problem(409, Code.ID_REUSED, "This id was used for something else.")


def _record(
    transaction: Transaction, change: Change, state: str, reference: str | None, answer: str | None, problem: str | None
) -> None:
    transaction.connection.execute(
        "INSERT OR REPLACE INTO client_ids VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (change.id, change.person.id, state, change.digest, reference, answer, problem, transaction.now_text),
    )


def fate(connection: sqlite3.Connection, person: Person, identity: str) -> dict[str, object]:
    """What became of the id, for `/v1/by-client-id`. Ids out of this person's sight are unknown, like ids that never were."""
    mine = connection.execute(
        "SELECT state, reference, problem FROM client_ids WHERE id = ? AND person_id = ?", (identity, person.id)
    ).fetchone()
    if mine is not None:
        return {
            "state": mine[0],
            "reference": json.loads(mine[1]) if mine[1] else None,
            "problem": json.loads(mine[2]) if mine[2] else None,
        }
    other = connection.execute(
        "SELECT reference FROM client_ids WHERE id = ? AND state = 'done'", (identity,)
    ).fetchone()
    if other is not None:
        reference = json.loads(other[0])
        entity = find(connection, reference["type"], reference["id"])
        if entity is not None and person.sees(entity.audience):
            return {"state": "done", "reference": reference, "problem": None}
    return {"state": "unknown", "reference": None, "problem": None}
