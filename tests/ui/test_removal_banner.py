"""The bar that asks what becomes of tickets that vanished from the helpdesk at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.settings import Settings
from desktop.ui.removal_banner import RemovalBanner
from desktop.ui.workbench import Workbench
from tests.ui.window_account import PlainAccount


@pytest.fixture
def account() -> PlainAccount:
    return PlainAccount()


@pytest.fixture
def window(account: PlainAccount, tmp_path: Path, qtbot: QtBot) -> Iterator[Workbench]:
    made = Workbench(account, Settings(tmp_path / "settings.json"))
    qtbot.addWidget(made)
    made.resize(1200, 760)
    made.show()
    yield made
    made.shut()


def vanish(account: PlainAccount, count: int) -> None:
    account.link = replace(account.link, vanished=count)
    account.link_changed.emit(account.link)


def test_it_asks_as_long_as_there_is_something_to_ask(account: PlainAccount, window: Workbench) -> None:
    assert not window.removals.isVisible()
    vanish(account, 1284)
    assert window.removals.isVisible()
    assert "1284" in window.removals.accessibleName()
    vanish(account, 1283)
    assert "1283" in window.removals.accessibleName()
    vanish(account, 0)
    assert not window.removals.isVisible()


def test_a_window_that_opens_on_a_question_shows_it(account: PlainAccount, tmp_path: Path, qtbot: QtBot) -> None:
    account.link = replace(account.link, vanished=60)
    window = Workbench(account, Settings(tmp_path / "other.json"))
    qtbot.addWidget(window)
    window.show()
    assert window.removals.isVisible()
    window.shut()


@pytest.mark.parametrize(("button", "deed"), [("again", "ask_again"), ("let_go", "let_go")])
def test_the_persons_word_is_carried_out_and_the_helpdesk_asked(
    account: PlainAccount, window: Workbench, button: str, deed: str
) -> None:
    vanish(account, 60)
    getattr(window.removals, button).click()
    assert [name for name, _ in account.performed][-2:] == [deed, "sync_now"]
    assert not window.removals.isVisible()
    vanish(account, 60)
    assert window.removals.isVisible()  # the helpdesk was asked, and they are still gone


def test_it_keeps_its_words_readable_at_any_width(qtbot: QtBot) -> None:
    banner = RemovalBanner()
    qtbot.addWidget(banner)
    banner.ask_about(60)
    for width in (360, 600, 1400):
        banner.resize(width, banner.heightForWidth(width))
        banner.show()
        for button in (banner.again, banner.let_go):
            assert button.width() >= button.minimumSizeHint().width()
            assert banner.rect().contains(button.geometry())
