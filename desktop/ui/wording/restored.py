"""What is said after the outbox was restored, and when the disk is full."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.storage.restored import Restored
from desktop.ui.wording.errors import Explanation
from desktop.ui.wording.plurals import plurals
from desktop.ui.wording.sentences import fill
from desktop.ui.wording.times import day_and_time, now_instant, span_of_time

translate = QCoreApplication.translate


def restored_words(restored: Restored) -> Explanation:
    """What happened, what may be missing, what to do about it."""
    return Explanation(
        translate("Restored", "A damaged file was mended"),
        " ".join(part for part in (_what(restored), _files(restored)) if part),
        plurals.asking_restored(restored.asking) if restored.asking else "",
    )


def _what(restored: Restored) -> str:
    kept = translate("Restored", "The old file is kept.") if restored.kept_as else ""
    return " ".join(part for part in (_missing(restored), kept) if part)


def _missing(restored: Restored) -> str:
    now = now_instant()
    if not restored.may_miss:
        return translate("Restored", "Nothing that you wrote is missing.")
    if restored.missing_from:
        span = span_of_time(restored.missing_from, restored.missing_until, now)
        return fill(translate("Restored", "Some of what you wrote may be missing: {span}."), span=span)
    time = day_and_time(restored.missing_until, now)
    return fill(translate("Restored", "Some of what you wrote before {time} may be missing."), time=time)


def _files(restored: Restored) -> str:
    return plurals.unnamed_files(len(restored.unnamed_files)) if restored.unnamed_files else ""


def full_disk_words() -> Explanation:
    """The reserve is spent."""
    return Explanation(
        translate("Restored", "The disk is full"),
        translate("Restored", "What you just wrote was saved in the last room that Sportello had kept free."),
        translate("Restored", "Make some room now, or the next thing can't be saved."),
    )
