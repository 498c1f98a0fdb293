"""Which words a widget paints, and where: it is painted once onto a device that keeps nothing but texts.

For widgets that draw by themselves, of which nobody can tell from outside how much room their words need.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QPaintDevice, QPaintEngine, QPaintEngineState, QRegion, QTextItem, QTransform
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True)
class Painted:
    """A piece of text, and the rectangle in the widget that its ink takes."""

    text: str
    where: QRectF


class _TextsOnly(QPaintEngine):
    def __init__(self) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self.texts: list[Painted] = []
        self._transform = QTransform()

    def begin(self, device: QPaintDevice) -> bool:
        return True

    def end(self) -> bool:
        return True

    def type(self) -> QPaintEngine.Type:
        return QPaintEngine.Type.User

    def updateState(self, state: QPaintEngineState) -> None:
        if state.state() & QPaintEngine.DirtyFlag.DirtyTransform:
            self._transform = state.transform()

    def drawTextItem(self, at: QPointF, item: QTextItem) -> None:
        if item.text().strip():
            ink = QFontMetricsF(item.font()).tightBoundingRect(item.text())
            self.texts.append(Painted(item.text(), self._transform.mapRect(ink.translated(at))))

    # What is no text is let pass; without these Qt would draw it by way of what is there.

    def drawPath(self, *_: object) -> None: ...

    def drawPixmap(self, *_: object) -> None: ...

    def drawImage(self, *_: object) -> None: ...

    def drawPolygon(self, *_: object) -> None: ...

    def drawRects(self, *_: object) -> None: ...

    def drawLines(self, *_: object) -> None: ...

    def drawEllipse(self, *_: object) -> None: ...


class _Device(QPaintDevice):
    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.engine = _TextsOnly()
        self._metrics = {
            one: widget.metric(one)
            for one in QPaintDevice.PaintDeviceMetric
            if one.name in ("PdmWidth", "PdmHeight", "PdmWidthMM", "PdmHeightMM", "PdmNumColors", "PdmDepth")
            or "Dpi" in one.name
        }
        self._metrics[QPaintDevice.PaintDeviceMetric.PdmDevicePixelRatio] = 1
        self._metrics[QPaintDevice.PaintDeviceMetric.PdmDevicePixelRatioScaled] = 0x10000

    def paintEngine(self) -> QPaintEngine:
        return self.engine

    def metric(self, which: QPaintDevice.PaintDeviceMetric) -> int:
        return self._metrics.get(which, 0)


def painted_words(widget: QWidget) -> list[Painted]:
    """The texts that the widget paints by itself, without its children, in the widget's own coordinates."""
    device = _Device(widget)
    widget.render(device, QPoint(), QRegion(), QWidget.RenderFlag(0))
    return device.engine.texts
