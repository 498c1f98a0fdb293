"""Submitting a message to the person's own mail server (RFC 6409), once, with every answer told apart.

Nothing is repeated here. Until the line with the lone dot is sent the server has nothing that it could deliver (RFC 5321, 4.1.1.4); when
the answer to that is lost, the message was perhaps sent, and is said to be. Passwords go only over TLS, or within this computer.
"""

from __future__ import annotations

import base64
import errno
import logging
import os
import select
import smtplib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import truststore

from desktop.connectors.address import is_loopback
from desktop.connectors.email import Letter, in_ascii

log = logging.getLogger("sportello.email")

PATIENCE = 30.0
"""Seconds for connecting and for each answer but the last."""

LAST_PATIENCE = 300.0
"""Seconds for the answer to the whole message: servers look for viruses by then (RFC 5321, 4.5.3.2.6 asks for ten minutes)."""


_GLANCE = 0.2
"""Seconds between two looks whether somebody stopped it."""

_UNDER_WAY = (errno.EINPROGRESS, errno.EWOULDBLOCK, errno.EAGAIN, errno.EALREADY)

_OURSELVES = "[127.0.0.1]"
"""What we greet with (RFC 5321, 4.1.4): looking for this computer's name may take long, and tells it to strangers."""


_Address = tuple[socket.AddressFamily, socket.SocketKind, int, Any]
"""Family, kind, protocol, and what the family calls an address."""


class Security(StrEnum):
    """How the connection is kept from other people's eyes."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"
    """Only within this computer."""


class Fate(StrEnum):
    """What became of a message."""

    SENT = "sent"
    PERHAPS = "perhaps"
    """All of it left, and the answer was lost."""
    UNREACHABLE = "unreachable"
    CERTIFICATE = "certificate"
    NOT_ENCRYPTED = "not-encrypted"
    """The server offers no encryption, or none was asked for to another computer."""
    CREDENTIALS = "credentials"
    SIGN_IN_NEEDED = "sign-in-needed"
    NO_SIGN_IN = "no-sign-in"
    """User name and password are there, and the server knows no way of taking them."""
    SENDER_REFUSED = "sender-refused"
    RECIPIENT_REFUSED = "recipient-refused"
    TOO_LARGE = "too-large"
    NO_UTF8 = "no-utf8"
    """An address has letters that this server can't carry (no SMTPUTF8)."""
    TRY_LATER = "try-later"
    REFUSED = "refused"
    CANCELLED = "cancelled"

    @property
    def may_have_gone(self) -> bool:
        """Whether the message is with the mail server, or may be."""
        return self in (Fate.SENT, Fate.PERHAPS)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The fate, and what the server said of it in its own words (at most 300 characters, on one line)."""

    fate: Fate
    detail: str = ""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where messages are submitted. Without a `user` nobody signs in."""

    host: str
    port: int
    security: Security
    user: str = ""


class _Ended(Exception):
    def __init__(self, fate: Fate, detail: str = "") -> None:
        super().__init__(fate)
        self.outcome = Outcome(fate, " ".join(detail.split())[:300])


class Submission:
    """One attempt. `run` on any thread but the GUI's; `cancel` from another one."""

    def __init__(self, server: MailServer, password: str = "") -> None:
        self._server = server
        self._password = password
        self._smtp: smtplib.SMTP | None = None
        self._line: socket.socket | None = None
        self._lock = threading.Lock()
        self._cancelled = False
        self._all_left = False

    def cancel(self) -> None:
        """Cut the connection; what has left by then has left."""
        with self._lock:
            self._cancelled = True
            self._cut()

    def _cut(self) -> None:
        if self._line is not None:
            try:
                self._line.shutdown(socket.SHUT_RDWR)
            except OSError:
                return  # it was closed already

    def run(self, letter: Letter, size: int, pieces: Callable[[], Iterable[bytes]]) -> Outcome:
        """Submit the message; `pieces` gives its bytes, `size` their number. Raises what `pieces` raises."""
        try:
            smtp = self._connected()
            self._encrypt(smtp)
            self._sign_in(smtp)
            self._envelope(smtp, letter, size)
            outcome = self._content(smtp, pieces())
        except _Ended as ended:
            outcome = ended.outcome
        except ssl.SSLCertVerificationError as error:
            outcome = Outcome(Fate.CERTIFICATE, error.verify_message)
        except (OSError, EOFError, smtplib.SMTPException) as error:
            outcome = self._lost(error)
        finally:
            # Cut, not ended by QUIT: whatever the server says to that, it changes nothing about the message.
            if self._smtp is not None:
                self._smtp.close()
            with self._lock:
                if self._line is not None:
                    self._line.close()
                self._line = None
        log.info("submission: %s", outcome.fate)
        return outcome

    def _lost(self, error: Exception) -> Outcome:
        if self._all_left:
            return Outcome(Fate.PERHAPS)
        if self._cancelled:
            return Outcome(Fate.CANCELLED)
        if isinstance(error, ssl.SSLError):
            return Outcome(Fate.NOT_ENCRYPTED, error.reason or "")
        return Outcome(Fate.UNREACHABLE, str(getattr(error, "strerror", None) or error)[:300])

    def _connected(self) -> smtplib.SMTP:
        server = self._server
        if server.security is Security.NONE and not is_loopback(server.host):
            raise _Ended(Fate.NOT_ENCRYPTED)
        smtp = smtplib.SMTP(local_hostname=_OURSELVES, timeout=PATIENCE)
        # Certificates are compared with the name that was typed; smtplib notes it only when the constructor connects.
        smtp._host = server.host  # type: ignore[attr-defined]
        self._smtp = smtp
        sock = self._dialled(server.host, server.port)
        smtp.sock, smtp.file = sock, None
        with self._lock:
            # From now on `cancel` can cut it, by a second handle: encrypting puts another socket in the place of this one.
            self._line = sock.dup()
            if self._cancelled:
                raise _Ended(Fate.CANCELLED)
        if server.security is Security.TLS:
            smtp.sock = _tls().wrap_socket(sock, server_hostname=server.host)
        self._expect(smtp.getreply(), 220)
        self._greet(smtp)
        return smtp

    def _dialled(self, host: str, port: int) -> socket.socket:
        """A connection; given up a moment after `cancel`, which the system's own waiting would not be. Raises OSError."""
        trouble: OSError = socket.gaierror("no address")
        for family, kind, protocol, address in self._addresses(host, port):
            sock = socket.socket(family, kind, protocol)
            try:
                sock.setblocking(False)
                self._wait_for_connection(sock, sock.connect_ex(address))
                sock.settimeout(PATIENCE)
            except OSError as error:
                sock.close()
                trouble = error
            except BaseException:
                sock.close()
                raise
            else:
                return sock
        raise trouble

    def _addresses(self, host: str, port: int) -> list[_Address]:
        """Where this name is. The system looks for it as long as it likes, and is not waited for after `cancel`."""
        found: list[_Address] = []
        trouble: list[OSError] = []
        known = threading.Event()

        def look() -> None:
            try:
                every = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
                found.extend((family, kind, protocol, address) for family, kind, protocol, _, address in every)
            except UnicodeError:
                trouble.append(socket.gaierror("not a name"))
            except OSError as error:
                trouble.append(error)
            finally:
                known.set()

        threading.Thread(target=look, name="mail-server-name", daemon=True).start()
        until = time.monotonic() + PATIENCE
        while not known.wait(_GLANCE):
            if self._cancelled:
                raise _Ended(Fate.CANCELLED)
            if time.monotonic() > until:
                raise TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT))
        if trouble:
            raise trouble[0]
        return found

    def _wait_for_connection(self, sock: socket.socket, number: int) -> None:
        until = time.monotonic() + PATIENCE
        while number in _UNDER_WAY:
            if self._cancelled:
                raise _Ended(Fate.CANCELLED)
            if time.monotonic() > until:
                raise TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT))
            _, ready, failed = select.select([], [sock], [sock], _GLANCE)
            if ready or failed:
                number = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if number:
            raise OSError(number, os.strerror(number))

    def _greet(self, smtp: smtplib.SMTP) -> None:
        code, text = smtp.ehlo()
        if not 200 <= code <= 299:
            self._expect(smtp.helo(), 250)
            log.debug("no EHLO: %s", text[:80])

    def _encrypt(self, smtp: smtplib.SMTP) -> None:
        if self._server.security is not Security.STARTTLS:
            return
        if not smtp.has_extn("starttls"):
            raise _Ended(Fate.NOT_ENCRYPTED)
        self._expect(smtp.starttls(context=_tls()), 220, Fate.NOT_ENCRYPTED)
        self._greet(smtp)

    def _sign_in(self, smtp: smtplib.SMTP) -> None:
        user, password = self._server.user, self._password
        if not user:
            return
        offered = smtp.esmtp_features.get("auth", "").upper().split()
        # smtplib's own ways know ASCII only; SASL is UTF-8 (RFC 4616).
        if "PLAIN" in offered:
            answer = smtp.docmd("AUTH", f"PLAIN {_base64(f'{chr(0)}{user}{chr(0)}{password}')}")
        elif "LOGIN" in offered:
            self._expect(smtp.docmd("AUTH", "LOGIN"), 334, Fate.CREDENTIALS)
            self._expect(smtp.docmd(_base64(user)), 334, Fate.CREDENTIALS)
            answer = smtp.docmd(_base64(password))
        else:
            raise _Ended(Fate.NO_SIGN_IN)
        self._expect(answer, 235, Fate.CREDENTIALS)

    def _envelope(self, smtp: smtplib.SMTP, letter: Letter, size: int) -> None:
        options = []
        if smtp.has_extn("size"):
            most = smtp.esmtp_features.get("size", "")
            if most.isdigit() and 0 < int(most) < size:
                raise _Ended(Fate.TOO_LARGE, most)
            options.append(f"SIZE={size}")
        if letter.needs_utf8:
            if not smtp.has_extn("smtputf8"):
                raise _Ended(Fate.NO_UTF8)
            smtp.command_encoding = "utf-8"
            options.append("SMTPUTF8")
        arguments = " ".join([f"FROM:<{in_ascii(letter.sender)}>", *options])
        self._expect(smtp.docmd("MAIL", arguments), 250, Fate.SENDER_REFUSED)
        self._expect(smtp.docmd("RCPT", f"TO:<{in_ascii(letter.to)}>"), 250, Fate.RECIPIENT_REFUSED)

    def _content(self, smtp: smtplib.SMTP, pieces: Iterable[bytes]) -> Outcome:
        self._expect(smtp.docmd("DATA"), 354)
        rest = b""
        for piece in pieces:
            # A piece may end within a line; a dot at the beginning of one is doubled (RFC 5321, 4.5.2).
            whole, end, rest = (rest + piece).rpartition(b"\r\n")
            if end:
                smtp.send(_stuffed(whole + end))
        if rest:
            smtp.send(_stuffed(rest + b"\r\n"))
        assert smtp.sock is not None
        smtp.sock.settimeout(LAST_PATIENCE)
        self._all_left = True
        smtp.send(b".\r\n")
        code, text = smtp.getreply()
        if 200 <= code <= 299:
            return Outcome(Fate.SENT, _said(text))
        if not 400 <= code <= 599:
            return Outcome(Fate.PERHAPS, _said(text))
        self._all_left = False
        raise self._refusal(code, text, Fate.REFUSED)

    def _expect(self, answer: tuple[int, bytes], code: int, refused: Fate = Fate.REFUSED) -> None:
        """Anything but `code` (251 counts as 250) ends the attempt."""
        got, text = answer
        if got != code and not (code == 250 and got == 251):
            raise self._refusal(got, text, refused)

    def _refusal(self, code: int, text: bytes, refused: Fate) -> Exception:
        """What a code that was not hoped for means (RFC 5321, 4.2.3; RFC 4954, 6; RFC 1870, 6)."""
        said = f"{code} {_said(text)}"
        if code < 0:
            return smtplib.SMTPServerDisconnected("not the answer of a mail server")
        if code == 530:
            return _Ended(Fate.SIGN_IN_NEEDED, said)
        if code in (552, 523):
            return _Ended(Fate.TOO_LARGE, said)
        if code in (534, 535):
            return _Ended(Fate.CREDENTIALS, said)
        return _Ended(Fate.TRY_LATER if 400 <= code <= 499 else refused, said)


def _tls() -> ssl.SSLContext:
    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode("ascii")


def _stuffed(lines: bytes) -> bytes:
    return (b"." + lines if lines.startswith(b".") else lines).replace(b"\r\n.", b"\r\n..")


def _said(text: bytes) -> str:
    return text.decode("utf-8", "replace")
