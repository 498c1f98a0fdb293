"""What a schedule may be made of."""

from __future__ import annotations

from dataclasses import dataclass

from tests.sync.simulation.line import Fault


@dataclass(frozen=True)
class Shape:
    """Where it says None, chance draws. Tests of single dangers narrow it down."""

    idempotent: bool | None = None
    reply_to_closed: bool | None = None
    devices: int | None = None
    second: bool | None = None
    """Whether a second process runs on the first device."""
    other_account: bool | None = None
    few: int | None = None
    """How many tickets may vanish at once without a question."""
    tickets: tuple[int, int] = (0, 5)
    steps: tuple[int, int] = (15, 40)
    faults: tuple[float, ...] = (0.0, 0.1, 0.2, 0.35)
    only_faults: tuple[Fault, ...] = ()
    only_steps: tuple[str, ...] = ()
    more: tuple[tuple[str, float], ...] = ()
    """Steps with another weight than usual."""
    kills: bool = True
    bystanders: bool = True
    mail: bool = False
    """Whether the person also sends by e-mail; the step for it is "mail"."""


WITH_MAIL = Shape(mail=True, more=(("mail", 8.0), ("run", 16.0), ("person", 16.0)))
"""A person who also sends by e-mail, to helpdesks that know the ids of mails and to those that do not."""
