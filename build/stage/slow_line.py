"""A line to the helpdesk that is as slow as one wants: a TCP relay on loopback, so that one can see (and kill) what is under way."""

from __future__ import annotations

import contextlib
import random
import socket
import threading
import time
from collections.abc import Callable
from functools import partial
from urllib.parse import urlsplit

_PIECE = 64 * 1024
_PAUSE = 0.03
"""Seconds of silence after which bytes belong to another answer."""


class SlowLine:
    """`address` leads to the helpdesk. Bytes go up at `bytes_per_second`; everything that comes back takes up to `latency` seconds longer.

    Set either to 0 to have no limit. Every answer's latency is drawn by `chance`.
    """

    def __init__(self, target: str, chance: random.Random, *, port: int = 0) -> None:
        """Lead to the helpdesk at the address `target`, from now on."""
        self.bytes_per_second = 0.0
        self.latency = 0.0
        self.writing = threading.Event()
        """Set when a ticket or reply goes up; the answer to it takes `latency`."""
        parts = urlsplit(target)
        self._target = (str(parts.hostname), parts.port or 80)
        self._chance = chance
        self._lines: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._closed = False
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server(("127.0.0.1", port))
        self.port = int(self._listener.getsockname()[1])
        self.address = f"http://127.0.0.1:{self.port}"
        self._start(self._accept)

    def close(self) -> None:
        """Cut every line and end."""
        # Shutting down wakes the thread that waits in accept; closing alone does not on Linux.
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            # Whoever was let in at the last moment is sent away by the thread that let them in.
            self._closed = True
            lines = list(self._lines)
        for line in lines:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()

    def _start(self, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            try:
                far = socket.create_connection(self._target)
            except OSError:
                near.close()
                continue
            for line in (near, far):
                line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            ended = threading.Barrier(2, action=partial(self._hang_up, near, far))
            with self._lock:
                if self._closed:
                    near.close()
                    far.close()
                    return
                self._lines |= {near, far}
                self._start(partial(self._up, near, far, ended))
                self._start(partial(self._down, far, near, ended))

    def _up(self, near: socket.socket, far: socket.socket, ended: threading.Barrier) -> None:
        while piece := _read(near):
            if self.bytes_per_second:
                time.sleep(len(piece) / self.bytes_per_second)
            if b"PUT /v1/tickets/" in piece:
                self.writing.set()
            if not _write(far, piece):
                break
        _over(far)
        ended.wait()

    def _down(self, far: socket.socket, near: socket.socket, ended: threading.Barrier) -> None:
        last = 0.0
        while piece := _read(far):
            # Once for each answer, not for each of its pieces.
            if self.latency and time.monotonic() - last > _PAUSE:
                time.sleep(self._chance.uniform(0, self.latency))
            last = time.monotonic()
            if not _write(near, piece):
                break
        _over(near)
        # The client is gone: the helpdesk should learn it too, also in the middle of what it still says.
        _over(far)
        ended.wait()

    def _hang_up(self, *lines: socket.socket) -> None:
        with self._lock:
            self._lines.difference_update(lines)
        for line in lines:
            line.close()


def _read(line: socket.socket) -> bytes:
    try:
        return line.recv(_PIECE)
    except OSError:
        return b""


def _write(line: socket.socket, piece: bytes) -> bool:
    try:
        line.sendall(piece)
    except OSError:
        return False
    return True


def _over(line: socket.socket) -> None:
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
