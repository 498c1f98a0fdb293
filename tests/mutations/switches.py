"""The bugs, as small switches: each puts one wrong thing in the place of one right one, and says which invariants that breaks."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event

import pytest

from desktop import errors
from desktop.actions import settle
from desktop.actions.attach import clean_name
from desktop.actions.desk import Desk
from desktop.actions.open_ticket import open_ticket
from desktop.connectors.contract import Capabilities, Connector
from desktop.domain import mail_marker
from desktop.domain.batch import Batch
from desktop.domain.change import AddMessage, Change, OpenTicket
from desktop.domain.change_state import TABLE, ChangeEvent, ChangeState, Step
from desktop.domain.draft import Draft, TicketDraft
from desktop.domain.notice import Notice
from desktop.domain.ticket import Message, Ticket
from desktop.storage import cache, removals, restore, restored
from desktop.storage.cursors import PullState, SweepReason
from desktop.storage.database import Database
from desktop.storage.files import FileStore
from desktop.storage.lease import LENGTH, NAME, Lease
from desktop.storage.outbox import KEEP_SETTLED, Outbox
from desktop.storage.removals import Removals
from desktop.sync import backoff, pull, reoffer, schedule, vanishing
from desktop.sync.confirming import Confirming, is_here
from desktop.sync.engine import Engine
from desktop.sync.outcome import Outcome
from desktop.sync.pull import Pull, PullResult
from desktop.sync.push import Push
from desktop.sync.reoffer import Reoffer
from tests.sync.simulation import person
from tests.sync.simulation.line import Fault, Line
from tests.sync.simulation.shape import Shape

S, E = ChangeState, ChangeEvent
Patch = pytest.MonkeyPatch
Switch = Callable[[Patch], None]

ANY = 0
"""Among the numbers of `Mutation.breaks`: a mistake that comes to light as such."""


@dataclass(frozen=True)
class Mutation:
    """One bug. `breaks` are the numbers of the invariants of which one must fail, within `seeds` schedules of this shape."""

    name: str
    breaks: frozenset[int]
    switch: Switch
    shape: Shape
    seeds: int = 400


ALONE = Shape(devices=1, second=False, other_account=False, steps=(15, 25), faults=(0.35,), bystanders=False)
ONCE = replace(ALONE, idempotent=True)
PLAIN = replace(ALONE, idempotent=False)

MUTATIONS: list[Mutation] = []


def mutation(
    name: str, *breaks: int, shape: Shape = ONCE, more: dict[str, float] | None = None, seeds: int = 400
) -> Callable[[Switch], Switch]:
    """Enter a switch into the list."""

    def enter(switch: Switch) -> Switch:
        drawn = replace(shape, more=tuple((more or {}).items()))
        MUTATIONS.append(Mutation(name, frozenset(breaks), switch, drawn, seeds))
        return switch

    return enter


def everywhere(patch: Patch, right: object, wrong: object) -> None:
    """Put `wrong` wherever a module of the program or of the simulation knows `right` by some name."""
    found = False
    for name, module in list(sys.modules.items()):
        if name.startswith(("desktop.", "tests.sync.simulation")):
            for key, value in list(vars(module).items()):
                if value is right:
                    patch.setattr(module, key, wrong)
                    found = True
    assert found, right


def owner_of(name: str) -> type:
    """The class in desktop.sync that defines this method itself."""
    for module_name, module in list(sys.modules.items()):
        if module_name.startswith("desktop.sync."):
            for value in vars(module).values():
                if isinstance(value, type) and name in vars(value):
                    return value
    raise LookupError(name)


# 1: alive, confirmed once, or ended by the person


@mutation("a change that the server refuses is dropped", 1, more={"person": 20})
def _(patch: Patch) -> None:
    patch.setitem(TABLE, (S.DISPATCHED, E.INVALID), Step(S.ENDED))


@mutation("a reply goes with the ticket that is gone", 1, more={"staff": 10})
def _(patch: Patch) -> None:
    patch.setitem(TABLE, (S.DISPATCHED, E.GONE), Step(S.ENDED))


@mutation("tidying forgets old changes, sent or not", 1, more={"tidy": 8, "jump": 4})
def _(patch: Patch) -> None:
    def purge(outbox: Outbox, now: int) -> int:
        return outbox._database.run("DELETE FROM change WHERE made_at < ?", (now - KEEP_SETTLED,))

    patch.setattr(Outbox, "purge", purge)


RESTORES = {"restore": 4.0, "back-up": 4.0, "run": 20.0}


@mutation("a restored server is offered nothing again", 1, more=RESTORES)
def _(patch: Patch) -> None:
    def run(reoffer: Reoffer, stop: Event) -> list[Notice]:
        return []

    patch.setattr(Reoffer, "run", run)


@mutation("a restored server is noticed only by a cursor", 1, more=RESTORES | {"cache-broken": 6})
def _(patch: Patch) -> None:
    begin = Reoffer.begin

    def careless(reoffer: Reoffer) -> None:
        if reoffer._stores.cursors.load().cursor:
            begin(reoffer)

    patch.setattr(Reoffer, "begin", careless)


@mutation("what hangs on a discarded ticket goes on by itself", 1, more={"person": 25})
def _(patch: Patch) -> None:
    def nothing(outbox: Outbox, ticket_id: str) -> list[Change]:
        return []

    patch.setattr(Outbox, "of_ticket", nothing)


# 2: at most one effect


@mutation("a plain server is asked at once instead of after the quarantine", 2, shape=PLAIN)
def _(patch: Patch) -> None:
    patch.setattr(Capabilities, "quarantine", property(lambda capabilities: 0))


@mutation("a plain server is taken for one that knows ids", 2, shape=PLAIN)
def _(patch: Patch) -> None:
    build = Line.__init__

    def wrong(line: Line, *known: object, **named: object) -> None:
        build(line, *known, **named)  # type: ignore[arg-type]
        line.capabilities = Capabilities(idempotent=True, pokes=False)

    patch.setattr(Line, "__init__", wrong)


@mutation("a start forgets that a change was on its way", 2, shape=PLAIN, more={"kill-run": 15})
def _(patch: Patch) -> None:
    patch.setitem(TABLE, (S.DISPATCHED, E.PROGRAM_STARTED), Step(S.QUEUED))


@mutation(
    "an attempt that surely failed ends the doubt about an earlier one", 1, 2, 8, shape=replace(ALONE, idempotent=False)
)
def _(patch: Patch) -> None:
    for event in (E.TRY_LATER, E.SIGN_IN_NEEDED):
        patch.setitem(TABLE, (S.UNCERTAIN, event), Step(S.QUEUED))


@mutation("an answer that was lost is no doubt", 2, shape=PLAIN)
def _(patch: Patch) -> None:
    patch.setitem(TABLE, (S.DISPATCHED, E.UNCERTAIN), Step(S.QUEUED))


@mutation("every attempt has an id of its own", 1, 2, 8)
def _(patch: Patch) -> None:
    begin = Push._begin

    def with_another_id(push: Push, change: Change, event: ChangeEvent) -> Change | None:
        begun = begin(push, change, event)
        if event is E.DISPATCHED and begun is not None and begun.attempts and isinstance(begun.deed, AddMessage):
            return replace(begun, id=f"{begun.id}-{begun.attempts}")
        return begun

    patch.setattr(Push, "_begin", with_another_id)


@mutation(
    "a restored plain server is asked before its search can know",
    2,
    shape=PLAIN,
    more={"epoch": 12, "run": 25},
    seeds=1500,
)
def _(patch: Patch) -> None:
    patch.setattr(Reoffer, "_may_not_be_found_yet", lambda reoffer, change: False)


# 3: order within a ticket, independence of tickets


@mutation("all changes of a ticket go at once", 3, 5, more={"person": 25})
def _(patch: Patch) -> None:
    everywhere(patch, schedule._first_of_each_ticket, list)


@mutation("what asks the person does not hold back what follows", 3, 5, more={"person": 25})
def _(patch: Patch) -> None:
    right = schedule._first_of_each_ticket

    def wrong(changes: Iterable[Change]) -> list[Change]:
        return right(one for one in changes if not one.state.needs_person)

    everywhere(patch, right, wrong)


@mutation("one change that asks the person holds back all others", 3, more={"person": 25})
def _(patch: Patch) -> None:
    right = schedule.sendable

    def wrong(changes: Iterable[Change], *others: object, **named: object) -> list[Change]:
        known = list(changes)
        if any(one.state.needs_person for one in known):
            return []
        return right(known, *others, **named)  # type: ignore[arg-type]

    everywhere(patch, right, wrong)


@mutation("a ticket that was taken back goes behind its own replies", 3, 5, more={"person": 30})
def _(patch: Patch) -> None:
    def by_sequence(changes: Iterable[Change]) -> list[Change]:
        first: dict[str, Change] = {}
        for change in changes:
            first.setdefault(change.ticket_id, change)
        return list(first.values())

    everywhere(patch, schedule._first_of_each_ticket, by_sequence)


# 4: bytes and texts


@mutation("texts are normalised on their way into the outbox", 4)
def _(patch: Patch) -> None:
    add = Outbox.add

    def normal(outbox: Outbox, change: Change) -> None:
        deed = change.deed
        if isinstance(deed, AddMessage):
            deed = replace(deed, text=unicodedata.normalize("NFKC", deed.text))
        elif isinstance(deed, OpenTicket):
            deed = replace(deed, subject=unicodedata.normalize("NFKC", deed.subject))
        add(outbox, replace(change, deed=deed))

    patch.setattr(Outbox, "add", normal)


@mutation("names of files lose their letters", 4)
def _(patch: Patch) -> None:
    everywhere(patch, clean_name, lambda name: clean_name(name).encode("ascii", "replace").decode())


@mutation("only the beginning of a file is kept", 4)
def _(patch: Patch) -> None:
    store = FileStore._store

    def short(files: FileStore, pieces: Iterator[bytes], *others: object) -> object:
        return store(files, (piece[:100] for piece in pieces), *others)  # type: ignore[arg-type]

    patch.setattr(FileStore, "_store", short)


@mutation("the bytes in the store are not those that were hashed", 4)
def _(patch: Patch) -> None:
    place = FileStore._place

    def spoilt(files: FileStore, temporary: Path, sha256: str) -> None:
        content = bytearray(temporary.read_bytes())
        content[-1] ^= 1
        temporary.write_bytes(content)
        place(files, temporary, sha256)

    patch.setattr(FileStore, "_place", spoilt)


# 5: no orphans


@mutation(
    "own files stand in the cache without what they hang on",
    5,
    7,
    shape=replace(PLAIN, tickets=(0, 1), faults=(0.3,), only_faults=(Fault.LOST_AFTER,), kills=False),
    more={"scope": 10, "wipe": 10, "person": 20, "run": 30},
    seeds=1500,
)
def _(patch: Patch) -> None:
    patch.setattr(owner_of("_has_place_for_files"), "_has_place_for_files", lambda settling, change: True)


@mutation("a reply goes before its ticket", 5, more={"person": 25})
def _(patch: Patch) -> None:
    right = schedule._first_of_each_ticket

    def wrong(changes: Iterable[Change]) -> list[Change]:
        known = list(changes)
        return right(sorted(known, key=lambda one: not isinstance(one.deed, AddMessage)))

    def by_kind(changes: Iterable[Change]) -> list[Change]:
        first: dict[str, Change] = {}
        for change in wrong(changes) + list(changes):
            if change.ticket_id not in first or isinstance(change.deed, AddMessage):
                first[change.ticket_id] = change
        return list(first.values())

    everywhere(patch, right, by_kind)


@mutation("a ticket goes and leaves its messages behind", 5, 7, more={"staff": 15})
def _(patch: Patch) -> None:
    everywhere(patch, removals.PARTS, ())


# 6: the cursor


@mutation("the cursor is committed before the rows", 6, more={"kill-run": 15, "staff": 10})
def _(patch: Patch) -> None:
    apply = Pull._apply

    def ahead(self: Pull, *rows: object, **named: object) -> object:
        self._stores.cursors.save(rows[2])  # type: ignore[arg-type]
        return apply(self, *rows, **named)  # type: ignore[arg-type]

    patch.setattr(Pull, "_apply", ahead)


@mutation("the last row of a page is left out", 6)
def _(patch: Patch) -> None:
    take = Pull._take_batch

    def short(self: Pull, state: PullState, batch: Batch, result: PullResult) -> PullState:
        return take(self, state, replace(batch, upserts=batch.upserts[:-1]), result)

    patch.setattr(Pull, "_take_batch", short)


@mutation("a lost cursor is no reason to fetch everything afresh", 6)
def _(patch: Patch) -> None:
    feed = Pull._feed

    def stubborn(self: Pull, state: PullState, result: PullResult, stop: Event) -> PullState:
        try:
            return feed(self, state, result, stop)
        except errors.CursorLost:
            return state

    patch.setattr(Pull, "_feed", stubborn)


# 7: sweeps


def at_a_sweep(patch: Patch, also: Callable[[Pull], None]) -> None:
    begin = Pull._begin_sweep

    def wrong(self: Pull, state: PullState, why: SweepReason | None) -> PullState:
        also(self)
        return begin(self, state, why)

    patch.setattr(Pull, "_begin_sweep", wrong)


SWEEPS = {"scope": 3.0, "epoch": 3.0, "cursor-expired": 3.0, "person": 20.0}


@mutation("a fresh sweep clears the drafts", 7, 8, more=SWEEPS)
def _(patch: Patch) -> None:
    at_a_sweep(patch, lambda self: _run(self._stores.outbox_database, "DELETE FROM draft"))


@mutation("a fresh sweep clears what asks the person", 7, more=SWEEPS)
def _(patch: Patch) -> None:
    at_a_sweep(
        patch,
        lambda self: _run(
            self._stores.outbox_database, "DELETE FROM change WHERE state IN ('needs-attention', 'conflict', 'queued')"
        ),
    )


@mutation("a fresh sweep empties the store of files", 4, 7, 8, more=SWEEPS)
def _(patch: Patch) -> None:
    def empty(self: Pull) -> None:
        for path in self._stores.files._folder.glob("??/*"):
            path.unlink()

    at_a_sweep(patch, empty)


@mutation("the delete brake is off", 7, shape=replace(ONCE, few=2, tickets=(9, 14)), more={"wipe": 6, "run": 20})
def _(patch: Patch) -> None:
    patch.setattr(vanishing, "too_many", lambda vanished, cached: False)


@mutation("the feed's removals are passed over", 7, more={"staff": 15})
def _(patch: Patch) -> None:
    patch.setattr(Removals, "mark", lambda self, removal: None)


@mutation("what a sweep did not see stays", 7, more=SWEEPS | {"staff": 15, "wipe": 2})
def _(patch: Patch) -> None:
    patch.setattr(Removals, "mark_unseen", lambda self, generation, *, also_held: set())


# 8: "sent" is true, nothing typed is lost


@mutation("a change whose answer was lost counts as sent", 8)
def _(patch: Patch) -> None:
    patch.setitem(TABLE, (S.DISPATCHED, E.UNCERTAIN), Step(S.SENT))


@mutation("a change that was not sent for lack of a line counts as sent", 8)
def _(patch: Patch) -> None:
    patch.setitem(TABLE, (S.DISPATCHED, E.TRY_LATER), Step(S.SENT))


@mutation("what is taken back is thrown away", 8, more={"person": 20})
def _(patch: Patch) -> None:
    patch.setattr(settle, "_draft_of", lambda desk, change: None)


@mutation("a draft is deleted before its ticket is queued", 1, 8, more={"kill-act": 25})
def _(patch: Patch) -> None:
    right = open_ticket

    def wrong(desk: Desk, draft: TicketDraft) -> Change:
        desk.drafts.delete(draft)
        return right(desk, draft)

    patch.setattr(person, "open_ticket", wrong)


@mutation("a draft that is saved late comes back though it was sent", 8, more={"person": 20})
def _(patch: Patch) -> None:
    def save(desk: Desk, draft: Draft) -> None:
        desk.drafts.save(draft)

    patch.setattr(person, "save_draft", save)


# 9: one dispatcher, accounts apart


TWO = replace(ONCE, second=True, bystanders=True, faults=(0.2,))


@mutation("everybody gets the lease", 9, shape=TWO, more={"run": 30, "person": 20}, seeds=1000)
def _(patch: Patch) -> None:
    patch.setattr(Lease, "take", lambda lease: True)


@mutation("a lease never ends", 6, 9, shape=TWO, more={"kill-run": 10})
def _(patch: Patch) -> None:
    def take(lease: Lease) -> bool:
        database = lease._database
        row = database.one("SELECT holder FROM lease WHERE name = ?", (NAME,))
        if row is None:
            database.run(
                "INSERT INTO lease (name, holder, signed, until, beat) VALUES (?, ?, 1, ?, 1)",
                (NAME, lease._holder, lease._now() + LENGTH),
            )
        return row is None or row[0] == lease._holder

    patch.setattr(Lease, "take", take)


@mutation("two accounts share a line", 1, 8, 9, shape=replace(ONCE, other_account=True))
def _(patch: Patch) -> None:
    build = Engine.__init__

    def wrong(self: Engine, stores: object, connector: Connector, *others: object, **named: object) -> None:
        assert isinstance(connector, Line)
        world = connector._world
        shared = vars(world).setdefault("shared_line", connector)
        build(self, stores, shared, *others, **named)  # type: ignore[arg-type]

    patch.setattr(Engine, "__init__", wrong)


# 10: patience


@mutation("nobody writes down until when the server wants to be left alone", 10)
def _(patch: Patch) -> None:
    patch.setattr(Engine, "_hold", lambda engine, busy: 0)


@mutation("Retry-After is not listened to", 10)
def _(patch: Patch) -> None:
    right = backoff.delay
    everywhere(patch, right, lambda attempts, chance, retry_after=None: right(attempts, chance))


@mutation("there is no back-off", 10)
def _(patch: Patch) -> None:
    everywhere(patch, backoff.delay, lambda attempts, chance, retry_after=None: int((retry_after or 0) * 1000))


@mutation(
    "a second file's shorter wait replaces the first one's",
    10,
    shape=replace(ONCE, faults=(0.5,), only_faults=(Fault.BUSY, Fault.BROKEN_BEFORE, Fault.BROKEN_AFTER)),
    more={"person": 30, "run": 20},
    seeds=1500,
)
def _(patch: Patch) -> None:
    module = sys.modules[owner_of("_move").__module__]
    patch.setattr(module, "LONGEST_WAIT", -(10**15))


# 11: sound after anything


@mutation("a broken cache is not begun anew", ANY, 11, more={"cache-broken": 10})
def _(patch: Patch) -> None:
    everywhere(patch, cache.open_cache, cache._open)


@mutation("an outbox is restored without a word", 1, 8, 11, more={"outbox-broken": 8, "tidy": 8, "person": 25})
def _(patch: Patch) -> None:
    everywhere(patch, restored.save_restored, lambda facts, report: None)


@mutation(
    "what comes from a copy of the outbox goes at once", 1, 11, more={"outbox-broken": 8, "tidy": 8, "person": 25}
)
def _(patch: Patch) -> None:
    for state in S:
        if (state, E.RESTORED) in TABLE:
            patch.setitem(TABLE, (state, E.RESTORED), Step(S.QUEUED))


@mutation(
    "a mended outbox forgets which numbers were given out", ANY, 11, more={"outbox-broken": 8, "tidy": 8, "person": 25}
)
def _(patch: Patch) -> None:
    patch.setattr(restore._Builder, "_number_on", lambda builder: None)


# E-mail: 2, 3, 5, 8


MAIL = replace(ONCE, mail=True, faults=(0.1,))
MAILS = {"mail": 25.0, "run": 20.0, "person": 20.0}


@mutation("the engine sends what was handed to e-mail", 2, shape=MAIL, more=MAILS)
def _(patch: Patch) -> None:
    patch.setattr(S, "stands_still", property(lambda state: state.needs_person))
    for event in (E.DISPATCHED, E.UPLOAD_STARTED):
        patch.setitem(TABLE, (S.MAILED, event), TABLE[S.QUEUED, event])


@mutation("words of somebody else that end in the mark count as the mail", 8, shape=MAIL, more=MAILS | {"staff": 15})
def _(patch: Patch) -> None:
    def careless(confirming: Confirming, entity: Ticket | Message) -> str:
        return mail_marker.marker_of(entity.description if isinstance(entity, Ticket) else entity.text)

    patch.setattr(Confirming, "_mark_of", careless)


@mutation("a quoted mark counts as the mail", 8, shape=MAIL, more=MAILS | {"staff": 15})
def _(patch: Patch) -> None:
    def anywhere(text: str) -> str:
        found = re.search(r"\[sportello-change: ([0-9a-f-]+)\]", text)
        return found[1] if found else ""

    everywhere(patch, mail_marker.marker_of, anywhere)


@mutation("what follows a ticket does not wait for its mail", 3, 5, shape=MAIL, more=MAILS | {"person": 30})
def _(patch: Patch) -> None:
    right = schedule._first_of_each_ticket

    def wrong(changes: Iterable[Change]) -> list[Change]:
        return right(one for one in changes if one.state is not S.MAILED)

    everywhere(patch, right, wrong)


@mutation(
    "what waits for a ticket stays behind when its mail is known again", 1, 5, shape=MAIL, more=MAILS | {"person": 30}
)
def _(patch: Patch) -> None:
    patch.setattr(Outbox, "move_ticket", lambda outbox, ticket_id, to: None)


@mutation(
    "what a restored helpdesk took by mail, under an id of its own, is taken for forgotten by everybody",
    2,
    shape=replace(MAIL, devices=2),
    more=MAILS | {"epoch": 8.0, "scope": 3.0},
)
def _(patch: Patch) -> None:
    patch.setattr(reoffer, "is_here", lambda change, tickets: is_here(replace(change, stands_as=""), tickets))
    patch.setattr(Reoffer, "_ask_about_mail", lambda self, change: None)


# 12: secrets


@mutation("the session's token is logged", 12)
def _(patch: Patch) -> None:
    run_once = Engine.run_once

    def talkative(engine: Engine, stop: Event) -> Outcome:
        pull.log.info("signed in with %s", engine._stores.facts.get("tokens"))
        return run_once(engine, stop)

    patch.setattr(Engine, "run_once", talkative)


@mutation("the databases' key is logged", 12)
def _(patch: Patch) -> None:
    build = Database.__init__

    def talkative(database: Database, path: Path, key: bytes, *others: object, **named: object) -> None:
        pull.log.debug("opening with %s", key.hex())
        build(database, path, key, *others, **named)  # type: ignore[arg-type]

    patch.setattr(Database, "__init__", talkative)


def _run(database: Database, sql: str) -> None:
    database.run(sql)


def numbers(mutations: Sequence[Mutation]) -> set[int]:
    """The invariants that have a bug of their own."""
    return {min(one.breaks - {ANY}) for one in mutations}
