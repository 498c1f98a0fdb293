"""How far the pull has come: kept in the cache, moved in the same transaction as the rows it covers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

import msgspec

from desktop.domain.instant import Instant
from desktop.storage.database import Database
from desktop.storage.facts import Facts
from desktop.storage.removals import Removals


class SweepReason(StrEnum):
    """Why everything is fetched again. The first three are a server's 410 (open API), in its words."""

    EPOCH_CHANGED = "epoch-changed"
    SCOPE_CHANGED = "scope-changed"
    CURSOR_EXPIRED = "cursor-expired"
    ASKED = "asked"
    """The person wants the helpdesk to be asked again, or an audit found too much amiss."""


@dataclass(frozen=True, slots=True)
class PullState:
    """Where the pull stands.

    `cursor` is where the change feed goes on. While a sweep (a first sync, or a fresh one after a lost cursor) runs, `page` is its
    next page, `resume_cursor` where the feed starts after it, `done` and `total` count items; `sweeping` says whether one runs.
    `generation` grows with every sweep: what an ended sweep did not see is gone. `pulled_at` is when the data was last known to be whole,
    `audited_at` when that was last compared with the server. `why` a sweep runs is kept while it runs (None: for the first time).

    `held` tickets vanished from the server and wait for the person's word; `sweep_asked` says that a fresh sweep is to begin.
    Both are read from where they are kept, and not saved with the rest.
    """

    cursor: str = ""
    sweeping: bool = False
    page: str = ""
    resume_cursor: str = ""
    done: int = 0
    total: int = 0
    generation: int = 1
    pulled_at: Instant = 0
    first: bool = True
    why: SweepReason | None = None
    audited_at: Instant = 0
    held: int = 0
    sweep_asked: bool = False

    @property
    def asks(self) -> int:
        """How many tickets the person is asked about now: none while the helpdesk is being asked again."""
        return 0 if self.sweeping or self.sweep_asked else self.held


class Cursors:
    """The pull's state in the cache."""

    def __init__(self, database: Database) -> None:
        self._facts = Facts(database)
        self._removals = Removals(database)

    def load(self) -> PullState:
        """The state as last committed."""
        text = self._facts.get("pull")
        state = msgspec.json.decode(text, type=PullState) if text else PullState()
        return replace(state, held=self._removals.held(), sweep_asked=bool(self._facts.get(_ASKED)))

    def save(self, state: PullState) -> None:
        """Keep the state; call it inside the transaction of the rows."""
        self._facts.set("pull", msgspec.json.encode(state).decode())

    def ask_sweep(self, *, wanted: bool = True) -> None:
        """Note that a fresh sweep is wanted (or no longer): the next run begins it."""
        # A fact of its own: a run under way, which knows nothing of the wish, saves its own state over everything else.
        self._facts.set(_ASKED, "1" if wanted else "")


_ASKED = "sweep-asked"
