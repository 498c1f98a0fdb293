"""Nothing but the window itself ever appears on the screen while the program starts."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.sandbox.server import RunningSandbox
from tests.live_helpdesk import helpdesk, signed_in
from tests.ui.whole_program import the_program

__all__ = ["helpdesk"]


class Watcher(QObject):
    """Notes every window that is shown, were it for a moment."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(f"{type(watched).__name__} {watched.objectName()}".strip())
        return False


def test_only_the_window_itself_appears_and_it_stays_the_active_one(
    qtbot: QtBot, helpdesk: RunningSandbox, tmp_path: Path, monkeypatch
) -> None:
    signed_in(helpdesk.url, tmp_path / "profile" / "accounts")
    monkeypatch.setenv("SPORTELLO_PASSPHRASE", "five plain words")
    watcher = Watcher()
    QApplication.instance().installEventFilter(watcher)
    try:
        with the_program(tmp_path / "profile") as program:
            program.start()
            qtbot.waitUntil(lambda: program.desk is not None and program.desk.session.is_open)
            qtbot.waitUntil(lambda: QApplication.activeWindow() is program.desk.window)
            assert watcher.shown == ["WindowFrame mainWindow"]
    finally:
        QApplication.instance().removeEventFilter(watcher)
