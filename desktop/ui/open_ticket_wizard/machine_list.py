"""The list of machines: headings and rows of one model, painted by one delegate, so that thousands cost nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.domain.listing import MachineRow
from desktop.domain.machine import Machine
from desktop.ui.open_ticket_wizard.machine_finder import MachineGroup
from desktop.ui.theme import RADIUS, TextRole, Tone, colours, font, space
from desktop.ui.wording import plurals

translate = QCoreApplication.translate

Index = QModelIndex | QPersistentModelIndex

ROW: Final = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class _Line:
    heading: str = ""
    row: MachineRow | None = None


def second_line(machine: Machine) -> str:
    """What tells machines of the same name apart."""
    return " · ".join(part for part in (machine.serial, machine.model, machine.line) if part)


class MachineListModel(QAbstractListModel):
    """Groups as a flat list: a heading, then its machines."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[_Line] = []

    def show_groups(self, groups: Sequence[MachineGroup]) -> None:
        """Show these instead."""
        lines: list[_Line] = []
        for group in groups:
            lines.append(_Line(heading=translate("Machines", "Recent") if group.recent else _site_words(group.site)))
            lines += [_Line(row=row) for row in group.rows]
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def machine_at(self, row: int) -> Machine | None:
        """The machine on this line, None on a heading or beyond the end."""
        line = self._lines[row] if 0 <= row < len(self._lines) else _Line()
        return line.row.machine if line.row else None

    def first_line_of(self, machine_id: str) -> int:
        """Where a machine stands, -1 if nowhere. With an empty id, the first machine at all."""
        for number in range(len(self._lines)):
            machine = self.machine_at(number)
            if machine is not None and machine_id in ("", machine.id):
                return number
        return -1

    def next_machine(self, start: int, step: int) -> int:
        """The nearest line with a machine, from `start` in the direction of `step`; `start` itself when there is
        none."""
        number = start + step
        while 0 <= number < len(self._lines):
            if self.machine_at(number) is not None:
                return number
            number += step
        return start

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Headings and machines."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The line for the delegate, its words for everybody else."""
        if not 0 <= index.row() < len(self._lines):
            return None
        line = self._lines[index.row()]
        if role == ROW:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if line.row is None:
                return line.heading
            machine = line.row.machine
            return ", ".join(part for part in (machine.name, machine.serial, machine.site) if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings can't be chosen."""
        if self.machine_at(index.row()) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class MachineDelegate(QStyledItemDelegate):
    """Paints a heading or a machine in two lines."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.chosen_id = ""
        """The machine that the draft has; it carries a bar, whatever line the cursor is on."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines for a machine, one for a heading."""
        line: _Line = index.data(ROW)
        body, small = QFontMetrics(font()), QFontMetrics(font(TextRole.SMALL))
        if line.row is None:
            return QSize(80, small.height() + space(4))
        return QSize(200, body.height() + small.height() + space(4))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        line: _Line = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.row is None:
            painter.setFont(font(TextRole.SMALL))
            painter.setPen(colours().word(Tone.DIM))
            box = option.rect.adjusted(space(3), 0, -space(3), -space(1))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignBottom | _leading(option)), line.heading)
        else:
            self._paint_ground(painter, option)
            self._paint_machine(painter, option, line.row)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        tokens = colours()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if not (selected or hovered):
            return
        # The keys reach the list through the search field: its focus is the list's.
        focused = option.widget is not None and option.widget.property("cursorShown") is True
        painter.setPen(QColor(tokens.accent) if selected and focused else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.selection if selected else tokens.hover))
        painter.drawRoundedRect(QRectF(option.rect).adjusted(2.5, 1.5, -2.5, -1.5), RADIUS, RADIUS)

    def _paint_machine(self, painter: QPainter, option: QStyleOptionViewItem, row: MachineRow) -> None:
        tokens = colours()
        machine = row.machine
        inner = option.rect.adjusted(space(3), space(2), -space(3), -space(2))
        leading = _leading(option)
        mirrored = leading == Qt.AlignmentFlag.AlignRight
        painter.setFont(font(TextRole.SMALL))
        far = plurals.open_tickets(row.open_tickets) if row.open_tickets else ""
        far_width = painter.fontMetrics().horizontalAdvance(far) + space(2) if far else 0
        if far:
            trailing = Qt.AlignmentFlag.AlignLeft if mirrored else Qt.AlignmentFlag.AlignRight
            painter.setPen(tokens.word(Tone.DIM))
            painter.drawText(inner, int(trailing | Qt.AlignmentFlag.AlignVCenter), far)
        words = inner.adjusted(far_width, 0, 0, 0) if mirrored else inner.adjusted(0, 0, -far_width, 0)
        chosen = machine.id == self.chosen_id
        painter.setFont(font(strong=chosen))
        painter.setPen(tokens.word(Tone.ACCENT if chosen else Tone.TEXT))
        _elided(painter, words, machine.name, Qt.AlignmentFlag.AlignTop | leading)
        painter.setFont(font(TextRole.SMALL))
        painter.setPen(tokens.word(Tone.DIM))
        _elided(painter, words, second_line(machine), Qt.AlignmentFlag.AlignBottom | leading)


class MachineListView(QListView):
    """The list itself. Headings are passed over by the keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def walk(self, step: int) -> None:
        """Move the cursor over `step` machines (one at a time when it is ±1)."""
        model = self.model()
        assert isinstance(model, MachineListModel)
        at = self.currentIndex().row()
        for _ in range(abs(step)):
            following = model.next_machine(at, 1 if step > 0 else -1)
            if following == at:
                break
            at = following
        self.put_cursor(at)

    def put_cursor(self, row: int) -> None:
        """Select the line `row`; -1 selects nothing."""
        index = self.model().index(row, 0)
        self.setCurrentIndex(index)
        if row >= 0:
            self.scrollTo(index)


def _site_words(site: str) -> str:
    return site or translate("Machines", "Without a site")


def _leading(option: QStyleOptionViewItem) -> Qt.AlignmentFlag:
    mirrored = option.direction == Qt.LayoutDirection.RightToLeft
    return Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft


def _elided(painter: QPainter, box: QRect, text: str, flags: Qt.AlignmentFlag) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, int(flags), shown)
