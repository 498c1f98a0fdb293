"""Mail servers on loopback: a real one (aiosmtpd), and one that says what it is told to say."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


@dataclass
class Received:
    """What arrived, as it arrived."""

    sender: str
    to: list[str]
    content: bytes
    options: list[str] = field(default_factory=list)


class Inbox:
    """aiosmtpd's handler: keeps everything."""

    def __init__(self) -> None:
        self.mails: list[Received] = []
        self.answer = "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.content
        assert isinstance(content, bytes)
        if self.answer.startswith("250"):
            self.mails.append(
                Received(envelope.mail_from or "", envelope.rcpt_tos, content, list(envelope.mail_options))
            )
        return self.answer

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address.startswith("nobody@"):
            return "550 5.1.1 No such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"


class MailServerThread:
    """A mail server in a thread of its own; its port is the system's choice."""

    def __init__(
        self, inbox: Inbox, *, starttls: ssl.SSLContext | None, tls: ssl.SSLContext | None, **options: Any
    ) -> None:
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self.port = 0
        self._servers: list[asyncio.Server] = []

        def factory() -> SMTP:
            return SMTP(inbox, tls_context=starttls, require_starttls=starttls is not None, loop=self._loop, **options)

        async def serve() -> None:
            server = await self._loop.create_server(factory, "127.0.0.1", 0, ssl=tls)
            self.port = server.sockets[0].getsockname()[1]
            self._servers.append(server)
            self._ready.set()

        def run() -> None:
            asyncio.set_event_loop(self._loop)
            self._loop.run_until_complete(serve())
            self._loop.run_forever()
            for server in self._servers:
                server.close()
            for task in asyncio.all_tasks(self._loop):
                task.cancel()
            self._loop.run_until_complete(asyncio.sleep(0))
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            self._loop.close()

        self._thread = threading.Thread(target=run, name="mail-server")
        self._thread.start()
        assert self._ready.wait(10)

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)


@contextmanager
def a_mail_server(
    inbox: Inbox,
    *,
    starttls: ssl.SSLContext | None = None,
    tls: ssl.SSLContext | None = None,
    login: tuple[str, str] | None = None,
    **options: Any,
) -> Iterator[int]:
    """The port of a real mail server."""
    if login is not None:

        def authenticator(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
            assert isinstance(data, LoginPassword)
            given = (data.login.decode(), data.password.decode())
            return AuthResult(success=given == login, handled=False)

        options |= {"authenticator": authenticator, "auth_required": True}
        options.setdefault("auth_require_tls", starttls is not None)
    server = MailServerThread(inbox, starttls=starttls, tls=tls, **options)
    try:
        yield server.port
    finally:
        server.close()


Script = Sequence[str | None]
"""Answers in order, the greeting first; None closes the connection instead, an empty one says nothing."""


@contextmanager
def a_scripted_server(script: Script, *, heard: list[bytes] | None = None) -> Iterator[int]:
    """The port of a server for one connection that answers each command (and the end of the message) with the next line of its script."""
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(10)
    lines: list[bytes] = [] if heard is None else heard
    held: list[socket.socket] = []

    def serve() -> None:
        try:
            connection, _ = listening.accept()
        except OSError:
            return
        held.append(connection)
        connection.settimeout(10)
        stream = connection.makefile("rb")
        in_data = False
        try:
            for answer in script:
                if answer is None:
                    return
                if answer:
                    connection.sendall(f"{answer}\r\n".encode())
                in_data = answer.startswith("354")
                while line := stream.readline():
                    lines.append(line)
                    if not in_data or line == b".\r\n":
                        break
                if not line:
                    return
        except OSError:
            return
        finally:
            stream.close()
            connection.close()

    thread = threading.Thread(target=serve, name="scripted-mail-server")
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        for connection in held:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(15)
