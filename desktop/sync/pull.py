"""Bringing the server's state into the cache.

First a sweep of everything, page by page, usable from the first page on and taken up again after any interruption; from then on the
change feed. The cursor moves in the same transaction as the rows it covers. A cursor that the server no longer knows leads to a fresh
sweep of the cache, and never touches the outbox.
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
from desktop.domain.change import EditTicket, SetStatus
from desktop.domain.change_state import ChangeEvent, step
from desktop.domain.instant import Instant
from desktop.domain.notice import Notice, NoticeKind
from desktop.domain.projection import first_line
from desktop.domain.ticket import Message, Side, Ticket
from desktop.storage.cursors import PullState
from desktop.storage.tickets import Applied
from desktop.sync.outcome import TOPIC_OF, Listener, SyncProgress, Topic
from desktop.sync.stores import Stores

log = logging.getLogger("sportello.pull")

ROWS_AT_ONCE = 200
"""Rows in one transaction: 1,000 kept a reading screen waiting for 36 ms, 200 for 4 ms."""


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

    def run(self, stop: Event, between: Callable[[], None]) -> PullResult:
        """Bring the cache up to date; `between` is called between pages of a sweep, so that sending is not kept waiting."""
        result = PullResult()
        self._catalogue(result)
        state = self._load()
        if not state.cursor and not state.sweeping:
            state = self._begin_sweep(state)
        if state.sweeping:
            state = self._sweep(state, result, stop, between)
        if not state.sweeping:
            try:
                self._feed(state, result, stop)
            except errors.CursorLost as lost:
                log.info("cursor lost (%s): sweeping afresh", lost.code)
                state = self._begin_sweep(self._load())
                state = self._sweep(state, result, stop, between)
                if not state.sweeping:
                    self._feed(state, result, stop)
        self._index(stop)
        return result

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

    def _begin_sweep(self, state: PullState) -> PullState:
        # A first sweep that has to begin again may have brought what is gone by now.
        generation = state.generation if state.first and not state.sweeping else state.generation + 1
        begun = PullState(sweeping=True, generation=generation, pulled_at=state.pulled_at, first=state.first)
        self._stores.write(partial(self._stores.cursors.save, begun))
        return begun

    def _sweep(self, state: PullState, result: PullResult, stop: Event, between: Callable[[], None]) -> PullState:
        started, done_before = self._ticks(), state.done
        pages = 0
        while state.sweeping and not stop.is_set():
            try:
                page = self._connector.snapshot(state.page)
            except errors.CursorLost:
                if not pages and not state.page:
                    raise errors.ServerBroken("the server keeps losing its own snapshot") from None
                # The page we stopped at is gone (the server was restored or tidied up): from the beginning, nothing is lost by that.
                state = self._begin_sweep(state)
                continue
            pages += 1
            state = self._take_page(
                state, page.items, page.resume_cursor or state.resume_cursor, page.next_page, page.total, result
            )
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
            )
        self._apply(slices[-1], (), state, result, sweep_ends=not next_page)
        return replace(state, first=False) if not next_page else state

    def _progress(self, state: PullState, started: float, done_before: int) -> SyncProgress:
        elapsed, done = self._ticks() - started, state.done - done_before
        left = None
        if state.total and done > 0 and elapsed > 1:
            left = max(state.total - state.done, 0) * elapsed / done
        return SyncProgress(state.done, state.total, left)

    # The feed

    def _feed(self, state: PullState, result: PullResult, stop: Event) -> None:
        while not stop.is_set():
            batch = self._connector.changes(state.cursor)
            state = self._take_batch(state, batch, result)
            if not batch.has_more:
                self._confirm_status_changes()
                return

    def _take_batch(self, state: PullState, batch: Batch, result: PullResult) -> PullState:
        upserts = list(batch.upserts)
        while len(upserts) > ROWS_AT_ONCE:
            # Only the last part moves the cursor: an interruption repeats the batch, which is harmless.
            self._apply(upserts[:ROWS_AT_ONCE], (), state, result)
            del upserts[:ROWS_AT_ONCE]
        state = replace(state, cursor=batch.cursor, pulled_at=self._now())
        self._apply(upserts, batch.removals, state, result)
        return state

    # Both

    def _apply(
        self,
        upserts: Sequence[Entity],
        removals: Sequence[Removal],
        state: PullState,
        result: PullResult,
        *,
        sweep_ends: bool = False,
    ) -> None:
        stores = self._stores

        def work() -> tuple[Applied, list[Notice]]:
            with stores.cache.transaction():
                applied = stores.tickets.apply(
                    upserts, removals, me=self._me(), generation=state.generation, first=state.first
                )
                if sweep_ends:
                    if state.generation > 1:
                        stores.tickets.sweep_out(state.generation)
                        # Whatever is shown may be gone.
                        applied.types.update(TOPIC_OF)
                    stores.cursors.save(replace(state, first=False))
                else:
                    stores.cursors.save(state)
                notices = [] if state.first else self._notices(applied)
            self._confirm(upserts)
            return applied, notices

        applied, notices = stores.write(work)
        result.received += len(upserts) + len(removals)
        result.notices += notices
        topics = frozenset(TOPIC_OF[type] for type in applied.types)
        result.topics |= topics
        if topics:
            self._listener.changed(topics, frozenset(applied.ticket_ids))

    def _confirm(self, upserts: Sequence[Entity]) -> None:
        """What stands in the server's own feed is there, whatever we believed. On the writer lane, after the cache's commit."""
        stores = self._stores
        ids = {one.id for one in upserts if isinstance(one, Ticket | Message)}
        waiting = {change.id: change for change in stores.outbox.unsettled() if change.id in ids}
        sent = [id for id in stores.outbox.sent_but_unconfirmed() if id in ids]
        for change_id in (*waiting, *sent):
            change = stores.outbox.get(change_id)
            if change is not None:
                after = step(change.state, ChangeEvent.SEEN_IN_FEED)
                settled_at = change.settled_at or self._now()
                stores.outbox.update(change_id, after.state, settled_at=settled_at)

    def _confirm_status_changes(self) -> None:
        """An accepted closing or reopening has no entity of its own in the feed: a whole pull after it confirms it."""
        stores = self._stores

        def work() -> None:
            for change_id in stores.outbox.sent_but_unconfirmed():
                change = stores.outbox.get(change_id)
                if change is not None and isinstance(change.deed, SetStatus | EditTicket):
                    stores.outbox.update(change_id, step(change.state, ChangeEvent.SEEN_IN_FEED).state)

        stores.write(work)

    def _notices(self, applied: Applied) -> list[Notice]:
        notices = []
        for message in applied.new_replies:
            ticket = self._stores.tickets.ticket(message.ticket_id)
            if ticket is not None and message.author.side is Side.SUPPORT:
                text = first_line(message.text)
                notices.append(
                    Notice(
                        NoticeKind.REPLY,
                        ticket.id,
                        ticket.number,
                        ticket.subject,
                        message.author.name,
                        text,
                        ticket.status,
                    )
                )
        for ticket, _before in applied.status_changes:
            notices.append(Notice(NoticeKind.STATUS, ticket.id, ticket.number, ticket.subject, status=ticket.status))
        return notices

    def _index(self, stop: Event) -> None:
        """Let the search index catch up, in short pieces."""
        while not stop.is_set() and self._stores.write(self._stores.search.index_some):
            pass
