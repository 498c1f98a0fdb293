"""A helpdesk at the wire whose session works and whose other answers are the test's."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from desktop.connectors.proxy import Proxy, ProxyMode
from desktop.connectors.sportello.connector import SportelloConnector
from desktop.connectors.transport import Transport, TransportOptions
from desktop.domain.account import Helpdesk, Tokens
from desktop.domain.change import AddMessage, Change, Deed, OpenTicket
from tests.connectors.wire_server import Drop, Reply, Request, WireServer, answering, json_reply, problem_reply

OPTIONS = TransportOptions(client_id="device", proxy=Proxy(ProxyMode.NONE), connect_seconds=5, idle_seconds=5)
NOON = "2026-01-01T12:00:00.000Z"
CATALOGUE = {
    "statuses": [
        {"id": "new", "name": {"en": "New"}, "kind": "new"},
        {"id": "solved", "name": {"en": "Solved"}, "kind": "closed", "final": True},
    ]
}


class KeptTokens:
    """A token store that remembers what it was told."""

    def __init__(self, tokens: Tokens | None = None) -> None:
        self.tokens = tokens
        self.saved: list[Tokens | None] = []

    def load(self) -> Tokens | None:
        return self.tokens

    def save(self, tokens: Tokens | None) -> None:
        self.tokens = tokens
        self.saved.append(tokens)


Respond = Callable[[Request], Reply | Drop]


class Door:
    """Sessions as docs/open-api.md has them: tokens "a1"/"r1", "a2"/"r2" …; `expire` makes the present access token stale.

    `refreshing` answers renewals where a test wants something else; everything signed in goes to `respond`.
    """

    def __init__(self, respond: Respond, refreshing: Respond | None = None) -> None:
        self.respond = respond
        self.refreshing = refreshing
        self.number = 1
        self.refreshes = 0
        self.accepts: set[str] = {"a1"}
        self._lock = threading.Lock()

    def expire(self) -> None:
        self.accepts.clear()

    def rotate(self) -> dict[str, object]:
        with self._lock:
            self.number += 1
            self.accepts = {f"a{self.number}"}
            return self.session()

    def session(self) -> dict[str, object]:
        return {
            "access_token": f"a{self.number}",
            "token_type": "Bearer",
            "expires_in": 900,
            "refresh_token": f"r{self.number}",
            "refresh_expires_in": 9000,
        }

    def __call__(self, request: Request) -> Reply | Drop:
        if request.path == "/v1/sessions/refresh":
            self.refreshes += 1
            if self.refreshing is not None:
                return self.refreshing(request)
            if request.json()["refresh_token"] != f"r{self.number}":
                return problem_reply(401, "session-expired")
            return json_reply(self.rotate())
        if request.token not in self.accepts:
            return problem_reply(401, "token-expired")
        if request.path == "/v1/catalogue":
            return json_reply(CATALOGUE, ETag='"cat"')
        return self.respond(request)


@contextmanager
def connected(
    door: Respond, tokens: KeptTokens | None = None, options: TransportOptions = OPTIONS
) -> Iterator[tuple[SportelloConnector, WireServer]]:
    """A connector that is signed in with "a1" and "r1", at a server that answers with `door`."""
    kept = tokens if tokens is not None else KeptTokens(Tokens("a1", "r1"))
    with WireServer(answering(door)) as server, Transport(server.url, options) as transport:
        yield SportelloConnector(Helpdesk(server.url, "sportello", "Fake"), transport, kept), server


def a_ticket(id: str = "t1", **more: object) -> dict[str, object]:
    """A ticket as it stands on the wire."""
    author = {"id": "p1", "name": "Anna", "side": "customer"}
    fields = {"id": id, "number": "10201", "subject": "S", "description": "D", "request_type": "fault", "status": "new"}
    return {**fields, "author": author, "created_at": NOON, "updated_at": NOON, "version": 1, "contacts": [], **more}


def a_message(id: str, ticket_id: str = "t1", **more: object) -> dict[str, object]:
    """A message as it stands on the wire."""
    author = {"id": "p1", "name": "Anna", "side": "customer"}
    return {
        "id": id,
        "ticket_id": ticket_id,
        "author": author,
        "kind": "reply",
        "text": "x",
        "created_at": NOON,
        **more,
    }


def a_change(deed: Deed | None = None, ticket_id: str = "") -> Change:
    """A change made now; a new ticket's own id is its ticket's."""
    id = str(uuid.uuid4())
    made = deed or OpenTicket("Subject", "Description", "fault")
    return Change(id, ticket_id or (id if isinstance(made, OpenTicket) else "t1"), made, 1_700_000_000_000)


def a_reply(text: str = "Hello") -> Change:
    """A reply to ticket t1."""
    return a_change(AddMessage(text), "t1")
