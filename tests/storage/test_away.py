"""What happened while somebody was away, read out of cache and outbox; and what of it is news."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop.actions.answer_notice import answer_notice, keep_answer
from desktop.actions.away import note_away
from desktop.actions.open_ticket import open_ticket
from desktop.actions.sendable import NotSendable
from desktop.domain.announcement import Announcement
from desktop.domain.away import Away, AwayMark
from desktop.domain.catalogue import StatusKind
from desktop.domain.change import Problem
from desktop.domain.change_state import ChangeState
from desktop.domain.draft import ReplyDraft
from desktop.domain.instant import HOUR, MINUTE
from desktop.domain.notice import NoticeKind
from desktop.domain.ticket import Author, Event, Message, MessageKind
from desktop.storage.away import MOST, SAID_SINCE, SENT_SINCE
from desktop.storage.database import Database
from desktop.sync.news import news_of
from tests.builders import (
    ANNA,
    LUCA,
    MARCO,
    NOON,
    OpenAccount,
    a_message,
    a_ticket,
    a_ticket_draft,
    an_id,
    an_open_account,
)

LEFT = AwayMark(NOON, NOON)


def announced(id: str = "a1", at: int = NOON + 1, **parts: Any) -> Announcement:
    return Announcement(
        **({"id": id, "title": "Works", "text": "Tonight.", "kind": "news", "published_at": at} | parts)
    )


def a_status(ticket_id: str, after: str, at: int, author: Any = LUCA) -> Message:
    return a_message(
        ticket_id, text="", created_at=at, author=author, kind=MessageKind.EVENT, event=Event("status", "open", after)
    )


def happened(account: OpenAccount, mark: AwayMark = LEFT) -> Away:
    return account.side.views.away.since(mark)


def test_what_support_said_and_did_since_is_told_by_ticket_the_newest_first(tmp_path: Path) -> None:
    early, late, still = a_ticket(number="1"), a_ticket(number="2"), a_ticket(number="3")
    with an_open_account(tmp_path) as account:
        account.cache(
            early,
            late,
            still,
            a_message(still.id, author=LUCA, created_at=NOON - HOUR),
            a_message(early.id, author=LUCA, text="first\nand more", created_at=NOON + 1),
            a_status(early.id, "waiting", NOON + 2),
            a_status(early.id, "closed", NOON + 3),
            a_message(late.id, author=LUCA, text="one", created_at=NOON + 4),
            a_message(late.id, author=LUCA, text="two", created_at=NOON + 5),
            a_message(late.id, author=ANNA, text="my own", created_at=NOON + 6),
            a_message(late.id, author=MARCO, text="a colleague's", created_at=NOON + 7),
            a_status(late.id, "open", NOON + 8, author=ANNA),
        )
        account.workspace.desk.tickets.mark_read(still.id)
        away = happened(account)
    assert [one.number for one in away.tickets] == ["2", "1"]
    assert [(event.kind, event.text, event.status) for event in away.tickets[0].events] == [
        (NoticeKind.REPLY, "two", ""),
        (NoticeKind.REPLY, "one", ""),
    ]
    assert [(event.kind, event.text, event.status) for event in away.tickets[1].events] == [
        (NoticeKind.STATUS, "", "closed"),
        (NoticeKind.REPLY, "first and more", ""),
    ], "of several statuses the last"
    assert away.tickets[0].unread
    assert away.parts == ((NoticeKind.REPLY, 3),), "a status speaks with the reply"


def test_a_reply_that_is_a_little_older_is_told_while_it_is_unread(tmp_path: Path) -> None:
    read, unread, old = a_ticket(), a_ticket(), a_ticket()
    with an_open_account(tmp_path) as account:
        account.cache(
            read,
            unread,
            old,
            a_message(read.id, author=LUCA, created_at=NOON - MINUTE),
            a_message(unread.id, author=LUCA, created_at=NOON - MINUTE),
            a_message(old.id, author=LUCA, created_at=NOON - HOUR),
        )
        account.desk.tickets.mark_read(read.id)
        assert [one.id for one in happened(account).tickets] == [unread.id]


def test_tickets_that_were_accepted_have_their_number_and_what_needs_the_person_stands_first(tmp_path: Path) -> None:
    with an_open_account(tmp_path) as account:
        account.clock.at = NOON
        sent, before, stuck, new_stuck = (
            open_ticket(account.desk, a_ticket_draft(id=an_id(), subject=name))
            for name in ("Accepted", "Before", "Stuck", "Newly stuck")
        )
        outbox = account.workspace.outbox
        outbox.update(sent.id, ChangeState.CONFIRMED, number="77", settled_at=NOON + 5)
        outbox.update(before.id, ChangeState.SENT, number="76", settled_at=NOON - 5)
        for change in (stuck, new_stuck):
            outbox.update(change.id, ChangeState.NEEDS_ATTENTION, problem=Problem("too-large"))
        away = happened(account, AwayMark(NOON, NOON, needing=(stuck.id,)))
    assert {one.subject for one in away.tickets[:2]} == {"Stuck", "Newly stuck"}
    assert all(one.needs_person for one in away.tickets[:2])
    assert [(one.number, one.subject) for one in away.tickets[2:]] == [("77", "Accepted")]
    assert away.parts == ((NoticeKind.ACCEPTED, 1), (NoticeKind.NEEDS_YOU, 1)), "what needed them before is no news"


def test_announcements_since_are_told_and_nothing_is_told_of_nothing(tmp_path: Path) -> None:
    with an_open_account(tmp_path) as account:
        assert happened(account).is_empty
        account.cache(announced("old", NOON - 1), announced("new", NOON + 1))
        away = happened(account)
    assert [one.id for one in away.announcements] == ["new"]
    assert away.parts == ((NoticeKind.ANNOUNCEMENT, 1),)


def test_the_mark_is_kept_across_restarts_and_goes_back_to_what_a_notice_told(tmp_path: Path) -> None:
    mark = AwayMark(NOON, NOON - 5, ("c1",))
    with an_open_account(tmp_path) as account:
        assert account.side.views.away.mark() is None
        note_away(account.desk, mark)
    with an_open_account(tmp_path) as account:
        assert account.side.views.away.mark() == mark
    assert mark.not_after(0) == mark
    assert mark.not_after(NOON) == mark
    assert mark.not_after(NOON - 100) == AwayMark(NOON - 101, NOON - 101)


def test_more_than_can_be_told_is_cut_short_and_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.storage.away.MOST", 5)
    ticket = a_ticket()
    with an_open_account(tmp_path) as account:
        account.cache(ticket, *(a_message(ticket.id, author=LUCA, created_at=NOON + n) for n in range(1, 10)))
        away = happened(account)
    assert away.cut_short
    assert [event.at for event in away.tickets[0].events] == [NOON + n for n in (9, 8, 7, 6, 5)]


def plan(database: Database, sql: str, arguments: tuple[object, ...]) -> str:
    return "\n".join(str(row[-1]) for row in database.rows(f"EXPLAIN QUERY PLAN {sql}", arguments))


def test_no_question_walks_through_everything(tmp_path: Path) -> None:
    with an_open_account(tmp_path) as account:
        stores = account.workspace.stores(lambda work: work())
        said = plan(stores.cache, SAID_SINCE, (NOON * 1024, ANNA.id, NOON, MOST))
        sent = plan(stores.outbox_database, SENT_SINCE, (NOON, MOST))
    assert "SEARCH m USING INTEGER PRIMARY KEY (rowid>?)" in said
    assert "SEARCH t USING INDEX sqlite_autoindex_ticket_1 (id=?)" in said
    assert "USING INDEX change_settled (settled_at>?)" in sent
    for steps in (said, sent):
        assert "SCAN" not in steps
        assert "TEMP B-TREE" not in steps


# What of a pull is news


def test_an_announcement_is_news_once_and_again_when_its_window_moves_but_not_on_the_first_sync(
    tmp_path: Path,
) -> None:
    with an_open_account(tmp_path) as account:
        tickets = account.desk.tickets

        def news(one: Announcement, *, first: bool = False) -> list[tuple[NoticeKind, str, str]]:
            applied = tickets.apply([one], me=ANNA.id, generation=1, first=first)
            return [(told.kind, told.announcement_id, told.subject) for told in news_of(applied, tickets)]

        assert news(announced("there before"), first=True) == []
        assert news(announced("there before")) == []
        assert news(announced("fresh")) == [(NoticeKind.ANNOUNCEMENT, "fresh", "Works")]
        assert news(announced("fresh", text="reworded")) == []
        assert news(announced("fresh", starts_at=NOON, ends_at=NOON + HOUR)) == [
            (NoticeKind.ANNOUNCEMENT, "fresh", "Works")
        ]


# Answers in notices


def test_an_answer_is_queued_with_undo_beside_the_draft_and_the_ticket_counts_as_read(tmp_path: Path) -> None:
    ticket = a_ticket()
    with an_open_account(tmp_path, undo_time=10_000) as account:
        account.cache(ticket, a_message(ticket.id, author=LUCA, created_at=NOON + 1))
        account.desk.drafts.save(ReplyDraft(ticket.id, "being written", updated_at=1))
        change = account.workspace.perform(answer_notice, ticket.id, "  DR-88213 ")
        assert change.deed.text == "DR-88213"
        assert change.not_before == account.clock() + 10_000
        assert account.workspace.outbox.get(change.id) == change
        kept = account.desk.drafts.reply(ticket.id)
        assert kept is not None
        assert kept.text == "being written"
        assert not account.side.views.rows([ticket.id])[ticket.id].unread


def test_an_answer_that_cannot_be_sent_leaves_the_draft_alone_and_is_put_before_it_on_order(tmp_path: Path) -> None:
    ticket = a_ticket()
    with an_open_account(tmp_path) as account:
        account.cache(ticket)
        account.desk.drafts.save(ReplyDraft(ticket.id, "being written", updated_at=1))
        endless = "é" * 2_000_000
        with pytest.raises(NotSendable):
            account.workspace.perform(answer_notice, ticket.id, endless)
        assert account.workspace.outbox.unsettled() == []
        assert account.workspace.perform(keep_answer, ticket.id, endless).text == f"{endless}\n\nbeing written"
        kept = account.desk.drafts.reply(ticket.id)
        assert kept is not None
        assert kept.text.startswith("é")


def test_answers_to_colleagues_are_told_too_as_in_notices(tmp_path: Path) -> None:
    ticket = a_ticket(author=MARCO)
    with an_open_account(tmp_path) as account:
        account.cache(ticket, a_message(ticket.id, author=LUCA, created_at=NOON + 1))
        assert [one.id for one in happened(account).tickets] == [ticket.id]


@pytest.mark.parametrize(("author", "told"), [(ANNA, []), (LUCA, [NoticeKind.STATUS])])
def test_a_status_that_ones_own_reply_brought_about_is_no_news(tmp_path: Path, author: Author, told: list[Any]) -> None:
    with an_open_account(tmp_path) as account:
        tickets = account.desk.tickets
        waiting = a_ticket(status="waiting", kind=StatusKind.WAITING, version=1)
        tickets.apply([waiting], me=ANNA.id, generation=1, first=True)
        opened = replace(waiting, status="open", kind=StatusKind.OPEN, version=2)
        event = a_message(
            waiting.id, author=author, text="", kind=MessageKind.EVENT, event=Event("status", "waiting", "open")
        )
        applied = tickets.apply([opened, event], me=ANNA.id, generation=1)
        assert [one.kind for one in news_of(applied, tickets)] == told
