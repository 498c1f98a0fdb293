"""The conversation of a ticket.

It is built from real widgets, so that text can be marked and copied with the keyboard and read by assistive technology; and lazily
from the end, `BATCH` entries at a time, so that a conversation of 500 messages opens as quickly as one of 30. (Painting by a delegate
would be quicker still for thousands, but texts could be neither marked nor walked through.) Earlier ones are added when one scrolls up
to them, without moving what is on the screen.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from desktop.domain.projection import Entry, TicketView
from desktop.domain.ticket import MessageKind
from desktop.ui.bubble import Bubble, EntryWidget, EventLine, Surroundings, can_undo
from desktop.ui.controls import FocusRing, Text, link_button, surface
from desktop.ui.theme import TextRole, Tone, space
from desktop.ui.wording import exact_time, plurals

BATCH = 30
"""Entries built at a time."""

_MARGIN = space(5) + 2
_GAP = space(3) + 2
_NEAR = 240
"""Pixels from the top at which earlier entries are built."""


class _Column(QWidget):
    """Places entries below each other: own ones at the trailing side, others at the leading side, events across."""

    def __init__(self) -> None:
        super().__init__()
        self.opening = Text(role=TextRole.SMALL, tone=Tone.DIM, wrap=True, parent=self)
        self.opening.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.earlier = link_button("", self)
        self.rows: list[EntryWidget] = []

    def arrange(self, width: int) -> None:
        """Place everything at this width."""
        inner = max(80, width - 2 * _MARGIN)
        most = round(inner * 0.92)
        y = _MARGIN - 4
        for head in (self.opening, self.earlier):
            if not head.isHidden():
                height = head.heightForWidth(inner) if head.hasHeightForWidth() else head.sizeHint().height()
                wide = inner if head is self.opening else min(inner, head.sizeHint().width())
                head.setGeometry(QRect(_MARGIN + (inner - wide) // 2, y, wide, height))
                y += height + _GAP
        for row in self.rows:
            wide = inner if row.is_event else min(most, max(row.wished_width(most), space(40)))
            trailing = row.entry is not None and row.entry.mine
            x = _MARGIN
            if not row.is_event and trailing != self.isRightToLeft():
                x += inner - wide
            height = row.tall_at(wide)
            row.setGeometry(QRect(x, y, wide, height))
            y += height + _GAP
        self.setMinimumHeight(y + _MARGIN - _GAP)


class Timeline(QScrollArea):
    """Shows the entries of one ticket. The signals carry what a person asks for."""

    deal_asked = Signal(str, str)
    """A `bubble.Deal` and the id of the change."""

    open_asked = Signal(object)
    save_asked = Signal(object)

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        surface(self, "window")
        self._around = around
        self._view: TicketView | None = None
        self._entries: tuple[Entry, ...] = ()
        self._first = 0
        self._widgets: dict[str, EntryWidget] = {}
        self._fresh: frozenset[str] = frozenset()
        self._column = _Column()
        self.setWidget(self._column)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Conversation"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        FocusRing(self)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._column.earlier.clicked.connect(self._build_earlier)
        self._minute = QTimer(self)
        self._minute.setInterval(30_000)
        self._minute.timeout.connect(self._times_go_by)
        self._undo_over = QTimer(self)
        self._undo_over.setSingleShot(True)
        self._undo_over.timeout.connect(self._times_go_by)

    @property
    def built(self) -> int:
        """How many entries have widgets."""
        return len(self._column.rows)

    @property
    def rows(self) -> Sequence[EntryWidget]:
        """The widgets of the entries that are built, in order."""
        return tuple(self._column.rows)

    def show_ticket(self, view: TicketView, *, fresh: frozenset[str] = frozenset()) -> None:
        """Show a ticket, or what became of it; `fresh` are ids of entries to be marked as new.

        Another ticket opens at its first new entry, else at its end; the same one keeps its place, or its end if that was in sight.
        """
        same = self._view is not None and self._view.id == view.id
        at_end = self._is_at_end()
        grew = same and len(view.entries) > len(self._entries)
        self._view, self._entries, self._fresh = view, view.entries, fresh
        if not same:
            self._clear()
            self._first = self._first_to_build()
        self._first = min(self._first, max(0, len(self._entries) - 1))
        self._show_opening(view)
        self._bring_in_step()
        self._arrange()
        if not same:
            self._go_to_start_of_reading()
        elif at_end and grew:
            self._go_to_end()
        self._wait_for_undo()

    def clear(self) -> None:
        """Show nothing."""
        self._view = None
        self._entries = ()
        self._clear()
        self._column.opening.hide()
        self._column.earlier.hide()
        self._arrange()

    def go_to(self, entry_id: str) -> None:
        """Bring an entry into sight, and the keyboard to the conversation; earlier ones are built for it."""
        at = next((at for at, entry in enumerate(self._entries) if entry.id == entry_id), -1)
        if at < 0:
            return
        while at < self._first:
            self._build_earlier()
        row = self._widgets.get(entry_id)
        if row is not None:
            self.verticalScrollBar().setValue(max(0, row.y() - space(12)))
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Words depend on the hour and on the line: say them again."""
        moved = [row.refresh() for row in self._column.rows]
        if any(moved):
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew, staying at the end if that was in sight."""
        at_end = self._is_at_end()
        super().resizeEvent(event)
        self._arrange()
        if at_end:
            self._go_to_end()

    def showEvent(self, event: QShowEvent) -> None:
        """Let the times go on."""
        super().showEvent(event)
        self._minute.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: let the processor sleep."""
        super().hideEvent(event)
        self._minute.stop()

    def changeEvent(self, event: QEvent) -> None:
        """Lay out anew when fonts or direction change."""
        super().changeEvent(event)
        if event.type() in (
            QEvent.Type.FontChange,
            QEvent.Type.ApplicationFontChange,
            QEvent.Type.LayoutDirectionChange,
        ):
            QTimer.singleShot(0, self, self._arrange)

    def _clear(self) -> None:
        for row in self._column.rows:
            row.hide()
            row.deleteLater()
        self._column.rows = []
        self._widgets = {}

    def _first_to_build(self) -> int:
        start = max(0, len(self._entries) - BATCH)
        fresh = next((at for at, entry in enumerate(self._entries) if entry.id in self._fresh), start)
        return min(start, fresh)

    def _show_opening(self, view: TicketView) -> None:
        when = exact_time(view.created_at)
        if view.number:
            said = self.tr("Opened on {time} as #{number}").format(time=when, number=view.number)
        else:
            said = self.tr("Written on {time}, not sent yet").format(time=when)
        self._column.opening.setText(said)

    def _bring_in_step(self) -> None:
        """Make a widget for every entry from `_first` on, and let go of those whose entry is gone."""
        shown = self._entries[self._first :]
        rows = []
        for entry in shown:
            row = self._widgets.get(entry.id)
            wanted = EventLine if entry.kind is MessageKind.EVENT else Bubble
            if row is not None and type(row) is not wanted:
                self._drop(entry.id)
                row = None
            if row is None:
                row = self._make(wanted(self._around, self._column))
                self._widgets[entry.id] = row
            if row.entry != entry or entry.change is not None or entry.attachments:
                row.show_entry(entry, fresh=entry.id in self._fresh)
                row.show()
            rows.append(row)
        for id in set(self._widgets) - {entry.id for entry in shown}:
            self._drop(id)
        self._column.rows = rows
        self._column.earlier.setVisible(self._first > 0)
        self._column.earlier.setText(plurals.earlier(self._first))
        self._column.opening.setVisible(self._first == 0 and bool(rows))

    def _make(self, row: EntryWidget) -> EntryWidget:
        row.deal_asked.connect(self.deal_asked)
        row.open_asked.connect(self.open_asked)
        row.save_asked.connect(self.save_asked)
        return row

    def _drop(self, id: str) -> None:
        row = self._widgets.pop(id)
        row.hide()
        row.deleteLater()

    def _build_earlier(self) -> None:
        """Build the entries before the first one; what is on the screen stays where it is."""
        if self._first == 0 or self._view is None:
            return
        bar = self.verticalScrollBar()
        from_end = bar.maximum() - bar.value()
        self._first = max(0, self._first - BATCH)
        self._bring_in_step()
        self._arrange()
        self._order_tabs()
        bar.setValue(bar.maximum() - from_end)

    def _order_tabs(self) -> None:
        """Tab walks the entries from top to bottom, also those that were built later."""
        stops = [
            child
            for row in self._column.rows
            for child in row.findChildren(QWidget)
            if child.focusPolicy() & Qt.FocusPolicy.TabFocus and not child.isHidden()
        ]
        for earlier, later in itertools.pairwise(stops):
            QWidget.setTabOrder(earlier, later)

    def _scrolled(self, value: int) -> None:
        if value < _NEAR and self._first > 0 and self.isVisible():
            QTimer.singleShot(0, self, self._build_if_near)

    def _build_if_near(self) -> None:
        if self.verticalScrollBar().value() < _NEAR:
            self._build_earlier()

    def _arrange(self) -> None:
        self._column.arrange(self.viewport().width())
        # The scroll bar has to know the new height now, not after the next round of events.
        self._column.resize(self.viewport().width(), max(self._column.minimumHeight(), self.viewport().height()))

    def _is_at_end(self) -> bool:
        bar = self.verticalScrollBar()
        return bar.maximum() - bar.value() < space(10)

    def _go_to_end(self) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _go_to_start_of_reading(self) -> None:
        fresh = next((row for row in self._column.rows if row.entry is not None and row.entry.id in self._fresh), None)
        if fresh is None:
            self._go_to_end()
        else:
            self.verticalScrollBar().setValue(max(0, fresh.y() - space(12)))

    def _wait_for_undo(self) -> None:
        now = self._around.now()
        ends = [entry.change.not_before for entry in self._entries if entry.change and can_undo(entry.change, now)]
        if ends:
            self._undo_over.start(max(50, min(ends) - now + 50))

    def _times_go_by(self) -> None:
        self.refresh()
        self._wait_for_undo()
