"""What the helpdesk tells everybody: announcements, active services, offerings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.instant import DAY, Instant

FRESH = 7 * DAY
"""So long after its publication an announcement is news to somebody who signs in for the first time."""

CURRENT = 30 * DAY
"""So long an announcement without an end that concerns no machine in particular counts as being in force."""


class AnnouncementKind(StrEnum):
    """What an announcement is (open API, `announcement.kind`)."""

    NEWS = "news"
    MAINTENANCE = "maintenance"
    WORKS = "works"


class Phase(StrEnum):
    """Where an announcement stands in its time."""

    IN_FORCE = "in-force"
    UPCOMING = "upcoming"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class Announcement:
    """News or maintenance. Without `starts_at` it holds from its publication, without `ends_at` it holds on."""

    id: str
    title: str
    text: str
    kind: str
    published_at: Instant
    starts_at: Instant | None = None
    ends_at: Instant | None = None
    machine_ids: tuple[str, ...] = ()

    @property
    def what(self) -> AnnouncementKind:
        """What it is; a kind that a newer server adds counts as news."""
        return next((one for one in AnnouncementKind if one.value == self.kind), AnnouncementKind.NEWS)

    @property
    def edition(self) -> str:
        """What somebody has read who read it: the announcement with this window. Maintenance that is put off is news again."""
        return f"{self.id}|{_written(self.starts_at)}|{_written(self.ends_at)}"

    def phase(self, now: Instant) -> Phase:
        """Whether it is still to come, holds, or is over.

        One without an end holds on while it concerns machines (a recall), else for as long as it is `CURRENT`.
        """
        if self.starts_at is not None and self.starts_at > now:
            return Phase.UPCOMING
        ends_at = self.ends_at
        if ends_at is None and not self.machine_ids:
            ends_at = max(self.published_at, self.starts_at or 0) + CURRENT
        return Phase.PAST if ends_at is not None and ends_at < now else Phase.IN_FORCE

    def is_fresh(self, now: Instant) -> bool:
        """Whether it is news to somebody who sees this helpdesk's announcements for the first time: what is to come or has an end that is
        not past, and what was published within `FRESH`."""
        if self.published_at + FRESH >= now or (self.starts_at is not None and self.starts_at > now):
            return True
        return self.ends_at is not None and self.ends_at >= now

    def is_for_everyone(self, now: Instant) -> bool:
        """Whether whoever opens a ticket now should see it, whatever it is about: maintenance or works going on that name no machine."""
        return (
            self.what is not AnnouncementKind.NEWS
            and not self.machine_ids
            and (self.starts_at is not None or self.ends_at is not None)
            and self.phase(now) is Phase.IN_FORCE
        )

    def concerns(self, machine_id: str, now: Instant) -> bool:
        """Whether a person opening a ticket about this machine now should see it."""
        return machine_id in self.machine_ids and (self.ends_at is None or self.ends_at >= now)


def _written(at: Instant | None) -> str:
    return "" if at is None else str(at)


@dataclass(frozen=True, slots=True)
class AnnouncementRow:
    """An announcement as a person has it: `read` when they have seen it in its present edition."""

    announcement: Announcement
    read: bool = False


def in_force_for(rows: Iterable[Announcement], machine_id: str, now: Instant) -> tuple[Announcement, ...]:
    """What a machine's page shows: the announcements that name it and are not over, the next one to end first."""
    found = [one for one in rows if machine_id in one.machine_ids and one.phase(now) is not Phase.PAST]
    return tuple(sorted(found, key=lambda one: (one.phase(now) is Phase.UPCOMING, one.ends_at or one.published_at)))


class Standing(StrEnum):
    """Where a service stands in its time."""

    ACTIVE = "active"
    STARTING = "starting"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Service:
    """A service that is active for the company. Dates as YYYY-MM-DD, empty where open."""

    id: str
    name: str
    description: str = ""
    active_since: str = ""
    active_until: str = ""
    company_id: str = ""

    def standing(self, today: str) -> Standing:
        """Whether it is active on `today` (YYYY-MM-DD); the first and the last day belong to it."""
        if self.active_since and self.active_since[:10] > today:
            return Standing.STARTING
        return Standing.ENDED if self.active_until and self.active_until[:10] < today else Standing.ACTIVE


@dataclass(frozen=True, slots=True)
class Offering:
    """An entry of the service catalogue: what else can be had."""

    id: str
    name: str
    description: str = ""
    request_type: str = ""
