"""`sportello tickets`: a list, page by page, so that a hundred thousand of them need no more memory than their ids."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.cli import plain
from desktop.cli.exit_codes import ExitCode
from desktop.cli.finding import machine_of, request_type_of
from desktop.cli.opened import Context
from desktop.cli.shapes import RowShape, row_shape
from desktop.domain.listing import Folder, Listing, Order, TicketRow
from desktop.storage.views import Views

PAGE = 500
"""Rows read at once."""


def tickets(context: Context) -> ExitCode:
    """List the tickets asked for; what is pending stands on top."""
    options, output = context.options, context.output
    with context.open() as opened:
        views = opened.views
        listing = Listing(
            folder=Folder(options.folder),
            order=Order(options.order),
            text=options.search,
            machine_id=machine_of(views, options.machine).id if options.machine else "",
            request_type=request_type_of(views.catalogue(), options.type).id if options.type else "",
            unread_only=options.unread,
        )
        ids = views.ticket_ids(listing)
        total = len(ids)
        if options.limit:
            del ids[options.limit :]
        if output.as_json:
            output.stream({"total": total}, "tickets", _shapes(views, ids))
        else:
            output.lines(_lines(views, ids))
            if len(ids) < total:
                output.note(f"{len(ids)} of {total}; --limit 0 shows all.")
    return ExitCode.DONE


def _pages(views: Views, ids: list[str]) -> Iterator[list[TicketRow]]:
    for start in range(0, len(ids), PAGE):
        part = ids[start : start + PAGE]
        rows = views.rows(part)
        # What vanished since the ids were read is left out.
        yield [rows[id] for id in part if id in rows]


def _shapes(views: Views, ids: list[str]) -> Iterator[RowShape]:
    for page in _pages(views, ids):
        yield from map(row_shape, page)


def _lines(views: Views, ids: list[str]) -> Iterator[str]:
    widths = [12, 8, 16, 12]
    for page in _pages(views, ids):
        yield from plain.aligned([_cells(row) for row in page], widths)


def _cells(row: TicketRow) -> tuple[str, ...]:
    status = row.state.value if row.state is not None and not row.number else row.kind.value
    mark = "● " if row.unread else ""
    return (
        f"#{row.number}" if row.number else row.id,
        status,
        plain.when(row.last_at),
        row.machine_name,
        mark + row.subject,
    )
