"""Signing in, staying signed in, and what happens when tokens get lost, old or stolen."""

from pathlib import Path

import pytest

from desktop.sandbox.portal import resources_folder
from desktop.sandbox.server import RunningSandbox
from tests.sandbox.caller import ANNA, Caller, MovableClock, problem
from tests.sandbox.conftest import People, StartSandbox


def sign_in(caller: Caller, login: str, password: str):
    return caller.call("POST", "/v1/sessions", json={"login": login, "password": password, "device": "test"})


def refresh(caller: Caller, token: str):
    return caller.call("POST", "/v1/sessions/refresh", json={"refresh_token": token})


@pytest.mark.parametrize("login", [ANNA, "anna", "ANNA@Rossi.Example", " anna "])
def test_people_sign_in_with_their_address_or_user_name(people: People, login: str):
    assert people(login).get("/v1/me").json()["name"] == "Anna Rossi"


def test_the_person_is_told_with_company_role_rights_and_scope(anna: Caller, luca: Caller):
    me, staff = anna.get("/v1/me").json(), luca.get("/v1/me").json()
    assert me["company"]["name"] == "Meccanica Rossi S.r.l."
    assert (me["role"], staff["role"]) == ("customer", "technician")
    assert "assign" in staff["rights"]
    assert "assign" not in me["rights"]
    assert me["scope"] != staff["scope"]


def test_a_wrong_password_and_an_unknown_login_are_told_alike(people: People):
    stranger = people(None)
    wrong = problem(sign_in(stranger, "james", "falsch"), 401, "bad-credentials")
    unknown = problem(sign_in(stranger, "nobody-at-all", "falsch"), 401, "bad-credentials")
    assert wrong["detail"] == unknown["detail"]


def test_the_eleventh_failure_in_a_minute_has_to_wait_and_then_may_try_again(
    start: StartSandbox, people: People, clock: MovableClock
):
    caller = people(None, start(clock=clock).url)
    for _ in range(10):
        problem(sign_in(caller, ANNA, "falsch"), 401, "bad-credentials")
    refused = sign_in(caller, ANNA, "sportello")
    assert problem(refused, 429, "too-many-requests")["retryable"] is True
    clock.advance(seconds=int(refused.headers["Retry-After"]))
    assert sign_in(caller, ANNA, "sportello").status_code == 201


def test_failures_of_one_login_do_not_lock_another_out(start: StartSandbox, people: People):
    caller = people(None, start().url)
    for _ in range(11):
        sign_in(caller, ANNA, "falsch")
    assert sign_in(caller, "marco", "sportello").status_code == 201


def test_without_a_token_or_with_a_made_up_one_nothing_is_answered(people: People):
    caller = people(None)
    missing = caller.get("/v1/me")
    problem(missing, 401, "token-invalid")
    assert missing.headers["WWW-Authenticate"] == "Bearer"
    for token in ("x", "a.b", "WyJ4IiwxXQ.AAAA", "é.ü"):
        caller.http.headers["Authorization"] = f"Bearer {token}".encode()
        problem(caller.get("/v1/me"), 401, "token-invalid")


def test_an_expired_token_is_told_apart_and_a_refresh_brings_a_new_one(
    start: StartSandbox, people: People, clock: MovableClock
):
    anna = people(ANNA, start(clock=clock, access_seconds=30).url)
    clock.advance(seconds=31)
    assert problem(anna.get("/v1/me"), 401, "token-expired")["retryable"] is True
    answer = refresh(anna, anna.tokens["refresh_token"])
    assert answer.status_code == 200
    assert answer.json()["refresh_token"] != anna.tokens["refresh_token"]
    anna.take(answer.json())
    assert anna.get("/v1/me").status_code == 200


def test_a_lost_answer_to_a_refresh_signs_nobody_out(start: StartSandbox, people: People, clock: MovableClock):
    anna = people(ANNA, start(clock=clock).url)
    first = anna.tokens["refresh_token"]
    assert refresh(anna, first).status_code == 200  # this answer never arrives
    clock.advance(seconds=59)
    again = refresh(anna, first)
    assert again.status_code == 200
    anna.take(again.json())
    assert anna.get("/v1/me").status_code == 200


def test_a_refresh_token_used_long_after_its_rotation_ends_the_whole_family(
    start: StartSandbox, people: People, clock: MovableClock
):
    anna = people(ANNA, start(clock=clock).url)
    stolen = anna.tokens["refresh_token"]
    anna.take(refresh(anna, stolen).json())
    clock.advance(seconds=61)
    problem(refresh(anna, stolen), 401, "session-expired")
    problem(refresh(anna, anna.tokens["refresh_token"]), 401, "session-expired")
    problem(anna.get("/v1/me"), 401, "token-invalid")


def test_a_refresh_token_expires(start: StartSandbox, people: People, clock: MovableClock):
    anna = people(ANNA, start(clock=clock).url)
    clock.advance(seconds=anna.tokens["refresh_expires_in"] + 1)
    problem(refresh(anna, anna.tokens["refresh_token"]), 401, "session-expired")


def test_signing_out_ends_this_session_and_no_other(people: People):
    here, there = people(ANNA), people(ANNA)
    assert here.call("DELETE", "/v1/sessions/current").status_code == 204
    problem(here.get("/v1/me"), 401, "token-invalid")
    problem(refresh(here, here.tokens["refresh_token"]), 401, "session-expired")
    assert there.get("/v1/me").status_code == 200


def test_sessions_survive_a_restart(start: StartSandbox, people: People):
    first = start()
    anna = people(ANNA, first.url)
    first.stop()
    anna.url = start(first.data).url
    assert anna.get("/v1/me").status_code == 200
    assert refresh(anna, anna.tokens["refresh_token"]).status_code == 200


def test_no_password_and_no_token_lies_in_the_data(start: StartSandbox, people: People):
    running: RunningSandbox = start()
    anna = people(ANNA, running.url)
    running.stop()
    stored = b"".join(path.read_bytes() for path in running.data.iterdir() if path.is_file())
    assert anna.tokens["refresh_token"].encode() not in stored
    assert anna.tokens["access_token"].encode() not in stored
    assert b"sportello" not in stored


def test_people_change_their_language_to_one_the_portal_speaks(start: StartSandbox, people: People):
    anna = people(ANNA, start().url)
    assert anna.call("PATCH", "/v1/me", json={"language": "el"}).json()["language"] == "el"
    assert anna.get("/v1/me").json()["language"] == "el"
    told = problem(anna.call("PATCH", "/v1/me", json={"language": "fr"}), 422, "invalid")
    assert told["errors"][0]["pointer"] == "/language"


def test_the_password_is_not_changed_where_the_portal_does_not_offer_it(
    tmp_path: Path, start: StartSandbox, people: People
):
    text = (resources_folder() / "portals" / "machine-builder.toml").read_text("utf-8")
    file = tmp_path / "unchanging.toml"
    file.write_text(text.replace('"change-password", ', "", 1), "utf-8")
    anna = people(ANNA, start(portal=str(file)).url)
    problem(anna.put("/v1/me/password", {"current": "sportello", "new": "qualcosa-di-lungo"}), 404, "feature-off")
