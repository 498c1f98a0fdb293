"""Bugs of what is sent: that every change arrives, with one effect, in its order (invariants 1 to 3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from threading import Event

from desktop.connectors.contract import Capabilities
from desktop.domain.change import AddMessage, Change
from desktop.domain.change_state import TABLE, ChangeEvent, Step
from desktop.domain.notice import Notice
from desktop.storage.outbox import KEEP_SETTLED, Outbox
from desktop.sync import schedule
from desktop.sync.push import Push
from desktop.sync.reoffer import Reoffer
from tests.mutations.switch import ALONE, PLAIN, E, Patch, S, everywhere, mutation
from tests.sync.simulation.line import Line

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
