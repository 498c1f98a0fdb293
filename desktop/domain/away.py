"""What happened while the person was away: the mark they left, and what came since, by ticket."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from desktop.domain.announcement import Announcement
from desktop.domain.change import Change
from desktop.domain.instant import HOUR, Instant
from desktop.domain.notice import NoticeKind

LONG = HOUR
"""Who was away for so long is offered what happened meanwhile."""


@dataclass(frozen=True, slots=True)
class AwayMark:
    """How things were when the person last had the account before their eyes.

    `left_at` is by this computer's clock, for what happened here; until `data_at` everything of the helpdesk was here, as far as anybody
    knew: what came later was not seen. `needing` are the changes that waited for the person already.
    """

    left_at: Instant
    data_at: Instant
    needing: tuple[str, ...] = ()

    def not_after(self, at: Instant) -> AwayMark:
        """A mark that lets what happened at `at` count as missed."""
        if not at or at > self.data_at:
            return self
        return AwayMark(min(self.left_at, at - 1), at - 1)


@dataclass(frozen=True, slots=True)
class AwayEvent:
    """One thing that happened with a ticket. `who` and `text` are of a reply, `status` of a status; `change` is what needs the person."""

    kind: NoticeKind
    at: Instant
    who: str = ""
    text: str = ""
    status: str = ""
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class AwayTicket:
    """A ticket with what happened, newest first. `number` is empty while it exists only here."""

    id: str
    number: str
    subject: str
    events: tuple[AwayEvent, ...]
    unread: bool = False

    @property
    def at(self) -> Instant:
        """When the latest of it happened."""
        return max(event.at for event in self.events)

    @property
    def needs_person(self) -> bool:
        """Whether it waits for the person."""
        return any(event.kind is NoticeKind.NEEDS_YOU for event in self.events)


@dataclass(frozen=True, slots=True)
class Away:
    """What happened since a mark. What needs the person stands first, then the newest. `cut_short`: more happened than is told."""

    since: AwayMark
    tickets: tuple[AwayTicket, ...] = ()
    announcements: tuple[Announcement, ...] = ()
    cut_short: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not self.tickets and not self.announcements

    @property
    def parts(self) -> tuple[tuple[NoticeKind, int], ...]:
        """How many of what is new; what needed the person before they left is not counted."""
        count: Counter[NoticeKind] = Counter()
        for ticket in self.tickets:
            kinds = {event.kind for event in ticket.events}
            for event in ticket.events:
                if event.kind is NoticeKind.STATUS and NoticeKind.REPLY in kinds:
                    continue  # as in notices, it speaks with the reply
                if event.change is not None and event.change.id in self.since.needing:
                    continue
                count[event.kind] += 1
        count[NoticeKind.ANNOUNCEMENT] = len(self.announcements)
        return tuple((kind, count[kind]) for kind in NoticeKind if count[kind])
