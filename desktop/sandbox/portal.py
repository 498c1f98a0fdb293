"""One organisation's portal, read from `resources/portals/NAME.toml`: what it offers, its words, its people and machines.

Nothing is hard-coded per portal: what a portal does not switch on does not exist there. A file that contradicts itself is refused
with a sentence (`PortalError`), so that a slip in it is found at the start and not by a client.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop.sandbox.contradictions import contradictions
from desktop.sandbox.features import Feature, LetterName
from desktop.sandbox.letters import Wording
from desktop.sandbox.tables import Table, Words, table, tables, texts, words

__all__ = [
    "Category",
    "Choice",
    "Contact",
    "Feature",
    "LetterName",
    "Limits",
    "Portal",
    "PortalError",
    "RequestType",
    "Table",
    "Words",
    "load_portal",
    "portal_names",
    "resources_folder",
    "table",
    "tables",
    "texts",
    "words",
]


class PortalError(Exception):
    """The portal's file is missing or contradicts itself."""


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
class Category:
    """A finer sort of a request type, with what to write about it where that differs: None leaves it to the request type."""

    id: str
    name: Words
    description: Words | None
    template: Words | None

    def document(self) -> dict[str, object]:
        """The category as the catalogue writes it."""
        told: dict[str, object] = {"id": self.id, "name": self.name}
        if self.description is not None:
            told["description"] = self.description
        if self.template is not None:
            told["template"] = self.template
        return told


@dataclass(frozen=True)
class RequestType:
    """What a ticket can be about."""

    id: str
    name: Words
    description: Words
    machine: str
    template: Words
    categories: tuple[Category, ...]
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
class Contact:
    """Somebody at a customer (`company` is the key of the file) who can be kept informed; `writes`: may open tickets by e-mail."""

    company: str
    name: str
    email: str
    phone: str | None
    role: str | None
    writes: bool


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
    default_request_type: str | None
    letters: Mapping[LetterName, Mapping[str, Wording]]
    companies: Mapping[str, str]
    contacts: tuple[Contact, ...]
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

    def writer(self, address: str) -> Contact | None:
        """The contact of this address who may open tickets by e-mail."""
        wanted = address.strip().casefold()
        return next((one for one in self.contacts if one.writes and one.email.casefold() == wanted), None)

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
    faults = contradictions(portal)
    if faults:
        raise PortalError(f"{portal.key}.toml: " + "; ".join(faults))
    return portal


def _choice(entry: Table, *translated: str) -> Choice:
    detail = {
        key: words(value) if key in translated else value for key, value in entry.items() if key not in ("id", "name")
    }
    return Choice(str(entry["id"]), words(entry["name"]), detail)


def _category(entry: Table) -> Category:
    description, template = (words(entry[key]) if key in entry else None for key in ("description", "template"))
    return Category(str(entry["id"]), words(entry["name"]), description, template)


def _request_type(entry: Table) -> RequestType:
    return RequestType(
        str(entry["id"]),
        words(entry["name"]),
        words(entry["description"]),
        str(entry.get("machine", "none")),
        words(entry["template"]) if "template" in entry else {"en": ""},
        tuple(_category(category) for category in tables(entry.get("categories", []))),
        str(entry["icon"]),
    )


def _contact(entry: Table) -> Contact:
    phone, role = (str(entry[key]) if key in entry else None for key in ("phone", "role"))
    return Contact(
        str(entry["company"]), str(entry["name"]), str(entry["email"]), phone, role, bool(entry.get("writes", False))
    )


def _email(entry: Table) -> Table:
    return {"address": str(entry["address"]), "subject_pattern": str(entry.get("subject_pattern", "[#{number}]"))}


def _letters(found: Table) -> dict[LetterName, Mapping[str, Wording]]:
    return {
        LetterName(name): {
            language: Wording(str(table(said)["subject"]), str(table(said)["text"]).lstrip("\n"))
            for language, said in table(letter).items()
        }
        for name, letter in found.items()
    }


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
        _email(table(whole["email"])) if "email" in whole else None,
        str(head["default_request_type"]) if "default_request_type" in head else None,
        _letters(table(whole.get("letters", {}))),
        {str(entry["key"]): str(entry["name"]) for entry in tables(whole["companies"])},
        tuple(_contact(entry) for entry in tables(whole.get("contacts", []))),
        tuple(_request_type(entry) for entry in tables(whole["request_types"])),
        tuple(_choice(entry) for entry in tables(whole.get("machine_states", []))),
        tuple(_choice(entry, "guidance") for entry in tables(whole.get("priorities", []))),
        tuple(_choice(entry) for entry in tables(whole["statuses"])),
        whole,
    )
