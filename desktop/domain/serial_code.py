"""Which machine a scanned code means.

What stands on a plate is often more than the bare serial number: an address of the maker with the serial in its path or query,
`SN=DR-88213;MODEL=…`, a GS1 code with its application identifier, the scanner's own prefix. Two writings of one serial are the same,
whatever stands between letters and digits ("DR-88213", "dr 88213").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

from desktop.domain.folding import fold
from desktop.domain.machine import Machine

LONGEST_CODE: Final = 2000
"""Characters of a code that are looked at; a QR code holds at most some 4,300."""

SHORTEST_INSIDE: Final = 4
"""Letters and digits: a shorter serial inside a longer text says nothing."""

SHORTEST_BESIDE: Final = 6
"""The same, for a serial that stands against a prefix or suffix without anything between."""

_NOT_WORD: Final = re.compile(r"[\W_]+")
_SYMBOLOGY: Final = re.compile(r"^\][A-Za-z][0-9A-Za-z]")
"""What a scanner puts before a code to say of which kind it is (ISO/IEC 15424), such as "]Q3"."""

_SERIAL_OF_GS1: Final = re.compile(r"\(21\)([^()\x1d]{1,20})|(?:^|\x1d)21([^\x1d]{1,20})")
"""Application identifier 21: the serial number (GS1 General Specifications, section 3)."""

_BETWEEN: Final = re.compile(r"[\s/?=&#:;,|\x1d()\"'{}\[\]]+")
_NAMED: Final = re.compile(
    r"(?i)(?:^|[\s;,|&?{\"'])(?:s/?n|serial|serial[ _-]?(?:no|nr|number)|seriale|matricola|snr)\b[\"']?\s*[=:]\s*[\"']?([^\s;,|&\"'}]+)"
)


def bare(text: str) -> str:
    """Letters and digits only, without accents or case."""
    return _NOT_WORD.sub("", fold(text))


def serials_in(code: str) -> tuple[str, ...]:
    """What in a scanned text may be a serial number, the likeliest first, the whole of it included."""
    text = _SYMBOLOGY.sub("", code[:LONGEST_CODE].strip())
    found = [text]
    found += [match.group(1) for match in _NAMED.finditer(text)]
    found += [match.group(1) or match.group(2) for match in _SERIAL_OF_GS1.finditer(text)]
    if "://" in text:
        found += _of_address(text)
    found += _BETWEEN.split(text)
    return tuple(dict.fromkeys(one.strip() for one in found if bare(one)))


def machine_of(code: str, machines: Sequence[Machine]) -> Machine | None:
    """The one machine that a scanned code means; None when there is none, or more than one."""
    by_serial: dict[str, list[Machine]] = {}
    for machine in machines:
        if serial := bare(machine.serial):
            by_serial.setdefault(serial, []).append(machine)
    candidates = serials_in(code)
    if not candidates:
        return None
    if whole := by_serial.get(bare(candidates[0])):
        return whole[0] if len(whole) == 1 else None
    inside = _those(by_serial, (bare(one) for one in candidates[1:]), lambda serial: len(serial) >= SHORTEST_INSIDE)
    if inside:
        return inside[0] if len(inside) == 1 else None
    texts = tuple({bare(one) for one in candidates})
    beside = [
        (serial, found)
        for serial, found in by_serial.items()
        if len(serial) >= SHORTEST_BESIDE and any(one.startswith(serial) or one.endswith(serial) for one in texts)
    ]
    # The longest: "88213" may end where "DR-88213" does.
    longest = max((len(serial) for serial, _ in beside), default=0)
    best = [machine for serial, found in beside if len(serial) == longest for machine in found]
    return best[0] if len(best) == 1 else None


def likely_serial(code: str) -> str:
    """What to call a machine that no list has, after its code was scanned: the likeliest serial number in it, short enough to read."""
    candidates = serials_in(code)
    if not candidates:
        return ""
    text = candidates[0]
    named = [match.group(1) for match in _NAMED.finditer(text)]
    named += [match.group(1) or match.group(2) for match in _SERIAL_OF_GS1.finditer(text) if match.group(1)]
    if "://" in text:
        named += [one for one in _of_address(text) if any(sign.isdigit() for sign in one)][:1]
    return (named[0] if named else text).strip()


def _of_address(text: str) -> list[str]:
    """Values of the query first, then the path from its end: the serial is mostly the last thing an address says."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return []
    path = [unquote(one) for one in parts.path.split("/") if one]
    return [value for _, value in parse_qsl(parts.query)] + path[::-1] + [unquote(parts.fragment)]


def _those(
    by_serial: dict[str, list[Machine]], candidates: Iterable[str], fits: Callable[[str], bool]
) -> list[Machine]:
    found: dict[str, Machine] = {}
    for one in candidates:
        if fits(one):
            found |= {machine.id: machine for machine in by_serial.get(one, ())}
    return list(found.values())
