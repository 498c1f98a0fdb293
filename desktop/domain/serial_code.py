"""Which machine a scanned code means.

What stands on a plate is often more than the bare serial number: an address of the maker with the serial in its path or query,
`SN=DR-88213;MODEL=…`, a GS1 code with its application identifier, the scanner's own prefix. Two writings of one serial are the same,
whatever stands between letters and digits ("DR-88213", "dr 88213").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

from desktop.domain.folding import fold
from desktop.domain.machine import Machine

LONGEST_CODE: Final = 2000
"""Characters of a code that are looked at; a QR code holds at most some 4,300."""

SHORTEST_INSIDE: Final = 4
"""Letters and digits: a shorter serial inside a longer text says nothing."""

_NOT_WORD: Final = re.compile(r"[\W_]+")
_SYMBOLOGY: Final = re.compile(r"^\][A-Za-z][0-9A-Za-z]")
"""What a scanner puts before a code to say of which kind it is (ISO/IEC 15424), such as "]Q3"."""

_SERIAL_OF_GS1: Final = re.compile(r"\(21\)([^()\x1d]{1,20})|(?:^|\x1d)21([^\x1d]{1,20})")
"""Application identifier 21: the serial number (GS1 General Specifications, section 3)."""

_PREFIXED: Final = re.compile(
    r"(?i)^(?:\W*)(?:s/?n|ser|serial|serial[ _-]?(?:no|nr|number)|seriale|matr|matricola|01\d{14}21)\W*(.+)$"
)
"""A prefix that scanners or plates put right before the serial. Only known ones: "XDR-88213" is another machine than "DR-88213"."""

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
    found += [match.group(1) for one in found if (match := _PREFIXED.match(one.strip()))]
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
    inside: dict[str, Machine] = {}
    for one in candidates[1:]:
        if len(serial := bare(one)) >= SHORTEST_INSIDE:
            inside |= {machine.id: machine for machine in by_serial.get(serial, ())}
    return next(iter(inside.values())) if len(inside) == 1 else None


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
