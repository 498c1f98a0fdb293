"""What happened while the person was away, through the real window: offered, shown, opened; and answers typed into notices."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from desktop import settings
from desktop.actions.drafts import save_draft
from desktop.domain.draft import ReplyDraft
from desktop.domain.listing import Folder, Listing
from desktop.runtime.notifier import NativeNotice
from desktop.sandbox.server import RunningSandbox
from desktop.ui.account_desk import AccountDesk
from desktop.ui.application import Application
from desktop.ui.desktop_presence import DesktopPresence
from desktop.ui.notice_target import NoticeTarget, TargetKind
from desktop.ui.side_bar import Page
from desktop.ui.while_away_page import WhileAwayPage
from tests.accounts.keyrings import ring
from tests.live_helpdesk import helpdesk
from tests.memory_keyring import SecretServiceInMemory
from tests.ui.whole_program import entry, online, open_desk, quick_keys, shown, signed_in, start, the_program

__all__ = ["helpdesk", "quick_keys", "ring"]

pytestmark = pytest.mark.usefixtures("quick_keys")

PATIENCE = 30_000


@pytest.fixture
def folder(tmp_path: Path, helpdesk: RunningSandbox, ring: SecretServiceInMemory) -> Path:
    signed_in(helpdesk.url, tmp_path / "profile" / "accounts")
    return tmp_path / "profile"


@pytest.fixture
def program(folder: Path) -> Iterator[Application]:
    with the_program(folder) as made:
        yield made


def at_work(qtbot: QtBot, program: Application) -> AccountDesk:
    """The account in front of the person, everything here."""
    start(qtbot, program)
    desk = open_desk(qtbot, program)
    online(qtbot, desk)
    program.frame.activateWindow()
    qtbot.waitUntil(lambda: program.frame.is_in_front, timeout=PATIENCE)
    qtbot.waitUntil(lambda: bool(tickets(desk)), timeout=PATIENCE)
    return desk


def tickets(desk: AccountDesk) -> list[str]:
    return desk.session.views.ticket_ids(Listing(Folder.OPEN))


def banner_words(desk: AccountDesk) -> str:
    banner = desk.news.banner
    return banner.accessibleName() if banner is not None and banner.isVisible() else ""


def page(qtbot: QtBot, desk: AccountDesk) -> WhileAwayPage:
    qtbot.waitUntil(lambda: desk.news.page is not None and desk.news.page.isVisible(), timeout=PATIENCE)
    assert desk.news.page is not None
    return desk.news.page


def presence(qtbot: QtBot, program: Application) -> DesktopPresence:
    qtbot.waitUntil(lambda: program.presence is not None and program.presence.has_accounts, timeout=PATIENCE)
    assert program.presence is not None
    return program.presence


def test_who_comes_back_at_the_next_start_is_offered_what_happened_and_the_rows_open_it(
    qtbot: QtBot, folder: Path, helpdesk: RunningSandbox
) -> None:
    with the_program(folder) as program:
        desk = at_work(qtbot, program)
        assert banner_words(desk) == "", "on the first visit nothing was missed"
        one, two = tickets(desk)[:2]
    helpdesk.counter.answer(one, "Please send the serial number.", "answered")
    helpdesk.counter.answer(two, "The part is on its way.", "answered")
    announced = helpdesk.counter.announce("Works on the line", "Tonight from ten.")
    with the_program(folder) as program:
        desk = at_work(qtbot, program)
        qtbot.waitUntil(lambda: "2 replies, 1 announcement" in banner_words(desk), timeout=PATIENCE)
        assert desk.news.banner is not None
        desk.news.banner.show_button.click()
        assert banner_words(desk) == ""
        shown_page = page(qtbot, desk)
        qtbot.waitUntil(lambda: len(shown_page.rows) == 3, timeout=PATIENCE)
        assert [row.target for row in shown_page.rows] == [two, one, announced.id]
        assert "The part is on its way." in shown_page.rows[0].accessibleDescription()
        shown_page.rows[0].click()
        assert desk.bench.ticket_in_sight == two
        desk.show_away()
        page(qtbot, desk).rows[2].click()
        assert desk.bench.place is Page.ANNOUNCEMENTS
        assert not shown_page.isVisible()


def test_a_short_absence_is_no_absence_and_a_long_one_is(
    qtbot: QtBot, program: Application, helpdesk: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = at_work(qtbot, program)
    told: list[NativeNotice] = []
    presence(qtbot, program).notices.told.connect(told.append)
    program.frame.hide()
    helpdesk.counter.answer(tickets(desk)[0], "Short.", "answered")
    qtbot.waitUntil(lambda: len(told) == 1, timeout=PATIENCE)
    program.frame.to_front()
    qtbot.waitUntil(lambda: program.frame.is_in_front, timeout=PATIENCE)
    assert not desk.news.away._offering
    monkeypatch.setattr("desktop.ui.while_away.LONG", 0)
    program.frame.hide()
    helpdesk.counter.answer(tickets(desk)[1], "Long.", "answered")
    qtbot.waitUntil(lambda: len(told) == 2, timeout=PATIENCE)
    program.frame.to_front()
    # The first one is unread still and came a moment before: it might be that the helpdesk's clock is behind.
    qtbot.waitUntil(lambda: "2 replies" in banner_words(desk), timeout=PATIENCE)
    assert desk.news.banner is not None
    desk.news.banner.dismiss_button.click()
    assert banner_words(desk) == ""


def test_who_was_away_in_quiet_hours_is_offered_it_however_short_it_was(
    qtbot: QtBot, program: Application, helpdesk: RunningSandbox
) -> None:
    desk = at_work(qtbot, program)
    notices = presence(qtbot, program).notices
    program.settings.set(settings.PAUSED_UNTIL, 1 << 52)
    program.frame.hide()
    helpdesk.counter.answer(tickets(desk)[0], "Quietly.", "answered")
    qtbot.waitUntil(lambda: notices.withheld > 0, timeout=PATIENCE)
    program.frame.to_front()
    qtbot.waitUntil(lambda: "1 reply" in banner_words(desk), timeout=PATIENCE)


def test_a_digest_leads_to_the_page_which_has_what_it_counted(
    qtbot: QtBot, program: Application, helpdesk: RunningSandbox
) -> None:
    desk = at_work(qtbot, program)
    told: list[NativeNotice] = []
    presence(qtbot, program).notices.told.connect(told.append)
    program.settings.set(settings.PAUSED_UNTIL, 1 << 52)
    wanted = tickets(desk)[:3]
    for ticket in wanted:
        helpdesk.counter.answer(ticket, "Have a look.", "answered")
    qtbot.waitUntil(lambda: presence(qtbot, program).notices.withheld >= 6, timeout=PATIENCE)
    program.settings.set(settings.PAUSED_UNTIL, 0)
    qtbot.waitUntil(lambda: len(told) == 1, timeout=PATIENCE)
    assert told[0].body == "3 replies"
    # They had the window before their eyes all the time, and looked elsewhere.
    presence(qtbot, program).notifier._clicked.emit(told[0].key)
    shown_page = page(qtbot, desk)
    qtbot.waitUntil(lambda: {row.target for row in shown_page.rows} == set(wanted), timeout=PATIENCE)


def test_the_page_follows_while_it_is_shown_and_says_when_there_is_nothing(
    qtbot: QtBot, program: Application, helpdesk: RunningSandbox
) -> None:
    desk = at_work(qtbot, program)
    next(one for one in desk.bench.keys.commands() if one.name == "While you were away").run()
    shown_page = page(qtbot, desk)
    qtbot.waitUntil(lambda: shown_page.empty.title == "Nothing new", timeout=PATIENCE)
    assert shown_page.empty.isVisible()
    ticket = tickets(desk)[0]
    helpdesk.counter.answer(ticket, "Now there is.", "answered")
    qtbot.waitUntil(lambda: [row.target for row in shown_page.rows] == [ticket], timeout=PATIENCE)
    program.settings.set(settings.LANGUAGE, "it")
    assert desk.news.page is None, "made anew in the other language when it is wanted"
    program.settings.set(settings.LANGUAGE, "en")


def test_the_tray_leads_to_the_page_of_the_account_in_front(qtbot: QtBot, program: Application) -> None:
    desk = at_work(qtbot, program)
    program.frame.hide()
    presence(qtbot, program).tray.away_asked.emit()
    page(qtbot, desk)
    assert program.frame.isVisible()


# Answers


def notice_of(desk: AccountDesk, ticket: str) -> str:
    return NoticeTarget(desk.key, TargetKind.TICKET, ticket).key


def replies_in_outbox(desk: AccountDesk) -> list[str]:
    return [one.deed.text for one in desk.session.views.outbox()]


def test_an_answer_in_a_notice_goes_out_without_the_window_and_beside_what_is_being_typed(
    qtbot: QtBot, program: Application, helpdesk: RunningSandbox
) -> None:
    desk = at_work(qtbot, program)
    ticket = tickets(desk)[0]
    desk.bench.show_ticket(ticket)
    desk.bench.ticket_page.composer.edit.setPlainText("half a sentence")
    program.frame.hide()
    presence(qtbot, program).notifier._answered.emit(notice_of(desk, ticket), "DR-88213")
    qtbot.waitUntil(lambda: "DR-88213" in replies_in_outbox(desk), timeout=PATIENCE)
    assert not program.frame.isVisible()
    assert desk.bench.ticket_page.composer.text == "half a sentence"
    draft = desk.session.views.reply_draft(ticket)
    assert draft is not None
    assert draft.text == "half a sentence"
    qtbot.waitUntil(
        lambda: any(
            one.text == "DR-88213" and one.change is None
            for one in (desk.session.views.ticket_at_helpdesk(ticket) or pytest.fail("gone")).entries
        ),
        timeout=PATIENCE,
    )


def test_an_empty_answer_opens_the_ticket(qtbot: QtBot, program: Application) -> None:
    desk = at_work(qtbot, program)
    ticket = tickets(desk)[1]
    program.frame.hide()
    presence(qtbot, program).notifier._answered.emit(notice_of(desk, ticket), "  \n")
    qtbot.waitUntil(lambda: desk.bench.ticket_in_sight == ticket, timeout=PATIENCE)
    assert program.frame.isVisible()


def test_an_answer_that_cannot_be_sent_becomes_the_draft_before_what_stood_there(
    qtbot: QtBot, program: Application
) -> None:
    desk = at_work(qtbot, program)
    ticket = tickets(desk)[0]
    desk.session.perform(save_draft, ReplyDraft(ticket, "written before"))
    qtbot.waitUntil(lambda: desk.session.views.reply_draft(ticket) is not None, timeout=PATIENCE)
    endless = ("é" * 99 + "\n") * 6_000
    presence(qtbot, program).notifier._answered.emit(notice_of(desk, ticket), endless)
    qtbot.waitUntil(lambda: desk.bench.ticket_page.composer.text.endswith("\n\nwritten before"), timeout=PATIENCE)
    assert desk.bench.ticket_in_sight == ticket
    assert desk.bench.ticket_page.composer.text.startswith("é")
    assert replies_in_outbox(desk) == []


def test_an_answer_to_an_account_that_was_left_meanwhile_is_handed_back(qtbot: QtBot, program: Application) -> None:
    desk = at_work(qtbot, program)
    there = presence(qtbot, program)
    gone = NoticeTarget("an-account-that-is-gone", TargetKind.TICKET, "t1")
    there.notices.replied.emit(gone, "Keep this")
    box = next(one for one in program.frame.findChildren(QMessageBox) if one.objectName() == "answerRescued")
    assert box.detailedText() == "Keep this"
    assert QGuiApplication.clipboard().text() == "Keep this"
    box.close()
    entry(desk, "Sign out")
    assert shown(QMessageBox) is None
