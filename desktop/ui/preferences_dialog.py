"""Preferences. Every one takes effect at once; there is nothing to confirm.

The dialog writes into `Settings`; whoever a setting concerns watches it there (language, look, proxy). Signing out is
only asked for here: what it means for work that was not sent is not this dialog's to decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QEvent, QSize, Qt, QTime, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from desktop import settings
from desktop.errors import ProxyError
from desktop.settings import Look, ProxyChoice, Setting, Settings
from desktop.ui.controls import Avatar, ElidedText, Rule, SegmentedChoice, Text, secondary_button, surface
from desktop.ui.field_box import FieldBox
from desktop.ui.theme import TextRole, Tone, space
from desktop.ui.translation import Language

T = TypeVar("T", bool, int, str)


@dataclass(frozen=True, slots=True)
class AccountWords:
    """Who is signed in where, for the last section."""

    name: str
    login: str
    helpdesk: str
    address: str


class PreferencesDialog(QDialog):
    """Not modal: one can see what a setting does."""

    sign_out_asked = Signal()

    def __init__(self, kept: Settings, account: AccountWords | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        surface(self, "pane")
        self._settings = kept
        self._account = account
        self._headings: list[Text] = []
        self.language = QComboBox()
        self.look = SegmentedChoice()
        self.notices = QCheckBox()
        self.quiet = QCheckBox()
        self.quiet_from = QTimeEdit()
        self.quiet_until = QTimeEdit()
        self.close_to_tray = QCheckBox()
        self.spare_metered = QCheckBox()
        self.proxy = QComboBox()
        self.proxy_address = QLineEdit()
        self.language_box = FieldBox(self.language)
        self.look_box = FieldBox(self.look)
        self.proxy_box = FieldBox(self.proxy)
        self.address_box = FieldBox(self.proxy_address)
        self.sign_out = secondary_button("")
        self.close_button = secondary_button("")
        self._between = Text(tone=Tone.DIM)
        self._trouble = Text(role=TextRole.SMALL, tone=Tone.NEEDS_YOU, wrap=True)
        self._trouble.hide()
        self._lay_out()
        self._retranslate()
        self._load()
        self._connect()
        self.resize(self.sizeHint().boundedTo(self.screen().availableSize() * 0.94))

    def sizeHint(self) -> QSize:
        """All sections without scrolling at the ordinary font size, and as wide as the language needs."""
        return QSize(max(520, self._content.sizeHint().width() + space(4)), 740)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._load()
        super().changeEvent(event)

    # What stands where

    def _lay_out(self) -> None:
        content = self._content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(space(6), space(5), space(6), space(5))
        column.setSpacing(space(3))
        self._heading(column)
        column.addWidget(self.language_box)
        column.addWidget(self.look_box)
        self._heading(column)
        column.addWidget(self.notices)
        hours = QHBoxLayout()
        hours.setSpacing(space(2))
        hours.addWidget(self.quiet)
        hours.addWidget(self.quiet_from)
        hours.addWidget(self._between)
        hours.addWidget(self.quiet_until)
        hours.addStretch(1)
        column.addLayout(hours)
        column.addWidget(self.close_to_tray)
        self._heading(column)
        column.addWidget(self.spare_metered)
        column.addWidget(self.proxy_box)
        column.addWidget(self.address_box)
        if self._account is not None:
            self._heading(column)
            column.addLayout(self._account_row(self._account))
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(content)
        footer = QHBoxLayout()
        footer.setContentsMargins(space(6), space(3), space(6), space(3))
        footer.addWidget(self._trouble, 1)
        footer.addStretch(0)
        footer.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignRight)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scroll, 1)
        outer.addWidget(Rule())
        outer.addLayout(footer)

    def _heading(self, column: QVBoxLayout) -> None:
        if self._headings:
            column.addSpacing(space(2))
            column.addWidget(Rule())
            column.addSpacing(space(1))
        heading = Text(strong=True)
        self._headings.append(heading)
        column.addWidget(heading)

    def _account_row(self, account: AccountWords) -> QHBoxLayout:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(ElidedText(account.name or account.login, strong=True))
        where = " · ".join(part for part in (account.login, account.helpdesk, account.address) if part)
        names.addWidget(ElidedText(where, role=TextRole.SMALL, tone=Tone.DIM))
        row = QHBoxLayout()
        row.setSpacing(space(3))
        row.addWidget(Avatar(account.helpdesk or account.name))
        row.addLayout(names, 1)
        row.addWidget(self.sign_out)
        return row

    # Values

    def _load(self) -> None:
        """Show the settings in force, without telling anybody."""
        get = self._settings.get
        self.language.setCurrentIndex(max(0, self.language.findData(get(settings.LANGUAGE))))
        self.look.set_value(get(settings.LOOK))
        self.notices.setChecked(get(settings.NOTICES))
        self.quiet.setChecked(get(settings.QUIET_HOURS))
        self.quiet_from.setTime(_time(get(settings.QUIET_FROM)))
        self.quiet_until.setTime(_time(get(settings.QUIET_UNTIL)))
        self.close_to_tray.setChecked(get(settings.CLOSE_TO_TRAY))
        self.spare_metered.setChecked(get(settings.PAUSE_ON_METERED))
        self.proxy.setCurrentIndex(max(0, self.proxy.findData(get(settings.PROXY))))
        if not self.proxy_address.hasFocus():
            self.proxy_address.setText(get(settings.PROXY_ADDRESS))
        self._show_dependents()

    def _show_dependents(self) -> None:
        """What has no meaning without another setting can't be touched."""
        on = self.notices.isChecked()
        self.quiet.setEnabled(on)
        for one in (self.quiet_from, self.quiet_until, self._between):
            one.setEnabled(on and self.quiet.isChecked())
        self.address_box.setVisible(self.proxy.currentData() == ProxyChoice.EXPLICIT.value)

    def _connect(self) -> None:
        # `activated`, not `currentIndexChanged`: only what the person does is kept, not what a new language rebuilds.
        self.language.activated.connect(lambda _: self._keep(settings.LANGUAGE, str(self.language.currentData())))
        self.look.chosen.connect(lambda value: self._keep(settings.LOOK, value))
        self.notices.clicked.connect(lambda on: self._keep(settings.NOTICES, on))
        self.quiet.clicked.connect(lambda on: self._keep(settings.QUIET_HOURS, on))
        self.quiet_from.editingFinished.connect(lambda: self._keep(settings.QUIET_FROM, _minutes(self.quiet_from)))
        self.quiet_until.editingFinished.connect(lambda: self._keep(settings.QUIET_UNTIL, _minutes(self.quiet_until)))
        self.close_to_tray.clicked.connect(lambda on: self._keep(settings.CLOSE_TO_TRAY, on))
        self.spare_metered.clicked.connect(lambda on: self._keep(settings.PAUSE_ON_METERED, on))
        self.proxy.activated.connect(lambda _: self._proxy_chosen())
        self.proxy_address.editingFinished.connect(self._proxy_typed)
        self.proxy_address.textEdited.connect(lambda: self.address_box.set_fault(""))
        self.sign_out.clicked.connect(self.sign_out_asked)
        self.close_button.clicked.connect(self.close)

    def _keep(self, setting: Setting[T], value: T) -> None:
        try:
            self._settings.set(setting, value)
        except OSError as error:
            # It holds until the program ends; only the next start will not know of it.
            self._trouble.setText(
                self.tr("This can't be kept for the next start: {reason}").format(reason=error.strerror or str(error))
            )
            self._trouble.show()
        else:
            self._trouble.hide()
        self._show_dependents()

    def _proxy_chosen(self) -> None:
        self._keep(settings.PROXY, str(self.proxy.currentData()))
        if self.proxy.currentData() == ProxyChoice.EXPLICIT.value:
            self.proxy_address.setFocus(Qt.FocusReason.OtherFocusReason)

    def _proxy_typed(self) -> None:
        from desktop.connectors.proxy import Proxy, ProxyMode, proxy_for  # brings urllib, some 40 ms

        typed = self.proxy_address.text().strip()
        if "@" in typed:
            # The settings are a plain file: what stands in them can be read by whoever gets at the disk.
            self.address_box.set_fault(
                self.tr("Without user name and password, please: anybody could read them on the disk.")
            )
            return
        try:
            proxy_for(Proxy(ProxyMode.EXPLICIT, typed), "helpdesk.invalid")
        except ProxyError:
            self.address_box.set_fault(self.tr("Type host and port of an HTTP proxy, such as proxy.company.com:8080."))
            return
        self._keep(settings.PROXY_ADDRESS, typed)

    # Words

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Preferences"))
        headings = [self.tr("Language and look"), self.tr("Notices"), self.tr("Network"), self.tr("Account")]
        for heading, words in zip(self._headings, headings, strict=False):
            heading.setText(words)
        self.language_box.set_caption(self.tr("Language"))
        _refill(self.language, [("", self.tr("As the system")), *((one.value, one.own_name) for one in Language)])
        self.look_box.set_caption(self.tr("Appearance"))
        self.look.set_choices(
            [
                (Look.SYSTEM.value, self.tr("As the system")),
                (Look.LIGHT.value, self.tr("Light")),
                (Look.DARK.value, self.tr("Dark")),
            ]
        )
        self.notices.setText(self.tr("Tell me about answers, changes and what needs me"))
        self.quiet.setText(self.tr("Quiet from"))
        self._between.setText(self.tr("until"))
        self.quiet_from.setAccessibleName(self.tr("Quiet from"))
        self.quiet_until.setAccessibleName(self.tr("Quiet until"))
        self.close_to_tray.setText(self.tr("Closing the window leaves Sportello in the tray, where there is one"))
        self.spare_metered.setText(self.tr("Large files wait while the connection is metered"))
        self.spare_metered.setToolTip(
            self.tr(
                "Files of more than 1 MB in all wait for a connection without a data limit. Texts are sent at once."
            )
        )
        self.proxy_box.set_caption(self.tr("Proxy"))
        _refill(
            self.proxy,
            [
                (ProxyChoice.SYSTEM.value, self.tr("As the system")),
                (ProxyChoice.NONE.value, self.tr("None")),
                (ProxyChoice.EXPLICIT.value, self.tr("This one")),
            ],
        )
        self.address_box.set_caption(self.tr("Host and port"))
        self.proxy_address.setPlaceholderText(self.tr("proxy.company.com:8080"))
        self.sign_out.setText(self.tr("Sign out…"))
        self.close_button.setText(self.tr("Close"))


def _refill(box: QComboBox, entries: list[tuple[str, str]]) -> None:
    chosen = box.currentData()
    box.clear()
    for value, words in entries:
        box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))


def _time(minutes: int) -> QTime:
    minutes %= 24 * 60
    return QTime(minutes // 60, minutes % 60)


def _minutes(edit: QTimeEdit) -> int:
    return edit.time().hour() * 60 + edit.time().minute()
