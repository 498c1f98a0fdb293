"""A ticket outside the program: on paper, as a PDF, as a link or a number on the clipboard. All of it offline."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.domain.deep_link import ticket_link
from desktop.domain.projection import TicketView
from desktop.ui.session_view import SessionView
from desktop.ui.wording import now_instant, number
from desktop.ui.work_strip import WorkStrip

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from desktop.ui.sheet_printing import SheetPrinting
    from desktop.ui.sheet_setting import Progress
    from desktop.ui.ticket_sheet import Sheet


class TicketCopies(QObject):
    """Works for the ticket that `shown` answers with."""

    def __init__(
        self,
        session: SessionView,
        strip: WorkStrip,
        shown: Callable[[], TicketView | None],
        over: QWidget,
        ask_printer: Callable[[QWidget, str, Callable[[QPrinter], None]], None] | None = None,
    ) -> None:
        """`ask_printer` lets the person choose a printer for what has this name; the system's dialog unless something else is given."""
        super().__init__(over)
        self._session = session
        self._strip = strip
        self._shown = shown
        self._over = over
        self._ask_printer = ask_printer or _ask_printer
        self._work: SheetPrinting | None = None
        strip.stop_asked.connect(self._stop)

    @property
    def is_busy(self) -> bool:
        """Whether a PDF is being made, or something printed."""
        return self._work is not None

    def copy_number(self) -> None:
        """Put the number on the clipboard."""
        view = self._shown()
        if view is not None and view.number:
            QGuiApplication.clipboard().setText(f"#{view.number}")

    def copy_link(self) -> None:
        """Put the number and a link to the ticket on the clipboard, as text: Qt's own, for one made in Python can outlive what it needs."""
        view = self._shown()
        if view is None or not view.number:
            return
        link = ticket_link(view.number, self._session.helpdesk.address)
        QGuiApplication.clipboard().setText(f"#{view.number} {link}")

    def print(self) -> None:
        """Ask for a printer, and print."""
        view = self._shown()
        if view is None or self.is_busy:
            return
        from desktop.actions.attach import clean_name
        from desktop.ui.ticket_sheet import sheet_file_name

        self._ask_printer(self._over, clean_name(sheet_file_name(view)).removesuffix(".pdf"), self.print_on)

    def print_on(self, printer: QPrinter) -> None:
        """Print the ticket on this printer."""
        sheet = self._sheet()
        if sheet is not None and not self.is_busy:
            self._begin(self.tr("Printing")).print(sheet, printer)

    def save_pdf(self) -> None:
        """Ask where to, and make a PDF."""
        view = self._shown()
        if view is None or self.is_busy:
            return
        from desktop.actions.attach import clean_name
        from desktop.ui.ticket_sheet import sheet_file_name

        name = clean_name(sheet_file_name(view))
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self._over, self.tr("Save as PDF"), str(Path(folder) / name), "PDF (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda target: self.write_pdf(Path(target)))
        dialog.open()

    def write_pdf(self, target: Path) -> None:
        """Make a PDF of the ticket."""
        sheet = self._sheet()
        if sheet is not None and not self.is_busy:
            self._begin(self.tr("Making the PDF")).write(sheet, target)

    def close(self) -> None:
        """End what is under way; before the window closes."""
        if self._work is not None:
            self._work.close()

    def _sheet(self) -> Sheet | None:
        view = self._shown()
        if view is None:
            return None
        from desktop.ui.ticket_sheet import SheetMaker

        session = self._session
        maker = SheetMaker(
            session.helpdesk.name,
            session.catalogue,
            QLocale().name(),
            now_instant(),
            session.attachments.local_file,
            right_to_left=QGuiApplication.isRightToLeft(),
        )
        return maker.make(view, session.views.machine(view.machine_id) if view.machine_id else None)

    def _begin(self, title: str) -> SheetPrinting:
        from desktop.ui.sheet_printing import SheetPrinting
        from desktop.ui.sheet_setting import Face

        work = SheetPrinting(Face.now(), self)
        work.progressed.connect(self._advance)
        work.ended.connect(self._ended)
        self._work = work
        self._strip.begin(title)
        return work

    def _advance(self, progress: Progress) -> None:
        if self._work is None:
            return
        pages = self.tr("{count} pages").format(count=number(progress.pages)) if progress.pages > 1 else ""
        self._strip.advance(progress.done, progress.total, pages)

    def _ended(self, path: str, trouble: str) -> None:
        work, self._work = self._work, None
        was_stopped = work is not None and work.is_stopped
        if work is not None:
            work.deleteLater()
        if trouble:
            said = self.tr("This did not work: {reason}. Choose another place and try again.")
            self._strip.end(said.format(reason=trouble), trouble=True)
        elif was_stopped:
            self._strip.end(self.tr("Stopped."))
        elif path:
            url = QUrl.fromLocalFile(path)
            self._strip.end(
                self.tr("Saved as “{name}”.").format(name=Path(path).name),
                button=self.tr("Open"),
                action=lambda: QDesktopServices.openUrl(url),
            )
        else:
            self._strip.end(self.tr("Sent to the printer."))

    def _stop(self) -> None:
        if self._work is not None:
            self._work.stop()


def _ask_printer(over: QWidget, name: str, chosen: Callable[[QPrinter], None]) -> None:
    """The system's dialog for printing; queues of printers, and files printed into, are called by `name`."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    from desktop.ui.sheet_setting import page_layout

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(page_layout(QLocale()))
    printer.setDocName(name)
    dialog = QPrintDialog(printer, over)
    # Systems' own dialogs for printing only know how to wait.
    if dialog.exec() == QPrintDialog.DialogCode.Accepted:
        chosen(printer)
    dialog.deleteLater()
