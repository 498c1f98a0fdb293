"""Bugs of the pull: the cursor, and sweeps (invariants 6 and 7)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from threading import Event

from desktop import errors
from desktop.domain.batch import Batch
from desktop.storage.cursors import PullState, SweepReason
from desktop.storage.removals import Removals
from desktop.sync import vanishing
from desktop.sync.pull import Pull, PullResult
from tests.mutations.switch import ONCE, Patch, mutation

# 6: the cursor


@mutation("the cursor is committed before the rows", 6, more={"kill-run": 15, "staff": 10})
def _(patch: Patch) -> None:
    apply = Pull._apply

    def ahead(self: Pull, *rows: object, **named: object) -> object:
        self._stores.cursors.save(rows[2])  # type: ignore[arg-type]
        return apply(self, *rows, **named)  # type: ignore[arg-type]

    patch.setattr(Pull, "_apply", ahead)


@mutation("the last row of a page is left out", 6)
def _(patch: Patch) -> None:
    take = Pull._take_batch

    def short(self: Pull, state: PullState, batch: Batch, result: PullResult) -> PullState:
        return take(self, state, replace(batch, upserts=batch.upserts[:-1]), result)

    patch.setattr(Pull, "_take_batch", short)


@mutation("a lost cursor is no reason to fetch everything afresh", 6)
def _(patch: Patch) -> None:
    feed = Pull._feed

    def stubborn(self: Pull, state: PullState, result: PullResult, stop: Event) -> PullState:
        try:
            return feed(self, state, result, stop)
        except errors.CursorLost:
            return state

    patch.setattr(Pull, "_feed", stubborn)


# 7: sweeps


def at_a_sweep(patch: Patch, also: Callable[[Pull], None]) -> None:
    begin = Pull._begin_sweep

    def wrong(self: Pull, state: PullState, why: SweepReason | None) -> PullState:
        also(self)
        return begin(self, state, why)

    patch.setattr(Pull, "_begin_sweep", wrong)


SWEEPS = {"scope": 3.0, "epoch": 3.0, "cursor-expired": 3.0, "person": 20.0}


@mutation("a fresh sweep clears the drafts", 7, 8, more=SWEEPS)
def _(patch: Patch) -> None:
    at_a_sweep(patch, lambda self: self._stores.outbox_database.run("DELETE FROM draft"))


@mutation("a fresh sweep clears what asks the person", 7, more=SWEEPS)
def _(patch: Patch) -> None:
    at_a_sweep(
        patch,
        lambda self: self._stores.outbox_database.run(
            "DELETE FROM change WHERE state IN ('needs-attention', 'conflict', 'queued')"
        ),
    )


@mutation("a fresh sweep empties the store of files", 4, 7, 8, more=SWEEPS)
def _(patch: Patch) -> None:
    def empty(self: Pull) -> None:
        for path in self._stores.files._folder.glob("??/*"):
            path.unlink()

    at_a_sweep(patch, empty)


@mutation("the delete brake is off", 7, shape=replace(ONCE, few=2, tickets=(9, 14)), more={"wipe": 6, "run": 20})
def _(patch: Patch) -> None:
    patch.setattr(vanishing, "too_many", lambda vanished, cached: False)


@mutation("the feed's removals are passed over", 7, more={"staff": 15})
def _(patch: Patch) -> None:
    patch.setattr(Removals, "mark", lambda self, removal: None)


@mutation("what a sweep did not see stays", 7, more=SWEEPS | {"staff": 15, "wipe": 2})
def _(patch: Patch) -> None:
    patch.setattr(Removals, "mark_unseen", lambda self, generation, *, also_held: set())
