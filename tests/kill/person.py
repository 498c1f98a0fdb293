"""Somebody who works on while the program is killed again and again: writes, attaches, sends, replies."""

from __future__ import annotations

import itertools
import json
import random
import time
import uuid
from dataclasses import replace
from pathlib import Path
from typing import Any

from stage.processes import ROOT, Child, environment, python
from stage.signed_in import SignedInProfile

from tests.kill.diary import Deed, Diary, File, Promise

_PATIENCE = 30.0


class Person:
    """Leads one worker process after the other on the same profile, and keeps the diary."""

    def __init__(self, profile: SignedInProfile, folder: Path, chance: random.Random, name: str = "worker") -> None:
        self.name = name
        self.diary = Diary()
        self.chance = chance
        self.can_write = False
        self.profile = profile
        self.folder = folder
        self._child: Child | None = None
        self._number = 0
        self._asked: dict[int, Promise | dict[str, Any]] = {}
        self._files: list[File] = []
        self._words = itertools.count(1)

    def beside(self, name: str) -> Person:
        """The same person with a second program on the same profile; the diary is one."""
        other = Person(self.profile, self.folder, self.chance, name)
        other.diary, other._words = self.diary, self._words
        return other

    # The process

    def start(self) -> None:
        """Start the program and look whether everything is there that was promised."""
        command = [*python(), str(ROOT / "tests" / "kill" / "worker.py"), str(self.profile.folder)]
        said = self.folder / "said"
        said.mkdir(exist_ok=True)
        self._child = Child(
            f"the {self.name}", command, said / f"{self.name}.log", environment(**self.profile.variables), listens=True
        )
        assert json.loads(self._child.hear(_PATIENCE)) == {"event": "opened"}
        seen = self.look()
        self.diary.compare_after_restart(seen["drafts"], seen["outbox"])

    def kill(self) -> None:
        """Kill the program, then read what it still had said: that was acknowledged."""
        assert self._child is not None
        assert self._child.is_running, self._child.last_words()
        self._child.kill()
        while (line := self._child.heard_already()) is not None:
            self._note(json.loads(line))
        for open_question in self._asked.values():
            if isinstance(open_question, Promise):
                self.diary.doubtful.append(open_question)
        self._asked.clear()
        self._files.clear()
        self._child = None

    def end(self) -> None:
        """Close the program politely."""
        assert self._child is not None
        self._child.close_input()
        assert self._child.wait(20) == 0, self._child.last_words()
        self._child = None

    def leave(self) -> None:
        """Leave nothing running, whatever happened."""
        if self._child is not None:
            self._child.kill()
            self._child = None

    def look(self) -> dict[str, Any]:
        """What the program shows: drafts and outbox."""
        wanted = self._ask({"do": "look"})
        while True:
            answer = self._hear()
            if answer["n"] == wanted:
                self.can_write = answer["can_write"]
                return answer

    def until_sent(self) -> None:
        """Wait until nothing is left that waits to be sent."""
        wanted = self._ask({"do": "rest"})
        while (answer := self._hear())["n"] != wanted:
            pass
        assert answer["left"] == [], f"this can't go on by itself: {answer['left']}"

    def until_written(self) -> None:
        """Wait until everything that was asked for is answered."""
        while self._asked:
            self._hear()

    # The work

    def types(self, saves: int) -> str:
        """Write a new draft, saved again and again."""
        draft = self._new_draft()
        for _ in range(saves):
            draft = draft | {"description": draft["description"] + f" {self.word()}"}
            self._ask({"do": "draft", "draft": draft}, draft)
        return str(draft["id"])

    def attaches(self, *lengths: int) -> None:
        """Take files into the store; they are there for what is sent next with files."""
        for path in [self.records(length) for length in lengths]:
            self._ask({"do": "attach", "path": str(path), "name": path.name}, {})

    def records(self, length: int) -> Path:
        """A new file on this computer."""
        folder = self.folder / "originals"
        folder.mkdir(exist_ok=True)
        path = folder / f"misura {self.word()} – ήχος.mp4"
        path.write_bytes(self.chance.randbytes(length))
        return path

    def sends(self, *, files: bool = False) -> None:
        """Send a draft that is being written, or a new one; with the files attached since the start if `files`."""
        waiting = [draft for draft in self.diary.drafts.values() if draft["id"] not in self._being_sent()]
        go_on = waiting and self.chance.random() < 0.7
        draft = self.chance.choice(waiting) if go_on else self._new_draft() | {"description": self.word()}
        if files:
            draft = draft | {"files": list(self._files)}
        promise = Promise(
            draft["id"], draft["id"], draft["subject"], draft["description"].strip(), tuple(draft["files"]), Deed.OPEN
        )
        self._ask({"do": "open", "draft": draft}, promise)

    def replies(self, *, files: bool = False) -> None:
        """Reply to a ticket that was sent, wherever it is by now."""
        tickets = self.tickets(closed=False)
        if not tickets:
            return
        ticket, text = self.chance.choice(tickets[-4:]), f"Risposta {self.word()} – απάντηση"
        attached = list(self._files) if files else []
        draft = {"ticket_id": ticket, "text": text, "files": attached}
        self._ask({"do": "reply", "draft": draft}, Promise("", ticket, text, "", tuple(attached)))

    def turns(self) -> None:
        """Close a ticket, or reopen a closed one, now and then with a word."""
        tickets = [(ticket, closed) for closed in (True, False) for ticket in self.tickets(closed=closed)[-4:]]
        if not tickets:
            return
        ticket, closed = self.chance.choice(tickets)
        deed = Deed.REOPEN if closed else Deed.CLOSE
        text = f"Parola {self.word()} – λέξη" if self.chance.random() < 0.7 else ""
        self._ask({"do": deed, "ticket": ticket, "text": text}, Promise("", ticket, text, deed=deed))

    def tickets(self, *, closed: bool) -> list[str]:
        """The person's new tickets, as they stand after all that was done to them; what is just being turned is left alone."""
        under_way = {promise.ticket for promise in (*self.asked, *self.diary.doubtful) if promise.is_status}
        known: dict[str, bool] = {}
        for promise in self.diary.sent.values():
            if promise.is_ticket:
                known[promise.ticket] = False
            elif promise.is_status:
                known[promise.ticket] = promise.deed is Deed.CLOSE
        return [ticket for ticket, is_closed in known.items() if is_closed is closed and ticket not in under_way]

    @property
    def asked(self) -> list[Promise]:
        """What the program has not answered yet."""
        return [promise for promise in self._asked.values() if isinstance(promise, Promise)]

    def _new_draft(self) -> dict[str, Any]:
        word = self.word()
        return {
            "id": uuid7(self.chance),
            "request_type": "question",
            "subject": f"Domanda {word} – ερώτηση",
            "description": f"Così {word}",
            "files": [],
        }

    def word(self) -> str:
        """Something that was never said before."""
        return f"n. {next(self._words)}"

    def _being_sent(self) -> set[str]:
        return {promise.id for promise in self.asked}

    # The conversation with the process

    def _ask(self, question: dict[str, Any], about: Promise | dict[str, Any] | None = None) -> int:
        assert self._child is not None
        self._number += 1
        if about is not None:
            self._asked[self._number] = about
        self._child.say(json.dumps(question | {"n": self._number}))
        return self._number

    def _hear(self) -> dict[str, Any]:
        assert self._child is not None
        answer: dict[str, Any] = json.loads(self._child.hear(_PATIENCE))
        self._note(answer)
        return answer

    def _note(self, answer: dict[str, Any]) -> None:
        about = self._asked.pop(answer.get("n", 0), None)
        match about:
            case Promise():
                self.diary.acknowledge(replace(about, id=answer["change"]))
            case dict() if "file" in answer:
                self._files.append(answer["file"])
            case dict() if about:
                self.diary.drafts[about["id"]] = about
            case _:
                pass


def uuid7(chance: random.Random) -> str:
    """An id as the program makes them (RFC 9562): the moment, then chance."""
    moment = time.time_ns() // 1_000_000
    bits = (moment << 80) | (0x7 << 76) | (chance.getrandbits(12) << 64) | (0b10 << 62) | chance.getrandbits(62)
    return str(uuid.UUID(int=bits))
