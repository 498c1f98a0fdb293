-- A kind more (edits), since when a change is in doubt, and who does the sending. The constraint on `kind` can't be altered: both tables are
-- written anew, children first out of the way, so that no row goes with its parent.
CREATE TABLE change_next (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  ticket_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('open-ticket', 'add-message', 'set-status', 'edit-ticket')),
  deed TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  state TEXT NOT NULL,
  not_before INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  problem TEXT,
  number TEXT NOT NULL DEFAULT '',
  settled_at INTEGER NOT NULL DEFAULT 0,
  doubt_at INTEGER NOT NULL DEFAULT 0,
  negative_looks INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO change_next (sequence, id, ticket_id, kind, deed, made_at, state, not_before, attempts, problem, number, settled_at)
  SELECT sequence, id, ticket_id, kind, deed, made_at, state, not_before, attempts, problem, number, settled_at FROM change;

CREATE TABLE upload_next (
  change_id TEXT NOT NULL REFERENCES change_next (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  file_id TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  name TEXT NOT NULL,
  size INTEGER NOT NULL,
  mime TEXT NOT NULL,
  url TEXT NOT NULL DEFAULT '',
  sent_bytes INTEGER NOT NULL DEFAULT 0,
  done INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (change_id, position)
) STRICT, WITHOUT ROWID;
INSERT INTO upload_next SELECT change_id, position, file_id, sha256, name, size, mime, url, sent_bytes, done FROM upload;

DROP TABLE upload;
DROP TABLE change;
ALTER TABLE change_next RENAME TO change;
ALTER TABLE upload_next RENAME TO upload;
CREATE INDEX change_open ON change (sequence) WHERE state NOT IN ('sent', 'confirmed', 'ended');
CREATE INDEX change_of_ticket ON change (ticket_id, sequence);
CREATE INDEX change_settled ON change (settled_at) WHERE state IN ('sent', 'confirmed', 'ended');
CREATE INDEX upload_of_file ON upload (sha256);

-- Who sends. `beat` counts every taking and renewing; `until` is an instant of the wall clock; `signed` says that the holder had the life sign.
CREATE TABLE lease (
  name TEXT PRIMARY KEY,
  holder TEXT NOT NULL,
  signed INTEGER NOT NULL,
  until INTEGER NOT NULL,
  beat INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
