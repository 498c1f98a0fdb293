"""What can be said to Sportello on a command line, and whether a command line says it. Imports nothing: every start of the window asks."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum


class Verb(StrEnum):
    """The commands, in the order of the help."""

    TICKETS = "tickets"
    SHOW = "show"
    OPEN = "open"
    REPLY = "reply"
    CLOSE = "close"
    REOPEN = "reopen"
    SYNC = "sync"
    OUTBOX = "outbox"
    DRAFTS = "drafts"
    ACCOUNTS = "accounts"
    SIGN_IN = "sign-in"


PURPOSES: dict[Verb, str] = {
    Verb.TICKETS: "list tickets: a folder, a search, a machine's",
    Verb.SHOW: "one ticket with its whole conversation",
    Verb.OPEN: "open a ticket",
    Verb.REPLY: "reply to a ticket",
    Verb.CLOSE: "close a ticket",
    Verb.REOPEN: "reopen a ticket",
    Verb.SYNC: "send what waits and fetch what is new",
    Verb.OUTBOX: "what waits to be sent; try again, discard",
    Verb.DRAFTS: "what is being written and was not sent",
    Verb.ACCOUNTS: "the accounts of this profile",
    Verb.SIGN_IN: "sign in; the password comes from a prompt or from standard input",
}

_WITH_VALUE = frozenset({"--profile", "--account", "--undo-seconds"})
"""Options of either program before which a verb may stand back, and that take the next word along."""


def first_word(arguments: Sequence[str]) -> str:
    """The first word that is neither an option nor an option's value; empty without one."""
    takes_next = False
    for argument in arguments:
        if takes_next:
            takes_next = False
        elif argument.startswith("-"):
            takes_next = argument in _WITH_VALUE
        else:
            return argument
    return ""


def is_command(arguments: Sequence[str]) -> bool:
    """Whether this is for the command line, a mistyped verb included: the window takes no words."""
    return bool(first_word(arguments))


def overview() -> str:
    """The commands, for the help."""
    lines = [f"  {verb:<10} {PURPOSES[verb]}" for verb in Verb]
    return "\n".join(["commands (no window; `sportello COMMAND --help` says more):", *lines])
