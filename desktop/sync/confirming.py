"""When a change is confirmed: the server itself shows what it did. On the writer lane, after the cache's commit."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop.domain.batch import Entity
from desktop.domain.change import ID_TAKEN, AddMessage, Change, EditTicket, OpenTicket, SetStatus
from desktop.domain.change_state import ChangeEvent, step
from desktop.domain.instant import Instant
from desktop.domain.ticket import Message, Ticket
from desktop.storage.tickets import TicketStore
from desktop.sync.stores import Stores


class Confirming:
    """Settles changes by what the feed brought."""

    def __init__(self, stores: Stores, *, now: Callable[[], Instant]) -> None:
        self._stores = stores
        self._now = now

    def seen(self, upserts: Sequence[Entity]) -> None:
        """What stands in the server's own feed is there, whatever we believed."""
        outbox = self._stores.outbox
        ids = {one.id for one in upserts if isinstance(one, Ticket | Message)}
        for change in (*outbox.unsettled(), *outbox.sent_but_unconfirmed()):
            if change.id in ids:
                self._confirm(change)

    def what_is_here(self) -> None:
        """After a whole pull: what an interruption between the cache's commit and the outbox's left unconfirmed, and what has no entity of
        its own in the feed (an accepted closing, an edit)."""
        stores = self._stores
        for change in stores.outbox.sent_but_unconfirmed():
            if isinstance(change.deed, SetStatus | EditTicket) or is_here(change, stores.tickets):
                self._confirm(change)
        for change in stores.outbox.unsettled():
            if is_here(change, stores.tickets):
                self._confirm(change)

    def _confirm(self, change: Change) -> None:
        # Under an id that was taken before, something else stands there: what was typed last is not on the server.
        if change.problem is not None and change.problem.code == ID_TAKEN:
            return
        after = step(change.state, ChangeEvent.SEEN_IN_FEED)
        self._stores.outbox.update(change.id, after.state, settled_at=change.settled_at or self._now())


def is_here(change: Change, tickets: TicketStore) -> bool:
    """Whether the cache has what the change made; never for a change that makes nothing of its own."""
    match change.deed:
        case OpenTicket():
            return tickets.has_ticket(change.id)
        case AddMessage():
            return tickets.has_message(change.id)
        case _:
            return False
