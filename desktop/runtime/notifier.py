"""Native notices of the desktop, through desktop-notifier, in a thread of their own.

desktop-notifier lives in an asyncio loop; ours runs in one thread that starts with the first notice (importing it
takes about 130 ms, which nobody should wait for at start) and ends with `close`. Where there is no service for
notices (no D-Bus, none installed, not a signed bundle), nothing is shown and nothing fails: the tray and the list
tell the same. Clicks arrive on the GUI thread.

Texts are plain. The specification of the freedesktop notices (1.2, "Markup") lets servers read tags in the body, so
it is escaped on Linux.
"""

from __future__ import annotations

import asyncio
import html
import logging
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal, Slot

from desktop.identity import APP_NAME

if TYPE_CHECKING:
    from desktop_notifier import DesktopNotifier

log = logging.getLogger("sportello.notifier")

_PATIENCE_S: Final = 5.0
"""How long the desktop's service may take to answer."""

_RETRY_S: Final = 60.0
"""How long a service that was not there is left alone."""


@dataclass(frozen=True, slots=True)
class NativeNotice:
    """What to show. `key` comes back when it is clicked; with `reply_words` there is a field to answer in, where
    there can be one."""

    title: str
    body: str
    key: str = ""
    urgent: bool = False
    open_words: str = ""
    reply_words: str = ""


def plain_body(text: str, platform: str = sys.platform) -> str:
    """The body such that a person reads exactly `text`."""
    return html.escape(text, quote=False) if platform.startswith("linux") else text


class Notifier(QObject):
    """Shows notices. Made on the GUI thread; call `close` before the program ends."""

    opened = Signal(str)
    """The `key` of a notice that was clicked, on the GUI thread."""

    replied = Signal(str, str)
    """The `key` of a notice and what was answered in it, on the GUI thread."""

    shown = Signal(str)
    """The `key` of a notice that the desktop's service took."""

    _clicked = Signal(str)
    _answered = Signal(str, str)
    _dispatched = Signal(str)

    def __init__(self, icon: Path | None = None, parent: QObject | None = None) -> None:
        """`icon` is a picture file shown in notices where the platform does that."""
        super().__init__(parent)
        self._icon = icon
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._desktop: DesktopNotifier | None = None
        self._absent_until = 0.0
        self._closed = False
        # Emitted in the notifier's thread; a slot of an object that lives on the GUI thread, queued, is called there.
        self._clicked.connect(self._tell_opened, Qt.ConnectionType.QueuedConnection)
        self._answered.connect(self._tell_replied, Qt.ConnectionType.QueuedConnection)
        self._dispatched.connect(self._tell_shown, Qt.ConnectionType.QueuedConnection)

    def show(self, notice: NativeNotice) -> None:
        """Show a notice, if the desktop can. Returns at once."""
        if self._closed:
            return
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            self._thread = threading.Thread(target=self._run, args=(self._loop,), name="notifier", daemon=True)
            self._thread.start()
        asyncio.run_coroutine_threadsafe(self._show(notice), self._loop)

    def close(self) -> None:
        """End the thread; notices that are on the screen stay there, but nobody hears their clicks."""
        self._closed = True
        loop, thread = self._loop, self._thread
        if loop is None or thread is None:
            return
        self._loop = None
        asyncio.run_coroutine_threadsafe(self._end(loop), loop)
        # A desktop whose service hangs must not keep the program from ending: the thread is a daemon.
        thread.join(_PATIENCE_S)

    @Slot(str)
    def _tell_opened(self, key: str) -> None:
        if not self._closed:
            self.opened.emit(key)

    @Slot(str, str)
    def _tell_replied(self, key: str, text: str) -> None:
        self.replied.emit(key, text)

    @Slot(str)
    def _tell_shown(self, key: str) -> None:
        self.shown.emit(key)

    # In the notifier's thread

    def _run(self, loop: asyncio.AbstractEventLoop) -> None:
        asyncio.set_event_loop(loop)
        try:
            loop.run_forever()
            loop.run_until_complete(loop.shutdown_asyncgens())
        finally:
            asyncio.set_event_loop(None)
            loop.close()

    async def _show(self, notice: NativeNotice) -> None:
        try:
            desktop = await self._connected()
            if desktop is not None:
                await self._send(desktop, notice)
        except Exception as error:  # noqa: BLE001 - each desktop fails in its own way, and none is a reason to stop
            log.warning("a notice could not be shown: %s: %s", type(error).__name__, error)
            self._desktop = None

    async def _connected(self) -> DesktopNotifier | None:
        if self._desktop is not None or time.monotonic() < self._absent_until:
            return self._desktop
        from desktop_notifier import DesktopNotifier, Icon  # 130 ms

        desktop = DesktopNotifier(app_name=APP_NAME, app_icon=Icon(path=self._icon) if self._icon else None)
        try:
            async with asyncio.timeout(_PATIENCE_S):
                await desktop.get_capabilities()
        except Exception as error:  # noqa: BLE001 - no bus, no service, no answer: all mean that there is none
            self._absent_until = time.monotonic() + _RETRY_S
            log.info("no service for notices here: %s: %s", type(error).__name__, error)
            _disconnect(desktop)
            return None
        self._desktop = desktop
        return desktop

    async def _send(self, desktop: DesktopNotifier, notice: NativeNotice) -> None:
        from desktop_notifier import Button, ReplyField, Urgency

        taken: list[bool] = []
        key = notice.key
        open_it: Callable[[], None] = lambda: self._clicked.emit(key)  # noqa: E731 - a value for two places
        reply = (
            ReplyField(
                title=notice.reply_words,
                button_title=notice.reply_words,
                on_replied=lambda text: self._answered.emit(key, text),
            )
            if notice.reply_words
            else None
        )
        async with asyncio.timeout(_PATIENCE_S):
            await desktop.send(
                title=notice.title,
                message=plain_body(notice.body),
                urgency=Urgency.Critical if notice.urgent else Urgency.Normal,
                buttons=[Button(title=notice.open_words, on_pressed=open_it)] if notice.open_words and key else [],
                reply_field=reply,
                on_clicked=open_it if key else None,
                on_dispatched=lambda: taken.append(True),
                thread=key or None,
            )
        if taken:
            self._dispatched.emit(key)
        else:
            # The service took it not (it logs why): it may have been restarted, so the next notice looks for it anew.
            _disconnect(desktop)
            self._desktop = None

    async def _end(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._desktop is not None:
            _disconnect(self._desktop)
            self._desktop = None
        for task in asyncio.all_tasks(loop):
            if task is not asyncio.current_task():
                task.cancel()
        # One more turn, in which cancelled tasks end and the bus closes its socket.
        await asyncio.sleep(0)
        loop.call_soon(loop.stop)


def _disconnect(desktop: DesktopNotifier) -> None:
    """Close the connection to the session bus, for which desktop-notifier has no call."""
    bus = getattr(getattr(desktop, "_backend", None), "bus", None)
    if bus is not None:
        bus.disconnect()
