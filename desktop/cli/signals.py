"""Ctrl+C and SIGTERM: usually they end the command on the spot, while something is under way they are told to whoever ends it in order."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from desktop.cli.exit_codes import ExitCode
from desktop.cli.failure import Interrupted

CODES = {signal.SIGINT: ExitCode.INTERRUPTED, signal.SIGTERM: ExitCode.TERMINATED}


class Signals:
    """Who hears of the wish to end. Used on the main thread; on another one nothing is heard."""

    def __init__(self) -> None:
        self._heard_by: Callable[[ExitCode], None] | None = None
        self.noted: ExitCode | None = None
        """The wish, once it came while somebody was listening."""

    @contextmanager
    def taken(self) -> Iterator[None]:
        """The handlers are ours meanwhile."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.signal(number, self._came) for number in CODES}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    @contextmanager
    def told_to(self, hearer: Callable[[ExitCode], None] = lambda _: None) -> Iterator[None]:
        """Nothing is broken off meanwhile: `hearer` is called in the middle of anything, so all it may do is leave a note."""
        before, self._heard_by = self._heard_by, hearer
        try:
            yield
        finally:
            self._heard_by = before

    def _came(self, number: int, _frame: FrameType | None) -> None:
        code = CODES[signal.Signals(number)]
        if self._heard_by is None:
            raise Interrupted(code)
        self.noted = code
        self._heard_by(code)
