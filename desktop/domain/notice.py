"""What a pull or a receipt brought that deserves telling, and how much of it at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.instant import Instant

DIGEST_ABOVE = 3
"""More notices than this at once become one digest."""


class NoticeKind(StrEnum):
    """What happened."""

    ACCEPTED = "accepted"
    REPLY = "reply"
    STATUS = "status"
    ANNOUNCEMENT = "announcement"
    NEEDS_YOU = "needs-you"
    RESTORED = "restored"
    DISK_FULL = "disk-full"
    """There is no room left on this computer; what was written last was saved with the room put by for that."""

    DIGEST = "digest"


_PRESSING = frozenset({NoticeKind.NEEDS_YOU, NoticeKind.RESTORED, NoticeKind.DISK_FULL})


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell. `who` and `text` are the server's words; `count` is how many a digest stands for, or how many changes go again
    to a helpdesk that was restored. `at` is when it happened, as far as that is known (0: it is not); of a digest, the earliest.
    `parts` says of a digest how many of what it stands for.
    """

    kind: NoticeKind
    ticket_id: str = ""
    number: str = ""
    subject: str = ""
    who: str = ""
    text: str = ""
    status: str = ""
    count: int = 1
    announcement_id: str = ""
    at: Instant = 0
    parts: tuple[tuple[NoticeKind, int], ...] = ()


def digest(notices: Sequence[Notice]) -> tuple[Notice, ...]:
    """At most DIGEST_ABOVE notices; more become one that counts them. What concerns the person's own work is always told by itself."""
    pressing = tuple(one for one in notices if one.kind in _PRESSING)
    rest = once_each([one for one in notices if one.kind not in _PRESSING])
    if len(rest) > DIGEST_ABOVE:
        rest = (summed_up(rest),)
    return pressing + rest


def once_each(notices: Sequence[Notice]) -> tuple[Notice, ...]:
    """One ticket that got a reply and a new status speaks once, with the reply."""
    replied = {one.ticket_id for one in notices if one.kind is NoticeKind.REPLY}
    return tuple(one for one in notices if not (one.kind is NoticeKind.STATUS and one.ticket_id in replied))


def summed_up(notices: Sequence[Notice]) -> Notice:
    """One digest that stands for all of these."""
    count = Counter(one.kind for one in notices)
    parts = tuple((kind, count[kind]) for kind in NoticeKind if count[kind])
    known = [one.at for one in notices if one.at]
    return Notice(NoticeKind.DIGEST, count=len(notices), at=min(known, default=0), parts=parts)
