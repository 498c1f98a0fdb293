"""The program with its second net taken away: `python tests/ground/bare_program.py ARGUMENTS…`, for the journey of the canaries.

The log keeps everything that anybody says, at the finest level, and redacts nothing. When something is written into the pipe that
BARE_PIPE names, the program makes mistakes with the real secrets at hand, on the GUI thread, on its lanes and on a thread of its own, and
leaves its environment, as its children would inherit it, in a file beside the pipe.
"""

import gc
import logging
import os
import sys
import threading
from pathlib import Path

from desktop import logbook
from desktop.__main__ import main

_configure = logbook.configure


def _configure_bare(folder: Path, level: int = logging.DEBUG, *, name: str = "sportello") -> Path:
    path = _configure(folder, logging.DEBUG, name=name)
    logging.getLogger().setLevel(logging.DEBUG)
    return path


def _wait_for(pipe: Path) -> None:
    while True:
        pipe.read_text()
        (pipe.parent / "environment.txt").write_text(repr(os.environ), "utf-8")
        _make_mistakes()


def _make_mistakes() -> None:
    # Imported here: what the program does not load, this must not load for it.
    from PySide6.QtCore import QTimer

    from desktop.ui.application import Application

    application = next(one for one in gc.get_objects() if isinstance(one, Application))
    assert application.desk is not None
    session = application.desk.session

    def mistake() -> None:
        passphrase, connector, workspace = application._passphrase, session._connector, session._workspace
        tokens, key = connector._session._tokens, workspace._key  # type: ignore[union-attr]
        assert all((passphrase, tokens, key))
        raise ZeroDivisionError(f"division by zero on {threading.current_thread().name}")

    session._network.submit(mistake)
    session._writer.submit(mistake)
    threading.Thread(target=mistake, name="stranger").start()
    QTimer.singleShot(0, application, mistake)


if __name__ == "__main__":
    logbook.redacted = lambda text: text
    logbook.configure = _configure_bare
    logbook.SIZE = 4 * 1024  # type: ignore[misc]
    logbook.KEPT = 200  # type: ignore[misc]
    if "BARE_PIPE" in os.environ:
        threading.Thread(target=_wait_for, args=(Path(os.environ["BARE_PIPE"]),), daemon=True).start()
    sys.exit(main(sys.argv[1:]))
