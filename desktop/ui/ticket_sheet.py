"""A whole ticket in words, as it goes on paper: plain values in the person's language, so that another thread can set them.

Everything that stands in the conversation is in it, pending entries marked as such; times are absolute, for paper does not go on counting.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from desktop.domain.catalogue import Catalogue
from desktop.domain.instant import Instant
from desktop.domain.machine import Machine
from desktop.domain.projection import Entry, TicketView
from desktop.domain.ticket import Attachment, MessageKind, Side
from desktop.ui.message_html import text_of
from desktop.ui.wording import change_look, event_sentence, exact_time, field_name, size, ticket_look
from desktop.ui.wording.details import choice_name

translate = QCoreApplication.translate


class PartKind(StrEnum):
    """What a part of the sheet is."""

    SAID = "said"
    HAPPENED = "happened"


@dataclass(frozen=True, slots=True)
class SheetFile:
    """A file in the list; `picture` is where a small preview can be had from."""

    name: str
    size: str
    picture: Path | None = None


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One entry of the conversation. `note` is what sets it apart: that it is not sent yet, for example."""

    kind: PartKind
    heading: str
    when: str
    text: str
    note: str = ""
    is_own: bool = False
    files: tuple[SheetFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that is printed. `running` stands on top of every page, `closing` at its foot beside `page_words`."""

    title: str
    running: str
    status: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[SheetPart, ...]
    files: tuple[SheetFile, ...]
    files_heading: str
    conversation_heading: str
    closing: str
    page_words: str
    """With the places {page} and {pages}."""

    right_to_left: bool = False


@dataclass(frozen=True, slots=True)
class SheetMaker:
    """What is known around a ticket."""

    helpdesk: str
    catalogue: Catalogue
    language: str
    now: Instant
    local_file: Callable[[str], Path | None]
    right_to_left: bool = False

    def make(self, view: TicketView, machine: Machine | None) -> Sheet:
        """The ticket as a sheet."""
        name = f"#{view.number}" if view.number else _not_sent()
        printed = translate("Sheet", "As of {time}").format(time=exact_time(self.now))
        return Sheet(
            title=view.subject,
            running=f"{self.helpdesk} · {name}",
            status=ticket_look(view).words,
            facts=tuple((caption, value) for caption, value in self._facts(view, machine, name) if value),
            parts=tuple(self._part(entry) for entry in view.entries),
            files=tuple(self._file(file) for entry in view.entries for file in entry.attachments),
            files_heading=translate("Sheet", "Attachments"),
            conversation_heading=translate("Sheet", "Conversation"),
            closing=printed,
            page_words=translate("Sheet", "Page {page} of {pages}"),
            right_to_left=self.right_to_left,
        )

    def _facts(self, view: TicketView, machine: Machine | None, name: str) -> list[tuple[str, str]]:
        catalogue, language = self.catalogue, self.language
        kind = catalogue.request_type(view.request_type)
        if machine is not None:
            parts = (machine.name, machine.serial, machine.line, machine.site)
            about = " · ".join(part for part in parts if part)
        else:
            about = view.machine_unlisted
        people = ", ".join(f"{one.name} <{one.email}>" if one.name else one.email for one in view.contacts)
        return [
            (translate("Sheet", "Helpdesk"), self.helpdesk),
            (translate("Sheet", "Ticket"), name),
            (translate("Sheet", "Status"), ticket_look(view).words),
            (translate("Sheet", "Opened"), exact_time(view.created_at)),
            (translate("Sheet", "Opened by"), view.entries[0].author.name if view.entries else ""),
            (translate("Sheet", "Request type"), kind.name.say(language) if kind else view.request_type),
            (field_name("category"), choice_name("category", view.category, catalogue, language)),
            (translate("Sheet", "Machine"), about),
            (field_name("machine_state"), choice_name("machine_state", view.machine_state, catalogue, language)),
            (field_name("priority"), choice_name("priority", view.priority, catalogue, language)),
            (field_name("contacts"), people),
        ]

    def _part(self, entry: Entry) -> SheetPart:
        note = ""
        if entry.change is not None:
            look = change_look(entry.change, self.now).look.words
            note = f"{_not_sent()} ({look})"
        if entry.kind is MessageKind.EVENT:
            return SheetPart(
                PartKind.HAPPENED,
                event_sentence(entry, self.catalogue, self.language),
                exact_time(entry.at),
                entry.text if entry.event_name else "",
                note,
                entry.mine,
            )
        return SheetPart(
            PartKind.SAID,
            _author(entry),
            exact_time(entry.at),
            entry.text or (text_of(entry.html) if entry.html else ""),
            note,
            entry.mine,
            tuple(self._file(file) for file in entry.attachments),
        )

    def _file(self, file: Attachment) -> SheetFile:
        is_picture = file.mime.startswith("image/")
        return SheetFile(file.name, size(file.size), self.local_file(file.sha256) if is_picture else None)


def sheet_file_name(view: TicketView) -> str:
    """What a PDF of the ticket is called; not yet cleaned for a file system."""
    beginning = view.number or translate("Sheet", "Ticket")
    return f"{beginning} {view.subject}"[:80].strip() + ".pdf"


def _author(entry: Entry) -> str:
    # On paper "You" is whoever holds it: names only.
    if entry.author.side is Side.SUPPORT:
        support = translate("Sheet", "Support")
        return f"{entry.author.name} ({support})" if entry.author.name else support
    return entry.author.name or translate("Sheet", "Customer")


def _not_sent() -> str:
    return translate("Sheet", "not sent yet")
