"""Whatever happens to a few devices, their disks, their clocks, their line and their server: the invariants hold.

20,000 small worlds, or as many as fit in the time that the environment allows (SPORTELLO_SIMULATION_SECONDS, for each of the shards, which
run side by side). `make soak SEEDS=…` lives through any number of them.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.sync.simulation import regressions
from tests.sync.simulation.chronicle import Figures
from tests.sync.simulation.device import tidy_room
from tests.sync.simulation.schedule import run_seed
from tests.sync.simulation.shape import Shape

SHARDS = 4
SCHEDULES = 20_000
SECONDS = float(os.environ.get("SPORTELLO_SIMULATION_SECONDS", "85"))
"""For each shard: two at a time on two cores make three minutes of all."""

Tell = Callable[[str, object], None]


@pytest.fixture(autouse=True)
def _tidy() -> Iterator[None]:
    yield
    tidy_room()


def live_through(seed: int, figures: Figures, shape: Shape | None = None) -> None:
    result = run_seed(seed, shape)
    figures.add(result.figures)
    if result.failure is not None:
        regressions.keep(seed, str(result.failure))
        print(result.told)
        raise AssertionError(f"seed {seed}: {result.failure}") from result.failure


@pytest.mark.slow
@pytest.mark.timeout(SECONDS + 60)
@pytest.mark.parametrize("shard", range(SHARDS))
def test_whatever_happens_nothing_is_lost_and_nothing_comes_twice(shard: int, record_property: Tell) -> None:
    figures, began = Figures(), time.monotonic()
    done = 0
    for seed in range(shard, SCHEDULES, SHARDS):
        if time.monotonic() - began > SECONDS:
            break
        live_through(seed, figures)
        done += 1
    record_property("told", figures.told(done, time.monotonic() - began))
    assert done


@pytest.mark.timeout(60)
def test_what_once_went_wrong_does_not_go_wrong_again() -> None:
    for seed in regressions.kept():
        live_through(seed, Figures())


def test_the_same_seed_tells_the_same_story() -> None:
    first, second = run_seed(7), run_seed(7)
    assert first.failure is second.failure is None
    assert first.log == second.log
    # Another process, in which sets and dictionaries of texts are in another order.
    program = (
        "from tests.sync.simulation.device import tidy_room; from tests.sync.simulation.schedule import run_seed; "
        "print(run_seed(7).digest); tidy_room()"
    )
    told = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONHASHSEED": "4711"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert told.stdout.strip() == first.digest


def test_another_seed_tells_another_story() -> None:
    assert run_seed(7).digest != run_seed(8).digest


def test_the_worlds_are_full_of_trouble() -> None:
    figures = Figures()
    for seed in range(40):
        live_through(seed, figures)
    assert figures.kills > 20
    assert len(figures.faults) > 40
    assert {"queued", "uploading", "uncertain", "sent", "confirmed", "needs-attention", "conflict", "ended"} <= set(
        figures.states
    )
