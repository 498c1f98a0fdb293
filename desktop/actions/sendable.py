"""The refusal of something that can't be sent as it is."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.rules import Violation
from desktop.errors import WorldError


class NotSendable(WorldError):
    """What the person wrote is not complete; `violations` says where."""

    def __init__(self, violations: Sequence[Violation]) -> None:
        super().__init__(", ".join(f"{one.field}: {one.fault}" for one in violations))
        self.violations = tuple(violations)
