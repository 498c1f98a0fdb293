"""Speaking to a sandbox in tests: plain HTTP, as any client would, and builders for what is sent."""

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import requests

from desktop.sandbox.identifiers import uuid7

ANNA, MARCO, PAOLA, LUCA = "anna@rossi.example", "marco@rossi.example", "paola@bianchi.example", "luca@valmec.example"


class MovableClock:
    """A clock that tests move by hand; it goes on by a millisecond each time it is read."""

    def __init__(self) -> None:
        self.now = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now

    def advance(self, **by: float) -> None:
        self.now += timedelta(**by)


class Caller:
    """A client's connection to one sandbox, signed in or not."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.http = requests.Session()
        self.http.trust_env = False
        self.tokens: dict[str, Any] = {}

    def __enter__(self) -> "Caller":
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    def call(self, method: str, path: str, **options: Any) -> requests.Response:
        return self.http.request(method, self.url + path, timeout=60, allow_redirects=False, **options)

    def get(self, path: str, **params: Any) -> requests.Response:
        return self.call("GET", path, params=params)

    def put(self, path: str, body: object) -> requests.Response:
        return self.call("PUT", path, json=body)

    def sign_in(self, login: str, password: str = "sportello") -> "Caller":
        answer = self.call("POST", "/v1/sessions", json={"login": login, "password": password, "device": "test"})
        assert answer.status_code == 201, answer.text
        self.take(answer.json())
        return self

    def take(self, tokens: dict[str, Any]) -> None:
        self.tokens = tokens
        self.http.headers["Authorization"] = f"Bearer {tokens['access_token']}"

    # ------------------------------------------------------------ reading

    def snapshot(self, types: str = "", limit: int = 500) -> tuple[list[dict[str, Any]], str]:
        items, params = [], {"types": types, "limit": limit}
        while True:
            answer = self.get("/v1/snapshot", **params)
            assert answer.status_code == 200, answer.text
            page = answer.json()
            items += page["items"]
            if page["next_page"] is None:
                return items, page["resume_cursor"]
            params = {"page": page["next_page"], "limit": limit}

    def all_of(self, kind: str) -> list[dict[str, Any]]:
        return [item["data"] for item in self.snapshot(kind)[0]]

    def cursor(self) -> str:
        return str(self.get("/v1/snapshot", limit=1).json()["resume_cursor"])

    def changes(self, cursor: str, **params: Any) -> tuple[list[dict[str, Any]], str]:
        found: list[dict[str, Any]] = []
        while True:
            answer = self.get("/v1/changes", cursor=cursor, **params)
            assert answer.status_code == 200, answer.text
            page = answer.json()
            found += page["changes"]
            cursor = page["next_cursor"]
            if not page["has_more"]:
                return found, cursor

    # ------------------------------------------------------------ writing

    def open_ticket(self, **fields: Any) -> dict[str, Any]:
        identity = an_id()
        answer = self.put(f"/v1/tickets/{identity}", a_ticket(**fields))
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    def reply(self, ticket: Mapping[str, Any], text: str = "Ecco le foto.", **fields: Any) -> requests.Response:
        return self.put(f"/v1/tickets/{ticket['id']}/messages/{an_id()}", a_message(text=text, **fields))

    def act(self, ticket: Mapping[str, Any], action: str, **fields: Any) -> requests.Response:
        return self.put(f"/v1/tickets/{ticket['id']}/actions/{an_id()}", an_action(action, **fields))

    def ticket(self, ticket: Mapping[str, Any]) -> dict[str, Any]:
        return dict(self.get(f"/v1/tickets/{ticket['id']}").json())

    def messages(self, ticket: Mapping[str, Any]) -> list[dict[str, Any]]:
        return [message for message in self.all_of("message") if message["ticket_id"] == ticket["id"]]

    # ------------------------------------------------------------ bytes

    def tus(
        self, method: str, path: str, *, data: bytes | Iterator[bytes] | None = None, **headers: str
    ) -> requests.Response:
        sent = {"Tus-Resumable": "1.0.0"} | {name.replace("_", "-"): value for name, value in headers.items()}
        return self.call(method, path, data=data, headers=sent)

    def begin_upload(
        self, content: bytes, name: str = "foto.jpg", mime: str = "image/jpeg", **headers: str
    ) -> requests.Response:
        told = {"sha256": sha256(content), "filename": name, "mime": mime}
        metadata = ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in told.items())
        return self.tus(
            "POST", "/v1/uploads", **({"Upload_Length": str(len(content)), "Upload_Metadata": metadata} | headers)
        )

    def append(self, location: str, offset: int, piece: bytes | Iterator[bytes], **headers: str) -> requests.Response:
        kind = {"Content_Type": "application/offset+octet-stream", "Upload_Offset": str(offset)}
        return self.tus("PATCH", location, data=piece, **(kind | headers))

    def upload(self, content: bytes, name: str = "foto.jpg", mime: str = "image/jpeg") -> dict[str, Any]:
        begun = self.begin_upload(content, name, mime)
        assert begun.status_code == 201, begun.text
        if int(begun.headers["Upload-Offset"]) < len(content):
            ended = self.append(begun.headers["Location"], 0, content)
            assert ended.status_code == 204, ended.text
        return an_attachment(content, name=name, mime=mime)


def an_id() -> str:
    return uuid7(datetime.now(UTC))


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def tus_checksum(content: bytes) -> str:
    return "sha256 " + base64.b64encode(hashlib.sha256(content).digest()).decode()


def a_ticket(**fields: Any) -> dict[str, Any]:
    usual = {
        "subject": "Domanda sulla fattura di maggio",
        "description": "Nella fattura compare due volte il trasporto.",
        "request_type": "question",
        "contacts": [],
        "attachments": [],
        "created_at": "2026-05-04T07:12:00.000Z",
    }
    return usual | fields


def a_message(**fields: Any) -> dict[str, Any]:
    return {"text": "Ecco le foto.", "attachments": [], "created_at": "2026-05-04T08:00:00.000Z"} | fields


def an_action(action: str, **fields: Any) -> dict[str, Any]:
    return {"action": action, "created_at": "2026-05-04T09:00:00.000Z"} | fields


def an_attachment(content: bytes, **fields: Any) -> dict[str, Any]:
    return {
        "id": an_id(),
        "sha256": sha256(content),
        "name": "foto.jpg",
        "size": len(content),
        "mime": "image/jpeg",
    } | fields


def problem(answer: requests.Response, status: int, code: str) -> dict[str, Any]:
    """The answer's problem, after checking that it is this one and complete."""
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    told = json.loads(answer.content)
    assert told["code"] == code, told
    assert told["status"] == status
    assert told["request_id"] == answer.headers["X-Request-ID"]
    assert {"type", "title", "detail", "retryable"} <= told.keys()
    return dict(told)
