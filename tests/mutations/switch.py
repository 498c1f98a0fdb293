"""What a seeded bug is: a small switch that puts one wrong thing in the place of one right one, and the invariants that this breaks."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from desktop.domain.change_state import ChangeEvent, ChangeState
from tests.sync.simulation.shape import Shape

S, E = ChangeState, ChangeEvent
Patch = pytest.MonkeyPatch
Switch = Callable[[Patch], None]

ANY = 0
"""Among the numbers of `Mutation.breaks`: a mistake that comes to light as such."""


@dataclass(frozen=True)
class Mutation:
    """One bug. `breaks` are the numbers of the invariants of which one must fail, within `seeds` schedules of this shape."""

    name: str
    breaks: frozenset[int]
    switch: Switch
    shape: Shape
    seeds: int = 400


ALONE = Shape(devices=1, second=False, other_account=False, steps=(15, 25), faults=(0.35,), bystanders=False)
ONCE = replace(ALONE, idempotent=True)
PLAIN = replace(ALONE, idempotent=False)

MUTATIONS: list[Mutation] = []


def mutation(
    name: str, *breaks: int, shape: Shape = ONCE, more: dict[str, float] | None = None, seeds: int = 400
) -> Callable[[Switch], Switch]:
    """Enter a switch into the list."""

    def enter(switch: Switch) -> Switch:
        drawn = replace(shape, more=tuple((more or {}).items()))
        MUTATIONS.append(Mutation(name, frozenset(breaks), switch, drawn, seeds))
        return switch

    return enter


def everywhere(patch: Patch, right: object, wrong: object) -> None:
    """Put `wrong` wherever a module of the program or of the simulation knows `right` by some name."""
    found = False
    for name, module in list(sys.modules.items()):
        if name.startswith(("desktop.", "tests.sync.simulation")):
            for key, value in list(vars(module).items()):
                if value is right:
                    patch.setattr(module, key, wrong)
                    found = True
    assert found, right


def owner_of(name: str) -> type:
    """The class in desktop.sync that defines this method itself."""
    for module_name, module in list(sys.modules.items()):
        if module_name.startswith("desktop.sync."):
            for value in vars(module).values():
                if isinstance(value, type) and name in vars(value):
                    return value
    raise LookupError(name)
