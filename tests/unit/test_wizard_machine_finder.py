"""Finding a machine by typing or scanning."""

from __future__ import annotations

import pytest

from desktop.domain.listing import MachineRow
from desktop.domain.machine import Machine
from desktop.ui.open_ticket_wizard.machine_finder import MachineFinder
from tests.wizard_builders import CONVEYOR, MACHINES, PRESS, PUMP, ROBOT

TWIN = Machine("m9", "Spare pump", "DR-88213-B", site="Plant 9")


def a_finder(*more: Machine) -> MachineFinder:
    return MachineFinder([MachineRow(one) for one in (*MACHINES, *more)], [ROBOT, PUMP])


def found(query: str) -> list[str]:
    return [row.machine.id for group in a_finder().find(query) for row in group.rows]


def test_without_a_query_the_recent_ones_come_first_then_all_by_site():
    groups = a_finder().find("  ")
    assert groups[0].recent
    assert [row.machine for row in groups[0].rows] == [ROBOT, PUMP]
    assert [group.site for group in groups[1:]] == ["Plant 1", "Plant 2", "Θεσσαλονίκη"]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("pump", [PUMP.id]),
        ("PRESS line", [PUMP.id]),
        ("dr88213", [PUMP.id]),
        ("88213 plant", [PUMP.id]),
        ("πρεσα", [PRESS.id]),
        ("ΘΕΣΣΑΛΟΝΙΚΗ", [PRESS.id]),
        ("plant 1 rossi cv", [CONVEYOR.id]),
        ("pump conveyor", []),
    ],
)
def test_every_word_counts_wherever_it_stands(query: str, ids: list[str]):
    assert found(query) == ids


@pytest.mark.parametrize(
    "code", ["DR-88213", "dr88213", " DR 88213 ", "https://plate.example/?sn=DR-88213", "SN:DR-88213;REV:2"]
)
def test_a_scanned_code_means_the_machine_with_that_serial(code: str):
    assert a_finder().scanned(code) == PUMP


@pytest.mark.parametrize("code", ["", "DR-8821", "DR-882134", "pump"])
def test_what_is_no_serial_means_no_machine(code: str):
    assert a_finder().scanned(code) is None


def test_an_exact_serial_wins_over_a_longer_one_and_two_of_the_same_mean_neither():
    assert a_finder(TWIN).scanned("DR-88213") == PUMP
    same = Machine("m10", "Other", PUMP.serial)
    assert a_finder(same).scanned("DR-88213") is None


def test_machines_without_a_site_come_last():
    assert [group.site for group in a_finder(Machine("m11", "Loose", "L-1")).find("")][-1] == ""
