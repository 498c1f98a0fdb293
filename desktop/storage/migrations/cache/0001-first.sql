-- What the server said. Everything here can be pulled again.
CREATE TABLE migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP) STRICT;

-- `position` is the creation time in milliseconds * 1024 plus a running number: rowid order is time order, which makes
-- newest-first free in the search index. `generation` is the sweep that last saw the row.
CREATE TABLE ticket (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  number TEXT NOT NULL,
  subject TEXT NOT NULL,
  description TEXT NOT NULL,
  request_type TEXT NOT NULL,
  category TEXT NOT NULL,
  status TEXT NOT NULL,
  kind TEXT NOT NULL,
  author_id TEXT NOT NULL,
  author_name TEXT NOT NULL,
  author_side TEXT NOT NULL,
  company_id TEXT NOT NULL,
  assignee_id TEXT NOT NULL,
  machine_id TEXT NOT NULL,
  machine_state TEXT NOT NULL,
  priority TEXT NOT NULL,
  contacts TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  mine INTEGER NOT NULL,
  generation INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  last_author TEXT NOT NULL,
  last_side TEXT NOT NULL,
  last_text TEXT NOT NULL,
  support_at INTEGER NOT NULL DEFAULT 0,
  seen_at INTEGER NOT NULL DEFAULT 0,
  unread INTEGER NOT NULL GENERATED ALWAYS AS (support_at > seen_at) STORED
) STRICT;
CREATE INDEX ticket_company ON ticket (last_at DESC, id);
CREATE INDEX ticket_open ON ticket (last_at DESC, id) WHERE mine = 1 AND kind <> 'closed';
CREATE INDEX ticket_closed ON ticket (last_at DESC, id) WHERE mine = 1 AND kind = 'closed';
CREATE INDEX ticket_waiting ON ticket (last_at DESC, id) WHERE mine = 1 AND kind IN ('waiting', 'answered');
CREATE INDEX ticket_unread ON ticket (last_at DESC, id) WHERE unread = 1;
CREATE INDEX ticket_machine ON ticket (machine_id, last_at DESC, id, kind);

CREATE TABLE message (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  ticket_id TEXT NOT NULL,
  author_id TEXT NOT NULL,
  author_name TEXT NOT NULL,
  author_side TEXT NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  html TEXT NOT NULL,
  event_name TEXT NOT NULL,
  event_before TEXT NOT NULL,
  event_after TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  generation INTEGER NOT NULL
) STRICT;
CREATE INDEX message_of_ticket ON message (ticket_id, created_at, position);

CREATE TABLE attachment (
  id TEXT PRIMARY KEY,
  ticket_id TEXT NOT NULL,
  message_id TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  name TEXT NOT NULL,
  size INTEGER NOT NULL,
  mime TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  generation INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX attachment_of_ticket ON attachment (ticket_id);

CREATE TABLE machine (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  serial TEXT NOT NULL,
  model TEXT NOT NULL,
  manufacturer TEXT NOT NULL,
  site TEXT NOT NULL,
  line TEXT NOT NULL,
  state TEXT NOT NULL,
  installed_on TEXT NOT NULL,
  company_id TEXT NOT NULL,
  generation INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Announcements, services, offerings, contacts, persons: few, read whole.
CREATE TABLE entity (
  type TEXT NOT NULL,
  id TEXT NOT NULL,
  data TEXT NOT NULL,
  generation INTEGER NOT NULL,
  PRIMARY KEY (type, id)
) STRICT, WITHOUT ROWID;

-- Single facts: the catalogue, the cursor, the state of a sweep.
CREATE TABLE fact (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- One document per ticket under the ticket's position; text is folded before it gets here, hence no folding by SQLite.
CREATE VIRTUAL TABLE search USING fts5 (
  words, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3'
);
CREATE TABLE unindexed (position INTEGER PRIMARY KEY) STRICT;
