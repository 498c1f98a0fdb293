"""Our single-colour icons, tinted by the scheme in force.

The drawings are 24 by 24 SVGs under `resources/icons/` that use `currentColor`. They are our own on every platform: mixing them with
whatever icon theme a desktop has would break the calm of the screen. An `icon` carries pictures for normal and disabled, at the
sharpness of every screen; ask for it again when the palette changes (`controls.ToolButton` does).
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from desktop.ui.theme import Tone, colours, resource


class Icon(StrEnum):
    """Every icon there is; the value is the file's name without `.svg`."""

    ADD = "add"
    ATTACH = "attach"
    BACK = "back"
    CALENDAR = "calendar"
    CAMERA = "camera"
    CHECK = "check"
    CLOSE = "close"
    COPY = "copy"
    DOWN = "down"
    EYE = "eye"
    EYE_OFF = "eye-off"
    FILE = "file"
    FILTER = "filter"
    FIT = "fit"
    FOLDER_CLOSED = "folder-closed"
    FOLDER_COMPANY = "folder-company"
    FOLDER_MINE = "folder-mine"
    FOLDER_OPEN = "folder-open"
    FOLDER_WAITING = "folder-waiting"
    FORWARD = "forward"
    IMAGE = "image"
    KEY = "key"
    MACHINE = "machine"
    MENU = "menu"
    MORE = "more"
    NEWS = "news"
    OUTBOX = "outbox"
    OUTSIDE = "outside"
    PDF = "pdf"
    PREFERENCES = "preferences"
    QUESTION = "question"
    REMOVE = "remove"
    SAVE = "save"
    SEARCH = "search"
    SEND = "send"
    SERVICES = "services"
    SIGN_OUT = "sign-out"
    SORT = "sort"
    SYNC = "sync"
    TRAY = "tray"
    VIDEO = "video"
    WARNING = "warning"
    WORKS = "works"
    WRENCH = "wrench"


_SIDES = (16, 20, 24, 32, 48, 64)


def icon(symbol: Icon, tone: Tone = Tone.TEXT) -> QIcon:
    """The icon in the colour of `tone`, dimmed where disabled."""
    tokens = colours()
    made = QIcon()
    for side in _SIDES:
        made.addPixmap(pixmap(symbol, side, tokens.word(tone)), QIcon.Mode.Normal)
        faint = QColor(tokens.dim)
        faint.setAlpha(130)
        made.addPixmap(pixmap(symbol, side, faint), QIcon.Mode.Disabled)
    return made


def pixmap(symbol: Icon, side: int, colour: QColor, ratio: float = 1.0) -> QPixmap:
    """The icon as a square picture of `side` device-independent pixels."""
    return _drawn(symbol.value, side, colour.rgba(), ratio)


@lru_cache(maxsize=512)
def _drawn(name: str, side: int, rgba: int, ratio: float) -> QPixmap:
    # QtSvg costs some 10 ms at import: only when the first icon is drawn.
    from PySide6.QtSvg import QSvgRenderer

    colour = QColor.fromRgba(rgba)
    source = _source(name).replace("currentColor", colour.name())
    renderer = QSvgRenderer(QByteArray(source.encode()))
    made = QPixmap(QSize(round(side * ratio), round(side * ratio)))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setOpacity(colour.alphaF())
    renderer.render(painter, QRectF(0, 0, made.width(), made.height()))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


@lru_cache(maxsize=64)
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")
