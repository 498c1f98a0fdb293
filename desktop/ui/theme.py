"""The look, in one place: colours, palette, fonts, spacing and the style sheet.

Every colour of the program is a token of `Colours`; widgets that paint ask `colours()` at the moment of painting, so that a change of
scheme needs nothing but a repaint. Fusion is the style on every platform. The scheme follows the system live, unless the person chose
one; a system that asks for high contrast gets it.

How to use it::

    theme = Theme(app, Appearance.SYSTEM)       # once, in the composition root; keep it alive
    theme.set_appearance(Appearance.DARK)       # live
    painter.setPen(colours().dim)               # when painting; never keep the value
    label.setFont(font(TextRole.SMALL))         # sizes are factors of the system's font
    layout.setSpacing(space(2))                 # multiples of 4
"""

from __future__ import annotations

import string
from dataclasses import dataclass, fields, replace
from enum import Enum, StrEnum
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

RADIUS: Final = 6
"""Corner radius of everything that has corners, in pixels."""


def space(steps: int) -> int:
    """Distance in pixels: `steps` times 4."""
    return 4 * steps


class Appearance(StrEnum):
    """What the person chose in the preferences."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class TextRole(Enum):
    """Size of a text, as a factor of the system's font."""

    BODY = 1.0
    SMALL = 0.9
    TITLE = 1.25


class Tone(StrEnum):
    """What a colour means. Use it through `Colours.shape` (glyphs, bars) and `Colours.word` (text, contrast AA)."""

    TEXT = "text"
    DIM = "dim"
    ACCENT = "accent"
    ANSWERED = "answered"
    WAITING = "waiting"
    NEEDS_YOU = "needs_you"
    OPEN = "open"
    STRIP = "strip_text"


@dataclass(frozen=True, slots=True)
class Colours:
    """The tokens of one scheme, as "#rrggbb"; every `*_word` has contrast AA on every surface of its scheme.

    `focus` is the ring around whatever has the keyboard.
    """

    window: str
    pane: str
    side_bar: str
    line: str
    text: str
    dim: str
    dim_word: str
    accent: str
    accent_word: str
    accent_hover: str
    on_accent: str
    focus: str
    selection: str
    own_message: str
    answered: str
    answered_word: str
    waiting: str
    waiting_word: str
    needs_you: str
    open: str
    hover: str
    chip: str
    field: str
    strip: str
    strip_text: str
    is_dark: bool = False

    def shape(self, tone: Tone) -> QColor:
        """The colour of a glyph, bar or mark (contrast at least 3:1)."""
        return QColor(getattr(self, tone.value))

    def word(self, tone: Tone) -> QColor:
        """The colour of a text (contrast at least 4.5:1 on every surface, selected rows included)."""
        own: str = getattr(self, f"{tone.value}_word", "") or getattr(self, tone.value)
        return QColor(own)


LIGHT: Final = Colours(
    window="#f6f7f9",
    pane="#ffffff",
    side_bar="#eef0f4",
    line="#e1e4ea",
    text="#1c2330",
    dim="#667085",
    dim_word="#596377",
    accent="#2f6fed",
    accent_word="#1f5bd6",
    accent_hover="#255fd3",
    on_accent="#ffffff",
    focus="#2f6fed",
    selection="#e4edfd",
    own_message="#e7effe",
    answered="#1f8a4c",
    answered_word="#17753f",
    waiting="#b35c00",
    waiting_word="#a35300",
    needs_you="#c0362c",
    open="#5b5bd6",
    hover="#e8ebf1",
    chip="#f0f2f6",
    field="#fbfcfd",
    strip="#fff6e5",
    strip_text="#7a4a00",
)

DARK: Final = Colours(
    window="#14171c",
    pane="#1b1f26",
    side_bar="#171a20",
    line="#2b313b",
    text="#e7eaf0",
    dim="#98a2b3",
    dim_word="#a3adbd",
    accent="#6ea0ff",
    accent_word="#7fabff",
    accent_hover="#86b0ff",
    on_accent="#14171c",
    focus="#6ea0ff",
    selection="#243250",
    own_message="#22304d",
    answered="#4cc581",
    answered_word="#4cc581",
    waiting="#f0a445",
    waiting_word="#f0a445",
    needs_you="#ff7b70",
    open="#a5a5ff",
    hover="#20252e",
    chip="#262b34",
    field="#171a20",
    strip="#33280f",
    strip_text="#f3cf8a",
    is_dark=True,
)

HIGH_LIGHT: Final = replace(
    LIGHT,
    window="#fffffe",
    pane="#ffffff",
    side_bar="#ffffff",
    line="#000000",
    text="#000000",
    dim="#1f1f1f",
    dim_word="#1f1f1f",
    accent="#0037a5",
    accent_word="#0037a5",
    accent_hover="#002a80",
    focus="#0037a5",
    selection="#cfe0ff",
    own_message="#ffffff",
    answered="#00522a",
    answered_word="#00522a",
    waiting="#6b3600",
    waiting_word="#6b3600",
    needs_you="#8f0d05",
    open="#33339c",
    hover="#e6e6e6",
    chip="#ffffff",
    field="#ffffff",
    strip="#ffffff",
    strip_text="#4a2d00",
)

HIGH_DARK: Final = replace(
    DARK,
    window="#000001",
    pane="#000000",
    side_bar="#000000",
    line="#ffffff",
    text="#ffffff",
    dim="#e6e6e6",
    dim_word="#e6e6e6",
    accent="#9cc0ff",
    accent_word="#9cc0ff",
    accent_hover="#c2d8ff",
    on_accent="#000000",
    focus="#9cc0ff",
    selection="#10305f",
    own_message="#000000",
    answered="#7ff0ae",
    answered_word="#7ff0ae",
    waiting="#ffc170",
    waiting_word="#ffc170",
    needs_you="#ffa39b",
    open="#c9c9ff",
    hover="#262626",
    chip="#000000",
    field="#000000",
    strip="#000000",
    strip_text="#ffe2a8",
)

_BY_WINDOW: Final = {one.window: one for one in (LIGHT, DARK, HIGH_LIGHT, HIGH_DARK)}


def colours() -> Colours:
    """The tokens of the scheme in force, read from the application's palette; without a theme the nearest ones."""
    window = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    return _BY_WINDOW.get(window.name()) or (DARK if window.lightness() < 128 else LIGHT)


def font(role: TextRole = TextRole.BODY, *, strong: bool = False) -> QFont:
    """The system's font in the size of `role`; `strong` is the one heavier weight that we use."""
    made = QFont(QApplication.font())
    if made.pointSizeF() > 0:
        made.setPointSizeF(made.pointSizeF() * role.value)
    else:
        made.setPixelSize(round(made.pixelSize() * role.value))
    if strong:
        made.setWeight(QFont.Weight.DemiBold)
    return made


def restyle(widget: QWidget) -> None:
    """Let the style sheet look at a widget again after one of its properties changed.

    Qt then forgets a font given to the widget (it restores the one it saw first), so that it is given again.
    """
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return  # it has not been looked at yet
    kept = widget.font()
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.setFont(kept)


def palette_of(tokens: Colours) -> QPalette:
    """The tokens as a Qt palette, so that every stock widget and dialog wears them."""
    palette = QPalette()
    role = QPalette.ColorRole
    for which, value in (
        (role.Window, tokens.window),
        (role.WindowText, tokens.text),
        (role.Base, tokens.pane),
        (role.AlternateBase, tokens.window),
        (role.Text, tokens.text),
        (role.PlaceholderText, tokens.dim_word),
        (role.Button, tokens.pane),
        (role.ButtonText, tokens.text),
        (role.BrightText, tokens.needs_you),
        (role.ToolTipBase, tokens.pane),
        (role.ToolTipText, tokens.text),
        (role.Highlight, tokens.accent),
        (role.HighlightedText, tokens.on_accent),
        (role.Accent, tokens.accent),
        (role.Link, tokens.accent_word),
        (role.LinkVisited, tokens.accent_word),
        (role.Light, tokens.pane),
        (role.Midlight, tokens.line),
        (role.Mid, tokens.line),
        (role.Dark, tokens.dim),
        (role.Shadow, "#000000"),
    ):
        palette.setColor(which, QColor(value))
    faint = QColor(tokens.dim)
    faint.setAlpha(150)
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, faint)
    return palette


def resource(*parts: str) -> Path:
    """A file of ours under `resources/`, in an installed package as in the source tree."""
    here = Path(__file__).resolve().parent.parent
    packed = here / "_resources"
    return (packed if packed.is_dir() else here.parent / "resources").joinpath(*parts)


def style_sheet(tokens: Colours) -> str:
    """The one style sheet (`resources/styles/sportello.qss`) with the tokens put in."""
    values = {field.name: str(getattr(tokens, field.name)) for field in fields(tokens)}
    text = resource("styles", "sportello.qss").read_text(encoding="utf-8")
    assets = resource("styles").as_posix()
    return string.Template(text).substitute(
        values, radius=f"{RADIUS}px", assets=assets, scheme="dark" if tokens.is_dark else "light"
    )


class Theme(QObject):
    """Keeps palette and style sheet of the application in step with the system and the person's choice."""

    changed = Signal()
    """The scheme in force changed; painted widgets repaint by themselves (their palette changes)."""

    def __init__(self, app: QApplication, appearance: Appearance = Appearance.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self._appearance = appearance
        self._tokens: Colours | None = None
        app.setStyle("Fusion")
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow)
        self.set_appearance(appearance)

    @property
    def appearance(self) -> Appearance:
        """What the person chose."""
        return self._appearance

    @property
    def tokens(self) -> Colours:
        """The colours in force."""
        return self._tokens or LIGHT

    def set_appearance(self, appearance: Appearance) -> None:
        """Follow the system, or stay light or dark; at once."""
        self._appearance = appearance
        scheme = {
            Appearance.SYSTEM: Qt.ColorScheme.Unknown,
            Appearance.LIGHT: Qt.ColorScheme.Light,
            Appearance.DARK: Qt.ColorScheme.Dark,
        }[appearance]
        # Title bars and native dialogs follow this; Unknown hands the choice back to the system.
        self._app.styleHints().setColorScheme(scheme)
        self._follow()

    def _wanted(self) -> Colours:
        hints = self._app.styleHints()
        follows = self._appearance is Appearance.SYSTEM
        dark = hints.colorScheme() is Qt.ColorScheme.Dark if follows else self._appearance is Appearance.DARK
        if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
            return HIGH_DARK if dark else HIGH_LIGHT
        return DARK if dark else LIGHT

    def _follow(self) -> None:
        tokens = self._wanted()
        if (
            tokens is self._tokens
            and QGuiApplication.palette().color(QPalette.ColorRole.Window).name() == tokens.window
        ):
            return
        self._tokens = tokens
        self._app.setPalette(palette_of(tokens))
        self._app.setStyleSheet(style_sheet(tokens))
        self.changed.emit()
