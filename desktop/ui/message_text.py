"""The text of a message: selectable, copied by keyboard, with links that open only when they are pressed.

Plain text is put in as text, never parsed; its http and https addresses become links. It is the one place that shows HTML, and only
what `message_html` let through. Nothing is ever loaded: neither from the disk nor from the network.
"""

from __future__ import annotations

import math
import re

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QDesktopServices,
    QFocusEvent,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget

from desktop.ui.controls.focus_ring import BY_KEYS
from desktop.ui.controls.text import plain_tooltip
from desktop.ui.theme import Tone, colours, font

SHOWN_AT_FIRST = 20_000
"""Characters of a text that are laid out without being asked for."""

_ADDRESS = re.compile(r"https?://[^\s<>\"“”«»]+")
_TRAILING = ".,;:!?)]}'’"


def open_link(address: QUrl) -> bool:
    """Hand an address to the system's browser; only http and https, everything else is refused."""
    if address.scheme() not in ("http", "https") or not address.host():
        return False
    return QDesktopServices.openUrl(address)


class MessageText(QTextBrowser):
    """Read-only text as tall as it needs to be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._measure: QTextDocument | None = None
        self._heights: dict[int, int] = {}
        self._ringed = False
        super().__init__(parent)
        self.setProperty("kind", "bare")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)
        self.setFont(font())
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.anchorClicked.connect(open_link)
        self.highlighted.connect(self._tell_address)
        self._plain = ""
        self._html = ""

    def show_text(self, text: str) -> None:
        """Show plain text, exactly as it is; addresses in it become links."""
        self._plain, self._html = text, ""
        self._write()

    def show_html(self, html: str) -> None:
        """Show a message that has no text."""
        self._plain, self._html = "", html
        self._write()

    def ideal_width(self, most: int) -> int:
        """How wide it wants to be, at most `most`."""
        document = self._measured()
        document.setTextWidth(most)
        return min(most, math.ceil(document.idealWidth()) + 2)

    def loadResource(self, type: int, name: QUrl | str) -> object:
        """Nothing, from nowhere. Not None: then the document would read local files by itself."""
        return QByteArray(b"")

    def heightForWidth(self, width: int) -> int:
        """All lines at this width."""
        known = self._heights.get(width)
        if known is None:
            document = self._measured()
            document.setTextWidth(width)
            known = self._heights[width] = math.ceil(document.size().height())
        return known

    def sizeHint(self) -> QSize:
        """One line's worth; the conversation asks for the height at its width."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """One letter."""
        return QSize(self.fontMetrics().averageCharWidth() * 4, self.fontMetrics().height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is to who walks by keys."""
        super().focusInEvent(event)
        self._ringed = event.reason() in BY_KEYS
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes."""
        super().focusOutEvent(event)
        self._ringed = False
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text; and a ring that takes no room, since the text reaches to its edges."""
        super().paintEvent(event)
        if self._ringed:
            painter = QPainter(self.viewport())
            painter.setPen(QColor(colours().focus))
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))
            painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave scrolling to the conversation."""
        event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        """Follow font and scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.setFont(font())
        elif event.type() == QEvent.Type.FontChange:
            self._forget_measures()
        elif event.type() == QEvent.Type.PaletteChange and self.document().characterCount() > 1:
            self._write()

    def _measured(self) -> QTextDocument:
        """A copy to measure: asking the shown document for other widths would move what is on the screen."""
        if self._measure is None:
            self._measure = self.document().clone(self)
            self._measure.setDefaultFont(self.font())
            self._measure.setDocumentMargin(0)
        return self._measure

    def _forget_measures(self) -> None:
        if self._measure is not None:
            self._measure.deleteLater()
            self._measure = None
        self._heights.clear()
        self.updateGeometry()

    def _write(self) -> None:
        if self._html:
            # 15 ms at import, and few messages need it.
            from desktop.ui.message_html import clean_html, text_of

            cleaned = clean_html(self._html)
            if cleaned is None:
                self._write_plain(text_of(self._html))
            else:
                link = colours().word(Tone.ACCENT).name()
                self.document().setDefaultStyleSheet(f"a {{ color: {link}; }}")
                self.setHtml(cleaned)
        else:
            self._write_plain(self._plain)
        self._forget_measures()

    def _write_plain(self, text: str) -> None:
        self.document().clear()
        cursor = QTextCursor(self.document())
        plain = QTextCharFormat()
        plain.setForeground(QColor(colours().text))
        at = 0
        for found in _ADDRESS.finditer(text):
            address = found.group().rstrip(_TRAILING)
            cursor.insertText(text[at : found.start()], plain)
            link = QTextCharFormat()
            link.setAnchor(True)
            link.setAnchorHref(address)
            link.setForeground(colours().word(Tone.ACCENT))
            link.setFontUnderline(True)
            cursor.insertText(address, link)
            at = found.start() + len(address)
        cursor.insertText(text[at:], plain)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _tell_address(self, address: QUrl) -> None:
        self.setToolTip(plain_tooltip(address.toString()))
