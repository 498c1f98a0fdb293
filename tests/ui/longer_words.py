"""Words as long as those of a language that needs more of them: what English fits into, Italian and Greek may not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QTranslator

_WORD = re.compile(r"(\{\w*\}|%n|%\d|&)|([^\W\d_]{4,})")


class LongerWords(QTranslator):
    """Every word of four letters and more grows by two fifths; what the program puts in stays."""

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        return _WORD.sub(lambda found: found[1] or _longer(found[2]), source)

    def isEmpty(self) -> bool:
        return False


def _longer(word: str) -> str:
    more = max(1, len(word) * 2 // 5)
    return word + "ωδςψξμφ"[:more]


@contextmanager
def longer_words() -> Iterator[None]:
    """All texts of the program are longer meanwhile."""
    application = QCoreApplication.instance()
    translator = LongerWords()
    application.installTranslator(translator)
    try:
        yield
    finally:
        application.removeTranslator(translator)
