"""All screens of the program, each in the states that a person meets it in: for pictures, and for the test of the layout."""

from tests.ui.scenes import dialogs, doors, news, tickets, windows, wizard
from tests.ui.scenes.stage import Scene

SCENES: tuple[Scene, ...] = (
    *windows.SCENES,
    *tickets.SCENES,
    *news.SCENES,
    *wizard.SCENES,
    *doors.SCENES,
    *dialogs.SCENES,
)
