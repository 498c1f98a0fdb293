"""What a person is still writing: saved within a second, offered again after a crash."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.change import FrozenFile
from desktop.domain.instant import Instant
from desktop.domain.template import is_untouched
from desktop.domain.ticket import Contact
from desktop.domain.urgency import NOTHING_ANSWERED, Answers


@dataclass(frozen=True, slots=True)
class TicketDraft:
    """A ticket being written. `step` is the wizard's step on which the person was.

    `machine_unlisted` is what the person wrote about a machine that is not in the list.
    """

    id: str
    step: str = "request-type"
    request_type: str = ""
    category: str = ""
    machine_id: str = ""
    machine_skipped: bool = False
    machine_unlisted: str = ""
    subject: str = ""
    machine_state: str = ""
    priority: str = ""
    description: str = ""
    template: str = ""
    contacts: tuple[Contact, ...] = ()
    files: tuple[FrozenFile, ...] = ()
    updated_at: Instant = 0
    answers: Answers = NOTHING_ANSWERED

    @property
    def is_empty(self) -> bool:
        """Nothing of the person's own is in it: an untouched template does not count."""
        own_description = not is_untouched(self.description, self.template)
        return not (
            self.subject.strip() or own_description or self.files or self.contacts or self.machine_unlisted.strip()
        )


@dataclass(frozen=True, slots=True)
class ReplyDraft:
    """A reply being written; one per ticket."""

    ticket_id: str
    text: str = ""
    files: tuple[FrozenFile, ...] = ()
    updated_at: Instant = 0

    @property
    def is_empty(self) -> bool:
        """Nothing was written or attached."""
        return not (self.text.strip() or self.files)


Draft = TicketDraft | ReplyDraft
