"""What the program says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QDate, QDateTime, QLocale, QTime
from PySide6.QtWidgets import QApplication

from desktop import errors
from desktop.domain.change import AddMessage, Change, FrozenFile, Problem, Upload
from desktop.domain.change_state import ChangeState
from desktop.domain.instant import DAY, HOUR, MINUTE, Instant
from desktop.errors import SportelloError
from desktop.runtime.link_state import LinkKind, LinkState
from desktop.ui.theme import Tone
from desktop.ui.translation import Language, Translation
from desktop.ui.wording import (
    calendar_date,
    change_look,
    day_and_time,
    explain,
    link_sentence,
    no_value,
    percent,
    relative_time,
    row_look,
    short_time,
    size,
    span_of_time,
)
from desktop.ui.wording.files import NAMED, some_names
from desktop.ui.wording.problems import reason
from tests.ui.window_account import a_row

NOW: Instant = QDateTime(QDate(2026, 11, 18), QTime(14, 0)).toMSecsSinceEpoch()
"""A Wednesday."""


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("age", "said"),
    [
        (0, "now"),
        (2 * MINUTE, "2 min"),
        (3 * HOUR, "3 h"),
        (20 * HOUR, "yesterday"),
        (3 * DAY, "Sun"),
        (30 * DAY, "19 Oct"),
        (400 * DAY, "14/10/2025"),
        (-5 * MINUTE, "now"),
    ],
)
def test_times_in_lists_are_short(age: Instant, said: str) -> None:
    assert short_time(NOW - age, NOW) == said


@pytest.mark.parametrize(
    ("age", "said"), [(1000, "just now"), (7 * HOUR, "07:00"), (2 * DAY, "Mon 14:00"), (30 * DAY, "19 Oct 15:00")]
)
def test_times_in_sentences_are_relative_as_long_as_that_helps(age: Instant, said: str) -> None:
    assert relative_time(NOW - age, NOW) == said


def test_americans_read_the_month_first() -> None:
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    assert short_time(NOW - 30 * DAY, NOW) == "Oct 19"
    assert day_and_time(NOW - 30 * DAY, NOW).startswith("Oct 19")


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (820_000, "820 kB"),
        (3_100_000, "3.1 MB"),
        (14_000_000, "14 MB"),
        (1_500_000_000, "1.5 GB"),
        (64_000_000, "64 MB"),
    ],
)
def test_sizes_have_as_many_digits_as_say_something(count: int, said: str) -> None:
    assert size(count) == said


def test_a_hundred_percent_is_only_said_when_it_is_true() -> None:
    assert percent(999_999, 1_000_000) == "99 %"
    assert percent(0, 0) == "0 %"


def a_change(state: ChangeState, **more: object) -> Change:
    file = FrozenFile("f", "sha", "video.mp4", 100_000_000, "video/mp4")
    deed = AddMessage("text", (file,))
    return Change("c", "t", deed, NOW, state, uploads=(Upload(file, offset=40_000_000),), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("state", "online", "words"),
    [
        (ChangeState.QUEUED, True, "queued"),
        (ChangeState.UPLOADING, True, "sending 40 %"),
        (ChangeState.UPLOADING, False, "waiting, 40 %"),
        (ChangeState.DISPATCHED, True, "sending"),
        (ChangeState.UNCERTAIN, True, "checking"),
        (ChangeState.SENT, True, "sent"),
        (ChangeState.CONFIRMED, True, "sent"),
        (ChangeState.NEEDS_ATTENTION, True, "needs you"),
        (ChangeState.CONFLICT, True, "needs you"),
        (ChangeState.ENDED, True, "discarded"),
    ],
)
def test_every_state_of_a_change_has_its_word(state: ChangeState, online: bool, words: str) -> None:
    look = change_look(a_change(state, problem=Problem("too-large")), NOW, online=online)
    assert look.look.words == words
    assert look.needs_person == state.needs_person


def test_offline_a_queued_change_waits_for_the_helpdesk() -> None:
    assert "helpdesk can be reached" in change_look(a_change(ChangeState.QUEUED), NOW, online=False).sentence
    assert "network" not in change_look(a_change(ChangeState.QUEUED), NOW, online=True).sentence


def test_a_row_that_needs_the_person_says_so_before_anything_else() -> None:
    row = a_row("1", "10", "x", state=ChangeState.CONFLICT)
    assert row_look(row).words == "Needs you"
    assert row_look(a_row("1", "10", "x", state=ChangeState.QUEUED)).words == "Open"
    assert row_look(a_row("1", "", "x", state=ChangeState.QUEUED)).words == "Queued"


def test_an_unknown_problem_speaks_in_the_server_s_words() -> None:
    assert reason(Problem("quota-of-tuesdays", "Only on Tuesdays.")) == "Only on Tuesdays."
    assert reason(Problem("never-heard")) != ""
    assert "20 MB" in reason(Problem("too-large", "20 MB are allowed."))


@pytest.mark.parametrize("kind", list(LinkKind))
def test_the_strip_has_a_headline_for_every_state_of_the_line(kind: LinkKind) -> None:
    link = LinkState(kind, since=NOW - HOUR, data_at=NOW - HOUR, waiting=2, needs_person=1)
    said = link_sentence(link, NOW)
    assert said.headline
    assert said.sentence
    assert "{" not in said.headline + said.sentence
    assert said.calm == kind.is_working


def test_no_reason_of_the_line_is_taken_for_another() -> None:
    broken = [kind for kind in LinkKind if not kind.is_working]
    assert len({link_sentence(LinkState(kind, since=NOW), NOW).headline for kind in broken}) == len(broken)


def test_an_ended_session_is_no_absence_of_network() -> None:
    said = link_sentence(LinkState(LinkKind.SIGN_IN, since=NOW), NOW)
    assert "Offline" not in said.headline
    assert said.action == "sign-in"
    assert said.tone is Tone.NEEDS_YOU


def _all_errors(root: type[SportelloError]) -> list[type[SportelloError]]:
    return [root, *(one for child in root.__subclasses__() for one in _all_errors(child))]


@pytest.mark.parametrize("kind", [kind for kind in _all_errors(SportelloError) if kind.__module__ == "desktop.errors"])
def test_every_error_has_a_title_a_sentence_and_a_remedy(kind: type[SportelloError]) -> None:
    if kind is errors.Refused:
        error: SportelloError = errors.Refused(409, "conflict", "No.")
    elif kind is errors.FileUnreadable:
        error = errors.FileUnreadable("a.jpg", "gone")
    else:
        error = kind("detail")
    said = explain(error)
    assert said.title
    assert said.sentence
    assert said.remedy


def test_a_date_of_the_wire_is_written_as_people_do_here():
    assert calendar_date("2027-10-23") == "23 Oct 2027"
    QLocale.setDefault(QLocale(QLocale.Language.Italian))
    assert calendar_date("2027-10-23") == "23 ott 2027"
    assert calendar_date("spring 2027") == "spring 2027"


def test_a_span_within_one_day_names_the_day_once():
    start = NOW + 30 * DAY
    assert span_of_time(start, start + 2 * HOUR, NOW) == "18 Dec 14:00 – 16:00"
    assert span_of_time(start, start + DAY, NOW) == "18 Dec 14:00 – 19 Dec 14:00"


def test_while_another_process_sends_the_strip_says_so_calmly() -> None:
    said = link_sentence(LinkState(LinkKind.ELSEWHERE, data_at=NOW - MINUTE, waiting=1), NOW)
    assert said.headline == "Another Sportello is sending"
    assert "in a moment" not in said.sentence
    assert "goes on when it has finished" in said.sentence
    assert said.calm
    assert not said.action


def test_on_a_metered_connection_the_strip_tells_large_files_from_the_rest() -> None:
    said = link_sentence(LinkState(LinkKind.ONLINE, data_at=NOW, waiting=3, held=1), NOW)
    assert said.action == "send-anyway"
    assert said.calm
    assert "2 item(s) will be sent in a moment" in said.sentence
    assert "1 item(s) with large files" in said.sentence
    offline = link_sentence(LinkState(LinkKind.UNREACHABLE, data_at=NOW, waiting=1, held=1), NOW)
    assert "metered" not in offline.sentence
    assert not offline.action
    asked = link_sentence(LinkState(LinkKind.ONLINE, data_at=NOW, waiting=2, held=1, needs_person=1), NOW)
    assert asked.action == "outbox"


@pytest.mark.parametrize(
    ("state", "sent", "word"), [(ChangeState.QUEUED, 0, "waiting"), (ChangeState.UPLOADING, 1_000_000, "waiting, 25%")]
)
def test_what_waits_for_another_connection_says_so(state: ChangeState, sent: int, word: str) -> None:
    file = FrozenFile("f", "s", "video.mp4", 4_000_000, "video/mp4")
    change = Change("c", "t", AddMessage("hi", (file,)), NOW, state, uploads=(Upload(file, offset=sent),))
    look = change_look(change, NOW, held=True)
    assert look.look.words.replace("\u00a0", "").replace(" %", "%") == word
    assert "metered" in look.sentence
    assert "metered" not in change_look(change, NOW, held=True, online=False).sentence


@pytest.mark.parametrize("code", ["server-broken", "server-busy", "unreachable", "upload-lost", "http-503"])
def test_what_went_wrong_on_the_line_is_not_told_in_the_words_of_the_program(code: str) -> None:
    said = reason(Problem(code, "an upload at ''"))
    assert "upload at" not in said
    assert "by itself" in said


def test_a_full_disk_is_told_first_whatever_the_line_is() -> None:
    spent = link_sentence(LinkState(LinkKind.ONLINE, data_at=NOW, waiting=1, tight=True), NOW)
    assert spent.headline == "The disk is full"
    assert "What you wrote last is safe" in spent.sentence
    assert not spent.calm
    assert spent.tone is Tone.NEEDS_YOU
    ended = link_sentence(LinkState(LinkKind.DISK_FULL, data_at=NOW), NOW)
    assert ended.headline == "The disk is full"
    assert "Nothing more can be saved until there is room" in ended.sentence
    assert "Everything up to" in ended.sentence


def test_names_of_files_are_quoted_and_listed_as_the_language_does(qapp: QApplication) -> None:
    assert some_names(["a.jpg"]) == "“a.jpg”"
    assert some_names(["a.jpg", "b.jpg"]) == "“a.jpg” and “b.jpg”"
    assert some_names(["a"] * NAMED + ["z"]).endswith("“a” and others")
    translation = Translation(qapp)
    translation.use(Language.ITALIAN, QLocale(QLocale.Language.Italian, QLocale.Country.Italy))
    try:
        assert some_names(["a.jpg", "b.jpg", "c.jpg"]) == "«a.jpg», «b.jpg» e «c.jpg»"
    finally:
        translation.give_back()


def test_what_stands_for_no_value_agrees_with_what_has_none(qapp: QApplication) -> None:
    assert (no_value("priority"), no_value("contacts"), no_value("assignee")) == ("none", "nobody", "nobody")
    translation = Translation(qapp)
    translation.use(Language.ITALIAN, QLocale(QLocale.Language.Italian, QLocale.Country.Italy))
    try:
        assert (no_value("category"), no_value("machine-state"), no_value("subject")) == ("nessuna", "nessuno", "vuoto")
    finally:
        translation.give_back()
