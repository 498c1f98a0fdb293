"""Search keys: the same word in any accent, case or script variant is one key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.folding import fold, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Αντλίας", "ΑΝΤΛΊΑΣ"),
        ("αντλίας", "αντλιασ"),
        ("Ἡ πρέσα", "η πρεσα"),
        ("perché così", "PERCHE COSI"),
        ("È", "e"),
        ("Straße", "STRASSE"),
        ("ﬁltro", "filtro"),
        ("ＡＢＣ", "abc"),
        ("İstanbul", "istanbul"),
        ("ΐ", "ι"),
    ],
)
def test_variants_fold_to_the_same_key(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_upper_case_makes_no_difference_to_what_was_typed(text: str) -> None:
    assert fold(fold(text).upper()) == fold(fold(text))


@given(st.text())
def test_words_hold_no_sign_that_a_query_could_trip_over(text: str) -> None:
    assert all(word and '"' not in word and " " not in word for word in words(text))
