"""The digest: what a person sees of tickets in 256 short lines, so that a client can find out whether its copy is whole.

A ticket's bucket is the first two hex digits of the SHA-256 of its id. A bucket's hash is the SHA-256 over one line per entity, each ended
by a line feed: `ticket ID VERSION`, then `message ID` for each of its messages, then `attachment ID` for each of its attachments.
Tickets stand in the order of their ids, and so do messages and attachments within their ticket (by the bytes of their UTF-8). A message or
attachment whose ticket is out of sight does not count. `count` is the number of lines; a bucket without any is left out.

Computed when asked for: some seconds at 100,000 tickets, which a client asks for once a week. A server with more could keep the lines'
hashes; the form of the answer allows any way of getting there.
"""

import hashlib
import sqlite3  # noqa: TID251 - the sandbox stands alone, with SQL of its own
from collections.abc import Iterator

from desktop.sandbox.database import compact
from desktop.sandbox.feed import Cursors, place_at
from desktop.sandbox.people import Person

BUCKET_PATTERN = "^[0-9a-f]{2}$"

# The types fall in the order of the lines: ticket, message, attachment.
_ROWS = (
    "SELECT coalesce(data ->> 'ticket_id', id) AS ticket, type, id, version, position FROM feed"
    " WHERE op = 'upsert' AND type IN ('ticket', 'message', 'attachment')"
    " AND (? OR audience IN (SELECT value FROM json_each(?))) ORDER BY ticket, type DESC, id"
)
_BY_POSITION = (
    "SELECT type, id, version, data FROM feed WHERE position IN (SELECT value FROM json_each(?)) ORDER BY position"
)
Line = tuple[str, str, str, int, int]


def bucket_of(ticket_id: str) -> str:
    """The bucket that this ticket and all that belongs to it stand in."""
    return hashlib.sha256(ticket_id.encode()).hexdigest()[:2]


def _lines(connection: sqlite3.Connection, person: Person) -> Iterator[tuple[str, Line]]:
    """Tickets in sight, each followed by what belongs to it, with the bucket of each line."""
    ticket, bucket = "", ""
    for row in connection.execute(_ROWS, (person.is_staff, compact(person.audiences))):
        if row[1] == "ticket":
            ticket, bucket = row[0], bucket_of(row[0])
        if row[0] == ticket:
            yield bucket, row


def digest(connection: sqlite3.Connection, person: Person, cursors: Cursors) -> bytes:
    """The answer of `/v1/digest`."""
    counts = dict.fromkeys(_BUCKETS, 0)
    hashes = {name: hashlib.sha256() for name in _BUCKETS}
    for name, (_, kind, identity, version, _) in _lines(connection, person):
        line = f"{kind} {identity} {version}\n" if kind == "ticket" else f"{kind} {identity}\n"
        hashes[name].update(line.encode())
        counts[name] += 1
    told = [{"bucket": name, "count": n, "hash": hashes[name].hexdigest()} for name, n in counts.items() if n]
    return compact({"cursor": cursors.write(place_at(connection, person)), "buckets": told}).encode()


def bucket(connection: sqlite3.Connection, person: Person, cursors: Cursors, name: str) -> bytes:
    """The answer of `/v1/digest/{bucket}`."""
    positions = [line[4] for bucket, line in _lines(connection, person) if bucket == name]
    items = ",".join(
        f'{{"type":"{kind}","id":"{identity}","version":{version},"data":{data}}}'
        for kind, identity, version, data in connection.execute(_BY_POSITION, (compact(positions),))
    )
    head = f'"cursor":"{cursors.write(place_at(connection, person))}","bucket":"{name}"'
    return f'{{{head},"items":[{items}]}}'.encode()


_BUCKETS = tuple(f"{number:02x}" for number in range(256))
