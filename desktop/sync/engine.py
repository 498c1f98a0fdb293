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
from desktop.domain.instant import SECOND, Instant
from desktop.domain.notice import Notice
from desktop.sync.backoff import delay
from desktop.sync.outcome import Listener, Outcome
from desktop.sync.pull import Pull, PullResult
from desktop.sync.push import Push, PushResult
from desktop.sync.schedule import LONGEST_WAIT
from desktop.sync.stores import Stores

log = logging.getLogger("sportello.sync")


class Engine:
    """Talks to one server for one account. Used on one thread."""

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
    ) -> None:
        self._stores = stores
        self._listener = listener
        self._now = now
        self._chance = chance
        self._push = Push(stores, connector, listener, me=me, now=now, chance=chance)
        self._pull = Pull(stores, connector, listener, me=me, now=now, ticks=ticks)

    def recover(self) -> None:
        """Call once after a start, before the first run."""
        self._push.recover()

    def run_once(self, stop: Event) -> Outcome:
        """Send what is due, then fetch what is new. `stop` ends it at the next safe point."""
        try:
            return self._run(stop)
        except errors.WorldError as error:
            # Our own disk, before or after the run itself.
            log.info("run ended: %s %s", type(error).__name__, error)
            return Outcome(error)

    def _run(self, stop: Event) -> Outcome:
        held = self._hold_until()
        if held > self._now():
            return Outcome(trouble=errors.ServerBusy(), next_attempt=self._push.next_attempt(), hold_until=held)
        push, pull, trouble = PushResult(), PullResult(), None
        try:
            push = self._push.run(stop)
            self._tell(push.notices)
            trouble = push.trouble
            if trouble is None and not stop.is_set():
                pull = self._pull.run(stop, partial(self._push_between, push, stop))
                self._tell(pull.notices)
                trouble = push.trouble
        except errors.WorldError as error:
            log.info("run ended: %s %s", type(error).__name__, error)
            trouble = error
        hold = self._hold(trouble) if isinstance(trouble, errors.ServerBusy) else 0
        return Outcome(trouble, push.sent, pull.received, self._push.next_attempt(), hold, frozenset(pull.topics))

    def _push_between(self, so_far: PushResult, stop: Event) -> None:
        result = self._push.run(stop)
        so_far.sent += result.sent
        so_far.trouble = result.trouble
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
