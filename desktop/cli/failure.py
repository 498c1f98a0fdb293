"""Why a command could not be done: an exit code, a sentence and a remedy."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.cli.exit_codes import ExitCode


@dataclass(frozen=True, slots=True)
class Fault:
    """One field that is not as it must be. `field` and `fault` are stable names, `sentence` is for a person."""

    field: str
    fault: str
    sentence: str
    subject: str = ""


@dataclass(eq=False)
class Failure(Exception):
    """Raised by commands; told on standard error, and in JSON as `error`."""

    code: ExitCode
    sentence: str
    remedy: str = ""
    faults: tuple[Fault, ...] = field(default=())

    def __str__(self) -> str:
        return " ".join(part for part in (self.sentence, self.remedy) if part)


class Interrupted(Exception):
    """The person or the system asked to end; `code` says which."""

    def __init__(self, code: ExitCode) -> None:
        super().__init__(code.slug)
        self.code = code
