"""How one row of the ticket list is drawn: one delegate call a row, laid-out texts remembered.

Three lines: subject and time; status as shape and word, number and machine; who said what last. Unread is told by a dot and by
weight. All heights come from the fonts, so that larger system text only makes rows taller.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QStaticText
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.domain.change import Problem
from desktop.domain.instant import MINUTE, Instant
from desktop.domain.listing import TicketRow
from desktop.domain.ticket import Side
from desktop.ui.glyphs import Glyph, paint_glyph
from desktop.ui.theme import TextRole, Tone, colours, font
from desktop.ui.ticket_list_model import TicketListModel, Trouble
from desktop.ui.wording import now_instant, relative_time, row_look, short_time
from desktop.ui.wording.problems import reason

translate = QCoreApplication.translate

LEFT = 26
RIGHT = 15
TOP = 9
GAP = 2
_KEPT = 600


@dataclass(frozen=True, slots=True)
class RowWords:
    """What rows need to know about the account: what a ticket is about in a word, and what the person is called."""

    kind: Callable[[TicketRow], str]
    me: Callable[[], str]

    def second_line(self, row: TicketRow) -> str:
        """Number, whose it is where it is a colleague's, and machine or what it is about; after the status."""
        place = row.machine_name or self.kind(row)
        parts = [f"#{row.number}" if row.number else _not_sent()]
        if row.author and not row.mine:
            parts.append(row.author)
        if place:
            parts.append(place)
        if row.state is not None and row.number:
            parts.append(_not_sent())
        return " · ".join(parts)

    def last_line(self, row: TicketRow) -> str:
        """Who said what last; for a row that needs the person, why."""
        if row.state is not None and row.state.needs_person and row.problem_code:
            return reason(Problem(row.problem_code))
        if not row.last_text:
            return ""
        return f"{self._speaker(row)}: {row.last_text}"

    def in_words(self, row: TicketRow, now: Instant) -> str:
        """The whole row for assistive technology."""
        parts = [
            translate("TicketRow", "Unread") if row.unread else "",
            row.subject,
            row_look(row).words,
            self.second_line(row),
            relative_time(row.last_at, now),
            self.last_line(row),
        ]
        return ". ".join(part for part in parts if part)

    def _speaker(self, row: TicketRow) -> str:
        if row.last_side is Side.SUPPORT:
            return translate("TicketRow", "Support")
        return translate("TicketRow", "You") if row.last_author in ("", self.me()) else row.last_author


def _not_sent() -> str:
    return translate("TicketRow", "not sent yet")


@dataclass(frozen=True, slots=True)
class _Fonts:
    body: QFont
    strong: QFont
    small: QFont
    small_strong: QFont
    body_height: int
    small_height: int
    key: str

    @classmethod
    def now(cls) -> _Fonts:
        body, small = font(), font(TextRole.SMALL)
        return cls(
            body,
            font(strong=True),
            small,
            font(TextRole.SMALL, strong=True),
            QFontMetrics(body).height(),
            QFontMetrics(small).height(),
            body.key(),
        )


@dataclass(frozen=True, slots=True)
class _Laid:
    """A row's texts, shortened and laid out for one width."""

    row: TicketRow
    width: int
    minute: int
    subject: QStaticText
    time: QStaticText
    time_width: float
    glyph: Glyph
    tone: Tone
    status: QStaticText
    status_width: float
    second: QStaticText
    second_width: float
    last: QStaticText
    last_width: float
    subject_width: float


class TicketRowDelegate(QStyledItemDelegate):
    """Paints rows of a TicketListModel."""

    def __init__(
        self, words: RowWords, now: Callable[[], Instant] = now_instant, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._now = now
        self._laid: OrderedDict[str, _Laid] = OrderedDict()
        self._fonts = _Fonts.now()

    def fonts_changed(self) -> None:
        """The system's font changed: measure and lay out anew."""
        self._fonts = _Fonts.now()
        self._laid.clear()

    def words_changed(self) -> None:
        """Language or catalogue changed: lay out anew."""
        self._laid.clear()

    @property
    def row_height(self) -> int:
        """Height of every row in pixels."""
        return 2 * TOP + self._fonts.body_height + 2 * (self._fonts.small_height + GAP) + 1

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The same for all."""
        return QSize(200, self.row_height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the row."""
        model = index.model()
        shown = model.ticket(index.row()) if isinstance(model, TicketListModel) else None
        state = option.state
        box: QRectF = QRectF(option.rect)
        mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        painter.save()
        self._paint_ground(painter, box, state)
        if isinstance(shown, TicketRow):
            self._paint_row(painter, box, shown, mirrored=mirrored)
        else:
            self._paint_trouble(painter, box, shown)
        painter.restore()

    def _paint_ground(self, painter: QPainter, box: QRectF, state: QStyle.StateFlag) -> None:
        tokens = colours()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(tokens.selection))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, QColor(tokens.window))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), QColor(tokens.line))
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_KeyboardFocusChange:
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(1, 1, -1, -2))

    def _paint_row(self, painter: QPainter, box: QRectF, row: TicketRow, *, mirrored: bool) -> None:
        tokens = colours()
        laid = self._lay_out(row, int(box.width()))
        fonts = self._fonts
        first = box.top() + TOP
        second = first + fonts.body_height + GAP
        third = second + fonts.small_height + GAP

        def at(left: float, width: float) -> float:
            """Where something `width` wide starts that stands `left` from the leading edge."""
            return box.right() - left - width if mirrored else box.left() + left

        if row.unread:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent))
            painter.drawEllipse(QPointF(at(11, 7) + 3.5, first + fonts.body_height / 2), 3.5, 3.5)
        painter.setPen(QColor(tokens.text))
        painter.setFont(fonts.strong if row.unread else fonts.body)
        painter.drawStaticText(QPointF(at(LEFT, laid.subject_width), first), laid.subject)
        painter.setFont(fonts.small)
        painter.setPen(tokens.word(Tone.DIM))
        ending = box.width() - RIGHT - laid.time_width
        painter.drawStaticText(QPointF(at(ending, laid.time_width), first), laid.time)
        side = round(fonts.small_height * 0.66)
        shape = QRectF(at(LEFT, side), second + (fonts.small_height - side) / 2, side, side)
        paint_glyph(painter, laid.glyph, shape, tokens.shape(laid.tone))
        after = LEFT + side + 5
        painter.drawStaticText(QPointF(at(after + laid.status_width + 7, laid.second_width), second), laid.second)
        painter.drawStaticText(QPointF(at(LEFT, laid.last_width), third), laid.last)
        painter.setFont(fonts.small_strong)
        painter.setPen(tokens.word(laid.tone))
        painter.drawStaticText(QPointF(at(after, laid.status_width), second), laid.status)

    def _paint_trouble(self, painter: QPainter, box: QRectF, shown: Trouble | None) -> None:
        tokens = colours()
        if shown is Trouble.UNREADABLE:
            painter.setFont(self._fonts.small)
            painter.setPen(tokens.word(Tone.NEEDS_YOU))
            words = self.tr("This ticket can't be read right now")
            painter.drawText(box.adjusted(LEFT, 0, -RIGHT, 0), int(Qt.AlignmentFlag.AlignVCenter), words)
            return
        paint_skeleton(painter, box)

    def _lay_out(self, row: TicketRow, width: int) -> _Laid:
        now = self._now()
        minute = now // MINUTE
        known = self._laid.get(row.id)
        if known is not None and known.row is row and known.width == width and known.minute == minute:
            return known
        laid = self._laid_out(row, width, now, minute)
        self._laid[row.id] = laid
        if len(self._laid) > _KEPT:
            self._laid.popitem(last=False)
        return laid

    def _laid_out(self, row: TicketRow, width: int, now: Instant, minute: int) -> _Laid:
        fonts = self._fonts
        room = width - LEFT - RIGHT
        look = row_look(row)
        time, time_width = _static(short_time(row.last_at, now), fonts.small, room)
        subject_font = fonts.strong if row.unread else fonts.body
        subject, subject_width = _static(row.subject, subject_font, room - time_width - 12)
        status, status_width = _static(look.words, fonts.small_strong, room)
        taken = round(fonts.small_height * 0.66) + 5 + status_width + 7
        second, second_width = _static("· " + self._words.second_line(row), fonts.small, room - taken)
        last, last_width = _static(self._words.last_line(row), fonts.small, room)
        return _Laid(
            row=row,
            width=width,
            minute=minute,
            subject=subject,
            time=time,
            time_width=time_width,
            glyph=look.glyph,
            tone=look.tone,
            status=status,
            status_width=status_width,
            second=second,
            second_width=second_width,
            last=last,
            last_width=last_width,
            subject_width=subject_width,
        )


def _static(text: str, used: QFont, room: float) -> tuple[QStaticText, float]:
    shown = QFontMetrics(used).elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, max(0, int(room)))
    static = QStaticText(shown)
    static.setTextFormat(Qt.TextFormat.PlainText)
    static.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    static.prepare(font=used)
    return static, static.size().width()


def paint_skeleton(painter: QPainter, box: QRectF) -> None:
    """Grey bars where a row will stand."""
    tint = QColor(colours().chip)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tint)
    height = 10.0
    for share, line in ((0.55, 0), (0.4, 1), (0.75, 2)):
        top = box.top() + 14 + line * (box.height() - 24) / 3
        painter.drawRoundedRect(QRectF(box.left() + LEFT, top, (box.width() - LEFT - RIGHT) * share, height), 4, 4)
