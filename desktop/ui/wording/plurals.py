"""Counted things with their plural forms.

They stand in one class because lupdate sees a plural form only in `self.tr` with a third argument, never in `translate`.
"""

from __future__ import annotations

from PySide6.QtCore import QObject


class Plurals(QObject):
    """One method per counted sentence."""

    def minutes(self, count: int) -> str:
        """Short, for lists."""
        return self.tr("%n min", "", count)

    def hours(self, count: int) -> str:
        """Short, for lists."""
        return self.tr("%n h", "", count)

    def minutes_ago(self, count: int) -> str:
        """For sentences."""
        return self.tr("%n minute(s) ago", "", count)

    def hours_ago(self, count: int) -> str:
        """For sentences."""
        return self.tr("%n hour(s) ago", "", count)

    def minutes_left(self, count: int) -> str:
        """For progress."""
        return self.tr("about %n minute(s) left", "", count)

    def hours_left(self, count: int) -> str:
        """For progress."""
        return self.tr("about %n hour(s) left", "", count)

    def items(self, count: int) -> str:
        """Anything."""
        return self.tr("%n item(s)", "", count)

    def files(self, count: int) -> str:
        """Attachments."""
        return self.tr("%n file(s)", "", count)

    def tickets(self, count: int) -> str:
        """Tickets."""
        return self.tr("%n ticket(s)", "", count)

    def open_tickets(self, count: int) -> str:
        """Tickets of a machine."""
        return self.tr("%n open ticket(s)", "", count)

    def still_open(self, count: int) -> str:
        """Of the tickets just counted."""
        return self.tr("%n open", "", count)

    def need_you(self, count: int) -> str:
        """In the strip."""
        return self.tr("%n item(s) need(s) you.", "", count)

    def on_the_way(self, count: int) -> str:
        """In the strip, while sending."""
        return self.tr("%n item(s) on the way.", "", count)

    def in_a_moment(self, count: int) -> str:
        """In the strip, online."""
        return self.tr("%n item(s) will be sent in a moment.", "", count)

    def held(self, count: int) -> str:
        """In the strip, on a metered connection."""
        return self.tr("%n item(s) with large files wait(s): this connection is metered.", "", count)

    def vanished(self, count: int) -> str:
        """Above everything, asking what becomes of them."""
        return self.tr("%n ticket(s) vanished from the helpdesk at once.", "", count)

    def by_themselves(self, count: int) -> str:
        """In the strip, offline."""
        return self.tr("%n item(s) will be sent by itself/themselves.", "", count)

    def earlier(self, count: int) -> str:
        """Above a long conversation."""
        return self.tr("Show %n earlier message(s)", "", count)

    def unread(self, count: int) -> str:
        """Tickets, for assistive technology."""
        return self.tr("%n unread", "", count)

    def unread_announcements(self, count: int) -> str:
        """On the button that shows only those."""
        return self.tr("%n unread", "announcements", count)

    def more(self, count: int) -> str:
        """Below a list that was cut short."""
        return self.tr("and %n more", "", count)

    def throw_away(self, count: int) -> str:
        """Beside a box to tick."""
        return self.tr("Throw away %n unsent item(s)", "", count)

    def not_sent(self, count: int) -> str:
        """Beside an account that is not open."""
        return self.tr("%n not sent", "", count)

    def needing(self, count: int) -> str:
        """Beside an account that is not in front."""
        return self.tr("%n need(s) you", "", count)

    def asking_restored(self, count: int) -> str:
        """After the outbox was restored: what came from a copy and is not settled."""
        return self.tr("%n change(s) came from a copy and wait(s) for your word in the outbox.", "", count)

    def unnamed_files(self, count: int) -> str:
        """After the outbox was restored: attachments whose text is gone."""
        return self.tr("%n attached file(s) that nothing names any more stay(s) here, too.", "", count)


plurals = Plurals()
"""The one instance; its texts follow the language in force."""
