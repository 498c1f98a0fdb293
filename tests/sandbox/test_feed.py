"""Snapshot and change feed: nothing is missed, nothing deleted comes back, and a history that changed is noticed."""

import shutil
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.sandbox.caller import ANNA, MARCO, PAOLA, Caller, MovableClock, a_message, a_ticket, an_id, problem
from tests.sandbox.conftest import People, StartSandbox


class Copy:
    """What a client holds: the latest of everything it was told."""

    def __init__(self, caller: Caller, limit: int = 500) -> None:
        self.caller, self.limit = caller, limit
        items, self.cursor = caller.snapshot(limit=limit)
        self.held = {(item["type"], item["id"]): item for item in items}

    def follow(self) -> None:
        changes, self.cursor = self.caller.changes(self.cursor, limit=self.limit)
        for change in changes:
            key = (change["type"], change["id"])
            if change["op"] == "upsert":
                self.held[key] = {name: change[name] for name in ("type", "id", "version", "data")}
            else:
                self.held.pop(key, None)

    def contents(self) -> list[dict]:
        return sorted(self.held.values(), key=lambda item: (item["type"], item["id"]))


def test_a_snapshot_in_small_pages_is_the_one_in_large_pages(anna: Caller):
    whole, pieces = Copy(anna), Copy(anna, limit=37)
    whole.follow()
    pieces.follow()
    assert whole.contents() == pieces.contents()


def test_the_total_counts_what_will_come(anna: Caller, paola: Caller, luca: Caller):
    for caller in (anna, paola, luca):
        for types in ("", "ticket", "machine,contact"):
            total = caller.get("/v1/snapshot", types=types, limit=1).json()["total"]
            assert total == len(caller.snapshot(types)[0]) > 0


def test_only_the_types_asked_for_come(anna: Caller):
    assert {item["type"] for item in anna.snapshot("machine,announcement", limit=5)[0]} == {"machine", "announcement"}
    problem(anna.get("/v1/snapshot", types="ticket,unicorn"), 422, "invalid")


def test_the_cursor_of_a_snapshot_is_the_same_on_all_pages_and_from_before_the_first(anna: Caller):
    first = anna.get("/v1/snapshot", limit=3).json()
    ticket = anna.open_ticket()
    second = anna.get("/v1/snapshot", limit=3, page=first["next_page"]).json()
    assert second["resume_cursor"] == first["resume_cursor"]
    assert ticket["id"] in [change["id"] for change in anna.changes(first["resume_cursor"])[0]]


def test_an_effect_is_in_the_feed_no_later_than_the_answer(anna: Caller):
    cursor = anna.cursor()
    for _ in range(5):
        ticket = anna.open_ticket()
        changes, cursor = anna.changes(cursor)
        assert ticket["id"] in [change["id"] for change in changes]


def test_each_entity_stands_once_at_its_latest_state(start: StartSandbox, people: People):
    anna = people(ANNA, start().url)
    cursor, ticket = anna.cursor(), anna.open_ticket()
    for _ in range(3):
        anna.reply(ticket)
    changes, _ = anna.changes(cursor)
    assert [c["version"] for c in changes if c["id"] == ticket["id"]] == [4]
    assert [c["type"] for c in changes].count("message") == 3


def test_at_the_end_there_is_nothing_more_and_the_cursor_stays(start: StartSandbox, people: People):
    anna = people(ANNA, start().url)
    _, cursor = anna.changes(anna.cursor())
    page = anna.get("/v1/changes", cursor=cursor).json()
    assert (page["changes"], page["has_more"], page["next_cursor"]) == ([], False, cursor)
    assert page["epoch"] == anna.get("/.well-known/helpdesk-sync").json()["epoch"]


def test_nothing_is_missed_while_many_write(start: StartSandbox, people: People):
    """Two readers follow in small pages while six clients write; in the end both hold what a fresh snapshot holds."""
    url = start().url
    readers = [Copy(people(ANNA, url), limit=7), Copy(people(PAOLA, url), limit=7)]
    writers = [people(login, url) for login in (ANNA, MARCO, PAOLA) * 2]
    done = threading.Event()

    def write(caller: Caller) -> None:
        for _ in range(8):
            ticket = caller.open_ticket()
            caller.reply(ticket)
            caller.act(ticket, "close")
            caller.act(ticket, "reopen")

    def read(copy: Copy) -> None:
        while not done.is_set():
            copy.follow()
        copy.follow()

    with ThreadPoolExecutor(len(writers) + len(readers)) as pool:
        reading = [pool.submit(read, copy) for copy in readers]
        try:
            for written in [pool.submit(write, caller) for caller in writers]:
                written.result()
        finally:
            done.set()
        for copy in reading:
            copy.result()
    for copy in readers:
        assert copy.contents() == Copy(copy.caller).contents()


def test_a_snapshot_taken_while_many_write_misses_nothing(start: StartSandbox, people: People):
    url = start().url
    writer, reader = people(MARCO, url), people(ANNA, url)
    seeded = reader.snapshot("ticket")[0]
    done = threading.Event()

    def write() -> None:
        while not done.is_set():
            for item in seeded[:10]:
                if item["data"]["status"] != "closed":
                    writer.reply(item["data"])
            writer.open_ticket()

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write)
        copy = Copy(reader, limit=23)
        done.set()
        writing.result()
    copy.follow()
    assert copy.contents() == Copy(reader).contents()


def test_deleted_things_leave_a_tombstone_and_are_in_no_snapshot(start: StartSandbox, people: People):
    running = start()
    anna, paola = people(ANNA, running.url), people(PAOLA, running.url)
    copy, cursor = Copy(anna), paola.cursor()
    machine = anna.all_of("machine")[0]["id"]
    news = running.counter.announce("Richiamo", "Fermare la macchina.", machine_ids=[machine])
    copy.follow()
    assert ("announcement", news.id) in copy.held
    running.counter.delete("announcement", news.id)
    told = next(change for change in anna.changes(copy.cursor)[0] if change["id"] == news.id)
    assert (told["op"], told["data"]) == ("delete", None)
    copy.follow()
    assert copy.contents() == Copy(anna).contents()
    assert news.id not in [change["id"] for change in paola.changes(cursor)[0]]


def test_a_cursor_older_than_the_tombstones_that_were_cleared_has_expired(
    start: StartSandbox, people: People, clock: MovableClock
):
    running = start(clock=clock)
    anna = people(ANNA, running.url)
    old = anna.cursor()
    news = running.counter.announce("Kurz", "Da und weg.")
    running.counter.delete("announcement", news.id)
    newer = anna.cursor()
    clock.advance(days=91)
    anna.sign_in(ANNA)
    assert anna.changes(old)[0]
    assert running.counter.forget_tombstones(90) == 1
    problem(anna.get("/v1/changes", cursor=old), 410, "cursor-expired")
    assert anna.changes(newer)[0] == []


def test_another_scope_needs_a_fresh_snapshot(start: StartSandbox, people: People):
    running = start()
    marco, paola = people(MARCO, running.url), people(PAOLA, running.url)
    cursor, page = marco.cursor(), marco.get("/v1/snapshot", limit=1).json()["next_page"]
    scope = marco.get("/v1/me").json()["scope"]
    running.counter.move_person(MARCO, paola.get("/v1/me").json()["company"]["id"])
    problem(marco.get("/v1/changes", cursor=cursor), 410, "scope-changed")
    problem(marco.get("/v1/snapshot", page=page), 410, "scope-changed")
    assert marco.get("/v1/me").json()["scope"] != scope
    assert {machine["id"] for machine in marco.all_of("machine")} == {
        machine["id"] for machine in paola.all_of("machine")
    }


def test_a_cursor_of_somebody_else_is_of_another_scope(anna: Caller, paola: Caller):
    problem(paola.get("/v1/changes", cursor=anna.cursor()), 410, "scope-changed")


def test_data_begun_anew_is_another_epoch(start: StartSandbox, people: People, tmp_path: Path):
    first = start()
    cursor = people(ANNA, first.url).cursor()
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    other = start(fresh)
    problem(people(ANNA, other.url).get("/v1/changes", cursor=cursor), 410, "epoch-changed")


@pytest.mark.parametrize("written_since", [0, 1, 5])
def test_a_restored_backup_is_noticed_even_when_its_log_is_longer(
    start: StartSandbox, people: People, tmp_path: Path, written_since: int
):
    first = start()
    anna = people(ANNA, first.url)
    early = anna.cursor()
    first.stop()
    shutil.copytree(first.data, tmp_path / "backup")
    second = start(first.data)
    anna.url = second.url
    for _ in range(2):
        anna.open_ticket()
    late = anna.cursor()
    second.stop()
    restored = start(tmp_path / "backup")
    anna.url = restored.url
    for _ in range(written_since):
        anna.open_ticket()
    problem(anna.get("/v1/changes", cursor=late), 410, "epoch-changed")
    assert len({change["id"] for change in anna.changes(early)[0]}) == written_since


@pytest.mark.parametrize("wrong", ["", "x", "a.b.c", "..", "\u00e9.x.y"])
def test_what_is_no_cursor_is_told_so(anna: Caller, wrong: str):
    epoch = anna.get("/.well-known/helpdesk-sync").json()["epoch"]
    for cursor in (wrong if wrong.count(".") != 2 else f"{epoch}.{wrong}", f"{epoch}.{wrong}.{wrong}"):
        problem(anna.get("/v1/changes", cursor=cursor), 400, "cursor-invalid")


def test_a_cursor_that_was_tampered_with_is_refused(anna: Caller):
    cursor = anna.cursor()
    for place in (len(cursor) - 1, cursor.index(".") + 3):
        forged = cursor[:place] + ("A" if cursor[place] != "A" else "B") + cursor[place + 1 :]
        problem(anna.get("/v1/changes", cursor=forged), 400, "cursor-invalid")
    page = anna.get("/v1/snapshot", limit=1).json()["next_page"]
    problem(anna.get("/v1/changes", cursor=page), 400, "cursor-invalid")
    problem(anna.get("/v1/snapshot", page=cursor), 400, "cursor-invalid")


def test_a_long_poll_answers_as_soon_as_something_changes(people: People):
    waiting, acting = people(ANNA), people(MARCO)
    cursor = waiting.cursor()
    with ThreadPoolExecutor(1) as pool:
        poll = pool.submit(waiting.get, "/v1/changes", cursor=cursor, wait=50)
        ticket = acting.open_ticket()
        seen = [change["id"] for change in poll.result(timeout=20).json()["changes"]]
    assert ticket["id"] in seen


def test_a_long_poll_is_not_woken_by_what_one_may_not_see(start: StartSandbox, people: People):
    url = start().url
    waiting, stranger = people(ANNA, url), people(PAOLA, url)
    cursor = waiting.cursor()
    with ThreadPoolExecutor(1) as pool:
        poll = pool.submit(waiting.get, "/v1/changes", cursor=cursor, wait=1)
        stranger.open_ticket()
        assert poll.result(timeout=20).json()["changes"] == []


def test_waiting_longer_than_the_limit_is_refused(anna: Caller):
    cursor = anna.cursor()
    for wrong in ({"wait": 56}, {"wait": -1}, {"wait": "x"}, {"limit": 0}, {"limit": 501}):
        problem(anna.get("/v1/changes", cursor=cursor, **wrong), 422, "invalid")
    problem(anna.get("/v1/changes"), 422, "invalid")


def test_what_is_changed_by_hand_in_the_log_breaks_the_chain(start: StartSandbox, people: People):
    """The hash chain is over contents, not over positions alone."""
    first = start()
    anna = people(ANNA, first.url)
    anna.put(f"/v1/tickets/{an_id()}", a_ticket())
    cursor = anna.cursor()
    first.stop()
    with sqlite3.connect(first.data / "helpdesk.db") as database:
        database.execute("UPDATE commits SET hash = 'x' WHERE position = (SELECT max(position) FROM commits)")
    database.close()
    anna.url = start(first.data).url
    problem(anna.get("/v1/changes", cursor=cursor), 410, "epoch-changed")


def test_one_message_after_another_comes_in_order_of_commit(anna: Caller):
    ticket, cursor = anna.open_ticket(), anna.cursor()
    sent = [an_id() for _ in range(4)]
    for number, identity in enumerate(reversed(sent)):
        # clocks order nothing: the last one claims to be the oldest
        body = a_message(text=str(number), created_at=f"2026-05-0{9 - number}T08:00:00Z")
        anna.put(f"/v1/tickets/{ticket['id']}/messages/{identity}", body)
    told = [change["id"] for change in anna.changes(cursor)[0] if change["type"] == "message"]
    assert told == list(reversed(sent))
