"""One run of the command line, from its words to its exit code."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Sequence

from desktop import errors, logbook
from desktop.cli import shapes, words
from desktop.cli.command_line import parse
from desktop.cli.exit_codes import ExitCode
from desktop.cli.failure import Failure, Interrupted
from desktop.cli.opened import Context
from desktop.cli.output import Output
from desktop.cli.signals import Signals
from desktop.cli.verbs import Verb
from desktop.paths import Profile

log = logging.getLogger("sportello.cli")

LOG_NAME = "command-line"
"""A file of its own: the window renames its own as it grows."""

Command = Callable[[Context], ExitCode]


def run(arguments: Sequence[str] | None) -> ExitCode:
    """Do what the words say. Ends the process (2) where argparse does not understand them, and after --help (0)."""
    options = parse(arguments)
    output = Output(as_json=options.json)
    # Whatever is written from here on (databases, logs, attached files) is its owner's alone.
    mask = os.umask(0o077)
    signals = Signals()
    try:
        with signals.taken():
            context = Context(options, Profile.at(options.profile), output, signals)
            code = _guarded(context)
            output.finish()
        return _with_output_in_mind(code, context)
    finally:
        logbook.close()
        os.umask(mask)


def _guarded(context: Context) -> ExitCode:
    """The exit code of the command, whatever comes of it."""
    try:
        _begin(context.profile)
        log.info("%s", context.options.verb)
        code = _command(Verb(context.options.verb))(context)
    except Interrupted as asked:
        code = asked.code
    except KeyboardInterrupt:
        code = ExitCode.INTERRUPTED
    except Failure as failure:
        code = _tell(context, failure)
    except errors.SportelloError as error:
        if isinstance(error, errors.Mistake):
            log.exception("mistake")
        code = _tell(context, words.failure_of(error))
    except (
        Exception
    ) as error:  # the outermost frame: a bug is logged whole and told, and nothing false is said about what is queued
        log.exception("mistake")
        sentence = f"Sportello made a mistake: {type(error).__name__}."
        code = _tell(context, Failure(ExitCode.MISTAKE, sentence, f"The log says more: {context.profile.logs}."))
    if context.queued is not None and code not in QUEUED:
        # Ended by a signal between queueing and sending.
        code = _tell(context, Failure(code, "Ended."))
    log.info("ended: %s", code.slug)
    return code


QUEUED = frozenset(
    {ExitCode.DONE, ExitCode.WAITING, ExitCode.ELSEWHERE, ExitCode.SIGN_IN_NEEDED, ExitCode.NEEDS_PERSON}
)
"""Codes that a command may end with once something was queued: see `exit_codes`."""


def _begin(profile: Profile) -> None:
    try:
        profile.make()
    except OSError as error:
        raise Failure(
            ExitCode.STORAGE,
            f"The profile's folder can't be used ({error.filename}: {error.strerror}).",
            "Check its permissions, or name another one with --profile.",
        ) from error
    try:
        logbook.configure(profile.logs, name=LOG_NAME)
    except OSError:
        return  # a full disk must not keep anybody from reading their tickets; who needs the disk says so


def _tell(context: Context, failure: Failure) -> ExitCode:
    """The failure in words and, where nothing was answered yet, as a document. Once something is queued, none says that nothing was."""
    output = context.output
    if context.queued is not None and failure.code not in QUEUED:
        safe = f"It is queued all the same ({context.queued.id})."
        failure = Failure(ExitCode.WAITING, f"{failure.sentence} {safe}", "`sportello sync` sends it.")
    output.progress("")
    output.note(f"sportello: {failure}")
    log.info("failed: %s", failure.code.slug)
    if output.as_json and not output.has_document:
        queued = shapes.change_shape(context.queued) if context.queued else None
        output.document({"error": shapes.error_shape(failure), "queued": queued})
    return failure.code


def _with_output_in_mind(code: ExitCode, context: Context) -> ExitCode:
    trouble = context.output.trouble
    if trouble is None:
        return code
    context.output.note(f"sportello: the answer could not be written: {trouble.strerror or trouble}.")
    return ExitCode.STORAGE if code is ExitCode.DONE and context.queued is None else code


def _command(verb: Verb) -> Command:
    """The verb's function; imported here, so that each command loads only what it needs."""
    match verb:
        case Verb.TICKETS:
            from desktop.cli.commands.tickets import tickets

            return tickets
        case Verb.SHOW:
            from desktop.cli.commands.show import show

            return show
        case Verb.OPEN:
            from desktop.cli.commands.open_ticket import open_ticket

            return open_ticket
        case Verb.REPLY | Verb.CLOSE | Verb.REOPEN:
            from desktop.cli.commands import answering

            return {Verb.REPLY: answering.reply, Verb.CLOSE: answering.close, Verb.REOPEN: answering.reopen}[verb]
        case Verb.SYNC:
            from desktop.cli.commands.sync import sync

            return sync
        case Verb.OUTBOX:
            from desktop.cli.commands.outbox import outbox

            return outbox
        case Verb.DRAFTS:
            from desktop.cli.commands.drafts import drafts

            return drafts
        case Verb.ACCOUNTS:
            from desktop.cli.commands.accounts import accounts

            return accounts
        case Verb.SIGN_IN:
            from desktop.cli.commands.sign_in import sign_in

            return sign_in
