"""What happened to a ticket, as a compact table above its conversation: what, who, when; what is not sent yet says so.

A line that is chosen leads to its place in the conversation.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from desktop.domain.catalogue import Catalogue
from desktop.domain.history import history
from desktop.domain.instant import Instant
from desktop.domain.projection import Entry, TicketView
from desktop.ui.glyphs import Glyph, paint_glyph
from desktop.ui.theme import TextRole, Tone, colours, font
from desktop.ui.wording import change_look, day_and_time, exact_time
from desktop.ui.wording.history import actor, happening_look, happening_words

MOST_ROWS = 7
"""Rows that are shown without scrolling."""

_WHAT, _WHO, _WHEN = range(3)


class TicketHistory(QTreeWidget):
    """`chosen` carries the id of the entry that a line stands for; `left` when Escape is pressed."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ticketHistory")
        self.setAccessibleName(self.tr("What happened"))
        self.setColumnCount(3)
        self.setHeaderLabels([self.tr("What happened"), self.tr("Who"), self.tr("When")])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setFrameShape(QTreeWidget.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = self.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_WHAT, QHeaderView.ResizeMode.Stretch)
        for column in (_WHO, _WHEN):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.setFont(font(TextRole.SMALL))
        header.setFont(font(TextRole.SMALL))
        self.itemActivated.connect(self._choose)
        self.itemClicked.connect(self._choose)

    @property
    def lines(self) -> list[tuple[str, str, str]]:
        """What stands there."""
        items = [self.topLevelItem(row) for row in range(self.topLevelItemCount())]
        return [(one.text(_WHAT), one.text(_WHO), one.text(_WHEN)) for one in items if one is not None]

    def show_ticket(self, view: TicketView, catalogue: Catalogue, language: str, now: Instant, *, online: bool) -> None:
        """Show what happened to this one, the latest in sight."""
        current = self.currentItem()
        kept = current.data(_WHAT, Qt.ItemDataRole.UserRole) if current is not None else None
        self.clear()
        for entry in history(view):
            item = QTreeWidgetItem(
                [happening_words(entry, catalogue, language), actor(entry), self._when(entry, now, online=online)]
            )
            item.setData(_WHAT, Qt.ItemDataRole.UserRole, entry.id)
            item.setToolTip(_WHAT, item.text(_WHAT))
            item.setToolTip(_WHEN, exact_time(entry.at))
            look = happening_look(entry, catalogue)
            tone = look.tone if look is not None else Tone.DIM
            pending = entry.change is not None
            item.setIcon(_WHAT, _icon(Glyph.QUEUED if pending else look.glyph if look else None, tone, self._side))
            for column in (_WHO, _WHEN):
                item.setForeground(column, colours().word(Tone.DIM))
            self.addTopLevelItem(item)
            if entry.id == kept:
                self.setCurrentItem(item)
        self.setIconSize(QSize(self._side, self._side))
        self.setFixedHeight(self._wished_height())
        self.scrollToBottom()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @property
    def _side(self) -> int:
        return max(10, round(self.fontMetrics().ascent() * 0.9))

    def _when(self, entry: Entry, now: Instant, *, online: bool) -> str:
        said = day_and_time(entry.at, now)
        if entry.change is None:
            return said
        look = change_look(entry.change, now, online=online).look.words
        unsent = self.tr("not sent yet")
        return f"{said} · {unsent} ({look})"

    def _wished_height(self) -> int:
        rows = min(MOST_ROWS, max(1, self.topLevelItemCount()))
        row = max(self.sizeHintForRow(0), self.fontMetrics().height() + 6)
        return self.header().sizeHint().height() + rows * row + 6

    def _choose(self, item: QTreeWidgetItem) -> None:
        self.chosen.emit(str(item.data(_WHAT, Qt.ItemDataRole.UserRole)))


def _icon(glyph: Glyph | None, tone: Tone, side: int) -> QIcon:
    drawn = QPixmap(side * 2, side * 2)
    drawn.fill(Qt.GlobalColor.transparent)
    if glyph is not None:
        painter = QPainter(drawn)
        paint_glyph(painter, glyph, QRectF(0, 0, side * 2, side * 2), colours().shape(tone))
        painter.end()
    drawn.setDevicePixelRatio(2)
    return QIcon(drawn)
