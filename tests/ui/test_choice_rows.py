"""Rows to choose by: whatever they say is shown whole, at any width."""

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.open_ticket_wizard.choice_row import ChoiceRow, ChoiceRows

GUIDANCE = (
    "Ένα κεντρικό σύστημα, ο server, ο web server ή ο mail server δεν λειτουργεί για ορισμένες θέσεις εργασίας.",
    "Ερώτηση ή παρατήρηση, χωρίς ουσιαστική επίπτωση στη δουλειά σας.",
)


@pytest.mark.parametrize("width", [150, 220, 262, 400])
def test_a_row_is_as_tall_as_its_words_need_at_its_width_and_no_taller(qtbot: QtBot, width: int):
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    rows = ChoiceRows()
    rows.set_rows([ChoiceRow("urgent", "Επείγουσα", GUIDANCE[0], small=True), ChoiceRow("low", "Χαμηλή", GUIDANCE[1])])
    column.addWidget(rows)
    column.addStretch(1)
    page.resize(width, 900)
    with qtbot.waitExposed(page):
        page.show()
    for row in rows.rows:
        assert row.height() == row.heightForWidth(row.width())
