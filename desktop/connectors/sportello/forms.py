"""What all JSON of the open API is read with: checked kinds of values, and one way to say what is broken."""

from __future__ import annotations

import json
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta

from desktop.errors import ServerBroken

Id = Annotated[str, Meta(min_length=1, max_length=200)]
Count = Annotated[int, Meta(ge=0, le=2**53)]

BROKEN = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What decoding raises for bytes that are no JSON, or not of the form."""

_LINE = 1_000
_Wire = TypeVar("_Wire")


def line(text: str) -> str:
    """A one-line text, cut at 1,000 characters: a server that sends longer ones is not worth stopping for."""
    return text if len(text) <= _LINE else text[:_LINE]


def decoded(decoder: msgspec.json.Decoder[_Wire], body: bytes, what: str) -> _Wire:
    """The body in its form; raises ServerBroken, which names `what` it was to be."""
    try:
        try:
            return decoder.decode(body)
        except msgspec.ValidationError:
            raise
        except msgspec.DecodeError:
            return decoder.decode(_mended(body))
    except BROKEN as error:
        raise ServerBroken(f"{what}: {why(error)}") from error


def _mended(body: bytes) -> bytes:
    """The same JSON with U+FFFD for half characters (lone surrogates, escaped): one odd text must not stop the pull of everything."""
    try:
        text = json.dumps(json.loads(body), ensure_ascii=False)
    except ValueError as error:
        raise msgspec.DecodeError(str(error)) from error
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode()


def why(error: Exception) -> str:
    """What is wrong, in few words; never what was sent."""
    return str(error)[:300] or type(error).__name__
