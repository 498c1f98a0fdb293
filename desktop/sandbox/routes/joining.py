"""Registering, asking for access, forgotten password and user name: all without a sign-in, each only where the portal offers it."""

from typing import TypeVar

from fastapi import APIRouter, Request, Response

from desktop.sandbox.bodies import read_json
from desktop.sandbox.catalogue import MAX_BODY_BYTES
from desktop.sandbox.helpdesk import Helpdesk
from desktop.sandbox.pages import Outcome, page, preferred, wants_a_page
from desktop.sandbox.portal import Feature
from desktop.sandbox.problems import Problem
from desktop.sandbox.routes.doors import Desk, Told, answers, json_response, needs, nothing, problems, takes
from desktop.sandbox.wire import AccessRequest, Address, Registration, Taken
from desktop.sandbox.wire_answers import ActivatedOut

router = APIRouter(prefix="/v1")

Body = TypeVar("Body", bound=Taken)

_TAKEN: Told = nothing(202, "Taken; what follows comes by mail.") | problems(400, 404, 413, 415, 422)


async def _sent(request: Request, desk: Helpdesk, feature: Feature, shape: type[Body]) -> Body:
    needs(desk, feature)
    return (await read_json(request, MAX_BODY_BYTES)).as_(shape)


@router.post(
    "/registrations", status_code=202, response_class=Response, responses=_TAKEN, openapi_extra=takes(Registration)
)
async def register(request: Request, desk: Desk) -> Response:
    """Makes an account that waits for the link in a mail to be opened."""
    sent = await _sent(request, desk, Feature.REGISTRATION, Registration)
    await desk.joining.register(sent, str(request.base_url).rstrip("/"))
    return Response(status_code=202)


_ACTIVATED: Told = answers(ActivatedOut, 200) | problems(404)
_ACTIVATED[200]["content"] = {"text/html": {"schema": {"type": "string"}}}


@router.get("/registrations/{token}", response_class=Response, responses=_ACTIVATED)
async def activate(request: Request, desk: Desk, token: str) -> Response:
    """The link in the mail: opens the account. A browser gets a page to read."""
    needs(desk, Feature.REGISTRATION)
    for_people = wants_a_page(request.headers.get("accept", ""))
    try:
        language = await desk.joining.activate(token)
    except Problem as unknown:
        if not for_people:
            raise
        language = desk.joining.language(preferred(request.headers.get("accept-language", "")))
        return page(Outcome.UNKNOWN, desk.portal.name, language, unknown.status)
    if for_people:
        return page(Outcome.ACTIVATED, desk.portal.name, language, 200)
    return json_response('{"activated":true}', headers={"Cache-Control": "no-store", "Vary": "Accept"})


@router.post(
    "/access-requests", status_code=202, response_class=Response, responses=_TAKEN, openapi_extra=takes(AccessRequest)
)
async def ask_for_access(request: Request, desk: Desk) -> Response:
    """Asks the helpdesk for credentials."""
    await desk.joining.ask_for_access(await _sent(request, desk, Feature.ACCESS_REQUEST, AccessRequest))
    return Response(status_code=202)


@router.post(
    "/password-resets", status_code=202, response_class=Response, responses=_TAKEN, openapi_extra=takes(Address)
)
async def reset_password(request: Request, desk: Desk) -> Response:
    """Sends a new password, where the address is known; the answer does not tell."""
    await desk.joining.reset_password((await _sent(request, desk, Feature.PASSWORD_RESET, Address)).email)
    return Response(status_code=202)


@router.post(
    "/username-reminders", status_code=202, response_class=Response, responses=_TAKEN, openapi_extra=takes(Address)
)
async def remind_user_name(request: Request, desk: Desk) -> Response:
    """Sends the user name, where the address is known; the answer does not tell."""
    await desk.joining.remind_user_name((await _sent(request, desk, Feature.USERNAME_REMINDER, Address)).email)
    return Response(status_code=202)
