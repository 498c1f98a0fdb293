"""Noting that the person has seen announcements."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.actions.desk import Desk
from desktop.storage.announcements_read import AnnouncementsRead


def mark_announcements_read(desk: Desk, ids: Sequence[str]) -> bool:
    """These announcements, as they are now, count as read; returns whether that changed anything. Unknown ids are passed over."""
    wanted = set(ids)
    editions = [one.edition for one in desk.catalogue.announcements() if one.id in wanted]
    return AnnouncementsRead(desk.cache, desk.outbox_database).mark(editions)


def mark_announcement_read(desk: Desk, id: str) -> bool:
    """One announcement counts as read."""
    return mark_announcements_read(desk, (id,))


def mark_all_announcements_read(desk: Desk) -> bool:
    """Every announcement there is counts as read."""
    return AnnouncementsRead(desk.cache, desk.outbox_database).mark(
        one.edition for one in desk.catalogue.announcements()
    )
