"""Where data, cache, logs and the program's own resources live, and where the windows of a profile can be met.

A person's data follows the platform's customs (platformdirs); `--profile DIR` puts everything below one folder, for a second
identity, for trying out and for tests. Folders are made for their owner alone.
"""

from __future__ import annotations

import hashlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from desktop.identity import FOLDER_NAME

LONGEST_SOCKET_PATH = 100
"""Bytes: systems stop between 104 and 108."""


@dataclass(frozen=True, slots=True)
class Profile:
    """The folders of one profile. `data` is precious, the rest can be made again."""

    data: Path
    logs: Path

    @classmethod
    def at(cls, folder: Path | None) -> Profile:
        """The profile in `folder`, or the person's usual one."""
        if folder is not None:
            root = folder.expanduser().resolve()
            return cls(data=root, logs=root / "logs")
        import platformdirs  # 20 ms; not needed with --profile

        return cls(
            data=Path(platformdirs.user_data_dir(FOLDER_NAME, appauthor=False)),
            logs=Path(platformdirs.user_log_dir(FOLDER_NAME, appauthor=False)),
        )

    @property
    def accounts(self) -> Path:
        """One folder per account lies below this one."""
        return self.data / "accounts"

    @property
    def settings_file(self) -> Path:
        """The preferences of this profile."""
        return self.data / "settings.json"

    def make(self) -> None:
        """Create the folders, readable by nobody else."""
        for folder in (self.data, self.accounts, self.logs):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)


def socket_name(data: Path) -> str:
    """The local socket of a profile's window, as Qt's QLocalServer takes it: a path in the profile's folder, or (where there are no such
    files, or the folder's name is too long for one) a bare name."""
    inside = data / "window.socket"
    if os.name != "nt" and len(os.fsencode(inside)) <= LONGEST_SOCKET_PATH:
        return str(inside)
    return f"{FOLDER_NAME}-{hashlib.sha256(str(data).encode()).hexdigest()[:16]}"


def resources() -> Path:
    """The folder of icons, styles and translations: in the bundle, in the wheel or in the checkout."""
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle:
        return Path(bundle) / "resources"
    package = Path(__file__).resolve().parent
    installed = package / "_resources"
    return installed if installed.is_dir() else package.parent / "resources"
