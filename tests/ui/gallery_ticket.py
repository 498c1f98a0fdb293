"""Pictures of one ticket and its windows for looking at: `python -m tests.ui.gallery_ticket FOLDER [only]`. Not a test."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget

from desktop.domain.account import Feature
from desktop.domain.catalogue import StatusKind
from desktop.domain.listing import Folder
from desktop.domain.projection import Entry
from desktop.domain.ticket import Attachment, MessageKind
from desktop.settings import Settings
from desktop.ui.sheet_printing import write_pdf
from desktop.ui.sheet_setting import Face
from desktop.ui.theme import Appearance, Theme
from desktop.ui.ticket_sheet import SheetMaker
from desktop.ui.translation import Language, Translation
from desktop.ui.workbench import Workbench
from tests.ui.gallery import a_photo, settle
from tests.ui.window_account import ANNA, CATALOGUE, HELPDESK, LUCA, PlainAccount, PlainViews, now, plausible_ticket

HOUR = 3_600_000


def a_long_life() -> PlainViews:
    """The ticket of the pictures with everything that can happen to it."""
    at = now()
    ticket = plausible_ticket()
    happened = (
        Entry("h1", LUCA, "", at - 4 * HOUR, MessageKind.EVENT, "", "assignee", "", "Luca"),
        Entry("h2", LUCA, "", at - 3 * HOUR, MessageKind.EVENT, "", "priority", "", "high"),
        Entry("h3", ANNA, "", at - 2 * HOUR, MessageKind.EVENT, "", "machine-state", "ok", "faulty", mine=True),
        Entry("h4", LUCA, "", at - HOUR, MessageKind.EVENT, "", "status", "open", "answered"),
    )
    entries = (*ticket.entries[:2], *happened, *ticket.entries[2:])
    pages = Attachment("pdf", "p101", "sha-pdf", "Εγχειρίδιο DR-88.pdf", 412_000, "application/pdf", "m1", at)
    tool = Attachment("exe", "p101", "sha-exe", "drive-reset.exe", 1_900_000, "application/x-msdownload", "m1", at)
    entries = tuple(replace(one, attachments=(pages, tool)) if one.id == "m1" else one for one in entries)
    return PlainViews(tickets={"p101": replace(ticket, entries=entries)})


def main(out: Path, only: str = "") -> None:
    """Save all pictures."""
    app = QApplication.instance() or QApplication([])
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    chosen = QFont("Noto Sans")
    chosen.setPointSizeF(11)
    app.setFont(chosen)
    theme = Theme(app)
    Translation(app).use(Language.ENGLISH)
    folder = Path(tempfile.mkdtemp())
    photo = a_photo(folder)
    out.mkdir(parents=True, exist_ok=True)
    sheet = SheetMaker("Meccanica Rossi", CATALOGUE, "en", now(), lambda _: photo).make(plausible_ticket(), None)
    write_pdf(sheet, folder / "manual.pdf", Face.now())
    tool = folder / "tool.exe"
    tool.write_bytes(b"MZ")

    def show(
        name: str,
        size: tuple[int, int],
        appearance: Appearance,
        prepare: Callable[[Workbench], QWidget | None],
        account: PlainAccount | None = None,
    ) -> None:
        if only and only not in name:
            return
        theme.set_appearance(appearance)
        account = account or PlainAccount(a_long_life())
        account.local |= {"sha-plate P-101.jpg": photo, "sha-pdf": folder / "manual.pdf", "sha-exe": tool}
        window = Workbench(account, Settings(folder / f"{name}.json"))
        window.resize(*size)
        window.show()
        settle(app)
        window.show_ticket("p101")
        settle(app)
        shown = prepare(window) or window
        for _ in range(3):
            settle(app)
            window.thumbnails._pool.waitForDone()
            if window.ticket_page.files.viewer is not None:
                window.ticket_page.files.viewer._reader._pool.waitForDone()
        settle(app)
        shown.grab().save(str(out / f"{name}.png"))
        window.shut()
        window.deleteLater()
        settle(app)

    def closed(*, reopens: bool) -> PlainAccount:
        views = a_long_life()
        views.tickets["p101"] = replace(views.tickets["p101"], kind=StatusKind.CLOSED, status="closed", changes=())
        features = HELPDESK.features if reopens else HELPDESK.features - {Feature.REOPEN.value}
        return PlainAccount(views, helpdesk=replace(HELPDESK, features=features))

    def look(at: int) -> Callable[[Workbench], QWidget | None]:
        def prepare(window: Workbench) -> QWidget | None:
            files = [one for entry in window.ticket_page.shown.entries for one in entry.attachments]
            window.ticket_page.files.look_at(files[at])
            return window.ticket_page.files.viewer

        return prepare

    def menu(window: Workbench) -> QWidget:
        window.ticket_page.menu.menu.popup(window.mapToGlobal(window.rect().center()))
        return window.ticket_page.menu.menu

    def sorting(window: Workbench) -> QWidget:
        window.go(Folder.COMPANY)
        found = window.ticket_list.sorting.button.menu()
        found.popup(window.mapToGlobal(window.rect().center()))
        return found

    for appearance in (Appearance.LIGHT, Appearance.DARK):
        tail = appearance.value
        for size in ((1440, 900), (900, 600)):
            end = f"{tail}-{size[0]}"
            show(f"plain-{end}", size, appearance, lambda w: None)
            show(f"history-{end}", size, appearance, lambda w: w.ticket_page.header.history.setChecked(True))
            show(f"closed-{end}", size, appearance, lambda w: None, closed(reopens=True))
            show(f"reopening-{end}", size, appearance, lambda w: w.focus_reply(), closed(reopens=True))
            show(f"for-good-{end}", size, appearance, lambda w: None, closed(reopens=False))
            show(f"picture-{end}", size, appearance, look(0))
            show(f"pages-{end}", size, appearance, look(2))
            show(f"program-{end}", size, appearance, look(3))

            def working(window: Workbench) -> None:
                window.ticket_page.strip.begin("Saving 12 files")
                window.ticket_page.strip.advance(3_100_000, 14_000_000, "3.1 MB of 14 MB")

            def done(window: Workbench) -> None:
                window.ticket_page.strip.end(
                    "Saved in “Documents”: 2 files. Not on this computer, and can't be fetched now: “θόρυβος αντλίας.mp4”.",
                    trouble=True,
                    button="Open folder",
                )

            show(f"working-{end}", size, appearance, working)
            show(f"done-{end}", size, appearance, done)
        show(f"menu-{tail}", (1440, 900), appearance, menu)
        show(f"sorting-{tail}", (1440, 900), appearance, sorting)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
