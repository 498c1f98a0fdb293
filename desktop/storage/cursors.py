"""How far the pull has come: kept in the cache, moved in the same transaction as the rows it covers."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from desktop.domain.instant import Instant
from desktop.storage.database import Database
from desktop.storage.facts import Facts


@dataclass(frozen=True, slots=True)
class PullState:
    """Where the pull stands.

    `cursor` is where the change feed goes on. While a sweep (a first sync, or a fresh one after a lost cursor) runs, `page` is its
    next page, `resume_cursor` where the feed starts after it, `done` and `total` count items; `sweeping` says whether one runs.
    `generation` grows with every sweep: what an ended sweep did not see is gone. `pulled_at` is when the data was last known to be whole.
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


class Cursors:
    """The pull's state in the cache."""

    def __init__(self, database: Database) -> None:
        self._facts = Facts(database)

    def load(self) -> PullState:
        """The state as last committed."""
        text = self._facts.get("pull")
        return msgspec.json.decode(text, type=PullState) if text else PullState()

    def save(self, state: PullState) -> None:
        """Keep the state; call it inside the transaction of the rows."""
        self._facts.set("pull", msgspec.json.encode(state).decode())
