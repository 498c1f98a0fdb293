"""The picture in the tray: our sign, how many unread, whether something needs the person, whether we are offline.

The sign stands on a tile of a blue that is far enough from black and from white, so that it can be seen on dark and
light bars alike; asking the desktop for the colour of its bar works nowhere reliably. Offline the tile is hollow.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPen, QPixmap

from desktop.ui.icons import Icon, pixmap

TILE: Final = "#3f7af0"
"""At least 3:1 against white and against our darkest grey (a test says so)."""

_ALARM: Final = "#d0372c"
_SIDES: Final = (16, 22, 24, 32, 48, 64)


@dataclass(frozen=True, slots=True)
class TrayLook:
    """What the picture tells."""

    unread: int = 0
    needs_you: int = 0
    online: bool = True


def tray_icon(look: TrayLook) -> QIcon:
    """The picture at all sizes that bars use."""
    made = QIcon()
    for side in _SIDES:
        made.addPixmap(tray_pixmap(look, side))
    return made


def tray_pixmap(look: TrayLook, side: int) -> QPixmap:
    """The picture at one size."""
    made = QPixmap(side, side)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    unit = side / 16
    tile = QRectF(0, 0, side, side).adjusted(unit / 2, unit / 2, -unit / 2, -unit / 2)
    if look.online:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(TILE))
        painter.drawRoundedRect(tile, 3.5 * unit, 3.5 * unit)
        sign = QColor("#ffffff")
    else:
        width = max(1.2, 1.3 * unit)
        painter.setPen(QPen(QColor(TILE), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = width / 2
        painter.drawRoundedRect(tile.adjusted(half, half, -half, -half), 3 * unit, 3 * unit)
        sign = QColor(TILE)
    inner = round(side * 0.8)
    offset = (side - inner) // 2
    painter.drawPixmap(offset, offset, pixmap(Icon.TRAY, inner, sign))
    if look.needs_you:
        _dot(painter, unit, side)
    if look.unread:
        _count(painter, look.unread, unit, side)
    painter.end()
    return made


def _dot(painter: QPainter, unit: float, side: int) -> None:
    box = QRectF(side - 6.5 * unit, 0, 6.5 * unit, 6.5 * unit)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#ffffff"))
    painter.drawEllipse(box)
    painter.setBrush(QColor(_ALARM))
    painter.drawEllipse(box.adjusted(unit, unit, -unit, -unit))


def _count(painter: QPainter, unread: int, unit: float, side: int) -> None:
    words = str(unread) if unread < 10 else "9+"
    height = 9 * unit
    font = QFont()
    font.setPixelSize(max(8, round(8 * unit)))
    font.setWeight(QFont.Weight.Bold)
    painter.setFont(font)
    width = max(height, painter.fontMetrics().horizontalAdvance(words) + 3 * unit)
    box = QRectF(side - width, side - height, width, height)
    painter.setPen(QPen(QColor("#ffffff"), max(0.8, 0.8 * unit)))
    painter.setBrush(QColor(_ALARM))
    half = 0.4 * unit
    painter.drawRoundedRect(box.adjusted(half, half, -half, -half), height / 2, height / 2)
    painter.setPen(QColor("#ffffff"))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)
