"""Sentences end once, whatever is put into them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from desktop.runtime.link_state import LinkKind, LinkState
from desktop.storage.restored import Restored
from desktop.ui.status_strip import StatusStrip
from desktop.ui.translation import Language, Translation
from desktop.ui.wording import now_instant, time_of_day
from desktop.ui.wording.restored import restored_words
from desktop.ui.wording.sentences import ended, fill

HOUR = 3_600_000


@pytest.fixture
def greek(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    translation = Translation(qapp)
    translation.use(Language.GREEK, QLocale(QLocale.Language.Greek, QLocale.Country.Greece))
    yield
    translation.give_back()
    QLocale.setDefault(before)


def test_a_part_that_ends_with_a_full_stop_leaves_one_before_the_next() -> None:
    assert fill("Nothing happened since {time}.", time="12:28 μ.μ.") == "Nothing happened since 12:28 μ.μ."
    assert fill("Nothing happened since {time}.", time="12:28") == "Nothing happened since 12:28."
    assert fill("Saved at {time}. Works offline.", time="12:28 μ.μ.") == "Saved at 12:28 μ.μ. Works offline."


def test_a_part_in_the_middle_of_a_sentence_stays_as_it_is() -> None:
    assert fill("At {time} by {who}.", time="12:28 μ.μ.", who="Luca") == "At 12:28 μ.μ. by Luca."


def test_words_get_a_full_stop_unless_they_end_already() -> None:
    assert ended("Online") == "Online."
    assert ended("Εκτός σύνδεσης από 12:28 μ.μ.") == "Εκτός σύνδεσης από 12:28 μ.μ."
    assert ended("") == ""


@pytest.mark.usefixtures("greek")
def test_a_greek_time_of_day_ends_no_sentence_twice(qapp: QApplication) -> None:
    now = now_instant()
    assert time_of_day(now).endswith(".")
    strip = StatusStrip()
    strip.show_link(LinkState(LinkKind.NO_NETWORK, since=now - HOUR, data_at=now - HOUR, waiting=2))
    said = restored_words(Restored(now, 0, 1, 1, 0, now - HOUR, now - HOUR // 2, "outbox.broken")).sentence
    for words in (strip.words, said):
        assert time_of_day(now)[-4:] in words
        assert ".." not in words
    strip.deleteLater()
