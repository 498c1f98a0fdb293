"""The wizard's last step: exactly what will be sent, line by line, each with the step it can be changed on."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.actions.wizard import STEP_OF, Field, Step, WizardFlow
from desktop.domain.change import FrozenFile


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One line of the review. `values` has one text per thing (file, contact); empty where nothing was given.

    `suggested` marks a priority that was not chosen by hand: it follows from the answers to the questions, or from the machine's state.
    `can_change` is False where the helpdesk leaves no choice. `only_headings` marks a description whose template was not filled in.
    """

    field: Field
    step: Step
    values: tuple[str, ...]
    files: tuple[FrozenFile, ...] = ()
    suggested: bool = False
    can_change: bool = True
    only_headings: bool = False


def review_lines(flow: WizardFlow) -> tuple[ReviewLine, ...]:
    """All lines, in the order in which the wizard asked for them."""
    return tuple(_line(flow, one) for one in Field if flow.has_field(one))


def _line(flow: WizardFlow, field: Field) -> ReviewLine:
    return ReviewLine(
        field=field,
        step=STEP_OF[field],
        values=tuple(value for value in _values(flow, field) if value.strip()),
        files=flow.outgoing.files if field is Field.FILES else (),
        suggested=field is Field.PRIORITY and flow.priority_is_suggested,
        can_change=STEP_OF[field] in flow.steps,
        only_headings=field is Field.DESCRIPTION and flow.has_only_headings,
    )


def _values(flow: WizardFlow, field: Field) -> list[str]:
    draft = flow.outgoing
    match field:
        case Field.REQUEST_TYPE:
            return [flow.request_type.name.say(flow.language)] if flow.request_type else []
        case Field.MACHINE:
            return [machine_text(flow)]
        case Field.CATEGORY:
            return [choice.name.say(flow.language) for choice in flow.categories if choice.id == draft.category]
        case Field.SUBJECT:
            return [draft.subject.strip()]
        case Field.MACHINE_STATE:
            return [flow.machine_state.name.say(flow.language)] if flow.machine_state else []
        case Field.PRIORITY:
            return [flow.priority.name.say(flow.language)] if flow.priority else []
        case Field.DESCRIPTION:
            return [draft.description]
        case Field.FILES:
            return [file.name for file in draft.files]
        case Field.CONTACTS:
            return [f"{one.name} <{one.email}>" if one.name else one.email for one in draft.contacts]


def machine_text(flow: WizardFlow) -> str:
    """The machine in one line: name, serial and site, or the person's words about one that is not listed."""
    draft = flow.outgoing
    if not draft.machine_id:
        return draft.machine_unlisted.strip()
    machine = flow.machine
    if machine is None or machine.id != draft.machine_id:
        return draft.machine_id
    return ", ".join(part for part in (machine.name, machine.serial, machine.site) if part)
