"""What the window holds of one account: its banners above its workbench.

It is there from the beginning and costs next to nothing; the workbench comes when the account is first brought to the front, and is
built anew when the language changes. Banners belong to the account, and are seen with it.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget


class AccountPane(QWidget):
    """Banners on top, then one content."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("accountPane")
        self._content: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def hold(self, content: QWidget) -> None:
        """Show `content`; what was held before goes."""
        before, self._content = self._content, content
        if before is None:
            self._column.addWidget(content, 1)
        else:
            self._column.replaceWidget(before, content)
            before.hide()
            before.deleteLater()
        content.show()
        if before is not None and self.isVisible():
            content.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Pass the keyboard on (see `Workbench.focusInEvent`)."""
        if self._content is not None:
            self._content.setFocus(event.reason())

    def add_banner(self, banner: QWidget) -> None:
        """Put something that concerns the whole account above everything else."""
        self._column.insertWidget(0, banner)
