"""When a change is confirmed: the server itself shows what it did. On the writer lane, after the cache's commit.

What went by e-mail is known again by its id, or by the mark in its last line where the helpdesk gave it an id of its own: then everything
that waits for the ticket that was only here goes over to the helpdesk's, in the same transaction. Only the person's own words count: what
somebody else quotes says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop.domain.batch import Entity
from desktop.domain.change import ID_TAKEN, AddMessage, Change, EditTicket, OpenTicket, SetStatus
from desktop.domain.change_state import ChangeEvent, ChangeState, step
from desktop.domain.instant import DAY, Instant
from desktop.domain.mail_marker import marker_of
from desktop.domain.notice import Notice, NoticeKind
from desktop.domain.ticket import Message, Ticket
from desktop.storage.restore import PROBLEM as CAME_FROM_A_COPY
from desktop.storage.tickets import TicketStore
from desktop.sync.stores import Stores

_CLOCKS_DIFFER = 2 * DAY
"""Nothing arrives longer than this before it was written, by whatever clocks."""


class Confirming:
    """Settles changes by what the feed brought."""

    def __init__(self, stores: Stores, *, knows_ids: bool, me: Callable[[], str], now: Callable[[], Instant]) -> None:
        """`knows_ids`: the server refuses something else under an id that it has (`Capabilities.idempotent`)."""
        self._stores = stores
        self._knows_ids = knows_ids
        self._me = me
        self._now = now

    def seen(self, upserts: Sequence[Entity]) -> list[Notice]:
        """What stands in the server's own feed is there, whatever we believed; returns what deserves telling."""
        outbox = self._stores.outbox
        there = {one.id: one for one in upserts if isinstance(one, Ticket | Message)}
        marked = {mark: one for one in there.values() if (mark := self._mark_of(one))}
        notices = []
        for change in (*outbox.unsettled(), *outbox.sent_but_unconfirmed()):
            if change.id in there:
                notices += self._confirm(change, there[change.id])
            elif change.id in marked and _may_have_gone_by_mail(change):
                notices += self._recognise(change, marked[change.id])
        return notices

    def what_is_here(self) -> list[Notice]:
        """After a whole pull: what an interruption between the cache's commit and the outbox's left unconfirmed, and what has no entity of
        its own in the feed (an accepted closing, an edit)."""
        stores = self._stores
        notices = []
        for change in stores.outbox.sent_but_unconfirmed():
            if isinstance(change.deed, SetStatus | EditTicket):
                self._confirm(change, None)
            elif is_here(change, stores.tickets):
                self._confirm(change, stores.tickets.ticket(change.id) or stores.tickets.message(change.id))
        for change in stores.outbox.unsettled():
            if is_here(change, stores.tickets):
                notices += self._confirm(change, stores.tickets.ticket(change.id) or stores.tickets.message(change.id))
            elif _may_have_gone_by_mail(change) and (arrived := self._arrived(change)) is not None:
                notices += self._recognise(change, arrived)
        return notices

    def _arrived(self, change: Change) -> Ticket | Message | None:
        """What in the cache bears the mark of this change."""
        found = self._stores.tickets.written_by(self._me(), change.id, change.made_at - _CLOCKS_DIFFER)
        return next((one for one in found if self._mark_of(one) == change.id), None)

    def _mark_of(self, entity: Ticket | Message) -> str:
        """The id of the change that this is by its mark; empty when it has none, or when somebody else wrote it."""
        if entity.author.id != self._me():
            return ""
        return marker_of(entity.description if isinstance(entity, Ticket) else entity.text)

    def _confirm(self, change: Change, there: Ticket | Message | None) -> list[Notice]:
        # Under an id that was taken before, something else stands there: what was typed last is not on the server.
        if change.problem is not None and change.problem.code == ID_TAKEN:
            return []
        if not change.state.is_settled and self._was_rewritten(change):
            return []
        return self._settle(change, there, stands_as=change.id if change.mailed_at else "")

    def _recognise(self, change: Change, there: Ticket | Message) -> list[Notice]:
        """The helpdesk has it under an id of its own."""
        return self._settle(change, there, stands_as=there.id)

    def _settle(self, change: Change, there: Ticket | Message | None, *, stands_as: str) -> list[Notice]:
        stores, outbox = self._stores, self._stores.outbox
        after = step(change.state, ChangeEvent.SEEN_IN_FEED)
        number = there.number if isinstance(there, Ticket) else ""
        settled_at = change.settled_at or self._now()
        with stores.outbox_database.transaction():
            outbox.update(change.id, after.state, number=number, settled_at=settled_at)
            if stands_as:
                outbox.note_stands_as(change.id, stands_as)
            if stands_as and there is not None and isinstance(change.deed, OpenTicket):
                # Also where the id is the same: a number in the subject made a message of it.
                ticket_id = there.id if isinstance(there, Ticket) else there.ticket_id
                if ticket_id != change.ticket_id:
                    outbox.move_ticket(change.ticket_id, ticket_id)
                    stores.drafts.move_reply(change.id, ticket_id)
        if change.state is ChangeState.MAILED and isinstance(there, Ticket):
            return [Notice(NoticeKind.ACCEPTED, there.id, number, there.subject)]
        return []

    def _was_rewritten(self, change: Change) -> bool:
        """Whether the person took a ticket back and sent it anew under its id, while what they wrote first had reached the server all the
        same (the outbox that knew of it broke). What they wrote last is not there: it goes, and the server's refusal is for the person.

        What went by e-mail says the same in other words, and is never rewritten under its id.
        """
        if change.state.may_be_on_server or change.mailed_at or not self._knows_ids:
            return False
        if not isinstance(change.deed, OpenTicket):
            return False
        there = self._stores.tickets.ticket(change.id)
        if there is None:
            return False
        mine = (change.deed.subject, change.deed.description)
        return any(
            _words(one) != _words(two) for one, two in zip(mine, (there.subject, there.description), strict=True)
        )


def _may_have_gone_by_mail(change: Change) -> bool:
    """Not what was never handed over; a copy of the outbox may be older than that."""
    if change.state.is_settled:
        return False
    return bool(change.mailed_at) or (change.problem is not None and change.problem.code == CAME_FROM_A_COPY)


def _words(text: str) -> list[str]:
    # A server may turn line ends and blanks into its own.
    return text.split()


def is_here(change: Change, tickets: TicketStore) -> bool:
    """Whether the cache has what the change made; never for a change that makes nothing of its own."""
    id = change.stands_as or change.id
    match change.deed:
        case OpenTicket() if not change.mailed_at:
            return tickets.has_ticket(id)
        case AddMessage() if not change.mailed_at:
            return tickets.has_message(id)
        case OpenTicket() | AddMessage() | SetStatus() if change.mailed_at:
            # A mail may have become a message where a ticket was meant, or the other way round.
            return tickets.has_ticket(id) or tickets.has_message(id)
        case _:
            return False
