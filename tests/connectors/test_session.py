"""A session renews itself once for all threads, loses nobody on the way, and ends for good when it ended."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from desktop.connectors.sportello import session as module
from desktop.domain.account import Tokens
from desktop.errors import (
    BadCredentials,
    CaptivePortal,
    DiskFull,
    NetworkError,
    NotActivated,
    Refused,
    ServerBroken,
    ServerBusy,
    SignInNeeded,
    Unreachable,
)
from tests.connectors.fake_helpdesk import OPTIONS, Door, KeptTokens, connected
from tests.connectors.wire_server import Drop, Reply, Request, json_reply, problem_reply

ME = {"id": "p1", "name": "Anna", "email": "anna@rossi.example", "role": "customer", "rights": [], "scope": "s"}


def me(request: Request) -> Reply | Drop:
    return json_reply(ME)


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAUSES", (0.0, 0.0, 0.0))


# -- signing in and out ------------------------------------------------------------------------------------------------------------


def test_signing_in_stores_the_tokens() -> None:
    def respond(request: Request) -> Reply | Drop:
        assert request.json()["login"] == "anna"
        assert request.json()["password"] == "secret ü"
        return json_reply({"access_token": "x", "refresh_token": "y", "expires_in": 1}, 201)

    tokens = KeptTokens()
    with connected(respond, tokens) as (connector, _):
        connector.sign_in("anna", "secret ü")
    assert tokens.tokens == Tokens("x", "y")


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (problem_reply(401, "bad-credentials"), BadCredentials),
        (problem_reply(403, "not-activated"), NotActivated),
        (problem_reply(429, "too-many-requests", headers={"Retry-After": "30"}), ServerBusy),
        (problem_reply(422, "invalid"), Refused),
        (problem_reply(500, "internal"), ServerBroken),
        (Reply(200, {"Content-Type": "text/html"}, b"<html>Please accept our terms"), CaptivePortal),
        (Reply(401, {"Content-Type": "text/html"}, b"<html>Proxy"), CaptivePortal),
        (json_reply({"access_token": ""}, 201), ServerBroken),
        (Drop(), Unreachable),
    ],
)
def test_each_way_of_not_getting_in_has_its_class(reply: Reply | Drop, kind: type[Exception]) -> None:
    tokens = KeptTokens()
    with connected(lambda _: reply, tokens) as (connector, _), pytest.raises(kind) as caught:
        connector.sign_in("anna", "x")
    assert type(caught.value) is kind
    assert tokens.saved == []


def test_signing_out_tells_the_server_and_forgets_the_tokens() -> None:
    tokens = KeptTokens(Tokens("a1", "r1"))
    with connected(Door(lambda _: Reply(204)), tokens) as (connector, server):
        connector.sign_out()
        assert [(one.method, one.path) for one in server.requests] == [("DELETE", "/v1/sessions/current")]
    assert tokens.saved == [None]


def test_signing_out_without_a_server_still_forgets_the_tokens() -> None:
    tokens = KeptTokens(Tokens("a1", "r1"))
    with connected(lambda _: Drop(), tokens) as (connector, _), pytest.raises(NetworkError):
        connector.sign_out()
    assert tokens.tokens is None


def test_signing_out_of_a_session_that_ended_is_no_error() -> None:
    tokens = KeptTokens(Tokens("a0", "r0"))
    with connected(Door(me), tokens) as (connector, _):
        connector.sign_out()
    assert tokens.tokens is None


# -- renewal -----------------------------------------------------------------------------------------------------------------------


def test_an_expired_token_is_renewed_and_the_call_repeated() -> None:
    tokens = KeptTokens(Tokens("a1", "r1"))
    door = Door(me)
    with connected(door, tokens) as (connector, _):
        assert connector.me().id == "p1"
        door.expire()
        assert connector.me().id == "p1"
        assert connector.me().id == "p1"
    assert door.refreshes == 1
    assert tokens.saved == [Tokens("a2", "r2")]


def test_new_tokens_are_stored_before_they_are_used() -> None:
    tokens = KeptTokens(Tokens("a1", "r1"))

    def respond(request: Request) -> Reply | Drop:
        assert tokens.tokens is not None
        return json_reply({**ME, "user_name": "stored" if tokens.tokens.access == request.token else "used before"})

    door = Door(respond)
    door.expire()
    with connected(door, tokens) as (connector, _):
        assert connector.me().user_name == "stored"


def test_many_threads_with_an_expired_token_renew_it_once() -> None:
    door = Door(me)
    door.expire()
    with connected(door) as (connector, _), ThreadPoolExecutor(8) as pool:
        people = list(pool.map(lambda _: connector.me(), range(24)))
    assert len(people) == 24
    assert door.refreshes == 1


def test_the_lost_answer_to_a_renewal_is_asked_for_again() -> None:
    door = Door(me)
    shown: list[object] = []

    def refreshing(request: Request) -> Reply | Drop:
        shown.append(request.json()["refresh_token"])
        if len(shown) == 1:
            door.rotate()
            return Drop()
        return json_reply(door.session())  # within the grace the old token is good

    door.refreshing = refreshing
    door.expire()
    tokens = KeptTokens(Tokens("a1", "r1"))
    with connected(door, tokens) as (connector, _):
        assert connector.me().id == "p1"
    assert shown == ["r1", "r1"]
    assert tokens.tokens == Tokens("a2", "r2")


@pytest.mark.parametrize(
    "reply",
    [
        Drop(),
        Reply(502, {"Content-Type": "text/html"}, b"<html>Bad gateway"),
        problem_reply(500, "internal"),
        Reply(200, {"Content-Type": "text/html"}, b"<html>Hotel"),
        Reply(401, {"Content-Type": "text/html"}, b"<html>Proxy"),
        Reply(403, {}, b""),
        problem_reply(429, "too-many-requests", headers={"Retry-After": "9"}),
        problem_reply(503, "unavailable", headers={"Retry-After": "9"}),
        json_reply({"access_token": "half"}),
    ],
)
def test_a_renewal_that_can_not_be_had_now_ends_no_session(reply: Reply | Drop) -> None:
    tokens = KeptTokens(Tokens("a1", "r1"))
    door = Door(me, lambda _: reply)
    door.expire()
    with connected(door, tokens) as (connector, _), pytest.raises(NetworkError) as caught:
        connector.me()
    assert not caught.value.reached_server, "the call itself was turned away"
    assert tokens.tokens == Tokens("a1", "r1")
    assert door.refreshes <= 4


@pytest.mark.parametrize(
    "reply", [problem_reply(401, "session-expired"), problem_reply(400, "bad-request"), problem_reply(403, "forbidden")]
)
def test_a_refused_renewal_ends_the_session_and_nobody_asks_again(reply: Reply) -> None:
    tokens = KeptTokens(Tokens("a1", "r1"))
    door = Door(me, lambda _: reply)
    door.expire()
    with connected(door, tokens) as (connector, server):
        for _ in range(5):
            with pytest.raises(SignInNeeded):
                connector.me()
        assert len(server.requests) == 2
    assert tokens.tokens is None


def test_a_fresh_token_that_is_not_taken_leads_to_no_loop() -> None:
    door = Door(me)
    door.accepts = set()

    def refreshing(_: Request) -> Reply | Drop:
        return json_reply({"access_token": f"x{door.refreshes}", "refresh_token": "y"})

    door.refreshing = refreshing
    with connected(door) as (connector, server):
        with pytest.raises(SignInNeeded):
            connector.me()
        assert len(server.requests) == 3


def test_a_session_that_another_process_renewed_is_taken_over() -> None:
    tokens = KeptTokens(Tokens("a1", "r1"))
    door = Door(me)
    with connected(door, tokens) as (connector, _):
        connector.me()
        door.rotate()
        tokens.tokens = Tokens("a2", "r2")
        assert connector.me().id == "p1"
    assert door.refreshes == 0


def test_a_renewal_lost_to_another_process_is_taken_over() -> None:
    tokens = KeptTokens(Tokens("a1", "r1"))
    door = Door(me)

    def refreshing(_: Request) -> Reply | Drop:
        door.rotate()
        tokens.tokens = Tokens("a2", "r2")  # the other one was faster
        return problem_reply(401, "session-expired")

    door.refreshing = refreshing
    door.expire()
    with connected(door, tokens) as (connector, _):
        assert connector.me().id == "p1"
    assert tokens.tokens == Tokens("a2", "r2")


class FullDisk(KeptTokens):
    """A store that takes nothing while the disk is full."""

    full = True

    def save(self, tokens: Tokens | None) -> None:
        if self.full:
            raise DiskFull
        super().save(tokens)


def test_tokens_that_a_full_disk_does_not_take_are_used_from_memory_and_stored_at_the_next_chance() -> None:
    tokens = FullDisk(Tokens("a1", "r1"))
    door = Door(me)
    door.expire()
    with connected(door, tokens) as (connector, _):
        assert connector.me().id == "p1"
        assert connector.me().id == "p1"
        assert (door.refreshes, tokens.tokens) == (1, Tokens("a1", "r1"))
        tokens.full = False
        assert connector.me().id == "p1"
        assert tokens.tokens == Tokens("a2", "r2")
        assert connector.me().id == "p1"
        assert len(tokens.saved) == 1
    assert door.refreshes == 1


def test_on_a_disk_that_stays_full_the_session_is_renewed_again_and_again() -> None:
    tokens = FullDisk(Tokens("a1", "r1"))
    door = Door(me)
    with connected(door, tokens) as (connector, _):
        for _ in range(3):
            door.expire()
            assert connector.me().id == "p1"
    assert door.refreshes == 3


def test_a_crash_before_renewed_tokens_were_stored_means_signing_in_again_and_no_loop() -> None:
    tokens = FullDisk(Tokens("a1", "r1"))
    door = Door(me)
    door.expire()
    with connected(door, tokens) as (connector, _):
        connector.me()
    with connected(door, tokens) as (connector, server):
        for _ in range(3):
            with pytest.raises(SignInNeeded):
                connector.me()
        assert len(server.requests) == 2, "the end of the session holds, though the disk does not take it"
    tokens.full = False
    with connected(door, tokens) as (connector, _), pytest.raises(SignInNeeded):
        connector.me()
    assert tokens.tokens is None


def test_tokens_held_in_memory_give_way_to_those_of_another_process() -> None:
    tokens = FullDisk(Tokens("a1", "r1"))
    door = Door(me)
    door.expire()
    with connected(door, tokens) as (connector, _):
        connector.me()
        door.rotate()
        tokens.tokens = Tokens("a3", "r3")  # somebody signed in there
        tokens.full = False
        assert connector.me().id == "p1"
    assert tokens.tokens == Tokens("a3", "r3")
    assert door.refreshes == 1


def test_signing_in_again_holds_on_a_full_disk() -> None:
    tokens = FullDisk(None)

    def respond(request: Request) -> Reply | Drop:
        if request.path == "/v1/sessions":
            return json_reply({"access_token": "a1", "refresh_token": "r1", "expires_in": 1}, 201)
        return json_reply(ME) if request.token == "a1" else problem_reply(401, "token-expired")

    with connected(respond, tokens) as (connector, _):
        connector.sign_in("anna", "x")
        assert connector.me().id == "p1"
        tokens.full = False
        assert connector.me().id == "p1"
    assert tokens.tokens == Tokens("a1", "r1")


def test_without_tokens_nothing_is_asked() -> None:
    with connected(Door(me), KeptTokens()) as (connector, server):
        with pytest.raises(SignInNeeded):
            connector.me()
        assert server.connections == 0


def test_closing_ends_the_pause_between_two_renewals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAUSES", (50.0,))
    lost = threading.Event()

    def refreshing(_: Request) -> Reply | Drop:
        lost.set()
        return Drop()

    door = Door(me, refreshing)
    door.expire()
    with connected(door) as (connector, _), ThreadPoolExecutor(1) as pool:
        future = pool.submit(connector.me)
        assert lost.wait(10)
        connector.close()
        assert isinstance(future.exception(10), NetworkError)


def test_a_renewal_is_not_repeated_after_the_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "GRACE_SECONDS", -1.0)
    door = Door(me, lambda _: Drop())
    door.expire()
    with connected(door, options=replace(OPTIONS)) as (connector, _), pytest.raises(NetworkError):
        connector.me()
    assert door.refreshes == 1
