"""One schedule: everything that happens in one small world, drawn from one number.

A world has two or three devices of one person, often one of a person of another company, a server in one of its two forms, and bad luck
of a strength of its own. After 15 to 40 steps the bad luck ends, everybody comes to rest, and what must hold is checked; much of it is
checked after every step as well.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from desktop.sync import vanishing
from tests.sync.simulation.chronicle import Figures
from tests.sync.simulation.disk import Disks, Killed
from tests.sync.simulation.invariants import Listening
from tests.sync.simulation.shape import Shape
from tests.sync.simulation.world import World


@dataclass(frozen=True)
class Result:
    """What one seed came to."""

    seed: int
    digest: str
    figures: Figures
    log: tuple[str, ...]
    failure: BaseException | None = None

    @property
    def told(self) -> str:
        """The failure with the log before it."""
        return "\n".join((*self.log, f"seed {self.seed}: {type(self.failure).__name__}: {self.failure}"))


_DISKS = Disks()


def run_seed(seed: int, shape: Shape | None = None) -> Result:
    """Live through one world drawn from a seed."""
    return live(World(seed, shape or Shape()), World.go, seed)


W = TypeVar("W", bound=World)


def live(world: W, story: Callable[[W], None], seed: int = 0) -> Result:
    """Let a story happen in a world. What is not an invariant's failure is a mistake of ours, and a failure all the same."""
    ears = Listening()
    logger = logging.getLogger("sportello")
    level, propagates, few = logger.level, logger.propagate, vanishing.FEW
    logger.addHandler(ears)
    logger.setLevel(logging.DEBUG)
    logger.propagate = False
    vanishing.FEW = world.few
    failure: BaseException | None = None
    try:
        with _DISKS.mounted([device.disk for device in world.devices]):
            try:
                story(world)
            except (Exception, Killed) as error:  # noqa: BLE001 - reported with the seed and its log
                failure = error
            finally:
                for device in world.devices:
                    device.abandon()
    finally:
        vanishing.FEW = few
        logger.removeHandler(ears)
        logger.setLevel(level)
        logger.propagate = propagates
    return Result(seed, world.log.digest(), world.figures, tuple(world.log.lines), failure)
