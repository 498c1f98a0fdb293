"""`sportello reply`, `close`, `reopen`: something more about a ticket, be it on the server or only here so far."""

from __future__ import annotations

from desktop.actions import change_status
from desktop.actions import reply as replying
from desktop.actions.desk import Desk
from desktop.cli.delivering import attached, deliver, queue, text_from
from desktop.cli.exit_codes import ExitCode
from desktop.cli.failure import Fault
from desktop.cli.finding import ticket_of
from desktop.cli.opened import Context
from desktop.cli.words import invalid
from desktop.domain.account import Feature
from desktop.domain.change import Change
from desktop.domain.draft import ReplyDraft
from desktop.domain.projection import TicketView


def reply(context: Context) -> ExitCode:
    """Queue a reply and try to send it."""
    text = text_from(context.options.text, "text")
    with context.open() as opened:
        view = ticket_of(opened.views, context.options.ticket)
        files = attached(opened, context.options.attach)
        change = queue(context, opened, _reply_beside_the_draft, ReplyDraft(view.id, text, files))
        return deliver(context, opened, change)


def _reply_beside_the_draft(desk: Desk, draft: ReplyDraft) -> Change:
    """The window's action ends the reply that was being written; a script's reply must leave what a person is typing alone."""
    with desk.outbox_database.transaction():
        being_written = desk.drafts.reply(draft.ticket_id)
        change = replying.reply(desk, draft)
        if being_written is not None:
            desk.drafts.save(being_written)
    return change


def close(context: Context) -> ExitCode:
    """Queue closing and try to send it. A message of others that nobody has read stands against it, unless `--anyway`."""
    text = text_from(context.options.text, "text")
    with context.open() as opened:
        view = ticket_of(opened.views, context.options.ticket)
        seen = None if context.options.anyway else _read_by_somebody(view)
        change = queue(context, opened, change_status.close_ticket, view.id, text, view.version, seen)
        return deliver(context, opened, change)


def reopen(context: Context) -> ExitCode:
    """Queue reopening and try to send it."""
    text = text_from(context.options.text, "text")
    with context.open() as opened:
        if not opened.workspace.identity.helpdesk.has(Feature.REOPEN):
            raise invalid([Fault("status", "reopen-off", "This helpdesk does not reopen tickets: open a new one.")])
        view = ticket_of(opened.views, context.options.ticket)
        change = queue(context, opened, change_status.reopen_ticket, view.id, text, view.version)
        return deliver(context, opened, change)


def _read_by_somebody(view: TicketView) -> tuple[str, ...]:
    unread = {entry.id for entry in view.entries if entry.unread}
    return tuple(id for id in view.seen if id not in unread)
