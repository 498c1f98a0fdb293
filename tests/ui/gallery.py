"""Pictures of every screen for looking at, and what does not fit on it: `python -m tests.ui.gallery FOLDER [part of a name]…`. Not a test.

`--language it`, `--scheme dark`, `--size 900x600` and `--font "DejaVu Sans"` narrow it down or choose; `--twice` doubles the text,
`--longer` gives what has no translation yet the length of one; `--look` saves no pictures and only tells what does not fit.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYTHON_KEYRING_BACKEND", "tests.memory_keyring.MemoryKeyring")

from PySide6.QtCore import QSize, qInstallMessageHandler
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from desktop.ui.theme import Appearance
from desktop.ui.translation import Language
from desktop.ui.tray_icon import TrayLook, tray_pixmap
from tests.ui.clipping import clipped, too_large
from tests.ui.scenes import SCENES
from tests.ui.scenes.stage import (
    OWN,
    POINTS,
    SQUEEZED,
    Look,
    Props,
    Scene,
    Wardrobe,
    in_size,
    on_stage,
    settle,
    twice_size,
)


def size(text: str) -> QSize:
    """ "900x600"."""
    width, height = text.split("x")
    return QSize(int(width), int(height))


def asked(arguments: list[str]) -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description="Pictures of every screen, and what does not fit on it")
    parser.add_argument("folder", type=Path)
    parser.add_argument("only", nargs="*", help="parts of the names of scenes")
    parser.add_argument("--language", action="append", type=Language, choices=list(Language), metavar="XX")
    parser.add_argument("--scheme", action="append", type=Appearance, choices=[Appearance.LIGHT, Appearance.DARK])
    parser.add_argument("--size", action="append", type=size, help="such as 900x600, instead of each scene's own sizes")
    parser.add_argument("--font", default="", metavar="FAMILY")
    parser.add_argument("--twice", action="store_true", help="text twice as large")
    parser.add_argument("--longer", action="store_true", help="what is not translated is as long as a translation")
    parser.add_argument("--mirrored", action="store_true", help="from the right to the left")
    parser.add_argument("--look", action="store_true", help="no pictures: only tell what does not fit")
    return parser.parse_intermixed_args(arguments)


def take(scene: Scene, look: Look, wanted: argparse.Namespace, place: Path, props: Props) -> int:
    """Pictures of a scene in every size; the answer is how much does not fit."""
    found = 0
    with on_stage(scene, place, props) as widget:
        own = widget.size()
        for size in wanted.size or ((twice_size(scene, widget),) if wanted.twice else scene.sizes):
            in_sight = in_size(widget, size, own)
            end = "own" if size == OWN else "squeezed" if size == SQUEEZED else str(in_sight.width())
            name = f"{scene.name}-{look.language}-{look.appearance.value}-{end}{'-twice' if wanted.twice else ''}"
            if not wanted.look:
                finish(widget)
                widget.grab().save(str(wanted.folder / f"{name}.png"))
            for said in (*too_large(widget, in_sight), *clipped(widget)):
                found += 1
                print(f"{name}: {said}", flush=True)
    return found


def finish(widget) -> None:
    """Let pictures that are made on other threads arrive."""
    loader = getattr(widget, "thumbnails", None) or getattr(widget, "loader", None)
    for _ in range(2):
        if loader is not None:
            loader._pool.waitForDone()
        settle()


def tray_picture(folder: Path) -> None:
    """The tray's icon in every state, on bright and on dark bars."""
    looks = [
        TrayLook(),
        TrayLook(3),
        TrayLook(12),
        TrayLook(0, 1),
        TrayLook(2, 1),
        TrayLook(online=False),
        TrayLook(4, 0, False),
    ]
    sheet = QPixmap(560, 260)
    painter = QPainter(sheet)
    for row, colour in enumerate(("#f6f7f9", "#14171c")):
        painter.fillRect(0, row * 130, 560, 130, QColor(colour))
        for column, look in enumerate(looks):
            left, top = 10 + column * 78, row * 130
            for x, y, side in ((0, 8, 64), (0, 80, 32), (38, 80, 22), (38, 106, 16)):
                painter.drawPixmap(left + x, top + y, tray_pixmap(look, side))
    painter.end()
    sheet.save(str(folder / "tray.png"))


def main(arguments: list[str]) -> int:
    """Save all pictures that are asked for; 1 when something does not fit."""
    wanted = asked(arguments)
    qInstallMessageHandler(lambda *_: None)
    app = QApplication([])
    wardrobe = Wardrobe(app)
    wanted.folder.mkdir(parents=True, exist_ok=True)
    scenes = [one for one in SCENES if not wanted.only or any(part in one.name for part in wanted.only)]
    if wanted.twice and not wanted.only:
        scenes = [one for one in scenes if one.doubled]
    found = 0
    with tempfile.TemporaryDirectory() as place:
        props = Props(Path(tempfile.mkdtemp(dir=place)))
        for scheme in wanted.scheme or ([Appearance.LIGHT] if wanted.look else [Appearance.LIGHT, Appearance.DARK]):
            for language in wanted.language or (list(Language) if wanted.look else [Language.ENGLISH]):
                look = Look(language, scheme, wanted.font, POINTS * (2 if wanted.twice else 1), wanted.longer)
                look = replace(look, mirrored=wanted.mirrored)
                wardrobe.put_on(look)
                for scene in scenes:
                    found += take(scene, look, wanted, Path(tempfile.mkdtemp(dir=place)), props)
        if not wanted.look and (not wanted.only or "tray" in wanted.only):
            tray_picture(wanted.folder)
    wardrobe.give_back()
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
