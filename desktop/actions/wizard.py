"""The wizard for a new ticket as a state machine, without a screen.

A `WizardFlow` is a value: every operation answers a new one, and the draft in it is always what has to be saved. It
knows which steps and fields this helpdesk and request type have, what is still missing on each step, and what exactly
would be sent. The screen (`ui.open_ticket_wizard`) paints it and asks it; nothing is decided there.

Promises: text typed by the person is only ever changed by the person; the current step is always one that exists; a
draft without violations reaches the review by `next` alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from desktop.domain.account import Feature, Helpdesk
from desktop.domain.announcement import Announcement
from desktop.domain.catalogue import Catalogue, Category, MachineNeed, MachineState, Priority, RequestType
from desktop.domain.change import FrozenFile
from desktop.domain.draft import ReplyDraft, TicketDraft
from desktop.domain.instant import Instant
from desktop.domain.machine import Machine
from desktop.domain.rules import Violation, check_ticket
from desktop.domain.ticket import Contact


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


@dataclass(frozen=True, slots=True)
class WizardFlow:
    """Where the person is in writing a ticket.

    `language` picks the catalogue's words. `tried` are the steps the person wanted to leave while something was
    missing: only there are faults shown, so that nobody is scolded for a field they have not reached yet. `machine`
    is the chosen machine as far as it is known (its name is for the review; the draft has only the id).
    """

    draft: TicketDraft
    catalogue: Catalogue
    helpdesk: Helpdesk
    language: str = "en"
    machine: Machine | None = None
    tried: frozenset[Step] = field(default_factory=frozenset)

    @staticmethod
    def begin(
        draft: TicketDraft, catalogue: Catalogue, helpdesk: Helpdesk, language: str, machine: Machine | None = None
    ) -> WizardFlow:
        """A flow for a new or kept draft, brought in line with what the helpdesk offers today.

        `machine` is the machine with the draft's `machine_id`, where the caller knows it.
        """
        return WizardFlow(draft, catalogue, helpdesk, language, machine)._settled()

    # Steps

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps that this helpdesk and request type have."""
        steps = [Step.DETAILS, Step.REVIEW]
        if self.has_field(Field.MACHINE):
            steps.insert(0, Step.MACHINE)
        if len(self.catalogue.request_types) != 1:
            steps.insert(0, Step.REQUEST_TYPE)
        return tuple(steps)

    @property
    def step(self) -> Step:
        """Where the person is."""
        return Step(self.draft.step)

    @property
    def is_first(self) -> bool:
        """Whether there is nothing to go back to."""
        return self.step is self.steps[0]

    def can_go_to(self, step: Step) -> bool:
        """Whether `step` can be entered now: backwards always, forwards when nothing before it is missing."""
        if step not in self.steps:
            return False
        before = self.steps[: self.steps.index(step)]
        return self.steps.index(step) <= self.steps.index(self.step) or not any(
            self.violations_on(one) for one in before
        )

    def is_done(self, step: Step) -> bool:
        """Whether the step lies behind the person and nothing is missing on it."""
        return self.steps.index(step) < self.steps.index(self.step) and not self.violations_on(step)

    def next(self) -> WizardFlow:
        """One step on; stays, with its faults shown, while something is missing."""
        if self.violations_on(self.step):
            return replace(self, tried=self.tried | {self.step})
        position = self.steps.index(self.step)
        return self.go_to(self.steps[min(position + 1, len(self.steps) - 1)])

    def back(self) -> WizardFlow:
        """One step back."""
        return self._at(self.steps[max(self.steps.index(self.step) - 1, 0)])

    def go_to(self, step: Step) -> WizardFlow:
        """To `step`, or as far towards it as nothing is missing, with the faults there shown."""
        if self.can_go_to(step):
            return self._at(step)
        return self.to_first_fault() if step in self.steps else self

    def to_first_fault(self) -> WizardFlow:
        """To the first step on which something is wrong or missing, with that shown; stays when nothing is."""
        wrong = next((one for one in self.steps if self.violations_on(one)), None)
        return self if wrong is None else replace(self._at(wrong), tried=self.tried | {wrong})

    # Faults

    @property
    def violations(self) -> tuple[Violation, ...]:
        """Everything that keeps the ticket from being sent."""
        return check_ticket(self.outgoing, self.catalogue, self.helpdesk)

    def violations_on(self, step: Step) -> tuple[Violation, ...]:
        """What is wrong or missing on one step; on the review, everything."""
        found = self.violations
        if step is Step.REVIEW:
            return found
        return tuple(one for one in found if STEP_OF[Field(one.field)] is step)

    @property
    def shown_violations(self) -> tuple[Violation, ...]:
        """The faults to show on the current step.

        What is wrong with a file or an address is told at once: the person has just put it there. What is missing is
        told only after they tried to go on.
        """
        here = self.violations_on(self.step)
        if self.step in self.tried:
            return here
        return tuple(one for one in here if Field(one.field) in (Field.FILES, Field.CONTACTS))

    @property
    def can_send(self) -> bool:
        """Whether the ticket can go as it is."""
        return not self.violations

    # Fields

    @property
    def request_type(self) -> RequestType | None:
        """The chosen request type."""
        return self.catalogue.request_type(self.draft.request_type)

    @property
    def categories(self) -> tuple[Category, ...]:
        """The categories to choose from; empty where there are none."""
        chosen = self.request_type
        return chosen.categories if chosen and self.helpdesk.has(Feature.CATEGORIES) else ()

    @property
    def machine_is_required(self) -> bool:
        """Whether the request type cannot do without a machine."""
        chosen = self.request_type
        return chosen is not None and chosen.machine is MachineNeed.REQUIRED

    @property
    def has_machine(self) -> bool:
        """Whether the ticket is about a machine, listed or described."""
        return self.has_field(Field.MACHINE) and bool(self.draft.machine_id or self.draft.machine_unlisted.strip())

    def has_field(self, wanted: Field) -> bool:
        """Whether a field appears with this helpdesk, request type and machine."""
        match wanted:
            case Field.MACHINE:
                chosen = self.request_type
                concerned = [chosen] if chosen else self.catalogue.request_types
                return self.helpdesk.has(Feature.MACHINES) and any(
                    one.machine is not MachineNeed.NONE for one in concerned
                )
            case Field.CATEGORY:
                return bool(self.categories)
            case Field.MACHINE_STATE:
                return (
                    self.helpdesk.has(Feature.MACHINE_STATES)
                    and bool(self.catalogue.machine_states)
                    and self.has_machine
                )
            case Field.PRIORITY:
                return self.helpdesk.has(Feature.PRIORITIES) and bool(self.catalogue.priorities)
            case Field.CONTACTS:
                return self.helpdesk.has(Feature.CONTACTS)
            case _:
                return True

    @property
    def machine_state(self) -> MachineState | None:
        """The chosen machine state, where the field appears."""
        return self.catalogue.machine_state(self.draft.machine_state) if self.has_field(Field.MACHINE_STATE) else None

    @property
    def suggested_priority(self) -> Priority | None:
        """The priority that follows from the machine's state; None where there is nothing to go by."""
        state = self.machine_state
        if state is None or not self.has_field(Field.PRIORITY):
            return None
        return suggest_priority(state, self.catalogue.machine_states, self.catalogue.priorities)

    @property
    def priority(self) -> Priority | None:
        """The priority the ticket goes with: the one chosen by hand, else the suggested one."""
        if not self.has_field(Field.PRIORITY):
            return None
        return self.catalogue.priority(self.draft.priority) or self.suggested_priority

    @property
    def priority_is_suggested(self) -> bool:
        """Whether `priority` is a suggestion that the person has not touched."""
        return self.priority is not None and self.catalogue.priority(self.draft.priority) is None

    @property
    def budget(self) -> Budget:
        """What of the attachments' limits is used."""
        limits = self.helpdesk.limits
        files = self.draft.files
        return Budget(sum(file.size for file in files), len(files), limits.max_upload_bytes, limits.max_attachments)

    @property
    def outgoing(self) -> TicketDraft:
        """The draft exactly as it would be sent: without the fields that do not appear, with the suggested priority.

        The draft itself keeps what was typed into fields that have disappeared, so that changing the request type
        back brings it back.
        """
        draft = self.draft
        with_machine = self.has_field(Field.MACHINE)
        return replace(
            draft,
            category=draft.category if any(one.id == draft.category for one in self.categories) else "",
            machine_id=draft.machine_id if with_machine else "",
            machine_unlisted=draft.machine_unlisted if with_machine and not draft.machine_id else "",
            machine_state=self.machine_state.id if self.machine_state else "",
            priority=self.priority.id if self.priority else "",
            contacts=draft.contacts if self.has_field(Field.CONTACTS) else (),
        )

    # What the person does

    def choose_request_type(self, id: str) -> WizardFlow:
        """Another request type; an untouched template gives way to the new one, the person's own text stays."""
        chosen = self.catalogue.request_type(id)
        if chosen is None or id == self.draft.request_type:
            return self
        return replace(self, draft=replace(self.draft, request_type=id))._with_template(chosen)._settled()

    def choose_machine(self, machine: Machine) -> WizardFlow:
        """A machine of the list. What was written about an unlisted one is kept, but not sent."""
        return replace(self, draft=replace(self.draft, machine_id=machine.id, machine_skipped=False), machine=machine)

    def describe_machine(self, text: str) -> WizardFlow:
        """A machine that is not in the list, in the person's words."""
        return replace(
            self, draft=replace(self.draft, machine_id="", machine_unlisted=text, machine_skipped=False), machine=None
        )

    def skip_machine(self) -> WizardFlow:
        """The ticket is about no machine, where the request type allows that."""
        if self.machine_is_required:
            return self
        return replace(
            self, draft=replace(self.draft, machine_id="", machine_unlisted="", machine_skipped=True), machine=None
        )

    def choose_category(self, id: str) -> WizardFlow:
        """A category of the request type; empty for none."""
        return replace(self, draft=replace(self.draft, category=id))

    def type_subject(self, text: str) -> WizardFlow:
        """The subject as typed."""
        return replace(self, draft=replace(self.draft, subject=text))

    def choose_machine_state(self, id: str) -> WizardFlow:
        """How the machine is."""
        return replace(self, draft=replace(self.draft, machine_state=id))

    def choose_priority(self, id: str) -> WizardFlow:
        """A priority by hand; empty follows the suggestion again."""
        return replace(self, draft=replace(self.draft, priority=id))

    def type_description(self, text: str) -> WizardFlow:
        """The description as typed."""
        return replace(self, draft=replace(self.draft, description=text))

    def add_file(self, file: FrozenFile) -> WizardFlow:
        """One more attachment, whose bytes are safe in the store."""
        if any(one.id == file.id for one in self.draft.files):
            return self
        return replace(self, draft=replace(self.draft, files=(*self.draft.files, file)))

    def replace_file(self, id: str, file: FrozenFile) -> WizardFlow:
        """`file` in the place of the attachment `id`, such as a photo made smaller; nothing when that is gone."""
        files = tuple(file if one.id == id else one for one in self.draft.files)
        return replace(self, draft=replace(self.draft, files=files))

    def remove_file(self, id: str) -> WizardFlow:
        """Without this attachment."""
        return replace(self, draft=replace(self.draft, files=tuple(one for one in self.draft.files if one.id != id)))

    def add_contact(self, contact: Contact) -> WizardFlow:
        """One more person to notify; the same address is taken once."""
        address = contact.email.strip().casefold()
        if not address or any(one.email.strip().casefold() == address for one in self.draft.contacts):
            return self
        return replace(self, draft=replace(self.draft, contacts=(*self.draft.contacts, contact)))

    def remove_contact(self, email: str) -> WizardFlow:
        """Without the contact of this address."""
        return replace(
            self, draft=replace(self.draft, contacts=tuple(one for one in self.draft.contacts if one.email != email))
        )

    # What happens around them

    def with_catalogue(self, catalogue: Catalogue, helpdesk: Helpdesk) -> WizardFlow:
        """After a sync brought another catalogue."""
        return replace(self, catalogue=catalogue, helpdesk=helpdesk)._settled()

    def in_language(self, language: str) -> WizardFlow:
        """In another language; an untouched template follows."""
        flow = replace(self, language=language)
        chosen = flow.request_type
        return flow._with_template(chosen) if chosen else flow

    # What is shown beside it

    def announcements(self, all_of_them: Iterable[Announcement], now: Instant) -> tuple[Announcement, ...]:
        """What the helpdesk has to say about the chosen machine, newest first."""
        machine_id = self.outgoing.machine_id
        found = [one for one in all_of_them if machine_id and one.concerns(machine_id, now)]
        return tuple(sorted(found, key=lambda one: one.published_at, reverse=True))

    # Keeping it sound

    def _at(self, step: Step) -> WizardFlow:
        return replace(self, draft=replace(self.draft, step=step.value))

    def _with_template(self, chosen: RequestType) -> WizardFlow:
        if self.draft.description.strip() not in ("", self.draft.template.strip()):
            return self
        template = chosen.template.say(self.language)
        return replace(self, draft=replace(self.draft, description=template, template=template))

    def _settled(self) -> WizardFlow:
        """The only request type chosen by itself, and on a step that exists."""
        flow = self
        only = self.catalogue.request_types[0] if len(self.catalogue.request_types) == 1 else None
        if only and self.draft.request_type != only.id:
            flow = replace(self, draft=replace(self.draft, request_type=only.id))._with_template(only)
        steps = flow.steps
        if flow.draft.step in steps:
            return flow
        order = list(Step)
        if flow.draft.step not in order:
            return flow._at(steps[0])
        wanted = order.index(Step(flow.draft.step))
        return flow._at(next((one for one in reversed(order[:wanted]) if one in steps), steps[0]))


def suggest_priority(
    state: MachineState, states: Sequence[MachineState], priorities: Sequence[Priority]
) -> Priority | None:
    """The priority for a machine in this state; None without priorities, or where the states say nothing about
    severity.

    The states' severities are laid over the ranks between the second lowest and, of five or more, the second highest:
    one machine, however badly off, is not yet the whole company standing still, which is what the topmost of a long
    list is for. Of three or fewer priorities all are used.
    """
    ranked = sorted(priorities, key=lambda one: one.rank)
    worst = max((one.severity for one in states), default=0)
    if not ranked or worst <= 0:
        return None
    lowest = 1 if len(ranked) >= 4 else 0
    highest = len(ranked) - (2 if len(ranked) >= 5 else 1)
    share = min(max(state.severity, 0), worst) / worst
    return ranked[lowest + int(share * (highest - lowest) + 0.5)]


def reply_from(draft: TicketDraft, existing: ReplyDraft) -> ReplyDraft:
    """What was written for a new ticket as a reply to one that is open already, after what stands in that reply's
    draft.

    An untouched template is left out; the subject leads, because nothing else says it in a reply.
    """
    description = "" if draft.description.strip() == draft.template.strip() else draft.description.strip()
    parts = [existing.text.rstrip(), draft.subject.strip(), description]
    known = {file.id for file in existing.files}
    return replace(
        existing,
        text="\n\n".join(part for part in parts if part),
        files=(*existing.files, *(file for file in draft.files if file.id not in known)),
    )
