"""The digest of a copy: short enough to compare a whole copy with the server's, exact enough to find where they differ.

Both sides compute it in the same way (open API, "The digest"): tickets in the order of their ids, each with its messages and
attachments, in 256 buckets by the SHA-256 of the ticket's id.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.batch import Entity


@dataclass(frozen=True, slots=True)
class BucketDigest:
    """What a bucket holds: the number of entities, and the SHA-256 (hex) over their lines."""

    count: int
    hash: str


@dataclass(frozen=True, slots=True)
class Digest:
    """All buckets that hold something, by name, as they were at `cursor`."""

    cursor: str
    buckets: Mapping[str, BucketDigest]


@dataclass(frozen=True, slots=True)
class BucketPage:
    """Everything in one bucket, as it was at `cursor`."""

    cursor: str
    items: tuple[Entity, ...]


@dataclass(frozen=True, slots=True)
class TicketLines:
    """A ticket and what belongs to it, as far as the digest is concerned; ids in their order."""

    id: str
    version: int
    messages: Sequence[str] = ()
    attachments: Sequence[str] = ()


def bucket_of(ticket_id: str) -> str:
    """The bucket of a ticket and all that belongs to it: two hex digits."""
    return hashlib.sha256(ticket_id.encode()).hexdigest()[:2]


class DigestBuilder:
    """Takes tickets in the order of their ids; keeps nothing but the hashes, whatever their number."""

    def __init__(self) -> None:
        self._hashes: dict[str, hashlib._Hash] = {}
        self._counts: dict[str, int] = {}

    def add(self, ticket: TicketLines) -> None:
        """The next ticket."""
        name = bucket_of(ticket.id)
        lines = [f"ticket {ticket.id} {ticket.version}\n"]
        lines += [f"message {id}\n" for id in ticket.messages]
        lines += [f"attachment {id}\n" for id in ticket.attachments]
        self._hashes.setdefault(name, hashlib.sha256()).update("".join(lines).encode())
        self._counts[name] = self._counts.get(name, 0) + len(lines)

    def buckets(self) -> dict[str, BucketDigest]:
        """What came out."""
        return {name: BucketDigest(self._counts[name], hash.hexdigest()) for name, hash in self._hashes.items()}


def differing(ours: Mapping[str, BucketDigest], theirs: Mapping[str, BucketDigest]) -> list[str]:
    """The buckets that are not the same on both sides, in order."""
    return sorted(name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name))
