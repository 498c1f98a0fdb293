"""What I did and what the helpdesk has, side by side: two cards of text, or one table of fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QSizePolicy, QWidget

from desktop.domain.catalogue import Catalogue, StatusKind
from desktop.domain.change import AddMessage, Change, EditTicket, SetStatus, TicketFields
from desktop.domain.conflict import TICKET_CLOSED, TICKET_MERGED, UNSEEN_MESSAGE
from desktop.domain.instant import Instant
from desktop.domain.projection import Entry, TicketView
from desktop.domain.ticket import MessageKind, Side
from desktop.domain.way_on import TICKET_GONE
from desktop.ui.controls import Card, Rule, Text, surface
from desktop.ui.message_text import MessageText
from desktop.ui.theme import TextRole, Tone, space
from desktop.ui.wording import (
    EDITED_FIELDS,
    deed_name,
    exact_time,
    field_name,
    field_value,
    no_value,
    relative_time,
    size,
    status_look,
)

translate = QCoreApplication.translate

NARROW = 560
"""Pixels below which the sides stand above each other."""

MOST_SHOWN = 20
"""How many of the helpdesk's messages are shown; the latest."""


@dataclass(frozen=True, slots=True)
class Said:
    """Something one side said: who, when (0 unknown), and what."""

    who: str
    at: Instant
    text: str
    html: str = ""


def fields_of_view(view: TicketView) -> TicketFields:
    """The fields of a ticket that can be edited."""
    return TicketFields(view.subject, view.priority, view.category, view.machine_state, view.contacts)


class SideCard(Card):
    """One side: whose it is, a fact about the ticket, and what was said, whole and selectable."""

    def __init__(self, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(heading, framed=True, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.texts: list[MessageText] = []

    def add_fact(self, words: str, at: Instant, now: Instant) -> None:
        """A line about what happened, with its time where that is known."""
        line = Text(_with_time(words, at, now), wrap=True, selectable=True)
        if at:
            line.setToolTip(exact_time(at))
        self.body.addWidget(line)

    def add_said(self, said: Said, now: Instant) -> None:
        """A text with its writer."""
        head = Text(_with_time(said.who, said.at, now), role=TextRole.SMALL, tone=Tone.DIM, wrap=True)
        if said.at:
            head.setToolTip(exact_time(said.at))
        head.setVisible(bool(head.text()))
        text = MessageText()
        if said.html and not said.text:
            text.show_html(said.html)
        else:
            text.show_text(said.text)
        text.setAccessibleName(said.who or self.heading.text())
        self.texts.append(text)
        self.body.addSpacing(space(1))
        self.body.addWidget(head)
        self.body.addWidget(text)

    def end(self) -> None:
        """Nothing more comes: what there is stands at the top."""
        self.body.addStretch(1)


class TwoSides(QWidget):
    """The two cards: beside each other where there is room."""

    def __init__(self, mine: SideCard, theirs: SideCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mine = mine
        self.theirs = theirs
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(space(3))
        self._row.addWidget(mine, 1)
        self._row.addWidget(theirs, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside or above each other, by the width there is."""
        super().resizeEvent(event)
        fits = self.width() >= NARROW * max(1.0, self.fontMetrics().averageCharWidth() / 8)
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)


class FieldTable(QWidget):
    """Fields as rows, both sides as columns. What both changed differently is marked by a word and weight, not by colour alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        surface(self, "framed")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(space(3), space(3), space(3), space(3))
        self._grid.setHorizontalSpacing(space(4))
        self._grid.setVerticalSpacing(space(2))
        for column, share in ((0, 2), (1, 4), (2, 4)):
            self._grid.setColumnStretch(column, share)
        self._row = 0
        self.values: dict[str, tuple[str, str]] = {}

    def add_head(self, mine: str, theirs: str) -> None:
        """Whose columns these are."""
        for column, words in ((1, mine), (2, theirs)):
            self._grid.addWidget(Text(words, role=TextRole.SMALL, strong=True, wrap=True), self._row, column)
        self._grid.addWidget(Rule(), self._row + 1, 0, 1, 3)
        self._row += 2

    def add_field(self, name: str, mine: str, theirs: str, note: str, *, is_contested: bool) -> None:
        """A field with both values; `note` says who changed it and when."""
        self.values[name] = (mine, theirs)
        caption = Text(name, role=TextRole.SMALL, tone=Tone.NEEDS_YOU if is_contested else Tone.DIM, wrap=True)
        if is_contested:
            caption.set_strong(True)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(caption, self._row, 0, top)
        for column, words in ((1, mine), (2, theirs)):
            value = Text(words, strong=is_contested, wrap=True, selectable=True)
            value.setAccessibleName(f"{name}: {words}")
            self._grid.addWidget(value, self._row, column, top)
        self._row += 1
        if note:
            self._grid.addWidget(Text(note, role=TextRole.SMALL, tone=Tone.DIM, wrap=True), self._row, 2, top)
            self._row += 1


class SidesMaker:
    """Builds the sides of a change's conflict from what is known."""

    def __init__(self, catalogue: Catalogue, language: str, now: Instant, other_ticket: str = "") -> None:
        """`other_ticket` names the ticket in which this one goes on."""
        self._catalogue = catalogue
        self._language = language
        self._now = now
        self._other = other_ticket

    def sides(self, change: Change, ticket: TicketView | None) -> QWidget:
        """The widget; `ticket` as the helpdesk has it, None when it has none any more."""
        if isinstance(change.deed, EditTicket) and ticket is not None and not _is_over(change):
            return self._fields(change, change.deed, ticket)
        return TwoSides(self._mine(change), self._theirs(change, ticket))

    # Fields

    def _fields(self, change: Change, deed: EditTicket, ticket: TicketView) -> FieldTable:
        table = FieldTable()
        table.add_head(
            _with_time(translate("Conflict", "You"), change.made_at, self._now), translate("Conflict", "The helpdesk")
        )
        contested = {pointer.lstrip("/") for pointer, _ in change.problem.pointers} if change.problem else set()
        theirs = fields_of_view(ticket)
        names = sorted(EDITED_FIELDS, key=lambda name: name not in contested)
        for name in names:
            mine = field_value(name, deed.after, self._catalogue, self._language)
            if mine is None:
                continue
            here = field_value(name, theirs, self._catalogue, self._language) or ""
            none = no_value(name)
            table.add_field(
                field_name(name),
                mine or none,
                here or none,
                self._who_changed(name, ticket) if name in contested else "",
                is_contested=name in contested,
            )
        return table

    def _who_changed(self, name: str, ticket: TicketView) -> str:
        """Who gave the field its present value, and when; empty where the conversation does not say."""
        wanted = name.replace("_", "-")
        found = [one for one in ticket.entries if one.kind is MessageKind.EVENT and one.event_name == wanted]
        return _with_time(self._who(found[-1]), found[-1].at, self._now) if found else ""

    # Texts

    def _mine(self, change: Change) -> SideCard:
        card = SideCard(translate("Conflict", "You"))
        card.add_fact(deed_name(change), change.made_at, self._now)
        match change.deed:
            case AddMessage(text=text) | SetStatus(text=text) if text:
                card.add_said(Said("", 0, text), self._now)
            case EditTicket(after=after):
                for name in EDITED_FIELDS:
                    value = field_value(name, after, self._catalogue, self._language)
                    if value is not None:
                        card.add_fact(f"{field_name(name)}: {value}", 0, self._now)
            case _:
                pass
        if change.files:
            names = ", ".join(f"{file.name} ({size(file.size)})" for file in change.files)
            card.body.addWidget(Text(names, role=TextRole.SMALL, tone=Tone.DIM, wrap=True, selectable=True))
        card.end()
        return card

    def _theirs(self, change: Change, ticket: TicketView | None) -> SideCard:
        card = SideCard(translate("Conflict", "The helpdesk"))
        code = change.problem.code if change.problem else ""
        if ticket is None or code in TICKET_GONE:
            card.add_fact(translate("Conflict", "The ticket was removed, or you may no longer see it."), 0, self._now)
        elif code == TICKET_MERGED:
            where = self._other or translate("Conflict", "another ticket")
            card.add_fact(translate("Conflict", "It goes on in {ticket}.").format(ticket=where), 0, self._now)
            self._say_all(card, ticket.entries, change)
        else:
            self._say_status(card, ticket, code)
            self._say_all(card, ticket.entries, change)
        card.end()
        return card

    def _say_status(self, card: SideCard, ticket: TicketView, code: str) -> None:
        moves = [one for one in ticket.entries if one.event_name == "status"]
        last = moves[-1] if moves else None
        if code == TICKET_CLOSED or ticket.kind is StatusKind.CLOSED:
            words = translate("Conflict", "Closed")
            if last is not None and last.mine:
                words = translate("Conflict", "Closed by you")
            elif last is not None and (who := self._who(last)):
                words = translate("Conflict", "Closed by {who}").format(who=who)
            card.add_fact(words, last.at if last else 0, self._now)
        elif code != UNSEEN_MESSAGE:
            card.add_fact(status_look(ticket.kind).words, last.at if last else 0, self._now)

    def _say_all(self, card: SideCard, entries: Sequence[Entry], change: Change) -> None:
        """What others said: all that was not seen, else their last word."""
        others = [one for one in entries if one.kind is MessageKind.REPLY and not one.mine and not one.is_description]
        deed = change.deed
        if isinstance(deed, SetStatus) and deed.seen is not None:
            others = [one for one in others if one.id not in deed.seen] or others[-1:]
        else:
            others = others[-1:]
        for one in others[-MOST_SHOWN:]:
            card.add_said(Said(self._who(one), one.at, one.text, one.html), self._now)
        if not others and change.problem is not None and change.problem.code == UNSEEN_MESSAGE:
            card.add_fact(translate("Conflict", "The message is on its way to this computer."), 0, self._now)

    def _who(self, entry: Entry) -> str:
        if entry.mine:
            return translate("Conflict", "You")
        if entry.author.side is Side.SUPPORT and not entry.author.name:
            return translate("Conflict", "Support")
        return entry.author.name


def _is_over(change: Change) -> bool:
    code = change.problem.code if change.problem else ""
    return code in (TICKET_CLOSED, TICKET_MERGED) or code in TICKET_GONE


def _with_time(words: str, at: Instant, now: Instant) -> str:
    return " · ".join(part for part in (words, relative_time(at, now) if at else "") if part)
