"""A running window hears of changes from a process that knows no Qt; where there is no window, nothing is waited for."""

import socket
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.cli.window_call import tell_window
from desktop.paths import socket_name
from desktop.runtime.single_instance import SingleInstance


@pytest.mark.parametrize("folder", ["profile", "a-folder-with-a-very-long-name-" * 4])
def test_the_window_of_the_profile_hears_it_and_stays_where_it_is(qtbot: QtBot, tmp_path: Path, folder: str):
    profile = tmp_path / folder
    profile.mkdir()
    window = SingleInstance(profile)
    assert window.take()
    called: list[bool] = []
    window.called.connect(lambda: called.append(True))
    with qtbot.waitSignal(window.changed, timeout=5_000):
        assert tell_window(profile)
    assert called == []
    window.close()
    assert not tell_window(profile)


def test_what_a_crashed_window_left_behind_is_no_window(tmp_path: Path):
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(socket_name(tmp_path))
    assert not tell_window(tmp_path)
    assert not tell_window(tmp_path / "nowhere")
