"""One open account as the screens know it: what can be read, what can be done, and the signals that tell of changes.

All of it lives on the GUI thread and returns at once. Writing goes to the `writer` lane, talking to the helpdesk to the `network` lane,
long reading to the `reader` lane; answers come back as calls on the GUI thread. Files go in and out beside that (`attachments`), and what
is between the person and the helpdesk is asked of `standing`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from desktop import errors
from desktop.account_identity import Identity
from desktop.actions.desk import UNDO_TIME
from desktop.connectors.contract import Connector, TokenStore
from desktop.domain.account import Helpdesk, Person
from desktop.domain.catalogue import Catalogue
from desktop.domain.change import Change
from desktop.domain.instant import Instant
from desktop.domain.notice import Notice, NoticeKind
from desktop.reading_side import ReadingSide
from desktop.runtime.attachment_traffic import AttachmentTraffic
from desktop.runtime.disk_care import DiskCare, restored_of
from desktop.runtime.download_room import DownloadRoom
from desktop.runtime.engine_relay import EngineRelay
from desktop.runtime.lane import Lane, tell_failure
from desktop.runtime.link_state import LinkState
from desktop.runtime.outbox_figures import next_due, tell_figures, waits_for_line
from desktop.runtime.reachability import NetworkSense
from desktop.runtime.reading_desk import ReadingDesk
from desktop.runtime.standing import Describe, Standing
from desktop.runtime.sync_driver import SyncDriver
from desktop.stamps import now
from desktop.storage.accounts import Account, Part
from desktop.storage.restored import Restored
from desktop.storage.views import Views
from desktop.sync.outcome import Outcome, Topic
from desktop.sync.uploading import ThreadPool
from desktop.workspace import DOWNLOADS_KEPT, Workspace

T = TypeVar("T")

log = logging.getLogger("sportello.session")

OpenKey = Callable[[], bytes]
"""Fetches the database key; may take long (keyring), hence called on the writer lane."""

Connect = Callable[[Identity, TokenStore], Connector]
"""Makes the connector of an account."""


class AccountSession(QObject):
    """One account, open. Make it, connect to its signals, call `open`; call `close` before it goes."""

    opened = Signal()
    failed = Signal(object)
    cache_changed = Signal(object)
    outbox_changed = Signal()
    link_changed = Signal(object)
    sync_progress = Signal(object)
    notices = Signal(object)
    mending = Signal(object)
    """A `Part` of the account's files is broken and reads as empty until it is told as changed."""

    restored = Signal(object)
    """The outbox was restored: what is to be told about it (`Restored`)."""

    disk_tight = Signal(bool)
    """The disk is full and what was written last was saved with the reserve (True); there is room again (False)."""

    def __init__(
        self,
        account: Account,
        open_key: OpenKey,
        connect: Connect,
        describe: Describe | None = None,
        *,
        undo_time: Instant = UNDO_TIME,
        spare_metered: bool = True,
        downloads_kept: int = DOWNLOADS_KEPT,
        reachability: Callable[[], NetworkSense] | None = None,
        remember_password: Callable[[str], None] = lambda _: None,
        parent: QObject | None = None,
    ) -> None:
        """`spare_metered`: see `set_spare_metered`; `downloads_kept`: bytes, see `keep_downloads`. `reachability` makes what tells about
        this computer's network. `remember_password` is called on the network lane with a password that the helpdesk has just taken.
        """
        super().__init__(parent)
        self.account = account
        self.catalogue = Catalogue()
        self._open_key = open_key
        self._connect = connect
        self._undo_time = undo_time
        self._spare_metered = spare_metered
        self._reachability = reachability
        self._was_elsewhere = False
        self._closed = False
        self._writer = Lane("writer", self)
        self._reader = Lane("reader", self)
        self._network = Lane("network", self)
        self._care = DiskCare(self._writer, self._reader, self._network, self)
        self._care.mending.connect(self.mending)
        self._care.mended.connect(self._mended)
        self._care.failed.connect(self.failed)
        self._care.tight.connect(self._told_of_room)
        self._downloads = DownloadRoom(self._writer, downloads_kept)
        self._reading = ReadingDesk(self._reader, self._care)
        self.attachments = AttachmentTraffic(self._care, self)
        self.standing = Standing(account.login, self._writer, self._network, describe, remember_password, self)
        self.standing.renewed.connect(self.sync_now)
        self.standing.changed.connect(lambda: self.cache_changed.emit(frozenset({Topic.CATALOGUE})))
        self._workspace: Workspace | None = None
        self._connector: Connector | None = None
        self._driver: SyncDriver | None = None
        self._relay = EngineRelay(self)
        self._relay.changed_signal.connect(self._cache_moved)
        self._relay.outbox_signal.connect(self._outbox_moved)
        self._relay.progress_signal.connect(self.sync_progress)
        self._relay.told_signal.connect(self.notices)
        # Uploads tell of every piece; screens need that a few times a second at most.
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(100)
        self._calm.timeout.connect(self._tell_outbox)

    # Opening and closing

    def open(self) -> None:
        """Open the account's files, then start talking to its helpdesk; ends in `opened` or `failed`."""

        def work() -> tuple[Workspace, ReadingSide]:
            key = self._open_key()
            workspace = Workspace(self.account, key, undo_time=self._undo_time, alarm=self._care)
            workspace.downloads_kept = self._downloads.at_most
            try:
                return workspace, workspace.views()
            except BaseException:
                workspace.close()
                raise

        self._writer.submit(work, self._opened, self.failed.emit)

    def _opened(self, both: tuple[Workspace, ReadingSide]) -> None:
        if self._closed:
            # Closed while it was being opened: the writer lane has ended, nobody else holds these.
            workspace, side = both
            side.close()
            workspace.close()
            return
        self._workspace, _ = both
        self._reading.opened(*both)
        self._care.watch(*both)
        self._downloads.opened(self._workspace)
        self.attachments.opened(self._workspace)
        self.standing.opened(self._workspace)
        self.catalogue = self.views.catalogue()
        self.opened.emit()
        self._tell_restored()
        # Importing requests takes some 120 ms: it happens on the network lane, after the list stands.
        workspace = self._workspace
        self._network.submit(
            lambda: self._connect(workspace.identity, workspace.tokens(self._writer.call)),
            self._connected,
            self.failed.emit,
        )

    def _connected(self, connector: Connector) -> None:
        if self._workspace is None:
            connector.close()
            return
        self._connector = connector
        self.attachments.connected(connector)
        self.standing.connected(connector)
        engine = self._workspace.engine(connector, self._relay, self._writer.call, ThreadPool())
        self._driver = SyncDriver(
            engine,
            connector,
            self._network,
            now,
            self,
            reachability=self._reachability() if self._reachability is not None else None,
            spare_metered=self._spare_metered,
        )
        self._driver.link_changed.connect(self.link_changed)
        self._driver.held_changed.connect(self._tell_outbox)
        self._driver.ran.connect(self._ran)
        self._tell_outbox()
        self._driver.start()
        # Tidying is no duty: a disk that refuses it is told of by whatever needs the disk.
        self._writer.submit(self._workspace.tidy, None, lambda error: log.warning("not tidied: %s", error))

    def close(self) -> None:
        """End what is under way and close everything, in order: what talks, what reads, what writes. Nothing queued for writing is lost."""
        self._closed = True
        self._calm.stop()
        self._care.close()
        if self._driver is not None:
            self._driver.close()
        elif self._connector is not None:
            self._connector.close()
        self._network.close()
        self.standing.close()
        self.attachments.close()
        self._reading.close()
        if self._workspace is not None:
            self._writer.submit(self._workspace.close)
        self._writer.close()
        self._downloads.forget()
        self.attachments.forget()
        self.standing.forget()
        self._workspace = self._driver = self._connector = None

    # Room

    def keep_downloads(self, at_most: int) -> None:
        """Keep so many bytes of downloaded attachments from now on; what is too much, the longest unused first, goes at once."""
        self._downloads.keep(at_most)

    def measure_downloads(self, then: Callable[[int], None]) -> None:
        """How many bytes of downloaded attachments are here now."""
        self._downloads.measure(then)

    # Reading

    @property
    def is_open(self) -> bool:
        """Whether `views` may be used."""
        return self._reading.is_open

    @property
    def views(self) -> Views:
        """The GUI thread's own reading side: for short reads."""
        return self._reading.views

    @property
    def identity(self) -> Identity:
        """Who is signed in where."""
        if self._workspace is None:
            raise errors.Mistake("the account is not open")
        return self._workspace.identity

    @property
    def helpdesk(self) -> Helpdesk:
        """The server as it describes itself."""
        return self.identity.helpdesk

    @property
    def person(self) -> Person:
        """Who is signed in."""
        return self.identity.person

    @property
    def mail_folder(self) -> Path:
        """Where letters that a mail program opens are put."""
        return self.account.folder / "mail"

    @property
    def link(self) -> LinkState:
        """How the line is now."""
        return self._driver.link if self._driver is not None else LinkState()

    def read(self, question: Callable[[Views], T], then: Callable[[T], None]) -> None:
        """Ask something that may take longer, on the reader lane."""
        self._reading.read(question, then)

    # Doing

    def perform(
        self,
        action: Callable[..., T],
        *arguments: object,
        then: Callable[[T], None] | None = None,
        failed: Callable[[errors.WorldError], None] | None = None,
    ) -> None:
        """Do `action(desk, *arguments)` on the writer lane; the answer comes when it is durable, and whatever became due is sent."""
        workspace = self._workspace
        if workspace is None:
            return

        def done(result: T) -> None:
            if then is not None:
                then(result)
            self._tell_outbox()
            self._wake_when_due()

        def work() -> T:
            return workspace.perform(action, *arguments)

        def hindered(error: errors.WorldError) -> None:
            # An action is one transaction: where a broken page stopped it, nothing of it was done.
            again = partial(self._writer.submit, work, done, failed)
            if not self._care.wait_for_mending(error, again):
                tell_failure(error, failed)

        self._writer.submit(work, done, hindered)

    def note(self, action: Callable[..., object], *arguments: object) -> None:
        """Do `action(desk, *arguments)` on the writer lane, where nothing is shown or sent because of it, and no reserve is spent on it."""
        workspace = self._workspace
        if workspace is not None:
            self._writer.submit(
                lambda: action(workspace.desk, *arguments), None, lambda error: log.info("not noted: %s", error)
            )

    def sync_now(self) -> None:
        """The person asks for a sync."""
        if self._driver is not None:
            self._driver.sync_now()

    def set_spare_metered(self, spare: bool) -> None:
        """Whether changes with large files wait while the connection is paid by the byte."""
        self._spare_metered = spare
        if self._driver is not None:
            self._driver.set_spare_metered(spare)

    def waits_for_line(self, change: Change) -> bool:
        """Whether this change waits for a connection that is not metered."""
        return self._driver is not None and waits_for_line(self._driver, change)

    def send_anyway(self, change_id: str = "") -> None:
        """Send the files of this change (of all that wait without one) over a metered connection, until that is another."""
        if self._driver is not None and self.is_open:
            waiting = [one.id for one in self.views.outbox() if self.waits_for_line(one)]
            self._driver.send_anyway([change_id] if change_id else waiting)

    def look_again(self) -> None:
        """Another process of this profile wrote something: read the outbox anew and send what is due."""
        self._tell_outbox()
        if self._driver is not None:
            self._driver.wake()

    # The disk

    def _told_of_room(self, tight: bool) -> None:
        self._tell_outbox()
        self.disk_tight.emit(tight)
        if tight:
            self.notices.emit((Notice(NoticeKind.DISK_FULL),))

    def _tell_restored(self) -> None:
        if self._workspace is not None:
            self._writer.submit(partial(restored_of, self._workspace), self._restored)

    def _restored(self, found: Restored | None) -> None:
        if found is not None:
            self.restored.emit(found)

    def _mended(self, part: Part) -> None:
        """Everything is read anew: what the person wrote is what the restored outbox says, and the cache is pulled again."""
        self._cache_moved(frozenset(Topic), frozenset())
        self._tell_outbox()
        if part is Part.OUTBOX:
            self._tell_restored()
        if self._driver is not None:
            self._driver.sync_now()

    # What moved

    def _cache_moved(self, topics: frozenset[Topic], _ticket_ids: frozenset[str]) -> None:
        if not self.is_open:
            return
        if Topic.CATALOGUE in topics:
            self.catalogue = self.views.catalogue()
        self.cache_changed.emit(topics)

    def _outbox_moved(self) -> None:
        if not self._calm.isActive():
            self._calm.start()

    def _tell_outbox(self) -> None:
        if not self.is_open:
            return
        self._care.look()
        self._care.something_written()
        if self._driver is not None:
            tell_figures(self._driver, self.views, tight=self._care.is_tight)
        self.outbox_changed.emit()

    def _ran(self, outcome: Outcome) -> None:
        if outcome.elsewhere or self._was_elsewhere:
            # What another process fetched is in the cache, and nobody here was told of it.
            self._cache_moved(frozenset(Topic), frozenset())
        self._was_elsewhere = outcome.elsewhere
        self._tell_outbox()
        if isinstance(outcome.trouble, errors.DiskFull):
            self._care.make_room(self.sync_now)
        if outcome.trouble is None and not outcome.elsewhere:
            self.standing.ask_who()

    def _wake_when_due(self) -> None:
        due = next_due(self.views) if self._driver is not None else None
        if self._driver is not None and due is not None:
            self._driver.wake_at(due)
