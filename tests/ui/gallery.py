"""Pictures of the main window for looking at: `python -m tests.ui.gallery FOLDER`. Not a test."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QColor, QFont, QImage, QLinearGradient, QPainter
from PySide6.QtWidgets import QApplication

from desktop.domain.listing import Folder
from desktop.runtime.link_state import LinkKind, LinkState
from desktop.settings import Settings
from desktop.sync.outcome import SyncProgress
from desktop.ui.side_bar import Page
from desktop.ui.theme import Appearance, Theme
from desktop.ui.translation import Language, Translation
from desktop.ui.workbench import Workbench
from tests.ui.window_account import PlainAccount, PlainViews, now


def a_photo(folder: Path) -> Path:
    """A picture to be previewed."""
    image = QImage(1200, 900, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    shade = QLinearGradient(0, 0, 1200, 900)
    shade.setColorAt(0, QColor("#8fa8c8"))
    shade.setColorAt(1, QColor("#4a5f80"))
    painter.fillRect(image.rect(), shade)
    painter.end()
    path = folder / "photo.png"
    image.save(str(path))
    return path


def settle(app: QApplication) -> None:
    """Let everything happen that is due."""
    for _ in range(8):
        app.processEvents()


def main(out: Path, only: str = "") -> None:
    """Save all pictures."""
    app = QApplication.instance() or QApplication([])
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    chosen = QFont("Noto Sans")
    chosen.setPointSizeF(11)
    app.setFont(chosen)
    theme = Theme(app)
    translation = Translation(app)
    translation.use(Language.ENGLISH)
    folder = Path(tempfile.mkdtemp())
    photo = a_photo(folder)
    out.mkdir(parents=True, exist_ok=True)

    def show(name, size, appearance, prepare, account=None, direction=Qt.LayoutDirection.LeftToRight) -> None:
        if only and only not in name:
            return
        theme.set_appearance(appearance)
        app.setLayoutDirection(direction)
        account = account or PlainAccount()
        account.local["sha-plate P-101.jpg"] = photo
        window = Workbench(account, Settings(folder / f"{name}.json"))
        window.resize(*size)
        window.show()
        settle(app)
        prepare(window)
        settle(app)
        window.thumbnails._pool.waitForDone()
        settle(app)
        window.grab().save(str(out / f"{name}.png"))
        window.shut()
        window.deleteLater()
        settle(app)

    def choose(window: Workbench) -> None:
        window.ticket_list.view.choose("p101")

    def focus_conversation(window: Workbench) -> None:
        choose(window)
        window.ticket_page.timeline.setFocus(Qt.FocusReason.ShortcutFocusReason)

    for appearance in (Appearance.LIGHT, Appearance.DARK):
        tail = appearance.value
        show(f"wide-{tail}", (1440, 900), appearance, choose)
        show(f"medium-{tail}", (880, 640), appearance, choose)
        show(f"narrow-list-{tail}", (560, 800), appearance, lambda w: None)
        show(f"narrow-ticket-{tail}", (560, 800), appearance, lambda w: w.show_ticket("p101"))
        show(f"machines-{tail}", (1440, 900), appearance, lambda w: w.show_machine("p101"))
        show(f"outbox-{tail}", (1200, 900), appearance, lambda w: w.go(Page.OUTBOX))
        show(f"news-{tail}", (1100, 700), appearance, lambda w: w.go(Page.ANNOUNCEMENTS))
        show(f"services-{tail}", (1100, 700), appearance, lambda w: w.go(Page.SERVICES))
        show(f"palette-{tail}", (1200, 800), appearance, lambda w: w.keys.open_palette())
        asks = PlainAccount()
        asks.link = LinkState(LinkKind.ONLINE, data_at=now() - 60_000, vanished=1284)
        held = PlainAccount()
        held.held = {"up", "first"}
        held.link = LinkState(LinkKind.ONLINE, data_at=now() - 60_000, waiting=3, held=1)
        elsewhere, full = PlainAccount(), PlainAccount()
        elsewhere.link = LinkState(LinkKind.ELSEWHERE, data_at=now() - 60_000, waiting=1)
        full.link = LinkState(LinkKind.ONLINE, data_at=now() - 60_000, waiting=1, tight=True)
        for size in ((1440, 900), (900, 600)):
            show(f"metered-{tail}-{size[0]}", size, appearance, choose, held)
            show(f"metered-outbox-{tail}-{size[0]}", size, appearance, lambda w: w.go(Page.OUTBOX), held)
            show(f"elsewhere-{tail}-{size[0]}", size, appearance, choose, elsewhere)
            show(f"disk-full-{tail}-{size[0]}", size, appearance, choose, full)
            show(f"focus-{tail}-{size[0]}", size, appearance, focus_conversation)
        show(f"vanished-{tail}", (1200, 760), appearance, choose, asks)
        show(f"vanished-narrow-{tail}", (380, 760), appearance, lambda w: None, asks)
    light = Appearance.LIGHT
    show("skeleton", (1440, 900), light, lambda w: None, PlainAccount(is_open=False))
    first = PlainAccount(PlainViews(listed=[]))
    show("first-sync", (1440, 900), light, lambda w: first.sync_progress.emit(SyncProgress(4210, 12000, 95.0)), first)
    show("empty", (1440, 900), light, lambda w: w.go(Folder.OPEN), PlainAccount(PlainViews(listed=[])))
    online = PlainAccount()
    online.link = LinkState(LinkKind.ONLINE, data_at=now() - 60_000, needs_person=1)
    show("online", (1440, 900), light, choose, online)
    show("rtl", (1440, 900), light, choose, direction=Qt.LayoutDirection.RightToLeft)
    app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    chosen.setPointSizeF(22)
    app.setFont(chosen)
    show("double", (1440, 900), light, choose)
    show("double-narrow", (700, 900), light, lambda w: w.show_ticket("p101"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
