"""Registering, asking for access, what was forgotten, and another password: at the sandbox, and at servers that misbehave."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.actions.change_password import change_password
from desktop.actions.joining import ask_access, register, remind_user_name, reset_password
from desktop.connectors.contract import Connector, Doors
from desktop.connectors.discovery import connector_for, discover, doors_for
from desktop.connectors.proxy import Proxy, ProxyMode
from desktop.connectors.transport import Transport, TransportOptions
from desktop.domain.account import Helpdesk, Tokens
from desktop.domain.joining import AccessWish, PasswordChange, Registration
from desktop.errors import (
    BadCredentials,
    CaptivePortal,
    Mistake,
    NetworkError,
    NotActivated,
    NotAHelpdesk,
    Refused,
    ServerBroken,
    ServerBusy,
    SignInNeeded,
    Unreachable,
)
from desktop.sandbox.server import RunningSandbox
from tests.connectors.conformance import InMemory
from tests.connectors.fake_helpdesk import Door, KeptTokens, connected
from tests.connectors.wire_server import Drop, Reply, Request, WireServer, answering, json_reply, problem_reply
from tests.open_portal import an_open_portal, letters, link_in, password_in

DIRECT = Proxy(ProxyMode.NONE)
OPTIONS = TransportOptions(proxy=DIRECT)
SOFIA = Registration("Σοφία Δήμου", "sofia@dimou.example", "sofia", "πολύ-μυστικό-1", "Δήμου ΑΕ", "it")
WISH = AccessWish("Bianchi & Figli", "Paola Bianchi", "paola@bianchi-figli.example", "Abbiamo una PR-40.")
TAKEN = Reply(202)


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSandbox]:
    with an_open_portal(tmp_path_factory.mktemp("open")) as running:
        yield running


@contextmanager
def doors_of(running: RunningSandbox) -> Iterator[Doors]:
    doors = doors_for(discover(running.url, OPTIONS), DIRECT)
    try:
        yield doors
    finally:
        doors.close()


@contextmanager
def a_connector(running: RunningSandbox) -> Iterator[Connector]:
    connector = connector_for(discover(running.url, OPTIONS), InMemory(), "test-device", DIRECT)
    try:
        yield connector
    finally:
        connector.close()


def can_sign_in(running: RunningSandbox, login: str, password: str) -> bool:
    with a_connector(running) as connector:
        try:
            connector.sign_in(login, password)
        except BadCredentials:
            return False
        return bool(connector.me().id)


def activate(running: RunningSandbox, address: str) -> None:
    with Transport(running.url, OPTIONS) as transport:
        assert transport.request("GET", link_in(letters(running, address)[-1])).status == 200


def registered(running: RunningSandbox, user_name: str) -> Registration:
    """Somebody new with an active account."""
    form = replace(SOFIA, email=f"{user_name}@dimou.example", user_name=user_name)
    with doors_of(running) as doors:
        register(doors, form)
    activate(running, form.email)
    return form


# -- at the sandbox ---------------------------------------------------------------------------------------------------------------


def test_a_registered_person_gets_in_once_the_link_was_opened_and_not_before(portal: RunningSandbox) -> None:
    with doors_of(portal) as doors:
        register(doors, replace(SOFIA, email=" Sofia <sofia@dimou.example> "))
    with a_connector(portal) as connector:
        with pytest.raises(NotActivated):
            connector.sign_in(SOFIA.user_name, SOFIA.password)
        activate(portal, SOFIA.email)
        connector.sign_in(SOFIA.user_name, SOFIA.password)
        person = connector.me()
    assert (person.name, person.email, person.company_name, person.language) == (
        SOFIA.name,
        SOFIA.email,
        SOFIA.company,
        "it",
    )


def test_a_user_name_that_is_taken_is_told_at_its_field(portal: RunningSandbox) -> None:
    form = registered(portal, "taken")
    with doors_of(portal) as doors, pytest.raises(Refused) as refused:
        register(doors, replace(form, email="somebody.else@dimou.example"))
    assert list(refused.value.pointers) == ["/user_name"]
    assert refused.value.pointers["/user_name"]


def test_a_wish_for_access_reaches_the_helpdesk_with_all_that_was_written(portal: RunningSandbox) -> None:
    with doors_of(portal) as doors:
        ask_access(doors, WISH)
        ask_access(doors, replace(WISH, company="Verdi", text=""))
    first, second = (str(one.get_content()) for one in letters(portal)[-2:])
    assert all(part in first for part in (WISH.company, WISH.contact, WISH.email, WISH.text))
    assert "Verdi" in second


def test_a_forgotten_password_comes_by_mail_and_nobody_learns_which_addresses_are_known(portal: RunningSandbox) -> None:
    form = registered(portal, "forgetful")
    with doors_of(portal) as doors:
        reset_password(doors, form.email)
        reset_password(doors, "nobody@nowhere.example")
    assert can_sign_in(portal, form.email, password_in(letters(portal, form.email)[-1]))
    assert letters(portal, "nobody@nowhere.example") == []


def test_a_forgotten_user_name_comes_by_mail(portal: RunningSandbox) -> None:
    form = registered(portal, "nameless")
    with doors_of(portal) as doors:
        remind_user_name(doors, f"mailto:{form.email}")
    assert "nameless" in str(letters(portal, form.email)[-1].get_content())


def test_what_a_portal_does_not_offer_is_refused(tmp_path: Path) -> None:
    with an_open_portal(tmp_path, ()) as closed, doors_of(closed) as doors:
        for errand in (
            lambda: doors.register(SOFIA),
            lambda: doors.ask_access(WISH),
            lambda: doors.reset_password(SOFIA.email),
            lambda: doors.remind_user_name(SOFIA.email),
        ):
            with pytest.raises(Refused) as refused:
                errand()
            assert refused.value.code == "feature-off"


def test_another_password_leaves_every_session_as_it_is(portal: RunningSandbox) -> None:
    form = registered(portal, "changing")
    remembered: list[str] = []
    with a_connector(portal) as here, a_connector(portal) as elsewhere:
        for connector in (here, elsewhere):
            connector.sign_in(form.user_name, form.password)
        change_password(here, PasswordChange(form.password, "καινούργιος κωδικός"), remembered.append)
        assert here.me() == elsewhere.me()
    assert remembered == ["καινούργιος κωδικός"]
    assert not can_sign_in(portal, form.user_name, form.password)
    assert can_sign_in(portal, form.user_name, "καινούργιος κωδικός")


def test_a_wrong_present_password_changes_nothing(portal: RunningSandbox) -> None:
    form = registered(portal, "careless")
    remembered: list[str] = []
    with a_connector(portal) as connector:
        connector.sign_in(form.user_name, form.password)
        with pytest.raises(BadCredentials):
            change_password(connector, PasswordChange("not the one", "another password"), remembered.append)
        connector.me()
    assert remembered == []
    assert can_sign_in(portal, form.user_name, form.password)


@pytest.mark.parametrize("chosen", ["the very same again", "a third password"])
def test_after_a_lost_answer_the_next_attempt_finds_out_which_password_is_in_force(
    portal: RunningSandbox, chosen: str
) -> None:
    lost = "the very same again"
    form = registered(portal, f"lost.{chosen.replace(' ', '.')}")
    remembered: list[str] = []
    with a_connector(portal) as connector:
        connector.sign_in(form.user_name, form.password)
        connector.change_password(form.password, lost)  # done, and nobody heard of it
        change_password(connector, PasswordChange(form.password, chosen), remembered.append, earlier=lost)
        with pytest.raises(BadCredentials):
            change_password(connector, PasswordChange(form.password, "a fourth one"), remembered.append, earlier="nor")
    assert remembered == [chosen]
    assert can_sign_in(portal, form.user_name, chosen)


def test_what_the_rules_do_not_let_through_never_leaves(portal: RunningSandbox) -> None:
    before = len(letters(portal))
    with doors_of(portal) as doors:
        for errand in (
            lambda: register(doors, replace(SOFIA, email="sofia")),
            lambda: ask_access(doors, replace(WISH, company=" ")),
            lambda: reset_password(doors, ""),
            lambda: remind_user_name(doors, "a b@c.example"),
        ):
            with pytest.raises(Mistake) as mistake:
                errand()
            assert SOFIA.password not in str(mistake.value)
    assert len(letters(portal)) == before


# -- at servers that misbehave ------------------------------------------------------------------------------------------------------


@contextmanager
def doors_at(reply: Reply | Drop) -> Iterator[tuple[Doors, WireServer]]:
    with WireServer(answering(lambda _: reply)) as server:
        doors = doors_for(Helpdesk(server.url, "sportello", "Fake"), DIRECT)
        try:
            yield doors, server
        finally:
            doors.close()


def test_what_goes_over_the_line_is_what_the_api_says_and_nothing_more() -> None:
    with doors_at(TAKEN) as (doors, server):
        doors.register(SOFIA)
        doors.register(replace(SOFIA, company="", language=""))
        doors.ask_access(WISH)
        doors.reset_password("a@b.example")
        doors.remind_user_name("a@b.example")
        sent = [(one.method, one.path, one.json()) for one in server.requests]
        assert all("authorization" not in one.headers for one in server.requests)
    whole = {
        "name": SOFIA.name,
        "email": SOFIA.email,
        "user_name": SOFIA.user_name,
        "password": SOFIA.password,
    }
    assert sent == [
        ("POST", "/v1/registrations", {**whole, "company": SOFIA.company, "language": "it"}),
        ("POST", "/v1/registrations", whole),
        (
            "POST",
            "/v1/access-requests",
            {"company": WISH.company, "contact": WISH.contact, "email": WISH.email, "text": WISH.text},
        ),
        ("POST", "/v1/password-resets", {"email": "a@b.example"}),
        ("POST", "/v1/username-reminders", {"email": "a@b.example"}),
    ]


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (Reply(200, {"Content-Type": "text/html"}, b"<html>Please accept our terms"), CaptivePortal),
        (Reply(202, {"Content-Type": "text/html"}, b"<!doctype html>Hotel"), CaptivePortal),
        (Reply(302, {"Location": "https://hotel.example/"}), CaptivePortal),
        (json_reply({}, 200), ServerBroken),
        (Reply(204), ServerBroken),
        (Reply(304), ServerBroken),
        (Reply(401, {"Content-Type": "text/html"}, b"<html>Proxy"), CaptivePortal),
        (problem_reply(404, "feature-off"), Refused),
        (problem_reply(422, "invalid"), Refused),
        (problem_reply(500, "internal"), ServerBroken),
        (problem_reply(429, "too-many-requests", headers={"Retry-After": "30"}), ServerBusy),
        (problem_reply(503, "unavailable"), ServerBusy),
        (Drop(), Unreachable),
    ],
)
def test_only_taken_is_taken(reply: Reply | Drop, kind: type[Exception]) -> None:
    with doors_at(reply) as (doors, server):
        with pytest.raises(kind) as caught:
            doors.register(SOFIA)
        assert type(caught.value) is kind
        assert len(server.requests) == 1, "nobody registers twice by himself"
    if isinstance(caught.value, ServerBusy) and kind is ServerBusy and reply.status == 429:  # type: ignore[union-attr]
        assert caught.value.retry_after == 30


def test_half_a_character_is_refused_here() -> None:
    with doors_at(TAKEN) as (doors, server):
        with pytest.raises(Refused) as refused:
            doors.register(replace(SOFIA, password="half \ud83d character"))
        assert refused.value.code == "text-not-sendable"
        assert server.requests == []
    with connected(Door(lambda _: Reply(204))) as (connector, _), pytest.raises(Refused):
        connector.change_password("half \ud83d", "another password")


def test_an_unknown_kind_of_helpdesk_has_no_doors() -> None:
    with pytest.raises(NotAHelpdesk):
        doors_for(Helpdesk("https://x.example", "from-the-future", "X"), DIRECT)


def test_closing_ends_what_waits_for_a_silent_server() -> None:
    asked, silent = threading.Event(), threading.Event()

    def respond(_: Request) -> Reply | Drop:
        asked.set()
        silent.wait(20)
        return TAKEN

    with WireServer(answering(respond)) as server, ThreadPoolExecutor(1) as pool:
        doors = doors_for(Helpdesk(server.url, "sportello", "Fake"), DIRECT)
        waiting = pool.submit(doors.register, SOFIA)
        asked.wait(10)
        doors.close()
        assert isinstance(waiting.exception(10), Unreachable)
        silent.set()


def test_a_password_that_a_server_repeats_is_blotted_out() -> None:
    def telling(request: Request) -> Reply | Drop:
        words = request.body.decode()
        return problem_reply(422, "invalid", detail=words, errors=[{"pointer": "/password", "detail": words}])

    with WireServer(answering(telling)) as server:
        doors = doors_for(Helpdesk(server.url, "sportello", "Fake"), DIRECT)
        with pytest.raises(Refused) as refused:
            doors.register(SOFIA)
        doors.close()
    assert SOFIA.password not in repr(vars(refused.value)) + str(refused.value)
    assert "μυστικό" not in repr(vars(refused.value))
    with connected(Door(telling)) as (connector, _), pytest.raises(Refused) as refused:
        connector.change_password("the old secret", "the new secret")
    assert "secret" not in repr(vars(refused.value)) + str(refused.value)


# -- another password, over a session -----------------------------------------------------------------------------------------------


def test_an_expired_token_is_renewed_before_the_password_is_changed_once() -> None:
    changes: list[object] = []

    def change(request: Request) -> Reply | Drop:
        changes.append(request.json())
        return Reply(204)

    door, tokens = Door(change), KeptTokens(Tokens("a1", "r1"))
    door.expire()
    with connected(door, tokens) as (connector, _):
        connector.change_password("old", "new password")
    assert changes == [{"current": "old", "new": "new password"}]
    assert tokens.tokens == Tokens("a2", "r2")


@pytest.mark.parametrize(
    ("reply", "kind", "reached"),
    [
        (problem_reply(403, "bad-credentials"), BadCredentials, None),
        (problem_reply(422, "invalid"), Refused, None),
        (problem_reply(404, "feature-off"), Refused, None),
        (problem_reply(429, "too-many-requests"), ServerBusy, True),
        (Reply(200, {"Content-Type": "text/html"}, b"<html>Hotel"), ServerBroken, True),
        (Drop(), Unreachable, True),
    ],
)
def test_each_way_of_not_changing_it_has_its_class_and_keeps_the_tokens(
    reply: Reply | Drop, kind: type[Exception], reached: bool | None
) -> None:
    tokens = KeptTokens(Tokens("a1", "r1"))
    with connected(Door(lambda _: reply), tokens) as (connector, server):
        with pytest.raises(kind) as caught:
            connector.change_password("old", "new password")
        assert type(caught.value) is kind
        assert [one.method for one in server.requests] == ["PUT"], "a lost answer is no reason to send it again"
    assert tokens.saved == []
    if isinstance(caught.value, NetworkError):
        assert caught.value.reached_server is reached


def test_a_session_that_ended_changes_no_password() -> None:
    door = Door(lambda _: Reply(204), lambda _: problem_reply(401, "session-expired"))
    door.expire()
    with connected(door) as (connector, _), pytest.raises(SignInNeeded):
        connector.change_password("old", "new password")
