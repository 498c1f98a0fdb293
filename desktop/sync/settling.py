"""What the server's word does to a change.

The cache learns of an answer before the outbox lets go of the change: interrupted between the two, the change is asked about once more,
which is harmless. Each receipt is one step of the change's life (`domain.change_state`); the step says what else there is to do.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from desktop.connectors.contract import Connector
from desktop.domain import conflict
from desktop.domain.batch import Entity, EntityType
from desktop.domain.change import AddMessage, Change, OpenTicket, Problem
from desktop.domain.change_state import ChangeEvent, ChangeState, Effect, NotAllowed, step
from desktop.domain.instant import Instant
from desktop.domain.receipt import Accepted, Conflicting, Receipt, SignInNeeded, TryLater, event_of
from desktop.domain.ticket import Attachment, Ticket
from desktop.sync.backoff import delay
from desktop.sync.doubt import DoubtClock
from desktop.sync.outcome import TOPIC_OF, Listener, Topic
from desktop.sync.push_round import PushResult, Round, is_of_the_line
from desktop.sync.schedule import LONGEST_WAIT
from desktop.sync.stores import Stores

log = logging.getLogger("sportello.push")

LOOKS_NEEDED = 2
"""How often a server without idempotency must not know a doubtful change before it is sent again."""

MOST_FILE_RESTARTS = 3
"""How often in one run bytes that the server lost are brought up anew."""

MOST_REBASES = 3
"""How often a change that was joined with the server's state goes again at once."""


class Settling:
    """Takes receipts, of one push."""

    def __init__(
        self,
        stores: Stores,
        connector: Connector,
        listener: Listener,
        doubts: DoubtClock,
        *,
        me: Callable[[], str],
        now: Callable[[], Instant],
        chance: Callable[[], float],
    ) -> None:
        self._stores = stores
        self._connector = connector
        self._listener = listener
        self._doubts = doubts
        self._me = me
        self._now = now
        self._chance = chance

    def settle(self, change_id: str, receipt: Receipt, this: Round) -> None:
        """What the server said of a change takes effect, and is noted in the round. Raises the storage errors."""
        log.info("change %s: %s", change_id, type(receipt).__name__)
        stores = self._stores
        if isinstance(receipt, Accepted):
            self._learn(change_id, receipt.entities, own_files=True, may_be_old=receipt.replayed)
        elif isinstance(receipt, Conflicting):
            self._learn(change_id, receipt.entities, own_files=False)

        def work() -> Change | None:
            with stores.outbox_database.transaction():
                fresh = stores.outbox.get(change_id)
                if fresh is not None:
                    self._move(fresh, receipt, this)
            return stores.outbox.get(change_id)

        change = stores.write(work)
        self._listener.outbox_moved()
        this.report(change, receipt)

    def not_there(self, change_id: str) -> bool:
        """The server does not know a doubtful change: whether it may go again at once.

        One that knows ids is believed, and the change waits for its next turn in the person's hands. Another is asked once more, later.
        Called on the thread that writes.
        """
        outbox, lag = self._stores.outbox, self._connector.capabilities.look_up_lag
        with self._stores.outbox_database.transaction():
            self._stores.lease.assure()
            change = outbox.get(change_id)
            if change is None or change.state is not ChangeState.UNCERTAIN:
                return False
            if self._connector.capabilities.idempotent:
                state, attempts = step(change.state, ChangeEvent.UNKNOWN).state, change.attempts + 1
                wait = delay(attempts, self._chance())
                outbox.update(
                    change_id,
                    state,
                    not_before=self._now() + wait,
                    attempts=attempts,
                    problem=change.problem,
                    doubt_at=0,
                )
                return False
            looks = change.negative_looks + 1
            log.info("change %s: not there (%d)", change_id, looks)
            if looks >= LOOKS_NEEDED:
                state = step(change.state, ChangeEvent.NOT_THERE).state
                outbox.forget_uploads(change_id)
                outbox.update(change_id, state, not_before=0, attempts=0, doubt_at=0, negative_looks=0)
                return True
            age = self._connector.capabilities.quarantine - lag
            outbox.update(
                change_id,
                change.state,
                problem=change.problem,
                not_before=0,
                doubt_at=self._now() - age,
                negative_looks=looks,
            )
        self._doubts.begin(change_id, age)
        return False

    def _learn(
        self, change_id: str, entities: tuple[Entity, ...], *, own_files: bool, may_be_old: bool = False
    ) -> None:
        """The cache hears of the server's answer before the outbox lets go of the change."""
        stores = self._stores

        def work() -> tuple[frozenset[Topic], frozenset[str]]:
            change = stores.outbox.get(change_id)
            generation = stores.cursors.load().generation
            with stores.cache.transaction():
                applied = stores.tickets.apply(entities, me=self._me(), generation=generation, may_be_old=may_be_old)
                if change is not None and own_files and self._has_place_for_files(change):
                    files = _attachments(change)
                    stores.tickets.apply(files, me=self._me(), generation=generation, may_be_old=may_be_old)
                    applied.types.update(EntityType.ATTACHMENT for _ in files)
            return frozenset(TOPIC_OF[type] for type in applied.types), frozenset(applied.ticket_ids)

        topics, ticket_ids = stores.write(work)
        self._listener.changed(topics, ticket_ids)

    def _has_place_for_files(self, change: Change) -> bool:
        """Whether what the files hang on is here: the answer to a repetition may be about something that is gone since."""
        tickets = self._stores.tickets
        match change.deed:
            case OpenTicket():
                return tickets.has_ticket(change.id)
            case AddMessage():
                return tickets.has_message(change.id)
            case _:
                return False

    def _move(self, change: Change, receipt: Receipt, this: Round) -> None:
        """One step of the change's life, and everything it asks for."""
        outbox = self._stores.outbox
        event, problem = self._judged(change, receipt, this.result)
        try:
            after = step(change.state, event)
        except NotAllowed:
            # The person ended it while the answer was on its way: their word stands, but what the server has is in the cache.
            log.warning("change %s is %s, %s comes too late", change.id, change.state, event)
            return
        if Effect.FORGET_UPLOADS in after.effects:
            outbox.forget_uploads(change.id)
        attempts, not_before = change.attempts, change.not_before
        if Effect.FORGET_BACK_OFF in after.effects:
            attempts, not_before = 0, 0
        if event is ChangeEvent.FILES_MISSING and this.restarts[change.id] < MOST_FILE_RESTARTS - 1:
            this.restarts[change.id] += 1
            this.tried.discard(change.id)
        elif event is ChangeEvent.REBASED:
            # A server that goes on refusing what was joined with its own word gets patience, not a hot loop.
            attempts += 1
            if attempts > MOST_REBASES:
                not_before = self._now() + delay(attempts - MOST_REBASES, self._chance())
        elif Effect.BACK_OFF in after.effects and not is_of_the_line(problem):
            attempts += 1
            retry_after = receipt.retry_after if isinstance(receipt, TryLater) else None
            # Another of its files may have been told to wait for longer.
            asked = not_before if not_before <= self._now() + LONGEST_WAIT else 0
            not_before = max(asked, self._now() + delay(attempts, self._chance(), retry_after))
        outbox.update(
            change.id,
            after.state,
            not_before=not_before,
            attempts=attempts,
            problem=problem,
            number=receipt.number if isinstance(receipt, Accepted) else "",
            settled_at=self._now() if after.state is ChangeState.SENT else None,
            **self._doubt(change, after.state),
        )

    def _doubt(self, change: Change, state: ChangeState) -> dict[str, int]:
        if state is not ChangeState.UNCERTAIN:
            return {"doubt_at": 0, "negative_looks": 0}
        if change.state is ChangeState.UNCERTAIN and change.doubt_at and not self._connector.capabilities.idempotent:
            return {}  # only looked for: nothing new may have happened
        self._doubts.begin(change.id)
        return {"doubt_at": self._now(), "negative_looks": 0}

    def _judged(self, change: Change, receipt: Receipt, result: PushResult) -> tuple[ChangeEvent, Problem | None]:
        """What a receipt means for this change; what only seems to be a conflict is none."""
        if isinstance(receipt, Accepted | SignInNeeded):
            return event_of(receipt), None
        if not isinstance(receipt, Conflicting):
            return event_of(receipt), receipt.problem
        tickets = self._stores.tickets
        current = next((one for one in receipt.entities if isinstance(one, Ticket)), None)
        known = current or tickets.ticket(change.ticket_id)
        messages = tickets.messages(change.ticket_id)
        verdict = conflict.on_conflict(change, known, messages, self._me(), receipt.problem)
        match verdict:
            case conflict.NothingToDo():
                return ChangeEvent.ALREADY_THERE, None
            case conflict.Ask(problem=problem):
                return ChangeEvent.CONFLICT, problem
            case conflict.Rebase(deed=deed):
                self._stores.outbox.replace_deed(change.id, deed)
        result.again = True
        return ChangeEvent.REBASED, None


def _attachments(change: Change) -> tuple[Attachment, ...]:
    """Our own files as the feed will show them: they stay in the conversation between the answer and the next pull."""
    message_id = "" if isinstance(change.deed, OpenTicket) else change.id
    return tuple(
        Attachment(file.id, change.ticket_id, file.sha256, file.name, file.size, file.mime, message_id, change.made_at)
        for file in change.files
    )
