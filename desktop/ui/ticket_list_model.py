"""The ticket list as a model: it holds ids, and fetches rows by the page when they are looked at.

Ids live in a Python list. The Qt side of the model only has to count rows, and is asked for that two million times when a list view
lays out a million rows; so the counting is left to a C++ model (empty strings in a QStringListModel), which lays out 25 times faster
than a `rowCount` in Python. Changes of order become inserts, removals and moves (`order_script`), or one rearrangement when there are
many: selection and current row survive either way. `data` reads only what is on this computer, and never raises: a row that can't be
read is shown as such.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from enum import Enum

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Qt, Signal

from desktop.domain.listing import TicketRow
from desktop.ui.order_script import Insert, Move, Remove, Step, script

log = logging.getLogger(__name__)

PAGE = 40
"""Rows fetched at a time."""

KEPT = 4000
"""Rows remembered."""

Fetch = Callable[[Sequence[str]], Mapping[str, TicketRow]]
Describe = Callable[[TicketRow], str]


class Trouble(Enum):
    """A row that is not there to be shown."""

    UNREADABLE = "unreadable"
    GONE = "gone"


class TicketListModel(QStringListModel):
    """Ids in order, rows on demand."""

    rows_renewed = Signal()
    """What rows say may have changed; their order did not."""

    def __init__(self, fetch: Fetch, describe: Describe, parent: QObject | None = None) -> None:
        """`fetch` reads rows (short, local); `describe` says a row in words for assistive technology."""
        super().__init__(parent)
        self._fetch = fetch
        self._describe = describe
        self._ids: list[str] = []
        self._rows: OrderedDict[str, TicketRow | Trouble] = OrderedDict()
        self._incoming: tuple[str, ...] = ()
        # Connected before any view is, so that the ids are in step whenever a view looks.
        self.rowsInserted.connect(self._on_inserted)
        self.rowsRemoved.connect(self._on_removed)

    @property
    def ids(self) -> list[str]:
        """All ids in order; not to be changed."""
        return self._ids

    def id_at(self, row: int) -> str:
        """The id in this row, empty beyond the ends."""
        return self._ids[row] if 0 <= row < len(self._ids) else ""

    def row_of(self, id: str) -> int:
        """Where this id stands, -1 if nowhere. Linear, 5 ms for a million."""
        try:
            return self._ids.index(id)
        except ValueError:
            return -1

    def ticket(self, row: int) -> TicketRow | Trouble | None:
        """What to show in this row; None beyond the ends."""
        id = self.id_at(row)
        if not id:
            return None
        known = self._rows.get(id)
        if known is None:
            self._read_page(row)
            known = self._rows.get(id, Trouble.GONE)
        return known

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Subject for DisplayRole, the whole row in words for AccessibleTextRole; all else is the delegate's."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        shown = self.ticket(index.row())
        if not isinstance(shown, TicketRow):
            return "" if shown is None else self.tr("This ticket can't be read right now")
        return shown.subject if role == Qt.ItemDataRole.DisplayRole else self._describe(shown)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Selectable; nothing is edited or dragged here."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def set_ids(self, ids: list[str]) -> None:
        """Show this order, in as few steps as there are."""
        if not self._ids or not ids:
            self.replace(ids)
            return
        steps = script(self._ids, ids)
        if steps is None:
            self._rearrange(ids)
        else:
            for step in steps:
                self._apply(step)

    def replace(self, ids: list[str]) -> None:
        """Another list altogether: selection and place are given up."""
        if self._ids:
            self.removeRows(0, len(self._ids))
        if ids:
            self._incoming = tuple(ids)
            self.insertRows(0, len(ids))

    def forget_rows(self) -> None:
        """What rows say may have changed: read them again when they are looked at."""
        self._rows.clear()
        self.rows_renewed.emit()

    def _apply(self, step: Step) -> None:
        match step:
            case Insert(row=row, ids=ids):
                self._incoming = ids
                self.insertRows(row, len(ids))
            case Remove(row=row, count=count):
                self.removeRows(row, count)
            case Move(source=source, target=target):
                # Qt counts the target before the row is taken out.
                to = target + 1 if target > source else target
                root = QModelIndex()
                self.beginMoveRows(root, source, source, root, to)
                self._ids.insert(target, self._ids.pop(source))
                self.endMoveRows()

    def _rearrange(self, ids: list[str]) -> None:
        """New rows are added at the end, all are put in order at once, and those that are gone are cut off."""
        before, after = set(self._ids), set(ids)
        fresh = [id for id in ids if id not in before]
        gone = [id for id in self._ids if id not in after]
        if fresh:
            self._incoming = tuple(fresh)
            self.insertRows(len(self._ids), len(fresh))
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        held = [self.id_at(index.row()) for index in kept]
        self._ids = ids + gone
        places = {id: self.row_of(id) for id in set(held)}
        self.changePersistentIndexList(kept, [self.index(places[id], 0) for id in held])
        self.layoutChanged.emit()
        if gone:
            self.removeRows(len(ids), len(gone))

    def _on_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        self._ids[first:first] = self._incoming
        self._incoming = ()

    def _on_removed(self, _parent: QModelIndex, first: int, last: int) -> None:
        del self._ids[first : last + 1]

    def _read_page(self, row: int) -> None:
        start = row - row % PAGE
        wanted = [id for id in self._ids[start : start + PAGE] if id not in self._rows]
        try:
            found = self._fetch(wanted)
        except Exception:
            log.exception("rows %d to %d can't be read", start, start + PAGE)
            self._keep(dict.fromkeys(wanted, Trouble.UNREADABLE))
            return
        self._keep({id: found.get(id, Trouble.GONE) for id in wanted})

    def _keep(self, rows: Mapping[str, TicketRow | Trouble]) -> None:
        self._rows.update(rows)
        while len(self._rows) > KEPT:
            self._rows.popitem(last=False)
