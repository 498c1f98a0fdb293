"""Every invariant can fail: for each of many seeded bugs, the simulation notices it within a bounded number of schedules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from tests.mutations.switch import ANY, Mutation
from tests.mutations.switches import MUTATIONS
from tests.sync.simulation.device import tidy_room
from tests.sync.simulation.invariants import Broken
from tests.sync.simulation.schedule import Result, run_seed

FIRST = 500_000


@pytest.fixture(autouse=True)
def _tidy() -> Iterator[None]:
    yield
    tidy_room()


def is_what_was_expected(mutation: Mutation, failure: BaseException) -> bool:
    if isinstance(failure, Broken):
        return failure.number in mutation.breaks
    return ANY in mutation.breaks


@pytest.mark.parametrize("mutation", MUTATIONS, ids=[one.name for one in MUTATIONS])
def test_a_seeded_bug_is_noticed(
    mutation: Mutation, monkeypatch: pytest.MonkeyPatch, record_property: Callable[[str, object], None]
) -> None:
    tidy_room()  # its template is made by a right program
    run_seed(FIRST - 1, mutation.shape)
    mutation.switch(monkeypatch)
    others: Counter[str] = Counter()
    for tried in range(1, mutation.seeds + 1):
        result: Result = run_seed(FIRST + tried, mutation.shape)
        if result.failure is None:
            continue
        if is_what_was_expected(mutation, result.failure):
            # The very same schedule goes well without the bug.
            monkeypatch.undo()
            right = run_seed(FIRST + tried, mutation.shape)
            assert right.failure is None, right.told
            record_property("told", f"caught by {result.failure} (schedule {tried})")
            return
        others[str(result.failure)[:80]] += 1
    raise AssertionError(
        f"{mutation.name}: not noticed in {mutation.seeds} schedules; other failures: {others.most_common(3)}"
    )


def test_every_invariant_has_at_least_two_bugs_that_break_it() -> None:
    broken = Counter(number for mutation in MUTATIONS for number in mutation.breaks - {ANY})
    assert len(MUTATIONS) >= 36
    assert all(broken[number] >= 2 for number in range(1, 13)), broken
