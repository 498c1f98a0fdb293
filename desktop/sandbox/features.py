"""What a portal can have, by name: the features it switches on, and the letters whose words it can say in its own way."""

from enum import StrEnum


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
