"""Finding out what answers at an address: a helpdesk, or something with a name of its own."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from desktop.connectors.discovery import connector_for, discover
from desktop.connectors.proxy import Proxy, ProxyMode
from desktop.connectors.transport import TransportOptions
from desktop.domain.account import Feature, Helpdesk, Tokens
from desktop.errors import (
    CertificateError,
    NotAHelpdesk,
    ServerBroken,
    ServerBusy,
    Unreachable,
)
from desktop.sandbox.server import RunningSandbox
from tests.connectors.certificates import Authority
from tests.connectors.wire_server import Reply, Request, WireServer, answering, json_reply, problem_reply, saying

OPTIONS = TransportOptions(proxy=Proxy(ProxyMode.NONE), idle_seconds=5)
DOCUMENT: dict[str, object] = {
    "protocol": "helpdesk-sync",
    "version": 1,
    "name": "Macchine Rossi",
    "api": "/v1",
    "features": ["machines", "a-new-one"],
    "a new field": [1, 2],
}


def found(reply: Reply) -> Helpdesk:
    with WireServer(answering(lambda _: reply)) as server:
        return discover(server.url, OPTIONS)


def test_the_sandbox_is_found_however_its_address_is_typed(tmp_path: Path) -> None:
    with RunningSandbox(tmp_path) as sandbox:
        bare = sandbox.url.removeprefix("http://")
        for typed in (
            sandbox.url,
            bare,
            f" {bare}/ ",
            f"{sandbox.url}/portal/index.html",
            bare.replace("127.0.0.1", "localhost"),
        ):
            helpdesk = discover(typed, OPTIONS)
            assert helpdesk.kind == "sportello"
            assert helpdesk.has(Feature.MACHINES)
    assert discover_fails(sandbox.url, Unreachable)


def discover_fails(address: str, kind: type[Exception]) -> bool:
    with pytest.raises(kind) as caught:
        discover(address, OPTIONS)
    return type(caught.value) is kind


def test_a_document_of_a_newer_server_is_read_for_what_we_know() -> None:
    helpdesk = found(json_reply(DOCUMENT))
    assert helpdesk.name == "Macchine Rossi"
    assert helpdesk.features == {"machines", "a-new-one"}
    assert helpdesk.limits.max_page_items == 200


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(Reply(200, {"Content-Type": "text/html"}, b"<!doctype html><p>Welcome"), id="a web page"),
        pytest.param(Reply(404, {"Content-Type": "text/html"}, b"<html>not here"), id="nothing there"),
        pytest.param(Reply(403, {}, b""), id="forbidden"),
        pytest.param(Reply(302, {"Location": "https://login.example/"}, b""), id="a redirect"),
        pytest.param(Reply(301, {"Location": "/index.html"}, b""), id="a move"),
        pytest.param(json_reply({"hello": "world"}), id="other JSON"),
        pytest.param(json_reply([]), id="a list"),
        pytest.param(json_reply({**DOCUMENT, "protocol": "caldav"}), id="another protocol"),
        pytest.param(json_reply({**DOCUMENT, "version": 2}), id="a newer version"),
        pytest.param(json_reply({**DOCUMENT, "name": None}), id="no name"),
        pytest.param(Reply(200, {"Content-Type": "application/json"}, b"{"), id="half a document"),
        pytest.param(Reply(200, {"Content-Type": "application/json"}, b"[" * 100_000), id="a deep document"),
        pytest.param(problem_reply(404, "not-found"), id="a problem"),
    ],
)
def test_something_else_is_not_a_helpdesk(reply: Reply) -> None:
    with pytest.raises(NotAHelpdesk):
        found(reply)


def test_a_helpdesk_in_trouble_is_not_called_something_else() -> None:
    with pytest.raises(ServerBusy) as busy:
        found(Reply(503, {"Retry-After": "7"}, b""))
    assert busy.value.retry_after == 7
    with pytest.raises(ServerBroken):
        found(Reply(500, {"Content-Type": "text/html"}, b"<html>"))


def test_an_address_without_a_server_is_unreachable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert discover_fails(f"127.0.0.1:{port}", Unreachable)
    assert discover_fails("nowhere.invalid", Unreachable)


def test_a_server_that_speaks_something_else_is_not_a_helpdesk_or_broken() -> None:
    with WireServer(saying(b"220 smtp.example ESMTP\r\n")) as server, pytest.raises((ServerBroken, NotAHelpdesk)):
        discover(server.url, OPTIONS)


def test_a_bad_certificate_is_told_as_such(tmp_path: Path) -> None:
    authority = Authority.make(tmp_path)
    with WireServer(answering(lambda _: json_reply(DOCUMENT)), authority.server(tmp_path)) as server:
        assert discover_fails(server.url, CertificateError)


def test_a_large_page_is_not_read_to_its_end() -> None:
    with pytest.raises((NotAHelpdesk, ServerBroken)):
        found(Reply(200, {"Content-Type": "text/html"}, b"x" * 2_000_000))


def test_no_password_goes_along() -> None:
    def respond(request: Request) -> Reply:
        assert "authorization" not in request.headers
        return json_reply(DOCUMENT)

    with WireServer(answering(respond)) as server:
        discover(server.url, OPTIONS)


class NoTokens:
    def load(self) -> Tokens | None:
        return None

    def save(self, tokens: Tokens | None) -> None:
        raise AssertionError


def test_an_unknown_kind_of_helpdesk_has_no_connector() -> None:
    with pytest.raises(NotAHelpdesk):
        connector_for(Helpdesk("https://x.example", "from-the-future", "X"), NoTokens(), "c", Proxy())
