"""What goes out: one document on standard output, words about it on standard error.

A reader that has had enough (`| head`) is no error: nothing more is written then, and the command ends as it would have. A disk that takes
no more output is one, unless something was queued by then.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

import msgspec

from desktop.cli.plain import harmless


class Output:
    """Where a command writes."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json
        self.ended = False
        """Nobody reads any more: long lists stop here."""

        self.trouble: OSError | None = None
        self.has_document = False
        self._out = _usable(sys.stdout, strict=as_json)
        self._errors = _usable(sys.stderr, strict=False)

    @property
    def is_watched(self) -> bool:
        """Whether a person sees standard error: progress is for them only."""
        return self._errors is not None and self._errors.isatty()

    def document(self, content: object) -> None:
        """The answer as JSON."""
        self.has_document = True
        self._write(msgspec.json.encode(content).decode() + "\n")

    def stream(self, head: dict[str, object], name: str, items: Iterable[object]) -> None:
        """The answer as JSON with a list that need not fit into memory: `head`, then `name` with all items."""
        self.has_document = True
        opening = msgspec.json.encode(head).decode().removesuffix("}")
        self._write(f"{opening}{',' if head else ''}{msgspec.json.encode(name).decode()}:[")
        for place, item in enumerate(items):
            if self.ended:
                return
            self._write((",\n" if place else "\n") + msgspec.json.encode(item).decode())
        self._write("\n]}\n")

    def lines(self, lines: Iterable[str]) -> None:
        """The answer in words."""
        for line in lines:
            if self.ended:
                return
            self._write(f"{line}\n")

    def note(self, sentence: str) -> None:
        """Something beside the answer, for a person."""
        self._to_errors(f"{harmless(sentence)}\n")

    def progress(self, words: str) -> None:
        """How far it is: one line that is written over. An empty one wipes it."""
        if self.is_watched:
            self._to_errors(f"\r\x1b[K{harmless(words)}")

    def finish(self) -> None:
        """Bring out what is still held back."""
        with self._guarded():
            if self._out is not None:
                self._out.flush()
        with suppress(OSError):
            if self._errors is not None:
                self._errors.flush()

    def _write(self, text: str) -> None:
        with self._guarded():
            if self._out is not None and not self.ended:
                self._out.write(text)

    def _to_errors(self, text: str) -> None:
        # Who has closed standard error does not want to hear.
        with suppress(OSError):
            if self._errors is not None:
                self._errors.write(text)
                self._errors.flush()

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except BrokenPipeError:
            self._end()
        except OSError as error:
            self.trouble = error
            self._end()

    def _end(self) -> None:
        self.ended = True
        # Python writes what is left at its own end, and would complain then.
        with suppress(OSError, io.UnsupportedOperation):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            try:
                if self._out is not None:
                    os.dup2(nowhere, self._out.fileno())
            finally:
                os.close(nowhere)


def _usable(stream: TextIO | None, *, strict: bool) -> TextIO | None:
    """A stream that takes every character: JSON as UTF-8 whatever the terminal thinks, words as the terminal can show them."""
    if isinstance(stream, io.TextIOWrapper):
        if strict:
            stream.reconfigure(encoding="utf-8", errors="surrogatepass", newline="\n")
        else:
            stream.reconfigure(errors="backslashreplace")
    return stream
