"""Second step: which machine. Search, scanner, recent ones, all by site, or one that is not in the list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStyle, QVBoxLayout, QWidget

from desktop.actions.wizard import Field, Step
from desktop.domain.machine import Machine
from desktop.domain.serial_code import likely_serial
from desktop.ui.controls import SearchEdit, Text, link_button, surface
from desktop.ui.field_box import FieldBox
from desktop.ui.open_ticket_wizard.desk import Surroundings
from desktop.ui.open_ticket_wizard.fault_words import fault_sentence
from desktop.ui.open_ticket_wizard.live_flow import LiveFlow
from desktop.ui.open_ticket_wizard.machine_finder import MachineFinder
from desktop.ui.open_ticket_wizard.machine_list import MachineDelegate, MachineListModel, MachineListView
from desktop.ui.scanner_wedge import ScannerWedge
from desktop.ui.theme import TextRole, Tone, space

_CONTROL = Qt.KeyboardModifier.ControlModifier

_PAGE = 6
"""Machines that Page Up and Page Down pass over."""

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -_PAGE, Qt.Key.Key_PageDown: _PAGE}


class MachinePage(QWidget):
    """The search field keeps the focus; arrows move through the list below it, Return takes what is marked."""

    chosen = Signal()

    def __init__(self, flow: LiveFlow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = flow
        self._finder = MachineFinder()
        self._describing = False
        self._question = Text(role=TextRole.TITLE, strong=True, wrap=True)
        self._fault = Text(role=TextRole.SMALL, tone=Tone.NEEDS_YOU, wrap=True)
        self.search = SearchEdit()
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self._filter)
        self.list = MachineListView()
        self._model = MachineListModel(self)
        self._delegate = MachineDelegate(self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(self._delegate)
        self.list.clicked.connect(self._take_index)
        self._nothing = Text(tone=Tone.DIM, wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.unlisted = QLineEdit()
        self._unlisted_box = FieldBox(self.unlisted)
        self.unlisted.textEdited.connect(lambda text: self._flow.become(self._flow.value.describe_machine(text)))
        self.unlisted.installEventFilter(self)
        self.not_listed = link_button("")
        self.not_listed.clicked.connect(self._describe)
        self.no_machine = link_button("")
        self.no_machine.clicked.connect(self._skip)
        self.scanner = ScannerWedge(self, besides=(self.unlisted,))
        self.scanner.scanned.connect(self.take_code)
        self._lay_out()
        flow.changed.connect(self.display)
        self._retranslate()
        self._filter()
        self.display()

    def _lay_out(self) -> None:
        frame = surface(QWidget(), "framed")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(2, space(1), 2, space(1))
        inside.addWidget(self._nothing, 1)
        inside.addWidget(self.list, 1)
        links = QHBoxLayout()
        links.setSpacing(space(4))
        links.addWidget(self.not_listed)
        links.addWidget(self.no_machine)
        links.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(6) + 2, space(5), space(6) + 2, space(4))
        column.setSpacing(space(3))
        column.addWidget(self._question)
        column.addWidget(self._fault)
        column.addWidget(self.search)
        column.addWidget(frame, 1)
        column.addWidget(self._unlisted_box)
        column.addLayout(links)
        self.list.setMinimumHeight(140)

    def show_surroundings(self, around: Surroundings) -> None:
        """Offer the machines that are on this computer."""
        self._finder = MachineFinder(around.machines, around.recent)
        known = self._finder.machine(self._flow.value.draft.machine_id)
        if known is not None and self._flow.value.machine != known:
            self._flow.become(self._flow.value.choose_machine(known))
        self._filter()

    def display(self) -> None:
        """Show what is chosen and what is wrong."""
        flow = self._flow.value
        self._delegate.chosen_id = flow.draft.machine_id
        self.list.viewport().update()
        if self.unlisted.text() != flow.draft.machine_unlisted:
            self.unlisted.setText(flow.draft.machine_unlisted)
        described = bool(flow.draft.machine_unlisted) and not flow.draft.machine_id
        self._describing = self._describing or described
        self._unlisted_box.setVisible(self._describing)
        self.not_listed.setVisible(not self._describing)
        self.no_machine.setVisible(not flow.machine_is_required)
        wrong = flow.violations_on(Step.MACHINE) if Step.MACHINE in flow.tried else ()
        self._fault.setText("\n".join(fault_sentence(one, flow.helpdesk.limits) for one in wrong))
        self._fault.setVisible(bool(wrong) and flow.has_field(Field.MACHINE))

    def take_focus(self) -> None:
        """Where the person starts on this step."""
        described = self._flow.value.draft.machine_unlisted and not self._flow.value.draft.machine_id
        (self.unlisted if described else self.search).setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lead the list by the keys of the search field. Return is taken here: passed on, it would mean the next page as well."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._took_key(watched, event):
            return True
        if watched is self.search and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.list.setProperty("cursorShown", event.type() == QEvent.Type.FocusIn)
            self.list.viewport().update()
        return super().eventFilter(watched, event)

    def _took_key(self, watched: QObject, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _CONTROL:
            if watched is self.search:
                self._take_marked()
            else:
                self.chosen.emit()
            return True
        step = _STEPS.get(key) if watched is self.search else None
        if step is not None:
            self.list.walk(step)
        return step is not None

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._filter()
        super().changeEvent(event)

    def _filter(self) -> None:
        query = self.search.text()
        groups = self._finder.find(query)
        self._model.show_groups(groups)
        chosen = self._flow.value.draft.machine_id
        at = -1 if query.strip() or not chosen else self._model.first_line_of(chosen)
        # While searching, the best hit is marked, so that Return takes it; else nothing is chosen by accident.
        if at < 0 and query.strip():
            at = self._model.first_line_of("")
        self.list.put_cursor(at)
        self.list.setVisible(bool(groups))
        self._nothing.setVisible(not groups)
        self._nothing.setText(self._nothing_words(query.strip()))

    def _nothing_words(self, query: str) -> str:
        if not len(self._finder):
            return self.tr("No machines have arrived from the helpdesk yet. Say below which one it is.")
        return self.tr("No machine matches “{query}”.").format(query=query)

    def _take_marked(self) -> None:
        # A scanner types faster than anybody: what counts is the whole code at the moment of Return.
        machine = self._finder.scanned(self.search.text()) or self._model.machine_at(self.list.currentIndex().row())
        if machine is not None:
            self._take(machine)
        elif not self.search.text().strip() and not self._flow.value.violations_on(Step.MACHINE):
            self.chosen.emit()

    def take_code(self, code: str) -> None:
        """A code was scanned, wherever the keyboard was: take its machine, or fill it in as one that is not in the list."""
        machine = self._finder.scanned(code)
        if machine is not None:
            self._take(machine)
            return
        if self._finder.find(code):
            # A name that was pasted, or typed very fast.
            self.search.setText(code)
            self._take_marked()
            return
        self.search.setText(likely_serial(code))
        self._describe()
        self.unlisted.selectAll()

    def _take_index(self, index: QModelIndex) -> None:
        machine = self._model.machine_at(index.row())
        if machine is not None:
            self._take(machine)

    def _take(self, machine: Machine) -> None:
        self._flow.become(self._flow.value.choose_machine(machine))
        self.chosen.emit()

    def _describe(self) -> None:
        self._describing = True
        flow = self._flow.value
        text = flow.draft.machine_unlisted
        # What was searched for in vain is most likely what the machine is called.
        if not text and self.search.text().strip() and not self._finder.find(self.search.text()):
            text = self.search.text().strip()
        if text:
            self._flow.become(flow.describe_machine(text))
        self.display()
        self.unlisted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _skip(self) -> None:
        self._flow.become(self._flow.value.skip_machine())
        self.chosen.emit()

    def _retranslate(self) -> None:
        self._question.setText(self.tr("Which machine is it about?"))
        self.search.set_hints((self.tr("Search by name, serial or site, or scan the code"), self.tr("Search machines")))
        self.search.setAccessibleName(self.tr("Search machines"))
        self.list.setAccessibleName(self.tr("Machines"))
        self.not_listed.setText(self.tr("My machine is not in the list"))
        self.no_machine.setText(self.tr("It is not about a machine"))
        self._unlisted_box.set_caption(self.tr("Which machine is it? Name, serial, place, whatever you know"))
        self.search.setTextMargins(0, 0, self.style().pixelMetric(QStyle.PixelMetric.PM_LayoutRightMargin) // 4, 0)
