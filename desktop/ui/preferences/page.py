"""A page of the preferences: the rows of one section, one below the other, scrolling when the window is low."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.controls import Text
from desktop.ui.preferences.rows import Row
from desktop.ui.theme import TextRole, space


class PreferencesPage(QScrollArea):
    """A page says its `title`, its words (`retranslate`) and what has no meaning without another setting (`show_dependents`)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self.heading = Text(role=TextRole.TITLE, strong=True)
        content = self._content = QWidget()
        self.column = QVBoxLayout(content)
        self.column.setContentsMargins(space(6), space(5), space(6), space(5))
        self.column.setSpacing(space(3))
        self.column.addWidget(self.heading)
        self.column.addSpacing(space(1))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)

    def title(self) -> str:
        """What the page is called."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        self.heading.setText(self.title())

    def load(self) -> None:
        """Show the settings in force, without telling anybody."""
        for row in self.rows:
            row.load()
        self.show_dependents()

    def show_dependents(self) -> None:
        """What has no meaning without another setting can't be touched."""

    def content_width(self) -> int:
        """What the words need at least."""
        return self._content.minimumSizeHint().width()

    def add(self, *rows: Row) -> None:
        """Rows that stand in the column."""
        for row in rows:
            assert isinstance(row, QWidget)
            self.column.addWidget(row)
            self.rows.append(row)

    def add_layout(self, layout: QLayout, *rows: Row) -> None:
        """Rows that are laid out in a way of their own."""
        self.column.addLayout(layout)
        self.rows.extend(rows)

    def end(self) -> None:
        """Nothing more comes; call it last."""
        self.column.addStretch(1)
        self.retranslate()
        self.load()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.load()
        super().changeEvent(event)
