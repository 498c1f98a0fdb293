"""Where announcements and services stand in their time, what is fresh, and whether trouble has happened again."""

from __future__ import annotations

import pytest

from desktop.actions.asking import (
    Beginning,
    about_announcement,
    about_machine,
    about_offering,
    about_service,
    asking_type,
)
from desktop.domain.announcement import (
    Announcement,
    AnnouncementKind,
    Offering,
    Phase,
    Service,
    Standing,
    in_force_for,
)
from desktop.domain.catalogue import Catalogue, MachineNeed, RequestType
from desktop.domain.instant import DAY
from desktop.domain.recurrence import Occurrence, Recurrence, happened_again
from tests.builders import NOON, a_catalogue, a_machine, words


def an_announcement(id: str = "a", days_ago: float = 1, kind: str = "news", **more: object) -> Announcement:
    published = NOON - round(days_ago * DAY)
    return Announcement(id, "Title", "Text", kind, published, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "phase"),
    [
        (an_announcement(starts_at=NOON + 1, ends_at=NOON + 2), Phase.UPCOMING),
        (an_announcement(starts_at=NOON + 1), Phase.UPCOMING),
        (an_announcement(starts_at=NOON, ends_at=NOON), Phase.IN_FORCE),
        (an_announcement(ends_at=NOON + 1), Phase.IN_FORCE),
        (an_announcement(starts_at=NOON - 2, ends_at=NOON - 1), Phase.PAST),
        (an_announcement(days_ago=29), Phase.IN_FORCE),
        (an_announcement(days_ago=31), Phase.PAST),
        (an_announcement(days_ago=900, machine_ids=("m",)), Phase.IN_FORCE),
        (an_announcement(days_ago=60, starts_at=NOON - 5 * DAY), Phase.IN_FORCE),
    ],
)
def test_an_announcement_is_to_come_in_force_or_past(one: Announcement, phase: Phase) -> None:
    assert one.phase(NOON) is phase


def test_fresh_is_what_was_published_this_week_or_is_not_over() -> None:
    fresh = [
        an_announcement(days_ago=6),
        an_announcement(days_ago=60, ends_at=NOON + 1),
        an_announcement(days_ago=60, starts_at=NOON + 1),
    ]
    stale = [an_announcement(days_ago=8), an_announcement(days_ago=60, ends_at=NOON - 1)]
    assert [one.is_fresh(NOON) for one in fresh + stale] == [True] * 3 + [False] * 2


def test_maintenance_that_is_put_off_is_another_edition_and_a_corrected_text_is_not() -> None:
    before = an_announcement(starts_at=NOON, ends_at=NOON + 1)
    assert an_announcement(starts_at=NOON + DAY, ends_at=NOON + 1).edition != before.edition
    assert Announcement("a", "Other", "words", "news", 0, NOON, NOON + 1).edition == before.edition


def test_a_kind_of_a_newer_server_counts_as_news() -> None:
    assert an_announcement(kind="festivity").what is AnnouncementKind.NEWS
    assert an_announcement(kind="works").what is AnnouncementKind.WORKS


def test_a_machine_shows_what_names_it_and_is_not_over_what_holds_first() -> None:
    coming = an_announcement("c", starts_at=NOON + 5, ends_at=NOON + 9, machine_ids=("m",))
    holds = an_announcement("h", machine_ids=("m", "n"))
    over = an_announcement("o", ends_at=NOON - 1, machine_ids=("m",))
    other = an_announcement("x", machine_ids=("n",))
    assert in_force_for([coming, over, other, holds], "m", NOON) == (holds, coming)


@pytest.mark.parametrize(
    ("since", "until", "standing"),
    [
        ("", "", Standing.ACTIVE),
        ("2025-11-24", "2025-11-24", Standing.ACTIVE),
        ("2025-11-25", "", Standing.STARTING),
        ("2020-01-01", "2025-11-23", Standing.ENDED),
        ("2020-01-01", "", Standing.ACTIVE),
    ],
)
def test_a_service_is_active_from_its_first_to_its_last_day(since: str, until: str, standing: Standing) -> None:
    assert Service("s", "S", "", since, until).standing("2025-11-24") is standing


def test_only_trouble_of_the_last_twelve_months_has_happened_again() -> None:
    occurrences = [
        Occurrence("1", NOON - 10 * DAY, "fault", "faulty"),
        Occurrence("2", NOON - 300 * DAY, "fault"),
        Occurrence("3", NOON - 366 * DAY, "fault", "stopped"),
        Occurrence("4", NOON - 5 * DAY, "parts"),
        Occurrence("5", NOON - 4 * DAY, "question"),
        Occurrence("6", NOON - 3 * DAY, "parts", "stopped"),
        Occurrence("7", NOON - 2 * DAY, "fault", "running"),
        Occurrence("8", NOON - 1 * DAY, "gone", "unheard-of"),
    ]
    found = happened_again(occurrences, a_catalogue(), NOON)
    assert found == Recurrence(3, NOON - 300 * DAY, NOON - 3 * DAY)
    assert happened_again([], a_catalogue(), NOON) == Recurrence()


def test_asking_takes_the_request_type_that_is_for_asking() -> None:
    catalogue = a_catalogue()
    assert asking_type(catalogue) == "question"
    assert asking_type(catalogue, about_machine=True) == ""
    odd = Catalogue(
        (RequestType("a", words("A"), machine=MachineNeed.REQUIRED), RequestType("b", words("B"), icon="information"))
    )
    assert asking_type(odd) == "b"
    assert asking_type(odd, about_machine=True) == "b"
    assert asking_type(Catalogue()) == ""


def test_asking_about_something_fills_in_what_is_known() -> None:
    catalogue = a_catalogue()
    assert about_announcement(an_announcement(), catalogue) == Beginning("Title", "question")
    optional = Catalogue((*catalogue.request_types, RequestType("info", words("Info"), icon="information")))
    machine = a_machine(id="m", name="Pump")
    assert about_announcement(an_announcement(machine_ids=("m",)), optional) == Beginning("Title", "info", "m")
    assert about_announcement(an_announcement(machine_ids=("m", "n")), optional).machine_id == ""
    assert about_machine(machine, optional) == Beginning("Pump", "info", "m")
    assert about_machine(machine, catalogue) == Beginning("Pump", "", "m")
    assert about_service(Service("s", "Backup"), catalogue) == Beginning("Backup", "question")
    assert about_offering(Offering("o", "Backup", "", "parts"), catalogue) == Beginning("Backup", "parts")
    assert about_offering(Offering("o", "Backup", "", "gone"), catalogue) == Beginning("Backup", "question")
