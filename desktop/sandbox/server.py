"""Running a helpdesk: on a socket of its own, ready when it says so, and ended within a second or two whatever is open.

`RunningSandbox` runs it on a thread, for tests and for trying out inside another program; `serve` runs it in the calling thread, for
the command line.
"""

import asyncio
import contextlib
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import FrameType, TracebackType

import uvicorn

from desktop.sandbox.app import make_app
from desktop.sandbox.backup import keep_copy, put_back
from desktop.sandbox.counter import Counter
from desktop.sandbox.helpdesk import Helpdesk, Setup
from desktop.sandbox.mail_in import MailDoor


class _Server(uvicorn.Server):
    """uvicorn, told who waits: event streams and long polls end before it waits for connections to close. Mail comes in beside it."""

    def __init__(self, helpdesk: Helpdesk, ready: Callable[[], None], mail: socket.socket | None) -> None:
        config = uvicorn.Config(
            make_app(helpdesk),
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_keep_alive=60,
            timeout_graceful_shutdown=1,
            loop="asyncio",
            http="h11",
            ws="none",
        )
        super().__init__(config)
        self._helpdesk = helpdesk
        self._ready = ready
        self._mail = mail
        self._door = None if helpdesk.clerk is None else MailDoor(helpdesk.clerk, helpdesk.max_upload_bytes)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Says that it is ready once it listens."""
        await super().startup(sockets)
        if not self.should_exit:
            if self._door is not None and self._mail is not None:
                await self._door.open(self._mail)
            self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Lets no more mail in, and wakes those who wait, so that they go."""
        if self._door is not None:
            await self._door.close()
        self._helpdesk.bell.close()
        await super().shutdown(sockets)
        # Who was let in while the others were shown out would stay for ever.
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        await asyncio.sleep(0)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """SIGINT and SIGTERM are the ordinary way to end, not a failure to be raised again afterwards."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return

        def end(_number: int, _frame: FrameType | None) -> None:
            self.should_exit = True

        before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def listening_socket(host: str, port: int) -> socket.socket:
    """A bound TCP socket; port 0 takes a free one. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # named as TCP, because asyncio turns Nagle's algorithm off only then: 40 ms per answer otherwise
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
    except OSError:
        listener.close()
        raise
    return listener


def address_of(listener: socket.socket) -> str:
    """The address to reach this socket by, with http://."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def mail_socket(setup: Setup) -> socket.socket | None:
    """The bound socket that mail comes in by, where it does. Raises OSError."""
    return None if setup.smtp_in is None else listening_socket("127.0.0.1", setup.smtp_in)


def serve(
    helpdesk: Helpdesk,
    listener: socket.socket,
    ready: Callable[[], None],
    ends: Callable[[], bool] | None = None,
    mail: socket.socket | None = None,
) -> None:
    """Serves until a signal comes, or until `ends` (asked twice a second) says so. `mail` is the socket that mail comes in by."""

    async def run() -> None:
        server = _Server(helpdesk, ready, mail)

        async def watch() -> None:
            while ends is not None and not ends():
                await asyncio.sleep(0.5)
            server.should_exit = True

        watching = asyncio.create_task(watch()) if ends is not None else None
        await server.serve([listener])
        if watching is not None:
            watching.cancel()

    asyncio.run(run())


class RunningSandbox:
    """A helpdesk on a thread and a free port of 127.0.0.1, ready when the constructor returns.

    `with RunningSandbox(folder) as sandbox: … sandbox.url …`; `stop()` ends it, and the same folder can be started again.
    `setup` can say more than the portal: see `Setup`. `counter` does what the organisation does on its side: answer, announce, delete.
    """

    def __init__(
        self, data: Path, portal: str = "machine-builder", *, setup: Setup | None = None, port: int = 0
    ) -> None:
        self.data = data
        chosen = replace(setup, data=data, portal=portal) if setup is not None else Setup(portal, data)
        self.helpdesk = Helpdesk(chosen)
        try:
            self._listener = listening_socket("127.0.0.1", port)
            try:
                self._mail = mail_socket(chosen)
            except OSError:
                self._listener.close()
                raise
        except OSError:
            self.helpdesk.close()
            raise
        self.url = address_of(self._listener)
        self._smtp_address: tuple[str, int] | None = None if self._mail is None else self._mail.getsockname()[:2]
        self.counter = Counter(self.helpdesk.database, self.helpdesk.conversation)
        ready = threading.Event()
        self._server = _Server(self.helpdesk, ready.set, self._mail)
        self._failures: list[BaseException] = []
        self._stopped = False
        self._thread = threading.Thread(target=self._run, args=(ready,), name="sandbox", daemon=True)
        self._thread.start()
        ready.wait()
        if self._failures:
            self.stop()
            raise self._failures[0]

    def _run(self, ready: threading.Event) -> None:
        try:
            asyncio.run(self._server.serve([self._listener]))
        except BaseException as failure:
            self._failures.append(failure)
            raise
        finally:
            ready.set()

    @property
    def smtp_address(self) -> tuple[str, int] | None:
        """Where it takes mail, as host and port; None when it takes none."""
        return self._smtp_address

    def keep_copy(self, folder: Path) -> None:
        """A backup of the helpdesk as it is now, in a folder that does not exist yet."""
        keep_copy(self.helpdesk, folder)

    def put_back(self, folder: Path, *, new_epoch: bool = True) -> None:
        """Restores the running helpdesk from such a backup; without a new epoch only the cursors can tell."""
        put_back(self.helpdesk, folder, new_epoch=new_epoch)

    def stop(self) -> None:
        """Ends the server and closes its data; harmless when it has ended."""
        if self._stopped:
            return
        self._stopped = True
        self._server.should_exit = True
        self._thread.join()
        self._listener.close()
        if self._mail is not None:
            self._mail.close()
        self.helpdesk.close()

    def __enter__(self) -> "RunningSandbox":
        """The running sandbox."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Ends it."""
        self.stop()
