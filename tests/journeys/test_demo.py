"""However the demo ends, nothing of it goes on running."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from stage.processes import ROOT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="children are found through /proc"),
]

PATIENCE_S = 20.0


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """The demo with its window open; on the screen that tests have."""
    given = os.environ | {"DEMO": "window", "TMPDIR": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    started = subprocess.Popen(
        [sys.executable, str(ROOT / "build" / "demo")],
        env=given,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        said = [started.stdout.readline(), started.stdout.readline()]
        assert "close it to end everything" in said[-1], said
        yield started
    finally:
        started.kill()
        started.communicate()


def children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in found]


def command_of(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()


def are_gone(pids: list[int]) -> bool:
    def lives(pid: int) -> bool:
        try:
            return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
        except (FileNotFoundError, ProcessLookupError):
            return False

    return not any(lives(pid) for pid in pids)


def wait_until_gone(pids: list[int]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not are_gone(pids):
        assert time.monotonic() < deadline, [command_of(pid) for pid in pids if not are_gone([pid])]
        time.sleep(0.05)  # other processes: there is no signal to wait for


def test_closing_the_window_ends_the_helpdesk_too(demo: subprocess.Popen[str]) -> None:
    both = children(demo.pid)
    assert len(both) == 2
    (window,) = [pid for pid in both if "desktop.sandbox" not in command_of(pid)]
    os.kill(window, signal.SIGTERM)
    assert demo.wait(PATIENCE_S) == 0
    wait_until_gone(both)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_breaking_off_the_demo_ends_both(demo: subprocess.Popen[str], number: signal.Signals) -> None:
    both = children(demo.pid)
    demo.send_signal(number)
    assert demo.wait(PATIENCE_S) == 130
    wait_until_gone(both)


def test_killing_the_demo_ends_both(demo: subprocess.Popen[str]) -> None:
    both = children(demo.pid)
    assert len(both) == 2
    demo.kill()
    demo.wait(PATIENCE_S)
    wait_until_gone(both)
