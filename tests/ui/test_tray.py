"""The tray: what its icon and menu say, and what happens where there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction, QColor, QImage
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop import settings
from desktop.settings import Settings
from desktop.ui.tray import Tray, TrayNews
from desktop.ui.tray_icon import TILE, TrayLook, tray_icon, tray_pixmap
from desktop.ui.tray_presence import TrayPresence

NOON = 1_763_985_600_000


@pytest.fixture
def kept(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


@pytest.fixture
def tray(qtbot: QtBot, kept: Settings) -> Iterator[Tray]:
    made = Tray(kept, now=lambda: NOON)
    yield made
    made.close()


def entry(tray: Tray, words: str) -> QAction:
    def search(actions: list[QAction]) -> Iterator[QAction]:
        for action in actions:
            menu = action.menu()
            if isinstance(menu, QMenu):
                yield from search(menu.actions())
            elif words in action.text():
                yield action

    return next(search(tray.actions()))


@pytest.mark.parametrize(
    ("words", "signal"),
    [
        ("New ticket", "new_ticket"),
        ("While you were away", "away_asked"),
        ("Open Sportello", "open_window"),
        ("Sync now", "sync_now"),
        ("Quit", "quit_asked"),
    ],
)
def test_each_entry_of_the_menu_says_what_was_chosen(qtbot: QtBot, tray: Tray, words: str, signal: str):
    with qtbot.waitSignal(getattr(tray, signal)):
        entry(tray, words).trigger()


def test_the_three_latest_news_open_their_tickets(qtbot: QtBot, tray: Tray):
    news = tuple(TrayNews(f"t{number}", f"News & more {number}") for number in range(5))
    tray.show_state(TrayLook(unread=5), news)
    assert sum("News" in action.text() for action in tray.actions()) == 3
    with qtbot.waitSignal(tray.news_chosen) as heard:
        entry(tray, "&& more 1").trigger()
    assert heard.args == ["t1"]


def test_notices_are_paused_for_an_hour_and_taken_up_again(tray: Tray, kept: Settings):
    entry(tray, "For an hour").trigger()
    assert kept.get(settings.PAUSED_UNTIL) == NOON + 3_600_000
    entry(tray, "paused until").trigger()
    assert kept.get(settings.PAUSED_UNTIL) == 0


def test_until_tomorrow_means_the_next_morning(tray: Tray, kept: Settings):
    entry(tray, "Until tomorrow").trigger()
    hours = (kept.get(settings.PAUSED_UNTIL) - NOON) / 3_600_000
    # Noon in UTC is one o'clock in the tests' zone; seven in the morning follows 18 hours later.
    assert hours == 18


def test_the_menu_follows_a_pause_made_elsewhere(qtbot: QtBot, tray: Tray, kept: Settings):
    kept.set(settings.PAUSED_UNTIL, NOON + 1)
    qtbot.waitUntil(lambda: any("paused" in action.text() for action in tray.menu.actions()))


def test_without_a_tray_nothing_is_visible_and_nothing_ends(qtbot: QtBot, tray: Tray):
    tray.start()
    tray.show_state(TrayLook(unread=3))
    assert not tray.is_visible


def test_that_closing_hides_is_told_exactly_once(qtbot: QtBot, kept: Settings):
    first, second = Tray(kept), Tray(kept)
    assert "tray" in first.tell_once_of_hiding()
    assert first.tell_once_of_hiding() == ""
    assert second.tell_once_of_hiding() == ""
    first.close()
    second.close()


def test_presence_tells_once_and_never_after_it_was_stopped(qtbot: QtBot):
    heard: list[str] = []
    presence = TrayPresence(grace=1)
    presence.ready.connect(lambda: heard.append("ready"))
    presence._grace.start()
    qtbot.waitUntil(lambda: heard == ["ready"])
    presence._tell()
    assert heard == ["ready"]
    stopped = TrayPresence(grace=1)
    stopped.ready.connect(lambda: heard.append("late"))
    stopped._grace.start()
    stopped.stop()
    stopped._tell()
    assert heard == ["ready"]


def contrast(one: str, other: str) -> float:
    def luminance(name: str) -> float:
        parts = [QColor(name).redF(), QColor(name).greenF(), QColor(name).blueF()]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("bar", ["#ffffff", "#f6f7f9", "#2b2b2b", "#14171c", "#000000"])
def test_the_icon_can_be_seen_on_light_and_dark_bars(bar: str):
    assert contrast(TILE, bar) >= 3


def picture(look: TrayLook) -> QImage:
    return tray_pixmap(look, 32).toImage()


def test_each_state_looks_different(qtbot: QtBot):
    looks = [TrayLook(), TrayLook(1), TrayLook(2), TrayLook(10), TrayLook(needs_you=1), TrayLook(online=False)]
    pictures = [picture(look) for look in looks]
    for number, one in enumerate(pictures):
        assert all(one != other for other in pictures[number + 1 :])
    assert picture(TrayLook(10)) == picture(TrayLook(99))
    assert len(tray_icon(TrayLook()).availableSizes()) == 6


def test_offline_the_tile_is_hollow(qtbot: QtBot):
    at = (6, 5)
    assert picture(TrayLook()).pixelColor(*at).alpha() == 255
    assert picture(TrayLook(online=False)).pixelColor(*at).alpha() == 0


def test_the_words_say_what_the_badge_shows(tray: Tray):
    check: Callable[[], str] = tray._words
    tray.show_state(TrayLook(unread=2, needs_you=1, online=False))
    assert check() == "Sportello · 2 unread · 1 need(s) you · offline"
    tray.show_state(TrayLook(unread=2), accounts=("Rossi: 2 unread", "Verdi"))
    assert check().splitlines() == ["Sportello · 2 unread", "Rossi: 2 unread", "Verdi"]
