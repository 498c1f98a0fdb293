"""The wizard's steps and fields, and how much of the attachments' limits is used."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """The wizard's steps in their order; the value is what a saved draft remembers."""

    REQUEST_TYPE = "request-type"
    MACHINE = "machine"
    DETAILS = "details"
    REVIEW = "review"


class Field(StrEnum):
    """The fields of a ticket as the person meets them; the values are those of `domain.rules.Violation.field`."""

    REQUEST_TYPE = "request_type"
    MACHINE = "machine"
    CATEGORY = "category"
    SUBJECT = "subject"
    MACHINE_STATE = "machine_state"
    PRIORITY = "priority"
    DESCRIPTION = "description"
    FILES = "files"
    CONTACTS = "contacts"


STEP_OF: dict[Field, Step] = {
    Field.REQUEST_TYPE: Step.REQUEST_TYPE,
    Field.MACHINE: Step.MACHINE,
    Field.CATEGORY: Step.DETAILS,
    Field.SUBJECT: Step.DETAILS,
    Field.MACHINE_STATE: Step.DETAILS,
    Field.PRIORITY: Step.DETAILS,
    Field.DESCRIPTION: Step.DETAILS,
    Field.FILES: Step.DETAILS,
    Field.CONTACTS: Step.DETAILS,
}
"""Where each field is filled in."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What of the attachments' limits is used. All sizes in bytes; the limit holds for each file by itself."""

    used_bytes: int
    files: int
    max_file_bytes: int
    max_files: int

    @property
    def files_left(self) -> int:
        """How many more files may come."""
        return max(0, self.max_files - self.files)
