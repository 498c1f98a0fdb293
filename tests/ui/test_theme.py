"""Colours, fonts and the style sheet."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.ui.controls import Chip, ElidedText, FlowLayout, SegmentedChoice, Text, ToolButton
from desktop.ui.icons import Icon, icon
from desktop.ui.theme import (
    DARK,
    HIGH_DARK,
    HIGH_LIGHT,
    LIGHT,
    Appearance,
    Colours,
    TextRole,
    Theme,
    Tone,
    colours,
    font,
    resource,
    style_sheet,
)

SCHEMES = [LIGHT, DARK, HIGH_LIGHT, HIGH_DARK]
SURFACES = ("window", "pane", "side_bar", "selection", "own_message")


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2 contrast ratio."""

    def luminance(colour: QColor) -> float:
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    palette, sheet, style = QPalette(qapp.palette()), qapp.styleSheet(), qapp.style().objectName()
    theme = Theme(qapp, Appearance.LIGHT)
    yield theme
    theme.set_appearance(Appearance.SYSTEM)
    theme.setParent(None)
    theme.deleteLater()
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)
    qapp.setStyle(style)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("tone", [tone for tone in Tone if tone is not Tone.STRIP])
def test_words_have_contrast_aa_on_every_surface(scheme: Colours, tone: Tone) -> None:
    for surface in SURFACES:
        assert contrast(scheme.word(tone), QColor(getattr(scheme, surface))) >= 4.5, surface


@pytest.mark.parametrize("scheme", SCHEMES)
def test_shapes_stand_out_and_the_strip_and_button_can_be_read(scheme: Colours) -> None:
    for tone in (Tone.ACCENT, Tone.ANSWERED, Tone.WAITING, Tone.NEEDS_YOU, Tone.OPEN):
        for surface in SURFACES:
            assert contrast(scheme.shape(tone), QColor(getattr(scheme, surface))) >= 3
    assert contrast(QColor(scheme.strip_text), QColor(scheme.strip)) >= 4.5
    assert contrast(QColor(scheme.on_accent), QColor(scheme.accent)) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_style_sheet_has_no_token_left_and_its_pictures_exist(scheme: Colours) -> None:
    sheet = style_sheet(scheme)
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")
    for name in ("check", "dot", "down"):
        assert resource("styles", f"{name}-{'dark' if scheme.is_dark else 'light'}.svg").is_file()


def test_a_chosen_appearance_holds_at_once_and_painters_see_it(theme: Theme, qtbot: QtBot) -> None:
    assert colours() is LIGHT
    with qtbot.waitSignal(theme.changed):
        theme.set_appearance(Appearance.DARK)
    assert colours() is DARK
    assert theme.tokens is DARK


def test_sizes_are_factors_of_the_system_s_font(qapp: QApplication) -> None:
    base = qapp.font().pointSizeF()
    assert font(TextRole.SMALL).pointSizeF() == pytest.approx(base * 0.9)
    assert font(TextRole.TITLE).pointSizeF() == pytest.approx(base * 1.25)
    assert font(strong=True).weight() > font().weight()


def test_weights_survive_a_change_of_scheme(theme: Theme, qtbot: QtBot) -> None:
    choice = SegmentedChoice([("a", "One"), ("b", "Two")])
    qtbot.addWidget(choice)
    choice.set_value("b")
    choice.show()
    theme.set_appearance(Appearance.DARK)
    weights = [button.font().weight() for button in choice.findChildren(QPushButton)]
    assert weights == [QFont.Weight.Normal, QFont.Weight.DemiBold]


@pytest.mark.parametrize("symbol", list(Icon))
def test_every_icon_is_drawn_in_the_colour_of_the_scheme(symbol: Icon, theme: Theme) -> None:
    drawn = icon(symbol, Tone.TEXT).pixmap(24, 24).toImage()
    inked = [drawn.pixelColor(x, y) for x in range(24) for y in range(24) if drawn.pixelColor(x, y).alpha() > 150]
    assert inked
    assert all(abs(colour.red() - QColor(LIGHT.text).red()) < 8 for colour in inked)


def test_labels_never_read_markup(qtbot: QtBot) -> None:
    label = Text("<b>x</b>")
    short = ElidedText("<img src=x> & more", role=TextRole.SMALL)
    button = ToolButton(Icon.ADD, "Add")
    for widget in (label, short, button):
        qtbot.addWidget(widget)
    short.show()
    short.resize(20, 20)
    assert label.width() > 0
    assert "<img" not in short.toolTip()
    assert "&lt;img" in short.toolTip()
    assert button.accessibleName() == "Add"


def test_chips_flow_into_as_many_lines_as_they_need(qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QWidget

    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    chips = [Chip(f"value {n}", caption="Caption") for n in range(6)]
    for chip in chips:
        flow.addWidget(chip)
    assert flow.heightForWidth(2000) < flow.heightForWidth(400) < flow.heightForWidth(150)
    holder.resize(300, 400)
    holder.show()
    assert all(chip.geometry().right() <= 300 for chip in chips)
    assert len({(chip.x(), chip.y()) for chip in chips}) == 6


def test_a_removable_chip_goes_by_delete_and_by_its_cross(qtbot: QtBot) -> None:
    from PySide6.QtCore import QPoint, Qt

    chip = Chip("Marco", removable=True)
    qtbot.addWidget(chip)
    chip.resize(chip.sizeHint())
    chip.show()
    with qtbot.waitSignal(chip.removed):
        qtbot.keyClick(chip, Qt.Key.Key_Delete)
    with qtbot.waitSignal(chip.removed):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 5, chip.height() // 2))
    with qtbot.assertNotEmitted(chip.removed):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(5, chip.height() // 2))


def test_arrow_keys_choose_from_the_start_and_stop_at_the_ends(qtbot: QtBot) -> None:
    choice = SegmentedChoice([("a", "One"), ("b", "Two"), ("c", "Three")])
    qtbot.addWidget(choice)
    choice.show()
    told: list[str] = []
    choice.chosen.connect(told.append)
    first, second, third = choice.findChildren(QPushButton)
    qtbot.keyClick(first, Qt.Key.Key_Right)
    qtbot.keyClick(second, Qt.Key.Key_Right)
    qtbot.keyClick(third, Qt.Key.Key_Right)
    qtbot.keyClick(third, Qt.Key.Key_Left)
    assert told == ["b", "c", "b"]
