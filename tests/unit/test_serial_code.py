"""A scanned code means the machine whose serial it carries, bare or inside something longer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.machine import Machine
from desktop.domain.serial_code import likely_serial, machine_of

PUMP = Machine("m1", "Pump P-101", "DR-88213")
OTHER = Machine("m2", "Pump P-102", "DR-88214")
SHORT = Machine("m3", "Fan", "V7")
GREEK = Machine("m4", "Πρέσα 7", "ΠΡ-7001")
NUMBER = Machine("m5", "Number", "88213")
NONE = Machine("m6", "Without a serial", "")
MACHINES = (PUMP, OTHER, SHORT, GREEK, NONE)


@pytest.mark.parametrize(
    "code",
    [
        "DR-88213",
        "dr 88213",
        "  DR88213\r",
        "https://maker.example/m/DR-88213",
        "https://maker.example/plate?model=DR-88&sn=DR-88213",
        "https://maker.example/DR-88213/info?lang=it#top",
        "https://maker.example/m/DR%2D88213",
        "SN=DR-88213;MODEL=DR-88;YEAR=2019",
        "Model: DR-88, Serial No: DR-88213",
        '{"model": "DR-88", "serial": "DR-88213"}',
        "matricola=DR-88213",
        "]Q3DR-88213",
        "(01)09501101530003(21)DR-88213",
        "010950110153000321DR-88213\x1d10ABC",
        "0109501101530003\x1d21DR-88213",
        "SNDR-88213",
        "*DR-88213*",
        "S/N: DR-88213",
    ],
)
def test_the_serial_is_found_whatever_stands_around_it(code: str) -> None:
    assert machine_of(code, MACHINES) == PUMP


@pytest.mark.parametrize(
    "code",
    [
        "",
        "   ",
        "***",
        "DR-99999",
        "https://maker.example/",
        "http://[broken",
        "8821",
        "SNV7",
        "DR-882134",
        "XDR-88213",
        "DR-88213-A",
        "nothing",
    ],
)
def test_a_code_that_means_no_machine_means_none(code: str) -> None:
    assert machine_of(code, MACHINES) is None


def test_a_short_serial_is_taken_only_alone() -> None:
    assert machine_of("v7", MACHINES) == SHORT
    assert machine_of("https://maker.example/V7", MACHINES) is None


def test_serials_of_any_script_are_found_without_accents_and_case() -> None:
    assert machine_of("πρ7001", MACHINES) == GREEK


def test_two_machines_of_one_serial_are_nobodys_guess() -> None:
    twin = Machine("m9", "Twin", "dr.88213")
    assert machine_of("DR-88213", (*MACHINES, twin)) is None
    assert machine_of("https://maker.example/DR-88213", (*MACHINES, twin)) is None


def test_two_serials_in_one_code_are_nobodys_guess() -> None:
    assert machine_of("DR-88213 DR-88214", MACHINES) is None


@pytest.mark.parametrize(
    ("code", "called"),
    [
        (" AB-1 ", "AB-1"),
        ("https://maker.example/plate?sn=AB-1200", "AB-1200"),
        ("https://maker.example/m/AB-1200", "AB-1200"),
        ("SN=AB-1200;MODEL=X", "AB-1200"),
        ("(01)0950(21)AB-1200", "AB-1200"),
        ("", ""),
    ],
)
def test_a_machine_that_no_list_has_is_called_by_the_likeliest_serial(code: str, called: str) -> None:
    assert likely_serial(code) == called


@given(st.text(max_size=200))
def test_no_code_breaks_it(code: str) -> None:
    machine_of(code, MACHINES)
    likely_serial(code)
