"""Writing: tickets, messages and actions, each a PUT to an id of the client's, and editing a ticket."""

from collections.abc import Callable
from typing import Annotated, TypeVar

from fastapi import APIRouter, Header, Request, Response

from desktop.sandbox.actions import act
from desktop.sandbox.bodies import Sent, read_json
from desktop.sandbox.catalogue import MAX_BODY_BYTES
from desktop.sandbox.client_ids import Change, perform
from desktop.sandbox.database import Entity, Transaction
from desktop.sandbox.helpdesk import Helpdesk
from desktop.sandbox.identifiers import is_uuid7
from desktop.sandbox.people import visible
from desktop.sandbox.problems import Code, Problem, invalid, not_found, request_id_of
from desktop.sandbox.routes.doors import ChangeIdPath, Desk, Told, Who, answers, json_response, problems, takes
from desktop.sandbox.sessions import SignedIn
from desktop.sandbox.staff import Task, note_change
from desktop.sandbox.tickets import refuse_merged
from desktop.sandbox.wire import ActionIn, ActionName, MessageIn, Taken, TicketEdit, TicketIn
from desktop.sandbox.wire_answers import MessageOut, TicketOut

router = APIRouter(prefix="/v1")

Body = TypeVar("Body", bound=Taken)

_REPLAYED = {
    "headers": {
        "Idempotency-Replayed": {"schema": {"type": "string"}, "description": "The change had been made."},
        "Entity-Gone": {
            "schema": {"type": "string"},
            "description": "What it made was deleted or hidden since: the body says how it was.",
        },
    }
}


def _made(model: type[TicketOut] | type[MessageOut], *statuses: int) -> Told:
    told = answers(model, 200, 201) | problems(400, 401, 403, 409, 413, 415, 422, *statuses)
    told[200] |= _REPLAYED
    return told


async def make(
    request: Request,
    desk: Helpdesk,
    who: SignedIn,
    identity: str,
    about: str,
    shape: type[Body],
    effect: Callable[[Transaction, str, Body], Entity],
) -> Response:
    """Makes a change once. `about` is all of the path that belongs to its content."""
    if not is_uuid7(identity):
        raise invalid("", "The id of a change is a UUIDv7.")
    change_id = identity.lower()
    flying = (who.person.id, change_id)
    desk.in_flight.add(flying)
    try:
        sent: Sent | Problem
        try:
            sent = await read_json(request, MAX_BODY_BYTES)
        except Problem as unreadable:
            sent = unreadable
        digest = None if isinstance(sent, Problem) else f"{about} {sent.digest}"
        change = Change(change_id, who.person, digest, about, request_id_of(request))

        def once(transaction: Transaction) -> Entity:
            if isinstance(sent, Problem):
                raise sent
            return effect(transaction, change_id, sent.as_(shape))

        made = await desk.database.write(lambda transaction: perform(transaction, change, once))
    finally:
        desk.in_flight.discard(flying)
    if isinstance(made, Problem):
        raise made
    headers = {"ETag": f'"{made.entity.version}"'}
    if made.replayed:
        headers["Idempotency-Replayed"] = "true"
    if made.gone:
        headers["Entity-Gone"] = "true"
    return json_response(made.entity.data, 200 if made.replayed else 201, headers)


@router.put(
    "/tickets/{ticket_id}",
    status_code=201,
    response_class=Response,
    responses=_made(TicketOut),
    openapi_extra=takes(TicketIn),
)
async def put_ticket(request: Request, desk: Desk, who: Who, ticket_id: ChangeIdPath) -> Response:
    """Opens a ticket under the client's id."""

    def effect(transaction: Transaction, identity: str, sent: TicketIn) -> Entity:
        ticket = desk.conversation.open_ticket(transaction, who.person, identity, sent)
        note_change(transaction, desk.setup, who.person, ticket.id, Task.TAKE)
        return ticket

    return await make(request, desk, who, ticket_id, "ticket", TicketIn, effect)


@router.put(
    "/tickets/{ticket_id}/messages/{message_id}",
    status_code=201,
    response_class=Response,
    responses=_made(MessageOut),
    openapi_extra=takes(MessageIn),
)
async def put_message(request: Request, desk: Desk, who: Who, ticket_id: str, message_id: ChangeIdPath) -> Response:
    """Replies in a ticket's conversation."""

    def effect(transaction: Transaction, identity: str, sent: MessageIn) -> Entity:
        message = desk.conversation.reply(transaction, who.person, ticket_id, identity, sent)
        note_change(transaction, desk.setup, who.person, ticket_id.lower(), Task.GO_ON)
        return message

    return await make(request, desk, who, message_id, f"message {ticket_id.lower()}", MessageIn, effect)


@router.put(
    "/tickets/{ticket_id}/actions/{action_id}",
    status_code=201,
    response_class=Response,
    responses=_made(TicketOut, 404),
    openapi_extra=takes(ActionIn),
)
async def put_action(request: Request, desk: Desk, who: Who, ticket_id: str, action_id: ChangeIdPath) -> Response:
    """Closes, reopens, assigns, sets the machine's state, logs work or edits."""

    def effect(transaction: Transaction, _identity: str, sent: ActionIn) -> Entity:
        ticket = act(desk.conversation, transaction, who.person, ticket_id, sent)
        if sent.action is ActionName.REOPEN:
            note_change(transaction, desk.setup, who.person, ticket.id, Task.REOPENED)
        return ticket

    return await make(request, desk, who, action_id, f"action {ticket_id.lower()}", ActionIn, effect)


@router.patch(
    "/tickets/{ticket_id}",
    response_class=Response,
    responses=answers(TicketOut, 200) | problems(400, 401, 403, 404, 409, 412, 413, 415, 422, 428),
    openapi_extra=takes(TicketEdit),
)
async def edit_ticket(
    request: Request, desk: Desk, who: Who, ticket_id: str, if_match: Annotated[str | None, Header()] = None
) -> Response:
    """Edits a ticket that is still as the client knows it; who must not do it twice takes the action `edit`."""
    sent = await read_json(request, MAX_BODY_BYTES)

    def change(transaction: Transaction) -> Entity:
        ticket = visible(transaction.connection, who.person, "ticket", ticket_id)
        if ticket is None:
            raise not_found()
        if if_match is None:
            raise Problem(428, Code.PRECONDITION_REQUIRED, "Say with If-Match which version you are changing.")
        refuse_merged(transaction, who.person, ticket)
        tags = [tag.strip() for tag in if_match.split(",")]
        if "*" not in tags and f'"{ticket.version}"' not in tags:
            raise Problem(
                412, Code.PRECONDITION_FAILED, "The ticket was changed in the meantime.", current=ticket.fields()
            )
        return desk.conversation.edit(transaction, who.person, ticket, sent.as_(TicketEdit))

    ticket = await desk.database.write(change)
    return json_response(ticket.data, headers={"ETag": f'"{ticket.version}"'})
