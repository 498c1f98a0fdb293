"""Links that lead to a ticket of this account, wherever they are pasted."""

from __future__ import annotations

from urllib.parse import quote

SCHEME = "sportello"


def ticket_link(number: str, helpdesk: str) -> str:
    """The link to the ticket `number` of the helpdesk at this address: `sportello:ticket/10234?helpdesk=https://desk.example`.

    Written by RFC 3986: what a query may hold stays readable in it.
    """
    return f"{SCHEME}:ticket/{quote(number, safe='')}?helpdesk={quote(helpdesk, safe=':/')}"
