"""Fills an empty helpdesk from its portal's file: companies, people, machines, announcements, and tickets with a life behind them.

The same seed tells the same stories; times are relative to now, so that the portal never looks abandoned. Topping up to very many
tickets goes through the same stories, shortened, in one transaction.
"""

import json
import random
from collections.abc import Mapping
from datetime import datetime, timedelta

from desktop.sandbox.blobs import BlobStore
from desktop.sandbox.clock import stamp
from desktop.sandbox.database import EVERYONE, Transaction
from desktop.sandbox.identifiers import uuid7
from desktop.sandbox.portal import Feature, Portal, PortalError, Table, table, tables, texts
from desktop.sandbox.sessions import hash_password
from desktop.sandbox.specimens import controller_log, document, panel, photo
from desktop.sandbox.stories import Somebody, SomeMachine
from desktop.sandbox.telling import Cast, Fields, Specimen, write_tickets


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
    specimens = _specimens(transaction, portal, blobs, random.Random("specimens"))  # noqa: S311 - to be repeatable
    shares = {companies[name]: int(str(share)) for name, share in table(seeding["shares"]).items()}
    trial = people[[str(entry["email"]) for entry in tables(plot["people"])].index(str(seeding["user"]))]
    cast = Cast(people, machines, contacts, specimens, shares, _words_of_companies(plot, companies), trial)
    told = max(tickets, int(str(seeding["tickets"])))
    write_tickets(transaction, portal, cast, told, chance, in_full=int(str(seeding["tickets"])))


# ---------------------------------------------------------------- companies, people, machines


def _companies(transaction: Transaction, plot: Table, at: datetime, chance: random.Random) -> dict[str, str]:
    ids = {}
    for entry in tables(plot["companies"]):
        ids[str(entry["key"])] = identity = uuid7(at, chance)
        transaction.connection.execute("INSERT INTO companies VALUES (?, ?)", (identity, str(entry["name"])))
    return ids


def _words_of_companies(plot: Table, companies: Mapping[str, str]) -> dict[str, dict[str, list[str]]]:
    """By company's id: what stands in braces of its stories besides the pools, one of them drawn each time."""
    return {
        companies[str(entry["key"])]: {name: texts(pool) for name, pool in table(entry.get("words", {})).items()}
        for entry in tables(plot["companies"])
    }


def _people(
    transaction: Transaction, plot: Table, companies: Mapping[str, str], at: datetime, chance: random.Random
) -> tuple[Somebody, ...]:
    people = []
    for entry in tables(plot["people"]):
        identity, company, role = uuid7(at, chance), companies[str(entry["company"])], str(entry["role"])
        side = "support" if role == "technician" else "customer"
        share = int(str(entry.get("share", 1)))
        person = Somebody(identity, str(entry["name"]), str(entry["language"]), company, side, share)
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
    """Contacts to notify. Those who may only write mail are no business of clients: see `Portal.writer`."""
    found: dict[str, tuple[Fields, ...]] = {}
    for contact in portal.contacts if portal.has(Feature.CONTACTS_TO_NOTIFY) else ():
        identity, company = uuid7(at, chance), companies[contact.company]
        shown = {
            "id": identity,
            "name": contact.name,
            "email": contact.email,
            "phone": contact.phone,
            "role": contact.role,
            "company_id": company,
        }
        transaction.put("contact", identity, company, 1, shown)
        found[company] = (*found.get(company, ()), {"id": identity, "name": contact.name, "email": contact.email})
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
        """`starts_in` and `ends_in` are days from now; `starts_at` and `ends_at` hours of UTC, where the usual ones don't fit."""
        if key not in entry:
            return None
        there = now + timedelta(days=int(str(entry[key])))
        chosen = int(str(entry.get(key.replace("_in", "_at"), hour)))
        return stamp(there.replace(hour=chosen, minute=0, second=0, microsecond=0))

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


def _specimens(
    transaction: Transaction, portal: Portal, blobs: BlobStore, chance: random.Random
) -> dict[str, tuple[Specimen, ...]]:
    contents: dict[tuple[str, str], list[bytes]] = {
        ("photo", "image/jpeg"): [photo(chance) for _ in range(10)],
        ("screen", "image/png"): [panel(chance) for _ in range(8)],
        ("pdf", "application/pdf"): [_offer(chance) for _ in range(10)],
        ("log", "text/plain"): [controller_log(chance) for _ in range(6)],
    }
    for entry in tables(portal.plot.get("papers", [])):
        paper = document(str(entry["title"]), texts(entry["lines"]))
        contents.setdefault((str(entry["kind"]), "application/pdf"), []).append(paper)
    for entry in tables(portal.plot.get("logs", [])):
        log = "\n".join([*texts(entry["lines"]), ""]).encode()
        contents.setdefault((str(entry["kind"]), "text/plain"), []).append(log)
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


# ---------------------------------------------------------------- more tickets


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
    parts = {str(entry["email"]).casefold(): int(str(entry.get("share", 1))) for entry in tables(plot["people"])}
    people = tuple(
        Somebody(
            identity, name, language, company, "support" if role == "technician" else "customer", parts.get(email, 1)
        )
        for identity, name, language, company, role, email in connection.execute(
            "SELECT id, name, language, company_id, role, email FROM people ORDER BY id"
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
    user = str(table(plot["seed"])["user"]).casefold()
    (trial,) = connection.execute("SELECT id FROM people WHERE email = ?", (user,)).fetchone()
    tried = next(person for person in people if person.id == trial)
    return Cast(people, tuple(machines), contacts, {}, shares, _words_of_companies(plot, keys), tried)
