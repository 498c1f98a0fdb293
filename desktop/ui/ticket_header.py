"""The head of a ticket: subject, status, and its facts as chips."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.catalogue import Catalogue
from desktop.domain.machine import Machine
from desktop.domain.projection import TicketView
from desktop.domain.ticket import Contact
from desktop.ui.controls import Chip, FlowLayout, Text, ToolButton, link_button, surface
from desktop.ui.controls.text import plain_tooltip
from desktop.ui.glyphs import StatusLabel
from desktop.ui.icons import Icon
from desktop.ui.theme import TextRole, space
from desktop.ui.wording import field_name, status_name, ticket_look
from desktop.ui.wording.ticket_kind import ticket_kind

LINKS_FROM = 70
"""Average characters of width from which on links stand beside the subject."""


class TicketHeader(QWidget):
    """Shows what a ticket is about; `machine_asked` when its machine is pressed, `edit_asked` when the details are to be edited.

    `history_toggled` when what happened is to be shown, or no more.
    """

    machine_asked = Signal(str)
    edit_asked = Signal()
    history_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        surface(self, "pane")
        self.back = ToolButton(Icon.BACK, self.tr("Back to the list"))
        self.back.hide()
        self._subject = Text(role=TextRole.TITLE, strong=True, wrap=True, selectable=True)
        self._status = StatusLabel()
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips)
        self._facts: tuple[tuple[str, str, str], ...] = ()
        self._machine_id = ""
        top = QHBoxLayout()
        top.setSpacing(space(2))
        top.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self._subject, 1)
        beside = QVBoxLayout()
        beside.setContentsMargins(space(2), space(1), 0, 0)
        self.edit = link_button(self.tr("Edit details"), quiet=True)
        self.edit.clicked.connect(self.edit_asked)
        self.edit.hide()
        self.history = link_button(self.tr("What happened"), quiet=True)
        self.history.setCheckable(True)
        self.history.toggled.connect(self.history_toggled)
        self._links = QWidget()
        links = QHBoxLayout(self._links)
        links.setContentsMargins(0, 0, 0, 0)
        links.setSpacing(space(3))
        links.addWidget(self.edit)
        links.addWidget(self.history)
        beside.addWidget(self._status, 0, Qt.AlignmentFlag.AlignTrailing)
        beside.addWidget(self._links, 0, Qt.AlignmentFlag.AlignTrailing)
        beside.addStretch(1)
        top.addLayout(beside)
        self.more = ToolButton(Icon.MORE, self.tr("More about this ticket"))
        self.more.setPopupMode(ToolButton.ToolButtonPopupMode.InstantPopup)
        top.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(5) + 2, space(3), space(5) + 2, space(3) + 2)
        column.setSpacing(space(2) - 2)
        column.addLayout(top)
        column.addWidget(self._chips)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the subject has the room; what the links do is in the menu too."""
        super().resizeEvent(event)
        self._links.setVisible(self.width() >= self.fontMetrics().averageCharWidth() * LINKS_FROM)

    def offer_edit(self, is_offered: bool) -> None:
        """Whether there is anything that this person may edit."""
        self.edit.setVisible(is_offered)

    @property
    def facts(self) -> tuple[tuple[str, str, str], ...]:
        """Caption, value and tooltip of every chip."""
        return self._facts

    def show_ticket(self, view: TicketView, machine: Machine | None, catalogue: Catalogue, language: str) -> None:
        """Show this ticket's head."""
        self._subject.setText(view.subject)
        look = ticket_look(view)
        self._status.show_state(look.glyph, look.tone, look.words)
        self._status.setToolTip(plain_tooltip(status_name(view.status, catalogue, language)))
        self._machine_id = view.machine_id
        facts = tuple(self._facts_of(view, machine, catalogue, language))
        if facts != self._facts:
            self._facts = facts
            self._flow.clear()
            for caption, value, tip in facts:
                self._flow.addWidget(self._chip(caption, value, tip))
            self._chips.setVisible(bool(facts))

    def _chip(self, caption: str, value: str, tip: str) -> Chip:
        is_machine = caption == self.tr("Machine") and bool(self._machine_id)
        chip = Chip(value, caption=caption, clickable=is_machine)
        chip.setToolTip(plain_tooltip(tip))
        if is_machine:
            chip.clicked.connect(lambda: self.machine_asked.emit(self._machine_id))
        return chip

    def _facts_of(
        self, view: TicketView, machine: Machine | None, catalogue: Catalogue, language: str
    ) -> list[tuple[str, str, str]]:
        facts = [(self.tr("Ticket"), f"#{view.number}" if view.number else self.tr("not sent yet"), "")]
        if machine is not None:
            place = ", ".join(part for part in (machine.name, machine.line) if part)
            facts.append((self.tr("Machine"), place, " · ".join(p for p in (machine.serial, machine.site) if p)))
        elif view.machine_unlisted:
            facts.append((self.tr("Machine"), view.machine_unlisted, self.tr("Not in the list of machines")))
        kind = ticket_kind(catalogue, view.request_type, view.category, language)
        # A machine says enough about a ticket, unless a category would stand without the type that it belongs to.
        if kind.request_type and (kind.category or not (machine or view.machine_unlisted)):
            facts.append((self.tr("Type"), kind.request_type, ""))
        if kind.category:
            facts.append((field_name("category"), kind.category, ""))
        if (state := catalogue.machine_state(view.machine_state)) is not None:
            facts.append((field_name("machine_state"), state.name.say(language), ""))
        if (priority := catalogue.priority(view.priority)) is not None:
            facts.append((self.tr("Priority"), priority.name.say(language), priority.guidance.say(language)))
        if view.contacts:
            facts.append((self.tr("Notified"), _several(view.contacts), "\n".join(map(_contact, view.contacts))))
        return facts


def _several(contacts: tuple[Contact, ...]) -> str:
    first = contacts[0].name or contacts[0].email
    return first if len(contacts) == 1 else f"{first} +{len(contacts) - 1}"


def _contact(contact: Contact) -> str:
    return f"{contact.name}, {contact.email}" if contact.name else contact.email
