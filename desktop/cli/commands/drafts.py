"""`sportello drafts`: what somebody is writing in the window and has not sent."""

from __future__ import annotations

from desktop.cli import plain
from desktop.cli.exit_codes import ExitCode
from desktop.cli.opened import Context
from desktop.cli.shapes import draft_shape
from desktop.domain.draft import ReplyDraft, TicketDraft
from desktop.storage.views import Views


def drafts(context: Context) -> ExitCode:
    """List tickets and replies being written."""
    with context.open() as opened:
        kept = opened.workspace.drafts
        found: list[TicketDraft | ReplyDraft] = [*kept.tickets(), *kept.replies()]
        if context.output.as_json:
            context.output.document({"drafts": [draft_shape(draft) for draft in found]})
            return ExitCode.DONE
        context.output.lines(plain.aligned([_cells(opened.views, draft) for draft in found]))
    return ExitCode.DONE


def _cells(views: Views, draft: TicketDraft | ReplyDraft) -> tuple[str, ...]:
    shape = draft_shape(draft)
    row = views.rows([shape.ticket_id]).get(shape.ticket_id)
    name = f"#{row.number}" if row is not None and row.number else shape.ticket_id
    return (shape.kind, name, plain.when(draft.updated_at), shape.subject or shape.text)
