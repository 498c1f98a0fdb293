"""Plausible values for the wizard's tests and pictures: a machine builder's helpdesk with everything switched on."""

from __future__ import annotations

from desktop.domain.account import Feature, Helpdesk, Limits
from desktop.domain.announcement import Announcement
from desktop.domain.catalogue import (
    Catalogue,
    Category,
    MachineNeed,
    MachineState,
    Priority,
    RequestType,
    Status,
    StatusKind,
    Words,
)
from desktop.domain.change import FrozenFile
from desktop.domain.draft import TicketDraft
from desktop.domain.machine import Machine
from desktop.domain.ticket import Contact

TEMPLATE = "What I did: \nWhat happened: \nSince when: \nWhat I tried: "
MEGABYTE = 1024 * 1024


def words(en: str, it: str = "") -> Words:
    return Words({"en": en, "it": it} if it else {"en": en})


FAULT = RequestType(
    "fault",
    words("Technical fault", "Guasto"),
    words("Something does not work as it should.", "Qualcosa non funziona come dovrebbe."),
    MachineNeed.REQUIRED,
    words(TEMPLATE, "Cosa ho fatto: \nCosa è successo: "),
    icon="fault",
)
PARTS = RequestType(
    "parts",
    words("Spare parts", "Ricambi"),
    words("A quote or an order for parts, with or without a machine."),
    MachineNeed.OPTIONAL,
    words("Part and quantity: "),
    icon="parts",
)
QUESTION = RequestType(
    "question",
    words("Question", "Domanda"),
    words("How something works, or what it costs."),
    MachineNeed.NONE,
    categories=(Category("technical", words("Technical")), Category("invoice", words("Administrative"))),
    icon="question",
)
STATES = (
    MachineState("running", words("Running", "In funzione"), 0),
    MachineState("faulty", words("Running with faults", "In funzione con difetti"), 1),
    MachineState("stopped", words("Stopped", "Ferma"), 2),
)
PRIORITIES = (
    Priority("low", words("Low"), words("A question, no real impact."), 1),
    Priority("normal", words("Normal"), words("How-to, settings, new devices."), 2),
    Priority("high", words("High"), words("A function of your system stops you working."), 3),
    Priority("urgent", words("Urgent"), words("A central system is down for some workplaces."), 4),
    Priority("critical", words("Critical"), words("The whole company stands still."), 5),
)
STATUSES = (
    Status("new", words("New"), StatusKind.NEW),
    Status("open", words("Open"), StatusKind.OPEN),
    Status("closed", words("Closed"), StatusKind.CLOSED, final=True),
)
PUMP = Machine("m1", "Pump P-101", "DR-88213", "DR-88", "Rossi", "Plant 1", "Press line 2")
CONVEYOR = Machine("m2", "Conveyor 4", "CV-4410", "CV-4", "Rossi", "Plant 1", "Packing")
PRESS = Machine("m3", "Πρέσα 7", "PR-7001", "PR-70", "Rossi", "Θεσσαλονίκη", "")
ROBOT = Machine("m4", "Robot cell A", "RB-1201", "RB-12", "Rossi", "Plant 2", "Welding")
MACHINES = (PUMP, CONVEYOR, PRESS, ROBOT)
CONTACTS = (
    Contact("c1", "Marco Bianchi", "marco@rossi.example"),
    Contact("c2", "Eleni Papadopoulou", "eleni@rossi.example"),
    Contact("c3", "Anna Rossi", "anna@rossi.example"),
)
RECALL = Announcement(
    "a1",
    "Fan recall, series DR-88",
    "Drives of series DR-88 bought before June: fan recall, see announcement of 3 November.",
    "news",
    1_762_128_000_000,
    machine_ids=("m1",),
)
EVERYTHING = frozenset(one.value for one in Feature) - {Feature.QUEUE_ORDER.value}


def a_catalogue(*types: RequestType, priorities: tuple[Priority, ...] = PRIORITIES) -> Catalogue:
    return Catalogue(types or (FAULT, PARTS, QUESTION), STATES, priorities, STATUSES)


def a_helpdesk(*without: Feature, also: frozenset[str] = frozenset(), limits: Limits | None = None) -> Helpdesk:
    return Helpdesk(
        address="https://help.rossi.example",
        kind="sportello",
        name="Macchine Rossi",
        languages=("en", "it"),
        features=(EVERYTHING | also) - {one.value for one in without},
        limits=limits
        or Limits(
            max_upload_bytes=100 * MEGABYTE, allowed_types=("image/*", "video/*", "application/pdf", "text/plain")
        ),
    )


def a_draft(**fields: object) -> TicketDraft:
    return TicketDraft(**({"id": "019a0000-0000-7000-8000-000000000001"} | fields))  # type: ignore[arg-type]


def a_file(name: str = "plate P-101.jpg", size: int = 3_250_000, mime: str = "image/jpeg", id: str = "") -> FrozenFile:
    return FrozenFile(id or f"file-{name}", "ab" * 32, name, size, mime)
