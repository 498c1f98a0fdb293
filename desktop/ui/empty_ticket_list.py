"""What stands where tickets would be: why there are none, and what to do."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal

from desktop.domain.listing import Folder
from desktop.errors import SportelloError
from desktop.ui.empty_state import EmptyState
from desktop.ui.icons import Icon
from desktop.ui.wording import duration_left, explain, number

translate = QCoreApplication.translate


class EmptyTicketList(EmptyState):
    """One of its ways on is offered at a time: everything again, another search, a new ticket."""

    all_asked = Signal()
    clear_asked = Signal()
    new_ticket_asked = Signal()

    def say_fetching(self, done: int, total: int, seconds_left: float | None) -> None:
        """The first sync is under way; a `total` of 0 is unknown."""
        amount = (
            translate("TicketList", "{done} of {total} tickets").format(done=number(done), total=number(total))
            if total
            else translate("TicketList", "{done} tickets so far").format(done=number(done))
        )
        sentence = " · ".join(part for part in (amount, duration_left(seconds_left)) if part)
        self.show_progress(Icon.SYNC, translate("TicketList", "Getting your tickets"), sentence, done, total)

    def say_error(self, error: SportelloError) -> None:
        """The account could not be opened."""
        said = explain(error)
        self.show_words(Icon.WARNING, said.title, " ".join(part for part in (said.sentence, said.remedy) if part))

    def say_nothing_found(self) -> None:
        """The search has no hits."""
        self.show_words(
            Icon.SEARCH,
            translate("TicketList", "Nothing found"),
            translate("TicketList", "Try fewer or other words; numbers, machines and file names are searched too."),
            button=translate("TicketList", "Clear search"),
            action=self.clear_asked.emit,
        )

    def say_nothing_fits(self) -> None:
        """The filter leaves nothing."""
        self.show_words(
            Icon.FILTER,
            translate("TicketList", "Nothing here"),
            translate("TicketList", "No ticket fits the filter."),
            button=translate("TicketList", "Show all"),
            action=self.all_asked.emit,
        )

    def say_empty_folder(self, folder: Folder) -> None:
        """There is nothing in this folder."""
        match folder:
            case Folder.WAITING:
                title, sentence = (
                    translate("TicketList", "Nothing waits for you"),
                    translate("TicketList", "Answers and questions of the helpdesk appear here."),
                )
            case Folder.OPEN:
                title, sentence = (
                    translate("TicketList", "No open tickets"),
                    translate("TicketList", "When something does not work, open a ticket; it also goes offline."),
                )
            case Folder.CLOSED:
                title, sentence = (
                    translate("TicketList", "No closed tickets yet"),
                    translate("TicketList", "They are kept here with all their answers."),
                )
            case Folder.MINE:
                title, sentence = (
                    translate("TicketList", "No tickets yet"),
                    translate("TicketList", "When something does not work, open a ticket; it also goes offline."),
                )
            case Folder.COMPANY:
                title, sentence = (
                    translate("TicketList", "No tickets in your company"),
                    translate("TicketList", "Tickets of your colleagues appear here."),
                )
        self.show_words(
            Icon.FOLDER_OPEN,
            title,
            sentence,
            button=translate("TicketList", "New ticket"),
            action=self.new_ticket_asked.emit,
        )
