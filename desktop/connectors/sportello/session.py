"""A session on a server of the open API: access token, and its renewal.

Whatever the number of threads that meet an expired token, exactly one renews it and the others go on with its result. New tokens
are stored before they are used: a crash between the two signs nobody out. Tokens that the disk does not take (it is full) are kept in
memory and used from there, for the old ones are worth nothing any more, and stored at the next chance; a crash before that means signing in
again, and no more. An answer to a renewal that was lost is asked for again at once, within the server's grace of 60 seconds. A refused
renewal ends the session, on disk too: nobody asks in vain again.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from time import monotonic

from desktop.connectors.contract import TokenStore
from desktop.connectors.sportello.answers import check, error_of, expect_json, problem_of
from desktop.connectors.sportello.api import Api
from desktop.connectors.sportello.documents import read_tokens
from desktop.connectors.transport import Answer, Stream
from desktop.domain.account import Tokens
from desktop.errors import NetworkError, ServerBusy, SignInNeeded, StorageError

log = logging.getLogger("sportello.session")

GRACE_SECONDS = 55.0
"""How long after the first attempt a renewal is repeated with the same token; the server bears it for 60."""

PAUSES = (0.0, 2.0, 8.0)
"""Seconds before each repetition of a renewal whose answer was lost."""


@dataclass(frozen=True, slots=True)
class _Unstored:
    """What holds although the store would not take it, and what the store had then. `tokens` None: the session ended."""

    tokens: Tokens | None
    instead_of: Tokens | None


class Session:
    """Signs requests in. `closed` ends a pause between two attempts."""

    def __init__(self, api: Api, store: TokenStore, closed: threading.Event) -> None:
        self._api = api
        self._store = store
        self._closed = closed
        self._lock = threading.Lock()
        self._tokens: Tokens | None = None
        self._unstored: _Unstored | None = None

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
            held = self._held()
            if held is None:
                self._tokens = None
                raise SignInNeeded("signed out")
            if held.access != stale.access:
                # Another thread, or another process, was faster.
                self._tokens = held
                return held
            return self._renew(held)

    def _current(self) -> Tokens:
        with self._lock:
            if self._tokens is None or self._unstored is not None:
                self._tokens = self._held()
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
            newer = self._held()
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

    def _held(self) -> Tokens | None:
        """What holds: what the store has, or what it still has to take. Called with the lock held."""
        waiting = self._unstored
        if waiting is None:
            return self._store.load()
        try:
            if self._store.load() == waiting.instead_of:
                self._store.save(waiting.tokens)
                self._unstored = None
                log.info("the session is stored again")
                return waiting.tokens
        except StorageError:
            return waiting.tokens
        # Another process, or the person who signed in there, was here meanwhile: theirs is the newer word.
        self._unstored = None
        return self._store.load()

    def _keep(self, tokens: Tokens | None) -> None:
        """Store the tokens (None: there is no session any more), or hold them until the store takes them."""
        before = self._unstored.instead_of if self._unstored is not None else self._stored_before()
        try:
            self._store.save(tokens)
            self._unstored = None
        except StorageError as error:
            log.warning("the session could not be stored, and is kept in memory: %s", type(error).__name__)
            self._unstored = _Unstored(tokens, before)
        self._tokens = tokens

    def _stored_before(self) -> Tokens | None:
        try:
            return self._store.load()
        except StorageError:
            return self._tokens


def whole_answer(stream: Stream, limit: int = 1024 * 1024) -> Answer:
    """The rest of a streamed answer that turned out to be none of the awaited."""
    return stream.whole(limit)


def rejects_token(answer: Answer) -> bool:
    """Whether the helpdesk itself (no proxy in between) says that the access token is not good."""
    if answer.status != 401:
        return False
    # The answer to HEAD has no body, only what type it would have had.
    return problem_of(answer) is not None or (not answer.body and answer.media_type == "application/problem+json")
