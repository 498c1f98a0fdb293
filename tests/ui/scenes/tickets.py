"""One ticket in the window: conversation, history, closed and reopening, its files and its menus."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QMenu, QMessageBox, QWidget

from desktop.domain.account import Feature
from desktop.domain.catalogue import StatusKind
from desktop.domain.change import Change, OpenTicket, Problem, SetStatus, StatusTarget
from desktop.domain.change_state import ChangeState
from desktop.domain.draft import ReplyDraft
from desktop.domain.listing import Folder
from desktop.domain.mailing import MAIL_DID_NOT_GO, MAIL_PERHAPS
from desktop.domain.projection import Entry
from desktop.domain.ticket import Attachment, MessageKind
from desktop.ui.discard_question import ask_to_discard
from desktop.ui.saving_all import SavedAll
from desktop.ui.side_bar import Page
from desktop.ui.wording import plurals
from desktop.ui.workbench import Workbench
from tests.ui import conflict_scenes as decisions
from tests.ui.scenes.stage import NARROW, OWN, PAGE, SMALL, WIDE, WINDOW, Scene, Stage, settle
from tests.ui.window_account import (
    ANNA,
    HELPDESK,
    LUCA,
    PlainAccount,
    PlainViews,
    a_change,
    a_file,
    now,
    plausible_outbox,
    plausible_ticket,
)

HOUR = 3_600_000
Prepare = Callable[[Workbench], QWidget | None]


def a_long_life() -> PlainViews:
    """The ticket of the pictures with everything that can happen to it."""
    at = now()
    ticket = plausible_ticket()
    happened = (
        Entry("h1", LUCA, "", at - 4 * HOUR, MessageKind.EVENT, "", "assignee", "", "Luca"),
        Entry("h2", LUCA, "", at - 3 * HOUR, MessageKind.EVENT, "", "priority", "", "high"),
        Entry("h3", ANNA, "", at - 2 * HOUR, MessageKind.EVENT, "", "machine-state", "ok", "faulty", mine=True),
        Entry("h4", LUCA, "", at - HOUR, MessageKind.EVENT, "", "status", "open", "answered"),
    )
    entries = (*ticket.entries[:2], *happened, *ticket.entries[2:])
    pages = Attachment("pdf", "p101", "sha-pdf", "Εγχειρίδιο DR-88.pdf", 412_000, "application/pdf", "m1", at)
    tool = Attachment("exe", "p101", "sha-exe", "drive-reset.exe", 1_900_000, "application/x-msdownload", "m1", at)
    entries = tuple(replace(one, attachments=(pages, tool)) if one.id == "m1" else one for one in entries)
    return PlainViews(tickets={"p101": replace(ticket, entries=entries)})


def shown(prepare: Prepare = lambda _: None, account: Callable[[], PlainAccount] | None = None):
    """The window with the ticket in it, and what `prepare` makes of that."""

    def build(stage: Stage) -> QWidget:
        made = account() if account is not None else PlainAccount(a_long_life())
        made.local |= {"sha-pdf": stage.props.manual, "sha-exe": stage.file("tool.exe", 2)}
        window = stage.workbench(made)
        window.show_ticket("p101")
        settle()
        return prepare(window) or window

    return build


def closed(*, reopens: bool) -> Callable[[], PlainAccount]:
    """An account in which the ticket is closed."""

    def make() -> PlainAccount:
        views = a_long_life()
        views.tickets["p101"] = replace(views.tickets["p101"], kind=StatusKind.CLOSED, status="closed", changes=())
        features = HELPDESK.features if reopens else HELPDESK.features - {Feature.REOPEN.value}
        return PlainAccount(views, helpdesk=replace(HELPDESK, features=features))

    return make


PROBLEMS = ("too-large", "invalid", "forbidden", "ticket-closed", "parent-unknown", "closed-state-required", "")


def in_every_state() -> PlainAccount:
    """A conversation in which every state of a change stands, and an outbox with the same."""
    views = PlainViews()
    ticket = views.tickets["p101"]
    large = a_file("θόρυβος αντλίας και προειδοποίηση.mp4", 64_000_000, "video/mp4")
    changes = [
        a_change(f"s{number}", "p101", f"Serial DR-88213, {state.value}.", state)
        for number, state in enumerate(ChangeState)
        if state is not ChangeState.DRAFT
    ]
    changes += [
        replace(
            a_change(f"n{number}", "p101", "And the video.", ChangeState.NEEDS_ATTENTION, problem=Problem(code)),
            deed=OpenTicket("Conveyor 4", "squeaks", "fault", files=(large,)),
        )
        for number, code in enumerate(PROBLEMS)
    ]
    entries = tuple(
        Entry(one.id, ANNA, "Serial DR-88213. The fan does not run.", one.made_at, change=one, mine=True)
        for one in changes
    )
    views.tickets["p101"] = replace(ticket, entries=(*ticket.entries, *entries), changes=tuple(changes))
    views.changes = changes
    return PlainAccount(views)


def an_opening(id: str, subject: str, state: ChangeState, problem: str = "", **more: object) -> Change:
    """A new ticket in the outbox."""
    deed = OpenTicket(subject, "Since yesterday evening it squeaks on every start.", "fault", priority="high")
    change = Change(id, id, deed, now() - 300_000, state, problem=Problem(problem) if problem else None)
    return replace(change, **more)  # type: ignore[arg-type]


def with_email() -> PlainAccount:
    """Things that wait, that went by e-mail, and that can't go; in the outbox and in the conversation."""
    views = PlainViews()
    views.changes = [
        an_opening("w", "Conveyor 4 squeaks on start", ChangeState.QUEUED),
        an_opening("m", "Pump P-101 stops after warm-up", ChangeState.MAILED, mailed_at=now()),
        an_opening("p", "Πρέσα 7: σφάλμα E-217", ChangeState.MAILED, MAIL_PERHAPS, mailed_at=now()),
        an_opening("n", "Compressor hall B", ChangeState.NEEDS_ATTENTION, MAIL_DID_NOT_GO, mailed_at=now()),
        Change("c", "p101", SetStatus(StatusTarget.CLOSED), now() - 100_000),
        a_change("f", "m", "The serial is CV-4431."),
    ]
    view = views.tickets["p101"]
    *others, last = view.entries
    assert last.change is not None
    mailed = replace(last, change=replace(last.change, state=ChangeState.MAILED, mailed_at=now()))
    blocked = replace(a_change("q2", "p101", "The fan turns by hand."), state=ChangeState.BLOCKED)
    tried = a_change("q0", "p101", "Serial DR-88213.", attempts=1)
    waiting = replace(last, id="q0", text="Serial DR-88213.", change=tried)
    after = replace(last, id="q2", text="The fan turns by hand.", change=blocked)
    views.tickets["p101"] = replace(view, entries=(*others, waiting, mailed, after))
    return PlainAccount(views, helpdesk=replace(HELPDESK, email_address="support@rossi.example"))


def writing() -> PlainAccount:
    """A reply that is being written, with files."""
    files = (a_file("plate P-101.jpg", 3_100_000, "image/jpeg"), a_file("noise.mp4", 31_000_000, "video/mp4"))
    views = PlainViews(drafts={"p101": ReplyDraft("p101", decisions.LONG, files=files)})
    return PlainAccount(views)


def working(window: Workbench) -> None:
    files = window.ticket_page.files
    window.ticket_page.strip.begin(files.tr("Saving {files}").format(files=plurals.files(12)))
    files._advance(3_100_000, 14_000_000)


def done(window: Workbench) -> None:
    result = SavedAll(Path("Documents"), [Path("a"), Path("b")], ["θόρυβος αντλίας.mp4"], ["plate.jpg"], "disk full")
    window.ticket_page.files._saved(result)


def look(at: int) -> Prepare:
    """The window for files with this one of the ticket in it."""

    def prepare(window: Workbench) -> QWidget | None:
        files = [one for entry in window.ticket_page.shown.entries for one in entry.attachments]
        window.ticket_page.files.look_at(files[at])
        viewer = window.ticket_page.files.viewer
        assert viewer is not None
        for _ in range(3):
            viewer._reader._pool.waitForDone()
            settle()
        return viewer

    return prepare


def box_over(window: QWidget) -> QMessageBox:
    """The question that stands before a window."""
    return next(one for one in window.findChildren(QMessageBox) if one.isVisible())


def warned(window: Workbench) -> QWidget:
    page = window.ticket_page
    tool = next(one for entry in page.shown.entries for one in entry.attachments if one.name.endswith(".exe"))
    page.files.save(tool)
    return box_over(window)


def warned_among_others(window: Workbench) -> QWidget:
    window.ticket_page.files.save_all_in(Path("nowhere"))
    return box_over(window)


def discarded(change: Callable[[], Change]) -> Prepare:
    return lambda window: ask_to_discard(window, change(), lambda: None)


def over_the_line(window: Workbench) -> QWidget:
    return window.mailing.over_the_line("up")


def menu(window: Workbench) -> QMenu:
    found = window.ticket_page.menu.menu
    found.popup(window.mapToGlobal(window.rect().center()))
    return found


def sorting(window: Workbench) -> QMenu:
    window.go(Folder.COMPANY)
    found = window.ticket_list.sorting.button.menu()
    found.popup(window.mapToGlobal(window.rect().center()))
    return found


def filtering(window: Workbench) -> QMenu:
    window.go(Folder.COMPANY)
    found = window.ticket_list.filter.button.menu()
    found.popup(window.mapToGlobal(window.rect().center()))
    return found


def nothing_chosen(stage: Stage) -> QWidget:
    return stage.workbench(PlainAccount(PlainViews(tickets={})))


SCENES = (
    Scene("ticket", shown(), WINDOW, doubled=True),
    Scene("ticket-history", shown(lambda w: w.ticket_page.header.history.setChecked(True)), WINDOW, doubled=True),
    Scene("ticket-every-state", shown(account=in_every_state), WINDOW, doubled=True),
    Scene("outbox-every-state", shown(lambda w: w.go(Page.OUTBOX), in_every_state), WINDOW, doubled=True),
    Scene("ticket-email", shown(account=with_email), WINDOW),
    Scene("outbox-email", shown(lambda w: w.go(Page.OUTBOX), with_email), WINDOW),
    Scene("ticket-writing", shown(account=writing), WINDOW, doubled=True),
    Scene("ticket-closed", shown(account=closed(reopens=True)), WINDOW, doubled=True),
    Scene("ticket-reopening", shown(lambda w: w.focus_reply(), closed(reopens=True)), WINDOW),
    Scene("ticket-for-good", shown(account=closed(reopens=False)), WINDOW),
    Scene("ticket-none", nothing_chosen, PAGE),
    Scene("ticket-decision", shown(account=decisions.edited), WINDOW),
    Scene("ticket-gone", shown(account=decisions.gone), WINDOW),
    Scene("outbox-decision", shown(lambda w: w.go(Page.OUTBOX), decisions.closed), WINDOW),
    Scene("ticket-working", shown(working), WINDOW),
    Scene("ticket-saved", shown(done), WINDOW),
    Scene("viewer-picture", shown(look(0)), (WIDE, SMALL, NARROW), doubled=True),
    Scene("viewer-pages", shown(look(2)), PAGE),
    Scene("viewer-program", shown(look(3)), PAGE),
    Scene("program-warning", shown(warned), (OWN,)),
    Scene("program-warning-others", shown(warned_among_others), (OWN,)),
    Scene("discard-ticket", shown(discarded(lambda: plausible_outbox()[1])), (OWN,)),
    Scene("discard-reply", shown(discarded(lambda: plausible_outbox()[2])), (OWN,)),
    Scene("over-the-line", shown(over_the_line), (OWN,)),
    Scene("ticket-menu", shown(menu), (OWN,)),
    Scene("sorting-menu", shown(sorting), (OWN,)),
    Scene("filter-menu", shown(filtering), (OWN,)),
)
