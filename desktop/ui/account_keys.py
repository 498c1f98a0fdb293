"""The keys that lead to the accounts of this computer: Ctrl+Shift+1 to the first of the menu, and so on."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence

MOST_KEYS = 9
"""So many accounts have a key of their own."""


def sequence_of(at: int) -> str:
    """The keys (in Qt's portable words) of the account at this place of the menu, empty where there are none."""
    return f"Ctrl+Shift+{at + 1}" if at < MOST_KEYS else ""


def keys_of(at: int) -> str:
    """The same as a person reads them here."""
    return native_keys(sequence_of(at))


def native_keys(keys: str) -> str:
    """Keys in Qt's portable words as a person reads them here."""
    portable = QKeySequence.SequenceFormat.PortableText
    return QKeySequence.fromString(keys, portable).toString(QKeySequence.SequenceFormat.NativeText)
