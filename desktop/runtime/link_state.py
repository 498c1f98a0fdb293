"""The truth about the line to the helpdesk, as one value for the strip at the bottom and the tray."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop import errors
from desktop.domain.instant import Instant


class LinkKind(StrEnum):
    """How the line is. Everything but STARTING, SYNCING, ONLINE and ELSEWHERE is a reason why nothing goes."""

    STARTING = "starting"
    SYNCING = "syncing"
    ONLINE = "online"
    NO_NETWORK = "no-network"
    UNREACHABLE = "unreachable"
    CERTIFICATE = "certificate"
    PROXY = "proxy"
    CAPTIVE_PORTAL = "captive-portal"
    SERVER_DOWN = "server-down"
    SIGN_IN = "sign-in"
    STORAGE = "storage"
    DISK_FULL = "disk-full"
    ELSEWHERE = "elsewhere"
    """Another process of this profile (a command line, say) talks to the helpdesk for this account; this one shows and queues."""

    @property
    def is_working(self) -> bool:
        """Work goes through, or is about to."""
        return self in (LinkKind.STARTING, LinkKind.SYNCING, LinkKind.ONLINE, LinkKind.ELSEWHERE)


@dataclass(frozen=True, slots=True)
class LinkState:
    """`since` is when it became so, `data_at` until when everything is here (None: nothing pulled yet).

    `waiting` counts unsent changes that go by themselves, `needs_person` those that wait for the person, `held` those whose large files
    wait for a connection that is not metered; `sending` while bytes go up. `vanished` tickets are no longer on the helpdesk, and the
    person is asked.
    `tight`: the disk is full, and what was written last was saved with the room put by for that.
    """

    kind: LinkKind = LinkKind.STARTING
    since: Instant | None = None
    data_at: Instant | None = None
    waiting: int = 0
    needs_person: int = 0
    held: int = 0
    sending: bool = False
    vanished: int = 0
    tight: bool = False
    detail: str = ""


def kind_of(trouble: errors.WorldError | None, *, network_present: bool) -> LinkKind:
    """What a run's trouble means for the line. An expired session is never taken for "offline"."""
    match trouble:
        case None:
            return LinkKind.ONLINE
        case errors.SessionError():
            return LinkKind.SIGN_IN
        case errors.CertificateError():
            return LinkKind.CERTIFICATE
        case errors.ProxyError():
            return LinkKind.PROXY
        case errors.CaptivePortal():
            return LinkKind.CAPTIVE_PORTAL
        case errors.Unreachable():
            return LinkKind.UNREACHABLE if network_present else LinkKind.NO_NETWORK
        case errors.DiskFull():
            return LinkKind.DISK_FULL
        case errors.StorageError():
            return LinkKind.STORAGE
        case _:
            return LinkKind.SERVER_DOWN
