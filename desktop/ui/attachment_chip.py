"""A file of a message: preview, name, size, and how far its upload is. Pressing it opens, the context menu also saves."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from desktop.ui.controls.text import plain_tooltip
from desktop.ui.controls.thumbnail import ThumbnailLoader, paint_thumbnail
from desktop.ui.icons import Icon
from desktop.ui.theme import RADIUS, TextRole, Tone, colours, font
from desktop.ui.wording import bytes_left, percent, size

_PAD = 7
_WIDEST_NAME = 30


@dataclass(frozen=True, slots=True)
class FileLook:
    """What a chip shows. `sent` is None when nothing is to be sent, else bytes the server has; `path` is the file if it is here."""

    name: str
    size: int
    mime: str
    sent: int | None = None
    moving: bool = False
    path: Path | None = None
    trouble: str = ""


def symbol_of(mime: str) -> Icon:
    """The icon for a type of file."""
    family = mime.partition("/")[0]
    if mime == "application/pdf":
        return Icon.PDF
    return {"image": Icon.IMAGE, "video": Icon.VIDEO}.get(family, Icon.FILE)


def has_preview(mime: str) -> bool:
    """Whether there may be a picture of a file of this type."""
    return symbol_of(mime) in (Icon.IMAGE, Icon.PDF)


class AttachmentChip(QAbstractButton):
    """`clicked` means open; `save_requested` save as; `removed` the cross of a removable one (or Delete)."""

    save_requested = Signal()
    removed = Signal()

    def __init__(
        self, look: FileLook, loader: ThumbnailLoader | None, *, removable: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._loader = loader
        self._removable = removable
        self._crossing = False
        self.setFont(font(TextRole.SMALL))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._offer)
        if loader is not None:
            loader.ready.connect(self._arrived)
        self.show_file(look)

    @property
    def look(self) -> FileLook:
        """What is shown."""
        return self._look

    def show_file(self, look: FileLook) -> None:
        """Show this file, or how far it is now."""
        wider = self._look.sent is None or look.sent is None
        self._look = look
        parts = [look.name, size(look.size), self._progress_words(), look.trouble]
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.setToolTip(plain_tooltip("\n".join(part for part in (look.name, self._progress_words()) if part)))
        if self._removable:
            self.setAccessibleDescription(self.tr("Press Delete to remove"))
        if wider:
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Preview, name above size, progress beside them."""
        metrics = QFontMetrics(self.font())
        thumb = self._thumb_size(metrics)
        width = _PAD + thumb.width() + 9 + self._text_width(metrics) + 11
        if self._is_uploading:
            width += 9 + metrics.horizontalAdvance(self._widest_progress())
        if self._removable:
            width += metrics.height()
        return QSize(width, thumb.height() + 2 * _PAD)

    def minimumSizeHint(self) -> QSize:
        """As wished: chips wrap, they do not shrink."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw everything."""
        tokens = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetrics(self.font())
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        trouble = bool(self._look.trouble)
        painter.setPen(QColor(tokens.accent if self.hasFocus() else tokens.needs_you if trouble else tokens.line))
        painter.setBrush(QColor(tokens.hover if self.underMouse() else tokens.pane))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        thumb = self._thumb_size(metrics)
        picture = None
        if self._look.path is not None and self._loader is not None and has_preview(self._look.mime):
            picture = self._loader.picture(self._look.path, thumb * self.devicePixelRatioF())
        area = self._mirrored(QRectF(_PAD, _PAD, thumb.width(), thumb.height()))
        paint_thumbnail(painter, area, picture, symbol_of(self._look.mime), self.devicePixelRatioF())
        self._paint_words(painter, metrics, _PAD + thumb.width() + 9)
        painter.end()

    def _paint_words(self, painter: QPainter, metrics: QFontMetrics, left: float) -> None:
        tokens = colours()
        across = Qt.AlignmentFlag.AlignLeft  # mirrored by the painter
        beside_width = metrics.horizontalAdvance(self._widest_progress()) if self._is_uploading else 0
        room = self.width() - round(left) - 11 - (metrics.height() if self._removable else 0)
        # In a narrow bubble the figures give way to the name; they are in the tooltip then.
        crowded = beside_width > 0 and room - beside_width - 9 < 60
        width = min(self._text_width(metrics), room if crowded or not beside_width else room - beside_width - 9)
        line = metrics.height()
        middle = self.height() / 2
        painter.setFont(self.font())
        painter.setPen(QColor(tokens.text))
        name = metrics.elidedText(self._look.name, Qt.TextElideMode.ElideMiddle, width)
        painter.drawText(self._mirrored(QRectF(left, middle - line, width, line)), int(across), name)
        if self._is_uploading:
            total = max(1, self._look.size)
            track = self._mirrored(QRectF(left, middle + line / 2 - 3, width, 4))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.line))
            painter.drawRoundedRect(track, 2, 2)
            share = width * min(1.0, (self._look.sent or 0) / total)
            painter.setBrush(QColor(tokens.accent))
            painter.drawRoundedRect(self._mirrored(QRectF(left, middle + line / 2 - 3, share, 4)), 2, 2)
            painter.setPen(tokens.word(Tone.DIM))
            if not crowded:
                beside = QRectF(left + width + 9, 0, beside_width, self.height())
                painter.drawText(
                    self._mirrored(beside), int(across | Qt.AlignmentFlag.AlignVCenter), self._progress_words()
                )
        else:
            painter.setPen(tokens.word(Tone.NEEDS_YOU if self._look.trouble else Tone.DIM))
            under = self._look.trouble or size(self._look.size)
            under = metrics.elidedText(under, Qt.TextElideMode.ElideRight, width)
            painter.drawText(self._mirrored(QRectF(left, middle, width, line)), int(across), under)
        if self._removable:
            painter.setPen(tokens.word(Tone.DIM))
            painter.drawText(self._cross(), int(Qt.AlignmentFlag.AlignCenter), "×")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Notice whether the cross is meant."""
        self._crossing = self._removable and self._cross().contains(event.position())
        if not self._crossing:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Remove when the cross was pressed and let go."""
        if not self._crossing:
            super().mouseReleaseEvent(event)
            return
        self._crossing = False
        if self._cross().contains(event.position()):
            self.removed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return opens, Delete removes where that is possible."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif self._removable and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the system's font size."""
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.setFont(font(TextRole.SMALL))
            self.updateGeometry()
        super().changeEvent(event)

    @property
    def _is_uploading(self) -> bool:
        return self._look.sent is not None and self._look.sent < self._look.size and not self._look.trouble

    def _progress_words(self) -> str:
        look = self._look
        if not self._is_uploading:
            return ""
        done = look.sent or 0
        if look.moving:
            return f"{percent(done, look.size)}, {bytes_left(done, look.size)}"
        if not done:
            return ", ".join((self.tr("waiting"), size(look.size)))
        return ", ".join((self.tr("waiting"), percent(done, look.size), bytes_left(done, look.size)))

    def _widest_progress(self) -> str:
        """Room for every figure on the way, so that progress moves nothing."""
        total = self._look.size
        words = f"{percent(88, 100)}, {bytes_left(0, total)}"
        return words if self._look.moving else ", ".join((self.tr("waiting"), words))

    def _text_width(self, metrics: QFontMetrics) -> int:
        most = _WIDEST_NAME * metrics.averageCharWidth()
        name = min(most, metrics.horizontalAdvance(self._look.name) + 2)
        under = metrics.horizontalAdvance(self._look.trouble or size(self._look.size)) + 2
        return max(name, min(most, under), 60)

    def _thumb_size(self, metrics: QFontMetrics) -> QSize:
        height = max(34, metrics.height() * 2 - 2)
        return QSize(round(height * 1.3), height)

    def _cross(self) -> QRectF:
        side = QFontMetrics(self.font()).height() + 8
        return self._mirrored(QRectF(self.width() - side, 0, side, self.height()))

    def _mirrored(self, area: QRectF) -> QRectF:
        if not self.isRightToLeft():
            return area
        return QRectF(self.width() - area.left() - area.width(), area.top(), area.width(), area.height())

    def _offer(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        openly = QAction(self.tr("Open"), menu)
        openly.triggered.connect(self.click)
        save = QAction(self.tr("Save as…"), menu)
        save.triggered.connect(self.save_requested)
        menu.addActions([openly, save])
        if self._removable:
            remove = QAction(self.tr("Remove"), menu)
            remove.triggered.connect(self.removed)
            menu.addAction(remove)
        menu.popup(self.mapToGlobal(at))

    @Slot(str)
    def _arrived(self, key: str) -> None:
        if self._look.path is not None and str(self._look.path) == key:
            self.update()
