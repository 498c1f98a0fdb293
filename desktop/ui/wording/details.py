"""The details of a ticket that can be edited, in words: their names, their values, and what changed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.domain.catalogue import Catalogue
from desktop.domain.change import TicketFields
from desktop.domain.projection import Entry

translate = QCoreApplication.translate

EDITED_FIELDS = ("subject", "category", "machine_state", "priority", "contacts")
"""The fields of `TicketFields` in the order in which a person reads them."""


def field_name(name: str) -> str:
    """What can be edited of a ticket, by its name in `TicketFields`."""
    match name:
        case "subject":
            return translate("Details", "Subject")
        case "priority":
            return translate("Details", "Priority")
        case "category":
            return translate("Details", "Category")
        case "machine_state":
            return translate("Details", "Machine state")
        case _:
            return translate("Details", "People to notify")


def field_value(name: str, fields: TicketFields, catalogue: Catalogue, language: str) -> str | None:
    """A field's value in words; None where `fields` says nothing about it, empty where it has no value."""
    match name:
        case "subject":
            return fields.subject
        case "contacts":
            if fields.contacts is None:
                return None
            return ", ".join(one.name or one.email for one in fields.contacts)
        case "priority":
            return None if fields.priority is None else choice_name(name, fields.priority, catalogue, language)
        case "category":
            return None if fields.category is None else choice_name(name, fields.category, catalogue, language)
        case _:
            state = fields.machine_state
            return None if state is None else choice_name("machine_state", state, catalogue, language)


def no_value(name: str) -> str:
    """What stands in the place of a field, or of what an event is about, that has none; in many languages the word follows the field."""
    match name:
        case "priority":
            return translate("Details", "none", "priority")
        case "category":
            return translate("Details", "none", "category")
        case "contacts":
            return translate("Details", "nobody", "people to notify")
        case "assigned" | "assignee":
            return translate("Details", "nobody", "the person in charge")
        case "machine_state" | "machine-state":
            return translate("Details", "none", "machine state")
        case _:
            return translate("Details", "none", "no value in a field")


def choice_name(name: str, id: str, catalogue: Catalogue, language: str) -> str:
    """A choice in the server's own words, else as it is."""
    words = None
    if name == "priority" and (priority := catalogue.priority(id)) is not None:
        words = priority.name
    elif name == "machine_state" and (state := catalogue.machine_state(id)) is not None:
        words = state.name
    elif name == "category":
        words = next((one.name for kind in catalogue.request_types for one in kind.categories if one.id == id), None)
    return (words.say(language) if words else "") or id


def edit_in_words(after: TicketFields, catalogue: Catalogue, language: str) -> str:
    """An edit as text, a line for each field: what it becomes when it goes back to being written."""
    lines = []
    for name in EDITED_FIELDS:
        value = field_value(name, after, catalogue, language)
        if value is not None:
            words = value or no_value(name)
            lines.append(translate("Details", "{field}: {value}").format(field=field_name(name), value=words))
    return "\n".join(lines)


def edited_sentence(entry: Entry, catalogue: Catalogue, language: str) -> str:
    """One line about a field that the server says was changed; the event has the field's name."""
    after, field = entry.event_after, field_name(entry.event_name)
    if entry.event_name in ("priority", "category"):
        after = choice_name(entry.event_name, after, catalogue, language)
    if not after and entry.mine:
        said = translate("Details", "You removed: {field}")
    elif not after:
        said = translate("Details", "{who} removed: {field}")
    elif entry.mine:
        said = translate("Details", "You changed: {field}, “{after}”")
    else:
        said = translate("Details", "{who} changed: {field}, “{after}”")
    return said.format(who=entry.author.name or translate("Details", "Support"), field=field, after=after)
