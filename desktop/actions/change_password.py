"""Another password at the helpdesk, and with it the second lock of the account's key (docs/decisions/0031).

It happens now or it did not happen: a password is never kept to be sent later. Only an answer that is lost leaves it open; then the next
attempt finds out.
"""

from __future__ import annotations

from collections.abc import Callable

from desktop.connectors.contract import Connector
from desktop.domain.joining import PasswordChange, wrong_in_change
from desktop.errors import BadCredentials, Mistake, Refused


def change_password(
    connector: Connector, form: PasswordChange, remember: Callable[[str], None], *, earlier: str = ""
) -> None:
    """Change it, then have it open the second lock (`remember`).

    `earlier` is the new password of an attempt whose answer was lost: where the present one is refused, that one may be in force by now.
    Raises BadCredentials when `form.current` is not the present password, Refused with pointers, SignInNeeded, NetworkError.
    """
    wrong = wrong_in_change(form, form.new)
    if wrong:
        raise Mistake("a form that was not looked at: " + ", ".join(f"{one.field} {one.fault}" for one in wrong))
    try:
        connector.change_password(form.current, form.new)
    except BadCredentials as refused:
        if not earlier:
            raise
        try:
            connector.change_password(earlier, form.new)
        except (BadCredentials, Refused):
            raise refused from None
    remember(form.new)
