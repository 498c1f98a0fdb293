"""Last step: exactly what will be sent, line by line, each with a way to change it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.actions.wizard import Field, Step
from desktop.actions.wizard_review import ReviewLine, review_lines
from desktop.ui.controls import ElidedText, FlowLayout, Rule, Text, Thumbnail, link_button, surface
from desktop.ui.controls.thumbnail import ThumbnailLoader
from desktop.ui.icons import Icon
from desktop.ui.open_ticket_wizard.attachments_field import symbol_of
from desktop.ui.open_ticket_wizard.desk import WizardDesk
from desktop.ui.open_ticket_wizard.live_flow import LiveFlow
from desktop.ui.theme import TextRole, Tone, space
from desktop.ui.wording import size


class ReviewPage(QScrollArea):
    """Rebuilt whenever it comes into sight: what stands here is what goes."""

    change = Signal(Field)

    def __init__(
        self, flow: LiveFlow, desk: WizardDesk, loader: ThumbnailLoader | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._flow = flow
        self._desk = desk
        self._loader = loader
        self._shown: tuple[object, ...] = ()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        flow.changed.connect(self.display)

    def display(self) -> None:
        """Show the lines, if this is the step in sight."""
        flow = self._flow.value
        if flow.step is not Step.REVIEW:
            return
        lines = review_lines(flow)
        shown = (lines, flow.language, flow.draft.machine_unlisted)
        if shown == self._shown and self.widget() is not None:
            return
        self._shown = shown
        self.setWidget(self._sheet(lines))

    def take_focus(self) -> None:
        """The sheet itself: Return sends, the arrows scroll."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._shown = ()
            self.display()
        super().changeEvent(event)

    def _sheet(self, lines: tuple[ReviewLine, ...]) -> QWidget:
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(space(6) + 2, space(5), space(6) + 2, space(5))
        column.setSpacing(space(3))
        column.addWidget(Text(self.tr("This is what will be sent"), role=TextRole.TITLE, strong=True, wrap=True))
        frame = surface(QFrame(), "framed")
        grid = QGridLayout(frame)
        grid.setContentsMargins(space(4), space(2), space(3), space(2))
        grid.setHorizontalSpacing(space(4))
        grid.setVerticalSpacing(space(2))
        grid.setColumnStretch(1, 1)
        for number, line in enumerate(lines):
            self._add_line(grid, number, line)
        column.addWidget(frame)
        column.addStretch(1)
        return sheet

    def _add_line(self, grid: QGridLayout, number: int, line: ReviewLine) -> None:
        if number:
            grid.addWidget(Rule(), 3 * number - 1, 0, 1, 3)
        row = 3 * number
        name = self._name(line.field)
        caption = Text(name, role=TextRole.SMALL, tone=Tone.DIM)
        top = Qt.AlignmentFlag.AlignTop
        caption.setContentsMargins(0, 4, 0, 4)
        grid.addWidget(caption, row, 0, top)
        grid.addWidget(self._value(line), row, 1)
        if line.only_headings:
            self._add_warning(grid, number)
        if line.can_change:
            button = link_button(self.tr("Change"))
            button.setAccessibleName(self.tr("Change: {field}").format(field=name))
            button.clicked.connect(lambda _=False, field=line.field: self.change.emit(field))
            grid.addWidget(button, row, 2, top)

    def _add_warning(self, grid: QGridLayout, number: int) -> None:
        """It may go like this; the person should know what that costs."""
        words = self.tr("There are only headings so far: the helpdesk will have to ask what happened.")
        warning = Text(words, role=TextRole.SMALL, tone=Tone.WAITING, wrap=True)
        warning.setObjectName("onlyHeadings")
        grid.addWidget(warning, 3 * number + 1, 1)

    def _value(self, line: ReviewLine) -> QWidget:
        if line.files:
            return self._files(line)
        text = "\n".join(line.values)
        dim = not text
        if line.field is Field.MACHINE and not self._flow.value.outgoing.machine_id and text:
            text = self.tr("{machine}\nNot in the list: the helpdesk reads it as you wrote it.").format(machine=text)
        elif line.suggested:
            by_answers = self._flow.value.impact is not None
            text = (
                self.tr("{priority} (suggested by your answers)").format(priority=text)
                if by_answers
                else self.tr("{priority} (suggested by the machine's state)").format(priority=text)
            )
        made = Text(
            text or self._nothing(line.field),
            tone=Tone.DIM if dim else Tone.TEXT,
            strong=line.field is Field.SUBJECT,
            wrap=True,
            selectable=not dim,
        )
        made.setFocusPolicy(Qt.FocusPolicy.ClickFocus if not dim else Qt.FocusPolicy.NoFocus)
        made.setContentsMargins(0, 2, 0, 2)
        made.setAccessibleName(f"{self._name(line.field)}: {made.text()}")
        return made

    def _files(self, line: ReviewLine) -> QWidget:
        area = QWidget()
        flow = FlowLayout(area, gap=space(3))
        for file in line.files:
            tile = QWidget()
            row = QHBoxLayout(tile)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(space(2))
            thumbnail = Thumbnail(self._loader, symbol_of(file.mime))
            if symbol_of(file.mime) is Icon.IMAGE:
                thumbnail.show_file(self._desk.local_file(file.sha256))
            row.addWidget(thumbnail)
            row.addWidget(ElidedText(file.name, mode=Qt.TextElideMode.ElideMiddle, widest=34))
            row.addWidget(Text(size(file.size), role=TextRole.SMALL, tone=Tone.DIM))
            flow.addWidget(tile)
        return area

    def _nothing(self, field: Field) -> str:
        match field:
            case Field.CONTACTS:
                return self.tr("Nobody else")
            case Field.FILES:
                return self.tr("None", "attachments")
            case Field.PRIORITY:
                return self.tr("The helpdesk decides")
            case Field.MACHINE:
                return self.tr("No machine")
            case _:
                return self.tr("Not given")

    def _name(self, field: Field) -> str:
        names = {
            Field.REQUEST_TYPE: self.tr("About"),
            Field.MACHINE: self.tr("Machine"),
            Field.CATEGORY: self.tr("Category"),
            Field.SUBJECT: self.tr("Subject"),
            Field.MACHINE_STATE: self.tr("Machine state"),
            Field.PRIORITY: self.tr("Priority"),
            Field.DESCRIPTION: self.tr("Description"),
            Field.FILES: self.tr("Attachments"),
            Field.CONTACTS: self.tr("Also informed"),
        }
        return names[field]
