"""A helpdesk that was restored from its backup gets back what this person sent it since.

After the sweep that such a helpdesk makes necessary (410 `epoch-changed`), every change of the last 30 days that it had taken and
whose effect the sweep did not bring is asked about by its id. One that the server knows was only deleted there and stays so; one that
it does not know goes again: under its id, in its place in the order, with its files from the store. What is still to be asked is kept
in the outbox's own file and moves in the same transaction as the changes, so that an interruption anywhere takes it up again and
nothing is counted twice.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from threading import Event

import msgspec

from desktop import errors
from desktop.connectors.contract import Connector
from desktop.domain.change import Change, OpenTicket, Problem
from desktop.domain.change_state import ChangeEvent, ChangeState, Effect, step
from desktop.domain.instant import Instant
from desktop.domain.mailing import MAIL_FORGOTTEN
from desktop.domain.notice import Notice, NoticeKind
from desktop.domain.receipt import SignInNeeded, TryLater, Uncertain
from desktop.storage.outbox import KEEP_SETTLED
from desktop.sync.confirming import is_here
from desktop.sync.outcome import Listener
from desktop.sync.stores import Stores

log = logging.getLogger("sportello.reoffer")

_FACT = "reoffer"
_PARENTLESS = frozenset({"parent-unknown", "not-found"})
"""Problems of a change that came before the ticket it belongs to was sent again."""


class _Left(msgspec.Struct, frozen=True):
    """What is left to do: the ids still to be asked about (None: not collected yet), and how many go again so far."""

    ids: tuple[str, ...] | None = None
    again: int = 0


class Reoffer:
    """Asks and queues. Used on the engine's thread."""

    def __init__(
        self,
        stores: Stores,
        connector: Connector,
        listener: Listener,
        *,
        now: Callable[[], Instant],
    ) -> None:
        self._stores = stores
        self._connector = connector
        self._listener = listener
        self._now = now

    def begin(self) -> None:
        """The server's history is another one: durable before the sweep begins."""
        self._stores.write(lambda: self._keep(_Left(again=self._left_over())))

    def _left_over(self) -> int:
        left = self._load()
        return left.again if left is not None else 0

    def run(self, stop: Event) -> list[Notice]:
        """Take up what is left, after a whole sweep; what was found is told when all of it is asked.

        A question that gets no answer ends it for now, and is asked again in the next run. Raises ServerBusy.
        """
        left = self._stores.write(self._collected)
        while left is not None and left.ids:
            if stop.is_set():
                return []
            change = self._stores.write(partial(self._stores.outbox.get, left.ids[0]))
            forgotten = False
            if change is not None and _is_taken(change):
                if self._may_not_be_found_yet(change):
                    log.info("%d changes are still to be asked about", len(left.ids))
                    return []
                answer = self._connector.look_up(change)
                if isinstance(answer, TryLater) and answer.retry_after:
                    raise errors.ServerBusy(retry_after=answer.retry_after)
                if isinstance(answer, TryLater | Uncertain | SignInNeeded):
                    log.info("%d changes are still to be asked about", len(left.ids))
                    return []
                forgotten = answer is None
            left = self._stores.write(partial(self._note, left, forgotten=forgotten))
            if forgotten:
                self._listener.outbox_moved()
        if left is None:
            return []
        self._stores.write(lambda: self._keep(None))
        if left.again:
            log.warning("the helpdesk was restored: %d changes go again", left.again)
            return [Notice(NoticeKind.RESTORED, count=left.again)]
        return []

    def _may_not_be_found_yet(self, change: Change) -> bool:
        """Whether a server that would do it twice took this too recently for its search to know it."""
        capabilities = self._connector.capabilities
        return not capabilities.idempotent and 0 <= self._now() - change.settled_at < capabilities.look_up_lag

    def _collected(self) -> _Left | None:
        """What is left, with the ids of what is to be asked about; each question counts, so that what the sweep brought is left out."""
        left = self._load()
        if left is None or left.ids is not None:
            return left
        since = self._now() - KEEP_SETTLED
        settled = [change for change in self._stores.outbox.settled() if change.settled_at >= since]
        left = _Left(tuple(change.id for change in settled if not is_here(change, self._stores.tickets)), left.again)
        self._keep(left)
        return left

    def _note(self, left: _Left, *, forgotten: bool) -> _Left:
        stores = self._stores
        assert left.ids
        id, *others = left.ids
        with stores.outbox_database.transaction():
            stores.lease.assure()
            fresh = stores.outbox.get(id)
            goes_again = forgotten and fresh is not None and _is_taken(fresh)
            if goes_again and fresh is not None:
                self._queue(fresh)
                self._ask_about_mail(fresh)
            left = _Left(tuple(others), left.again + int(goes_again))
            self._keep(left)
        return left

    def _queue(self, change: Change) -> None:
        outbox = self._stores.outbox
        after = step(change.state, ChangeEvent.SERVER_FORGOT)
        if Effect.FORGET_UPLOADS in after.effects:
            outbox.forget_uploads(change.id)
        outbox.update(change.id, after.state, not_before=self._now(), attempts=0, problem=None)
        if isinstance(change.deed, OpenTicket):
            # What was refused because its ticket was unknown there goes behind it now.
            for other in outbox.of_ticket(change.ticket_id):
                is_orphan = other.problem is not None and other.problem.code in _PARENTLESS
                if other.state is ChangeState.NEEDS_ATTENTION and is_orphan:
                    again = step(other.state, ChangeEvent.RETRY_ASKED)
                    outbox.forget_uploads(other.id)
                    outbox.update(other.id, again.state, not_before=self._now(), attempts=0, problem=None)

    def _ask_about_mail(self, change: Change) -> None:
        """What such a helpdesk took by e-mail, under an id of its own, it may read from its mailbox again: the person says whether it goes.

        One that took it under the change's id knows it again whichever way it comes.
        """
        if not change.mailed_at:
            return
        outbox = self._stores.outbox
        if isinstance(change.deed, OpenTicket) and change.ticket_id != change.id:
            if change.stands_as == change.ticket_id:
                outbox.move_ticket(change.ticket_id, change.id)
                self._stores.drafts.move_reply(change.ticket_id, change.id)
            else:
                # It was a message of a ticket that was there before, and has its own affairs.
                outbox.put_into(change.id, change.id)
        if change.stands_as == change.id:
            return
        outbox.note_stands_as(change.id, "")
        asks = step(ChangeState.QUEUED, ChangeEvent.RESTORED)
        outbox.update(change.id, asks.state, problem=Problem(MAIL_FORGOTTEN))

    def _load(self) -> _Left | None:
        text = self._stores.facts.get(_FACT)
        return msgspec.json.decode(text, type=_Left) if text else None

    def _keep(self, left: _Left | None) -> None:
        self._stores.facts.set(_FACT, msgspec.json.encode(left).decode() if left is not None else "")


def _is_taken(change: Change) -> bool:
    return change.state in (ChangeState.SENT, ChangeState.CONFIRMED)
