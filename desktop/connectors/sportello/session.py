"""A session on a server of the open API: access token, and its renewal.

Whatever the number of threads that meet an expired token, exactly one renews it and the others go on with its result. New tokens
are stored before they are used: a crash between the two signs nobody out. An answer to a renewal that was lost is asked for again at
once, within the server's grace of 60 seconds. A refused renewal ends the session, on disk too: nobody asks in vain again.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from time import monotonic

from desktop.connectors.contract import TokenStore
from desktop.connectors.sportello.answers import check, error_of, expect_json, problem_of
from desktop.connectors.sportello.api import Api
from desktop.connectors.sportello.documents import read_tokens
from desktop.connectors.transport import Answer, Stream
from desktop.domain.account import Tokens
from desktop.errors import NetworkError, ServerBusy, SignInNeeded

log = logging.getLogger("sportello.session")

GRACE_SECONDS = 55.0
"""How long after the first attempt a renewal is repeated with the same token; the server bears it for 60."""

PAUSES = (0.0, 2.0, 8.0)
"""Seconds before each repetition of a renewal whose answer was lost."""


class Session:
    """Signs requests in. `closed` ends a pause between two attempts."""

    def __init__(self, api: Api, store: TokenStore, closed: threading.Event) -> None:
        self._api = api
        self._store = store
        self._closed = closed
        self._lock = threading.Lock()
        self._tokens: Tokens | None = None

    def open(self, login: str, password: str, device: str) -> None:
        """Sign in and store the tokens. Raises BadCredentials, NotActivated, Refused, NetworkError."""
        answer = check(self._api.open_session(login, password, device))
        tokens = read_tokens(expect_json(answer))
        with self._lock:
            self._keep(tokens)

    def end(self) -> None:
        """Sign out here in any case, and on the server if it can be reached. Raises NetworkError, ServerBusy."""
        try:
            answer = self.answer(self._api.close_session)
            if answer.status not in (401, 404):
                check(answer)
        except SignInNeeded:
            pass  # it had ended already
        finally:
            with self._lock:
                self._keep(None)

    def answer(self, call: Callable[[str], Answer]) -> Answer:
        """The answer to a call that needs the access token, which is renewed once if the server no longer takes it.

        `call` may be made twice. Raises SignInNeeded, NetworkError.
        """
        tokens = self._current()
        answer = call(tokens.access)
        if not rejects_token(answer):
            return answer
        answer = call(self._renewed_for_call(tokens).access)
        if rejects_token(answer):
            raise SignInNeeded("a fresh token was not taken")
        return answer

    @contextmanager
    def streamed(self, call: Callable[[str], AbstractContextManager[Stream]]) -> Iterator[Stream]:
        """As `answer`, for an answer whose body is read by the caller."""
        tokens = self._current()
        with call(tokens.access) as stream:
            if stream.status != 401:
                yield stream
                return
            whole = whole_answer(stream)
        if not rejects_token(whole):
            raise error_of(whole)
        with call(self._renewed_for_call(tokens).access) as stream:
            if stream.status == 401 and rejects_token(whole_answer(stream)):
                raise SignInNeeded("a fresh token was not taken")
            yield stream

    def _renewed_for_call(self, stale: Tokens) -> Tokens:
        try:
            return self.renewed(stale)
        except NetworkError as error:
            # The call itself was turned away at the door: what was lost is the renewal's answer, not the call's.
            error.reached_server = False
            raise

    def renewed(self, stale: Tokens) -> Tokens:
        """Tokens newer than `stale`. Raises SignInNeeded, NetworkError."""
        with self._lock:
            stored = self._store.load()
            if stored is None:
                self._tokens = None
                raise SignInNeeded("signed out")
            if stored.access != stale.access:
                # Another thread, or another process, was faster.
                self._tokens = stored
                return stored
            return self._renew(stored)

    def _current(self) -> Tokens:
        with self._lock:
            if self._tokens is None:
                self._tokens = self._store.load()
            if self._tokens is None:
                raise SignInNeeded("signed out")
            return self._tokens

    def _renew(self, stored: Tokens) -> Tokens:
        answer = self._refresh(stored.refresh)
        if 200 <= answer.status < 300:
            tokens = read_tokens(expect_json(answer))
            self._keep(tokens)
            return tokens
        error = error_of(answer)
        if not isinstance(error, NetworkError):
            newer = self._store.load()
            if newer is not None and newer.refresh != stored.refresh:
                self._tokens = newer
                return newer
            log.info("the session has ended: %s", type(error).__name__)
            self._keep(None)
            raise SignInNeeded("the session could not be renewed") from error
        raise error

    def _refresh(self, refresh_token: str) -> Answer:
        begin = monotonic()
        for pause in (*PAUSES, None):
            try:
                answer = self._api.refresh_session(refresh_token)
            except NetworkError as error:
                if not error.reached_server or pause is None:
                    raise
                lost: NetworkError = error
            else:
                if answer.status < 500 or answer.status == 503 or pause is None:
                    return answer
                lost = ServerBusy(f"{answer.status}")
            # The server may have taken the old token out of use: only within its grace can it be shown again.
            if monotonic() - begin + (pause or 0.0) > GRACE_SECONDS or self._closed.wait(pause):
                raise lost
        raise AssertionError("the last attempt returns or raises")

    def _keep(self, tokens: Tokens | None) -> None:
        self._store.save(tokens)
        self._tokens = tokens


def whole_answer(stream: Stream, limit: int = 1024 * 1024) -> Answer:
    """The rest of a streamed answer that turned out to be none of the awaited."""
    return stream.whole(limit)


def rejects_token(answer: Answer) -> bool:
    """Whether the helpdesk itself (no proxy in between) says that the access token is not good."""
    if answer.status != 401:
        return False
    # The answer to HEAD has no body, only what type it would have had.
    return problem_of(answer) is not None or (not answer.body and answer.media_type == "application/problem+json")
