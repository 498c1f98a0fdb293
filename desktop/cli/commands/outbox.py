"""`sportello outbox`: what waits to be sent, and the two things that can be done about it here."""

from __future__ import annotations

from desktop.actions import settle
from desktop.cli import plain, words
from desktop.cli.delivering import deliver
from desktop.cli.exit_codes import ExitCode
from desktop.cli.failure import Failure
from desktop.cli.opened import Context, Opened
from desktop.cli.shapes import change_shape
from desktop.domain.change import Change, OpenTicket
from desktop.domain.change_state import standing


def outbox(context: Context) -> ExitCode:
    """List it, try one change again, or end one on the person's explicit order."""
    deed, id = context.options.deed, context.options.id
    if (deed == "list") == bool(id):
        raise Failure(ExitCode.USAGE, f"`outbox {deed}` takes {'no id' if id else 'the id of a change'}.")
    with context.open() as opened:
        match deed:
            case "retry":
                return _retry(context, opened, _meant(opened, id))
            case "discard":
                return _discard(context, opened, _meant(opened, id))
            case _:
                _list(context, opened)
                return ExitCode.DONE


def _list(context: Context, opened: Opened) -> None:
    changes = opened.views.outbox()
    states = standing(change for change in changes if not change.state.is_settled)
    if context.output.as_json:
        context.output.document({"changes": [change_shape(one, states.get(one.id)) for one in changes]})
        return
    numbers = opened.views.rows([change.ticket_id for change in changes])
    rows = []
    for change in changes:
        row = numbers.get(change.ticket_id)
        name = f"#{row.number}" if row is not None and row.number else "new"
        deed = change.deed
        text = deed.subject if isinstance(deed, OpenTicket) else deed.text
        state = words.state_words(states.get(change.id, change.state))
        why = words.reason(change.problem)
        rows.append((change.id, words.kind_of(change), name, f"{state} ({why})" if why else state, text))
    context.output.lines(plain.aligned(rows))


def _meant(opened: Opened, typed: str) -> Change:
    """The change with this id, or the only one on its way whose id begins so. Raises Failure (NOT_FOUND)."""
    exact = opened.views.change(typed.lower())
    if exact is not None:
        return exact
    meant = [one for one in opened.views.outbox() if not one.state.is_settled and one.id.startswith(typed.lower())]
    if len(meant) != 1:
        several = f"{len(meant)} changes begin" if meant else "No change in the outbox begins"
        raise Failure(ExitCode.NOT_FOUND, f"{several} with {typed}.", "`sportello outbox` lists them.")
    return meant[0]


def _retry(context: Context, opened: Opened, change: Change) -> ExitCode:
    with context.signals.told_to():
        if not opened.workspace.perform(settle.retry, change.id):
            raise _too_late(change)
    return deliver(context, opened, opened.views.change(change.id) or change)


def _discard(context: Context, opened: Opened, change: Change) -> ExitCode:
    with context.signals.told_to():
        if not opened.workspace.perform(settle.discard, change.id):
            raise _too_late(change)
    context.has_news = True
    ended = opened.views.change(change.id) or change
    if context.output.as_json:
        context.output.document({"change": change_shape(ended)})
    else:
        context.output.lines([f"{words.state_words(ended.state)}: {ended.id}"])
    return ExitCode.DONE


def _too_late(change: Change) -> Failure:
    state = words.state_words(change.state)
    return Failure(
        ExitCode.TOO_LATE, f"It is too late for that: {change.id} is {state}.", "`sportello outbox` says more."
    )
