"""Steps from one order to another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.ui.order_script import MOST_STEPS, Insert, Move, Remove, Step, script

ids = st.lists(st.integers(0, 30).map(str), unique=True, max_size=30)


def apply(order: list[str], steps: list[Step]) -> list[str]:
    order = list(order)
    for step in steps:
        match step:
            case Insert(row=row, ids=new):
                order[row:row] = new
            case Remove(row=row, count=count):
                assert count > 0
                assert row + count <= len(order)
                del order[row : row + count]
            case Move(source=source, target=target):
                assert source != target
                order.insert(target, order.pop(source))
    return order


@given(ids, ids)
def test_the_steps_lead_from_any_order_to_any_other(old: list[str], new: list[str]) -> None:
    steps = script(old, new)
    assert steps is not None
    assert apply(old, steps) == new


def test_a_ticket_that_comes_to_the_top_of_a_long_list_is_one_move() -> None:
    old = [str(n) for n in range(100_000)]
    new = ["70000", *(id for id in old if id != "70000")]
    assert script(old, new) == [Move(70_000, 0)]


def test_a_ticket_that_sinks_is_one_move() -> None:
    old = [str(n) for n in range(50_000)]
    new = [*old[1:40_000], "0", *old[40_000:]]
    assert script(old, new) == [Move(0, 39_999)]


def test_an_unchanged_list_needs_no_step() -> None:
    old = [str(n) for n in range(20_000)]
    assert script(old, list(old)) == []


def test_a_shuffled_list_is_given_up() -> None:
    old = [str(n) for n in range(1000)]
    assert script(old, old[::-1]) is None


def test_many_scattered_newcomers_are_given_up() -> None:
    old = [str(n) for n in range(1000)]
    new = [id for n in range(1000) for id in ((str(n), f"new{n}") if n % 10 == 0 else (str(n),))]
    assert MOST_STEPS < 100
    assert script(old, new) is None


@given(
    st.lists(st.integers(0, 400), min_size=1, max_size=6, unique=True),
    st.lists(st.integers(0, 400), max_size=6),
    st.integers(0, 5),
)
def test_a_few_scattered_differences_in_a_long_list_take_a_few_steps(
    moved: list[int], places: list[int], new: int
) -> None:
    old = [str(n) for n in range(400)]
    fresh = list(old)
    for n, place in zip(moved, places, strict=False):
        if str(n) in fresh:
            fresh.remove(str(n))
            fresh.insert(place, str(n))
    for n in range(new):
        fresh.insert(n * 60, f"new{n}")
    steps = script(old, fresh)
    assert steps is not None
    assert apply(old, steps) == fresh
    assert len(steps) <= 2 * (len(places) + new) + 2
