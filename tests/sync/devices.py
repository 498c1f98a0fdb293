"""One device for tests of the engine: a real account on disk, the real engine, a line to the model server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from desktop.domain.change import Change
from desktop.domain.change_state import ChangeState
from desktop.domain.notice import Notice
from desktop.sync.engine import Engine
from desktop.sync.outcome import Outcome, SyncProgress, Topic
from desktop.sync.stores import Writer, write_here
from tests.builders import OpenAccount, SetClock, an_open_account
from tests.sync.model_server import FaultPlan, ModelConnector, ModelServer, no_faults


@dataclass
class Heard:
    """What the engine told as it went along."""

    topics: set[Topic] = field(default_factory=set)
    notices: list[Notice] = field(default_factory=list)
    progress_values: list[SyncProgress | None] = field(default_factory=list)

    def changed(self, topics: frozenset[Topic], ticket_ids: frozenset[str]) -> None:
        self.topics |= topics

    def outbox_moved(self) -> None:
        pass

    def progress(self, progress: SyncProgress | None) -> None:
        self.progress_values.append(progress)

    def told(self, notices: tuple[Notice, ...]) -> None:
        self.notices += notices


@dataclass
class Device:
    account: OpenAccount
    connector: ModelConnector
    engine: Engine
    heard: Heard

    def sync(self) -> Outcome:
        return self.engine.run_once(Event())

    def state_of(self, change: Change) -> ChangeState:
        kept = self.account.side.views.change(change.id)
        assert kept is not None
        return kept.state

    def settle_down(self, runs: int = 40) -> None:
        """Run, letting time pass, until nothing waits for the clock any more."""
        for _ in range(runs):
            self.connector.signed_in = True
            outcome = self.sync()
            if outcome.trouble is None and outcome.next_attempt is None:
                return
            self.account.clock.go_on(20 * 60 * 1000)
        raise AssertionError(f"not at rest after {runs} runs: {outcome}")


@contextmanager
def a_device(
    folder: Path,
    server: ModelServer,
    faults: FaultPlan = no_faults,
    *,
    clock: SetClock | None = None,
    undo_time: int = 0,
    write: Writer = write_here,
) -> Iterator[Device]:
    """A device whose account lies below `folder`; opening the same folder again is a restart of the program.

    `write` is for tests with several threads, which must not meet on the account's connections.
    """
    with an_open_account(folder, clock=clock, undo_time=undo_time) as account:
        connector = ModelConnector(server, faults)
        heard = Heard()
        engine = account.workspace.engine(connector, heard, write)
        engine.recover()
        yield Device(account, connector, engine, heard)
