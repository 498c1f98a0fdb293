"""One organisation's portal, read from `resources/portals/NAME.toml`: what it offers, its words, its people and machines.

Nothing is hard-coded per portal: what a portal does not switch on does not exist there. A file that contradicts itself is refused
with a sentence (`PortalError`), so that a slip in it is found at the start and not by a client.
"""

import string
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

from desktop.sandbox.letters import Wording

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


class LetterName(StrEnum):
    """The letters whose words a portal can say in its own way (`[letters.NAME]`); `letters.py` has words for each."""

    OPENED = "opened"
    REPLY = "reply"
    STATUS = "status"
    REFUSED = "refused"
    ACTIVATION = "activation"
    ALREADY_KNOWN = "already-known"
    NEW_PASSWORD = "new-password"  # noqa: S105 - a letter
    USER_NAME = "user-name"
    ACCESS_REQUEST = "access-request"


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


# ---------------------------------------------------------------- what contradicts


def _check(portal: Portal) -> None:
    """Raises PortalError where the file promises what it does not have, or has what it does not promise."""
    checks = (_about_words, _about_choices, _about_features, _about_request_types, _about_mail, _about_plot)
    faults = [fault for check in checks for fault in check(portal)]
    if faults:
        raise PortalError(f"{portal.key}.toml: " + "; ".join(faults))


def _about_words(portal: Portal) -> Iterator[str]:
    named: list[tuple[str, Words]] = [(kind.id, kind.name) for kind in portal.request_types]
    named += [(category.id, category.name) for kind in portal.request_types for category in kind.categories]
    named += [(choice.id, choice.name) for choice in (*portal.machine_states, *portal.priorities, *portal.statuses)]
    yield from (f"“{identity}” has no English name" for identity, name in named if "en" not in name)
    told = list(named)
    for kind in portal.request_types:
        told += [(kind.id, kind.description)]
        told += [(kind.id, kind.template)] if any(kind.template.values()) else []
        told += [
            (category.id, text)
            for category in kind.categories
            for text in (category.description, category.template)
            if text is not None
        ]
    told += [(choice.id, words(choice.detail.get("guidance", {}))) for choice in portal.priorities]
    for identity, text in told:
        missing = [language for language in portal.languages if language not in text]
        if missing:
            yield f"“{identity}” lacks words in: {', '.join(missing)}"


def _about_choices(portal: Portal) -> Iterator[str]:
    kinds = {choice.detail.get("kind") for choice in portal.statuses}
    for kind in ("new", "open", "waiting", "answered", "closed"):
        if kind not in kinds:
            yield f"no status is of the kind “{kind}”"
    for what, ids in (
        ("request type", [kind.id for kind in portal.request_types]),
        ("machine state", [choice.id for choice in portal.machine_states]),
        ("priority", [choice.id for choice in portal.priorities]),
        ("priority's rank", [str(choice.detail.get("rank")) for choice in portal.priorities]),
        ("status", [choice.id for choice in portal.statuses]),
        *((f"category of “{kind.id}”", [one.id for one in kind.categories]) for kind in portal.request_types),
    ):
        yield from (f"the {what} “{one}” is there twice" for one in _twice(ids))


def _twice(ids: Iterable[str]) -> list[str]:
    return [one for one, times in Counter(ids).items() if times > 1]


def _about_features(portal: Portal) -> Iterator[str]:
    for feature, entries in (
        (Feature.PRIORITIES, bool(portal.priorities)),
        (Feature.MACHINE_STATES, bool(portal.machine_states)),
        (Feature.CATEGORIES, any(kind.categories for kind in portal.request_types)),
        *(
            (feature, bool(portal.plot.get(str(feature))))
            for feature in (Feature.MACHINES, Feature.ANNOUNCEMENTS, Feature.SERVICES, Feature.OFFERINGS)
        ),
    ):
        if portal.has(feature) and not entries:
            yield f"the feature “{feature}” needs entries"
        elif entries and not portal.has(feature):
            yield f"there are entries for the feature “{feature}”, which is off"
    if portal.has(Feature.MACHINE_STATES) and not portal.has(Feature.MACHINES):
        yield "the feature “machine-states” needs “machines”"
    if portal.has(Feature.CONTACTS_TO_NOTIFY) and not portal.contacts:
        yield "the feature “contacts-to-notify” needs contacts"
    if portal.has(Feature.QUEUE_ORDER) and portal.has(Feature.PRIORITIES):
        yield "what is answered strictly in order of arrival has no priorities"


def _about_request_types(portal: Portal) -> Iterator[str]:
    if not portal.request_types:
        yield "there is no request type"
    for kind in portal.request_types:
        if kind.machine not in ("required", "optional", "none"):
            yield f"“{kind.id}” asks for a machine in a way that is not known: {kind.machine}"
        elif kind.machine != "none" and not portal.has(Feature.MACHINES):
            yield f"“{kind.id}” asks for a machine, and the feature “machines” is off"
    chosen = portal.default_request_type
    if chosen is not None:
        kind_of_mail = portal.request_type(chosen)
        if kind_of_mail is None:
            yield f"the default request type “{chosen}” does not exist"
        elif kind_of_mail.machine == "required":
            yield f"the default request type “{chosen}” needs a machine, which a mail does not name"
    for entry in tables(portal.plot.get("offerings", [])):
        wanted = entry.get("request_type")
        if wanted is not None and portal.request_type(str(wanted)) is None:
            yield f"the offering “{entry['name']}” leads to an unknown request type: {wanted}"


def _about_mail(portal: Portal) -> Iterator[str]:
    if portal.has(Feature.EMAIL) != (portal.email is not None):
        yield "the feature “email” needs an [email] table, and the table the feature"
    if portal.email is not None and "{number}" not in str(portal.email["subject_pattern"]):
        yield "the subject pattern has no place for {number}"
    if portal.has(Feature.EMAIL) and portal.default_request_type is None:
        yield "the feature “email” needs a default_request_type for tickets that come by mail"
    for contact in portal.contacts:
        if contact.company not in portal.companies:
            yield f"the contact {contact.name} belongs to an unknown company: {contact.company}"
        if contact.writes and not portal.has(Feature.EMAIL):
            yield f"the contact {contact.name} may write mail, and the feature “email” is off"
        if not contact.writes and not portal.has(Feature.CONTACTS_TO_NOTIFY):
            yield f"the contact {contact.name} is there for nothing: neither writes mail nor can be notified"
    yield from (
        f"two contacts who may write have the address {address}"
        for address in _twice(contact.email.casefold() for contact in portal.contacts if contact.writes)
    )
    for name, letter in portal.letters.items():
        for language, wording in letter.items():
            if language not in portal.languages:
                yield f"the letter “{name}” is in a language that the portal does not speak: {language}"
            yield from _about_braces(f"the letter “{name}”", wording.subject + wording.text)


def _about_braces(what: str, text: str) -> Iterator[str]:
    try:
        list(string.Formatter().parse(text))
    except ValueError as fault:
        yield f"{what} has a brace that is not closed: {fault}"


def _about_plot(portal: Portal) -> Iterator[str]:
    """Companies, people and announcements."""
    people = tables(portal.plot["people"])
    for person in people:
        name = str(person["name"])
        if str(person["company"]) not in portal.companies:
            yield f"{name} belongs to an unknown company: {person['company']}"
        if person["language"] not in portal.languages:
            yield f"{name} speaks a language that the portal does not: {person['language']}"
        if person["role"] not in ("customer", "technician"):
            yield f"{name} has an unknown role: {person['role']}"
    for key in ("email", "user_name"):
        yield from (f"two people have the {key} {one}" for one in _twice(str(p[key]).casefold() for p in people))
    seeding = table(portal.plot["seed"])
    if not any(person["email"] == seeding["user"] for person in people):
        yield f"the user to try it out with is nobody here: {seeding['user']}"
    for key in table(seeding["shares"]):
        if key not in portal.companies:
            yield f"an unknown company has a share of the tickets: {key}"
    for entry in tables(portal.plot.get("announcements", [])):
        if entry["kind"] not in ("news", "maintenance", "works"):
            yield f"the announcement “{entry['title']}” is of an unknown kind: {entry['kind']}"
