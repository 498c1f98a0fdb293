"""Pictures of conflicts and of editing details: `python -m tests.ui.gallery_conflict FOLDER [part of a name]`. Not a test."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from desktop.domain.rules import TicketField
from desktop.settings import Settings
from desktop.ui.conflict_dialog import ConflictDialog
from desktop.ui.edit_details_dialog import EditDetailsDialog
from desktop.ui.side_bar import Page
from desktop.ui.theme import Appearance, Theme
from desktop.ui.translation import Language, Translation
from desktop.ui.workbench import Workbench
from tests.ui import conflict_scenes as scenes
from tests.ui.gallery import settle


def main(out: Path, only: str = "") -> None:
    """Save all pictures."""
    app = QApplication.instance() or QApplication([])
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    chosen = QFont("Noto Sans")
    chosen.setPointSizeF(11)
    app.setFont(chosen)
    theme, translation = Theme(app), Translation(app)
    translation.use(Language.ENGLISH)
    out.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp())

    def save(name: str, widget, size: tuple[int, int] | None = None) -> None:
        if only and only not in name:
            return
        widget.resize(*size) if size else widget.resize(widget.sizeHint())
        widget.show()
        settle(app)
        widget.grab().save(str(out / f"{name}.png"))
        widget.close()
        settle(app)

    kinds = {
        "edited": scenes.edited,
        "unseen": scenes.unseen,
        "closed": scenes.closed,
        "merged": scenes.merged,
        "gone": scenes.gone,
    }
    for appearance in (Appearance.LIGHT, Appearance.DARK):
        theme.set_appearance(appearance)
        for kind, make in kinds.items():
            account = make()
            save(f"conflict-{kind}-{appearance.value}", ConflictDialog(account, account.views.changes[0]))
        account = scenes.closed()
        save(f"conflict-900-{appearance.value}", ConflictDialog(account, account.views.changes[0]), (900, 600))
        save(f"conflict-narrow-{appearance.value}", ConflictDialog(account, account.views.changes[0]), (480, 640))
        chosen_one = ConflictDialog(account, account.views.changes[0])
        chosen_one.choose(chosen_one.offered[1])
        save(f"conflict-chosen-{appearance.value}", chosen_one)
        view = account.views.tickets["p101"]
        edit = EditDetailsDialog(account, view, frozenset(TicketField))
        save(f"edit-{appearance.value}", edit)
        for name, scene, place in (
            ("window-edited", scenes.edited, None),
            ("window-gone", scenes.gone, None),
            ("outbox-closed", scenes.closed, Page.OUTBOX),
        ):
            account = scene()
            window = Workbench(account, Settings(folder / f"{name}-{appearance.value}.json"))
            if not only or only in name:
                window.resize(1200, 800)
                window.show()
                settle(app)
                window.show_ticket("p101") if place is None else window.go(place)
                save(f"{name}-{appearance.value}", window, (1200, 800))
            window.shut()
            window.deleteLater()
    chosen.setPointSizeF(22)
    app.setFont(chosen)
    account = scenes.edited()
    save("double", ConflictDialog(account, account.views.changes[0]), (900, 900))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
