"""A change as a message by the standards of the internet (RFC 5322, MIME), made piece by piece so that no file is held in memory.

The same change gives the same bytes whenever it is written: its Message-ID and boundary come from its id, its date is when the person
pressed the button (RFC 5322, 3.6.1: when the message was complete, not when it was carried). Texts go as UTF-8 in seven bits, so that
every line arrives as it was typed through whatever servers lie between; names of files follow RFC 2231. Addresses with letters beyond
ASCII before the @ make it a message of RFC 6532, which only servers with SMTPUTF8 take.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.message import MIMEPart
from email.utils import format_datetime
from pathlib import Path

from desktop import errors
from desktop.connectors import email_headers
from desktop.connectors.email_words import body_of, language_of
from desktop.domain.account import Helpdesk, Person
from desktop.domain.catalogue import Catalogue
from desktop.domain.change import Change, FrozenFile, OpenTicket
from desktop.domain.instant import Instant
from desktop.domain.mail_marker import HEADER, marker_line

USUAL_PATTERN = "[#{number}]"
"""How a subject names a ticket, where the helpdesk does not say."""

_PIECE = 57 * 4096
"""Bytes read at once: whole lines of Base64 (57 bytes become 76 letters, RFC 2045)."""

_SEVEN_BITS = policy.SMTP.clone(cte_type="7bit")

_MOST_FRAMES = 20
"""Frames within frames that are taken off one by one; nobody writes more."""

Locate = Callable[[str], Path | None]
"""Where the bytes with this SHA-256 lie, None when they are not here."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A message to be written. `text` is its body without the mark; `sender` and `to` are addresses."""

    change_id: str
    sender_name: str
    sender: str
    to: str
    subject: str
    text: str
    language: str
    written_at: Instant
    files: tuple[FrozenFile, ...] = ()

    @property
    def body(self) -> str:
        """All that stands in the text part; the mark is its last line."""
        return f"{self.text.rstrip()}\n\n{marker_line(self.change_id)}\n"

    @property
    def needs_utf8(self) -> bool:
        """Whether only servers with SMTPUTF8 (RFC 6531) take it."""
        return not all(in_ascii(one).isascii() for one in (self.sender, self.to))

    @property
    def message_id(self) -> str:
        """The same for the same change."""
        return f"<{self.change_id}.sportello@{in_ascii(self.sender).rpartition('@')[2]}>"


def compose(
    change: Change,
    *,
    helpdesk: Helpdesk,
    person: Person,
    catalogue: Catalogue,
    machine: str = "",
    number: str = "",
    ticket_subject: str = "",
) -> Letter:
    """The letter of a change. `number` and `ticket_subject` are those of the ticket it is about; `machine` is the name of its machine.

    Raises ValueError for what has no form as a mail.
    """
    language = language_of(helpdesk)
    pattern = helpdesk.email_subject_pattern or USUAL_PATTERN
    if isinstance(change.deed, OpenTicket):
        subject = _without_numbers(change.deed.subject, pattern)
    else:
        subject = f"{pattern.replace('{number}', number)} {_without_numbers(ticket_subject, pattern)}".rstrip()
    return Letter(
        change_id=change.id,
        sender_name=_one_line(person.name),
        sender=person.email.strip(),
        to=helpdesk.email_address.strip(),
        subject=subject,
        text=_plain(body_of(change, catalogue, machine, language)),
        language=language,
        written_at=change.made_at,
        files=change.files,
    )


def written(letter: Letter, locate: Locate, *, for_editing: bool = False) -> Iterator[bytes]:
    """The message, piece by piece, with CRLF at the ends of its lines.

    `for_editing`: mail programs open it as one that is still to be sent. Raises FileUnreadable while it goes along.
    """
    head = _head(letter, for_editing=for_editing)
    text = MIMEPart(policy=_SEVEN_BITS)
    text.set_content(letter.body, charset="utf-8")
    if not letter.files:
        yield head + bytes(text)
        return
    boundary = f"sportello-{letter.change_id}"
    head += f'Content-Type: multipart/mixed;\r\n boundary="{boundary}"\r\n'.encode()
    between = f"--{boundary}\r\n".encode()
    yield head + b"\r\n" + between + bytes(text)
    for file in letter.files:
        yield b"\r\n" + between + _part_head(file) + b"\r\n"
        yield from _encoded(file, locate)
    yield f"\r\n--{boundary}--\r\n".encode()


def in_ascii(address: str) -> str:
    """The address with its domain as the DNS has it (RFC 5891); what is before the @ stays as it is."""
    local, at, domain = address.rpartition("@")
    if domain.isascii():
        return address
    try:
        return f"{local}{at}{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        return address


def _head(letter: Letter, *, for_editing: bool) -> bytes:
    sender, to = in_ascii(letter.sender), in_ascii(letter.to)
    head = [
        email_headers.line("Date", format_datetime(datetime.fromtimestamp(letter.written_at // 1000, UTC))),
        email_headers.mailbox("From", sender, letter.sender_name),
        email_headers.mailbox("To", to),
        email_headers.line("Message-ID", letter.message_id),
        email_headers.text("Subject", letter.subject),
        email_headers.line(HEADER, letter.change_id),
    ]
    language = letter.language.replace("_", "-")
    # The helpdesk says it: what is no tag of a language (RFC 5646) is not repeated.
    if re.fullmatch(r"[A-Za-z0-9-]{1,35}", language):
        head.append(email_headers.line("Content-Language", language))
    if for_editing:
        # Outlook and others by the first, Apple's Mail by the second.
        head.append(email_headers.line("X-Unsent", "1"))
        head.append(email_headers.line("X-Uniform-Type-Identifier", "com.apple.mail-draft"))
    head.append(email_headers.line("MIME-Version", "1.0"))
    return b"".join(head)


def _part_head(file: FrozenFile) -> bytes:
    family = file.mime.partition("/")[0]
    is_simple = re.fullmatch(r"[\w.+-]{1,40}/[\w.+-]{1,127}", file.mime, re.ASCII) and family not in (
        "message",
        "multipart",
    )
    # Messages within messages must not be Base64 (RFC 2046, 5.2.1): they go as mere bytes.
    return (
        email_headers.line("Content-Type", file.mime if is_simple else "application/octet-stream")
        + email_headers.line("Content-Transfer-Encoding", "base64")
        + email_headers.attachment(_one_line(file.name))
    )


def _encoded(file: FrozenFile, locate: Locate) -> Iterator[bytes]:
    path = locate(file.sha256)
    if path is None:
        raise errors.FileUnreadable(file.name, "it is no longer on this computer")
    size = 0
    try:
        with path.open("rb") as stream:
            while piece := stream.read(_PIECE):
                size += len(piece)
                yield base64.encodebytes(piece).replace(b"\n", b"\r\n")
    except OSError as error:
        raise errors.FileUnreadable(file.name, error.strerror or str(error)) from error
    if size != file.size:
        raise errors.FileUnreadable(file.name, "it is not as long as it was")


def _without_numbers(subject: str, pattern: str) -> str:
    """The subject, in which nothing can be taken for the number of another ticket.

    Helpdesks are lenient about blanks and capital letters (open API, "Mail"), so this is too. What is left when a number's frame was taken
    away may be one again.
    """
    before, _, after = pattern.partition("{number}")
    said = _one_line(subject)
    if not before.strip() and not after.strip():
        return said
    frame = [r"\s*".join(re.escape(sign) for sign in side if not sign.isspace()) for side in (before, after)]
    named = re.compile(rf"{frame[0]}\s*([\w./-]*\d[\w./-]*?)\s*{frame[1]}", re.IGNORECASE)
    for _ in range(_MOST_FRAMES):
        bare, found = named.subn(r"\1", said)
        if not found:
            return said
        said = _one_line(bare)
    return _one_line("".join(" " if sign in before + after else sign for sign in said))


def _one_line(text: str) -> str:
    """One line for a header: nothing in it can end the header or begin another one."""
    return _plain(" ".join("".join(sign if sign.isprintable() else " " for sign in text).split()))


def _plain(text: str) -> str:
    """Nothing that UTF-8 has no bytes for."""
    return text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode()
