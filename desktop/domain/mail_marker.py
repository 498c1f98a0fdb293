"""The mark by which something that went by e-mail is known again when it comes back through the feed.

A message carries the id of its change in the header `Sportello-Change` and as the very last line of its body (open API, "Mail"). A helpdesk
that honours ids makes the ticket or message under that very id and takes the line out; one that knows nothing of this keeps the line,
and it is read here. A line that somebody quotes, or writes more under, is not that mark.
"""

from __future__ import annotations

import re

HEADER = "Sportello-Change"
"""The header's name."""

_ID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_LINE = re.compile(rf"\[sportello-change: ({_ID})\]")
_CUT_SHORT = re.compile(r"\s*\[sportello-change:[ 0-9a-f-]*\]?\s*$")


def marker_line(change_id: str) -> str:
    """The line for a change."""
    return f"[sportello-change: {change_id}]"


def marker_of(text: str) -> str:
    """The id in the last line of `text` that is not blank; empty when that line is anything else."""
    last = text.rstrip().rpartition("\n")[2]
    found = _LINE.fullmatch(last.strip())
    return found[1] if found else ""


def without_marker(text: str) -> str:
    """The text as it was written, for the screen."""
    return text.rstrip().rpartition("\n")[0].rstrip() if marker_of(text) else text


def preview_without_marker(text: str) -> str:
    """A beginning of a text, which may end within the mark."""
    return _CUT_SHORT.sub("", text) if "[sportello-change:" in text else text
