"""The command line as argparse knows it: one sub-command for each verb, the same options everywhere.

No option takes a secret: other programs of the same computer can read command lines.
"""

from __future__ import annotations

import argparse
import uuid
from collections.abc import Sequence
from pathlib import Path

from desktop.cli.exit_codes import epilog
from desktop.cli.own_ids import version_7
from desktop.cli.verbs import PURPOSES, Verb
from desktop.domain.listing import Folder, Order

SHOWN_TICKETS = 50
"""How many tickets are listed when nobody says."""


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options; ends the process with 2 (or 0 after help) as argparse does."""
    defaults = argparse.Namespace(profile=None, account="", json=False)
    return _parser().parse_args(arguments, defaults)


def _parser() -> argparse.ArgumentParser:
    # No defaults here, so that a verb does not undo what was said before it; and no `set_defaults` there, which would bring them in.
    everywhere = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    group = everywhere.add_argument_group("everywhere")
    group.add_argument("--profile", type=Path, metavar="DIR", help="the profile's folder; without it, the usual one")
    group.add_argument("--account", type=_text, metavar="NAME", help="which account: its name, login or address")
    group.add_argument("--json", action="store_true", help="one JSON document on standard output")
    parser = argparse.ArgumentParser(
        prog="sportello",
        description="Sportello without its window. What is told to it is kept durably before it answers.",
        epilog=epilog(),
        parents=[everywhere],
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(dest="verb", required=True, metavar="COMMAND")
    for verb, fill in _FILL.items():
        one = commands.add_parser(
            verb.value,
            help=PURPOSES[verb],
            description=f"{PURPOSES[verb][0].upper()}{PURPOSES[verb][1:]}.",
            epilog=epilog(),
            parents=[everywhere],
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        fill(one)
    return parser


# Each verb's own options


def _tickets(parser: argparse.ArgumentParser) -> None:
    folders = [folder.value for folder in Folder]
    parser.add_argument("--folder", choices=folders, default=Folder.OPEN.value, help="which list (default: open)")
    parser.add_argument(
        "--search", type=_text, default="", metavar="TEXT", help="search everything, whatever the folder"
    )
    parser.add_argument("--machine", type=_text, default="", help="only of this machine: id, serial number or name")
    parser.add_argument("--type", type=_text, default="", help="only of this request type: id or name")
    parser.add_argument("--unread", action="store_true", help="only with something unread")
    parser.add_argument(
        "--order", choices=[order.value for order in Order], default=Order.ACTIVITY.value, help="what stands on top"
    )
    parser.add_argument(
        "--limit",
        type=_count,
        default=SHOWN_TICKETS,
        metavar="N",
        help=f"at most so many; 0: all (default: {SHOWN_TICKETS})",
    )


def _show(parser: argparse.ArgumentParser) -> None:
    _add_ticket(parser)


def _open(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--type", type=_text, default="", help="request type: id or name; may be left out where there is only one"
    )
    machine = parser.add_mutually_exclusive_group()
    machine.add_argument("--machine", type=_text, default="", help="machine: id, serial number or name")
    machine.add_argument(
        "--machine-unlisted",
        type=_text,
        default="",
        metavar="TEXT",
        help="a machine that is not in the list: name, serial number, place, whatever you know",
    )
    parser.add_argument("--subject", type=_text, default="", help="the subject, one line")
    parser.add_argument("--state", type=_text, default="", help="how the machine is: id or name of a machine state")
    parser.add_argument(
        "--priority", type=_text, default="", help="id or name; without it, what follows from the machine's state"
    )
    parser.add_argument("--category", type=_text, default="", help="id or name of a category of the request type")
    parser.add_argument("--description", type=_text, default="", help="the text; - reads it from standard input")
    _add_files(parser)
    parser.add_argument(
        "--notify",
        type=_text,
        nargs="+",
        action="extend",
        default=[],
        metavar="WHO",
        help="who is notified too: an e-mail address, or the name of one of the company's contacts",
    )
    identity = parser.add_mutually_exclusive_group()
    identity.add_argument(
        "--once",
        type=_text,
        default="",
        metavar="NAME",
        help="your own name for what happened (host, service, since when): saying the same again opens nothing twice",
    )
    identity.add_argument(
        "--id", type=_uuid, default=None, metavar="UUID", help="the same, where you already have a UUID for it"
    )
    _add_sending(parser)


def _reply(parser: argparse.ArgumentParser) -> None:
    _add_ticket(parser)
    parser.add_argument("--text", type=_text, default="", help="the reply; - reads it from standard input")
    _add_files(parser)
    _add_sending(parser)


def _close(parser: argparse.ArgumentParser) -> None:
    _add_ticket(parser)
    parser.add_argument("--text", type=_text, default="", help="a last word; - reads it from standard input")
    parser.add_argument("--anyway", action="store_true", help="also when there is a message that nobody has read")
    _add_sending(parser)


def _reopen(parser: argparse.ArgumentParser) -> None:
    _add_ticket(parser)
    parser.add_argument("--text", type=_text, default="", help="why; - reads it from standard input")
    _add_sending(parser)


def _sync(parser: argparse.ArgumentParser) -> None:
    _add_wait(parser)


def _outbox(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "deed", nargs="?", choices=["list", "retry", "discard"], default="list", help="what to do (default: list)"
    )
    parser.add_argument("id", nargs="?", type=_text, default="", help="the change, or how its id begins")
    _add_sending(parser)


def _drafts(parser: argparse.ArgumentParser) -> None:
    del parser


def _accounts(parser: argparse.ArgumentParser) -> None:
    del parser


def _sign_in(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "address", nargs="?", type=_text, default="", help="the helpdesk's address; without it, that of the account"
    )
    parser.add_argument("--login", type=_text, default="", help="user name or e-mail address")
    parser.add_argument("--no-sync", action="store_true", help="do not fetch anything yet")


_FILL = {
    Verb.TICKETS: _tickets,
    Verb.SHOW: _show,
    Verb.OPEN: _open,
    Verb.REPLY: _reply,
    Verb.CLOSE: _close,
    Verb.REOPEN: _reopen,
    Verb.SYNC: _sync,
    Verb.OUTBOX: _outbox,
    Verb.DRAFTS: _drafts,
    Verb.ACCOUNTS: _accounts,
    Verb.SIGN_IN: _sign_in,
}


# What several have


def _add_ticket(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ticket", type=_text, metavar="TICKET", help="the ticket's number or id")


def _add_files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--attach", type=Path, nargs="+", action="extend", default=[], metavar="FILE", help="files to attach"
    )


def _add_sending(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--no-sync", action="store_true", help="only queue it; it goes with the next sync")
    _add_wait(parser)


def _add_wait(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--wait", type=_seconds, default=0.0, metavar="SECONDS", help="keep trying for so long until all is sent"
    )


# What a word may be


def _text(word: str) -> str:
    if any("\ud800" <= sign <= "\udfff" for sign in word):
        raise argparse.ArgumentTypeError("this is not text in the terminal's encoding")
    return word


def _count(word: str) -> int:
    number = int(word)
    if number < 0:
        raise argparse.ArgumentTypeError("must not be negative")
    return number


def _seconds(word: str) -> float:
    number = float(word)
    if not 0 <= number <= 7 * 24 * 3600:
        raise argparse.ArgumentTypeError("from 0 to a week")
    return number


def _uuid(word: str) -> str:
    try:
        given = uuid.UUID(word)
    except ValueError:
        raise argparse.ArgumentTypeError("not a UUID") from None
    if given.int == 0:
        raise argparse.ArgumentTypeError("the empty UUID names nothing")
    return version_7(given)
