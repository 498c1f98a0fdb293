"""What I did and what the helpdesk has, side by side, and the ways on.

It follows what happens meanwhile: the other side changes under it as news come in, and it closes by itself when there is nothing left to
decide. It decides nothing itself: `decided` carries the person's word to whoever opened it.
"""

from __future__ import annotations

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.account import Feature
from desktop.domain.change import Change
from desktop.domain.projection import TicketView
from desktop.domain.way_on import WayOn, ways_on
from desktop.ui.conflict_sides import NARROW, SidesMaker
from desktop.ui.controls import Rule, SectionLabel, Text, primary_button, secondary_button, surface
from desktop.ui.open_ticket_wizard.choice_row import ChoiceRow
from desktop.ui.session_view import SessionView
from desktop.ui.theme import TextRole, Tone, space
from desktop.ui.wording import now_instant
from desktop.ui.wording.ways import question, reassurance, way_words


class WayGrid(QWidget):
    """The ways on: in two columns where there is room, for all of them are to be seen at once. Arrows walk, Return or a digit chooses."""

    chosen = Signal(object)
    """A `WayOn`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(space(1) + 2)
        self._arranged = 0
        self.rows: list[ChoiceRow] = []

    def set_rows(self, rows: list[ChoiceRow]) -> None:
        """Offer these instead."""
        for old in self.rows:
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.rows = rows
        for row in rows:
            row.setParent(self)
            # Beside a taller one it is as tall as that.
            policy = row.sizePolicy()
            policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
            row.setSizePolicy(policy)
            row.show()
            row.clicked.connect(lambda _=False, row=row: self._tell(row))
        self._arrange()

    def mark(self, way: WayOn | None) -> None:
        """Show which one is chosen, without telling."""
        for row in self.rows:
            row.setChecked(way is not None and row.value == way.value)

    def tall_at(self, width: int) -> int:
        """How tall it is at this width."""
        columns = self._columns(width)
        wide = (width - (columns - 1) * self._grid.spacing()) // columns
        lines = [self.rows[at : at + columns] for at in range(0, len(self.rows), columns)]
        return sum(max(row.heightForWidth(wide) for row in line) + self._grid.spacing() for line in lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk and choose."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}
        at = next((number for number, row in enumerate(self.rows) if row.hasFocus()), None)
        move = steps.get(Qt.Key(event.key()))
        digit = event.text()
        if move is not None and at is not None:
            self.rows[(at + move) % len(self.rows)].setFocus(Qt.FocusReason.TabFocusReason)
        elif len(digit) == 1 and digit in "123456789" and int(digit) <= len(self.rows):
            self.rows[int(digit) - 1].click()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column or two, by the width there is."""
        super().resizeEvent(event)
        if self._columns(self.width()) != self._arranged:
            self._arrange()

    def _columns(self, width: int) -> int:
        scale = max(1.0, self.fontMetrics().averageCharWidth() / 8)
        return 2 if width >= NARROW * scale else 1

    def _arrange(self) -> None:
        columns = self._arranged = self._columns(self.width())
        for row in self.rows:
            self._grid.removeWidget(row)
        for at, row in enumerate(self.rows):
            self._grid.addWidget(row, at // columns, at % columns)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, columns - 1)

    def _tell(self, row: ChoiceRow) -> None:
        way = WayOn(row.value)
        self.mark(way)
        self.chosen.emit(way)


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
        self._calm = Text(tone=Tone.DIM, wrap=True)
        self._how = SectionLabel(self.tr("How does it go on?"))
        self.ways = WayGrid()
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
        for widget in (self.title, self._ticket_name, self._calm):
            self._column.addWidget(widget)
        self._column.addSpacing(space(1))
        self._place = self._column.count()
        self._column.addStretch(1)
        self._asking = QWidget()
        asking = QVBoxLayout(self._asking)
        asking.setContentsMargins(0, space(2), 0, space(1))
        asking.setSpacing(space(2))
        asking.addWidget(self._how)
        asking.addWidget(self.ways)
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
        self._pinned = QVBoxLayout()
        self._pinned.setContentsMargins(space(6), 0, space(6), space(2))
        self._pinned.addWidget(self._asking)
        self._is_pinned = True
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.area, 1)
        column.addLayout(self._pinned)
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The choices stay in sight while they leave room for what they are about; else they are scrolled to."""
        super().resizeEvent(event)
        self._keep_wide()
        self._pin()

    def _keep_wide(self) -> None:
        """Never narrower than its longest words: nobody scrolls sideways to read them."""
        inside = self.area.widget()
        if inside is not None:
            bar = self.area.verticalScrollBar().sizeHint().width()
            self.area.setMinimumWidth(inside.minimumSizeHint().width() + bar)

    def _pin(self) -> None:
        wide = max(1, self.width() - 2 * space(6))
        pinned = self.ways.tall_at(wide) <= 0.42 * self.height()
        if pinned == self._is_pinned:
            return
        self._is_pinned = pinned
        focused = self.focusWidget()
        (self._column if pinned else self._pinned).removeWidget(self._asking)
        if pinned:
            self._pinned.addWidget(self._asking)
        else:
            self._column.insertWidget(self._column.count() - 1, self._asking)
        self._asking.show()
        if focused is not None:
            focused.setFocus(Qt.FocusReason.OtherFocusReason)

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
        if self._chosen not in ways:
            self._chosen = None
            self.go_on.setEnabled(False)
            self.go_on.setText(self.tr("Choose first"))
        self.ways.mark(self._chosen)
        self._keep_wide()
        self._pin()
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

    def _choose(self, way: WayOn) -> None:
        self._chosen = way
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
