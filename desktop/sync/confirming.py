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

    def __init__(self, stores: Stores, *, knows_ids: bool, now: Callable[[], Instant]) -> None:
        """`knows_ids`: the server refuses something else under an id that it has (`Capabilities.idempotent`)."""
        self._stores = stores
        self._knows_ids = knows_ids
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
        if not change.state.is_settled and self._was_rewritten(change):
            return
        after = step(change.state, ChangeEvent.SEEN_IN_FEED)
        self._stores.outbox.update(change.id, after.state, settled_at=change.settled_at or self._now())

    def _was_rewritten(self, change: Change) -> bool:
        """Whether the person took a ticket back and sent it anew under its id, while what they wrote first had reached the server all the
        same (the outbox that knew of it broke). What they wrote last is not there: it goes, and the server's refusal is for the person."""
        if not self._knows_ids or change.state.may_be_on_server or not isinstance(change.deed, OpenTicket):
            return False
        there = self._stores.tickets.ticket(change.id)
        if there is None:
            return False
        mine = (change.deed.subject, change.deed.description)
        return any(
            _words(one) != _words(two) for one, two in zip(mine, (there.subject, there.description), strict=True)
        )


def _words(text: str) -> list[str]:
    # A server may turn line ends and blanks into its own.
    return text.split()


def is_here(change: Change, tickets: TicketStore) -> bool:
    """Whether the cache has what the change made; never for a change that makes nothing of its own."""
    match change.deed:
        case OpenTicket():
            return tickets.has_ticket(change.id)
        case AddMessage():
            return tickets.has_message(change.id)
        case _:
            return False
