"""Settings: declared once, kept atomically, never in anybody's way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop import settings
from desktop.settings import Setting, Settings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "settings.json"


def every_setting() -> list[Setting[object]]:
    return [one for one in vars(settings).values() if isinstance(one, Setting)]


def test_every_key_is_declared_once_and_every_default_is_acceptable():
    declared = every_setting()
    assert len({one.key for one in declared}) == len(declared)
    assert all(one.accepts(one.default) for one in declared)


def test_a_value_is_there_again_after_a_restart(file: Path):
    Settings(file).set(settings.LANGUAGE, "el")
    assert Settings(file).get(settings.LANGUAGE) == "el"
    assert Settings(file).get(settings.NOTICES) is True


def test_keys_of_a_newer_version_stay_in_the_file(file: Path):
    file.parent.mkdir()
    file.write_text(json.dumps({"from.the.future": [1, 2], "language": "it"}))
    Settings(file).set(settings.LANGUAGE, "en")
    assert json.loads(file.read_text()) == {"from.the.future": [1, 2], "language": "en"}


@pytest.mark.parametrize("value", [1, "xx", None, ["it"]])
def test_a_value_that_can_not_be_counts_as_not_set(file: Path, value: object):
    file.parent.mkdir()
    file.write_text(json.dumps({"language": value, "notices.on": 1}))
    kept = Settings(file)
    assert kept.get(settings.LANGUAGE) == ""
    assert kept.get(settings.NOTICES) is True
    with pytest.raises(ValueError):
        kept.set(settings.LANGUAGE, "xx")


@pytest.mark.parametrize("text", ["{", "[]", "", "\x00"])
def test_a_damaged_file_is_set_aside_and_the_program_goes_on(file: Path, text: str):
    file.parent.mkdir()
    file.write_text(text)
    kept = Settings(file)
    assert kept.get(settings.LOOK) == "system"
    assert file.with_suffix(".broken").read_text() == text
    kept.set(settings.LOOK, "dark")
    assert Settings(file).get(settings.LOOK) == "dark"


def test_the_default_is_not_written(file: Path):
    kept = Settings(file)
    kept.set(settings.LOOK, "dark")
    kept.set(settings.LOOK, "system")
    assert json.loads(file.read_text()) == {}


def test_who_watches_hears_of_changes_only(file: Path):
    kept = Settings(file)
    heard: list[str] = []
    kept.watch(heard.append)
    kept.set(settings.LOOK, "system")
    kept.set(settings.LOOK, "dark")
    kept.set(settings.LOOK, "dark")
    assert heard == ["look"]


def test_nothing_half_written_is_left_beside_the_file(file: Path):
    kept = Settings(file)
    for number in range(20):
        kept.set(settings.QUIET_FROM, number)
    assert [path.name for path in file.parent.iterdir()] == ["settings.json"]
