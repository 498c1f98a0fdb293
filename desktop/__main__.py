"""`python -m desktop` and the `sportello` command: the window, or a command without one. Qt is loaded for the window only."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from desktop import cli
from desktop.cli.verbs import is_command, overview


def main(arguments: Sequence[str] | None = None) -> int:
    """Hand over to whom the command line speaks to; returns the exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if is_command(words):
        return cli.main(words)
    from desktop.main import main as window

    return window(words, epilog=overview())


if __name__ == "__main__":
    sys.exit(main())
