"""Mail that the helpdesk sends: each letter a file `.eml` in the folder `mail`, complete before it has its name, then out by SMTP.

The words are in the language of the person, the portal's own before those of `letters.py`; English where there is none of it. Every letter
says of itself that a program wrote it (RFC 3834), so that no other program answers it.
"""

import hashlib
import os
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from desktop.sandbox import letters
from desktop.sandbox.blobs import sync_folder
from desktop.sandbox.courier import Courier, mark_due
from desktop.sandbox.letters import Letter, Wording
from desktop.sandbox.mail_charset import body_text, folded_words, one_line
from desktop.sandbox.portal import LetterName, Portal, PortalError, table

_WORDS: Mapping[LetterName, Letter] = {
    LetterName.OPENED: letters.OPENED,
    LetterName.REPLY: letters.REPLY,
    LetterName.STATUS: letters.STATUS,
    LetterName.REFUSED: letters.REFUSED,
    LetterName.ACTIVATION: letters.ACTIVATION,
    LetterName.ALREADY_KNOWN: letters.ALREADY_KNOWN,
    LetterName.NEW_PASSWORD: letters.NEW_PASSWORD,
    LetterName.USER_NAME: letters.USER_NAME,
    LetterName.ACCESS_REQUEST: letters.ACCESS_REQUEST,
}
_OF_TICKET = frozenset({"name", "number", "subject", "status", "before", "who", "text", "portal"})
_OF_JOINING = frozenset({"name", "user_name", "portal"})
_KNOWN: Mapping[LetterName, frozenset[str]] = {
    LetterName.OPENED: _OF_TICKET,
    LetterName.REPLY: _OF_TICKET,
    LetterName.STATUS: _OF_TICKET,
    LetterName.REFUSED: frozenset({"reason", "subject", "address", "portal"}),
    LetterName.ACTIVATION: _OF_JOINING | {"link"},
    LetterName.ALREADY_KNOWN: _OF_JOINING,
    LetterName.NEW_PASSWORD: _OF_JOINING | {"password"},
    LetterName.USER_NAME: _OF_JOINING,
    LetterName.ACCESS_REQUEST: frozenset({"company", "contact", "address", "text", "portal"}),
}
LONGEST_SUBJECT = 250


class _Ids(UnstructuredHeader, BaseHeader):
    """Message-IDs, each whole on a line: the library would turn those of 70 characters, which are common, into encoded words."""

    def fold(self, *, policy: Policy) -> str:
        """The header's lines."""
        return f"{self.name}: " + f"{policy.linesep} ".join(str(self).split()) + policy.linesep


class _Words(UnstructuredHeader, BaseHeader):
    """Free text, sign by sign: the library changes blanks where it folds words of several scripts, and decodes what looks encoded."""

    @classmethod
    def parse(cls, value: str, kwds: dict[str, Any]) -> None:
        """Nothing in it is encoded yet."""
        super().parse("", kwds)
        kwds["decoded"] = value

    def fold(self, *, policy: Policy) -> str:
        """The header's lines."""
        return policy.linesep.join(folded_words(f"{self.name}: ", str(self))) + policy.linesep


_HEADERS = HeaderRegistry()
_HEADERS.map_to_type("subject", _Words)
for _name in ("message-id", "in-reply-to", "references"):
    _HEADERS.map_to_type(_name, _Ids)
_POLICY = SMTP.clone(header_factory=_HEADERS)


@dataclass(frozen=True)
class Thread:
    """Where a letter stands among others: the ids of what it answers, last first, and whether it answers a mail (RFC 5322, 3.6.4)."""

    answers: str = ""
    references: Sequence[str] = ()
    to_a_mail: bool = False


class Letterbox:
    """Writes letters into a folder. Raises PortalError when the portal's own words have braces that nobody can fill."""

    def __init__(self, folder: Path, portal: Portal, courier: Courier | None = None) -> None:
        self._folder = folder
        self._portal = portal
        self._courier = courier
        own = str(table(portal.plot["portal"]).get("address", "helpdesk@example.test"))
        self.sender = own if portal.email is None else str(portal.email["address"])
        self.domain = self.sender.rpartition("@")[2]
        for name, said in portal.letters.items():
            for wording in said.values():
                _check_braces(portal, name, wording)

    def wording(self, name: LetterName, language: str) -> Wording:
        """The words of a letter in a language: the portal's own, else the usual ones, else English."""
        own, usual = self._portal.letters.get(name, {}), _WORDS[name]
        return own.get(language) or usual.get(language) or own.get("en") or usual["en"]

    def tagged(self, subject: str, number: str) -> str:
        """A subject that has the ticket's number as the portal's pattern writes it."""
        tag = self.tag(number)
        return subject if not tag or tag in subject else f"{tag} {subject}"

    def tag(self, number: str) -> str:
        """The number as it stands in subjects; empty in a portal without mail."""
        email = self._portal.email
        return "" if email is None else str(email["subject_pattern"]).replace("{number}", number)

    def post(
        self,
        at: datetime,
        to: str,
        name: LetterName,
        language: str,
        words: Mapping[str, str],
        *,
        thread: Thread | None = None,
        file_name: str | None = None,
        message_id: str | None = None,
        reply_to: str | None = None,
    ) -> Path:
        """One letter; its file, which is on disk. A letter of the same `file_name` is written once."""
        wording = self.wording(name, language)
        filled = {"portal": self._portal.name, **words}
        subject = one_line(wording.subject.format_map(filled | {key: one_line(text) for key, text in filled.items()}))
        if "number" in words:
            subject = self.tagged(subject, words["number"])
        message = EmailMessage(policy=_POLICY if to.isascii() else _POLICY.clone(utf8=True))
        message["From"] = Address(self._portal.name, addr_spec=self.sender)
        message["To"] = to
        if reply_to is not None and reply_to.isascii():
            message["Reply-To"] = reply_to
        message["Date"] = format_datetime(at)
        key = file_name or f"{at:%Y%m%dT%H%M%S}-{os.urandom(4).hex()}"
        message["Message-ID"] = message_id or f"<{key}@{self.domain}>"
        if thread is not None and thread.answers:
            message["In-Reply-To"] = thread.answers
            message["References"] = " ".join(dict.fromkeys([*thread.references, thread.answers]))
        message["Auto-Submitted"] = "auto-replied" if thread is not None and thread.to_a_mail else "auto-generated"
        message["X-Auto-Response-Suppress"] = "All"
        message["Subject"] = subject[:LONGEST_SUBJECT]
        text = wording.text.format_map({key: body_text(text) for key, text in filled.items()})
        message.set_content(text, charset="utf-8", cte="quoted-printable")
        message["Content-Language"] = language
        return self._keep(message.as_bytes(), key, to)

    def ticket_message_id(self, ticket_id: str, to: str) -> str:
        """The Message-ID of the first letter about a ticket to somebody, which all later ones refer to."""
        # short, so that it stays on one line: not every program reads folded ids
        whom = hashlib.sha256(to.casefold().encode()).hexdigest()[:8]
        return f"<t{ticket_id.replace('-', '')}.{whom}@{self.domain}>"

    def _keep(self, content: bytes, key: str, to: str) -> Path:
        self._folder.mkdir(exist_ok=True)
        finished = self._folder / f"{key}.eml"
        if finished.exists():
            return finished
        unfinished = self._folder / f"{key}.part"
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if self._courier is not None:
            mark_due(finished, to)
        unfinished.rename(finished)
        sync_folder(self._folder)
        if self._courier is not None:
            self._courier.take(finished)
        return finished


def _check_braces(portal: Portal, name: LetterName, wording: Wording) -> None:
    for text in (wording.subject, wording.text):
        for _, field, _, _ in string.Formatter().parse(text):
            if field is not None and field not in _KNOWN[name]:
                known = ", ".join(sorted(_KNOWN[name]))
                raise PortalError(f"{portal.key}.toml: the letter “{name}” knows {known}, and no “{{{field}}}”")
