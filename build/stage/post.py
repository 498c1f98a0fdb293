"""A post office on loopback: takes what a helpdesk sends by SMTP, and posts what a person writes in a mail program."""

from __future__ import annotations

import asyncio
import re
import smtplib
import threading
import time
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.smtp import SMTP, Envelope, Session

from stage.processes import Trouble

_PATIENCE = 20.0


class _Box:
    def __init__(self) -> None:
        self.arrived = threading.Condition()
        self.letters: list[tuple[list[str], EmailMessage]] = []

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - its name there
        """A letter has come."""
        content = envelope.content if isinstance(envelope.content, bytes) else str(envelope.content).encode()
        letter = message_from_bytes(content, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        with self.arrived:
            self.letters.append((list(envelope.rcpt_tos), letter))
            self.arrived.notify_all()
        return "250 OK"


class PostOffice:
    """Takes letters between `start` and `close`; `address` is HOST:PORT."""

    def __init__(self) -> None:
        self._box = _Box()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._server: asyncio.Server | None = None
        self.address = ""

    def start(self) -> None:
        """Listen."""
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="post-office", daemon=True)
        self._thread.start()
        listening = self._loop.create_server(lambda: SMTP(self._box, enable_SMTPUTF8=True), "127.0.0.1", 0)

        async def listen() -> asyncio.Server:
            return await listening

        self._server = asyncio.run_coroutine_threadsafe(listen(), self._loop).result(_PATIENCE)
        host, port = self._server.sockets[0].getsockname()
        self.address = f"{host}:{port}"

    def close(self) -> None:
        """Listen no more. Harmless when it does not."""
        if self._loop is None or self._thread is None or self._server is None:
            return
        asyncio.run_coroutine_threadsafe(_end(self._server), self._loop).result(_PATIENCE)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_PATIENCE)
        self._loop.close()
        self._loop = None

    def letter(self, to: str, words: str, *, seconds: float = _PATIENCE) -> EmailMessage:
        """The first letter to somebody with these words in its subject or text; waits for it. Raises Trouble."""
        deadline = time.monotonic() + seconds
        with self._box.arrived:
            while True:
                for receivers, letter in self._box.letters:
                    if to in receivers and words in f"{letter['Subject']}\n{text_of(letter)}":
                        return letter
                left = deadline - time.monotonic()
                if left <= 0 or not self._box.arrived.wait(left):
                    had = [f"{receivers} “{letter['Subject']}”" for receivers, letter in self._box.letters]
                    raise Trouble(f"no letter to {to} with “{words}” came; there came {had}")


async def _end(server: asyncio.Server) -> None:
    server.close()
    mine = asyncio.current_task()
    others = [task for task in asyncio.all_tasks() if task is not mine]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


def text_of(letter: EmailMessage) -> str:
    """What can be read in a letter."""
    body = letter.get_body(("plain", "html"))
    return str(body.get_content()) if body is not None else ""


def link_in(letter: EmailMessage) -> str:
    """The first web address in a letter. Raises Trouble when there is none."""
    found = re.search(r"https?://\S+", text_of(letter))
    if found is None:
        raise Trouble(f"the letter “{letter['Subject']}” has no link")
    return found.group()


def word_alone(letter: EmailMessage) -> str:
    """The first line of a letter that is one word of at least six signs, as passwords stand there. Raises Trouble when there is none."""
    for line in text_of(letter).splitlines():
        if re.fullmatch(r"[!-~]{6,}", line.strip()):
            return line.strip()
    raise Trouble(f"no word stands alone in the letter “{letter['Subject']}”")


def post(letter: EmailMessage, server: tuple[str, int]) -> None:
    """Bring a letter to a mail server (host and port) as a mail program does. Raises Trouble."""
    try:
        with smtplib.SMTP(*server, timeout=_PATIENCE) as line:
            line.send_message(letter)
    except (OSError, smtplib.SMTPException) as fault:
        raise Trouble(f"the letter was not taken: {fault}") from fault
