"""The sandbox as a process of its own, which can be stopped and started again at the same address with the same data."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

from stage.processes import Child, Trouble, environment, python

_READY = re.compile(r"sportello-sandbox ready at (\S+) portal=(\S+) user=(\S+) password=(.*)")
_PATIENCE = 30.0


class Sandbox:
    """A helpdesk. `start` it, `stop` it: for the program that is "offline". It ends with this process in any case."""

    def __init__(
        self,
        folder: Path,
        *,
        portal: str = "machine-builder",
        staff_seconds: float | None = None,
        access_seconds: int | None = None,
    ) -> None:
        """Nothing runs yet. With `staff_seconds` a simulated staff answers after that long; `access_seconds` is how long a session's
        access token is good.
        """
        self.address = ""
        self.user = ""
        self.password = ""
        self._folder = folder
        self._portal = portal
        self._staff = () if staff_seconds is None else ("--staff", "--staff-seconds", str(staff_seconds))
        self._access = () if access_seconds is None else ("--access-seconds", str(access_seconds))
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
        ]
        self._child = Child("the sandbox", command, self._folder / "sandbox.log", environment())
        line = self._child.hear(_PATIENCE)
        found = _READY.fullmatch(line)
        if found is None:
            raise Trouble(f"the sandbox says something else than that it is ready: {line}")
        self.address, _, self.user, self.password = found.groups()

    def stop(self) -> None:
        """End it; its data stay. Harmless when it is not running."""
        if self._child is not None:
            self._child.end()
            self._child = None
