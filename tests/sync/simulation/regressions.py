"""Seeds that once failed: a list beside this file, always run first."""

from __future__ import annotations

from pathlib import Path

LIST = Path(__file__).with_name("regressions.txt")


def kept() -> list[int]:
    """The seeds of the list; what follows a `#` says what was wrong."""
    lines = (line.partition("#")[0].strip() for line in LIST.read_text(encoding="utf-8").splitlines())
    return [int(line) for line in lines if line]


def keep(seed: int, why: str) -> None:
    """Add a seed, unless the list has it."""
    if seed not in kept():
        words = " ".join(why.split())[:120]
        with LIST.open("a", encoding="utf-8") as file:
            file.write(f"{seed}  # {words}\n")
