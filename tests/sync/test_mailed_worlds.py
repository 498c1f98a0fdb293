"""Small worlds in which the person also sends by e-mail: to helpdesks that know the ids of mails, and to those that do not."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator

import pytest

from tests.sync.simulation import regressions
from tests.sync.simulation.chronicle import Figures
from tests.sync.simulation.device import tidy_room
from tests.sync.simulation.schedule import run_seed
from tests.sync.simulation.shape import WITH_MAIL

SECONDS = float(os.environ.get("SPORTELLO_MAIL_SECONDS", "20"))


@pytest.fixture(autouse=True)
def _tidy() -> Iterator[None]:
    yield
    tidy_room()


def test_what_once_went_wrong_with_mail_does_not_go_wrong_again() -> None:
    for seed in regressions.kept(mail=True):
        result = run_seed(seed, WITH_MAIL)
        assert result.failure is None, result.told


@pytest.mark.slow
@pytest.mark.timeout(SECONDS + 60)
def test_nothing_goes_both_ways_and_what_arrives_is_known(record_property: Callable[[str, object], None]) -> None:
    figures, began = Figures(), time.monotonic()
    done = 0
    while time.monotonic() - began < SECONDS:
        result = run_seed(700_000 + done, WITH_MAIL)
        figures.add(result.figures)
        if result.failure is not None:
            regressions.keep(700_000 + done, str(result.failure), mail=True)
        assert result.failure is None, result.told
        done += 1
    record_property("told", figures.told(done, time.monotonic() - began))
    assert figures.states["mailed"] > 20
