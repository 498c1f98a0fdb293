"""Reading: catalogue, snapshot, changes, pokes, digest, one ticket, and what became of a change."""

import asyncio
import re
import sqlite3  # noqa: TID251 - the sandbox stands alone, with SQL of its own
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Header, Path, Query, Response
from fastapi.responses import StreamingResponse

from desktop.sandbox.catalogue import MAX_PAGE_ITEMS
from desktop.sandbox.client_ids import fate
from desktop.sandbox.database import compact
from desktop.sandbox.digest import BUCKET_PATTERN, bucket, digest
from desktop.sandbox.feed import TYPES, begin_snapshot, changes, place_at, rows_after, snapshot
from desktop.sandbox.helpdesk import Helpdesk
from desktop.sandbox.people import visible
from desktop.sandbox.problems import Problem, invalid, not_found
from desktop.sandbox.routes.doors import Desk, Told, Who, answers, json_response, nothing, problems
from desktop.sandbox.sessions import SignedIn
from desktop.sandbox.wire_answers import (
    BucketOut,
    ByClientIdOut,
    CatalogueOut,
    ChangesOut,
    DigestOut,
    SnapshotOut,
    TicketOut,
)

router = APIRouter(prefix="/v1")

LONGEST_WAIT = 55
COMMENT_SECONDS = 25


@router.get(
    "/catalogue",
    response_class=Response,
    responses=answers(CatalogueOut, 200) | nothing(304, "Not changed.") | problems(401),
)
async def get_catalogue(desk: Desk, _who: Who, if_none_match: Annotated[str | None, Header()] = None) -> Response:
    """Request types, machine states, priorities, statuses and rights."""
    headers = {"ETag": desk.catalogue_etag, "Cache-Control": "private, no-cache"}
    if matches(if_none_match, desk.catalogue_etag):
        return Response(status_code=304, headers=headers)
    return json_response(desk.catalogue, headers=headers)


def matches(if_none_match: str | None, etag: str) -> bool:
    """RFC 9110, section 13.1.2: the weak comparison."""
    if if_none_match is None:
        return False
    tags = [tag.strip().removeprefix("W/") for tag in if_none_match.split(",")]
    return "*" in tags or etag in tags


@router.get("/snapshot", response_class=Response, responses=answers(SnapshotOut, 200) | problems(400, 401, 410, 422))
async def get_snapshot(
    desk: Desk,
    who: Who,
    types: Annotated[str | None, Query(description="Types, with commas between; none means all.")] = None,
    page: Annotated[str | None, Query(description="`next_page` of the page before.")] = None,
    limit: Annotated[int, Query(ge=1, le=MAX_PAGE_ITEMS)] = MAX_PAGE_ITEMS,
) -> Response:
    """Everything this person may see, page by page, with the cursor to go on from."""
    wanted = [kind for kind in (types or "").split(",") if kind]
    if unknown := [kind for kind in wanted if kind not in TYPES]:
        raise invalid("/types", f"There is no type “{unknown[0]}”.")

    def read(connection: sqlite3.Connection) -> bytes:
        person = who.person
        begun = (
            begin_snapshot(connection, person, wanted)
            if page is None
            else desk.cursors.read_page(page, connection, person)
        )
        return snapshot(connection, person, desk.cursors, begun, limit)

    return json_response(await desk.database.read(read))


@router.get("/changes", response_class=Response, responses=answers(ChangesOut, 200) | problems(400, 401, 410, 422))
async def get_changes(
    desk: Desk,
    who: Who,
    cursor: str,
    limit: Annotated[int, Query(ge=1, le=MAX_PAGE_ITEMS)] = MAX_PAGE_ITEMS,
    wait: Annotated[int, Query(ge=0, le=LONGEST_WAIT, description="Seconds to wait for the first change.")] = 0,
) -> Response:
    """What changed after a cursor; with `wait`, as soon as something does."""
    ending = asyncio.get_running_loop().time() + wait
    listener = desk.bell.listen(who.person.sees)
    try:
        while True:
            body, news = await desk.database.read(lambda c: changes(c, who.person, desk.cursors, cursor, limit))
            left = ending - asyncio.get_running_loop().time()
            if news or left <= 0 or desk.bell.closed:
                return json_response(body, headers={"Cache-Control": "no-store"})
            await listener.wait(left)
    finally:
        desk.bell.leave(listener)


_STREAM: Told = {
    200: {
        "description": "Pokes: `id` is a cursor, `data` a list of types. Ends with the access token.",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    }
}


@router.get(
    "/events",
    response_class=StreamingResponse,
    responses=_STREAM | problems(401),
)
async def get_events(
    desk: Desk, who: Who, last_event_id: Annotated[str | None, Header(description="The last `id` that came.")] = None
) -> Response:
    """Server-sent events that say when to look for changes."""
    stream = _pokes(desk, who, last_event_id)
    return StreamingResponse(stream, media_type="text/event-stream", headers={"Cache-Control": "no-store"})


async def _pokes(desk: Helpdesk, who: SignedIn, last_event_id: str | None) -> AsyncIterator[str]:
    person = who.person
    listener = desk.bell.listen(person.sees)
    try:
        missed = (
            [] if last_event_id is None else await desk.database.read(lambda c: _missed(c, desk, who, last_event_id))
        )
        yield ": connected\n\n"
        if missed:
            yield await _poke(desk, who, missed)
        while not desk.bell.closed:
            left = (who.expires_at - desk.database.clock()).total_seconds()
            if left <= 0:
                return
            types = await listener.wait(min(left, COMMENT_SECONDS))
            if types:
                yield await _poke(desk, who, sorted(types))
            elif not desk.bell.closed:
                yield ": still here\n\n"
    finally:
        desk.bell.leave(listener)


def _missed(connection: sqlite3.Connection, desk: Helpdesk, who: SignedIn, last_event_id: str) -> list[str]:
    """The types that changed since a poke; all of them when it is not known any more."""
    try:
        since = desk.cursors.read(last_event_id, connection, who.person)
    except Problem:
        return sorted(TYPES)
    return sorted({row[1] for row in rows_after(connection, who.person, since.position, None, MAX_PAGE_ITEMS)})


async def _poke(desk: Helpdesk, who: SignedIn, types: list[str]) -> str:
    place = await desk.database.read(lambda connection: place_at(connection, who.person))
    return f"id: {desk.cursors.write(place)}\nevent: poke\ndata: {compact(types)}\n\n"


@router.get("/digest", response_class=Response, responses=answers(DigestOut, 200) | problems(401))
async def get_digest(desk: Desk, who: Who) -> Response:
    """What this person sees of tickets, in short: a client compares it with what it holds."""
    body = await desk.database.read(lambda connection: digest(connection, who.person, desk.cursors))
    return json_response(body, headers={"Cache-Control": "no-store"})


@router.get("/digest/{bucket_name}", response_class=Response, responses=answers(BucketOut, 200) | problems(401, 404))
async def get_digest_bucket(
    desk: Desk,
    who: Who,
    bucket_name: Annotated[
        str, Path(json_schema_extra={"pattern": BUCKET_PATTERN}, description="The first two hex digits.")
    ],
) -> Response:
    """One bucket, whole: a client puts right what differed."""
    if re.fullmatch(BUCKET_PATTERN, bucket_name) is None:
        raise not_found()
    body = await desk.database.read(lambda connection: bucket(connection, who.person, desk.cursors, bucket_name))
    return json_response(body, headers={"Cache-Control": "no-store"})


@router.get("/tickets/{ticket_id}", response_class=Response, responses=answers(TicketOut, 200) | problems(401, 404))
async def get_ticket(desk: Desk, who: Who, ticket_id: str) -> Response:
    """One ticket; its ETag is its version."""
    ticket = await desk.database.read(lambda connection: visible(connection, who.person, "ticket", ticket_id))
    if ticket is None:
        raise not_found()
    return json_response(ticket.data, headers={"ETag": f'"{ticket.version}"', "Cache-Control": "private, no-cache"})


@router.get("/by-client-id/{change_id}", response_class=Response, responses=answers(ByClientIdOut, 200) | problems(401))
async def get_by_client_id(desk: Desk, who: Who, change_id: str) -> Response:
    """What became of a change whose answer got lost."""
    identity = change_id.lower()
    processing = (who.person.id, identity) in desk.in_flight
    found = await desk.database.read(lambda connection: fate(connection, who.person, identity))
    if found["state"] != "done" and processing:
        found = {"state": "processing", "reference": None, "problem": None}
    return json_response(compact(found), headers={"Cache-Control": "no-store"})
