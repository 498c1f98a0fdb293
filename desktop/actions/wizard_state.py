"""A ticket being written as the wizard sees it.

Which steps and fields this helpdesk and request type have, what is still missing on each step, what exactly would be sent, and what is
shown beside it. Nothing here changes anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from desktop.actions.wizard_fields import STEP_OF, Budget, Field, Step
from desktop.domain.account import Feature, Helpdesk
from desktop.domain.announcement import Announcement
from desktop.domain.catalogue import Catalogue, Category, MachineNeed, MachineState, Priority, RequestType
from desktop.domain.draft import TicketDraft
from desktop.domain.duplicates import Likeness
from desktop.domain.instant import Instant
from desktop.domain.machine import Machine
from desktop.domain.recurrence import Occurrence, is_trouble
from desktop.domain.rules import Violation, check_ticket
from desktop.domain.template import is_only_headings
from desktop.domain.urgency import Impact, impact_of, priority_for, suggest_priority


@dataclass(frozen=True, slots=True)
class WizardState:
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
    def category(self) -> Category | None:
        """The chosen category, where the request type has it."""
        return next((one for one in self.categories if one.id == self.draft.category), None)

    @property
    def template(self) -> str:
        """What the description begins with: the category's template, else the request type's, in the person's language."""
        own = self.category.template.say(self.language) if self.category else ""
        return own or (self.request_type.template.say(self.language) if self.request_type else "")

    @property
    def wants_detail(self) -> bool:
        """Whether the helpdesk asks for as much detail as possible: where it has a template, it says what it needs to know."""
        return bool(self.template.strip())

    @property
    def has_only_headings(self) -> bool:
        """Whether the template was touched, and nothing filled in: it may go, but the helpdesk will have to ask."""
        return is_only_headings(self.draft.description, self.draft.template)

    @property
    def may_be_about_this_computer(self) -> bool:
        """Whether details of this computer could help; what is about a machine happens there, not here."""
        return not self.machine_is_required

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
    def impact(self) -> Impact | None:
        """What the answers to the three questions come to; None while they are not all given, or there is nothing to choose."""
        return impact_of(self.draft.answers) if self.has_field(Field.PRIORITY) else None

    @property
    def advised_priority(self) -> Priority | None:
        """The priority that follows from the answers to the three questions."""
        impact = self.impact
        return None if impact is None else priority_for(impact, self.catalogue.priorities)

    @property
    def suggested_priority(self) -> Priority | None:
        """The priority that follows from the answers, else from the machine's state; None where there is nothing to go by."""
        advised = self.advised_priority
        if advised is not None:
            return advised
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

    # What is shown beside it

    def announcements(self, all_of_them: Iterable[Announcement], now: Instant) -> tuple[Announcement, ...]:
        """What the helpdesk has to say about the chosen machine, and the maintenance going on that concerns everybody; newest first."""
        machine_id = self.outgoing.machine_id
        found = [
            one for one in all_of_them if (machine_id and one.concerns(machine_id, now)) or one.is_for_everyone(now)
        ]
        return tuple(sorted(found, key=lambda one: one.published_at, reverse=True))

    @property
    def tells_of_trouble(self) -> bool:
        """Whether the ticket says that its machine has trouble, as far as that is known already."""
        out = self.outgoing
        return is_trouble(Occurrence("", 0, out.request_type, out.machine_state), self.catalogue)

    @property
    def likeness(self) -> Likeness:
        """What open tickets are compared with."""
        draft = self.outgoing
        return Likeness(draft.subject.strip(), draft.machine_id, draft.request_type, draft.category)
