"""HTTP/1.1 as it stands on the wire (RFC 9112), as far as somebody in the middle must know it: where a message ends.

Bytes are kept as they came, chunk sizes and spelling of headers included, so that what is passed on is what was sent.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from enum import StrEnum

PIECE = 64 * 1024
_LONGEST_HEAD = 64 * 1024


class Broken(Exception):
    """The other side ended in the middle of a message, or says something that is not HTTP."""


class Line:
    """One connection. What was read and belongs to the next message is kept for it."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._kept = bytearray()
        self.before_word: Callable[[], None] | None = None
        """Called once, before the other side hears or sees the next thing from here."""

    def about_to_speak(self) -> None:
        """Call `before_word`, once."""
        called, self.before_word = self.before_word, None
        if called is not None:
            called()

    @property
    def is_over(self) -> bool:
        """Whether the other side has closed it and everything was read."""
        return not self._kept and self._reader.at_eof()

    async def until(self, mark: bytes) -> bytes:
        """Everything up to and with `mark`; empty when the line ended before the first byte. Raises Broken."""
        searched = 0
        while (found := self._kept.find(mark, searched)) < 0:
            if len(self._kept) > _LONGEST_HEAD:
                raise Broken("a head without end")
            searched = max(0, len(self._kept) - len(mark) + 1)
            if not await self._more():
                if self._kept:
                    raise Broken("ended inside a head")
                return b""
        return self._take(found + len(mark))

    async def exactly(self, length: int) -> AsyncIterator[bytes]:
        """`length` bytes, as they come. Raises Broken."""
        while length:
            if not self._kept and not await self._more():
                raise Broken("ended inside a body")
            piece = self._take(min(length, len(self._kept)))
            length -= len(piece)
            yield piece

    async def rest(self) -> AsyncIterator[bytes]:
        """Everything until the other side ends."""
        while self._kept or await self._more():
            yield self._take(len(self._kept))

    async def hung_up(self) -> None:
        """Return when the other side has ended; what it says until then is kept."""
        while await self._more():
            pass

    async def write(self, content: bytes) -> None:
        """Hand over. Raises OSError when the other side is gone."""
        self.about_to_speak()
        self._writer.write(content)
        await self._writer.drain()

    def cut(self, *, reset: bool = False) -> None:
        """End it at once, whatever is still to be said; with a `reset`, as a router does that has forgotten the line."""
        self.about_to_speak()
        line = self._writer.get_extra_info("socket")
        if reset and line is not None and line.fileno() >= 0:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._writer.transport.abort()

    async def close(self) -> None:
        """Say what is still to be said, and end it."""
        self._writer.close()
        with contextlib.suppress(OSError):
            await self._writer.wait_closed()

    async def _more(self) -> bool:
        # One line is read by one task at a time; a cancelled read loses nothing.
        piece = await self._reader.read(PIECE)
        self._kept += piece
        return bool(piece)

    def _take(self, length: int) -> bytes:
        taken = bytes(self._kept[:length])
        del self._kept[:length]
        return taken


@dataclass(frozen=True, slots=True)
class Head:
    """First line and headers of a message; `raw` is all of it with the empty line."""

    raw: bytes
    first: str
    headers: tuple[tuple[str, str], ...]

    def value(self, name: str) -> str:
        """What a header says, empty without it."""
        return next((value for key, value in self.headers if key == name.lower()), "")

    @property
    def method(self) -> str:
        """Of a request."""
        return self.first.partition(" ")[0]

    @property
    def target(self) -> str:
        """Of a request."""
        return self.first.split(" ")[1]

    @property
    def status(self) -> int:
        """Of an answer."""
        return int(self.first.split(" ")[1])

    @property
    def closes(self) -> bool:
        """Whether the line ends with this message."""
        return "close" in self.value("connection").lower() or self.first.endswith("HTTP/1.0")

    @property
    def streams_events(self) -> bool:
        """Whether this asks for, or begins, an answer without end."""
        return "text/event-stream" in self.value("accept") + self.value("content-type")


class Framing(StrEnum):
    """How the end of a body is told (RFC 9112, 6.3)."""

    LENGTH = "length"
    CHUNKED = "chunked"
    UNTIL_CLOSE = "until close"


async def read_head(line: Line) -> Head | None:
    """The next head; None when the line ended between two messages. Raises Broken."""
    raw = await line.until(b"\r\n\r\n")
    if not raw:
        return None
    first, *rest = raw.decode("latin-1").rstrip("\r\n").split("\r\n")
    pairs = (one.partition(":") for one in rest)
    if len(first.split(" ")) < 2:
        raise Broken(f"not HTTP: {first[:80]}")
    return Head(raw, first, tuple((key.strip().lower(), value.strip()) for key, _, value in pairs))


def framing_of(head: Head, *, answers: str = "") -> tuple[Framing, int]:
    """How a message's body ends, and its length if that says it. `answers` is the method of the request when `head` is an answer."""
    if answers and (answers == "HEAD" or head.status < 200 or head.status in (204, 304)):
        return Framing.LENGTH, 0
    if "chunked" in head.value("transfer-encoding").lower():
        return Framing.CHUNKED, 0
    if length := head.value("content-length"):
        return Framing.LENGTH, int(length)
    return (Framing.UNTIL_CLOSE, 0) if answers else (Framing.LENGTH, 0)


async def body_of(line: Line, framing: Framing, length: int) -> AsyncIterator[bytes]:
    """The body as it stands on the wire, piece by piece as it comes. Raises Broken."""
    match framing:
        case Framing.LENGTH:
            async for piece in line.exactly(length):
                yield piece
        case Framing.UNTIL_CLOSE:
            async for piece in line.rest():
                yield piece
        case Framing.CHUNKED:
            async for piece in _chunks(line):
                yield piece


async def whole_body(line: Line, framing: Framing, length: int) -> bytes:
    """All of it at once."""
    return b"".join([piece async for piece in body_of(line, framing, length)])


async def _chunks(line: Line) -> AsyncIterator[bytes]:
    while True:
        said = await line.until(b"\r\n")
        try:
            size = int(said.partition(b";")[0], 16)
        except ValueError:
            raise Broken(f"no size of a chunk: {said[:40]!r}") from None
        yield said
        if size:
            async for piece in line.exactly(size + 2):
                yield piece
            continue
        while True:
            trailer = await line.until(b"\r\n")
            if not trailer:
                raise Broken("ended inside the trailers")
            yield trailer
            if trailer == b"\r\n":
                return
