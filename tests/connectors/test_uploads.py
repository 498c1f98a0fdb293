"""Bringing files up through whatever a network does: whole in the end, and hardly a byte twice."""

from __future__ import annotations

import hashlib
import random
import re
import threading
import tracemalloc
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.connectors.sportello import session as session_module
from desktop.connectors.sportello.api import Api
from desktop.connectors.sportello.connector import SportelloConnector
from desktop.connectors.sportello.session import Session
from desktop.connectors.sportello.uploads import metadata_of, upload_file
from desktop.connectors.transport import Transport
from desktop.domain.account import Helpdesk, Tokens
from desktop.domain.change import FrozenFile, Problem, Upload
from desktop.domain.receipt import Accepted, Invalid, Receipt, TryLater
from desktop.errors import NetworkError, ServerBroken, SignInNeeded
from tests.connectors.fake_helpdesk import OPTIONS, Door, KeptTokens, connected
from tests.connectors.wire_server import Drop, Reply, Request, WireServer, answering, problem_reply

PIECE = 1000
TUS = {"Tus-Resumable": "1.0.0"}


class TusServer:
    """tus 1.0.0 as docs/open-api.md has it, over bytes in memory; `fault` says what goes wrong with the next request.

    Faults: "" for none; "drop-before" and "drop-after" the effect; "half": half of the piece is kept, then the line breaks; "lose" and
    "expire" the upload; "conflict", "corrupt", "busy", "broken" and "token" are answers without effect.
    """

    def __init__(self, fault: Callable[[Request], str] = lambda _: "") -> None:
        self.fault = fault
        self.uploads: dict[str, tuple[int, str, bytearray]] = {}
        self.blobs: dict[str, bytes] = {}
        self.received = 0
        self.largest = 0
        self.begun = 0
        self.known: set[str] = set()
        self.door: Door | None = None
        self._lock = threading.Lock()

    def __call__(self, request: Request) -> Reply | Drop:
        with self._lock:
            assert request.headers["tus-resumable"] == "1.0.0"
            fault = self.fault(request)
            early: dict[str, Reply | Drop] = {
                "drop-before": Drop(),
                "busy": Reply(503, {"Retry-After": "3"}),
                "broken": Reply(502, {"Content-Type": "text/html"}, b"<html>"),
                "corrupt": problem_reply(460, "checksum-mismatch"),
                "conflict": problem_reply(409, "offset-mismatch"),
            }
            if fault in early and not (request.method != "PATCH" and fault in ("corrupt", "conflict")):
                return early[fault]
            if fault == "token" and self.door is not None:
                self.door.expire()
                return problem_reply(401, "token-expired")
            if fault in ("lose", "expire"):
                self.uploads.clear()
            if fault == "expire" and request.method != "POST":
                return problem_reply(410, "upload-expired")
            reply = self.answer(request, half=fault == "half")
            return Drop() if fault in ("drop-after", "half") else reply

    def answer(self, request: Request, *, half: bool) -> Reply:
        if request.method == "POST":
            return self.create(request)
        id = request.path.rpartition("/")[2]
        if id not in self.uploads:
            return problem_reply(404, "not-found")
        length, sha256, content = self.uploads[id]
        if request.method == "HEAD":
            return Reply(200, {**TUS, "Upload-Offset": str(len(content)), "Upload-Length": str(length)})
        assert request.method == "PATCH"
        assert request.headers["content-type"] == "application/offset+octet-stream"
        if int(request.headers["upload-offset"]) != len(content):
            return problem_reply(409, "offset-mismatch")
        algorithm, _, value = request.headers["upload-checksum"].partition(" ")
        assert algorithm == "sha256"
        assert b64decode(value) == hashlib.sha256(request.body).digest()
        self.received += len(request.body)
        self.largest = max(self.largest, len(request.body))
        content += request.body[: len(request.body) // 2] if half else request.body
        assert len(content) <= length
        if len(content) == length:
            if hashlib.sha256(content).hexdigest() != sha256:
                del self.uploads[id]
                return problem_reply(460, "checksum-mismatch")
            self.blobs[sha256] = bytes(content)
        return Reply(204, {**TUS, "Upload-Offset": str(len(content))})

    def create(self, request: Request) -> Reply:
        pairs = dict(pair.split(" ") for pair in request.headers["upload-metadata"].split(","))
        sha256 = b64decode(pairs["sha256"]).decode()
        length = int(request.headers["upload-length"])
        self.begun += 1
        id = f"u{self.begun}"
        content = bytearray(self.blobs[sha256]) if sha256 in self.known else bytearray()
        self.uploads[id] = (length, sha256, content)
        return Reply(201, {**TUS, "Location": f"/v1/uploads/{id}", "Upload-Offset": str(len(content))})


def frozen(path: Path, size: int, seed: int = 0) -> FrozenFile:
    content = random.Random(seed).randbytes(size)
    path.write_bytes(content)
    return FrozenFile("f1", hashlib.sha256(content).hexdigest(), "fòto 📷.jpg", size, "image/jpeg")


class Attempt:
    """What is kept between attempts, as the outbox does it."""

    def __init__(self, file: FrozenFile, source: Path, transport: Transport) -> None:
        self.upload = Upload(file)
        self.source = source
        self.told: list[Upload] = []
        self._api = Api(transport, "/v1")
        self._session = Session(self._api, KeptTokens(Tokens("a1", "r1")), transport.closed)

    def progress(self, upload: Upload) -> None:
        self.told.append(upload)
        self.upload = upload

    def run(self, piece: int = PIECE) -> Receipt | NetworkError | SignInNeeded:
        try:
            return upload_file(self._api, self._session, self.upload, self.source, self.progress, piece)
        except (NetworkError, SignInNeeded) as error:
            return error  # two tokens that expired in a row are an end of the session, for this attempt


@contextmanager
def uploading(model: TusServer, file: FrozenFile, source: Path) -> Iterator[Attempt]:
    model.door = Door(model)
    with WireServer(answering(model.door)) as server, Transport(server.url, OPTIONS) as transport:
        yield Attempt(file, source, transport)


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_module, "PAUSES", (0.0,))


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 5 * PIECE + 7])
def test_a_file_of_any_size_arrives_byte_for_byte(tmp_path: Path, size: int) -> None:
    model = TusServer()
    file = frozen(tmp_path / "x", size)
    with uploading(model, file, tmp_path / "x") as attempt:
        assert attempt.run() == Accepted()
    if size:
        assert model.blobs[file.sha256] == (tmp_path / "x").read_bytes()
    assert model.received == size
    assert attempt.told[-1] == Upload(file, "/v1/uploads/u1", size, done=True)


def test_progress_is_told_after_each_piece_that_the_server_confirmed(tmp_path: Path) -> None:
    model = TusServer()
    with uploading(model, frozen(tmp_path / "x", 2500), tmp_path / "x") as attempt:
        attempt.run()
    assert [(one.offset, one.done) for one in attempt.told] == [
        (0, False),
        (1000, False),
        (2000, False),
        (2500, False),
        (2500, True),
    ]
    assert model.largest == PIECE


def test_bytes_that_the_server_has_are_not_sent(tmp_path: Path) -> None:
    model = TusServer()
    file = frozen(tmp_path / "x", 5000)
    model.blobs[file.sha256] = (tmp_path / "x").read_bytes()
    model.known.add(file.sha256)
    with uploading(model, file, tmp_path / "x") as attempt:
        assert attempt.run() == Accepted()
    assert model.received == 0


def test_after_a_restart_it_goes_on_where_the_server_is(tmp_path: Path) -> None:
    class Killed(Exception):
        pass

    model = TusServer()
    file = frozen(tmp_path / "x", 10 * PIECE)
    with uploading(model, file, tmp_path / "x") as attempt:

        def until_half(upload: Upload) -> None:
            attempt.progress(upload)
            if upload.offset == 5 * PIECE:
                raise Killed

        with pytest.raises(Killed):
            upload_file(attempt._api, attempt._session, attempt.upload, attempt.source, until_half, PIECE)
        kept = attempt.upload
    with uploading(model, file, tmp_path / "x") as again:
        again.upload = Upload(file, kept.url, 4 * PIECE)  # the last progress was not stored any more
        assert again.run() == Accepted()
    assert again.told[0].offset == 5 * PIECE
    assert model.received == 10 * PIECE


FAULTS = [
    "",
    "",
    "",
    "drop-before",
    "drop-after",
    "half",
    "lose",
    "expire",
    "conflict",
    "corrupt",
    "busy",
    "broken",
    "token",
]


@given(st.integers(1, 6 * PIECE), st.lists(st.sampled_from(FAULTS), max_size=25), st.integers())
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happens_it_arrives_in_the_end_and_little_is_sent_twice(
    tmp_path_factory: pytest.TempPathFactory, size: int, faults: list[str], seed: int
) -> None:
    source = tmp_path_factory.mktemp("up") / "x"
    pending = list(faults)
    model = TusServer(lambda _: pending.pop(0) if pending else "")
    file = frozen(source, size, seed)
    with uploading(model, file, source) as attempt:
        outcome: Receipt | NetworkError | SignInNeeded | None = None
        for _ in range(len(faults) + 3):
            outcome = attempt.run()
            if isinstance(outcome, Accepted):
                break
        assert isinstance(outcome, Accepted), outcome
    assert model.blobs[file.sha256] == source.read_bytes()
    restarts = model.begun
    resent = sum(
        fault in ("drop-before", "drop-after", "half", "conflict", "corrupt", "busy", "broken", "token")
        for fault in faults
    )
    assert model.received <= restarts * size + resent * PIECE
    for before, after in zip(attempt.told, attempt.told[1:], strict=False):
        assert after.url != before.url or after.offset >= before.offset, "an offset never goes back within an upload"


def test_a_damaged_piece_is_sent_again_a_few_times_only(tmp_path: Path) -> None:
    model = TusServer(lambda request: "corrupt" if request.method == "PATCH" else "")
    with uploading(model, frozen(tmp_path / "x", 3000), tmp_path / "x") as attempt:
        assert isinstance(attempt.run(), ServerBroken)


def test_an_upload_that_is_lost_each_time_is_tried_later(tmp_path: Path) -> None:
    model = TusServer(lambda request: "lose" if request.method == "PATCH" else "")
    with uploading(model, frozen(tmp_path / "x", 3000), tmp_path / "x") as attempt:
        outcome = attempt.run()
    assert isinstance(outcome, TryLater)
    assert outcome.problem.code == "upload-lost"
    assert model.begun <= 4
    assert attempt.upload.url == ""


@pytest.mark.parametrize("damage", ["longer", "shorter", "other", "missing"])
def test_a_file_that_is_not_the_frozen_one_asks_the_person(tmp_path: Path, damage: str) -> None:
    source = tmp_path / "x"
    file = frozen(source, 3000)
    if damage == "missing":
        source.unlink()
    else:
        source.write_bytes({"longer": b"x" * 3001, "shorter": b"x" * 2999, "other": b"x" * 3000}[damage])
    model = TusServer()
    with uploading(model, file, source) as attempt:
        outcome = attempt.run()
    assert isinstance(outcome, Invalid)
    assert outcome.problem.code == "file-lost"
    assert not model.blobs


def test_a_file_that_can_not_be_read_now_waits_by_itself_instead_of_ending_the_run(tmp_path: Path) -> None:
    source = tmp_path / "x"
    file = frozen(source, 3000)
    source.unlink()
    source.mkdir()  # opening it fails, whoever asks
    model = TusServer()
    with uploading(model, file, source) as attempt:
        outcome = attempt.run()
    assert outcome == TryLater(Problem("file-unreadable", file.name))
    assert not model.uploads


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (problem_reply(413, "too-large"), "too-large"),
        (problem_reply(415, "type-not-allowed"), "type-not-allowed"),
        (Reply(413, {"Content-Type": "text/html"}, b"<html>nginx"), "http-413"),
    ],
)
def test_a_refused_file_asks_the_person(tmp_path: Path, reply: Reply, code: str) -> None:
    file = frozen(tmp_path / "x", 100)
    with connected(Door(lambda _: reply)) as (connector, _):
        outcome = connector.upload(Upload(file), tmp_path / "x", lambda _: None)
    assert isinstance(outcome, Invalid)
    assert outcome.problem.code == code


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Location": "https://evil.example/u/1"},
        {"Location": "//evil.example/u"},
        {"Location": "/v1/uploads/1", "Upload-Offset": "-1"},
        {"Location": "/v1/uploads/1", "Upload-Offset": "101"},
        {"Location": "/v1/uploads/1", "Upload-Offset": "9" * 50},
        {"Location": "/v1/uploads/1", "Upload-Offset": "x"},
    ],
)
def test_a_server_that_answers_nonsense_gets_no_byte(tmp_path: Path, headers: dict[str, str]) -> None:
    file = frozen(tmp_path / "x", 100)
    with connected(Door(lambda request: Reply(201, headers))) as (connector, server):
        outcome = connector.upload(Upload(file), tmp_path / "x", lambda _: None)
        assert not [one for one in server.requests if one.method == "PATCH"]
    assert not isinstance(outcome, Accepted | Invalid)


def test_an_offset_that_stands_still_is_no_endless_loop(tmp_path: Path) -> None:
    def respond(request: Request) -> Reply:
        if request.method == "POST":
            return Reply(201, {"Location": "/v1/uploads/1", "Upload-Offset": "0"})
        return Reply(204, {"Upload-Offset": "0"})

    file = frozen(tmp_path / "x", 100)
    with connected(Door(respond)) as (connector, server):
        assert not isinstance(connector.upload(Upload(file), tmp_path / "x", lambda _: None), Accepted)
        assert len(server.requests) < 10


def test_a_stored_address_of_another_server_is_not_followed(tmp_path: Path) -> None:
    file = frozen(tmp_path / "x", 100)
    with connected(Door(lambda _: Reply(200, {"Upload-Offset": "100"}))) as (connector, server):
        outcome = connector.upload(Upload(file, "https://evil.example/u"), tmp_path / "x", lambda _: None)
        assert server.connections == 0
    assert not isinstance(outcome, Accepted)


def test_an_expired_token_is_renewed_in_the_middle(tmp_path: Path) -> None:
    expired = iter(["", "", "token"])
    model = TusServer(lambda _: next(expired, ""))
    file = frozen(tmp_path / "x", 5000)
    with uploading(model, file, tmp_path / "x") as attempt:
        assert attempt.run() == Accepted()
    assert model.blobs[file.sha256] == (tmp_path / "x").read_bytes()


def test_an_expired_token_is_renewed_by_the_question_for_the_offset(tmp_path: Path) -> None:
    model = TusServer()
    file = frozen(tmp_path / "x", 5000)
    with uploading(model, file, tmp_path / "x") as attempt:
        attempt.run()
        assert model.door is not None
        model.door.expire()
        attempt.upload = Upload(file, attempt.upload.url)
        assert attempt.run() == Accepted()
        assert model.door.refreshes == 1
    assert model.received == 5000


def test_memory_stays_flat_whatever_the_size(tmp_path: Path) -> None:
    source = tmp_path / "x"
    size = 48 * 1024 * 1024
    digest = hashlib.sha256()
    with source.open("wb") as file:
        for _ in range(48):
            file.write(b"\0" * 1024 * 1024)
            digest.update(b"\0" * 1024 * 1024)
    offset = 0

    def respond(request: Request) -> Reply:
        nonlocal offset
        if request.method == "POST":
            return Reply(201, {"Location": "/v1/uploads/1"})
        offset = int(request.headers["upload-offset"]) + len(request.body)
        return Reply(204, {"Upload-Offset": str(offset)})

    with connected(Door(respond)) as (connector, server):
        server.note = lambda _: None  # type: ignore[method-assign] # bodies are not to be kept
        connector.upload(Upload(FrozenFile("f", "ab" * 32, "small", 0, "x/y")), source, lambda _: None)
        tracemalloc.start()
        try:
            frozen_file = FrozenFile("f", digest.hexdigest(), "large.mp4", size, "video/mp4")
            assert connector.upload(Upload(frozen_file), source, lambda _: None) == Accepted()
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert offset == size
    assert peak < 30 * 1024 * 1024, "one piece here, one or two in the test's server"


@given(st.text(), st.text(st.characters(codec="ascii"), max_size=20))
def test_names_of_any_script_go_as_metadata(name: str, mime: str) -> None:
    written = metadata_of(FrozenFile("f", "ab" * 32, name, 1, mime))
    assert re.fullmatch(r"[\x20-\x7e]*", written)
    pairs = dict((pair + " ").split(" ")[:2] for pair in written.split(","))
    assert b64decode(pairs["filename"]).decode() == name.encode("utf-8", "replace").decode()
    assert pairs["sha256"] == b64encode(b"ab" * 32).decode()


def test_a_closed_connector_stops_an_upload(tmp_path: Path) -> None:
    model = TusServer()
    file = frozen(tmp_path / "x", 10 * 4 * 1024 * 1024)
    door = Door(model)
    with WireServer(answering(door)) as server, Transport(server.url, OPTIONS) as transport:
        connector = SportelloConnector(
            Helpdesk(server.url, "sportello", "X"), transport, KeptTokens(Tokens("a1", "r1"))
        )
        outcome = connector.upload(
            Upload(file), tmp_path / "x", lambda upload: connector.close() if upload.offset else None
        )
    assert isinstance(outcome, TryLater)
