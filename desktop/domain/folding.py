"""Text → search key: the same for query and content, in every language.

Accents, case, width and Greek final sigma make no difference: "Αντλίας", "αντλιασ" and "ΑΝΤΛΊΑΣ" are one word. SQLite's own
folding does not know Greek, so it is done here, before text reaches the index.
"""

from __future__ import annotations

import re
import unicodedata

_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_WORD = re.compile(r"\w+")


def fold(text: str) -> str:
    """The search key of `text`."""
    if text.isascii():
        return text.lower()
    # Upper case first: it joins what case folding alone keeps apart (ı and i). NFKD again afterwards, because changing
    # case can bring forth marks (İ → i + dot above).
    folded = unicodedata.normalize("NFKD", text).upper().casefold()
    return _MARKS.sub("", unicodedata.normalize("NFKD", folded))


def words(text: str) -> tuple[str, ...]:
    """The folded words of a query or text, in order."""
    return tuple(_WORD.findall(fold(text)))
