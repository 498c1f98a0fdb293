"""The live helpdesk and an account on it, for tests of the running session."""

from tests.live_helpdesk import account, helpdesk

__all__ = ["account", "helpdesk"]
