"""The sandbox as a process of its own, which can be stopped and started again at the same address with the same data."""

from __future__ import annotations

import email.policy
import os
import re
import time
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlsplit

from stage.processes import Child, Trouble, environment, python

_READY = re.compile(r"sportello-sandbox ready at (\S+) portal=(\S+) user=(\S+)(?: smtp=([\d.]+):(\d+))? password=(.*)")
_PATIENCE = 30.0


class Sandbox:
    """A helpdesk. `start` it, `stop` it: for the program that is "offline". It ends with this process in any case.

    `smtp` is where it takes mail, as host and port, when it was asked to.
    """

    def __init__(
        self,
        folder: Path,
        *,
        portal: str = "machine-builder",
        staff_seconds: float | None = None,
        access_seconds: int | None = None,
        takes_mail: bool = False,
        smtp_out: str = "",
        plain_mail: bool = False,
    ) -> None:
        """Nothing runs yet. With `staff_seconds` a simulated staff answers after that long; `access_seconds` is how long a session's
        access token is good. With `takes_mail` it takes mail by SMTP; its letters go to the mail server at `smtp_out` (`host:port`) too;
        with `plain_mail` it knows nothing of the ids of changes in mails.
        """
        self.address = ""
        self.user = ""
        self.password = ""
        self.smtp: tuple[str, int] | None = None
        self._folder = folder
        self._portal = portal
        self._staff = () if staff_seconds is None else ("--staff", "--staff-seconds", str(staff_seconds))
        self._access = () if access_seconds is None else ("--access-seconds", str(access_seconds))
        self._takes_mail = takes_mail
        self._mail = (*(("--smtp-out", smtp_out) if smtp_out else ()), *(("--plain-mail",) if plain_mail else ()))
        self._child: Child | None = None

    @property
    def is_running(self) -> bool:
        """Whether it is there."""
        return self._child is not None and self._child.is_running

    def start(self) -> None:
        """Start it and wait until it answers; the second time at the same port. Raises Trouble."""
        self._folder.mkdir(parents=True, exist_ok=True)
        port = urlsplit(self.address).port or 0
        command = [
            *(*python(), "-m", "desktop.sandbox", "--portal", self._portal, "--port", str(port)),
            *("--data", str(self._folder / "data"), "--parent-pid", str(os.getpid()), *self._staff, *self._access),
            *(*self._mail, *(("--smtp-in", str(self.smtp[1] if self.smtp else 0)) if self._takes_mail else ())),
        ]
        self._child = Child("the sandbox", command, self._folder / "sandbox.log", environment())
        line = self._child.hear(_PATIENCE)
        found = _READY.fullmatch(line)
        if found is None:
            raise Trouble(f"the sandbox says something else than that it is ready: {line}")
        self.address, _, self.user, host, mail_port, self.password = found.groups()
        self.smtp = (host, int(mail_port)) if mail_port else None

    def stop(self) -> None:
        """End it; its data stay. Harmless when it is not running."""
        if self._child is not None:
            self._child.end()
            self._child = None

    def letters(self, to: str | None = None) -> list[EmailMessage]:
        """The letters that the helpdesk has sent, oldest first; those to one address when it is given."""
        files = sorted(
            (self._folder / "data" / "mail").glob("*.eml"), key=lambda file: (file.stat().st_mtime_ns, file.name)
        )
        written = [
            email.message_from_bytes(file.read_bytes(), EmailMessage, policy=email.policy.default) for file in files
        ]
        return [letter for letter in written if to is None or str(letter["To"]).casefold() == to.casefold()]

    def await_letter(self, to: str, fits: Callable[[EmailMessage], bool] = lambda _letter: True) -> EmailMessage:
        """The first letter to this address that fits, which may have to be written yet. Raises Trouble when none comes."""
        until = time.monotonic() + _PATIENCE
        while True:
            found = next(filter(fits, self.letters(to)), None)
            if found is not None:
                return found
            if time.monotonic() > until:
                subjects = [str(letter["Subject"]) for letter in self.letters(to)]
                raise Trouble(f"no such letter to {to} came; there are: {subjects}")
            time.sleep(0.05)
