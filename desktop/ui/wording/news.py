"""What happened, counted in a few words: "3 replies, 1 announcement"."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject

from desktop.domain.notice import NoticeKind


class NewsCounts(QObject):
    """One sentence part per kind of news, with its plural forms (see `plurals` for why they stand in a class)."""

    def of(self, kind: NoticeKind, count: int) -> str:
        """So many of one kind."""
        match kind:
            case NoticeKind.ACCEPTED:
                return self.tr("%n ticket(s) accepted", "", count)
            case NoticeKind.REPLY:
                return self.tr("%n reply(ies)", "", count)
            case NoticeKind.STATUS:
                return self.tr("%n change(s) of status", "", count)
            case NoticeKind.ANNOUNCEMENT:
                return self.tr("%n announcement(s)", "", count)
            case NoticeKind.NEEDS_YOU:
                return self.tr("%n item(s) need(s) you", "", count)
            case NoticeKind.RESTORED | NoticeKind.DISK_FULL | NoticeKind.DIGEST:
                return self.tr("%n other(s)", "", count)

    def sentence(self, parts: Iterable[tuple[NoticeKind, int]]) -> str:
        """All of them, the most pressing first."""
        order = (
            NoticeKind.NEEDS_YOU,
            NoticeKind.REPLY,
            NoticeKind.ACCEPTED,
            NoticeKind.STATUS,
            NoticeKind.ANNOUNCEMENT,
            NoticeKind.RESTORED,
            NoticeKind.DISK_FULL,
            NoticeKind.DIGEST,
        )
        counted = dict(parts)
        return ", ".join(self.of(kind, counted[kind]) for kind in order if counted.get(kind))

    def while_quiet(self, count: int) -> str:
        """The title of what is told when quiet hours or a pause are over."""
        return self.tr("%n news while notices were quiet", "", count)

    def at_once(self, count: int) -> str:
        """The title of one notice that stands for many."""
        return self.tr("%n news from the helpdesk", "", count)

    def going_out_again(self, count: int) -> str:
        """After a helpdesk was restored from its backup."""
        return self.tr("%n item(s) of yours that it no longer had go(es) out again.", "", count)


news_counts = NewsCounts()
"""The one instance; its texts follow the language in force."""
