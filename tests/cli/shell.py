"""Typing commands: in this process, over the same `main`, with what it wrote and its exit code."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop import cli

PASSPHRASE = "five plain words"


@dataclass(frozen=True, slots=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        """Standard output as the one JSON document that it must be."""
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found


class Shell:
    """A terminal on one profile."""

    def __init__(self, profile: Path, world: pytest.MonkeyPatch, screen: pytest.CaptureFixture[str]) -> None:
        self.profile = profile
        self.passphrase = PASSPHRASE
        self._world = world
        self._screen = screen

    def say(self, *words: str | Path, typed: str | bytes = "") -> Said:
        """`sportello --profile … WORDS`, with `typed` on standard input."""
        raw = typed.encode() if isinstance(typed, str) else typed
        self._world.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))
        if self.passphrase:
            self._world.setenv("SPORTELLO_PASSPHRASE", self.passphrase)
        self._screen.readouterr()
        try:
            code = cli.main(["--profile", str(self.profile), *map(str, words)])
        except SystemExit as end:
            code = int(end.code or 0)
        written = self._screen.readouterr()
        return Said(code, written.out, written.err)

    def ask(self, *words: str | Path, typed: str | bytes = "", code: int = 0) -> dict[str, Any]:
        """The same with --json: the document, after a look at the exit code."""
        said = self.say(*words, "--json", typed=typed)
        assert said.code == code, said
        return said.document
