"""What happens when the program itself makes a mistake: it is logged whole, the person is told once, and the program goes on.

Nothing typed is lost by that: drafts and outbox are on the disk already. A hard crash of the interpreter leaves its traces in `crash.log`:
where every thread was, not what it held; no copy of the memory is left behind. Whatever is told, in the log, on the screen or, before
there is a log, on the terminal, goes through the log's redaction: a mistake's own words are nobody's care before that.
"""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

log = logging.getLogger("sportello.mistake")


class _Redacted(logging.Formatter):
    """For the terminal, as long as there is no log."""

    def format(self, record: logging.LogRecord) -> str:
        return _redacted(super().format(record))


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
        _leave_no_core()
        sys.excepthook = self._caught
        sys.unraisablehook = self._caught_unraisable
        threading.excepthook = self._caught_in_thread
        if logging.lastResort is not None:
            logging.lastResort.setFormatter(_Redacted())

    def close(self) -> None:
        """Give everything back as it was."""
        sys.excepthook = sys.__excepthook__
        sys.unraisablehook = sys.__unraisablehook__
        threading.excepthook = threading.__excepthook__
        if logging.lastResort is not None:
            logging.lastResort.setFormatter(None)
        faulthandler.disable()
        self._crash_file.close()

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.error("mistake: %s", error, exc_info=(kind, error, trace))
        sentence = _redacted(f"{kind.__name__}: {error}")
        if sentence not in self._told:
            self._told.add(sentence)
            self.mistake.emit(sentence)

    def _caught_in_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self._caught(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)

    def _caught_unraisable(self, arguments: UnraisableHookArgs) -> None:
        """What fails where nobody can be told (while an object is thrown away) is logged; Python would print that object as well."""
        error = arguments.exc_value
        if error is not None:
            log.error("mistake while tidying: %s", error, exc_info=(type(error), error, error.__traceback__))


def _redacted(text: str) -> str:
    from desktop import logbook  # 12 ms, most of it logging.handlers: only where there is something to tell

    return logbook.redacted(text)


def _leave_no_core() -> None:
    """A core file would hold every secret that the program had in its hands."""
    with contextlib.suppress(ImportError):  # Windows has none; its error reports are the person's to send
        import resource

        hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
        resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
