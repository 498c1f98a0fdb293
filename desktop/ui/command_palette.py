"""Ctrl+K: everything by name. Folders, pages, commands, and tickets by number or words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.domain.folding import words
from desktop.domain.listing import Folder, Listing, TicketRow
from desktop.domain.ranking import best_first
from desktop.errors import WorldError
from desktop.ui.controls import surface
from desktop.ui.session_view import SessionView, ViewsLike
from desktop.ui.theme import space

MOST_TICKETS = 8
LOOKED_AT = 200
"""How many of the newest tickets that fit are weighed against each other."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be done by name."""

    name: str
    run: Callable[[], None]
    keys: str = ""


def fitting(commands: Sequence[Command], text: str) -> list[Command]:
    """The commands all of whose typed words begin a word of their name, accents and case aside.

    Those whose name begins so come first, the others keep their order.
    """
    wanted = words(text)
    found = [one for one in commands if all(any(part.startswith(w) for part in words(one.name)) for w in wanted)]
    return sorted(found, key=lambda one: bool(wanted) and not words(one.name)[0].startswith(wanted[0]))


class CommandPalette(QFrame):
    """A field over a list, on top of the window. `ticket_chosen(id)`; commands run themselves."""

    ticket_chosen = Signal(str)

    def __init__(self, session: SessionView, parent: QWidget) -> None:
        super().__init__(parent)
        surface(self, "framed")
        self.setAutoFillBackground(True)
        self.setAccessibleName(self.tr("Commands"))
        self._session = session
        self._window = parent
        self._commands: Sequence[Command] = ()
        self._before: QWidget | None = None
        self._asked = ""
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Go to, do, or find a ticket…"))
        self.field.setAccessibleName(self.tr("Command or ticket"))
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("What fits"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(self._run)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(2), space(2), space(2), space(2))
        column.setSpacing(space(1))
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.hide()

    def open(self, commands: Sequence[Command]) -> None:
        """Come up over the window."""
        self._commands = commands
        window = self._window
        self._before = window.focusWidget()
        width = min(space(150), window.width() - space(8))
        self.resize(width, min(space(100), window.height() - space(20)))
        self.move(QPoint((window.width() - width) // 2, space(14)))
        self.field.clear()
        self._fill()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_up(self) -> None:
        """Go away; the focus returns to where it was."""
        if self.isVisible():
            self.hide()
            if self._before is not None:
                self._before.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows walk the list while the field has the focus; Return runs, Escape and leaving close."""
        if watched is self.field and event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            match event.key():
                case Qt.Key.Key_Down | Qt.Key.Key_Up:
                    self._walk(1 if event.key() == Qt.Key.Key_Down else -1)
                    return True
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    self._run(self.list.currentItem())
                    return True
                case Qt.Key.Key_Escape:
                    self.close_up()
                    return True
        return super().eventFilter(watched, event)

    def _walk(self, by: int) -> None:
        count = self.list.count()
        if count:
            self.list.setCurrentRow((self.list.currentRow() + by) % count)

    def _fill(self) -> None:
        text = self.field.text().strip()
        self.list.clear()
        for command in fitting(self._commands, text):
            shown = f"{command.name}    {command.keys}" if command.keys else command.name
            item = QListWidgetItem(shown, self.list)
            item.setData(Qt.ItemDataRole.UserRole, command)
        self.list.setCurrentRow(0)
        if text and self._session.is_open:
            self._find_tickets(text)

    def _find_tickets(self, text: str) -> None:
        self._asked = text

        def question(views: ViewsLike) -> list[TicketRow]:
            try:
                ids = views.ticket_ids(Listing(Folder.COMPANY, text=text.lstrip("#")))[:LOOKED_AT]
                meant = views.id_of_number(text.lstrip("#"))
                rows = views.rows([*ids, meant] if meant and meant not in ids else ids)
            except WorldError:
                return []  # the strip says what is wrong with the disk; commands go on working
            return best_first(rows.values(), text)[:MOST_TICKETS]

        self._session.read(question, lambda rows: self._add_tickets(text, rows))

    def _add_tickets(self, text: str, rows: Sequence[TicketRow]) -> None:
        if text != self._asked or not self.isVisible():
            return
        for row in rows:
            shown = f"#{row.number}  {row.subject}" if row.number else row.subject
            item = QListWidgetItem(shown, self.list)
            item.setData(Qt.ItemDataRole.UserRole, row.id)
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.list.model().index(0, 0, QModelIndex()))

    def _run(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        chosen = item.data(Qt.ItemDataRole.UserRole)
        self.close_up()
        if isinstance(chosen, Command):
            chosen.run()
        else:
            self.ticket_chosen.emit(chosen)
