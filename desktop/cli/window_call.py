"""Telling a running window of this profile that the outbox changed, without Qt and without bringing it to the front."""

from __future__ import annotations

import logging
import os
import socket
import sys
import tempfile
from pathlib import Path

from desktop.paths import socket_name

log = logging.getLogger("sportello.cli")

PATIENCE_SECONDS = 1.0


def tell_window(data: Path) -> bool:
    """Say `changed` to the window of the profile in `data`; False when there is none."""
    try:
        if sys.platform == "win32":
            with Path(rf"\\.\pipe\{socket_name(data)}").open("wb", buffering=0) as pipe:
                pipe.write(b"changed\n")
        else:
            with socket.socket(socket.AF_UNIX) as caller:
                caller.settimeout(PATIENCE_SECONDS)
                # A bare name lies where QLocalServer puts it: in the folder for passing files.
                caller.connect(os.fspath(Path(tempfile.gettempdir()) / socket_name(data)))
                caller.sendall(b"changed\n")
    except OSError as error:
        log.debug("no window was told: %s", error)
        return False
    return True
