"""Bringing changes to the server, each at most once, in the order they were made.

Before the first byte of a change leaves, that intent is committed; after the answer, the cache learns of it first and the outbox is
settled second. Interrupted anywhere, the next run takes it up again: the change's id is known to the server, so asking twice is harmless.
A server that would do the same thing twice is asked what became of a doubtful change, late and often enough to be believed
(`Capabilities.quarantine`). Files go up beside all this (`uploading`); what an answer does to a change stands in `settling`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from threading import Event

from desktop import errors
from desktop.connectors.contract import Connector
from desktop.domain import conflict
from desktop.domain.change import AddMessage, Change, OpenTicket
from desktop.domain.change_state import ChangeEvent, ChangeState, step
from desktop.domain.instant import Instant
from desktop.domain.receipt import Accepted, Receipt, SignInNeeded, TryLater, Uncertain
from desktop.sync.doubt import DoubtClock
from desktop.sync.outcome import Listener
from desktop.sync.push_round import PushResult, Round
from desktop.sync.schedule import next_attempt, sendable
from desktop.sync.settling import Settling
from desktop.sync.stores import Stores
from desktop.sync.uploading import Uploads

LOOK_AFTER = 6
"""After so many attempts in vain a server that knows ids is asked whether it has a doubtful change, instead of being sent it again."""


class Push:
    """Sends what is due."""

    def __init__(
        self,
        stores: Stores,
        connector: Connector,
        listener: Listener,
        uploads: Uploads,
        *,
        me: Callable[[], str],
        now: Callable[[], Instant],
        chance: Callable[[], float],
        ticks: Callable[[], float],
    ) -> None:
        self._stores = stores
        self._connector = connector
        self._listener = listener
        self._uploads = uploads
        self._me = me
        self._now = now
        self._doubts = DoubtClock(ticks)
        self._settling = Settling(stores, connector, listener, self._doubts, me=me, now=now, chance=chance)
        self._looked_at: Instant = 0

    def recover(self) -> None:
        """After a start: what was on its way when the program ended is uncertain now. Only for the one who sends."""
        self._stores.write(self._doubt_dispatched)

    def _doubt_dispatched(self) -> None:
        """Between two attempts nothing is on its way: what still says so lost its answer to a crash, a full disk or a mistake of ours."""
        stores = self._stores
        lost = [change for change in stores.outbox.unsettled() if change.state is ChangeState.DISPATCHED]
        if not lost:
            return
        with stores.outbox_database.transaction():
            stores.lease.assure()
            for change in lost:
                state = step(change.state, ChangeEvent.PROGRAM_STARTED).state
                stores.outbox.update(change.id, state, problem=change.problem, doubt_at=self._now())
        for change in lost:
            self._doubts.begin(change.id)

    def run(self, stop: Event, *, has_pulled: bool) -> PushResult:
        """Send everything whose turn it is, until nothing is due, the line breaks or `stop` is set. Files go on going up after that.

        Before the news are fetched (`has_pulled`), only what can't contradict them goes: new tickets and replies that never were handed to
        e-mail.
        """
        this = Round()
        result = this.result
        while not stop.is_set():
            self._collect(this)
            if result.trouble is not None:
                break
            # Settling one change may free the next of the same ticket: look again after each.
            due = [
                change
                for change in self._due()
                if change.id not in this.tried and (has_pulled or _contradicts_no_news(change))
            ]
            ready = next((one for one in due if all(upload.done for upload in one.uploads)), None)
            if ready is not None:
                this.tried.add(ready.id)
                self._bring(ready, this)
            elif not self._start_uploads(due):
                break
        return result

    def next_attempt(self) -> Instant | None:
        """When the next waiting change wants to go.

        Measured from the last look at what is due, not from now: what became due since then was not tried yet.
        """
        unsettled = self._stores.write(self._stores.outbox.unsettled)
        return next_attempt(unsettled, self._looked_at, self._connector.capabilities.quarantine)

    def _due(self) -> list[Change]:
        stores = self._stores

        def work() -> list[Change]:
            self._doubt_dispatched()
            self._looked_at = self._now()
            being_written = {draft.id for draft in stores.drafts.tickets()}
            unsettled = [self._with_true_doubt(change) for change in stores.outbox.unsettled()]
            return sendable(unsettled, self._looked_at, being_written, self._connector.capabilities.quarantine)

        return stores.write(work)

    def _with_true_doubt(self, change: Change) -> Change:
        """The change with the beginning of its doubt in terms of the clock as it stands now."""
        if change.state is not ChangeState.UNCERTAIN or self._connector.capabilities.idempotent:
            return change
        began = self._doubts.began_at(change, self._looked_at)
        if began != change.doubt_at:
            self._stores.outbox.update(change.id, change.state, problem=change.problem, doubt_at=began)
        return replace(change, doubt_at=began)

    # Files

    def _start_uploads(self, due: list[Change]) -> bool:
        """Let the files of what is due go up; whether one has ended by then, so that it is worth looking again at once."""
        wanted = [change for change in due if any(not upload.done for upload in change.uploads)]
        begun = [
            change
            for change in wanted
            if not self._uploads.waits_for_line(change) and self._begin(change, ChangeEvent.UPLOAD_STARTED) is not None
        ]
        self._uploads.start(begun)
        return self._uploads.has_ended

    def _collect(self, this: Round) -> None:
        for ended in self._uploads.collect():
            if ended.trouble is not None:
                this.result.trouble = ended.trouble
            if ended.receipt is None or isinstance(ended.receipt, Accepted):
                continue
            this.tried.add(ended.change_id)
            self._settling.settle(ended.change_id, ended.receipt, this)

    # One change

    def _bring(self, change: Change, this: Round) -> None:
        if self._is_to_be_looked_for(change):
            receipt = self._connector.look_up(change)
            if receipt is None:
                if self._stores.write(partial(self._settling.not_there, change.id)):
                    this.tried.discard(change.id)
                return
        else:
            begun = self._begin(change, ChangeEvent.DISPATCHED)
            if begun is None:
                return
            self._listener.outbox_moved()
            if begun.state.needs_person:
                this.tell_need(begun)
                return
            receipt = self._send(begun)
        self._settling.settle(change.id, receipt, this)
        if isinstance(receipt, TryLater) and receipt.retry_after:
            # It asked to be left alone, whatever it was asked for. Other changes have their turn first when it may be asked again.
            this.result.trouble = errors.ServerBusy(receipt.problem.detail, retry_after=receipt.retry_after)

    def _send(self, change: Change) -> Receipt:
        """What the person brought back from e-mail may have arrived all the same: a helpdesk that honours ids is asked for it first."""
        if change.mailed_at:
            known = self._connector.look_up(change)
            if isinstance(known, Uncertain):
                # Only the answer to a question was lost.
                return TryLater(known.problem)
            if isinstance(known, Accepted | TryLater | SignInNeeded):
                return known
        return self._connector.send(change)

    def _is_to_be_looked_for(self, change: Change) -> bool:
        """Whether a doubtful change is asked about instead of sent: always where it would be done twice.

        Else when it was sent often in vain: a helpdesk that fails over this one change would keep it in doubt, and out of the person's
        hands, for ever.
        """
        if change.state is not ChangeState.UNCERTAIN:
            return False
        capabilities = self._connector.capabilities
        is_settled_there = self._looked_at >= change.doubt_at + capabilities.in_flight
        return not capabilities.idempotent or (change.attempts >= LOOK_AFTER and is_settled_there)

    def _begin(self, change: Change, event: ChangeEvent) -> Change | None:
        """Commit the intent, unless the person took the change back in the meantime, be it to send it again under the same id.

        What is to leave is the change that comes back: joined with news of the server, or now in need of the person.
        """
        stores = self._stores

        def work() -> Change | None:
            with stores.outbox_database.transaction():
                stores.lease.assure()
                fresh = stores.outbox.get(change.id)
                if fresh is None or fresh.state.is_settled or fresh.state.stands_still:
                    return None
                if (fresh.made_at, fresh.deed) != (change.made_at, change.deed):
                    return None
                if event is ChangeEvent.DISPATCHED and fresh.state is not ChangeState.UNCERTAIN:
                    fresh = self._held_against_news(fresh)
                    if fresh.state.needs_person:
                        return fresh
                if event is ChangeEvent.UPLOAD_STARTED and fresh.state is ChangeState.UPLOADING:
                    return fresh
                stores.outbox.update(change.id, step(fresh.state, event).state, problem=None)
            return stores.outbox.get(change.id)

        return stores.write(work)

    def _held_against_news(self, change: Change) -> Change:
        """The change after a look at what the helpdesk has by now."""
        outbox, tickets = self._stores.outbox, self._stores.tickets
        if isinstance(change.deed, OpenTicket | AddMessage):
            return change
        ticket = tickets.ticket(change.ticket_id)
        match conflict.before_sending(change, ticket, tickets.messages(change.ticket_id), self._me()):
            case conflict.Rebase(deed=deed):
                outbox.replace_deed(change.id, deed)
                return replace(change, deed=deed)
            case conflict.Ask(problem=problem):
                state = step(change.state, ChangeEvent.CONFLICT).state
                outbox.update(change.id, state, problem=problem)
                return replace(change, state=state, problem=problem)
            case _:
                return change


def _contradicts_no_news(change: Change) -> bool:
    return isinstance(change.deed, OpenTicket | AddMessage) and not change.mailed_at
