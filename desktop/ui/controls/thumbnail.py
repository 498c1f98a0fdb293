"""Previews of pictures and of the first pages of PDFs, decoded off the GUI thread and within limits.

A picture from a helpdesk may be hostile: no more than `LARGEST_FILE` bytes are read, nothing over `MOST_PIXELS` is decoded, formats are
recognised by content, and the decoder is asked for a small image from the start. Results come back through a queued signal of
`ThumbnailLoader`, which outlives the widgets; a widget that is gone by then is simply not found.
"""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

from PySide6.QtCore import QObject, QRectF, QRunnable, QSize, Qt, QThreadPool, Signal, Slot
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.icons import Icon, pixmap
from desktop.ui.pdf_page import NoPage, first_page, is_pdf
from desktop.ui.theme import colours

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes; larger pictures get an icon."""

MOST_PIXELS = 64_000_000
"""Width times height as the file claims; larger ones get an icon."""

_KEPT = 200


def decode(path: Path, wanted: QSize) -> QImage:
    """A picture no larger than `wanted` that covers as much of it as it can; a null image when that is not to be had."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            return QImage()
    except OSError:
        return QImage()
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if (
        not size.isValid()
        or size.width() * size.height() > MOST_PIXELS
        or bytes(reader.format().data()) in (b"svg", b"svgz")
    ):
        return QImage()
    reader.setScaledSize(size.scaled(wanted, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    return reader.read()


def preview(path: Path, wanted: QSize) -> QImage:
    """A picture, or the first page of a PDF, to fill `wanted`; a null image when there is none."""
    if not is_pdf(path):
        return decode(path, wanted)
    try:
        # Pages are read from the top, and are taller than wide: as wide as what is wanted.
        page = first_page(path, QSize(wanted.width(), 2 * wanted.width())).image
    except NoPage:
        return QImage()
    return page.copy(0, 0, page.width(), min(page.height(), wanted.height()))


class _Decoding(QRunnable):
    """One decoding. Owns no QObject (pitfalls.md): it only emits the loader's signal, which is queued across threads."""

    def __init__(self, loader: ThumbnailLoader, path: Path, wanted: QSize) -> None:
        super().__init__()
        self._loader = loader
        self._path = path
        self._wanted = wanted

    def run(self) -> None:
        image = preview(self._path, self._wanted)
        try:
            self._loader.decoded.emit(str(self._path), image)
        except RuntimeError:
            # The window closed while we decoded: nobody is left to tell.
            return


class ThumbnailLoader(QObject):
    """Decodes pictures in a thread pool of its own and remembers the last few hundred. One a window; `close` waits for its threads."""

    decoded = Signal(str, QImage)
    ready = Signal(str)
    """Path of a picture that can now be had from `picture`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._pictures: OrderedDict[str, QPixmap] = OrderedDict()
        self._asked: set[str] = set()
        self.decoded.connect(self._keep, Qt.ConnectionType.QueuedConnection)

    def picture(self, path: Path, wanted: QSize) -> QPixmap | None:
        """The picture if it is decoded already (null if it can't be); else None, and `ready` follows."""
        key = str(path)
        if key in self._pictures:
            self._pictures.move_to_end(key)
            return self._pictures[key]
        if key not in self._asked:
            self._asked.add(key)
            self._pool.start(_Decoding(self, path, wanted))
        return None

    def close(self) -> None:
        """Drop what waits and wait for what runs."""
        self._pool.clear()
        self._pool.waitForDone()

    @Slot(str, QImage)
    def _keep(self, key: str, image: QImage) -> None:
        self._asked.discard(key)
        self._pictures[key] = QPixmap.fromImage(image)
        while len(self._pictures) > _KEPT:
            self._pictures.popitem(last=False)
        self.ready.emit(key)


class Thumbnail(QWidget):
    """A small rounded preview; `symbol` stands in for what has none, or while it is being decoded."""

    def __init__(self, loader: ThumbnailLoader | None, symbol: Icon = Icon.FILE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loader = loader
        self._symbol = symbol
        self._path: Path | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if loader is not None:
            loader.ready.connect(self._arrived)

    def show_file(self, path: Path | None) -> None:
        """Preview this local file; None shows the symbol."""
        self._path = path
        self.update()

    def sizeHint(self) -> QSize:
        """Four to three."""
        height = max(34, round(self.fontMetrics().height() * 1.8))
        return QSize(round(height * 1.3), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw picture or symbol."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect())
        picture = None
        if self._path is not None and self._loader is not None:
            picture = self._loader.picture(self._path, self.size() * self.devicePixelRatioF())
        paint_thumbnail(painter, box, picture, self._symbol, self.devicePixelRatioF())
        painter.end()

    @Slot(str)
    def _arrived(self, key: str) -> None:
        if self._path is not None and str(self._path) == key:
            self.update()


def paint_thumbnail(painter: QPainter, box: QRectF, picture: QPixmap | None, symbol: Icon, ratio: float = 1.0) -> None:
    """Draw `picture` cropped into the rounded `box`, or `symbol` on a tint where there is none."""
    tokens = colours()
    outline = QPainterPath()
    outline.addRoundedRect(box, 4, 4)
    if picture is None or picture.isNull():
        painter.fillPath(outline, QColor(tokens.chip))
        side = round(min(box.width(), box.height()) * 0.62)
        at = box.center()
        painter.drawPixmap(
            round(at.x() - side / 2), round(at.y() - side / 2), pixmap(symbol, side, QColor(tokens.dim), ratio)
        )
        return
    painter.save()
    painter.setClipPath(outline)
    scale = max(box.width() / picture.width(), box.height() / picture.height())
    width, height = picture.width() * scale, picture.height() * scale
    target = QRectF(box.center().x() - width / 2, box.center().y() - height / 2, width, height)
    painter.drawPixmap(target, picture, QRectF(picture.rect()))
    painter.restore()
