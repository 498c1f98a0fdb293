"""`sportello open`: a new ticket, checked by the rules of the wizard and queued by its action."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from desktop import settings
from desktop.actions import open_ticket as opening
from desktop.actions.wizard import Field, WizardFlow
from desktop.cli.delivering import attached, deliver, queue, text_from
from desktop.cli.exit_codes import ExitCode
from desktop.cli.failure import Failure, Fault
from desktop.cli.finding import category_of, contact_of, machine_of, machine_state_of, priority_of, request_type_of
from desktop.cli.opened import Context, Opened
from desktop.cli.own_ids import id_of_name
from desktop.cli.sending import Sending
from desktop.cli.words import failure_of, fault_sentence, invalid
from desktop.domain.draft import TicketDraft
from desktop.stamps import new_id

T = TypeVar("T")


def open_ticket(context: Context) -> ExitCode:
    """Queue the ticket and try to send it; the second time under the same id only say what became of the first."""
    options = context.options
    description = text_from(options.description, "description")
    with context.open() as opened:
        if options.once:
            identity = opened.workspace.identity
            options.id = id_of_name(identity.helpdesk.address, identity.person.id, options.once)
        if options.id and (code := _again(context, opened)) is not None:
            return code
        _have_catalogue(context, opened)
        flow = _Filling(context, opened).fill(description)
        for file in attached(opened, options.attach):
            flow = flow.add_file(file)
        change = queue(context, opened, opening.open_ticket, flow.outgoing)
        return deliver(context, opened, change)


def _again(context: Context, opened: Opened) -> ExitCode | None:
    """The exit code where this id was used already; None where it is new."""
    id = context.options.id
    change = opened.views.change(id)
    if change is not None:
        return deliver(context, opened, change, repeated=True)
    if any(draft.id == id for draft in opened.workspace.drafts.tickets()):
        raise Failure(
            ExitCode.NEEDS_PERSON,
            f"The ticket {id} was taken back and is being written in the window.",
            "It is sent from there.",
        )
    view = opened.views.ticket(id)
    if view is None:
        return None
    if context.output.as_json:
        context.output.document(
            {
                "ticket_id": id,
                "number": view.number,
                "outcome": ExitCode.DONE.slug,
                "repeated": True,
                "change": None,
                "error": None,
            }
        )
    else:
        context.output.lines([f"sent: ticket #{view.number}"])
    return ExitCode.DONE


def _have_catalogue(context: Context, opened: Opened) -> None:
    """What the helpdesk offers must be known once; after that everything goes offline."""
    if opened.views.catalogue().request_types:
        return
    trouble = None
    if not context.options.no_sync:
        trouble = Sending(context, opened).run(lambda: bool(opened.views.catalogue().request_types)).outcome.trouble
    if not opened.views.catalogue().request_types:
        because = f" {failure_of(trouble).sentence}" if trouble else ""
        raise Failure(
            ExitCode.HELPDESK,
            f"Nothing is known of this helpdesk's request types yet; nothing was queued.{because}",
            "`sportello sync` once while the helpdesk can be reached.",
        )


class _Filling:
    """Fills the wizard's flow with what the options say, and collects everything that is wrong instead of the first of it."""

    def __init__(self, context: Context, opened: Opened) -> None:
        self._options = context.options
        self._views = opened.views
        self._helpdesk = opened.workspace.identity.helpdesk
        language = context.settings.get(settings.LANGUAGE) or opened.workspace.identity.person.language
        draft = TicketDraft(context.options.id or new_id(), updated_at=opened.workspace.desk.now())
        self._flow = WizardFlow.begin(draft, self._views.catalogue(), self._helpdesk, language)
        self._faults: list[Fault] = []

    def fill(self, description: str) -> WizardFlow:
        """The flow, without violations but for the files. Raises Failure (NOT_VALID)."""
        self._fill_request_type()
        self._fill_machine()
        self._fill_choices()
        for typed in self._options.notify if self._has(Field.CONTACTS, self._options.notify) else ():
            contact = self._found(lambda typed=typed: contact_of(self._views.contacts(), typed))  # type: ignore[misc]  # mypy can't type the default
            if contact is not None:
                self._flow = self._flow.add_contact(contact)
        self._flow = self._flow.type_subject(" ".join(self._options.subject.split()))
        if description.strip():
            self._flow = self._flow.type_description(description)
        known = {fault.field for fault in self._faults}
        self._faults += [
            Fault(one.field, one.fault.value, fault_sentence(one, self._helpdesk.limits), one.subject)
            for one in self._flow.violations
            if one.field not in known
        ]
        if self._faults:
            raise invalid(self._faults)
        return self._flow

    def _fill_request_type(self) -> None:
        catalogue = self._flow.catalogue
        if self._options.type:
            chosen = self._found(lambda: request_type_of(catalogue, self._options.type))
            if chosen is not None:
                self._flow = self._flow.choose_request_type(chosen.id)
        elif self._flow.request_type is None:
            there = ", ".join(one.id for one in catalogue.request_types)
            self._faults.append(
                Fault("request_type", "request-type-missing", f"Say what the ticket is about: {there}.")
            )

    def _fill_machine(self) -> None:
        if self._has(Field.MACHINE, self._options.machine):
            machine = self._found(lambda: machine_of(self._views, self._options.machine))
            if machine is not None:
                self._flow = self._flow.choose_machine(machine)
        unlisted = " ".join(self._options.machine_unlisted.split())
        if self._has(Field.MACHINE, unlisted):
            self._flow = self._flow.describe_machine(unlisted)

    def _fill_choices(self) -> None:
        options, catalogue = self._options, self._flow.catalogue
        if self._has(Field.CATEGORY, options.category):
            category = self._found(lambda: category_of(self._flow.categories, options.category))
            if category is not None:
                self._flow = self._flow.choose_category(category.id)
        if self._has(Field.MACHINE_STATE, options.state):
            state = self._found(lambda: machine_state_of(catalogue, options.state))
            if state is not None:
                self._flow = self._flow.choose_machine_state(state.id)
        if self._has(Field.PRIORITY, options.priority):
            priority = self._found(lambda: priority_of(catalogue, options.priority))
            if priority is not None:
                self._flow = self._flow.choose_priority(priority.id)

    def _has(self, field: Field, given: str | list[str]) -> bool:
        """Whether something was given for a field; a fault where this ticket has no such field, for it would be left out silently."""
        if not given:
            return False
        if self._flow.has_field(field):
            return True
        if not any(fault.field in ("request_type", "machine") for fault in self._faults):
            sentence = "This ticket has no such field: not with this helpdesk, request type and machine."
            self._faults.append(Fault(field.value, "field-off", sentence))
        return False

    def _found(self, find: Callable[[], T]) -> T | None:
        try:
            return find()
        except Failure as failure:
            self._faults += failure.faults
            return None
