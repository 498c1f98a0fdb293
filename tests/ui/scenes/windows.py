"""The main window: its folders, its pages, and what the line at the bottom can say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.away import Away, AwayEvent, AwayMark, AwayTicket
from desktop.domain.instant import HOUR, MINUTE
from desktop.domain.listing import Counts, Folder
from desktop.domain.notice import NoticeKind
from desktop.errors import Unreachable
from desktop.runtime.link_state import LinkKind, LinkState
from desktop.storage.accounts import Account, Lock
from desktop.storage.restored import Restored
from desktop.sync.outcome import SyncProgress
from desktop.ui.account_menu import AccountEntry, AccountOrders, Signed, account_remark, fill_account_menu
from desktop.ui.account_pane import AccountPane
from desktop.ui.command_palette import Command
from desktop.ui.disk_banner import DiskBanner
from desktop.ui.open_ticket_wizard import DraftOffer
from desktop.ui.side_bar import Page, Place
from desktop.ui.status_strip import StatusStrip
from desktop.ui.while_away_banner import WhileAwayBanner
from desktop.ui.while_away_page import WhileAwayPage
from desktop.ui.window_frame import WindowFrame
from desktop.ui.workbench import Workbench
from tests import wizard_builders as samples
from tests.ui.scenes.stage import PAGE, SMALL, WIDE, WINDOW, Scene, Stage, settle
from tests.ui.window_account import PlainAccount, PlainViews, now, plausible_outbox

ACCOUNTS = (
    ("a", "https://desk.example", "anna@rossi.example", "Meccanica Rossi", {}),
    ("b", "https://help.verdi.example", "anna.rossi", "Verdi & Figli Hosting", {"unsent": 2}),
    ("c", "https://it.comune.example", "a.rossi@comune.example", "Comune", {"signed_out": True}),
    ("d.locked-2026-11-22", "https://desk.example", "anna@rossi.example", "Meccanica Rossi", {}),
)


def some_accounts(stage: Stage) -> list[Account]:
    """Accounts in every state that the menu and the sign-in page tell of."""
    return [
        Account(stage.folder / folder, address, login, name, Lock("passphrase" if at == 2 else "keyring"), **more)
        for at, (folder, address, login, name, more) in enumerate(ACCOUNTS)
    ]


def at(place: Place) -> Callable[[Stage], QWidget]:
    """The window at this place."""

    def build(stage: Stage) -> Workbench:
        window = stage.workbench()
        window.go(place)
        return window

    return build


def told(link: Callable[[], LinkState], place: Place | None = None) -> Callable[[Stage], QWidget]:
    """The window with a ticket in it (or `place`), and this to say of the line."""

    def build(stage: Stage) -> Workbench:
        account = PlainAccount()
        account.link = link()
        if account.link.held:
            account.held = {"up", "first"}
        window = stage.workbench(account)
        if place is None:
            window.show_ticket("p101")
        else:
            window.go(place)
        return window

    return build


def a_line(kind: LinkKind, **more: object) -> LinkState:
    """A line of this kind, with as much as there is to say."""
    around = {"since": now() - 26 * HOUR, "data_at": now() - 26 * HOUR - 2 * MINUTE, "waiting": 12}
    return LinkState(kind, **(around | more))  # type: ignore[arg-type]


def strip(kind: LinkKind, **more: object) -> Callable[[Stage], QWidget]:
    """The line at the bottom alone."""

    def build(stage: Stage) -> QWidget:
        under = QWidget()
        column = QVBoxLayout(under)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch(1)
        shown = StatusStrip()
        column.addWidget(shown)
        shown.show_link(a_line(kind, **more))
        return stage.up(under)

    return build


def not_open(stage: Stage) -> QWidget:
    return stage.workbench(PlainAccount(is_open=False))


def first_sync(stage: Stage) -> QWidget:
    account = PlainAccount(PlainViews(listed=[]))
    window = stage.workbench(account)
    account.sync_progress.emit(SyncProgress(4210, 12000, 95.0))
    return window


def empty(folder: Folder) -> Callable[[Stage], QWidget]:
    def build(stage: Stage) -> QWidget:
        window = stage.workbench(PlainAccount(PlainViews(listed=[], changes=[])))
        window.go(folder)
        return window

    return build


def nothing_found(stage: Stage) -> QWidget:
    window = stage.workbench()
    window.go(Folder.COMPANY)
    window.ticket_list.search.setText("κανένα αποτέλεσμα")
    return window


def no_list(stage: Stage) -> QWidget:
    account = PlainAccount()
    window = stage.workbench(account)
    account.failed.emit(Unreachable())
    return window


def filtered(stage: Stage) -> QWidget:
    window = stage.workbench()
    window.go(Folder.COMPANY)
    found = window.ticket_list
    found.filter.asked.emit(replace(found.listing, unread_only=True, request_type="fault"))
    return window


class Plenty(PlainViews):
    """Figures as large as they get."""

    def counts(self) -> Counts:
        return Counts(
            waiting=1234,
            open=11287,
            closed=98765,
            company=104321,
            unread=2,
            machines=12345,
            outbox=1207,
            needs_person=1,
            unread_announcements=1014,
        )


def large_figures(stage: Stage) -> QWidget:
    window = stage.workbench(PlainAccount(Plenty()))
    window.show_ticket("p101")
    return window


def palette(stage: Stage) -> QWidget:
    window = stage.workbench()
    window.keys.open_palette()
    return window


def focus(stage: Stage) -> QWidget:
    window = stage.workbench()
    window.ticket_list.view.choose("p101")
    window.ticket_page.timeline.setFocus(Qt.FocusReason.ShortcutFocusReason)
    return window


def account_menu(stage: Stage) -> QWidget:
    window = stage.workbench()
    here, *others = some_accounts(stage)
    remarks = ["", *(account_remark(one) for one in others)]
    entries = [
        AccountEntry(one, remark, is_front=one is here, keys=f"Ctrl+Shift+{number + 1}")
        for number, (one, remark) in enumerate(zip([here, *others], remarks, strict=True))
    ]
    menu = window.side_bar.badge.menu_of_account
    orders = AccountOrders(*(lambda *_: None,) * 8)
    fill_account_menu(menu, here, entries, orders, Signed("Anna Rossi", "Meccanica Rossi"))
    menu.popup(window.mapToGlobal(window.rect().center()))
    settle()
    return menu


def with_banners(stage: Stage) -> QWidget:
    """The frame as the application fills it, with everything above the panes that can stand there at once."""
    frame = WindowFrame(stage.settings())
    pane = AccountPane()
    account = PlainAccount()
    account.link = LinkState(LinkKind.ONLINE, data_at=now() - MINUTE, vanished=1284)
    window = stage.workbench(account)
    disk, away, offer = DiskBanner(), WhileAwayBanner(), DraftOffer()
    pane.hold(window)
    for banner in (offer, away, disk):
        pane.add_banner(banner)
    frame.hold(pane)
    stage.up(frame)
    disk.tell_restored(
        Restored(now(), now() - 20 * HOUR, 4, 2, 3, now() - 20 * HOUR, now() - HOUR, "outbox.broken-2026-11-22")
    )
    away.offer(happened())
    offer.offer(samples.a_draft(subject="Pump P-101 stops after warm-up", updated_at=now() - 5 * MINUTE))
    return frame


def disk_full(stage: Stage) -> QWidget:
    pane = AccountPane()
    account = PlainAccount()
    account.link = LinkState(LinkKind.ONLINE, data_at=now() - MINUTE, waiting=1, tight=True)
    pane.hold(stage.workbench(account))
    disk = DiskBanner()
    pane.add_banner(disk)
    stage.up(pane)
    disk.tell_tight(True)
    return pane


def happened() -> Away:
    """A long night with everything in it."""
    change = plausible_outbox()[1]
    replied = AwayEvent(NoticeKind.REPLY, now() - HOUR, who="Luca", text="Please send the serial number of the drive.")
    closed = AwayEvent(NoticeKind.STATUS, now() - 2 * HOUR, status="closed")
    needs = AwayEvent(NoticeKind.NEEDS_YOU, now() - 3 * HOUR, change=change)
    taken = AwayEvent(NoticeKind.ACCEPTED, now() - 4 * HOUR)
    return Away(
        AwayMark(now() - 30 * HOUR, now() - 30 * HOUR),
        (
            AwayTicket("photo", "", "Photo upload from tablet too large", (needs,)),
            AwayTicket("p101", "10234", "Pump P-101 stops after warm-up", (replied,) * 6, unread=True),
            AwayTicket("greek", "10231", "Η πρέσα σταματά με σφάλμα E-217", (closed, taken)),
        ),
        tuple(row.announcement for row in PlainViews().announcements()),
        cut_short=True,
    )


def while_away(away: Away, *elsewhere: Command) -> Callable[[Stage], QWidget]:
    def build(stage: Stage) -> QWidget:
        account = PlainAccount()
        window = stage.workbench(account)
        page = WhileAwayPage(account)
        page.show_away(away, elsewhere)
        window.show_page(page)
        return window

    return build


def doubled_text(*scenes: Scene) -> tuple[Scene, ...]:
    """These, also with text twice as large."""
    return tuple(replace(one, doubled=True) for one in scenes)


SCENES = (
    *doubled_text(
        Scene("window-waiting", at(Folder.WAITING), WINDOW),
        Scene("window-company", at(Folder.COMPANY), WINDOW),
        Scene("window-outbox", at(Page.OUTBOX), WINDOW),
        Scene("window-announcements", at(Page.ANNOUNCEMENTS), WINDOW),
        Scene("window-machines", at(Page.MACHINES), WINDOW),
        Scene("window-services", at(Page.SERVICES), WINDOW),
        Scene("window-figures", large_figures, WINDOW),
        Scene("line-offline", told(lambda: a_line(LinkKind.NO_NETWORK, needs_person=3)), WINDOW),
        Scene("banners", with_banners, WINDOW),
        Scene("while-away", while_away(happened(), Command("Verdi & Figli Hosting: 3 new", lambda: None)), WINDOW),
    ),
    Scene("window-not-open", not_open, WINDOW),
    Scene("window-first-sync", first_sync, WINDOW),
    Scene("window-filtered", filtered, WINDOW),
    Scene("window-nothing-found", nothing_found, WINDOW),
    *(Scene(f"window-empty-{folder.value}", empty(folder), (WIDE, SMALL)) for folder in Folder),
    Scene("window-failed", no_list, WINDOW),
    Scene("window-focus", focus, PAGE),
    Scene("window-palette", palette, WINDOW),
    Scene("account-menu", account_menu, (WIDE,)),
    *(
        Scene(f"line-{kind.value}", strip(kind), WINDOW)
        for kind in LinkKind
        if kind not in (LinkKind.NO_NETWORK, LinkKind.ONLINE)
    ),
    Scene("line-online", strip(LinkKind.ONLINE, waiting=0), WINDOW),
    Scene("line-needs-person", strip(LinkKind.ONLINE, needs_person=12), WINDOW),
    Scene("line-metered", strip(LinkKind.ONLINE, held=11), WINDOW),
    Scene("outbox-metered", told(lambda: LinkState(LinkKind.ONLINE, waiting=3, held=1), Page.OUTBOX), WINDOW),
    Scene("disk-full", disk_full, WINDOW),
    Scene("while-away-nothing", while_away(Away(AwayMark(now() - 30 * HOUR, now() - 30 * HOUR))), PAGE),
)
