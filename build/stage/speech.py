"""The words on the screen in the language of a journey, looked up where translators write them: a better word breaks no journey."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable

from stage.processes import ROOT, Trouble

SOURCE = "en"
"""The language in which the program's texts are written."""


class Speech:
    """Says the program's English texts as the window shows them."""

    def __init__(self, language: str) -> None:
        """Read the translations of a language ("it", "el"); for English there is nothing to read."""
        self.language = language
        self._known: dict[str, dict[tuple[str, str], list[str]]] = {}
        self._english: set[str] = set()
        self._all: dict[str, set[tuple[str, str]]] = {}
        if language != SOURCE:
            self._read()

    def say(self, text: str, *, context: str = "", note: str = "", count: int | None = None, **fields: object) -> str:
        """`text` in this language, its {fields} filled and "%n" counted.

        `context` (and `note`, the comment for translators) says which one is meant where the same English is said in several ways; raises
        Trouble when that is needed. What has no translation is said in English, as the window does.
        """
        found = self._found(text, context, note)
        forms = found or [text]
        words = forms[0] if count == 1 or len(forms) == 1 else forms[-1]
        if count is not None:
            words = words.replace("%n", str(count))
        return words.format(**fields) if fields else words

    def foreign(self, texts: Iterable[str]) -> list[str]:
        """Those of the texts that are the program's English although there is another language to speak."""
        return sorted({text for text in texts if text in self._english})

    def _found(self, text: str, context: str, note: str) -> list[str]:
        ways = self._known.get(text, {})
        if context:
            if self._known and (context, note) not in self._all.get(text, ()):
                raise Trouble(f"“{text}” is not said in {context}; it is in {sorted(self._all.get(text, ()))}")
            return ways.get((context, note), [])
        different = {tuple(forms) for forms in ways.values()}
        if len(different) > 1:
            raise Trouble(f"“{text}” is said in several ways; say which of {sorted(ways)}")
        return list(next(iter(different), ()))

    def _read(self) -> None:
        file = ROOT / "resources" / "translations" / f"sportello_{self.language}.ts"
        for context in ElementTree.parse(file).getroot().iter("context"):
            name = context.findtext("name") or ""
            for message in context.iter("message"):
                translation = message.find("translation")
                source = message.findtext("source") or ""
                if translation is not None and translation.text != source:
                    self._english.add(source)
                if translation is None or translation.get("type") in ("vanished", "obsolete"):
                    continue
                forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
                note = message.findtext("comment") or ""
                self._all.setdefault(source, set()).add((name, note))
                if not all(forms):
                    continue  # nobody has translated it yet: the window says it in English
                self._known.setdefault(source, {})[name, note] = forms
