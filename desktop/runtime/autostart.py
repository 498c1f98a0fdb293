"""Starting with the system: the entry by which the desktop starts the program when the person signs in to this computer.

What counts is that entry, not a setting of ours: whoever removes it with the desktop's own means has switched it off. Each platform has its
own place for it: a desktop file in the XDG autostart folder (Desktop Application Autostart Specification), a value under the person's own
`Run` key of the Windows registry, a property list among the person's launch agents on macOS. None needs more rights than the person has.
"""

from __future__ import annotations

import os
import plistlib
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QSettings

from desktop.identity import APP_ID, APP_NAME
from desktop.paths import Profile

RUN_KEY = r"HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Run"


class Autostart(Protocol):
    """One platform's entry."""

    def is_on(self) -> bool:
        """Whether the entry is there."""
        ...

    def switch(self, on: bool) -> None:
        """Make the entry, or take it away. Raises OSError."""
        ...


def autostart_of(profile: Profile) -> Autostart:
    """The entry that starts the program on this profile, hidden in the tray."""
    command = _command(profile)
    if sys.platform == "win32":
        return RegistryRun(command)
    if sys.platform == "darwin":
        return LaunchAgent(command, Path.home() / "Library" / "LaunchAgents")
    config = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
    return DesktopFile(command, Path(config).expanduser() / "autostart")


def _command(profile: Profile) -> list[str]:
    frozen = getattr(sys, "frozen", False)
    program = [sys.executable] if frozen else [sys.executable, "-m", "desktop"]
    elsewhere = [] if profile == Profile.at(None) else ["--profile", str(profile.data)]
    return [*program, *elsewhere, "--hidden"]


class DesktopFile:
    """Linux and other desktops that follow freedesktop.org."""

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        self._command = command
        self._file = folder / f"{APP_ID}.desktop"

    def is_on(self) -> bool:
        """A file that is there can still say that it is switched off: that is how desktops' own settings do it."""
        try:
            lines = {line.strip().replace(" ", "").lower() for line in self._file.read_text("utf-8").splitlines()}
        except (OSError, UnicodeDecodeError):
            return False
        return not lines & {"hidden=true", "x-gnome-autostart-enabled=false"}

    def switch(self, on: bool) -> None:
        """Write the file whole, or take it away."""
        if not on:
            self._file.unlink(missing_ok=True)
            return
        words = " ".join(_quoted(word) for word in self._command)
        self._file.parent.mkdir(parents=True, exist_ok=True)
        unfinished = self._file.with_suffix(".new")
        unfinished.write_text(
            f"[Desktop Entry]\nType=Application\nName={APP_NAME}\nIcon={APP_ID}\nExec={words}\nX-GNOME-Autostart-enabled=true\n",
            "utf-8",
        )
        unfinished.replace(self._file)


def _quoted(word: str) -> str:
    """One argument of an Exec line: quoted, then escaped once more as every value of a desktop file is."""
    inside = "".join(f"\\{sign}" if sign in '"`$\\' else sign for sign in word.replace("%", "%%"))
    return f'"{inside}"'.replace("\\", "\\\\")


class RegistryRun:
    """Windows."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command
        self._registry = QSettings(RUN_KEY, QSettings.Format.NativeFormat)

    def is_on(self) -> bool:
        """Whether the value is there."""
        self._registry.sync()
        return self._registry.contains(APP_NAME)

    def switch(self, on: bool) -> None:
        """Set the value, or remove it."""
        if on:
            self._registry.setValue(APP_NAME, subprocess.list2cmdline(self._command))
        else:
            self._registry.remove(APP_NAME)
        self._registry.sync()
        if self._registry.status() is not QSettings.Status.NoError:
            raise PermissionError("the registry refuses it")


class LaunchAgent:
    """macOS."""

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        self._command = command
        self._file = folder / f"{APP_ID}.plist"

    def is_on(self) -> bool:
        """Whether the property list is there."""
        return self._file.is_file()

    def switch(self, on: bool) -> None:
        """Write the property list, or take it away; launchd reads it when the person signs in."""
        if not on:
            self._file.unlink(missing_ok=True)
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        unfinished = self._file.with_suffix(".new")
        unfinished.write_bytes(
            plistlib.dumps({"Label": APP_ID, "ProgramArguments": list(self._command), "RunAtLoad": True})
        )
        unfinished.replace(self._file)
