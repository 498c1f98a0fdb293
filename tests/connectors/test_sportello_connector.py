"""The open API's connector against the sandbox: the conformance suite, and what only this kind of server can show."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.connectors.contract import Connector, TokenStore
from desktop.connectors.discovery import connector_for, discover
from desktop.connectors.proxy import Proxy, ProxyMode
from desktop.connectors.transport import TransportOptions
from desktop.domain.change import AddMessage, OpenTicket, Upload
from desktop.domain.receipt import Accepted, SignInNeeded
from desktop.domain.ticket import Ticket
from desktop.errors import CursorLost, Unreachable
from desktop.errors import SignInNeeded as SignInError
from desktop.sandbox.helpdesk import Setup
from desktop.sandbox.server import RunningSandbox
from tests.connectors.conformance import (
    ConnectorConformance,
    InMemory,
    Login,
    a_change,
    a_file,
    a_new_ticket,
    accepted,
    an_open_ticket,
    connector,
    nothing,
    signed_in,
    snapshot,
)

__all__ = ["connector"]
DIRECT = Proxy(ProxyMode.NONE)


class SandboxWorld:
    """The machine builder's portal."""

    customer = Login("anna", "sportello")
    colleague = Login("marco@rossi.example", "sportello")
    stranger = Login("paola@bianchi.example", "sportello")
    support = Login("", "sportello")

    def __init__(self, sandbox: RunningSandbox) -> None:
        self.sandbox = sandbox
        self.helpdesk = discover(sandbox.url, TransportOptions(proxy=DIRECT))
        staff = next(person for person in sandbox.helpdesk.portal.plot["people"] if person["role"] == "technician")  # type: ignore[attr-defined]
        self._support = self.connect(InMemory())
        self._support.sign_in(str(staff["email"]), "sportello")

    def connect(self, tokens: TokenStore) -> Connector:
        return connector_for(self.helpdesk, tokens, "test-device", DIRECT)

    def support_says(self, ticket_id: str, text: str) -> None:
        accepted(self._support.send(a_change(AddMessage(text), ticket_id)))

    def close(self) -> None:
        self._support.close()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxWorld]:
    with RunningSandbox(tmp_path_factory.mktemp("sandbox")) as sandbox:
        world = SandboxWorld(sandbox)
        yield world
        world.close()


@pytest.fixture
def world(running: SandboxWorld) -> SandboxWorld:
    return running


class TestSportelloConformance(ConnectorConformance):
    """See `conformance`."""


class Killed(Exception):
    """The program ended here."""


class Clock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def clocked(tmp_path: Path, clock: Clock) -> Iterator[SandboxWorld]:
    setup = Setup("machine-builder", tmp_path / "data", clock=clock)
    with RunningSandbox(tmp_path / "data", setup=setup) as sandbox:
        world = SandboxWorld(sandbox)
        yield world
        world.close()


def test_an_expired_access_token_is_renewed_unnoticed_by_all_threads(clocked: SandboxWorld, clock: Clock) -> None:
    tokens = InMemory()
    with signed_in(clocked, clocked.customer, tokens) as connector:
        before = tokens.load()
        clock.now += timedelta(hours=1)
        with ThreadPoolExecutor(6) as pool:
            assert len({person.id for person in pool.map(lambda _: connector.me(), range(12))}) == 1
        assert tokens.load() != before
        assert connector.me()


def test_a_session_that_nobody_used_for_long_ends_in_a_sign_in(clocked: SandboxWorld, clock: Clock) -> None:
    tokens = InMemory()
    with signed_in(clocked, clocked.customer, tokens) as connector:
        change = a_new_ticket(connector)
        clock.now += timedelta(days=400)
        with pytest.raises(SignInError):
            connector.me()
        assert connector.send(change) == SignInNeeded()
        assert tokens.load() is None
        connector.sign_in(clocked.customer.login, clocked.customer.password)
        assert isinstance(connector.send(change), Accepted)


def test_an_upload_that_expired_begins_anew(clocked: SandboxWorld, clock: Clock, tmp_path: Path) -> None:
    file, source = a_file(tmp_path, 5 * 1024 * 1024)
    with signed_in(clocked, clocked.customer) as connector:
        states: list[Upload] = []

        def stop(upload: Upload) -> None:
            states.append(upload)
            if upload.offset:
                raise Killed

        with pytest.raises(Killed):
            connector.upload(Upload(file), source, stop)
        clock.now += timedelta(days=3)
        assert isinstance(connector.upload(states[-1], source, states.append), Accepted)
        assert states[-1].url != states[1].url


def test_a_server_that_was_begun_anew_loses_our_cursor(tmp_path: Path) -> None:
    with RunningSandbox(tmp_path / "one") as sandbox:
        world = SandboxWorld(sandbox)
        with signed_in(world, world.customer) as connector:
            _, cursor = snapshot(connector)
        world.close()
    with RunningSandbox(tmp_path / "two") as sandbox:
        world = SandboxWorld(sandbox)
        with signed_in(world, world.customer) as connector, pytest.raises(CursorLost) as caught:
            connector.changes(cursor)
        world.close()
    assert caught.value.code == "epoch-changed"


def test_a_server_that_ends_and_comes_back_is_spoken_to_again(tmp_path: Path) -> None:
    tokens = InMemory()
    with RunningSandbox(tmp_path) as sandbox:
        port = int(sandbox.url.rpartition(":")[2])
        world = SandboxWorld(sandbox)
        connector = world.connect(tokens)
        connector.sign_in(world.customer.login, world.customer.password)
        change = a_new_ticket(connector)
        number = accepted(connector.send(change)).number
        world.close()
    try:
        with pytest.raises(Unreachable):
            connector.me()
        with RunningSandbox(tmp_path, port=port):
            assert connector.me()
            again = accepted(connector.send(change))
            assert (again.number, again.replayed) == (number, True)
    finally:
        connector.close()


def test_a_machine_that_is_not_in_the_list_goes_and_comes_back_as_it_was_written(running: SandboxWorld) -> None:
    with signed_in(running, running.customer) as connector:
        change = a_new_ticket(connector, request_type="fault", machine_id="", machine_unlisted="Παλιά φρέζα, reparto 3")
        (ticket,) = accepted(connector.send(change)).entities
        assert isinstance(ticket, Ticket)
        assert isinstance(change.deed, OpenTicket)
        assert (ticket.machine_id, ticket.machine_unlisted) == ("", "Παλιά φρέζα, reparto 3")
        assert ticket.machine_state == change.deed.machine_state != ""


def test_pages_are_as_large_as_the_server_allows(running: SandboxWorld) -> None:
    with signed_in(running, running.customer) as connector:
        page = connector.snapshot()
        assert len(page.items) == running.helpdesk.limits.max_page_items
        assert page.total > len(page.items)


def test_listening_and_sending_go_on_side_by_side(running: SandboxWorld) -> None:
    with signed_in(running, running.customer) as connector:
        poked = threading.Event()

        def listen() -> None:
            try:
                for _ in connector.pokes(""):
                    poked.set()
            except Unreachable:
                return

        with ThreadPoolExecutor(1) as pool:
            future = pool.submit(listen)
            while not poked.is_set():
                an_open_ticket(connector)
                poked.wait(0.2)
            connector.close()
            future.result(10)


def test_many_uploads_of_the_same_bytes_are_one(running: SandboxWorld, tmp_path: Path) -> None:
    file, source = a_file(tmp_path, 2_000_000)
    with signed_in(running, running.customer) as connector:
        accepted(connector.upload(Upload(file), source, nothing))
        accepted(connector.send(a_new_ticket(connector, files=(file,))))
        told: list[Upload] = []
        accepted(connector.upload(Upload(file), source, told.append))
        assert told[0].offset == file.size
