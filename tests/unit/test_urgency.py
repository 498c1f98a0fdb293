"""Three plain questions lead to one of the helpdesk's priorities, however many it has."""

from __future__ import annotations

from itertools import product

import pytest

from desktop.domain.catalogue import Priority, Words
from desktop.domain.urgency import Answers, Central, Impact, Reach, Work, impact_of, priority_for

FIVE = ("low", "normal", "high", "urgent", "critical")


def ranked(*names: str) -> tuple[Priority, ...]:
    """Priorities as a server may list them: in any order, with any ranks that grow."""
    made = [Priority(name, Words({"en": name}), rank=(at + 1) * 10) for at, name in enumerate(names)]
    return tuple(reversed(made))


@pytest.mark.parametrize(
    ("work", "reach", "central", "expected"),
    [
        (Work.ASKING, None, None, "low"),
        (Work.ASKING, Reach.ALL, Central.YES, "low"),
        (Work.HINDERED, Reach.ONE, Central.NO, "normal"),
        (Work.HINDERED, Reach.SOME, Central.NO, "normal"),
        (Work.HINDERED, Reach.SOME, Central.YES, "high"),
        (Work.HINDERED, Reach.ALL, Central.NO, "high"),
        (Work.STOPPED, Reach.ONE, Central.NO, "high"),
        (Work.STOPPED, Reach.ONE, Central.YES, "high"),
        (Work.STOPPED, Reach.SOME, Central.NO, "high"),
        (Work.STOPPED, Reach.SOME, Central.YES, "urgent"),
        (Work.STOPPED, Reach.SOME, Central.UNKNOWN, "urgent"),
        (Work.STOPPED, Reach.ALL, Central.YES, "critical"),
        (Work.STOPPED, Reach.ALL, Central.UNKNOWN, "critical"),
    ],
)
def test_five_priorities_are_suggested_as_a_helpdesk_means_them(
    work: Work, reach: Reach | None, central: Central | None, expected: str
) -> None:
    impact = impact_of(Answers(work, reach, central))
    assert impact is not None
    suggested = priority_for(impact, ranked(*FIVE))
    assert suggested is not None
    assert suggested.id == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("normal", "urgent"), "normal normal urgent urgent urgent"),
        (("low", "normal", "high"), "low normal high high high"),
        (("low", "normal", "high", "critical"), "low normal high critical critical"),
        (FIVE, "low normal high urgent critical"),
        (("a", "b", "c", "d", "e", "f", "g"), "a c d e g"),
    ],
)
def test_shorter_and_longer_lists_are_used_from_the_lowest_to_the_highest(
    names: tuple[str, ...], expected: str
) -> None:
    suggested = [priority_for(impact, ranked(*names)) for impact in Impact]
    assert " ".join(one.id for one in suggested if one) == expected


def test_where_there_is_nothing_to_choose_between_nothing_is_suggested() -> None:
    for impact in Impact:
        assert priority_for(impact, ()) is None
        assert priority_for(impact, ranked("only")) is None


@pytest.mark.parametrize(
    "answers",
    [Answers(), Answers(Work.STOPPED), Answers(Work.HINDERED, Reach.ONE), Answers(None, Reach.ALL, Central.YES)],
)
def test_nothing_follows_while_an_answer_is_missing_that_matters(answers: Answers) -> None:
    assert impact_of(answers) is None


def test_whoever_is_worse_off_never_gets_the_lower_priority() -> None:
    order = {one: at for kind in (Work, Reach) for at, one in enumerate(kind)} | {
        Central.NO: 0,
        Central.UNKNOWN: 1,
        Central.YES: 2,
    }
    everything = [Answers(*one) for one in product(Work, Reach, Central)]
    for one, other in product(everything, everything):
        pairs = ((one.work, other.work), (one.reach, other.reach), (one.central, other.central))
        if all(order[a] <= order[b] for a, b in pairs if a and b):
            here, there = impact_of(one), impact_of(other)
            assert here is not None
            assert there is not None
            assert here <= there
