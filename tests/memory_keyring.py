"""A keyring at the wire: what keyring's own library calls instead of the operating system's store.

Entries live in memory and are forgotten after each test. Where SPORTELLO_TEST_KEYRING names a file they live there
instead, so that a killed and restarted process finds its key again.
"""

import json
import os
import threading
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

_entries: dict[str, str] = {}


def forget() -> None:
    """Drop every entry held in memory."""
    _entries.clear()


class MemoryKeyring(KeyringBackend):
    """Chosen through PYTHON_KEYRING_BACKEND; see tests.quiet_world."""

    priority = 0.1  # type: ignore[assignment]  # keyring declares a property of the class, backends set a number

    def get_password(self, service: str, username: str) -> str | None:
        return self._load().get(f"{service}\n{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        entries = self._load()
        entries[f"{service}\n{username}"] = password
        self._save(entries)

    def delete_password(self, service: str, username: str) -> None:
        entries = self._load()
        if entries.pop(f"{service}\n{username}", None) is None:
            raise PasswordDeleteError("no such entry")
        self._save(entries)

    def _load(self) -> dict[str, str]:
        place = _place()
        if place is None:
            return dict(_entries)
        return json.loads(place.read_text(encoding="utf-8")) if place.exists() else {}

    def _save(self, entries: dict[str, str]) -> None:
        place = _place()
        if place is None:
            _entries.clear()
            _entries.update(entries)
        else:
            waiting = place.with_suffix(f".{os.getpid()}")
            waiting.write_text(json.dumps(entries), encoding="utf-8")
            waiting.replace(place)


def _place() -> Path | None:
    named = os.environ.get("SPORTELLO_TEST_KEYRING")
    return Path(named) if named else None


class SecretServiceInMemory(MemoryKeyring):
    """One that Sportello takes for a keyring that encrypts (it goes by the name), and that does what keyrings do to people.

    `mood` is one of "well", "locked" and "silent" (no answer until `answer` is set); `forget()` above is a reset.
    """

    priority = 5  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.mood = "well"
        self.answer = threading.Event()
        self.threads: set[str] = set()

    def get_password(self, service: str, username: str) -> str | None:
        self._be_in_the_mood()
        return super().get_password(service, username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self._be_in_the_mood()
        super().set_password(service, username, password)

    def delete_password(self, service: str, username: str) -> None:
        self._be_in_the_mood()
        super().delete_password(service, username)

    @property
    def names(self) -> list[str]:
        """Whose secrets are in it."""
        return sorted(key.partition("\n")[2] for key in self._load())

    def _be_in_the_mood(self) -> None:
        self.threads.add(threading.current_thread().name)
        if self.mood == "locked":
            raise KeyringLocked("the collection is locked")
        if self.mood == "silent":
            self.answer.wait()
