"""What is told of a schedule: line by line while it happens, in figures afterwards."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Figures:
    """What a schedule was made of."""

    requests: int = 0
    runs: int = 0
    kills: int = 0
    steps: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)

    def add(self, other: Figures) -> None:
        self.requests += other.requests
        self.runs += other.runs
        self.kills += other.kills
        self.steps += other.steps
        self.faults += other.faults
        self.states += other.states

    def told(self, schedules: int, seconds: float) -> str:
        """Figures for a reader."""

        def list_of(counter: Counter[str]) -> str:
            return ", ".join(f"{count} {name}" for name, count in counter.most_common())

        return (
            f"{schedules} schedules in {seconds:.0f} s, {schedules / max(seconds, 0.001):.1f} a second: {self.requests} requests, "
            f"{self.runs} runs, {self.kills} kills\n  faults: {list_of(self.faults)}\n  steps: {list_of(self.steps)}\n"
            f"  states seen: {list_of(self.states)}"
        )


class Log:
    """Line by line, what happened."""

    def __init__(self, now: Callable[[], int]) -> None:
        self.lines: list[str] = []
        self._now = now
        self._start = now()

    def __call__(self, line: str) -> None:
        self.lines.append(f"{(self._now() - self._start) / 1000:10.3f}  {line}")

    def digest(self) -> str:
        return hashlib.sha256("\n".join(self.lines).encode()).hexdigest()
