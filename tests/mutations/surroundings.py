"""Bugs towards what is around: other processes and accounts, a busy server, broken files (invariants 9 to 11)."""

from __future__ import annotations

import sys
from dataclasses import replace

from desktop.connectors.contract import Connector
from desktop.domain.change_state import TABLE, Step
from desktop.storage import cache, restore, restored
from desktop.storage.lease import LENGTH, NAME, Lease
from desktop.sync import backoff
from desktop.sync.engine import Engine
from tests.mutations.switch import ANY, ONCE, E, Patch, S, everywhere, mutation, owner_of
from tests.sync.simulation.line import Fault, Line

# 9: one dispatcher, accounts apart


TWO = replace(ONCE, second=True, bystanders=True, faults=(0.2,))


@mutation("everybody gets the lease", 9, shape=TWO, more={"run": 30, "person": 20}, seeds=1000)
def _(patch: Patch) -> None:
    patch.setattr(Lease, "take", lambda lease: True)


@mutation("a lease never ends", 6, 9, shape=TWO, more={"kill-run": 10})
def _(patch: Patch) -> None:
    def take(lease: Lease) -> bool:
        database = lease._database
        row = database.one("SELECT holder FROM lease WHERE name = ?", (NAME,))
        if row is None:
            database.run(
                "INSERT INTO lease (name, holder, signed, until, beat) VALUES (?, ?, 1, ?, 1)",
                (NAME, lease._holder, lease._now() + LENGTH),
            )
        return row is None or row[0] == lease._holder

    patch.setattr(Lease, "take", take)


@mutation("two accounts share a line", 1, 8, 9, shape=replace(ONCE, other_account=True))
def _(patch: Patch) -> None:
    build = Engine.__init__

    def wrong(self: Engine, stores: object, connector: Connector, *others: object, **named: object) -> None:
        assert isinstance(connector, Line)
        world = connector._world
        shared = vars(world).setdefault("shared_line", connector)
        build(self, stores, shared, *others, **named)  # type: ignore[arg-type]

    patch.setattr(Engine, "__init__", wrong)


# 10: patience


@mutation("nobody writes down until when the server wants to be left alone", 10)
def _(patch: Patch) -> None:
    patch.setattr(Engine, "_hold", lambda engine, busy: 0)


@mutation("Retry-After is not listened to", 10)
def _(patch: Patch) -> None:
    right = backoff.delay
    everywhere(patch, right, lambda attempts, chance, retry_after=None: right(attempts, chance))


@mutation("there is no back-off", 10)
def _(patch: Patch) -> None:
    everywhere(patch, backoff.delay, lambda attempts, chance, retry_after=None: int((retry_after or 0) * 1000))


@mutation(
    "a second file's shorter wait replaces the first one's",
    10,
    shape=replace(ONCE, faults=(0.5,), only_faults=(Fault.BUSY, Fault.BROKEN_BEFORE, Fault.BROKEN_AFTER)),
    more={"person": 30, "run": 20},
    seeds=1500,
)
def _(patch: Patch) -> None:
    module = sys.modules[owner_of("_move").__module__]
    patch.setattr(module, "LONGEST_WAIT", -(10**15))


# 11: sound after anything


@mutation("a broken cache is not begun anew", ANY, 11, more={"cache-broken": 10})
def _(patch: Patch) -> None:
    everywhere(patch, cache.open_cache, cache._open)


@mutation("an outbox is restored without a word", 1, 8, 11, more={"outbox-broken": 8, "tidy": 8, "person": 25})
def _(patch: Patch) -> None:
    everywhere(patch, restored.save_restored, lambda facts, report: None)


@mutation(
    "what comes from a copy of the outbox goes at once", 1, 11, more={"outbox-broken": 8, "tidy": 8, "person": 25}
)
def _(patch: Patch) -> None:
    for state in S:
        if (state, E.RESTORED) in TABLE:
            patch.setitem(TABLE, (state, E.RESTORED), Step(S.QUEUED))


@mutation(
    "a mended outbox forgets which numbers were given out", ANY, 11, more={"outbox-broken": 8, "tidy": 8, "person": 25}
)
def _(patch: Patch) -> None:
    patch.setattr(restore._Builder, "_number_on", lambda builder: None)
