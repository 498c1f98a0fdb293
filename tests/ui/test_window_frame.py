"""The window itself: where it stands, and how it is closed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.settings import Settings
from desktop.ui.window_frame import WindowFrame


@pytest.fixture
def kept(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


def test_its_size_is_remembered(kept: Settings, qtbot: QtBot) -> None:
    frame = WindowFrame(kept)
    qtbot.addWidget(frame)
    frame.show()
    frame.resize(640, 555)
    QApplication.processEvents()
    frame.close()
    again = WindowFrame(kept)
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (640, 555)


def test_damaged_memory_and_a_small_screen_harm_nothing(kept: Settings, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "settings.json").write_text('{"window.geometry": "%%%"}')
    frame = WindowFrame(Settings(tmp_path / "settings.json"))
    qtbot.addWidget(frame)
    screen = frame.screen().availableGeometry()
    assert frame.width() <= screen.width()
    assert frame.height() <= screen.height()


def test_it_may_be_kept_when_it_is_closed_and_says_so_before(kept: Settings, qtbot: QtBot) -> None:
    frame = WindowFrame(kept)
    qtbot.addWidget(frame)
    frame.show()
    said: list[bool] = []
    frame.closing.connect(lambda: said.append(True))
    frame.may_close = lambda: False
    assert not frame.close()
    frame.may_close = lambda: True
    assert frame.close()
    assert said == [True, True]


def test_it_shows_itself_empty_and_then_holds_one_thing_after_the_other(kept: Settings, qtbot: QtBot) -> None:
    frame = WindowFrame(kept)
    qtbot.addWidget(frame)
    frame.show()
    first, second = QLabel("first"), QLabel("second")
    frame.hold(first)
    assert first.isVisible()
    frame.hold(second)
    assert second.isVisible()
    assert not first.isVisible()
