"""What every connector must do, against a real server of its kind.

A test module makes a subclass of `ConnectorConformance` with a fixture `world`; nothing here knows what kind of server it is. What a
kind of server can't do (`Capabilities`) is not asked of it.
"""

from __future__ import annotations

import hashlib
import random
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import pytest
import uuid_utils

from desktop.connectors.contract import Connector, TokenStore
from desktop.domain.account import Role, Tokens
from desktop.domain.batch import Entity
from desktop.domain.catalogue import MachineNeed, StatusKind
from desktop.domain.change import AddMessage, Change, Deed, FrozenFile, OpenTicket, SetStatus, StatusTarget, Upload
from desktop.domain.digest import DigestBuilder, TicketLines
from desktop.domain.machine import Machine
from desktop.domain.receipt import Accepted, Conflicting, FilesMissing, Gone, Invalid, Receipt
from desktop.domain.ticket import Attachment, Message, MessageKind, Side, Ticket
from desktop.errors import BadCredentials, CursorLost, NetworkError, Refused, SignInNeeded

TEXTS = [
    "Ascii",
    "Perché la pompa è ferma? – «sì»",
    "Ο κινητήρας δεν ξεκινά — σφάλμα ς",
    "机器停了。故障代码 E-42",
    "المضخة متوقفة עם שגיאה",
    "🚀👩‍🔧 e\u0301 \u200b\u2028 zero\u00a0width",
    "line one\nline two\r\nline three\ttab \\ \" ' </script> &amp; ' OR 1=1 --",
    "x" * 50_000,
]


@dataclass(frozen=True)
class Login:
    """Who signs in."""

    login: str
    password: str


class World(Protocol):
    """A running server with people in it."""

    customer: Login
    colleague: Login
    """Of the same company as the customer."""
    stranger: Login
    """Of another company."""

    def connect(self, tokens: TokenStore) -> Connector:
        """A new connector to the server."""
        ...

    def support_says(self, ticket_id: str, text: str) -> None:
        """Somebody of the support replies to a ticket."""
        ...


class InMemory:
    """Tokens as long as the test lives."""

    def __init__(self) -> None:
        self._tokens: Tokens | None = None

    def load(self) -> Tokens | None:
        return self._tokens

    def save(self, tokens: Tokens | None) -> None:
        self._tokens = tokens


Known = dict[tuple[str, str], Entity]


@contextmanager
def signed_in(world: World, who: Login, tokens: InMemory | None = None) -> Iterator[Connector]:
    """A connector of this person."""
    connector = world.connect(tokens or InMemory())
    try:
        connector.sign_in(who.login, who.password)
        yield connector
    finally:
        connector.close()


@pytest.fixture
def connector(world: World) -> Iterator[Connector]:
    """A signed-in customer."""
    with signed_in(world, world.customer) as connector:
        yield connector


def snapshot(connector: Connector) -> tuple[Known, str]:
    """Everything, and where the feed goes on."""
    known: Known = {}
    page = connector.snapshot()
    cursor = page.resume_cursor
    while True:
        known |= {(type(entity).__name__, entity.id): entity for entity in page.items}
        if not page.next_page:
            return known, cursor
        page = connector.snapshot(page.next_page)


def after(connector: Connector, known: Known, cursor: str) -> tuple[Known, str]:
    """What was known, with the feed's changes."""
    known = dict(known)
    while True:
        batch = connector.changes(cursor)
        known |= {(type(entity).__name__, entity.id): entity for entity in batch.upserts}
        names = {"ticket": "Ticket", "message": "Message", "attachment": "Attachment", "machine": "Machine"}
        for removal in batch.removals:
            known.pop((names.get(removal.type.value, removal.type.value.title()), removal.id), None)
        cursor = batch.cursor
        if not batch.has_more:
            return known, cursor


def a_change(deed: Deed, ticket_id: str = "") -> Change:
    """A change that a person makes now."""
    id = str(uuid_utils.uuid7())
    return Change(id, ticket_id or id, deed, time.time_ns() // 1_000_000)


def a_new_ticket(connector: Connector, subject: str = "The pump stands still", **more: object) -> Change:
    """A new ticket that this server takes, made from its own catalogue."""
    answer = connector.catalogue()
    assert answer is not None
    catalogue = answer.catalogue
    request_type = catalogue.request_types[0]
    deed = OpenTicket(subject, "It does not start any more.", request_type.id)
    if request_type.machine is not MachineNeed.NONE:
        known, _ = snapshot(connector)
        machine = next(one for one in known.values() if isinstance(one, Machine))
        deed = replace(deed, machine_id=machine.id)
        if catalogue.machine_states:
            deed = replace(deed, machine_state=catalogue.machine_states[0].id)
    if catalogue.priorities:
        deed = replace(deed, priority=catalogue.priorities[0].id)
    return a_change(replace(deed, **more))  # type: ignore[arg-type]


def accepted(receipt: Receipt) -> Accepted:
    """The receipt, which must be a good one."""
    assert isinstance(receipt, Accepted), receipt
    return receipt


def an_open_ticket(connector: Connector, subject: str = "The pump stands still") -> str:
    """The id of a ticket that was just opened."""
    change = a_new_ticket(connector, subject)
    accepted(connector.send(change))
    return change.id


def a_file(
    folder: Path, size: int = 100_000, name: str = "foto è 📷.txt", mime: str = "text/plain"
) -> tuple[FrozenFile, Path]:
    """A file whose bytes nobody has seen before."""
    path = folder / str(uuid.uuid4())
    path.write_bytes(random.randbytes(size))
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    return FrozenFile(str(uuid_utils.uuid7()), sha256, name, size, mime), path


def nothing(_: object) -> None:
    """Progress that nobody looks at."""


class ConnectorConformance:
    """The suite."""

    # -- session ---------------------------------------------------------------------------------------------------------------

    def test_a_wrong_password_is_told_as_such(self, world: World) -> None:
        connector = world.connect(InMemory())
        try:
            with pytest.raises(BadCredentials):
                connector.sign_in(world.customer.login, "wrong")
        finally:
            connector.close()

    def test_a_session_outlives_its_connector(self, world: World) -> None:
        tokens = InMemory()
        with signed_in(world, world.customer, tokens) as connector:
            me = connector.me()
        assert me.role is Role.CUSTOMER
        again = world.connect(tokens)
        try:
            assert again.me() == me
        finally:
            again.close()

    def test_signing_out_ends_the_session_here_and_there(self, world: World) -> None:
        tokens = InMemory()
        with signed_in(world, world.customer, tokens) as connector:
            kept = tokens.load()
            connector.sign_out()
            assert tokens.load() is None
            with pytest.raises(SignInNeeded):
                connector.me()
            tokens.save(kept)
        again = world.connect(tokens)
        try:
            with pytest.raises(SignInNeeded):
                again.me()
        finally:
            again.close()

    # -- reading ---------------------------------------------------------------------------------------------------------------

    def test_a_catalogue_is_fetched_once(self, connector: Connector) -> None:
        first = connector.catalogue()
        assert first is not None
        assert first.catalogue.request_types
        assert first.catalogue.statuses
        assert connector.catalogue(first.tag) is None
        assert connector.catalogue("another") is not None

    def test_a_catalogue_known_from_before_a_restart_is_not_new(self, world: World) -> None:
        tokens = InMemory()
        with signed_in(world, world.customer, tokens) as connector:
            first = connector.catalogue()
            assert first is not None
        again = world.connect(tokens)
        try:
            assert again.catalogue(first.tag) is None
            known, _ = snapshot(again)
            assert {one.kind for one in known.values() if isinstance(one, Ticket)} - {StatusKind.OPEN}
        finally:
            again.close()

    def test_a_snapshot_is_whole_and_its_total_true(self, connector: Connector) -> None:
        page = connector.snapshot()
        total, count = page.total, len(page.items)
        while page.next_page:
            cursor = page.resume_cursor
            page = connector.snapshot(page.next_page)
            count += len(page.items)
            assert page.resume_cursor == cursor
        assert total in (0, count)

    def test_every_message_and_attachment_has_its_ticket(self, connector: Connector) -> None:
        known, _ = snapshot(connector)
        for entity in known.values():
            if isinstance(entity, Message | Attachment):
                assert ("Ticket", entity.ticket_id) in known
            if isinstance(entity, Attachment) and entity.message_id:
                assert ("Message", entity.message_id) in known

    def test_a_snapshot_with_its_changes_is_the_next_snapshot(self, world: World, connector: Connector) -> None:
        before, cursor = snapshot(connector)
        ticket_id = an_open_ticket(connector)
        accepted(connector.send(a_change(AddMessage("More about it"), ticket_id)))
        world.support_says(ticket_id, "We look at it")
        accepted(connector.send(a_change(SetStatus(StatusTarget.CLOSED, "It goes again"), ticket_id)))
        told, cursor = after(connector, before, cursor)
        now, _ = snapshot(connector)
        assert told == now
        assert after(connector, now, cursor)[0] == now

    def test_a_cursor_of_nobody_is_lost(self, connector: Connector) -> None:
        with pytest.raises(CursorLost):
            connector.changes("nobody's")

    def test_a_digest_is_that_of_the_snapshot_and_its_buckets_bring_what_it_stands_for(
        self, connector: Connector
    ) -> None:
        if not connector.capabilities.digest:
            pytest.skip("this server has none")
        an_open_ticket(connector)
        known, cursor = snapshot(connector)
        told = connector.digest()
        builder = DigestBuilder()
        for ticket in sorted((one for one in known.values() if isinstance(one, Ticket)), key=lambda one: one.id):
            parts = {
                kind: sorted(one.id for one in known.values() if isinstance(one, kind) and one.ticket_id == ticket.id)
                for kind in (Message, Attachment)
            }
            builder.add(TicketLines(ticket.id, ticket.version, parts[Message], parts[Attachment]))
        assert told.buckets == builder.buckets()
        assert told.cursor == connector.changes(cursor).cursor
        for name, digest in told.buckets.items():
            page = connector.digest_bucket(name)
            assert page.cursor == told.cursor
            assert len(page.items) == digest.count
            assert all(known[type(one).__name__, one.id] == one for one in page.items)

    # -- sending ---------------------------------------------------------------------------------------------------------------

    def test_a_sent_ticket_is_in_the_feed_no_later_than_its_answer(self, connector: Connector) -> None:
        known, cursor = snapshot(connector)
        change = a_new_ticket(connector)
        receipt = accepted(connector.send(change))
        known, _ = after(connector, known, cursor)
        ticket = known["Ticket", change.id]
        assert isinstance(ticket, Ticket)
        assert isinstance(change.deed, OpenTicket)
        assert ticket.subject == change.deed.subject
        assert ticket.description == change.deed.description
        assert ticket.machine_id == change.deed.machine_id
        assert ticket.author.side is Side.CUSTOMER
        assert receipt.number == ticket.number != ""
        assert receipt.entities == (ticket,)

    @pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
    def test_text_of_any_script_arrives_unchanged(self, connector: Connector, text: str) -> None:
        change = a_new_ticket(
            connector, text[:150].replace("\n", " ").replace("\r", " ").replace("\u2028", " "), description=text
        )
        (ticket,) = accepted(connector.send(change)).entities
        reply = a_change(AddMessage(text), change.id)
        (message,) = accepted(connector.send(reply)).entities
        assert isinstance(ticket, Ticket)
        assert isinstance(message, Message)
        assert ticket.description == message.text == text

    def test_a_reply_is_in_the_feed_under_the_changes_own_id(self, connector: Connector) -> None:
        ticket_id = an_open_ticket(connector)
        known, cursor = snapshot(connector)
        change = a_change(AddMessage("And another thing"), ticket_id)
        receipt = accepted(connector.send(change))
        known, _ = after(connector, known, cursor)
        message = known["Message", change.id]
        assert isinstance(message, Message)
        assert (message.ticket_id, message.kind) == (ticket_id, MessageKind.REPLY)
        assert receipt.entities == (message,)

    def test_the_same_change_sent_twice_has_one_effect(self, connector: Connector) -> None:
        known, cursor = snapshot(connector)
        ticket = a_new_ticket(connector, f"Once {uuid.uuid4()}")
        reply = a_change(AddMessage(f"Once {uuid.uuid4()}"), ticket.id)
        for change in (ticket, reply):
            assert not accepted(connector.send(change)).replayed
            again = accepted(connector.send(change))
            assert again.replayed or not connector.capabilities.idempotent
        new = after(connector, known, cursor)[0].keys() - known.keys()
        assert ("Ticket", ticket.id) in new
        assert len([key for key in new if key[0] == "Ticket"]) == 1
        assert len([key for key in new if key[0] == "Message"]) == 1

    def test_the_same_change_from_many_threads_has_one_effect(self, connector: Connector) -> None:
        change = a_new_ticket(connector)
        with ThreadPoolExecutor(4) as pool:
            receipts = list(pool.map(lambda _: connector.send(change), range(8)))
        numbers = {accepted(receipt).number for receipt in receipts}
        assert len(numbers) == 1

    def test_an_id_does_not_stand_for_two_things(self, connector: Connector) -> None:
        change = a_new_ticket(connector)
        accepted(connector.send(change))
        assert isinstance(change.deed, OpenTicket)
        other = replace(change, deed=replace(change.deed, subject="Something else"))
        assert isinstance(connector.send(other), Invalid)

    def test_a_reply_to_a_ticket_that_does_not_exist_is_gone(self, connector: Connector) -> None:
        assert isinstance(connector.send(a_change(AddMessage("Hello?"), str(uuid_utils.uuid7()))), Gone)

    def test_a_refused_ticket_names_the_field_and_leaves_no_trace(self, connector: Connector) -> None:
        known, cursor = snapshot(connector)
        change = a_new_ticket(connector, request_type="no-such-type")
        receipt = connector.send(change)
        assert isinstance(receipt, Invalid)
        assert any("request_type" in pointer for pointer, _ in receipt.problem.pointers)
        assert after(connector, known, cursor)[0] == known
        assert isinstance(connector.look_up(change), Invalid | None)

    def test_closing_and_reopening_are_seen_and_harmless_twice(self, connector: Connector) -> None:
        ticket_id = an_open_ticket(connector)
        closed, opened = StatusTarget.CLOSED, StatusTarget.OPEN
        for target, is_closed in ((closed, True), (closed, True), (opened, False), (opened, False)):
            receipt = accepted(connector.send(a_change(SetStatus(target), ticket_id)))
            (ticket,) = receipt.entities
            assert isinstance(ticket, Ticket)
            assert (ticket.kind is StatusKind.CLOSED) == is_closed

    def test_somebody_elses_reply_does_not_keep_from_closing(self, world: World, connector: Connector) -> None:
        ticket_id = an_open_ticket(connector)
        world.support_says(ticket_id, "Which number does it show?")
        change = a_change(SetStatus(StatusTarget.CLOSED, "It goes again", seen_version=1), ticket_id)
        known, cursor = snapshot(connector)
        (ticket,) = accepted(connector.send(change)).entities
        assert isinstance(ticket, Ticket)
        assert ticket.kind is StatusKind.CLOSED
        told = after(connector, known, cursor)[0]
        new = [one for key, one in told.items() if key not in known and isinstance(one, Message)]
        assert "It goes again" in {message.text for message in new}

    def test_what_became_of_a_change_can_be_asked(self, connector: Connector) -> None:
        change = a_new_ticket(connector)
        assert connector.look_up(change) is None
        number = accepted(connector.send(change)).number
        found = connector.look_up(change)
        assert isinstance(found, Accepted)
        assert found.number == number

    # -- files -----------------------------------------------------------------------------------------------------------------

    def test_a_file_goes_up_with_its_ticket_and_comes_down_the_same(self, connector: Connector, tmp_path: Path) -> None:
        file, source = a_file(tmp_path)
        assert isinstance(connector.upload(Upload(file), source, nothing), Accepted)
        known, cursor = snapshot(connector)
        change = a_new_ticket(connector, files=(file,))
        accepted(connector.send(change))
        known, _ = after(connector, known, cursor)
        attachment = known["Attachment", file.id]
        assert isinstance(attachment, Attachment)
        assert (attachment.sha256, attachment.name, attachment.size) == (file.sha256, file.name, file.size)
        assert (attachment.ticket_id, attachment.message_id) == (change.id, "")
        connector.download(file.sha256, file.size, tmp_path / "down", nothing)
        assert (tmp_path / "down").read_bytes() == source.read_bytes()

    def test_a_file_goes_with_a_reply(self, connector: Connector, tmp_path: Path) -> None:
        ticket_id = an_open_ticket(connector)
        file, source = a_file(tmp_path)
        connector.upload(Upload(file), source, nothing)
        known, cursor = snapshot(connector)
        change = a_change(AddMessage("", (file,)), ticket_id)
        accepted(connector.send(change))
        attachment = after(connector, known, cursor)[0]["Attachment", file.id]
        assert isinstance(attachment, Attachment)
        assert attachment.message_id == change.id

    def test_bytes_that_nobody_brought_are_missing(self, connector: Connector, tmp_path: Path) -> None:
        file, source = a_file(tmp_path)
        change = a_new_ticket(connector, files=(file,))
        assert isinstance(connector.send(change), FilesMissing)
        assert isinstance(connector.upload(Upload(file), source, nothing), Accepted)
        accepted(connector.send(change))

    def test_an_interrupted_upload_goes_on_with_another_connector(self, world: World, tmp_path: Path) -> None:
        class Killed(Exception):
            pass

        file, source = a_file(tmp_path, 9 * 1024 * 1024)
        states: list[Upload] = []

        def until_something_came(upload: Upload) -> None:
            states.append(upload)
            if upload.offset:
                raise Killed

        tokens = InMemory()
        with signed_in(world, world.customer, tokens) as connector, pytest.raises(Killed):
            connector.upload(Upload(file), source, until_something_came)
        again = world.connect(tokens)
        try:
            told: list[Upload] = []
            accepted(again.upload(states[-1], source, told.append))
            assert told[0].url == states[-1].url
            assert told[0].offset >= states[-1].offset > 0
            accepted(again.send(a_new_ticket(again, files=(file,))))
            again.download(file.sha256, file.size, tmp_path / "down", nothing)
        finally:
            again.close()
        assert (tmp_path / "down").read_bytes() == source.read_bytes()

    def test_an_upload_that_the_server_forgot_begins_anew(self, connector: Connector, tmp_path: Path) -> None:
        file, source = a_file(tmp_path)
        told: list[Upload] = []
        accepted(connector.upload(Upload(file), source, told.append))
        lost = replace(told[0], url=told[0].url.rpartition("/")[0] + "/" + str(uuid_utils.uuid7()), offset=5)
        file2, source2 = a_file(tmp_path)
        accepted(connector.upload(replace(lost, file=file2), source2, nothing))

    def test_an_interrupted_download_goes_on(self, connector: Connector, tmp_path: Path) -> None:
        class Killed(Exception):
            pass

        def soon(have: int) -> None:
            if have > 100_000:
                raise Killed

        file, source = a_file(tmp_path, 3_000_000)
        connector.upload(Upload(file), source, nothing)
        accepted(connector.send(a_new_ticket(connector, files=(file,))))
        part = tmp_path / "down"
        with pytest.raises(Killed):
            connector.download(file.sha256, file.size, part, soon)
        kept = part.stat().st_size
        assert 0 < kept < file.size
        told: list[int] = []
        connector.download(file.sha256, file.size, part, told.append)
        assert told[0] >= kept
        assert part.read_bytes() == source.read_bytes()

    # -- others ----------------------------------------------------------------------------------------------------------------

    def test_what_belongs_to_others_does_not_exist(self, world: World, connector: Connector, tmp_path: Path) -> None:
        file, source = a_file(tmp_path)
        connector.upload(Upload(file), source, nothing)
        change = a_new_ticket(connector, files=(file,))
        accepted(connector.send(change))
        with signed_in(world, world.stranger) as stranger:
            known, _ = snapshot(stranger)
            assert ("Ticket", change.id) not in known
            assert ("Attachment", file.id) not in known
            assert isinstance(stranger.send(a_change(AddMessage("Let me see"), change.id)), Gone)
            assert isinstance(stranger.send(a_change(SetStatus(StatusTarget.CLOSED), change.id)), Gone | Conflicting)
            assert stranger.look_up(change) is None
            with pytest.raises(Refused):
                stranger.download(file.sha256, file.size, tmp_path / "stolen", nothing)
        assert not (tmp_path / "stolen").exists() or (tmp_path / "stolen").stat().st_size == 0

    def test_the_supports_reply_comes_by_the_feed(self, world: World, connector: Connector) -> None:
        ticket_id = an_open_ticket(connector)
        known, cursor = snapshot(connector)
        world.support_says(ticket_id, "Λύθηκε ✅")
        told, _ = after(connector, known, cursor)
        new = [one for key, one in told.items() if key not in known and isinstance(one, Message)]
        assert ("Λύθηκε ✅", Side.SUPPORT) in {(message.text, message.author.side) for message in new}

    # -- waiting ---------------------------------------------------------------------------------------------------------------

    def test_a_poke_comes_when_something_changed(self, world: World, connector: Connector) -> None:
        if not connector.capabilities.pokes:
            pytest.skip("this kind of server does not call")
        ticket_id = an_open_ticket(connector)
        _, cursor = snapshot(connector)
        _, cursor = after(connector, {}, cursor)
        listening, poked = threading.Event(), threading.Event()

        def listen() -> None:
            pokes = connector.pokes(cursor)
            listening.set()
            for _ in pokes:
                poked.set()
                return

        with ThreadPoolExecutor(1) as pool:
            future = pool.submit(listen)
            listening.wait(10)
            until(lambda: world.support_says(ticket_id, "Ping"), poked)
            future.result(10)

    def test_waiting_for_changes_ends_with_the_first(self, world: World, connector: Connector) -> None:
        if not connector.capabilities.long_poll:
            pytest.skip("this kind of server does not let wait")
        ticket_id = an_open_ticket(connector)
        _, cursor = after(connector, {}, snapshot(connector)[1])
        with ThreadPoolExecutor(1) as pool:
            future = pool.submit(connector.changes, cursor, 50)
            world.support_says(ticket_id, "Ping")
            assert future.result(20).upserts

    def test_closing_ends_what_waits(self, world: World) -> None:
        with signed_in(world, world.customer) as connector:
            if not connector.capabilities.long_poll:
                pytest.skip("this kind of server does not let wait")
            _, cursor = snapshot(connector)
            connector.me()
            with ThreadPoolExecutor(1) as pool:
                future = pool.submit(connector.changes, cursor, 50)
                connector.close()
                assert isinstance(future.exception(10), NetworkError)


def until(act: Callable[[], None], seen: threading.Event) -> None:
    """Act until it is seen: whoever listens may have come a moment too late for the first time."""
    deadline = time.monotonic() + 20
    while not seen.is_set():
        assert time.monotonic() < deadline, "it was never seen"
        act()
        seen.wait(0.5)
