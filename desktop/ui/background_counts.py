"""The figures of an account that has no workbench yet: its part of the tray's badge and of the menu of accounts.

A workbench reads them for itself; from then on nothing is read here.
"""

from __future__ import annotations

from desktop.ui.account_counts import AccountCounts


class BackgroundCounts(AccountCounts):
    """Counts until it is told to `stop`."""
