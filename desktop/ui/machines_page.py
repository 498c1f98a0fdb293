"""Machines: a list with search, and one machine with its facts and its tickets."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.listing import Folder, Listing, MachineRow
from desktop.domain.machine import Machine
from desktop.errors import WorldError
from desktop.ui.controls import Rule, SectionLabel, Text, ToolButton, primary_button, surface
from desktop.ui.empty_state import EmptyState
from desktop.ui.glyphs import StatusLabel
from desktop.ui.icons import Icon
from desktop.ui.machine_list import MachineDelegate, MachineListModel, machine_look
from desktop.ui.master_detail import MasterDetail
from desktop.ui.session_view import SessionView, ViewsLike
from desktop.ui.theme import TextRole, Tone, space
from desktop.ui.ticket_list_model import TicketListModel
from desktop.ui.ticket_list_view import TicketListView
from desktop.ui.ticket_row import RowWords, TicketRowDelegate
from desktop.ui.wording import Look, calendar_date, now_instant, plurals


class MachineDetail(QWidget):
    """One machine: what it is, how it is, and every ticket about it."""

    new_ticket_requested = Signal(str)
    ticket_opened = Signal(str)
    back_asked = Signal()

    def __init__(self, session: SessionView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        surface(self, "window")
        self._session = session
        self._machine_id = ""
        self._name = Text(role=TextRole.TITLE, strong=True, wrap=True, selectable=True)
        self._status = StatusLabel()
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(space(4))
        self._facts.setVerticalSpacing(space(1))
        self._facts.setColumnStretch(1, 1)
        self.back = ToolButton(Icon.BACK, self.tr("Back to the machines"))
        self.back.clicked.connect(self.back_asked)
        self.back.hide()
        self.open_ticket: QPushButton = primary_button(self.tr("Open a ticket for this machine"))
        self.open_ticket.clicked.connect(lambda: self.new_ticket_requested.emit(self._machine_id))
        words = RowWords(self._type_name, lambda: session.person.name)
        self._model = TicketListModel(
            lambda ids: session.views.rows(ids), lambda row: words.in_words(row, now_instant()), self
        )
        self.tickets = TicketListView(self._model, TicketRowDelegate(words, parent=self))
        self.tickets.activated.connect(lambda index: self.ticket_opened.emit(self._model.id_at(index.row())))
        self.tickets.clicked.connect(lambda index: self.ticket_opened.emit(self._model.id_at(index.row())))
        self._heading = SectionLabel("")
        self._build()

    def _build(self) -> None:
        head = surface(QWidget(), "pane")
        top = QHBoxLayout()
        top.setSpacing(space(2))
        top.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self._name, 1)
        beside = QVBoxLayout()
        beside.setContentsMargins(space(2), space(1), 0, 0)
        beside.addWidget(self._status)
        beside.addStretch(1)
        top.addLayout(beside)
        inside = QVBoxLayout(head)
        inside.setContentsMargins(space(5) + 2, space(3), space(5) + 2, space(4))
        inside.setSpacing(space(3))
        inside.addLayout(top)
        inside.addLayout(self._facts)
        inside.addWidget(self.open_ticket, 0, Qt.AlignmentFlag.AlignLeading)
        self._heading.setContentsMargins(space(5) + 2, space(4), space(5), space(2))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(Rule())
        column.addWidget(self._heading)
        column.addWidget(Rule())
        column.addWidget(self.tickets, 1)

    def show_machine(self, row: MachineRow, look: Look | None) -> None:
        """Show this machine; its tickets follow when they are read."""
        machine = row.machine
        other = machine.id != self._machine_id
        self._machine_id = machine.id
        self._name.setText(machine.name)
        self._status.setVisible(look is not None)
        if look is not None:
            self._status.show_state(look.glyph, look.tone, look.words)
        self._show_facts(machine)
        still_open = plurals.still_open(row.open_tickets) if row.open_tickets else self.tr("none open")
        counted = f"{plurals.tickets(row.tickets)}, {still_open}"
        self._heading.setText(counted if row.tickets else self.tr("No tickets about this machine yet"))
        self._model.forget_rows()

        def question(views: ViewsLike) -> list[str] | None:
            try:
                return views.ticket_ids(Listing(Folder.COMPANY, machine_id=machine.id))
            except WorldError:
                return None

        self._session.read(question, lambda ids: self._show_tickets(machine.id, ids, other=other))

    def _show_tickets(self, machine_id: str, ids: list[str] | None, *, other: bool) -> None:
        if machine_id != self._machine_id or ids is None:
            return
        if other:
            self.tickets.show_other(ids)
        else:
            self.tickets.show_order(ids)

    def _show_facts(self, machine: Machine) -> None:
        while self._facts.count():
            item = self._facts.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.deleteLater()
        facts = (
            (self.tr("Serial number"), machine.serial),
            (self.tr("Model"), " ".join(part for part in (machine.manufacturer, machine.model) if part)),
            (self.tr("Site"), machine.site),
            (self.tr("Line"), machine.line),
            (self.tr("Installed"), calendar_date(machine.installed_on)),
        )
        for at, (caption, value) in enumerate((c, v) for c, v in facts if v):
            name = Text(caption, role=TextRole.SMALL, tone=Tone.DIM)
            said = Text(value, role=TextRole.SMALL, selectable=True, wrap=True)
            said.setAccessibleName(f"{caption}: {value}")
            self._facts.addWidget(name, at, 0)
            self._facts.addWidget(said, at, 1)

    def _type_name(self, id: str) -> str:
        known = self._session.catalogue.request_type(id)
        return known.name.say(QLocale().name()) if known else ""


class MachinesPage(MasterDetail):
    """The page. `new_ticket_requested(machine_id)`, `ticket_opened(ticket_id)`."""

    new_ticket_requested = Signal(str)
    ticket_opened = Signal(str)

    def __init__(self, session: SessionView, parent: QWidget | None = None) -> None:
        self._session = session
        self._rows: dict[str, MachineRow] = {}
        self._stale = True
        master = surface(QWidget(), "pane")
        detail = surface(QWidget(), "window")
        super().__init__(master, detail, (404, 824), parent)
        self.search = QLineEdit()
        self.search.setProperty("kind", "search")
        self.search.setPlaceholderText(self.tr("Search machines, serial numbers, sites…"))
        self.search.setAccessibleName(self.tr("Search machines"))
        self.search.setClearButtonEnabled(True)
        self.search.returnPressed.connect(self._take_scanned)
        self.menu_button = ToolButton(Icon.MENU, self.tr("Folders and pages"))
        self.menu_button.hide()
        self.model = MachineListModel(self._in_words, self)
        self.search.textChanged.connect(self._search)
        self.list = QListView()
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(self.tr("Machines"))
        self.list.setItemDelegate(MachineDelegate(self._look, self))
        self.list.setModel(self.model)
        self.list.selectionModel().currentChanged.connect(self._chosen)
        self.list.clicked.connect(lambda _index: self.show_detail())
        self.list.activated.connect(lambda _index: self.show_detail())
        self.empty = EmptyState()
        self.nothing = EmptyState()
        self.machine = MachineDetail(session)
        self.machine.new_ticket_requested.connect(self.new_ticket_requested)
        self.machine.ticket_opened.connect(self.ticket_opened)
        self.machine.back_asked.connect(self.show_master)
        self._build(master, detail)
        for signal in (session.cache_changed, session.outbox_changed):
            signal.connect(self._on_changed)

    def _build(self, master: QWidget, detail: QWidget) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(space(3), space(2) + 2, space(3), space(2) + 2)
        top.addWidget(self.menu_button)
        top.addWidget(self.search)
        self._lists = QStackedLayout()
        left = QVBoxLayout(master)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addLayout(top)
        left.addWidget(Rule())
        left.addLayout(self._lists, 1)
        # Only now: a widget put into a layout without a parent would be a window of its own for a moment.
        self._lists.addWidget(self.list)
        self._lists.addWidget(self.nothing)
        self._details = QStackedLayout(detail)
        self._details.addWidget(self.empty)
        self._details.addWidget(self.machine)
        self.empty.show_words(
            Icon.MACHINE,
            self.tr("No machine chosen"),
            self.tr("Choose one to see its facts and tickets, or scan its serial number into the search field."),
        )
        self.nothing.show_words(
            Icon.MACHINE, self.tr("No machines found"), self.tr("Machines of your company appear here.")
        )

    def renew(self) -> None:
        """Read the machines again, if anything happened since."""
        if not (self._stale and self._session.is_open):
            return
        self._stale = False

        def question(views: ViewsLike) -> list[MachineRow] | None:
            try:
                return views.machines()
            except WorldError:
                return None

        self._session.read(question, self._show)

    def show_machine(self, machine_id: str) -> None:
        """Show this machine."""
        self.search.clear()
        row = self.model.row_of(machine_id)
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row))
        elif (machine := self._session.views.machine(machine_id)) is not None:
            self._show_detail(MachineRow(machine))
        self.show_detail()

    def set_narrow(self, narrow: bool) -> None:
        """One pane or two."""
        super().set_narrow(narrow)
        self.machine.back.setVisible(narrow)

    def focus_search(self) -> None:
        """Let the person type or scan."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _on_changed(self, *_: object) -> None:
        self._stale = True
        if self.isVisible():
            self.renew()

    def _show(self, rows: list[MachineRow] | None) -> None:
        if rows is None:
            return
        self._rows = {row.machine.id: row for row in rows}
        self.model.set_machines(rows)
        self._tell_empty()
        current = self.model.machine_at(self.list.currentIndex().row())
        if current is not None:
            self._show_detail(current)

    def _search(self, text: str) -> None:
        self.model.search(text)
        self._tell_empty()

    def _tell_empty(self) -> None:
        self._lists.setCurrentWidget(self.list if self.model.rowCount() else self.nothing)

    def _take_scanned(self) -> None:
        """A scanner types a serial number and presses Return: one hit is chosen at once."""
        if self.model.rowCount() == 1:
            self.list.setCurrentIndex(self.model.index(0))
            self.show_detail()
            self.search.selectAll()

    def _chosen(self, current: QModelIndex, _before: QModelIndex) -> None:
        row = self.model.machine_at(current.row()) if current.isValid() else None
        if row is not None:
            self._show_detail(row)

    def _show_detail(self, row: MachineRow) -> None:
        self.machine.show_machine(row, self._look(row.machine))
        self._details.setCurrentWidget(self.machine)

    def _look(self, machine: Machine) -> Look | None:
        return machine_look(machine, self._session.catalogue, QLocale().name())

    def _in_words(self, row: MachineRow) -> str:
        look = self._look(row.machine)
        parts = [
            row.machine.name,
            look.words if look else "",
            row.machine.site,
            row.machine.line,
            plurals.open_tickets(row.open_tickets) if row.open_tickets else "",
        ]
        return ". ".join(part for part in parts if part)
