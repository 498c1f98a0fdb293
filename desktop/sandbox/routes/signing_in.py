"""Discovery, sessions, and the person."""

from dataclasses import replace

from fastapi import APIRouter, Request, Response

from desktop.sandbox.bodies import read_json
from desktop.sandbox.catalogue import MAX_BODY_BYTES, rights_of
from desktop.sandbox.database import Transaction, compact
from desktop.sandbox.helpdesk import Helpdesk
from desktop.sandbox.people import Person
from desktop.sandbox.portal import Feature
from desktop.sandbox.problems import Code, Problem, invalid
from desktop.sandbox.routes.doors import Desk, Who, answers, json_response, needs, nothing, problems, takes
from desktop.sandbox.sessions import hash_password, password_fits
from desktop.sandbox.wire import MeEdit, NewPassword, Refresh, SignIn
from desktop.sandbox.wire_answers import Discovery, Me, Tokens

router = APIRouter()

_NO_STORE = {"Cache-Control": "no-store"}


@router.get("/.well-known/helpdesk-sync", response_class=Response, responses=answers(Discovery, 200) | problems())
async def discover(desk: Desk) -> Response:
    """What kind of server this is, what it offers and what fits. No sign-in."""
    return json_response(desk.discovery)


@router.post(
    "/v1/sessions",
    status_code=201,
    response_class=Response,
    responses=answers(Tokens, 201) | problems(400, 401, 403, 413, 415, 422, 429),
    openapi_extra=takes(SignIn),
)
async def sign_in(request: Request, desk: Desk) -> Response:
    """Signs in with e-mail address or user name."""
    sent = (await read_json(request, MAX_BODY_BYTES)).as_(SignIn)
    tokens = await desk.sessions.sign_in(sent.login, sent.password, sent.device)
    return json_response(compact(tokens), 201, _NO_STORE)


@router.post(
    "/v1/sessions/refresh",
    response_class=Response,
    responses=answers(Tokens, 200) | problems(400, 401, 413, 415, 422),
    openapi_extra=takes(Refresh),
)
async def refresh(request: Request, desk: Desk) -> Response:
    """New tokens for the last refresh token; the one before stays good for 60 seconds."""
    sent = (await read_json(request, MAX_BODY_BYTES)).as_(Refresh)
    return json_response(compact(await desk.sessions.refresh(sent.refresh_token)), 200, _NO_STORE)


@router.delete(
    "/v1/sessions/current",
    status_code=204,
    response_class=Response,
    responses=nothing(204, "The session has ended.") | problems(401),
)
async def sign_out(desk: Desk, who: Who) -> Response:
    """Ends this session."""
    await desk.sessions.sign_out(who.session_id)
    return Response(status_code=204)


@router.get("/v1/me", response_class=Response, responses=answers(Me, 200) | problems(401))
async def me(desk: Desk, who: Who) -> Response:
    """The signed-in person."""
    return _shown(desk, who.person)


@router.patch(
    "/v1/me",
    response_class=Response,
    responses=answers(Me, 200) | problems(400, 401, 413, 415, 422),
    openapi_extra=takes(MeEdit),
)
async def edit_me(request: Request, desk: Desk, who: Who) -> Response:
    """Changes the language."""
    sent = (await read_json(request, MAX_BODY_BYTES)).as_(MeEdit)
    if sent.language not in desk.portal.languages:
        raise invalid("/language", f"This portal speaks {', '.join(desk.portal.languages)}.")

    def change(transaction: Transaction) -> None:
        transaction.connection.execute("UPDATE people SET language = ? WHERE id = ?", (sent.language, who.person.id))

    await desk.database.write(change)
    return _shown(desk, replace(who.person, language=sent.language))


def _shown(desk: Helpdesk, person: Person) -> Response:
    return json_response(compact(person.document(rights_of(person.role, desk.portal))))


@router.put(
    "/v1/me/password",
    status_code=204,
    response_class=Response,
    responses=nothing(204, "The password was changed.") | problems(400, 401, 403, 404, 413, 415, 422),
    openapi_extra=takes(NewPassword),
)
async def change_password(request: Request, desk: Desk, who: Who) -> Response:
    """Changes the password, where the portal lets people do so."""
    needs(desk, Feature.CHANGE_PASSWORD)
    sent = (await read_json(request, MAX_BODY_BYTES)).as_(NewPassword)

    def change(transaction: Transaction) -> bool:
        connection = transaction.connection
        (stored,) = connection.execute("SELECT password_hash FROM people WHERE id = ?", (who.person.id,)).fetchone()
        if not password_fits(stored, sent.current):
            return False
        connection.execute("UPDATE people SET password_hash = ? WHERE id = ?", (hash_password(sent.new), who.person.id))
        # a password that was mailed before is forgotten with the one that it stood in for
        connection.execute("DELETE FROM mail_tokens WHERE person_id = ? AND purpose = 'password'", (who.person.id,))
        return True

    if not await desk.database.write(change):
        raise Problem(403, Code.BAD_CREDENTIALS, "That is not the present password.")
    return Response(status_code=204)
