"""`sportello accounts`: what `--account` can name. Nothing is unlocked for it."""

from __future__ import annotations

from desktop.cli import plain
from desktop.cli.exit_codes import ExitCode
from desktop.cli.opened import Context
from desktop.cli.shapes import account_shape
from desktop.storage.accounts import list_accounts


def accounts(context: Context) -> ExitCode:
    """List the accounts of the profile."""
    found = [account_shape(one) for one in list_accounts(context.profile.accounts)]
    if context.output.as_json:
        context.output.document({"accounts": found})
    else:
        rows = [(one.name, one.login, one.address, "signed out" if one.signed_out else one.helpdesk) for one in found]
        context.output.lines(plain.aligned(rows))
    return ExitCode.DONE
