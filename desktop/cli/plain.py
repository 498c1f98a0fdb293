"""Words and tables for a terminal.

What servers and files say may hold signs that move a cursor or rename a window: none of them gets out.
"""

from __future__ import annotations

import re
import shutil
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import datetime

from desktop.domain.instant import Instant

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
NARROWEST_LAST = 20
"""Cells that the last column keeps on a narrow terminal."""


def harmless(text: str) -> str:
    """The text with line breaks and tabs, but without signs that a terminal obeys or that turn the reading direction."""
    return _CONTROL.sub("�", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """The text on one line."""
    return " ".join(harmless(text).split())


def when(instant: Instant) -> str:
    """Date and time here, sortable; empty for none."""
    return datetime.fromtimestamp(instant / 1000).astimezone().strftime("%Y-%m-%d %H:%M") if instant else ""


def size(bytes_: int) -> str:
    """Bytes for a person."""
    amount = float(bytes_)
    for unit in ("B", "kB", "MB", "GB"):
        if amount < 1000 or unit == "GB":
            return f"{amount:.0f} {unit}" if unit == "B" or amount >= 10 else f"{amount:.1f} {unit}"
        amount /= 1000
    raise AssertionError  # the loop ends at GB


def aligned(rows: Sequence[Sequence[str]], widths: Sequence[int] | None = None) -> Iterator[str]:
    """Rows as lines with columns one below the other; on a terminal the last column is cut at its edge.

    `widths` are least widths, so that several pages of one table stand alike.
    """
    cells = [[one_line(cell) for cell in row] for row in rows]
    count = max((len(row) for row in cells), default=0)
    least = list(widths or ()) + [0] * count
    measured = [max(least[at], *(_width(row[at]) for row in cells)) for at in range(count - 1)]
    room = _room() - sum(measured) - 2 * len(measured)
    for row in cells:
        head = "".join(cell + " " * (width - _width(cell) + 2) for cell, width in zip(row, measured, strict=False))
        yield (head + _cut(row[-1], max(room, NARROWEST_LAST))).rstrip()


def _room() -> int:
    return shutil.get_terminal_size().columns if sys.stdout is not None and sys.stdout.isatty() else sys.maxsize


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(
        2 if unicodedata.east_asian_width(sign) in "WF" else int(not unicodedata.combining(sign)) for sign in text
    )


def _cut(text: str, room: int) -> str:
    if _width(text) <= room:
        return text
    while text and _width(text) > room - 1:
        text = text[:-1]
    return f"{text}…"
