"""What I did and what the helpdesk has, side by side, and the ways on.

It follows what happens meanwhile: the other side changes under it as news come in, and it closes by itself when there is nothing left to
decide. It decides nothing itself: `decided` carries the person's word to whoever opened it.
"""

from __future__ import annotations

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.account import Feature
from desktop.domain.change import Change
from desktop.domain.projection import TicketView
from desktop.domain.way_on import WayOn, ways_on
from desktop.ui.conflict_sides import SidesMaker
from desktop.ui.controls import Rule, SectionLabel, Text, primary_button, secondary_button, surface
from desktop.ui.open_ticket_wizard.choice_row import ChoiceRow, ChoiceRows
from desktop.ui.session_view import SessionView
from desktop.ui.theme import TextRole, Tone, space
from desktop.ui.wording import now_instant, problem_sentence
from desktop.ui.wording.ways import question, reassurance, way_words


class ConflictDialog(QDialog):
    """Shows one change that needs the person. Escape, or "Decide later", leaves everything as it is."""

    decided = Signal(object)
    """A `WayOn`."""

    def __init__(self, session: SessionView, change: Change, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        surface(self, "pane")
        self.setObjectName("conflict")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self._change = change
        self._ticket: TicketView | None = None
        self._shown: tuple[object, ...] = ()
        self._offered: tuple[tuple[WayOn, ...], str] | None = None
        self.sides: QWidget | None = None
        self.title = Text(role=TextRole.TITLE, strong=True, wrap=True)
        self._ticket_name = Text(role=TextRole.SMALL, tone=Tone.DIM, wrap=True, selectable=True)
        self._reason = Text(wrap=True)
        self._calm = Text(tone=Tone.DIM, wrap=True)
        self._how = SectionLabel(self.tr("How does it go on?"))
        self.ways = ChoiceRows(gap=space(1))
        self.ways.setAccessibleName(self._how.text())
        self.later: QPushButton = secondary_button(self.tr("Decide later"))
        self.go_on: QPushButton = primary_button(self.tr("Choose first"))
        self._chosen: WayOn | None = None
        self._build()
        self._show()
        session.cache_changed.connect(self._renew)
        session.outbox_changed.connect(self._renew)

    def _build(self) -> None:
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(space(6), space(5), space(6), space(4))
        self._column.setSpacing(space(2))
        for widget in (self.title, self._ticket_name, self._reason, self._calm):
            self._column.addWidget(widget)
        self._column.addSpacing(space(1))
        self._place = self._column.count()
        self._column.addSpacing(space(1))
        self._column.addWidget(self._how)
        self._column.addWidget(self.ways)
        self._column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inside)
        foot = QHBoxLayout()
        foot.setContentsMargins(space(6), space(3), space(6), space(4))
        foot.setSpacing(space(2))
        foot.addStretch(1)
        foot.addWidget(self.later)
        foot.addWidget(self.go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.area, 1)
        column.addWidget(Rule())
        column.addLayout(foot)
        self.later.setAutoDefault(False)
        self.go_on.setEnabled(False)
        self.ways.chosen.connect(self._choose)
        self.later.clicked.connect(self.reject)
        self.go_on.clicked.connect(self._decide)

    @property
    def change(self) -> Change:
        """What is being decided about."""
        return self._change

    @property
    def ticket(self) -> TicketView | None:
        """The ticket as the helpdesk has it and as it is shown here; None when it has none."""
        return self._ticket

    @property
    def offered(self) -> tuple[WayOn, ...]:
        """The ways on, in their order."""
        return tuple(WayOn(row.value) for row in self.ways.rows)

    def choose(self, way: WayOn) -> None:
        """Choose one, as if its row had been pressed."""
        next(row for row in self.ways.rows if row.value == way.value).click()

    def sizeHint(self) -> QSize:
        """Room for two columns; on a small screen what there is of it."""
        scale = max(1.0, self.fontMetrics().averageCharWidth() / 8)
        wish = QSize(round(780 * scale), round(600 * scale))
        screen = self.screen() or QGuiApplication.primaryScreen()
        return wish.boundedTo(screen.availableGeometry().size() * 0.96)

    def _show(self) -> None:
        change, views = self._change, self._session.views
        ticket = views.ticket_at_helpdesk(change.ticket_id)
        other = self._other_name(change)
        shown = (change, ticket, other)
        if shown == self._shown:
            return
        self._shown, self._ticket = shown, ticket
        self.title.setText(question(change))
        self.setWindowTitle(self.title.text())
        name = f"#{ticket.number} {ticket.subject}" if ticket else ""
        self._ticket_name.setText(name)
        self._ticket_name.setVisible(bool(name))
        self._reason.setText(problem_sentence(change))
        self._calm.setText(reassurance(change))
        maker = SidesMaker(self._session.catalogue, QLocale().name(), now_instant(), other)
        before, self.sides = self.sides, maker.sides(change, ticket)
        if before is not None:
            self._column.removeWidget(before)
            before.hide()
            before.deleteLater()
        self._column.insertWidget(self._place, self.sides)
        self._offer(other)

    def _offer(self, other: str) -> None:
        change = self._change
        ways = ways_on(
            change,
            ticket_is_here=self._ticket is not None,
            may_reopen=self._session.helpdesk.has(Feature.REOPEN),
        )
        if (ways, other) == self._offered:
            return
        self._offered = (ways, other)
        rows = []
        for way in ways:
            words = way_words(way, change, other)
            rows.append(ChoiceRow(way.value, words.name, words.sentence, small=True))
        self.ways.set_rows(rows)
        if self._chosen in ways:
            self.ways.set_value(self._chosen)
        else:
            self._chosen = None
            self.go_on.setEnabled(False)
            self.go_on.setText(self.tr("Choose first"))
        if rows and not self.isVisible():
            rows[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _other_name(self, change: Change) -> str:
        id = change.problem.merged_into if change.problem else ""
        if not id:
            return ""
        row = self._session.views.rows([id]).get(id)
        return f"#{row.number} {row.subject}" if row is not None and row.number else ""

    def _renew(self, *_: object) -> None:
        if not self._session.is_open:
            return
        fresh = self._session.views.change(self._change.id)
        if fresh is None or not fresh.state.needs_person:
            # It was settled elsewhere, or by what came in: there is nothing to ask any more.
            self.reject()
            return
        self._change = fresh
        self._show()

    def _choose(self, value: str) -> None:
        self._chosen = WayOn(value)
        words = way_words(self._chosen, self._change)
        self.go_on.setText(words.button)
        self.go_on.setEnabled(True)
        self.go_on.setDefault(True)
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _decide(self) -> None:
        if self._chosen is None:
            return
        way = self._chosen
        self.accept()
        self.decided.emit(way)
