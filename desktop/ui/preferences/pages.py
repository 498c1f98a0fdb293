"""The pages: which setting stands where, and in what words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from desktop import settings
from desktop.errors import ProxyError
from desktop.runtime.autostart import Autostart
from desktop.settings import Look, ProxyChoice
from desktop.ui.controls import Text
from desktop.ui.field_box import FieldBox
from desktop.ui.preferences.page import PreferencesPage
from desktop.ui.preferences.rows import ChoiceRow, Keeper, SegmentsRow, SwitchRow, TimeRow
from desktop.ui.preferences.surroundings import Surroundings
from desktop.ui.theme import TextRole, Tone, space
from desktop.ui.translation import Language
from desktop.ui.wording.amounts import size

MEGABYTE = 10**6


class GeneralPage(PreferencesPage):
    """Language, look, and how the program comes and goes."""

    def __init__(self, keeper: Keeper, around: Surroundings) -> None:
        super().__init__()
        self.language = ChoiceRow(keeper, settings.LANGUAGE)
        self.look = SegmentsRow(keeper, settings.LOOK)
        self.autostart = AutostartRow(keeper, around.autostart)
        self.close_to_tray = SwitchRow(keeper, settings.CLOSE_TO_TRAY)
        self.add(self.language, self.look, self.autostart, self.close_to_tray)
        self.end()

    def title(self) -> str:
        """What the page is called."""
        return self.tr("General")

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        super().retranslate()
        self.language.set_caption(self.tr("Language"))
        self.language.set_choices(
            [("", self.tr("Same as the system")), *((one.value, one.own_name) for one in Language)]
        )
        self.look.set_caption(self.tr("Appearance"))
        self.look.choice.set_choices(
            [
                (Look.SYSTEM.value, self.tr("Same as the system")),
                (Look.LIGHT.value, self.tr("Light")),
                (Look.DARK.value, self.tr("Dark")),
            ]
        )
        self.autostart.setText(self.tr("Start with this computer, in the tray"))
        self.close_to_tray.setText(self.tr("Closing the window leaves Sportello in the tray, where there is one"))


class AutostartRow(SwitchRow):
    """The system's own entry decides; the setting follows it."""

    def __init__(self, keeper: Keeper, entry: Autostart | None) -> None:
        super().__init__(keeper, settings.AUTOSTART)
        self._entry = entry
        self.setVisible(entry is not None)

    def load(self) -> None:
        """Show whether the entry is there."""
        self.setChecked(self._entry is not None and self._entry.is_on())

    def _clicked(self, on: bool) -> None:
        if self._entry is None:
            return
        try:
            self._entry.switch(on)
        except OSError as error:
            self._keeper.refused(error)
            self.load()
            return
        self.load()
        self._keeper.keep(self.setting, self.isChecked())


class NoticesPage(PreferencesPage):
    """When the program speaks up."""

    def __init__(self, keeper: Keeper) -> None:
        super().__init__()
        self.notices = SwitchRow(keeper, settings.NOTICES)
        self.quiet = SwitchRow(keeper, settings.QUIET_HOURS)
        self.quiet_from = TimeRow(keeper, settings.QUIET_FROM)
        self.quiet_until = TimeRow(keeper, settings.QUIET_UNTIL)
        self._between = Text(tone=Tone.DIM)
        self._meaning = Text(role=TextRole.SMALL, tone=Tone.DIM, wrap=True)
        self.add(self.notices)
        hours = QHBoxLayout()
        hours.setSpacing(space(2))
        for one in (self.quiet, self.quiet_from, self._between, self.quiet_until):
            hours.addWidget(one)
        hours.addStretch(1)
        self.add_layout(hours, self.quiet, self.quiet_from, self.quiet_until)
        self.column.addWidget(self._meaning)
        self.end()

    def title(self) -> str:
        """What the page is called."""
        return self.tr("Notices")

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        super().retranslate()
        self.notices.setText(self.tr("Tell me about answers, changes and what needs me"))
        self.quiet.setText(self.tr("Quiet from"))
        self._between.setText(self.tr("until"))
        self.quiet_from.setAccessibleName(self.tr("Quiet from"))
        self.quiet_until.setAccessibleName(self.tr("Quiet until"))
        self._meaning.setText(self.tr("What comes in the quiet hours is told once, when they are over."))

    def show_dependents(self) -> None:
        """Hours have no meaning without notices."""
        on = self.notices.isChecked()
        self.quiet.setEnabled(on)
        for one in (self.quiet_from, self.quiet_until, self._between):
            one.setEnabled(on and self.quiet.isChecked())


class NetworkPage(PreferencesPage):
    """The way to the helpdesk."""

    def __init__(self, keeper: Keeper) -> None:
        super().__init__()
        self.spare_metered = SwitchRow(keeper, settings.PAUSE_ON_METERED)
        self.proxy = ChoiceRow(keeper, settings.PROXY)
        self.address = ProxyAddressRow(keeper)
        self.add(self.spare_metered, self.proxy, self.address)
        self.proxy.box.activated.connect(self._proxy_chosen)
        self.end()

    def title(self) -> str:
        """What the page is called."""
        return self.tr("Network")

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        super().retranslate()
        self.spare_metered.setText(self.tr("Large files wait while the connection is metered"))
        self.spare_metered.setToolTip(
            self.tr(
                "Files of more than 1 MB in all wait for a connection without a data limit. Texts are sent at once."
            )
        )
        self.proxy.set_caption(self.tr("Proxy"))
        self.proxy.set_choices(
            [
                (ProxyChoice.SYSTEM.value, self.tr("Same as the system")),
                (ProxyChoice.NONE.value, self.tr("None")),
                (ProxyChoice.EXPLICIT.value, self.tr("This one")),
            ]
        )
        self.address.set_caption(self.tr("Host and port"))
        self.address.edit.setPlaceholderText(self.tr("proxy.example.com:8080"))

    def show_dependents(self) -> None:
        """An address is only for a proxy by hand."""
        self.address.setVisible(self.proxy.box.currentData() == ProxyChoice.EXPLICIT.value)

    def _proxy_chosen(self) -> None:
        if self.address.isVisible():
            self.address.edit.setFocus(Qt.FocusReason.OtherFocusReason)


class ProxyAddressRow(FieldBox):
    """Host and port, checked before they are kept."""

    setting = settings.PROXY_ADDRESS

    def __init__(self, keeper: Keeper) -> None:
        self.edit = QLineEdit()
        super().__init__(self.edit)
        self._keeper = keeper
        self.edit.editingFinished.connect(self._typed)
        self.edit.textEdited.connect(lambda: self.set_fault(""))

    def load(self) -> None:
        """Show the value in force, but not over what is being typed."""
        if not self.edit.hasFocus():
            self.edit.setText(self._keeper.get(self.setting))

    def _typed(self) -> None:
        from desktop.connectors.proxy import Proxy, ProxyMode, proxy_for  # brings urllib, some 40 ms

        typed = self.edit.text().strip()
        if "@" in typed:
            # The settings are a plain file: what stands in them can be read by whoever gets at the disk.
            self.set_fault(self.tr("Without user name and password, please: anybody could read them on the disk."))
            return
        try:
            proxy_for(Proxy(ProxyMode.EXPLICIT, typed), "helpdesk.invalid")
        except ProxyError:
            self.set_fault(self.tr("Type host and port of an HTTP proxy, such as proxy.example.com:8080."))
            return
        self._keeper.keep(self.setting, typed)


class StoragePage(PreferencesPage):
    """What is kept on this computer."""

    def __init__(self, keeper: Keeper, around: Surroundings) -> None:
        super().__init__()
        self._around = around
        self._bytes: int | None = None
        self.downloads = ChoiceRow(keeper, settings.DOWNLOADS_KEPT)
        self._now = Text(role=TextRole.SMALL, tone=Tone.DIM, wrap=True)
        self._meaning = Text(role=TextRole.SMALL, tone=Tone.DIM, wrap=True)
        self.add(self.downloads)
        self.column.addWidget(self._now)
        self.column.addWidget(self._meaning)
        self.downloads.box.activated.connect(lambda _: self._measure())
        self.end()

    def title(self) -> str:
        """What the page is called."""
        return self.tr("Storage")

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        super().retranslate()
        self.downloads.set_caption(self.tr("Attachments kept for reading without a network, at most"))
        self.downloads.set_choices(
            [(megabytes, size(megabytes * MEGABYTE)) for megabytes in settings.DOWNLOADS_KEPT.allowed]
        )
        self._meaning.setText(
            self.tr(
                "Attachments that nobody opened for the longest time go first; they can be fetched again."
                " Your own that are not sent yet always stay."
            )
        )
        self._show_measured()

    def showEvent(self, event: QShowEvent) -> None:
        """Look how much there is."""
        super().showEvent(event)
        self._measure()

    def _measure(self) -> None:
        if self._around.measure_downloads is not None:
            self._around.measure_downloads(self._measured)

    def _measured(self, count: int) -> None:
        self._bytes = count
        self._show_measured()

    def _show_measured(self) -> None:
        self._now.setVisible(self._bytes is not None)
        if self._bytes is not None:
            self._now.setText(
                self.tr("Attachments of this account take up {amount} now.").format(amount=size(self._bytes))
            )
