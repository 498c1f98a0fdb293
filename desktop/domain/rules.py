"""What makes a ticket or a message sendable, with the field at fault; checked before queueing, so that a server rarely has to refuse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.account import Feature, Helpdesk, Limits
from desktop.domain.catalogue import Catalogue, MachineNeed
from desktop.domain.change import FrozenFile, TicketFields
from desktop.domain.draft import ReplyDraft, TicketDraft
from desktop.domain.projection import TicketView
from desktop.domain.template import is_untouched

SUBJECT_LIMIT = 200
"""Characters; servers differ, the shortest of those we speak to takes this."""

MACHINE_LIMIT = 200
"""Characters of what is said about a machine that is not in the list (open API, `machine_unlisted`)."""

EDIT_RIGHT = "edit"
"""The right without which the helpdesk lets nobody edit a ticket (open API, `/v1/me`)."""


class TicketField(StrEnum):
    """What can be edited of a ticket; the values are the names in `TicketFields`."""

    SUBJECT = "subject"
    PRIORITY = "priority"
    CATEGORY = "category"
    MACHINE_STATE = "machine_state"
    CONTACTS = "contacts"


class Fault(StrEnum):
    """What is wrong with a field; `ui.wording` has the sentences."""

    REQUEST_TYPE_MISSING = "request-type-missing"
    MACHINE_MISSING = "machine-missing"
    MACHINE_TOO_LONG = "machine-too-long"
    SUBJECT_MISSING = "subject-missing"
    SUBJECT_TOO_LONG = "subject-too-long"
    DESCRIPTION_MISSING = "description-missing"
    MACHINE_STATE_MISSING = "machine-state-missing"
    TEXT_MISSING = "text-missing"
    TEXT_TOO_LONG = "text-too-long"
    CONTACT_ADDRESS = "contact-address"
    FILE_TOO_LARGE = "file-too-large"
    FILE_TYPE = "file-type"
    FILE_EMPTY = "file-empty"
    TOO_MANY_FILES = "too-many-files"


@dataclass(frozen=True, slots=True)
class Violation:
    """A fault and the field it is about; `subject` names the file or address where there are several."""

    field: str
    fault: Fault
    subject: str = ""


def check_file(file: FrozenFile, limits: Limits) -> Violation | None:
    """Whether the server takes this file."""
    if file.size == 0:
        return Violation("files", Fault.FILE_EMPTY, file.name)
    if file.size > limits.max_upload_bytes:
        return Violation("files", Fault.FILE_TOO_LARGE, file.name)
    if not limits.allows(file.mime):
        return Violation("files", Fault.FILE_TYPE, file.name)
    return None


def check_files(files: Sequence[FrozenFile], limits: Limits) -> tuple[Violation, ...]:
    """All that is wrong with the attachments."""
    found = [violation for file in files if (violation := check_file(file, limits))]
    if len(files) > limits.max_attachments:
        found.append(Violation("files", Fault.TOO_MANY_FILES))
    return tuple(found)


def looks_like_address(text: str) -> bool:
    """Whether a text can be an e-mail address; deliberately generous, the server knows better."""
    name, at, host = text.strip().rpartition("@")
    return bool(at and name and "." in host.strip(".") and not any(sign.isspace() for sign in text.strip()))


def check_ticket(draft: TicketDraft, catalogue: Catalogue, helpdesk: Helpdesk) -> tuple[Violation, ...]:
    """Everything that keeps a draft from being sent; empty when it can go."""
    found: list[Violation] = []
    request_type = catalogue.request_type(draft.request_type)
    if request_type is None:
        found.append(Violation("request_type", Fault.REQUEST_TYPE_MISSING))
    elif (
        helpdesk.has(Feature.MACHINES)
        and request_type.machine is MachineNeed.REQUIRED
        and not (draft.machine_id or draft.machine_unlisted.strip())
    ):
        found.append(Violation("machine", Fault.MACHINE_MISSING))
    if not draft.machine_id and len(draft.machine_unlisted.strip()) > MACHINE_LIMIT:
        found.append(Violation("machine", Fault.MACHINE_TOO_LONG))
    if not draft.subject.strip():
        found.append(Violation("subject", Fault.SUBJECT_MISSING))
    elif len(draft.subject.strip()) > SUBJECT_LIMIT:
        found.append(Violation("subject", Fault.SUBJECT_TOO_LONG))
    if needs_machine_state(draft, catalogue, helpdesk) and not draft.machine_state:
        found.append(Violation("machine_state", Fault.MACHINE_STATE_MISSING))
    if is_untouched(draft.description, draft.template):
        found.append(Violation("description", Fault.DESCRIPTION_MISSING))
    elif len(draft.description.encode()) > helpdesk.limits.max_body_bytes // 2:
        found.append(Violation("description", Fault.TEXT_TOO_LONG))
    found += [
        Violation("contacts", Fault.CONTACT_ADDRESS, contact.email or contact.name)
        for contact in draft.contacts
        if not looks_like_address(contact.email)
    ]
    found += check_files(draft.files, helpdesk.limits)
    return tuple(found)


def needs_machine_state(draft: TicketDraft, catalogue: Catalogue, helpdesk: Helpdesk) -> bool:
    """Whether the person has to say how the machine is."""
    return bool(
        helpdesk.has(Feature.MACHINE_STATES)
        and catalogue.machine_states
        and (draft.machine_id or draft.machine_unlisted.strip())
    )


def check_reply(draft: ReplyDraft, helpdesk: Helpdesk) -> tuple[Violation, ...]:
    """Everything that keeps a reply from being sent."""
    found: list[Violation] = []
    if draft.is_empty:
        found.append(Violation("text", Fault.TEXT_MISSING))
    elif len(draft.text.encode()) > helpdesk.limits.max_body_bytes // 2:
        found.append(Violation("text", Fault.TEXT_TOO_LONG))
    return (*found, *check_files(draft.files, helpdesk.limits))


def check_reopening(draft: ReplyDraft, helpdesk: Helpdesk) -> tuple[Violation, ...]:
    """Everything that keeps a ticket from being reopened with this: whoever is to look at it again must know why."""
    if not draft.text.strip():
        return (Violation("text", Fault.TEXT_MISSING), *check_files(draft.files, helpdesk.limits))
    return check_reply(draft, helpdesk)


def editable_fields(
    view: TicketView, catalogue: Catalogue, helpdesk: Helpdesk, rights: frozenset[str]
) -> frozenset[TicketField]:
    """What this person may edit of a ticket; nothing of a closed one, which has to be reopened first."""
    if EDIT_RIGHT not in rights or view.is_closed:
        return frozenset()
    request_type = catalogue.request_type(view.request_type)
    offered = {
        TicketField.SUBJECT: True,
        TicketField.PRIORITY: helpdesk.has(Feature.PRIORITIES) and bool(catalogue.priorities),
        TicketField.CATEGORY: helpdesk.has(Feature.CATEGORIES) and bool(request_type and request_type.categories),
        TicketField.MACHINE_STATE: bool(
            helpdesk.has(Feature.MACHINE_STATES)
            and catalogue.machine_states
            and (view.machine_id or view.machine_unlisted)
        ),
        TicketField.CONTACTS: helpdesk.has(Feature.CONTACTS),
    }
    return frozenset(field for field, is_offered in offered.items() if is_offered)


def check_edit(after: TicketFields) -> tuple[Violation, ...]:
    """Everything that keeps an edit from being sent."""
    found: list[Violation] = []
    if after.subject is not None and not after.subject.strip():
        found.append(Violation(TicketField.SUBJECT, Fault.SUBJECT_MISSING))
    elif after.subject is not None and len(after.subject.strip()) > SUBJECT_LIMIT:
        found.append(Violation(TicketField.SUBJECT, Fault.SUBJECT_TOO_LONG))
    found += [
        Violation(TicketField.CONTACTS, Fault.CONTACT_ADDRESS, contact.email or contact.name)
        for contact in after.contacts or ()
        if not looks_like_address(contact.email)
    ]
    return tuple(found)
