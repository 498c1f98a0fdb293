"""A service of notices on a session bus (freedesktop notifications 1.2), as small as it can be.

dbus-fast reads D-Bus signatures out of the annotations, which therefore are no Python types and can't be postponed.
"""

# ruff: noqa: F722, F821
# mypy: ignore-errors

from queue import Queue

from dbus_fast.service import ServiceInterface, dbus_method, dbus_signal


class Notifications(ServiceInterface):
    """Puts every notice it takes into a queue: number, program, title, body, actions, urgency. Some desktops take answers in them."""

    def __init__(self, taken: Queue, more: tuple[str, ...] = ()):
        super().__init__("org.freedesktop.Notifications")
        self._taken = taken
        self._more = more
        self._last = 0

    @dbus_method()
    def Notify(
        self,
        app: "s",
        replaces: "u",
        icon: "s",
        title: "s",
        body: "s",
        actions: "as",
        hints: "a{sv}",
        timeout: "i",
    ) -> "u":
        self._last += 1
        self._taken.put((self._last, app, title, body, actions, hints["urgency"].value))
        return self._last

    @dbus_method()
    def CloseNotification(self, id: "u"):
        return

    @dbus_method()
    def GetCapabilities(self) -> "as":
        return ["body", "body-markup", "actions", *self._more]

    @dbus_method()
    def GetServerInformation(self) -> "ssss":
        return ["Test", "Test", "1", "1.2"]

    @dbus_signal()
    def ActionInvoked(self, id, action) -> "us":
        return [id, action]

    @dbus_signal()
    def NotificationReplied(self, id, text) -> "us":
        return [id, text]

    @dbus_signal()
    def NotificationClosed(self, id, reason) -> "uu":
        return [id, reason]
