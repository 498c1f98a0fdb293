"""What of the news is told, in which words, and when it is quiet."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop import settings
from desktop.domain.notice import Notice, NoticeKind
from desktop.runtime.notifier import NativeNotice, Notifier
from desktop.settings import Settings
from desktop.ui.notices import Notices, is_quiet

NOON = 1_763_985_600_000
"""2025-11-24 12:00 UTC; 13:00 in the zone of the tests."""

HOUR = 3_600_000


class Board(Notifier):
    """The desktop's end of it: keeps what would be on the screen."""

    def __init__(self) -> None:
        super().__init__()
        self.on_screen: list[NativeNotice] = []

    def show(self, notice: NativeNotice) -> None:
        self.on_screen.append(notice)


@pytest.fixture
def kept(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


@pytest.fixture
def board(qtbot: QtBot) -> Board:
    return Board()


@pytest.fixture
def notices(board: Board, kept: Settings) -> Notices:
    return Notices(board, kept, status_words=lambda id: f"<{id}>", in_sight=lambda id: id == "t-seen", now=lambda: NOON)


def a_reply(ticket_id: str = "t1", **parts: str) -> Notice:
    fields = {"number": "10234", "subject": "Pump stops", "who": "Luca", "text": "Please send the serial."} | parts
    return Notice(NoticeKind.REPLY, ticket_id, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("notice", "title", "body"),
    [
        (
            Notice(NoticeKind.ACCEPTED, "t1", "10234", "Pump stops"),
            "The helpdesk has your ticket: #10234",
            "Pump stops",
        ),
        (a_reply(), "Luca answered #10234", "Pump stops\nPlease send the serial."),
        (a_reply(who=""), "The helpdesk answered #10234", "Pump stops\nPlease send the serial."),
        (
            Notice(NoticeKind.STATUS, "t1", "10234", "Pump stops", status="closed"),
            "#10234 is now: <closed>",
            "Pump stops",
        ),
        (Notice(NoticeKind.ANNOUNCEMENT, subject="Works", text="Tonight"), "Works", "Tonight"),
        (
            Notice(NoticeKind.DISK_FULL),
            "The disk is full",
            "What you wrote last is safe. Make some room on this computer, so that more can be saved.",
        ),
        (
            Notice(NoticeKind.NEEDS_YOU, "t1", "", "Pump stops"),
            "Something needs you",
            "Pump stops\nIt was not sent yet.",
        ),
    ],
)
def test_each_kind_has_its_words(notices: Notices, board: Board, notice: Notice, title: str, body: str):
    notices.tell([notice])
    (shown,) = board.on_screen
    assert (shown.title, shown.body, shown.key) == (title, body, notice.ticket_id)
    assert shown.open_words == "Open"
    assert shown.urgent == (notice.kind in (NoticeKind.NEEDS_YOU, NoticeKind.DISK_FULL))


def test_forty_at_once_are_one_digest_and_what_needs_the_person_beside_it(notices: Notices, board: Board):
    notices.tell([*(a_reply(f"t{number}") for number in range(40)), Notice(NoticeKind.NEEDS_YOU, "x", "", "S")])
    assert [one.key for one in board.on_screen] == ["x", ""]
    assert "40" in board.on_screen[1].title


def test_nobody_is_told_what_they_are_looking_at(notices: Notices, board: Board):
    notices.tell([a_reply("t-seen")])
    assert board.on_screen == []


def test_control_signs_and_endless_texts_do_not_reach_the_desktop(notices: Notices, board: Board):
    notices.tell([a_reply(who="Lu\x07ca\u202e", text="x" * 5000)])
    assert board.on_screen[0].title == "Luca answered #10234"
    assert len(board.on_screen[0].body) == 200


def test_switched_off_or_paused_nothing_is_told(notices: Notices, board: Board, kept: Settings):
    kept.set(settings.NOTICES, False)
    notices.tell([a_reply()])
    kept.set(settings.NOTICES, True)
    kept.set(settings.PAUSED_UNTIL, NOON + 1)
    notices.tell([a_reply()])
    assert board.on_screen == []
    kept.set(settings.PAUSED_UNTIL, NOON)
    notices.tell([a_reply()])
    assert len(board.on_screen) == 1


@pytest.mark.parametrize(
    ("start", "end", "local_hour", "quiet"),
    [
        (20, 7, 19, False),
        (20, 7, 20, True),
        (20, 7, 23, True),
        (20, 7, 6, True),
        (20, 7, 7, False),
        (12, 14, 13, True),
        (12, 14, 14, False),
        (9, 9, 9, False),
    ],
)
def test_quiet_hours_end_and_begin_on_the_minute_also_over_midnight(
    kept: Settings, start: int, end: int, local_hour: int, quiet: bool
):
    kept.set(settings.QUIET_HOURS, True)
    kept.set(settings.QUIET_FROM, start * 60)
    kept.set(settings.QUIET_UNTIL, end * 60)
    assert is_quiet(kept, NOON + (local_hour - 13) * HOUR) == quiet


def test_a_click_on_a_notice_opens_its_ticket(qtbot: QtBot, notices: Notices, board: Board):
    with qtbot.waitSignal(notices.open_ticket) as heard:
        board._clicked.emit("t1")
    assert heard.args == ["t1"]
