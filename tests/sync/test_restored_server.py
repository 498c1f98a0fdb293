"""A helpdesk went back to its backup: what this person sent it since is brought to it again, once, in order, and nothing else is."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Event

import pytest

from desktop.actions.attach import attach_bytes
from desktop.actions.change_status import close_ticket
from desktop.actions.open_ticket import open_ticket
from desktop.actions.removals import ask_again
from desktop.actions.reply import reply
from desktop.connectors.contract import Capabilities
from desktop.connectors.proxy import Proxy, ProxyMode
from desktop.connectors.sportello.connector import SportelloConnector
from desktop.connectors.transport import Transport, TransportOptions
from desktop.domain.account import Helpdesk
from desktop.domain.batch import EntityType, Removal
from desktop.domain.change import Change, FrozenFile, Problem
from desktop.domain.change_state import ChangeState
from desktop.domain.instant import DAY
from desktop.domain.listing import Folder, Listing
from desktop.domain.notice import NoticeKind
from desktop.domain.receipt import Receipt, TryLater
from desktop.sandbox.server import RunningSandbox
from desktop.sync.engine import Engine
from desktop.sync.stores import write_here
from tests.builders import a_message, a_reply, a_ticket, a_ticket_draft
from tests.sync.devices import Device, Heard, a_device
from tests.sync.model_server import Fault, ModelServer, no_faults

ALL = Listing(Folder.COMPANY)


def a_server(tickets: int = 5) -> ModelServer:
    server = ModelServer()
    for _ in range(tickets):
        ticket = a_ticket()
        server.put(ticket, a_message(ticket.id))
    return server


def restore(device: Device, backup: ModelServer) -> ModelServer:
    """The server as it was, under a new epoch."""
    restored = copy.deepcopy(backup)
    restored.epoch += 1
    device.connector.server = restored
    return restored


def settle(device: Device) -> None:
    """Until all is sent, and the feed has shown it."""
    device.settle_down()
    device.sync()


def state(device: Device, change: Change) -> ChangeState:
    return device.state_of(change)


def test_what_was_sent_since_the_backup_goes_again_in_its_order(tmp_path: Path) -> None:
    server = a_server()
    with a_device(tmp_path, server) as device:
        desk = device.account.desk
        device.sync()
        before = open_ticket(desk, a_ticket_draft(subject="Before the backup"))
        settle(device)
        backup = copy.deepcopy(server)
        opened = open_ticket(desk, a_ticket_draft())
        answers = [reply(desk, a_reply(opened.id, text)) for text in ("First.", "Second.")]
        elsewhere = reply(desk, a_reply(before.id, "To the older one."))
        settle(device)
        device.connector.sent_ids.clear()
        restored = restore(device, backup)
        settle(device)
        assert device.connector.sent_ids == [opened.id, *(one.id for one in answers), elsewhere.id]
        assert {state(device, one) for one in (before, opened, *answers, elsewhere)} == {ChangeState.CONFIRMED}
        assert set(restored.effects.values()) == {1}
        assert set(device.account.side.views.ticket_ids(ALL)) == set(restored.tickets)
        [notice] = [one for one in device.heard.notices if one.kind is NoticeKind.RESTORED]
        assert notice.count == 4


def test_only_what_the_sweep_did_not_bring_is_asked_about(tmp_path: Path) -> None:
    server = a_server()
    with a_device(tmp_path, server) as device:
        device.sync()
        for _ in range(20):
            open_ticket(device.account.desk, a_ticket_draft())
        settle(device)
        backup = copy.deepcopy(server)
        lost = open_ticket(device.account.desk, a_ticket_draft())
        settle(device)
        asked = count_questions(device)
        restore(device, backup)
        settle(device)
        assert asked == [lost.id]
        assert [one.count for one in device.heard.notices if one.kind is NoticeKind.RESTORED] == [1]


def count_questions(device: Device) -> list[str]:
    asked: list[str] = []
    look_up = device.connector.look_up

    def counting(change: Change) -> Receipt | None:
        asked.append(change.id)
        return look_up(change)

    device.connector.look_up = counting  # type: ignore[method-assign]
    return asked


def test_what_the_staff_deleted_is_known_to_the_server_and_stays_deleted(tmp_path: Path) -> None:
    server = a_server()
    with a_device(tmp_path, server) as device:
        opened = open_ticket(device.account.desk, a_ticket_draft())
        settle(device)
        server.remove(Removal(EntityType.TICKET, opened.id))
        asked = count_questions(device)
        restored = restore(device, server)
        settle(device)
        assert asked == [opened.id]
        assert opened.id not in restored.tickets
        assert restored.effects[opened.id] == 1
        assert all(one.kind is not NoticeKind.RESTORED for one in device.heard.notices)


def test_a_closing_that_the_server_forgot_closes_again(tmp_path: Path) -> None:
    server = a_server()
    with a_device(tmp_path, server) as device:
        device.sync()
        ticket = next(iter(server.tickets))
        backup = copy.deepcopy(server)
        change = close_ticket(device.account.desk, ticket)
        settle(device)
        restored = restore(device, backup)
        settle(device)
        assert restored.tickets[ticket].kind.value == "closed"
        assert state(device, change) is ChangeState.CONFIRMED


def test_a_reply_that_came_before_its_ticket_was_there_again_goes_behind_it(tmp_path: Path) -> None:
    """The push comes before the pull that finds out: the server does not know the ticket, and says so."""
    server = a_server()
    backup = copy.deepcopy(server)
    with a_device(tmp_path, server) as device:
        opened = open_ticket(device.account.desk, a_ticket_draft())
        settle(device)
        restored = restore(device, backup)
        late = reply(device.account.desk, a_reply(opened.id, "And one thing more."))
        settle(device)
        assert state(device, late) is ChangeState.CONFIRMED
        assert restored.messages[late.id].ticket_id == opened.id


def test_files_go_up_again_from_the_store(tmp_path: Path) -> None:
    server = a_server()
    backup = copy.deepcopy(server)
    with a_device(tmp_path, server) as device:
        desk = device.account.desk
        file = attach_bytes(desk, b"photo" * 400, "photo.jpg")
        opened = open_ticket(desk, a_ticket_draft(files=(file,)))
        settle(device)
        device.account.clock.go_on(20 * DAY)
        assert file.sha256 in device.account.workspace.outbox.files_in_use()
        device.connector.sent_ids.clear()
        restored = restore(device, backup)
        settle(device)
        assert device.connector.sent_ids == [opened.id]  # with its files, not once before they were there
        assert state(device, opened) is ChangeState.CONFIRMED
        assert restored.blobs[file.sha256] == b"photo" * 400


def test_a_file_that_is_no_longer_here_is_told_and_holds_up_only_its_own_ticket(tmp_path: Path) -> None:
    server = a_server()
    backup = copy.deepcopy(server)
    with a_device(tmp_path, server) as device:
        desk = device.account.desk
        file: FrozenFile = attach_bytes(desk, b"gone", "gone.jpg")
        broken = open_ticket(desk, a_ticket_draft(files=(file,)))
        sound = open_ticket(desk, a_ticket_draft())
        settle(device)
        path = desk.files.path(file.sha256)
        assert path is not None
        path.unlink()
        restored = restore(device, backup)
        settle(device)
        kept = device.account.side.views.change(broken.id)
        assert kept is not None
        assert (kept.state, kept.problem) == (ChangeState.NEEDS_ATTENTION, Problem("file-lost", "gone.jpg"))
        assert state(device, sound) is ChangeState.CONFIRMED
        assert set(restored.effects) == {sound.id}


def test_what_was_sent_more_than_thirty_days_ago_is_left_alone(tmp_path: Path) -> None:
    server = a_server()
    backup = copy.deepcopy(server)
    with a_device(tmp_path, server) as device:
        old = open_ticket(device.account.desk, a_ticket_draft())
        settle(device)
        device.account.clock.go_on(31 * DAY)
        restored = restore(device, backup)
        settle(device)
        assert old.id not in restored.tickets


@pytest.mark.parametrize("code", ["cursor-expired", "scope-changed"])
def test_a_cursor_that_only_expired_and_another_scope_ask_about_nothing(tmp_path: Path, code: str) -> None:
    server = a_server()
    with a_device(tmp_path, server) as device:
        opened = open_ticket(device.account.desk, a_ticket_draft())
        settle(device)
        server.remove(Removal(EntityType.TICKET, opened.id))
        asked = count_questions(device)
        server.epoch, server.refusal = 2, code
        settle(device)
        assert asked == []


@pytest.mark.parametrize("stops_at", range(6))
def test_an_interruption_at_any_question_is_taken_up_by_the_next_start(tmp_path: Path, stops_at: int) -> None:
    server = a_server()
    restored = copy.deepcopy(server)
    restored.epoch = 2
    with a_device(tmp_path, server) as device:
        changes = [open_ticket(device.account.desk, a_ticket_draft()) for _ in range(5)]
        settle(device)
        device.connector.server = restored
        count = itertools.count()
        look_up = device.connector.look_up

        def failing(change: Change) -> Receipt | None:
            return TryLater(Problem("unreachable")) if next(count) >= stops_at else look_up(change)

        device.connector.look_up = failing  # type: ignore[method-assign]
        device.sync()
        told = [one.count for one in device.heard.notices if one.kind is NoticeKind.RESTORED]
        assert told == ([5] if stops_at == 5 else [])
    with a_device(tmp_path, restored) as device:
        settle(device)
        assert set(restored.effects) == {one.id for one in changes}
        assert set(restored.effects.values()) == {1}
        told += [one.count for one in device.heard.notices if one.kind is NoticeKind.RESTORED]
        assert told == [5]


def test_a_sweep_that_is_interrupted_keeps_in_mind_that_the_server_was_restored(tmp_path: Path) -> None:
    server = a_server(60)
    backup = copy.deepcopy(server)
    with a_device(tmp_path, server) as device:
        opened = open_ticket(device.account.desk, a_ticket_draft())
        settle(device)
    backup.epoch = 2
    requests: list[str] = []

    def plan(request: str) -> Fault | None:
        requests.append(request)
        return Fault.LOST_BEFORE if requests.count("snapshot") == 2 else None

    with a_device(tmp_path, backup, plan) as device:
        assert device.sync().trouble is not None
    with a_device(tmp_path, backup) as device:
        settle(device)
        assert opened.id in backup.tickets


def test_a_server_restored_twice_meanwhile_is_asked_all_over(tmp_path: Path) -> None:
    server = a_server()
    backup = copy.deepcopy(server)
    with a_device(tmp_path, server) as device:
        opened = open_ticket(device.account.desk, a_ticket_draft())
        settle(device)
        restore(device, backup)
        settle(device)
        again = copy.deepcopy(backup)
        again.epoch = 3
        device.connector.server = again
        settle(device)
        assert opened.id in again.tickets
        assert [one.count for one in device.heard.notices if one.kind is NoticeKind.RESTORED] == [1, 1]


# ------------------------------------------------------------ over real HTTP


class RealDevice:
    """The engine of a device against a running sandbox."""

    def __init__(self, device: Device, sandbox: RunningSandbox, transport: Transport) -> None:
        helpdesk = Helpdesk(sandbox.url, "sportello", "Valmec", features=frozenset({"digest"}))
        workspace = device.account.workspace
        self.connector = SportelloConnector(helpdesk, transport, workspace.tokens(write_here))
        self.heard = Heard()
        self.engine: Engine = workspace.engine(self.connector, self.heard, write_here)
        self.account = device.account

    def sync(self) -> None:
        for _ in range(3):
            outcome = self.engine.run_once(Event())
            assert outcome.trouble is None, outcome


@contextmanager
def a_real_device(tmp_path: Path) -> Iterator[tuple[RealDevice, RunningSandbox]]:
    with ExitStack() as open_things:
        sandbox = open_things.enter_context(RunningSandbox(tmp_path / "helpdesk"))
        options = TransportOptions(client_id="device", proxy=Proxy(ProxyMode.NONE))
        transport = open_things.enter_context(Transport(sandbox.url, options))
        device = open_things.enter_context(a_device(tmp_path / "device", ModelServer()))
        real = RealDevice(device, sandbox, transport)
        real.connector.sign_in("anna@rossi.example", "sportello")
        yield real, sandbox


@pytest.mark.parametrize("new_epoch", [True, False])
def test_a_real_helpdesk_that_went_back_to_its_backup_gets_everything_again(tmp_path: Path, new_epoch: bool) -> None:
    with a_real_device(tmp_path) as (device, sandbox):
        desk = device.account.desk
        device.sync()
        known = len(device.account.side.views.ticket_ids(ALL))
        sandbox.keep_copy(tmp_path / "copy")
        photo = attach_bytes(desk, b"\x89PNG\r\n\x1a\n" + b"photo" * 40_000, "foto.png")
        draft = a_ticket_draft(request_type="question", machine_id="", machine_state="", contacts=(), files=(photo,))
        opened = open_ticket(desk, draft)
        device.sync()
        answer = reply(desk, a_reply(opened.id, "Dimenticavo: succede solo a freddo."))
        device.sync()
        sandbox.put_back(tmp_path / "copy", new_epoch=new_epoch)
        device.sync()
        views = device.account.side.views
        for change in (opened, answer):
            kept = views.change(change.id)
            assert kept is not None
            assert kept.state is ChangeState.CONFIRMED
        assert len(views.ticket_ids(ALL)) == known + 1
        view = views.ticket(opened.id)
        assert view is not None
        assert any("solo a freddo" in entry.text for entry in view.entries)
        assert [one.count for one in device.heard.notices if one.kind is NoticeKind.RESTORED] == [2]
        device.connector.download(photo.sha256, photo.size, tmp_path / "down", lambda _: None)
        assert (tmp_path / "down").read_bytes() == b"\x89PNG\r\n\x1a\n" + b"photo" * 40_000


def test_a_ticket_deleted_by_the_real_staff_does_not_come_back_from_a_restored_helpdesk(tmp_path: Path) -> None:
    with a_real_device(tmp_path) as (device, sandbox):
        desk = device.account.desk
        draft = a_ticket_draft(request_type="question", machine_id="", machine_state="", contacts=())
        opened = open_ticket(desk, draft)
        device.sync()
        sandbox.counter.delete("ticket", opened.id)
        sandbox.keep_copy(tmp_path / "copy")
        sandbox.put_back(tmp_path / "copy")
        device.sync()
        assert device.account.side.views.ticket(opened.id) is None
        assert all(one.kind is not NoticeKind.RESTORED for one in device.heard.notices)


def test_the_audit_of_a_real_helpdesk_finds_a_sound_cache_and_mends_a_broken_one(tmp_path: Path) -> None:
    with a_real_device(tmp_path) as (device, _):
        device.sync()
        views = device.account.side.views
        before = {id: views.ticket(id) for id in views.ticket_ids(ALL)}
        device.account.clock.go_on(8 * DAY)
        device.sync()
        assert views.pull_state().audited_at == device.account.clock()
        stores = device.account.workspace.stores(write_here)
        with stores.cache.transaction():
            victim = next(iter(before))
            stores.cache.run("DELETE FROM message WHERE ticket_id = ?", (victim,))
            stores.cache.run("DELETE FROM attachment")
            stores.cache.run("DELETE FROM ticket WHERE id = ?", (list(before)[1],))
            stores.tickets.apply([a_ticket(id="0193-invented")], me="", generation=1)
        device.account.clock.go_on(8 * DAY)
        device.sync()
        after = {id: views.ticket(id) for id in views.ticket_ids(ALL)}
        assert after.keys() == before.keys()
        for id, view in after.items():
            assert view is not None
            was = before[id]
            assert was is not None
            assert [(one.id, one.text, one.attachments) for one in view.entries] == [
                (one.id, one.text, one.attachments) for one in was.entries
            ]


def test_a_restored_server_is_noticed_too_where_the_cache_had_to_be_begun_anew(tmp_path: Path) -> None:
    server = a_server()
    with a_device(tmp_path, server) as device:
        device.sync()
        backup = copy.deepcopy(server)
        lost = open_ticket(device.account.desk, a_ticket_draft())
        settle(device)
        cache = device.account.workspace.account.cache
    for side in ("", "-wal", "-shm"):
        cache.with_name(cache.name + side).unlink(missing_ok=True)
    backup.epoch += 1
    with a_device(tmp_path, backup) as device:
        settle(device)
        assert set(backup.effects.values()) == {1}
        assert state(device, lost) is ChangeState.CONFIRMED
        assert lost.id in device.account.side.views.ticket_ids(ALL)


def test_a_server_that_would_do_it_twice_is_not_asked_before_its_search_can_know(tmp_path: Path) -> None:
    server = a_server()
    with a_device(tmp_path, server) as device:
        device.connector.capabilities = Capabilities(idempotent=False, pokes=False, look_up_lag=60_000)  # type: ignore[misc]
        device.sync()
        closing = close_ticket(device.account.desk, next(iter(server.tickets)))
        settle(device)
        asked = count_questions(device)
        restore(device, server)
        device.sync()
        assert asked == []
        device.account.clock.go_on(60_000)
        device.sync()
        assert asked == [closing.id]


def test_a_restored_server_is_noticed_too_where_a_sweep_for_another_reason_got_no_page_before(tmp_path: Path) -> None:
    server = a_server()
    with a_device(tmp_path, server) as device:
        device.sync()
        backup = copy.deepcopy(server)
        lost = open_ticket(device.account.desk, a_ticket_draft())
        settle(device)
        ask_again(device.account.desk)
        device.connector.faults = lambda asked: Fault.BROKEN if asked == "snapshot" else None
        assert device.sync().trouble is not None
        device.connector.faults = no_faults
        restored = restore(device, backup)
        settle(device)
        assert restored.effects == {lost.id: 1}
        assert state(device, lost) is ChangeState.CONFIRMED


def test_a_reply_sent_before_the_first_sweep_is_gone_with_its_ticket(tmp_path: Path) -> None:
    server = a_server(2)
    ticket_id = next(iter(server.tickets))
    with a_device(tmp_path, server) as device:
        answer = reply(device.account.desk, a_reply(ticket_id))
        device.connector.faults = lambda asked: Fault.BROKEN if asked == "snapshot" else None
        device.sync()
        assert state(device, answer) is ChangeState.SENT
        for message in [one for one in server.messages.values() if one.ticket_id == ticket_id]:
            server.remove(Removal(EntityType.MESSAGE, message.id))
        server.remove(Removal(EntityType.TICKET, ticket_id))
        device.connector.faults = no_faults
        device.sync()
        assert not device.account.desk.tickets.has_message(answer.id)
