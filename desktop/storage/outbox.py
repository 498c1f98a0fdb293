"""The outbox: changes on their way, with everything needed to take them up again after any interruption.

Written durably (`synchronous=FULL`) before anything is shown or sent. Rows are settled, never silently dropped.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import msgspec

from desktop import errors
from desktop.domain.change import (
    AddMessage,
    Change,
    Deed,
    EditTicket,
    FrozenFile,
    OpenTicket,
    Problem,
    SetStatus,
    Upload,
)
from desktop.domain.change_state import ChangeState
from desktop.domain.instant import DAY, Instant
from desktop.storage.database import Database, Row

_KINDS: dict[str, type[OpenTicket] | type[AddMessage] | type[SetStatus] | type[EditTicket]] = {
    "open-ticket": OpenTicket,
    "add-message": AddMessage,
    "set-status": SetStatus,
    "edit-ticket": EditTicket,
}
_KIND_OF = {shape: kind for kind, shape in _KINDS.items()}
_COLUMNS = (
    "id, ticket_id, kind, deed, made_at, state, not_before, attempts, problem, number, settled_at, doubt_at, negative_looks, "
    "mailed_at, stands_as"
)
_UNSETTLED = "state NOT IN ('sent', 'confirmed', 'ended')"

KEEP_SETTLED = 30 * DAY
"""How long what was sent stays here: a server restored from its backup may need it again."""

SHOW_SETTLED = DAY
"""How long the outbox page shows what was sent."""


class Outbox:
    """Reads and writes changes and the state of their uploads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, change: Change) -> None:
        """Queue a change with all its files; one transaction."""
        database = self._database
        with database.transaction():
            database.run(
                f"INSERT INTO change ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    change.id,
                    change.ticket_id,
                    _KIND_OF[type(change.deed)],
                    msgspec.json.encode(change.deed).decode(),
                    change.made_at,
                    change.state.value,
                    change.not_before,
                    change.attempts,
                    _written(change.problem),
                    change.number,
                    change.settled_at,
                    change.doubt_at,
                    change.negative_looks,
                    change.mailed_at,
                    change.stands_as,
                ),
            )
            database.run_many(
                "INSERT INTO upload (change_id, position, file_id, sha256, name, size, mime) VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    (change.id, position, file.id, file.sha256, file.name, file.size, file.mime)
                    for position, file in enumerate(change.files)
                ],
            )

    def update(
        self,
        change_id: str,
        state: ChangeState,
        *,
        not_before: Instant | None = None,
        attempts: int | None = None,
        problem: Problem | None = None,
        number: str = "",
        settled_at: Instant | None = None,
        doubt_at: Instant | None = None,
        negative_looks: int | None = None,
    ) -> None:
        """Move a change; what is None stays as it is, but for `problem`, which is always replaced."""
        self._database.run(
            "UPDATE change SET state = ?, not_before = coalesce(?, not_before), attempts = coalesce(?, attempts), problem = ?, "
            "doubt_at = coalesce(?, doubt_at), negative_looks = coalesce(?, negative_looks), "
            "number = CASE WHEN ? = '' THEN number ELSE ? END, settled_at = coalesce(?, settled_at) WHERE id = ?",
            (
                state.value,
                not_before,
                attempts,
                _written(problem),
                doubt_at,
                negative_looks,
                number,
                number,
                settled_at,
                change_id,
            ),
        )

    # E-mail

    def note_mailed(self, change_id: str, mailed_at: Instant) -> None:
        """When it was handed to e-mail for the first time; 0 when it surely never was."""
        self._database.run("UPDATE change SET mailed_at = ? WHERE id = ?", (mailed_at, change_id))

    def note_stands_as(self, change_id: str, stands_as: str) -> None:
        """Under which id the helpdesk has what went by e-mail; empty when it no longer has it."""
        self._database.run("UPDATE change SET stands_as = ? WHERE id = ?", (stands_as, change_id))

    def move_ticket(self, ticket_id: str, to: str) -> None:
        """Everything about a ticket is about the one with the id `to` from now on."""
        self._database.run("UPDATE change SET ticket_id = ? WHERE ticket_id = ?", (to, ticket_id))

    def put_into(self, change_id: str, ticket_id: str) -> None:
        """This change alone is about that ticket."""
        self._database.run("UPDATE change SET ticket_id = ? WHERE id = ?", (ticket_id, change_id))

    def where(self, ticket_id: str) -> str:
        """The id of the ticket in which the helpdesk has one that went by e-mail; any other ticket's id as it is."""
        sql = "SELECT ticket_id FROM change WHERE id = ? AND kind = 'open-ticket' AND stands_as <> ''"
        return str(self._database.value(sql, (ticket_id,)) or ticket_id)

    def replace_deed(self, change_id: str, deed: Deed) -> None:
        """Another form of the same wish, joined with what the server has; its files stay those it was made with."""
        self._database.run(
            "UPDATE change SET kind = ?, deed = ? WHERE id = ?",
            (_KIND_OF[type(deed)], msgspec.json.encode(deed).decode(), change_id),
        )

    def save_upload(self, change_id: str, upload: Upload) -> None:
        """Keep how far one file is."""
        self._database.run(
            "UPDATE upload SET url = ?, sent_bytes = ?, done = ? WHERE change_id = ? AND file_id = ?",
            (upload.url, upload.offset, int(upload.done), change_id, upload.file.id),
        )

    def forget_uploads(self, change_id: str) -> None:
        """All files of the change have to go up anew."""
        self._database.run("UPDATE upload SET url = '', sent_bytes = 0, done = 0 WHERE change_id = ?", (change_id,))

    def remove(self, change_id: str) -> None:
        """Take a change out altogether: only for one that the person took back before it left."""
        self._database.run("DELETE FROM change WHERE id = ?", (change_id,))

    def purge(self, now: Instant) -> int:
        """Forget what has been settled for KEEP_SETTLED; returns how many."""
        return self._database.run(
            f"DELETE FROM change WHERE NOT ({_UNSETTLED}) AND settled_at < ?", (now - KEEP_SETTLED,)
        )

    # Reading

    def get(self, change_id: str) -> Change | None:
        """One change."""
        row = self._database.one(f"SELECT {_COLUMNS} FROM change WHERE id = ?", (change_id,))
        return self._change(row) if row else None

    def unsettled(self) -> list[Change]:
        """Everything on its way, in the order it was made."""
        return self._many(f"SELECT {_COLUMNS} FROM change WHERE {_UNSETTLED} ORDER BY sequence")

    def shown(self, now: Instant) -> list[Change]:
        """What the outbox page shows: everything on its way, then what was sent within a day, newest first."""
        recent = self._many(
            f"SELECT {_COLUMNS} FROM change WHERE state IN ('sent', 'confirmed') AND settled_at > ? ORDER BY settled_at DESC",
            (now - SHOW_SETTLED,),
        )
        return [*self.unsettled(), *recent]

    def of_ticket(self, ticket_id: str) -> list[Change]:
        """Unsettled changes of one ticket, in the order they were made."""
        sql = f"SELECT {_COLUMNS} FROM change WHERE ticket_id = ? AND {_UNSETTLED} ORDER BY sequence"
        return self._many(sql, (ticket_id,))

    def sent_but_unconfirmed(self) -> list[Change]:
        """Changes that the server accepted but the feed has not shown yet."""
        return self._many(f"SELECT {_COLUMNS} FROM change WHERE state = 'sent' ORDER BY sequence")

    def settled(self) -> list[Change]:
        """What the server took and is still kept here, in the order it was made: all that a restored server may have lost."""
        return self._many(f"SELECT {_COLUMNS} FROM change WHERE state IN ('sent', 'confirmed') ORDER BY sequence")

    def files_in_use(self) -> set[str]:
        """Hashes of all files that a change still names."""
        return {str(sha256) for (sha256,) in self._database.rows("SELECT DISTINCT sha256 FROM upload")}

    def _many(self, sql: str, arguments: Sequence[object] = ()) -> list[Change]:
        return [self._change(row) for row in self._database.rows(sql, arguments)]

    def _change(self, row: Row) -> Change:
        (
            id,
            ticket_id,
            kind,
            deed,
            made_at,
            state,
            not_before,
            attempts,
            problem,
            number,
            settled_at,
            doubt_at,
            looks,
            mailed_at,
            stands_as,
        ) = row
        try:
            content: Deed = msgspec.json.decode(cast("str", deed), type=_KINDS[str(kind)])
            reason = msgspec.json.decode(cast("str", problem), type=Problem) if problem else None
        except (msgspec.MsgspecError, KeyError) as error:
            raise errors.StorageDamaged(f"change {id!s}: {error}", str(self._database.path)) from error
        return Change(
            id=str(id),
            ticket_id=str(ticket_id),
            deed=content,
            made_at=cast("int", made_at),
            state=ChangeState(str(state)),
            not_before=cast("int", not_before),
            attempts=cast("int", attempts),
            problem=reason,
            uploads=self._uploads(str(id)) if content.files else (),
            number=str(number),
            settled_at=cast("int", settled_at),
            doubt_at=cast("int", doubt_at),
            negative_looks=cast("int", looks),
            mailed_at=cast("int", mailed_at),
            stands_as=str(stands_as),
        )

    def _uploads(self, change_id: str) -> tuple[Upload, ...]:
        rows = self._database.rows(
            "SELECT file_id, sha256, name, size, mime, url, sent_bytes, done FROM upload WHERE change_id = ? ORDER BY position",
            (change_id,),
        )
        return tuple(
            Upload(
                FrozenFile(*cast("tuple[str, str, str, int, str]", row[:5])),
                url=str(row[5]),
                offset=cast("int", row[6]),
                done=bool(row[7]),
            )
            for row in rows
        )


def _written(problem: Problem | None) -> str | None:
    return msgspec.json.encode(problem).decode() if problem else None
