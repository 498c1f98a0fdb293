"""The wizard for a new ticket as a state machine, without a screen.

A `WizardFlow` is a value: every operation answers a new one, and the draft in it is always what has to be saved. What can be asked of it
stands in `WizardState`. The screen (`ui.open_ticket_wizard`) paints it and asks it; nothing is decided there.

Promises: text typed by the person is only ever changed by the person; the current step is always one that exists; a
draft without violations reaches the review by `next` alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.actions.asking import Beginning
from desktop.actions.wizard_fields import STEP_OF, Budget, Field, Step
from desktop.actions.wizard_state import WizardState
from desktop.domain.account import Helpdesk
from desktop.domain.catalogue import Catalogue
from desktop.domain.change import FrozenFile
from desktop.domain.draft import TicketDraft
from desktop.domain.machine import Machine
from desktop.domain.template import is_untouched
from desktop.domain.ticket import Contact
from desktop.domain.urgency import Answers

__all__ = ["STEP_OF", "Budget", "Field", "Step", "WizardFlow"]


@dataclass(frozen=True, slots=True)
class WizardFlow(WizardState):
    """What the person can do with it, and what has to be done when things change around it. Every operation answers a new flow."""

    @staticmethod
    def begin(
        draft: TicketDraft, catalogue: Catalogue, helpdesk: Helpdesk, language: str, machine: Machine | None = None
    ) -> WizardFlow:
        """A flow for a new or kept draft, brought in line with what the helpdesk offers today.

        `machine` is the machine with the draft's `machine_id`, where the caller knows it.
        """
        return WizardFlow(draft, catalogue, helpdesk, language, machine)._settled()

    @staticmethod
    def start(
        draft: TicketDraft,
        beginning: Beginning,
        catalogue: Catalogue,
        helpdesk: Helpdesk,
        language: str,
        machine: Machine | None = None,
    ) -> WizardFlow:
        """A flow for a new draft that begins with what the person has in front of them, on the first step that still asks something.

        `machine` is the machine of `beginning`, where it names one.
        """
        flow = WizardFlow.begin(draft, catalogue, helpdesk, language).type_subject(beginning.subject)
        if beginning.request_type:
            flow = flow.choose_request_type(beginning.request_type)
        if machine is not None:
            flow = flow.choose_machine(machine)
        elif beginning.machine_unlisted:
            flow = flow.describe_machine(beginning.machine_unlisted)
        for step in (Step.REQUEST_TYPE, Step.MACHINE):
            answered = flow.request_type is not None if step is Step.REQUEST_TYPE else flow.has_machine
            if flow.step is step and answered:
                flow = flow.next()
        return flow

    # Going through the steps

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

    # What the person does

    def choose_request_type(self, id: str) -> WizardFlow:
        """Another request type; an untouched template gives way to the new one, the person's own text stays."""
        chosen = self.catalogue.request_type(id)
        if chosen is None or id == self.draft.request_type:
            return self
        return replace(self, draft=replace(self.draft, request_type=id))._with_template()._settled()

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
        """A category of the request type; empty for none. An untouched template gives way to the new one."""
        return replace(self, draft=replace(self.draft, category=id))._with_template()

    def type_subject(self, text: str) -> WizardFlow:
        """The subject as typed."""
        return replace(self, draft=replace(self.draft, subject=text))

    def choose_machine_state(self, id: str) -> WizardFlow:
        """How the machine is."""
        return replace(self, draft=replace(self.draft, machine_state=id))

    def choose_priority(self, id: str) -> WizardFlow:
        """A priority by hand; empty follows the suggestion again."""
        return replace(self, draft=replace(self.draft, priority=id))

    def answer(self, answers: Answers) -> WizardFlow:
        """Answers to the questions that help to choose a priority; a choice made by hand stands."""
        return replace(self, draft=replace(self.draft, answers=answers))

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
        return replace(self, language=language)._with_template()

    # Keeping it sound

    def _at(self, step: Step) -> WizardFlow:
        return replace(self, draft=replace(self.draft, step=step.value))

    def _with_template(self) -> WizardFlow:
        if self.request_type is None or not is_untouched(self.draft.description, self.draft.template):
            return self
        return replace(self, draft=replace(self.draft, description=self.template, template=self.template))

    def _settled(self) -> WizardFlow:
        """The only request type chosen by itself, and on a step that exists."""
        flow = self
        only = self.catalogue.request_types[0] if len(self.catalogue.request_types) == 1 else None
        if only and self.draft.request_type != only.id:
            flow = replace(self, draft=replace(self.draft, request_type=only.id))._with_template()
        steps = flow.steps
        if flow.draft.step in steps:
            return flow
        order = list(Step)
        if flow.draft.step not in order:
            return flow._at(steps[0])
        wanted = order.index(Step(flow.draft.step))
        return flow._at(next((one for one in reversed(order[:wanted]) if one in steps), steps[0]))
