"""Pictures of what happened while the person was away: python -m tests.ui.gallery_away FOLDER [light|dark]...

The line above the panes, the page, the page with nothing in it; at 1440×900 and 900×600.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QLocale, QSize, qInstallMessageHandler
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from desktop.domain.announcement import Announcement
from desktop.domain.away import Away, AwayEvent, AwayMark, AwayTicket
from desktop.domain.change import OpenTicket, Problem
from desktop.domain.change_state import ChangeState
from desktop.domain.instant import DAY, HOUR, MINUTE
from desktop.domain.notice import NoticeKind
from desktop.settings import Settings
from desktop.ui.account_pane import AccountPane
from desktop.ui.command_palette import Command
from desktop.ui.theme import Appearance, Theme
from desktop.ui.while_away_banner import WhileAwayBanner
from desktop.ui.while_away_page import WhileAwayPage
from desktop.ui.workbench import Workbench
from tests.ui.gallery_wizard import wait
from tests.ui.window_account import PlainAccount, a_change, now

SIZES = (QSize(1440, 900), QSize(900, 600))


def plausible_away() -> Away:
    """A night and a morning."""
    at = now()
    stuck = a_change(
        "photo",
        "photo",
        "",
        ChangeState.NEEDS_ATTENTION,
        deed=OpenTicket("Photo upload from tablet too large", "see attachment", "fault"),
        problem=Problem("too-large", "This video has 64 MB, 20 MB are allowed."),
    )
    return Away(
        AwayMark(at - 15 * HOUR, at - 15 * HOUR),
        (
            AwayTicket(
                "photo",
                "",
                "Photo upload from tablet too large",
                (AwayEvent(NoticeKind.NEEDS_YOU, at - 14 * HOUR, change=stuck),),
            ),
            AwayTicket(
                "p101",
                "10234",
                "Pump P-101 stops after warm-up",
                (
                    AwayEvent(NoticeKind.REPLY, at - 4 * MINUTE, "Luca", "please send the serial number of the drive"),
                    AwayEvent(NoticeKind.STATUS, at - 4 * MINUTE, status="answered"),
                    AwayEvent(NoticeKind.REPLY, at - 12 * HOUR, "Luca", "thank you, the photo is very clear"),
                ),
                unread=True,
            ),
            AwayTicket(
                "greek",
                "10231",
                "Η πρέσα σταματά με σφάλμα E-217 κάθε πρωί, λίγο μετά την εκκίνηση της δεύτερης γραμμής",
                (AwayEvent(NoticeKind.REPLY, at - HOUR, "Ελένη", "μπορείτε να κάνετε επανεκκίνηση του PLC;"),),
                unread=True,
            ),
            AwayTicket(
                "conv",
                "10240",
                "Conveyor 4 squeaks on start",
                (AwayEvent(NoticeKind.ACCEPTED, at - 14 * HOUR),),
            ),
            AwayTicket(
                "vpn",
                "10187",
                "VPN to line 2 drops every night",
                (AwayEvent(NoticeKind.STATUS, at - 14 * HOUR - MINUTE, status="closed"),),
            ),
        ),
        (
            Announcement(
                "a1",
                "Maintenance of the portal",
                "On Saturday from 6 to 8 nothing can be sent.",
                "maintenance",
                at - DAY // 2,
            ),
        ),
    )


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    qInstallMessageHandler(lambda *_: None)
    app = QApplication(sys.argv)
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    app.setFont(QFont("Noto Sans", 11))
    theme = Theme(app)
    place = Path(tempfile.mkdtemp())
    away = plausible_away()
    elsewhere = [Command("Verdi & Figli Hosting: 3 unread", lambda: None)]
    for scheme in sys.argv[2:] or ["light", "dark"]:
        theme.set_appearance(Appearance(scheme))
        for size in SIZES:
            tail = f"{scheme}-{size.width()}"
            session = PlainAccount()
            pane = AccountPane()
            bench = Workbench(session, Settings(place / f"{tail}.json"))
            pane.hold(bench)
            banner = WhileAwayBanner()
            pane.add_banner(banner)
            pane.resize(size)
            pane.show()
            wait(150)
            bench.ticket_list.view.choose("p101")
            banner.offer(away)
            wait(120)
            pane.grab().save(str(folder / f"away-line-{tail}.png"))
            banner.offer(None)
            page = WhileAwayPage(session)
            bench.show_page(page)
            page.show_away(away, elsewhere)
            wait(120)
            pane.grab().save(str(folder / f"away-page-{tail}.png"))
            page.show_away(Away(away.since))
            wait(120)
            pane.grab().save(str(folder / f"away-empty-{tail}.png"))
            bench.shut()
            pane.close()


if __name__ == "__main__":
    main()
