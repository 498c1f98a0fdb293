"""Where a click on a notice leads, as one text that travels through the desktop's service and back."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum


class TargetKind(StrEnum):
    """What is opened."""

    ACCOUNT = "account"
    TICKET = "ticket"
    ANNOUNCEMENT = "announcement"
    AWAY = "away"
    """The page that tells what happened meanwhile."""


@dataclass(frozen=True, slots=True)
class NoticeTarget:
    """`account` is the name of the account's folder, `id` the ticket's or announcement's; the page of AWAY goes back to `since`."""

    account: str
    kind: TargetKind = TargetKind.ACCOUNT
    id: str = ""
    since: int = 0

    @property
    def key(self) -> str:
        """As text."""
        return json.dumps(asdict(self), ensure_ascii=True, separators=(",", ":"))

    @classmethod
    def read(cls, key: str) -> NoticeTarget | None:
        """From such a text; None for any other."""
        try:
            parts = json.loads(key)
            return cls(str(parts["account"]), TargetKind(parts["kind"]), str(parts["id"]), int(parts["since"]))
        except (ValueError, TypeError, KeyError):
            return None
