"""The list view of tickets: keeps its place when the order changes, and walks by Up, Down, J and K."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from desktop.ui.ticket_list_model import TicketListModel
from desktop.ui.ticket_row import TicketRowDelegate


class TicketListView(QListView):
    """One column of uniform rows over a TicketListModel."""

    def __init__(self, model: TicketListModel, delegate: TicketRowDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tickets = model
        self._delegate = delegate
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setItemDelegate(delegate)
        self.setModel(model)
        self.setAccessibleName(self.tr("Tickets"))
        self._measure()
        model.rows_renewed.connect(self.viewport().update)

    def show_order(self, ids: list[str]) -> None:
        """Show another order of the same list; the row on top stays where it is on the screen, unless it is the very first."""
        bar = self.verticalScrollBar()
        height = self._delegate.row_height
        offset = bar.value()
        anchor = self._tickets.id_at(offset // height) if offset > 0 else ""
        self._tickets.set_ids(ids)
        row = self._tickets.row_of(anchor) if anchor else -1
        if row >= 0:
            self.executeDelayedItemsLayout()
            bar.setValue(row * height + offset % height)

    def show_other(self, ids: list[str]) -> None:
        """Show another list, from its top."""
        self._tickets.replace(ids)
        self.scrollToTop()

    @property
    def current_id(self) -> str:
        """The ticket that is chosen, empty if none."""
        # The current row alone does not count: Qt makes the first one current when the list gets the focus.
        chosen = self.selectionModel().selectedRows()
        return self._tickets.id_at(chosen[0].row()) if chosen else ""

    def choose(self, id: str) -> bool:
        """Make this ticket the chosen one, if it is in the list."""
        row = self._tickets.row_of(id)
        if row < 0:
            self.selectionModel().clear()
            return False
        self._go(row)
        return True

    def stand_at(self, row: int) -> None:
        """Choose nothing, and let the arrow keys go on from this row."""
        index = self._tickets.index(min(row, len(self._tickets.ids) - 1), 0)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def step(self, by: int) -> None:
        """Go so many rows down (or up)."""
        count = len(self._tickets.ids)
        if count:
            chosen = self.selectionModel().selectedRows()
            row = chosen[0].row() + by if chosen else max(0, self.currentIndex().row())
            self._go(min(max(row, 0), count - 1))

    def _go(self, row: int) -> None:
        index = self._tickets.index(row, 0)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """J and K walk like Down and Up; letters are not searched for row by row: there is a search field."""
        by = {Qt.Key.Key_J: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_K: -1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if by is not None and event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            self.step(by)
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: Qt would read every row of the list, one by one."""

    def dataChanged(
        self,
        topLeft: QModelIndex | QPersistentModelIndex,  # noqa: N803 - Qt's names
        bottomRight: QModelIndex | QPersistentModelIndex,  # noqa: N803
        roles: Sequence[int] = (),
    ) -> None:
        """Paint again; rows are of one size, so that nothing has to be laid out again."""
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        """Follow font and scheme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.ApplicationFontChange, QEvent.Type.FontChange):
            self._measure()
        elif event.type() == QEvent.Type.LanguageChange:
            self._delegate.words_changed()
            self.viewport().update()

    def _measure(self) -> None:
        self._delegate.fonts_changed()
        self.verticalScrollBar().setSingleStep(max(16, self._delegate.row_height // 3))
        self.scheduleDelayedItemsLayout()
