"""What was read of the announcements stays read: after a restart, and after the cache was pulled again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desktop.actions.add_to_ticket import add_to_ticket
from desktop.actions.open_ticket import open_ticket
from desktop.actions.read_announcements import (
    mark_all_announcements_read,
    mark_announcement_read,
    mark_announcements_read,
)
from desktop.domain.announcement import Announcement
from desktop.domain.change import AddMessage
from desktop.domain.duplicates import Likeness
from desktop.domain.instant import DAY
from desktop.domain.recurrence import YEAR
from desktop.storage.accounts import Part
from desktop.storage.database import Database
from desktop.storage.migrate import Schema, migrate, migrations
from desktop.storage.views import Views
from tests.builders import SetClock, a_machine, a_reply, a_ticket, a_ticket_draft, an_open_account
from tests.sync.devices import a_device
from tests.sync.model_server import ModelServer


def an_announcement(id: str, published_at: int, **more: object) -> Announcement:
    return Announcement(id, f"About {id}", "Text", "news", published_at, **more)  # type: ignore[arg-type]


def unread(views: Views) -> set[str]:
    return {row.announcement.id for row in views.announcements() if not row.read}


def test_what_was_read_stays_read_across_a_restart_and_a_cache_that_is_pulled_again(tmp_path: Path) -> None:
    clock = SetClock()
    news = [an_announcement(id, clock.at - DAY) for id in ("a", "b", "c")]
    with an_open_account(tmp_path, clock=clock) as account:
        account.cache(*news)
        assert account.side.views.counts().unread_announcements == 3
        assert mark_announcement_read(account.desk, "a")
        assert not mark_announcement_read(account.desk, "a")
        assert not mark_announcements_read(account.desk, ("nobody-knows",))
        assert unread(account.side.views) == {"b", "c"}
    with an_open_account(tmp_path, clock=clock) as account:
        assert unread(account.side.views) == {"b", "c"}
        account.side.let_go(Part.CACHE)
        account.workspace.give_up(Part.CACHE)
        account.workspace.mend(Part.CACHE)
        account.side.reopen(Part.CACHE)
        assert account.side.views.announcements() == []
        account.cache(*news)
        assert unread(account.side.views) == {"b", "c"}
        assert mark_all_announcements_read(account.desk)
        assert account.side.views.counts().unread_announcements == 0


def test_maintenance_that_is_put_off_is_unread_again(tmp_path: Path) -> None:
    with an_open_account(tmp_path) as account:
        one = an_announcement("m", account.clock.at, starts_at=account.clock.at + DAY)
        account.cache(one)
        mark_announcement_read(account.desk, "m")
        account.cache(replace(one, text="A word was corrected"))
        assert unread(account.side.views) == set()
        account.cache(replace(one, starts_at=account.clock.at + 2 * DAY))
        assert unread(account.side.views) == {"m"}


def test_the_first_sync_leaves_unread_only_what_is_fresh_and_later_ones_whatever_is_new(tmp_path: Path) -> None:
    server = ModelServer()
    with a_device(tmp_path, server) as device:
        at = device.account.clock.at
        old = [an_announcement(f"old-{days}", at - days * DAY) for days in range(8, 208)]
        fresh = [
            an_announcement("this-week", at - 6 * DAY),
            an_announcement("in-force", at - 90 * DAY, ends_at=at + DAY),
            an_announcement("coming", at - 90 * DAY, starts_at=at + DAY),
        ]
        server.put(*old, *fresh)
        assert device.sync().trouble is None
        views = device.account.side.views
        assert len(views.announcements()) == 203
        assert unread(views) == {"this-week", "in-force", "coming"}
        server.put(an_announcement("late", at - 30 * DAY))
        device.sync()
        assert unread(views) == {"this-week", "in-force", "coming", "late"}


def test_what_lay_in_a_cache_of_an_older_version_counts_as_read_unless_it_is_fresh(tmp_path: Path) -> None:
    database = Database(tmp_path / "cache.db", b"k" * 32)
    with database.transaction():
        for number, name, script in migrations(Schema.CACHE)[:3]:
            database.script(script)
            database.run("INSERT INTO migration (number, name) VALUES (?, ?)", (number, name))
        database.script("PRAGMA user_version = 3")
        for id, parts in (
            ("old", '"published_at": 1000'),
            ("held", '"published_at": 1000, "ends_at": 4102444800000, "starts_at": null'),
            ("coming", '"published_at": 1000, "starts_at": 4102444800000'),
            ("over", '"published_at": 1000, "starts_at": 5, "ends_at": 7'),
        ):
            database.run("INSERT INTO entity VALUES ('announcement', ?, ?, 1)", (id, f'{{"id": "{id}", {parts}}}'))
        database.run("INSERT INTO fact VALUES ('catalogue-tag', 'x')")
    migrate(database, Schema.CACHE)
    assert sorted(str(row[0]) for row in database.rows("SELECT edition FROM announcement_read")) == [
        "old||",
        "over|5|7",
    ]
    assert database.value("SELECT value FROM fact WHERE key = 'catalogue-tag'") is None
    database.close()


def test_what_was_written_becomes_a_reply_in_the_outbox_and_only_then_its_draft_ends(tmp_path: Path) -> None:
    with an_open_account(tmp_path, undo_time=10_000) as account:
        desk = account.desk
        ticket = a_ticket()
        account.cache(ticket)
        begun = a_reply(ticket.id, "Something begun there")
        desk.drafts.save(begun)
        draft = a_ticket_draft(contacts=())
        desk.drafts.save(draft)
        change = add_to_ticket(desk, draft, ticket.id)
        assert change is not None
        assert change.deed == AddMessage("Pump P-101 stops\n\nIt stops after five minutes, E-217.")
        assert (change.ticket_id, change.not_before) == (ticket.id, account.clock.at + 10_000)
        assert desk.drafts.tickets() == []
        assert desk.drafts.reply(ticket.id) == begun
        assert [one.id for one in account.side.views.outbox()] == [change.id]


def test_with_nothing_written_nothing_is_sent(tmp_path: Path) -> None:
    with an_open_account(tmp_path) as account:
        draft = a_ticket_draft(subject=" ", description="What I did:", template="What I did:", contacts=())
        assert add_to_ticket(account.desk, draft, "t") is None
        assert account.side.views.outbox() == []


def test_similar_tickets_weigh_what_they_are_about_and_come_from_the_outbox_too(tmp_path: Path) -> None:
    with an_open_account(tmp_path) as account:
        views = account.side.views
        fault = a_ticket(subject="Invoice printer jams", request_type="fault", created_at=2000)
        other = a_ticket(subject="Invoice printer jams", request_type="parts", created_at=9000)
        account.cache(fault, other)
        queued = open_ticket(account.desk, a_ticket_draft(subject="Printer jams daily", machine_id="m-1"))
        found = views.similar(Likeness("The invoice printer jams", "", "fault"))
        assert [row.id for row in found] == [fault.id, other.id, queued.id]
        assert views.similar(Likeness("", "", "fault")) == ()
        assert views.similar(Likeness("The invoice printer jams"), stop=lambda: True) == ()


def test_a_search_for_similar_tickets_is_left_off_at_its_next_step(tmp_path: Path) -> None:
    with an_open_account(tmp_path) as account:
        account.cache(a_ticket(subject="alpha bravo charlie delta"))
        asked: list[int] = []

        def stop() -> bool:
            asked.append(1)
            return len(asked) > 2

        assert account.side.views.similar(Likeness("alpha bravo charlie delta"), stop) == ()
        assert len(asked) == 3


def test_a_machines_tickets_of_a_year_are_counted_with_the_unsent_ones(tmp_path: Path) -> None:
    with an_open_account(tmp_path) as account:
        now = account.clock.at
        account.cache(
            a_machine(id="m-1"),
            a_ticket(id="new", machine_id="m-1", machine_state="stopped", created_at=now - DAY),
            a_ticket(id="old", machine_id="m-1", created_at=now - YEAR - 1),
            a_ticket(id="other", machine_id="m-2", created_at=now - DAY),
        )
        queued = open_ticket(account.desk, a_ticket_draft())
        found = account.side.views.occurrences("m-1")
        assert {(one.ticket_id, one.request_type, one.machine_state) for one in found} == {
            ("new", "fault", "stopped"),
            (queued.id, "fault", "faulty"),
        }
