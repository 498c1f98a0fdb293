"""One run: push, then pull. Whoever drives it (window or command line) decides when.

Everything the world can do to a run ends in its `Outcome`; only our own mistakes are raised.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable
from functools import partial
from threading import Event

from desktop import errors
from desktop.connectors.contract import Connector
from desktop.domain.change import Change
from desktop.domain.instant import SECOND, Instant
from desktop.domain.notice import Notice
from desktop.sync.backoff import delay
from desktop.sync.outcome import Listener, Outcome
from desktop.sync.pull import Pull, PullResult
from desktop.sync.push import Push
from desktop.sync.push_round import PushResult
from desktop.sync.schedule import LONGEST_WAIT
from desktop.sync.stores import Stores
from desktop.sync.uploading import InlinePool, Pool, Uploads

log = logging.getLogger("sportello.sync")


class Engine:
    """Talks to one server for one account, while it is the one who does. Used on one thread."""

    def __init__(
        self,
        stores: Stores,
        connector: Connector,
        listener: Listener,
        *,
        me: Callable[[], str],
        now: Callable[[], Instant],
        chance: Callable[[], float] = random.random,
        ticks: Callable[[], float] = time.monotonic,
        pool: Pool | None = None,
        moved: Callable[[], None] = lambda: None,
    ) -> None:
        """`pool` is where files go up (without one: in the run itself); `moved` is called when one has ended and a run should follow."""
        self._stores = stores
        self._connector = connector
        self._listener = listener
        self._now = now
        self._chance = chance
        self._uploads = Uploads(stores, connector, listener, pool or InlinePool(), moved=lambda: self._moved())
        self._moved = moved
        self._push = Push(stores, connector, listener, self._uploads, me=me, now=now, chance=chance, ticks=ticks)
        self._pull = Pull(stores, connector, listener, me=me, now=now, ticks=ticks)

    def when_moved(self, moved: Callable[[], None]) -> None:
        """Call `moved`, on an upload's thread, whenever a file has ended and a run should follow."""
        self._moved = moved

    def pause_uploads(self, paused: bool) -> None:
        """Whether big files wait for a connection that is not paid by the byte. Any thread."""
        self._uploads.pause(paused)

    def send_anyway(self, change_id: str) -> None:
        """The files of this change go, whatever the connection costs. Any thread; a run should follow."""
        self._uploads.send_anyway(change_id)

    def waits_for_line(self, change: Change) -> bool:
        """Whether `pause_uploads` holds this change back. Any thread."""
        return self._uploads.waits_for_line(change)

    def recover(self) -> None:
        """Call once after a start, before the first run. Does nothing while another process sends."""
        if self._stores.write(self._stores.lease.take):
            self._push.recover()

    def close(self) -> None:
        """Wait for what is under way; the connector's `close` has cut it. No run may follow."""
        self._uploads.close()

    def run_once(self, stop: Event) -> Outcome:
        """Send what is due, then fetch what is new. `stop` ends it at the next safe point."""
        try:
            if not self._stores.write(self._stores.lease.take):
                return Outcome(elsewhere=True)
            return self._run(stop)
        except errors.SendsElsewhere:
            log.info("another process took over")
            return Outcome(elsewhere=True)
        except errors.WorldError as error:
            # Our own disk, before or after the run itself.
            log.info("run ended: %s %s", type(error).__name__, error)
            return Outcome(error)

    def _run(self, stop: Event) -> Outcome:
        held = self._hold_until()
        if held > self._now():
            return Outcome(trouble=errors.ServerBusy(), next_attempt=self._push.next_attempt(), hold_until=held)
        push, pull, trouble, hold = PushResult(), PullResult(), None, 0
        try:
            self._push_some(push, stop, has_pulled=False)
            if not stop.is_set():
                pull = self._pull.run(stop, partial(self._push_some, push, stop, has_pulled=False))
                self._push_some(push, stop, has_pulled=True)
        except errors.SendsElsewhere:
            raise
        except errors.WorldError as error:
            log.info("run ended: %s %s", type(error).__name__, error)
            trouble = error
            if isinstance(error, errors.ServerBusy):
                # Kept first: what else is to be done may fail on our own disk.
                hold = self._hold(error)
            if not isinstance(error, errors.StorageError):
                self._pull.catch_up(stop)
        following = self._now() if push.again and trouble is None else self._push.next_attempt()
        return Outcome(
            trouble,
            push.sent,
            pull.received,
            following,
            hold,
            frozenset(pull.topics),
            uploading=self._uploads.under_way,
            vanished=self._stores.write(self._stores.cursors.load).asks,
        )

    def _push_some(self, so_far: PushResult, stop: Event, *, has_pulled: bool) -> None:
        """Send what may go now; raises what stopped it."""
        result = self._push.run(stop, has_pulled=has_pulled)
        so_far.sent += result.sent
        so_far.again = so_far.again or result.again
        self._tell(result.notices)
        if result.trouble is not None:
            raise result.trouble

    def _tell(self, notices: list[Notice]) -> None:
        if notices:
            self._listener.told(tuple(notices))
            notices.clear()

    def _hold_until(self) -> Instant:
        text = self._stores.write(lambda: self._stores.facts.get("hold-until"))
        until = int(text) if text else 0
        return until if until <= self._now() + LONGEST_WAIT else 0

    def _hold(self, busy: errors.ServerBusy) -> Instant:
        """Leave the server alone for as long as it asked, also across a restart."""
        until = self._now() + delay(1, self._chance(), busy.retry_after)
        if busy.retry_after and busy.retry_after * SECOND > 0:
            try:
                self._stores.write(lambda: self._stores.facts.set("hold-until", str(until)))
            except errors.StorageError as error:
                # Then only a restart forgets it.
                log.info("not kept until when to wait: %s %s", type(error).__name__, error)
        return until
