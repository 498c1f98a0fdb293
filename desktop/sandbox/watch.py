"""Noticing that another process is gone, so that a demo that was killed leaves no server behind."""

import os
import sys
from pathlib import Path

_WINDOWS_SYNCHRONIZE = 0x00100000
_WINDOWS_TIMEOUT = 0x00000102


def gone(process_id: int) -> bool:
    """Whether there is no such process any more; one that has ended and was not collected (a zombie) is gone too."""
    if sys.platform == "win32":
        return _gone_on_windows(process_id)
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    state = Path(f"/proc/{process_id}/stat")
    try:
        # the name in brackets may hold anything, also spaces and brackets
        return state.read_text("utf-8", "replace").rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, NotADirectoryError):
        return False
    except ProcessLookupError:
        return True


def _gone_on_windows(process_id: int) -> bool:
    # os.kill(pid, 0) would end the process there
    import ctypes

    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    handle = kernel.OpenProcess(_WINDOWS_SYNCHRONIZE, False, process_id)
    if not handle:
        return True
    try:
        return bool(kernel.WaitForSingleObject(handle, 0) != _WINDOWS_TIMEOUT)
    finally:
        kernel.CloseHandle(handle)
