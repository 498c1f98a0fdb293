"""One user on one server, and what that server says about itself before anybody signs in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What the person is to the helpdesk."""

    CUSTOMER = "customer"
    TECHNICIAN = "technician"


class Feature(StrEnum):
    """What a server can switch on (docs/open-api.md); screens for the others do not appear."""

    REGISTRATION = "registration"
    ACCESS_REQUEST = "access-request"
    PASSWORD_RESET = "password-reset"  # noqa: S105 - a feature's name, not a secret
    USERNAME_REMINDER = "username-reminder"
    CHANGE_PASSWORD = "change-password"  # noqa: S105 - a feature's name, not a secret
    COMPANY_TICKETS = "company-tickets"
    PRIORITIES = "priorities"
    MACHINES = "machines"
    MACHINE_STATES = "machine-states"
    CONTACTS = "contacts-to-notify"
    CATEGORIES = "categories"
    REOPEN = "reopen"
    ANNOUNCEMENTS = "announcements"
    SERVICES = "services"
    OFFERINGS = "offerings"
    EMAIL = "email"
    QUEUE_ORDER = "queue-order"
    TECHNICIAN = "technician"
    DIGEST = "digest"


@dataclass(frozen=True, slots=True)
class Limits:
    """What the server takes. Bytes and counts; empty `allowed_types` allows every type ("image/*" is a family)."""

    max_upload_bytes: int = 50 * 1024 * 1024
    max_body_bytes: int = 1024 * 1024
    max_page_items: int = 200
    max_attachments: int = 20
    allowed_types: tuple[str, ...] = ()

    def allows(self, mime: str) -> bool:
        """Whether a file of this MIME type may be attached."""
        family = mime.partition("/")[0] + "/*"
        return not self.allowed_types or mime in self.allowed_types or family in self.allowed_types


@dataclass(frozen=True, slots=True)
class Helpdesk:
    """A server as its discovery document describes it. `address` is the origin, `kind` the connector that speaks to it."""

    address: str
    kind: str
    name: str
    api: str = "/v1"
    languages: tuple[str, ...] = ("en",)
    features: frozenset[str] = frozenset()
    limits: Limits = Limits()
    epoch: str = ""
    email_address: str = ""
    email_subject_pattern: str = ""

    def has(self, feature: Feature) -> bool:
        """Whether the server switched the feature on."""
        return feature.value in self.features


@dataclass(frozen=True, slots=True)
class Person:
    """The signed-in person as the server knows them. `scope` changes when what they may see changes."""

    id: str
    name: str
    email: str
    user_name: str = ""
    language: str = "en"
    role: Role = Role.CUSTOMER
    company_id: str = ""
    company_name: str = ""
    rights: frozenset[str] = frozenset()
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Tokens:
    """A session's secrets. Never logged: the fields are hidden from repr by `storage` and `logbook` alike."""

    access: str
    refresh: str

    def __repr__(self) -> str:
        return "Tokens(…)"
