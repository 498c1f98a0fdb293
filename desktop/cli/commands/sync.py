"""`sportello sync`: send what waits, fetch what is new, and keep the account in order as the window does while it is open."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop import errors
from desktop.cli import words
from desktop.cli.exit_codes import ExitCode
from desktop.cli.failure import Failure
from desktop.cli.opened import Context, Opened
from desktop.cli.sending import Sending, Sent, going
from desktop.cli.shapes import error_shape, time_of

if TYPE_CHECKING:
    from desktop.connectors.contract import Connector

log = logging.getLogger("sportello.cli")


def sync(context: Context) -> ExitCode:
    """Sync once; with `--wait`, until nothing that goes by itself waits any more."""
    with context.open() as opened:
        return synced(context, opened, context.options.wait)


def synced(context: Context, opened: Opened, seconds: float, *, quiet: bool = False) -> ExitCode:
    """Sync, and answer with what became of it; `quiet` where something else is the answer."""
    sending = Sending(context, opened)

    def ask_who(connector: Connector) -> None:
        # Limits, features and rights may have changed since somebody signed in; the window asks once per start.
        from desktop.connectors.discovery import discover
        from desktop.connectors.transport import TransportOptions

        known = opened.workspace.identity
        described = discover(known.helpdesk.address, TransportOptions(proxy=context.proxy))
        fresh = replace(known, helpdesk=described, person=connector.me())
        if fresh != known:
            sending.write(lambda: opened.workspace.remember(fresh))

    sent = sending.run(lambda: not going(opened.workspace.outbox.unsettled()), seconds, afterwards=ask_who)
    context.has_news = not sent.told_window
    if not sent.outcome.elsewhere:
        _tidy(opened)
    failure = _judged(opened, sent)
    if not quiet:
        _report(context, opened, sent, failure)
    if failure is not None:
        context.output.note(f"sportello: {failure}")
    return failure.code if failure else ExitCode.DONE


def _tidy(opened: Opened) -> None:
    try:
        opened.workspace.tidy()
    except errors.WorldError as error:
        # Tidying is no duty: a disk that refuses it is told of by whatever needs the disk.
        log.warning("not tidied: %s", error)


def _report(context: Context, opened: Opened, sent: Sent, failure: Failure | None) -> None:
    unsettled = opened.workspace.outbox.unsettled()
    waiting = len(going(unsettled))
    needing = sum(change.state.needs_person for change in unsettled)
    if context.output.as_json:
        context.output.document(
            {
                "sent": sent.sent,
                "received": sent.received,
                "waiting": waiting,
                "needs_person": needing,
                "elsewhere": sent.outcome.elsewhere,
                "vanished": sent.outcome.vanished,
                "data_at": time_of(opened.views.pull_state().pulled_at),
                "outcome": (failure.code if failure else ExitCode.DONE).slug,
                "error": error_shape(failure) if failure else None,
            }
        )
        return
    context.output.lines([f"{sent.sent} sent, {sent.received} received, {waiting} waiting, {needing} need you"])
    if sent.outcome.vanished:
        context.output.note(
            f"{sent.outcome.vanished} tickets vanished from the helpdesk at once; they are kept until somebody decides in the window."
        )


def _judged(opened: Opened, sent: Sent) -> Failure | None:
    unsettled = opened.workspace.outbox.unsettled()
    waits = len(going(unsettled))
    if sent.ended_by is not None:
        return Failure(sent.ended_by, f"Ended before it was done; {waits} waiting, nothing is lost.")
    if sent.outcome.elsewhere:
        return Failure(
            ExitCode.ELSEWHERE,
            "Another Sportello of this profile does the syncing.",
            "The window was told." if sent.told_window else "",
        )
    trouble = sent.outcome.trouble
    if trouble is not None:
        failure = words.failure_of(trouble)
        if failure.code is not ExitCode.HELPDESK or not waits:
            return failure
        return Failure(ExitCode.WAITING, f"{failure.sentence} {waits} waiting.", failure.remedy)
    if any(change.state.needs_person for change in unsettled):
        return Failure(ExitCode.NEEDS_PERSON, "Something in the outbox needs you.", "`sportello outbox` says what.")
    if waits:
        return Failure(ExitCode.WAITING, f"{waits} waiting for another attempt.", "`sportello sync --wait SECONDS`.")
    return None
