"""Open tickets that may be about the same: go on there instead, or say that it is something else."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.domain.listing import TicketRow
from desktop.ui.controls import Card, FlowLayout, Text, link_button, secondary_button
from desktop.ui.glyphs import StatusLabel
from desktop.ui.theme import TextRole, Tone, space
from desktop.ui.wording import day_and_time, now_instant, row_look


class SimilarCard(Card):
    """Asks once before it adds, in place: what was written leaves as a reply then."""

    add_instead = Signal(str)
    """Id of the open ticket to which the person wants to add what they wrote."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent=parent)
        self._rows: tuple[TicketRow, ...] = ()
        self._machine_id = ""
        self._in_turn = False
        self._asking = ""
        self._dismissed: set[str] = set()
        self._warning = Text(role=TextRole.SMALL, tone=Tone.WAITING, wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(space(1))
        self.body.addLayout(self._list)
        self.body.addWidget(self._warning)
        self.buttons: list[QPushButton] = []
        self.dismissals: list[QPushButton] = []
        self.confirm: QPushButton | None = None
        self.setVisible(False)

    @property
    def rows(self) -> tuple[TicketRow, ...]:
        """What is shown."""
        return tuple(row for row in self._rows if row.id not in self._dismissed)

    def show_rows(self, rows: tuple[TicketRow, ...], machine_id: str, *, in_turn: bool = False) -> None:
        """Show these tickets; none hides the card. `in_turn`: the helpdesk answers in order of arrival."""
        if (rows, machine_id, in_turn) == (self._rows, self._machine_id, self._in_turn):
            return
        self._rows, self._machine_id, self._in_turn = rows, machine_id, in_turn
        if self._asking not in {row.id for row in rows}:
            self._asking = ""
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._fill()
        super().changeEvent(event)

    def _fill(self) -> None:
        while self._list.count():
            item = self._list.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons, self.dismissals, self.confirm = [], [], None
        rows = self.rows
        same = bool(self._machine_id) and any(row.machine_id == self._machine_id for row in rows)
        self.heading.setText(self.tr("Already open for this machine") if same else self.tr("Already open and similar"))
        self.setAccessibleName(self.heading.text())
        for number, row in enumerate(rows):
            self._add_row(number, row)
        self._warning.setText(
            self.tr(
                "A second ticket for the same problem is not answered sooner: this helpdesk goes by order of arrival."
            )
        )
        self._warning.setVisible(self._in_turn)
        self.setVisible(bool(rows))

    def _add_row(self, number: int, row: TicketRow) -> None:
        if number:
            self._list.addSpacing(space(2))
        name = f"#{row.number} {row.subject}" if row.number else row.subject
        self._list.addWidget(Text(name, role=TextRole.SMALL, tone=Tone.DIM, wrap=True))
        self._list.addWidget(self._state(row))
        self._list.addSpacing(space(1))
        if row.id == self._asking:
            self._add_question(row, name)
            return
        button = secondary_button(self.tr("Add to this one instead"), small=True)
        button.setAccessibleName(self.tr("Add to {ticket} instead").format(ticket=name))
        button.clicked.connect(lambda _=False, id=row.id: self._ask(id))
        self._list.addWidget(button)
        self.buttons.append(button)
        other = link_button(self.tr("It is something else"), quiet=True)
        other.setAccessibleName(self.tr("{ticket} is something else: show it no more").format(ticket=name))
        other.clicked.connect(lambda _=False, id=row.id: self._dismiss(id))
        self._list.addWidget(other, 0, Qt.AlignmentFlag.AlignLeading)
        self.dismissals.append(other)

    def _state(self, row: TicketRow) -> QWidget:
        look = row_look(row)
        status = StatusLabel()
        status.show_state(look.glyph, look.tone, look.words)
        words = self.tr("last news {time}").format(time=day_and_time(row.last_at, now_instant()))
        line = QWidget()
        across = FlowLayout(line, gap=space(1) + 2, line_gap=0)
        across.addWidget(status)
        across.addWidget(Text(words, role=TextRole.SMALL, tone=Tone.DIM))
        return line

    def _add_question(self, row: TicketRow, name: str) -> None:
        self._list.addWidget(
            Text(
                self.tr("What you wrote goes there as a reply, files and all. You can take it back for ten seconds."),
                role=TextRole.SMALL,
                wrap=True,
            )
        )
        confirm = secondary_button(self.tr("Add it there"), small=True)
        confirm.setAccessibleName(self.tr("Add what I wrote to {ticket}").format(ticket=name))
        confirm.clicked.connect(lambda _=False, id=row.id: self.add_instead.emit(id))
        back = link_button(self.tr("Go on with a new ticket"), quiet=True)
        back.clicked.connect(lambda: self._ask(""))
        self._list.addWidget(confirm)
        self._list.addWidget(back, 0, Qt.AlignmentFlag.AlignLeading)
        self.confirm = confirm

    def _ask(self, ticket_id: str) -> None:
        self._asking = ticket_id
        self._fill()
        target = self.confirm or (self.buttons[0] if self.buttons else None)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _dismiss(self, ticket_id: str) -> None:
        self._dismissed.add(ticket_id)
        self._fill()
        if self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
