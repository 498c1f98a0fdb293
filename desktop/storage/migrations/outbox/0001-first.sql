-- What the person did and has not been settled, and what nobody could make again. Never deleted by a program.
CREATE TABLE migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP) STRICT;

CREATE TABLE change (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  ticket_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('open-ticket', 'add-message', 'set-status')),
  deed TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  state TEXT NOT NULL,
  not_before INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  problem TEXT,
  number TEXT NOT NULL DEFAULT '',
  settled_at INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX change_open ON change (sequence) WHERE state NOT IN ('sent', 'confirmed', 'ended');
CREATE INDEX change_of_ticket ON change (ticket_id, sequence);

CREATE TABLE upload (
  change_id TEXT NOT NULL REFERENCES change (id) ON DELETE CASCADE,
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
CREATE INDEX upload_of_file ON upload (sha256);

CREATE TABLE draft (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('ticket', 'reply')),
  content TEXT NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Single facts of the account: tokens, who is signed in, the helpdesk's own description.
CREATE TABLE fact (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
