"""How long to wait before the next attempt.

The n-th failure waits 2, 4, 8, … seconds, at most 15 minutes, each time lengthened by up to half at random so that clients which
failed together do not come back together. A server that names a time is given at least that time.
"""

from __future__ import annotations

from desktop.domain.instant import MINUTE, SECOND, Instant

FIRST = 2 * SECOND
LONGEST = 15 * MINUTE


def delay(attempts: int, chance: float, retry_after: float | None = None) -> Instant:
    """Milliseconds to wait after the `attempts`-th failure (1, 2, …); `chance` is random in [0, 1), `retry_after` in seconds."""
    grown: int = min(FIRST * 2 ** min(attempts - 1, 20), LONGEST)
    jittered = int(grown * (1 + chance / 2))
    return max(min(jittered, LONGEST), int((retry_after or 0) * SECOND))
