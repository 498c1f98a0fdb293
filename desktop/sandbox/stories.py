"""Stories: how a ticket goes, from the first sentence to the end, told once in a portal's file and lived many times.

A story is expanded with a machine, an author, somebody of the support staff and a moment; what would lie in the future has not
happened yet, so that recent tickets are open, waiting or answered as they are in life.
"""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.sandbox.office_hours import next_in_office
from desktop.sandbox.portal import Feature, Portal, Table, tables, texts


@dataclass(frozen=True)
class Somebody:
    """A person of the portal's file."""

    id: str
    name: str
    language: str
    company: str
    side: str
    share: int = 1
    """How often this person writes, beside the others of the company."""

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
class Line:
    """What one side said; with `reopens`, the ticket had been closed before and the customer reopens it with these words.

    `after` is how long it took, where the words tell (“tonight we shall see”); else it takes as long as such things take.
    """

    side: str
    text: str
    reopens: bool = False
    after: timedelta | None = None


_ENDS = ("closed", "answered", "waiting", "open")


@dataclass(frozen=True)
class Story:
    """One way a ticket can go. `lines` come after the description; `end` is the kind of status that it comes to rest in.

    `companies` are keys of the portal's file: only there it can happen; none means anywhere.
    """

    language: str
    request_type: str
    families: tuple[str, ...]
    machine_state: str | None
    category: str | None
    priority: str | None
    subjects: tuple[str, ...]
    description: str
    lines: tuple[Line, ...]
    files: tuple[FileOfStory, ...]
    end: str
    companies: tuple[str, ...] = ()


def read_stories(plot: Table) -> list[Story]:
    """The stories of a portal's file. Raises KeyError, TypeError or ValueError where it is wrong."""
    return [_story(entry) for entry in tables(plot["stories"])]


def check_stories(portal: Portal, stories: Sequence[Story]) -> None:
    """Raises ValueError where a story tells what this portal does not have."""
    states, priorities = ({one.id for one in choices} for choices in (portal.machine_states, portal.priorities))
    for story in stories:
        kind = portal.request_type(story.request_type)
        if kind is None:
            raise ValueError(f"a story is of an unknown request type: {story.request_type}")
        for what, value, known in (
            ("category", story.category, {category.id for category in kind.categories}),
            ("priority", story.priority, priorities),
            ("machine state", story.machine_state, states),
        ):
            if value is not None and value not in known:
                raise ValueError(f"the story “{story.subjects[0]}” has an unknown {what}: {value}")
        unknown = [company for company in story.companies if company not in portal.companies]
        if unknown:
            raise ValueError(f"the story “{story.subjects[0]}” happens at unknown companies: {', '.join(unknown)}")
        if kind.machine == "required" and not story.families:
            raise ValueError(f"the story “{story.subjects[0]}” needs a machine and names no family")
        if any(line.reopens for line in story.lines) and not portal.has(Feature.REOPEN):
            raise ValueError(f"the story “{story.subjects[0]}” reopens a ticket, and the feature “reopen” is off")


_SPEAKER = re.compile(r"(support|customer|reopens)(?: \+(\d+)([mhd]))?: ")
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}


def _line(text: str) -> Line:
    """A line of a conversation: `support: …`, `customer: …`, `reopens: …`; `support +20m: …` says how long it took (m, h, d)."""
    found = _SPEAKER.match(text)
    if found is None:
        raise ValueError(f"a line of a conversation begins with support:, customer: or reopens: and not “{text[:30]}”")
    side, number, unit = found.groups()
    after = None if number is None else int(number) * _UNITS[unit]
    return Line("customer" if side == "reopens" else side, text[found.end() :], side == "reopens", after)


def _story(entry: Table) -> Story:
    lines = [_line(text) for text in texts(entry["conversation"])]
    end = str(entry.get("end", "closed"))
    if end not in _ENDS:
        raise ValueError(f"a story ends {', '.join(_ENDS)} and not “{end}”")
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
        str(entry["priority"]) if "priority" in entry else None,
        tuple(texts(entry["subjects"])),
        str(entry["description"]).strip(),
        tuple(lines),
        tuple(files),
        end,
        tuple(texts(entry.get("companies", []))),
    )


@dataclass(frozen=True)
class Step:
    """One thing that happened: a text, or a status reached (`text` is None then). `entry` counts texts, for files."""

    at: datetime
    side: str
    text: str | None
    status: str | None
    entry: int


def steps(
    story: Story,
    opened: datetime,
    until: datetime,
    chance: random.Random,
    rest_days: float | None = None,
    turn: datetime | None = None,
) -> list[Step]:
    """What happened in this story before `until`, in order, in office hours.

    What rests for `rest_days` is closed then; without it, it rests for ever. Nobody of the staff looks at it before its `turn`.
    """
    done: list[Step] = []
    at, status = opened, "new"

    def move(to: str, side: str) -> None:
        nonlocal status
        if status != to:
            done.append(Step(at, side, None, to, 0))
            status = to

    for entry, line in enumerate(story.lines, 1):
        if line.reopens:
            at = next_in_office(at + timedelta(days=chance.uniform(0.2, 4)))
            move("closed", "support")
            at = next_in_office(at + (line.after or timedelta(days=chance.uniform(1, 15))))
            move("open", line.side)
            done.append(Step(at, line.side, line.text, None, entry))
            continue
        at = next_in_office(at + (line.after or _some_time(entry, chance)))
        if line.side == "support" and status == "new":
            at = at if turn is None else max(at, turn)
            move("open", line.side)
            at = next_in_office(at + timedelta(minutes=chance.uniform(5, 50)))
        done.append(Step(at, line.side, line.text, None, entry))
        if line.side == "support":
            move("waiting" if _asks(story, entry) else "answered", line.side)
        elif status != "new":
            # what is added before anybody looked at a ticket leaves it new
            move("open", line.side)
    if story.end != "closed" and rest_days is not None and story.lines:
        at = next_in_office(at + timedelta(days=rest_days * chance.uniform(0.8, 1.3)))
        move("closed", "support")
    elif story.end == "closed":
        at = next_in_office(at + timedelta(days=chance.uniform(0.2, 6)))
        move("closed", chance.choice(("support", "support", "customer")))
    return [step for step in done if step.at < until]


def _some_time(entry: int, chance: random.Random) -> timedelta:
    """How long it usually takes until somebody writes: the first answer comes soon, others the same day or in the next days."""
    if entry == 1:
        return timedelta(hours=chance.uniform(0.3, 5))
    return timedelta(hours=chance.choice((chance.uniform(0.5, 6), chance.uniform(16, 70))))


def _asks(story: Story, entry: int) -> bool:
    """Whether the staff waits for the customer after this line of its own."""
    if story.end == "waiting":
        return True
    following = story.lines[entry] if entry < len(story.lines) else None
    asks = story.lines[entry - 1].text.rstrip().endswith(("?", ";", "…"))
    goes_on = following is not None and following.side == "customer" and not following.reopens
    return (asks or goes_on) and story.end != "answered"


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
