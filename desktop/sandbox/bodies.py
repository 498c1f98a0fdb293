"""Reading what a client sends: JSON within the limit, strictly, or a problem that says where the fault is."""

import hashlib
import json
from dataclasses import dataclass
from typing import NoReturn, TypeVar

from pydantic import ValidationError
from starlette.requests import ClientDisconnect, Request

from desktop.sandbox.problems import Code, FieldError, Problem, pointer_of
from desktop.sandbox.wire import Taken

Body = TypeVar("Body", bound=Taken)


@dataclass(frozen=True)
class Sent:
    """A body that is JSON. `digest` is the same for the same content, however it was spelled."""

    content: object
    digest: str

    def as_(self, shape: type[Body]) -> Body:
        """The content in this shape; raises Problem 422 with every field at fault."""
        try:
            return shape.model_validate(self.content)
        except ValidationError as fault:
            errors = [
                FieldError(pointer_of(error["loc"]), str(error["msg"]))
                for error in fault.errors(include_url=False, include_context=False, include_input=False)
            ]
            raise Problem(422, Code.INVALID, "Some fields are not valid.", errors=errors[:100]) from fault


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


async def read_bytes(request: Request, limit: int) -> bytes:
    """The body; raises Problem 413 as soon as it is longer than `limit` bytes."""
    too_large = Problem(
        413, Code.TOO_LARGE, f"A request may have {limit} bytes at most.", headers={"Connection": "close"}
    )
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > limit:
        raise too_large
    read = bytearray()
    try:
        async for piece in request.stream():
            read += piece
            if len(read) > limit:
                raise too_large
    except ClientDisconnect as gone:
        raise Problem(400, Code.BAD_REQUEST, "The connection ended before the body did.") from gone
    return bytes(read)


async def read_json(request: Request, limit: int) -> Sent:
    """The body as JSON (RFC 8259: UTF-8, no NaN, no lone surrogates); raises Problem 400, 413 or 415."""
    media_type = request.headers.get("content-type", "application/json").partition(";")[0].strip().lower()
    if media_type != "application/json":
        raise Problem(415, Code.TYPE_NOT_ALLOWED, "Only application/json is taken here.")
    raw = await read_bytes(request, limit)
    try:
        content = json.loads(raw.decode("utf-8"), parse_constant=_no_constant)
        canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")
    except (ValueError, RecursionError) as fault:
        raise Problem(400, Code.BAD_REQUEST, "The body is not JSON in UTF-8.") from fault
    return Sent(content, hashlib.sha256(canonical).hexdigest())
