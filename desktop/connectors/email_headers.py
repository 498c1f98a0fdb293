"""Headers of a message, such that every reader finds in them exactly what was typed.

Written here because Python's library (3.11 to 3.13) does not: where it folds a header of words in several scripts it adds or drops blanks
between them, and a word that only looks like an encoded one it takes for one. Lines end with CRLF and are at most 78 signs long wherever a
blank lets them end (RFC 5322, 2.1.1). Nobody's text begins a header of its own: `text`, `mailbox` and `attachment` write what is no ASCII,
or no visible sign, as encoded words (RFC 2047) or parameters (RFC 2231).
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator

LONGEST_LINE = 78

_PLAIN = re.compile(r"[!-~]+(?: [!-~]+)*")
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")
_FRAME = len("=?utf-8?b??=")
_LONGEST_WORD = 75
"""Signs of an encoded word at most (RFC 2047, section 2)."""

_LEAST_ROOM = _FRAME + 16
"""A line with less room than this is not worth beginning an encoded word in."""

_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
_PARAMETER_PIECE = 50
_CHARSET = "utf-8''"


def line(name: str, value: str) -> bytes:
    """A header of our own making, as it is. Raises ValueError for a value that would end its line."""
    if not value.isprintable():
        raise ValueError(f"{name} is more than a line")
    return f"{name}: {value}\r\n".encode()


def text(name: str, said: str) -> bytes:
    """A header of one line of free text. Plain words at its beginning (a ticket's number) stay readable to the simplest programs."""
    if _is_plain(said):
        folded = _folded(f"{name}: ", said)
        if folded is not None:
            return folded
    head, rest = _plain_beginning(said, LONGEST_LINE - len(name) - 2)
    return _with_words(f"{name}: {head} " if head else f"{name}: ", rest)


def mailbox(name: str, address: str, called: str = "") -> bytes:
    """A header with one address, and what the person is called."""
    if not called:
        return line(name, address)
    quoted = called if _ATOMS.fullmatch(called) else '"' + re.sub(r'(["\\])', r"\\\1", called) + '"'
    if _is_plain(called) and len(name) + 2 + len(quoted) <= LONGEST_LINE:
        written = f"{name}: {quoted}"
    else:
        written = _with_words(f"{name}: ", called).decode().removesuffix("\r\n")
    last = len(written.rpartition("\r\n")[2])
    gap = " " if last + len(address) + 3 <= LONGEST_LINE else "\r\n "
    return f"{written}{gap}<{address}>\r\n".encode()


def attachment(file_name: str) -> bytes:
    """The Content-Disposition of an attachment."""
    written = "Content-Disposition: attachment;"
    quoted = re.sub(r'(["\\])', r"\\\1", file_name)
    if _is_plain(file_name) and len(quoted) + len(' filename=""') <= LONGEST_LINE:
        gap = " " if len(written) + len(quoted) + len(' filename=""') <= LONGEST_LINE else "\r\n "
        return f'{written}{gap}filename="{quoted}"\r\n'.encode()
    pieces = list(_percent_pieces(file_name))
    if len(pieces) == 1:
        return f"{written}\r\n filename*=utf-8''{pieces[0]}\r\n".encode()
    lines = [f"filename*{at}*={'' if at else _CHARSET}{piece}" for at, piece in enumerate(pieces)]
    return (written + "\r\n " + ";\r\n ".join(lines) + "\r\n").encode()


def _is_plain(said: str) -> bool:
    """Whether it can stand as it is, and nothing in it looks like a part of an encoded word."""
    return _PLAIN.fullmatch(said) is not None and "=?" not in said and "?=" not in said


def _folded(head: str, said: str) -> bytes | None:
    """Plain words in lines; None where one is too long for a line."""
    lines = [head]
    for at, word in enumerate(said.split(" ")):
        gap = " " if at else ""
        if len(lines[-1]) + len(gap) + len(word) <= LONGEST_LINE:
            lines[-1] += gap + word
        elif len(word) < LONGEST_LINE and at:
            lines.append(f" {word}")
        else:
            return None
    return ("\r\n".join(lines) + "\r\n").encode()


def _plain_beginning(said: str, room: int) -> tuple[str, str]:
    """The plain words at the beginning that find room, and the rest without the blank between."""
    words = said.split(" ")
    count = length = 0
    for word in words[:-1]:
        length += len(word) + 1
        if not _is_plain(word) or length > room:
            break
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])


def _with_words(written: str, said: str) -> bytes:
    """`said` as encoded words behind what is written; a reader leaves out the blanks between such words (RFC 2047, 6.2)."""
    lines = [written]
    rest = said
    while rest:
        if rest is not said or LONGEST_LINE - len(lines[-1]) < _LEAST_ROOM:
            # The blank that stood at the end is the one at the beginning of the next line.
            lines[-1] = lines[-1].removesuffix(" ")
            lines.append(" ")
        taken = _fitting(rest, (min(LONGEST_LINE - len(lines[-1]), _LONGEST_WORD) - _FRAME) // 4 * 3)
        lines[-1] += f"=?utf-8?b?{base64.b64encode(taken.encode()).decode()}?="
        rest = rest[len(taken) :]
    return ("\r\n".join(lines) + "\r\n").encode()


def _fitting(said: str, most: int) -> str:
    """As many whole signs as go into so many bytes of UTF-8, at least one."""
    size = end = 0
    for sign in said:
        size += len(sign.encode())
        if size > most and end:
            break
        end += 1
    return said[:end]


def _percent_pieces(said: str) -> Iterator[str]:
    piece = ""
    for sign in said:
        signs = sign if _UNRESERVED.fullmatch(sign) else "".join(f"%{byte:02X}" for byte in sign.encode())
        if len(piece) + len(signs) > _PARAMETER_PIECE:
            yield piece
            piece = ""
        piece += signs
    yield piece
