"""One walk per reference portal, from first contact to the reopened ticket: the real window, a real helpdesk, real HTTP and SMTP.

A journey reports each promise of its portal once the step that shows it went well; here stands what the portals promise.
"""

from pathlib import Path

import pytest
from stage.journeys import PORTALS, by_portal

EVERYWHERE = (
    "first contact: the helpdesk says who it is and which ways in it has",
    "reads and writes without a network; it is sent once when the network is back",
    "a closed ticket is reopened with further details",
)

PROMISES = {
    "it-services": (
        "ask for credentials with the company contact's name and e-mail",
        "sign in with e-mail and password",
        "forgotten password: a new one by mail",
        "open ticket: fill in the fields, describe, attach files such as a photo",
        "ticket history with status",
        "active services of the company",
        "service catalogue of what else is offered",
        "open a ticket by e-mail: subject to subject, body to description, attachments",
        "tickets by e-mail only from enabled contacts",
        "sign out from a menu under the user's name",
    ),
    "machine-builder": (
        "ask for credentials",
        "sign in",
        "all requests with open/closed state",
        "request type, then machine, then subject, machine state, description, images or videos, contacts to notify",
        "review everything, then send",
    ),
    "hosting": (
        "new ticket with a category: technical, administrative, commercial",
        "asked for as much detail as possible for technical ones",
        "open tickets, waiting for an answer",
        "answered strictly in order of arrival, no priority to set: the client says so",
        "warns that adding to an unanswered ticket does not speed it up",
        "warns that opening a second one for the same problem does not speed it up",
        "closed tickets with all answers, kept as history",
        "reopen with further details",
        "announcements: news, extraordinary maintenance, infrastructure work",
    ),
    "otrs": (
        "guidance to be detailed: images, the browser used, the sequence of operations that led to the error",
        "open by e-mail",
        "continue by e-mail with the ticket number in the subject",
        "sign in",
        "preferences: change password",
        "new ticket",
        "my tickets",
        "company tickets",
        "open one and add a message",
        "automatic notices when a ticket is opened and when its state changes",
    ),
    "helpdesk-el": (
        "register an account",
        "activation link by mail, and a clear message that it must be used first",
        "forgotten password by e-mail",
        "forgotten user name by e-mail",
        "submit a request",
        "priority with guidance: low, normal, high, urgent, critical",
        "all in Greek",
    ),
}


@pytest.mark.slow
@pytest.mark.timeout(240)
@pytest.mark.parametrize("portal", PORTALS)
def test_a_customer_of_the_portal_can_do_everything_it_promises(portal: str, tmp_path: Path) -> None:
    journey = by_portal(portal)(tmp_path)
    journey.sizes = type(journey.sizes)(300_000, 2_500_000)
    assert set(journey.run()) == {*EVERYWHERE, *PROMISES[portal]}
