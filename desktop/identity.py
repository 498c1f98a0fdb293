"""The names by which the operating system knows the program, in one place.

They appear in the keyring, the task bar, notices, desktop files and folders; a person's data hangs on them, so they
never change once released.
"""

from typing import Final

APP_NAME: Final = "Sportello"
APP_ID: Final = "org.sportello.Sportello"
"""Reverse-domain id: desktop-file name on Linux, bundle id on macOS, AppUserModelID on Windows."""

FOLDER_NAME: Final = "sportello"
KEYRING_SERVICE: Final = "Sportello"
VERSION: Final = "0.1.0"
