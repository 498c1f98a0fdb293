"""The door for mail: SMTP on loopback (RFC 5321), with SIZE, 8BITMIME and SMTPUTF8, in the server's own event loop.

A 250 after the data is given when what came of the mail is on disk. When the server ends, mails that were received whole are still dealt
with and answered; whoever is in the middle of sending one is sent away and comes again. A failure of ours is a 4xx: no mail is lost by it.
"""

import asyncio
import logging
import socket

from aiosmtpd.smtp import SMTP, Envelope, Session

from desktop.sandbox.mail_clerk import Clerk

log = logging.getLogger(__name__)

IDLE_SECONDS = 120
# Texts and headers beside the largest file.
ROOM_FOR_TEXT = 1 << 20
# RFC 5321, section 4.5.3.1.6, has 1,000; programs that write paragraphs as one line are let in all the same.
LONGEST_LINE = 1 << 16
MOST_RECIPIENTS = 100
_SECONDS_AT_THE_END = 5.0


def size_limit(max_upload_bytes: int) -> int:
    """How long a mail may be in bytes: one file of the portal's limit in Base64, with its line ends, and a text."""
    return max_upload_bytes * 78 // 57 + ROOM_FOR_TEXT


class _Connection(SMTP):
    """One connection; the door knows it while it lasts."""

    line_length_limit = LONGEST_LINE

    def __init__(self, door: "MailDoor") -> None:
        super().__init__(
            door,
            data_size_limit=door.size_limit,
            enable_SMTPUTF8=True,
            hostname=door.host_name,
            ident="Sportello sandbox",
            timeout=IDLE_SECONDS,
            loop=asyncio.get_running_loop(),
        )
        self._door = door

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Comes in."""
        super().connection_made(transport)
        self._door.connections.add(self)

    def connection_lost(self, error: Exception | None) -> None:
        """Is gone."""
        self._door.connections.discard(self)
        super().connection_lost(error)

    def end(self) -> None:
        """Says goodbye and closes."""
        if self.transport is not None and not self.transport.is_closing():
            assert isinstance(self.transport, asyncio.Transport)
            self.transport.write(b"421 4.3.2 The helpdesk is ending\r\n")
            self.transport.close()


class MailDoor:
    """Listens, and brings every mail to the clerk. `open` and `close` it in one event loop."""

    def __init__(self, clerk: Clerk, max_upload_bytes: int) -> None:
        self._clerk = clerk
        self.size_limit = size_limit(max_upload_bytes)
        self.host_name = clerk.address.rpartition("@")[2].encode("idna").decode("ascii")
        self.connections: set[_Connection] = set()
        self._server: asyncio.Server | None = None
        self._at_work = 0
        self._idle = asyncio.Event()
        self._idle.set()

    async def open(self, listener: socket.socket) -> None:
        """Takes mail at this socket from now on."""
        self._server = await asyncio.get_running_loop().create_server(lambda: _Connection(self), sock=listener)

    async def close(self) -> None:
        """Takes no more mail; what was received whole is dealt with and answered first."""
        if self._server is None:
            return
        self._server.close()
        try:
            await asyncio.wait_for(self._idle.wait(), _SECONDS_AT_THE_END)
        except TimeoutError:
            log.warning("mail that was being taken is left unanswered; it comes again")
        for connection in list(self.connections):
            connection.end()
        await asyncio.sleep(0)
        for connection in list(self.connections):
            if connection.transport is not None:
                assert isinstance(connection.transport, asyncio.Transport)
                connection.transport.abort()
        await asyncio.sleep(0)

    # ---------------------------------------------------------------- what aiosmtpd calls

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Only the helpdesk's own address is here."""
        if address.casefold() != self._clerk.address.casefold():
            return f"550 5.1.1 Only {self._clerk.address} is here"
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return "452 4.5.3 Too many recipients"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        """A mail is here, whole."""
        content, path = envelope.original_content, envelope.mail_from or ""
        assert content is not None
        self._at_work += 1
        self._idle.clear()
        try:
            return await self._clerk.take("" if path == "<>" else path, content)
        finally:
            self._at_work -= 1
            if self._at_work == 0:
                # after the answer was written, which happens in this same step of the loop
                asyncio.get_running_loop().call_soon(self._idle.set)

    async def handle_exception(self, fault: Exception) -> str:
        """A disk that takes nothing, or a fault of ours: the mail comes again."""
        log.error("a mail could not be taken", exc_info=fault)
        return "451 4.3.0 The helpdesk failed; send it again later"
