"""From "queue this" to the answer: durable first, then an attempt to send, then what became of it as words, document and exit code."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from desktop import errors
from desktop.actions.attach import attach_file
from desktop.actions.sendable import NotSendable
from desktop.cli import plain, words
from desktop.cli.exit_codes import ExitCode
from desktop.cli.failure import Failure, Fault
from desktop.cli.opened import Context, Opened
from desktop.cli.sending import Sending, Sent
from desktop.cli.shapes import change_shape, error_shape
from desktop.domain.account import Limits
from desktop.domain.change import Change, FrozenFile, OpenTicket
from desktop.domain.change_state import ChangeState, standing
from desktop.domain.rules import Fault as Rule
from desktop.domain.rules import Violation

LONGEST_INPUT = 4 * 1024 * 1024
"""Bytes of text read from standard input: no helpdesk takes as much, and a mistaken pipe must not fill the memory."""


def text_from(word: str, field: str) -> str:
    """The text of an option, or of standard input where the option says `-`. Raises Failure (NOT_VALID)."""
    if word != "-":
        return word
    raw = b"" if sys.stdin is None else sys.stdin.buffer.read(LONGEST_INPUT + 1)
    if len(raw) > LONGEST_INPUT:
        sentence = words.fault_sentence(Violation(field, Rule.TEXT_TOO_LONG), Limits())
        raise words.invalid([Fault(field, Rule.TEXT_TOO_LONG.value, sentence)])
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise words.invalid([Fault(field, "text-not-utf-8", "Standard input is not UTF-8.")]) from None


def attached(opened: Opened, paths: Sequence[Path]) -> tuple[FrozenFile, ...]:
    """The files, copied into the account's store: from here on the originals may change. Raises Failure, FileUnreadable, DiskFull."""
    limits = opened.workspace.identity.helpdesk.limits
    too_large = [path.name for path in paths if _size(path) > limits.max_upload_bytes]
    if too_large:
        # Told before gigabytes are copied for nothing.
        raise words.not_valid([Violation("files", Rule.FILE_TOO_LARGE, name) for name in too_large], limits)
    return tuple(attach_file(opened.workspace.desk, path) for path in paths)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError as error:
        raise errors.FileUnreadable(path.name, error.strerror or str(error)) from error


def queue(context: Context, opened: Opened, action: Callable[..., Change], *arguments: object) -> Change:
    """Do it durably; nothing breaks in between the commit and our knowing of it. Raises Failure and the errors of storage."""
    with context.signals.told_to():
        try:
            context.queued = change = opened.perform(action, *arguments)
        except NotSendable as error:
            raise words.not_valid(error.violations, opened.workspace.identity.helpdesk.limits) from error
    return change


def deliver(context: Context, opened: Opened, change: Change, *, repeated: bool = False) -> ExitCode:
    """Try to send what was queued, and answer with what became of it."""
    context.queued = change
    sent: Sent | None = None
    if not context.options.no_sync and not change.state.is_settled:
        sent = Sending(context, opened).run(lambda: _has_ended(opened, change.id), context.options.wait)
        context.has_news = not sent.told_window
    fresh = opened.views.change(change.id)
    state = _state_of(opened, fresh)
    failure = _judged(state, fresh, sent)
    code = failure.code if failure else ExitCode.DONE
    number = _number_of(opened, fresh or change)
    if context.output.as_json:
        context.output.document(
            {
                "ticket_id": change.ticket_id,
                "number": number,
                "outcome": code.slug,
                "repeated": repeated,
                "change": change_shape(fresh or change, state),
                "error": error_shape(failure) if failure else None,
            }
        )
    else:
        context.output.lines([_said(fresh or change, number, state)])
    if failure is not None:
        context.output.note(f"sportello: {failure}")
    return code


def _has_ended(opened: Opened, change_id: str) -> bool:
    change = opened.views.change(change_id)
    return change is None or change.state.is_settled or _state_of(opened, change) in _FOR_PEOPLE


_FOR_PEOPLE = frozenset(
    {ChangeState.NEEDS_ATTENTION, ChangeState.CONFLICT, ChangeState.BLOCKED, ChangeState.MAILED, ChangeState.DRAFT}
)


def _state_of(opened: Opened, change: Change | None) -> ChangeState:
    """The state as shown; what is no longer in the outbox was taken back into a draft."""
    if change is None:
        return ChangeState.DRAFT
    return standing(opened.workspace.outbox.of_ticket(change.ticket_id)).get(change.id, change.state)


def _number_of(opened: Opened, change: Change) -> str:
    row = opened.views.rows([change.ticket_id]).get(change.ticket_id)
    return row.number if row is not None and row.number else change.number


def _judged(state: ChangeState, change: Change | None, sent: Sent | None) -> Failure | None:
    """Why it is not sent; None when it is, or when somebody ended it on purpose."""
    if state.is_settled:
        return None
    if state is ChangeState.MAILED:
        sentence = "It was handed to e-mail, and waits until the helpdesk shows it."
        return Failure(ExitCode.WAITING, sentence, "`sportello sync` looks whether it does.")
    if state in _FOR_PEOPLE:
        sentence = words.reason(change.problem if change else None) or f"It {words.state_words(state)}."
        return Failure(ExitCode.NEEDS_PERSON, sentence, "It is kept: see `sportello outbox`, or open the window.")
    if sent is None:
        return Failure(ExitCode.WAITING, "It is queued.", "`sportello sync` sends it.")
    if sent.outcome.elsewhere:
        if sent.told_window:
            return Failure(ExitCode.ELSEWHERE, "It is queued; the window of this profile sends, and was told.")
        return Failure(
            ExitCode.ELSEWHERE,
            "It is queued; another Sportello of this profile is sending for a long time now.",
            "It goes with that one, or with the next `sportello sync`.",
        )
    if isinstance(sent.outcome.trouble, errors.SignInNeeded):
        return Failure(
            ExitCode.SIGN_IN_NEEDED,
            "It is queued, but the session ended.",
            "`sportello sign-in`, then `sportello sync`.",
        )
    trouble = sent.outcome.trouble
    because = words.failure_of(trouble).sentence if trouble else words.reason(change.problem if change else None)
    if sent.ended_by is not None:
        because = "You ended it."
    return Failure(ExitCode.WAITING, f"It is queued and not sent yet. {because}".strip(), "`sportello sync` sends it.")


def _said(change: Change, number: str, state: ChangeState) -> str:
    name = f"#{number}" if number else change.ticket_id
    what = {"open": "ticket", "reply": "reply to", "close": "closing", "reopen": "reopening", "edit": "edit of"}
    subject = f": {change.deed.subject}" if isinstance(change.deed, OpenTicket) else ""
    return plain.one_line(f"{words.state_words(state)}: {what[words.kind_of(change)]} {name}{subject}")
