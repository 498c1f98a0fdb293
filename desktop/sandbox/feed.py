"""Reading everything: snapshot and change feed over the one log, and the cursors that make both resumable.

A cursor says: which history (epoch), how far (position), what that history looked like at the commit that reached it (hash
chain), for whose eyes (scope). It is signed, because a made-up position would silently skip changes. Pages are cut by position,
never by offset: an entity may be seen twice, never missed.
"""

import base64
import binascii
import hashlib
import heapq
import hmac
import json
import sqlite3  # noqa: TID251 - the sandbox stands alone, with SQL of its own
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from desktop.sandbox.clock import stamp
from desktop.sandbox.database import Transaction, compact
from desktop.sandbox.people import Person
from desktop.sandbox.problems import Code, Problem

TYPES = ("ticket", "message", "attachment", "machine", "announcement", "service", "offering", "contact", "person")


@dataclass(frozen=True)
class Place:
    """A place in the log: the position read up to, and the commit that position belongs to with its hash.

    The whole commit, also when a page ended in its middle: a server that went back to before it has another one at that position.
    """

    position: int
    anchor: int
    hash: str
    scope: str


@dataclass(frozen=True)
class SnapshotPage:
    """Where a snapshot stands: everything up to `start` is copied from `done` on; `types` empty means all."""

    start: Place
    done: int
    total: int
    types: tuple[str, ...]


class Cursors:
    """Writes and reads cursors and page marks of one helpdesk."""

    def __init__(self, epoch: str, secret: str) -> None:
        self.epoch = epoch
        self._secret = bytes.fromhex(secret)

    def _signed(self, kind: str, payload: object) -> str:
        content = base64.urlsafe_b64encode(compact(payload).encode()).decode().rstrip("=")
        return f"{self.epoch}.{content}.{self._mac(kind, content)}"

    def _mac(self, kind: str, content: str) -> str:
        return hmac.new(self._secret, f"{kind} {self.epoch} {content}".encode(), hashlib.sha256).hexdigest()[:32]

    def _payload(self, kind: str, text: str) -> list[object]:
        parts = text.split(".")
        if len(parts) != 3 or not text.isascii():
            raise Problem(400, Code.CURSOR_INVALID, "This was not made by this server.")
        epoch, content, mac = parts
        if epoch != self.epoch:
            # Unsigned on purpose: a helpdesk with a new history also has a new secret, and the client must hear why.
            raise Problem(410, Code.EPOCH_CHANGED, "The server's data were begun anew; take a fresh snapshot.")
        if not hmac.compare_digest(mac, self._mac(kind, content)):
            raise Problem(400, Code.CURSOR_INVALID, "This was not made by this server.")
        try:
            payload = json.loads(base64.urlsafe_b64decode(content + "=" * (-len(content) % 4)))
        except (binascii.Error, ValueError) as fault:  # pragma: no cover - only with the server's own signature
            raise Problem(400, Code.CURSOR_INVALID, "This was not made by this server.") from fault
        assert isinstance(payload, list)
        return payload

    def write(self, place: Place) -> str:
        """A place as the opaque text that clients keep."""
        return self._signed("cursor", [place.position, place.anchor, place.hash, place.scope])

    def read(self, text: str, connection: sqlite3.Connection, person: Person) -> Place:
        """The place that this cursor means, checked against the log.

        Raises Problem: 400 `cursor-invalid`; 410 `epoch-changed`, `scope-changed`, `cursor-expired`.
        """
        place = _place(self._payload("cursor", text))
        self._check(place, connection, person)
        return place

    def _check(self, place: Place, connection: sqlite3.Connection, person: Person) -> None:
        if place.scope != person.scope:
            raise Problem(410, Code.SCOPE_CHANGED, "What you may see has changed; take a fresh snapshot.")
        anchor = connection.execute("SELECT hash FROM commits WHERE position = ?", (place.anchor,)).fetchone()
        if place.anchor and (anchor is None or anchor[0] != place.hash):
            raise Problem(410, Code.EPOCH_CHANGED, "The server went back to an older state; take a fresh snapshot.")
        if place.position < floor(connection):
            raise Problem(
                410, Code.CURSOR_EXPIRED, "Deletions after this cursor are no longer kept; take a fresh snapshot."
            )

    def write_page(self, page: SnapshotPage) -> str:
        """A snapshot's place as the opaque text of `next_page`."""
        start = page.start
        return self._signed(
            "page", [start.position, start.anchor, start.hash, start.scope, page.done, page.total, list(page.types)]
        )

    def read_page(self, text: str, connection: sqlite3.Connection, person: Person) -> SnapshotPage:
        """The snapshot that this page mark goes on with; raises what `read` raises."""
        payload = self._payload("page", text)
        start = _place(payload[:4])
        self._check(start, connection, person)
        done, total, types = payload[4:]
        assert isinstance(done, int)
        assert isinstance(total, int)
        assert isinstance(types, list)
        return SnapshotPage(start, done, total, tuple(str(kind) for kind in types))


def _place(payload: list[object]) -> Place:
    position, anchor, link, scope = payload
    assert isinstance(position, int)
    assert isinstance(anchor, int)
    return Place(position, anchor, str(link), str(scope))


def floor(connection: sqlite3.Connection) -> int:
    """Up to which position tombstones were cleared away; cursors before it may have missed one."""
    row = connection.execute("SELECT value FROM meta WHERE name = 'floor'").fetchone()
    return 0 if row is None else int(row[0])


def place_at(connection: sqlite3.Connection, person: Person, position: int | None = None) -> Place:
    """The place at this position, or at the end of the log."""
    anchored = connection.execute(
        "SELECT position, hash FROM commits ORDER BY position DESC LIMIT 1"
        if position is None
        else "SELECT position, hash FROM commits WHERE position >= ? ORDER BY position LIMIT 1",
        () if position is None else (position,),
    ).fetchone()
    anchor, link = anchored if anchored is not None else (0, "")
    return Place(anchor if position is None else position, anchor, link, person.scope)


# Staff sees every audience, so a thing that moved between two of them is never hidden from it.
_ANY_AUDIENCE = (
    "SELECT position, type, id, op, version, data FROM feed"
    " WHERE position > ? AND position <= ? AND op <> 'hidden' ORDER BY position LIMIT ?"
)
_ONE_AUDIENCE = (
    "SELECT position, type, id, op, version, data FROM feed"
    " WHERE audience = ? AND position > ? AND position <= ? ORDER BY position LIMIT ?"
)
Row = tuple[int, str, str, str, int, str | None]


def rows_after(connection: sqlite3.Connection, person: Person, after: int, upto: int | None, limit: int) -> list[Row]:
    """What this person may see of the log after a position, in order, at most `limit` rows.

    Each audience has its own index range, merged here: someone of a small company does not walk through the large one's rows.
    """
    end = (1 << 62) if upto is None else upto
    if person.is_staff:
        return connection.execute(_ANY_AUDIENCE, (after, end, limit)).fetchall()
    streams: list[Iterator[Row]] = [
        connection.execute(_ONE_AUDIENCE, (audience, after, end, limit)) for audience in person.audiences
    ]
    return list(islice(heapq.merge(*streams, key=lambda row: row[0]), limit))


def changes(
    connection: sqlite3.Connection, person: Person, cursors: Cursors, cursor: str, limit: int
) -> tuple[bytes, bool]:
    """The answer of `/v1/changes` after a cursor, and whether it says anything new."""
    place = cursors.read(cursor, connection, person)
    rows = rows_after(connection, person, place.position, None, limit + 1)
    has_more = len(rows) > limit
    told = rows[:limit]
    reached = place_at(connection, person, told[-1][0] if has_more else None)
    written = ",".join(
        f'{{"type":"{kind}","id":"{identity}","op":"{op}","version":{version},"data":{data or "null"}}}'
        for _, kind, identity, op, version, data in told
    )
    tail = f'"next_cursor":"{cursors.write(reached)}","has_more":{str(has_more).lower()},"epoch":"{cursors.epoch}"'
    return f'{{"changes":[{written}],{tail}}}'.encode(), bool(told)


def begin_snapshot(connection: sqlite3.Connection, person: Person, types: Sequence[str]) -> SnapshotPage:
    """A snapshot of these types (none: all) as of now."""
    counted = connection.execute("SELECT audience, type, items FROM tallies").fetchall()
    total = sum(n for audience, kind, n in counted if person.sees(audience) and (not types or kind in types))
    return SnapshotPage(place_at(connection, person), 0, total, tuple(types))


def snapshot(connection: sqlite3.Connection, person: Person, cursors: Cursors, page: SnapshotPage, limit: int) -> bytes:
    """One page of a snapshot. Entities that changed since it began come by the resume cursor instead."""
    items: list[str] = []
    done, more = page.done, True
    while len(items) < limit and more:
        rows = rows_after(connection, person, done, page.start.position, limit)
        for position, kind, identity, op, version, data in rows:
            done = position
            if op == "upsert" and (not page.types or kind in page.types):
                items.append(f'{{"type":"{kind}","id":"{identity}","version":{version},"data":{data}}}')
                if len(items) == limit:
                    break
        more = len(rows) == limit or (bool(rows) and done < rows[-1][0])
    following = cursors.write_page(SnapshotPage(page.start, done, page.total, page.types)) if more else None
    head = f'"resume_cursor":"{cursors.write(page.start)}","total":{page.total}'
    return f'{{{head},"items":[{",".join(items)}],"next_page":{compact(following)}}}'.encode()


def clear_tombstones(transaction: Transaction, now: datetime, days: int) -> int:
    """Removes tombstones older than `days`; cursors before them are refused from now on. The number removed."""
    before = stamp(now - timedelta(days=days))
    removed = transaction.connection.execute(
        "DELETE FROM feed WHERE op <> 'upsert' AND changed_at < ? RETURNING position", (before,)
    ).fetchall()
    if removed:
        highest = max(row[0] for row in removed)
        transaction.connection.execute(
            "INSERT INTO meta VALUES ('floor', ?) ON CONFLICT DO UPDATE SET value = max(CAST(value AS INTEGER), excluded.value)",
            (str(highest),),
        )
    return len(removed)
