"""The language of the screen: which one, its texts, and switching it while windows are open.

Texts come from three kinds of files: ours (`sportello_XX.qm`, made from the .ts files by `make strings`), Qt's own words for its
buttons and menus (`qtbase_XX.qm` from Qt, or from us where Qt has none, as for Greek), and English plural forms, since English is
what the source says. Dates and numbers follow the language in the customs of the person's country.
"""

from __future__ import annotations

import logging
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QGuiApplication

from desktop.paths import resources

log = logging.getLogger(__name__)


class Language(StrEnum):
    """Every language there is a complete translation for; the value is its ISO 639 code."""

    ENGLISH = "en"
    ITALIAN = "it"
    GREEK = "el"

    @property
    def own_name(self) -> str:
        """What its speakers call it; a list of languages is never translated."""
        return _OWN_NAMES[self]


_OWN_NAMES = {Language.ENGLISH: "English", Language.ITALIAN: "Italiano", Language.GREEK: "Ελληνικά"}


def language_of(system: QLocale) -> Language:
    """The first of the system's languages that we speak, else English."""
    for wish in system.uiLanguages():
        code = wish.replace("_", "-").partition("-")[0].lower()
        for language in Language:
            if language == code:
                return language
    return Language.ENGLISH


def customs_of(language: Language, system: QLocale) -> QLocale:
    """How dates and numbers are written: the system's own way where it speaks the language, else that of the language."""
    if QLocale(language.value).language() == system.language():
        return system
    return QLocale(QLocale(language.value).language(), system.territory())


class Translation:
    """The translators installed in the application. Open windows get Qt's LanguageChange event when it changes."""

    def __init__(self, application: QCoreApplication, folder: Path | None = None) -> None:
        self._application = application
        self._folders = (folder or resources() / "translations", Path(QLibraryInfo.path(_TRANSLATIONS)))
        self._installed: list[QTranslator] = []
        self._language: Language | None = None

    @property
    def language(self) -> Language | None:
        """The language in use; None before the first `use`."""
        return self._language

    def use(self, wanted: Language | None, system: QLocale | None = None) -> Language:
        """Show everything in `wanted`, or, with None, in the system's language; return which that is.

        A missing file costs its words, which then appear in English, and a line in the log; never the start.
        """
        system = system or QLocale.system()
        language = wanted or language_of(system)
        self.give_back()
        locale = customs_of(language, system)
        QLocale.setDefault(locale)
        # Qt asks the last installed one first: our words win over Qt's where both have them.
        for stem in ("qtbase", "sportello"):
            self._install(f"{stem}_{language}.qm")
        if isinstance(self._application, QGuiApplication):
            self._application.setLayoutDirection(locale.textDirection())
        self._language = language
        return language

    def give_back(self) -> None:
        """Take the translators out again."""
        for translator in self._installed:
            self._application.removeTranslator(translator)
        self._installed.clear()

    def _install(self, name: str) -> None:
        for folder in self._folders:
            translator = QTranslator()
            if translator.load(name, str(folder)):
                self._application.installTranslator(translator)
                self._installed.append(translator)
                return
        log.warning("no translation file %s in %s", name, " or ".join(map(str, self._folders)))


_TRANSLATIONS = QLibraryInfo.LibraryPath.TranslationsPath
