"""The log keeps what happened and gives no secret away."""

import logging
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import logbook

log = logging.getLogger("sportello.test")


@pytest.fixture(autouse=True)
def _log_ends() -> Iterator[None]:
    level = logging.getLogger("sportello").level
    yield
    logbook.close()
    logging.getLogger("sportello").setLevel(level)


def written(path: Path) -> str:
    return path.read_text("utf-8")


def test_a_line_says_when_where_and_what(tmp_path: Path) -> None:
    path = logbook.configure(tmp_path / "logs")
    log.info("change %s: %s", "018f", "Accepted")
    line = written(path)
    assert "INFO" in line
    assert "sportello.test: change 018f: Accepted" in line
    assert line.endswith("\n")
    assert line.count("\n") == 1


SECRET = "hunter2-Ünder~cover"


@pytest.mark.parametrize(
    "text",
    [
        f"Authorization: Bearer {SECRET}",
        f"{{'Authorization': 'Bearer {SECRET}'}}",
        f"proxy-authorization: Basic {SECRET}",
        f"Authorization: Token {SECRET} more {SECRET}",
        f'{{"login": "anna", "password": "{SECRET}", "device": "x"}}',
        f'{{"password": "with \\" quote {SECRET}"}}',
        f'{{"access_token":"{SECRET}","refresh_token":"{SECRET}"}}',
        f"refresh_token={SECRET}&x=1",
        f"Tokens(access='{SECRET}', refresh='{SECRET}')",
        f"PRAGMA hexkey = '{SECRET}'",
        f"key={SECRET}",
        f"{{'key': b'{SECRET}'}}",
        f"passphrase: {SECRET}",
        f"smtp://anna:{SECRET}@mail.example:587/",
        f"http://user:p@ss{SECRET}@proxy.example:3128",
        f"imaps://{SECRET}@mail.example",
        f"session-token: {SECRET}",
        f"Set-Cookie: sid={SECRET}",
    ],
)
def test_a_secret_is_not_written(tmp_path: Path, text: str) -> None:
    path = logbook.configure(tmp_path)
    log.info("seen: %s", text)
    try:
        raise ValueError(text)
    except ValueError:
        log.exception("failed")
    assert SECRET not in written(path)
    assert logbook.HIDDEN in written(path)


def test_a_key_in_hexadecimal_is_not_written() -> None:
    key = os.urandom(32).hex()
    assert key not in logbook.redacted(f"opened with {key}")
    assert key not in logbook.redacted(f"x'{key.upper()}'".lower())


def test_a_json_web_token_is_not_written() -> None:
    token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N_XgL0"
    assert "dozjg" not in logbook.redacted(f"got {token}")


@given(
    st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=8),
    st.sampled_from(
        ["password={}", '"refresh_token": "{}"', "Bearer {}", "https://a:{}@host/", "secret: '{}'", "apikey={}"]
    ),
)
def test_no_wording_of_a_secret_survives(secret: str, form: str) -> None:
    assert secret not in logbook.redacted(form.format(secret)).replace(form.partition("{")[0], "")


@pytest.mark.parametrize(
    "text",
    [
        "GET /v1/changes: 200 after 12 ms, request 4f41f76c-6a28-478f-91cb-5ec20e5f3fbb",
        "https://help.example.com/v1/me?mail=a@b.example",
        "KeyError: 'machine'",
        "change 018f0000-0000-7000-8000-000000000001: TryLater",
    ],
)
def test_ordinary_lines_stay_as_they_are(text: str) -> None:
    assert logbook.redacted(text) == text


def test_what_a_server_says_forges_no_line(tmp_path: Path) -> None:
    path = logbook.configure(tmp_path)
    log.info("server says %s", "no\r\n2026-01-01T00:00:00.000 INFO forged\x1b[2J\u202e\nmore")
    lines = written(path).splitlines()
    assert len(lines) == 3
    assert all(line.startswith("    ") for line in lines[1:])
    assert "\x1b" not in written(path)
    assert "\u202e" not in written(path)


def test_half_characters_are_written_as_numbers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # What pytest itself captures goes from worker to master as UTF-8, which has no half characters.
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    path = logbook.configure(tmp_path)
    log.info("name %s", "\ud800")
    assert "\\ud800" in written(path)


def test_files_are_rotated_and_the_oldest_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logbook, "SIZE", 2000)
    path = logbook.configure(tmp_path)
    for number in range(200):
        log.info("line %d %s", number, "x" * 100)
    files = sorted(tmp_path.iterdir())
    assert len(files) == logbook.KEPT
    assert sum(file.stat().st_size for file in files) <= 2000 * logbook.KEPT
    assert "line 199" in written(path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_only_the_owner_reads_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logbook, "SIZE", 300)
    before = os.umask(0)
    try:
        logbook.configure(tmp_path / "logs")
        for _ in range(10):
            log.info("x" * 100)
    finally:
        os.umask(before)
    modes = {stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "logs").iterdir()}
    assert modes == {0o600}
    assert stat.S_IMODE((tmp_path / "logs").stat().st_mode) == 0o700


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_does_not_stop_the_program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sportello.log").symlink_to("/dev/full")
    logbook.configure(tmp_path)
    log.info("into the void")
    assert capsys.readouterr().err == ""


def test_configuring_again_moves_the_log(tmp_path: Path) -> None:
    first = logbook.configure(tmp_path / "a")
    log.info("one")
    second = logbook.configure(tmp_path / "b")
    log.info("two")
    assert "two" not in written(first)
    assert "two" in written(second)
    assert "one" not in written(second)


def test_debug_lines_come_only_when_asked_for(tmp_path: Path) -> None:
    path = logbook.configure(tmp_path)
    log.debug("quiet")
    logbook.configure(tmp_path, logging.DEBUG)
    log.debug("loud")
    assert "quiet" not in written(path)
    assert "loud" in written(path)
