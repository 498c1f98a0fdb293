"""The wizard's window: steps on top, one page at a time, and a footer that tells the truth about the draft.

It is not modal: the list behind it can be read while writing. Closing it at any moment keeps what was written; it
goes only when it was sent, added to another ticket, or had nothing in it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QLocale, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from desktop.actions.sendable import NotSendable
from desktop.actions.wizard import STEP_OF, Field, Step, WizardFlow
from desktop.domain.account import Helpdesk
from desktop.domain.catalogue import Catalogue
from desktop.domain.draft import TicketDraft
from desktop.domain.instant import Instant
from desktop.errors import SportelloError
from desktop.ui.controls import Rule, surface
from desktop.ui.controls.thumbnail import ThumbnailLoader
from desktop.ui.open_ticket_wizard.autosave import Autosave, SaveState
from desktop.ui.open_ticket_wizard.desk import Surroundings, WizardDesk
from desktop.ui.open_ticket_wizard.details_page import DetailsPage
from desktop.ui.open_ticket_wizard.footer import Footer
from desktop.ui.open_ticket_wizard.live_flow import LiveFlow
from desktop.ui.open_ticket_wizard.machine_page import MachinePage
from desktop.ui.open_ticket_wizard.request_type_page import RequestTypePage
from desktop.ui.open_ticket_wizard.review_page import ReviewPage
from desktop.ui.open_ticket_wizard.step_header import StepHeader
from desktop.ui.theme import Tone
from desktop.ui.wording import explain, now_instant


class OpenTicketWizard(QDialog):
    """One ticket being written. `show` it; it deletes itself when it is done."""

    sent = Signal(str)
    """Id of the ticket that is in the outbox now."""

    draft_kept = Signal(object)
    """The window closed and this `TicketDraft` waits to be continued."""

    added_to_ticket = Signal(str)
    """What was written is a reply in the outbox now, to the open ticket with this id."""

    ended = Signal()
    """The window is closed and everything is kept: nothing of it is under way any more."""

    def __init__(
        self,
        flow: WizardFlow,
        desk: WizardDesk,
        *,
        now: Callable[[], Instant] = now_instant,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint, True)
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
        surface(self, "pane")
        self._desk = desk
        self._closing = False
        self._warned = False
        self._over = False
        self._sending = False
        self.flow = LiveFlow(flow, self)
        self.loader = ThumbnailLoader(self)
        self.autosave = Autosave(desk, self._draft_to_keep, self)
        self.header = StepHeader()
        self.request_type_page = RequestTypePage(self.flow)
        self.machine_page = MachinePage(self.flow)
        self.details_page = DetailsPage(self.flow, desk, self.loader, now)
        self.review_page = ReviewPage(self.flow, desk, self.loader)
        self._pages: dict[Step, QWidget] = {
            Step.REQUEST_TYPE: self.request_type_page,
            Step.MACHINE: self.machine_page,
            Step.DETAILS: self.details_page,
            Step.REVIEW: self.review_page,
        }
        self._stack = QStackedWidget()
        for page in self._pages.values():
            self._stack.addWidget(page)
        self.footer = Footer(now)
        self.saved_words = self.footer.words
        self.back_button = self.footer.back
        self.next_button = self.footer.next
        self._lay_out()
        self._connect()
        self._retranslate()
        self._show_step()
        # Of itself a dialog takes no more than two thirds of a screen's height.
        self.resize(self.sizeHint().boundedTo(self.screen().availableSize() * 0.94))
        desk.look_around(self._look_at)

    def sizeHint(self) -> QSize:
        """As drawn in the design, larger with larger text; the screen may have less."""
        scale = max(1.0, self.fontMetrics().averageCharWidth() / 8)
        return QSize(round(920 * scale), round(706 * scale))

    def minimumSizeHint(self) -> QSize:
        """What fits on the smallest screens; the pages scroll."""
        return QSize(480, 420)

    # What the host tells

    def refresh(self, catalogue: Catalogue, helpdesk: Helpdesk) -> None:
        """A sync brought news: other choices, machines, contacts. Nothing typed is touched."""
        self.flow.become(self.flow.value.with_catalogue(catalogue, helpdesk))
        self._desk.look_around(self._look_at)
        self.details_page.side.look_again()

    # Going through the steps

    def go_on(self) -> None:
        """To the next step, or send on the last one."""
        self.details_page.leave()
        if self.flow.value.step is Step.REVIEW:
            self._send()
            return
        self._go(self.flow.value.next())

    def go_back(self) -> None:
        """One step back."""
        self.details_page.leave()
        self._go(self.flow.value.back())

    def _go_to(self, step: Step) -> None:
        self.details_page.leave()
        self._go(self.flow.value.go_to(step))

    def _go(self, flow: WizardFlow) -> None:
        again = flow == self.flow.value
        self.flow.become(flow)
        if again:
            # Nothing moved because something is still missing, and that is shown already: point at it again.
            self._show_step()

    def _change(self, field: Field) -> None:
        self._go(self.flow.value.go_to(STEP_OF[field]))
        if STEP_OF[field] is Step.DETAILS:
            self.details_page.focus_field(field)

    def _show_step(self) -> None:
        flow = self.flow.value
        self.review_page.display()
        page = self._pages[flow.step]
        self._stack.setCurrentWidget(page)
        self.header.display(flow)
        self.footer.show_step(flow)
        if self.isVisible():
            self._focus_page()
        self.autosave.flush()

    def _focus_page(self) -> None:
        page = self._stack.currentWidget()
        if isinstance(page, RequestTypePage | MachinePage | DetailsPage | ReviewPage):
            page.take_focus()

    # Keeping, sending

    def _draft_to_keep(self) -> TicketDraft:
        """The draft with what stands half typed in the contacts: a crash must not take even that."""
        pending = self.details_page.contacts.pending
        flow = self.flow.value.add_contact(pending) if pending else self.flow.value
        return flow.draft

    def _send(self) -> None:
        flow = self.flow.value
        if self._sending:
            return
        if self._is_copying():
            return
        if not flow.can_send:
            self._go(flow.to_first_fault())
            return
        self._sending = True
        self.autosave.stop()
        self.next_button.setEnabled(False)
        self._desk.send(flow.outgoing, self._was_sent, self._was_not_sent)

    def _is_copying(self) -> bool:
        if self.details_page.attachments.copying:
            self.footer.tell(self.tr("A file is still being copied. It takes only a moment."), Tone.WAITING)
        return bool(self.details_page.attachments.copying)

    def _was_sent(self) -> None:
        self._closing = True
        self.sent.emit(self.flow.value.draft.id)
        self._finish()

    def _was_not_sent(self, error: SportelloError) -> None:
        self._sending = False
        self.next_button.setEnabled(True)
        if isinstance(error, NotSendable):
            self._go(self.flow.value.to_first_fault())
            return
        said = explain(error)
        self.footer.tell(" ".join(part for part in (said.sentence, said.remedy) if part), Tone.NEEDS_YOU)

    def _add_instead(self, ticket_id: str) -> None:
        if self._sending or self._is_copying():
            return
        self.details_page.leave()
        self._sending = True
        self.autosave.stop()
        self._desk.add_to_ticket(
            self.flow.value.draft, ticket_id, lambda: self._was_added(ticket_id), self._was_not_sent
        )

    def _was_added(self, ticket_id: str) -> None:
        self._closing = True
        self.added_to_ticket.emit(ticket_id)
        self._finish()

    # Closing

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what was written, then go. A file that is still being copied is waited for, out of sight."""
        event.accept()
        if self._closing:
            return
        self._closing = True
        self.details_page.leave()
        self.autosave.flush()
        self._finish_when_settled()

    def reject(self) -> None:
        """Esc closes, and that keeps the draft."""
        self.close()

    def _finish_when_settled(self) -> None:
        if not self._closing or self._sending:
            return
        if self.details_page.attachments.copying:
            return
        if self.autosave.state is SaveState.FAILED and not self._warned:
            self._come_back()
            return
        if self.autosave.state is not SaveState.FAILED:
            self.autosave.flush()
        if self.autosave.is_settled:
            if not self.flow.value.draft.is_empty and self.autosave.state is not SaveState.FAILED:
                self.draft_kept.emit(self.flow.value.draft)
            self._finish()

    def _come_back(self) -> None:
        """What was written could not be kept: going would lose it, so the window says so and stays; a second close goes."""
        self._closing = False
        self._warned = True
        self._show_saved()
        # Not at once: Qt hides the window when the close event, which may still be under way, is over.
        QTimer.singleShot(0, self, self.show)

    def _finish(self) -> None:
        if self._over:
            return
        self._over = True
        self.details_page.side.stop()
        self.footer.stop()
        self.autosave.stop()
        self.hide()
        self.loader.close()
        self.details_page.attachments.close_shrinker()
        self.ended.emit()
        self.deleteLater()

    # The footer

    def _show_saved(self, *, fresh: bool = False) -> None:
        empty = self.flow.value.draft.is_empty
        self.footer.show_draft(self.autosave.state, self.autosave.error, is_empty=empty, fresh=fresh)

    def _save_state_changed(self) -> None:
        self._show_saved(fresh=True)
        if self._closing:
            self._finish_when_settled()

    # Wiring

    def _look_at(self, around: Surroundings) -> None:
        if self._over:
            return
        self.machine_page.show_surroundings(around)
        self.details_page.show_surroundings(around)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(Rule())
        column.addWidget(self._stack, 1)
        column.addWidget(Rule())
        column.addWidget(self.footer)

    def _connect(self) -> None:
        self.flow.changed.connect(lambda: self.header.display(self.flow.value))
        self.flow.changed.connect(lambda: self.footer.show_step(self.flow.value))
        self.flow.edited.connect(self.autosave.touch)
        self.flow.stepped.connect(self._show_step)
        self.autosave.state_changed.connect(self._save_state_changed)
        self.autosave.settled.connect(self._finish_when_settled)
        self.header.chosen.connect(self._go_to)
        self.request_type_page.chosen.connect(self.go_on)
        self.machine_page.chosen.connect(self.go_on)
        self.review_page.change.connect(self._change)
        self.details_page.contacts.typing.connect(self.autosave.touch)
        self.details_page.attachments.outstanding_changed.connect(self._finish_when_settled)
        self.details_page.side.similar.add_instead.connect(self._add_instead)
        self.back_button.clicked.connect(self.go_back)
        self.next_button.clicked.connect(self.go_on)
        # As key codes: Qt reads names in the language of the moment, and "Enter" is the Greek name of Return.
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            QShortcut(QKeySequence(Qt.Modifier.CTRL | key), self).activated.connect(self.go_on)
        QShortcut(QKeySequence(Qt.Modifier.ALT | Qt.Key.Key_Left), self).activated.connect(self.go_back)

    def showEvent(self, event: QShowEvent) -> None:
        """Start where the person is to write."""
        super().showEvent(event)
        # Not before the dialog itself has given the focus away, which marks all text in the first field.
        QTimer.singleShot(0, self, self._focus_page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return goes on where it is not needed for anything else; pasting a screenshot works from anywhere."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.flow.value.step in (Step.DETAILS, Step.REVIEW) and not event.modifiers():
                self.go_on() if self.flow.value.step is Step.REVIEW else self.focusNextChild()
            return
        if (
            self.flow.value.step is Step.DETAILS
            and event.matches(QKeySequence.StandardKey.Paste)
            and self.details_page.paste()
        ):
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Save when somebody looks away; follow the language."""
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow() and not self._closing:
            self.autosave.flush()
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("New ticket"))
        flow = self.flow.value.in_language(QLocale().name())
        self.flow.become(replace(flow))
        self.header.display(flow)
        self.footer.show_step(flow)
        self._show_saved()
