"""Somebody's script that works with Sportello's command line, and is killed like everything else."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

from stage.processes import Child, environment, python

from tests.kill.diary import Deed, Promise
from tests.kill.person import Person, uuid7

QUEUED = frozenset({0, 4, 5, 6, 11})
"""Exit codes that say: it lies in the outbox. All others say that nothing was queued (desktop/cli/exit_codes.py)."""

_PATIENCE = 60.0


class Script:
    """One command after the other, on the profile and in the diary of `person`, whose program may be running beside."""

    def __init__(self, person: Person) -> None:
        self._person = person
        self._chance = person.chance
        self._child: Child | None = None
        self._promise: Promise | None = None
        self._again: list[str] = []
        self.ended: Counter[int] = Counter()
        """How commands ended that were not killed: exit codes."""

    def begins(self, deed: Deed | None) -> None:
        """Start a command that does this to a ticket; None is a `sync`."""
        match deed:
            case Deed.OPEN:
                self._opens()
            case Deed.REPLY:
                self._replies()
            case Deed.CLOSE | Deed.REOPEN:
                self._turns(deed)
            case None:
                self._starts("sync", *self._chance.choice(((), ("--wait", "2"))))

    def repeats(self) -> bool:
        """Say once more what was killed, under the same id, as a careful script does; False when there is nothing to repeat."""
        if not self._again or self._promise is None:
            return False
        self._starts(*self._again)
        return True

    def ends(self) -> None:
        """Wait for its end, and hear what it says."""
        assert self._child is not None
        self._note(self._child.wait(_PATIENCE))

    def kill(self) -> tuple[str, ...]:
        """Kill it, unless it has ended by itself; what was killed."""
        assert self._child is not None
        if not self._child.is_running:
            self.ends()
            return ()
        self._child.kill()
        self._child = None
        if self._promise is not None:
            self._person.diary.doubtful.append(self._promise)
        return ("command",)

    def leave(self) -> None:
        """Leave nothing running, whatever happened."""
        if self._child is not None:
            self._child.kill()
            self._child = None

    # The commands

    def _opens(self) -> None:
        chance, word = self._chance, self._person.word()
        id, subject, description = uuid7(chance), f"Domanda {word} – ερώτηση", f"Così {word}"
        files = self._attached() if chance.random() < 0.4 else []
        self._promise = Promise(id, id, subject, description, tuple(map(_described, files)), Deed.OPEN)
        said = ("--type", "question", "--subject", subject, "--description", description)
        self._again = ["open", "--id", id, *said, *_attach(files), *self._sending()]
        self._starts(*self._again)

    def _replies(self) -> None:
        ticket, text = self._ticket(closed=False), f"Risposta {self._person.word()} – απάντηση"
        if not ticket:
            self._opens()
            return
        files = self._attached() if self._chance.random() < 0.4 else []
        self._promise = Promise("", ticket, text, "", tuple(map(_described, files)))
        self._starts("reply", ticket, "--text", text, *_attach(files), *self._sending())

    def _turns(self, deed: Deed) -> None:
        ticket = self._ticket(closed=deed is Deed.REOPEN)
        if not ticket:
            self._opens()
            return
        text = f"Parola {self._person.word()} – λέξη" if self._chance.random() < 0.5 else ""
        self._promise = Promise("", ticket, text, deed=deed)
        self._starts(deed, ticket, *(("--text", text) if text else ()), *self._sending())

    def _ticket(self, *, closed: bool) -> str:
        # The person's own program works on the latest ones.
        being_written = {promise.ticket for promise in self._person.asked}
        known = [ticket for ticket in self._person.tickets(closed=closed)[:-4] if ticket not in being_written]
        return self._chance.choice(known[-8:]) if known else ""

    def _attached(self) -> list[Path]:
        return [self._person.records(self._chance.choice((70_000, 5_000_000)))]

    def _sending(self) -> tuple[str, ...]:
        return self._chance.choice(((), (), ("--no-sync",), ("--wait", "1")))

    # The process

    def _starts(self, *words: str) -> None:
        if words[0] == "sync":
            self._promise = None
        if "--id" not in words:
            self._again = []
        said = self._person.folder / "said"
        said.mkdir(exist_ok=True)
        command = [*python(), "-m", "desktop", *words, "--json", "--profile", str(self._person.profile.folder)]
        variables = environment(**self._person.profile.variables)
        self._child = Child("the command line", command, said / "script.log", variables)

    def _note(self, status: int) -> None:
        assert self._child is not None
        self.ended[status] += 1
        lines = []
        while (line := self._child.heard_already()) is not None:
            lines.append(line)
        said: dict[str, Any] = json.loads("\n".join(lines))
        last_words, self._child = self._child.last_words(), None
        assert status not in (1, 2), f"a mistake of ours: {last_words}"
        promise, self._promise, self._again = self._promise, None, []
        if promise is None:
            return
        if status in QUEUED:
            self._person.diary.acknowledge(replace(promise, id=said["change"]["id"]))
        else:
            self._person.diary.refused.append(promise)


def _attach(files: list[Path]) -> tuple[str, ...]:
    return ("--attach", *map(str, files)) if files else ()


def _described(file: Path) -> dict[str, Any]:
    content = file.read_bytes()
    return {"name": file.name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
