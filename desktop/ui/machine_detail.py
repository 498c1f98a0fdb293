"""One machine of the machines page: its facts, its troubles, its announcements and its tickets."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.domain.announcement import in_force_for
from desktop.domain.listing import Folder, Listing, MachineRow, TicketRow
from desktop.domain.machine import Machine
from desktop.domain.recurrence import Occurrence, happened_again
from desktop.errors import WorldError
from desktop.ui.announcement_card import SymbolLabel
from desktop.ui.controls import FlowLayout, Rule, SectionLabel, Text, ToolButton, link_button, primary_button, surface
from desktop.ui.glyphs import StatusLabel
from desktop.ui.icons import Icon
from desktop.ui.session_view import SessionView, ViewsLike
from desktop.ui.theme import TextRole, Tone, space
from desktop.ui.ticket_list_model import TicketListModel
from desktop.ui.ticket_list_view import TicketListView
from desktop.ui.ticket_row import RowWords, TicketRowDelegate
from desktop.ui.wording import Look, calendar_date, now_instant, plurals
from desktop.ui.wording.announcements import kind_symbol, kind_words, phase_inside, window_words
from desktop.ui.wording.recurrence import recurrence_words
from desktop.ui.wording.ticket_kind import ticket_kind


class MachineDetail(QWidget):
    """One machine: what it is, how it is, whether it has had trouble before, what is announced about it, and every ticket about it."""

    new_ticket_requested = Signal(str)
    ask_requested = Signal(object)
    """The `Machine` the person has a question about."""

    announcement_asked = Signal(str)
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
        self.ask: QPushButton = link_button(self.tr("Ask about this machine"))
        self.ask.clicked.connect(self._ask)
        self.trouble = Text(role=TextRole.SMALL, tone=Tone.WAITING, wrap=True)
        self.trouble.hide()
        self.announcements: list[QPushButton] = []
        self._news = QVBoxLayout()
        self._news.setSpacing(space(1))
        words = RowWords(self._kind_name, lambda: session.person.name)
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
        inside.addWidget(self.trouble)
        inside.addLayout(self._news)
        buttons = FlowLayout(gap=space(3), line_gap=space(1))
        buttons.addWidget(self.open_ticket)
        buttons.addWidget(self.ask)
        inside.addLayout(buttons)
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
        self._show_news(machine.id)
        if other:
            self.trouble.hide()
        still_open = plurals.still_open(row.open_tickets) if row.open_tickets else self.tr("none open")
        counted = f"{plurals.tickets(row.tickets)}, {still_open}"
        self._heading.setText(counted if row.tickets else self.tr("No tickets about this machine yet"))
        self._model.forget_rows()

        def question(views: ViewsLike) -> tuple[list[str], list[Occurrence]] | None:
            try:
                return views.ticket_ids(Listing(Folder.COMPANY, machine_id=machine.id)), views.occurrences(machine.id)
            except WorldError:
                return None

        self._session.read(question, lambda found: self._show_past(machine.id, found, other=other))

    def _show_past(self, machine_id: str, found: tuple[list[str], list[Occurrence]] | None, *, other: bool) -> None:
        if machine_id != self._machine_id or found is None:
            return
        ids, occurrences = found
        words = recurrence_words.counted(happened_again(occurrences, self._session.catalogue, now_instant()))
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))
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

    def _show_news(self, machine_id: str) -> None:
        """What the helpdesk announced about it and is not over; each leads to the whole of it."""
        while self._news.count():
            item = self._news.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.announcements = []
        now = now_instant()
        everything = [row.announcement for row in self._session.views.announcements()]
        for one in in_force_for(everything, machine_id, now):
            link: QPushButton = link_button(one.title)
            said = ", ".join(
                part for part in (kind_words(one.what), phase_inside(one.phase(now)), window_words(one, now)) if part
            )
            link.setAccessibleName(self.tr("Announcement: {title}").format(title=one.title))
            link.setAccessibleDescription(said)
            link.clicked.connect(lambda _=False, id=one.id: self.announcement_asked.emit(id))
            row = QWidget()
            across = QHBoxLayout(row)
            across.setContentsMargins(0, 0, 0, 0)
            across.setSpacing(space(2))
            across.addWidget(SymbolLabel(kind_symbol(one.what), said))
            across.addWidget(link)
            across.addStretch(1)
            self._news.addWidget(row)
            self.announcements.append(link)

    def _ask(self) -> None:
        machine = self._session.views.machine(self._machine_id)
        if machine is not None:
            self.ask_requested.emit(machine)

    def _kind_name(self, row: TicketRow) -> str:
        return ticket_kind(self._session.catalogue, row.request_type, row.category, QLocale().name()).in_short
