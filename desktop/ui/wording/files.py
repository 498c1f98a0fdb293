"""Files in words: what kind they are, why there is nothing to see of one, what became of many."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLocale

translate = QCoreApplication.translate

NAMED = 5
"""Files that are named in one sentence; of more it is said that there are others."""


def kind_of_file(mime: str) -> str:
    """What a person calls a file of this type."""
    family = mime.partition("/")[0]
    if mime == "application/pdf":
        return translate("Files", "PDF document")
    match family:
        case "image":
            return translate("Files", "Picture")
        case "video":
            return translate("Files", "Video")
        case "audio":
            return translate("Files", "Sound")
        case "text":
            return translate("Files", "Text")
        case _:
            return translate("Files", "File")


def nothing_to_see(why: str) -> str:
    """Why there is no preview; `why` is a `file_preview.Sight`."""
    match why:
        case "too-large":
            return translate("Files", "Too large to be shown here.")
        case "broken":
            return translate("Files", "This file is damaged, or not what its name says: it can't be shown here.")
        case "locked":
            return translate("Files", "This PDF asks for a password; a program for PDFs may open it.")
        case "too-slow":
            return translate("Files", "This page takes too long to be drawn.")
        case _:
            return translate("Files", "There is no preview of files like this.")


def some_names(names: Sequence[str]) -> str:
    """The first names, and that there are others; listed as the language does."""
    shown = [translate("Files", "“{name}”").format(name=name) for name in names[:NAMED]]
    if len(names) > NAMED:
        shown.append(translate("Files", "others", "further files, at the end of a list of names"))
    return QLocale().createSeparatedList(shown)
