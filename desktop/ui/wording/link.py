"""The strip at the bottom: the truth about the line to the helpdesk, in a headline and a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from desktop.domain.instant import Instant
from desktop.ui.theme import Tone
from desktop.ui.wording.plurals import plurals
from desktop.ui.wording.sentences import fill
from desktop.ui.wording.times import day_and_time

translate = QCoreApplication.translate


class Link(Protocol):
    """What `runtime` says about the line (its LinkState)."""

    @property
    def kind(self) -> str:
        """Its LinkKind, a StrEnum."""
        ...

    @property
    def since(self) -> Instant | None:
        """Since when it is so."""
        ...

    @property
    def data_at(self) -> Instant | None:
        """Age of the data."""
        ...

    @property
    def waiting(self) -> int:
        """Unsent changes."""
        ...

    @property
    def needs_person(self) -> int:
        """Changes that only the person can make go on."""
        ...

    @property
    def held(self) -> int:
        """Changes whose large files wait for a connection that is not metered."""
        ...

    @property
    def vanished(self) -> int:
        """Tickets that are no longer on the helpdesk, about which the person is asked."""
        ...

    @property
    def tight(self) -> bool:
        """Whether the disk is full, and what was written last was saved with the room put by for that."""
        ...

    @property
    def sending(self) -> bool:
        """Whether something is on the way right now."""
        ...


@dataclass(frozen=True, slots=True)
class LinkSentence:
    """What the strip shows. `calm` is the quiet look of being online; `action` is "sign-in", "outbox", "send-anyway" or empty."""

    headline: str
    sentence: str
    tone: Tone
    calm: bool
    action: str = ""


CALM = frozenset({"online", "syncing", "starting", "elsewhere"})
"""Kinds that need no colour."""


def link_sentence(link: Link, now: Instant) -> LinkSentence:
    """The strip's words for this state of the line."""
    kind = str(link.kind).replace("_", "-")
    # Whatever the line is: who has no room left has to make some first.
    full = link.tight or kind == "disk-full"
    headline = translate("Link", "The disk is full") if full else _headline(link, kind, now)
    calm = kind in CALM and not full
    parts = [_room(link) if full else _why(kind)]
    if not calm and link.data_at is not None:
        parts.append(
            fill(
                translate("Link", "Everything up to {time} is on this computer."), time=day_and_time(link.data_at, now)
            )
        )
    # First what the person has to do: in a narrow window the end is cut off.
    if link.needs_person:
        parts.append(plurals.need_you(link.needs_person))
    held = link.held if kind in CALM else 0
    if link.waiting > held:
        parts.append(_waiting(link, link.waiting - held, calm=calm and kind != "elsewhere"))
    if held:
        parts.append(plurals.held(held))
    if not any(parts) and link.data_at is not None:
        parts.append(translate("Link", "Up to date, {time}").format(time=day_and_time(link.data_at, now)))
    tone = Tone.NEEDS_YOU if full or kind in ("sign-in", "storage") else Tone.ANSWERED if calm else Tone.WAITING
    action = "sign-in" if kind == "sign-in" else "outbox" if link.needs_person else "send-anyway" if held else ""
    return LinkSentence(headline, " ".join(part for part in parts if part), tone, calm, action)


def _room(link: Link) -> str:
    if link.tight:
        return translate("Link", "What you wrote last is safe. Make some room, so that more can be saved.")
    return translate("Link", "Nothing more can be saved until there is room. What was saved before is safe.")


def _waiting(link: Link, count: int, *, calm: bool) -> str:
    if link.sending:
        return plurals.on_the_way(count)
    if calm:
        return plurals.in_a_moment(count)
    return plurals.by_themselves(count)


def _headline(link: Link, kind: str, now: Instant) -> str:
    since = day_and_time(link.since, now) if link.since is not None else ""
    match kind:
        case "online":
            return translate("Link", "Online")
        case "syncing":
            return translate("Link", "Syncing")
        case "starting":
            return translate("Link", "Starting")
        case "elsewhere":
            return translate("Link", "Another Sportello is sending")
        case "sign-in":
            return translate("Link", "Sign-in needed")
        case "certificate":
            return translate("Link", "Certificate not trusted")
        case "proxy":
            return translate("Link", "Proxy in the way")
        case "captive-portal":
            return translate("Link", "This network wants a sign-in")
        case "storage":
            return translate("Link", "The disk does not cooperate")
        case "server-down":
            said = translate("Link", "Helpdesk down since {time}") if since else translate("Link", "Helpdesk down")
        case "unreachable":
            said = (
                translate("Link", "Helpdesk out of reach since {time}")
                if since
                else translate("Link", "Helpdesk out of reach")
            )
        case _:
            said = translate("Link", "Offline since {time}") if since else translate("Link", "Offline")
    return said.format(time=since)


def _why(kind: str) -> str:
    match kind:
        case "sign-in":
            return translate("Link", "The session ended; your work is kept.")
        case "certificate":
            return translate("Link", "The server answers, but this computer does not trust its certificate.")
        case "proxy":
            return translate("Link", "Check the proxy in the preferences.")
        case "storage":
            return translate("Link", "Nothing can be saved or fetched right now; check space and permissions.")
        case "captive-portal":
            return translate("Link", "Open a browser and sign in to the network.")
        case "elsewhere":
            return translate("Link", "It talks to the helpdesk right now; this window goes on when it has finished.")
    return ""
