"""From one order of ids to another in few steps, so that a list keeps selection and place.

Orders of a million ids differ in a handful of places after a sync: equal heads and tails are skipped by comparing slices, which
Python does in C. `script` gives up (None) when many steps would be needed; a list is then rearranged as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_SLICE = 8192
MOST_STEPS = 48


@dataclass(frozen=True, slots=True)
class Insert:
    """Put `ids` before `row`."""

    row: int
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Remove:
    """Take `count` rows from `row` on."""

    row: int
    count: int


@dataclass(frozen=True, slots=True)
class Move:
    """Take the row at `source` and put it where it then stands at `target`."""

    source: int
    target: int


Step = Insert | Remove | Move


def same_head(old: Sequence[str], new: Sequence[str], start: int = 0) -> int:
    """Up to which row both are equal, looked at from `start`."""
    end = min(len(old), len(new))
    at = start
    while at < end:
        stop = min(at + _SLICE, end)
        if old[at:stop] != new[at:stop]:
            while at < stop and old[at] == new[at]:
                at += 1
            return at
        at = stop
    return end


def same_tail(old: Sequence[str], new: Sequence[str], head: int) -> int:
    """How many rows at the end are equal, not counting the first `head`."""
    most = min(len(old), len(new)) - head
    done = 0
    while done < most:
        part = min(_SLICE, most - done)
        old_end, new_end = len(old) - done, len(new) - done
        if old[old_end - part : old_end] != new[new_end - part : new_end]:
            while done < most and old[len(old) - 1 - done] == new[len(new) - 1 - done]:
                done += 1
            return done
        done += part
    return most


def script(old: list[str], new: list[str]) -> list[Step] | None:
    """The steps from `old` to `new`, to be applied one after the other; None when there would be more than MOST_STEPS."""
    head = same_head(old, new)
    tail = same_tail(old, new, head)
    before, after = old[head : len(old) - tail], new[head : len(new) - tail]
    if not before and not after:
        return []
    if not before:
        return [Insert(head, tuple(after))]
    if not after:
        return [Remove(head, len(before))]
    kept_after, kept_before = set(before), set(after)
    steps: list[Step] = []
    removals = _removals(before, kept_before, head)
    if removals is None:
        return None
    steps += removals
    left = [id for id in before if id in kept_before]
    wanted = [id for id in after if id in kept_after]
    moves = _moves(left, wanted, head)
    if moves is None or len(steps) + len(moves) > MOST_STEPS:
        return None
    steps += moves
    insertions = _insertions(after, kept_after, head)
    if insertions is None or len(steps) + len(insertions) > MOST_STEPS:
        return None
    return steps + insertions


def _removals(before: list[str], kept: set[str], head: int) -> list[Step] | None:
    """From the end, so that earlier rows keep their places."""
    steps: list[Step] = []
    end = None
    for row in range(len(before) - 1, -2, -1):
        gone = row >= 0 and before[row] not in kept
        if gone and end is None:
            end = row
        elif not gone and end is not None:
            steps.append(Remove(head + row + 1, end - row))
            end = None
            if len(steps) > MOST_STEPS:
                return None
    return steps


def _moves(left: list[str], wanted: list[str], head: int) -> list[Step] | None:
    steps: list[Step] = []
    at = same_head(left, wanted)
    while at < len(wanted):
        if len(steps) >= MOST_STEPS:
            return None
        # The row that stands here now may only have to go further down; else the wanted one comes up from where it is.
        if at + 1 < len(left) and left[at + 1] == wanted[at] and left[at] != wanted[at]:
            target = wanted.index(left[at], at)
            steps.append(Move(head + at, head + target))
            left.insert(target, left.pop(at))
        else:
            source = left.index(wanted[at], at)
            steps.append(Move(head + source, head + at))
            left.insert(at, left.pop(source))
        at = same_head(left, wanted, at)
    return steps


def _insertions(after: list[str], present: set[str], head: int) -> list[Step] | None:
    steps: list[Step] = []
    start = None
    for row in range(len(after) + 1):
        fresh = row < len(after) and after[row] not in present
        if fresh and start is None:
            start = row
        elif not fresh and start is not None:
            steps.append(Insert(head + start, tuple(after[start:row])))
            start = None
            if len(steps) > MOST_STEPS:
                return None
    return steps
