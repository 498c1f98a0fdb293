"""Log files: what happened and when, and nothing that a person would not show to a stranger.

Modules log by plain `logging.getLogger("sportello.…")`; `configure` is called once by whoever starts the program. Lines carry ids of
requests and changes, never bodies. As a second line of defence every finished line is searched for secrets (bearer tokens, passwords,
keys, credentials in addresses), tracebacks included, before it is written. What a server says can't forge a line: whatever follows a
line break is indented. The files are their owner's alone, and together never larger than KEPT × SIZE.
"""

from __future__ import annotations

import contextlib
import logging
import os
import re
from io import FileIO, TextIOWrapper
from logging.handlers import RotatingFileHandler  # 8 ms, most of it modules that the program needs anyway
from pathlib import Path
from typing import Any, Final

SIZE: Final = 1024 * 1024
"""Bytes of one file."""

KEPT: Final = 5
"""Files: the one being written and its predecessors."""

HIDDEN: Final = "…"

_NAMES = r"[\w-]*(?:passwords?|passwd|passphrase|pwd|secrets?|tokens?|cookie|key)|access|refresh"
_QUOTED = r"\"(?:[^\"\\]|\\.)*\"?|'(?:[^'\\]|\\.)*'?"
_SECRETS: tuple[tuple[re.Pattern[str], str], ...] = (
    # Authorization: Bearer abc, and the same in a dictionary that somebody printed
    (re.compile(r"\b(Bearer|Basic|Digest|Negotiate)\s+[^\s\"',;]+", re.IGNORECASE), rf"\1 {HIDDEN}"),
    (
        re.compile(
            r"(authorization[\"']?\s*[:=]\s*[\"']?)(?!(?:Bearer|Basic|Digest|Negotiate) )[^\"'\n]+", re.IGNORECASE
        ),
        rf"\1{HIDDEN}",
    ),
    # smtp://name:password@host, http://token@host
    (re.compile(r"(\b[a-z][a-z0-9+.-]*://)[^\s/?#@]*(?:@[^\s/?#@]*)*@", re.IGNORECASE), rf"\1{HIDDEN}@"),
    # "password": "abc", access_token=abc, PRAGMA key = 'abc', Tokens(refresh='abc')
    (re.compile(rf"\b({_NAMES})([\"']?\s*[:=]\s*)(?:b?(?:{_QUOTED})|[^\s,;&)\]}}]+)", re.IGNORECASE), rf"\1\2{HIDDEN}"),
    # JSON web tokens, and hexadecimal of the length of a key (also of a SHA-256: its beginning is enough to find a file)
    (re.compile(r"\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*"), HIDDEN),
    (re.compile(r"([0-9a-f]{8})[0-9a-f]{56,}", re.IGNORECASE), rf"\1{HIDDEN}"),
)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def redacted(text: str) -> str:
    """The text without what looks like a secret."""
    for pattern, shown in _SECRETS:
        text = pattern.sub(shown, text)
    return text


class _Line(logging.Formatter):
    """One record as one line, more only for a traceback, whose lines are indented."""

    def __init__(self) -> None:
        super().__init__(
            "{asctime}.{msecs:03.0f} {levelname:<7} {threadName} {name}: {message}", "%Y-%m-%dT%H:%M:%S", "{"
        )

    def format(self, record: logging.LogRecord) -> str:
        text = redacted(super().format(record)).replace("\r\n", "\n")
        return _CONTROL.sub(lambda sign: f"\\x{ord(sign[0]):02x}", text).replace("\n", "\n    ")


class _File(RotatingFileHandler):
    """A file that only its owner reads, and that never brings the program down."""

    def _open(self) -> TextIOWrapper[Any]:
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        # No half character may keep a line from being written.
        return TextIOWrapper(FileIO(descriptor, "ab"), encoding="utf-8", errors="backslashreplace", write_through=True)

    def rotate(self, source: str, dest: str) -> None:
        """Renames, unless another of our processes holds the file (Windows): then it grows until the next time."""
        with contextlib.suppress(PermissionError):
            super().rotate(source, dest)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's signature
        """A full disk is told by whoever needs the disk; the log just has a gap."""


_installed: list[logging.Handler] = []


def configure(folder: Path, level: int = logging.INFO, *, name: str = "sportello") -> Path:
    """Write the log into `folder`/`name`.log from now on, instead of where it went before; the path of the file.

    `level` is for our own modules; of libraries only warnings are kept. Raises OSError when the folder can't be made or written.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"{name}.log"
    handler = _File(path, maxBytes=SIZE, backupCount=KEPT - 1)
    handler.setFormatter(_Line())
    close()
    logging.getLogger().addHandler(handler)
    logging.getLogger("sportello").setLevel(level)
    _installed.append(handler)
    return path


def close() -> None:
    """End the log; harmless when there is none."""
    for handler in _installed:
        logging.getLogger().removeHandler(handler)
        handler.close()
    _installed.clear()
