"""Sportello without a window: `sportello tickets`, `open`, `reply`, `sync` … for scripts, monitoring and terminals.

The same actions, rules, storage and engine as the window, and no Qt. What is told to it is durable in the outbox before it answers; one
document of JSON (or words for a person) goes to standard output, everything else to standard error; the exit code says what became of it.
"""

from __future__ import annotations

from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; returns the exit status (`exit_codes.ExitCode`)."""
    from desktop.cli.program import run  # parsing and everything below: 60 ms that asking for a verb does not need

    return int(run(arguments))
