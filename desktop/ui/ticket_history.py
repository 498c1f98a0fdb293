"""What happened to a ticket, as a compact table above its conversation: what, who, when; what is not sent yet says so.

A line that is chosen leads to its place in the conversation.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from desktop.domain.catalogue import Catalogue
from desktop.domain.history import history
from desktop.domain.instant import Instant
from desktop.domain.projection import Entry, TicketView
from desktop.ui.controls import surface
from desktop.ui.controls.text import plain_tooltip
from desktop.ui.glyphs import Glyph, paint_glyph
from desktop.ui.theme import TextRole, Tone, colours, font, space
from desktop.ui.wording import change_look, day_and_time, exact_time
from desktop.ui.wording.history import actor, happening_look, happening_words

MOST_ROWS, FEWEST_ROWS = 7, 2
"""Rows that are shown without scrolling, where there are as many."""

_WHAT, _WHO, _WHEN = range(3)


class HistoryTable(QTreeWidget):
    """The lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("What happened"))
        self.setColumnCount(3)
        self.setHeaderLabels([self.tr("What happened"), self.tr("Who"), self.tr("When")])
        # Names of the columns for assistive technology; to the eye they are plain.
        self.setHeaderHidden(True)
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

    @property
    def side(self) -> int:
        """How large the shapes are."""
        return max(10, round(self.fontMetrics().ascent() * 0.9))

    @property
    def row_height(self) -> int:
        """How tall a line is."""
        return self.fontMetrics().height() + space(2)

    def fit(self) -> None:
        """As tall as its lines, up to `MOST_ROWS`, and a fifth of a low window: the conversation is what one came for."""
        room = max(FEWEST_ROWS, self.window().height() // 5 // self.row_height)
        rows = min(MOST_ROWS, room, max(1, self.topLevelItemCount()))
        self.setFixedHeight(rows * self.row_height + 2)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the system's font size."""
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.setFont(font(TextRole.SMALL))
        super().changeEvent(event)


class TicketHistory(QWidget):
    """`chosen` carries the id of the entry that a line stands for."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        surface(self, "pane")
        self.setObjectName("ticketHistory")
        self.table = HistoryTable()
        self.table.itemActivated.connect(self._choose)
        self.table.itemClicked.connect(self._choose)
        self.setFocusProxy(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(5), space(2), space(5), space(2))
        column.addWidget(self.table)

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the height of the page around."""
        super().showEvent(event)
        page = self.parentWidget()
        if page is not None:
            page.installEventFilter(self)
        self.table.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A page that becomes lower keeps its room for the conversation."""
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget() and self.isVisible():
            self.table.fit()
        return super().eventFilter(watched, event)

    @property
    def lines(self) -> list[tuple[str, str, str]]:
        """What stands there."""
        items = [self.table.topLevelItem(row) for row in range(self.table.topLevelItemCount())]
        return [(one.text(_WHAT), one.text(_WHO), one.text(_WHEN)) for one in items if one is not None]

    def show_ticket(self, view: TicketView, catalogue: Catalogue, language: str, now: Instant, *, online: bool) -> None:
        """Show what happened to this one, the latest in sight."""
        table = self.table
        current = table.currentItem()
        kept = current.data(_WHAT, Qt.ItemDataRole.UserRole) if current is not None else None
        table.clear()
        for entry in history(view):
            item = self._item(entry, happening_words(entry, catalogue, language), self._when(entry, now, online=online))
            look = happening_look(entry, catalogue)
            tone = look.tone if look is not None else Tone.DIM
            glyph = Glyph.QUEUED if entry.change is not None else look.glyph if look is not None else None
            item.setIcon(_WHAT, _icon(glyph, tone, table.side))
            table.addTopLevelItem(item)
            # The latest, unless another one is being looked at.
            if entry.id == kept or table.currentItem() is None or kept is None:
                table.setCurrentItem(item)
        table.setIconSize(QSize(table.side, table.side))
        table.fit()
        if kept is None:
            table.scrollToBottom()

    def _item(self, entry: Entry, words: str, when: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem([words, actor(entry), when])
        item.setData(_WHAT, Qt.ItemDataRole.UserRole, entry.id)
        item.setSizeHint(_WHAT, QSize(0, self.table.row_height))
        item.setToolTip(_WHAT, plain_tooltip(words))
        item.setToolTip(_WHEN, exact_time(entry.at))
        for column in (_WHO, _WHEN):
            item.setForeground(column, colours().word(Tone.DIM))
        return item

    def _when(self, entry: Entry, now: Instant, *, online: bool) -> str:
        said = day_and_time(entry.at, now)
        if entry.change is None:
            return said
        look = change_look(entry.change, now, online=online)
        unsent = look.look.words if look.needs_person else self.tr("not sent yet")
        return f"{said} · {unsent}"

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
