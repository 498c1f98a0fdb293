"""The conversation."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.domain.catalogue import StatusKind
from desktop.domain.change import Change, Problem, SetStatus, StatusTarget
from desktop.domain.change_state import ChangeState
from desktop.domain.instant import HOUR, MINUTE, Instant
from desktop.domain.projection import Entry, TicketView
from desktop.domain.ticket import MessageKind
from desktop.ui.bubble import Bubble, Deal, EntryWidget, Surroundings
from desktop.ui.message_text import SHOWN_AT_FIRST, MessageText
from desktop.ui.timeline import BATCH, Timeline
from tests.ui.window_account import ANNA, CATALOGUE, LUCA, a_change, now, plausible_ticket

START = now()


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.at: Instant = START

    def __call__(self) -> Instant:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def timeline(qtbot: QtBot, clock: Clock) -> Timeline:
    around = Surroundings(
        lambda: CATALOGUE, lambda: "en", lambda _sha: None, clock, lambda: True, lambda _: False, None
    )
    timeline = Timeline(around)
    qtbot.addWidget(timeline)
    timeline.resize(700, 500)
    timeline.show()
    return timeline


def a_message(n: int, text: str = "", **more: object) -> Entry:
    entry = Entry(f"m{n}", LUCA if n % 2 else ANNA, text or f"Message {n}", START - HOUR + n, mine=not n % 2)
    return replace(entry, **more)  # type: ignore[arg-type]


def a_ticket(*entries: Entry, id: str = "t") -> TicketView:
    return TicketView(
        id, "1", "Subject", StatusKind.OPEN, "open", "fault", "", "", "", "", (), START - HOUR, 1, entries
    )  # fmt: skip


def text_of(row: EntryWidget) -> MessageText:
    found = row.findChild(MessageText)
    assert isinstance(found, MessageText)
    return found


def buttons(row: EntryWidget) -> list[str]:
    return [
        button.text()
        for button in row.findChildren(QPushButton)
        if not button.isHidden() and button.parent().isVisible()
    ]


def test_a_long_conversation_builds_only_its_end(timeline: Timeline) -> None:
    timeline.show_ticket(a_ticket(*(a_message(n) for n in range(500))))
    assert timeline.built == BATCH
    assert text_of(timeline.rows[-1]).toPlainText() == "Message 499"
    bar = timeline.verticalScrollBar()
    assert bar.value() == bar.maximum()


def test_scrolling_up_builds_earlier_messages_without_moving_what_is_seen(timeline: Timeline, qtbot: QtBot) -> None:
    timeline.show_ticket(a_ticket(*(a_message(n) for n in range(500))))
    first = timeline.rows[0]
    timeline.verticalScrollBar().setValue(0)
    before = first.mapTo(timeline, first.rect().topLeft()).y()
    qtbot.waitUntil(lambda: timeline.built == 2 * BATCH)
    assert timeline.rows[BATCH] is first
    assert abs(first.mapTo(timeline, first.rect().topLeft()).y() - before) < 60


def test_all_earlier_messages_can_be_had_by_the_button(timeline: Timeline, qtbot: QtBot) -> None:
    timeline.show_ticket(a_ticket(*(a_message(n) for n in range(BATCH + 5))))
    earlier = next(button for button in timeline.findChildren(QPushButton) if "5" in button.text())
    qtbot.mouseClick(earlier, Qt.MouseButton.LeftButton)
    assert timeline.built == BATCH + 5
    assert not earlier.isVisible()


def test_own_messages_stand_at_the_trailing_side(timeline: Timeline) -> None:
    timeline.show_ticket(a_ticket(a_message(1, "theirs"), a_message(2, "mine")))
    theirs, mine = timeline.rows
    assert theirs.x() < 40
    assert mine.geometry().right() > timeline.viewport().width() - 40
    assert mine.x() > theirs.x()
    timeline.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    timeline.show_ticket(a_ticket(a_message(1, "theirs"), a_message(2, "mine")))
    theirs, mine = timeline.rows
    assert mine.x() < theirs.x()


def test_no_text_is_cut_at_any_width(timeline: Timeline) -> None:
    long = "A sentence that is long enough to be wrapped several times. " * 12
    timeline.show_ticket(a_ticket(a_message(1, long), a_message(2, "short"), a_message(3, "x" * 900)))
    for width in (900, 420, 300, 700):
        timeline.resize(width, 500)
        QApplication.processEvents()
        for row in timeline.rows:
            text = text_of(row)
            assert text.height() >= text.document().size().height() - 1
            assert row.height() >= text.geometry().bottom()
            assert text.document().textWidth() == text.viewport().width()


def test_a_selection_survives_news_in_the_conversation(timeline: Timeline) -> None:
    timeline.show_ticket(a_ticket(a_message(1, "Serial DR-88213"), a_message(2)))
    text = text_of(timeline.rows[0])
    text.selectAll()
    timeline.show_ticket(a_ticket(a_message(1, "Serial DR-88213"), a_message(2), a_message(3)))
    assert text_of(timeline.rows[0]) is text
    assert text.textCursor().selectedText() == "Serial DR-88213"
    assert timeline.built == 3


def test_text_is_marked_and_copied_by_keyboard(timeline: Timeline, qtbot: QtBot) -> None:
    timeline.show_ticket(a_ticket(a_message(1, "Serial DR-88213")))
    text = text_of(timeline.rows[0])
    text.setFocus()
    text.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.keyClick(text, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(text, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Serial DR-88213"


def test_a_message_that_arrives_while_one_is_at_the_end_comes_into_sight(timeline: Timeline) -> None:
    entries = [a_message(n) for n in range(20)]
    timeline.show_ticket(a_ticket(*entries))
    timeline.show_ticket(a_ticket(*entries, a_message(20)))
    bar = timeline.verticalScrollBar()
    assert bar.value() == bar.maximum()


def test_a_message_that_arrives_while_one_reads_above_moves_nothing(timeline: Timeline) -> None:
    entries = [a_message(n, "line\n" * 5) for n in range(25)]
    timeline.show_ticket(a_ticket(*entries))
    timeline.verticalScrollBar().setValue(400)
    timeline.show_ticket(a_ticket(*entries, a_message(99)))
    assert timeline.verticalScrollBar().value() == 400


def test_a_ticket_with_news_opens_at_the_first_new_message(timeline: Timeline) -> None:
    entries = [a_message(n, "line\n" * 5) for n in range(60)]
    timeline.show_ticket(a_ticket(*entries), fresh=frozenset({"m25", "m26"}))
    shown = next(row for row in timeline.rows if row.entry is not None and row.entry.id == "m25")
    top = shown.mapTo(timeline.viewport(), shown.rect().topLeft()).y()
    assert 0 <= top < timeline.height() // 2
    assert "new" in shown.accessibleName()


def test_a_very_long_text_is_shown_whole_only_on_demand(timeline: Timeline, qtbot: QtBot) -> None:
    timeline.show_ticket(a_ticket(a_message(1, "word " * (SHOWN_AT_FIRST // 2))))
    bubble = timeline.rows[0]
    assert len(text_of(bubble).toPlainText()) < SHOWN_AT_FIRST + 10
    more = next(button for button in bubble.findChildren(QPushButton) if button.isVisible())
    more.click()
    assert len(text_of(bubble).toPlainText()) > SHOWN_AT_FIRST * 2


def test_a_queued_reply_can_be_undone_for_ten_seconds(timeline: Timeline, clock: Clock, qtbot: QtBot) -> None:
    change = a_change("m2", "t", "mine", not_before=START + 10_000)
    timeline.show_ticket(a_ticket(a_message(2, "mine", change=change)))
    bubble = timeline.rows[0]
    assert buttons(bubble) == ["Undo"]
    with qtbot.waitSignal(timeline.deal_asked) as asked:
        next(button for button in bubble.findChildren(QPushButton) if button.text() == "Undo").click()
    assert asked.args == [Deal.UNDO.value, "m2"]
    clock.at = START + 10_001
    timeline.refresh()
    assert buttons(bubble) == []


@pytest.mark.parametrize(
    ("code", "said", "offered"),
    [
        ("too-large", "larger than the helpdesk takes", ["Retry", "Edit", "Discard…"]),
        ("ticket-closed", "closed meanwhile", ["Decide…", "Discard…"]),
        ("parent-unknown", "no longer has this ticket", ["Decide…", "Retry", "Discard…"]),
    ],
)
def test_what_needs_the_person_says_why_and_what_can_be_done(
    timeline: Timeline, code: str, said: str, offered: list[str]
) -> None:
    change = a_change("m2", "t", "mine", ChangeState.NEEDS_ATTENTION, problem=Problem(code))
    timeline.show_ticket(a_ticket(a_message(2, "mine", change=change)))
    bubble = timeline.rows[0]
    assert buttons(bubble) == offered
    assert "needs you" in bubble.accessibleName()
    assert any(said in label.text() for label in bubble.findChildren(type(timeline._column.opening)))


def test_what_stands_behind_something_that_needs_the_person_says_so(timeline: Timeline) -> None:
    change = a_change("m2", "t", "mine", ChangeState.BLOCKED)
    timeline.show_ticket(a_ticket(a_message(2, "mine", change=change)))
    bubble = timeline.rows[0]
    assert "waits behind" in bubble.accessibleName()
    assert buttons(bubble) == []


def test_a_change_that_was_sent_becomes_an_ordinary_message_in_place(timeline: Timeline) -> None:
    timeline.show_ticket(a_ticket(a_message(2, "mine", change=a_change("m2", "t", "mine"))))
    bubble = timeline.rows[0]
    assert "queued" in bubble.accessibleName()
    timeline.show_ticket(a_ticket(a_message(2, "mine")))
    assert timeline.rows[0] is bubble
    assert "queued" not in bubble.accessibleName()


def test_events_are_lines_and_pending_ones_say_so(timeline: Timeline) -> None:
    change = Change("e", "t", SetStatus(StatusTarget.CLOSED), START - MINUTE)
    event = Entry(
        "e",
        ANNA,
        "",
        START,
        MessageKind.EVENT,
        event_name="status",
        event_before="open",
        event_after="closed",
        mine=True,
    )
    timeline.show_ticket(a_ticket(a_message(1), event, replace(event, id="f", change=change)))
    done, pending = timeline.rows[1:]
    assert done.accessibleName() == "You changed the status from “Open” to “Closed”"
    assert "queued" in pending.accessibleName()


def test_another_ticket_leaves_nothing_of_the_one_before(timeline: Timeline) -> None:
    timeline.show_ticket(a_ticket(*(a_message(n) for n in range(5))))
    timeline.show_ticket(a_ticket(a_message(1, "other"), id="other"))
    assert [text_of(row).toPlainText() for row in timeline.rows] == ["other"]
    timeline.clear()
    assert timeline.built == 0


def test_an_entry_that_was_discarded_goes(timeline: Timeline) -> None:
    timeline.show_ticket(a_ticket(a_message(1), a_message(2)))
    timeline.show_ticket(a_ticket(a_message(1)))
    assert timeline.built == 1


def test_the_plausible_ticket_shows_files_with_their_progress(timeline: Timeline) -> None:
    timeline.show_ticket(plausible_ticket())
    from desktop.ui.attachment_chip import AttachmentChip

    bubble = timeline.rows[0]
    assert isinstance(bubble, Bubble)
    names = [chip.accessibleName() for chip in bubble.findChildren(AttachmentChip)]
    assert names[0].startswith("plate P-101.jpg, 3.1 MB")
    assert "62 %, 14 MB left" in names[1]
