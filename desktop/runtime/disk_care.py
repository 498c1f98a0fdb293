"""Looks after an open account's files: copies the outbox, mends what breaks while the window stays open, and makes room on a full disk.

Damage may be met on any thread. It is mended in three moves: no run of the engine is under way any more and nobody reads the file; the
writer lane puts a sound one in its place; everybody goes on under the same objects. Whoever shows something is told to read anew.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from desktop import errors
from desktop.domain.instant import HOUR, MINUTE
from desktop.reading_side import ReadingSide
from desktop.runtime.lane import Lane
from desktop.storage.accounts import Part
from desktop.storage.restored import Restored
from desktop.workspace import Workspace

log = logging.getLogger("sportello.disk")

AGAIN = MINUTE
"""Milliseconds after which is tried again what the disk refused: mending, and putting the reserve by."""


class DiskCare(QObject):
    """Made with the session, watches from its opening to its closing. Lives on the GUI thread; `Alarm` of the workspace on any."""

    mending = Signal(object)
    """A Part is broken; until `mended` it may read as empty."""

    mended = Signal(object)
    """A Part has a sound file again: everything that shows it reads anew."""

    failed = Signal(object)
    """What hinders mending (a WorldError); it will be tried again."""

    tight = Signal(bool)
    """The disk is full and the reserve is spent (True), or there is room again (False)."""

    _damage_met = Signal(object)
    _reserve_went = Signal()

    def __init__(self, writer: Lane, reader: Lane, network: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writer, self._reader, self._network = writer, reader, network
        self._workspace: Workspace | None = None
        self._own_side: ReadingSide | None = None
        self._lane_side: ReadingSide | None = None
        self._mending: set[Part] = set()
        self._waiting: list[Callable[[], None]] = []
        self._is_tight = False
        self._damage_met.connect(self._begin)
        self._reserve_went.connect(self._went)
        self._copying = self._timer(HOUR, self._copy)
        self._room = self._timer(AGAIN, self._renew_reserve)
        self._retry = self._timer(AGAIN, self._try_again)

    def _timer(self, milliseconds: int, call: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(call)
        return timer

    # The workspace's alarm

    def damaged(self, part: Part) -> None:
        """See `desktop.workspace.Alarm`."""
        self._damage_met.emit(part)

    def reserve_spent(self) -> None:
        """See `desktop.workspace.Alarm`."""
        self._reserve_went.emit()

    # With the session

    def watch(self, workspace: Workspace, own_side: ReadingSide) -> None:
        """The account is open."""
        self._workspace, self._own_side = workspace, own_side
        own_side.on_damage(self.damaged)

    def add_side(self, side: ReadingSide) -> ReadingSide:
        """The reader lane has a reading side of its own now; on that lane."""
        side.on_damage(self.damaged)
        self._lane_side = side
        return side

    def look(self) -> None:
        """Another process may have put a file in place anew while this one only read."""
        for part in Part:
            if self._own_side is not None and not self._own_side.in_place(part):
                self.damaged(part)

    def something_written(self) -> None:
        """A copy of the outbox is due within an hour."""
        if not self._copying.isActive():
            self._copying.start()

    @property
    def is_tight(self) -> bool:
        """Whether the disk is full and the reserve spent."""
        return self._is_tight

    def wait_for_mending(self, error: errors.WorldError, then: Callable[[], None]) -> bool:
        """Whether `error` comes of damage that is being mended; then `then` is called when it is."""
        if not isinstance(error, errors.StorageDamaged | errors.WrongKey) or self._workspace is None:
            return False
        if not self._mending and not self._workspace.damaged_parts:
            return False
        self._waiting.append(then)
        return True

    def close(self) -> None:
        """Nothing more is begun; the lanes are closed by their owner."""
        self._workspace = self._own_side = None
        self._waiting.clear()
        for timer in (self._copying, self._room, self._retry):
            timer.stop()

    # Mending

    def _begin(self, part: Part) -> None:
        workspace = self._workspace
        if workspace is None or part in self._mending:
            return
        self._mending.add(part)
        self.mending.emit(part)
        log.warning("mending the %s", part)
        # The engine's run, if one is under way, ends at its next touch of the database; nothing else gets in between on its lane.
        self._writer.submit(partial(workspace.give_up, part))
        self._network.submit(lambda: None, lambda _: self._let_go(part))

    def _let_go(self, part: Part) -> None:
        if self._own_side is None:
            return
        self._own_side.let_go(part)

        def work() -> None:
            if self._lane_side is not None:
                self._lane_side.let_go(part)

        self._reader.submit(work, lambda _: self._replace(part))

    def _replace(self, part: Part) -> None:
        workspace = self._workspace
        if workspace is None:
            return
        # On the network lane, so that no run begins before it is done.
        self._network.submit(
            lambda: self._writer.call(partial(workspace.mend, part)),
            lambda _: self._go_on(part),
            partial(self._hindered, part),
        )

    def _go_on(self, part: Part) -> None:
        if self._own_side is None:
            return

        def work() -> None:
            if self._lane_side is not None:
                self._lane_side.reopen(part)

        self._reader.submit(work, None, partial(self._hindered, part))
        try:
            self._own_side.reopen(part)
        except errors.StorageError as error:
            self._hindered(part, error)
            return
        self._mending.discard(part)
        waiting, self._waiting = self._waiting, []
        self.mended.emit(part)
        for call in waiting:
            call()

    def _hindered(self, part: Part, error: errors.WorldError) -> None:
        log.warning("the %s can't be mended now: %s %s", part, type(error).__name__, error)
        if self._workspace is None:
            return
        self._retry.start()
        self.failed.emit(error)

    def _try_again(self) -> None:
        parts, self._mending = self._mending, set()
        for part in parts:
            self._begin(part)

    # Copies and room

    def _copy(self) -> None:
        if self._workspace is not None:
            self._writer.submit(self._workspace.back_up, None, lambda error: log.warning("no copy was made: %s", error))

    def make_room(self, then: Callable[[], None], failed: Callable[[], None] = lambda: None) -> None:
        """Give up downloads because the disk is full; `then` when that freed something."""
        workspace = self._workspace
        if workspace is None:
            return

        def done(freed: int) -> None:
            log.info("%d bytes of downloads were given up", freed)
            if freed:
                then()
            else:
                failed()

        self._writer.submit(workspace.make_room, done, lambda _: failed())

    def _went(self) -> None:
        self._room.start()
        if not self._is_tight:
            self._is_tight = True
            self.tight.emit(True)

    def _renew_reserve(self) -> None:
        if self._workspace is not None:
            self._writer.submit(self._workspace.renew_reserve, self._renewed)

    def _renewed(self, is_there: bool) -> None:
        if not is_there:
            self._room.start()
        elif self._is_tight:
            self._is_tight = False
            self.tight.emit(False)


def restored_of(workspace: Workspace) -> Restored | None:
    """What is to be told about a restoration and was not read yet."""
    restored = workspace.restored()
    return None if restored is None or restored.read else restored
