"""Two accounts on one computer: every request is recorded and every folder read, and nothing of one is ever with the other.

Real workspaces, engines and connectors, open at the same time (which the window does not even do); real helpdesks behind a line that keeps
every request as it came. The accounts belong to different companies, so that nothing is rightly seen by both but what is everybody's.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from desktop.account_identity import establish
from desktop.actions.attach import attach_bytes
from desktop.actions.open_ticket import open_ticket
from desktop.actions.reply import reply
from desktop.actions.sign_in import SignedIn, sign_in
from desktop.connectors.contract import Connector
from desktop.connectors.discovery import discover
from desktop.connectors.transport import TransportOptions
from desktop.domain.change import Change
from desktop.domain.draft import ReplyDraft, TicketDraft
from desktop.domain.notice import Notice
from desktop.sandbox.server import RunningSandbox
from desktop.storage import vault
from desktop.storage.accounts import list_accounts
from desktop.storage.database import Database
from desktop.sync.engine import Engine
from desktop.sync.outcome import SyncProgress, Topic
from desktop.sync.stores import write_here
from desktop.workspace import Workspace
from tests.accounts.keyrings import ring
from tests.ground.recording_line import RecordingLine, Request
from tests.live_helpdesk import DIRECT, connect
from tests.memory_keyring import SecretServiceInMemory

__all__ = ["ring"]

ANNA, PAOLA = "anna@rossi.example", "paola@bianchi.example"


class Silent:
    """Nobody looks on."""

    def changed(self, topics: frozenset[Topic], ticket_ids: frozenset[str]) -> None: ...

    def outbox_moved(self) -> None: ...

    def progress(self, progress: SyncProgress | None) -> None: ...

    def told(self, notices: tuple[Notice, ...]) -> None: ...


@dataclass
class Open:
    """One account, open, and everything by which it would be recognised elsewhere."""

    signed_in: SignedIn
    workspace: Workspace
    connector: Connector
    engine: Engine
    marks: dict[str, str] = field(default_factory=dict)

    def note_tokens(self) -> None:
        tokens = self.workspace.tokens(write_here).load()
        assert tokens is not None
        self.marks[f"access token {len(self.marks)}"] = tokens.access
        self.marks[f"refresh token {len(self.marks)}"] = tokens.refresh

    def write(self, word: str) -> list[Change]:
        """A ticket with a file, and a reply to it; their words are marks."""
        desk = self.workspace.desk
        file = attach_bytes(desk, b"\xff\xd8\xff" + f"the bytes of {word}".encode() * 100, f"{word}-photo.jpg")
        catalogue = desk.catalogue.catalogue()
        draft = TicketDraft(
            desk.new_id(),
            request_type=catalogue.request_types[0].id,
            machine_state=catalogue.machine_states[0].id,
            machine_id=str(self.workspace.stores(write_here).cache.value("SELECT min(id) FROM machine")),
            subject=f"{word}-subject",
            description=f"{word}-description",
            files=(file,),
        )
        opened = open_ticket(desk, draft)
        answered = reply(desk, ReplyDraft(opened.ticket_id, f"{word}-reply"))
        draft_id = desk.new_id()
        desk.drafts.save(TicketDraft(draft_id, subject=f"{word}-draft", updated_at=1))
        self.marks |= {
            "file": file.sha256,
            "ticket": opened.ticket_id,
            "reply": answered.id,
            "words": f"{word}-",
            "draft": draft_id,
        }
        return [opened, answered]

    def cursor(self) -> str:
        """Where its feed goes on; each account has one of its own."""
        return self.workspace.stores(write_here).cursors.load().cursor

    def run(self) -> None:
        outcome = self.engine.run_once(threading.Event())
        assert outcome.trouble is None, outcome

    def unsettled(self) -> int:
        return len(self.workspace.outbox.unsettled())


@contextmanager
def opened(signed_in: SignedIn, key: bytes) -> Iterator[Open]:
    workspace = Workspace(signed_in.account, key, undo_time=0)
    identity = workspace.identity
    connector = connect(identity.helpdesk, workspace.tokens(write_here), identity.client_id)
    engine = workspace.engine(connector, Silent(), write_here)
    try:
        one = Open(signed_in, workspace, connector, engine)
        one.marks = {
            "client id": identity.client_id,
            "login": signed_in.account.login,
            "person": identity.person.id,
            "key": key.hex(),
            "name in the keyring": signed_in.account.key_name,
            "folder": signed_in.account.folder.name,
        }
        one.note_tokens()
        yield one
    finally:
        connector.close()
        engine.close()
        workspace.close()


def sign_in_to(address: str, accounts: Path, login: str) -> SignedIn:
    found = discover(address, TransportOptions(proxy=DIRECT))
    made = sign_in(
        accounts, found, login, "sportello", passphrase=None, connect=connect, client_id=f"client-of-{login[:4]}"
    )
    establish(made)
    return made


def said_in(request: Request) -> str:
    head = "\n".join(f"{name}: {value}" for name, value in request.headers)
    return f"{request.target}\n{head}\n{request.body.decode('latin-1')}"


def belongs_to(request: Request, accounts: list[Open]) -> Open | None:
    """Whose request it is: by its token, or by what it asks for a token with."""
    said = said_in(request)
    for one in accounts:
        tokens = [value for name, value in one.marks.items() if "token" in name]
        if any(token in said for token in tokens):
            return one
        if request.path.startswith("/v1/sessions") and one.marks["login"] in said:
            return one
    return None


def all_that_is_kept(one: Open) -> str:
    """Everything readable in the account's folder: its files as they are, and its databases with their key."""
    folder, key = one.signed_in.account.folder, one.signed_in.key
    kept = [str(path.relative_to(folder)) for path in folder.rglob("*")]
    kept += [path.read_bytes().decode("latin-1") for path in folder.rglob("*") if path.is_file()]
    for path in (one.signed_in.account.outbox, one.signed_in.account.cache):
        database = Database(path, key, read_only=True)
        try:
            for (name,) in database.rows("SELECT name FROM sqlite_schema WHERE type = 'table'"):
                kept += [repr(row) for row in database.rows(f'SELECT * FROM "{name}"')]
        finally:
            database.close()
    return "\n".join(kept)


@pytest.fixture(params=[1, 2], ids=["one server", "two servers"])
def lines(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[list[RecordingLine]]:
    """For Anna and for Paola: the way to her helpdesk, with a note of every request."""
    with ExitStack() as stack:
        made = [
            stack.enter_context(RecordingLine(stack.enter_context(RunningSandbox(tmp_path / f"helpdesk {which}")).url))
            for which in range(request.param)
        ]
        yield [made[0], made[-1]]


@pytest.fixture
def both(
    lines: list[RecordingLine], tmp_path: Path, ring: SecretServiceInMemory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[list[Open]]:
    monkeypatch.setattr(vault, "RECOVERY_COST", 12)
    accounts = tmp_path / "accounts"
    with ExitStack() as stack:
        yield [
            stack.enter_context(opened(made, made.key))
            for made in (
                sign_in_to(line.address, accounts, login) for line, login in zip(lines, (ANNA, PAOLA), strict=True)
            )
        ]


def live_for_a_while(both: list[Open]) -> None:
    """Both write, send, renew their sessions and fetch, in turns."""
    for one in both:
        one.run()
    for one, word in zip(both, ("annaword", "paolaword"), strict=True):
        one.write(word)
    for _ in range(6):
        for one in both:
            one.run()
    for one in both:
        assert one.unsettled() == 0, one.workspace.outbox.unsettled()
        # A token that is no good any more: the session renews itself.
        tokens = one.workspace.tokens(write_here).load()
        assert tokens is not None
        one.connector._session._renew(tokens)
        one.note_tokens()
        one.run()


def test_no_request_of_one_carries_anything_of_the_other(both: list[Open], lines: list[RecordingLine]) -> None:
    live_for_a_while(both)
    requests = [request for line in {id(line): line for line in lines}.values() for request in line.requests]
    count = {id(one): 0 for one in both}
    for request in requests:
        owner = belongs_to(request, both)
        said = said_in(request)
        if owner is None:
            assert request.path.startswith(("/.well-known/", "/v1/sessions")), f"nobody's: {request.target}"
        else:
            count[id(owner)] += 1
        for other in both:
            if other is not owner:
                found = [name for name, mark in other.marks.items() if mark in said]
                assert not found, f"{request.method} {request.target} carries the other's {found}"
                assert f"cursor={other.cursor()}" not in request.target
    assert min(count.values()) > 10, "each of them said a lot"
    if lines[0] is not lines[1]:
        assert not [one for one in lines[0].requests if belongs_to(one, both) is both[1]], (
            "the other server heard of it"
        )
    for one in both:
        own = "\n".join(said_in(request) for request in requests if belongs_to(request, both) is one)
        assert {"words", "file", "ticket", "reply", "client id"} <= {n for n, mark in one.marks.items() if mark in own}


def test_each_folder_holds_only_its_own(
    both: list[Open], lines: list[RecordingLine], ring: SecretServiceInMemory
) -> None:
    live_for_a_while(both)
    kept = [all_that_is_kept(one) for one in both]
    for one, own, others in zip(both, kept, reversed(kept), strict=True):
        here = {name for name, mark in one.marks.items() if mark in own}
        assert {"words", "file", "ticket", "client id", "login", "draft"} <= here, "the search finds what is there"
        assert "key" not in here
        there = {name for name, mark in one.marks.items() if mark in others}
        assert not there, f"the other's folder holds its {there}"
    folders = [one.signed_in.account.folder for one in both]
    assert folders[0].parent == folders[1].parent
    assert set(folders[0].parent.iterdir()) == set(folders), "nothing lies beside the folders"
    assert ring.names == sorted(one.marks["name in the keyring"] for one in both)
    assert len(list_accounts(folders[0].parent)) == 2


def test_the_key_of_one_opens_nothing_of_the_other(both: list[Open]) -> None:
    from desktop.errors import WrongKey

    for one, other in (both, both[::-1]):
        for path in (other.signed_in.account.outbox, other.signed_in.account.cache):
            with pytest.raises(WrongKey):
                Database(path, one.signed_in.key, read_only=True)
