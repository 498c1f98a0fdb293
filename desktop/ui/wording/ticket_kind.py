"""What a ticket is about in the helpdesk's words: its request type and its category.

Where a helpdesk has a single request type, naming it on every ticket says nothing: the category stands in its place.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class TicketKind:
    """Names worth telling, empty where there is nothing to tell."""

    request_type: str = ""
    category: str = ""

    @property
    def in_short(self) -> str:
        """One name, where there is room for one only."""
        return self.request_type or self.category


def ticket_kind(catalogue: Catalogue, request_type: str, category: str, language: str) -> TicketKind:
    """What to call a ticket of this type and category; an id that the catalogue does not know has no name."""
    known_category = catalogue.category(request_type, category)
    category_name = known_category.name.say(language) if known_category else ""
    known_type = catalogue.request_type(request_type)
    if known_type is None or (category_name and len(catalogue.request_types) == 1):
        return TicketKind(category=category_name)
    return TicketKind(known_type.name.say(language), category_name)
