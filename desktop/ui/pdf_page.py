"""The first page of a PDF as a picture.

A PDF from a helpdesk may be hostile or simply huge: no file over `LARGEST_FILE` is read, no picture gets larger than was asked for, and
drawing stops when `PATIENCE` is over (PDFium asks between the parts of a page). PDFium knows no threads: one page at a time, whoever asks.
Loading the library takes 75 ms, drawing a page more: never on the GUI thread.
"""

from __future__ import annotations

import ctypes
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes; larger files are not looked into."""

PATIENCE = 4.0
"""Seconds a page may take to be drawn."""

SMALLEST_SIDE = 16

_one_at_a_time = threading.Lock()


class PdfTrouble(StrEnum):
    """Why there is no picture."""

    TOO_LARGE = "too-large"
    BROKEN = "broken"
    LOCKED = "locked"
    TOO_SLOW = "too-slow"


class NoPage(Exception):
    """There is nothing to show; `trouble` says why."""

    def __init__(self, trouble: PdfTrouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class FirstPage:
    """The picture of the first page, and how many there are."""

    image: QImage
    pages: int


def is_pdf(path: Path) -> bool:
    """Whether the file says at its beginning that it is a PDF (ISO 32000-1, 7.5.2)."""
    try:
        with path.open("rb") as file:
            return file.read(5) == b"%PDF-"
    except OSError:
        return False


def first_page(path: Path, wanted: QSize, is_stopped: Callable[[], bool] = lambda: False) -> FirstPage:
    """The first page, as large as fits into `wanted` pixels. Raises NoPage."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise NoPage(PdfTrouble.TOO_LARGE)
    except OSError:
        raise NoPage(PdfTrouble.BROKEN) from None
    with _one_at_a_time:
        return _read(path, wanted, is_stopped)


def _read(path: Path, wanted: QSize, is_stopped: Callable[[], bool]) -> FirstPage:
    import pypdfium2  # 75 ms

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in (pypdfium2.raw.FPDF_ERR_PASSWORD, pypdfium2.raw.FPDF_ERR_SECURITY)
        raise NoPage(PdfTrouble.LOCKED if locked else PdfTrouble.BROKEN) from None
    except OSError:
        raise NoPage(PdfTrouble.BROKEN) from None
    try:
        return _draw_first(document, wanted, is_stopped)
    except pypdfium2.PdfiumError:
        raise NoPage(PdfTrouble.BROKEN) from None
    finally:
        document.close()


def _draw_first(document: PdfDocument, wanted: QSize, is_stopped: Callable[[], bool]) -> FirstPage:
    pages = len(document)
    if pages < 1:
        raise NoPage(PdfTrouble.BROKEN)
    page = document[0]
    try:
        width, height = page.get_size()
        if not (0 < width < 1e6 and 0 < height < 1e6):
            raise NoPage(PdfTrouble.BROKEN)
        scale = min(wanted.width() / width, wanted.height() / height)
        size = QSize(max(SMALLEST_SIDE, round(width * scale)), max(SMALLEST_SIDE, round(height * scale)))
        return FirstPage(_draw(page, size.boundedTo(wanted.expandedTo(QSize(16, 16))), is_stopped), pages)
    finally:
        page.close()


def _draw(page: PdfPage, size: QSize, is_stopped: Callable[[], bool]) -> QImage:
    from pypdfium2 import raw

    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    bits = image.bits()
    memory = (ctypes.c_char * image.sizeInBytes()).from_buffer(bits)
    bitmap = raw.FPDFBitmap_CreateEx(
        size.width(), size.height(), raw.FPDFBitmap_BGRx, ctypes.addressof(memory), image.bytesPerLine()
    )
    if not bitmap:
        raise NoPage(PdfTrouble.BROKEN)
    deadline = time.monotonic() + PATIENCE
    over = [False]

    def is_over(_pause: object) -> int:
        over[0] = over[0] or is_stopped() or time.monotonic() > deadline
        return int(over[0])

    pause = raw.IFSDK_PAUSE(version=1)
    # Kept by name: the struct alone does not keep the callback alive.
    asked = type(pause.NeedToPauseNow)(is_over)
    pause.NeedToPauseNow = asked
    flags = raw.FPDF_ANNOT | raw.FPDF_RENDER_LIMITEDIMAGECACHE
    try:
        state = raw.FPDF_RenderPageBitmap_Start(
            bitmap, page, 0, 0, size.width(), size.height(), 0, flags, ctypes.byref(pause)
        )
        while state == raw.FPDF_RENDER_TOBECONTINUED and not over[0]:
            state = raw.FPDF_RenderPage_Continue(page, ctypes.byref(pause))
        if state == raw.FPDF_RENDER_TOBECONTINUED:
            raise NoPage(PdfTrouble.TOO_SLOW)
        if state != raw.FPDF_RENDER_DONE:
            raise NoPage(PdfTrouble.BROKEN)
    finally:
        raw.FPDF_RenderPage_Close(page)
        raw.FPDFBitmap_Destroy(bitmap)
    return image
