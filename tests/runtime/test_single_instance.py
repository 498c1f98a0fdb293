"""One window per profile, also after a crash, and never in the way of another profile."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop.runtime.single_instance import SingleInstance, socket_name


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
