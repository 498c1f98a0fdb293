"""How a command ended, as a number for scripts. The numbers never change their meaning.

The one rule a script needs: after `open`, `reply`, `close` and `reopen`, 0, 4, 5, 6 and 11 mean that what was asked for lies durably in the
outbox: do not ask again. Every other number means that nothing was queued.
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """The exit status of every command."""

    DONE = 0
    MISTAKE = 1
    USAGE = 2
    NOT_VALID = 3
    WAITING = 4
    ELSEWHERE = 5
    SIGN_IN_NEEDED = 6
    LOCKED = 7
    STORAGE = 8
    NOT_FOUND = 9
    HELPDESK = 10
    NEEDS_PERSON = 11
    TOO_LATE = 12
    INTERRUPTED = 130
    TERMINATED = 143

    @property
    def slug(self) -> str:
        """The code's name in JSON."""
        return self.name.lower().replace("_", "-")


MEANINGS: dict[ExitCode, str] = {
    ExitCode.DONE: "done; what was sent is on the helpdesk",
    ExitCode.MISTAKE: "a mistake of ours; the log has it",
    ExitCode.USAGE: "the command line is not understood, or does not say which account",
    ExitCode.NOT_VALID: "it cannot be sent as it is; says which field",
    ExitCode.WAITING: "queued, not sent yet: offline, or the helpdesk asked for patience; it goes with a later sync",
    ExitCode.ELSEWHERE: "queued; another Sportello of this profile does the sending and was told",
    ExitCode.SIGN_IN_NEEDED: "sign in first; what was queued stays queued",
    ExitCode.LOCKED: "the key to the data is not to be had: passphrase, keyring",
    ExitCode.STORAGE: "the disk or a file on it: full, read-only, damaged, in use",
    ExitCode.NOT_FOUND: "no such ticket, change or account here",
    ExitCode.HELPDESK: "the helpdesk cannot be reached or does not go along; nothing waits for it",
    ExitCode.NEEDS_PERSON: "queued, but the helpdesk did not take it as it is: somebody has to look",
    ExitCode.TOO_LATE: "it may be on the helpdesk already, or is settled",
    ExitCode.INTERRUPTED: "ended by Ctrl+C, in order",
    ExitCode.TERMINATED: "ended by SIGTERM, in order",
}


def epilog() -> str:
    """The codes, for the help."""
    return "\n".join(["exit codes:", *(f"  {code.value:>3}  {MEANINGS[code]}" for code in ExitCode)])
