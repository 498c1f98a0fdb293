"""What an answer means: a receipt for a change, an error for everything else.

Every status has a class, known or not. In doubt a change is called uncertain, which costs one more question, rather than sent
(which would be a lie) or refused (which would bother the person for nothing).
"""

from __future__ import annotations

import re

from desktop.connectors.retry_after import retry_after
from desktop.connectors.sportello.documents import ProblemDocument, read_problem
from desktop.connectors.transport import Answer
from desktop.domain.batch import Entity
from desktop.domain.change import Problem
from desktop.domain.receipt import (
    Conflicting,
    FilesMissing,
    Gone,
    Invalid,
    Receipt,
    SignInNeeded,
    TryLater,
    Uncertain,
)
from desktop.errors import (
    BadCredentials,
    CaptivePortal,
    CertificateError,
    CursorLost,
    NetworkError,
    NotActivated,
    ProxyError,
    Refused,
    ServerBroken,
    ServerBusy,
    Unreachable,
    WorldError,
)

_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]{1,60}")
_CURSOR_CODES = frozenset({"cursor-expired", "epoch-changed", "scope-changed", "cursor-invalid"})
_ERROR_CODES: tuple[tuple[type[NetworkError], str], ...] = (
    (CertificateError, "certificate"),
    (ProxyError, "proxy"),
    (CaptivePortal, "captive-portal"),
    (ServerBusy, "server-busy"),
    (ServerBroken, "server-broken"),
    (Unreachable, "unreachable"),
)


def problem_of(answer: Answer) -> ProblemDocument | None:
    """The open API's problem in this answer, None when somebody else (a proxy, a web server in front) wrote it."""
    return read_problem(answer.body) if answer.media_type in ("application/problem+json", "application/json") else None


def expect_json(answer: Answer) -> bytes:
    """The body of a successful answer; raises CaptivePortal for a web page, ServerBroken for anything else that is not JSON."""
    if answer.media_type == "application/json" or answer.media_type.endswith("+json"):
        return answer.body
    if is_page(answer):
        raise CaptivePortal("a web page instead of an answer")
    # A type is named only if it is one: anything may stand in that header, also what we sent.
    named = answer.media_type if _TYPE.fullmatch(answer.media_type) else "something else"
    raise ServerBroken(f"{named} instead of JSON")


def is_page(answer: Answer) -> bool:
    """Whether a web page came."""
    beginning = answer.body[:64].lstrip().lower()
    return answer.media_type in ("text/html", "application/xhtml+xml") or beginning.startswith((b"<!doctype", b"<html"))


def check(answer: Answer) -> Answer:
    """The same answer when it is a success (or 304).

    Raises what it means else: ServerBusy, ServerBroken, CaptivePortal, CursorLost, BadCredentials, NotActivated, Refused.
    """
    if 200 <= answer.status < 300 or answer.status == 304:
        return answer
    raise error_of(answer)


def error_of(answer: Answer) -> WorldError:
    """The error that an answer is. A 401 that nobody handled before is a captive portal's or a proxy's, not the helpdesk's."""
    status = answer.status
    problem = problem_of(answer)
    if status in (429, 503):
        return ServerBusy(problem.detail if problem else "", retry_after=retry_after(answer.headers))
    if status == 511:
        return CaptivePortal("the network wants a sign-in")
    if status >= 500 or status < 200:
        return ServerBroken(f"{status} {problem.code if problem else ''}".strip())
    if problem is None:
        return (
            CaptivePortal(f"a web page ({status}) instead of an answer")
            if is_page(answer)
            else ServerBroken(f"{status}")
        )
    if problem.code in _CURSOR_CODES:
        return CursorLost(problem.code)
    if problem.code == "bad-credentials":
        return BadCredentials(problem.detail)
    if problem.code == "not-activated":
        return NotActivated(problem.detail)
    return Refused(status, problem.code, problem.detail or problem.title, dict(problem.as_problem().pointers))


def receipt_of_error(error: NetworkError) -> Receipt:
    """What it means for a change that its exchange failed."""
    code = next((code for kind, code in _ERROR_CODES if isinstance(error, kind)), "network")
    problem = Problem(code, error.detail)
    if isinstance(error, ServerBusy):
        return TryLater(problem, error.retry_after)
    return Uncertain(problem) if error.reached_server else TryLater(problem)


def receipt_of(answer: Answer, current: Entity | None = None) -> Receipt:
    """What an answer that is no success means for a change. `current` is the server's state, where the problem carried one."""
    return receipt_of_status(answer.status, problem_of(answer), retry_after(answer.headers), current)


def receipt_of_status(
    status: int, document: ProblemDocument | None, wait: float | None = None, current: Entity | None = None
) -> Receipt:
    """As `receipt_of`, for a problem that was told afterwards; `wait` is its Retry-After in seconds."""
    problem = document.as_problem() if document else Problem(f"http-{status}")
    if status in (429, 503, 408, 425):  # RFC 9110, 15.5.9 and RFC 8470, 5.2: the request was not processed
        return TryLater(problem, wait)
    if status == 511:
        return TryLater(Problem("captive-portal"))
    if status >= 500 or status < 400:
        # Whoever wrote this, it does not say whether the change was kept.
        return Uncertain(problem)
    if status == 401:
        return SignInNeeded() if document else Uncertain(Problem("captive-portal"))
    if document is None:
        return Invalid(problem)
    if document.code == "blob-unknown":
        return FilesMissing(problem)
    if status in (404, 410) or document.code == "parent-unknown":
        return Gone(problem)
    if status in (409, 412) and document.code != "id-reused":
        return Conflicting(problem, (current,) if current else ())
    return Invalid(problem)
