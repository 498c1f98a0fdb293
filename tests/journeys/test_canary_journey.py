"""A whole journey of the real window, with secrets that can be recognised; afterwards everything it left behind is searched for them.

The window signs in (with a wrong password first), opens a ticket with an attachment, replies, renews its session, loses it and signs in
again, makes mistakes of every kind, and crashes; the helpdesk behind is the real sandbox, and the line between them records every
request and answers some itself, as badly as servers do: with pages that show the whole request, with redirects to somebody else, with
headers that are none. The log's redaction is switched off and everything is logged: the first net has to hold alone.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from stage.client import PROGRAM_VARIABLE, Client
from stage.processes import ROOT, Trouble, environment
from stage.sandbox import Sandbox

from desktop.paths import Profile
from desktop.storage.accounts import list_accounts
from desktop.storage.vault import PASSPHRASE_VARIABLE, unwrap
from tests.ground.canary import Canary, Find, Searcher, told
from tests.ground.recording_line import RecordingLine, Reply, Request, debug_page, telling_problem

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(300),
    pytest.mark.skipif(sys.platform == "win32", reason="pipes with names and SIGABRT"),
    pytest.mark.skipif(PROGRAM_VARIABLE in os.environ, reason="a frozen program keeps its redaction"),
]

PASSWORD = 'Kanarien"vogel & <Söhne>/2026\\'
WRONG_PASSWORD = "Kanarien-Vogel und Brüder 2025"
PASSPHRASE = "fünf gelbe Vögel singen im Käfig"
UPLOAD = "signature=upl0adC4naryGe6fYt1"
WIZARD = "openTicketWizard"
SUBJECT = "Η αντλία σταματά – così"
PHOTO_BYTES = 5_000_003
REPLY = "Aggiungo: a 74 °C si ferma."


class OverheardClient(Client):
    """A client of which everything is kept that it writes to its standard output."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        self.said: list[str] = []
        super().__init__(*arguments, **more)

    def _hear(self, patience: float) -> dict[str, Any]:
        answer = super()._hear(patience)
        self.said.append(json.dumps(answer, ensure_ascii=False))
        return answer


class Journey:
    """The stage and the steps."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.profile = folder / "profile"
        self.temporary = folder / "temporary"
        self.pipe = folder / "bare" / "pipe"
        self.output = folder / "client.log"
        self.said: list[str] = []
        self.processes: list[bytes] = []
        self.sandbox = Sandbox(folder / "helpdesk")
        self.sandbox.start()
        self.line = RecordingLine(self.sandbox.address, self.translate, UPLOAD)
        self.elsewhere = RecordingLine()
        self.client: OverheardClient | None = None
        self.temporary.mkdir()
        self.pipe.parent.mkdir()
        os.mkfifo(self.pipe)

    def translate(self, request: Request) -> bytes:
        """The person's password is one with a recognisable value; the helpdesk knows them by another."""
        if request.method == "POST" and request.path == "/v1/sessions":
            said = json.loads(request.body)
            if said["password"] == PASSWORD:
                return json.dumps(said | {"password": self.sandbox.password}).encode()
        return request.body

    @property
    def window(self) -> OverheardClient:
        assert self.client is not None
        return self.client

    def start(self, **variables: str) -> None:
        given = {"TMPDIR": str(self.temporary), "BARE_PIPE": str(self.pipe), "HTTPS_PROXY": ""} | variables
        self.client = OverheardClient(self.profile, self.output, "--undo-seconds", "0", variables=given)
        self.look_at_process(initially=bool(variables))

    def look_at_process(self, *, initially: bool = False) -> None:
        """What other programs may read about the process; the environment it was started with is its starter's affair."""
        with contextlib.suppress(OSError):
            self.processes.append(Path(f"/proc/{self.window.id}/cmdline").read_bytes())
            if not initially:
                self.processes.append(Path(f"/proc/{self.window.id}/environ").read_bytes())

    def end(self) -> None:
        if self.client is not None:
            self.said += self.client.said
            self.client.end()
            self.client = None

    def close(self) -> None:
        self.end()
        self.line.close()
        self.elsewhere.close()
        self.sandbox.stop()

    # The steps

    def sign_in(self) -> None:
        window, line = self.window, self.line
        window.wait(ready="Continue")
        window.type(line.address)
        window.press("Return")
        window.wait(ready="Password")
        window.type(self.sandbox.user)
        elsewhere = (("Location", f"http://127.0.0.1:{self.elsewhere.port}/sign-in?back={UPLOAD}"),)
        for trouble in (
            debug_page(500),
            Reply(302, elsewhere),
            Reply(308, elsewhere),
            telling_problem(422, "invalid"),
            Reply(),
        ):
            line.answer("POST", "/v1/sessions$", trouble)
            self.type_password(PASSWORD, len(line.seen("POST", "/v1/sessions$")))
        self.type_password(WRONG_PASSWORD, len(line.seen("POST", "/v1/sessions$")))
        window.wait(text="The user name or the password is not right")
        self.type_password(PASSWORD, len(line.seen("POST", "/v1/sessions$")))
        window.wait(link="online", seconds=30)
        window.wait(row="#")

    def type_password(self, password: str, before: int) -> None:
        window = self.window
        window.click("Password")
        window.press("Ctrl+A")
        window.type(password)
        window.look()
        window.press("Return")
        # There is no keyring here: a passphrase is chosen before anybody is asked.
        with contextlib.suppress(Trouble):
            window.wait(text="Choose a passphrase", seconds=1 if before == 0 else 0.2)
            window.type(PASSPHRASE)
            window.press("Tab")
            window.type(PASSPHRASE)
            window.look()
            window.press("Return")
        until(lambda: len(self.line.seen("POST", "/v1/sessions$")) > before)
        with contextlib.suppress(Trouble):
            window.wait(ready="Sign in", seconds=3)

    def open_ticket(self, file: Path) -> None:
        window = self.window
        window.press("Ctrl+N")
        window.wait(text="What is your ticket about?")
        window.click("General question", within=WIZARD)
        window.wait(ready="Description", within=WIZARD)
        window.click("Subject", within=WIZARD)
        window.type(SUBJECT)
        window.click("Description", within=WIZARD)
        window.type("Si ferma dopo cinque minuti.")
        window.drop([file], "Choose files to attach", within=WIZARD)
        window.wait(text=file.name, gone="copying…", within=WIZARD)
        window.press("Ctrl+Return")
        window.wait(text="This is what will be sent")
        window.click("Send", within=WIZARD)
        window.wait(row=SUBJECT)

    def plan_trouble(self) -> None:
        """Everything that a bad server can do to an upload and a ticket."""
        for method, path, trouble in (
            ("POST", "/v1/uploads$", debug_page(500)),
            ("POST", "/v1/uploads$", telling_problem(503, "busy", Retry_After="0")),
            ("PATCH", "/v1/uploads/", debug_page(502)),
            ("PATCH", "/v1/uploads/", _broken_headers),
            ("PATCH", "/v1/uploads/", Reply()),
            ("HEAD", "/v1/uploads/", telling_problem(401, "token-expired")),
            ("PUT", "/v1/tickets/", debug_page(500)),
            ("PUT", "/v1/tickets/", telling_problem(401, "token-expired")),
            ("POST", "/v1/sessions/refresh$", debug_page(500)),
        ):
            self.line.answer(method, path, trouble)

    def bring_up(self) -> None:
        """The upload and the ticket, through all of it: the person presses again and again."""
        window = self.window
        window.click("Outbox")
        for _ in range(60):
            with contextlib.suppress(Trouble):
                window.wait(unsent=0, seconds=0.5)
                break
            with contextlib.suppress(Trouble):
                window.click("Retry now")
            window.press("F5")
        assert not self.line.unused(), f"not everything that was planned came about: {self.line.unused()}"

    def reply(self) -> None:
        window = self.window
        window.click("Open")
        window.click(SUBJECT, within="Tickets")
        window.wait(text="cinque minuti", within="Conversation")
        window.press("Ctrl+R")
        window.type(REPLY)
        window.press("Ctrl+Return")
        window.wait(text="74 °C si ferma", within="Conversation")
        window.wait(unsent=0, seconds=30)

    def lose_the_session(self) -> None:
        window, line = self.window, self.line
        line.answer("GET", "/v1/changes", telling_problem(401, "token-expired"))
        line.answer("POST", "/v1/sessions/refresh", telling_problem(401, "session-expired"))
        window.press("F5")
        window.wait(link="sign-in", seconds=20)
        window.click("Sign in")
        window.wait(ready="Password")
        for password in (WRONG_PASSWORD, PASSWORD):
            window.click("Password")
            window.press("Ctrl+A")
            window.type(password)
            window.press("Return")
            if password is WRONG_PASSWORD:
                window.wait(text="The user name or the password is not right")
        window.wait(link="online", seconds=20)

    def make_mistakes(self) -> None:
        self.pipe.write_text("now")
        self.window.wait(text="Sportello made a mistake")
        self.window.look()
        environment = self.pipe.parent / "environment.txt"
        until(environment.exists)
        # All of them: the last is written by a thread of its own.
        log = self.profile / "logs" / "sportello.log"
        until(
            lambda: (
                "".join(one.read_text() for one in log.parent.glob("sportello.log*")).count("ZeroDivisionError") >= 4
            )
        )

    def crash(self) -> None:
        os.kill(self.window.id, signal.SIGABRT)
        until(lambda: not self.window.is_running)
        self.end()


def _broken_headers(request: Request) -> Reply:
    told = request.header("authorization")
    return Reply(
        raw=f"HTTP/1.1 200 OK\r\nX-Debug: {request.target}\r\n{told} broken\r\nContent-Length: 0\r\n\r\n".encode()
    )


def until(holds: Callable[[], bool], seconds: float = 20.0) -> None:
    """Wait for something of another process; there is no signal for that."""
    import time

    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.02)


@pytest.fixture
def journey(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Journey]:
    program = tmp_path / "program"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -X utf8 "{ROOT}/tests/ground/bare_program.py" "$@"\n')
    program.chmod(0o700)
    monkeypatch.setenv(PROGRAM_VARIABLE, str(program))
    journey = Journey(tmp_path)
    try:
        yield journey
    finally:
        journey.close()


def test_a_whole_journey_leaves_no_secret_anywhere(journey: Journey) -> None:
    photo = journey.folder / "foto così.jpg"
    photo.write_bytes(b"\xff\xd8\xff" + bytes(PHOTO_BYTES - 3))
    journey.start()
    journey.sign_in()
    journey.plan_trouble()
    journey.open_ticket(photo)
    journey.bring_up()
    journey.reply()
    journey.lose_the_session()
    journey.look_at_process()
    journey.window.quit()
    journey.end()
    # The second start is handed the passphrase, as scripts and services are.
    journey.start(**{PASSPHRASE_VARIABLE: PASSPHRASE})
    journey.window.wait(link="online", seconds=30)
    journey.make_mistakes()
    journey.crash()

    logs = journey.profile / "logs"
    assert (logs / "crash.log").read_text().count("Fatal Python error: Aborted") == 1
    assert len(list(logs.glob("sportello.log*"))) > 1, "rotated"
    found = findings(journey)
    assert not found, told(found)

    # The same search sees what is put where nothing may be.
    planted = {
        Path("profile", "logs", "crash.log"): journey.line.tokens[-1][1].encode(),
        Path("profile", "settings.json"): json.dumps({"proxy": PASSWORD}).encode(),
        Path("temporary", "left.txt"): PASSPHRASE.encode("utf-16"),
        Path("client.log"): f"GET /v1/uploads/1?{UPLOAD}".encode(),
    }
    for path, content in planted.items():
        with (journey.folder / path).open("ab") as file:
            file.write(b"\n" + content)
    journey.line.requests.append(Request("GET", f"/v1/me?password={WRONG_PASSWORD}", (), b""))
    places = {one.place for one in findings(journey)}
    assert {str(path) for path in planted} <= places
    assert "line of GET /v1/me" in places


def command(journey: Journey, *words: str, typed: str = "", passphrase: str = PASSPHRASE) -> int:
    """Run a command as a script would; its exit code. What it says is kept among what is searched."""
    given = environment(TMPDIR=str(journey.temporary))
    if passphrase:
        given[PASSPHRASE_VARIABLE] = passphrase
    done = subprocess.run(
        [os.environ[PROGRAM_VARIABLE], "--profile", str(journey.profile), *words],
        input=typed.encode(),
        capture_output=True,
        env=given,
        timeout=60,
        check=False,
    )
    with journey.output.open("ab") as file:
        file.write(done.stdout + done.stderr)
    journey.said.append(done.stdout.decode())
    return done.returncode


def test_the_command_line_leaves_no_secret_anywhere(journey: Journey) -> None:
    photo = journey.folder / "foto così.jpg"
    photo.write_bytes(b"\xff\xd8\xff" + bytes(PHOTO_BYTES - 3))
    line, again = journey.line, ("sign-in", journey.line.address, "--login", journey.sandbox.user)
    for trouble in (debug_page(500), telling_problem(422, "invalid")):
        line.answer("POST", "/v1/sessions$", trouble)
        assert command(journey, *again, typed=f"{PASSWORD}\n") != 0
    assert command(journey, *again, "--json", typed=f"{WRONG_PASSWORD}\n") != 0
    assert command(journey, *again, "--json", typed=f"{PASSWORD}\n") == 0
    for wrong in ("", PASSPHRASE + "!"):
        assert command(journey, "tickets", passphrase=wrong) != 0
    assert command(journey, "tickets", "--json") == 0
    line.answer("PATCH", "/v1/uploads/", debug_page(502))
    ticket = ("open", "--type", "question", "--subject", SUBJECT, "--description", "Si ferma.", "--attach", str(photo))
    command(journey, *ticket, "--json")
    line.answer("GET", "/v1/changes", telling_problem(401, "token-expired"))
    for _ in range(20):
        if command(journey, "sync", "--wait", "5", "--json") == 0:
            break
    assert not line.unused(), line.unused()
    line.answer("GET", "/v1/changes", telling_problem(401, "token-expired"))
    line.answer("POST", "/v1/sessions/refresh", telling_problem(401, "session-expired"))
    assert command(journey, "sync") != 0
    assert command(journey, *again, typed=f"{PASSWORD}\n") == 0, journey.output.read_text()[-2000:]
    found = findings(journey)
    assert not found, told(found)


def findings(journey: Journey) -> list[Find]:
    account = list_accounts(Profile.at(journey.profile).accounts)[0]
    canaries = [
        Canary("password", PASSWORD),
        Canary("wrong password", WRONG_PASSWORD),
        Canary("passphrase", PASSPHRASE),
        Canary("upload's address", UPLOAD),
        Canary("database key", unwrap(account.lock, PASSPHRASE)),
    ]
    assert len(journey.line.tokens) >= 3, "signed in twice, and renewed in between"
    for number, (access, refresh) in enumerate(journey.line.tokens):
        # The signed part: what stands before it is the session's id.
        canaries += [Canary(f"access token {number}", access.partition(".")[2] or access)]
        canaries += [Canary(f"refresh token {number}", refresh)]
    searcher = Searcher(canaries)
    # What the person attached is theirs; it lies in the store under its hash.
    photos = [one for one in journey.folder.rglob("*") if one.is_file() and one.stat().st_size == PHOTO_BYTES]
    assert len(photos) >= 2, "the person's and ours"
    found = searcher.look_into(journey.folder, [journey.folder / "helpdesk", *photos])
    found += searcher.look("standard output", "\n".join(journey.said))
    for seen in journey.processes:
        found += searcher.look("/proc", seen)
    assert journey.elsewhere.requests == []
    for request in journey.line.requests:
        found += look_at_request(searcher, request, journey.line.tokens)
    return found


def look_at_request(searcher: Searcher, request: Request, tokens: list[tuple[str, str]]) -> list[Find]:
    """Secrets go where they belong and nowhere else."""
    where = f"{request.method} {request.path}"
    target = request.target.removesuffix(f"?{UPLOAD}") if "/uploads/" in request.path else request.target
    found = searcher.look(f"line of {where}", target)
    for name, value in request.headers:
        if name.lower() == "authorization":
            assert value.removeprefix("Bearer ") in {access for access, _ in tokens}
        else:
            found += searcher.look(f"header {name} of {where}", value)
    body = request.body
    if request.path == "/v1/sessions" and request.method == "POST":
        body = json.dumps({**json.loads(body), "password": ""}).encode()
    elif request.path == "/v1/sessions/refresh":
        assert json.loads(body)["refresh_token"] in {refresh for _, refresh in tokens}
        body = b""
    return found + searcher.look(f"body of {where}", body)
