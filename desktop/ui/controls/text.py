"""Labels that never guess: plain text always, sizes and colours by role."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.ui.theme import TextRole, Tone, colours, font, restyle


class Text(QLabel):
    """A plain-text label (QLabel by itself guesses rich text and would load local images).

    `tone` is one of `Tone`; `selectable` texts can be marked and copied with the mouse and, when focused, the keyboard.
    """

    def __init__(
        self,
        text: str = "",
        *,
        role: TextRole = TextRole.BODY,
        tone: Tone = Tone.TEXT,
        strong: bool = False,
        wrap: bool = False,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._role = role
        self._strong = strong
        self.setWordWrap(wrap)
        self.setProperty("tone", tone.value)
        self.setText(text)
        self.setFont(font(role, strong=strong))
        if selectable:
            flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            self.setTextInteractionFlags(flags)

    def set_tone(self, tone: Tone) -> None:
        """Change the colour's meaning."""
        if self.property("tone") != tone.value:
            self.setProperty("tone", tone.value)
            restyle(self)

    def set_strong(self, strong: bool) -> None:
        """Change the weight."""
        if strong != self._strong:
            self._strong = strong
            self.setFont(font(self._role, strong=strong))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the system's font size; keep the weight when the style sheet forgets it (see `theme.restyle`)."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.ApplicationFontChange, QEvent.Type.FontChange):
            wanted = font(self._role, strong=self._strong)
            if wanted != self.font():
                self.setFont(wanted)


class ElidedText(QWidget):
    """One line that shortens itself; the whole text is its tooltip (while shortened) and its accessible name."""

    def __init__(
        self,
        text: str = "",
        *,
        role: TextRole = TextRole.BODY,
        tone: Tone = Tone.TEXT,
        strong: bool = False,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        widest: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        """`widest` limits the wish for width, in average characters; 0 is no limit."""
        super().__init__(parent)
        self._text = ""
        self._role = role
        self._tone = tone
        self._strong = strong
        self._mode = mode
        self._widest = widest
        self._tip = ""
        self.setFont(font(role, strong=strong))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    @property
    def text(self) -> str:
        """The whole text."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another text; line breaks become spaces."""
        text = " ".join(text.split())
        if text == self._text:
            return
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self._tell_whole()
        self.update()

    def set_tone(self, tone: Tone) -> None:
        """Change the colour's meaning."""
        self._tone = tone
        self.update()

    def set_tip(self, tip: str) -> None:
        """Something to say in the tooltip besides the whole text."""
        self._tip = tip
        self._tell_whole()

    def sizeHint(self) -> QSize:
        """The whole line, as far as `widest` allows."""
        metrics = QFontMetrics(self.font())
        width = metrics.horizontalAdvance(self._text) + 2
        if self._widest:
            width = min(width, self._widest * metrics.averageCharWidth())
        return QSize(width, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """A few letters and the ellipsis."""
        metrics = QFontMetrics(self.font())
        return QSize(min(self.sizeHint().width(), metrics.averageCharWidth() * 6), metrics.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line, shortened to the width there is."""
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(colours().word(self._tone))
        shown = painter.fontMetrics().elidedText(self._text, self._mode, self.width())
        # The painter mirrors "left" by itself where one reads from the right.
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say the whole text in the tooltip only while it does not fit."""
        self._tell_whole()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the system's font size."""
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.setFont(font(self._role, strong=self._strong))
            self.updateGeometry()
        super().changeEvent(event)

    def _tell_whole(self) -> None:
        fits = QFontMetrics(self.font()).horizontalAdvance(self._text) <= self.width()
        parts = [part for part in ("" if fits else self._text, self._tip) if part]
        self.setToolTip(plain_tooltip("\n".join(parts)))


def plain_tooltip(text: str) -> str:
    """`text` as a tooltip that shows exactly these characters (tooltips guess rich text where something looks like a tag)."""
    if "<" not in text and "&" not in text:
        return text
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<span>{escaped}</span>"


def reading_width(widget: QWidget) -> int:
    """Pixels of a dialog whose sentences are read comfortably, on a screen that may be smaller than that."""
    comfortable = max(500, widget.fontMetrics().averageCharWidth() * 64)
    return min(comfortable, round(widget.screen().availableSize().width() * 0.94))
