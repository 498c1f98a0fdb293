"""The strip at the bottom: the truth about the line to the helpdesk, and how a long fetch goes on."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFontMetrics,
    QHideEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QWidget

from desktop.ui.controls import Text, link_button
from desktop.ui.theme import TextRole, Tone, colours, space
from desktop.ui.wording import LinkSentence, duration_left, link_sentence, now_instant, number
from desktop.ui.wording.link import Link
from desktop.ui.wording.sentences import ended

WIDEST_HEADLINE = 0.5
"""Share of the width that a headline may take beside its sentence."""


class StatusStrip(QWidget):
    """One line where there is room. `sign_in_asked`, `outbox_asked` and `anyway_asked` come from its one button."""

    sign_in_asked = Signal()
    outbox_asked = Signal()
    anyway_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link: Link | None = None
        self._said: LinkSentence | None = None
        self._progress = ""
        self._headline = Text(role=TextRole.SMALL, strong=True)
        # In a narrow window, and in a language of long words, the truth takes a second line rather than being cut short.
        self._sentence = Text(role=TextRole.SMALL, wrap=True)
        self._button: QPushButton = link_button("")
        self._button.clicked.connect(self._act)
        self._button.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, space(1), space(3), space(1))
        row.setSpacing(space(3))
        row.addSpacing(space(8) + 4)  # where the ring is painted, on either side
        self._said_in = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._said_in.setSpacing(space(3))
        self._said_in.addWidget(self._headline)
        self._said_in.addWidget(self._sentence, 1)
        row.addLayout(self._said_in, 1)
        row.addWidget(self._button)
        # As tall with its button as without.
        self.setMinimumHeight(self._button.sizeHint().height() + 2 * space(1))
        # Ages go on although nothing happens.
        self._minute = QTimer(self)
        self._minute.setInterval(30_000)
        self._minute.timeout.connect(self._say)

    @property
    def words(self) -> str:
        """Everything it says, for assistive technology and tests."""
        return self.accessibleName()

    def show_link(self, link: Link) -> None:
        """Say how the line is."""
        self._link = link
        self._say()

    def show_progress(self, progress: object) -> None:
        """Say how far a long fetch is (SyncProgress), None when it is over."""
        if progress is None:
            self._progress = ""
        else:
            done, total = int(getattr(progress, "done", 0)), int(getattr(progress, "total", 0) or 0)
            amount = (
                self.tr("Fetching {done} of {total}").format(done=number(done), total=number(total))
                if total
                else self.tr("Fetching, {done} so far").format(done=number(done))
            )
            left = duration_left(getattr(progress, "seconds_left", None))
            self._progress = " · ".join(part for part in (amount, left) if part)
        self._say()

    def showEvent(self, event: QShowEvent) -> None:
        """Let ages go on."""
        super().showEvent(event)
        self._minute.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._minute.stop()

    def minimumSizeHint(self) -> QSize:
        """It never keeps a window wide: what it says takes lines instead."""
        return QSize(space(50), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Headline and sentence stand above each other where they would press one another."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        whole = QFontMetrics(self._headline.font()).horizontalAdvance(self._headline.text())
        beside = whole <= self.width() * WIDEST_HEADLINE
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._headline.setWordWrap(not beside)
        self._said_in.setDirection(across if beside else down)
        self._said_in.setSpacing(space(3) if beside else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the ring: filled while online, hollow while not."""
        tokens = colours()
        calm = self._said is None or self._said.calm
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.side_bar if calm else tokens.strip))
        painter.fillRect(QRectF(0, 0, self.width(), 1), QColor(tokens.line))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tone = tokens.shape(self._said.tone if self._said else Tone.DIM) if calm else QColor(tokens.strip_text)
        side = 8.0
        x = self.width() - space(4) - side if self.isRightToLeft() else space(4)
        ring = QRectF(x, (self.height() - side) / 2, side, side)
        painter.setPen(QPen(tone, 2))
        painter.setBrush(tone if calm and self._said is not None else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(ring.adjusted(1, 1, -1, -1))
        painter.end()

    def _say(self) -> None:
        if self._link is None:
            return
        before = self._said
        said = link_sentence(self._link, now_instant())
        self._said = said
        self._headline.setText(said.headline)
        self._arrange()
        tone = Tone.DIM if said.calm else Tone.STRIP
        self._headline.set_tone(tone)
        self._sentence.set_tone(tone)
        self._sentence.setText(" · ".join(part for part in (self._progress, said.sentence) if part))
        words = {
            "sign-in": self.tr("Sign in"),
            "outbox": self.tr("Show"),
            "send-anyway": self.tr("Send anyway"),
        }.get(said.action, "")
        self._button.setText(words)
        self._button.setVisible(bool(words))
        self.setAccessibleName(f"{ended(said.headline)} {self._sentence.text()}")
        if before is not None and before.headline != said.headline and self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.accessibleName()))
        self.update()

    def _act(self) -> None:
        match self._said.action if self._said is not None else "":
            case "sign-in":
                self.sign_in_asked.emit()
            case "send-anyway":
                self.anyway_asked.emit()
            case _:
                self.outbox_asked.emit()
