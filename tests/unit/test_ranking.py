"""Of the tickets that a text finds, the likeliest come first."""

import random

from desktop.domain.ranking import Match, best_first, match_of
from tests.builders import a_row


def test_the_number_wins_then_the_subject_then_the_machine_then_what_was_written() -> None:
    rows = [
        a_row(id="written", number="900", subject="Rumore", last_at=99),
        a_row(id="machine", number="901", subject="Rumore", machine_name="Linea 12", last_at=90),
        a_row(id="subject", number="902", subject="La linea 12 si ferma", last_at=50),
        a_row(id="begins", number="903", subject="12 viti mancano", last_at=10),
        a_row(id="longer", number="1234", subject="Altro", last_at=80),
        a_row(id="exact", number="12", subject="Vecchio", last_at=1),
    ]
    random.shuffle(rows)
    assert [row.id for row in best_first(rows, "12")] == ["exact", "longer", "begins", "subject", "machine", "written"]
    assert best_first(rows, "#12")[0].id == "exact"


def test_among_equals_the_newest_is_first() -> None:
    rows = [a_row(id=str(at), number=str(900 + at), subject="La pompa perde", last_at=at) for at in (3, 1, 2)]
    assert [row.id for row in best_first(rows, "pompa")] == ["3", "2", "1"]


def test_accents_case_and_half_typed_words_make_no_difference() -> None:
    row = a_row(number="1", subject="Η Αντλία σταματά", machine_name="Πρέσα 7")
    assert match_of(row, "η αντλ") is Match.SUBJECT_BEGINS
    assert match_of(row, "ΣΤΑΜΑΤΑ αντλια") is Match.SUBJECT
    assert match_of(row, "πρεσα αντλια") is Match.MACHINE
    assert match_of(row, "rumore") is Match.ELSEWHERE


def test_a_ticket_without_a_number_is_not_the_number_of_an_empty_text() -> None:
    assert match_of(a_row(number="", subject="x"), "") is Match.ELSEWHERE
    assert match_of(a_row(number="", subject="x"), "#") is Match.ELSEWHERE
