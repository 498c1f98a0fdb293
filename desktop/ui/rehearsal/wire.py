"""Lines in and out of a rehearsal: standard input read by a thread of its own, standard output kept for answers alone."""

from __future__ import annotations

import os
import threading
from typing import BinaryIO

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.errors import Mistake

_INPUT, _OUTPUT, _ERRORS = 0, 1, 2


class Wire(QObject):
    """`heard` brings each line to the GUI thread, `ended` that nobody is there any more."""

    heard = Signal(bytes)
    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Take standard output over: what anybody else prints goes to standard error from now on. Raises Mistake without either."""
        super().__init__(parent)
        try:
            # Descriptors, not sys.stdin: a program without a console has none on Windows, but its pipes are there.
            self._input: BinaryIO = os.fdopen(os.dup(_INPUT), "rb")
            self._output: BinaryIO = os.fdopen(os.dup(_OUTPUT), "wb", buffering=0)
            os.dup2(_ERRORS, _OUTPUT)
        except OSError as error:
            raise Mistake("--rehearse needs standard input and output") from error

    def start(self) -> None:
        """Begin to listen."""
        # A daemon: a read from a pipe can't be interrupted, and must not keep the program from ending.
        threading.Thread(target=self._listen, name="rehearsal", daemon=True).start()

    def say(self, words: dict[str, object]) -> None:
        """Write one line."""
        try:
            self._output.write(msgspec.json.encode(words) + b"\n")
        except OSError:
            return  # the parent has gone; `ended` is on its way

    def _listen(self) -> None:
        try:
            for line in self._input:
                self.heard.emit(line)
            self.ended.emit()
        except RuntimeError:
            return  # the program is ending already: nobody is left to hear it
