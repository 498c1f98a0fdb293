"""Machines: a list with search, and one machine with its facts and its tickets."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QStackedLayout, QVBoxLayout, QWidget

from desktop.domain.listing import MachineRow
from desktop.domain.machine import Machine
from desktop.domain.serial_code import likely_serial, machine_of
from desktop.errors import WorldError
from desktop.ui.controls import Rule, SearchEdit, ToolButton, surface
from desktop.ui.empty_state import EmptyState
from desktop.ui.icons import Icon
from desktop.ui.machine_detail import MachineDetail
from desktop.ui.machine_list import MachineDelegate, MachineListModel, machine_look
from desktop.ui.master_detail import MasterDetail
from desktop.ui.scanner_wedge import ScannerWedge
from desktop.ui.session_view import SessionView, ViewsLike
from desktop.ui.theme import space
from desktop.ui.wording import Look, plurals


class MachinesPage(MasterDetail):
    """The page. `new_ticket_requested(machine_id)`, `ask_requested(Machine)`, `ticket_opened(ticket_id)`, `announcement_asked(id)`.

    A scanner may type a code wherever the keyboard is on it: the machine is shown, or that there is none with this serial number, and
    `unlisted_requested(serial)` leads to a ticket about it all the same.
    """

    new_ticket_requested = Signal(str)
    ask_requested = Signal(object)
    ticket_opened = Signal(str)
    announcement_asked = Signal(str)
    unlisted_requested = Signal(str)

    def __init__(self, session: SessionView, parent: QWidget | None = None) -> None:
        self._session = session
        self._rows: dict[str, MachineRow] = {}
        self._stale = True
        master = surface(QWidget(), "pane")
        detail = surface(QWidget(), "window")
        super().__init__(master, detail, (404, 824), parent)
        self.search = SearchEdit()
        self.search.set_hints((self.tr("Search machines, serial numbers, sites…"), self.tr("Search machines")))
        self.search.setAccessibleName(self.tr("Search machines"))
        self.search.returnPressed.connect(self._take_typed)
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
        self.machine.ask_requested.connect(self.ask_requested)
        self.machine.announcement_asked.connect(self.announcement_asked)
        self.machine.back_asked.connect(self.show_master)
        self._build(master, detail)
        self.scanner = ScannerWedge(self)
        self.scanner.scanned.connect(self.take_code)
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
        self._invite()
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

    def take_code(self, code: str) -> None:
        """A code was scanned, or typed and ended by Return: show its machine, or say that there is none."""
        machine = machine_of(code, [row.machine for row in self._rows.values()])
        if machine is not None:
            self.show_machine(machine.id)
            self.focus_search()
            return
        self.search.setText(code)
        if self.model.rowCount():
            # A name that was pasted, or typed very fast.
            self._take_only_one()
            return
        self.search.clear()
        self.list.clearSelection()
        self.list.setCurrentIndex(QModelIndex())
        serial = likely_serial(code)
        self.empty.show_words(
            Icon.MACHINE,
            self.tr("No machine has the serial number “{serial}”").format(serial=serial),
            self.tr("Check the code, or open a ticket about a machine that is not in the list."),
            button=self.tr("Open a ticket for “{serial}”").format(serial=serial),
            action=lambda: self.unlisted_requested.emit(serial),
        )
        self._details.setCurrentWidget(self.empty)
        self.show_detail()
        self.empty.focus_button()

    def _invite(self) -> None:
        self.empty.show_words(
            Icon.MACHINE,
            self.tr("No machine chosen"),
            self.tr("Choose one to see its facts and tickets, or scan its serial number anywhere on this page."),
        )

    def _take_typed(self) -> None:
        """Return after a serial number, or after a word that only one machine has."""
        text = self.search.text().strip()
        if self.model.rowCount() == 1 and text:
            self._take_only_one()
        elif text and (machine_of(text, [row.machine for row in self._rows.values()]) or not self.model.rowCount()):
            self.take_code(text)

    def _take_only_one(self) -> None:
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
