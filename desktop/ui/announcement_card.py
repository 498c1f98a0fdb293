"""One announcement: what it is, when it holds, its text, the machines it concerns, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from desktop.domain.announcement import Announcement, AnnouncementRow, Phase
from desktop.domain.instant import Instant
from desktop.domain.machine import Machine
from desktop.ui.calendar_entry import has_entry
from desktop.ui.controls import Card, Chip, FlowLayout, Text, link_button
from desktop.ui.icons import Icon, pixmap
from desktop.ui.message_text import MessageText
from desktop.ui.theme import TextRole, Tone, colours, font, space
from desktop.ui.wording import exact_time
from desktop.ui.wording.announcements import kind_symbol, kind_words, phase_inside, published_words, window_words


class SymbolLabel(QWidget):
    """An icon and its word, in small strong type."""

    def __init__(self, symbol: Icon, words: str, tone: Tone = Tone.DIM, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._symbol = symbol
        self._words = words
        self._tone = tone
        self.setAccessibleName(words)
        self.setFont(font(TextRole.SMALL, strong=True))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Icon, gap, word."""
        metrics = self.fontMetrics()
        return QSize(self._side() + 6 + metrics.horizontalAdvance(self._words) + 2, metrics.height() + 4)

    def minimumSizeHint(self) -> QSize:
        """As wished."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw both."""
        painter = QPainter(self)
        side, colour = self._side(), colours().word(self._tone)
        mirrored = self.isRightToLeft()
        x = self.width() - side if mirrored else 0
        painter.drawPixmap(x, (self.height() - side) // 2, pixmap(self._symbol, side, colour, self.devicePixelRatioF()))
        painter.setFont(self.font())
        painter.setPen(colour)
        room = self.rect().adjusted(0 if mirrored else side + 6, 0, -(side + 6) if mirrored else 0, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._words)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the system's font size."""
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.setFont(font(TextRole.SMALL, strong=True))
            self.updateGeometry()
        super().changeEvent(event)

    def _side(self) -> int:
        return round(self.fontMetrics().height() * 0.9)


class AnnouncementCard(Card):
    """Says which of its links was pressed; its page knows the rest."""

    machine_asked = Signal(str)
    ask_asked = Signal(object)
    """The `Announcement` the person has a question about."""

    calendar_asked = Signal(object)
    """The `Announcement` that is to go into the calendar."""

    save_asked = Signal(object)
    """The `Announcement` whose calendar entry is to be saved as a file."""

    def __init__(
        self, row: AnnouncementRow, machines: Sequence[Machine], now: Instant, parent: QWidget | None = None
    ) -> None:
        super().__init__(framed=True, parent=parent)
        self.announcement = row.announcement
        self.is_read = row.read
        self._phase = row.announcement.phase(now)
        self.title = Text(row.announcement.title, strong=True, wrap=True, selectable=True)
        self._fresh = Text("", role=TextRole.SMALL, strong=True, tone=Tone.ACCENT)
        self._trouble = Text(role=TextRole.SMALL, tone=Tone.NEEDS_YOU, wrap=True)
        self.calendar: QPushButton = link_button(self.tr("Add to calendar…"))
        self.ask: QPushButton = link_button(self.tr("Ask about this"))
        self.save: QPushButton = link_button(self.tr("Save the calendar entry…"))
        self.machines: list[Chip] = []
        self._build(now, machines)
        self.show_read(row.read)

    def _build(self, now: Instant, machines: Sequence[Machine]) -> None:
        one = self.announcement
        self.body.setSpacing(space(2))
        tone = Tone.WAITING if self._phase is Phase.IN_FORCE and one.ends_at is not None else Tone.DIM
        top = QHBoxLayout()
        top.setSpacing(space(2))
        top.addWidget(SymbolLabel(kind_symbol(one.what), kind_words(one.what), tone))
        top.addStretch(1)
        top.addWidget(self._fresh)
        self.body.addLayout(top)
        self.body.addWidget(self.title)
        window = window_words(one, now)
        when = " · ".join(part for part in (window, published_words(one, now)) if part)
        line = Text(when[:1].upper() + when[1:], role=TextRole.SMALL, tone=Tone.DIM, wrap=True)
        line.setToolTip(exact_time(one.starts_at or one.published_at))
        self.body.addWidget(line)
        text = MessageText()
        text.show_text(one.text)
        text.setAccessibleName(one.title)
        self.body.addWidget(text)
        if machines:
            self.body.addWidget(self._machines(machines))
        self.body.addWidget(self._actions())
        self._trouble.hide()
        self.save.hide()
        self.body.addWidget(self._trouble)
        self.body.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeading)

    def _machines(self, machines: Sequence[Machine]) -> QWidget:
        area = QWidget()
        flow = FlowLayout(area)
        about = Text(self.tr("Concerns"), role=TextRole.SMALL, tone=Tone.DIM)
        about.setContentsMargins(0, 4, 0, 4)  # as tall as the chips beside it
        flow.addWidget(about)
        for machine in machines:
            chip = Chip(machine.name, clickable=True)
            chip.setAccessibleName(self.tr("Machine {name}").format(name=machine.name))
            chip.clicked.connect(lambda _=False, id=machine.id: self.machine_asked.emit(id))
            flow.addWidget(chip)
            self.machines.append(chip)
        return area

    def _actions(self) -> QWidget:
        one = self.announcement
        self.calendar.setAccessibleName(self.tr("Add “{title}” to the calendar").format(title=one.title))
        self.calendar.clicked.connect(lambda: self.calendar_asked.emit(one))
        self.ask.setAccessibleName(self.tr("Ask about “{title}”").format(title=one.title))
        self.ask.clicked.connect(lambda: self.ask_asked.emit(one))
        self.save.setAccessibleName(self.tr("Save “{title}” as a calendar entry").format(title=one.title))
        self.save.clicked.connect(lambda: self.save_asked.emit(one))
        area = QWidget()
        flow = FlowLayout(area, gap=space(4))
        flow.addWidget(self.calendar)
        flow.addWidget(self.ask)
        # Only now: shown without a parent it would be a window of its own for a moment.
        self.calendar.setVisible(has_entry(one) and self._phase is not Phase.PAST)
        return area

    def show_read(self, read: bool) -> None:
        """Read or unread: a word, the weight of the title, and what assistive technology says."""
        self.is_read = read
        self._fresh.setText("" if read else self.tr("New", "an announcement that was not read yet"))
        self._fresh.setVisible(not read)
        self.title.set_strong(not read)
        one = self.announcement
        parts = [kind_words(one.what), phase_inside(self._phase), one.title, "" if read else self.tr("unread")]
        self.setAccessibleName(", ".join(part for part in parts if part))

    def say_trouble(self, words: str) -> None:
        """The calendar could not be opened: say why, and offer the file."""
        self._trouble.setText(words)
        self._trouble.setVisible(bool(words))
        self.save.setVisible(bool(words))


def title_for_file(one: Announcement) -> str:
    """What the calendar entry's file is called."""
    return f"{one.title[:80].strip() or one.id}.ics"
