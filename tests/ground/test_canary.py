"""No secret appears in a log, in what a crash leaves behind, in an error, or in an address (invariant 12).

Everything here is done with the log's own redaction switched off and with the libraries talking as much as they can: redaction is the
second net, and must find nothing to do. That the searcher can fail is shown first. The journey of a real window through a real helpdesk
is tests/journeys/test_canary_journey.py.
"""

from __future__ import annotations

import base64
import contextlib
import faulthandler
import gzip
import html
import io
import json
import logging
import os
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from urllib.parse import quote

import keyring
import keyring.errors
import pytest
from pytestqt.qtbot import QtBot
from stage.processes import ROOT, environment, python

from desktop import errors, logbook
from desktop.account_identity import Identity, StoredTokens, establish
from desktop.actions.sign_in import SignedIn, TokensInMemory
from desktop.connectors.contract import Connector
from desktop.connectors.discovery import connector_for
from desktop.connectors.proxy import Proxy, ProxyMode
from desktop.connectors.sportello.documents import read_tokens
from desktop.connectors.transport import Answer, Transport, TransportOptions
from desktop.domain.account import Helpdesk, Person, Tokens
from desktop.domain.change import Change, FrozenFile, OpenTicket, Upload
from desktop.runtime.crash_guard import CrashGuard
from desktop.storage import vault
from desktop.storage.accounts import Account, save_account
from desktop.storage.database import Database
from desktop.workspace import Workspace
from tests.ground.canary import Canary, Searcher, told
from tests.ground.recording_line import RecordingLine, Reply, debug_page, telling_problem

PASSWORD = 'Kanarien"vogel & <Söhne>/2026\\'
PASSPHRASE = "fünf gelbe Vögel singen im Käfig"
ACCESS = "acc3ssC4naryXwQ9zLk0.7hTq"
REFRESH = "r3fr3shC4nary_pVb-84nmXs2Kd"
KEY = bytes.fromhex("c0ffee15bad5ea5eca11ab1edeadbeef") + b"\xffKanarienSchluess"[:16]
UPLOAD = "signature=upl0adC4naryGe6fYt1"
PROXY_PASSWORD = "pr0xyC4naryHn5rRw3"

CANARIES = (
    Canary("password", PASSWORD),
    Canary("passphrase", PASSPHRASE),
    Canary("access token", ACCESS),
    Canary("refresh token", REFRESH),
    Canary("database key", KEY),
    Canary("upload's address", UPLOAD),
    Canary("proxy's password", PROXY_PASSWORD),
)
SEARCHER = Searcher(CANARIES)


def assert_clean(place: str, content: bytes | str) -> None:
    found = SEARCHER.look(place, content)
    assert not found, told(found)


# ---------------------------------------------------------------- the searcher can fail


@pytest.mark.parametrize("canary", CANARIES, ids=lambda one: one.name)
@pytest.mark.parametrize(
    "written",
    [
        lambda value: b"before " + value + b" after",
        lambda value: b"GET /v1/me?x=" + quote(value, safe="").encode(),
        lambda value: b"Basic " + base64.b64encode(b"anna:" + value),
        lambda value: b"Basic " + base64.b64encode(b"anna@:" + value),
        lambda value: b"Basic " + base64.b64encode(b"an:" + value + b"?"),
        lambda value: base64.urlsafe_b64encode(value).rstrip(b"="),
        lambda value: f"raw:{value.hex()}".encode(),
        lambda value: f"X'{value.hex().upper()}'".encode(),
        lambda value: repr(value).encode(),
        lambda value: gzip.compress(b"earlier lines\n" + value),
        lambda value: value[: len(value) // 2 + 4],
        lambda value: b"\0" * 4097 + value,
    ],
    ids=["plain", "url", "b64-0", "b64-1", "b64-2", "b64url", "hex", "HEX", "repr", "gzip", "half", "deep"],
)
def test_the_searcher_finds_a_secret_however_it_is_written(canary: Canary, written: Callable[[bytes], bytes]) -> None:
    assert canary.name in {one.canary for one in SEARCHER.look("planted", written(canary.bytes))}


@pytest.mark.parametrize("canary", [one for one in CANARIES if isinstance(one.value, str)], ids=lambda one: one.name)
@pytest.mark.parametrize(
    "written",
    [
        lambda text: json.dumps({"detail": text}).encode(),
        lambda text: json.dumps({"detail": text}, ensure_ascii=False).encode(),
        lambda text: json.dumps(json.dumps(text)).encode(),
        lambda text: f"<pre>{html.escape(text)}</pre>".encode(),
        lambda text: text.encode("utf-16"),
        lambda text: b"\0x" + text.encode("utf-16-be"),
        lambda text: ascii(text).encode(),
        lambda text: text.upper().encode(),
    ],
    ids=["json", "json-utf8", "json-twice", "html", "utf16", "utf16-be", "ascii", "upper"],
)
def test_the_searcher_finds_a_text_however_it_is_escaped(canary: Canary, written: Callable[[str], bytes]) -> None:
    assert canary.name in {one.canary for one in SEARCHER.look("planted", written(str(canary.value)))}


def test_the_searcher_finds_names_of_files_links_and_what_lies_deep_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "sportello.log.3").write_text(f"token {ACCESS}")
    (tmp_path / f"draft-{REFRESH}").touch()
    (tmp_path / "link").symlink_to(f"/nowhere/{PROXY_PASSWORD}")
    found = {(one.place, one.canary) for one in SEARCHER.look_into(tmp_path)}
    assert (str(Path("logs", "sportello.log.3")), "access token") in found
    assert (f"name of draft-{REFRESH}", "refresh token") in found
    assert ("target of link", "proxy's password") in found


def test_the_searcher_takes_nothing_innocent_for_a_secret(tmp_path: Path) -> None:
    (tmp_path / "random").write_bytes(os.urandom(1_000_000))
    for file in [*(ROOT / "desktop").rglob("*.py")][:80]:
        assert_clean(str(file), file.read_bytes())
    assert not SEARCHER.look_into(tmp_path)


# ---------------------------------------------------------------- the log, all nets but the first taken away


@pytest.fixture
def bare_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A log that keeps whatever anybody says, as it was said."""
    monkeypatch.setattr(logbook, "redacted", lambda text: text)
    root, ours = logging.getLogger(), logging.getLogger("sportello")
    levels = root.level, ours.level
    logbook.configure(tmp_path / "bare-logs", logging.DEBUG)
    root.setLevel(logging.DEBUG)
    try:
        yield tmp_path / "bare-logs"
    finally:
        logbook.close()
        root.setLevel(levels[0])
        ours.setLevel(levels[1])


def assert_log_clean(logs: Path, *, wrote: bool = True) -> None:
    assert not wrote or any(one.stat().st_size for one in logs.iterdir()), "nothing was logged: nothing was shown"
    found = SEARCHER.look_into(logs)
    assert not found, told(found)


# ---------------------------------------------------------------- objects


PERSON = Person("p1", "Anna", "anna@rossi.example")
HELPDESK = Helpdesk("http://127.0.0.1:1", "sportello", "Rossi")
FILE = FrozenFile("f1", "ab" * 32, "photo.jpg", 3, "image/jpeg")


def an_account(folder: Path) -> Account:
    return Account(folder / "account", HELPDESK.address, "anna", "Rossi", vault.wrap(KEY, PASSPHRASE))


def a_signed_in(folder: Path) -> SignedIn:
    account = an_account(folder)
    save_account(account)
    return SignedIn(account, KEY, HELPDESK, PERSON, Tokens(ACCESS, REFRESH), "c-1")


def test_no_object_that_holds_a_secret_shows_it(tmp_path: Path) -> None:
    signed_in = a_signed_in(tmp_path)
    establish(signed_in)
    workspace = Workspace(signed_in.account, KEY)
    side = workspace.views()
    memory = TokensInMemory()
    memory.save(signed_in.tokens)
    body = json.dumps({"access_token": ACCESS, "refresh_token": REFRESH}).encode()
    upload = Upload(FILE, f"/v1/uploads/1?{UPLOAD}", 1)
    change = Change("c", "c", OpenTicket("s", "d", "fault", files=(FILE,)), 1, uploads=(upload,))
    options = TransportOptions(proxy=Proxy(ProxyMode.EXPLICIT, f"http://anna:{PROXY_PASSWORD}@proxy:1"))
    transport = Transport(HELPDESK.address, options)
    connector = connector_for(HELPDESK, memory, "c-1", options.proxy)
    database = Database(tmp_path / "some.db", KEY)
    held: list[object] = [
        signed_in, signed_in.tokens, signed_in.account, signed_in.account.lock, memory, workspace, workspace.desk, workspace.identity,
        workspace.tokens(lambda work: work()), workspace.outbox, workspace.facts, side, side.views, upload, change, [change], options,
        options.proxy, transport, connector, vars(connector).get("_session"), database, read_tokens(body), vault.unwrap,
        Answer(200, {"Location": f"/v1/uploads/1?{UPLOAD}", "X-Token": ACCESS}, body, "r-1"),
        Identity(HELPDESK, PERSON, "c-1"), StoredTokens(workspace.facts, lambda work: work()),
        partial(workspace.remember, workspace.identity), (signed_in,), {"who": signed_in}, errors.Mistake(signed_in),
    ]  # fmt: skip
    try:
        for one in held:
            for shown in (repr(one), str(one), f"{one}", f"{one!r}", f"{[one]}", ascii(one)):
                assert_clean(f"{type(one).__name__}, shown", shown)
        # The wrapped key is worthless without the passphrase, and is still nobody's to see.
        for part in (signed_in.account.lock.wrapped, signed_in.account.lock.proof, signed_in.account.lock.salt):
            assert part not in repr(signed_in.account)
    finally:
        connector.close()
        transport.close()
        database.close()
        side.close()
        workspace.close()


# ---------------------------------------------------------------- the wire


ELSEWHERE = "http://127.0.0.1:{port}/sign-in?{secret}"

HOSTILE: dict[str, Callable[[int], Callable[..., Reply] | Reply]] = {
    "500, the request as a page": lambda _: debug_page(500),
    "502, the request as a page": lambda _: debug_page(502),
    "503, the request as a page": lambda _: debug_page(503),
    "400, the request as a page": lambda _: debug_page(400),
    "200, the request as a page": lambda _: debug_page(200),
    "401, told of everything": lambda _: telling_problem(401, "token-invalid"),
    "401, wrong password, told": lambda _: telling_problem(401, "bad-credentials"),
    "403, not activated, told": lambda _: telling_problem(403, "not-activated"),
    "422, told of everything": lambda _: telling_problem(422, "invalid"),
    "429, told of everything": lambda _: telling_problem(429, "too-many-requests", Retry_After="1"),
    "503, told of everything": lambda _: telling_problem(503, "busy", Retry_After="1"),
    "500, told of everything": lambda _: telling_problem(500, "internal"),
    "another server": lambda port: Reply(302, (("Location", ELSEWHERE.format(port=port, secret=UPLOAD)),)),
    "another server for good": lambda port: Reply(308, (("Location", ELSEWHERE.format(port=port, secret=UPLOAD)),)),
    "same server, in circles": lambda _: lambda request: Reply(308, (("Location", request.target),)),
    "the line breaks": lambda _: Reply(),
    "the line breaks in the headers": lambda _: Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Le"),
    "no HTTP but the request": lambda _: lambda request: Reply(raw=f"{request.headers!r} {request.body!r}\r\n\r\n".encode()),
    "headers that are none": lambda _: lambda request: Reply(
        raw=f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n{request.header('authorization')} broken\r\nX: 1\r\n"
        f"Content-Length: 2\r\n\r\n{{}}".encode()
    ),
    "half of a body": lambda _: Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"),
    "a body that is no JSON": lambda _: lambda request: Reply(200, (("Content-Type", "application/json"),), b"{" + request.body),
    "JSON of another form": lambda _: lambda request: Reply(
        200, (("Content-Type", "application/json"),), json.dumps({"access_token": [ACCESS], "id": 7, "name": REFRESH}).encode()
    ),
    "packed wrongly": lambda _: Reply(200, (("Content-Type", "application/json"), ("Content-Encoding", "gzip")), b"no gzip"),
    "a type that shows the token": lambda _: lambda request: Reply(
        200, (("Content-Type", request.header("authorization") or "x/y"),), request.body
    ),
}  # fmt: skip


def deeds(folder: Path) -> dict[str, Callable[[Connector], object]]:
    """What a connector is asked to do; each carries secrets."""
    content = folder / "content"
    content.write_bytes(b"abc")
    held = FrozenFile(
        "f1", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "a.jpg", 3, "image/jpeg"
    )
    change = Change("0190a5a0-0000-7000-8000-000000000001", "t1", OpenTicket("s", "d", "fault", files=(held,)), 1)

    def pokes(connector: Connector) -> None:
        for _ in connector.pokes(""):
            return

    return {
        "sign in": lambda connector: connector.sign_in("anna", PASSWORD),
        "me": lambda connector: connector.me(),
        "catalogue": lambda connector: connector.catalogue(),
        "changes": lambda connector: connector.changes("cursor-1"),
        "pokes": pokes,
        "send": lambda connector: connector.send(change),
        "look up": lambda connector: connector.look_up(change),
        "begin upload": lambda connector: connector.upload(Upload(held), content, lambda _: None),
        "go on uploading": lambda connector: connector.upload(
            Upload(held, f"/v1/uploads/1?{UPLOAD}", 1), content, lambda _: None
        ),
        "download": lambda connector: connector.download(held.sha256, 3, folder / "incoming", lambda _: None),
        "sign out": lambda connector: connector.sign_out(),
    }  # fmt: skip


@pytest.mark.parametrize("hostile", HOSTILE)
def test_whatever_a_server_answers_no_error_receipt_or_log_repeats_a_secret(
    tmp_path: Path, bare_log: Path, hostile: str
) -> None:
    log = logging.getLogger("sportello.test")
    with RecordingLine() as elsewhere, RecordingLine() as line:
        for method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"):
            line.answer(method, "/", HOSTILE[hostile](elsewhere.port), times=1000)
        for name, deed in deeds(tmp_path).items():
            tokens = TokensInMemory()
            tokens.save(Tokens(ACCESS, REFRESH))
            helpdesk = Helpdesk(line.address, "sportello", "Rossi")
            connector = connector_for(helpdesk, tokens, "c-1", Proxy(ProxyMode.NONE))
            # A renewal whose answer is lost is repeated after pauses: nobody waits for those here.
            connector._transport.closed.wait = lambda _seconds: True  # type: ignore[attr-defined]
            try:
                outcome: object = deed(connector)
            except errors.WorldError as error:
                outcome = error
                log.info("run ended: %s %s %r %r", type(error).__name__, error, error, error.args, exc_info=True)
                shown = "".join(traceback.format_exception(error))
                assert_clean(f"{name}: traceback", shown)
                for part, value in vars(error).items():
                    assert_clean(f"{name}: {part} of the error", repr(value))
            finally:
                connector.close()
            assert_clean(f"{name}: outcome", repr(outcome))
        assert elsewhere.requests == []
        for request in line.requests:
            assert_request_clean(request)
    assert_log_clean(bare_log)


def assert_request_clean(request: object) -> None:
    """Secrets go where they belong and nowhere else: a token into Authorization, a password into the body of a sign-in."""
    from tests.ground.recording_line import Request

    assert isinstance(request, Request)
    assert_clean("request line", f"{request.method} {request.target}".replace(f"/v1/uploads/1?{UPLOAD}", ""))
    for name, value in request.headers:
        if name.lower() == "authorization":
            assert value == f"Bearer {ACCESS}"
        else:
            assert_clean(f"header {name}", value)
    body = request.body
    if request.path.endswith("/sessions"):
        assert json.loads(body).pop("password") == PASSWORD
        body = json.dumps({**json.loads(body), "password": ""}).encode()
    elif request.path.endswith("/sessions/refresh"):
        assert json.loads(body) == {"refresh_token": REFRESH}
        body = b""
    assert_clean(f"body of {request.method} {request.path}", body)


# ---------------------------------------------------------------- storage


def test_no_error_of_a_database_repeats_its_key(tmp_path: Path, bare_log: Path) -> None:
    log = logging.getLogger("sportello.test")
    Database(tmp_path / "sound.db", b"\x01" * 32).close()
    (tmp_path / "broken.db").write_bytes(os.urandom(8192))
    (tmp_path / "folder.db").mkdir()
    for name in ("sound.db", "broken.db", "folder.db", "missing/no.db"):
        with pytest.raises(errors.StorageError) as raised:
            Database(tmp_path / name, KEY)
        log.warning("a database: %s %r", raised.value, raised.value, exc_info=raised.value)
        assert_clean(name, "".join(traceback.format_exception(raised.value)))
    database = Database(tmp_path / "fine.db", KEY)
    try:
        for sql in ("SELECT nothing", f"SELECT '{'x' * 10}", "INSERT INTO nowhere VALUES (?)"):
            with pytest.raises(errors.StorageError) as raised:
                database.run(sql, (REFRESH,) if "?" in sql else ())
            log.warning("a statement", exc_info=raised.value)
    finally:
        database.close()
    assert_log_clean(bare_log)


class _Babbling:
    """A keyring that tells everything in its errors."""

    priority = 5

    def get_password(self, service: str, username: str) -> str:
        raise keyring.errors.KeyringError(f"there is {KEY.hex()} for {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise OSError(f"could not store {password!r} for {username}")


_Babbling.__module__ = "keyring.backends.SecretService"


def test_a_keyring_that_babbles_is_not_repeated(bare_log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "get_keyring", _Babbling)
    monkeypatch.setattr(keyring, "set_password", lambda *what: _Babbling().set_password(*what))
    monkeypatch.setattr(keyring, "get_password", lambda *what: _Babbling().get_password(*what))
    for work in (partial(vault.store_in_keyring, "anna", KEY), partial(vault.from_keyring, "anna")):
        with pytest.raises(errors.KeyringError) as raised:
            work()
        logging.getLogger("sportello.test").warning("keyring: %s", raised.value, exc_info=raised.value)
        assert_clean("error of the keyring", f"{raised.value} {raised.value!r} {vars(raised.value)}")
    assert_log_clean(bare_log)


def test_a_wrong_passphrase_is_not_repeated(tmp_path: Path, bare_log: Path) -> None:
    account = an_account(tmp_path)
    with pytest.raises(errors.WrongKey) as raised:
        vault.unwrap(account.lock, PASSPHRASE + "!")
    logging.getLogger("sportello.test").warning("lock", exc_info=raised.value)
    assert_log_clean(bare_log)


def test_nothing_in_an_accounts_folder_can_be_read_as_a_secret(tmp_path: Path) -> None:
    signed_in = a_signed_in(tmp_path)
    establish(signed_in)
    workspace = Workspace(signed_in.account, KEY)
    try:
        workspace.tokens(lambda work: work()).save(Tokens(ACCESS, REFRESH))
        # Open, with its write-ahead log beside it: nothing is plain there either.
        assert not SEARCHER.look_into(tmp_path), told(SEARCHER.look_into(tmp_path))
    finally:
        workspace.close()
    assert not SEARCHER.look_into(tmp_path), told(SEARCHER.look_into(tmp_path))


# ---------------------------------------------------------------- mistakes of ours


def _fails_with_secrets_at_hand(message: str) -> None:
    password, tokens, key, passphrase = PASSWORD, Tokens(ACCESS, REFRESH), KEY, PASSPHRASE  # noqa: F841 - at hand
    raise ZeroDivisionError(message)


def test_a_mistake_is_logged_whole_without_what_was_at_hand(
    tmp_path: Path, bare_log: Path, capfd: pytest.CaptureFixture[str], qtbot: QtBot
) -> None:
    guard = CrashGuard(tmp_path)
    told_person: list[str] = []
    guard.mistake.connect(told_person.append)
    guard.install()
    try:
        with contextlib.ExitStack() as stack:
            stack.callback(guard.close)
            try:
                _fails_with_secrets_at_hand("division by zero")
            except ZeroDivisionError as error:
                sys.excepthook(type(error), error, error.__traceback__)
            thread = threading.Thread(target=_fails_with_secrets_at_hand, args=("on a thread",))
            thread.start()
            thread.join()
            faulthandler.dump_traceback(guard._crash_file)
            qtbot.waitUntil(lambda: len(told_person) == 2)
    finally:
        said = capfd.readouterr()
    log_text = "".join(one.read_text() for one in bare_log.iterdir())
    assert "_fails_with_secrets_at_hand" in log_text
    assert "most recent call first" in (tmp_path / "crash.log").read_text()
    assert_log_clean(bare_log)
    assert not SEARCHER.look_into(tmp_path), told(SEARCHER.look_into(tmp_path))
    assert_clean("screen", "\n".join(told_person))
    assert_clean("output", said.out + said.err)


UNREDACTED = f"Authorization: Bearer {ACCESS} password={PROXY_PASSWORD} key={KEY.hex()}"
"""What the second net is for: a message that carries secrets itself, in the forms it knows."""


def test_a_mistake_whose_message_is_a_secret_is_told_and_logged_without_it(tmp_path: Path) -> None:
    """The second net, for the log as for what the person is shown."""
    guard = CrashGuard(tmp_path)
    told_person: list[str] = []
    guard.mistake.connect(told_person.append)
    guard.install()
    level = logging.getLogger("sportello").level
    logbook.configure(tmp_path / "logs")
    try:
        try:
            _fails_with_secrets_at_hand(UNREDACTED)
        except ZeroDivisionError as error:
            sys.excepthook(type(error), error, error.__traceback__)
    finally:
        logbook.close()
        logging.getLogger("sportello").setLevel(level)
        guard.close()
    assert_clean("screen", "\n".join(told_person))
    assert "ZeroDivisionError" in told_person[0]
    assert_log_clean(tmp_path / "logs")


BEFORE_THE_LOG = """
import faulthandler, gc, logging, os, sys, threading
from pathlib import Path
from desktop.runtime.crash_guard import CrashGuard

secret = {secret!r}
guard = CrashGuard(Path({folder!r}))
guard.install()
logging.getLogger("sportello.test").warning("seen: %s", secret)
try:
    raise ValueError(secret)
except ValueError:
    sys.excepthook(*sys.exc_info())

class Dying:
    def __repr__(self):
        return f"Dying({{secret!r}})"
    def __del__(self):
        raise ValueError(secret)

thing = Dying()
del thing
gc.collect()

def fails():
    raise ValueError(secret)

thread = threading.Thread(target=fails)
thread.start()
thread.join()
if {dies}:
    password, passphrase = secret, secret
    os.abort()
guard.close()
"""


@pytest.mark.parametrize("dies", [False, True])
def test_before_there_is_a_log_and_at_the_very_end_nothing_reaches_the_terminal(tmp_path: Path, dies: bool) -> None:
    program = BEFORE_THE_LOG.format(secret=UNREDACTED, folder=str(tmp_path), dies=dies)
    done = subprocess.run(
        [*python(), "-c", program], cwd=ROOT, env=environment(), capture_output=True, timeout=60, check=False
    )
    assert_clean("terminal", done.stdout + done.stderr)
    assert b"ValueError" in done.stderr, "that it happened is told"
    if dies:
        assert "Fatal Python error: Aborted" in (tmp_path / "crash.log").read_text()
    assert not SEARCHER.look_into(tmp_path), told(SEARCHER.look_into(tmp_path))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no core files")
def test_a_crash_leaves_no_copy_of_the_memory(tmp_path: Path) -> None:
    program = (
        "import resource\nfrom pathlib import Path\nfrom desktop.runtime.crash_guard import CrashGuard\n"
        "hard = resource.getrlimit(resource.RLIMIT_CORE)[1]\nresource.setrlimit(resource.RLIMIT_CORE, (hard, hard))\n"
        f"CrashGuard(Path({str(tmp_path)!r})).install()\nprint(resource.getrlimit(resource.RLIMIT_CORE)[0])"
    )
    done = subprocess.run([*python(), "-c", program], cwd=ROOT, env=environment(), capture_output=True, check=True)
    assert done.stdout.split() == [b"0"]


def test_the_self_check_names_no_secret(tmp_path: Path) -> None:
    given = environment(
        QT_QPA_PLATFORM="offscreen",
        SPORTELLO_PASSPHRASE=PASSPHRASE,
        HTTPS_PROXY=f"http://anna:{PROXY_PASSWORD}@proxy.example:3128",
    )
    done = subprocess.run(
        [*python(), "-m", "desktop", "--self-check"], cwd=ROOT, env=given, capture_output=True, timeout=60, check=False
    )
    assert b"program: Sportello" in done.stdout
    assert_clean("self-check", done.stdout + done.stderr)


def test_the_passphrase_given_to_the_program_is_not_handed_on_to_what_it_starts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(vault.PASSPHRASE_VARIABLE, PASSPHRASE)
    assert vault.passphrase_given() == PASSPHRASE
    child = subprocess.run(
        [sys.executable, "-c", "import os; print(os.environ)"], capture_output=True, check=True, env=os.environ.copy()
    )
    assert_clean("environment of a child", child.stdout)
    assert vault.passphrase_given() == "", "once taken it is gone: who needs it later keeps it"


def test_the_log_itself_still_redacts(tmp_path: Path) -> None:
    stream = io.StringIO(logbook.redacted(UNREDACTED))
    assert_clean("redacted", stream.getvalue())
