"""What of the news is told, in which words, and when it is quiet; what was withheld is told when that ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QDateTime, QTimeZone
from pytestqt.qtbot import QtBot

from desktop import settings
from desktop.domain.notice import Notice, NoticeKind
from desktop.runtime.notifier import NativeNotice, Notifier
from desktop.settings import Settings
from desktop.ui.notice_target import NoticeTarget, TargetKind
from desktop.ui.notices import Notices
from desktop.ui.quiet import is_quiet, quiet_until

NOON = 1_763_985_600_000
"""2025-11-24 12:00 UTC; 13:00 in the zone of the tests."""

HOUR = 3_600_000
MINUTE = 60_000


class Board(Notifier):
    """The desktop's end of it: keeps what would be on the screen."""

    def __init__(self) -> None:
        super().__init__()
        self.on_screen: list[NativeNotice] = []

    def show(self, notice: NativeNotice) -> None:
        self.on_screen.append(notice)


@dataclass(eq=False)
class Account:
    """An account as the notices ask about it."""

    key: str = "anna"
    name: str = "Rossi"
    seen: str = "t-seen"
    read: set[str] = field(default_factory=set)

    def sees(self, ticket_id: str) -> bool:
        return ticket_id == self.seen

    def is_read(self, ticket_id: str) -> bool:
        return ticket_id in self.read

    def status_words(self, status: str) -> str:
        return f"<{status}>"


class Clock:
    """The time of day, as the test wants it."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> int:
        return self.at


@pytest.fixture
def kept(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


@pytest.fixture
def board(qtbot: QtBot) -> Board:
    return Board()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def anna() -> Account:
    return Account()


@pytest.fixture
def several() -> list[bool]:
    """Whether several accounts are open: its last entry."""
    return [False]


@pytest.fixture
def notices(board: Board, kept: Settings, clock: Clock, several: list[bool]) -> Iterator[Notices]:
    made = Notices(board, kept, several=lambda: several[-1], now=clock)
    yield made
    made.close()


def a_reply(ticket_id: str = "t1", **parts: str) -> Notice:
    fields = {"number": "10234", "subject": "Pump stops", "who": "Luca", "text": "Please send the serial."} | parts
    return Notice(NoticeKind.REPLY, ticket_id, **fields)  # type: ignore[arg-type]


def target(shown: NativeNotice) -> NoticeTarget:
    found = NoticeTarget.read(shown.key)
    assert found is not None
    return found


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
        (Notice(NoticeKind.ANNOUNCEMENT, subject="Works", text="Tonight", announcement_id="a1"), "Works", "Tonight"),
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
def test_each_kind_has_its_words(
    notices: Notices, board: Board, anna: Account, notice: Notice, title: str, body: str
) -> None:
    notices.tell(anna, [notice])
    (shown,) = board.on_screen
    assert (shown.title, shown.body) == (title, body)
    assert (target(shown).account, target(shown).id) == ("anna", notice.ticket_id or notice.announcement_id)
    assert shown.open_words == "Open"
    assert shown.reply_words == ("Reply" if notice.kind is NoticeKind.REPLY else "")
    assert shown.urgent == (notice.kind in (NoticeKind.NEEDS_YOU, NoticeKind.DISK_FULL))


def test_forty_at_once_are_one_digest_that_says_what_of_what_and_what_needs_the_person_beside_it(
    notices: Notices, board: Board, anna: Account
) -> None:
    many = [a_reply(f"t{number}") for number in range(38)]
    some = [Notice(NoticeKind.ANNOUNCEMENT, subject="Works", announcement_id=f"a{n}", at=NOON - n) for n in range(2)]
    notices.tell(anna, [*many, *some, Notice(NoticeKind.NEEDS_YOU, "x", "", "S")])
    needs, digest = board.on_screen
    assert target(needs) == NoticeTarget("anna", TargetKind.TICKET, "x")
    assert digest.title == "40 news from the helpdesk"
    assert digest.body == "38 reply(ies), 2 announcement(s)"
    assert target(digest) == NoticeTarget("anna", TargetKind.AWAY, since=NOON - 1)


def test_nobody_is_told_what_they_are_looking_at(notices: Notices, board: Board, anna: Account) -> None:
    notices.tell(anna, [a_reply("t-seen")])
    assert board.on_screen == []


def test_control_signs_and_endless_texts_do_not_reach_the_desktop(
    notices: Notices, board: Board, anna: Account
) -> None:
    notices.tell(anna, [a_reply(who="Lu\x07ca\u202e", text="x" * 5000)])
    assert board.on_screen[0].title == "Luca answered #10234"
    assert len(board.on_screen[0].body) == 200


def test_with_several_accounts_each_notice_names_its_helpdesk(
    notices: Notices, board: Board, anna: Account, several: list[bool]
) -> None:
    several.append(True)
    notices.tell(anna, [a_reply()])
    notices.tell(Account("paola", "Verdi"), [a_reply()])
    assert [one.title for one in board.on_screen] == ["Rossi: Luca answered #10234", "Verdi: Luca answered #10234"]
    assert [target(one).account for one in board.on_screen] == ["anna", "paola"]


def test_switched_off_nothing_is_told_not_even_later(
    notices: Notices, board: Board, anna: Account, kept: Settings
) -> None:
    kept.set(settings.NOTICES, False)
    notices.tell(anna, [a_reply()])
    kept.set(settings.NOTICES, True)
    notices.look_at_the_clock()
    assert board.on_screen == []
    assert notices.withheld == 0


def test_what_came_during_a_pause_is_told_as_one_when_it_ends(
    qtbot: QtBot, notices: Notices, board: Board, anna: Account, kept: Settings, clock: Clock
) -> None:
    kept.set(settings.PAUSED_UNTIL, NOON + HOUR)
    notices.tell(anna, [a_reply("t1"), Notice(NoticeKind.STATUS, "t1", status="closed")])
    notices.tell(anna, [a_reply("t2"), Notice(NoticeKind.ANNOUNCEMENT, subject="Works", announcement_id="a")])
    notices.tell(anna, [Notice(NoticeKind.NEEDS_YOU, "t3", "", "S")])
    assert board.on_screen == []
    assert notices.withheld == 5
    clock.at = NOON + HOUR
    notices.look_at_the_clock()
    (shown,) = board.on_screen
    assert shown.title == "4 news while notices were quiet"
    assert shown.body == "1 item(s) need(s) you, 2 reply(ies), 1 announcement(s)"
    assert target(shown).kind is TargetKind.AWAY
    notices.look_at_the_clock()
    assert len(board.on_screen) == 1, "once"


def test_ending_a_pause_early_tells_at_once(
    qtbot: QtBot, notices: Notices, board: Board, anna: Account, kept: Settings
) -> None:
    kept.set(settings.PAUSED_UNTIL, NOON + HOUR)
    notices.tell(anna, [a_reply("t1"), a_reply("t2")])
    kept.set(settings.PAUSED_UNTIL, 0)
    qtbot.waitUntil(lambda: [one.body for one in board.on_screen] == ["2 reply(ies)"])


def test_the_timer_tells_when_the_quiet_ends_by_itself(
    qtbot: QtBot, notices: Notices, board: Board, anna: Account, kept: Settings, clock: Clock
) -> None:
    kept.set(settings.PAUSED_UNTIL, NOON + 30)
    notices.tell(anna, [a_reply("t1"), a_reply("t2")])
    clock.at = NOON + 30
    qtbot.waitUntil(lambda: len(board.on_screen) == 1)


def test_a_single_thing_that_was_withheld_is_told_as_what_it_is(
    notices: Notices, board: Board, anna: Account, kept: Settings, clock: Clock
) -> None:
    kept.set(settings.PAUSED_UNTIL, NOON + HOUR)
    notices.tell(anna, [a_reply()])
    clock.at = NOON + HOUR
    notices.look_at_the_clock()
    assert [one.title for one in board.on_screen] == ["Luca answered #10234"]


def test_what_was_read_meanwhile_is_not_told_again(
    notices: Notices, board: Board, anna: Account, kept: Settings, clock: Clock
) -> None:
    kept.set(settings.PAUSED_UNTIL, NOON + HOUR)
    notices.tell(anna, [a_reply("t1"), a_reply("t2")])
    anna.read |= {"t1", "t2"}
    clock.at = NOON + HOUR
    notices.look_at_the_clock()
    assert board.on_screen == []


def test_one_digest_for_all_accounts_names_each_and_leads_to_the_one_with_most(
    notices: Notices, board: Board, anna: Account, kept: Settings, clock: Clock, several: list[bool]
) -> None:
    several.append(True)
    paola, gone = Account("paola", "Verdi"), Account("gone", "Gone")
    kept.set(settings.PAUSED_UNTIL, NOON + HOUR)
    notices.tell(anna, [a_reply()])
    notices.tell(paola, [a_reply("t1"), a_reply("t2")])
    notices.tell(gone, [a_reply(f"t{n}") for n in range(9)])
    notices.forget(gone)
    clock.at = NOON + HOUR
    notices.look_at_the_clock()
    (shown,) = board.on_screen
    assert shown.title == "3 news while notices were quiet"
    assert shown.body.splitlines() == ["Rossi: 1 reply(ies)", "Verdi: 2 reply(ies)"]
    assert target(shown).account == "paola"


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
) -> None:
    quiet_hours(kept, start * 60, end * 60)
    assert is_quiet(kept, NOON + (local_hour - 13) * HOUR) == quiet


def quiet_hours(kept: Settings, start: int, end: int) -> None:
    kept.set(settings.QUIET_HOURS, True)
    kept.set(settings.QUIET_FROM, start)
    kept.set(settings.QUIET_UNTIL, end)


def utc(text: str) -> int:
    moment = QDateTime.fromString(text, "yyyy-MM-dd HH:mm")
    moment.setTimeZone(QTimeZone.utc())
    return moment.toMSecsSinceEpoch()


@pytest.mark.parametrize(
    ("start", "end", "now", "over"),
    [
        # In winter the tests' zone is an hour ahead of UTC, in summer two; 2026 the clock goes forward on 29 March, back on 25 October.
        ("20:00", "07:00", "2025-11-24 21:30", "2025-11-25 06:00"),
        ("20:00", "07:00", "2025-11-25 00:30", "2025-11-25 06:00"),
        ("12:00", "14:00", "2025-11-24 12:15", "2025-11-24 13:00"),
        ("20:00", "07:00", "2025-11-24 12:00", "2025-11-24 12:00"),
        ("20:00", "07:00", "2026-03-28 21:00", "2026-03-29 05:00"),
        ("20:00", "07:00", "2026-10-24 20:00", "2026-10-25 06:00"),
        # 02:30 does not exist on that night: after 01:59 comes 03:00.
        ("20:00", "02:30", "2026-03-28 21:00", "2026-03-29 01:00"),
        # 02:30 exists twice on that one: the first will do.
        ("20:00", "02:30", "2026-10-24 20:00", "2026-10-25 00:30"),
    ],
)
def test_when_quiet_hours_end_also_in_the_nights_on_which_the_clock_is_changed(
    kept: Settings, start: str, end: str, now: str, over: str
) -> None:
    def minutes(text: str) -> int:
        hours, _, rest = text.partition(":")
        return int(hours) * 60 + int(rest)

    quiet_hours(kept, minutes(start), minutes(end))
    assert quiet_until(kept, utc(now)) == utc(over)
    assert not is_quiet(kept, utc(over))


def test_a_pause_that_ends_within_quiet_hours_goes_on_until_they_end(kept: Settings) -> None:
    quiet_hours(kept, 14 * 60, 15 * 60)
    kept.set(settings.PAUSED_UNTIL, NOON + HOUR + 30 * MINUTE)
    assert quiet_until(kept, NOON) == NOON + 2 * HOUR


def test_a_click_on_a_notice_opens_what_it_told(qtbot: QtBot, notices: Notices, board: Board, anna: Account) -> None:
    notices.tell(anna, [a_reply()])
    with qtbot.waitSignal(notices.chosen) as heard:
        board._clicked.emit(board.on_screen[0].key)
    assert heard.args == [NoticeTarget("anna", TargetKind.TICKET, "t1")]


def test_an_answer_in_a_notice_arrives_with_its_ticket(
    qtbot: QtBot, notices: Notices, board: Board, anna: Account
) -> None:
    notices.tell(anna, [a_reply()])
    with qtbot.waitSignal(notices.replied) as heard:
        board._answered.emit(board.on_screen[0].key, "DR-88213")
    assert heard.args == [NoticeTarget("anna", TargetKind.TICKET, "t1"), "DR-88213"]


def test_a_key_of_an_older_program_or_of_nobody_leads_nowhere() -> None:
    for key in ("", "t1", "[]", '{"account": "a"}', '{"account": "a", "kind": "unheard of", "id": "", "since": 0}'):
        assert NoticeTarget.read(key) is None
    whole = NoticeTarget("ἄννα", TargetKind.AWAY, "", 7)
    assert NoticeTarget.read(whole.key) == whole
