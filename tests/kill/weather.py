"""What may happen to an exchange on a bad line, and which of it happens to which: decided by a seed alone.

The fate of the n-th request of a shape (method and path, ids left out) depends on nothing but seed, shape and n: requests of other kinds
may come in any order or not at all, as they do when real processes are killed, and the same seed still treats the n-th reply the same.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

_ID = re.compile(r"[0-9A-Za-z_-]*\d[0-9A-Za-z_-]{15,}|\d+")


class Fault(StrEnum):
    """What happens to an exchange."""

    NONE = "passed on"
    DROPPED = "dropped before the server"
    HALF_SENT = "request cut half way"
    LOST_AFTER = "answer lost"
    CUT_INSIDE = "answer cut inside"
    TRUNCATED = "answer made shorter"
    DELAYED = "answer delayed"
    TRICKLED = "trickled both ways"
    DOUBLED = "doubled at once"
    REPEATED = "repeated later"
    HELD = "held back while others passed"
    LATE = "given up, and arrived later"
    BUSY = "503 with Retry-After"
    PAGE_BEFORE = "502 page instead of the server"
    PAGE_AFTER = "504 page though the server did it"


OF_ENDLESS = frozenset({Fault.NONE, Fault.DROPPED, Fault.CUT_INSIDE, Fault.DELAYED, Fault.BUSY, Fault.PAGE_BEFORE})
"""What can happen to a stream of events, of which nobody waits for the end."""

NEVER_ARRIVES = frozenset({Fault.DROPPED, Fault.HALF_SENT, Fault.LATE, Fault.BUSY, Fault.PAGE_BEFORE})
"""What overtakes nobody."""


@dataclass(frozen=True, slots=True)
class Weather:
    """How bad a line is.

    `odds` of each fault (the rest passes), `slowest` the longest wait in seconds that a delay, a trickle or holding back takes,
    `bytes_per_second` of what goes up (0: no limit), `latency` the seconds any answer takes at most in addition.
    """

    odds: Mapping[Fault, float] = field(default_factory=dict)
    slowest: float = 1.0
    bytes_per_second: float = 0.0
    latency: float = 0.0

    @property
    def is_calm(self) -> bool:
        """Nothing at all happens."""
        return not self.odds and not self.bytes_per_second and not self.latency


CALM = Weather()
"""Every byte passes as it is."""


@dataclass(frozen=True, slots=True)
class Fate:
    """`share`, in [0, 1), says where to cut, how long to wait, which of two answers to give."""

    fault: Fault
    share: float
    lag: float
    """In [0, 1): of the latency."""


def fate_of(seed: int, weather: Weather, shape: str, nth: int) -> Fate:
    """What happens to the `nth` request (1, 2, …) of this shape."""
    chance = random.Random(f"{seed} {shape} {nth}")
    drawn, share, lag = chance.random(), chance.random(), chance.random()
    for fault in Fault:
        drawn -= weather.odds.get(fault, 0.0)
        if drawn < 0:
            return Fate(fault, share, lag)
    return Fate(Fault.NONE, share, lag)


def shape_of(method: str, target: str) -> str:
    """Method and path, ids and query left out."""
    path = target.partition("?")[0]
    return f"{method} " + "/".join("*" if _ID.fullmatch(part) else part for part in path.split("/"))
