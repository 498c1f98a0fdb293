"""A ticket that begins with something the person has in front of them: an announcement, a service, an offering, a machine, a code."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.announcement import Announcement, Offering, Service
from desktop.domain.catalogue import Catalogue, MachineNeed
from desktop.domain.machine import Machine

_QUESTION_ICONS = ("question", "information", "commercial", "order")
"""Icons of request types that are for asking, the fittest first (open API, `request_types.icon`)."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What of a new ticket is known before anybody has typed; empty where nothing is."""

    subject: str = ""
    request_type: str = ""
    machine_id: str = ""
    machine_unlisted: str = ""


def asking_type(catalogue: Catalogue, *, about_machine: bool = False) -> str:
    """The request type for a question, empty where the catalogue has none that looks like one.

    One that says so by its icon or id, else the only one that is about no machine. `about_machine` leaves out those that take none.
    """
    offered = [one for one in catalogue.request_types if not about_machine or one.machine is not MachineNeed.NONE]
    for sign in _QUESTION_ICONS:
        found = next((one for one in offered if sign in (one.icon, one.id)), None)
        if found is not None:
            return found.id
    without = [one for one in offered if one.machine is MachineNeed.NONE]
    return without[0].id if len(without) == 1 else ""


def about_announcement(one: Announcement, catalogue: Catalogue) -> Beginning:
    """About news or maintenance; about its machine as well, where it names just one."""
    only = one.machine_ids[0] if len(one.machine_ids) == 1 else ""
    with_machine = asking_type(catalogue, about_machine=True) if only else ""
    return Beginning(one.title, with_machine or asking_type(catalogue), only if with_machine else "")


def about_service(one: Service, catalogue: Catalogue) -> Beginning:
    """About a service that the company has."""
    return Beginning(one.name, asking_type(catalogue))


def about_offering(one: Offering, catalogue: Catalogue) -> Beginning:
    """About something that can be had; the helpdesk may say which request type that is."""
    known = catalogue.request_type(one.request_type)
    return Beginning(one.name, known.id if known else asking_type(catalogue))


def beginning_with(what: Announcement | Service | Offering | Machine, catalogue: Catalogue) -> Beginning:
    """About whatever it is."""
    match what:
        case Announcement():
            return about_announcement(what, catalogue)
        case Service():
            return about_service(what, catalogue)
        case Offering():
            return about_offering(what, catalogue)
        case Machine():
            return about_machine(what, catalogue)


def about_machine(one: Machine, catalogue: Catalogue) -> Beginning:
    """A question about a machine."""
    return Beginning(one.name, asking_type(catalogue, about_machine=True), one.id)
