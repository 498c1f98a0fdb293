"""How long a server asks us to wait (RFC 9110, 10.2.3): seconds, or a date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST = 24 * 3600.0
"""A server that asks for more is asked again tomorrow."""


def retry_after(headers: Mapping[str, str], now: datetime | None = None) -> float | None:
    """Seconds to wait, at least 0; None when the server did not say, or not in a way that can be read.

    A date is measured against the server's own `Date`, where it sent one: our clock may be wrong.
    """
    said = headers.get("Retry-After", "").strip()
    if said.isascii() and said.isdigit():
        return min(float(said[:9]), LONGEST)
    until = _date(said)
    if until is None:
        return None
    begin = _date(headers.get("Date", "")) or now or datetime.now(UTC)
    return min(max((until - begin).total_seconds(), 0.0), LONGEST)


def _date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
