"""What the disk did, told calmly: a restored outbox once, a full disk as long as it is full; and the window that stays as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from desktop.actions.drafts import save_draft
from desktop.actions.sign_in import SignedIn
from desktop.domain.draft import ReplyDraft
from desktop.domain.instant import MINUTE
from desktop.runtime.account_session import AccountSession
from desktop.runtime.link_state import LinkKind
from desktop.settings import Settings
from desktop.storage.accounts import Part
from desktop.storage.restored import Restored
from desktop.ui.account_pane import AccountPane
from desktop.ui.disk_banner import DiskBanner
from desktop.ui.disk_news import DiskNews
from desktop.ui.side_bar import Page
from desktop.ui.window_frame import WindowFrame
from desktop.ui.wording.restored import full_disk_words, restored_words
from desktop.ui.wording.times import time_of_day
from desktop.ui.workbench import Workbench
from tests.builders import NOON
from tests.live_helpdesk import a_session, account, helpdesk

__all__ = ["account", "helpdesk"]

LOSS = Restored(
    at=NOON,
    backup_at=NOON - 40 * MINUTE,
    salvaged=7,
    filled=2,
    asking=1,
    missing_from=NOON - 40 * MINUTE,
    missing_until=NOON - 5 * MINUTE,
    kept_as="outbox.db.broken-20251124T130000000Z",
    unnamed_files=("ab" * 32,),
)


def test_what_may_be_missing_is_said_with_its_time_and_where_the_old_file_is() -> None:
    said = restored_words(LOSS)
    text = f"{said.sentence} {said.remedy}"
    assert "may be missing" in text
    assert time_of_day(LOSS.missing_from) in text
    assert time_of_day(LOSS.missing_until) in text
    assert "kept" in text
    assert "outbox" in text


def test_where_nothing_is_missing_nobody_is_alarmed() -> None:
    sound = Restored(at=NOON, backup_at=0, salvaged=9, filled=0, asking=0, missing_from=0, missing_until=0)
    said = restored_words(sound)
    assert "Nothing that you wrote is missing" in said.sentence
    assert said.remedy == ""


@pytest.fixture
def banner(qtbot: QtBot) -> DiskBanner:
    made = DiskBanner()
    qtbot.addWidget(made)
    return made


def test_a_restoration_is_told_until_it_was_read(qtbot: QtBot, banner: DiskBanner) -> None:
    banner.tell_restored(LOSS)
    assert not banner.isHidden()
    assert not banner.outbox.isHidden()
    assert not banner.folder.isHidden()
    with qtbot.waitSignal(banner.read):
        banner.done.click()
    assert banner.isHidden()


def test_a_full_disk_comes_first_and_goes_by_itself(banner: DiskBanner) -> None:
    banner.tell_restored(LOSS)
    banner.tell_tight(True)
    assert full_disk_words().title in banner.accessibleName()
    assert banner.done.isHidden()
    banner.tell_tight(False)
    assert restored_words(LOSS).title in banner.accessibleName()


def test_the_chosen_ticket_and_the_reply_stay_while_the_cache_is_pulled_again(
    qtbot: QtBot, account: SignedIn, tmp_path: Path
) -> None:
    settings = Settings(tmp_path / "settings.json")
    with a_session(account) as session:
        window = WindowFrame(settings)
        qtbot.addWidget(window)
        bench = Workbench(session, settings)
        opened: list[QUrl] = []
        pane = AccountPane()
        news = DiskNews(session, pane, lambda: bench, lambda url: not opened.append(url))
        pane.hold(bench)
        window.hold(pane)
        window.show()
        session.open()
        qtbot.waitUntil(lambda: session.link.kind is LinkKind.ONLINE, timeout=30_000)
        qtbot.waitUntil(lambda: len(bench.ticket_list.model.ids) > 3, timeout=20_000)
        chosen = bench.ticket_list.model.ids[2]
        bench.show_ticket(chosen)
        bench.ticket_page.composer.edit.setPlainText("I was just writing this")
        for part in session.account.folder.glob("cache.db*"):
            part.unlink()
        with qtbot.waitSignal(session._care.mended, timeout=20_000):
            session.sync_now()
        qtbot.waitUntil(lambda: session.views.ticket(chosen) is not None, timeout=30_000)
        qtbot.waitUntil(lambda: bench.ticket_in_sight == chosen, timeout=20_000)
        qtbot.waitUntil(lambda: bench.ticket_list.view.current_id == chosen, timeout=20_000)
        qtbot.waitUntil(lambda: bench.ticket_page.composer.text == "I was just writing this", timeout=20_000)
        _restored_is_told(qtbot, session, bench, news, opened)
        news.close()
        bench.shut()
        bench.hide()
        session.close()


def _restored_is_told(
    qtbot: QtBot, session: AccountSession, bench: Workbench, news: DiskNews, opened: list[QUrl]
) -> None:
    session.perform(save_draft, ReplyDraft("t-9", "kept"))
    session.restored.emit(LOSS)
    banner = news.banner
    assert banner is not None
    assert banner.isVisible()
    banner.outbox.click()
    assert bench.place is Page.OUTBOX
    banner.folder.click()
    assert [Path(url.toLocalFile()) for url in opened] == [session.account.folder]
    banner.done.click()
    assert not banner.isVisible()
    assert Part.CACHE not in session._care._mending
