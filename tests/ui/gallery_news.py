"""Pictures of announcements, machines and services: `python -m tests.ui.gallery_news FOLDER [only]`. Not a test."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from desktop.domain.announcement import Announcement, AnnouncementRow, Offering, Service
from desktop.domain.instant import DAY, HOUR
from desktop.settings import Settings
from desktop.ui.side_bar import Page
from desktop.ui.theme import Appearance, Theme
from desktop.ui.translation import Language, Translation
from desktop.ui.workbench import Workbench
from tests.ui.window_account import PlainAccount, PlainViews, now


class PlentyOfNews(PlainViews):
    """Something in every state."""

    def announcements(self) -> list[AnnouncementRow]:
        """In force, coming, past."""
        at = now()
        recall = Announcement(
            "n1",
            "Fan recall for drives DR-88",
            "Drives of series DR-88 bought before June: the fan is exchanged free of charge. Details: https://docs.example/recall.",
            "news",
            at - DAY,
            machine_ids=("p101", "c4"),
        )
        works = Announcement(
            "n3",
            "Core switch of the Milan data centre is exchanged",
            "Short interruptions of a few seconds are possible until tonight.",
            "works",
            at - 5 * DAY,
            starts_at=at - 2 * HOUR,
            ends_at=at + 5 * HOUR,
        )
        coming = Announcement(
            "n2",
            "Extraordinary maintenance of the storage",
            "On Sunday the portal is not reachable. Sportello goes on working, and sends what you wrote afterwards.",
            "maintenance",
            at - 3 * DAY,
            starts_at=at + DAY,
            ends_at=at + DAY + 2 * HOUR,
        )
        past = Announcement("n4", "Summer holidays", "We are back on Monday.", "news", at - 200 * DAY)
        return [
            AnnouncementRow(recall),
            AnnouncementRow(coming, read=True),
            AnnouncementRow(works),
            AnnouncementRow(past, read=True),
        ]

    def services(self) -> list[Service]:
        """In every standing."""
        return [
            Service("s1", "Managed network", "Monitoring and updates of the plant network.", active_since="2024-01-01"),
            Service("s2", "Remote access", "", "2019-01-01", "2023-06-30"),
            Service("s3", "Backup", "Daily copies.", "2031-01-01"),
            Service("s4", "Firewall", "", "2020-02-01", "2040-01-31"),
        ]

    def offerings(self) -> list[Offering]:
        """Two."""
        return [Offering("o1", "Backup for machine controls", "Daily copies of PLC programs."), Offering("o2", "Training")]


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
    out.mkdir(parents=True, exist_ok=True)

    def show(name, size, appearance, prepare, account=None) -> None:
        if only and only not in name:
            return
        theme.set_appearance(appearance)
        window = Workbench(account or PlainAccount(PlentyOfNews()), Settings(folder / f"{name}.json"))
        window.resize(*size)
        window.show()
        settle(app)
        prepare(window)
        settle(app)
        window.grab().save(str(out / f"{name}.png"))
        window.shut()
        window.deleteLater()
        settle(app)

    def scanned(window: Workbench) -> None:
        window.go(Page.MACHINES)
        settle(app)
        window.machines.take_code("https://maker.example/plate?sn=XY-4711")

    class Nothing(PlentyOfNews):
        def announcements(self) -> list[AnnouncementRow]:
            return []

        def services(self) -> list[Service]:
            return []

        def offerings(self) -> list[Offering]:
            return []

    for appearance in (Appearance.LIGHT, Appearance.DARK):
        for size in ((1440, 900), (900, 600)):
            tail = f"{appearance.value}-{size[0]}"
            show(f"announcements-{tail}", size, appearance, lambda w: w.go(Page.ANNOUNCEMENTS))
            show(f"announcement-one-{tail}", size, appearance, lambda w: w.show_announcement("n4"))
            show(f"machine-{tail}", size, appearance, lambda w: w.show_machine("p101"))
            show(f"scanned-{tail}", size, appearance, scanned)
            show(f"services-{tail}", size, appearance, lambda w: w.go(Page.SERVICES))
    show("empty-announcements", (900, 600), Appearance.LIGHT, lambda w: w.go(Page.ANNOUNCEMENTS), PlainAccount(Nothing()))
    show("empty-services", (900, 600), Appearance.LIGHT, lambda w: w.go(Page.SERVICES), PlainAccount(Nothing()))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
