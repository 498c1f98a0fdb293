"""Announcements, machines and services in everything that can be with them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.domain.announcement import Announcement, AnnouncementRow, Offering, Service
from desktop.domain.instant import DAY, HOUR
from desktop.domain.listing import MachineRow
from desktop.ui.side_bar import Page
from desktop.ui.workbench import Workbench
from tests.ui.scenes.stage import PAGE, WINDOW, Scene, Stage, settle
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
        return [
            Offering("o1", "Backup for machine controls", "Daily copies of PLC programs."),
            Offering("o2", "Training"),
        ]


class NoNews(PlentyOfNews):
    """Nothing at all."""

    def announcements(self) -> list[AnnouncementRow]:
        """None."""
        return []

    def services(self) -> list[Service]:
        """None."""
        return []

    def offerings(self) -> list[Offering]:
        """None."""
        return []

    def machines(self) -> list[MachineRow]:
        """None."""
        return []


def shown(prepare: Callable[[Workbench], object], views: type[PlainViews] = PlentyOfNews) -> Callable[[Stage], QWidget]:
    """The window over these, after `prepare`."""

    def build(stage: Stage) -> QWidget:
        window = stage.workbench(PlainAccount(views()))
        prepare(window)
        return window

    return build


def scanned(window: Workbench) -> None:
    window.go(Page.MACHINES)
    settle()
    window.machines.take_code("https://maker.example/plate?sn=XY-4711")


def searched(window: Workbench) -> None:
    window.go(Page.MACHINES)
    settle()
    window.machines.search.setText("nothing like this")


SCENES = (
    Scene("news", shown(lambda w: w.go(Page.ANNOUNCEMENTS)), WINDOW, doubled=True),
    Scene("news-one", shown(lambda w: w.show_announcement("n4")), PAGE),
    Scene("news-none", shown(lambda w: w.go(Page.ANNOUNCEMENTS), NoNews), PAGE),
    Scene("machine", shown(lambda w: w.show_machine("p101")), WINDOW, doubled=True),
    Scene("machine-scanned", shown(scanned), WINDOW),
    Scene("machines-searched", shown(searched), WINDOW),
    Scene("machines-none", shown(lambda w: w.go(Page.MACHINES), NoNews), PAGE),
    Scene("services", shown(lambda w: w.go(Page.SERVICES)), WINDOW, doubled=True),
    Scene("services-none", shown(lambda w: w.go(Page.SERVICES), NoNews), PAGE),
)
