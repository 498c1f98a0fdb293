"""What this computer is, for somebody who has to look into a problem from afar: its system, and the browser that opens web pages.

Read from where each system keeps it, without asking the network or starting a program. What is not found is empty.
"""

from __future__ import annotations

import configparser
import os
import plistlib
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from PySide6.QtCore import QSysInfo


def system_name() -> str:
    """Name and version of the operating system, such as "Windows 11 Version 23H2" or "Ubuntu 24.04.1 LTS", with the processor's kind."""
    return f"{QSysInfo.prettyProductName()} ({QSysInfo.currentCpuArchitecture()})"


def default_browser() -> str:
    """The program that opens web pages, empty where that is not known."""
    if sys.platform == "win32":
        return browser_of_windows(_program_of_windows())
    if sys.platform == "darwin":
        return browser_of_macos(
            Path.home() / "Library/Preferences/com.apple.LaunchServices/com.apple.launchservices.secure.plist"
        )
    return browser_of_freedesktop(_mime_lists(os.environ), _application_folders(os.environ))


_WINDOWS = {
    "firefox": "Firefox",
    "chrome": "Google Chrome",
    "chromium": "Chromium",
    "msedge": "Microsoft Edge",
    "brave": "Brave",
    "opera": "Opera",
    "vivaldi": "Vivaldi",
    "ie.http": "Internet Explorer",
}


def browser_of_windows(program: str) -> str:
    """The browser by the name under which it is registered for https ("ChromeHTML", "FirefoxURL-308046B0AF4A39CB")."""
    folded = program.casefold()
    known = next((name for sign, name in _WINDOWS.items() if folded.startswith(sign)), "")
    return known or re.sub(r"(?i)(html?|url)?(-[0-9a-f]+)?$", "", program)


def _program_of_windows() -> str:
    if sys.platform == "win32":
        import winreg

        try:
            path = r"Software\Microsoft\Windows\Shell\Associations\UrlAssociations\https\UserChoice"
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, path) as key:
                return str(winreg.QueryValueEx(key, "ProgId")[0])
        except OSError:
            return ""
    else:
        return ""


_MACOS = {
    "com.apple.safari": "Safari",
    "com.google.chrome": "Google Chrome",
    "org.mozilla.firefox": "Firefox",
    "com.microsoft.edgemac": "Microsoft Edge",
    "com.brave.browser": "Brave",
    "com.operasoftware.opera": "Opera",
    "com.vivaldi.vivaldi": "Vivaldi",
}


def browser_of_macos(handlers: Path) -> str:
    """The browser by LaunchServices' list of handlers. Without an entry it is Safari, which macOS comes with."""
    try:
        listed = plistlib.loads(handlers.read_bytes()).get("LSHandlers", [])
    except (OSError, plistlib.InvalidFileException, ValueError, AttributeError):
        return "Safari"
    for one in listed if isinstance(listed, list) else []:
        if isinstance(one, dict) and one.get("LSHandlerURLScheme") == "https":
            bundle = str(one.get("LSHandlerRoleAll", ""))
            return _MACOS.get(bundle.casefold(), bundle)
    return "Safari"


def browser_of_freedesktop(lists: Iterable[Path], folders: Iterable[Path]) -> str:
    """The browser by the desktop's lists of default applications, the first that names one; its name is that of its desktop file.

    Source: Association between MIME types and applications 1.0; Desktop Entry Specification 1.5.
    """
    for path in lists:
        chosen = _default_in(path)
        for id in chosen:
            for folder in folders:
                if name := _name_in(folder / id):
                    return name
        if chosen:
            return chosen[0].removesuffix(".desktop")
    return ""


def _default_in(path: Path) -> list[str]:
    section = _section(path, "Default Applications")
    return [id for id in section.get("x-scheme-handler/https", "").split(";") if id.endswith(".desktop")]


def _name_in(path: Path) -> str:
    return _section(path, "Desktop Entry").get("Name", "").strip()


def _section(path: Path, name: str) -> Mapping[str, str]:
    reader = configparser.RawConfigParser(delimiters=("=",), comment_prefixes=("#",), strict=False, interpolation=None)
    reader.optionxform = str  # type: ignore[assignment,method-assign]  # keys keep their case
    try:
        reader.read_string(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, configparser.Error):
        return {}
    return dict(reader[name]) if reader.has_section(name) else {}


def _mime_lists(environment: Mapping[str, str]) -> list[Path]:
    home = Path(environment.get("HOME", "/"))
    own = [Path(environment.get("XDG_CONFIG_HOME") or home / ".config")]
    shared = [Path(one) for one in (environment.get("XDG_CONFIG_DIRS") or "/etc/xdg").split(":") if one]
    folders = own + shared + _application_folders(environment)
    desktops = [one.casefold() for one in environment.get("XDG_CURRENT_DESKTOP", "").split(":") if one]
    names = [f"{one}-mimeapps.list" for one in desktops] + ["mimeapps.list", "defaults.list"]
    return [folder / name for folder in folders for name in names]


def _application_folders(environment: Mapping[str, str]) -> list[Path]:
    home = Path(environment.get("HOME", "/"))
    own = Path(environment.get("XDG_DATA_HOME") or home / ".local/share")
    shared = (environment.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":")
    return [one / "applications" for one in (own, *(Path(one) for one in shared if one))]
