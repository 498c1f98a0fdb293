"""What happened to a ticket, as short as a line of a table: "Status: New → Open"."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.domain.catalogue import Catalogue
from desktop.domain.change import EditTicket
from desktop.domain.projection import Entry
from desktop.domain.ticket import Side
from desktop.ui.glyphs import Glyph
from desktop.ui.theme import Tone
from desktop.ui.wording.details import choice_name, edit_in_words, field_name, no_value
from desktop.ui.wording.states import Look, event_sentence, status_look, status_name

translate = QCoreApplication.translate


def happening_words(entry: Entry, catalogue: Catalogue, language: str) -> str:
    """What happened, without who and when, which stand beside it."""
    if entry.is_description:
        return translate("History", "Opened")
    before, after = entry.event_before, entry.event_after
    match entry.event_name:
        case "status":
            caption = translate("History", "Status")
            before, after = status_name(before, catalogue, language), status_name(after, catalogue, language)
        case "assigned" | "assignee":
            caption = translate("History", "In charge")
        case "machine-state" | "machine_state":
            caption = field_name("machine_state")
            before, after = (choice_name("machine_state", one, catalogue, language) for one in (before, after))
        case "subject" | "contacts":
            caption = field_name(entry.event_name)
        case "priority" | "category":
            caption = field_name(entry.event_name)
            before, after = (choice_name(entry.event_name, one, catalogue, language) for one in (before, after))
        case _:
            if entry.change is not None and isinstance(entry.change.deed, EditTicket):
                return edit_in_words(entry.change.deed.after, catalogue, language).replace("\n", " · ")
            return event_sentence(entry, catalogue, language)
    after = after or no_value(entry.event_name)
    return f"{caption}: {before} → {after}" if before else f"{caption}: {after}"


def happening_look(entry: Entry, catalogue: Catalogue) -> Look | None:
    """The shape of the status that was reached; None for what is no matter of status."""
    if entry.is_description:
        return Look(Glyph.NEW, Tone.OPEN, "")
    if entry.event_name != "status" or not entry.event_after:
        return None
    return status_look(catalogue.kind_of(entry.event_after))


def actor(entry: Entry) -> str:
    """Who did it."""
    if entry.mine:
        return translate("History", "You")
    if entry.author.name:
        return entry.author.name
    return translate("History", "Support") if entry.author.side is Side.SUPPORT else ""
