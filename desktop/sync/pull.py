"""Bringing the server's state into the cache.

First a sweep of everything, page by page, usable from the first page on and taken up again after any interruption; from then on the
change feed. The cursor moves in the same transaction as the rows it covers. A cursor that the server no longer knows leads to a fresh
sweep of the cache, and never touches the outbox.

What becomes of what vanished from the server (`vanishing`) is decided when all of a run is known.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from threading import Event

from desktop import errors
from desktop.connectors.contract import Connector
from desktop.domain.batch import Batch, Entity, Removal
from desktop.domain.instant import Instant
from desktop.domain.notice import Notice
from desktop.domain.ticket import Ticket
from desktop.storage.cursors import PullState, SweepReason
from desktop.storage.tickets import Applied
from desktop.sync import audit
from desktop.sync.audit import Audit, Moved, Repair
from desktop.sync.confirming import Confirming
from desktop.sync.news import news_of
from desktop.sync.outcome import TOPIC_OF, Listener, SyncProgress, Topic
from desktop.sync.reoffer import Reoffer
from desktop.sync.stores import Stores
from desktop.sync.vanishing import Vanishing

log = logging.getLogger("sportello.pull")

ROWS_AT_ONCE = 200
"""Rows in one transaction: 1,000 kept a reading screen waiting for 36 ms, 200 for 4 ms."""

AUDIT_TRIES = 3
"""How often in one run the feed is followed to where the server's digest is; on a busy server it goes on meanwhile."""


@dataclass(slots=True)
class PullResult:
    """What a pull brought."""

    received: int = 0
    topics: set[Topic] = field(default_factory=set)
    notices: list[Notice] = field(default_factory=list)


class Pull:
    """Fetches and applies."""

    def __init__(
        self,
        stores: Stores,
        connector: Connector,
        listener: Listener,
        *,
        me: Callable[[], str],
        now: Callable[[], Instant],
        ticks: Callable[[], float],
    ) -> None:
        self._stores = stores
        self._connector = connector
        self._listener = listener
        self._me = me
        self._now = now
        self._ticks = ticks
        self._vanishing = Vanishing(stores)
        self._confirming = Confirming(stores, knows_ids=connector.capabilities.idempotent, me=me, now=now)
        self._reoffer = Reoffer(stores, connector, listener, now=now)
        self._audit = Audit(stores, connector, now=now, ticks=ticks)

    def run(self, stop: Event, between: Callable[[], None]) -> PullResult:
        """Bring the cache up to date; `between` is called between pages of a sweep, so that sending is not kept waiting."""
        result = PullResult()
        try:
            self._drop(stop, result)
            state = self._follow(stop, between, result)
            if not state.sweeping and not stop.is_set():
                result.notices += self._reoffer.run(stop)
                self._audit_if_due(state, result, stop)
        finally:
            # What came before the line broke is news all the same.
            if result.notices:
                self._listener.told(tuple(result.notices))
                result.notices.clear()
        self._index(stop)
        return result

    def catch_up(self, stop: Event) -> None:
        """What can be done without the server: let go what is to go, and make findable what came before the line broke."""
        self._drop(stop, PullResult())
        self._index(stop)

    def _follow(self, stop: Event, between: Callable[[], None], result: PullResult) -> PullState:
        self._catalogue(result)
        state = self._load()
        if state.sweep_asked:
            state = self._begin_sweep(state, SweepReason.ASKED)
        elif not state.cursor and not state.sweeping:
            # Without a cursor nobody says whether the history is still the same: the server may have been restored since the cache broke.
            self._reoffer.begin()
            state = self._begin_sweep(state, None)
        elif state.sweeping and not state.page:
            # Nothing of it has come yet: what an answer brought since it was begun is older than the snapshot that is asked for now, and
            # what the server forgot since, no cursor will tell.
            self._reoffer.begin()
            state = self._begin_sweep(state, state.why)
        if state.sweeping:
            state = self._sweep(state, result, stop, between)
        if not state.sweeping:
            try:
                state = self._feed(state, result, stop)
            except errors.CursorLost as lost:
                state = self._begin_sweep(self._load(), self._why(lost))
                state = self._sweep(state, result, stop, between)
                if not state.sweeping:
                    state = self._feed(state, result, stop)
        return state

    def _load(self) -> PullState:
        return self._stores.write(self._stores.cursors.load)

    def _catalogue(self, result: PullResult) -> None:
        stores = self._stores
        answer = self._connector.catalogue(stores.write(stores.catalogue.tag))
        if answer is not None:
            stores.write(partial(stores.catalogue.save_catalogue, answer.catalogue, answer.tag))
            result.topics.add(Topic.CATALOGUE)
            self._listener.changed(frozenset({Topic.CATALOGUE}), frozenset())

    # The sweep

    def _why(self, lost: errors.CursorLost) -> SweepReason:
        """What the server's refusal of a cursor means; one that it can't even read is from another history too."""
        log.info("cursor lost (%s): sweeping afresh", lost.code)
        if lost.code in ("epoch-changed", "cursor-invalid"):
            self._reoffer.begin()
            return SweepReason.EPOCH_CHANGED
        return SweepReason.SCOPE_CHANGED if lost.code == "scope-changed" else SweepReason.CURSOR_EXPIRED

    def _begin_sweep(self, state: PullState, why: SweepReason | None) -> PullState:
        stores = self._stores
        # Nothing is here that could be gone: unless a sweep began before, or the answer to a send brought it.
        is_bare = state.first and not state.sweeping and stores.write(stores.tickets.removals.has_nothing)
        generation = state.generation if is_bare else state.generation + 1
        if state.sweeping:
            # A sweep that has to begin again goes on for the weightier of its reasons.
            why = min((one for one in (why, state.why) if one is not None), key=list(SweepReason).index, default=None)
        begun = PullState(
            sweeping=True,
            generation=generation,
            pulled_at=state.pulled_at,
            first=state.first,
            why=why,
            held=state.held,
        )

        def work() -> None:
            stores.lease.assure()
            with stores.cache.transaction():
                stores.cursors.ask_sweep(wanted=False)
                stores.cursors.save(begun)

        stores.write(work)
        return begun

    def _sweep(self, state: PullState, result: PullResult, stop: Event, between: Callable[[], None]) -> PullState:
        started, done_before = self._ticks(), state.done
        pages = 0
        while state.sweeping and not stop.is_set():
            try:
                page = self._connector.snapshot(state.page)
            except errors.CursorLost as lost:
                if not pages and not state.page:
                    raise errors.ServerBroken("the server keeps losing its own snapshot") from None
                # The page we stopped at is gone (the server was restored or tidied up): from the beginning, nothing is lost by that.
                state = self._begin_sweep(state, self._why(lost))
                continue
            pages += 1
            state = self._take_page(
                state, page.items, page.resume_cursor or state.resume_cursor, page.next_page, page.total, result
            )
            if not state.sweeping:
                self._drop(stop, result)
            self._listener.progress(self._progress(state, started, done_before) if state.sweeping else None)
            between()
        return state

    def _take_page(
        self,
        state: PullState,
        items: Sequence[Entity],
        resume_cursor: str,
        next_page: str,
        total: int,
        result: PullResult,
    ) -> PullState:
        slices = [items[start : start + ROWS_AT_ONCE] for start in range(0, len(items), ROWS_AT_ONCE)] or [()]
        for part in slices[:-1]:
            state = replace(state, resume_cursor=resume_cursor, done=state.done + len(part), total=total)
            # The page's own address stays: an interruption in its middle repeats it, which is harmless.
            self._apply(part, (), replace(state, done=state.done), result)
        state = replace(
            state, resume_cursor=resume_cursor, page=next_page, done=state.done + len(slices[-1]), total=total
        )
        if not next_page:
            state = replace(
                state,
                sweeping=False,
                cursor=resume_cursor,
                page="",
                resume_cursor="",
                done=0,
                total=0,
                pulled_at=self._now(),
                audited_at=self._now(),
            )
        state = self._apply(slices[-1], (), state, result, sweep_ends=not next_page)
        return replace(state, first=False, why=None) if not next_page else state

    def _progress(self, state: PullState, started: float, done_before: int) -> SyncProgress:
        elapsed, done = self._ticks() - started, state.done - done_before
        left = None
        if state.total and done > 0 and elapsed > 1:
            left = max(state.total - state.done, 0) * elapsed / done
        return SyncProgress(state.done, state.total, left)

    # The feed

    def _feed(self, state: PullState, result: PullResult, stop: Event) -> PullState:
        while not stop.is_set():
            batch = self._connector.changes(state.cursor)
            state = self._take_batch(state, batch, result)
            if not batch.has_more:
                self._drop(stop, result)
                result.notices += self._stores.write(self._confirming.what_is_here)
                break
        return state

    def _take_batch(self, state: PullState, batch: Batch, result: PullResult) -> PullState:
        upserts = list(batch.upserts)
        while len(upserts) > ROWS_AT_ONCE:
            # Only the last part moves the cursor: an interruption repeats the batch, which is harmless.
            self._apply(upserts[:ROWS_AT_ONCE], (), state, result)
            del upserts[:ROWS_AT_ONCE]
        state = replace(state, cursor=batch.cursor, pulled_at=self._now())
        return self._apply(upserts, batch.removals, state, result, run_ends=not batch.has_more)

    # Both

    def _apply(
        self,
        upserts: Sequence[Entity],
        removals: Sequence[Removal],
        state: PullState,
        result: PullResult,
        *,
        sweep_ends: bool = False,
        run_ends: bool = False,
        replacing: bool = False,
    ) -> PullState:
        """One transaction: rows and cursor. At the end of a sweep or of a run of the feed it is decided what becomes of what vanished.

        `replacing`: the entities take the place of whatever is here, however new.
        """
        stores = self._stores

        def work() -> tuple[Applied, list[Notice], PullState]:
            after = state
            # A first sync may take longer than the lease lasts, and sends nothing meanwhile that would renew it.
            stores.lease.assure()
            with stores.cache.transaction():
                if replacing:
                    stores.tickets.distrust(one.id for one in upserts if isinstance(one, Ticket))
                applied = stores.tickets.apply(
                    upserts, removals, me=self._me(), generation=state.generation, first=state.first
                )
                if sweep_ends:
                    self._vanishing.mark_unseen(state, applied)
                    if state.first:
                        stores.catalogue.read_what_is_old(self._now())
                    after = replace(state, first=False, why=None)
                if sweep_ends or run_ends:
                    after = self._vanishing.decide(state, after, applied)
                stores.cursors.save(after)
                notices = [] if state.first else news_of(applied, stores.tickets)
            notices += self._confirming.seen(upserts)
            return applied, notices, after

        applied, notices, after = stores.write(work)
        result.received += len(upserts) + len(removals)
        result.notices += notices
        self._tell_changed(result, frozenset(TOPIC_OF[type] for type in applied.types), frozenset(applied.ticket_ids))
        return after

    def _drop(self, stop: Event, result: PullResult) -> None:
        """Take out what is to go, in short pieces; an interruption leaves the rest for the next time."""
        stores = self._stores

        def work() -> list[str]:
            with stores.cache.transaction():
                return stores.tickets.removals.drop()

        while not stop.is_set():
            gone = stores.write(work)
            if not gone:
                return
            self._tell_changed(result, frozenset({Topic.TICKETS, Topic.MACHINES}), frozenset(gone))

    def _tell_changed(self, result: PullResult, topics: frozenset[Topic], ticket_ids: frozenset[str]) -> None:
        result.topics |= topics
        if topics:
            self._listener.changed(topics, ticket_ids)

    # The audit

    def _audit_if_due(self, state: PullState, result: PullResult, stop: Event) -> None:
        if not self._audit.is_due(state):
            return
        try:
            for _ in range(AUDIT_TRIES):
                try:
                    repair = self._audit.compare(state, stop)
                except Moved:
                    if stop.is_set():
                        return
                    state = self._feed(state, result, stop)
                else:
                    self._put_right(repair, state, result, stop)
                    return
            log.info("audit: the helpdesk was never still for long enough")
            self._audited(state, audit.WHILE_BUSY)
        except (errors.NetworkError, errors.Refused) as error:
            log.info("no audit: %s %s", type(error).__name__, error)
            self._audited(state, audit.AFTER_TROUBLE)
            if isinstance(error, errors.ServerBusy):
                raise  # whatever it was asked, it asked to be left alone

    def _put_right(self, repair: Repair | None, state: PullState, result: PullResult, stop: Event) -> None:
        stores = self._stores
        if repair is None:
            stores.write(stores.cursors.ask_sweep)
        elif repair.is_needed:
            upserts = list(repair.upserts)
            while len(upserts) > ROWS_AT_ONCE:
                self._apply(upserts[:ROWS_AT_ONCE], (), state, result, replacing=True)
                del upserts[:ROWS_AT_ONCE]
            state = self._apply(upserts, repair.removals, state, result, run_ends=True, replacing=True)
            self._drop(stop, result)
        self._audited(state, audit.EVERY)

    def _audited(self, state: PullState, again_in: Instant) -> None:
        """Note when the next audit is due."""
        done = replace(state, audited_at=self._now() - audit.EVERY + again_in)
        self._stores.write(partial(self._stores.cursors.save, done))

    def _index(self, stop: Event) -> None:
        """Let the search index catch up, in short pieces."""
        while not stop.is_set() and self._stores.write(self._stores.search.index_some):
            pass
