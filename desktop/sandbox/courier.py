"""Takes letters out by SMTP, after they are safe as files: on a thread of its own, so that nobody who writes a letter waits for it.

What cannot be handed over is tried again a few times, then left as the file that it is. Beside a letter that is on its way lies a file
`.due` with the address that it goes to; what was on its way when the server ended goes out when it starts again (rather twice than not at
all). Letters go out with the empty reverse path: nothing that answers by itself can answer them (RFC 3834, section 3.3).
"""

import heapq
import itertools
import logging
import os
import smtplib
import threading
import time
from collections.abc import Sequence
from pathlib import Path

log = logging.getLogger(__name__)

PAUSES = (0.5, 2.0, 8.0, 30.0)
"""Seconds between one attempt and the next."""
_PATIENCE = 5.0
_PATIENCE_AT_THE_END = 1.0


def mark_due(letter: Path, to: str) -> None:
    """Notes on the disk, before the letter has its name, that it is to go out to this address."""
    with letter.with_suffix(".due").open("wb") as marker:
        marker.write(to.encode())
        marker.flush()
        os.fsync(marker.fileno())


class Courier:
    """Takes letters to the mail server at `host` and `port`. Close it in the end."""

    def __init__(self, host: str, port: int, folder: Path, pauses: Sequence[float] = PAUSES) -> None:
        self._address = (host, port)
        self._pauses = tuple(pauses)
        self._order = itertools.count()
        self._waiting: list[tuple[float, int, int, Path]] = []
        self._changed = threading.Condition()
        self._ending = False
        for marker in sorted(folder.glob("*.due")) if folder.is_dir() else []:
            letter = marker.with_suffix(".eml")
            if letter.exists():
                heapq.heappush(self._waiting, (time.monotonic(), next(self._order), 0, letter))
            else:
                marker.unlink(missing_ok=True)
        self._thread = threading.Thread(target=self._work, name="sandbox-courier", daemon=True)
        self._thread.start()

    def take(self, letter: Path) -> None:
        """Takes this letter along. From any thread; returns at once."""
        with self._changed:
            heapq.heappush(self._waiting, (time.monotonic(), next(self._order), 0, letter))
            self._changed.notify()

    def close(self) -> None:
        """Tries once more what is waiting, and ends; what still cannot go goes the next time."""
        with self._changed:
            self._ending = True
            self._changed.notify()
        self._thread.join()

    def _work(self) -> None:
        while (job := self._next()) is not None:
            attempt, letter = job
            if self._deliver(letter):
                letter.with_suffix(".due").unlink(missing_ok=True)
            elif self._ending:
                continue  # its mark stays for the next start
            elif attempt < len(self._pauses):
                with self._changed:
                    due = time.monotonic() + self._pauses[attempt]
                    heapq.heappush(self._waiting, (due, next(self._order), attempt + 1, letter))
            else:
                log.warning("the letter %s could not be sent; its file stays", letter.name)
                letter.with_suffix(".due").unlink(missing_ok=True)

    def _next(self) -> tuple[int, Path] | None:
        """The next letter that is due, waiting for it; None when all is done and the end has come."""
        with self._changed:
            while True:
                now = time.monotonic()
                if self._waiting and (self._ending or self._waiting[0][0] <= now):
                    _, _, attempt, letter = heapq.heappop(self._waiting)
                    return attempt, letter
                if self._ending:
                    return None
                self._changed.wait(self._waiting[0][0] - now if self._waiting else None)

    def _deliver(self, letter: Path) -> bool:
        """Whether there is nothing more to do about this letter: it went out, or it never will."""
        try:
            content, to = letter.read_bytes(), letter.with_suffix(".due").read_text("utf-8")
        except FileNotFoundError:
            return True
        options = [] if to.isascii() else ["SMTPUTF8", "BODY=8BITMIME"]
        host, port = self._address
        try:
            with smtplib.SMTP(host, port, timeout=_PATIENCE_AT_THE_END if self._ending else _PATIENCE) as server:
                server.ehlo_or_helo_if_needed()
                if options and not server.has_extn("smtputf8"):
                    log.warning("%s:%s takes no letters to addresses such as that of %s", host, port, letter.name)
                    return True
                server.sendmail("", [to], content, mail_options=options)
        except smtplib.SMTPRecipientsRefused as refusal:
            return self._refused(letter, max(code for code, _ in refusal.recipients.values()))
        except smtplib.SMTPResponseException as refusal:
            return self._refused(letter, refusal.smtp_code)
        except (OSError, smtplib.SMTPException) as fault:
            log.info("the letter %s waits: %s", letter.name, fault)
            return False
        return True

    def _refused(self, letter: Path, code: int) -> bool:
        if code < 500:
            return False
        log.warning("the letter %s was refused with %s; its file stays", letter.name, code)
        return True
