"""The cache follows the server: swept once, then by the feed, through interruptions of every kind."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from threading import Event

from desktop.actions.open_ticket import open_ticket
from desktop.domain.batch import EntityType, Removal
from desktop.domain.catalogue import StatusKind
from desktop.domain.listing import Folder, Listing
from desktop.domain.notice import NoticeKind
from desktop.sync.outcome import Topic
from tests.builders import ANNA, LUCA, MARCO, a_message, a_ticket, a_ticket_draft
from tests.sync.devices import Device, a_device
from tests.sync.model_server import Fault, ModelServer

ALL = Listing(Folder.COMPANY)


def a_full_server(tickets: int = 100) -> ModelServer:
    server = ModelServer()
    for _ in range(tickets):
        ticket = a_ticket()
        server.put(ticket, a_message(ticket.id))
    return server


def mirrors(device: Device, server: ModelServer) -> bool:
    return set(device.account.side.views.ticket_ids(ALL)) == set(server.tickets)


def test_the_first_sync_brings_everything_read_and_without_a_flood_of_notices(tmp_path: Path) -> None:
    server = a_full_server()
    with a_device(tmp_path, server) as device:
        assert device.sync().trouble is None
        assert mirrors(device, server)
        assert device.account.side.views.counts().unread == 0
        assert device.heard.notices == []


def test_progress_is_told_with_amounts_and_ends(tmp_path: Path) -> None:
    with a_device(tmp_path, a_full_server()) as device:
        device.sync()
        steps = [one for one in device.heard.progress_values if one is not None]
        assert [one.done for one in steps] == sorted(one.done for one in steps)
        assert steps[-1].done <= steps[-1].total == 200
        assert device.heard.progress_values[-1] is None


def test_an_interrupted_first_sync_goes_on_where_it_was(tmp_path: Path) -> None:
    server, requests = a_full_server(), []

    def plan(request: str) -> Fault | None:
        requests.append(request)
        return Fault.LOST_BEFORE if requests.count("snapshot") == 4 else None

    with a_device(tmp_path, server, plan) as device:
        assert device.sync().trouble is not None
        assert 0 < len(device.account.side.views.ticket_ids(ALL)) < 100
    before = requests.count("snapshot")
    with a_device(tmp_path, server, lambda request: requests.append(request)) as device:
        device.sync()
        assert mirrors(device, server)
    assert requests.count("snapshot") - before == 4  # of 7 pages 3 were there already


def test_sending_is_not_kept_waiting_by_a_long_first_sync(tmp_path: Path) -> None:
    server, order = a_full_server(), []

    def plan(request: str) -> Fault | None:
        order.append(request)
        if order.count("snapshot") == 2 and request == "snapshot":
            open_ticket(device.account.desk, a_ticket_draft())
        return None

    with a_device(tmp_path, server, plan) as device:
        device.sync()
    assert order.index("send") < len(order) - 4


def test_the_feed_brings_replies_as_unread_with_a_notice(tmp_path: Path) -> None:
    server = a_full_server(3)
    with a_device(tmp_path, server) as device:
        device.sync()
        ticket = next(iter(server.tickets.values()))
        server.put(
            a_message(ticket.id, text="The part was sent today."), a_message(ticket.id, author=ANNA, text="Thanks")
        )
        device.sync()
        row = device.account.side.views.rows([ticket.id])[ticket.id]
        assert row.unread
        [notice] = device.heard.notices
        assert (notice.kind, notice.who, notice.text) == (NoticeKind.REPLY, LUCA.name, "The part was sent today.")
        device.account.desk.tickets.mark_read(ticket.id)
        assert not device.account.side.views.rows([ticket.id])[ticket.id].unread


def test_a_colleagues_message_is_neither_unread_nor_told(tmp_path: Path) -> None:
    server = a_full_server(2)
    with a_device(tmp_path, server) as device:
        device.sync()
        ticket = next(iter(server.tickets.values()))
        server.put(a_message(ticket.id, author=MARCO))
        device.sync()
        assert device.heard.notices == []
        assert device.account.side.views.counts().unread == 0


def test_a_status_that_support_changed_is_told(tmp_path: Path) -> None:
    server = a_full_server(2)
    with a_device(tmp_path, server) as device:
        device.sync()
        ticket = next(iter(server.tickets.values()))
        server.put(replace(ticket, kind=StatusKind.ANSWERED, status="answered", version=2))
        device.sync()
        [notice] = device.heard.notices
        assert (notice.kind, notice.status) == (NoticeKind.STATUS, "answered")


def test_an_older_version_in_the_feed_does_not_undo_a_newer_answer(tmp_path: Path) -> None:
    server = ModelServer()
    ticket = a_ticket(version=5, subject="new")
    server.put(ticket)
    with a_device(tmp_path, server) as device:
        device.sync()
        server.log.append((replace(ticket, version=3, subject="old"), None))
        device.sync()
        view = device.account.side.views.ticket(ticket.id)
        assert view is not None
        assert view.subject == "new"


def test_what_the_server_deleted_goes_and_does_not_come_back(tmp_path: Path) -> None:
    server = a_full_server(5)
    with a_device(tmp_path, server) as device:
        device.sync()
        gone = next(iter(server.tickets))
        server.remove(Removal(EntityType.TICKET, gone))
        device.sync()
        assert mirrors(device, server)
        assert device.account.side.views.ticket(gone) is None
        assert set(device.account.side.views.ticket_ids(Listing(text="serial number"))) == set(server.tickets)


def test_a_lost_cursor_sweeps_the_cache_afresh_and_leaves_the_outbox_alone(tmp_path: Path) -> None:
    server = a_full_server(40)
    with a_device(tmp_path, server) as device:
        device.sync()
        restored = ModelServer(epoch=2)
        kept = list(server.tickets.values())[:30]
        restored.put(*kept, a_ticket())
        device.connector.server = restored
        draft = a_ticket_draft()
        device.account.desk.drafts.save(draft)
        device.sync()
        assert mirrors(device, restored)
        assert device.account.side.views.ticket_drafts() == [draft]


def test_stopping_ends_a_first_sync_between_pages_with_what_came_so_far(tmp_path: Path) -> None:
    server, stop = a_full_server(), Event()

    def plan(request: str) -> Fault | None:
        if request == "snapshot":
            stop.set()
        return None

    with a_device(tmp_path, server, plan) as device:
        assert device.engine.run_once(stop).trouble is None
        assert 0 < len(device.account.side.views.ticket_ids(ALL)) < 100
        assert device.account.side.views.pull_state().sweeping


def test_what_was_deleted_while_a_first_sync_was_interrupted_and_had_to_begin_again_does_not_stay(
    tmp_path: Path,
) -> None:
    server, stop = a_full_server(), Event()

    def plan(request: str) -> Fault | None:
        if request == "snapshot":
            stop.set()
        return None

    with a_device(tmp_path, server, plan) as device:
        device.engine.run_once(stop)
        seen = device.account.side.views.ticket_ids(ALL)
        server.remove(Removal(EntityType.TICKET, seen[0]))
        server.epoch = 2  # tidied up: the page to go on from is gone
        device.sync()
        assert mirrors(device, server)
        assert device.heard.notices == []


def test_what_only_goes_in_a_fresh_sweep_is_told_to_the_screens(tmp_path: Path) -> None:
    server = a_full_server(30)
    with a_device(tmp_path, server) as device:
        device.sync()
        device.connector.server = ModelServer(epoch=2)
        device.heard.topics.clear()
        device.sync()
        assert device.account.side.views.ticket_ids(ALL) == []
        assert device.heard.topics >= {Topic.TICKETS, Topic.MACHINES}
