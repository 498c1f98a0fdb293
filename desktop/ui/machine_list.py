"""Machines as a searchable list: name, state, site and line, open tickets."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.domain.catalogue import Catalogue
from desktop.domain.folding import fold, words
from desktop.domain.listing import MachineRow
from desktop.domain.machine import Machine
from desktop.ui.glyphs import Glyph, paint_glyph
from desktop.ui.theme import TextRole, Tone, colours, font
from desktop.ui.wording import Look, plurals

PAD = 15
TOP = 9
_ROOT = QModelIndex()


def machine_look(machine: Machine, catalogue: Catalogue, language: str) -> Look | None:
    """The state of a machine as shape and word; None when it is not known. Worse states have sharper shapes."""
    state = catalogue.machine_state(machine.state)
    if state is None:
        return None
    name = state.name.say(language)
    if state.severity <= 0:
        return Look(Glyph.ANSWERED, Tone.ANSWERED, name)
    if state.severity == 1:
        return Look(Glyph.WAITING, Tone.WAITING, name)
    return Look(Glyph.NEEDS_YOU, Tone.NEEDS_YOU, name)


class MachineListModel(QAbstractListModel):
    """Machines that fit a search, in the order they came in."""

    def __init__(self, describe: Callable[[MachineRow], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._describe = describe
        self._all: list[tuple[str, MachineRow]] = []
        self._shown: list[MachineRow] = []
        self._text = ""

    def set_machines(self, rows: Sequence[MachineRow]) -> None:
        """Show these; the current machine stays the current one."""
        self._all = [(_key(row.machine), row) for row in rows]
        self._sift()

    def search(self, text: str) -> None:
        """Show those in which every word occurs (name, serial number, model, site, line)."""
        self._text = text
        self._sift()

    def machine_at(self, row: int) -> MachineRow | None:
        """The machine in this row."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def row_of(self, machine_id: str) -> int:
        """Where a machine stands, -1 if nowhere."""
        return next((at for at, row in enumerate(self._shown) if row.machine.id == machine_id), -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """How many are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Name, and the whole row in words for assistive technology."""
        row = self.machine_at(index.row())
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.machine.name
        return self._describe(row) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def _sift(self) -> None:
        wanted = words(self._text)
        fitting = [row for key, row in self._all if all(word in key for word in wanted)]
        if [row.machine.id for row in fitting] == [row.machine.id for row in self._shown]:
            self._shown = fitting
            if fitting:
                self.dataChanged.emit(self.index(0), self.index(len(fitting) - 1))
            return
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        held = [row.machine.id if (row := self.machine_at(index.row())) else "" for index in kept]
        self._shown = fitting
        places = {row.machine.id: at for at, row in enumerate(fitting)}
        fresh = [self.index(places[id]) if id in places else QModelIndex() for id in held]
        self.changePersistentIndexList(kept, fresh)
        self.layoutChanged.emit()


def _key(machine: Machine) -> str:
    parts = (machine.name, machine.serial, machine.model, machine.manufacturer, machine.site, machine.line)
    return fold(" ".join(parts))


class MachineDelegate(QStyledItemDelegate):
    """Two lines a machine: name and open tickets; state, site and line."""

    def __init__(self, look: Callable[[Machine], Look | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The same for all."""
        body, small = QFontMetrics(font()).height(), QFontMetrics(font(TextRole.SMALL)).height()
        return QSize(200, 2 * TOP + body + 2 + small)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the row."""
        model = index.model()
        row = model.machine_at(index.row()) if isinstance(model, MachineListModel) else None
        if row is None:
            return
        tokens = colours()
        box = QRectF(option.rect)
        mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        leading, trailing = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight  # mirrored by the painter
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(tokens.selection))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, QColor(tokens.window))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), QColor(tokens.line))
        if option.state & QStyle.StateFlag.State_HasFocus and option.state & QStyle.StateFlag.State_KeyboardFocusChange:
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -2))
        body, small = font(), font(TextRole.SMALL)
        inner = box.adjusted(PAD, TOP, -PAD, -TOP)
        first = QRectF(inner.left(), inner.top(), inner.width(), QFontMetrics(body).height())
        second = QRectF(inner.left(), first.bottom() + 2, inner.width(), QFontMetrics(small).height())
        painter.setFont(small)
        painter.setPen(tokens.word(Tone.DIM))
        beside = plurals.open_tickets(row.open_tickets) if row.open_tickets else ""
        painter.drawText(first, int(trailing | Qt.AlignmentFlag.AlignVCenter), beside)
        taken = QFontMetrics(small).horizontalAdvance(beside) + 12
        painter.setFont(body)
        painter.setPen(QColor(tokens.text))
        room = first.adjusted(taken if mirrored else 0, 0, 0 if mirrored else -taken, 0)
        name = QFontMetrics(body).elidedText(row.machine.name, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, int(leading | Qt.AlignmentFlag.AlignVCenter), name)
        self._paint_second(painter, second, row.machine, mirrored=mirrored)
        painter.restore()

    def _paint_second(self, painter: QPainter, line: QRectF, machine: Machine, *, mirrored: bool) -> None:
        tokens = colours()
        strong, small = font(TextRole.SMALL, strong=True), font(TextRole.SMALL)
        leading = Qt.AlignmentFlag.AlignLeft  # mirrored by the painter
        look = self._look(machine)
        taken = 0.0
        if look is not None:
            side = round(line.height() * 0.66)
            x = line.right() - side if mirrored else line.left()
            paint_glyph(
                painter,
                look.glyph,
                QRectF(x, line.top() + (line.height() - side) / 2, side, side),
                tokens.shape(look.tone),
            )
            painter.setFont(strong)
            painter.setPen(tokens.word(look.tone))
            room = line.adjusted(0 if mirrored else side + 5, 0, -(side + 5) if mirrored else 0, 0)
            painter.drawText(room, int(leading | Qt.AlignmentFlag.AlignVCenter), look.words)
            taken = side + 5 + QFontMetrics(strong).horizontalAdvance(look.words) + 7
        place = " · ".join(part for part in (machine.site, machine.line, machine.model) if part)
        if look is not None and place:
            place = f"· {place}"
        painter.setFont(small)
        painter.setPen(tokens.word(Tone.DIM))
        room = line.adjusted(0 if mirrored else taken, 0, -taken if mirrored else 0, 0)
        shown = QFontMetrics(small).elidedText(place, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, int(leading | Qt.AlignmentFlag.AlignVCenter), shown)
