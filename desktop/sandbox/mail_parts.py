"""A mail taken apart: its headers, and the parts that it is made of (RFC 5322, RFC 2045, RFC 2046).

Written for mail from anybody. The time it takes grows with the mail's length and with nothing else: parts are found by searching for
their boundaries instead of line by line, and there is an end to how many parts there may be and how deep they lie in each other.
Nothing is copied before somebody asks for a part's content.
"""

import binascii
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desktop.sandbox.mail_charset import base64_bytes, header_text, parameters

MOST_PARTS = 200
DEEPEST = 12
LONGEST_HEADERS = 256 << 10

_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")
_LINE_END = re.compile(rb"\r?\n")
_REST_OF_BOUNDARY = re.compile(rb"(--)?[ \t]*(?:\r?\n|\Z)")
_FOLD = re.compile(rb"\r?\n(?=[ \t])")


@dataclass(frozen=True)
class Slice:
    """A piece of a mail, not copied: `raw[begin:end]`."""

    raw: bytes
    begin: int
    end: int

    def view(self) -> memoryview:
        """The piece, to be read where it is."""
        return memoryview(self.raw)[self.begin : self.end]

    def after(self, at: int) -> "Slice":
        """What follows from `at` on."""
        return Slice(self.raw, min(at, self.end), self.end)


class TooManyParts(Exception):
    """More parts than anybody writes, or parts within parts without end."""


class HeadersTooLong(Exception):
    """More headers than anybody writes."""


@dataclass(frozen=True)
class Headers:
    """The headers of a mail or part, in order; names in small letters, values as text with their encoded words as they came."""

    fields: tuple[tuple[str, str], ...]

    def every(self, name: str) -> list[str]:
        """All values of this name."""
        return [value for key, value in self.fields if key == name]

    def first(self, name: str) -> str:
        """The first value of this name; empty when there is none."""
        return next((value for key, value in self.fields if key == name), "")


@dataclass(frozen=True)
class Part:
    """One part that holds no other parts; `alternative` when it is one of several ways to say the same."""

    mime: str
    charset: str
    flowed: bool
    deletes_space: bool
    attached: bool
    name: str
    encoding: str
    body: Slice
    alternative: bool

    def content(self) -> bytes:
        """What the part holds, its transfer encoding undone."""
        if self.encoding == "base64":
            return base64_bytes(self.body.view())
        if self.encoding == "quoted-printable":
            return binascii.a2b_qp(self.body.view())
        return bytes(self.body.view())


def read_headers(whole: Slice) -> tuple[Headers, Slice]:
    """The headers at the beginning, and the body after them. Raises HeadersTooLong."""
    none = _LINE_END.match(whole.raw, whole.begin, whole.end)
    if none is not None:
        return Headers(()), whole.after(none.end())
    found = _END_OF_HEADERS.search(whole.raw, whole.begin, min(whole.end, whole.begin + LONGEST_HEADERS))
    if found is None and whole.end - whole.begin > LONGEST_HEADERS:
        raise HeadersTooLong
    block = whole.raw[whole.begin : whole.end if found is None else found.start()]
    fields = []
    for line in _FOLD.sub(b"", block).split(b"\n"):
        name, colon, value = line.partition(b":")
        # a line without a colon is no header; the mark of old mailboxes ("From anna …") is none either
        if colon and name.strip() and b" " not in name.strip():
            fields.append((header_text(name.strip()).lower(), header_text(value).strip()))
    return Headers(tuple(fields)), whole.after(whole.end if found is None else found.end())


def leaves(headers: Headers, body: Slice) -> list[list[Part]]:
    """All parts that hold no others, those in one `multipart/alternative` together; others stand alone. Raises TooManyParts."""
    return list(_Walk().groups(headers, body, 0, alternative=False))


class _Walk:
    """One way through a mail, which counts what it meets."""

    def __init__(self) -> None:
        self._met = 0

    def groups(self, headers: Headers, body: Slice, depth: int, *, alternative: bool) -> Iterator[list[Part]]:
        mime, told = parameters(headers.first("content-type"))
        boundary = told.get("boundary", "").rstrip()
        if not mime.startswith("multipart/") or not boundary:
            self._meet()
            yield [_part(headers, mime, told, body, alternative=alternative)]
            return
        if depth == DEEPEST:
            raise TooManyParts
        inside = [
            group
            for section in self._sections(body, boundary)
            for group in self.groups(
                *read_headers(section), depth + 1, alternative=alternative or mime == "multipart/alternative"
            )
        ]
        if mime == "multipart/alternative":
            yield [part for group in inside for part in group]
        else:
            yield from inside

    def _sections(self, body: Slice, boundary: str) -> Iterator[Slice]:
        raw, wanted = body.raw, b"--" + boundary.encode("utf-8", "replace")
        begun: int | None = None
        at = raw.find(wanted, body.begin, body.end)
        while at >= 0:
            line = _REST_OF_BOUNDARY.match(raw, at + len(wanted), body.end)
            if line is None or (at > body.begin and raw[at - 1] != 0x0A):
                at = raw.find(wanted, at + 1, body.end)
                continue
            if begun is not None:
                self._meet()
                yield Slice(raw, begun, max(begun, _before_line_end(raw, body.begin, at)))
            if line[1]:
                return
            begun = line.end()
            at = raw.find(wanted, begun, body.end)
        if begun is not None:  # the end was cut off
            self._meet()
            yield Slice(raw, begun, body.end)

    def _meet(self) -> None:
        self._met += 1
        if self._met > 2 * MOST_PARTS:  # each is met once as a section and once as a part
            raise TooManyParts


def _before_line_end(raw: bytes, begin: int, at: int) -> int:
    """The line end before a boundary belongs to the boundary (RFC 2046, section 5.1.1)."""
    if at > begin and raw[at - 1] == 0x0A:
        return at - 2 if at - 1 > begin and raw[at - 2] == 0x0D else at - 1
    return at


def _part(headers: Headers, mime: str, told: Mapping[str, str], body: Slice, *, alternative: bool) -> Part:
    disposition, given = parameters(headers.first("content-disposition"))
    known = re.fullmatch(r"[!-.0-~]+/[!-.0-~]+", mime) is not None and not mime.startswith("multipart/")
    return Part(
        mime if known else "text/plain",
        told.get("charset", "us-ascii"),
        told.get("format", "").lower() == "flowed",
        told.get("delsp", "").lower() == "yes",
        disposition == "attachment",
        given.get("filename", "") or told.get("name", ""),
        headers.first("content-transfer-encoding").strip().lower(),
        body,
        alternative,
    )
