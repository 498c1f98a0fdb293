"""From what a person types to what the helpdesk knows: tickets by number, machines by serial number, choices by name in any language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from email.utils import parseaddr
from typing import TypeVar

from desktop.cli.exit_codes import ExitCode
from desktop.cli.failure import Failure, Fault
from desktop.cli.words import invalid
from desktop.domain.catalogue import Catalogue, Category, MachineState, Priority, RequestType
from desktop.domain.machine import Machine
from desktop.domain.projection import TicketView
from desktop.domain.rules import looks_like_address
from desktop.domain.ticket import Contact
from desktop.storage.views import Views

Named = TypeVar("Named", RequestType, MachineState, Priority, Category)
"""What the catalogue offers to choose from."""

_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
MOST_NAMED = 12
"""How many possibilities a sentence lists."""


def ticket_of(views: Views, typed: str) -> TicketView:
    """The ticket with this number or id. Raises Failure (NOT_FOUND)."""
    id = typed.lower() if _UUID.fullmatch(typed) else views.id_of_number(typed.strip())
    view = views.ticket(id) if id else None
    if view is None:
        raise Failure(
            ExitCode.NOT_FOUND, f"There is no ticket {typed} on this computer.", "`sportello sync` fetches what is new."
        )
    return view


def request_type_of(catalogue: Catalogue, typed: str) -> RequestType:
    """The request type with this id or name. Raises Failure (NOT_VALID)."""
    return _chosen(catalogue.request_types, typed, "request_type", "request type")


def machine_state_of(catalogue: Catalogue, typed: str) -> MachineState:
    """The machine state with this id or name. Raises Failure (NOT_VALID)."""
    return _chosen(catalogue.machine_states, typed, "machine_state", "machine state")


def priority_of(catalogue: Catalogue, typed: str) -> Priority:
    """The priority with this id or name. Raises Failure (NOT_VALID)."""
    return _chosen(catalogue.priorities, typed, "priority", "priority")


def category_of(categories: Sequence[Category], typed: str) -> Category:
    """The category with this id or name. Raises Failure (NOT_VALID)."""
    return _chosen(categories, typed, "category", "category")


def machine_of(views: Views, typed: str) -> Machine:
    """The machine with this id, serial number or name. Raises Failure (NOT_VALID), also where several have the name."""
    known = views.machine(typed)
    if known is not None:
        return known
    wanted = typed.strip().casefold()
    machines = [row.machine for row in views.machines()]
    by_serial = [one for one in machines if one.serial.casefold() == wanted]
    meant = by_serial or [one for one in machines if one.name.casefold() == wanted]
    if len(meant) == 1:
        return meant[0]
    if meant:
        serials = ", ".join(one.serial for one in meant[:MOST_NAMED])
        raise _no("machine", "machine-ambiguous", f"Several machines are called “{typed}”: {serials}.", typed)
    raise _no("machine", "machine-unknown", f"There is no machine “{typed}”.", typed)


def contact_of(contacts: Iterable[Contact], typed: str) -> Contact:
    """A contact of the company by id, address or name; anybody else by an e-mail address. Raises Failure (NOT_VALID)."""
    contacts = list(contacts)
    name, address = parseaddr(typed)
    wanted = {typed.strip().casefold(), address.casefold()} - {""}
    meant = [one for one in contacts if wanted & {one.id.casefold(), one.email.casefold(), one.name.casefold()}]
    if len(meant) == 1:
        return meant[0]
    if meant:
        addresses = ", ".join(one.email for one in meant[:MOST_NAMED])
        raise _no("contacts", "contact-ambiguous", f"Several contacts are called “{typed}”: {addresses}.", typed)
    if not looks_like_address(address):
        sentence = f"“{typed}” is neither an e-mail address nor the name of a contact."
        raise _no("contacts", "contact-address", sentence, typed)
    return Contact("", name, address)


def _chosen(choices: Sequence[Named], typed: str, field: str, what: str) -> Named:
    wanted = typed.strip().casefold()
    by_id = [one for one in choices if one.id.casefold() == wanted]
    by_name = [one for one in choices if any(name.casefold() == wanted for name in one.name.by_language.values())]
    meant = by_id or by_name
    if len(meant) == 1:
        return meant[0]
    there = ", ".join(one.id for one in choices[:MOST_NAMED]) or "none"
    sentence = f"There is no {what} “{typed}”. There is: {there}."
    raise _no(field, f"{field.replace('_', '-')}-unknown", sentence, typed)


def _no(field: str, fault: str, sentence: str, subject: str) -> Failure:
    return invalid([Fault(field, fault, sentence, subject)])
