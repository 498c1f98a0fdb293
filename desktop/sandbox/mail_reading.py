"""A mail as the helpdesk understands it: who wrote it, about what, saying what, with which files, and whether a program sent it.

Everything here is said by the mail itself and believed by nobody: who may do what is decided in `mail_clerk.py`.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from mimetypes import MimeTypes
from pathlib import PurePosixPath

from desktop.sandbox.identifiers import is_uuid7
from desktop.sandbox.mail_charset import body_text, decode, decode_words, one_line
from desktop.sandbox.mail_parts import Headers, Part, Slice, leaves, read_headers
from desktop.sandbox.mail_plain import html_as_text, unflowed

CHANGE_HEADER = "sportello-change"
LONGEST_NAME = 200
# What is longer than any text that is taken is not turned from HTML into text either.
LONGEST_HTML = 4 << 20

# What stands in quotes is no syntax: it is put out of the way (into Unicode's private area) and back.
_SYNTAX = '<>@,;:"'
_HIDDEN = str.maketrans(_SYNTAX, "".join(chr(0xF8E0 + index) for index in range(len(_SYNTAX))))
_SHOWN = {hidden: chr(sign) for sign, hidden in _HIDDEN.items()}
_ADDRESS = re.compile(r"[^@\s<>,;:\"\x00]+@[^@\s<>,;:\"\x00]+")
_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,500}>")
_MARKER = re.compile(r"\[sportello-change: ?([0-9a-fA-F-]{36})\][ \t]*")
# Of Python's own table, so that the same mail is the same ticket on every computer.
_KINDS = MimeTypes()


@dataclass(frozen=True)
class Mailbox:
    """A name and an address, as a header has them."""

    name: str
    address: str


@dataclass(frozen=True)
class File:
    """An attachment of a mail."""

    name: str
    mime: str
    content: bytes


@dataclass(frozen=True)
class Mail:
    """A mail, read.

    `sender` is None unless exactly one person says they wrote it. `key` is the same for the same mail sent again. `change_id` is the id
    of a client's change that the mail carries; `text` still has its marker line, `unmarked` is without. `above` are the words above that
    line, None where there is none: a client wrote them, and all of them are the person's; `below` is what a program put under it.
    `by_program`: nobody waits for an answer. `echo`: it is itself the answer of a program to a mail (a bounce, an absence), and no word
    of a person.
    """

    sender: Mailbox | None
    return_path: str
    key: str
    message_id: str
    subject: str
    text: str
    unmarked: str
    above: str | None
    below: str
    files: tuple[File, ...]
    change_id: str | None
    sent_at: datetime | None
    by_program: bool
    echo: bool


def read_mail(raw: bytes, return_path: str) -> Mail:
    """Reads a mail that came from `return_path` (RFC 5321's reverse path, without angle brackets; empty for none).

    Raises HeadersTooLong or TooManyParts.
    """
    headers, body = read_headers(Slice(raw, 0, len(raw)))
    text, files = _content(leaves(headers, body))
    return _mail(headers, body, return_path, text, files)


def read_sender(raw: bytes, return_path: str) -> Mail:
    """A mail without what it says, for answering one whose parts can't be read. Raises HeadersTooLong."""
    headers, body = read_headers(Slice(raw, 0, len(raw)))
    return _mail(headers, body, return_path, "", [])


def _mail(headers: Headers, body: Slice, return_path: str, text: str, files: Sequence[File]) -> Mail:
    sender = _sender(headers)
    declared = headers.first(CHANGE_HEADER).lower()
    by_header = is_uuid7(declared)
    # A client's mail answers none. One that does may have the client's under it, mark and all, without a sign of quoting.
    answers = any(headers.first(name).strip() for name in ("in-reply-to", "references"))
    marked, above, below = _marker(text) if by_header or not answers else (None, text, "")
    change_id = declared if by_header else marked
    message_id = next(iter(_MESSAGE_ID.findall(headers.first("message-id"))), "")
    return Mail(
        sender,
        return_path,
        message_id or _fingerprint(headers, body),
        message_id,
        decode_words(headers.first("subject")),
        text,
        f"{above}\n\n{below}".strip("\n") if marked is not None else text,
        above if marked is not None else None,
        below,
        tuple(files),
        change_id,
        _date(headers.first("date")),
        by_program=_by_program(headers, return_path, sender),
        echo=_is_echo(headers, return_path, sender),
    )


# ---------------------------------------------------------------- who


def mailboxes(value: str) -> list[Mailbox] | None:
    """The mailboxes of an address header (RFC 5322, section 3.4); None when it cannot be understood as such a list.

    Encoded words are decoded after the addresses were found: what hides in a name is never an address.
    """
    found: list[Mailbox] = []
    for entry in _split(value):
        if not entry.strip():
            continue
        angled = re.fullmatch(r"([^<>]*)<\s*([^<>\s]+)\s*>\s*", entry)
        name, address = (angled[1], angled[2]) if angled else ("", entry.strip())
        if _ADDRESS.fullmatch(address) is None or len(address) > 254:
            return None
        found.append(Mailbox(decode_words(name.translate(_SHOWN)).strip()[:LONGEST_NAME], address))
    return found


def _split(value: str) -> list[str]:
    """At the commas between mailboxes; comments are left out, quotes opened, and what stood in them kept from looking like syntax."""
    entries, entry = [], ""
    quoted, depth, at = False, 0, 0
    while at < len(value):
        sign = value[at]
        at += 1
        if sign == "\\" and (quoted or depth):
            sign, at = value[at : at + 1], at + 1
            entry += "" if depth else _harmless(sign)
        elif sign == '"' and not depth:
            quoted = not quoted
        elif quoted:
            entry += _harmless(sign)
        elif sign == "(":
            depth += 1
        elif sign == ")" and depth:
            depth -= 1
        elif sign == "," and not depth:
            entries.append(entry)
            entry = ""
        elif not depth:
            entry += sign
    return [*entries, entry]


def _harmless(sign: str) -> str:
    return sign.translate(_HIDDEN)


def _sender(headers: Headers) -> Mailbox | None:
    written = headers.every("from")
    found = mailboxes(written[0]) if len(written) == 1 else None
    return found[0] if found is not None and len(found) == 1 else None


def _is_daemon(address: str) -> bool:
    return address.partition("@")[0].casefold() in ("mailer-daemon", "postmaster", "noreply", "no-reply")


def _automatic(headers: Headers) -> str:
    return headers.first("auto-submitted").partition(";")[0].strip().lower()


def _by_program(headers: Headers, return_path: str, sender: Mailbox | None) -> bool:
    """Whether RFC 3834, section 2, forbids to answer by itself."""
    return (
        not return_path
        or _is_daemon(return_path)
        or (sender is not None and _is_daemon(sender.address))
        or _automatic(headers) not in ("", "no")
        or headers.first("precedence").strip().lower() in ("bulk", "list", "junk")
        or any(headers.every(name) for name in ("list-id", "list-unsubscribe", "x-autoreply", "x-autorespond"))
    )


def _is_echo(headers: Headers, return_path: str, sender: Mailbox | None) -> bool:
    kind = headers.first("content-type").partition(";")[0].strip().lower()
    return (
        not return_path
        or return_path.partition("@")[0].casefold() == "mailer-daemon"
        or (sender is not None and sender.address.partition("@")[0].casefold() == "mailer-daemon")
        or _automatic(headers).startswith("auto-replied")
        or kind == "multipart/report"
        or any(headers.every(name) for name in ("x-autoreply", "x-autorespond"))
    )


# ---------------------------------------------------------------- what


def _content(groups: Sequence[Sequence[Part]]) -> tuple[str, list[File]]:
    texts: list[str] = []
    files: list[File] = []
    for group in groups:
        said = {part.mime: text for part in reversed(group) if (text := _said(part)) is not None}
        plain = said.get("text/plain", "")
        chosen = plain if plain.strip() else said.get("text/html", plain)
        if chosen.strip():
            texts.append(chosen.strip("\n"))
        for part in group:
            if _is_file(part):
                files.append(_file(part, len(files) + 1))
    return "\n\n".join(texts), files


def _said(part: Part) -> str | None:
    """The words of a part that is no file."""
    if part.attached or part.name or part.mime not in ("text/plain", "text/html"):
        return None
    text = body_text(decode(part.content(), part.charset))
    if part.mime == "text/html":
        return html_as_text(text) if len(text) <= LONGEST_HTML else text
    return unflowed(text, deletes_space=part.deletes_space) if part.flowed else text


def _is_file(part: Part) -> bool:
    if part.attached or part.name:
        return part.mime not in (
            "application/pgp-signature",
            "application/pkcs7-signature",
            "application/x-pkcs7-signature",
        )
    if part.mime in ("text/plain", "text/html"):
        return False
    # other ways to say the same, such as an invitation's calendar entry, are no files
    return not part.mime.startswith("text/") if part.alternative else part.mime != "application/pgp-encrypted"


def _file(part: Part, number: int) -> File:
    suggested = _KINDS.guess_extension(part.mime) or ""
    name = one_line(part.name).replace("\\", "/").rpartition("/")[2].strip() or f"attachment-{number}{suggested}"
    if len(name) > LONGEST_NAME:
        ending = PurePosixPath(name).suffix[:20]
        name = name[: LONGEST_NAME - len(ending)] + ending
    mime = part.mime
    if mime == "application/octet-stream":  # what programs say that do not know
        mime = _KINDS.guess_type(name.lower())[0] or mime
    return File(name, mime[:127], part.content())


def _marker(text: str) -> tuple[str | None, str, str]:
    """The id in the last line of the form `[sportello-change: ID]` that is not quoted, and the text above and below that line."""
    lines = text.split("\n")
    for index in range(len(lines) - 1, -1, -1):
        found = _MARKER.fullmatch(lines[index])
        if found is not None and is_uuid7(found[1]):
            return found[1].lower(), "\n".join(lines[:index]).strip("\n"), "\n".join(lines[index + 1 :]).strip("\n")
    return None, text, ""


def _date(text: str) -> datetime | None:
    """When the person says it was sent; None when that is no time or lies in another age."""
    try:
        said = parsedate_to_datetime(text[:200])
        return (said if said.tzinfo is not None else said.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def plausible(said: datetime | None, now: datetime) -> datetime:
    """When it was written, as far as that can be believed: never later than now, nor years ago."""
    return said if said is not None and now - timedelta(days=366) < said <= now else now


def _fingerprint(headers: Headers, body: Slice) -> str:
    """Stands for a mail without a Message-ID."""
    told = "\n".join(headers.first(name) for name in ("from", "date", "subject"))
    found = hashlib.sha256(told.encode("utf-8", "replace") + b"\n")
    found.update(body.view())
    return "sha256:" + found.hexdigest()
