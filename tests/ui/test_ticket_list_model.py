"""The list model: rows on demand, and changes of order that keep selection and place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from desktop.domain.catalogue import StatusKind
from desktop.domain.change_state import ChangeState
from desktop.domain.listing import TicketRow
from desktop.errors import StorageDamaged
from desktop.ui.ticket_list_model import PAGE, TicketListModel, Trouble
from desktop.ui.ticket_list_view import TicketListView
from desktop.ui.ticket_row import RowWords, TicketRowDelegate
from desktop.ui.wording import now_instant
from tests.ui.window_account import a_row

WORDS = RowWords(lambda row: row.request_type, lambda: "Anna Rossi")


class Source:
    """Rows by id; says how many were asked for."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.broken = False
        self.special: dict[str, TicketRow] = {}

    def __call__(self, ids: Sequence[str]) -> Mapping[str, TicketRow]:
        self.asked.append(len(ids))
        if self.broken:
            raise StorageDamaged("torn page")
        return {id: self.special.get(id) or a_row(id, id, f"Ticket {id}") for id in ids if id != "gone"}


@pytest.fixture
def source() -> Source:
    return Source()


@pytest.fixture
def model(source: Source, qapp: object) -> TicketListModel:
    return TicketListModel(source, lambda row: WORDS.in_words(row, now_instant()))


@pytest.fixture
def view(model: TicketListModel, qtbot: QtBot) -> TicketListView:
    view = TicketListView(model, TicketRowDelegate(WORDS))
    qtbot.addWidget(view)
    view.resize(400, 600)
    view.show()
    return view


def ids(*numbers: int) -> list[str]:
    return [str(n) for n in numbers]


def test_the_model_keeps_qt_s_rules_through_every_kind_of_change(model: TicketListModel) -> None:
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for order in (
        ids(*range(50)),
        ids(49, *range(49)),
        ids(*range(10), *range(20, 50)),
        ids(99, *range(10), 98, *range(20, 50)),
        ids(*reversed(range(200))),
        ids(*range(100, 300)),
        [],
        ids(1, 2, 3),
    ):
        model.set_ids(order)
        assert model.ids == order
        assert model.rowCount() == len(order)


def test_rows_are_read_by_the_page_and_once(model: TicketListModel, source: Source) -> None:
    model.set_ids(ids(*range(1000)))
    assert source.asked == []
    model.ticket(500)
    model.ticket(501)
    assert source.asked == [PAGE]


def test_a_selected_ticket_stays_selected_when_others_come_go_and_move(
    model: TicketListModel, view: TicketListView
) -> None:
    model.set_ids(ids(*range(100)))
    view.choose("40")
    for order in (ids(99, *range(99)), ids(200, 201, *range(30, 90)), ids(*reversed(range(100))), ids(*range(500))):
        view.show_order(order)
        assert view.current_id == "40"


def test_a_removed_ticket_is_no_longer_chosen(model: TicketListModel, view: TicketListView) -> None:
    model.set_ids(ids(*range(10)))
    view.choose("4")
    view.show_order(ids(0, 1, 2, 3, 5, 6, 7, 8, 9))
    assert view.current_id != "4"


def test_what_is_on_the_screen_stays_there_when_tickets_arrive_above(
    model: TicketListModel, view: TicketListView, qtbot: QtBot
) -> None:
    model.set_ids(ids(*range(500)))
    view.executeDelayedItemsLayout()
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    before = view.indexAt(view.rect().center())
    shown, top = model.id_at(before.row()), view.visualRect(before).top()
    view.show_order([*ids(900, 901, 902), "499", *ids(*range(499))])
    after = model.index(model.row_of(shown), 0)
    assert view.visualRect(after).top() == top


def test_at_the_top_of_the_list_new_tickets_come_into_sight(model: TicketListModel, view: TicketListView) -> None:
    model.set_ids(ids(*range(500)))
    view.show_order(["new", *ids(*range(500))])
    view.executeDelayedItemsLayout()
    assert view.verticalScrollBar().value() == 0


def test_moving_rows_never_resets_the_model(model: TicketListModel, view: TicketListView, qtbot: QtBot) -> None:
    model.set_ids(ids(*range(100)))
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    with qtbot.waitSignal(model.rowsMoved):
        view.show_order(ids(70, *range(70), *range(71, 100)))
    assert resets == []


def test_a_row_that_cannot_be_read_is_shown_as_such_and_raises_nothing(
    model: TicketListModel, source: Source, caplog: pytest.LogCaptureFixture
) -> None:
    source.broken = True
    model.set_ids(ids(1, 2))
    assert model.ticket(0) is Trouble.UNREADABLE
    assert "can't be read" in str(model.data(model.index(0, 0)))
    assert "torn page" in caplog.text
    source.broken = False
    model.forget_rows()
    assert isinstance(model.ticket(0), TicketRow)


def test_a_ticket_that_vanished_leaves_a_gap_and_raises_nothing(model: TicketListModel) -> None:
    model.set_ids(["gone", "1"])
    assert model.ticket(0) is Trouble.GONE
    assert model.data(model.index(0, 0)) is not None


def test_a_row_says_status_and_unread_to_assistive_technology(model: TicketListModel, source: Source) -> None:
    source.special["1"] = a_row("1", "10234", "Pump stops", StatusKind.WAITING, unread=True, machine_name="Press 7")
    model.set_ids(["1"])
    said = str(model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole))
    for part in ("Unread", "Pump stops", "Waiting for you", "#10234", "Press 7", "Support: please send"):
        assert part in said


def test_letters_walk_and_do_not_search_row_by_row(
    model: TicketListModel, view: TicketListView, source: Source, qtbot: QtBot
) -> None:
    model.set_ids(ids(*range(5000)))
    view.choose("3")
    asked = len(source.asked)
    qtbot.keyClick(view, Qt.Key.Key_J)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.current_id == "5"
    qtbot.keyClick(view, Qt.Key.Key_K)
    qtbot.keyClicks(view, "xyz")
    assert view.current_id == "4"
    assert len(source.asked) <= asked + 1


def test_getting_the_focus_chooses_nothing(model: TicketListModel, view: TicketListView, qtbot: QtBot) -> None:
    model.set_ids(ids(*range(5)))
    view.setFocus()
    assert view.current_id == ""
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.current_id == "0"


@pytest.mark.parametrize("kind", list(StatusKind))
@pytest.mark.parametrize("state", [None, *ChangeState])
@pytest.mark.parametrize("mirrored", [False, True])
def test_every_state_is_drawn(
    kind: StatusKind, state: ChangeState | None, mirrored: bool, model: TicketListModel, source: Source
) -> None:
    source.special["1"] = a_row(
        "1", "" if state else "1", "Η πρέσα", kind, state=state, unread=mirrored, problem_code="too-large"
    )
    model.set_ids(["1", "2"])
    delegate = TicketRowDelegate(WORDS)
    image = QImage(400, delegate.row_height, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, 400, delegate.row_height)
    option.state = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus
    option.direction = Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
    painter = QPainter(image)
    delegate.paint(painter, option, model.index(0, 0))
    painter.end()
    assert len({image.pixel(x, y) for x in range(0, 400, 3) for y in range(0, delegate.row_height, 3)}) > 2


def test_a_chosen_row_survives_a_whole_rearrangement_with_newcomers(
    model: TicketListModel, view: TicketListView
) -> None:
    model.set_ids(ids(*range(300)))
    view.choose("123")
    view.selectionModel().select(QModelIndex(), QItemSelectionModel.SelectionFlag.NoUpdate)
    view.show_order([f"n{n}" for n in range(200)] + ids(*reversed(range(0, 300, 3))))
    assert view.current_id == "123"
    assert model.row_of("123") == 200 + list(reversed(range(0, 300, 3))).index(123)
