"""Keeps the reply that is being written: loads, saves, attaches, sends; also when the person goes to another ticket meanwhile.

What was typed is held here until the writer lane confirms it, so that going back and forth between tickets never shows an older text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.domain.change import FrozenFile
from desktop.domain.draft import ReplyDraft
from desktop.errors import WorldError
from desktop.ui.composer import Composer
from desktop.ui.session_view import SessionView
from desktop.ui.wording import explain


class ReplyDesk(QObject):
    """Stands between the composer and the account."""

    sent = Signal(str)
    """The ticket whose reply now stands in the outbox."""

    def __init__(self, session: SessionView, composer: Composer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._composer = composer
        self._ticket_id = ""
        self._unsaved: dict[str, ReplyDraft] = {}
        self._copying: dict[str, int] = {}
        self._returning: dict[str, ReplyDraft] = {}
        composer.changed.connect(self._save_shown)
        composer.files_asked.connect(self._attach_files)
        composer.picture_asked.connect(lambda data, name: self._attach(self._ticket_id, data, name))

    @property
    def ticket_id(self) -> str:
        """Whose reply is in the composer; empty for none."""
        return self._ticket_id

    def show_ticket(self, ticket_id: str) -> None:
        """Put another ticket's reply into the composer; the one that was there is saved."""
        if ticket_id == self._ticket_id:
            return
        self._composer.flush()
        self._ticket_id = ticket_id
        self._load()

    def reload(self) -> None:
        """The draft of the ticket in the composer changed below (something was taken back into it)."""
        if self._ticket_id and not self._composer.has_unsaved_typing:
            self._unsaved.pop(self._ticket_id, None)
            self._load()

    def flush(self) -> None:
        """Save now what a pause was being waited for."""
        self._composer.flush()

    def take_back(
        self,
        action: Callable[..., Any],
        *arguments: object,
        then: Callable[[Any], None] | None = None,
        failed: Callable[[WorldError], None] | None = None,
    ) -> None:
        """Run an action that may bring text back into the draft of the ticket in the composer, and join what is typed until its answer.

        Nothing is saved over the draft in between: the action puts what it brings before what stood there when it began, and what was
        typed since comes after.
        """
        self._composer.flush()
        ticket_id, before = self._ticket_id, self._shown_draft()
        if not ticket_id or ticket_id in self._returning:
            self._session.perform(action, *arguments, then=then, failed=failed)
            return
        self._returning[ticket_id] = before

        def done(result: object) -> None:
            self._returning.pop(ticket_id, None)
            self._join(result if isinstance(result, ReplyDraft) else None, ticket_id, before)
            if then is not None:
                then(result)

        def not_done(error: WorldError) -> None:
            self._returning.pop(ticket_id, None)
            self._join(None, ticket_id, before)
            (failed or self._say)(error)

        self._session.perform(action, *arguments, then=done, failed=not_done)

    def _join(self, brought: ReplyDraft | None, ticket_id: str, before: ReplyDraft) -> None:
        """Put together what came back and what was typed meanwhile."""
        shown = ticket_id == self._ticket_id
        typed = self._shown_draft() if shown else self._unsaved.get(ticket_id, before)
        is_same = (typed.text, typed.files) == (before.text, before.files)
        if brought is None or brought.ticket_id != ticket_id:
            if not is_same:
                self._save(typed)
            return
        if is_same:
            self._unsaved.pop(ticket_id, None)
            if shown:
                self._load()
            return
        taken = brought.text.removesuffix(before.text).rstrip("\n") if before.text else brought.text
        old = {file.id for file in before.files}
        files = (*(file for file in brought.files if file.id not in old), *typed.files)
        joined = replace(brought, text="\n\n".join(part for part in (taken, typed.text) if part), files=files)
        if shown:
            self._composer.show_draft(joined.text, joined.files)
        self._save(joined)

    def send(
        self,
        action: Callable[..., object] | None = None,
        *arguments: object,
        then: Callable[[], None] | None = None,
    ) -> None:
        """Send what is in the composer; it is cleared when it stands in the outbox, and stays with a reason if that fails.

        `action` does something else with the draft than replying; it is handed the draft and `arguments`.
        """
        from desktop.actions.reply import reply  # pulls storage in: only when something is sent

        ticket_id = self._ticket_id
        draft = self._shown_draft()
        self._composer.flush()
        self._composer.lock(True)

        def done(_change: object) -> None:
            self._unsaved.pop(ticket_id, None)
            if ticket_id == self._ticket_id:
                self._composer.lock(False)
                self._composer.show_draft("", ())
            self.sent.emit(ticket_id)
            if then is not None:
                then()

        def failed(error: WorldError) -> None:
            if ticket_id == self._ticket_id:
                self._composer.lock(False)
                self._say(error)

        self._session.perform(action or reply, draft, *arguments, then=done, failed=failed)

    def forget(self, ticket_id: str) -> None:
        """What was written to this ticket went out by another way (as the last word of closing): empty it."""
        from desktop.actions.drafts import delete_draft

        self._unsaved.pop(ticket_id, None)
        if ticket_id == self._ticket_id:
            self._composer.show_draft("", ())
        self._session.perform(delete_draft, ReplyDraft(ticket_id), failed=self._say)

    def _load(self) -> None:
        draft = self._unsaved.get(self._ticket_id)
        if draft is None and self._ticket_id:
            draft = self._session.views.reply_draft(self._ticket_id)
        self._composer.lock(False)
        self._composer.show_draft(draft.text if draft else "", draft.files if draft else ())
        self._composer.set_copying(self._copying.get(self._ticket_id, 0))
        if draft is not None and not draft.is_empty:
            self._composer.say_state(self.tr("Draft saved"))

    def _shown_draft(self) -> ReplyDraft:
        return ReplyDraft(self._ticket_id, self._composer.text, self._composer.files)

    def _save_shown(self) -> None:
        if self._ticket_id:
            self._save(self._shown_draft())

    def _save(self, draft: ReplyDraft) -> None:
        from desktop.actions.drafts import save_draft

        self._unsaved[draft.ticket_id] = draft
        if draft.ticket_id in self._returning:
            return  # it would be written over what is just coming back; it is joined to that instead

        def done(_: None) -> None:
            if self._unsaved.get(draft.ticket_id) is draft:
                del self._unsaved[draft.ticket_id]
            if draft.ticket_id == self._ticket_id and not self._composer.has_unsaved_typing:
                self._composer.say_state("" if draft.is_empty else self.tr("Draft saved"))

        self._session.perform(save_draft, draft, then=done, failed=self._say)

    def _attach_files(self, paths: list[Path]) -> None:
        for path in paths:
            self._attach(self._ticket_id, path, path.name)

    def _attach(self, ticket_id: str, source: Path | bytes, name: str) -> None:
        self._count_copying(ticket_id, 1)

        def done(file: FrozenFile) -> None:
            self._count_copying(ticket_id, -1)
            if ticket_id == self._ticket_id:
                self._composer.show_files((*self._composer.files, file))
                self._save_shown()
                return
            draft = self._unsaved.get(ticket_id) or self._session.views.reply_draft(ticket_id) or ReplyDraft(ticket_id)
            self._save(replace(draft, files=(*draft.files, file)))

        def failed(error: WorldError) -> None:
            self._count_copying(ticket_id, -1)
            if ticket_id == self._ticket_id:
                self._say(error)

        self._session.attachments.attach(source, name, done, failed)

    def _count_copying(self, ticket_id: str, by: int) -> None:
        self._copying[ticket_id] = self._copying.get(ticket_id, 0) + by
        if ticket_id == self._ticket_id:
            self._composer.set_copying(self._copying[ticket_id])

    def _say(self, error: WorldError) -> None:
        said = explain(error)
        self._composer.say_trouble(" ".join(part for part in (said.sentence, said.remedy) if part))
