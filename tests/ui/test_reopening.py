"""A closed ticket says so and how it goes on: reopened with what is still wrong, or in a new one where the helpdesk does not reopen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.account import Feature
from desktop.domain.catalogue import StatusKind
from desktop.domain.draft import ReplyDraft
from desktop.settings import Settings
from desktop.ui.workbench import Workbench
from tests.ui.window_account import HELPDESK, PlainAccount, PlainViews, a_file, a_row

Opened = Callable[..., Workbench]


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    windows = []

    def make(account: PlainAccount) -> Workbench:
        window = Workbench(account, Settings(tmp_path / "settings.json"))
        qtbot.addWidget(window)
        windows.append(window)
        window.resize(1200, 800)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.show_ticket("c")
        QApplication.processEvents()
        return window

    yield make
    for window in windows:
        window.shut()


def an_account(*, reopens: bool = True, draft: ReplyDraft | None = None) -> PlainAccount:
    views = PlainViews(listed=[a_row("c", "7", "Closed one", StatusKind.CLOSED)])
    if draft is not None:
        views.drafts["c"] = draft
    features = HELPDESK.features if reopens else HELPDESK.features - {Feature.REOPEN.value}
    return PlainAccount(views, helpdesk=replace(HELPDESK, features=features))


def done(account: PlainAccount, name: str) -> list[tuple[object, ...]]:
    return [arguments for said, arguments in account.performed if said == name]


def test_reopening_asks_what_is_still_wrong_and_queues_it(opened: Opened, qtbot: QtBot) -> None:
    account = an_account()
    page = opened(account).ticket_page
    assert page.composer.isHidden()
    assert "closed" in page.answering.bar.words
    qtbot.mouseClick(page.answering.bar.reopen, Qt.MouseButton.LeftButton)
    assert page.composer.edit.hasFocus()
    assert page.composer.edit.placeholderText() == "What is still wrong?"
    qtbot.keyClicks(page.composer.edit, "It leaks again.")
    qtbot.keyClick(page.composer.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    [(draft, version)] = done(account, "reopen_with")
    assert isinstance(draft, ReplyDraft)
    assert (draft.ticket_id, draft.text, version) == ("c", "It leaks again.", 1)
    assert page.composer.text == ""
    assert not done(account, "reply")


def test_files_alone_say_nothing_of_what_is_wrong(opened: Opened, qtbot: QtBot) -> None:
    account = an_account(draft=ReplyDraft("c", "", (a_file("a.jpg", 9, "image/jpeg"),)))
    page = opened(account).ticket_page
    page.composer.send_button.click()
    assert "still wrong" in page.composer._trouble.text()
    assert not done(account, "reopen_with")
    page.composer.edit.setPlainText("See the photo.")
    page.composer.send_button.click()
    [(draft, _)] = done(account, "reopen_with")
    assert isinstance(draft, ReplyDraft)
    assert [file.name for file in draft.files] == ["a.jpg"]


def test_what_was_being_written_to_a_closed_ticket_is_in_sight(opened: Opened) -> None:
    page = opened(an_account(draft=ReplyDraft("c", "It was not solved"))).ticket_page
    assert page.composer.isVisible()
    assert page.composer.send_button.accessibleName() == "Reopen ticket"
    assert page.composer.text == "It was not solved"


def test_cancelling_keeps_the_text_and_says_so(opened: Opened, qtbot: QtBot) -> None:
    account = an_account()
    page = opened(account).ticket_page
    page.answering.reopen()
    page.composer.edit.setPlainText("It leaks")
    assert page.composer.status_button.text() == "Cancel"
    page.composer.status_button.click()
    assert page.composer.isHidden()
    assert "kept" in page.answering.bar.words
    assert any(draft.text == "It leaks" for (draft,) in done(account, "save_draft"))  # type: ignore[attr-defined]
    page.answering.bar.reopen.click()
    assert page.composer.text == "It leaks"
    assert not done(account, "close_ticket")


def test_the_key_of_the_reply_begins_the_reopening(opened: Opened, qtbot: QtBot) -> None:
    window = opened(an_account())
    qtbot.keySequence(window.ticket_list.view, "Ctrl+R")
    assert window.ticket_page.composer.edit.hasFocus()
    assert window.ticket_page.answering.is_reopening


def test_where_tickets_are_not_reopened_a_new_one_that_refers_to_it_is_offered(opened: Opened) -> None:
    account = an_account(reopens=False, draft=ReplyDraft("c", "Still wet."))
    page = opened(account).ticket_page
    assert page.composer.isHidden()
    assert "does not reopen" in page.answering.bar.words
    assert "kept" in page.answering.bar.words
    assert page.answering.bar.reopen.isHidden()
    page.answering.bar.new.click()
    assert done(account, "follow_up") == [("c", "This goes on from ticket #7.")]


def test_a_ticket_that_opens_again_is_answered_as_any_other(opened: Opened, qtbot: QtBot) -> None:
    account = an_account()
    page = opened(account).ticket_page
    page.answering.reopen()
    account.views.listed[0] = replace(account.views.listed[0], kind=StatusKind.OPEN, status="open")
    account.cache_changed.emit(frozenset())
    assert page.answering.bar.isHidden()
    assert page.composer.send_button.accessibleName() == "Send the reply"
    assert page.composer.status_button.text() == "Close ticket"
