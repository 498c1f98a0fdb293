"""The three languages are complete, and a translation keeps what the program puts into the text."""

import ast
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TRANSLATIONS = ROOT / "resources" / "translations"
FILES = sorted(TRANSLATIONS.glob("*.ts"))
PLACES = re.compile(r"\{\w*\}|%n|%\d|<\w+>")


def messages(file: Path) -> list[tuple[str, str, list[str], bool]]:
    """(context, source, translations, finished) for each message; counted ones have several translations."""
    found = []
    for context in ElementTree.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            found.append(
                (context.findtext("name"), message.findtext("source"), forms, translation.get("type") != "unfinished")
            )
    return found


def test_every_language_has_its_file():
    assert {file.stem for file in FILES} == {"sportello_en", "sportello_it", "sportello_el", "qtbase_el"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_text_is_translated(file: Path):
    lacking = [(context, source) for context, source, forms, done in messages(file) if not done or not all(forms)]
    assert lacking == []


def test_italian_and_greek_translate_the_same_texts():
    italian, greek = (
        {(context, source) for context, source, *_ in messages(TRANSLATIONS / f"sportello_{language}.ts")}
        for language in ("it", "el")
    )
    assert italian == greek


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_translation_keeps_the_places_of_the_text_and_how_it_ends(file: Path):
    wrong = []
    for context, source, forms, _ in messages(file):
        for form in forms:
            same_places = sorted(PLACES.findall(source)) == sorted(PLACES.findall(form))
            # Greek asks with a semicolon; an ellipsis may be three dots in Qt's own texts.
            ends = [text.replace("...", "…").replace(";", "?")[-1:] for text in (source, form)]
            same_end = ends[0] == ends[1] or not any(end in ":…?" for end in ends)
            if not (same_places and same_end):
                wrong.append((context, source, form))
    assert wrong == []


@pytest.mark.parametrize("language", ["it", "el"])
def test_counted_texts_have_a_singular_and_a_plural(language: str):
    counted = [
        (source, forms) for _, source, forms, _ in messages(TRANSLATIONS / f"sportello_{language}.ts") if "%n" in source
    ]
    assert counted
    assert all(len(forms) == 2 for _, forms in counted)


def test_no_text_hides_in_an_f_string_where_the_collector_does_not_see_it():
    hidden = [
        f"{file.relative_to(ROOT)}:{call.lineno}"
        for file in (ROOT / "desktop" / "ui").rglob("*.py")
        for joined in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(joined, ast.JoinedStr)
        for call in ast.walk(joined)
        if isinstance(call, ast.Call)
        and getattr(call.func, "attr", getattr(call.func, "id", "")) in ("tr", "translate")
    ]
    assert hidden == []
