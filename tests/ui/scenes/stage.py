"""Where scenes are built: a folder, files to show, and an orderly end for every window that was put up.

A scene is one screen in one state, with plausible values behind it. It is built in the language, font and colours in force, looked at in
one size after the other, and taken down. Pictures (`tests.ui.gallery`) and the test of the layout look at the same scenes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QElapsedTimer, QEvent, QEventLoop, QLocale, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontInfo, QImage, QLinearGradient, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from desktop.settings import Settings
from desktop.ui.sheet_printing import write_pdf
from desktop.ui.sheet_setting import Face
from desktop.ui.theme import Appearance, Theme
from desktop.ui.ticket_sheet import SheetMaker
from desktop.ui.translation import Language, Translation
from desktop.ui.workbench import Workbench
from tests.ui.longer_words import LongerWords
from tests.ui.window_account import CATALOGUE, PlainAccount, now, plausible_ticket

WIDE, SMALL, NARROW = QSize(1440, 900), QSize(900, 600), QSize(560, 800)
OWN = QSize()
"""As large as the screen makes itself."""

SQUEEZED = QSize(-1, -1)
"""Its own size, but not larger than the smallest window that we promise."""

WINDOW = (WIDE, SMALL, NARROW)
PAGE = (WIDE, SMALL)
DIALOG = (OWN, SQUEEZED)

POINTS = 11.0
"""The larger of what desktops choose by themselves."""

PATIENCE_MS = 5_000

Shown = TypeVar("Shown", bound=QWidget)


@dataclass(frozen=True)
class Scene:
    """`build` puts a screen up on a stage. `doubled`: it is also to be seen with text twice as large, in its first size."""

    name: str
    build: Callable[[Stage], QWidget]
    sizes: tuple[QSize, ...] = DIALOG
    doubled: bool = False


class Props:
    """Files that many scenes show, made when they are first needed and then shared: a picture takes longer to write than a window."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def photo(self) -> Path:
        """A picture."""
        image = QImage(1200, 900, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        shade = QLinearGradient(0, 0, 1200, 900)
        shade.setColorAt(0, QColor("#8fa8c8"))
        shade.setColorAt(1, QColor("#4a5f80"))
        painter.fillRect(image.rect(), shade)
        painter.end()
        path = self._folder / "plate P-101.png"
        image.save(str(path))
        return path

    @cached_property
    def manual(self) -> Path:
        """A PDF."""
        sheet = SheetMaker("Meccanica Rossi", CATALOGUE, "en", now(), lambda _: None).make(plausible_ticket(), None)
        path = self._folder / "manual.pdf"
        write_pdf(sheet, path, Face.now())
        return path


class Stage:
    """`folder` is empty and stays until `clear`, which takes down everything in the reverse order."""

    def __init__(self, folder: Path, props: Props) -> None:
        self.folder = folder
        self.props = props
        self._ends: list[Callable[[], object]] = []
        self._names = 0

    def later(self, end: Callable[[], object]) -> None:
        """Do this when the scene is over."""
        self._ends.append(end)

    def up(self, widget: Shown) -> Shown:
        """Show a widget; it goes when the scene is over."""

        def down() -> None:
            if isValid(widget):
                widget.close()
            if isValid(widget):
                widget.deleteLater()

        self.later(down)
        widget.show()
        settle()
        return widget

    def workbench(self, account: PlainAccount | None = None) -> Workbench:
        """An account's panes in a wide window, with a picture that is on this computer."""
        account = account or PlainAccount()
        account.local |= {"sha-plate P-101.jpg": self.props.photo}
        window = Workbench(account, self.settings())
        window.resize(WIDE)
        self.later(window.shut)
        return self.up(window)

    def settings(self) -> Settings:
        """Settings as they are at first."""
        self._names += 1
        return Settings(self.folder / f"settings-{self._names}.json")

    def until(self, reached: Callable[[], object]) -> None:
        """Let events happen until it is so."""
        clock, loop, look = QElapsedTimer(), QEventLoop(), QTimer()
        look.timeout.connect(lambda: loop.quit() if reached() or clock.elapsed() > PATIENCE_MS else None)
        clock.start()
        look.start(5)
        if not reached():
            loop.exec()
        look.stop()
        assert reached(), "the scene is not what it should be"

    def clear(self) -> None:
        """Take everything down."""
        while self._ends:
            self._ends.pop()()
        for _ in range(3):
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            QApplication.processEvents()

    def file(self, name: str, size: int) -> Path:
        """A file of so many bytes that takes no room."""
        path = self.folder / name
        with path.open("wb") as out:
            out.truncate(size)
        return path


@contextmanager
def on_stage(scene: Scene, folder: Path, props: Props) -> Iterator[QWidget]:
    """Build a scene and take it down again."""
    stage = Stage(folder, props)
    try:
        widget = scene.build(stage)
        settle()
        yield widget
    finally:
        stage.clear()


def in_size(widget: QWidget, size: QSize, own: QSize) -> QSize:
    """Bring a scene into one of its sizes; `own` is what it had when it was built. The answer is the size that was asked of it."""
    asked = own if size == OWN else own.boundedTo(SMALL) if size == SQUEEZED else size
    widget.resize(asked)
    settle()
    return asked


def twice_size(scene: Scene, widget: QWidget) -> QSize:
    """In which size a scene is looked at with text twice as large: a wide window, or what a dialog makes of it on a usual screen."""
    return widget.sizeHint().expandedTo(widget.size()).boundedTo(WIDE) if scene.sizes[0] == OWN else WIDE


def settle() -> None:
    """Let everything happen that is due."""
    for _ in range(3):
        QApplication.sendPostedEvents()
        QApplication.processEvents()


@dataclass(frozen=True)
class Look:
    """How scenes are to be seen. `family` empty is the font that this system has for programs; `longer`: what has no translation is
    as long as one."""

    language: Language = Language.ENGLISH
    appearance: Appearance = Appearance.LIGHT
    family: str = ""
    points: float = POINTS
    longer: bool = False
    mirrored: bool = False


_HOMES = {
    Language.ENGLISH: QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
    Language.ITALIAN: QLocale(QLocale.Language.Italian, QLocale.Country.Italy),
    Language.GREEK: QLocale(QLocale.Language.Greek, QLocale.Country.Greece),
}


class Wardrobe:
    """Dresses the application for scenes, and gives it back as it was."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._before = (app.font(), app.palette(), app.styleSheet(), app.style().objectName(), QLocale())
        self._family = QFontInfo(app.font()).family()
        self._theme = Theme(app, Appearance.LIGHT)
        self._translation = Translation(app)
        self._longer: LongerWords | None = None

    def put_on(self, look: Look) -> None:
        """Language, colours and font of `look`; what is shown already is not meant to follow."""
        self._take_longer_off()
        self._translation.give_back()
        if look.longer:
            # Qt asks the last one first: this one is asked for what the others do not have.
            self._longer = LongerWords()
            self._app.installTranslator(self._longer)
        self._translation.use(look.language, _HOMES[look.language])
        if look.mirrored:
            self._app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._theme.set_appearance(look.appearance)
        wanted = QFont(look.family or self._family)
        wanted.setPointSizeF(look.points)
        if wanted != self._app.font():
            self._app.setFont(wanted)

    def give_back(self) -> None:
        """Everything is as it was."""
        font, palette, sheet, style, locale = self._before
        self._take_longer_off()
        self._translation.give_back()
        self._theme.set_appearance(Appearance.SYSTEM)
        self._theme.setParent(None)
        self._theme.deleteLater()
        self._app.setStyleSheet(sheet)
        self._app.setStyle(style)
        self._app.setPalette(palette)
        self._app.setFont(font)
        QLocale.setDefault(locale)

    def _take_longer_off(self) -> None:
        if self._longer is not None:
            self._app.removeTranslator(self._longer)
            self._longer = None
