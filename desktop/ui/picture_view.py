"""A picture that can be looked at closely: fitted into the view or at any size, by wheel, keys and hand."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from desktop.ui.theme import colours

STEP = 1.25
"""How much larger one press, or one notch of the wheel, makes it."""

SMALLEST, LARGEST = 0.05, 8.0


class PictureView(QAbstractScrollArea):
    """Shows one picture. 1.0 is one point of the picture on one point of the screen; `zoomed` when the size becomes another."""

    zoomed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pixmap = QPixmap()
        self._scaled = QPixmap()
        self._zoom = 1.0
        self._fits = True
        self._held: QPoint | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self.viewport().update)

    @property
    def zoom(self) -> float:
        """How large it is shown."""
        return self._zoom

    @property
    def fits(self) -> bool:
        """Whether it follows the size of the view."""
        return self._fits

    @property
    def shown_size(self) -> QSizeF:
        """Its size on the screen, in device-independent pixels."""
        return QSizeF(self._pixmap.size()) * self._zoom / self.devicePixelRatioF()

    def show_image(self, image: QImage) -> None:
        """Show this picture, fitted."""
        self._pixmap = QPixmap.fromImage(image)
        self._scaled = QPixmap()
        self.fit()

    def fit(self) -> None:
        """As large as the view; a small picture is not blown up."""
        self._fits = True
        self._set_zoom(self._fitting_zoom(), None)

    def full(self) -> None:
        """One to one."""
        self._fits = False
        self._set_zoom(1.0, None)

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Larger or smaller; what is under `at` (the middle, if nothing is said) stays there."""
        self._fits = False
        self._set_zoom(min(LARGEST, max(SMALLEST, self._zoom * factor)), at)

    def pan(self, across: int, down: int) -> bool:
        """Move the view; whether there was anywhere to go."""
        before = (self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        self.horizontalScrollBar().setValue(before[0] + across)
        self.verticalScrollBar().setValue(before[1] + down)
        return before != (self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is in sight."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(colours().window))
        if not self._pixmap.isNull():
            self._paint_picture(painter)
        painter.end()

    def _paint_picture(self, painter: QPainter) -> None:
        target = self._area()
        # White pages end somewhere, on a light ground too.
        painter.setPen(QColor(colours().line))
        painter.drawRect(target.adjusted(-1, -1, 0, 0))
        if self._zoom >= 1.0:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self._zoom < 2.0)
            painter.drawPixmap(target, self._pixmap, QRectF(self._pixmap.rect()))
            return
        # Made smaller once, and well: drawn anew from the whole at every turn of the wheel it would lag and shimmer.
        wanted = (target.size() * self.devicePixelRatioF()).toSize().expandedTo(QSize(1, 1))
        if self._scaled.size() != wanted:
            aspect, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            self._scaled = self._pixmap.scaled(wanted, aspect, smooth)
        painter.drawPixmap(target, self._scaled, QRectF(self._scaled.rect()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom where the pointer is."""
        turned = event.angleDelta().y()
        if turned:
            self.zoom_by(STEP ** (turned / 120), event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the view where there is somewhere to go; whatever else is the window's."""
        step = self.viewport().height() // 8
        moves = {
            Qt.Key.Key_Up: (0, -step),
            Qt.Key.Key_Down: (0, step),
            Qt.Key.Key_Left: (-step, 0),
            Qt.Key.Key_Right: (step, 0),
        }
        across, down = moves.get(Qt.Key(event.key()), (0, 0))
        if not ((across or down) and self.pan(across, down)):
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the picture."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._held = event.position().toPoint()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move it along."""
        if self._held is not None:
            now = event.position().toPoint()
            self.pan(self._held.x() - now.x(), self._held.y() - now.y())
            self._held = now

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._held = None
        self.viewport().unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Between fitted and one to one."""
        if self._fits:
            self.full()
        else:
            self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the view."""
        super().resizeEvent(event)
        self._set_zoom(self._fitting_zoom() if self._fits else self._zoom, None)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()

    def _fitting_zoom(self) -> float:
        size = self._pixmap.size()
        if size.isEmpty():
            return 1.0
        room = self.maximumViewportSize() * self.devicePixelRatioF()
        return min(1.0, max(SMALLEST, min(room.width() / size.width(), room.height() / size.height())))

    def _set_zoom(self, zoom: float, at: QPointF | None) -> None:
        middle = at or QRectF(self.viewport().rect()).center()
        area = self._area()
        # Which part of the picture is there, as a share of it.
        share = QPointF(
            (middle.x() - area.left()) / max(1.0, area.width()), (middle.y() - area.top()) / max(1.0, area.height())
        )
        self._zoom = zoom
        shown, view = self.shown_size, self.viewport().size()
        for bar, whole, seen in (
            (self.horizontalScrollBar(), shown.width(), view.width()),
            (self.verticalScrollBar(), shown.height(), view.height()),
        ):
            bar.setRange(0, max(0, round(whole - seen)))
            bar.setPageStep(seen)
            bar.setSingleStep(max(1, seen // 16))
        self.horizontalScrollBar().setValue(round(share.x() * shown.width() - middle.x()))
        self.verticalScrollBar().setValue(round(share.y() * shown.height() - middle.y()))
        self.viewport().update()
        self.zoomed.emit()

    def _area(self) -> QRectF:
        """Where the picture lies in the view."""
        shown, view = self.shown_size, QSizeF(self.viewport().size())
        left = (
            (view.width() - shown.width()) / 2 if shown.width() <= view.width() else -self.horizontalScrollBar().value()
        )
        top = (
            (view.height() - shown.height()) / 2
            if shown.height() <= view.height()
            else -self.verticalScrollBar().value()
        )
        return QRectF(QPointF(left, top), shown)
