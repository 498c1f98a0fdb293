"""Decides when the engine runs: at start, when something was done, when the helpdesk calls, every five minutes, when the network or the
computer comes back, and after a failure with growing patience.

The engine runs on the network lane, one run at a time; wishes that come during a run lead to one more run. A second thread listens for the
helpdesk's pokes and does nothing else. The driver also keeps the one truth about the line.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from desktop import errors
from desktop.connectors.contract import Connector
from desktop.domain.change import Change
from desktop.domain.instant import Instant
from desktop.runtime.lane import Lane
from desktop.runtime.link_state import LinkKind, LinkState, kind_of
from desktop.runtime.reachability import NetworkSense, Reachability
from desktop.sync.engine import Engine
from desktop.sync.outcome import Outcome

log = logging.getLogger("sportello.driver")

POLL_SECONDS = 300
"""A lost poke is harmless: the client asks this often anyway."""

ELSEWHERE_SECONDS = 20
"""How often a process asks whether it may send again, while another one of the same profile does."""

FIRST_RETRY_SECONDS = 3
LONGEST_RETRY_SECONDS = 60
"""Patience with the line as a whole. Changes have their own, longer one (sync.backoff)."""

LISTEN_RETRY_SECONDS = 15.0
"""How long the listener waits before it calls again when the line broke, unless a run of the driver finds out sooner that it is back."""


class SyncDriver(QObject):
    """Runs one account's engine."""

    link_changed = Signal(object)
    ran = Signal(object)
    held_changed = Signal()
    """Large files began to wait for another connection, or go on."""

    _poked = Signal()
    _broke = Signal()

    def __init__(
        self,
        engine: Engine,
        connector: Connector,
        network: Lane,
        now: Callable[[], Instant],
        parent: QObject | None = None,
        *,
        reachability: NetworkSense | None = None,
        spare_metered: bool = True,
    ) -> None:
        """`spare_metered`: large files wait while the connection is paid by the byte. The driver closes the `reachability`."""
        super().__init__(parent)
        self._engine = engine
        self._connector = connector
        self._network = network
        self._now = now
        self._stop = threading.Event()
        self._call_again = threading.Event()
        self._running = False
        self._again = False
        self._failures = 0
        self._held_until: Instant = 0
        self._link = LinkState()
        self._listener: threading.Thread | None = None
        self._spare_metered = spare_metered
        self._reachability: NetworkSense = reachability or Reachability(self)
        self._reachability.metered_changed.connect(self._weigh)
        engine.pause_uploads(self._spares)
        self._reachability.came_back.connect(self._try_afresh)
        self._reachability.went_away.connect(self.wake)
        self._poked.connect(self.wake)
        engine.when_moved(self._poked.emit)
        self._broke.connect(self._broken, Qt.ConnectionType.QueuedConnection)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.wake)

    @property
    def link(self) -> LinkState:
        """How the line is now."""
        return self._link

    def start(self) -> None:
        """Take up what the last program left, and run for the first time."""
        # What can't be noted now (a full disk) the first run notes itself.
        self._network.submit(self._engine.recover, failed=lambda error: log.info("not taken up yet: %s", error))
        self.wake()

    @Slot()
    def wake(self) -> None:
        """Run soon; while a run is under way, once more after it."""
        if self._stop.is_set():
            return
        if self._running:
            self._again = True
            return
        self._running, self._again = True, False
        self._timer.stop()
        if self._link.kind in (LinkKind.ONLINE, LinkKind.STARTING):
            self._set_link(kind=LinkKind.SYNCING if self._link.data_at is None else self._link.kind)
        self._network.submit(self._run, self._ended)

    def _run(self) -> Outcome:
        try:
            return self._engine.run_once(self._stop)
        except BaseException:
            self._broke.emit()
            raise

    @Slot()
    def _broken(self) -> None:
        """A mistake of ours ended the run (the lane tells of it): the next one comes all the same, or nothing would be sent any more."""
        self._running = False
        if self._stop.is_set():
            return
        self._failures += 1
        self._set_link(kind=LinkKind.SERVER_DOWN)
        self.wake_at(self._now() + LONGEST_RETRY_SECONDS * 1000)

    def sync_now(self) -> None:
        """The person asks: try at once, whatever patience was left."""
        self._failures = 0
        self.wake()

    def wake_at(self, when: Instant) -> None:
        """Run no later than at `when`."""
        milliseconds = max(when - self._now(), 0) + 5
        if not self._timer.isActive() or self._timer.remainingTime() > milliseconds:
            self._timer.start(int(min(milliseconds, POLL_SECONDS * 1000)))

    def figures(
        self,
        *,
        waiting: int,
        needs_person: int,
        held: int,
        sending: bool,
        data_at: Instant | None,
        vanished: int = 0,
        tight: bool = False,
    ) -> None:
        """What outbox, cache and disk say about themselves, to be told along with the line."""
        self._set_link(
            waiting=waiting,
            needs_person=needs_person,
            held=held,
            sending=sending,
            data_at=data_at,
            vanished=vanished,
            tight=tight,
        )

    def set_spare_metered(self, spare: bool) -> None:
        """Whether large files wait on a metered connection: the person's setting."""
        self._spare_metered = spare
        self._weigh()

    def waits_for_line(self, change: Change) -> bool:
        """Whether the change's files wait for a connection that is not metered."""
        return self._engine.waits_for_line(change)

    def send_anyway(self, change_ids: Iterable[str]) -> None:
        """Let the files of these changes go, whatever the connection costs."""
        for id in change_ids:
            self._engine.send_anyway(id)
        self.held_changed.emit()
        self.wake()

    @property
    def _spares(self) -> bool:
        return self._spare_metered and self._reachability.is_metered

    @Slot()
    def _weigh(self) -> None:
        """The connection or the setting is another: hold large files back, or let them go on."""
        self._engine.pause_uploads(self._spares)
        self.held_changed.emit()
        self.wake()

    def close(self) -> None:
        """Stop everything under way; the network lane is closed by its owner after this."""
        self._stop.set()
        self._call_again.set()
        self._timer.stop()
        self._reachability.close()
        self._connector.close()
        if self._listener is not None:
            self._listener.join()
        self._network.submit(self._engine.close)

    @Slot()
    def _try_afresh(self) -> None:
        self._failures = 0
        self.wake()

    def _ended(self, outcome: Outcome) -> None:
        self._running = False
        if self._stop.is_set():
            return
        if outcome.elsewhere:
            self._set_link(kind=LinkKind.ELSEWHERE, detail="")
            self.ran.emit(outcome)
            self.wake_at(self._now() + ELSEWHERE_SECONDS * 1000)
            return
        trouble = outcome.trouble
        kind = kind_of(trouble, network_present=self._reachability.has_network)
        detail = str(trouble) if trouble is not None else ""
        was = self._link.kind
        self._set_link(kind=kind, since=self._link.since if kind is was else self._now(), detail=detail)
        self.ran.emit(outcome)
        if trouble is None:
            if was is not kind:
                self._call_again.set()
            self._failures = 0
            self._listen()
        elif not outcome.hold_until or outcome.hold_until != self._held_until:
            # A run that only found that the helpdesk still wants to be left alone asked nothing, and is no failure.
            self._failures += 1
        self._held_until = outcome.hold_until
        self._plan(outcome)

    def _plan(self, outcome: Outcome) -> None:
        if isinstance(outcome.trouble, errors.SignInNeeded):
            return  # nothing is tried until the person has signed in
        if self._again:
            self.wake()
            return
        seconds: float = POLL_SECONDS
        if outcome.trouble is not None:
            seconds = min(FIRST_RETRY_SECONDS * 2 ** min(self._failures - 1, 10), LONGEST_RETRY_SECONDS)
        when = self._now() + int(seconds * 1000)
        if outcome.hold_until:
            # One that is busy and names no time (or a short one, again and again) is asked less and less often all the same.
            when = max(outcome.hold_until, when)
        elif outcome.next_attempt is not None and outcome.trouble is None:
            when = min(when, outcome.next_attempt)
        # A timer that runs already was started during this run, by somebody who wants to be served sooner.
        self.wake_at(when)

    def _listen(self) -> None:
        if self._listener is None and self._connector.capabilities.pokes:
            self._listener = threading.Thread(target=self._hear, name="pokes")
            self._listener.start()

    def _hear(self) -> None:
        while not self._stop.is_set():
            self._call_again.clear()
            try:
                # What changed between the last run and the moment in which the line stands was told to nobody: it is asked for.
                for _ in self._connector.pokes("", self._poked.emit):
                    if self._stop.is_set():
                        return
                    self._poked.emit()
            except errors.WorldError as error:
                log.info("listening ended: %s %s", type(error).__name__, error)
            if not self._stop.is_set():
                self._call_again.wait(LISTEN_RETRY_SECONDS)

    def _set_link(self, **parts: object) -> None:
        fresh = replace(self._link, **parts)  # type: ignore[arg-type]  # names and types are those of LinkState
        if fresh != self._link:
            self._link = fresh
            self.link_changed.emit(fresh)
