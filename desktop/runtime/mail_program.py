"""The person's own mail program: a letter is opened in it, for them to look at and send. Called on a lane, never on the GUI thread.

On Linux through xdg-email, which knows the program that the desktop prefers and hands it text and files one by one (`--attach` may be
repeated; the copies have to stay, xdg-email(1)). Elsewhere, and where that is missing or the text is longer than a command line may be, the
system opens an .eml file that says of itself that it is not sent yet (`X-Unsent`, and Apple's `X-Uniform-Type-Identifier`).
"""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from desktop.actions.letter_files import attachments_in, file_name, own_folder, save_letter
from desktop.connectors.email import Letter, Locate
from desktop.errors import WorldError

log = logging.getLogger("sportello.email")

LONGEST_TEXT = 30_000
"""Bytes of a text on a command line: Linux takes 128 KiB in one argument, and xdg-email writes each byte as up to three."""

SECONDS = 5.0
"""How long a program may take to say that it could not; one that goes on running has opened it."""


class NoMailProgram(WorldError):
    """This computer has no program for mail, or it would not open."""


Start = Callable[[Sequence[str]], bool]
"""Starts a program; False when it is missing or says that it could not."""


def started(command: Sequence[str]) -> bool:
    """Start a program beside ours. One that ends at once says how it went; one that stays is the mail program itself."""
    try:
        child = subprocess.Popen(  # noqa: S603 - found by its fixed name; every argument is one of its own
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            start_new_session=True,
        )
    except OSError as error:
        log.info("%s did not start: %s", Path(command[0]).name, error.strerror)
        return False
    try:
        return child.wait(SECONDS) == 0
    except subprocess.TimeoutExpired:
        # Somebody has to fetch its end when that comes, or it would stay in the system's table.
        threading.Thread(target=child.wait, name="mail-program", daemon=True).start()
        return True


def open_letter(
    letter: Letter,
    folder: Path,
    locate: Locate,
    *,
    start: Start = started,
    which: Callable[[str], str | None] = shutil.which,
    platform: str = sys.platform,
) -> None:
    """Open the letter in the person's mail program; what that needs is put below `folder`.

    Raises NoMailProgram, FileUnreadable, DiskFull, StorageError: then nothing was opened.
    """
    own = own_folder(folder, letter)
    try:
        if platform not in ("win32", "darwin") and _by_xdg_email(letter, own, locate, start, which):
            return
        path = own / file_name(letter)
        save_letter(letter, path, locate, for_editing=True)
        if not _by_system(path, start, which, platform):
            raise NoMailProgram("no program opens messages")
    except BaseException:
        shutil.rmtree(own, ignore_errors=True)
        raise


def _by_xdg_email(letter: Letter, own: Path, locate: Locate, start: Start, which: Callable[[str], str | None]) -> bool:
    program = which("xdg-email")
    if program is None or len(letter.body.encode()) > LONGEST_TEXT:
        return False
    command = [program, "--utf8", "--subject", letter.subject, "--body", letter.body]
    for copy in attachments_in(own, letter.files, locate):
        command += ["--attach", str(copy)]
    return start([*command, letter.to])


def _by_system(path: Path, start: Start, which: Callable[[str], str | None], platform: str) -> bool:
    if platform == "win32":
        return _by_windows(path)
    program = which("open" if platform == "darwin" else "xdg-open")
    return program is not None and start([program, str(path)])


def _by_windows(path: Path) -> bool:
    if sys.platform == "win32":
        try:
            os.startfile(path)  # noqa: S606 - a message that we wrote
        except OSError as error:
            log.info("Windows did not open it: %s", error.strerror)
            return False
        return True
    return False


def _environment() -> dict[str, str]:
    """Ours, without what a frozen program puts there for its own libraries (PyInstaller, LD_LIBRARY_PATH)."""
    environment = dict(os.environ)
    if getattr(sys, "frozen", False):
        before = environment.pop("LD_LIBRARY_PATH_ORIG", "")
        if before:
            environment["LD_LIBRARY_PATH"] = before
        else:
            environment.pop("LD_LIBRARY_PATH", None)
    return environment
