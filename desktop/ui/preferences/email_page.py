"""The preferences' page about e-mail: the person's own mail server, for those who send letters from here.

The password does not stand here: it is asked for with the first letter, and kept in the keyring or nowhere.
"""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from desktop import settings
from desktop.settings import Setting
from desktop.ui.controls import Text
from desktop.ui.field_box import FieldBox
from desktop.ui.preferences.page import PreferencesPage
from desktop.ui.preferences.rows import ChoiceRow, Keeper
from desktop.ui.theme import TextRole, Tone, space

STARTTLS_PORT, TLS_PORT = 587, 465
"""RFC 6409 and RFC 8314."""


class EmailPage(PreferencesPage):
    """Host, port, encryption and user name."""

    def __init__(self, keeper: Keeper) -> None:
        super().__init__()
        self._keeper = keeper
        self._meaning = Text(role=TextRole.SMALL, tone=Tone.DIM, wrap=True)
        self.host = LineRow(keeper, settings.SMTP_HOST)
        self.port = PortRow(keeper)
        self.security = ChoiceRow(keeper, settings.SMTP_SECURITY)
        self.user = LineRow(keeper, settings.SMTP_USER)
        self._password = Text(role=TextRole.SMALL, tone=Tone.DIM, wrap=True)
        self.column.addWidget(self._meaning)
        self.add(self.host)
        pair = QHBoxLayout()
        pair.setSpacing(space(3))
        pair.addWidget(self.security, 1)
        pair.addWidget(self.port)
        self.add_layout(pair, self.security, self.port)
        self.add(self.user)
        self.column.addWidget(self._password)
        self.security.box.activated.connect(lambda _: self._usual_port())
        self.end()

    def title(self) -> str:
        """What the page is called."""
        return self.tr("E-mail")

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        super().retranslate()
        self._meaning.setText(
            self.tr(
                "What can't reach the helpdesk directly can go by e-mail, through your mail program. If you enter your mail server here,"
                " Sportello can send it itself."
            )
        )
        self.host.set_caption(self.tr("Mail server"))
        self.host.edit.setPlaceholderText(self.tr("smtp.example.com; empty: only through my mail program"))
        self.port.set_caption(self.tr("Port"))
        self.security.set_caption(self.tr("Encryption"))
        self.security.set_choices(
            [
                ("starttls", self.tr("STARTTLS")),
                ("tls", self.tr("TLS from the first byte")),
                ("none", self.tr("None (only within this computer)")),
            ]
        )
        self.user.set_caption(self.tr("User name"))
        self.user.edit.setPlaceholderText(self.tr("empty: no sign-in"))
        self._password.setText(
            self.tr(
                "The password is asked for when something is sent, and kept in this computer's keyring if you like."
            )
        )

    def show_dependents(self) -> None:
        """Nothing of it matters without a server, and no password goes unencrypted to another computer."""
        host = self._keeper.get(settings.SMTP_HOST)
        for row in (self.port, self.security, self.user):
            row.setEnabled(bool(host))
        exposed = bool(host) and self._keeper.get(settings.SMTP_SECURITY) == "none" and not _is_here(host)
        self.security.set_fault(self.tr("Only for a mail server on this computer.") if exposed else "")

    def _usual_port(self) -> None:
        """Another encryption has another usual port; a port of the person's own choice stays."""
        usual = {"starttls": STARTTLS_PORT, "tls": TLS_PORT}
        wanted = usual.get(self._keeper.get(settings.SMTP_SECURITY))
        if wanted is not None and self._keeper.get(settings.SMTP_PORT) in usual.values():
            self._keeper.keep(settings.SMTP_PORT, wanted)
            self.port.load()


class LineRow(FieldBox):
    """A line of text, kept without the blanks around it."""

    def __init__(self, keeper: Keeper, setting: Setting[str]) -> None:
        self.edit = QLineEdit()
        super().__init__(self.edit)
        self.setting = setting
        self._keeper = keeper
        self.edit.editingFinished.connect(lambda: keeper.keep(setting, self.edit.text().strip()))

    def load(self) -> None:
        """Show the value in force, but not over what is being typed."""
        if not self.edit.hasFocus():
            self.edit.setText(self._keeper.get(self.setting))


class PortRow(FieldBox):
    """A port of TCP."""

    setting = settings.SMTP_PORT

    def __init__(self, keeper: Keeper) -> None:
        self.edit = QLineEdit()
        super().__init__(self.edit)
        self.edit.setMaximumWidth(7 * self.edit.fontMetrics().horizontalAdvance("0") + space(8))
        self._keeper = keeper
        self.edit.editingFinished.connect(self._typed)
        self.edit.textEdited.connect(lambda _: self.set_fault(""))

    def load(self) -> None:
        """Show the value in force."""
        if not self.edit.hasFocus():
            self.edit.setText(str(self._keeper.get(self.setting)))

    def _typed(self) -> None:
        typed = self.edit.text().strip()
        if typed.isdecimal() and 0 < int(typed) < 65536:
            self._keeper.keep(self.setting, int(typed))
        else:
            self.set_fault(self.tr("Type a number from 1 to 65535."))


def _is_here(host: str) -> bool:
    from desktop.connectors.address import is_loopback

    return is_loopback(host)
