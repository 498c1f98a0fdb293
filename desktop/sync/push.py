"""Bringing changes to the server, each at most once, in the order they were made.

Before the first byte of a change leaves, that intent is committed; after the answer, the cache learns of it first and the outbox is
settled second. Interrupted anywhere, the next run takes it up again: the change's id is known to the server, so asking twice is harmless.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from threading import Event

from desktop import errors
from desktop.connectors.contract import Connector
from desktop.domain.batch import Entity
from desktop.domain.change import Change, OpenTicket, Problem, Upload
from desktop.domain.change_state import ChangeEvent, ChangeState, Effect, NotAllowed, step
from desktop.domain.instant import Instant
from desktop.domain.notice import Notice, NoticeKind
from desktop.domain.receipt import (
    Accepted,
    Conflicting,
    FilesMissing,
    Invalid,
    Receipt,
    SignInNeeded,
    TryLater,
    Uncertain,
    event_of,
)
from desktop.domain.ticket import Attachment
from desktop.sync.backoff import delay
from desktop.sync.outcome import TOPIC_OF, Listener, Topic
from desktop.sync.schedule import next_attempt, sendable
from desktop.sync.stores import Stores

log = logging.getLogger("sportello.push")

LINK_PROBLEMS = frozenset({"unreachable", "certificate", "proxy", "captive-portal"})
"""Problems of the line, not of the change: the whole run stops, and no change's own patience is used up."""

MOST_FILE_RESTARTS = 3
"""How often in one run bytes that the server lost are brought up anew."""


@dataclass(slots=True)
class PushResult:
    """What a push did."""

    sent: int = 0
    trouble: errors.WorldError | None = None
    notices: list[Notice] = field(default_factory=list)


class Push:
    """Sends what is due."""

    def __init__(
        self,
        stores: Stores,
        connector: Connector,
        listener: Listener,
        *,
        me: Callable[[], str],
        now: Callable[[], Instant],
        chance: Callable[[], float],
    ) -> None:
        self._stores = stores
        self._connector = connector
        self._listener = listener
        self._me = me
        self._now = now
        self._chance = chance
        self._looked_at: Instant = 0

    def recover(self) -> None:
        """After a start: what was on its way when the program ended is uncertain now."""
        self._stores.write(self._doubt_dispatched)

    def _doubt_dispatched(self) -> None:
        """Between two attempts nothing is on its way: what still says so lost its answer to a crash, a full disk or a mistake of ours."""
        stores = self._stores
        lost = [change for change in stores.outbox.unsettled() if change.state is ChangeState.DISPATCHED]
        if not lost:
            return
        with stores.outbox_database.transaction():
            for change in lost:
                stores.outbox.update(
                    change.id, step(change.state, ChangeEvent.PROGRAM_STARTED).state, problem=change.problem
                )

    def run(self, stop: Event) -> PushResult:
        """Send everything whose turn it is, until nothing is due, the line breaks or `stop` is set."""
        result = PushResult()
        tried: set[str] = set()
        while not stop.is_set() and result.trouble is None:
            # Settling one change may free the next of the same ticket: look again after each.
            due = [change for change in self._due() if change.id not in tried]
            if not due:
                break
            change = due[0]
            tried.add(change.id)
            self._bring(change, stop, result)
        return result

    def next_attempt(self) -> Instant | None:
        """When the next waiting change wants to go.

        Measured from the last look at what is due, not from now: what became due since then was not tried yet.
        """
        return next_attempt(self._stores.write(self._stores.outbox.unsettled), self._looked_at)

    def _due(self) -> list[Change]:
        stores = self._stores

        def work() -> list[Change]:
            self._doubt_dispatched()
            being_written = {draft.id for draft in stores.drafts.tickets()}
            self._looked_at = self._now()
            return sendable(stores.outbox.unsettled(), self._looked_at, being_written)

        return stores.write(work)

    def _bring(self, change: Change, stop: Event, result: PushResult) -> None:
        for _ in range(MOST_FILE_RESTARTS):
            receipt = self._attempt(change, stop)
            if receipt is None:
                return
            self._settle(change.id, receipt, result)
            fresh = self._read(change.id)
            if not isinstance(receipt, FilesMissing) or fresh is None or stop.is_set():
                return
            change = fresh

    def _attempt(self, change: Change, stop: Event) -> Receipt | None:
        """Files first, then the change itself; None when the person took it back meanwhile, or the program is ending."""
        for upload in change.uploads:
            if upload.done:
                continue
            if not self._begin(change, ChangeEvent.UPLOAD_STARTED):
                return None
            receipt = self._upload(change, upload)
            if not isinstance(receipt, Accepted):
                return receipt
            if stop.is_set():
                return None
        if not self._begin(change, ChangeEvent.DISPATCHED):
            return None
        self._listener.outbox_moved()
        return self._connector.send(change)

    def _upload(self, change: Change, upload: Upload) -> Receipt:
        stores = self._stores
        source = stores.files.path(upload.file.sha256)
        if source is None:
            return Invalid(Problem("file-lost", upload.file.name))

        def progress(state: Upload) -> None:
            stores.write(partial(stores.outbox.save_upload, change.id, state))
            self._listener.outbox_moved()

        receipt = self._connector.upload(upload, source, progress)
        if isinstance(receipt, Accepted):
            progress(replace(upload, offset=upload.file.size, done=True))
        return receipt

    def _begin(self, change: Change, event: ChangeEvent) -> bool:
        """Commit the intent, unless the person took the change back in the meantime, be it to send it again under the same id."""
        stores = self._stores

        def work() -> bool:
            with stores.outbox_database.transaction():
                fresh = stores.outbox.get(change.id)
                if fresh is None or fresh.state.is_settled or fresh.state.needs_person:
                    return False
                if (fresh.made_at, fresh.deed) != (change.made_at, change.deed):
                    return False
                stores.outbox.update(change.id, step(fresh.state, event).state, problem=None)
            return True

        return stores.write(work)

    def _read(self, change_id: str) -> Change | None:
        return self._stores.write(partial(self._stores.outbox.get, change_id))

    def _settle(self, change_id: str, receipt: Receipt, result: PushResult) -> None:
        log.info("change %s: %s", change_id, type(receipt).__name__)
        stores = self._stores
        if isinstance(receipt, Accepted):
            self._learn(change_id, receipt.entities, own_files=True)
        elif isinstance(receipt, Conflicting):
            self._learn(change_id, receipt.entities, own_files=False)

        def work() -> Change | None:
            with stores.outbox_database.transaction():
                fresh = stores.outbox.get(change_id)
                if fresh is not None:
                    self._move(fresh, receipt)
            return stores.outbox.get(change_id)

        change = stores.write(work)
        self._listener.outbox_moved()
        self._report(change, receipt, result)

    def _learn(self, change_id: str, entities: tuple[Entity, ...], *, own_files: bool) -> None:
        """The cache hears of the server's answer before the outbox lets go of the change."""
        stores = self._stores

        def work() -> tuple[frozenset[Topic], frozenset[str]]:
            change = stores.outbox.get(change_id)
            files = _attachments(change) if change is not None and own_files else ()
            state = stores.cursors.load()
            with stores.cache.transaction():
                applied = stores.tickets.apply((*entities, *files), me=self._me(), generation=state.generation)
            return frozenset(TOPIC_OF[type] for type in applied.types), frozenset(applied.ticket_ids)

        topics, ticket_ids = stores.write(work)
        self._listener.changed(topics, ticket_ids)

    def _move(self, change: Change, receipt: Receipt) -> None:
        outbox = self._stores.outbox
        try:
            after = step(change.state, event_of(receipt))
        except NotAllowed:
            # The person ended it while the answer was on its way: their word stands, but what the server has is in the cache.
            log.warning(
                "change %s is %s, the answer %s comes too late", change.id, change.state, type(receipt).__name__
            )
            return
        problem = None if isinstance(receipt, Accepted | SignInNeeded) else receipt.problem
        if Effect.FORGET_UPLOADS in after.effects:
            outbox.forget_uploads(change.id)
        attempts, not_before = change.attempts, change.not_before
        if Effect.FORGET_BACK_OFF in after.effects:
            attempts, not_before = 0, 0
        if Effect.BACK_OFF in after.effects and not _is_of_the_line(problem):
            attempts += 1
            retry_after = receipt.retry_after if isinstance(receipt, TryLater) else None
            not_before = self._now() + delay(attempts, self._chance(), retry_after)
        outbox.update(
            change.id,
            after.state,
            not_before=not_before,
            attempts=attempts,
            problem=problem,
            number=receipt.number if isinstance(receipt, Accepted) else "",
            settled_at=self._now() if after.state is ChangeState.SENT else None,
        )

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
        if change is not None and change.state.needs_person and change.problem is not None:
            subject = _subject(change)
            notice = Notice(NoticeKind.NEEDS_YOU, change.ticket_id, change.number, subject, text=change.problem.detail)
            result.notices.append(notice)


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
