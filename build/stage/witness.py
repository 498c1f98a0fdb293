"""What really stands on the server, asked by an HTTP client of its own over the open API (docs/open-api.md).

It shares no line with the program: a mistake that the program makes when it writes is not made again when somebody looks.
"""

from __future__ import annotations

import hashlib
import http.client
import json
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlsplit

from uuid_utils import uuid7

from stage.processes import Trouble

_PATIENCE = 20.0
_PIECE = 1024 * 1024

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file as the server describes it; `Witness.digest` says what its bytes really are."""

    id: str
    name: str
    mime: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class StoredReply:
    """A reply as the server has it. `side` is "customer" or "support"."""

    id: str
    text: str
    side: str
    files: tuple[StoredFile, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredTicket:
    """A ticket as the server has it, with its replies in the order in which they came. `fields` is all of it."""

    id: str
    number: str
    subject: str
    description: str
    status: str
    files: tuple[StoredFile, ...] = ()
    replies: tuple[StoredReply, ...] = ()
    fields: Document = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing in a conversation. `words` is the text that was said, or "→ closed", "→ open" … for another status."""

    ticket: str
    words: str


class Witness:
    """The same person, signed in a second time."""

    def __init__(self, address: str, user: str, password: str) -> None:
        """Sign in. Raises Trouble."""
        self._place = urlsplit(address)
        self._session = {"login": user, "password": password, "device": "witness"}
        self._digests: dict[str, tuple[str, int]] = {}
        self.sign_in()

    def sign_in(self) -> None:
        """Begin the session anew: it lasts as long as the helpdesk's access tokens. Raises Trouble."""
        self._token = ""
        self._token = str(self._document("POST", "/v1/sessions", self._session)["access_token"])

    def present(self) -> str:
        """Where the helpdesk's history is now, for `since`. Raises Trouble."""
        return str(self._document("GET", "/v1/snapshot?types=service")["resume_cursor"])

    def since(self, cursor: str) -> list[Happened]:
        """What this side of the counter said and did in conversations since then, in the order in which the helpdesk did it.

        Only the helpdesk's own order counts: every message also carries the clock of whoever wrote it. Raises Trouble.
        """
        kinds = {status["id"]: status["kind"] for status in self._document("GET", "/v1/catalogue")["statuses"]}
        found: list[Happened] = []
        more = True
        while more:
            answer = self._document("GET", f"/v1/changes?cursor={quote(cursor, safe='')}")
            for change in answer["changes"]:
                data = change["data"]
                if change["type"] != "message" or change["op"] != "upsert" or data["author"]["side"] != "customer":
                    continue
                event = data["event"]
                if data["kind"] == "reply":
                    found.append(Happened(data["ticket_id"], data["text"]))
                elif event is not None and event["name"] == "status":
                    found.append(Happened(data["ticket_id"], f"→ {kinds[event['to']]}"))
            cursor, more = answer["next_cursor"], answer["has_more"]
        return found

    def tickets(self) -> list[StoredTicket]:
        """Every ticket that the person can see, with replies and files. Raises Trouble."""
        items: dict[str, dict[str, Document]] = {"ticket": {}, "message": {}, "attachment": {}}
        page: str | None = ""
        cursor = ""
        while page is not None:
            wanted = f"/v1/snapshot?types={','.join(items)}" + (f"&page={quote(page, safe='')}" if page else "")
            answer = self._document("GET", wanted)
            for item in answer["items"]:
                items[item["type"]][item["id"]] = {"id": item["id"]} | item["data"]
            page, cursor = answer["next_page"], answer["resume_cursor"]
        # What changed while the pages were read stands in none of them for certain: the feed has it.
        while cursor:
            answer = self._document("GET", f"/v1/changes?cursor={quote(cursor, safe='')}")
            for change in answer["changes"]:
                if change["type"] in items:
                    items[change["type"]].pop(change["id"], None)
                    if change["op"] == "upsert":
                        items[change["type"]][change["id"]] = {"id": change["id"]} | change["data"]
            cursor = answer["next_cursor"] if answer["has_more"] else ""
        return _put_together({type: list(known.values()) for type, known in items.items()})

    def ticket(self, subject: str) -> StoredTicket:
        """The one ticket with this subject. Raises Trouble when there is none, or more than one."""
        found = [ticket for ticket in self.tickets() if ticket.subject == subject]
        if len(found) != 1:
            raise Trouble(f"the server has {len(found)} tickets “{subject}”, not one")
        return found[0]

    @property
    def name(self) -> str:
        """Who it is. Raises Trouble."""
        return str(self._document("GET", "/v1/me")["name"])

    def kind(self, status: str) -> str:
        """What a status means: new, open, waiting, answered, closed. Raises Trouble."""
        return {one["id"]: str(one["kind"]) for one in self._document("GET", "/v1/catalogue")["statuses"]}[status]

    def digest(self, file: StoredFile) -> tuple[str, int]:
        """SHA-256 (hex) and number of the bytes that the server gives out for this file. Raises Trouble."""
        if file.sha256 not in self._digests:
            self._digests[file.sha256] = self._download(file.sha256)
        return self._digests[file.sha256]

    def _download(self, sha256: str) -> tuple[str, int]:
        line = self._connect()
        try:
            answer = self._send(line, "GET", f"/v1/blobs/{sha256}", None)
            hashed, length = hashlib.sha256(), 0
            while piece := answer.read(_PIECE):
                hashed.update(piece)
                length += len(piece)
        except (OSError, http.client.HTTPException) as fault:
            raise Trouble(f"the server broke off a download: {fault}") from fault
        finally:
            line.close()
        return hashed.hexdigest(), length

    def _document(self, method: str, path: str, body: Document | None = None) -> Document:
        line = self._connect()
        try:
            content = self._send(line, method, path, body).read()
        except (OSError, http.client.HTTPException) as fault:
            raise Trouble(f"the server does not answer {method} {path}: {fault}") from fault
        finally:
            line.close()
        document = json.loads(content)
        if not isinstance(document, dict):
            raise Trouble(f"{method} {path} answers something else than an object")
        return document

    def _connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection(str(self._place.hostname), self._place.port, timeout=_PATIENCE)

    def _send(
        self, line: http.client.HTTPConnection, method: str, path: str, body: Document | None
    ) -> http.client.HTTPResponse:
        headers = {"X-Request-ID": str(uuid.uuid4()), "Client-Id": "witness"}
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        if body is not None:
            headers["Content-Type"] = "application/json"
        line.request(method, path, None if body is None else json.dumps(body), headers)
        answer = line.getresponse()
        if not 200 <= answer.status < 300:
            raise Trouble(
                f"{method} {path} is answered by {answer.status}: {answer.read(2000).decode('utf-8', 'replace')}"
            )
        return answer


def _no_orphans(items: dict[str, list[Document]]) -> None:
    tickets = {one["id"] for one in items["ticket"]}
    messages = {one["id"]: one["ticket_id"] for one in items["message"]}
    for one in (*items["message"], *items["attachment"]):
        if one["ticket_id"] not in tickets:
            raise Trouble(f"the server has something that belongs to no ticket: {one['id']}")
    for one in items["attachment"]:
        if one.get("message_id") and messages.get(one["message_id"]) != one["ticket_id"]:
            raise Trouble(f"the server has an attachment that belongs to no message: {one['id']}")


def _put_together(items: dict[str, list[Document]]) -> list[StoredTicket]:
    _no_orphans(items)
    files: dict[tuple[str, str], list[StoredFile]] = {}
    for one in items["attachment"]:
        file = StoredFile(one["id"], one["name"], one["mime"], one["size"], one["sha256"])
        files.setdefault((one["ticket_id"], one.get("message_id") or ""), []).append(file)
    replies: dict[str, list[StoredReply]] = {}
    for one in sorted(items["message"], key=lambda one: (one["created_at"], one["id"])):
        if one["kind"] == "reply":
            own = tuple(files.get((one["ticket_id"], one["id"]), ()))
            reply = StoredReply(one["id"], one["text"], one["author"]["side"], own)
            replies.setdefault(one["ticket_id"], []).append(reply)
    return [
        StoredTicket(
            one["id"],
            one["number"],
            one["subject"],
            one["description"],
            one["status"],
            tuple(files.get((one["id"], ""), ())),
            tuple(replies.get(one["id"], ())),
            one,
        )
        for one in items["ticket"]
    ]


class Technician(Witness):
    """Somebody of the helpdesk's staff, who does what a journey needs done at its moment."""

    def answer(self, ticket: StoredTicket, text: str) -> None:
        """Say something in the conversation. Raises Trouble."""
        self._document("PUT", f"/v1/tickets/{ticket.id}/messages/{uuid7()}", {"text": text, "attachments": []} | _now())

    def close(self, ticket: StoredTicket) -> None:
        """Close the ticket. Raises Trouble."""
        self._document("PUT", f"/v1/tickets/{ticket.id}/actions/{uuid7()}", {"action": "close"} | _now())


def _now() -> Document:
    return {"created_at": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")}
