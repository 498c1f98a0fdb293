"""One organisation's portal, read from `resources/portals/NAME.toml`: what it offers, its words, its people and machines.

Nothing is hard-coded per portal: what a portal does not switch on does not exist there. A file that contradicts itself is refused
with a sentence (`PortalError`), so that a slip in it is found at the start and not by a client.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

Words: TypeAlias = Mapping[str, str]
Table: TypeAlias = Mapping[str, object]


class PortalError(Exception):
    """The portal's file is missing or contradicts itself."""


class Feature(StrEnum):
    """What a portal can switch on."""

    REGISTRATION = "registration"
    ACCESS_REQUEST = "access-request"
    PASSWORD_RESET = "password-reset"  # noqa: S105 - a feature
    USERNAME_REMINDER = "username-reminder"
    CHANGE_PASSWORD = "change-password"  # noqa: S105 - a feature
    COMPANY_TICKETS = "company-tickets"
    PRIORITIES = "priorities"
    MACHINES = "machines"
    MACHINE_STATES = "machine-states"
    CONTACTS_TO_NOTIFY = "contacts-to-notify"
    CATEGORIES = "categories"
    REOPEN = "reopen"
    ANNOUNCEMENTS = "announcements"
    SERVICES = "services"
    OFFERINGS = "offerings"
    EMAIL = "email"
    QUEUE_ORDER = "queue-order"
    TECHNICIAN = "technician"


@dataclass(frozen=True)
class Choice:
    """One entry of the catalogue: an id and its words; `detail` is what else the wire says about it."""

    id: str
    name: Words
    detail: Table

    def document(self) -> dict[str, object]:
        """The entry as the catalogue writes it."""
        return {"id": self.id, "name": self.name, **self.detail}


@dataclass(frozen=True)
class RequestType:
    """What a ticket can be about."""

    id: str
    name: Words
    description: Words
    machine: str
    template: Words
    categories: tuple[Choice, ...]
    icon: str

    def document(self) -> dict[str, object]:
        """The request type as the catalogue writes it."""
        return {
            "id": self.id,
            "name": self.name,
            "description": self.description,
            "machine": self.machine,
            "template": self.template,
            "categories": [category.document() for category in self.categories],
            "icon": self.icon,
        }


@dataclass(frozen=True)
class Limits:
    """What fits. The server's start can change `max_upload_bytes`."""

    max_upload_bytes: int
    max_attachments_per_ticket: int
    allowed_types: tuple[str, ...]

    def allow(self, mime: str) -> bool:
        """Whether a file of this type is taken; an empty list takes everything."""
        kind = mime.lower()
        return not self.allowed_types or any(
            kind == allowed or (allowed.endswith("/*") and kind.startswith(allowed[:-1]))
            for allowed in self.allowed_types
        )


@dataclass(frozen=True)
class Portal:
    """A portal. `plot` holds the tables that the seed and the simulated staff expand."""

    key: str
    name: str
    languages: tuple[str, ...]
    features: frozenset[Feature]
    reply_to_closed: bool
    limits: Limits
    email: Table | None
    request_types: tuple[RequestType, ...]
    machine_states: tuple[Choice, ...]
    priorities: tuple[Choice, ...]
    statuses: tuple[Choice, ...]
    plot: Table

    def has(self, feature: Feature) -> bool:
        """Whether the portal switches this on."""
        return feature in self.features

    def request_type(self, identity: str) -> RequestType | None:
        """The request type of this id."""
        return next((kind for kind in self.request_types if kind.id == identity), None)

    def kind_of(self, status: str) -> str:
        """What this status means: new, open, waiting, answered or closed."""
        return next(str(choice.detail["kind"]) for choice in self.statuses if choice.id == status)

    def status_of(self, kind: str) -> str:
        """The first status of this kind."""
        return next(choice.id for choice in self.statuses if choice.detail["kind"] == kind)


def resources_folder() -> Path:
    """Where portals lie: in the package of an installed program, beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "_resources"
    return inside if inside.is_dir() else package.parent / "resources"


def portal_names() -> list[str]:
    """The portals that can be started by name."""
    return sorted(path.stem for path in (resources_folder() / "portals").glob("*.toml"))


def load_portal(name: str) -> Portal:
    """The portal of this name, or of this path when it ends in `.toml`. Raises PortalError."""
    path = Path(name) if name.endswith(".toml") else resources_folder() / "portals" / f"{name}.toml"
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as fault:
        raise PortalError(f"There is no portal “{name}”; there are: {', '.join(portal_names())}.") from fault
    except tomllib.TOMLDecodeError as fault:
        raise PortalError(f"{path.name} is not TOML: {fault}") from fault
    try:
        portal = _portal(path.stem, table)
    except (KeyError, TypeError, ValueError) as fault:
        raise PortalError(f"{path.name}: {type(fault).__name__} {fault}") from fault
    _check(portal)
    return portal


def table(value: object) -> Table:
    """A TOML table; raises TypeError for anything else."""
    if not isinstance(value, dict):
        raise TypeError(f"expected a table, found {value!r}")
    return value


def tables(value: object) -> list[Table]:
    """A TOML array of tables; raises TypeError for anything else."""
    if not isinstance(value, list):
        raise TypeError(f"expected a list, found {value!r}")
    return [table(entry) for entry in value]


def texts(value: object) -> list[str]:
    """A TOML array of strings; raises TypeError for anything else."""
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        raise TypeError(f"expected a list of texts, found {value!r}")
    return list(value)


def words(value: object) -> Words:
    """A table from language to text; raises TypeError for anything else."""
    found = table(value)
    if not all(isinstance(text, str) for text in found.values()):
        raise TypeError(f"expected texts by language, found {value!r}")
    return {language: str(text) for language, text in found.items()}


def _choice(entry: Table, *translated: str) -> Choice:
    detail = {
        key: words(value) if key in translated else value for key, value in entry.items() if key not in ("id", "name")
    }
    return Choice(str(entry["id"]), words(entry["name"]), detail)


def _request_type(entry: Table) -> RequestType:
    return RequestType(
        str(entry["id"]),
        words(entry["name"]),
        words(entry["description"]),
        str(entry["machine"]),
        words(entry["template"]),
        tuple(_choice(category) for category in tables(entry.get("categories", []))),
        str(entry["icon"]),
    )


def _portal(key: str, whole: Table) -> Portal:
    head, limits = table(whole["portal"]), table(whole["limits"])
    upload, attachments = limits["max_upload_bytes"], limits["max_attachments_per_ticket"]
    if not isinstance(upload, int) or not isinstance(attachments, int):
        raise TypeError("limits are numbers")
    return Portal(
        key,
        str(head["name"]),
        tuple(texts(head["languages"])),
        frozenset(Feature(name) for name in texts(head["features"])),
        bool(head["reply_to_closed"]),
        Limits(upload, attachments, tuple(texts(limits["allowed_types"]))),
        table(whole["email"]) if "email" in whole else None,
        tuple(_request_type(entry) for entry in tables(whole["request_types"])),
        tuple(_choice(entry) for entry in tables(whole.get("machine_states", []))),
        tuple(_choice(entry, "guidance") for entry in tables(whole.get("priorities", []))),
        tuple(_choice(entry) for entry in tables(whole["statuses"])),
        whole,
    )


def _check(portal: Portal) -> None:
    """Raises PortalError where the file promises what it does not have."""
    kinds = {choice.detail.get("kind") for choice in portal.statuses}
    named: list[tuple[str, Words]] = [(kind.id, kind.name) for kind in portal.request_types]
    named += [(choice.id, choice.name) for choice in (*portal.machine_states, *portal.priorities, *portal.statuses)]
    faults = [f"“{identity}” has no English name" for identity, name in named if "en" not in name]
    faults += [
        f"no status is of the kind “{kind}”"
        for kind in ("new", "open", "waiting", "answered", "closed")
        if kind not in kinds
    ]
    faults += [
        f"the feature “{feature}” needs entries"
        for feature, entries in (
            (Feature.PRIORITIES, portal.priorities),
            (Feature.MACHINE_STATES, portal.machine_states),
        )
        if portal.has(feature) != bool(entries)
    ]
    faults += [
        f"“{kind.id}” asks for a machine in a way that is not known: {kind.machine}"
        for kind in portal.request_types
        if kind.machine not in ("required", "optional", "none")
    ]
    if portal.has(Feature.EMAIL) != (portal.email is not None):
        faults.append("the feature “email” needs an [email] table")
    if faults:
        raise PortalError(f"{portal.key}.toml: " + "; ".join(faults))
