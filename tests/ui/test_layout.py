"""Every screen is laid out in every language, and every word on it is wholly to be seen; no screen is forgotten."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

import desktop.ui
from desktop.ui.translation import Language
from tests.ui.clipping import clipped, in_sight, too_large
from tests.ui.scenes import SCENES
from tests.ui.scenes.stage import POINTS, Look, Props, Scene, Wardrobe, in_size, on_stage, twice_size

UNSEEN = {
    "_Blank": "the bare panes that stand for a moment before an account is there; no word is on them",
}
"""Widgets that no scene shows, and why."""


@pytest.fixture(scope="module")
def wardrobe(qapp: QApplication) -> Iterator[Wardrobe]:
    made = Wardrobe(qapp)
    yield made
    made.give_back()


@pytest.fixture(scope="module")
def props(tmp_path_factory: pytest.TempPathFactory) -> Props:
    return Props(tmp_path_factory.mktemp("props"))


def a_folder(within: Path) -> Path:
    folder = within / str(sum(1 for _ in within.iterdir()))
    folder.mkdir()
    return folder


@pytest.mark.parametrize("scene", SCENES, ids=[one.name for one in SCENES])
def test_every_word_is_wholly_to_be_seen(wardrobe: Wardrobe, props: Props, tmp_path: Path, scene: Scene) -> None:
    found = []
    for language in Language:
        wardrobe.put_on(Look(language))
        with on_stage(scene, a_folder(tmp_path), props) as widget:
            own = widget.size()
            for size in scene.sizes:
                asked = in_size(widget, size, own)
                said = (*too_large(widget, asked), *clipped(widget))
                found += [f"{language}, {asked.width()}×{asked.height()}: {one}" for one in said]
    assert found == []


DOUBLED = [one for one in SCENES if one.doubled]


@pytest.mark.parametrize("scene", DOUBLED, ids=[one.name for one in DOUBLED])
def test_text_twice_as_large_is_wholly_to_be_seen(
    wardrobe: Wardrobe, props: Props, tmp_path: Path, scene: Scene
) -> None:
    found = []
    for language in Language:
        wardrobe.put_on(Look(language, points=2 * POINTS))
        with on_stage(scene, a_folder(tmp_path), props) as widget:
            in_size(widget, twice_size(scene, widget), widget.size())
            found += [f"{language}: {one}" for one in clipped(widget)]
    assert found == []


def our_widgets() -> set[type[QWidget]]:
    """Every class of the screens that is a widget."""
    for module in pkgutil.walk_packages(desktop.ui.__path__, "desktop.ui."):
        importlib.import_module(module.name)
    kinds: set[type[QWidget]] = set()
    waiting = [QWidget]
    while waiting:
        below = waiting.pop().__subclasses__()
        kinds.update(one for one in below if one.__module__.startswith("desktop.ui."))
        waiting += below
    return kinds


def one_of_each_first() -> list[Scene]:
    """All scenes, those first that begin a family: most widgets are met in them."""
    families = {one.name.partition("-")[0]: one for one in reversed(SCENES)}
    return [*families.values(), *(one for one in SCENES if one not in families.values())]


def test_every_widget_of_ours_is_in_some_scene(wardrobe: Wardrobe, props: Props, tmp_path: Path) -> None:
    missing = {one for one in our_widgets() if one.__name__ not in UNSEEN}
    wardrobe.put_on(Look())
    for scene in one_of_each_first():
        with on_stage(scene, a_folder(tmp_path), props) as widget:
            for one in in_sight(widget):
                missing.difference_update(type(one).__mro__)
        if not missing:
            break
    assert sorted(f"{one.__module__}.{one.__qualname__}" for one in missing) == []


def test_what_is_said_to_be_in_no_scene_exists() -> None:
    assert set(UNSEEN) <= {one.__name__ for one in our_widgets()}


def test_scenes_have_names_of_their_own() -> None:
    names = [one.name for one in SCENES]
    assert sorted(set(names)) == sorted(names)
