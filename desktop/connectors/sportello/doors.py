"""What somebody does at a helpdesk of the open API without being signed in (docs/open-api.md, "Sessions and the person").

Taken is only what the API calls taken: 202. A page of somebody else, or any other success, is told as what it is, for the person would wait
in vain for a letter.
"""

from __future__ import annotations

from collections.abc import Callable

from desktop.connectors.sportello.answers import check, is_page
from desktop.connectors.sportello.api import Api
from desktop.connectors.sportello.bodies import Unsendable
from desktop.connectors.transport import Answer
from desktop.domain.joining import AccessWish, Registration
from desktop.errors import CaptivePortal, Refused, ServerBroken

_TAKEN = 202


class SportelloDoors:
    """See `contract.Doors`. Threads may share it; `end` is what `close` does."""

    def __init__(self, api: Api, end: Callable[[], None]) -> None:
        self._api = api
        self._end = end

    def register(self, form: Registration) -> None:
        """See the contract."""
        sent = {"name": form.name, "email": form.email, "user_name": form.user_name, "password": form.password}
        chosen = {"company": form.company, "language": form.language}
        body = {**sent, **{name: value for name, value in chosen.items() if value}}
        _taken(lambda: self._api.register(body))

    def ask_access(self, wish: AccessWish) -> None:
        """See the contract."""
        sent = {"company": wish.company, "contact": wish.contact, "email": wish.email}
        _taken(lambda: self._api.ask_access({**sent, "text": wish.text} if wish.text else sent))

    def reset_password(self, email: str) -> None:
        """See the contract."""
        _taken(lambda: self._api.reset_password(email))

    def remind_user_name(self, email: str) -> None:
        """See the contract."""
        _taken(lambda: self._api.remind_user_name(email))

    def close(self) -> None:
        """See the contract."""
        self._end()


def _taken(call: Callable[[], Answer]) -> None:
    answer = check(sendable(call))
    if is_page(answer):
        raise CaptivePortal("a web page instead of an answer")
    if answer.status != _TAKEN:
        raise ServerBroken(f"{answer.status} instead of {_TAKEN}")


def sendable(call: Callable[[], Answer]) -> Answer:
    """The answer; raises Refused for a text that has no form on the wire, so that nobody sends it again as it is."""
    try:
        return call()
    except Unsendable:
        raise Refused(0, "text-not-sendable") from None
