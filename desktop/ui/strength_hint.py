"""How strong a new password is, while it is typed: a bar and a sentence. It hints, and keeps nobody from going on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.domain.joining import SHORTEST_PASSWORD, Strength
from desktop.ui.controls import Text
from desktop.ui.theme import TextRole, Tone, colours, space

_TONES = {Strength.WEAK: Tone.NEEDS_YOU, Strength.FAIR: Tone.WAITING, Strength.STRONG: Tone.ANSWERED}


class StrengthHint(QWidget):
    """The words are what counts; the bar says the same to those who look."""

    def __init__(self) -> None:
        super().__init__()
        self._strength = Strength.NONE
        self._bar = _Bar()
        self._words = Text(role=TextRole.SMALL, tone=Tone.DIM, wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(2))
        row.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self._retranslate()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def show_strength(self, strength: Strength) -> None:
        """Show another one."""
        if strength is not self._strength:
            self._strength = strength
            self._bar.show_strength(strength)
            self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        match self._strength:
            case Strength.NONE:
                words = self.tr("At least {count} characters. Several words in a row are easy to remember.").format(
                    count=SHORTEST_PASSWORD
                )
            case Strength.WEAK:
                words = self.tr("Weak: soon guessed. Longer is better, such as several words in a row.")
            case Strength.FAIR:
                words = self.tr("Fair. Some more characters make it strong.")
            case Strength.STRONG:
                words = self.tr("Strong.")
        self._words.setText(words)


class _Bar(QWidget):
    """Three pieces, as many filled as the password is strong."""

    _PIECES = 3

    def __init__(self) -> None:
        super().__init__()
        self._strength = Strength.NONE
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_strength(self, strength: Strength) -> None:
        self._strength = strength
        self.update()

    def sizeHint(self) -> QSize:
        """As tall as the first line beside it."""
        return QSize(space(18), self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pieces."""
        tokens, gap = colours(), 3.0
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        wide = (self.width() - gap * (self._PIECES - 1)) / self._PIECES
        for number in range(self._PIECES):
            filled = number < int(self._strength)
            place = self._PIECES - 1 - number if self.isRightToLeft() else number
            painter.setBrush(tokens.shape(_TONES[self._strength]) if filled else tokens.shape(Tone.DIM))
            painter.setOpacity(1.0 if filled else 0.35)
            painter.drawRoundedRect(QRectF(place * (wide + gap), self.height() / 2 - 2, wide, 4), 2, 2)
        painter.end()
