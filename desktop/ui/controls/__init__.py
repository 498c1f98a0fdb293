"""Small controls that all screens share, so that a button or a chip looks and behaves the same everywhere.

===================  ===================================================================================================
`Text`               a label that is always plain text; `role` size, `tone` colour, `strong`, `wrap`, `selectable`
`ElidedText`         one line that ends in "…" (or has it in the middle) and tells the whole text as tooltip
`SectionLabel`       the small dim heading above a group ("Also here")
`primary_button`     the one filled button of a screen
`secondary_button`   every other button; `danger=True` for what loses something
`link_button`        a button that reads as a link; `quiet=True` for dim ones ("Attach")
`ToolButton`         an icon of ours, tinted by the scheme, with an accessible name
`Chip`               caption + value, in a rounded box; with `removable=True` it carries a cross and emits `removed`
`Card`               a tinted, rounded box with a heading (panels beside the wizard); `Card(framed=True)` has a line instead
`Rule`               the one-pixel line between areas
`SegmentedChoice`    a few choices side by side, one of them chosen (radio group to assistive technology)
`Avatar`             the square with an initial
`Thumbnail`          a picture's preview, decoded off the GUI thread with limits; an icon for everything else
`WrappingCheckBox`   a box to tick, whose words may take several lines
`SearchEdit`         a line to search with, whose hint fits
`DropZone`           takes dropped files and pasted pictures: `files_dropped(list[Path])`, `image_pasted(bytes)`
`FocusRing`          a ring around an area (conversation, page of cards) while the keyboard is in it
`reading_width`      how wide a dialog with sentences is
`FlowLayout`         lays chips out like words in a paragraph
===================  ===================================================================================================
"""

from desktop.ui.controls.avatar import Avatar
from desktop.ui.controls.buttons import ToolButton, link_button, primary_button, secondary_button
from desktop.ui.controls.chip import Chip
from desktop.ui.controls.drop_zone import DropZone, files_of, picture_of
from desktop.ui.controls.flow import FlowLayout
from desktop.ui.controls.focus_ring import FocusRing
from desktop.ui.controls.search_edit import SearchEdit
from desktop.ui.controls.segmented import SegmentedChoice
from desktop.ui.controls.surface import Card, Rule, SectionLabel, surface
from desktop.ui.controls.text import ElidedText, Text, reading_width
from desktop.ui.controls.thumbnail import Thumbnail
from desktop.ui.controls.wrapping_check import WrappingCheckBox

__all__ = [
    "Avatar",
    "Card",
    "Chip",
    "DropZone",
    "ElidedText",
    "FlowLayout",
    "FocusRing",
    "Rule",
    "SearchEdit",
    "SectionLabel",
    "SegmentedChoice",
    "Text",
    "Thumbnail",
    "ToolButton",
    "WrappingCheckBox",
    "files_of",
    "link_button",
    "picture_of",
    "primary_button",
    "reading_width",
    "secondary_button",
    "surface",
]
