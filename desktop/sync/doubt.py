"""How long a change has been in doubt, by a clock that nobody can set.

Since when is kept with the change, as an instant of the wall clock, because it has to outlive the program. While the program runs, its own
ticks decide: a wall clock that jumps ahead must not end a quarantine early, and one that is put back must not make it last for a day.
"""

from __future__ import annotations

from collections.abc import Callable

from desktop.domain.change import Change
from desktop.domain.instant import SECOND, Instant

AGREEMENT: Instant = 2 * SECOND
"""Two clocks that differ by less say the same."""


class DoubtClock:
    """Measures doubts. Used on the engine's thread."""

    def __init__(self, ticks: Callable[[], float]) -> None:
        """`ticks` are seconds that only grow."""
        self._ticks = ticks
        self._began: dict[str, float] = {}

    def begin(self, change_id: str, age: Instant = 0) -> None:
        """The doubt about a change is `age` milliseconds old now."""
        self._began[change_id] = self._ticks() - age / SECOND

    def began_at(self, change: Change, now: Instant) -> Instant:
        """Since when it has been in doubt, in terms of the wall clock as it stands now."""
        if change.id not in self._began:
            self.begin(change.id, max(now - change.doubt_at, 0))
        age = int((self._ticks() - self._began[change.id]) * SECOND)
        measured = now - age
        return change.doubt_at if abs(measured - change.doubt_at) < AGREEMENT else measured
