"""Once a week the cache is compared with the server; what differs is put right, and nothing that is well is touched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop import errors
from desktop.connectors.contract import Capabilities
from desktop.domain.batch import EntityType, Removal
from desktop.domain.digest import BucketDigest, DigestBuilder, TicketLines, bucket_of, differing
from desktop.domain.instant import DAY, HOUR
from desktop.domain.listing import Folder, Listing
from desktop.domain.notice import NoticeKind
from desktop.domain.ticket import Ticket
from desktop.storage.database import Database
from desktop.storage.digest import lines_after
from desktop.sync.audit import MOST_BUCKETS, SLICE
from desktop.sync.stores import write_here
from tests.builders import a_message, a_ticket, an_attachment
from tests.sync.devices import Device, a_device
from tests.sync.model_server import Fault, ModelServer

ALL = Listing(Folder.COMPANY)
Damage = Callable[[Database, Ticket], object]


def a_server(tickets: int = 40) -> ModelServer:
    server = ModelServer()
    for _ in range(tickets):
        ticket = a_ticket()
        server.put(ticket, a_message(ticket.id), a_message(ticket.id), an_attachment(ticket.id))
    return server


@contextmanager
def a_synced_device(tmp_path: Path, server: ModelServer) -> Iterator[tuple[Device, list[str]]]:
    """A device that has everything, and the list of the requests it makes from then on."""
    requests: list[str] = []
    with a_device(tmp_path, server) as device:
        device.sync()
        device.connector.faults = lambda request: requests.append(request)
        yield device, requests


def held(device: Device) -> list[TicketLines]:
    stores = device.account.workspace.stores(write_here)
    return lines_after(stores.cache, "", 10_000)


def damage(device: Device, how: Damage, ticket: Ticket) -> None:
    stores = device.account.workspace.stores(write_here)
    with stores.cache.transaction():
        how(stores.cache, ticket)


def test_a_sound_cache_costs_one_request_a_week(tmp_path: Path) -> None:
    server = a_server()
    with a_synced_device(tmp_path, server) as (device, requests):
        for _ in range(30):
            device.sync()
            device.account.clock.go_on(DAY)
        assert requests.count("digest") == 4
        assert requests.count("digest-bucket") == 0
        assert requests.count("snapshot") == 0


def test_when_the_last_audit_was_is_remembered_across_a_restart(tmp_path: Path) -> None:
    server = a_server()
    with a_synced_device(tmp_path, server) as (device, _):
        device.account.clock.go_on(8 * DAY)
        device.sync()
        clock = device.account.clock
    requests: list[str] = []
    clock.go_on(6 * DAY)
    with a_device(tmp_path, server, lambda request: requests.append(request), clock=clock) as device:
        device.sync()
        assert "digest" not in requests
        clock.go_on(2 * DAY)
        device.sync()
        assert "digest" in requests


DAMAGES: dict[str, Damage] = {
    "a ticket is missing": lambda cache, ticket: cache.run("DELETE FROM ticket WHERE id = ?", (ticket.id,)),
    "a ticket is of an older version": lambda cache, ticket: cache.run(
        "UPDATE ticket SET version = 0, subject = 'old' WHERE id = ?", (ticket.id,)
    ),
    "a ticket is of a version that never was": lambda cache, ticket: cache.run(
        "UPDATE ticket SET version = 99, subject = 'never' WHERE id = ?", (ticket.id,)
    ),
    "a message is missing": lambda cache, ticket: cache.run(
        "DELETE FROM message WHERE id = (SELECT min(id) FROM message WHERE ticket_id = ?)", (ticket.id,)
    ),
    "an attachment is missing": lambda cache, ticket: cache.run(
        "DELETE FROM attachment WHERE ticket_id = ?", (ticket.id,)
    ),
    "everything of a ticket is missing": lambda cache, ticket: [
        cache.run(f"DELETE FROM {table} WHERE {column} = ?", (ticket.id,))
        for table, column in (("ticket", "id"), ("message", "ticket_id"), ("attachment", "ticket_id"))
    ],
    "a message is here that never was": lambda cache, ticket: cache.run(
        "INSERT INTO message SELECT position + 1, 'ghost', ticket_id, author_id, author_name, author_side, kind, 'Boo', html,"
        " event_name, event_before, event_after, created_at, generation FROM message WHERE ticket_id = ? LIMIT 1",
        (ticket.id,),
    ),
    "a ticket is here that never was": lambda cache, ticket: cache.run(
        "UPDATE ticket SET id = 'ghost' WHERE id = ?", (ticket.id,)
    ),
}


@pytest.mark.parametrize("what", DAMAGES)
def test_what_differs_is_put_right(tmp_path: Path, what: str) -> None:
    server = a_server()
    with a_synced_device(tmp_path, server) as (device, requests):
        views = device.account.side.views
        sound, pages = held(device), {id: views.rows([id]) for id in server.tickets}
        damage(device, DAMAGES[what], list(server.tickets.values())[7])
        assert held(device) != sound
        device.account.clock.go_on(8 * DAY)
        assert device.sync().trouble is None
        assert held(device) == sound == server.lines()
        assert 1 <= requests.count("digest-bucket") <= 2
        assert requests.count("snapshot") == 0
        device.account.desk.tickets.mark_read(list(server.tickets)[7])
        assert {id: views.rows([id]) for id in server.tickets} == pages
        assert set(views.ticket_ids(ALL)) == set(views.ticket_ids(Listing(text="pump"))) == set(server.tickets)


def test_a_reply_that_only_the_audit_found_is_told(tmp_path: Path) -> None:
    server = a_server()
    with a_synced_device(tmp_path, server) as (device, _):
        ticket = next(iter(server.tickets.values()))
        missed = a_message(ticket.id, text="You never saw me.")
        server.log.insert(0, (missed, None))  # before the cursor: the feed will not bring it
        server.log.pop()
        device.account.clock.go_on(8 * DAY)
        device.sync()
        [notice] = [one for one in device.heard.notices if one.kind is NoticeKind.REPLY]
        assert notice.text == "You never saw me."


def test_where_too_much_differs_everything_is_fetched_afresh(tmp_path: Path) -> None:
    server = a_server(80)
    with a_synced_device(tmp_path, server) as (device, requests):
        sound = held(device)
        for ticket in list(server.tickets.values())[: 2 * MOST_BUCKETS]:
            damage(device, DAMAGES["a message is missing"], ticket)
        device.account.clock.go_on(8 * DAY)
        device.sync()
        assert requests.count("digest-bucket") == 0
        device.sync()
        assert requests.count("snapshot") > 0
        assert held(device) == sound


def test_what_only_the_audit_found_to_be_gone_is_subject_to_the_brake(tmp_path: Path) -> None:
    server = a_server(0)
    with a_synced_device(tmp_path, server) as (device, _):
        crowd = [a_ticket(id=id) for id in ids_of_one_bucket(60)]
        stores = device.account.workspace.stores(write_here)
        with stores.cache.transaction():
            stores.tickets.apply(crowd, me="", generation=1)
        device.account.clock.go_on(8 * DAY)
        assert device.sync().vanished == 60
        assert len(device.account.side.views.ticket_ids(ALL)) == 60


def ids_of_one_bucket(count: int) -> list[str]:
    every = (f"t-{number}" for number in range(1_000_000))
    return [id for id, _ in zip((id for id in every if bucket_of(id) == "07"), range(count), strict=False)]


def test_what_is_held_is_no_difference(tmp_path: Path) -> None:
    server = a_server(80)
    with a_synced_device(tmp_path, server) as (device, requests):
        for id in list(server.tickets)[:60]:
            server.remove(Removal(EntityType.TICKET, id))
        device.account.clock.go_on(8 * DAY)
        assert device.sync().vanished == 60
        assert requests.count("digest") == 1
        assert requests.count("digest-bucket") == 0


def test_a_server_that_goes_on_meanwhile_is_followed_and_not_believed_to_differ(tmp_path: Path) -> None:
    server = a_server()
    with a_synced_device(tmp_path, server) as (device, requests):

        def busy(request: str) -> Fault | None:
            requests.append(request)
            if request == "digest" and requests.count("digest") < 3:
                server.put(a_ticket())
            return None

        device.connector.faults = busy
        device.account.clock.go_on(8 * DAY)
        device.sync()
        assert requests.count("digest") == 3
        assert requests.count("digest-bucket") == 0
        assert set(device.account.side.views.ticket_ids(ALL)) == set(server.tickets)


def test_a_server_that_is_never_still_is_asked_again_in_an_hour(tmp_path: Path) -> None:
    server = a_server()
    with a_synced_device(tmp_path, server) as (device, requests):

        def busy(request: str) -> Fault | None:
            requests.append(request)
            if request == "digest":
                server.put(a_ticket())
            return None

        device.connector.faults = busy
        device.account.clock.go_on(8 * DAY)
        device.sync()
        device.sync()
        asked = requests.count("digest")
        device.connector.faults = lambda request: requests.append(request)
        device.account.clock.go_on(HOUR)
        device.sync()
        assert (asked, requests.count("digest")) == (3, 4)


@pytest.mark.parametrize("fault", [Fault.BROKEN, Fault.LOST_BEFORE])
def test_a_server_that_can_not_say_its_digest_is_no_trouble_and_asked_again_the_next_day(
    tmp_path: Path, fault: Fault
) -> None:
    server = a_server()
    with a_synced_device(tmp_path, server) as (device, requests):

        def plan(request: str) -> Fault | None:
            requests.append(request)
            return fault if request == "digest" else None

        device.connector.faults = plan
        device.account.clock.go_on(8 * DAY)
        assert device.sync().trouble is None
        device.sync()
        assert requests.count("digest") == 1
        device.account.clock.go_on(DAY)
        device.sync()
        assert requests.count("digest") == 2


def test_a_server_that_asks_for_patience_during_an_audit_is_left_alone_altogether(tmp_path: Path) -> None:
    server = a_server()
    with a_synced_device(tmp_path, server) as (device, requests):

        def plan(request: str) -> Fault | None:
            requests.append(request)
            return Fault.BUSY if request == "digest" else None

        device.connector.faults = plan
        device.account.clock.go_on(8 * DAY)
        outcome = device.sync()
        assert isinstance(outcome.trouble, errors.ServerBusy)
        asked = len(requests)
        device.sync()
        assert len(requests) == asked
        device.account.clock.at = outcome.hold_until
        assert device.sync().trouble is None
        assert requests.count("digest") == 1  # the next one the next day


def test_an_ended_session_is_told_also_when_the_audit_finds_out(tmp_path: Path) -> None:
    server = a_server()
    with a_synced_device(tmp_path, server) as (device, _):
        device.connector.faults = lambda request: Fault.EXPIRED if request == "digest" else None
        device.account.clock.go_on(8 * DAY)
        assert isinstance(device.sync().trouble, errors.SignInNeeded)


def test_a_server_without_a_digest_is_never_asked_for_one(tmp_path: Path) -> None:
    server = a_server()
    with a_synced_device(tmp_path, server) as (device, requests):
        device.connector.capabilities = Capabilities(pokes=False)
        device.account.clock.go_on(8 * DAY)
        assert device.sync().trouble is None
        assert "digest" not in requests


def test_a_clock_that_was_put_back_does_not_put_the_audit_off(tmp_path: Path) -> None:
    server = a_server()
    with a_synced_device(tmp_path, server) as (device, requests):
        device.account.clock.go_on(-400 * DAY)
        device.sync()
        device.sync()
        assert requests.count("digest") == 1


def test_an_audit_that_is_stopped_changes_nothing_and_comes_again(tmp_path: Path) -> None:
    server, stop = a_server(), Event()
    with a_synced_device(tmp_path, server) as (device, requests):
        sound = held(device)
        damage(device, DAMAGES["a message is missing"], next(iter(server.tickets.values())))
        damaged = held(device)

        def plan(request: str) -> Fault | None:
            requests.append(request)
            if request == "digest-bucket":
                stop.set()
            return None

        device.connector.faults = plan
        device.account.clock.go_on(8 * DAY)
        device.engine.run_once(stop)
        assert held(device) in (damaged, sound)
        device.connector.faults = lambda request: requests.append(request)
        device.sync()
        assert held(device) == sound


def test_slices_leave_nothing_out(tmp_path: Path) -> None:
    server = a_server(2 * SLICE + 7)
    with a_synced_device(tmp_path, server) as (device, _):
        stores = device.account.workspace.stores(write_here)
        found: list[TicketLines] = []
        while part := lines_after(stores.cache, found[-1].id if found else "", SLICE):
            assert len(part) <= SLICE
            found += part
        assert found == server.lines() == held(device)


# ------------------------------------------------------------ the digest itself


def built(lines: list[TicketLines]) -> dict[str, BucketDigest]:
    builder = DigestBuilder()
    for one in lines:
        builder.add(one)
    return builder.buckets()


def test_a_digest_is_what_the_open_api_says_it_is() -> None:
    """By hand: sha256("t1") begins with 62, sha256 over the three lines as it stands in no program of ours."""
    [(name, digest)] = built([TicketLines("t1", 3, ["m1"], ["a1"])]).items()
    assert (name, digest.count) == ("62", 3)
    assert digest.hash == "2b49c5a94419a658a7e4a439dc9be804866331b7be3b1640430c4dbb4d21cad1"


some_ids = st.lists(st.text("abc01", min_size=1, max_size=4), max_size=4, unique=True).map(sorted)
some_lines = st.lists(
    st.builds(TicketLines, st.text("tuv", min_size=1, max_size=3), st.integers(0, 9), some_ids, some_ids),
    max_size=8,
    unique_by=lambda one: one.id,
).map(lambda lines: sorted(lines, key=lambda one: one.id))


@given(some_lines, some_lines)
@settings(max_examples=200, deadline=None)
def test_two_digests_are_the_same_exactly_where_the_same_is_held(
    ours: list[TicketLines], theirs: list[TicketLines]
) -> None:
    wrong = differing(built(ours), built(theirs))
    for name in {bucket_of(one.id) for one in (*ours, *theirs)}:
        same = [one for one in ours if bucket_of(one.id) == name] == [
            one for one in theirs if bucket_of(one.id) == name
        ]
        assert (name not in wrong) is same


def test_another_version_is_another_digest() -> None:
    lines = TicketLines("t1", 3)
    assert differing(built([lines]), built([replace(lines, version=4)])) == [bucket_of("t1")]
