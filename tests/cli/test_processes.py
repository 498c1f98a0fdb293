"""The command line as a process among processes: what it loads, how it ends, and how it gets on with the window."""

import contextlib
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from stage.client import Client
from stage.processes import ROOT
from stage.slow_line import SlowLine
from stage.witness import Witness

from desktop.cli.exit_codes import ExitCode
from desktop.cli.verbs import PURPOSES, Verb
from desktop.sandbox.server import RunningSandbox
from tests.cli.beside import beside
from tests.cli.conftest import LOGIN
from tests.cli.shell import PASSPHRASE, Shell

QUESTION = ("open", "--type", "question", "--description", "x")
PATIENCE = 60.0


def environment() -> dict[str, str]:
    return os.environ | {"SPORTELLO_PASSPHRASE": PASSPHRASE, "PYTHONUTF8": "1", "QT_QPA_PLATFORM": "offscreen"}


def command(profile: Path, *words: str | Path) -> list[str]:
    return [sys.executable, "-m", "desktop", "--profile", str(profile), *map(str, words)]


def run(profile: Path, *words: str | Path, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(profile, *words),
        cwd=ROOT, env=environment(), input=typed, capture_output=True, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip


def started(profile: Path, *words: str | Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command(profile, *words),
        cwd=ROOT, env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, "it did not come to that"
        time.sleep(0.02)


EVERY_VERB = """
import io, os, sys
from desktop.__main__ import main
profile, address = sys.argv[1:]
def say(*words, typed=""):
    os.environ["SPORTELLO_PASSPHRASE"] = "five plain words"
    sys.stdin = io.TextIOWrapper(io.BytesIO(typed.encode()))
    code = main(["--profile", profile, *words])
    assert code == 0, (words, code)
    loaded = [name for name in sys.modules if name.partition(".")[0] in ("PySide6", "shiboken6")]
    assert not loaded, (words, loaded)
question = ["open", "--type", "question", "--description", "x", "--subject", "Without Qt"]
id = "01934f2a-0000-7000-8000-00000000cafe"
said = {
    "sign-in": [address, "--login", "anna"], "accounts": [], "sync": [], "tickets": [], "open": [*question[1:], "--id", id],
    "show": [id], "reply": [id, "--text", "more"], "close": [id], "reopen": [id], "outbox": [], "drafts": ["--json"],
}
for verb, words in said.items():
    say(verb, *words, typed="sportello\\n" if verb == "sign-in" else "")
sys.stderr.write("verbs: " + " ".join(sorted(said)))
"""


def test_no_verb_loads_qt(profile: Path, sandbox: RunningSandbox, witness: Witness):
    done = subprocess.run(
        [sys.executable, "-c", EVERY_VERB, str(profile), sandbox.url],
        cwd=ROOT, env=environment(), capture_output=True, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stderr.endswith("verbs: " + " ".join(sorted(Verb)))
    assert [reply.text for reply in witness.ticket("Without Qt").replies] == ["more"]


@pytest.mark.skipif(sys.platform == "win32", reason="no such terminals there")
def test_at_a_terminal_password_and_passphrase_are_asked_for_and_not_shown(profile: Path, sandbox: RunningSandbox):
    import pty

    there, here = pty.openpty()
    given = {name: value for name, value in environment().items() if name != "SPORTELLO_PASSPHRASE"}
    process = subprocess.Popen(
        command(profile, "sign-in", sandbox.url, "--login", "anna", "--no-sync"),
        cwd=ROOT, env=given, stdin=here, stdout=here, stderr=here, start_new_session=True,
    )  # fmt: skip
    os.close(here)
    answers, shown = ["sportello", "my own words", "my own words"], b""
    # A terminal that nobody holds any more ends with an error.
    with contextlib.suppress(OSError):
        while piece := os.read(there, 4096):
            shown += piece
            if answers and shown.endswith(b": "):
                os.write(there, answers.pop(0).encode() + b"\n")
    os.close(there)
    assert process.wait(PATIENCE) == ExitCode.DONE, shown
    assert shown.count(b"Password of anna") == 1
    assert b"signed in: Anna Rossi" in shown
    assert b"my own words" not in shown
    assert shown.count(b"sportello") == str(profile).count("sportello")


def test_help_without_a_command_tells_of_the_window_and_of_every_command(profile: Path):
    done = run(profile, "--help")
    assert done.returncode == 0
    assert "--hidden" in done.stdout
    for verb in Verb:
        assert f"{verb:<10} {PURPOSES[verb]}" in done.stdout


def test_a_reader_who_has_had_enough_ends_it_quietly(shell: Shell):
    process = started(shell.profile, "tickets", "--folder", "company", "--limit", "0", "--json")
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline().startswith('{"total":')
    process.stdout.close()
    complaint = process.stderr.read()
    process.stderr.close()
    assert process.wait(PATIENCE) == 0
    assert complaint == ""


def test_standard_output_that_is_full_is_told(shell: Shell):
    if not Path("/dev/full").exists():
        pytest.skip("no full device on this system")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command(shell.profile, "accounts"),
            cwd=ROOT, env=environment(), stdout=full, stderr=subprocess.PIPE, text=True, timeout=PATIENCE, check=False,
        )  # fmt: skip
    assert done.returncode == ExitCode.STORAGE
    assert "could not be written" in done.stderr


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, ExitCode.INTERRUPTED), (signal.SIGTERM, ExitCode.TERMINATED)]
)
def test_a_sync_that_waits_ends_in_order_when_it_is_told_to(
    tmp_path: Path, fresh: Shell, number: signal.Signals, code: ExitCode
):
    with RunningSandbox(tmp_path / "helpdesk") as sandbox:
        fresh.ask("sign-in", sandbox.url, "--login", LOGIN, typed="sportello\n")
    left = fresh.ask(*QUESTION, "--subject", "Kept", "--no-sync", code=ExitCode.WAITING)["change"]["id"]
    process = started(fresh.profile, "sync", "--wait", "600", "--json")
    with beside(fresh) as other:
        # It tries, in vain: the lease shows that it does.
        until(lambda: other.desk.outbox_database.value("SELECT holder FROM lease") is not None)
    process.send_signal(number)
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == code, err
    assert json.loads(out)["waiting"] == 1
    assert "Traceback" not in err
    with beside(fresh) as other:
        assert [change.id for change in other.outbox.unsettled()] == [left]
        assert other.stores(lambda work: work()).lease.take()


@pytest.fixture
def line(sandbox: RunningSandbox) -> Iterator[SlowLine]:
    line = SlowLine(sandbox.url, random.Random(1))
    yield line
    line.close()


def test_an_upload_that_is_cut_by_ctrl_c_goes_on_later_and_arrives_once(
    fresh: Shell, line: SlowLine, witness: Witness, tmp_path: Path
):
    fresh.ask("sign-in", line.address, "--login", LOGIN, typed="sportello\n")
    video = tmp_path / "video.mp4"
    video.write_bytes(b"\0\0\0\x18ftypmp42" + random.Random(2).randbytes(24 * 1024**2))
    line.bytes_per_second = 4 * 1024**2
    process = started(fresh.profile, *QUESTION, "--subject", "A long film", "--attach", video, "--json")
    with beside(fresh) as other:
        until(lambda: any(change.bytes_sent for change in other.outbox.unsettled()) or process.poll() is not None)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=PATIENCE)
        assert process.returncode == ExitCode.WAITING, err
        [change] = other.outbox.unsettled()
        assert 0 < change.bytes_sent < video.stat().st_size
    assert json.loads(out)["change"]["id"] == change.id
    line.bytes_per_second = 0
    assert fresh.ask("sync")["sent"] == 1
    [film] = witness.ticket("A long film").files
    content = video.read_bytes()
    assert witness.digest(film) == (hashlib.sha256(content).hexdigest(), len(content))


def test_a_process_that_is_killed_while_it_uploads_loses_nothing(
    fresh: Shell, line: SlowLine, witness: Witness, tmp_path: Path
):
    fresh.ask("sign-in", line.address, "--login", LOGIN, typed="sportello\n")
    video = tmp_path / "video.mp4"
    video.write_bytes(b"\0\0\0\x18ftypmp42" + random.Random(3).randbytes(8 * 1024**2))
    line.bytes_per_second = 2 * 1024**2
    process = started(fresh.profile, *QUESTION, "--subject", "Pulled the plug", "--attach", video)
    with beside(fresh) as other:
        until(lambda: bool(other.outbox.unsettled()) or process.poll() is not None)
    process.kill()
    process.communicate(timeout=PATIENCE)
    line.bytes_per_second = 0
    # The lock of a dead process is nobody's: this one sends at once.
    assert fresh.ask("sync")["sent"] == 1
    [film] = witness.ticket("Pulled the plug").files
    assert witness.digest(film)[1] == video.stat().st_size


def test_beside_a_running_window_a_command_queues_and_the_window_sends(shell: Shell, witness: Witness, tmp_path: Path):
    window = Client(
        shell.profile, tmp_path / "window.log", "--undo-seconds", "0", variables={"SPORTELLO_PASSPHRASE": PASSPHRASE}
    )
    try:
        window.wait(row="#", link="online", seconds=30)
        window.press("Ctrl+2")  # all open tickets
        first = run(shell.profile, *QUESTION, "--subject", "Said on a command line", "--json")
        assert first.returncode == ExitCode.ELSEWHERE, first.stderr
        # It was told, without coming to the front: the ticket stands in its list and goes.
        window.wait(row="Said on a command line", seconds=30)
        window.wait(unsent=0, seconds=30)
        waited = run(shell.profile, *QUESTION, "--subject", "And waited for", "--json", "--wait", "60")
        assert waited.returncode == ExitCode.DONE, waited.stderr
        assert json.loads(waited.stdout)["number"] == witness.ticket("And waited for").number
        window.quit()
    finally:
        window.end()
    assert witness.ticket("Said on a command line").id == json.loads(first.stdout)["ticket_id"]
    # With the window gone the command line sends again.
    assert run(shell.profile, *QUESTION, "--subject", "Alone again").returncode == ExitCode.DONE
    assert witness.ticket("Alone again").number


def test_many_commands_at_once_all_arrive_once(shell: Shell, witness: Witness):
    processes = [started(shell.profile, *QUESTION, "--subject", f"At once {number}") for number in range(4)]
    codes = []
    for process in processes:
        process.communicate(timeout=PATIENCE)
        codes.append(process.returncode)
    # They take turns; none leaves what it queued to chance.
    assert codes == [ExitCode.DONE] * 4
    for number in range(4):
        assert witness.ticket(f"At once {number}").number


def test_one_event_said_by_many_at_once_is_one_ticket(shell: Shell, witness: Witness):
    words = (*QUESTION, "--subject", "Everybody saw it", "--once", "host7 disk 09:00", "--json")
    processes = [started(shell.profile, *words) for _ in range(4)]
    answers = [json.loads(process.communicate(timeout=PATIENCE)[0]) for process in processes]
    assert [process.returncode for process in processes] == [ExitCode.DONE] * 4, answers
    assert {answer["number"] for answer in answers} == {witness.ticket("Everybody saw it").number}
