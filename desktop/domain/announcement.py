"""What the helpdesk tells everybody: announcements, active services, offerings."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.instant import Instant


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

    def concerns(self, machine_id: str, now: Instant) -> bool:
        """Whether a person opening a ticket about this machine now should see it."""
        return machine_id in self.machine_ids and (self.ends_at is None or self.ends_at >= now)


@dataclass(frozen=True, slots=True)
class Service:
    """A service that is active for the company. Dates as YYYY-MM-DD, empty where open."""

    id: str
    name: str
    description: str = ""
    active_since: str = ""
    active_until: str = ""
    company_id: str = ""


@dataclass(frozen=True, slots=True)
class Offering:
    """An entry of the service catalogue: what else can be had."""

    id: str
    name: str
    description: str = ""
    request_type: str = ""
