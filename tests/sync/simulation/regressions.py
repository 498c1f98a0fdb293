"""Seeds that once failed: a list beside this file, always run first."""

from __future__ import annotations

from pathlib import Path

LIST = Path(__file__).with_name("regressions.txt")


def kept(*, mail: bool = False) -> list[int]:
    """The seeds of the list, of worlds with or without e-mail (`mail` behind the number); what follows a `#` says what was wrong."""
    lines = (line.partition("#")[0].split() for line in LIST.read_text(encoding="utf-8").splitlines())
    return [int(words[0]) for words in lines if words and (words[1:] == ["mail"]) is mail]


def keep(seed: int, why: str, *, mail: bool = False) -> None:
    """Add a seed, unless the list has it."""
    if seed not in kept(mail=mail):
        words = " ".join(why.split())[:120]
        with LIST.open("a", encoding="utf-8") as file:
            file.write(f"{seed}{' mail' if mail else ''}  # {words}\n")
