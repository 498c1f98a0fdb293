"""An outbox of the first version, with everything that may lie in one, comes to the present version whole."""

from __future__ import annotations

from pathlib import Path

from desktop.domain.change import AddMessage, OpenTicket, SetStatus, StatusTarget
from desktop.domain.change_state import ChangeState
from desktop.storage.database import Database
from desktop.storage.drafts import Drafts
from desktop.storage.facts import Facts
from desktop.storage.migrate import Schema, migrate, migrations
from desktop.storage.outbox import Outbox

KEY = b"k" * 32

ROWS = """
INSERT INTO migration (number, name) VALUES (1, 'first');
INSERT INTO change VALUES
  (3, 'c-open', 'c-open', 'open-ticket', '{"subject":"Ψυγείο","description":"d","request_type":"fault","files":[
     {"id":"f1","sha256":"aa","name":"φωτογραφία.jpg","size":10,"mime":"image/jpeg"}]}', 100, 'uploading', 110, 2,
     '{"code":"unreachable"}', '', 0),
  (5, 'c-reply', 'c-open', 'add-message', '{"text":"ecco"}', 120, 'queued', 130, 0, NULL, '', 0),
  (9, 'c-close', 't9', 'set-status', '{"target":"closed","text":"fatto","seen_version":4}', 140, 'confirmed', 0, 0, NULL, '10007', 150);
INSERT INTO upload VALUES ('c-open', 0, 'f1', 'aa', 'φωτογραφία.jpg', 10, 'image/jpeg', 'https://h/u1', 4, 0);
INSERT INTO draft VALUES ('reply:t9', 'reply', '{"ticket_id":"t9","text":"ancora"}', 160);
INSERT INTO fact VALUES ('hold-until', '170');
"""


def test_nothing_of_it_is_lost_and_its_order_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "outbox.db"
    first = Database(path, KEY)
    with first.transaction():
        first.script(migrations(Schema.OUTBOX)[0][2])
        first.script(ROWS)
        first.script("PRAGMA user_version = 1")
    first.close()

    database = Database(path, KEY)
    newest = migrate(database, Schema.OUTBOX)
    assert newest >= 2
    outbox = Outbox(database)
    opening, reply = outbox.unsettled()
    assert isinstance(opening.deed, OpenTicket)
    assert (opening.id, opening.state, opening.attempts, opening.not_before) == (
        "c-open",
        ChangeState.UPLOADING,
        2,
        110,
    )
    assert opening.problem is not None
    assert [(one.file.name, one.url, one.offset, one.done) for one in opening.uploads] == [
        ("φωτογραφία.jpg", "https://h/u1", 4, False)
    ]
    assert reply.deed == AddMessage("ecco")
    (closing,) = outbox.settled()
    assert isinstance(closing.deed, SetStatus)
    assert (closing.deed.target, closing.deed.text, closing.number) == (StatusTarget.CLOSED, "fatto", "10007")
    draft = Drafts(database).reply("t9")
    assert draft is not None
    assert draft.text == "ancora"
    assert Facts(database).get("hold-until") == "170"
    assert database.number("SELECT count(*) FROM pragma_foreign_key_check()") == 0
    assert database.number("SELECT seq FROM sqlite_sequence WHERE name = 'change'") == 9
    database.close()

    # A row of the uploads still goes with its change, and no number of a change is given out twice.
    database = Database(path, KEY)
    Outbox(database).remove("c-open")
    assert database.number("SELECT count(*) FROM upload") == 0
    database.close()
