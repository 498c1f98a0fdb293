"""Stories: how a ticket goes, from the first sentence to the end, told once in a portal's file and lived many times.

A story is expanded with a machine, an author, somebody of the support staff and a moment; what would lie in the future has not
happened yet, so that recent tickets are open, waiting or answered as they are in life.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.sandbox.portal import Table, tables, texts


@dataclass(frozen=True)
class Somebody:
    """A person of the portal's file."""

    id: str
    name: str
    language: str
    company: str
    side: str

    @property
    def author(self) -> dict[str, str]:
        """As author on the wire."""
        return {"id": self.id, "name": self.name, "side": self.side}

    @property
    def first_name(self) -> str:
        """How others speak to this person."""
        return self.name.split()[0]


@dataclass(frozen=True)
class SomeMachine:
    """A machine of the portal's file."""

    id: str
    name: str
    family: str
    serial: str
    model: str
    line: str
    site: str
    company: str


@dataclass(frozen=True)
class FileOfStory:
    """A file that belongs to the n-th entry of a story (0: the description)."""

    entry: int
    kind: str
    name: str


@dataclass(frozen=True)
class Story:
    """One way a ticket can go. `lines` are (side, text) after the description; `end` is the status it comes to rest in."""

    language: str
    request_type: str
    families: tuple[str, ...]
    machine_state: str | None
    category: str | None
    subjects: tuple[str, ...]
    description: str
    lines: tuple[tuple[str, str], ...]
    files: tuple[FileOfStory, ...]
    end: str


def read_stories(plot: Table) -> list[Story]:
    """The stories of a portal's file. Raises KeyError, TypeError or ValueError where it is wrong."""
    return [_story(entry) for entry in tables(plot["stories"])]


def _story(entry: Table) -> Story:
    lines: list[tuple[str, str]] = []
    for line in texts(entry["conversation"]):
        side, separator, text = line.partition(": ")
        if not separator or side not in ("support", "customer"):
            raise ValueError(f"a line of a conversation begins with support: or customer: and not “{line[:30]}”")
        lines.append((side, text))
    files = []
    for file in texts(entry.get("files", [])):
        number, kind, name = file.split(" ", 2)
        files.append(FileOfStory(int(number), kind, name))
    return Story(
        str(entry["language"]),
        str(entry["request_type"]),
        tuple(texts(entry.get("families", []))),
        str(entry["machine_state"]) if "machine_state" in entry else None,
        str(entry["category"]) if "category" in entry else None,
        tuple(texts(entry["subjects"])),
        str(entry["description"]).strip(),
        tuple(lines),
        tuple(files),
        str(entry.get("end", "closed")),
    )


@dataclass(frozen=True)
class Step:
    """One thing that happened: a text, or a status reached (`text` is None then). `entry` counts texts, for files."""

    at: datetime
    side: str
    text: str | None
    status: str | None
    entry: int


def steps(story: Story, opened: datetime, until: datetime, chance: random.Random) -> list[Step]:
    """What happened in this story before `until`, in order."""
    done: list[Step] = []
    at, status = opened, "new"

    def move(to: str, side: str) -> None:
        nonlocal status
        if status != to:
            done.append(Step(at, side, None, to, 0))
            status = to

    for entry, (side, text) in enumerate(story.lines, 1):
        hours = (
            chance.uniform(0.3, 5) if entry == 1 else chance.choice((chance.uniform(0.5, 6), chance.uniform(16, 70)))
        )
        at = at + timedelta(hours=hours)
        if side == "support" and status == "new":
            move("open", side)
            at = at + timedelta(minutes=chance.uniform(5, 50))
        done.append(Step(at, side, text, None, entry))
        if side == "customer":
            move("open", side)
        else:
            asks = text.rstrip().endswith(("?", ";", "…")) or (
                entry < len(story.lines) and story.lines[entry][0] == "customer"
            )
            move("waiting" if (asks and story.end != "answered") or story.end == "waiting" else "answered", side)
    if story.end == "closed":
        at = at + timedelta(days=chance.uniform(0.2, 6))
        move("closed", chance.choice(("support", "support", "customer")))
    return [step for step in done if step.at < until]


class Details(dict[str, str]):
    """What stands in a story's braces."""

    def __missing__(self, name: str) -> str:
        raise ValueError(f"a story asks for {{{name}}}, which nothing fills")


def details(
    machine: SomeMachine | None,
    author: Somebody,
    support: Somebody,
    pools: Mapping[str, Sequence[str]],
    chance: random.Random,
) -> Details:
    """Values for one telling: the machine and people, a word from each pool of the file, and some numbers."""
    found = Details({name: chance.choice(pool) for name, pool in pools.items()})
    if machine is not None:
        found |= {"machine": machine.name, "serial": machine.serial, "model": machine.model, "line": machine.line}
        found["site"] = machine.site
    found |= {"author": author.first_name, "support": support.first_name}
    found |= {
        "temp": str(chance.randrange(62, 97)),
        "minutes": str(chance.randrange(3, 25)),
        "hours": str(chance.randrange(900, 14000)),
        "pieces": str(chance.randrange(2, 13)),
        "number": str(chance.randrange(100, 990)),
        "bar": f"{chance.uniform(2, 9):.1f}",
        "photo": str(chance.randrange(1001, 9999)),
    }
    return found
