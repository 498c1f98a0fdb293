"""Amounts as people read them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from desktop.ui.wording.plurals import plurals

translate = QCoreApplication.translate


def number(value: int) -> str:
    """A count with the language's separators."""
    return QLocale().toString(value)


def size(count: int) -> str:
    """Bytes as "820 kB", "3.1 MB": powers of 1000, as file managers and servers say."""
    scaled = count
    while scaled >= 1_000:
        scaled //= 1_000
    # One decimal only where it says something: 3.1 MB, but 14 MB and 820 kB.
    precision = 1 if count >= 1_000_000 and scaled < 10 else 0
    return QLocale().formattedDataSize(count, precision, QLocale.DataSizeFormat.DataSizeSIFormat)


def percent(done: int, total: int) -> str:
    """ "40 %", rounded down so that it is 100 only when it is true."""
    share = 100 * done // total if total else 0
    return translate("Amounts", "{share} %").format(share=share)


def bytes_left(done: int, total: int) -> str:
    """ "14 MB left"."""
    return translate("Amounts", "{size} left").format(size=size(max(0, total - done)))


def duration_left(seconds: float | None) -> str:
    """ "about 2 minutes left"; empty while nobody can know."""
    if seconds is None:
        return ""
    if seconds < 60:
        return translate("Amounts", "less than a minute left")
    if seconds < 5400:
        return plurals.minutes_left(round(seconds / 60))
    return plurals.hours_left(round(seconds / 3600))


def counted_items(count: int) -> str:
    """ "2 items"."""
    return plurals.items(count)
