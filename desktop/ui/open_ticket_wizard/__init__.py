"""The wizard for a new ticket: the face of `actions.wizard`.

`OpenTicketWizard` is the window, `WizardDesk` what it needs from below (`SessionDesk` is that for an open account),
`DraftOffer` the bar that offers a kept draft again.
"""

from desktop.ui.open_ticket_wizard.desk import Surroundings, WizardDesk
from desktop.ui.open_ticket_wizard.draft_offer import DraftOffer
from desktop.ui.open_ticket_wizard.session_desk import SessionDesk
from desktop.ui.open_ticket_wizard.window import OpenTicketWizard

__all__ = ["DraftOffer", "OpenTicketWizard", "SessionDesk", "Surroundings", "WizardDesk"]
