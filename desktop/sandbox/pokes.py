"""Wakes those who wait for changes: long polls and event streams.

A poke is a hint, never the news itself: whoever is woken reads the feed. Losing one costs a poll, nothing else.
"""

import asyncio
from collections.abc import Callable

from desktop.sandbox.database import Poke


class Listener:
    """One who waits. Pokes that come while it is busy are gathered into the next `wait`."""

    def __init__(self, hears: Callable[[str], bool]) -> None:
        self._hears = hears
        self._rung = asyncio.Event()
        self._types: set[str] = set()

    def ring(self, poke: Poke) -> None:
        """Notes the poke when it concerns this one."""
        if any(self._hears(audience) for audience in poke.audiences):
            self._types |= poke.types
            self._rung.set()

    def end(self) -> None:
        """Wakes without a reason."""
        self._rung.set()

    async def wait(self, seconds: float) -> frozenset[str]:
        """The types touched since the last call; empty when the time is over or the bell was closed."""
        try:
            await asyncio.wait_for(self._rung.wait(), seconds)
        except TimeoutError:
            return frozenset()
        self._rung.clear()
        types = frozenset(self._types)
        self._types.clear()
        return types


class Bell:
    """Passes pokes on to all listeners. Belongs to one event loop; `ring_from_anywhere` may be called from any thread."""

    def __init__(self) -> None:
        self._listeners: set[Listener] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self.closed = False

    def open(self) -> None:
        """Takes the running loop as its own."""
        self._loop = asyncio.get_running_loop()

    def listen(self, hears: Callable[[str], bool]) -> Listener:
        """A new listener; hand it to `leave` in the end."""
        listener = Listener(hears)
        if not self.closed:
            self._listeners.add(listener)
        else:
            listener.end()
        return listener

    def leave(self, listener: Listener) -> None:
        """No more pokes for this one."""
        self._listeners.discard(listener)

    def ring_from_anywhere(self, poke: Poke) -> None:
        """Passes a poke on, from the writing thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._ring, poke)

    def _ring(self, poke: Poke) -> None:
        for listener in self._listeners:
            listener.ring(poke)

    def close(self) -> None:
        """Wakes everyone for the last time: the server is ending."""
        self.closed = True
        for listener in self._listeners:
            listener.end()
        self._listeners.clear()
