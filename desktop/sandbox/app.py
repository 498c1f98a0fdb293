"""The application: the routes, problems for everything that fails, and an id on every request."""

import asyncio
import logging
import random
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from desktop.sandbox import problems
from desktop.sandbox.helpdesk import Helpdesk
from desktop.sandbox.openapi import bare_app
from desktop.sandbox.staff import Staff

log = logging.getLogger(__name__)


class RequestIds:
    """Gives every answer the request's X-Request-ID, or one of its own, and logs it with method, path and status."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        identity = _uuid(Headers(scope=scope).get("x-request-id", "")) or str(uuid.uuid4())
        scope.setdefault("state", {})["request_id"] = identity

        async def tell(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["X-Request-ID"] = identity
                log.info("%s %s %s → %s", identity, scope["method"], scope["path"], message["status"])
            await send(message)

        await self._app(scope, receive, tell)


def _uuid(text: str) -> str | None:
    try:
        uuid.UUID(text)
    except ValueError:
        return None
    return text


def make_app(helpdesk: Helpdesk) -> FastAPI:
    """The application over an open helpdesk, which stays the caller's to close."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        helpdesk.bell.open()
        staff = Staff(helpdesk, random.Random())  # noqa: S311 - which words it chooses is no secret
        working = [asyncio.create_task(helpdesk.letters.work())]
        if helpdesk.setup.staff:
            working.append(asyncio.create_task(staff.work()))
        yield
        helpdesk.bell.close()
        # the letters last: they tell what the staff did at the end
        for task in reversed(working):
            await task

    app = bare_app()
    app.router.lifespan_context = lifespan
    app.state.helpdesk = helpdesk
    problems.install(app)
    app.add_middleware(RequestIds)
    return app
