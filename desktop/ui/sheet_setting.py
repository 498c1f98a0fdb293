"""Setting a ticket's sheet on pages: text into a QTextDocument, the document onto a PDF or a printer, a step at a time.

Text only, in whatever script: nothing of a ticket is read as markup. The steps (`set_sheet` is a generator) let a worker be stopped between
them, and a printer be fed from the GUI thread without freezing it. Pages carry the helpdesk, the ticket's number and how many they are.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QLocale, QMarginsF, QRectF, QSize, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextImageFormat,
    QTextLength,
    QTextOption,
    QTextTableFormat,
)

from desktop.ui.controls.thumbnail import decode
from desktop.ui.theme import font
from desktop.ui.ticket_sheet import PartKind, Sheet, SheetFile, SheetPart

_INK = QColor("#1c2330")
_DIM = QColor("#5a6475")
_LINE = QColor("#c9ced8")
_OWN_LINE = QColor("#7f9fe0")
_PENDING = QColor("#8a4700")
"""Paper is white whatever the screen is."""

THUMBNAIL = QSize(360, 270)
"""Points of a small picture; on paper it is 30 mm wide at most."""

_BODY_POINTS = 9.5


@dataclass(frozen=True, slots=True)
class Face:
    """What the text is set in: a font family, and the dots to an inch of the screen, by which Qt measures everything in a document."""

    family: str
    screen_dots: float

    @classmethod
    def now(cls) -> Face:
        """Of the program as it is; asked on the GUI thread."""
        return cls(font().family(), QGuiApplication.primaryScreen().logicalDotsPerInchX())


@dataclass(frozen=True, slots=True)
class Progress:
    """Steps done and in all; `pages` once they are known."""

    done: int
    total: int
    pages: int = 0


def page_size(locale: QLocale) -> QPageSize:
    """The paper that is usual where the language is: Letter in North America, A4 elsewhere."""
    letter = locale.measurementSystem() is QLocale.MeasurementSystem.ImperialUSSystem
    return QPageSize(QPageSize.PageSizeId.Letter if letter else QPageSize.PageSizeId.A4)


def margins() -> QMarginsF:
    """Millimetres around the print."""
    return QMarginsF(16, 14, 16, 14)


def page_layout(locale: QLocale) -> QPageLayout:
    """Paper and margins of a PDF."""
    return QPageLayout(page_size(locale), QPageLayout.Orientation.Portrait, margins(), QPageLayout.Unit.Millimeter)


def set_sheet(sheet: Sheet, device: QPagedPaintDevice, face: Face) -> Generator[Progress, None, None]:
    """Write the sheet on `device` in this face, a step at a time. Raises OSError where the device takes nothing.

    Everything that is made belongs to the thread that runs this.
    """
    painter = QPainter()
    if not painter.begin(device):
        raise OSError("the device takes nothing")
    try:
        yield from _Setting(sheet, device, face).run(painter)
    finally:
        painter.end()


class _Setting:
    def __init__(self, sheet: Sheet, device: QPagedPaintDevice, face: Face) -> None:
        self._sheet = sheet
        self._device = device
        self._face = face
        self._dots = face.screen_dots / 25.4
        """What a millimetre is in the document: Qt itself brings its measures to the dots of the device."""

        self._document = QTextDocument()
        self._pictures = 0
        self._prepare()

    def _prepare(self) -> None:
        document = self._document
        document.setUndoRedoEnabled(False)
        document.documentLayout().setPaintDevice(self._device)
        document.setDefaultFont(self._font(_BODY_POINTS))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        # Each paragraph as its own script runs.
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        document.setDefaultTextOption(option)
        document.setDocumentMargin(0)
        whole = QRectF(0, 0, self._device.width(), self._device.height())
        self._band = 9 * self._device.logicalDpiX() / 25.4
        """Room above and below for what stands on every page."""

        self._body = whole.adjusted(0, self._band, 0, -self._band)
        document.setPageSize(self._body.size())

    def run(self, painter: QPainter) -> Iterator[Progress]:
        parts = self._sheet.parts
        steps = 2 * (len(parts) + 2)
        yield Progress(0, steps)
        cursor = QTextCursor(self._document)
        self._write_head(cursor)
        self._write_heading(cursor, self._sheet.conversation_heading)
        for at, part in enumerate(parts):
            self._write_part(cursor, part)
            yield Progress(at + 1, steps)
        if self._sheet.files:
            self._write_heading(cursor, self._sheet.files_heading)
            self._write_files(cursor, self._sheet.files, with_pictures=True)
        pages = self._document.pageCount()
        yield Progress(len(parts) + 2, steps, pages)
        half = len(parts) + 2
        for page in range(pages):
            if page:
                self._device.newPage()
            self._paint_page(painter, page, pages)
            yield Progress(half + half * (page + 1) // pages, steps, pages)

    # What stands on every page

    def _paint_page(self, painter: QPainter, page: int, pages: int) -> None:
        body = self._body
        painter.save()
        painter.translate(body.left(), body.top() - page * body.height())
        seen = QRectF(0, page * body.height(), body.width(), body.height())
        painter.setClipRect(seen)
        self._document.drawContents(painter, seen)
        painter.restore()
        painter.save()
        painter.setFont(self._font(7.5))
        painter.setPen(_DIM)
        top = QRectF(body.left(), 0, body.width(), self._band * 0.6)
        foot = QRectF(body.left(), body.bottom() + self._band * 0.4, body.width(), self._band * 0.6)
        leading, trailing = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        if self._sheet.right_to_left:
            leading, trailing = trailing, leading
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(top, int(leading | middle), self._shortened(painter, self._sheet.running, top.width()))
        painter.drawText(foot, int(leading | middle), self._sheet.closing)
        numbered = self._sheet.page_words.format(page=QLocale().toString(page + 1), pages=QLocale().toString(pages))
        painter.drawText(foot, int(trailing | middle), numbered)
        painter.restore()

    def _shortened(self, painter: QPainter, text: str, width: float) -> str:
        return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(width))

    # The text

    def _write_head(self, cursor: QTextCursor) -> None:
        cursor.insertText(self._sheet.title, self._look(15, strong=True))
        table = QTextTableFormat()
        table.setBorder(0)
        table.setCellPadding(0.6 * self._dots)
        table.setTopMargin(3 * self._dots)
        table.setBottomMargin(2 * self._dots)
        table.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        table.setColumnWidthConstraints(
            [QTextLength(QTextLength.Type.PercentageLength, 24), QTextLength(QTextLength.Type.PercentageLength, 76)]
        )
        rows = cursor.insertTable(len(self._sheet.facts), 2, table)
        for at, (caption, value) in enumerate(self._sheet.facts):
            rows.cellAt(at, 0).firstCursorPosition().insertText(caption, self._look(_BODY_POINTS, _DIM))
            rows.cellAt(at, 1).firstCursorPosition().insertText(value, self._look(_BODY_POINTS))
        cursor.movePosition(QTextCursor.MoveOperation.End)

    def _write_heading(self, cursor: QTextCursor, words: str) -> None:
        block = QTextBlockFormat()
        block.setTopMargin(4 * self._dots)
        block.setBottomMargin(1.5 * self._dots)
        block.setPageBreakPolicy(QTextBlockFormat.PageBreakFlag.PageBreak_Auto)
        cursor.insertBlock(block)
        cursor.insertText(words, self._look(11.5, strong=True))

    def _write_part(self, cursor: QTextCursor, part: SheetPart) -> None:
        if part.kind is PartKind.HAPPENED:
            self._write_event(cursor, part)
            return
        frame = QTextFrameFormat()
        frame.setBorder(0.15 * self._dots)
        # No ground of its own: Qt paints one beyond the frame where a page ends within it.
        frame.setBorderBrush(_OWN_LINE if part.is_own else _LINE)
        frame.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        frame.setPadding(2.2 * self._dots)
        frame.setTopMargin(1.2 * self._dots)
        frame.setBottomMargin(1.2 * self._dots)
        outer = cursor.currentFrame()
        cursor.insertFrame(frame)
        cursor.insertText(part.heading, self._look(_BODY_POINTS, strong=True))
        cursor.insertText(f"   {part.when}", self._look(8, _DIM))
        if part.note:
            cursor.insertText(f"   {part.note}", self._look(8, _PENDING, strong=True))
        for line in part.text.splitlines():
            cursor.insertBlock(QTextBlockFormat())
            cursor.insertText(line, self._look(_BODY_POINTS))
        if part.files:
            self._write_files(cursor, part.files, with_pictures=False)
        cursor.setPosition(outer.lastPosition())
        # A document has a line after every frame: this one has no height.
        after = QTextBlockFormat()
        after.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor.setBlockFormat(after)
        cursor.setBlockCharFormat(self._look(1))

    def _write_event(self, cursor: QTextCursor, part: SheetPart) -> None:
        block = QTextBlockFormat()
        block.setTopMargin(0.8 * self._dots)
        block.setBottomMargin(0.8 * self._dots)
        block.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        cursor.insertBlock(block)
        cursor.insertText(f"{part.heading} · {part.when}", self._look(8, _DIM))
        if part.note:
            cursor.insertText(f" · {part.note}", self._look(8, _PENDING, strong=True))
        for line in part.text.splitlines():
            cursor.insertBlock(block)
            cursor.insertText(line, self._look(_BODY_POINTS))

    def _write_files(self, cursor: QTextCursor, files: tuple[SheetFile, ...], *, with_pictures: bool) -> None:
        block = QTextBlockFormat()
        block.setTopMargin(0.8 * self._dots)
        for file in files:
            cursor.insertBlock(block)
            if with_pictures and file.picture is not None:
                self._write_picture(cursor, file)
            cursor.insertText(file.name, self._look(8.5))
            cursor.insertText(f"   {file.size}", self._look(8, _DIM))

    def _write_picture(self, cursor: QTextCursor, file: SheetFile) -> None:
        image = decode(file.picture, THUMBNAIL) if file.picture is not None else None
        if image is None or image.isNull():
            return
        self._pictures += 1
        name = f"picture:{self._pictures}"
        self._document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(name), image)
        shown = QSizeF(image.size()).scaled(QSizeF(30, 22.5) * self._dots, Qt.AspectRatioMode.KeepAspectRatio)
        picture = QTextImageFormat()
        picture.setName(name)
        picture.setWidth(shown.width())
        picture.setHeight(shown.height())
        cursor.insertImage(picture)
        cursor.insertText("   ", self._look(8))

    def _look(self, points: float, colour: QColor = _INK, *, strong: bool = False) -> QTextCharFormat:
        look = QTextCharFormat()
        look.setFont(self._font(points, strong=strong))
        look.setForeground(colour)
        return look

    def _font(self, points: float, *, strong: bool = False) -> QFont:
        made = QFont(self._face.family)
        made.setPointSizeF(points)
        made.setBold(strong)
        return made
