"""What somebody does at a helpdesk before they have an account there, or without its password.

Nothing of it is kept on this computer or waits for a network: it happens now, in front of the person, or it did not happen. What the rules
of `domain.joining` do not let through never leaves.
"""

from __future__ import annotations

from desktop.connectors.contract import Doors
from desktop.domain.joining import (
    AccessWish,
    Registration,
    Wrong,
    tidy_address,
    tidy_registration,
    tidy_wish,
    wrong_in_address,
    wrong_in_registration,
    wrong_in_wish,
)
from desktop.errors import Mistake


def register(doors: Doors, form: Registration) -> None:
    """Ask for an account. Raises NetworkError, Refused with pointers to fields."""
    tidy = tidy_registration(form)
    _check(wrong_in_registration(tidy, tidy.password))
    doors.register(tidy)


def ask_access(doors: Doors, wish: AccessWish) -> None:
    """Ask for credentials. Raises NetworkError, Refused with pointers to fields."""
    tidy = tidy_wish(wish)
    _check(wrong_in_wish(tidy))
    doors.ask_access(tidy)


def reset_password(doors: Doors, email: str) -> None:
    """Have a new password sent. Raises NetworkError, Refused with pointers to fields."""
    _check(wrong_in_address(tidy_address(email)))
    doors.reset_password(tidy_address(email))


def remind_user_name(doors: Doors, email: str) -> None:
    """Have the user name sent. Raises NetworkError, Refused with pointers to fields."""
    _check(wrong_in_address(tidy_address(email)))
    doors.remind_user_name(tidy_address(email))


def _check(wrong: tuple[Wrong, ...]) -> None:
    if wrong:
        # Fields and faults alone: what was typed is nobody's business.
        raise Mistake("a form that was not looked at: " + ", ".join(f"{one.field} {one.fault}" for one in wrong))
