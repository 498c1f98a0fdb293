"""From one order of ids to another in few steps, so that a list keeps selection and place.

Orders of a million ids differ in a handful of places after a sync: equal heads and tails are skipped by comparing slices, which
Python does in C. `script` gives up (None) when many steps would be needed; a list is then rearranged as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_SLICE = 8192
_AHEAD = 12
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
    try:
        quick = _quick_script(before, after, head)
    except ValueError:
        quick = None  # rows stand further apart than a few steps explain
    if quick is not None:
        return quick
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


def _quick_script(before: list[str], after: list[str], head: int) -> list[Step] | None:
    """The same for a few scattered differences in a long list, without looking at every id by itself; None if it is not so."""
    found = _differences(before, after)
    if found is None:
        return None
    dropped, added = found
    fresh = {after[at] for at in added}
    work = list(before)
    steps: list[Step] = []
    for at in reversed(dropped):
        if before[at] not in fresh:
            steps.append(Remove(head + at, 1))
            del work[at]
    origins = {before[at]: at for at in dropped}
    for at in added:
        id = after[at]
        if id in origins:
            source = _near(work, id, origins[id])
            del work[source]
            target = _near(work, after[at - 1], at) + 1 if at else 0
            if source != target:
                steps.append(Move(head + source, head + target))
        else:
            target = _near(work, after[at - 1], at) + 1 if at else 0
            steps.append(Insert(head + target, (id,)))
        work.insert(target, id)
    return steps if work == after else None


def _differences(before: list[str], after: list[str]) -> tuple[list[int], list[int]] | None:
    """Which rows of `before` and of `after` fall out of step, at most MOST_STEPS in all, never more than _AHEAD in a row."""
    dropped: list[int] = []
    added: list[int] = []
    left = right = 0
    while left < len(before) and right < len(after):
        if before[left] == after[right]:
            run = _same_run(before, left, after, right)
            left, right = left + run, right + run
            continue
        for skip in range(1, _AHEAD + 1):
            if right + skip < len(after) and after[right + skip] == before[left]:
                added.extend(range(right, right + skip))
                right += skip
                break
            if left + skip < len(before) and before[left + skip] == after[right]:
                dropped.extend(range(left, left + skip))
                left += skip
                break
        else:
            return None
        if len(dropped) + len(added) > MOST_STEPS:
            return None
    if len(before) - left + len(after) - right + len(dropped) + len(added) > MOST_STEPS:
        return None
    return dropped + list(range(left, len(before))), added + list(range(right, len(after)))


def _same_run(before: list[str], left: int, after: list[str], right: int) -> int:
    run = 0
    while before[left + run : left + run + _SLICE] == after[right + run : right + run + _SLICE]:
        part = min(_SLICE, len(before) - left - run, len(after) - right - run)
        run += part
        if part < _SLICE:
            return run
    end = min(len(before) - left, len(after) - right)
    while run < end and before[left + run] == after[right + run]:
        run += 1
    return run


def _near(work: list[str], id: str, at: int) -> int:
    """Where `id` stands; other steps have shifted it by a few rows at most."""
    reach = 2 * MOST_STEPS
    return work.index(id, max(0, at - reach), at + reach)


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
