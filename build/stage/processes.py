"""Processes that talk by lines and never outlive their parent.

A child gets a process group of its own, so that Ctrl+C in a terminal reaches the parent alone, which then ends its children in order.
Children end by themselves when the parent is killed: the helpdesk watches the parent's id, the program its standard input.
"""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[2]
"""The folder of the project."""


class Trouble(Exception):
    """Something on the stage did not go as it must; the words are for the person who started it."""


class Child:
    """A running process. Its standard output is read line by line; its standard error goes to a file, for when something is wrong."""

    def __init__(
        self, name: str, command: Sequence[str], log: Path, environment: Mapping[str, str], *, listens: bool = False
    ) -> None:
        """Start it. One that `listens` ends by itself when its standard input does. Raises Trouble when there is no such program."""
        self.name = name
        self._listens = listens
        self._log = log
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        windows = sys.platform == "win32"
        with log.open("ab") as errors:
            try:
                self._process = subprocess.Popen(
                    command,
                    cwd=ROOT,
                    env=dict(environment),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=errors,
                    start_new_session=not windows,
                    creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
                )
            except OSError as fault:
                raise Trouble(f"{name} can't be started: {command[0]}: {fault.strerror}") from fault
        self._reader = threading.Thread(target=self._read, name=f"{name}-output", daemon=True)
        self._reader.start()

    @property
    def id(self) -> int:
        """The process id."""
        return self._process.pid

    @property
    def is_running(self) -> bool:
        """Whether it has not ended yet."""
        return self._process.poll() is None

    def say(self, line: str) -> None:
        """Write a line to its standard input. Raises Trouble when it has ended."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(line.encode() + b"\n")
            self._process.stdin.flush()
        except OSError as fault:
            raise Trouble(f"{self.name} has ended: {self.last_words()}") from fault

    def hear(self, seconds: float) -> str:
        """The next line of its standard output. Raises Trouble when it ends or says nothing in time."""
        try:
            line = self._lines.get(timeout=max(0.0, seconds))
        except queue.Empty:
            raise Trouble(f"{self.name} says nothing for {seconds:.0f} s: {self._stacks()}") from None
        if line is None:
            self._lines.put(None)
            raise Trouble(f"{self.name} has ended: {self.last_words()}")
        return line

    def heard_already(self) -> str | None:
        """A line of a process that has ended, from what it had said; None when that was all."""
        line = self._lines.get()
        if line is None:
            self._lines.put(None)
        return line

    def close_input(self) -> None:
        """Say that nothing more will be said."""
        self._close(self._process.stdin)

    def wait(self, seconds: float | None) -> int:
        """Its exit status. Raises Trouble when it goes on for longer."""
        try:
            status = self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise Trouble(f"{self.name} does not end within {seconds} s") from None
        self._tidy()
        return status

    def kill(self) -> None:
        """End it at once, as a power cut would: nothing of it runs any more when this returns."""
        self._process.kill()
        self._process.wait()
        self._tidy()

    def end(self, seconds: float = 10.0) -> None:
        """Ask it to end, and insist when it does not. Harmless when it has ended."""
        self._close(self._process.stdin)
        if not self._listens:
            self._process.terminate()
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._tidy()

    def last_words(self, lines: int = 12) -> str:
        """The end of what it wrote to standard error."""
        said = self._log.read_text("utf-8", "replace").strip().splitlines()
        return "\n    ".join(["", *said[-lines:]]) if said else "it left no word"

    def _stacks(self) -> str:
        """Where all its threads are: what hangs is ended by the signal at which Python tells (PYTHONFAULTHANDLER)."""
        if sys.platform == "win32" or not self.is_running:
            return self.last_words()
        self._process.send_signal(signal.SIGABRT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(5)
        return self.last_words(80)

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(line.decode("utf-8", "replace").rstrip("\r\n"))
        self._lines.put(None)

    def _tidy(self) -> None:
        self._reader.join(5)
        self._close(self._process.stdin)
        self._close(self._process.stdout)

    @staticmethod
    def _close(stream: IO[bytes] | None) -> None:
        # What a process that is gone has not read any more is nobody's loss.
        if stream is not None:
            with contextlib.suppress(OSError):
                stream.close()


def python() -> list[str]:
    """The command that starts a module of this project."""
    return [sys.executable, "-X", "utf8"]


def environment(**more: str) -> dict[str, str]:
    """What children are given: ours, unbuffered and in UTF-8."""
    return os.environ | {"PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1", "PYTHONFAULTHANDLER": "1"} | more
