"""Lanes do one thing after the other, answer on the GUI thread, and end when told."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from desktop.errors import DiskFull, Mistake, WorldError
from desktop.runtime.lane import Lane


@pytest.fixture
def lane(qtbot: QtBot) -> Iterator[Lane]:
    lane = Lane("test")
    yield lane
    lane.close()


def test_work_runs_in_order_on_one_thread_and_answers_come_on_the_gui_thread(qtbot: QtBot, lane: Lane) -> None:
    threads: list[str] = []
    answers: list[tuple[int, bool]] = []

    def work(number: int) -> int:
        threads.append(threading.current_thread().name)
        return number

    for number in range(20):
        lane.submit(
            lambda number=number: work(number),
            lambda result: answers.append((result, threading.current_thread() is threading.main_thread())),
        )
    qtbot.waitUntil(lambda: len(answers) == 20)
    assert answers == [(number, True) for number in range(20)]
    assert set(threads) == {"test"}


def test_what_the_world_did_goes_to_the_one_who_asked(qtbot: QtBot, lane: Lane) -> None:
    failures: list[WorldError] = []

    def work() -> None:
        raise DiskFull

    lane.submit(work, None, failures.append)
    qtbot.waitUntil(lambda: len(failures) == 1)
    assert isinstance(failures[0], DiskFull)


def test_our_own_mistakes_are_raised_where_they_are_seen(qtbot: QtBot, lane: Lane) -> None:
    def work() -> None:
        raise ZeroDivisionError

    with capture_exceptions() as raised:
        lane.submit(work)
        qtbot.waitUntil(lambda: len(raised) == 1)
    assert raised[0][0] is ZeroDivisionError


def test_another_thread_can_wait_for_a_result_or_its_failure(lane: Lane) -> None:
    def fail() -> None:
        raise DiskFull

    assert lane.call(lambda: 42) == 42
    with pytest.raises(DiskFull):
        lane.call(fail)


def test_closing_does_what_is_queued_and_nothing_after(lane: Lane) -> None:
    done: list[int] = []
    for number in range(50):
        lane.submit(lambda number=number: done.append(number))
    assert lane.close()
    lane.submit(lambda: done.append(-1))
    assert done == list(range(50))
    with pytest.raises(Mistake):
        lane.call(lambda: None)


def test_an_answer_for_a_widget_that_is_gone_is_dropped(qtbot: QtBot, lane: Lane) -> None:
    heard: list[int] = []

    class Listener(QObject):
        def hear(self, answer: int) -> None:
            heard.append(answer)

    gone, there = Listener(), Listener()
    release = threading.Event()
    lane.submit(release.wait)
    lane.submit(lambda: 1, gone.hear)
    lane.submit(lambda: 2, lambda answer: gone.hear(answer))
    lane.submit(lambda: 3, there.hear)
    shiboken6.delete(gone)
    release.set()
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [3]
