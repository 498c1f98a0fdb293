"""Native notices over a real session bus, with a small service of notices at its other end."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import threading
from collections.abc import Iterator
from queue import Queue
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop.runtime.notifier import NativeNotice, Notifier, plain_body

pytestmark = pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="needs dbus-daemon")


class Desktop:
    """The service of notices of a desktop: takes notices, and its person clicks."""

    def __init__(self, address: str, *more: str) -> None:
        """`more` is what it can do beyond the usual."""
        self.taken: Queue[tuple[Any, ...]] = Queue()
        self._more = more
        self._address = address
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._service: Any = None
        self._bus: Any = None
        self._thread = threading.Thread(target=self._run, name="desktop of the test")

    def __enter__(self) -> Desktop:
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._bus.disconnect)
        self._loop.call_soon_threadsafe(lambda: self._loop.call_soon(self._loop.stop))
        self._thread.join(10)

    def click(self, number: int, action: str = "default") -> None:
        self._loop.call_soon_threadsafe(lambda: self._service.ActionInvoked(number, action))

    def answer(self, number: int, text: str) -> None:
        """The person types into the notice."""
        self._loop.call_soon_threadsafe(lambda: self._service.NotificationReplied(number, text))

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve())
        self._loop.run_forever()
        asyncio.set_event_loop(None)
        self._loop.close()

    async def _serve(self) -> None:
        from dbus_fast.aio.message_bus import MessageBus

        from tests.runtime.notice_service import Notifications

        self._bus = await MessageBus(bus_address=self._address).connect()
        self._service = Notifications(self.taken, self._more)
        self._bus.export("/org/freedesktop/Notifications", self._service)
        await self._bus.request_name("org.freedesktop.Notifications")
        self._ready.set()


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as daemon:
        assert daemon.stdout is not None
        address = daemon.stdout.readline().decode().strip()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield address
        daemon.terminate()


@pytest.fixture
def notifier(qtbot: QtBot) -> Iterator[Notifier]:
    made = Notifier()
    yield made
    made.close()


def test_a_notice_is_shown_and_its_click_arrives_on_the_gui_thread(qtbot: QtBot, bus: str, notifier: Notifier):
    on_main: list[bool] = []
    notifier.opened.connect(lambda _: on_main.append(threading.current_thread() is threading.main_thread()))
    with Desktop(bus) as desktop:
        with qtbot.waitSignal(notifier.shown, timeout=10_000):
            notifier.show(NativeNotice("Luca answered", "5 < 6 & <b>bold</b>", "t1", open_words="Open"))
        number, app, title, body, actions, urgency = desktop.taken.get(timeout=10)
        assert (app, title, urgency) == ("Sportello", "Luca answered", 1)
        assert body == "5 &lt; 6 &amp; &lt;b&gt;bold&lt;/b&gt;"
        assert actions[:2] == ["default", ""]
        assert actions[3] == "Open"
        with qtbot.waitSignal(notifier.opened) as heard:
            desktop.click(number)
        assert heard.args == ["t1"]
        assert on_main == [True]


def test_the_open_button_does_the_same_and_what_needs_the_person_is_urgent(qtbot: QtBot, bus: str, notifier: Notifier):
    with Desktop(bus) as desktop:
        with qtbot.waitSignal(notifier.shown, timeout=10_000):
            notifier.show(NativeNotice("Something needs you", "", "t2", urgent=True, open_words="Open"))
        number, *_, actions, urgency = desktop.taken.get(timeout=10)
        assert urgency == 2
        with qtbot.waitSignal(notifier.opened) as heard:
            desktop.click(number, actions[2])
        assert heard.args == ["t2"]


def test_where_the_desktop_takes_answers_what_is_typed_arrives_whole(qtbot: QtBot, bus: str, notifier: Notifier):
    on_main: list[bool] = []
    notifier.replied.connect(lambda *_: on_main.append(threading.current_thread() is threading.main_thread()))
    with Desktop(bus, "inline-reply") as desktop:
        with qtbot.waitSignal(notifier.shown, timeout=10_000):
            notifier.show(NativeNotice("Luca answered", "", "t1", open_words="Open", reply_words="Reply"))
        number, *_, actions, _urgency = desktop.taken.get(timeout=10)
        assert actions[actions.index("inline-reply") + 1] == "Reply"
        with qtbot.waitSignal(notifier.replied, timeout=10_000) as heard:
            desktop.answer(number, "Η αντλία <b>γυρίζει</b> & ok")
        assert heard.args == ["t1", "Η αντλία <b>γυρίζει</b> & ok"]
        assert on_main == [True]


def test_where_it_takes_none_there_is_no_field_and_the_notice_opens_as_ever(qtbot: QtBot, bus: str, notifier: Notifier):
    with Desktop(bus) as desktop:
        with qtbot.waitSignal(notifier.shown, timeout=10_000):
            notifier.show(NativeNotice("Luca answered", "", "t1", open_words="Open", reply_words="Reply"))
        number, *_, actions, _urgency = desktop.taken.get(timeout=10)
        assert "inline-reply" not in actions
        with qtbot.waitSignal(notifier.opened, timeout=10_000):
            desktop.click(number)


def test_a_service_that_was_restarted_gets_the_next_notices(qtbot: QtBot, bus: str, notifier: Notifier):
    with Desktop(bus) as desktop:
        notifier.show(NativeNotice("one", "", "t1"))
        assert desktop.taken.get(timeout=10)[2] == "one"
    with Desktop(bus) as desktop:
        notifier.show(NativeNotice("two", "", "t1"))
        assert desktop.taken.get(timeout=10)[2] == "two"


def test_without_a_service_nothing_is_shown_and_nothing_fails(
    qtbot: QtBot, notifier: Notifier, caplog: pytest.LogCaptureFixture
):
    with caplog.at_level("INFO", logger="sportello.notifier"):
        notifier.show(NativeNotice("nobody sees this", "", "t1"))
        qtbot.waitUntil(lambda: "no service for notices" in caplog.text, timeout=10_000)
    notifier.show(NativeNotice("nor this", "", "t1"))


def test_closing_at_once_or_twice_ends_cleanly_and_shows_no_more(qtbot: QtBot):
    unused = Notifier()
    unused.close()
    used = Notifier()
    used.show(NativeNotice("gone", ""))
    used.close()
    used.close()
    used.show(NativeNotice("later", ""))
    assert used._thread is not None
    assert not used._thread.is_alive()


def test_texts_are_escaped_only_where_tags_would_be_read():
    assert plain_body("a < b", "linux") == "a &lt; b"
    assert plain_body("a < b", "win32") == "a < b"
    assert plain_body('"quoted"', "linux") == '"quoted"'
