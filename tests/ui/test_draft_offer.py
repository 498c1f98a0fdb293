"""The bar that offers a kept draft again."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop.domain.draft import TicketDraft
from desktop.ui.open_ticket_wizard import DraftOffer
from desktop.ui.open_ticket_wizard.draft_offer import draft_title
from tests.wizard_builders import TEMPLATE, a_draft, a_file


@pytest.fixture
def offer(qtbot: QtBot) -> DraftOffer:
    made = DraftOffer()
    qtbot.addWidget(made)
    return made


DRAFT = a_draft(subject="Pump P-101 stops")


def test_it_says_what_was_being_written_and_hands_it_back(qtbot: QtBot, offer: DraftOffer):
    offer.offer(DRAFT)
    assert not offer.isHidden()
    assert "Pump P-101 stops" in offer.accessibleName()
    with qtbot.waitSignal(offer.continued) as heard:
        offer.go_on.click()
    assert heard.args == [DRAFT]


def test_discarding_asks_once_more_in_place(qtbot: QtBot, offer: DraftOffer):
    gone: list[object] = []
    offer.discarded.connect(gone.append)
    offer.offer(DRAFT)
    offer.discard.click()
    assert gone == []
    assert "for good" in offer.accessibleName()
    offer.go_on.click()
    assert "for good" not in offer.accessibleName()
    offer.discard.click()
    offer.discard.click()
    assert gone == [DRAFT]
    assert offer.isHidden()


@pytest.mark.parametrize("nothing", [None, a_draft(), a_draft(description=TEMPLATE, template=TEMPLATE)])
def test_nothing_is_offered_where_nothing_was_written(offer: DraftOffer, nothing: TicketDraft | None):
    offer.offer(DRAFT)
    offer.offer(nothing)
    assert offer.isHidden()


@pytest.mark.parametrize(
    ("draft", "title"),
    [
        (a_draft(subject=" S "), "S"),
        (a_draft(description="\n first \nsecond"), "first"),
        (a_draft(description=TEMPLATE, template=TEMPLATE, machine_unlisted="lathe"), "lathe"),
        (a_draft(files=(a_file(),)), "plate P-101.jpg"),
        (a_draft(), ""),
    ],
)
def test_a_draft_without_a_subject_is_called_by_its_first_words(draft: TicketDraft, title: str):
    assert draft_title(draft) == title
