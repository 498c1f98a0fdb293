"""What happens when the program itself makes a mistake: it is logged whole, the person is told once, and the program goes on.

Nothing typed is lost by that: drafts and outbox are on the disk already. A hard crash of the interpreter leaves its traces in `crash.log`.
"""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6.QtCore import QObject, Signal

log = logging.getLogger("sportello.mistake")


class CrashGuard(QObject):
    """Takes over uncaught exceptions of every thread; `mistake` carries one sentence about the first of a kind."""

    mistake = Signal(str)

    def __init__(self, logs: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._told: set[str] = set()
        self._crash_file: TextIO = (logs / "crash.log").open("a", encoding="utf-8")

    def install(self) -> None:
        """From now on nothing goes by unseen."""
        faulthandler.enable(self._crash_file)
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread

    def close(self) -> None:
        """Give everything back as it was."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        faulthandler.disable()
        self._crash_file.close()

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.error("mistake: %s", error, exc_info=(kind, error, trace))
        sentence = f"{kind.__name__}: {error}"
        if sentence not in self._told:
            self._told.add(sentence)
            self.mistake.emit(sentence)

    def _caught_in_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self._caught(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)
