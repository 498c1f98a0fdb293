"""One window per profile, also after a crash, and never in the way of another profile."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.paths import socket_name
from desktop.runtime.single_instance import SingleInstance


def test_a_second_start_calls_the_first_to_the_front_and_ends(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.take()
    with qtbot.waitSignal(first.called, timeout=5_000):
        assert not second.take()
    first.close()
    assert second.take()
    second.close()


def test_two_profiles_run_side_by_side(qtbot: QtBot, tmp_path: Path) -> None:
    one, other = SingleInstance(tmp_path / "one"), SingleInstance(tmp_path / "other")
    for folder in ("one", "other"):
        (tmp_path / folder).mkdir()
    assert one.take()
    assert other.take()
    one.close()
    other.close()


def test_what_a_crash_left_behind_is_no_obstacle(qtbot: QtBot, tmp_path: Path) -> None:
    Path(socket_name(tmp_path)).touch()
    instance = SingleInstance(tmp_path)
    assert instance.take()
    instance.close()


def test_a_folder_with_a_very_long_name_has_a_meeting_place_too(tmp_path: Path) -> None:
    assert "/" not in socket_name(tmp_path / ("x" * 120))


def says(profile: Path, words: bytes) -> socket.socket:
    caller = socket.socket(socket.AF_UNIX)
    caller.connect(socket_name(profile))
    caller.sendall(words)
    return caller


@pytest.mark.skipif(sys.platform == "win32", reason="a named pipe there; the words are the same")
def test_a_word_about_the_outbox_does_not_bring_the_window_to_the_front(qtbot: QtBot, tmp_path: Path) -> None:
    instance = SingleInstance(tmp_path)
    assert instance.take()
    called: list[bool] = []
    instance.called.connect(lambda: called.append(True))
    with qtbot.waitSignal(instance.changed, timeout=5_000):
        says(tmp_path, b"changed\n").close()
    assert called == []
    instance.close()


@pytest.mark.skipif(sys.platform == "win32", reason="a named pipe there; the words are the same")
@pytest.mark.parametrize("leaves", [True, False])
def test_who_connects_and_says_nothing_wants_the_window(qtbot: QtBot, tmp_path: Path, leaves: bool) -> None:
    instance = SingleInstance(tmp_path)
    assert instance.take()
    with qtbot.waitSignal(instance.called, timeout=5_000):
        caller = says(tmp_path, b"")
        if leaves:
            caller.close()
    caller.close()
    instance.close()


@pytest.mark.skipif(sys.platform == "win32", reason="a named pipe there; the words are the same")
def test_what_is_not_understood_does_nothing_and_keeps_nobody_waiting(qtbot: QtBot, tmp_path: Path) -> None:
    instance = SingleInstance(tmp_path)
    assert instance.take()
    heard: list[str] = []
    instance.called.connect(lambda: heard.append("called"))
    says(tmp_path, b"x" * 5_000).close()
    says(tmp_path, b"dance\n").close()
    with qtbot.waitSignal(instance.changed, timeout=5_000):
        says(tmp_path, b"changed\n").close()
    assert heard == []
    instance.close()


@pytest.mark.skipif(sys.platform == "win32", reason="a named pipe there; the words are the same")
def test_closing_does_not_wait_for_somebody_who_is_about_to_speak(qtbot: QtBot, tmp_path: Path) -> None:
    instance = SingleInstance(tmp_path)
    assert instance.take()
    heard: list[str] = []
    instance.called.connect(lambda: heard.append("called"))
    caller = says(tmp_path, b"fro")
    qtbot.waitUntil(lambda: bool(instance._callers), timeout=5_000)
    instance.close()
    caller.close()
    assert heard == []


STARTS = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from desktop.runtime.single_instance import SingleInstance
application = QCoreApplication([])
instance = SingleInstance(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
print(instance.take(), flush=True)
sys.stdin.readline()
instance.close()
"""


def test_of_many_starts_at_the_same_moment_one_becomes_the_one(tmp_path: Path) -> None:
    starts = [
        subprocess.Popen(
            [sys.executable, "-c", STARTS, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]

    def heard() -> list[str]:
        return [start.stdout.readline().strip() for start in starts if start.stdout is not None]

    def say() -> None:
        for start in starts:
            assert start.stdin is not None
            start.stdin.write("\n")
            start.stdin.flush()

    try:
        assert heard() == ["ready"] * 4
        say()
        assert sorted(heard()) == ["False", "False", "False", "True"]
        say()
    finally:
        for start in starts:
            start.communicate(timeout=20)


def test_the_lock_of_a_program_that_was_killed_is_no_obstacle(qtbot: QtBot, tmp_path: Path) -> None:
    first = subprocess.Popen(
        [sys.executable, "-c", STARTS, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert first.stdin is not None
    assert first.stdout is not None
    first.stdout.readline()
    first.stdin.write("\n")
    first.stdin.flush()
    assert first.stdout.readline().strip() == "True"
    first.kill()
    first.communicate(timeout=20)
    assert (tmp_path / "window.lock").exists()
    instance = SingleInstance(tmp_path)
    assert instance.take()
    instance.close()
    assert not (tmp_path / "window.lock").exists()
