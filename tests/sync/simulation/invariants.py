"""The invariants of assurance.md that concern the engine, by their numbers; each is checked against the ledgers and the server's memory.

 1  every sent change is alive in the outbox, confirmed as exactly one object on the server, or ended by the person
 2  at most one effect per change id (on a server without idempotency: as long as its bounds hold)
 3  order within a ticket is kept; tickets do not block each other
 4  bytes and texts at the server are those of "send"
 5  no message without its ticket, no reference without its bytes
 6  the cursor is never ahead of the data; at rest, client and server agree within bounded runs and requests
 7  a fresh sweep touches neither outbox nor drafts nor files; what was deleted does not come back
 8  what the screens say was sent was sent; nothing typed is lost
 9  one dispatcher per account; nothing crosses accounts
10  Retry-After and back-off are obeyed, also across restarts
11  both databases are sound after any crash; a broken cache is rebuilt by itself
12  no secret in logs or in what is told

Nothing here uses the engine: rows are read from the files by SQL, times and orders come from the simulation's own books.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.domain.catalogue import StatusKind
from desktop.domain.change import SetStatus
from desktop.domain.ticket import Attachment, Message, Ticket
from desktop.storage.database import Database
from tests.sync.simulation.ledger import SETTLED, Kind, Ledger, Paper, Raw, RawChange, Sheet, Wish, in_order, rank
from tests.sync.simulation.server import Company, Server

if TYPE_CHECKING:
    from tests.sync.simulation.device import Device

KEPT = 30 * 24 * 3600 * 1000
"""How long the outbox remembers what was sent, in milliseconds."""

DAY = 24 * 3600 * 1000

SECRETS = ("access-canary-4711", "refresh-canary-4711", "password-canary-4711", "6b" * 32)
"""Tokens, a password and the databases' key in hex, as the template has them."""


class Broken(AssertionError):
    """An invariant does not hold."""

    def __init__(self, number: int, what: str) -> None:
        super().__init__(f"invariant {number}: {what}")
        self.number = number


# Reading the files


def read_outbox(database: Database) -> Raw:
    """The outbox as it lies on the disk."""
    changes = {}
    for id, ticket_id, kind, state, deed, problem, settled_at in database.rows(
        "SELECT id, ticket_id, kind, state, deed, problem, settled_at FROM change ORDER BY sequence"
    ):
        fields = json.loads(str(deed))
        changes[str(id)] = RawChange(
            str(id),
            str(ticket_id),
            _kind(str(kind), fields),
            str(state),
            _texts(str(kind), fields),
            _papers(fields),
            json.loads(str(problem))["code"] if problem else "",
            int(str(settled_at)),
        )
    drafts = {}
    for id, kind, content in database.rows("SELECT id, kind, content FROM draft ORDER BY id"):
        fields = json.loads(str(content))
        texts = (
            (fields.get("text", ""),) if kind == "reply" else (fields.get("subject", ""), fields.get("description", ""))
        )
        drafts[str(id)] = Sheet(texts, _papers(fields))
    return Raw(changes, drafts)


def _kind(kind: str, fields: dict[str, Any]) -> Kind:
    if kind == "set-status":
        return Kind.CLOSE if fields["target"] == "closed" else Kind.REOPEN
    return {"open-ticket": Kind.OPEN, "add-message": Kind.REPLY, "edit-ticket": Kind.EDIT}[kind]


def _texts(kind: str, fields: dict[str, Any]) -> tuple[str, ...]:
    match kind:
        case "open-ticket":
            return fields.get("subject", ""), fields.get("description", "")
        case "edit-ticket":
            return (fields["after"].get("subject") or "",)
        case _:
            return (fields.get("text", ""),)


def _papers(fields: dict[str, Any]) -> tuple[Paper, ...]:
    return tuple(Paper(f["id"], f["name"], f["sha256"], f["size"]) for f in fields.get("files", ()))


@dataclass(frozen=True)
class Cached:
    """The cache as it lies on the disk: tickets by id with version, kind and subject; messages and attachments with what they carry."""

    tickets: dict[str, tuple[int, str, str]]
    messages: dict[str, tuple[str, str]]
    attachments: dict[str, tuple[str, str, str, str]]
    cursor: str
    sweeping: bool
    vanishing: frozenset[str]
    """What the server no longer shows and waits to go, or for the person's word."""


def read_ids(database: Database) -> set[str]:
    """The tickets in the cache."""
    return {str(id) for (id,) in database.rows("SELECT id FROM ticket")}


def read_cursor(database: Database) -> str:
    """How far the cache is."""
    pull = json.loads(str(database.value("SELECT value FROM fact WHERE key = 'pull'") or "{}"))
    return "" if pull.get("sweeping") else str(pull.get("cursor", ""))


def read_cache(database: Database) -> Cached:
    tickets = {
        str(r[0]): (int(str(r[1])), str(r[2]), str(r[3]))
        for r in database.rows("SELECT id, version, kind, subject FROM ticket")
    }
    messages = {str(r[0]): (str(r[1]), str(r[2])) for r in database.rows("SELECT id, ticket_id, text FROM message")}
    attachments = {
        str(r[0]): (str(r[1]), str(r[2]), str(r[3]), str(r[4]))
        for r in database.rows("SELECT id, ticket_id, message_id, sha256, name FROM attachment")
    }
    pull = json.loads(str(database.value("SELECT value FROM fact WHERE key = 'pull'") or "{}"))
    tables = ("ticket", "message", "attachment")
    vanishing = frozenset(
        str(id) for table in tables for (id,) in database.rows(f"SELECT id FROM {table} WHERE generation <= 0")
    )
    vanishing |= {id for id, part in {**messages, **attachments}.items() if part[0] in vanishing}
    return Cached(tickets, messages, attachments, pull.get("cursor", ""), pull.get("sweeping", False), vanishing)


# 1, 2, 4, 8: what was wished for


def check_outbox(ledger: Ledger, raw: Raw, server: Server, now: int, *, because: int) -> None:
    """At any moment. `because` is the invariant that a loss breaks: 7 after a sweep, else 1."""
    for wish in ledger.wishes.values():
        row = raw.changes.get(wish.id)
        if row is None:
            raise Broken(because, f"{wish.kind} {wish.id} is no longer in the outbox")
        if row.state == "ended":
            raise Broken(because, f"{wish.kind} {wish.id} was ended by nobody")
        if row.state not in SETTLED:
            _check_frozen(wish, row)
        elif not _is_done(wish, server):
            raise Broken(8, f"{wish.kind} {wish.id} is {row.state}, but never reached the server")
    for wish in ledger.ended.values():
        row = raw.changes.get(wish.id)
        if row is not None and row.state not in SETTLED:
            raise Broken(1, f"{wish.kind} {wish.id} was ended by the person and is {row.state}")
        if server.memory.last.get(wish.id, 0) > ledger.ended_at[wish.id]:
            raise Broken(1, f"{wish.kind} {wish.id} was ended by the person and reached the server all the same")
    for id in ledger.taken_back:
        if id in raw.changes:
            raise Broken(1, f"{id} was taken back and is still in the outbox")
    for id in raw.changes:
        if id not in ledger.wishes and id not in ledger.ended:
            raise Broken(1, f"{id} is in the outbox, and nobody sent it")
    _check_drafts(ledger, raw, because=because)


def _check_frozen(wish: Wish, row: RawChange) -> None:
    """4: what waits is what was sent. An edit may be joined with what the server has."""
    if wish.kind is Kind.EDIT:
        return
    if row.texts != wish.texts:
        raise Broken(4, f"{wish.kind} {wish.id} says {row.texts!r} instead of {wish.texts!r}")
    if row.papers != wish.papers:
        raise Broken(4, f"{wish.kind} {wish.id} has other files: {row.papers!r}")


def _check_drafts(ledger: Ledger, raw: Raw, *, because: int) -> None:
    number = 7 if because == 7 else 8
    for key, sheet in ledger.drafts.items():
        if raw.drafts.get(key) != sheet:
            raise Broken(number, f"draft {key}: typed {sheet}, kept {raw.drafts.get(key)}")
    for key in raw.drafts:
        if key not in ledger.drafts:
            raise Broken(8, f"draft {key} is there again, though it was sent or thrown away")


def _is_done(wish: Wish, server: Server) -> bool:
    if wish.id in server.memory.effects:
        return True
    kinds = server.memory.kinds.get(wish.ticket_id, set())
    match wish.kind:
        case Kind.CLOSE if not any(wish.texts):
            return StatusKind.CLOSED in kinds
        case Kind.REOPEN if not any(wish.texts):
            return bool(kinds - {StatusKind.CLOSED})
        case Kind.EDIT:
            return wish.texts[0] in server.memory.subjects.get(wish.ticket_id, set())
        case _:
            return False


def check_files(ledger: Ledger, raw: Raw, folder: Path, *, because: int) -> None:
    """The bytes of all that waits lie in the store, unchanged."""
    wanted = {f.sha256 for row in raw.changes.values() if row.state not in SETTLED for f in row.papers} | ledger.files()
    for sha256 in sorted(wanted):
        path = folder / sha256[:2] / sha256
        if not path.is_file():
            raise Broken(7 if because == 7 else 8, f"the file {sha256[:8]} waits to be sent and is gone")
        if hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
            raise Broken(4, f"the file {sha256[:8]} has other bytes")


def check_effects(server: Server) -> None:
    """2 and 5, at any moment, as the server sees it."""
    for company in server.companies.values():
        counted: dict[str, int] = {}
        for done in company.done:
            counted[done.change_id] = counted.get(done.change_id, 0) + 1
        for id, count in counted.items():
            # What came by mail under an id of the server's, and was deleted there, can't be told from what a restored one forgot: the
            # person was asked, and sent it again. Two of it never stood there.
            was_taken_away = server.memory.stands_as.get(id, id) in server.memory.taken_away - {id}
            if count > 1 and not was_taken_away:
                raise Broken(2, f"{id} had its effect {count} times")
    if server.memory.premature:
        raise Broken(5, f"came before its ticket: {server.memory.premature[0]}")
    if server.memory.wrong_bytes:
        raise Broken(4, f"other bytes than announced: {server.memory.wrong_bytes[0]}")


def check_nobody_else(ledgers: Iterable[Ledger], server: Server) -> None:
    """2: every effect was asked for, under the very id of the wish."""
    known = list(ledgers)
    for id in server.memory.effects:
        if not any(ledger.knows(id) for ledger in known):
            raise Broken(2, f"{id} had an effect, and nobody ever sent it")


def check_arrivals(ledger: Ledger, server: Server, company: Company, device: str) -> None:
    """3: what one device sent to one ticket took effect in the order in which the person sent it. What they brought back from e-mail they
    sent anew: a mail that was handed over after it may have been sent, and have arrived, before."""
    by_ticket: dict[str, list[Wish]] = {}
    for done in company.done:
        wish = ledger.wishes.get(done.change_id)
        # What a restored server gets again can't overtake what it took before anybody knew.
        is_known = wish is not None and wish.id not in ledger.brought_back
        if done.device == device and is_known and wish is not None and server.memory.effects[wish.id] == 1:
            by_ticket.setdefault(done.ticket_id, []).append(wish)
    for ticket_id, wishes in by_ticket.items():
        if not in_order(wishes):
            raise Broken(3, f"ticket {ticket_id}: {[(one.kind.value, one.order) for one in wishes]} in another order")


def check_nothing_blocks(ledger: Ledger, raw: Raw) -> None:
    """3, at rest: what still waits has a reason in its own ticket."""
    for wish in ledger.wishes.values():
        if raw.changes[wish.id].state in (*SETTLED, "needs-attention", "conflict", "mailed"):
            continue
        before = [one for one in ledger.of_ticket(wish.ticket_id) if rank(one) < rank(wish)]
        asks = any(raw.changes[one.id].state in ("needs-attention", "conflict", "mailed") for one in before)
        if not asks and wish.ticket_id not in ledger.drafts:
            raise Broken(
                3, f"{wish.kind} {wish.id} is {raw.changes[wish.id].state}, and nothing of its ticket asks the person"
            )


def check_arrived(ledger: Ledger, raw: Raw, server: Server, company: Company, *, clock_now: int) -> None:
    """1 and 4, at the very end: each wish stands on the server once, as it was sent, or was taken away there."""
    for wish in ledger.wishes.values():
        row = raw.changes[wish.id]
        if row.state not in SETTLED:
            _check_mailed(row, server, company)
            continue
        if row.state == "sent" and not {wish.id, wish.ticket_id} & server.memory.taken_away:
            raise Broken(1, f"{wish.kind} {wish.id} was sent and is never confirmed")
        if wish.kind is Kind.EDIT:
            continue
        effects = sum(done.change_id == wish.id for done in company.done)
        if effects == 0 and (wish.kind in (Kind.OPEN, Kind.REPLY) or any(wish.texts)):
            forgotten = clock_now - row.settled_at > KEPT - DAY
            lost_with_its_ticket = wish.ticket_id in server.memory.taken_away
            if not forgotten and not lost_with_its_ticket:
                raise Broken(1, f"{wish.kind} {wish.id} is {row.state}, but the server does not have it")
        if wish.kind in (Kind.OPEN, Kind.REPLY) and effects and wish.ticket_id not in server.memory.taken_away:
            _check_object(wish, company, server)
        elif effects and any(wish.texts):
            change = server.memory.texts[wish.id]
            if isinstance(change.deed, SetStatus) and change.deed.text != wish.texts[0]:
                raise Broken(4, f"{wish.kind} {wish.id} says {change.deed.text!r} at the server")


def _check_mailed(row: RawChange, server: Server, company: Company) -> None:
    """1: what arrived by mail, and can be seen, is known to have arrived."""
    there = server.memory.stands_as.get(row.id, "")
    parent = company.messages[there].ticket_id if there in company.messages else there
    if row.state == "mailed" and parent in company.tickets:
        raise Broken(1, f"{row.id} arrived by mail as {there}, and nobody here knows")


def _check_object(wish: Wish, company: Company, server: Server) -> None:
    """What came by mail may stand under another id, and with a mark in its last line."""
    by_mail = server.memory.stands_as.get(wish.id, "")
    mark = f"\n\n[sportello-change: {wish.id}]"
    if wish.kind is Kind.OPEN:
        ticket = company.tickets.get(wish.id) or company.tickets.get(by_mail)
        if ticket is None:
            raise Broken(1, f"ticket {wish.id} is not on the server")
        said: tuple[str, ...] = (ticket.subject, ticket.description.removesuffix(mark))
        of_message = ""
    else:
        message = company.messages.get(wish.id) or company.messages.get(by_mail)
        if message is None:
            raise Broken(1, f"message {wish.id} is not on the server")
        said, of_message = (message.text.removesuffix(mark),), message.id
    if said[-1:] != wish.texts[-1:] or (wish.kind is Kind.REPLY and said != wish.texts):
        raise Broken(4, f"{wish.kind} {wish.id} stands as {said!r} on the server")
    here = [
        one for one in company.attachments.values() if (one.ticket_id, one.message_id) == (wish.ticket_id, of_message)
    ]
    if {(one.id, one.name, one.sha256) for one in here} != {(p.id, p.name, p.sha256) for p in wish.papers}:
        raise Broken(4, f"{wish.kind} {wish.id} has other files on the server")
    for paper in wish.papers:
        if hashlib.sha256(company.blobs.get(paper.sha256, b"")).hexdigest() != paper.sha256:
            raise Broken(5, f"the bytes of {paper.name} are not on the server")


# 6, 7: the cache


def check_cursor(cached: Cached, server: Server, company: Company) -> None:
    """6, at any moment: everything before the cursor is in the cache, as new as it was there or newer."""
    if not cached.cursor or cached.sweeping:
        return
    epoch, scope, position = (int(part) for part in cached.cursor.split(":"))
    if epoch != server.epoch or scope != company.scope or position > len(company.log):
        return
    here = {**cached.tickets, **cached.messages, **cached.attachments}
    last = company.last_lines()
    for place, (entity, removal) in enumerate(company.log[:position]):
        if (
            removal is not None
            and last[removal.id] == place
            and removal.id in here
            and removal.id not in cached.vanishing
        ):
            raise Broken(7, f"{removal.id} was deleted before {cached.cursor} and is in the cache")
        if not isinstance(entity, Ticket | Message | Attachment) or last[entity.id] != place:
            continue
        if entity.id not in here:
            raise Broken(6, f"{entity.id} stands before {cached.cursor} and is not in the cache")
        if isinstance(entity, Ticket) and cached.tickets[entity.id][0] < entity.version:
            versions = f"{entity.version} before {cached.cursor}, {cached.tickets[entity.id][0]} in the cache"
            raise Broken(6, f"{entity.id} has version {versions}")


def check_mirror(cached: Cached, company: Company) -> None:
    """5 and 6, at rest: the cache is the server's state, nothing more and nothing less."""
    for id, (ticket_id, _) in cached.messages.items():
        if ticket_id not in cached.tickets:
            raise Broken(5, f"message {id} without its ticket in the cache")
    for id, (ticket_id, message_id, _, _) in cached.attachments.items():
        if ticket_id not in cached.tickets or (message_id and message_id not in cached.messages):
            raise Broken(5, f"attachment {id} without what it belongs to in the cache")
    tickets = {one.id: (one.version, one.kind.value, one.subject) for one in company.tickets.values()}
    messages = {one.id: (one.ticket_id, one.text) for one in company.messages.values()}
    attachments = {
        one.id: (one.ticket_id, one.message_id, one.sha256, one.name) for one in company.attachments.values()
    }
    for what, here, there in (
        ("tickets", cached.tickets, tickets),
        ("messages", cached.messages, messages),
        ("attachments", cached.attachments, attachments),
    ):
        if here != there:
            extra, missing = sorted(set(here) - set(there)), sorted(set(there) - set(here))
            differ = [id for id in here if id in there and here[id] != there[id]]
            number = 7 if extra else 6
            raise Broken(
                number,
                f"{what}: only here {extra}, only there {missing}, different {[(here[i], there[i]) for i in differ]}",
            )


def check_brake(before: set[str], after: set[str], few: int, device: str) -> None:
    """7: of many tickets that vanish at once, none goes without the person's word. A run may end a sweep and follow the feed: twice."""
    gone = before - after
    if len(gone) > 2 * max(few, len(before | after) // 5):
        raise Broken(7, f"{device}: {len(gone)} of {len(before)} tickets went at once, and nobody was asked")


def check_sound(database: Database, what: str) -> None:
    """11."""
    if database.value("PRAGMA quick_check(1)") != "ok":
        raise Broken(11, f"{what} is not sound")


# 9, 10: requests


@dataclass
class Patience:
    """10: until when a device was told to leave something alone, on its own clock."""

    told: dict[tuple[str, str], tuple[int, int, int]] = field(default_factory=dict)
    """(device, what) → (told at, until, the clock's jumps back so far)."""
    failures: dict[tuple[str, str], int] = field(default_factory=dict)
    fresh: set[tuple[str, str]] = field(default_factory=set)
    """Told in the run that is under way: if it dies, or the disk refuses, nobody could keep it."""

    def tell(self, device: str, what: str, now: int, until: int, jumps: int) -> None:
        before = self.told.get((device, what), (0, 0, -1))
        if before[2] == jumps and before[1] > until:
            return
        self.told[device, what] = (now, until, jumps)
        self.fresh.add((device, what))

    def failed(self, device: str, what: str, now: int, jumps: int) -> None:
        """An attempt came to nothing: the next one waits 2, 4, 8 … seconds, 15 minutes at most."""
        count = self.failures.get((device, what), 0) + 1
        self.failures[device, what] = count
        self.tell(device, what, now, now + min(2000 * 2 ** (count - 1), 900_000), jumps)

    def run_ends(self, device: str, *, kept: bool) -> None:
        """A run is over; `kept` says that it could write down what it was told."""
        if not kept:
            for key in [key for key in self.fresh if key[0] == device]:
                self.ended(*key)
        self.fresh = {key for key in self.fresh if key[0] != device}

    def forget(self, device: str) -> None:
        """The device lost its notes."""
        for key in [key for key in self.told if key[0] == device]:
            self.ended(*key)

    def ended(self, device: str, what: str) -> None:
        self.told.pop((device, what), None)
        self.failures.pop((device, what), None)

    def check(self, device: str, what: str, now: int, jumps: int) -> None:
        told_at, until, jumps_then = self.told.get((device, what), (0, 0, 0))
        if jumps == jumps_then and told_at <= now < until:
            raise Broken(10, f"{device} comes {(until - now) / 1000:.1f} s too early for {what or 'anything'}")


# 12


class Listening(logging.Handler):
    """Reads along all that the program logs."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)

    def emit(self, record: logging.LogRecord) -> None:
        check_words(record.getMessage())


def check_words(text: str) -> None:
    for secret in SECRETS:
        if secret in text:
            raise Broken(12, f"a secret is told: {text[:80]!r}")


def check_accounts(devices: Iterable[Device], server: Server) -> None:
    """9: nothing of one account's work stands in the other's company (but what the staff moved)."""
    for device in devices:
        other = next(one for name, one in server.companies.items() if name != device.company_name)
        strangers = {done.change_id for done in other.done} & device.ledger.sent
        if strangers:
            raise Broken(9, f"{strangers} of {device.name} reached another account")
