"""Fills an empty helpdesk from its portal's file: companies, people, machines, announcements, and tickets with a life behind them.

The same seed tells the same stories; times are relative to now, so that the portal never looks abandoned. Topping up to very many
tickets goes through the same stories, shortened, in one transaction.
"""

import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.sandbox.blobs import BlobStore
from desktop.sandbox.clock import stamp
from desktop.sandbox.database import EVERYONE, Transaction, compact
from desktop.sandbox.identifiers import uuid7
from desktop.sandbox.portal import Feature, Portal, PortalError, Table, table, tables, texts
from desktop.sandbox.sessions import hash_password
from desktop.sandbox.specimens import controller_log, document, panel, photo
from desktop.sandbox.stories import Details, Somebody, SomeMachine, Step, Story, details, read_stories, steps

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
    """Who and what the stories can be told with."""

    people: tuple[Somebody, ...]
    machines: tuple[SomeMachine, ...]
    contacts: Mapping[str, tuple[Fields, ...]]
    specimens: Mapping[str, tuple[Specimen, ...]]
    shares: Mapping[str, int]

    def staff(self) -> list[Somebody]:
        """The support staff."""
        return [person for person in self.people if person.side == "support"]


def seed(transaction: Transaction, portal: Portal, blobs: BlobStore, chance: random.Random, tickets: int = 0) -> None:
    """Fills the helpdesk unless it is filled; `tickets` when more are wanted than the portal's file says."""
    if transaction.connection.execute("SELECT 1 FROM people LIMIT 1").fetchone() is not None:
        return
    try:
        _seed(transaction, portal, blobs, chance, tickets)
    except (KeyError, TypeError, ValueError) as fault:
        raise PortalError(f"{portal.key}.toml: {type(fault).__name__} {fault}") from fault


def _seed(transaction: Transaction, portal: Portal, blobs: BlobStore, chance: random.Random, tickets: int) -> None:
    plot, seeding = portal.plot, table(portal.plot["seed"])
    long_ago = transaction.now - timedelta(days=3 * 365)
    companies = _companies(transaction, plot, long_ago, chance)
    people = _people(transaction, plot, companies, long_ago, chance)
    machines = _machines(transaction, portal, companies, long_ago, chance)
    contacts = _contacts(transaction, portal, companies, long_ago, chance)
    _notices(transaction, portal, companies, machines, chance)
    specimens = _specimens(transaction, blobs, random.Random("specimens"))  # noqa: S311 - to be repeatable
    shares = {companies[name]: int(str(share)) for name, share in table(seeding["shares"]).items()}
    cast = Cast(people, machines, contacts, specimens, shares)
    told = max(tickets, int(str(seeding["tickets"])))
    write_tickets(transaction, portal, cast, told, chance, in_full=int(str(seeding["tickets"])))


# ---------------------------------------------------------------- companies, people, machines


def _companies(transaction: Transaction, plot: Table, at: datetime, chance: random.Random) -> dict[str, str]:
    ids = {}
    for entry in tables(plot["companies"]):
        ids[str(entry["key"])] = identity = uuid7(at, chance)
        transaction.connection.execute("INSERT INTO companies VALUES (?, ?)", (identity, str(entry["name"])))
    return ids


def _people(
    transaction: Transaction, plot: Table, companies: Mapping[str, str], at: datetime, chance: random.Random
) -> tuple[Somebody, ...]:
    people = []
    for entry in tables(plot["people"]):
        identity, company, role = uuid7(at, chance), companies[str(entry["company"])], str(entry["role"])
        side = "support" if role == "technician" else "customer"
        person = Somebody(identity, str(entry["name"]), str(entry["language"]), company, side)
        row = (
            identity,
            person.name,
            str(entry["email"]).casefold(),
            str(entry["user_name"]).casefold(),
            person.language,
        )
        transaction.connection.execute(
            "INSERT INTO people VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)",
            (*row, role, company, hash_password(str(entry.get("password", "sportello")))),
        )
        shown = {
            "id": identity,
            "name": person.name,
            "side": side,
            "company_id": company if side == "customer" else None,
        }
        transaction.put("person", identity, company if side == "customer" else EVERYONE, 1, shown)
        people.append(person)
    return tuple(people)


def _machines(
    transaction: Transaction, portal: Portal, companies: Mapping[str, str], at: datetime, chance: random.Random
) -> tuple[SomeMachine, ...]:
    machines = []
    for entry in tables(portal.plot.get("machines", [])):
        identity, company = uuid7(at, chance), companies[str(entry["company"])]
        line = str(entry.get("line", ""))
        name, serial, model, site = (str(entry[key]) for key in ("name", "serial", "model", "site"))
        shown = {
            "id": identity,
            "name": name,
            "serial": serial,
            "model": model,
            "manufacturer": str(entry.get("manufacturer", portal.name)),
            "site": site,
            "line": line or None,
            "state": str(entry.get("state", portal.machine_states[0].id)) if portal.machine_states else None,
            "installed_on": str(entry["installed_on"]),
            "company_id": company,
        }
        transaction.put("machine", identity, company, 1, shown)
        family = str(entry["family"])
        machines.append(SomeMachine(identity, name, family, serial, model, line, site, company))
    return tuple(machines)


def _contacts(
    transaction: Transaction, portal: Portal, companies: Mapping[str, str], at: datetime, chance: random.Random
) -> dict[str, tuple[Fields, ...]]:
    found: dict[str, tuple[Fields, ...]] = {}
    for entry in tables(portal.plot.get("contacts", [])):
        identity, company = uuid7(at, chance), companies[str(entry["company"])]
        shown = {
            "id": identity,
            "name": str(entry["name"]),
            "email": str(entry["email"]),
            "phone": entry.get("phone"),
            "role": entry.get("role"),
            "company_id": company,
        }
        transaction.put("contact", identity, company, 1, shown)
        found[company] = (*found.get(company, ()), {"id": identity, "name": shown["name"], "email": shown["email"]})
    return found


# ---------------------------------------------------------------- announcements, services, offerings


def _notices(
    transaction: Transaction,
    portal: Portal,
    companies: Mapping[str, str],
    machines: tuple[SomeMachine, ...],
    chance: random.Random,
) -> None:
    now = transaction.now

    def day(entry: Table, key: str, hour: int) -> str | None:
        if key not in entry:
            return None
        there = now + timedelta(days=int(str(entry[key])))
        return stamp(there.replace(hour=hour, minute=0, second=0, microsecond=0))

    for entry in tables(portal.plot.get("announcements", [])) if portal.has(Feature.ANNOUNCEMENTS) else []:
        names = texts(entry.get("machines", []))
        concerned = [machine for machine in machines if machine.name in names]
        if len(concerned) != len(names):
            raise ValueError(f"an announcement concerns unknown machines: {names}")
        # what names one company's machines is for that company only
        audience = (
            concerned[0].company if concerned else companies[str(entry["company"])] if "company" in entry else EVERYONE
        )
        published = now - timedelta(days=int(str(entry["days_ago"])), hours=2)
        identity = uuid7(published, chance)
        shown = {
            "id": identity,
            "title": str(entry["title"]),
            "text": str(entry["text"]).strip(),
            "kind": str(entry["kind"]),
            "published_at": stamp(published),
            "starts_at": day(entry, "starts_in", 6),
            "ends_at": day(entry, "ends_in", 16),
            "machine_ids": [machine.id for machine in concerned],
        }
        transaction.put("announcement", identity, audience, 1, shown)
    _services(transaction, portal, companies, chance)


def _services(transaction: Transaction, portal: Portal, companies: Mapping[str, str], chance: random.Random) -> None:
    now = transaction.now

    def date(entry: Table, key: str) -> str | None:
        return (now + timedelta(days=int(str(entry[key])))).date().isoformat() if key in entry else None

    for entry in tables(portal.plot.get("services", [])) if portal.has(Feature.SERVICES) else []:
        identity, company = uuid7(now - timedelta(days=700), chance), companies[str(entry["company"])]
        shown = {
            "id": identity,
            "name": str(entry["name"]),
            "description": str(entry["description"]),
            "active_since": date(entry, "since_days"),
            "active_until": date(entry, "until_days"),
            "company_id": company,
        }
        transaction.put("service", identity, company, 1, shown)
    for entry in tables(portal.plot.get("offerings", [])) if portal.has(Feature.OFFERINGS) else []:
        identity = uuid7(now - timedelta(days=600), chance)
        offered = {
            "id": identity,
            "name": str(entry["name"]),
            "description": str(entry["description"]),
            "request_type": entry.get("request_type"),
        }
        transaction.put("offering", identity, EVERYONE, 1, offered)


# ---------------------------------------------------------------- bytes


def _specimens(transaction: Transaction, blobs: BlobStore, chance: random.Random) -> dict[str, tuple[Specimen, ...]]:
    contents = {
        ("photo", "image/jpeg"): [photo(chance) for _ in range(10)],
        ("screen", "image/png"): [panel(chance) for _ in range(8)],
        ("pdf", "application/pdf"): [_offer(chance) for _ in range(10)],
        ("log", "text/plain"): [controller_log(chance) for _ in range(6)],
    }
    made: dict[str, tuple[Specimen, ...]] = {}
    for (kind, mime), files in contents.items():
        hashes = blobs.keep(files)
        made[kind] = tuple(Specimen(sha256, len(content), mime) for sha256, content in zip(hashes, files, strict=True))
    transaction.connection.executemany(
        "INSERT OR IGNORE INTO blobs VALUES (?, ?)", [(s.sha256, s.size) for kind in made.values() for s in kind]
    )
    return made


def _offer(chance: random.Random) -> bytes:
    """An offer or a record of work, as service departments write them."""
    number = chance.randrange(100, 990)
    if chance.random() < 0.5:
        parts = [
            "Guarnizione stelo 45x60x8",
            "Cuscinetto 6208-2RS",
            "Sensore induttivo M12",
            "Filtro olio 10 µm",
            "Cinghia 8M-1200",
        ]
        lines = [
            f"{part}    n. {chance.randrange(1, 6)}    {chance.uniform(18, 420):.2f} EUR"
            for part in chance.sample(parts, 3)
        ]
        return document(f"Offerta {number}", [*lines, "", "Consegna: 5 giorni lavorativi. Validità: 30 giorni."])
    done = [
        "Verificato gioco guide",
        "Sostituito filtro",
        "Controllata pressione",
        "Aggiornato firmware",
        "Prova a carico superata",
    ]
    return document(
        f"Rapporto di intervento {number}", [*chance.sample(done, 4), "", "Il cliente ha presenziato alla prova."]
    )


# ---------------------------------------------------------------- tickets


def top_up(transaction: Transaction, portal: Portal, wanted: int) -> None:
    """More tickets until there are `wanted` of them, in a helpdesk that was filled before."""
    counted = transaction.connection.execute(
        "SELECT coalesce(sum(items), 0) FROM tallies WHERE type = 'ticket'"
    ).fetchone()
    missing = wanted - int(counted[0])
    if missing > 0:
        cast = _cast_again(transaction, portal)
        write_tickets(transaction, portal, cast, missing, random.Random(wanted), in_full=0)  # noqa: S311 - the same


def _cast_again(transaction: Transaction, portal: Portal) -> Cast:
    """The cast of a helpdesk that was filled before."""
    connection, plot = transaction.connection, portal.plot
    people = tuple(
        Somebody(identity, name, language, company, "support" if role == "technician" else "customer")
        for identity, name, language, company, role in connection.execute(
            "SELECT id, name, language, company_id, role FROM people ORDER BY id"
        )
    )
    families = {str(entry["serial"]): str(entry["family"]) for entry in tables(plot.get("machines", []))}
    machines, contacts = [], dict[str, tuple[Fields, ...]]()
    for kind, data in connection.execute(
        "SELECT type, data FROM feed WHERE type IN ('machine', 'contact') AND op = 'upsert' ORDER BY id"
    ):
        told = json.loads(data)
        company = told["company_id"]
        if kind == "contact":
            mine = {"id": told["id"], "name": told["name"], "email": told["email"]}
            contacts[company] = (*contacts.get(company, ()), mine)
        elif told["serial"] in families:
            place = (told["line"] or "", told["site"], company)
            machines.append(
                SomeMachine(told["id"], told["name"], families[told["serial"]], told["serial"], told["model"], *place)
            )
    companies = {name: identity for identity, name in connection.execute("SELECT id, name FROM companies")}
    keys = {str(entry["key"]): companies[str(entry["name"])] for entry in tables(plot["companies"])}
    shares = {keys[key]: int(str(share)) for key, share in table(table(plot["seed"])["shares"]).items()}
    return Cast(people, tuple(machines), contacts, {}, shares)


def write_tickets(
    transaction: Transaction, portal: Portal, cast: Cast, count: int, chance: random.Random, *, in_full: int
) -> None:
    """`count` tickets in order of time; the last `in_full` of them with their whole conversation and files."""
    stories = read_stories(portal.plot)
    pools = {name: texts(pool) for name, pool in table(portal.plot.get("pools", {})).items()}
    teller = _Teller(transaction, portal, cast, stories, pools, chance)
    openings = sorted(_openings(transaction.now, count, chance))
    rows = (row for index, opened in enumerate(openings) for row in teller.tell(opened, full=index >= count - in_full))
    _append(transaction, rows)
    teller.remember_number()
    transaction.connection.executemany("INSERT INTO blob_uses VALUES (?, ?, ?)", teller.uses)


def _openings(now: datetime, count: int, chance: random.Random) -> Iterator[datetime]:
    """When tickets were opened: on working days, somewhat more of late, a tenth of them within the last ten days."""
    for index in range(count):
        if index < 3:  # always some that nobody has looked at yet
            yield now - timedelta(minutes=chance.uniform(3, 15))
            continue
        days = chance.uniform(0, 10) if index % 10 == 0 else SEEDED_DAYS * chance.random() ** 1.15
        at = now - timedelta(days=days)
        if days > 1:
            at = at.replace(hour=chance.choice((6, 7, 7, 8, 8, 9, 10, 12, 13, 14, 15)), minute=chance.randrange(60))
            at -= timedelta(days=max(0, at.weekday() - 4))
        yield at


Row = tuple[str, str, str, int, str]


def _append(transaction: Transaction, rows: Iterator[Row]) -> None:
    """New entities at the end of the log, many at once: `Transaction.put` for 400,000 rows would take a minute."""
    connection, tallies = transaction.connection, Counter[tuple[str, str]]()
    (position,) = connection.execute("SELECT coalesce(max(position), 0) FROM feed").fetchone()

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
        self._companies, self._shares = list(cast.shares), list(cast.shares.values())
        self._machines = {company: [m for m in cast.machines if m.company == company] for company in self._companies}
        self._told: dict[str, list[Story]] = {company: [] for company in self._companies}
        self._fitting = {company: [s for s in stories if self._fits(s, company)] for company in self._companies}
        row = transaction.connection.execute("SELECT value FROM meta WHERE name = 'number'").fetchone()
        self._number = FIRST_NUMBER - 1 if row is None else int(row[0])
        self._transaction = transaction
        self.uses: list[tuple[str, str, str]] = []

    def _fits(self, story: Story, company: str) -> bool:
        speaks = any(p.company == company and p.language == story.language for p in self._cast.people)
        return speaks and (not story.families or any(m.family in story.families for m in self._machines[company]))

    def tell(self, opened: datetime, *, full: bool) -> Iterator[Row]:
        """One ticket with all that belongs to it, the ticket first."""
        chance = self._chance
        company = chance.choices(self._companies, self._shares)[0]
        story = self._next_story(company)
        fitting = [m for m in self._machines[company] if m.family in story.families]
        machine = chance.choice(fitting) if fitting else None
        author = chance.choice([p for p in self._cast.people if p.company == company and p.language == story.language])
        speakers = [person for person in self._staff if person.language == story.language]
        support = chance.choice(speakers or self._staff)
        words = details(machine, author, support, self._pools, chance)
        happened = steps(story, opened, self._now, chance)
        if not full:
            happened = [step for step in happened if step.text is not None][:2] + [s for s in happened if s.status][-1:]
        self._number += 1
        yield from self._rows(story, opened, machine, author, support, words, happened, full)

    def _next_story(self, company: str) -> Story:
        """A story; each is told once before any is told again."""
        if not self._told[company]:
            self._told[company] = self._chance.sample(self._fitting[company], len(self._fitting[company]))
        return self._told[company].pop()

    def _rows(
        self,
        story: Story,
        opened: datetime,
        machine: SomeMachine | None,
        author: Somebody,
        support: Somebody,
        words: Details,
        happened: list[Step],
        full: bool,
    ) -> Iterator[Row]:
        identity, created = uuid7(opened, self._chance), stamp(opened)
        audience = author.company if self._portal.has(Feature.COMPANY_TICKETS) else author.id
        status = next((step.status for step in reversed(happened) if step.status), "new")
        priorities = self._portal.priorities
        contacts = self._cast.contacts.get(author.company, ())
        ticket = {
            "id": identity,
            "number": str(self._number),
            "subject": self._chance.choice(story.subjects).format_map(words),
            "description": story.description.format_map(words),
            "request_type": story.request_type,
            "category": story.category,
            "machine_id": machine.id if machine else None,
            "machine_state": story.machine_state if machine else None,
            "priority": self._chance.choice(priorities).id if priorities else None,
            "status": self._portal.status_of(status),
            "author": author.author,
            "company_id": author.company,
            "assignee_id": support.id if status != "new" else None,
            "contacts": self._chance.sample(contacts, min(len(contacts), self._chance.choice((0, 0, 0, 1, 2)))),
            "created_at": created,
            "received_at": created,
            "updated_at": stamp(happened[-1].at) if happened else created,
            "version": 1 + len(happened),
        }
        yield "ticket", identity, audience, 1 + len(happened), compact(ticket)
        before: str = "new"
        entries: dict[int, tuple[str | None, str]] = {0: (None, created)}
        for step in happened:
            message = uuid7(step.at, self._chance)
            who = support if step.side == "support" else author
            event = None
            if step.status is not None:
                event = {
                    "name": "status",
                    "from": self._portal.status_of(before),
                    "to": self._portal.status_of(step.status),
                }
                before = step.status
            else:
                entries[step.entry] = (message, stamp(step.at))
            text = "" if step.text is None else step.text.format_map(words)
            yield "message", message, audience, 1, self._message(message, identity, who, text, event, stamp(step.at))
        if full:
            yield from self._files(story, identity, audience, entries, words)

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

    def _files(
        self, story: Story, ticket: str, audience: str, entries: Mapping[int, tuple[str | None, str]], words: Details
    ) -> Iterator[Row]:
        for file in story.files:
            pool = self._cast.specimens.get(file.kind, ())
            if file.entry not in entries or not pool:
                continue
            message, created = entries[file.entry]
            specimen, identity = self._chance.choice(pool), uuid7(self._now, self._chance)
            attachment = {
                "id": identity,
                "ticket_id": ticket,
                "message_id": message,
                "sha256": specimen.sha256,
                "name": file.name.format_map(words),
                "size": specimen.size,
                "mime": specimen.mime,
                "created_at": created,
            }
            self.uses.append((specimen.sha256, ticket, identity))
            yield "attachment", identity, audience, 1, compact(attachment)

    def remember_number(self) -> None:
        """The next ticket's number follows the last one told."""
        self._transaction.connection.execute(
            "INSERT INTO meta VALUES ('number', ?) ON CONFLICT DO UPDATE SET value = excluded.value",
            (str(self._number),),
        )
