"""Every error that leaves the sandbox: RFC 9457 problems with a code that a program can act on.

A `Problem` is raised anywhere below a route and becomes the answer; nothing else than problems is ever answered with a 4xx or
5xx status, also not by the framework (404, 405, 422) or after a bug (500, logged with its request id).
"""

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"


class Code(StrEnum):
    """What went wrong, for programs. Clients treat a code they do not know by its status."""

    BAD_REQUEST = "bad-request"
    BAD_CREDENTIALS = "bad-credentials"
    BLOB_UNKNOWN = "blob-unknown"
    CHECKSUM_MISMATCH = "checksum-mismatch"
    CURSOR_EXPIRED = "cursor-expired"
    CURSOR_INVALID = "cursor-invalid"
    EPOCH_CHANGED = "epoch-changed"
    FEATURE_OFF = "feature-off"
    FORBIDDEN = "forbidden"
    ID_REUSED = "id-reused"
    INTERNAL = "internal"
    INVALID = "invalid"
    METHOD_NOT_ALLOWED = "method-not-allowed"
    NOT_ACTIVATED = "not-activated"
    NOT_FOUND = "not-found"
    OFFSET_MISMATCH = "offset-mismatch"
    PARENT_UNKNOWN = "parent-unknown"
    PRECONDITION_FAILED = "precondition-failed"
    PRECONDITION_NOT_MET = "precondition-not-met"
    PRECONDITION_REQUIRED = "precondition-required"
    RANGE_NOT_SATISFIABLE = "range-not-satisfiable"
    SCOPE_CHANGED = "scope-changed"
    SESSION_EXPIRED = "session-expired"
    TICKET_CLOSED = "ticket-closed"
    TICKET_MERGED = "ticket-merged"
    TOKEN_EXPIRED = "token-expired"  # noqa: S105 - a code
    TOKEN_INVALID = "token-invalid"  # noqa: S105 - a code
    TOO_LARGE = "too-large"
    TOO_MANY_REQUESTS = "too-many-requests"
    TUS_VERSION = "tus-version"
    TYPE_NOT_ALLOWED = "type-not-allowed"
    UNAVAILABLE = "unavailable"
    UPLOAD_EXPIRED = "upload-expired"


TITLES: Mapping[Code, str] = {
    Code.BAD_REQUEST: "The request cannot be understood",
    Code.BAD_CREDENTIALS: "Login or password is wrong",
    Code.BLOB_UNKNOWN: "An attachment's bytes are not here",
    Code.CHECKSUM_MISMATCH: "The bytes differ from their checksum",
    Code.CURSOR_EXPIRED: "The cursor is older than what is kept",
    Code.CURSOR_INVALID: "This is no cursor of this server",
    Code.EPOCH_CHANGED: "The server's history is another one",
    Code.FEATURE_OFF: "This portal does not offer that",
    Code.FORBIDDEN: "You may not do this",
    Code.ID_REUSED: "This id stands for something else already",
    Code.INTERNAL: "The server failed",
    Code.INVALID: "Something in the request is not valid",
    Code.METHOD_NOT_ALLOWED: "This cannot be done here",
    Code.NOT_ACTIVATED: "The account is not activated yet",
    Code.NOT_FOUND: "There is nothing here",
    Code.OFFSET_MISMATCH: "The upload stands at another offset",
    Code.PARENT_UNKNOWN: "The ticket is not known here",
    Code.PRECONDITION_FAILED: "It was changed in the meantime",
    Code.PRECONDITION_NOT_MET: "The ticket is not as expected",
    Code.PRECONDITION_REQUIRED: "If-Match is missing",
    Code.RANGE_NOT_SATISFIABLE: "That range lies outside the bytes",
    Code.SCOPE_CHANGED: "What this person may see has changed",
    Code.SESSION_EXPIRED: "The session has ended",
    Code.TICKET_CLOSED: "The ticket is closed",
    Code.TICKET_MERGED: "The ticket goes on in another one",
    Code.TOKEN_EXPIRED: "The access token has expired",
    Code.TOKEN_INVALID: "There is no valid access token",
    Code.TOO_LARGE: "That is too large",
    Code.TOO_MANY_REQUESTS: "Too many attempts",
    Code.TUS_VERSION: "This version of tus is not spoken here",
    Code.TYPE_NOT_ALLOWED: "This type of content is not taken",
    Code.UNAVAILABLE: "The server is not available now",
    Code.UPLOAD_EXPIRED: "The upload has expired",
}

# The very same request can succeed later: after a refresh of the token, or after Retry-After.
_RETRYABLE = frozenset({Code.TOKEN_EXPIRED, Code.TOO_MANY_REQUESTS, Code.UNAVAILABLE, Code.INTERNAL})


@dataclass(frozen=True)
class FieldError:
    """One field at fault: its JSON pointer (RFC 6901; query parameters as `/name`) and a sentence."""

    pointer: str
    detail: str


class Problem(Exception):
    """An answer other than success.

    `current` is the state of the thing, where the caller can use it to settle a conflict; `merged_into` has id and number of the ticket in
    which this one goes on.
    """

    def __init__(
        self,
        status: int,
        code: Code,
        detail: str,
        *,
        errors: Sequence[FieldError] = (),
        headers: Mapping[str, str] | None = None,
        current: Mapping[str, object] | None = None,
        merged_into: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code
        self.detail = detail
        self.errors = tuple(errors)
        self.headers = dict(headers or {})
        self.current = current
        self.merged_into = merged_into

    def within(self, pointer: str) -> "Problem":
        """The same, where what it is about was a part of the body: its errors point below `pointer`."""
        return Problem(
            self.status,
            self.code,
            self.detail,
            errors=[FieldError(pointer + error.pointer, error.detail) for error in self.errors],
            headers=self.headers,
            current=self.current,
            merged_into=self.merged_into,
        )

    def document(self, request_id: str) -> dict[str, object]:
        """The problem as RFC 9457 writes it, with the members of the open API."""
        members: dict[str, object] = {
            "type": f"urn:helpdesk-sync:problem:{self.code}",
            "title": TITLES[self.code],
            "status": self.status,
            "detail": self.detail,
            "code": str(self.code),
            "retryable": self.code in _RETRYABLE,
            "request_id": request_id,
        }
        if self.errors:
            members["errors"] = [{"pointer": error.pointer, "detail": error.detail} for error in self.errors]
        if self.current is not None:
            members["current"] = dict(self.current)
        if self.merged_into is not None:
            members["merged_into"] = dict(self.merged_into)
        return members

    def response(self, request_id: str) -> Response:
        """The problem as an answer."""
        # errors may quote what the client sent; anything that is no text becomes a replacement character
        body = json.dumps(self.document(request_id), ensure_ascii=False).encode("utf-8", "replace")
        # the framework answers a 500 outside of the middleware that would add the id
        return Response(body, self.status, {**self.headers, "X-Request-ID": request_id}, MEDIA_TYPE)


def invalid(pointer: str, detail: str) -> Problem:
    """422 with one field at fault."""
    return Problem(422, Code.INVALID, detail, errors=[FieldError(pointer, detail)])


def not_found() -> Problem:
    """404: it does not exist, or this person may not see it, which is the same."""
    return Problem(404, Code.NOT_FOUND, "It does not exist, or you may not see it.")


def feature_off(feature: str) -> Problem:
    """404 for what a portal does not switch on."""
    return Problem(404, Code.FEATURE_OFF, f"This portal does not offer “{feature}”.")


def pointer_of(location: Sequence[int | str]) -> str:
    """pydantic's location of an error as a JSON pointer."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in location)


def request_id_of(request: Request) -> str:
    """The id that stands in both sides' logs."""
    return str(request.scope.get("state", {}).get("request_id", ""))


async def _problem(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, Problem)
    return fault.response(request_id_of(request))


_BY_STATUS: Mapping[int, Code] = {
    404: Code.NOT_FOUND,
    405: Code.METHOD_NOT_ALLOWED,
    413: Code.TOO_LARGE,
    415: Code.TYPE_NOT_ALLOWED,
    503: Code.UNAVAILABLE,
}


async def _framework(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, HTTPException)
    code = _BY_STATUS.get(fault.status_code, Code.BAD_REQUEST if fault.status_code < 500 else Code.INTERNAL)
    return Problem(fault.status_code, code, str(fault.detail), headers=fault.headers).response(request_id_of(request))


async def _parameters(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, RequestValidationError)
    errors = [FieldError(pointer_of(error["loc"][1:]), str(error["msg"])) for error in fault.errors()]
    told = Problem(422, Code.INVALID, "A parameter is not valid.", errors=errors)
    return told.response(request_id_of(request))


async def _bug(request: Request, fault: Exception) -> Response:
    log.error("request %s failed", request_id_of(request), exc_info=fault)
    return Problem(500, Code.INTERNAL, "The failure is in the server's log.").response(request_id_of(request))


def install(app: FastAPI) -> None:
    """Makes every error of this application a problem."""
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(HTTPException, _framework)
    app.add_exception_handler(RequestValidationError, _parameters)
    app.add_exception_handler(Exception, _bug)
