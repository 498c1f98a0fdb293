"""An announcement in the calendar: a standards-conforming entry that a calendar program recognises again."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Component

from desktop.domain.announcement import Announcement
from desktop.ui.calendar_entry import calendar_entry, has_entry

ROME = ZoneInfo("Europe/Rome")


def at(text: str, zone: ZoneInfo = ROME) -> int:
    return round(datetime.fromisoformat(text).replace(tzinfo=zone).timestamp() * 1000)


def an_announcement(starts: int | None, ends: int | None = None, **more: str) -> Announcement:
    title, text = more.get("title", "Maintenance"), more.get("text", "The portal rests.")
    return Announcement("a-1", title, text, "maintenance", at("2025-11-01T08:00"), starts, ends)


def entry(
    one: Announcement, made_at: int = 1_700_000_000_000, machines: tuple[str, ...] = ()
) -> tuple[bytes, Component]:
    written = calendar_entry(
        one, address="https://help.example:8443/x", helpdesk="Rossi", machines=machines, made_at=made_at, zone=ROME
    )
    (event,) = Calendar.from_ical(written).walk("VEVENT")
    return written, event


def test_times_are_in_utc_and_the_uid_is_always_the_same() -> None:
    one = an_announcement(at("2025-11-23T22:00"), at("2025-11-23T23:30"))
    written, event = entry(one)
    lines = written.split(b"\r\n")
    assert b"DTSTART:20251123T210000Z" in lines
    assert b"DTEND:20251123T223000Z" in lines
    assert b"DTSTAMP:20231114T221320Z" in lines
    assert b"UID:announcement-a-1@help.example" in lines
    assert b"VERSION:2.0" in lines
    assert any(line.startswith(b"PRODID:") for line in lines)
    assert entry(one, made_at=1_800_000_000_000)[1]["UID"] == event["UID"]


def test_whole_days_are_days() -> None:
    until_midnight = entry(an_announcement(at("2025-08-11T00:00"), at("2025-08-23T00:00")))[1]
    assert (until_midnight.decoded("DTSTART"), until_midnight.decoded("DTEND")) == (
        date(2025, 8, 11),
        date(2025, 8, 23),
    )
    to_the_last_minute = entry(an_announcement(at("2025-08-11T00:00"), at("2025-08-22T23:59")))[1]
    assert to_the_last_minute.decoded("DTEND") == date(2025, 8, 23)
    written, _ = entry(an_announcement(at("2025-03-30T00:00"), at("2025-03-31T00:00")))
    assert b"DTSTART;VALUE=DATE:20250330\r\n" in written
    part_of_a_day = entry(an_announcement(at("2025-08-11T00:00"), at("2025-08-11T12:00")))[1]
    assert part_of_a_day.decoded("DTSTART") == datetime(2025, 8, 10, 22, tzinfo=UTC)


def test_texts_of_any_script_come_through_escaped_and_folded() -> None:
    title = "Συντήρηση; «αποθήκη», back\\slash" + " μακρύς" * 30
    text = "Riga uno, con virgola; e punto\nΓραμμή δύο\n工事のお知らせ 😀"
    written, event = entry(an_announcement(at("2025-11-23T22:00"), title=title, text=text), machines=("Πρέσα 7",))
    assert str(event["SUMMARY"]) == title
    assert str(event["DESCRIPTION"]) == f"{text}\n\nΠρέσα 7\n\nRossi"
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    assert b"\n" not in written.replace(b"\r\n", b"")
    written.decode("utf-8")


def test_without_an_end_it_is_a_moment_and_without_a_beginning_there_is_no_entry() -> None:
    assert "DTEND" not in entry(an_announcement(at("2025-11-23T22:00")))[1]
    assert "DTEND" not in entry(an_announcement(at("2025-11-23T22:00"), at("2025-11-23T21:00")))[1]
    nothing = an_announcement(None, at("2025-11-23T22:00"))
    assert not has_entry(nothing)
    with pytest.raises(ValueError, match="beginning"):
        entry(nothing)
