"""Tells a portal's stories as tickets: whole rows of the log, many at once, in order of time.

Every story is told once before any is told again; the last ones with their whole conversation and files, the many that only fill the
helpdesk for measuring shortened to three messages.
"""

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.sandbox.clock import stamp
from desktop.sandbox.database import Transaction, compact
from desktop.sandbox.identifiers import uuid7
from desktop.sandbox.office_hours import last_in_office
from desktop.sandbox.portal import Feature, Portal, table, texts
from desktop.sandbox.stories import (
    Details,
    Somebody,
    SomeMachine,
    Step,
    Story,
    check_stories,
    details,
    read_stories,
    steps,
)

SEEDED_DAYS = 545
FIRST_NUMBER = 10001

Fields = Mapping[str, object]


@dataclass(frozen=True)
class Specimen:
    """Bytes that seeded attachments show."""

    sha256: str
    size: int
    mime: str


@dataclass(frozen=True)
class Cast:
    """Who and what the stories can be told with; `words` fill braces in the stories of one company."""

    people: tuple[Somebody, ...]
    machines: tuple[SomeMachine, ...]
    contacts: Mapping[str, tuple[Fields, ...]]
    specimens: Mapping[str, tuple[Specimen, ...]]
    shares: Mapping[str, int]
    words: Mapping[str, Mapping[str, Sequence[str]]]
    trial: Somebody
    """Whom one tries the portal out as."""

    def staff(self) -> list[Somebody]:
        """The support staff."""
        return [person for person in self.people if person.side == "support"]


def write_tickets(
    transaction: Transaction, portal: Portal, cast: Cast, count: int, chance: random.Random, *, in_full: int
) -> None:
    """`count` tickets in order of time; the last `in_full` of them with their whole conversation and files."""
    stories = read_stories(portal.plot)
    check_stories(portal, stories)
    pools = {name: texts(pool) for name, pool in table(portal.plot.get("pools", {})).items()}
    teller = _Teller(transaction, portal, cast, stories, pools, chance)
    every = int(str(table(portal.plot["seed"]).get("recent_every", 10)))
    openings = sorted(_openings(transaction.now, count, chance, every))
    # whoever tries it out always has one that nobody has looked at yet
    rows = (
        row
        for index, opened in enumerate(openings)
        for row in teller.tell(opened, full=index >= count - in_full, author=cast.trial if index == count - 1 else None)
    )
    _append(transaction, rows)
    teller.remember_number()
    transaction.connection.executemany("INSERT INTO blob_uses VALUES (?, ?, ?)", teller.uses)


def _openings(now: datetime, count: int, chance: random.Random, every: int) -> Iterator[datetime]:
    """When tickets were opened: on working days, somewhat more of late, one of `every` so many within the last ten days."""
    for index in range(count):
        if index < 3:  # always some that nobody has looked at yet
            yield now - timedelta(minutes=chance.uniform(3, 15))
            continue
        days = chance.uniform(0, 10) if index % every == 0 else SEEDED_DAYS * chance.random() ** 1.15
        at = now - timedelta(days=days)
        if days > 1:
            at = at.replace(hour=chance.choice((6, 7, 7, 8, 8, 9, 10, 12, 13, 14, 15)), minute=chance.randrange(60))
            at -= timedelta(days=max(0, at.weekday() - 4))
        yield last_in_office(at)


Row = tuple[str, str, str, int, str]


def _append(transaction: Transaction, rows: Iterator[Row]) -> None:
    """New entities at the end of the log, many at once: `Transaction.put` for 400,000 rows would take a minute."""
    connection, tallies = transaction.connection, Counter[tuple[str, str]]()
    # of all positions ever used, not of those still there
    used = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'feed'").fetchone()
    position = 0 if used is None else int(used[0])

    def numbered() -> Iterator[tuple[int, str, str, str, int, str, str]]:
        nonlocal position
        for kind, identity, audience, version, data in rows:
            position += 1
            tallies[audience, kind] += 1
            transaction.link(position, f"{kind} {identity} {audience} upsert {version} {data}", audience, kind)
            yield position, kind, identity, audience, version, transaction.now_text, data

    connection.executemany(
        "INSERT INTO feed (position, type, id, audience, op, version, changed_at, data)"
        " VALUES (?, ?, ?, ?, 'upsert', ?, ?, ?)",
        numbered(),
    )
    for (audience, kind), items in tallies.items():
        transaction.tally(audience, kind, items)


@dataclass(frozen=True)
class _Scene:
    """One telling of a story."""

    story: Story
    id: str
    opened: datetime
    machine: SomeMachine | None
    author: Somebody
    support: Somebody
    words: Details
    happened: list[Step]

    @property
    def status(self) -> str:
        """The kind of status it has come to."""
        return next((step.status for step in reversed(self.happened) if step.status), "new")


class _Teller:
    """Tells stories as rows of the log."""

    def __init__(
        self,
        transaction: Transaction,
        portal: Portal,
        cast: Cast,
        stories: list[Story],
        pools: Mapping[str, list[str]],
        chance: random.Random,
    ) -> None:
        self._now = transaction.now
        self._portal, self._cast, self._pools, self._chance = portal, cast, pools, chance
        self._staff = cast.staff()
        rest = table(portal.plot["seed"]).get("rest_days")
        self._rest_days = None if rest is None else float(str(rest))
        self._turn: datetime | None = None
        self._companies, self._shares = list(cast.shares), list(cast.shares.values())
        self._machines = {company: [m for m in cast.machines if m.company == company] for company in self._companies}
        keys = {name: key for key, name in portal.companies.items()}
        named = transaction.connection.execute("SELECT id, name FROM companies")
        self._keys = {identity: keys.get(name) for identity, name in named}
        self._told: dict[str, list[Story]] = {company: [] for company in self._companies}
        self._fitting = {company: [s for s in stories if self._fits(s, company)] for company in self._companies}
        if not all(self._fitting.values()) or not self._staff:
            raise ValueError("each company needs a story that fits it, and the portal somebody of the staff")
        row = transaction.connection.execute("SELECT value FROM meta WHERE name = 'number'").fetchone()
        self._number = FIRST_NUMBER - 1 if row is None else int(row[0])
        self._transaction = transaction
        self.uses: list[tuple[str, str, str]] = []

    def _fits(self, story: Story, company: str) -> bool:
        speaks = any(p.company == company and p.language == story.language for p in self._cast.people)
        here = not story.companies or self._keys[company] in story.companies
        owns = not story.families or any(m.family in story.families for m in self._machines[company])
        return speaks and here and owns

    def tell(self, opened: datetime, *, full: bool, author: Somebody | None = None) -> Iterator[Row]:
        """One ticket with all that belongs to it, the ticket first; by this customer, or by somebody."""
        chance = self._chance
        company = chance.choices(self._companies, self._shares)[0] if author is None else author.company
        story = self._next_story(company, None if author is None else author.language)
        fitting = [m for m in self._machines[company] if m.family in story.families]
        machine = chance.choice(fitting) if fitting else None
        author = author or chance.choice(self._authors(company, story.language))
        speakers = [person for person in self._staff if person.language == story.language]
        support = chance.choice(speakers or self._staff)
        pools = {**self._pools, **self._cast.words.get(company, {})}
        words = details(machine, author, support, pools, chance)
        happened = steps(story, opened, self._now, chance, self._rest_days, self._turn)
        self._note_turn(happened)
        if not full:
            happened = [step for step in happened if step.text is not None][:2] + [s for s in happened if s.status][-1:]
        self._number += 1
        scene = _Scene(story, uuid7(opened, chance), opened, machine, author, support, words, happened)
        yield self._ticket(scene)
        entries: dict[int, tuple[str | None, str]] = {0: (None, stamp(opened))}
        yield from self._conversation(scene, entries)
        if full:
            yield from self._files(scene, entries)

    def _note_turn(self, happened: Sequence[Step]) -> None:
        """Where tickets are answered strictly in order of arrival, the next one waits until somebody has looked at this one."""
        if self._portal.has(Feature.QUEUE_ORDER):
            self._turn = next((step.at for step in happened if step.status is not None), self._now)

    def _authors(self, company: str, language: str) -> list[Somebody]:
        """Who writes for a company, each as often as their share says."""
        speakers = [p for p in self._cast.people if p.company == company and p.language == language]
        return [person for person in speakers for _ in range(person.share)]

    def _audience(self, author: Somebody) -> str:
        return author.company if self._portal.has(Feature.COMPANY_TICKETS) else author.id

    def _next_story(self, company: str, language: str | None) -> Story:
        """A story, in this language where one is asked for; each is told once before any is told again."""

        def speaks(story: Story) -> bool:
            return language in (None, story.language)

        if not any(speaks(story) for story in self._told[company]):
            self._told[company] = self._chance.sample(self._fitting[company], len(self._fitting[company]))
        left = self._told[company]
        last = next((place for place in reversed(range(len(left))) if speaks(left[place])), None)
        if last is None:
            raise ValueError(f"there is no story in the language of the user to try it out with: {language}")
        return left.pop(last)

    def _ticket(self, scene: _Scene) -> Row:
        story, author, created = scene.story, scene.author, stamp(scene.opened)
        priorities, contacts = self._portal.priorities, self._cast.contacts.get(author.company, ())
        ticket = {
            "id": scene.id,
            "number": str(self._number),
            "subject": self._chance.choice(story.subjects).format_map(scene.words),
            "description": story.description.format_map(scene.words),
            "request_type": story.request_type,
            "category": story.category,
            "machine_id": scene.machine.id if scene.machine else None,
            "machine_state": story.machine_state if scene.machine else None,
            "priority": story.priority or (self._chance.choice(priorities).id if priorities else None),
            "status": self._portal.status_of(scene.status),
            "author": author.author,
            "company_id": author.company,
            "assignee_id": scene.support.id if scene.status != "new" else None,
            "contacts": self._chance.sample(contacts, min(len(contacts), self._chance.choice((0, 0, 0, 1, 2)))),
            "created_at": created,
            "received_at": created,
            "updated_at": stamp(scene.happened[-1].at) if scene.happened else created,
            "version": 1 + len(scene.happened),
        }
        return "ticket", scene.id, self._audience(author), 1 + len(scene.happened), compact(ticket)

    def _conversation(self, scene: _Scene, entries: dict[int, tuple[str | None, str]]) -> Iterator[Row]:
        """The messages; notes in `entries` the id and time of each text, for its files."""
        before, audience = "new", self._audience(scene.author)
        for step in scene.happened:
            message, at = uuid7(step.at, self._chance), stamp(step.at)
            who = scene.support if step.side == "support" else scene.author
            event = None
            if step.status is not None:
                former, later = self._portal.status_of(before), self._portal.status_of(step.status)
                event = {"name": "status", "from": former, "to": later}
                before = step.status
            else:
                entries[step.entry] = (message, at)
            text = "" if step.text is None else step.text.format_map(scene.words)
            yield "message", message, audience, 1, self._message(message, scene.id, who, text, event, at)

    def _message(self, identity: str, ticket: str, who: Somebody, text: str, event: object, at: str) -> str:
        return compact(
            {
                "id": identity,
                "ticket_id": ticket,
                "author": who.author,
                "kind": "reply" if event is None else "event",
                "text": text,
                "html": None,
                "event": event,
                "created_at": at,
                "received_at": at,
            }
        )

    def _files(self, scene: _Scene, entries: Mapping[int, tuple[str | None, str]]) -> Iterator[Row]:
        for file in scene.story.files:
            pool = self._cast.specimens.get(file.kind, ())
            if file.entry not in entries or not pool:
                continue
            message, created = entries[file.entry]
            specimen, identity = self._chance.choice(pool), uuid7(self._now, self._chance)
            attachment = {
                "id": identity,
                "ticket_id": scene.id,
                "message_id": message,
                "sha256": specimen.sha256,
                "name": file.name.format_map(scene.words),
                "size": specimen.size,
                "mime": specimen.mime,
                "created_at": created,
            }
            self.uses.append((specimen.sha256, scene.id, identity))
            yield "attachment", identity, self._audience(scene.author), 1, compact(attachment)

    def remember_number(self) -> None:
        """The next ticket's number follows the last one told."""
        self._transaction.connection.execute(
            "INSERT INTO meta VALUES ('number', ?) ON CONFLICT DO UPDATE SET value = excluded.value",
            (str(self._number),),
        )
