"""The digest says of a copy whether it is whole: anybody can compute it from what the feed told, and it moves with every change of it."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.sandbox.caller import ANNA, LUCA, PAOLA, Caller, problem
from tests.sandbox.conftest import People, StartSandbox


def the_digest(caller: Caller) -> tuple[str, dict[str, tuple[int, str]]]:
    answer = caller.get("/v1/digest")
    assert answer.status_code == 200, answer.text
    told = answer.json()
    return told["cursor"], {one["bucket"]: (one["count"], one["hash"]) for one in told["buckets"]}


def computed(items: list[dict[str, Any]]) -> dict[str, tuple[int, str]]:
    """As docs/open-api.md describes it, from nothing but what a snapshot tells."""
    lines: dict[str, list[str]] = {}
    tickets = sorted((item for item in items if item["type"] == "ticket"), key=lambda item: item["id"])
    for ticket in tickets:
        bucket = lines.setdefault(hashlib.sha256(ticket["id"].encode()).hexdigest()[:2], [])
        bucket.append(f"ticket {ticket['id']} {ticket['version']}\n")
        for kind in ("message", "attachment"):
            of_ticket = (i["id"] for i in items if i["type"] == kind and i["data"]["ticket_id"] == ticket["id"])
            bucket += [f"{kind} {id}\n" for id in sorted(of_ticket)]
    return {name: (len(all), hashlib.sha256("".join(all).encode()).hexdigest()) for name, all in lines.items()}


@pytest.mark.parametrize("login", [ANNA, PAOLA, LUCA])
def test_the_digest_is_that_of_the_snapshot_of_the_same_person(people: People, start: StartSandbox, login: str):
    caller = people(login, start(tickets=80).url)
    items, cursor = caller.snapshot()
    assert the_digest(caller) == (cursor, computed(items))


def test_every_change_of_a_ticket_changes_its_bucket_and_no_other(people: People, start: StartSandbox):
    running = start(tickets=80)
    anna = people(ANNA, running.url)
    ticket = anna.open_ticket()
    cursor, before = the_digest(anna)
    anna.reply(ticket)
    later, after = the_digest(anna)
    mine = hashlib.sha256(ticket["id"].encode()).hexdigest()[:2]
    assert {name for name in before | after if before.get(name) != after.get(name)} == {mine}
    assert later != cursor
    running.counter.delete("ticket", ticket["id"])
    assert the_digest(anna)[1] == computed(anna.snapshot()[0])


def test_a_bucket_comes_whole_with_the_cursor_it_was_read_at(people: People, start: StartSandbox):
    anna = people(ANNA, start(tickets=80).url)
    ticket = anna.open_ticket()
    name = hashlib.sha256(ticket["id"].encode()).hexdigest()[:2]
    told = anna.get(f"/v1/digest/{name}").json()
    assert (told["cursor"], told["bucket"]) == (anna.cursor(), name)
    assert {item["id"]: item["data"] for item in told["items"]}[ticket["id"]] == ticket
    assert computed(told["items"]) == {name: the_digest(anna)[1][name]}


def test_a_bucket_of_nothing_is_empty_and_one_that_cannot_be_does_not_exist(people: People, start: StartSandbox):
    anna = people(ANNA, start().url)
    full = set(the_digest(anna)[1])
    empty = next(name for name in (f"{number:02x}" for number in range(256)) if name not in full)
    assert anna.get(f"/v1/digest/{empty}").json()["items"] == []
    for wrong in ("0", "0G", "000", "AB", "%0a"):
        problem(anna.get(f"/v1/digest/{wrong}"), 404, "not-found")


def test_nobody_gets_a_digest_without_signing_in(people: People, start: StartSandbox):
    problem(people(None, start().url).get("/v1/digest"), 401, "token-invalid")


# ------------------------------------------------------------ a helpdesk that went back to its backup


@pytest.mark.parametrize("new_epoch", [True, False])
def test_a_restored_helpdesk_knows_nothing_of_what_came_after_its_backup(
    people: People, start: StartSandbox, tmp_path: Path, new_epoch: bool
):
    running = start()
    anna = people(ANNA, running.url)
    kept = anna.open_ticket()
    early = anna.cursor()
    running.keep_copy(tmp_path / "copy")
    lost = anna.open_ticket(attachments=[anna.upload(b"after the backup")])
    late = anna.cursor()
    running.put_back(tmp_path / "copy", new_epoch=new_epoch)
    problem(anna.get("/v1/changes", cursor=late), 410, "epoch-changed")
    assert anna.ticket(kept)["id"] == kept["id"]
    problem(anna.get(f"/v1/tickets/{lost['id']}"), 404, "not-found")
    assert anna.get(f"/v1/by-client-id/{lost['id']}").json()["state"] == "unknown"
    problem(anna.get(f"/v1/blobs/{hashlib.sha256(b'after the backup').hexdigest()}"), 404, "not-found")
    assert anna.call("PUT", f"/v1/tickets/{lost['id']}", json=_as_sent(lost)).status_code == 201
    if new_epoch:
        problem(anna.get("/v1/changes", cursor=early), 410, "epoch-changed")
        assert anna.get("/.well-known/helpdesk-sync").json()["epoch"] in anna.cursor()
    else:
        assert {change["id"] for change in anna.changes(early)[0]} >= {lost["id"]}


def test_a_cursor_from_the_middle_of_a_commit_that_the_backup_has_not_is_refused(
    people: People, start: StartSandbox, tmp_path: Path
):
    """One commit of several entities, read in pages: the page's cursor belongs to that commit, not to the one before it."""
    running = start()
    anna = people(ANNA, running.url)
    early = anna.cursor()
    running.keep_copy(tmp_path / "copy")
    ticket = anna.open_ticket()
    running.counter.answer(ticket["id"], "Arriviamo.")
    page = anna.get("/v1/changes", cursor=early, limit=1).json()
    assert page["has_more"]
    running.put_back(tmp_path / "copy", new_epoch=False)
    anna.open_ticket()
    problem(anna.get("/v1/changes", cursor=page["next_cursor"]), 410, "epoch-changed")


def test_a_long_poll_hears_at_once_that_the_helpdesk_was_restored(people: People, start: StartSandbox, tmp_path: Path):
    running = start()
    waiting = people(ANNA, running.url)
    running.keep_copy(tmp_path / "copy")
    cursor = waiting.cursor()
    with ThreadPoolExecutor(1) as pool:
        poll = pool.submit(waiting.get, "/v1/changes", cursor=cursor, wait=50)
        running.put_back(tmp_path / "copy")
        problem(poll.result(timeout=20), 410, "epoch-changed")


def test_a_restored_helpdesk_is_still_restored_after_it_was_started_again(
    people: People, start: StartSandbox, tmp_path: Path
):
    running = start()
    running.keep_copy(tmp_path / "copy")
    running.put_back(tmp_path / "copy")
    cursor = people(ANNA, running.url).cursor()
    running.stop()
    again = start(running.data)
    assert people(ANNA, again.url).changes(cursor)[0] == []


def _as_sent(ticket: dict[str, Any]) -> dict[str, Any]:
    names = ("subject", "description", "request_type", "contacts", "created_at")
    return {name: ticket[name] for name in names} | {"attachments": []}
