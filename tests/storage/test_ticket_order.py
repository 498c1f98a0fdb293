"""Every list in every order: what stands on top, what is left out, and that no list reads through the wide rows."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from desktop.actions.change_status import close_ticket
from desktop.actions.open_ticket import open_ticket
from desktop.actions.reply import reply
from desktop.domain.catalogue import StatusKind
from desktop.domain.listing import Folder, Listing, Order
from desktop.domain.ticket import Ticket
from desktop.storage.ticket_order import TicketOrder
from tests.builders import (
    MARCO,
    NOON,
    a_catalogue,
    a_message,
    a_reply,
    a_ticket,
    a_ticket_draft,
    an_open_account,
)

HIGH = a_ticket(number="99", subject="Ωμέγα", priority="high", created_at=NOON + 3)
NORMAL = a_ticket(number="10001", subject="άλφα", priority="normal", created_at=NOON + 1)
NONE = a_ticket(number="10002", subject="Élan", created_at=NOON + 2)
CLOSED = a_ticket(number="10003", subject="eland", created_at=NOON + 4, kind=StatusKind.CLOSED, priority="high")
THEIRS = a_ticket(number="500", subject="Zeta", created_at=NOON, author=MARCO)
TICKETS = (HIGH, NORMAL, NONE, CLOSED, THEIRS)


def names(ids: list[str], *more: Ticket) -> list[str]:
    known = {one.id: one.number for one in (*TICKETS, *more)}
    return [known.get(id, "new") for id in ids]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.ACTIVITY, ["500", "10003", "99", "10002", "10001"]),
        (Order.CREATED, ["10003", "99", "10002", "10001", "500"]),
        (Order.NUMBER, ["10003", "10002", "10001", "500", "99"]),
        (Order.SUBJECT, ["10002", "10003", "500", "10001", "99"]),
        (Order.PRIORITY, ["10003", "99", "10001", "500", "10002"]),
    ],
)
def test_every_order_is_what_it_says_and_turns_round(order: Order, expected: list[str], tmp_path: Path) -> None:
    with an_open_account(tmp_path) as account:
        account.cache(*TICKETS, a_message(THEIRS.id, created_at=NOON + 90))
        views = account.side.views
        listing = Listing(Folder.COMPANY, order)
        assert names(views.ticket_ids(listing)) == expected
        assert names(views.ticket_ids(Listing(Folder.COMPANY, order, backwards=True))) == expected[::-1]


def test_accents_and_case_sort_nothing_apart(tmp_path: Path) -> None:
    subjects = ["ΑΝΤΛΊΑ 2", "αντλία 1", "Èrrore", "errore b", "Zeta"]
    made = [a_ticket(subject=subject) for subject in subjects]
    with an_open_account(tmp_path) as account:
        account.cache(*made)
        ids = account.side.views.ticket_ids(Listing(Folder.MINE, Order.SUBJECT))
        by_id = {one.id: one.subject for one in made}
        assert [by_id[id] for id in ids] == ["Èrrore", "errore b", "Zeta", "αντλία 1", "ΑΝΤΛΊΑ 2"]


@pytest.mark.parametrize("order", Order)
def test_the_order_is_the_same_after_a_restart_and_in_every_folder(order: Order, tmp_path: Path) -> None:
    same = [a_ticket(subject="Same", created_at=NOON, number="7", kind=kind) for kind in StatusKind for _ in range(3)]
    with an_open_account(tmp_path) as account:
        account.cache(*TICKETS, *same)
        before = {folder: account.side.views.ticket_ids(Listing(folder, order)) for folder in Folder}
    with an_open_account(tmp_path) as account:
        assert {folder: account.side.views.ticket_ids(Listing(folder, order)) for folder in Folder} == before


def test_folders_leave_out_what_is_not_theirs(tmp_path: Path) -> None:
    with an_open_account(tmp_path) as account:
        account.cache(*TICKETS)
        views = account.side.views
        assert set(names(views.ticket_ids(Listing(Folder.MINE, Order.NUMBER)))) == {"99", "10001", "10002", "10003"}
        assert names(views.ticket_ids(Listing(Folder.CLOSED, Order.SUBJECT))) == ["10003"]
        assert names(views.ticket_ids(Listing(Folder.OPEN, Order.PRIORITY))) == ["99", "10001", "10002"]
        assert (views.counts().open, views.counts().company) == (3, 5)
        assert views.rows([THEIRS.id])[THEIRS.id].author == MARCO.name


def test_type_and_category_narrow_every_order_and_what_is_pending(tmp_path: Path) -> None:
    invoice = a_ticket(request_type="question", category="invoice", number="1")
    other = a_ticket(request_type="question", category="other", number="2")
    with an_open_account(tmp_path) as account:
        account.cache(invoice, other, *TICKETS)
        change = open_ticket(account.desk, a_ticket_draft(request_type="question", machine_id="", category="invoice"))
        views = account.side.views
        for order in Order:
            listing = Listing(Folder.MINE, order, request_type="question", category="invoice")
            assert views.ticket_ids(listing) == [change.id, invoice.id]
        assert other.id in views.ticket_ids(Listing(Folder.MINE, request_type="question"))


def test_what_is_pending_stands_on_top_in_the_same_order(tmp_path: Path) -> None:
    with an_open_account(tmp_path) as account:
        account.cache(*TICKETS)
        change = open_ticket(account.desk, a_ticket_draft(subject="Mu"))
        reply(account.desk, a_reply(HIGH.id))
        views = account.side.views
        assert names(views.ticket_ids(Listing(Folder.OPEN, Order.SUBJECT))) == ["new", "99", "10002", "10001"]
        assert names(views.ticket_ids(Listing(Folder.OPEN, Order.PRIORITY))) == ["99", "new", "10001", "10002"]
        assert names(views.ticket_ids(Listing(Folder.OPEN, Order.NUMBER))) == ["new", "99", "10002", "10001"]
        close_ticket(account.desk, HIGH.id)
        assert names(views.ticket_ids(Listing(Folder.OPEN, Order.SUBJECT))) == ["new", "10002", "10001"]
        assert change.id in views.ticket_ids(Listing(Folder.MINE))


def test_a_search_keeps_the_newest_on_top_unless_another_order_is_asked_for(tmp_path: Path) -> None:
    old, new = a_ticket(subject="Pump b", created_at=NOON), a_ticket(subject="Pump a", created_at=NOON + 5)
    with an_open_account(tmp_path) as account:
        account.cache(old, new, a_message(old.id, created_at=NOON + 50))
        views = account.side.views
        assert views.ticket_ids(Listing(Folder.OPEN, text="pump")) == [new.id, old.id]
        assert views.ticket_ids(Listing(Folder.OPEN, Order.SUBJECT, "pump")) == [new.id, old.id]
        assert views.ticket_ids(Listing(Folder.OPEN, Order.SUBJECT, "pump", backwards=True)) == [old.id, new.id]


def test_no_list_walks_through_the_wide_rows(tmp_path: Path) -> None:
    """At 100,000 tickets that would take a quarter to half a second: a row carries its whole description."""
    with an_open_account(tmp_path) as account:
        account.cache(*TICKETS)
        cache = account.workspace.desk.cache
        asked: list[tuple[str, object]] = []

        class Asked(TicketOrder):
            def __init__(self) -> None:
                super().__init__(cache)
                rows = cache.rows
                self._cache = type(
                    "Noting", (), {"rows": lambda _, sql, args=(): asked.append((sql, args)) or rows(sql, args)}
                )()

        order = Asked()
        for folder, by, narrowed in product(
            Folder, Order, ({}, {"request_type": "fault"}, {"request_type": "fault", "category": "x"})
        ):
            order.of_folder(Listing(folder, by, **narrowed), a_catalogue())
        plans = {sql: [str(row[3]) for row in cache.rows(f"EXPLAIN QUERY PLAN {sql}", args)] for sql, args in asked}
        assert plans
        for sql, plan in plans.items():
            covering = any("COVERING INDEX ticket_listing" in step for step in plan)
            partial = any(f"INDEX ticket_{name}" in step for step in plan for name in ("open", "closed", "waiting"))
            assert covering or partial, (sql, plan)
            if partial:
                assert not any("TEMP B-TREE" in step for step in plan), (sql, plan)
        for by in Order:
            for narrowed, index in (({"unread_only": True}, "ticket_unread"), ({"machine_id": "m"}, "ticket_machine")):
                asked.clear()
                order.of_folder(Listing(Folder.COMPANY, by, **narrowed), a_catalogue())
                sql, args = asked[0]
                plan = [str(row[3]) for row in cache.rows(f"EXPLAIN QUERY PLAN {sql}", args)]
                assert any(index in step for step in plan), (sql, plan)
