"""Pokes: everyone who may see a change hears that there is one, and nobody else."""

import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from queue import Queue

from tests.sandbox.caller import ANNA, LUCA, MARCO, PAOLA, Caller, MovableClock, problem
from tests.sandbox.conftest import People, StartSandbox


class Stream:
    """An open event stream, read on a thread; `events` gives each as a dict, comments under `comment`."""

    def __init__(self, caller: Caller, last_event_id: str | None = None) -> None:
        headers = {} if last_event_id is None else {"Last-Event-ID": last_event_id}
        self._answer = caller.call("GET", "/v1/events", headers=headers, stream=True)
        assert self._answer.headers["Content-Type"].startswith("text/event-stream")
        self.events: Queue[dict[str, str] | None] = Queue()
        self._thread = threading.Thread(target=self._read)
        self._thread.start()
        assert self.next() == {"comment": "connected"}

    def _read(self) -> None:
        event: dict[str, str] = {}
        for line in self._answer.iter_lines(chunk_size=1, decode_unicode=True):
            if line:
                name, _, value = line.partition(": ")
                event[name or "comment"] = value
            elif event:
                self.events.put(event)
                event = {}
        self.events.put(None)

    def next(self) -> dict[str, str] | None:
        return self.events.get(timeout=20)

    def join(self) -> None:
        self._thread.join(20)
        self._answer.close()


@contextmanager
def streams(start: StartSandbox, people: People, *logins: str) -> Iterator[tuple[str, list[Stream]]]:
    running = start()
    opened = [Stream(people(login, running.url)) for login in logins]
    try:
        yield running.url, opened
    finally:
        running.stop()  # which ends the streams
        for stream in opened:
            stream.join()


def test_everyone_who_may_see_a_change_is_poked(start: StartSandbox, people: People):
    with streams(start, people, ANNA, MARCO, LUCA) as (url, opened):
        people(ANNA, url).open_ticket()
        for stream in opened:
            poke = stream.next()
            assert poke is not None
            assert (poke["event"], json.loads(poke["data"])) == ("poke", ["ticket"])


def test_nobody_is_poked_about_what_another_company_does(start: StartSandbox, people: People):
    with streams(start, people, PAOLA) as (url, (stream,)):
        anna, paola = people(ANNA, url), people(PAOLA, url)
        anna.upload(b"photo")
        anna.open_ticket()
        anna.act(anna.open_ticket(), "close")  # would say that messages changed
        paola.open_ticket()
        first = stream.next()
        assert first is not None
        assert json.loads(first["data"]) == ["ticket"]


def test_the_cursor_of_a_poke_goes_on_from_there(start: StartSandbox, people: People):
    with streams(start, people, ANNA) as (url, (stream,)):
        marco = people(MARCO, url)
        before = people(ANNA, url).cursor()
        ticket = marco.open_ticket()
        poke = stream.next()
        assert poke is not None
        anna = people(ANNA, url)
        assert ticket["id"] in [change["id"] for change in anna.changes(before)[0]]
        assert anna.changes(poke["id"])[0] == []


def test_what_was_missed_is_poked_at_once(start: StartSandbox, people: People):
    with streams(start, people) as (url, opened):
        anna = people(ANNA, url)
        seen = anna.cursor()
        anna.open_ticket()
        for last_event_id, types in ((seen, {"ticket"}), ("not a cursor of ours", {"ticket", "message", "machine"})):
            stream = Stream(people(ANNA, url), last_event_id)
            opened.append(stream)
            poke = stream.next()
            assert poke is not None
            assert types <= set(json.loads(poke["data"]))


def test_a_stream_ends_with_its_token(start: StartSandbox, people: People, clock: MovableClock):
    running = start(clock=clock, access_seconds=60)
    anna, marco = people(ANNA, running.url), people(MARCO, running.url)
    stream = Stream(anna)
    clock.advance(seconds=61)
    problem(marco.get("/v1/me"), 401, "token-expired")
    marco.sign_in(MARCO).open_ticket()
    while (event := stream.next()) is not None:
        assert event["event"] == "poke"
    stream.join()


def test_streams_and_long_polls_do_not_delay_the_end(start: StartSandbox, people: People):
    running = start()
    anna = people(ANNA, running.url)
    stream = Stream(people(MARCO, running.url))
    cursor = anna.cursor()
    with ThreadPoolExecutor(1) as pool:
        poll = pool.submit(anna.get, "/v1/changes", cursor=cursor, wait=55)
        running.stop()
        stream.join()
        assert poll.exception(timeout=20) is not None or poll.result().json()["changes"] == []
