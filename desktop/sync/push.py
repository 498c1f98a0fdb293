"""Bringing changes to the server, each at most once, in the order they were made.

Before the first byte of a change leaves, that intent is committed; after the answer, the cache learns of it first and the outbox is
settled second. Interrupted anywhere, the next run takes it up again: the change's id is known to the server, so asking twice is harmless.
A server that would do the same thing twice is asked what became of a doubtful change, late and often enough to be believed
(`Capabilities.quarantine`). Files go up beside all this (`uploading`).
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from threading import Event

from desktop import errors
from desktop.connectors.contract import Connector
from desktop.domain import conflict
from desktop.domain.batch import Entity, EntityType
from desktop.domain.change import AddMessage, Change, OpenTicket, Problem
from desktop.domain.change_state import ChangeEvent, ChangeState, Effect, NotAllowed, step
from desktop.domain.instant import Instant
from desktop.domain.notice import Notice, NoticeKind
from desktop.domain.receipt import (
    Accepted,
    Conflicting,
    Receipt,
    SignInNeeded,
    TryLater,
    Uncertain,
    event_of,
)
from desktop.domain.ticket import Attachment, Ticket
from desktop.sync.backoff import delay
from desktop.sync.doubt import DoubtClock
from desktop.sync.outcome import TOPIC_OF, Listener, Topic
from desktop.sync.schedule import LONGEST_WAIT, next_attempt, sendable
from desktop.sync.stores import Stores
from desktop.sync.uploading import Uploads

log = logging.getLogger("sportello.push")

LINK_PROBLEMS = frozenset({"unreachable", "certificate", "proxy", "captive-portal"})
"""Problems of the line, not of the change: the whole run stops, and no change's own patience is used up."""

LOOKS_NEEDED = 2
"""How often a server without idempotency must not know a doubtful change before it is sent again."""

MOST_FILE_RESTARTS = 3
"""How often in one run bytes that the server lost are brought up anew."""

MOST_REBASES = 3
"""How often a change that was joined with the server's state goes again at once."""


@dataclass(slots=True)
class PushResult:
    """What a push did. `again`: something was joined with what the server has, and wants to go as soon as that is fetched."""

    sent: int = 0
    trouble: errors.WorldError | None = None
    notices: list[Notice] = field(default_factory=list)
    again: bool = False


@dataclass(slots=True)
class _Round:
    """One run: which changes had their turn, and how often one lost its files."""

    result: PushResult = field(default_factory=PushResult)
    tried: set[str] = field(default_factory=set)
    restarts: Counter[str] = field(default_factory=Counter)


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
        self._chance = chance
        self._doubts = DoubtClock(ticks)
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

        Before the news are fetched (`has_pulled`), only what can't contradict them goes: new tickets and replies.
        """
        this = _Round()
        result = this.result
        while not stop.is_set():
            self._collect(this)
            if result.trouble is not None:
                break
            # Settling one change may free the next of the same ticket: look again after each.
            due = [
                change
                for change in self._due()
                if change.id not in this.tried and (has_pulled or isinstance(change.deed, OpenTicket | AddMessage))
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

    def _collect(self, this: _Round) -> None:
        for ended in self._uploads.collect():
            if ended.trouble is not None:
                this.result.trouble = ended.trouble
            if ended.receipt is None or isinstance(ended.receipt, Accepted):
                continue
            this.tried.add(ended.change_id)
            self._settle(ended.change_id, ended.receipt, this)

    # One change

    def _bring(self, change: Change, this: _Round) -> None:
        if change.state is ChangeState.UNCERTAIN and not self._connector.capabilities.idempotent:
            receipt = self._connector.look_up(change)
            if receipt is None:
                if self._stores.write(partial(self._not_there, change.id)):
                    this.tried.discard(change.id)
                return
        else:
            begun = self._begin(change, ChangeEvent.DISPATCHED)
            if begun is None:
                return
            self._listener.outbox_moved()
            if begun.state.needs_person:
                self._tell_need(begun, this.result)
                return
            receipt = self._connector.send(begun)
        self._settle(change.id, receipt, this)

    def _begin(self, change: Change, event: ChangeEvent) -> Change | None:
        """Commit the intent, unless the person took the change back in the meantime, be it to send it again under the same id.

        What is to leave is the change that comes back: joined with news of the server, or now in need of the person.
        """
        stores = self._stores

        def work() -> Change | None:
            with stores.outbox_database.transaction():
                stores.lease.assure()
                fresh = stores.outbox.get(change.id)
                if fresh is None or fresh.state.is_settled or fresh.state.needs_person:
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

    def _not_there(self, change_id: str) -> bool:
        """The server does not know a doubtful change: ask once more, later; then it may go again, which is what is returned."""
        outbox, lag = self._stores.outbox, self._connector.capabilities.look_up_lag
        with self._stores.outbox_database.transaction():
            self._stores.lease.assure()
            change = outbox.get(change_id)
            if change is None or change.state is not ChangeState.UNCERTAIN:
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

    def _settle(self, change_id: str, receipt: Receipt, this: _Round) -> None:
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
        self._report(change, receipt, this.result)

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

    def _move(self, change: Change, receipt: Receipt, this: _Round) -> None:
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
        elif Effect.BACK_OFF in after.effects and not _is_of_the_line(problem):
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

    def _report(self, change: Change | None, receipt: Receipt, result: PushResult) -> None:
        match receipt:
            case Accepted(number=number):
                result.sent += 1
                if change is not None and isinstance(change.deed, OpenTicket):
                    notice = Notice(NoticeKind.ACCEPTED, change.ticket_id, number, change.deed.subject)
                    result.notices.append(notice)
            case SignInNeeded():
                result.trouble = errors.SignInNeeded()
            case TryLater(problem=problem) | Uncertain(problem=problem) if _is_of_the_line(problem):
                result.trouble = _error_of(problem)
            case _:
                pass
        if change is not None:
            self._tell_need(change, result)

    def _tell_need(self, change: Change, result: PushResult) -> None:
        if change.state.needs_person and change.problem is not None:
            text = change.problem.detail
            result.notices.append(
                Notice(NoticeKind.NEEDS_YOU, change.ticket_id, change.number, _subject(change), text=text)
            )


def _attachments(change: Change) -> tuple[Attachment, ...]:
    """Our own files as the feed will show them: they stay in the conversation between the answer and the next pull."""
    message_id = "" if isinstance(change.deed, OpenTicket) else change.id
    return tuple(
        Attachment(file.id, change.ticket_id, file.sha256, file.name, file.size, file.mime, message_id, change.made_at)
        for file in change.files
    )


def _subject(change: Change) -> str:
    match change.deed:
        case OpenTicket(subject=subject):
            return subject
        case deed:
            return deed.text[:80]


def _is_of_the_line(problem: Problem | None) -> bool:
    return problem is not None and problem.code in LINK_PROBLEMS


def _error_of(problem: Problem) -> errors.NetworkError:
    match problem.code:
        case "certificate":
            return errors.CertificateError(problem.detail)
        case "proxy":
            return errors.ProxyError(problem.detail)
        case "captive-portal":
            return errors.CaptivePortal(problem.detail)
        case _:
            return errors.Unreachable(problem.detail)
