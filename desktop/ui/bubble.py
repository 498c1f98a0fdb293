"""One entry of the conversation: a bubble for what was said, a centred line for what happened.

What is not on the server yet says its state in words, and carries the buttons that belong to it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QPushButton, QVBoxLayout, QWidget

from desktop.domain.catalogue import Catalogue
from desktop.domain.change import Change
from desktop.domain.change_state import ChangeState
from desktop.domain.instant import Instant
from desktop.domain.projection import Entry
from desktop.domain.ticket import Attachment, Side
from desktop.domain.way_on import TICKET_GONE, can_decide
from desktop.ui.attachment_chip import AttachmentChip, FileLook
from desktop.ui.controls import ElidedText, FlowLayout, Text, link_button
from desktop.ui.controls.thumbnail import ThumbnailLoader
from desktop.ui.message_text import SHOWN_AT_FIRST, MessageText
from desktop.ui.theme import RADIUS, TextRole, Tone, colours, space
from desktop.ui.wording import change_look, event_sentence, exact_time, number, relative_time

PAD_ACROSS = space(4) + 1
PAD_DOWN = space(3)


class Deal(StrEnum):
    """What a person can do about a change."""

    UNDO = "undo"
    RETRY = "retry"
    EDIT = "edit"
    DECIDE = "decide"
    DISCARD = "discard"
    BY_MAIL = "by-mail"
    MAIL_DID_NOT_GO = "mail-did-not-go"
    OVER_THE_LINE = "over-the-line"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What entries need to know besides themselves."""

    catalogue: Callable[[], Catalogue]
    language: Callable[[], str]
    local_file: Callable[[str], Path | None]
    now: Callable[[], Instant]
    online: Callable[[], bool]
    held: Callable[[Change], bool]
    """Whether a change's large files wait for a connection that is not metered."""

    thumbnails: ThumbnailLoader | None
    mailable: Callable[[Change], bool] = lambda _: False
    """Whether e-mail is offered for a change that waits."""


def can_undo(change: Change, now: Instant) -> bool:
    """Whether the change still waits for its undo time to pass."""
    return change.state is ChangeState.QUEUED and change.attempts == 0 and change.not_before > now


def deals_for(change: Change, now: Instant, *, mailable: bool = False) -> tuple[Deal, ...]:
    """Which buttons a change carries; `mailable`: it may go by e-mail instead."""
    by_mail = (Deal.BY_MAIL,) if mailable else ()
    if change.state is ChangeState.MAILED:
        return (Deal.MAIL_DID_NOT_GO, Deal.OVER_THE_LINE)
    if change.state.needs_person and can_decide(change):
        # What is not here any more may be tomorrow; what contradicts ours is not mended by trying again.
        gone = change.problem is not None and change.problem.code in TICKET_GONE
        return (Deal.DECIDE, Deal.RETRY, Deal.DISCARD) if gone else (Deal.DECIDE, Deal.DISCARD)
    if change.state.needs_person:
        return (Deal.RETRY, Deal.EDIT, *by_mail, Deal.DISCARD)
    if can_undo(change, now):
        return (Deal.UNDO,)
    return by_mail


class EntryWidget(QWidget):
    """What bubbles and event lines have in common: they show an entry, and ask for deals about its change."""

    deal_asked = Signal(str, str)
    open_asked = Signal(object)
    save_asked = Signal(object)

    is_event = False

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._entry: Entry | None = None
        self._fresh = False
        self._buttons = QWidget()
        self._row = FlowLayout(self._buttons, gap=space(2))
        self._shown_deals: tuple[Deal, ...] = ()

    @property
    def entry(self) -> Entry | None:
        """What is shown."""
        return self._entry

    def show_entry(self, entry: Entry, *, fresh: bool) -> bool:
        """Show this one; `fresh` marks it as new. Returns whether its size may have changed."""
        raise NotImplementedError

    def refresh(self) -> bool:
        """Times went by; returns whether the size may have changed."""
        entry = self._entry
        return entry is not None and self.show_entry(entry, fresh=self._fresh)

    def wished_width(self, most: int) -> int:
        """How wide it wants to be."""
        raise NotImplementedError

    def tall_at(self, width: int) -> int:
        """Its height at this width."""
        layout = self.layout()
        if layout is None:
            return self.sizeHint().height()
        return layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()

    def _show_deals(self, change: Change | None) -> bool:
        around = self._around
        deals = deals_for(change, around.now(), mailable=around.mailable(change)) if change is not None else ()
        if deals == self._shown_deals:
            return False
        self._shown_deals = deals
        self._row.clear()
        for deal in deals:
            self._row.addWidget(self._deal_button(deal))
        self._buttons.setVisible(bool(deals))
        return True

    def _deal_button(self, deal: Deal) -> QPushButton:
        words = {
            Deal.UNDO: self.tr("Undo"),
            Deal.RETRY: self.tr("Retry"),
            Deal.EDIT: self.tr("Edit"),
            Deal.DECIDE: self.tr("Decide…"),
            Deal.DISCARD: self.tr("Discard…"),
            Deal.BY_MAIL: self.tr("Send by e-mail…"),
            Deal.MAIL_DID_NOT_GO: self.tr("The e-mail was not sent"),
            Deal.OVER_THE_LINE: self.tr("Send without e-mail…"),
        }[deal]
        button = link_button(words)
        button.clicked.connect(lambda _=False, deal=deal: self._ask(deal))
        return button

    def _ask(self, deal: Deal) -> None:
        if self._entry is not None and self._entry.change is not None:
            self.deal_asked.emit(deal.value, self._entry.change.id)


class Bubble(EntryWidget):
    """Something said."""

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(around, parent)
        self._who = Text(role=TextRole.SMALL, strong=True)
        self._when = ElidedText(role=TextRole.SMALL, tone=Tone.DIM)
        self._text = MessageText()
        self._more = link_button("")
        self._more.hide()
        self._more.clicked.connect(self._show_whole)
        self._whole = False
        self._files = QWidget()
        self._flow = FlowLayout(self._files, gap=space(2) + 2)
        self._chips: dict[str, AttachmentChip] = {}
        self._reason = Text(role=TextRole.SMALL, tone=Tone.NEEDS_YOU, wrap=True)
        head = QHBoxLayout()
        head.setSpacing(space(6))
        head.addWidget(self._who)
        head.addStretch(1)
        head.addWidget(self._when)
        column = QVBoxLayout(self)
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        column.setContentsMargins(PAD_ACROSS, PAD_DOWN, PAD_ACROSS, PAD_DOWN)
        column.setSpacing(space(1))
        column.addLayout(head)
        column.addWidget(self._text)
        column.addWidget(self._more)
        column.addWidget(self._files)
        column.addWidget(self._reason)
        column.addWidget(self._buttons)
        self._files.setContentsMargins(0, space(1), 0, 0)
        self._buttons.hide()

    def show_entry(self, entry: Entry, *, fresh: bool) -> bool:
        """Show this message; only what changed is touched, so that a selection in the text survives."""
        before = self._entry
        self._entry, self._fresh = entry, fresh
        moved = before is None
        if before is None or (before.text, before.html) != (entry.text, entry.html):
            self._write(entry)
            moved = True
        self._who.setText(self._author(entry))
        moved |= self._show_when(entry, fresh=fresh)
        moved |= self._show_files(entry)
        moved |= self._show_deals(entry.change)
        self.setAccessibleName(f"{self._who.text()}, {self._when.text}")
        self.setAccessibleDescription(entry.text[:500])
        self.update()
        return moved

    def wished_width(self, most: int) -> int:
        """Wide enough for its longest line, its files and its head, at most `most`."""
        room = most - 2 * PAD_ACROSS
        head = self._who.sizeHint().width() + space(6) + self._when.sizeHint().width()
        wishes = [head, self._text.ideal_width(room)]
        if self._chips:
            wishes.append(self._flow.sizeHint().width())
        if not self._reason.isHidden():
            wishes.append(min(self._reason.fontMetrics().horizontalAdvance(self._reason.text()) + 4, room))
        if self._shown_deals:
            wishes.append(self._buttons.sizeHint().width())
        return min(most, max(wishes) + 2 * PAD_ACROSS)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bubble."""
        tokens = colours()
        entry = self._entry
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        own = entry is not None and entry.mine
        needs = entry is not None and entry.change is not None and entry.change.state.needs_person
        ground = tokens.own_message if own else tokens.pane
        edge = tokens.needs_you if needs else tokens.own_message if own and not self._has_hard_edges() else tokens.line
        painter.setPen(QColor(edge))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS + 2, RADIUS + 2)
        painter.end()

    def _has_hard_edges(self) -> bool:
        tokens = colours()
        return tokens.own_message == tokens.pane

    def _author(self, entry: Entry) -> str:
        if entry.mine:
            return self.tr("You")
        if entry.author.side is Side.SUPPORT:
            support = self.tr("Support")
            return f"{support} · {entry.author.name}" if entry.author.name else support
        return entry.author.name

    def _show_when(self, entry: Entry, *, fresh: bool) -> bool:
        now = self._around.now()
        change = entry.change
        before = (self._when.text, self._reason.text())
        self._when.set_tip(exact_time(entry.at))
        if change is None:
            said = relative_time(entry.at, now)
            # Apart from the f-string: the texts are collected from calls that stand by themselves.
            new = self.tr("new")
            self._when.set_text(f"{said} · {new}" if fresh else said)
            self._reason.hide()
            self._reason.setText("")
        else:
            look = change_look(change, now, online=self._around.online(), held=self._around.held(change))
            self._when.set_tone(look.look.tone)
            sentence = "" if look.needs_person else look.sentence
            self._when.set_text(" · ".join(part for part in (look.look.words, sentence) if part))
            self._reason.setText(look.sentence if look.needs_person else "")
            self._reason.setVisible(look.needs_person)
        if change is None:
            self._when.set_tone(Tone.DIM)
        return before != (self._when.text, self._reason.text())

    def _write(self, entry: Entry) -> None:
        text = entry.text
        if not text and entry.html:
            self._text.show_html(entry.html)
            self._more.hide()
        elif len(text) > SHOWN_AT_FIRST and not self._whole:
            self._text.show_text(text[:SHOWN_AT_FIRST] + "…")
            words = self.tr("Show the whole message ({count} characters)")
            self._more.setText(words.format(count=number(len(text))))
            self._more.show()
        else:
            self._text.show_text(text)
            self._more.hide()
        self._text.setVisible(bool(text or entry.html))
        self._text.setAccessibleName(self.tr("Message"))

    def _show_whole(self) -> None:
        self._whole = True
        if self._entry is not None:
            self._write(self._entry)
            self.updateGeometry()

    def _show_files(self, entry: Entry) -> bool:
        wanted = {one.id: one for one in entry.attachments}
        if list(wanted) != list(self._chips):
            self._flow.clear()
            self._chips = {}
            for one in entry.attachments:
                chip = AttachmentChip(self._look_of(one, entry.change), self._around.thumbnails)
                chip.clicked.connect(lambda _=False, one=one: self.open_asked.emit(one))
                chip.save_requested.connect(lambda one=one: self.save_asked.emit(one))
                self._flow.addWidget(chip)
                self._chips[one.id] = chip
            self._files.setVisible(bool(self._chips))
            return True
        for id, chip in self._chips.items():
            look = self._look_of(wanted[id], entry.change)
            if look != chip.look:
                chip.show_file(look)
        self._files.setVisible(bool(self._chips))
        return False

    def _look_of(self, file: Attachment, change: Change | None) -> FileLook:
        sent: int | None = None
        moving = False
        if change is not None and not change.state.is_settled:
            upload = next((one for one in change.uploads if one.file.id == file.id), None)
            sent = 0 if upload is None else upload.file.size if upload.done else upload.offset
            moving = change.state is ChangeState.UPLOADING and self._around.online() and not self._around.held(change)
        path = self._around.local_file(file.sha256)
        return FileLook(file.name, file.size, file.mime, sent=sent, moving=moving, path=path)


class EventLine(EntryWidget):
    """Something that happened: a centred, dim sentence."""

    is_event = True

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(around, parent)
        self._line = Text(role=TextRole.SMALL, tone=Tone.DIM, wrap=True, selectable=True)
        self._line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._line)
        column.addWidget(self._buttons, 0, Qt.AlignmentFlag.AlignHCenter)
        self._buttons.hide()

    def show_entry(self, entry: Entry, *, fresh: bool) -> bool:
        """Show what happened, and when in the tooltip."""
        self._entry, self._fresh = entry, fresh
        said = event_sentence(entry, self._around.catalogue(), self._around.language())
        if entry.event_name and entry.text:
            said = f"{said}\n{entry.text}"
        if entry.change is not None:
            change, around = entry.change, self._around
            look = change_look(change, around.now(), online=around.online(), held=around.held(change))
            said = " · ".join(part for part in (said, look.look.words, look.sentence) if part)
            self._line.set_tone(look.look.tone)
        else:
            self._line.set_tone(Tone.DIM)
        moved = said != self._line.text()
        self._line.setText(said)
        self._line.setToolTip(exact_time(entry.at))
        self.setAccessibleName(said)
        return self._show_deals(entry.change) or moved

    def wished_width(self, most: int) -> int:
        """All there is: it is centred."""
        return most
