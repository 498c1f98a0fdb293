"""A ticket as a PDF and on paper: all of it, in any script, with what is not sent yet marked; read back by another library."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QColor, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.account import Feature
from desktop.domain.change import Change, SetStatus, StatusTarget
from desktop.domain.instant import MINUTE
from desktop.domain.projection import Entry, TicketView
from desktop.domain.ticket import MessageKind
from desktop.settings import Settings
from desktop.ui.sheet_printing import write_pdf
from desktop.ui.sheet_setting import Face, Progress
from desktop.ui.ticket_copies import TicketCopies
from desktop.ui.ticket_sheet import Sheet, SheetMaker
from desktop.ui.wording import exact_time
from desktop.ui.work_strip import WorkStrip
from desktop.ui.workbench import Workbench
from tests.ui.window_account import (
    ANNA,
    CATALOGUE,
    HELPDESK,
    LUCA,
    PlainAccount,
    PlainViews,
    a_change,
    now,
    plausible_machines,
    plausible_ticket,
)

HOSTILE = '<img src="file:///etc/passwd"><b>bold</b> &amp; <table>' + "<div>" * 50


def everything() -> TicketView:
    """A ticket with what can stand in a conversation, in several scripts."""
    ticket = plausible_ticket()
    waiting = a_change("w", "p101", "x")
    closing = Change("c", "p101", SetStatus(StatusTarget.CLOSED, "Λύθηκε"), now())
    more = (
        Entry("g", LUCA, "Η αντλία σταματά με σφάλμα.\nΔεύτερη γραμμή", now() - MINUTE),
        Entry("h", LUCA, HOSTILE, now() - MINUTE),
        Entry("html", LUCA, "", now() - MINUTE, html="<p>Only <b>markup</b></p><img src='http://x.example/i.png'>"),
        Entry("w", ANNA, "Άλλη μία απάντηση", now(), change=waiting, mine=True),
        Entry(
            "c", ANNA, "Λύθηκε", now(), MessageKind.EVENT, "", "status", "answered", "closed", (), closing, mine=True
        ),
    )
    return replace(ticket, subject="Η πρέσα σταματά: E-217", entries=(*ticket.entries, *more))


def a_sheet(view: TicketView, picture: Path | None = None) -> Sheet:
    maker = SheetMaker("Meccanica Rossi", CATALOGUE, "en", now(), lambda _: picture)
    return maker.make(view, plausible_machines()[0].machine)


def words_of(path: Path) -> list[str]:
    """The text of each page, on one line."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


def pictures_of(path: Path) -> int:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        kinds = [one.type for page in document for one in page.get_objects()]
        return kinds.count(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE)
    finally:
        document.close()


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(before)


def test_the_whole_ticket_can_be_read_back(tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "t.pdf"
    view = everything()
    assert write_pdf(a_sheet(view), path, Face.now())
    said = " ".join(words_of(path))
    for part in (
        "Η πρέσα σταματά: E-217",
        "Meccanica Rossi",
        "#10234",
        "Answered",
        "Technical fault",
        "Pump P-101 · DR-88213 · Press line 2 · Bologna",
        "Running with faults",
        "High",
        "M. Bianchi <bianchi@rossi.example>, officina@rossi.example",
        "Since this morning the pump stops",
        "Luca (Support)",
        "Luca changed the status from “New” to “Open”",
        "Η αντλία σταματά με σφάλμα. Δεύτερη γραμμή",
        '<img src="file:///etc/passwd"><b>bold</b> &amp; <table>',
        "Only markup",
        "Άλλη μία απάντηση",
        "Λύθηκε",
        "plate P-101.jpg 3.1 MB",
        "θόρυβος αντλίας.mp4 37 MB",
        exact_time(view.created_at),
    ):
        assert part in said, part
    assert "http://x.example" not in said


def test_what_is_not_sent_is_marked_and_nothing_else(tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "t.pdf"
    sheet = a_sheet(everything())
    write_pdf(sheet, path, Face.now())
    assert [bool(part.note) for part in sheet.parts] == [True, False, False, True, False, False, False, True, True]
    said = " ".join(words_of(path))
    assert said.count("not sent yet") == 4
    unsent = a_sheet(replace(plausible_ticket(), number=""))
    assert ("Ticket", "not sent yet") in unsent.facts


def test_every_page_has_its_number_and_the_helpdesk(tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "t.pdf"
    talk = tuple(Entry(f"m{n}", LUCA, f"Μήνυμα {n}. " * 30, now(), mine=False) for n in range(60))
    view = replace(plausible_ticket(), entries=talk)
    seen: list[Progress] = []
    write_pdf(a_sheet(view), path, Face.now(), seen.append)
    pages = words_of(path)
    assert len(pages) > 3
    for at, page in enumerate(pages, start=1):
        assert f"Page {at} of {len(pages)}" in page
        assert "Meccanica Rossi · #10234" in page
    joined = " ".join(pages)
    assert all(f"Μήνυμα {n}." in joined for n in range(60))
    assert [one.done for one in seen] == sorted(one.done for one in seen)
    assert seen[-1].done == seen[-1].total
    assert seen[-1].pages == len(pages)


def test_the_fonts_are_in_the_file_and_pictures_are_small(tmp_path: Path, qtbot: QtBot) -> None:
    photo = tmp_path / "p.png"
    image = QImage(4000, 3000, QImage.Format.Format_RGB32)
    image.fill(QColor("#336699"))
    image.save(str(photo))
    path = tmp_path / "t.pdf"
    write_pdf(a_sheet(everything(), photo), path, Face.now())
    assert b"/FontFile" in path.read_bytes()
    assert pictures_of(path) == 1
    assert path.stat().st_size < 400_000


def test_a_stopped_pdf_is_not_whole_and_says_so(tmp_path: Path, qtbot: QtBot) -> None:
    asked = iter(range(100))
    assert not write_pdf(a_sheet(everything()), tmp_path / "t.pdf", Face.now(), is_stopped=lambda: next(asked) > 2)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Workbench]:
    window = Workbench(PlainAccount(PlainViews(tickets={"p101": everything()})), Settings(tmp_path / "settings.json"))
    qtbot.addWidget(window)
    window.resize(1200, 800)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.show_ticket("p101")
    yield window
    window.shut()


def test_a_pdf_is_made_beside_the_window_and_says_where_it_is(window: Workbench, tmp_path: Path, qtbot: QtBot) -> None:
    page = window.ticket_page
    target = tmp_path / "Αίτημα 10234.pdf"
    page.copies.write_pdf(target)
    assert page.strip.isVisible()
    qtbot.waitUntil(lambda: not page.copies.is_busy)
    assert page.strip.words == "Saved as “Αίτημα 10234.pdf”."
    assert "Η πρέσα σταματά" in words_of(target)[0]
    assert [one.name for one in tmp_path.iterdir() if one.suffix in (".pdf", ".part")] == [target.name]


def test_a_place_that_takes_nothing_is_said(window: Workbench, tmp_path: Path, qtbot: QtBot) -> None:
    page = window.ticket_page
    page.copies.write_pdf(tmp_path / "not-there" / "t.pdf")
    qtbot.waitUntil(lambda: not page.copies.is_busy)
    assert "did not work" in page.strip.words


def test_a_pdf_that_is_stopped_leaves_nothing(window: Workbench, tmp_path: Path, qtbot: QtBot) -> None:
    page = window.ticket_page
    target = tmp_path / "t.pdf"
    target.write_bytes(b"what was there")
    page.copies.write_pdf(target)
    page.strip.stop.click()
    qtbot.waitUntil(lambda: not page.copies.is_busy)
    assert page.strip.words == "Stopped."
    assert target.read_bytes() == b"what was there"
    assert not list(tmp_path.glob(".*.part"))


@pytest.fixture
def printed(qtbot: QtBot, tmp_path: Path) -> tuple[TicketCopies, WorkStrip, Path]:
    """Printing on a printer that writes what it gets into a file."""
    over = QWidget()
    qtbot.addWidget(over)
    strip = WorkStrip(over)
    path = tmp_path / "paper.pdf"

    def ask(_over: QWidget, name: str, chosen: object) -> None:
        assert name == "10234 Η πρέσα σταματά_ E-217", "what the queue of the printer shows"
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        chosen(printer)  # type: ignore[operator]

    return TicketCopies(PlainAccount(), strip, everything, over, ask), strip, path


def test_what_is_printed_is_the_same_ticket(
    printed: tuple[TicketCopies, WorkStrip, Path], qtbot: QtBot, tmp_path: Path
) -> None:
    copies, strip, path = printed
    copies.print()
    qtbot.waitUntil(lambda: not copies.is_busy)
    assert strip.words == "Sent to the printer."
    said = " ".join(words_of(path))
    assert "Η αντλία σταματά με σφάλμα. Δεύτερη γραμμή" in said
    assert "Page 1 of" in said
    copies.close()


def test_printing_is_stopped_between_two_steps(printed: tuple[TicketCopies, WorkStrip, Path], qtbot: QtBot) -> None:
    copies, strip, _ = printed
    copies.print()
    strip.stop.click()
    qtbot.waitUntil(lambda: not copies.is_busy)
    assert strip.words == "Stopped."
    copies.close()


def test_no_ticket_is_harmed_by_a_helpdesk_without_priorities(qtbot: QtBot, tmp_path: Path) -> None:
    plain = PlainAccount(helpdesk=replace(HELPDESK, features=HELPDESK.features - {Feature.PRIORITIES.value}))
    view = replace(plausible_ticket(), priority="", machine_id="", machine_state="", contacts=(), category="")
    maker = SheetMaker(plain.helpdesk.name, plain.catalogue, "en", now(), lambda _: None)
    captions = [caption for caption, _ in maker.make(view, None).facts]
    assert captions == ["Helpdesk", "Ticket", "Status", "Opened", "Opened by", "Request type"]
