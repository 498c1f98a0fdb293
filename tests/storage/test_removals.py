"""Marks of what vanished: found without walking through everything, taken back by an upsert, and remembered for a while once it is gone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.batch import Entity, EntityType, Removal
from desktop.storage import removals
from desktop.storage.database import Database, Durability
from desktop.storage.migrate import Schema, migrate
from desktop.storage.removals import GONE, HELD, VANISHED, Removals
from desktop.storage.tickets import TicketStore
from tests.builders import ANNA, a_message, a_ticket, an_attachment


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "cache.db", b"k" * 32, durability=Durability.NORMAL)
    migrate(database, Schema.CACHE)
    yield database
    database.close()


@pytest.fixture
def tickets(cache: Database) -> TicketStore:
    return TicketStore(cache)


def put(tickets: TicketStore, *entities: Entity, may_be_old: bool = False) -> None:
    tickets.apply(entities, me=ANNA.id, generation=1, may_be_old=may_be_old)


def remove(tickets: TicketStore, *ids: str) -> None:
    tickets.apply((), [Removal(EntityType.TICKET, id) for id in ids], me=ANNA.id, generation=1)


def test_a_mark_is_taken_back_by_whatever_the_server_says_next(tickets: TicketStore) -> None:
    ticket = a_ticket(version=7)
    put(tickets, ticket)
    for mark in (VANISHED, HELD):
        remove(tickets, ticket.id)
        if mark == HELD:
            tickets.removals.hold()
        assert not tickets.has_ticket(ticket.id)
        put(tickets, a_ticket(id=ticket.id, version=3, subject="older, but the last word"))
        assert tickets.has_ticket(ticket.id)
        assert (tickets.removals.vanished(), tickets.removals.held()) == (0, 0)
        put(tickets, ticket)


def test_what_goes_takes_everything_of_its_own_along_and_nothing_else(tickets: TicketStore, cache: Database) -> None:
    doomed, safe = a_ticket(), a_ticket()
    for one in (doomed, safe):
        put(tickets, one, a_message(one.id), an_attachment(one.id))
    remove(tickets, doomed.id)
    tickets.removals.let_go(of=VANISHED)
    assert tickets.removals.drop() == [doomed.id]
    assert tickets.removals.drop() == []
    for table, column in (("ticket", "id"), ("message", "ticket_id"), ("attachment", "ticket_id")):
        assert cache.rows(f"SELECT DISTINCT {column} FROM {table}") == [(safe.id,)]


def test_an_old_answer_brings_nothing_back_and_a_fresh_one_does(tickets: TicketStore) -> None:
    ticket = a_ticket()
    message, file = a_message(ticket.id), an_attachment(ticket.id)
    remove(tickets, ticket.id)
    put(tickets, ticket, message, file, may_be_old=True)
    assert (tickets.ticket(ticket.id), tickets.messages(ticket.id), tickets.attachments(ticket.id)) == (None, [], [])
    put(tickets, ticket, message, file)
    assert tickets.ticket(ticket.id) == ticket
    put(tickets, a_ticket(id=ticket.id, version=2), may_be_old=True)
    again = tickets.ticket(ticket.id)
    assert again is not None
    assert again.version == 2


def test_only_the_latest_of_what_is_gone_are_remembered(tickets: TicketStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(removals, "REMEMBERED", 3)
    tickets.removals.remember(["a", "b", "c", "d", "e"])
    older, newer = a_ticket(id="b"), a_ticket(id="e")
    assert tickets.removals.not_overtaken([older, newer]) == [older]


def test_a_message_that_vanished_with_its_ticket_waits_with_it(tickets: TicketStore) -> None:
    ticket = a_ticket()
    message = a_message(ticket.id)
    put(tickets, ticket, message)
    gone = [Removal(EntityType.MESSAGE, message.id), Removal(EntityType.TICKET, ticket.id)]
    tickets.apply((), gone, me=ANNA.id, generation=1)
    tickets.removals.hold()
    assert tickets.removals.drop_parts() == set()
    assert tickets.messages(ticket.id) == [message]
    put(tickets, ticket)  # the ticket comes back, without that message
    assert tickets.removals.drop_parts() == {ticket.id}
    assert tickets.messages(ticket.id) == []


def test_what_waited_with_its_ticket_does_not_come_back_with_it_by_itself(tickets: TicketStore) -> None:
    ticket = a_ticket()
    lost, shown = a_message(ticket.id), a_message(ticket.id)
    put(tickets, ticket, lost, shown)
    tickets.removals.mark_unseen(2, also_held=False)
    tickets.removals.hold()
    assert not tickets.removals.has_half_back()
    assert len(tickets.messages(ticket.id)) == 2
    tickets.apply((ticket, shown), (), me=ANNA.id, generation=2)
    assert tickets.removals.drop_parts() == set()
    assert tickets.removals.has_half_back()
    assert tickets.has_message(shown.id)
    assert not tickets.has_message(lost.id)
    tickets.removals.mark_unseen(2, also_held=False)  # a whole sweep
    assert tickets.messages(ticket.id) == [shown]
    assert not tickets.removals.has_half_back()


def test_nothing_walks_through_all_tickets_to_find_the_few(cache: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    for name in ("run", "number", "rows"):
        real = getattr(Database, name)

        def noting(database: Database, sql: str, arguments: object = (), real: object = real) -> object:
            if sql.lstrip().startswith(("SELECT", "UPDATE", "DELETE", "INSERT")):
                asked.append(sql)
            return real(database, sql, arguments)  # type: ignore[operator]

        monkeypatch.setattr(Database, name, noting)
    store = Removals(cache)
    store.hold()
    store.drop_parts()
    assert (store.vanished(), store.held(), store.let_go(of=HELD), store.drop()) == (0, 0, 0, [])
    monkeypatch.undo()
    assert len(asked) >= 8
    for sql in asked:
        plan = [str(row[3]) for row in cache.rows(f"EXPLAIN QUERY PLAN {sql}", [GONE] * sql.count("?"))]
        scanned = [step for step in plan if step.startswith("SCAN") and "removed" not in step]
        assert scanned == [], sql
