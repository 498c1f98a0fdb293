"""The row of steps on top of the wizard: done ones with a check mark to go back to, the current one, the coming ones
dim."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from desktop.actions.wizard import Step, WizardFlow
from desktop.ui.controls.text import plain_tooltip
from desktop.ui.icons import Icon, pixmap
from desktop.ui.theme import RADIUS, TextRole, Tone, colours, font, space

_WIDEST = 26
"""A step's words are shortened beyond this many average characters, so that four steps fit side by side."""

_ACROSS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
"""The painter mirrors "left" by itself where one reads from the right."""


class StepButton(QAbstractButton):
    """One step of the row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = 0
        self._done = False
        self._current = False
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFont(font(TextRole.SMALL))

    def show_step(self, number: int, words: str, *, done: bool, current: bool, reachable: bool) -> None:
        """Say which step this is and how it stands."""
        self._number, self._done, self._current = number, done, current
        self.setText(words)
        self.setEnabled(reachable and not current)
        # The current step is announced, but there is nowhere to go by pressing it.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self.isEnabled() else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if self.isEnabled() else Qt.CursorShape.ArrowCursor)
        if done:
            self.setAccessibleName(self.tr("Step {number}: {words}, done").format(number=number, words=words))
        elif current:
            self.setAccessibleName(self.tr("Step {number}: {words}, here").format(number=number, words=words))
        else:
            self.setAccessibleName(self.tr("Step {number}: {words}").format(number=number, words=words))
        self._tell_whole()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Mark, words and room for the frame of the focus. The weight changes nothing: the heavier one is reserved."""
        metrics = QFontMetrics(font(TextRole.SMALL, strong=True))
        width = metrics.horizontalAdvance(self._shown(metrics)) + self._mark_width(metrics)
        return QSize(width + 2 * space(1) + 2, metrics.height() + 2 * space(1) + 2)

    def minimumSizeHint(self) -> QSize:
        """Mark and a few letters."""
        metrics = QFontMetrics(font(TextRole.SMALL, strong=True))
        return QSize(self._mark_width(metrics) + metrics.averageCharWidth() * 6, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw mark and words."""
        tokens = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tone = Tone.ACCENT if self._current else Tone.TEXT if self._done else Tone.DIM
        if self.hasFocus() or (self.isEnabled() and self.underMouse()):
            painter.setPen(QColor(tokens.accent) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(Qt.BrushStyle.NoBrush if self.hasFocus() else QColor(tokens.hover))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        painter.setFont(font(TextRole.SMALL, strong=self._current))
        metrics = painter.fontMetrics()
        painter.setPen(tokens.word(tone))
        mark = self._mark_width(metrics)
        box = self.rect().adjusted(space(1), 0, -space(1), 0)
        mirrored = self.isRightToLeft()
        if self._done:
            side = metrics.height() - 3
            x = box.right() + 1 - side if mirrored else box.left()
            check = pixmap(Icon.CHECK, side, tokens.word(tone), self.devicePixelRatioF())
            painter.drawPixmap(x, (self.height() - side) // 2, check)
        else:
            painter.drawText(box, _ACROSS, str(self._number))
        words = box.adjusted(0, 0, -mark, 0) if mirrored else box.adjusted(mark, 0, 0, 0)
        shown = metrics.elidedText(self._shown(metrics), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, _ACROSS, shown)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the system's font size."""
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.setFont(font(TextRole.SMALL))
            self.updateGeometry()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words that are cut short are said whole in a tooltip."""
        super().resizeEvent(event)
        self._tell_whole()

    def _tell_whole(self) -> None:
        metrics = QFontMetrics(font(TextRole.SMALL, strong=True))
        fits = self.width() >= self.sizeHint().width() and self._shown(metrics) == self.text()
        self.setToolTip("" if fits else plain_tooltip(self.text()))

    def _mark_width(self, metrics: QFontMetrics) -> int:
        if self._done:
            return metrics.height() + 1
        return metrics.horizontalAdvance(f"{self._number} ")

    def _shown(self, metrics: QFontMetrics) -> str:
        return metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, _WIDEST * metrics.averageCharWidth())


class StepHeader(QWidget):
    """All steps side by side."""

    chosen = Signal(Step)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(space(5) + 2, space(3), space(6), space(3))
        self._row.setSpacing(space(4))
        self._row.addStretch(1)
        self._steps: tuple[Step, ...] = ()
        self._buttons: list[StepButton] = []
        self.setAccessibleName(self.tr("Steps"))

    def button(self, step: Step) -> StepButton:
        """The button of a step that is shown."""
        return self._buttons[self._steps.index(step)]

    def display(self, flow: WizardFlow) -> None:
        """Show where `flow` stands."""
        self._steps = flow.steps
        while len(self._buttons) < len(flow.steps):
            at = len(self._buttons)
            button = StepButton(self)
            button.clicked.connect(lambda _=False, at=at: self.chosen.emit(self._steps[at]))
            self._row.insertWidget(at, button)
            self._buttons.append(button)
        for number, button in enumerate(self._buttons):
            button.setVisible(number < len(flow.steps))
            if number >= len(flow.steps):
                continue
            step = flow.steps[number]
            done = flow.is_done(step)
            button.show_step(
                number + 1,
                self._words(flow, step, done=done),
                done=done,
                current=step is flow.step,
                reachable=flow.can_go_to(step),
            )

    def _words(self, flow: WizardFlow, step: Step, *, done: bool) -> str:
        """What the step is about or, once done, what was chosen there."""
        match step:
            case Step.REQUEST_TYPE:
                chosen = flow.request_type
                return chosen.name.say(flow.language) if done and chosen else self.tr("What it is about")
            case Step.MACHINE:
                if done and flow.machine:
                    return flow.machine.name
                if done and flow.has_machine:
                    return flow.draft.machine_unlisted.strip() or flow.draft.machine_id
                return self.tr("No machine") if done else self.tr("Machine")
            case Step.DETAILS:
                return self.tr("What happens")
            case Step.REVIEW:
                return self.tr("Review")
