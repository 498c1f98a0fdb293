"""`sportello show`: one ticket with its conversation, as the helpdesk has it and with what is not sent yet."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.actions.mark_read import mark_read
from desktop.cli import plain, words
from desktop.cli.exit_codes import ExitCode
from desktop.cli.finding import ticket_of
from desktop.cli.opened import Context
from desktop.cli.shapes import entry_shape, ticket_shape
from desktop.domain.catalogue import Catalogue
from desktop.domain.projection import Entry, TicketView
from desktop.ui.message_html import text_of


def show(context: Context) -> ExitCode:
    """Show the ticket. In words it counts as read afterwards, for a person has seen it; a script (`--json`) reads for nobody."""
    with context.open() as opened:
        view = ticket_of(opened.views, context.options.ticket)
        if context.output.as_json:
            entries = tuple(entry_shape(entry, _text(entry)) for entry in view.entries)
            context.output.document({"ticket": ticket_shape(view, entries)})
            return ExitCode.DONE
        machine = opened.views.machine(view.machine_id) if view.machine_id else None
        machine_name = (
            ", ".join(part for part in (machine.name, machine.serial) if part)
            if machine
            else view.machine_id or view.machine_unlisted
        )
        context.output.lines(_lines(view, opened.views.catalogue(), machine_name))
        mark_read(opened.workspace.desk, view.id)
    return ExitCode.DONE


def _lines(view: TicketView, catalogue: Catalogue, machine: str) -> Iterator[str]:
    request_type = catalogue.request_type(view.request_type)
    state = catalogue.machine_state(view.machine_state)
    priority = catalogue.priority(view.priority)
    number = f"#{view.number}" if view.number else "not sent yet"
    yield plain.one_line(f"{number}: {view.subject}")
    head = [
        ("Id", view.id),
        ("Status", view.kind.value),
        ("Type", request_type.name.say("en") if request_type else view.request_type),
        ("Machine", machine),
        ("Machine state", state.name.say("en") if state else view.machine_state),
        ("Priority", priority.name.say("en") if priority else view.priority),
        ("Category", view.category),
        ("Notified", ", ".join(one.email or one.name for one in view.contacts)),
        ("Opened", plain.when(view.created_at)),
    ]
    yield from plain.aligned([row for row in head if row[1]])
    for entry in view.entries:
        yield ""
        yield from _entry_lines(entry)


def _entry_lines(entry: Entry) -> Iterator[str]:
    pending = f" [{words.state_words(entry.change.state)}]" if entry.change else ""
    unread = " ●" if entry.unread else ""
    yield plain.one_line(f"── {plain.when(entry.at)}  {entry.author.name}{unread}{pending}")
    if entry.event_name:
        yield plain.one_line(f"   {entry.event_name}: {entry.event_before} → {entry.event_after}")
    text = _text(entry)
    if text:
        yield from plain.harmless(text).split("\n")
    for file in entry.attachments:
        yield plain.one_line(f"   📎 {file.name} ({plain.size(file.size)})")


def _text(entry: Entry) -> str:
    return entry.text or (text_of(entry.html) if entry.html else "")
