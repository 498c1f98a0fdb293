"""Every setting of the program, declared once: its key, its type, what holds without it.

The file is JSON in the profile's folder. It is written whole and atomically, so that a crash leaves the old or the
new one; keys that this version does not know stay in it, so that an older program does not throw away what a newer
one keeps. A value of the wrong type counts as not set, a file that can't be read is set aside: settings must never
keep anybody from working. The words a person reads about a setting stand in `ui.preferences`; secrets never
stand here.
"""

from __future__ import annotations

import json
import logging
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Generic, TypeVar

log = logging.getLogger("sportello.settings")

T = TypeVar("T", bool, int, str)


class Look(StrEnum):
    """How the window looks."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class ProxyChoice(StrEnum):
    """Where the proxy comes from; the values are those of `connectors.proxy.ProxyMode`."""

    SYSTEM = "system"
    NONE = "none"
    EXPLICIT = "explicit"


class Section(StrEnum):
    """Where the preferences show a setting, in the order of their pages."""

    GENERAL = "general"
    NOTICES = "notices"
    NETWORK = "network"
    STORAGE = "storage"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """One setting. `allowed` lists the values of a choice; empty allows every value of the default's type.

    One with a `section` is a preference, which a person sees and changes there; one without is what the program remembers by itself.
    """

    key: str
    default: T
    allowed: tuple[T, ...] = ()
    section: Section | None = None

    def accepts(self, value: object) -> bool:
        """Whether `value` can be this setting's."""
        # bool is an int to Python; to a person it is not.
        return type(value) is type(self.default) and (not self.allowed or value in self.allowed)


LANGUAGE = Setting("language", "", ("", "en", "it", "el"), section=Section.GENERAL)
"""Language code; empty follows the system."""

LOOK = Setting("look", Look.SYSTEM.value, tuple(one.value for one in Look), section=Section.GENERAL)
NOTICES = Setting("notices.on", True, section=Section.NOTICES)
QUIET_HOURS = Setting("notices.quiet.on", False, section=Section.NOTICES)
QUIET_FROM = Setting("notices.quiet.from", 20 * 60, section=Section.NOTICES)
"""Minutes since midnight, local time."""

QUIET_UNTIL = Setting("notices.quiet.until", 7 * 60, section=Section.NOTICES)
"""Minutes since midnight, local time; before `QUIET_FROM` it means the next morning."""

PAUSED_UNTIL = Setting("notices.paused-until", 0)
"""Instant (milliseconds since 1970) until which no notice is shown; 0 when not paused."""

AUTOSTART = Setting("start.with-system", False, section=Section.GENERAL)
"""Whether the program starts, in the tray, when the person signs in to this computer. What counts is the system's own entry for it
(`runtime.autostart`): whoever takes that away there has switched it off here."""

CLOSE_TO_TRAY = Setting("tray.close-to-tray", True, section=Section.GENERAL)
TOLD_OF_TRAY = Setting("tray.told", False)
"""Whether the person was told once that closing the window leaves the program in the tray."""

PAUSE_ON_METERED = Setting("uploads.pause-on-metered", True, section=Section.NETWORK)
"""Whether large files wait while the connection is one that is paid by the byte."""

PROXY = Setting(
    "proxy.mode", ProxyChoice.SYSTEM.value, tuple(one.value for one in ProxyChoice), section=Section.NETWORK
)
PROXY_ADDRESS = Setting("proxy.address", "", section=Section.NETWORK)
DOWNLOADS_KEPT = Setting("storage.downloads-mb", 2000, (250, 500, 1000, 2000, 5000, 10000), section=Section.STORAGE)
"""Megabytes (10^6 bytes, as shown) of downloaded attachments that each account keeps for reading without a network; what waits to be sent
does not count."""

SMTP_HOST = Setting("email.host", "", section=Section.EMAIL)
"""The person's own mail server, to which messages are submitted; empty when they go only through their mail program."""

SMTP_PORT = Setting("email.port", 587, section=Section.EMAIL)
SMTP_SECURITY = Setting("email.security", "starttls", ("starttls", "tls", "none"), section=Section.EMAIL)
"""How the connection is encrypted; "none" only within this computer."""

SMTP_USER = Setting("email.user", "", section=Section.EMAIL)
"""Empty when the mail server wants no sign-in. The password is in the keyring, or asked for."""

WINDOW = Setting("window.geometry", "")
"""Qt's saved geometry of the main window, Base64."""

SPLITTERS = Setting("window.splitters", "")
"""Qt's saved state of the main window's splitters, Base64."""

LIST_ORDERS = Setting("lists.orders", "")
"""What each folder's list is sorted by, where it is not its latest activity: "open=subject closed=-number" (a minus turns it round)."""

LAST_ACCOUNT = Setting("account.last", "")
"""Name of the folder of the account that was open last."""

LAST_ADDRESS = Setting("sign-in.address", "")
"""The helpdesk's address that was typed last, to be offered again."""


def declared() -> tuple[Setting[bool] | Setting[int] | Setting[str], ...]:
    """Every setting of this module."""
    return tuple(one for one in globals().values() if isinstance(one, Setting))


class Settings:
    """The settings of one profile. Used on the GUI thread."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._values: dict[str, object] = _read(path)
        self._watchers: list[Callable[[str], None]] = []

    @classmethod
    def load(cls, path: Path) -> Settings:
        """The settings kept in the file `path`; what is missing or broken there has its default."""
        return cls(path)

    def get(self, setting: Setting[T]) -> T:
        """The value in force."""
        value = self._values.get(setting.key)
        return value if setting.accepts(value) else setting.default  # type: ignore[return-value]  # checked by `accepts`

    def set(self, setting: Setting[T], value: T) -> None:
        """Keep a value and tell the watchers; ValueError when it can't be this setting's. Raises OSError when it
        can't be written."""
        if not setting.accepts(value):
            raise ValueError(f"{value!r} is not for {setting.key}")
        if self.get(setting) == value:
            return
        if value == setting.default:
            self._values.pop(setting.key, None)
        else:
            self._values[setting.key] = value
        for watcher in tuple(self._watchers):
            watcher(setting.key)
        _write(self._path, self._values)

    def watch(self, watcher: Callable[[str], None]) -> None:
        """Call `watcher` with the key of every setting that becomes different."""
        self._watchers.append(watcher)


def _read(path: Path) -> dict[str, object]:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(values, dict):
            return values
        raise ValueError("not an object")
    except FileNotFoundError:
        return {}
    except OSError as error:
        log.warning("the settings can't be read: %s", error)
        return {}
    except ValueError:
        aside = path.with_suffix(".broken")
        log.warning("the settings are damaged and set aside as %s", aside.name)
        try:
            path.replace(aside)
        except OSError as error:
            log.warning("they could not be set aside: %s", error)
        return {}


def _write(path: Path, values: dict[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    text = json.dumps(values, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".new")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
