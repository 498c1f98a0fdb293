"""The real program in a process of its own, led through its window by lines (desktop/ui/rehearsal)."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from stage.processes import Child, Trouble, environment, python

_START_SECONDS = 30.0
_ANSWER_SECONDS = 20.0

PROGRAM_VARIABLE = "SPORTELLO"
"""Names a frozen program to be used instead of this source."""


class Client:
    """One run of the program. It ends when this process does."""

    def __init__(
        self, profile: Path, log: Path, *arguments: str, variables: dict[str, str] | None = None, offscreen: bool = True
    ) -> None:
        """Start it on a profile and wait for its window. Raises Trouble."""
        program = os.environ.get(PROGRAM_VARIABLE)
        command = [program] if program else [*python(), "-m", "desktop"]
        given = environment(**({"QT_QPA_PLATFORM": "offscreen"} if offscreen else {}) | (variables or {}))
        self._child = Child(
            "the program", [*command, "--profile", str(profile), "--rehearse", *arguments], log, given, listens=True
        )
        self._hear(_START_SECONDS)

    @property
    def id(self) -> int:
        """The process id."""
        return self._child.id

    @property
    def is_running(self) -> bool:
        """Whether it has not ended."""
        return self._child.is_running

    def click(self, on: str, within: str = "", *, button: str = "left", times: int = 1) -> None:
        """Click something. Raises Trouble, as everything here does when the program can't or won't."""
        self._ask(do="click", on=on, within=within, button=button, times=times)

    def choose(self, entry: str, on: str, within: str = "") -> None:
        """Choose an entry of a drop-down list."""
        self._ask(do="choose", entry=entry, on=on, within=within)

    def press(self, keys: str, times: int = 1) -> str:
        """Press keys; who has the focus afterwards."""
        return str(self._ask(do="press", keys=keys, times=times)["focus"])

    def type(self, text: str) -> None:
        """Type a text."""
        self._ask(do="type", text=text)

    def drop(self, files: list[Path], on: str, within: str = "") -> None:
        """Drag files there and drop them."""
        self._ask(do="drop", files=[str(file) for file in files], on=on, within=within)

    def copy(self, *, text: str = "", picture: Path | None = None) -> None:
        """Have something on the clipboard."""
        self._ask(do="copy", text=text, picture=str(picture) if picture else "")

    def grab(self, to: Path, window: str = "") -> None:
        """Save a picture of a window."""
        self._ask(do="grab", to=str(to), window=window)

    def wait(self, seconds: float = 10.0, **until: str | int) -> str:
        """Wait until all of it holds (`commands.Wait` says what there is); the words that were found."""
        return str(self._ask(seconds + _ANSWER_SECONDS, do="wait", seconds=seconds, **until)["found"])

    def look(self) -> dict[str, Any]:
        """Everything in sight."""
        return self._ask(do="look")

    def size(self, window: str) -> tuple[int, int]:
        """Width and height of a window."""
        found = next(one for one in self.look()["windows"] if one["name"] == window)
        width, height = found["size"]
        return width, height

    def told(self) -> dict[str, Any]:
        """Notices and outbox."""
        return self._ask(do="told")

    def resize(self, width: int, height: int, window: str = "") -> None:
        """Give a window another size."""
        self._ask(do="resize", width=width, height=height, window=window)

    def scheme(self, look: str) -> None:
        """Switch to light or dark."""
        self._ask(do="scheme", look=look)

    def wait_for_end(self) -> int:
        """Wait as long as the person uses it; its exit status."""
        return self._child.wait(None)

    def quit(self) -> None:
        """End it by its menu; raises Trouble when it does not end, or not cleanly."""
        self._ask(do="quit")
        status = self._child.wait(_ANSWER_SECONDS)
        if status != 0:
            raise Trouble(f"the program ended with status {status}: {self._child.last_words()}")

    def kill(self) -> None:
        """End it as a power cut would."""
        self._child.kill()

    def end(self) -> None:
        """End it in any case; harmless when it has ended."""
        self._child.end()

    def _ask(self, patience: float = _ANSWER_SECONDS, **command: object) -> dict[str, Any]:
        self._child.say(json.dumps(command))
        try:
            return self._hear(patience)
        except Trouble as fault:
            shown = ", ".join(f"{key} “{value}”" for key, value in command.items() if value not in ("", "left"))
            raise Trouble(f"{shown}: {fault}") from fault

    def _hear(self, patience: float) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self._child.hear(patience))
        if not answer["ok"]:
            raise Trouble(answer["why"])
        return answer
