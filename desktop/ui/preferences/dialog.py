"""The dialog: a list of pages, and the page. Not modal: one can see what a setting does."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QStackedWidget, QVBoxLayout, QWidget

from desktop.settings import Section, Settings
from desktop.ui.controls import Rule, Text, secondary_button, surface
from desktop.ui.preferences.account_page import AccountPage
from desktop.ui.preferences.email_page import EmailPage
from desktop.ui.preferences.page import PreferencesPage
from desktop.ui.preferences.pages import GeneralPage, NetworkPage, NoticesPage, StoragePage
from desktop.ui.preferences.rows import Keeper
from desktop.ui.preferences.surroundings import ALONE, Surroundings
from desktop.ui.theme import TextRole, Tone, space

HEIGHT = 460


class PreferencesDialog(QDialog):
    """`sign_out_asked` and `change_password_asked` are for whoever has the account."""

    sign_out_asked = Signal()
    change_password_asked = Signal()

    def __init__(self, kept: Settings, around: Surroundings = ALONE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        surface(self, "pane")
        keeper = Keeper(kept, self._was_kept)
        self._trouble = Text(role=TextRole.SMALL, tone=Tone.NEEDS_YOU, wrap=True)
        self._trouble.hide()
        self.sections: dict[Section, PreferencesPage] = {
            Section.GENERAL: GeneralPage(keeper, around),
            Section.NOTICES: NoticesPage(keeper),
            Section.NETWORK: NetworkPage(keeper),
            Section.STORAGE: StoragePage(keeper, around),
            Section.EMAIL: EmailPage(keeper),
        }
        self._pages: list[PreferencesPage] = [*self.sections.values()]
        self.account: AccountPage | None = None
        if around.account is not None:
            self.account = AccountPage(around.account)
            self.account.sign_out_asked.connect(self.sign_out_asked)
            self.account.change_password_asked.connect(self.change_password_asked)
            self._pages.append(self.account)
        self.list = QListWidget()
        self.close_button = secondary_button("")
        self._stack = QStackedWidget()
        self._lay_out()
        self._retranslate()
        self.list.currentRowChanged.connect(self._stack.setCurrentIndex)
        self.list.setCurrentRow(0)
        self.close_button.clicked.connect(self.close)
        self.resize(self.sizeHint().boundedTo(self.screen().availableSize() * 0.94))

    @property
    def trouble(self) -> str:
        """What kept the last change from being kept; empty when all is well."""
        return "" if self._trouble.isHidden() else self._trouble.text()

    def show_section(self, section: Section) -> None:
        """Turn to a page."""
        self.list.setCurrentRow(self._pages.index(self.sections[section]))

    def sizeHint(self) -> QSize:
        """As wide as the widest page needs in this language."""
        page = max(one.content_width() for one in self._pages)
        return QSize(self.list.width() + max(440, page) + space(4), HEIGHT)

    def showEvent(self, event: QShowEvent) -> None:
        """The list takes its measures again: before it is shown, it may not know the style sheet's room around its words."""
        super().showEvent(event)
        self.list.doItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _was_kept(self, error: OSError | None) -> None:
        if error is not None:
            # It holds until the program ends; only the next start will not know of it.
            self._trouble.setText(
                self.tr("This can't be kept for the next start: {reason}").format(reason=error.strerror or str(error))
            )
        self._trouble.setVisible(error is not None)
        for page in self._pages:
            page.show_dependents()

    def _lay_out(self) -> None:
        self.list.setProperty("kind", "pages")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for page in self._pages:
            self.list.addItem("")
            self._stack.addWidget(page)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.list)
        middle.addWidget(Rule(Qt.Orientation.Vertical))
        middle.addWidget(self._stack, 1)
        footer = QHBoxLayout()
        footer.setContentsMargins(space(6), space(3), space(6), space(3))
        footer.addWidget(self._trouble, 1)
        footer.addStretch(0)
        footer.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignRight)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(middle, 1)
        outer.addWidget(Rule())
        outer.addLayout(footer)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Preferences"))
        self.list.setAccessibleName(self.tr("Pages of the preferences"))
        for number, page in enumerate(self._pages):
            item = self.list.item(number)
            item.setText(page.title())
        widest = max(self.list.fontMetrics().horizontalAdvance(page.title()) for page in self._pages)
        self.list.setFixedWidth(max(150, widest + space(12)))
        self.close_button.setText(self.tr("Close"))
