"""The sandbox as a process: it says when it is ready, ends when told, and keeps what it acknowledged through a kill."""

import os
import re
import signal
import smtplib
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
import requests
from stage.sandbox import Sandbox

from tests.sandbox.caller import ANNA, Caller, a_ticket, an_id, sha256
from tests.sandbox.mail_portal import HELPDESK, a_mail, a_mail_portal

READY = re.compile(
    r"sportello-sandbox ready at (http://127\.0\.0\.1:\d+) portal=(?:machine-builder|mail-portal) user=anna@rossi\.example"
    r"(?: smtp=127\.0\.0\.1:(\d+))? password=sportello\n"
)


def mail_port(running: subprocess.Popen[str]) -> int:
    """Where a sandbox of `process` takes mail."""
    return int(running.ready[2])  # type: ignore[attr-defined]


@contextmanager
def process(data: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A sandbox process and its address; killed in the end when it is still there."""
    command = [sys.executable, "-m", "desktop.sandbox", "--data", str(data), *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        try:
            line = running.stdout.readline()
            found = READY.fullmatch(line)
            assert found is not None, line or running.communicate()[1]
            running.ready = found  # type: ignore[attr-defined]
            yield running, found.group(1)
        finally:
            running.kill()


def refused(*options: str) -> str:
    """What is said on standard error by a sandbox that does not start."""
    done = subprocess.run(
        [sys.executable, "-m", "desktop.sandbox", *options], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    return done.stderr


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_cleanly_and_at_once_when_told_whatever_is_open(tmp_path: Path, ending: signal.Signals):
    with process(tmp_path) as (running, url), Caller(url).sign_in(ANNA) as anna, Caller(url).sign_in(ANNA) as other:
        stream = anna.call("GET", "/v1/events", stream=True)
        cursor = other.cursor()
        outcome: list[object] = []

        def poll() -> None:
            try:
                outcome.append(other.get("/v1/changes", cursor=cursor, wait=55).status_code)
            except requests.ConnectionError as ended:
                outcome.append(ended)

        polling = threading.Thread(target=poll)
        polling.start()
        began = time.monotonic()
        running.send_signal(ending)
        assert running.wait(20) == 0
        assert time.monotonic() - began < 10  # it takes half a second; a busy machine may take longer
        polling.join()
        stream.close()
        rest, complaints = running.communicate()
        assert (rest, complaints) == ("", "")
        assert len(outcome) == 1


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_what_was_acknowledged_survives_a_kill(tmp_path: Path):
    """Killed in the middle of writing, several times: every 2xx is there afterwards, with the same number and bytes."""
    acknowledged: dict[str, str] = {}
    for round_ in range(3):
        with process(tmp_path) as (running, url), Caller(url).sign_in(ANNA) as anna:
            content = f"photo {round_}".encode() * 10_000
            file = anna.upload(content)
            killer = threading.Timer(0.3, running.kill)
            killer.start()
            try:
                for number in range(10_000):
                    identity = an_id()
                    body = a_ticket(subject=f"{round_}.{number}", attachments=[file] if number == 0 else [])
                    answer = anna.put(f"/v1/tickets/{identity}", body)
                    assert answer.status_code == 201
                    acknowledged[identity] = answer.json()["number"]
            except (requests.ConnectionError, requests.exceptions.ChunkedEncodingError):
                pass  # the kill
            killer.join()
            running.wait(20)
    assert len(set(acknowledged.values())) == len(acknowledged) > 3
    with process(tmp_path) as (_, url), Caller(url).sign_in(ANNA) as anna:
        held = {ticket["id"]: ticket["number"] for ticket in anna.all_of("ticket")}
        assert {identity: held.get(identity) for identity in acknowledged} == acknowledged
        for round_ in range(3):
            content = f"photo {round_}".encode() * 10_000
            assert anna.get(f"/v1/blobs/{sha256(content)}").content == content


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_sessions_cursors_and_ids_survive_a_kill(tmp_path: Path):
    with ExitStack() as stack:
        running, url = stack.enter_context(process(tmp_path))
        anna = stack.enter_context(Caller(url)).sign_in(ANNA)
        cursor, identity, body = anna.cursor(), an_id(), a_ticket()
        assert anna.put(f"/v1/tickets/{identity}", body).status_code == 201
        running.kill()
        running.wait(20)
        _, anna.url = stack.enter_context(process(tmp_path))
        assert anna.put(f"/v1/tickets/{identity}", body).headers["Idempotency-Replayed"] == "true"
        assert [change["id"] for change in anna.changes(cursor)[0]] == [identity]


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_it_ends_by_itself_when_its_parent_was_killed(tmp_path: Path):
    with (
        subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as parent,
        process(tmp_path, "--parent-pid", str(parent.pid)) as (running, _),
    ):
        parent.kill()
        assert running.wait(20) == 0


def test_it_refuses_to_be_reached_from_elsewhere_unless_that_is_meant(tmp_path: Path):
    for host in ("0.0.0.0", "::", "example.test"):
        assert "--allow-remote" in refused("--data", str(tmp_path), "--host", host)
    with process(tmp_path, "--host", "localhost"):
        pass


def test_a_portal_that_is_not_there_is_told_with_those_that_are(tmp_path: Path):
    assert "machine-builder" in refused("--data", str(tmp_path), "--portal", "no-such-portal")


def test_a_port_that_is_taken_is_told(tmp_path: Path):
    with process(tmp_path) as (_, url):
        port = url.rpartition(":")[2]
        assert port in refused("--data", str(tmp_path / "other"), "--port", port)


def test_data_of_another_version_are_not_touched(tmp_path: Path):
    database = sqlite3.connect(tmp_path / "helpdesk.db")
    database.execute("PRAGMA user_version = 99")
    database.close()
    assert "another version" in refused("--data", str(tmp_path))


def test_topping_up_brings_as_many_tickets_as_asked_for_and_keeps_those_that_are_there(tmp_path: Path):
    with process(tmp_path, "--tickets", "300") as (_, url), Caller(url).sign_in("luca") as luca:
        first = {ticket["id"]: ticket["number"] for ticket in luca.all_of("ticket")}
    with process(tmp_path, "--tickets", "450") as (_, url), Caller(url).sign_in("luca") as luca:
        tickets = {ticket["id"]: ticket["number"] for ticket in luca.all_of("ticket")}
        total = luca.get("/v1/snapshot", types="ticket", limit=1).json()["total"]
    assert (len(first), len(tickets), total) == (300, 450, 450)
    assert first.items() <= tickets.items()
    assert len(set(tickets.values())) == 450


def test_it_says_where_it_takes_mail_and_takes_it_there_again(tmp_path: Path):
    portal = a_mail_portal(tmp_path)
    data = tmp_path / "data"
    with process(data, "--portal", portal, "--smtp-in", "0") as (running, url):
        port = mail_port(running)
        with smtplib.SMTP("127.0.0.1", port) as door:
            door.sendmail(ANNA, HELPDESK, a_mail(Subject="Dal processo").as_bytes())
        with Caller(url).sign_in(ANNA) as anna:
            assert "Dal processo" in [ticket["subject"] for ticket in anna.all_of("ticket")]
        running.send_signal(signal.SIGTERM)
        assert running.wait(20) == 0
        assert running.communicate() == ("", "")
    assert "Dal processo" in (next((data / "mail").glob("*.eml"))).read_text()
    with process(data, "--portal", portal, "--smtp-in", str(port), "--plain-mail") as (running, _):
        assert mail_port(running) == port
        assert str(port) in refused("--data", str(tmp_path / "x"), "--portal", portal, "--smtp-in", str(port))


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_mail_that_was_acknowledged_survives_a_kill(tmp_path: Path):
    portal, data = a_mail_portal(tmp_path), tmp_path / "data"
    acknowledged: list[str] = []
    for round_ in range(2):
        with process(data, "--portal", portal, "--smtp-in", "0") as (running, _):
            killer = threading.Timer(0.4, running.kill)
            killer.start()
            try:
                with smtplib.SMTP("127.0.0.1", mail_port(running)) as door:
                    for number in range(10_000):
                        subject = f"{round_}.{number}"
                        mail = a_mail(Subject=subject)
                        mail.add_attachment(subject.encode(), maintype="image", subtype="png", filename="a.png")
                        door.sendmail(ANNA, HELPDESK, mail.as_bytes())
                        acknowledged.append(subject)
            except (OSError, smtplib.SMTPException):
                pass  # the kill
            killer.join()
            running.wait(20)
    assert len(acknowledged) > 2
    with process(data, "--portal", portal) as (_, url), Caller(url).sign_in(ANNA) as anna:
        assert set(acknowledged) <= {ticket["subject"] for ticket in anna.all_of("ticket")}
        for subject in acknowledged:
            assert anna.get(f"/v1/blobs/{sha256(subject.encode())}").content == subject.encode()


def test_options_of_mail_that_make_no_sense_are_told(tmp_path: Path):
    data = ("--data", str(tmp_path))
    assert "takes no mail" in refused(*data, "--smtp-in", "0")
    assert "host:port" in refused(*data, "--smtp-out", "nowhere")
    assert "65535" in refused(*data, "--smtp-in", "70000")


def test_data_from_before_mail_are_taken_on(tmp_path: Path):
    with process(tmp_path) as (_, url), Caller(url).sign_in(ANNA) as anna:
        ticket = anna.open_ticket()
    database = sqlite3.connect(tmp_path / "helpdesk.db")
    for name in ("mails", "writers", "refusals", "due_letters", "registrations"):
        database.execute(f"DROP TABLE {name}")
    database.execute("PRAGMA user_version = 1")
    database.close()
    with process(tmp_path) as (_, url), Caller(url).sign_in(ANNA) as anna:
        assert anna.ticket(ticket)["id"] == ticket["id"]
        anna.open_ticket()


def test_the_stage_starts_it_with_mail_and_reads_its_letters(tmp_path: Path):
    """What demo and journeys use."""
    sandbox = Sandbox(tmp_path / "helpdesk", portal=a_mail_portal(tmp_path), takes_mail=True)
    sandbox.start()
    try:
        for _ in range(2):
            assert sandbox.smtp is not None
            before = sandbox.smtp
            mail = a_mail(Subject="Dal palco")
            with smtplib.SMTP(*sandbox.smtp) as door:
                door.sendmail(ANNA, HELPDESK, mail.as_bytes())
            sent = mail["Message-ID"]
            letter = sandbox.await_letter(ANNA, lambda one, sent=sent: one["In-Reply-To"] == sent)
            assert "Dal palco" in letter["Subject"]
            sandbox.stop()
            sandbox.start()
            assert sandbox.smtp == before
        assert (len(sandbox.letters(ANNA.upper())), sandbox.letters("nobody@x.example")) == (2, [])
        assert (sandbox.user, sandbox.password) == (ANNA, "sportello")
    finally:
        sandbox.stop()
