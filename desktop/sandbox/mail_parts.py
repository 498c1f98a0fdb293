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
_FOLD = re.compile(rb"\r?\n(?=[ \t])")


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
    raw: memoryview
    alternative: bool

    def content(self) -> bytes:
        """What the part holds, its transfer encoding undone."""
        if self.encoding == "base64":
            return base64_bytes(self.raw)
        if self.encoding == "quoted-printable":
            return binascii.a2b_qp(self.raw)
        return bytes(self.raw)


def read_headers(whole: memoryview) -> tuple[Headers, memoryview]:
    """The headers at the beginning, and the body after them. Raises HeadersTooLong."""
    if bytes(whole[:2]) == b"\r\n" or bytes(whole[:1]) == b"\n":
        return Headers(()), whole[bytes(whole[:2]).index(b"\n") + 1 :]
    end = _END_OF_HEADERS.search(whole[: LONGEST_HEADERS + 4])
    if end is None and len(whole) > LONGEST_HEADERS:
        raise HeadersTooLong
    block = bytes(whole[: end.start()] if end is not None else whole)
    fields = []
    for line in _FOLD.sub(b"", block).split(b"\n"):
        name, colon, value = line.partition(b":")
        # a line without a colon is no header; the mark of old mailboxes ("From anna …") is none either
        if colon and name.strip() and b" " not in name.strip():
            fields.append((header_text(name.strip()).lower(), header_text(value).strip()))
    return Headers(tuple(fields)), whole[end.end() :] if end is not None else whole[len(whole) :]


def leaves(headers: Headers, body: memoryview) -> list[list[Part]]:
    """All parts that hold no others, those in one `multipart/alternative` together; others stand alone. Raises TooManyParts."""
    return list(_Walk().groups(headers, body, 0, alternative=False))


class _Walk:
    """One way through a mail, which counts what it meets."""

    def __init__(self) -> None:
        self._met = 0

    def groups(self, headers: Headers, body: memoryview, depth: int, *, alternative: bool) -> Iterator[list[Part]]:
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

    def _sections(self, body: memoryview, boundary: str) -> Iterator[memoryview]:
        line = re.compile(
            rb"(?:\A|\r?\n)--" + re.escape(boundary.encode("utf-8", "replace")) + rb"(--)?[ \t]*(?=\r?\n|\Z)"
        )
        begun: int | None = None
        for found in line.finditer(body):
            if begun is not None:
                self._meet()
                yield _after_line_end(body, begun, found.start())
            begun = None if found[1] else found.end()
            if found[1]:
                break
        if begun is not None:  # the end was cut off
            self._meet()
            yield _after_line_end(body, begun, len(body))

    def _meet(self) -> None:
        self._met += 1
        if self._met > 2 * MOST_PARTS:  # each is met once as a section and once as a part
            raise TooManyParts


def _after_line_end(body: memoryview, begin: int, end: int) -> memoryview:
    head = bytes(body[begin : begin + 2])
    return body[begin + (2 if head == b"\r\n" else 1 if head[:1] == b"\n" else 0) : max(begin, end)]


def _part(headers: Headers, mime: str, told: Mapping[str, str], body: memoryview, *, alternative: bool) -> Part:
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
