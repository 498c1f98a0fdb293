"""Chance and time of one simulated world: both come from the seed, neither from the machine the simulation runs on."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

from tests.builders import NOON

T = TypeVar("T")

START = NOON + 1_000_000_000


class Chance:
    """Everything that is left to chance."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._ids = 0
        self._seed = seed

    def happens(self, probability: float) -> bool:
        return self._random.random() < probability

    def share(self) -> float:
        """In [0, 1)."""
        return self._random.random()

    def between(self, least: int, most: int) -> int:
        return self._random.randint(least, most)

    def one_of(self, things: Sequence[T]) -> T:
        return things[self._random.randrange(len(things))]

    def weighed(self, weights: Mapping[T, float]) -> T:
        things = [thing for thing, weight in weights.items() if weight > 0]
        return self._random.choices(things, [weights[thing] for thing in things])[0]

    def new_id(self) -> str:
        """Shaped like a UUIDv7; no two of one world are the same."""
        self._ids += 1
        return f"01934f2a-{self._seed >> 32 & 0xFFFF:04x}-7000-8{self._seed & 0xFFF:03x}-{self._ids:012x}"


class WorldClock:
    """The one true time, in milliseconds; it only goes on."""

    def __init__(self) -> None:
        self.at = START

    def go_on(self, milliseconds: int) -> None:
        self.at += max(milliseconds, 0)


class DeviceClock:
    """What a device believes the time to be: the true time and an error that may jump."""

    def __init__(self, world: WorldClock) -> None:
        self._world = world
        self.error = 0
        self.jumps_back = 0
        self.jumps_ahead = 0

    def __call__(self) -> int:
        return self._world.at + self.error

    def jump(self, milliseconds: int) -> None:
        self.error += milliseconds
        if milliseconds < 0:
            self.jumps_back += 1
        else:
            self.jumps_ahead += 1
