"""Server-Sent Events, read as the HTML standard says (section 9.2.6, "Interpreting an event stream").

Bytes go in as they come, cut anywhere; whole events come out. A line or an event that never ends is an error, not a way to fill memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 256 * 1024
"""Bytes of one event."""


class EventTooLong(ValueError):
    """An event above LONGEST bytes."""


@dataclass(frozen=True, slots=True)
class ServerEvent:
    """One event; `id` is the last one named up to here."""

    name: str
    data: str
    id: str


class EventParser:
    """Keeps what belongs to an event that is not whole yet. `lines` counts every finished line, comments too."""

    def __init__(self) -> None:
        self.lines = 0
        self._rest = b""
        self._began = False
        self._after_return = False
        self._size = 0
        self._name = ""
        self._data: list[str] = []
        self._id = ""

    def feed(self, piece: bytes) -> Iterator[ServerEvent]:
        """The events that these bytes complete. Raises EventTooLong."""
        if self._after_return and piece.startswith(b"\n"):
            piece = piece[1:]
        if piece:
            self._after_return = piece.endswith(b"\r")
        # A lone return ends a line too; only then can the rest be split in one go.
        text = self._rest + piece.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        *lines, self._rest = text.split(b"\n")
        if len(self._rest) > LONGEST:
            raise EventTooLong
        for line in lines:
            self.lines += 1
            if not self._began:
                self._began = True
                line = line.removeprefix(b"\xef\xbb\xbf")
            event = self._take(line.decode("utf-8", "replace"), len(line))
            if event is not None:
                yield event

    def _take(self, line: str, size: int) -> ServerEvent | None:
        if not line:
            name, data = self._name, self._data
            self._name, self._data, self._size = "", [], 0
            return ServerEvent(name or "message", "\n".join(data), self._id) if data else None
        if line.startswith(":"):
            return None
        self._size += size
        if self._size > LONGEST:
            raise EventTooLong
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if field == "event":
            self._name = value
        elif field == "data":
            self._data.append(value)
        elif field == "id" and "\0" not in value:
            self._id = value
        return None
