"""`python -m desktop.sandbox`: the embedded helpdesk from the command line.

Prints one line to standard output when it can be used, and nothing else there; what happens is logged to standard error.
"""

import argparse
import ipaddress
import logging
import socket
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from desktop.sandbox.helpdesk import Helpdesk, Setup, mail_server
from desktop.sandbox.portal import PortalError, portal_names, table
from desktop.sandbox.server import address_of, listening_socket, mail_socket, serve
from desktop.sandbox.watch import gone

_EPILOGUE = """\
This is a small real helpdesk for trying Sportello out, for tests, and as the reference for those who implement the open API. It is not
made for an organisation's daily work, and it speaks plain HTTP: keep it on this computer.
"""


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError("must not be negative")
    return number


def _mail_server(text: str) -> str:
    try:
        mail_server(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(str(fault)) from fault
    return text


def _port(text: str) -> int:
    number = _count(text)
    if number > 65535:
        raise argparse.ArgumentTypeError("ports end at 65535")
    return number


def arguments() -> argparse.ArgumentParser:
    """The command line, with its help."""
    parser = argparse.ArgumentParser("sportello-sandbox", description="The embedded helpdesk.", epilog=_EPILOGUE)
    names = ", ".join(portal_names())
    parser.add_argument(
        "--portal", default="machine-builder", metavar="NAME", help=f"which organisation it plays: {names}"
    )
    parser.add_argument("--port", type=_port, default=0, metavar="N", help="TCP port; 0 (the default) takes a free one")
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on; only loopback without --allow-remote"
    )
    parser.add_argument("--allow-remote", action="store_true", help="let other computers reach it, unencrypted")
    parser.add_argument(
        "--data", type=Path, metavar="DIR", help="where its data lie; without it, a folder that is removed at the end"
    )
    parser.add_argument("--tickets", type=_count, default=0, metavar="N", help="top up to N tickets, for measuring")
    parser.add_argument("--staff", action="store_true", help="simulate a staff that answers")
    parser.add_argument(
        "--staff-seconds", type=float, default=4.0, metavar="N", help="how long the staff takes (default 4)"
    )
    parser.add_argument(
        "--access-seconds", type=_count, default=900, metavar="N", help="lifetime of access tokens (default 900)"
    )
    parser.add_argument(
        "--max-upload-bytes", type=_count, metavar="N", help="largest file taken; without it, what the portal says"
    )
    parser.add_argument(
        "--smtp-in", type=_port, metavar="PORT", help="take mail by SMTP at this port of 127.0.0.1; 0 takes a free one"
    )
    parser.add_argument(
        "--smtp-out",
        type=_mail_server,
        metavar="HOST:PORT",
        help="send letters by SMTP too; without it they are files in the folder mail of the data",
    )
    parser.add_argument(
        "--plain-mail", action="store_true", help="know nothing of the ids that Sportello writes into mails"
    )
    parser.add_argument("--parent-pid", type=_count, metavar="N", help="end when the process of this id is gone")
    parser.add_argument("--verbose", action="store_true", help="log every request")
    return parser


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def main(argv: Sequence[str] | None = None) -> int:
    """Serves until it is told to end; 0, or 2 when it cannot start as asked."""
    parser = arguments()
    options = parser.parse_args(argv)
    host = "127.0.0.1" if options.host == "localhost" else options.host
    if not options.allow_remote and not _is_loopback(host):
        parser.error("the sandbox speaks plain HTTP and stays on this computer; --allow-remote if you mean it")
    level = logging.INFO if options.verbose else logging.WARNING
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="sportello-sandbox-", ignore_cleanup_errors=True) as passing:
        setup = Setup(
            options.portal,
            options.data or Path(passing),
            tickets=options.tickets,
            access_seconds=options.access_seconds,
            max_upload_bytes=options.max_upload_bytes,
            staff=options.staff,
            staff_seconds=options.staff_seconds,
            smtp_in=options.smtp_in,
            smtp_out=options.smtp_out or "",
            honours_mail_ids=not options.plain_mail,
        )
        return _run(setup, host, options.port, options.parent_pid)


def _run(setup: Setup, host: str, port: int, parent_pid: int | None) -> int:
    with ExitStack() as open_things:
        try:
            helpdesk = Helpdesk(setup)
        except (PortalError, RuntimeError, OSError) as fault:
            print(fault, file=sys.stderr)
            return 2
        open_things.callback(helpdesk.close)
        try:
            listener = open_things.enter_context(listening_socket(host, port))
        except OSError as fault:
            print(f"Cannot listen on {host} port {port}: {fault.strerror}", file=sys.stderr)
            return 2
        try:
            mail = mail_socket(setup)
        except OSError as fault:
            print(f"Cannot take mail on 127.0.0.1 port {setup.smtp_in}: {fault.strerror}", file=sys.stderr)
            return 2
        if mail is not None:
            open_things.enter_context(mail)
        line = _ready_line(helpdesk, listener, mail)
        ends = None if parent_pid is None else lambda: gone(parent_pid)
        serve(helpdesk, listener, lambda: print(line, flush=True), ends, mail)
    return 0


def _ready_line(helpdesk: Helpdesk, listener: socket.socket, mail: socket.socket | None) -> str:
    """What whoever started it waits for. The password is the last, because it may be anything."""
    trial = table(helpdesk.portal.plot["seed"])
    by_mail = "" if mail is None else f" smtp=127.0.0.1:{mail.getsockname()[1]}"
    who = f"user={trial['user']}{by_mail} password={trial['password']}"
    return f"sportello-sandbox ready at {address_of(listener)} portal={helpdesk.portal.key} {who}"


if __name__ == "__main__":
    sys.exit(main())
