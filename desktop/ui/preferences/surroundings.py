"""What the preferences need besides the settings: who is signed in, and what of the system they look at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop.runtime.autostart import Autostart


@dataclass(frozen=True, slots=True)
class AccountWords:
    """Who is signed in where."""

    name: str
    login: str
    helpdesk: str
    address: str
    may_change_password: bool = False


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What there is. `account` is None before anybody signed in; `autostart` where starting with the system is not offered.

    `measure_downloads` calls back with the bytes of downloaded attachments of the account in front.
    """

    account: AccountWords | None = None
    autostart: Autostart | None = None
    measure_downloads: Callable[[Callable[[int], None]], None] | None = None


ALONE = Surroundings()
"""Nobody is signed in."""
