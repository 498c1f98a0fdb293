"""What vanishes from the server goes here too, unless it is more than anybody would expect: then the person is asked, and can read on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from desktop import errors
from desktop.actions.open_ticket import open_ticket
from desktop.actions.removals import ask_again, let_go
from desktop.actions.reply import reply
from desktop.domain.batch import EntityType, Removal
from desktop.domain.change import Change
from desktop.domain.change_state import ChangeState
from desktop.domain.listing import Folder, Listing
from desktop.domain.receipt import Accepted, Receipt
from desktop.storage.cursors import SweepReason
from desktop.sync.vanishing import FEW, too_many
from tests.builders import ANNA, LUCA, NOON, a_message, a_reply, a_ticket, a_ticket_draft, an_attachment
from tests.sync.devices import Device, a_device
from tests.sync.model_server import Fault, FaultPlan, ModelConnector, ModelServer

ALL = Listing(Folder.COMPANY)


def a_server(tickets: int) -> ModelServer:
    server = ModelServer()
    for _ in range(tickets):
        ticket = a_ticket()
        server.put(ticket, a_message(ticket.id), an_attachment(ticket.id))
    return server


def shown(device: Device) -> set[str]:
    return set(device.account.side.views.ticket_ids(ALL))


def vanish(server: ModelServer, ids: Iterable[str]) -> list[str]:
    gone = list(ids)
    for id in gone:
        server.remove(Removal(EntityType.TICKET, id))
    return gone


def restart(server: ModelServer, kept: int, refusal: str) -> None:
    """The server's log begins anew with only the first `kept` tickets."""
    alive = list(server.tickets)[:kept]
    entities = [one for one in server.everything() if getattr(one, "ticket_id", one.id) in alive]
    server.tickets.clear()
    server.log.clear()
    server.put(*entities)
    server.epoch += 1
    server.refusal = refusal


@pytest.mark.parametrize(
    ("vanished", "cached", "asks"),
    [(10, 12, False), (50, 50, False), (51, 51, True), (51, 1000, False), (200, 1000, False), (201, 1000, True)],
)
def test_few_may_go_and_of_many_a_fifth(vanished: int, cached: int, asks: bool) -> None:
    assert too_many(vanished, cached) is asks


def test_ten_of_twelve_go_without_a_question(tmp_path: Path) -> None:
    server = a_server(12)
    with a_device(tmp_path, server) as device:
        device.sync()
        vanish(server, list(server.tickets)[:10])
        assert device.sync().vanished == 0
        assert shown(device) == set(server.tickets)


def test_removals_in_the_feed_beyond_the_limit_are_held_and_readable_while_news_go_on_coming(tmp_path: Path) -> None:
    server = a_server(80)
    with a_device(tmp_path, server) as device:
        device.sync()
        everything = shown(device)
        gone = vanish(server, list(server.tickets)[:60])
        fresh = a_ticket()
        server.put(fresh)
        outcome = device.sync()
        assert (outcome.trouble, outcome.vanished) == (None, 60)
        assert device.account.side.views.pull_state().held == 60
        assert shown(device) == everything | {fresh.id}
        held = device.account.side.views.ticket(gone[0])
        assert held is not None
        assert [one.text for one in held.entries if one.author == LUCA] == ["Please send the serial number."]
        later = a_ticket()
        server.put(later)
        assert device.sync().vanished == 60
        assert later.id in shown(device)


def test_the_limit_is_of_a_run_however_many_pages_it_has(tmp_path: Path) -> None:
    """The model's pages hold 30: no page by itself is beyond the limit."""
    server = a_server(90)
    with a_device(tmp_path, server) as device:
        device.sync()
        vanish(server, list(server.tickets)[:70])
        assert device.sync().vanished == 70
        assert len(shown(device)) == 90


def test_an_interrupted_run_neither_drops_nor_forgets_what_it_had_seen_vanish(tmp_path: Path) -> None:
    server = a_server(90)
    requests: list[str] = []

    def plan(request: str) -> Fault | None:
        requests.append(request)
        return Fault.LOST_BEFORE if request == "changes" and requests.count("changes") == 4 else None

    with a_device(tmp_path, server, plan) as device:
        device.sync()
        vanish(server, list(server.tickets)[:70])
        assert isinstance(device.sync().trouble, errors.Unreachable)
        assert len(shown(device)) == 90
    with a_device(tmp_path, server) as device:
        assert device.sync().vanished == 70
        assert len(shown(device)) == 90


def test_as_many_as_are_expected_go_at_the_end_of_a_run_of_several_pages(tmp_path: Path) -> None:
    server = a_server(90)
    with a_device(tmp_path, server) as device:
        device.sync()
        vanish(server, list(server.tickets)[:FEW])
        assert device.sync().vanished == 0
        assert shown(device) == set(server.tickets)
        assert set(device.account.side.views.ticket_ids(Listing(text="serial"))) == set(server.tickets)


def test_the_person_lets_them_go(tmp_path: Path) -> None:
    server = a_server(80)
    with a_device(tmp_path, server) as device:
        device.sync()
        vanish(server, list(server.tickets)[:60])
        device.sync()
        assert let_go(device.account.desk) == 60
        assert device.account.side.views.pull_state().asks == 0
        assert device.sync().vanished == 0
        assert shown(device) == set(server.tickets)


def test_a_great_many_go_in_pieces_and_an_interruption_leaves_the_rest_to_the_next_run(tmp_path: Path) -> None:
    server = a_server(450)
    with a_device(tmp_path, server) as device:
        device.sync()
        vanish(server, list(server.tickets))
        device.sync()
        let_go(device.account.desk)
        assert len(shown(device)) == 250
    with a_device(tmp_path, server, lambda _: Fault.LOST_BEFORE) as device:
        assert device.sync().trouble is not None  # not a word from the server is needed for it
        assert shown(device) == set()


def test_asked_again_the_helpdesk_brings_back_what_it_has_and_the_rest_goes_on_waiting(tmp_path: Path) -> None:
    server = a_server(80)
    with a_device(tmp_path, server) as device:
        device.sync()
        lost = [server.tickets[id] for id in list(server.tickets)[:60]]
        vanish(server, [one.id for one in lost])
        device.sync()
        server.put(*lost[:20])
        server.log[:] = [(one, None) for one in server.everything()]  # as if it had never said that they were gone
        server.epoch += 1
        ask_again(device.account.desk)
        assert device.account.side.views.pull_state().asks == 0
        assert device.sync().vanished == 40
        assert len(shown(device)) == 80
        let_go(device.account.desk)
        device.sync()
        assert shown(device) == set(server.tickets)


def test_a_held_ticket_that_comes_back_is_simply_alive_again(tmp_path: Path) -> None:
    server = a_server(80)
    with a_device(tmp_path, server) as device:
        device.sync()
        back = server.tickets[next(iter(server.tickets))]
        vanish(server, list(server.tickets)[:60])
        device.sync()
        server.put(back)
        assert device.sync().vanished == 59
        let_go(device.account.desk)
        device.sync()
        assert shown(device) == set(server.tickets)
        assert back.id in shown(device)


def test_a_second_removal_of_few_goes_while_the_first_many_wait(tmp_path: Path) -> None:
    server = a_server(100)
    with a_device(tmp_path, server) as device:
        device.sync()
        vanish(server, list(server.tickets)[:60])
        device.sync()
        few = vanish(server, list(server.tickets)[:3])
        assert device.sync().vanished == 60
        assert not shown(device) & set(few)
        assert len(shown(device)) == 97


@pytest.mark.parametrize("refusal", ["cursor-expired", "epoch-changed", "cursor-invalid"])
def test_a_sweep_that_misses_too_much_asks(tmp_path: Path, refusal: str) -> None:
    server = a_server(80)
    with a_device(tmp_path, server) as device:
        device.sync()
        before = shown(device)
        restart(server, 20, refusal)
        outcome = device.sync()
        assert (outcome.trouble, outcome.vanished) == (None, 60)
        assert shown(device) == before
        view = device.account.side.views.ticket(next(iter(before - set(server.tickets))))
        assert view is not None
        assert len(view.entries) == 2  # the description and a reply
        assert device.sync().vanished == 60
        let_go(device.account.desk)
        device.sync()
        assert shown(device) == set(server.tickets)


def test_another_scope_is_the_servers_word_and_takes_also_what_was_waiting(tmp_path: Path) -> None:
    server = a_server(100)
    with a_device(tmp_path, server) as device:
        device.sync()
        vanish(server, list(server.tickets)[:60])
        assert device.sync().vanished == 60
        restart(server, 5, "scope-changed")
        assert device.sync().vanished == 0
        assert shown(device) == set(server.tickets)


def test_why_a_sweep_runs_is_kept_while_it_is_interrupted(tmp_path: Path) -> None:
    server = a_server(100)
    with a_device(tmp_path, server) as device:
        device.sync()
    restart(server, 30, "scope-changed")
    requests: list[str] = []

    def plan(request: str) -> Fault | None:
        requests.append(request)
        return Fault.LOST_BEFORE if requests.count("snapshot") == 2 else None

    with a_device(tmp_path, server, plan) as device:
        assert device.sync().trouble is not None
        state = device.account.side.views.pull_state()
        assert (state.sweeping, state.why) == (True, SweepReason.SCOPE_CHANGED)
    with a_device(tmp_path, server) as device:
        assert device.sync().vanished == 0
        assert shown(device) == set(server.tickets)
        assert device.account.side.views.pull_state().why is None


def test_a_sweep_that_has_to_begin_again_because_the_server_was_restored_asks_although_the_scope_had_changed(
    tmp_path: Path,
) -> None:
    server, stop = a_server(100), Event()
    with a_device(tmp_path, server) as device:
        device.sync()
        restart(server, 60, "scope-changed")
        device.connector.faults = lambda request: stop.set() if request == "snapshot" else None
        device.engine.run_once(stop)
        restart(server, 20, "epoch-changed")
        device.connector.faults = lambda _: None
        assert device.sync().vanished == 80


def test_nothing_of_the_persons_own_work_is_touched(tmp_path: Path) -> None:
    server = a_server(80)
    with a_device(tmp_path, server, undo_time=36_000_000) as device:
        device.sync()
        desk = device.account.desk
        doomed = next(iter(server.tickets))
        draft = a_ticket_draft()
        desk.drafts.save(draft)
        written = reply(desk, a_reply(doomed, "Still of interest to me."))
        opened = open_ticket(desk, a_ticket_draft())
        vanish(server, list(server.tickets)[:60])
        device.sync()
        let_go(desk)
        device.sync()
        assert device.account.side.views.ticket_drafts() == [draft]
        assert {one.id for one in device.account.side.views.outbox()} == {written.id, opened.id}
        assert {one.state for one in device.account.side.views.outbox()} == {ChangeState.QUEUED}


class RememberingConnector(ModelConnector):
    """Answers a repeated change as it did the first time, whatever became of it (open API, promise 1)."""

    def __init__(self, server: ModelServer, faults: FaultPlan) -> None:
        super().__init__(server, faults)
        self.answers: dict[str, Accepted] = {}

    def _carry_out(self, change: Change) -> Receipt:
        if change.id in self.answers:
            return replace(self.answers[change.id], replayed=True)
        answer = super()._carry_out(change)
        if isinstance(answer, Accepted):
            self.answers[change.id] = answer
        return answer


@pytest.mark.parametrize("what", ["ticket", "reply"])
def test_the_answer_of_a_send_that_a_removal_overtook_does_not_bring_back_what_was_removed(
    tmp_path: Path, what: str
) -> None:
    """The answer is lost, the thing deleted before the feed showed it, the change sent again: the server answers as before."""
    server = a_server(3)
    there, lost = next(iter(server.tickets)), [Fault.LOST_AFTER]

    def plan(request: str) -> Fault | None:
        for place, (entity, _) in enumerate(server.log):
            if request == "changes" and entity is not None and entity.id == change.id:
                server.log[place] = (None, None)  # a compacted log has each entity once, at its latest
                server.remove(Removal(EntityType.TICKET if what == "ticket" else EntityType.MESSAGE, change.id))
        return lost.pop() if request == "send" and lost else None

    with a_device(tmp_path, server) as device:
        device.sync()
        before = device.account.side.views.ticket(there)
        desk = device.account.desk
        change = open_ticket(desk, a_ticket_draft()) if what == "ticket" else reply(desk, a_reply(there))
        device.connector = RememberingConnector(server, plan)
        device.engine = device.account.workspace.engine(device.connector, device.heard, lambda work: work())
        device.sync()
        assert device.state_of(change) is ChangeState.UNCERTAIN
        device.settle_down()
        assert device.state_of(change) is ChangeState.SENT
        assert shown(device) == set(server.tickets)
        assert device.account.side.views.ticket(there) == before


def test_a_message_removed_by_itself_goes_with_its_line_in_the_list(tmp_path: Path) -> None:
    server = ModelServer()
    ticket = a_ticket(description="It squeaks.\nSince Monday.")
    only = a_message(ticket.id, text="We will call you.")
    server.put(ticket, only)
    with a_device(tmp_path, server) as device:
        device.sync()
        row = device.account.side.views.rows([ticket.id])[ticket.id]
        assert (row.last_author, row.last_text) == (LUCA.name, "We will call you.")
        server.log.append((None, Removal(EntityType.MESSAGE, only.id)))
        device.sync()
        row = device.account.side.views.rows([ticket.id])[ticket.id]
        assert (row.last_author, row.last_text, row.last_at) == (
            ANNA.name,
            "It squeaks. Since Monday.",
            ticket.created_at,
        )


@pytest.mark.parametrize("dated", [NOON + 400_000_000, NOON + 500_000_000])
def test_a_reply_dated_no_later_than_the_last_one_read_is_unread_when_it_comes(tmp_path: Path, dated: int) -> None:
    server = ModelServer()
    ticket = a_ticket()
    server.put(ticket, a_message(ticket.id, created_at=NOON + 500_000_000))
    with a_device(tmp_path, server) as device:
        device.sync()
        views = device.account.side.views
        assert not views.rows([ticket.id])[ticket.id].unread
        server.put(a_message(ticket.id, created_at=dated))
        device.sync()
        assert views.rows([ticket.id])[ticket.id].unread
        device.account.desk.tickets.mark_read(ticket.id)
        device.sync()
        assert not views.rows([ticket.id])[ticket.id].unread


def test_what_an_interrupted_first_sync_brought_can_be_found_while_the_line_is_down(tmp_path: Path) -> None:
    server = a_server(60)
    with a_device(tmp_path, server) as device:
        requests: list[str] = []

        def plan(request: str) -> Fault | None:
            requests.append(request)
            return Fault.LOST_BEFORE if requests.count("snapshot") > 2 else None

        device.connector.faults = plan
        assert device.sync().trouble is not None
        brought = shown(device)
        assert 0 < len(brought) < 60
        assert set(device.account.side.views.ticket_ids(Listing(text="pump"))) == brought


def test_news_that_came_before_the_line_broke_are_told(tmp_path: Path) -> None:
    server = a_server(40)
    with a_device(tmp_path, server) as device:
        device.sync()
        for ticket in list(server.tickets.values()):
            server.put(a_message(ticket.id))
        requests: list[str] = []

        def plan(request: str) -> Fault | None:
            requests.append(request)
            return Fault.LOST_BEFORE if request == "changes" and requests.count("changes") == 2 else None

        device.connector.faults = plan
        assert device.sync().trouble is not None
        assert len(device.heard.notices) == 30
        device.sync()
        assert len(device.heard.notices) == 40
