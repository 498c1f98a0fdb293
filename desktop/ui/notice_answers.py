"""What becomes of an answer typed into a notice: a reply in the outbox, and if that can't be, the draft of one. Never nothing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from desktop.actions.answer_notice import answer_notice, keep_answer
from desktop.errors import WorldError
from desktop.identity import APP_NAME
from desktop.ui.wording import explain

if TYPE_CHECKING:
    from desktop.ui.account_desk import AccountDesk

translate = QCoreApplication.translate


class NoticeAnswers(QObject):
    """For one account."""

    def __init__(self, desk: AccountDesk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._waiting: list[tuple[str, str]] = []
        """Answers to tickets of an account that is not open yet."""

        desk.session.opened.connect(self._opened)

    def answer(self, ticket_id: str, text: str) -> None:
        """Reply to the ticket with this; without a text the person wants to write in the window."""
        desk = self._desk
        if not text.strip():
            desk.show_told(ticket_id)
        elif not desk.session.is_open:
            self._waiting.append((ticket_id, text))
            desk.show_ticket("")
        else:
            # What is being typed to the same ticket is saved before, and kept.
            desk.save_what_is_typed()
            desk.session.perform(answer_notice, ticket_id, text, failed=partial(self._not_queued, ticket_id, text))

    def _opened(self) -> None:
        waiting, self._waiting = self._waiting, []
        for ticket_id, text in waiting:
            self._keep(ticket_id, text)

    def _not_queued(self, ticket_id: str, text: str, _error: WorldError) -> None:
        self._keep(ticket_id, text)

    def _keep(self, ticket_id: str, text: str) -> None:
        """Put it before the draft, and show both: the composer says what is wrong when it is sent from there."""
        desk = self._desk
        desk.show_ticket(ticket_id)
        desk.bench.ticket_page.replies.take_back(
            keep_answer,
            ticket_id,
            text,
            then=lambda _: desk.bench.focus_reply(),
            failed=lambda error: rescue(text, desk.window, error),
        )


def rescue(text: str, window: QWidget, error: WorldError | None = None) -> None:
    """Nowhere to keep it: hand it to the person, in the clipboard and before their eyes."""
    QGuiApplication.clipboard().setText(text)
    title = translate("NoticeAnswers", "Your answer could not be kept with its ticket")
    box = QMessageBox(QMessageBox.Icon.Warning, APP_NAME, title, parent=window)
    box.setObjectName("answerRescued")
    said = explain(error) if error is not None else None
    why = f"{said.sentence} " if said is not None else ""
    box.setInformativeText(
        why + translate("NoticeAnswers", "It is in the clipboard: paste it where you want to keep it.")
    )
    box.setDetailedText(text)
    box.finished.connect(box.deleteLater)
    box.open()
