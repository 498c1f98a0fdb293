"""Once a week the cache is compared with the server's digest, and put right where it differs.

Feed and sweep should never leave a difference; this finds out whether they did. It costs one short answer when all is well. The
cache is read in slices of some milliseconds on the lane that writes, and only while both sides stand at the same cursor, so that a
difference is one. A server without a digest has no audit (`Capabilities.digest`).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from threading import Event

from desktop.connectors.contract import Connector
from desktop.domain.batch import Entity, EntityType, Removal
from desktop.domain.digest import Digest, DigestBuilder, TicketLines, bucket_of, differing
from desktop.domain.instant import DAY, HOUR, Instant
from desktop.domain.ticket import Ticket
from desktop.storage.cursors import PullState
from desktop.storage.digest import lines_after
from desktop.sync.stores import Stores

log = logging.getLogger("sportello.audit")

EVERY = 7 * DAY
"""How often the cache is compared."""

AFTER_TROUBLE = DAY
"""When it is tried again after the server could not do it."""

WHILE_BUSY = HOUR
"""When it is tried again after the server was never still for long enough."""

SLICE = 100
"""Tickets read at once: about two milliseconds."""

MOST_BUCKETS = 16
"""Of 256 buckets; where more of them differ, a fresh sweep is cheaper than fetching them one by one."""


@dataclass(frozen=True, slots=True)
class Repair:
    """What brings the cache to the server's state: entities to be put in whatever is here, and what the server does not have."""

    upserts: tuple[Entity, ...] = ()
    removals: tuple[Removal, ...] = ()

    @property
    def is_needed(self) -> bool:
        """Whether there is anything to do."""
        return bool(self.upserts or self.removals)


class Moved(Exception):
    """The server went on, or the audit was stopped: nothing can be said this time."""


class Audit:
    """Compares. What it finds is applied by the pull, like everything that comes from the server."""

    def __init__(
        self, stores: Stores, connector: Connector, *, now: Callable[[], Instant], ticks: Callable[[], float]
    ) -> None:
        self._stores = stores
        self._connector = connector
        self._now = now
        self._ticks = ticks

    def is_due(self, state: PullState) -> bool:
        """Whether a week is over. A clock that was put back does not put the audit off for longer than that."""
        if not self._connector.capabilities.digest or state.sweeping or not state.cursor:
            return False
        return not 0 <= self._now() - state.audited_at < EVERY

    def compare(self, state: PullState, stop: Event) -> Repair | None:
        """What has to be done; None where so much differs that only a fresh sweep helps.

        Raises Moved when the server's digest is of another moment than the cache, NetworkError and Refused.
        """
        began = self._ticks()
        theirs = self._at(state, self._connector.digest())
        builder = DigestBuilder()
        tickets = 0
        for ticket in self._lines(stop):
            builder.add(ticket)
            tickets += 1
        wrong = differing(builder.buckets(), theirs.buckets)
        log.info(
            "audit: %d tickets, %d of %d buckets differ, %.1f s",
            tickets,
            len(wrong),
            len(theirs.buckets),
            self._ticks() - began,
        )
        if len(wrong) > MOST_BUCKETS:
            return None
        return self._repair(state, wrong, stop) if wrong else Repair()

    def _at(self, state: PullState, digest: Digest) -> Digest:
        if digest.cursor != state.cursor:
            raise Moved
        return digest

    def _lines(self, stop: Event) -> Iterator[TicketLines]:
        after = ""
        while True:
            if stop.is_set():
                raise Moved
            part = self._stores.write(partial(lines_after, self._stores.cache, after, SLICE))
            yield from part
            if len(part) < SLICE:
                return
            after = part[-1].id

    def _repair(self, state: PullState, wrong: list[str], stop: Event) -> Repair:
        ours = {ticket.id: ticket for ticket in self._lines(stop) if bucket_of(ticket.id) in wrong}
        here = {(EntityType.TICKET, id): ticket.version for id, ticket in ours.items()}
        for ticket in ours.values():
            here |= dict.fromkeys(((EntityType.MESSAGE, id) for id in ticket.messages), 0)
            here |= dict.fromkeys(((EntityType.ATTACHMENT, id) for id in ticket.attachments), 0)
        upserts: list[Entity] = []
        for name in wrong:
            if stop.is_set():
                raise Moved
            page = self._connector.digest_bucket(name)
            if page.cursor != state.cursor:
                raise Moved
            for entity in page.items:
                version = here.pop((_type(entity), entity.id), None)
                if version != (entity.version if isinstance(entity, Ticket) else 0):
                    upserts.append(entity)
        removals = tuple(Removal(type, id) for type, id in here)
        log.warning("audit: %d entities differ, %d are not there", len(upserts), len(removals))
        return Repair(tuple(upserts), removals)


def _type(entity: Entity) -> EntityType:
    return _TYPES[type(entity).__name__]


_TYPES = {"Ticket": EntityType.TICKET, "Message": EntityType.MESSAGE, "Attachment": EntityType.ATTACHMENT}
