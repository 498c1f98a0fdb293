"""What screens read is the server's state with the person's own work laid over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop.actions.attach import attach_bytes
from desktop.actions.change_status import close_ticket
from desktop.actions.open_ticket import open_ticket
from desktop.actions.reply import reply
from desktop.domain.catalogue import StatusKind
from desktop.domain.change_state import ChangeState
from desktop.domain.duplicates import Likeness
from desktop.domain.listing import Folder, Listing, Order
from desktop.storage.database import Arguments, Database, Row
from desktop.storage.views import Views
from tests.builders import (
    ANNA,
    LUCA,
    MARCO,
    NOON,
    a_machine,
    a_message,
    a_reply,
    a_ticket,
    a_ticket_draft,
    an_attachment,
    an_open_account,
)


def test_folders_hold_what_they_say_in_the_order_of_activity(tmp_path: Path) -> None:
    mine = a_ticket(created_at=NOON)
    waiting = a_ticket(kind=StatusKind.WAITING, created_at=NOON + 1)
    closed = a_ticket(kind=StatusKind.CLOSED, created_at=NOON + 2)
    colleagues = a_ticket(author=MARCO, created_at=NOON + 3)
    with an_open_account(tmp_path) as account:
        account.cache(mine, waiting, closed, colleagues, a_message(mine.id, created_at=NOON + 10))
        views = account.side.views
        assert views.ticket_ids(Listing(Folder.OPEN)) == [mine.id, waiting.id]
        assert views.ticket_ids(Listing(Folder.WAITING)) == [waiting.id]
        assert views.ticket_ids(Listing(Folder.CLOSED)) == [closed.id]
        assert views.ticket_ids(Listing(Folder.COMPANY)) == [mine.id, colleagues.id, closed.id, waiting.id]
        assert views.ticket_ids(Listing(Folder.COMPANY, Order.CREATED)) == [
            colleagues.id,
            closed.id,
            waiting.id,
            mine.id,
        ]
        counts = views.counts()
        assert (counts.open, counts.waiting, counts.closed, counts.company) == (2, 1, 1, 4)


def test_an_unsent_ticket_stands_on_top_with_its_state(tmp_path: Path) -> None:
    with an_open_account(tmp_path) as account:
        account.cache(a_ticket(created_at=account.clock() + 10_000), a_machine(id="m-1"))
        change = open_ticket(account.desk, a_ticket_draft())
        top = account.side.views.ticket_ids(Listing(Folder.OPEN))[0]
        row = account.side.views.rows([top])[top]
        assert (row.id, row.number, row.state, row.machine_name) == (change.id, "", ChangeState.QUEUED, "Pump P-101")
        assert account.side.views.counts().open == 2


def test_a_machine_that_is_not_in_the_list_is_named_and_found_pending_and_sent(tmp_path: Path) -> None:
    with an_open_account(tmp_path) as account:
        views = account.side.views
        change = open_ticket(account.desk, a_ticket_draft(machine_id="", machine_unlisted=" Παλιά φρέζα, hall 3 "))
        sent = a_ticket(machine_id="", machine_unlisted="Tornio della cantina")
        account.cache(sent)
        for id, name, word in (
            (change.id, "Παλιά φρέζα, hall 3", "φρεζα"),
            (sent.id, "Tornio della cantina", "cantina"),
        ):
            assert views.rows([id])[id].machine_name == name
            view = views.ticket(id)
            assert view is not None
            assert (view.machine_id, view.machine_unlisted) == ("", name)
            assert views.ticket_ids(Listing(Folder.COMPANY, text=word)) == [id]


def test_a_ticket_closed_here_moves_to_the_closed_ones_before_the_server_knows(tmp_path: Path) -> None:
    ticket = a_ticket()
    with an_open_account(tmp_path) as account:
        account.cache(ticket)
        close_ticket(account.desk, ticket.id)
        views = account.side.views
        assert views.ticket_ids(Listing(Folder.OPEN)) == []
        assert views.ticket_ids(Listing(Folder.CLOSED)) == [ticket.id]
        assert (views.counts().open, views.counts().closed) == (0, 1)


def test_a_reply_stands_at_the_end_of_the_conversation_and_in_the_list(tmp_path: Path) -> None:
    ticket = a_ticket()
    with an_open_account(tmp_path) as account:
        account.cache(ticket, a_message(ticket.id))
        file = attach_bytes(account.desk, b"bytes", "foto ψυγείο.jpg")
        change = reply(account.desk, a_reply(ticket.id, "Die Lüfter\nläuft nicht", files=(file,)))
        view = account.side.views.ticket(ticket.id)
        assert view is not None
        last = view.entries[-1]
        assert (last.id, last.mine, last.text) == (change.id, True, "Die Lüfter\nläuft nicht")
        assert last.change is not None
        assert last.change.state is ChangeState.QUEUED
        assert [one.name for one in last.attachments] == ["foto ψυγείο.jpg"]
        assert account.side.views.rows([ticket.id])[ticket.id].last_text == "Die Lüfter läuft nicht"


def test_attachments_stand_at_their_message(tmp_path: Path) -> None:
    ticket = a_ticket()
    message = a_message(ticket.id)
    with an_open_account(tmp_path) as account:
        account.cache(
            ticket,
            message,
            an_attachment(ticket.id, name="a.jpg"),
            an_attachment(ticket.id, message_id=message.id, name="b.pdf"),
        )
        view = account.side.views.ticket(ticket.id)
        assert view is not None
        assert [[file.name for file in entry.attachments] for entry in view.entries] == [["a.jpg"], ["b.pdf"]]


@pytest.mark.parametrize(
    "text",
    [
        "αντλιας",
        "ΑΝΤΛΊΑΣ",
        "αντλί",
        "perdita olio",
        "PERDITÀ",
        "10777",
        "#10777",
        "SN-44",
        "θορυβος",
        "e-217",
        "Rossi",
        "numero",
    ],
)
def test_search_finds_in_every_language_and_place_without_accents_or_case(tmp_path: Path, text: str) -> None:
    wanted = a_ticket(
        number="10777", subject="Θόρυβος αντλίας", description="C’è una perdita d’olio, E-217", machine_id="m-1"
    )
    with an_open_account(tmp_path) as account:
        account.cache(
            a_ticket(subject="Invoice missing", author=MARCO, description="The PDF is empty"),
            wanted,
            a_machine(id="m-1", serial="SN-4471"),
            a_message(wanted.id, text="Può inviare il numero di serie?"),
            an_attachment(wanted.id, name="θόρυβος.mp4"),
        )
        assert account.side.views.ticket_ids(Listing(Folder.CLOSED, text=text)) == [wanted.id]


@pytest.mark.parametrize("text", ['"', "NEAR(", "a AND", "*", "-", "ticket:", "()", "'; DROP TABLE ticket"])
def test_nothing_a_person_types_is_syntax(tmp_path: Path, text: str) -> None:
    with an_open_account(tmp_path) as account:
        account.cache(a_ticket())
        assert account.side.views.ticket_ids(Listing(text=text)) in ([], account.side.views.ticket_ids(Listing()))


def test_search_finds_what_was_not_sent_yet(tmp_path: Path) -> None:
    with an_open_account(tmp_path) as account:
        file = attach_bytes(account.desk, b"x", "lager-geräusch.mp4")
        change = open_ticket(account.desk, a_ticket_draft(subject="Förderband quietscht", files=(file,)))
        for text in ("forderband", "gerausch", "quiet"):
            assert account.side.views.ticket_ids(Listing(text=text)) == [change.id]
        assert account.side.views.ticket_ids(Listing(text="quiet pump")) == []


def test_a_changed_subject_is_found_under_its_new_words_only(tmp_path: Path) -> None:
    ticket = a_ticket(subject="Conveyor")
    with an_open_account(tmp_path) as account:
        account.cache(ticket)
        account.cache(a_ticket(id=ticket.id, subject="Extruder", version=2))
        assert account.side.views.ticket_ids(Listing(text="extru")) == [ticket.id]
        assert account.side.views.ticket_ids(Listing(text="convey")) == []


def test_open_tickets_for_the_machine_or_with_similar_words_are_shown_while_writing(tmp_path: Path) -> None:
    same_machine = a_ticket(machine_id="m-9", subject="Loud after service")
    similar = a_ticket(machine_id="m-2", subject="Hydraulic press leaks oil")
    closed = a_ticket(machine_id="m-9", kind=StatusKind.CLOSED)
    with an_open_account(tmp_path) as account:
        account.cache(same_machine, similar, closed, a_ticket(subject="Invoice"))
        found = account.side.views.similar(Likeness("The press leaks", "m-9"))
        assert {row.id for row in found} == {same_machine.id, similar.id}


def test_machines_carry_the_figures_of_their_tickets(tmp_path: Path) -> None:
    with an_open_account(tmp_path) as account:
        account.cache(
            a_machine(id="m-1", site="Bari"),
            a_machine(id="m-2", site="Asti"),
            a_ticket(machine_id="m-1"),
            a_ticket(machine_id="m-1", kind=StatusKind.CLOSED),
        )
        rows = account.side.views.machines()
        assert [(row.machine.id, row.tickets, row.open_tickets) for row in rows] == [("m-2", 0, 0), ("m-1", 2, 1)]
        assert [one.id for one in account.side.views.recent_machines()] == ["m-1"]


def test_unread_is_what_support_wrote_after_the_person_looked(tmp_path: Path) -> None:
    ticket = a_ticket()
    with an_open_account(tmp_path) as account:
        account.cache(ticket, a_message(ticket.id, author=ANNA))
        assert account.side.views.counts().unread == 0
        account.cache(a_message(ticket.id, author=LUCA))
        assert account.side.views.ticket_ids(Listing(unread_only=True)) == [ticket.id]
        view = account.side.views.ticket(ticket.id)
        assert view is not None
        assert [entry.unread for entry in view.entries] == [False, False, True]
        account.desk.tickets.mark_read(ticket.id)
        assert account.side.views.counts().unread == 0


def test_an_import_of_thousands_of_one_instant_and_the_next_all_fit(tmp_path: Path) -> None:
    imported = [a_ticket(created_at=NOON + number // 1500) for number in range(3000)]
    said = [a_message(imported[0].id, created_at=NOON) for _ in range(1500)]
    with an_open_account(tmp_path) as account:
        account.cache(*imported, *said, first=True)
        account.cache(*imported[:3], first=True)
        assert set(account.side.views.ticket_ids(Listing(Folder.OPEN))) == {one.id for one in imported}
        view = account.side.views.ticket(imported[0].id)
        assert view is not None
        assert len(view.entries) == 1 + len(said)


class Interrupted(Database):
    """A reading connection to the cache that is interrupted after its first look."""

    meanwhile: Callable[[], None] | None = None

    def rows(self, sql: str, arguments: Arguments = ()) -> list[Row]:
        found = super().rows(sql, arguments)
        self._interrupt()
        return found

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        with super().snapshot():
            yield
        self._interrupt()

    def _interrupt(self) -> None:
        meanwhile, self.meanwhile = self.meanwhile, None
        if meanwhile is not None:
            meanwhile()


def test_a_ticket_that_is_accepted_while_a_screen_reads_is_never_nowhere(tmp_path: Path) -> None:
    with an_open_account(tmp_path) as account:
        workspace = account.workspace
        cache = Interrupted(workspace.account.cache, account.key, read_only=True)
        outbox = Database(workspace.account.outbox, account.key, read_only=True)
        views = Views(cache, outbox, workspace.me, account.clock)
        for look in (views.ticket, lambda id: views.rows([id]).get(id)):
            change = open_ticket(account.desk, a_ticket_draft())

            def accepted(id: str = change.id) -> None:
                account.cache(a_ticket(id=id))
                workspace.outbox.update(id, ChangeState.SENT)

            cache.meanwhile = accepted
            assert look(change.id) is not None
        cache.close()
        outbox.close()
