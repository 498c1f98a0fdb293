"""One run of the push as it goes along: who had their turn, what came of it, and what somebody has to be told."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from desktop import errors
from desktop.domain.change import Change, OpenTicket, Problem
from desktop.domain.notice import Notice, NoticeKind
from desktop.domain.receipt import Accepted, Receipt, SignInNeeded, TryLater, Uncertain

LINK_PROBLEMS = frozenset({"unreachable", "certificate", "proxy", "captive-portal"})
"""Problems of the line, not of the change: the whole run stops, and no change's own patience is used up."""


@dataclass(slots=True)
class PushResult:
    """What a push did. `again`: something was joined with what the server has, and wants to go as soon as that is fetched."""

    sent: int = 0
    trouble: errors.WorldError | None = None
    notices: list[Notice] = field(default_factory=list)
    again: bool = False


@dataclass(slots=True)
class Round:
    """One run: which changes had their turn, how often one lost its files, and the result so far."""

    result: PushResult = field(default_factory=PushResult)
    tried: set[str] = field(default_factory=set)
    restarts: Counter[str] = field(default_factory=Counter)

    def report(self, change: Change | None, receipt: Receipt) -> None:
        """What somebody has to hear of this receipt; `change` as it was left by it."""
        result = self.result
        match receipt:
            case Accepted(number=number):
                result.sent += 1
                if change is not None and isinstance(change.deed, OpenTicket):
                    notice = Notice(NoticeKind.ACCEPTED, change.ticket_id, number, change.deed.subject)
                    result.notices.append(notice)
            case SignInNeeded():
                result.trouble = errors.SignInNeeded()
            case TryLater(problem=problem) | Uncertain(problem=problem) if is_of_the_line(problem):
                result.trouble = _error_of(problem)
            case _:
                pass
        if change is not None:
            self.tell_need(change)

    def tell_need(self, change: Change) -> None:
        """A change that can't go on without the person is told of."""
        if change.state.needs_person and change.problem is not None:
            text = change.problem.detail
            self.result.notices.append(
                Notice(NoticeKind.NEEDS_YOU, change.ticket_id, change.number, _subject(change), text=text)
            )


def is_of_the_line(problem: Problem | None) -> bool:
    """Whether the line is to blame, and not the change."""
    return problem is not None and problem.code in LINK_PROBLEMS


def _subject(change: Change) -> str:
    match change.deed:
        case OpenTicket(subject=subject):
            return subject
        case deed:
            return deed.text[:80]


def _error_of(problem: Problem) -> errors.NetworkError:
    match problem.code:
        case "certificate":
            return errors.CertificateError(problem.detail)
        case "proxy":
            return errors.ProxyError(problem.detail)
        case "captive-portal":
            return errors.CaptivePortal(problem.detail)
        case _:
            return errors.Unreachable(problem.detail)
