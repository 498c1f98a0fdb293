"""Running the engine from a command line: once, or again and again for as long as somebody wants to wait.

The engine works on a thread of its own, so that Ctrl+C can cut its line at once; the main thread does all writing to the databases, as
the writer lane does for the window. While another process of this profile does the sending, this one tells its window and watches.
"""

from __future__ import annotations

import logging
import queue
import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from desktop import errors
from desktop.cli.exit_codes import ExitCode
from desktop.cli.opened import Context, Opened
from desktop.cli.window_call import tell_window
from desktop.domain.change import Change
from desktop.domain.instant import SECOND
from desktop.domain.notice import Notice
from desktop.stamps import now
from desktop.sync.backoff import delay
from desktop.sync.engine import Engine
from desktop.sync.outcome import Outcome, SyncProgress, Topic

if TYPE_CHECKING:
    from desktop.connectors.contract import Connector

T = TypeVar("T")

log = logging.getLogger("sportello.cli")

LOOK_SECONDS = 0.2
"""How often the outbox is looked at while another process does the sending."""

ASK_AGAIN_SECONDS = 0.5
"""How often this process asks whether it may send, while another one does."""

TURN_SECONDS = 15.0
"""How long a command waits for its turn at least, where no window was told: other commands take seconds, and none of them may have looked
at the outbox again since this one wrote to it."""

MOST_RUNS_AT_ONCE = 20
"""Runs that follow each other without a pause: joining with what the server has takes two or three."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of it: the last run's outcome, all that was sent and received, and whether somebody ended it."""

    outcome: Outcome
    sent: int
    received: int
    ended_by: ExitCode | None = None
    told_window: bool = False


class Sending:
    """The engine of one open account, driven by one command."""

    def __init__(self, context: Context, opened: Opened) -> None:
        self._context = context
        self._opened = opened
        self._inbox: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._main = threading.get_ident()
        self._stop = threading.Event()
        self._ended_by: ExitCode | None = None
        self._line: Connector | None = None
        self._told_window = False
        self._sent = 0
        self._received = 0

    def run(
        self,
        is_done: Callable[[], bool],
        seconds: float = 0.0,
        *,
        afterwards: Callable[[Connector], None] = lambda _: None,
    ) -> Sent:
        """Sync, and go on for up to `seconds` until `is_done`, waiting as long as back-off and the helpdesk say.

        When all went well, `afterwards` may use the line too, off the main thread; what the world does to it is logged.

        Never raises for what the world does: that is the outcome's trouble. On Ctrl+C and SIGTERM the line is cut, what was under way is
        noted, and the outcome is what there was by then.
        """
        with self._context.signals.told_to(self._wants_to_end):
            if self._context.signals.noted is not None:
                self._end(self._context.signals.noted)
            try:
                self._line = connector = self._opened.connector(self._context, self.write)
            except errors.WorldError as error:
                return self._result(Outcome(error))
            engine = self._opened.workspace.engine(connector, _Listener(self._context), self.write)
            try:
                outcome = self._drive(engine, is_done, seconds)
                if outcome.trouble is None and not outcome.elsewhere and not self._stop.is_set():
                    self._on_thread(partial(_also, afterwards, connector))
                return self._result(outcome)
            finally:
                self._context.output.progress("")
                connector.close()
                self._on_thread(engine.close)

    def write(self, work: Callable[[], T]) -> T:
        """The engine's writer: done on the main thread, waited for on the other."""
        if threading.get_ident() == self._main:
            return work()
        done: Future[T] = Future()
        self._inbox.put(partial(_fulfil, done, work))
        return done.result()

    # Driving

    def _drive(self, engine: Engine, is_done: Callable[[], bool], seconds: float) -> Outcome:
        begun = time.monotonic()
        deadline = begun + seconds
        self._on_thread(partial(_recover, engine))
        failures = runs = 0
        while True:
            outcome = self._on_thread(lambda: engine.run_once(self._stop))
            runs += 1
            self._sent += outcome.sent
            self._received += outcome.received
            failures = failures + 1 if outcome.trouble is not None else 0
            if self._stop.is_set():
                return outcome
            if outcome.elsewhere:
                if not self._told_window:
                    self._told_window = tell_window(self._context.profile.data)
                if not self._watch(is_done, deadline if self._told_window else max(deadline, begun + TURN_SECONDS)):
                    return outcome
                continue
            pause = _pause(outcome, failures)
            if pause is None or (outcome.trouble is None and is_done()):
                return outcome
            at_once = pause <= 0 and runs < MOST_RUNS_AT_ONCE
            if not at_once and time.monotonic() + pause > deadline:
                return outcome
            self._rest(pause)

    def _watch(self, is_done: Callable[[], bool], deadline: float) -> bool:
        """Look on while another process sends; True when it is time to ask whether this one may."""
        ask_at = time.monotonic() + ASK_AGAIN_SECONDS
        while not self._stop.is_set() and not is_done():
            left = min(deadline, ask_at) - time.monotonic()
            if left <= 0:
                return ask_at <= deadline
            self._rest(min(left, LOOK_SECONDS))
        return False

    def _rest(self, seconds: float) -> None:
        """Let time pass, unless somebody wants to end."""
        until = time.monotonic() + seconds
        while not self._stop.is_set() and (left := until - time.monotonic()) > 0:
            self._serve(min(left, 0.5))

    def _on_thread(self, work: Callable[[], T]) -> T:
        """The result of `work`, done on another thread, while this one does the writing that it asks for."""
        done: Future[T] = Future()

        def call() -> None:
            _fulfil(done, work)
            self._inbox.put(lambda: None)

        thread = threading.Thread(target=call, name="network")
        thread.start()
        while not done.done():
            self._serve(0.5)
        thread.join()
        return done.result()

    def _serve(self, seconds: float) -> None:
        """Do the next piece of work that was left here, waiting for it at most so long: systems differ in whether a signal wakes."""
        try:
            work = self._inbox.get(timeout=seconds)
        except queue.Empty:
            return
        work()

    # Ending

    def _wants_to_end(self, code: ExitCode) -> None:
        # In the middle of anything: a note is all that may be left here (SimpleQueue is made for that).
        self._inbox.put(partial(self._end, code))

    def _end(self, code: ExitCode) -> None:
        log.info("asked to end: %s", code.slug)
        self._ended_by = code
        self._stop.set()
        if self._line is not None:
            self._line.close()

    def _result(self, outcome: Outcome) -> Sent:
        return Sent(outcome, self._sent, self._received, self._ended_by, self._told_window)


class _Listener:
    """Shows how far a sweep is to a person who watches; the rest is told at the end."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def changed(self, topics: frozenset[Topic], ticket_ids: frozenset[str]) -> None:
        """See sync.outcome.Listener."""

    def outbox_moved(self) -> None:
        """See sync.outcome.Listener."""

    def progress(self, progress: SyncProgress | None) -> None:
        """See sync.outcome.Listener."""
        if progress is None:
            self._context.output.progress("")
            return
        total = f" of {progress.total:,}" if progress.total else ""
        left = f", {progress.seconds_left:.0f} s left" if progress.seconds_left else ""
        self._context.output.progress(f"{progress.done:,}{total} fetched{left}")

    def told(self, notices: tuple[Notice, ...]) -> None:
        """See sync.outcome.Listener."""


def going(changes: list[Change]) -> list[Change]:
    """Those of `changes` that go by themselves, sooner or later: nobody, and no mail, is waited for with them or one before them."""
    held = {change.ticket_id for change in changes if change.state.stands_still}
    return [change for change in changes if not change.state.is_settled and change.ticket_id not in held]


def _recover(engine: Engine) -> None:
    try:
        engine.recover()
    except errors.WorldError as error:
        # What can't be noted now the run notes itself.
        log.info("not taken up yet: %s %s", type(error).__name__, error)


def _also(afterwards: Callable[[Connector], None], connector: Connector) -> None:
    try:
        afterwards(connector)
    except errors.WorldError as error:
        log.info("not asked any more: %s %s", type(error).__name__, error)


def _pause(outcome: Outcome, failures: int) -> float | None:
    """Seconds until another run makes sense; None when only a person, or another process, can change anything."""
    match outcome.trouble:
        case errors.SignInNeeded() | errors.StorageError() | errors.NotAHelpdesk():
            return None
        case None:
            when = outcome.next_attempt
        case _:
            when = max(outcome.hold_until, now() + delay(failures, random.random()))  # noqa: S311 - scatters retries
    return None if when is None else (when - now()) / SECOND


def _fulfil(done: Future[T], work: Callable[[], T]) -> None:
    """Let whoever waits have the result of `work`, or what it raised."""
    try:
        result = work()
    except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
        done.set_exception(error)
    else:
        done.set_result(result)
