-- The sandbox's data. What people see (tickets, messages, machines …) stands in `feed` once, as the JSON that is sent; the
-- other tables say who may come in, what was sent already and which bytes are here.

CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- One compacted log in commit order: each entity once per audience, at its latest position. AUTOINCREMENT, because a position
-- that was used must never come back, also not after the newest row was removed.
CREATE TABLE feed (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    type TEXT NOT NULL,
    id TEXT NOT NULL,
    audience TEXT NOT NULL,
    op TEXT NOT NULL CHECK (op IN ('upsert', 'delete', 'hidden')),
    version INTEGER NOT NULL,
    changed_at TEXT NOT NULL,
    data TEXT,
    CHECK ((op = 'upsert') = (data IS NOT NULL))
);
CREATE UNIQUE INDEX feed_entity ON feed (id, type, audience);
CREATE INDEX feed_audience ON feed (audience);
CREATE INDEX feed_tombstones ON feed (changed_at) WHERE op <> 'upsert';

-- How many upserts each audience has of each type: a snapshot's total without counting rows.
CREATE TABLE tallies (audience TEXT, type TEXT, items INTEGER NOT NULL, PRIMARY KEY (audience, type)) WITHOUT ROWID;

-- The hash chain: after each commit, its last position and the hash of everything up to it.
CREATE TABLE commits (position INTEGER PRIMARY KEY, hash TEXT NOT NULL);

CREATE TABLE companies (id TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE people (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    user_name TEXT NOT NULL,
    language TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('customer', 'technician')),
    company_id TEXT NOT NULL REFERENCES companies (id),
    password_hash TEXT NOT NULL,
    activated INTEGER NOT NULL DEFAULT 1
) WITHOUT ROWID;
CREATE UNIQUE INDEX people_email ON people (email);
CREATE UNIQUE INDEX people_user_name ON people (user_name);

CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    device TEXT NOT NULL,
    started_at TEXT NOT NULL,
    ended_at TEXT
) WITHOUT ROWID;

CREATE TABLE refresh_tokens (
    hash TEXT PRIMARY KEY,
    session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    expires_at TEXT NOT NULL,
    rotated_at TEXT
) WITHOUT ROWID;
CREATE INDEX refresh_tokens_session ON refresh_tokens (session_id);

-- What became of each id that a client made. A done id stands for ever; a rejection is the only trace of a refused change.
CREATE TABLE client_ids (
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('done', 'rejected')),
    digest TEXT,
    reference TEXT,
    answer TEXT,
    problem TEXT,
    at TEXT NOT NULL,
    PRIMARY KEY (id, person_id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX client_ids_done ON client_ids (id) WHERE state = 'done';

CREATE TABLE blobs (sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL) WITHOUT ROWID;

-- Which ticket shows which bytes: who may see the ticket may read the blob.
CREATE TABLE blob_uses (
    sha256 TEXT NOT NULL REFERENCES blobs (sha256),
    ticket_id TEXT NOT NULL,
    attachment_id TEXT NOT NULL,
    PRIMARY KEY (sha256, ticket_id, attachment_id)
) WITHOUT ROWID;
CREATE INDEX blob_uses_ticket ON blob_uses (ticket_id);

CREATE TABLE uploads (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    length INTEGER NOT NULL,
    offset INTEGER NOT NULL,
    name TEXT NOT NULL,
    mime TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    done INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX uploads_sha256 ON uploads (sha256);

-- What the simulated staff has yet to do.
CREATE TABLE staff_jobs (
    id INTEGER PRIMARY KEY,
    ticket_id TEXT NOT NULL,
    due_at TEXT NOT NULL,
    task TEXT NOT NULL
);

-- What went out by mail and is good for something: links that activate, passwords for a day. Only hashes of them.
CREATE TABLE mail_tokens (
    hash TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    purpose TEXT NOT NULL CHECK (purpose IN ('activation', 'password')),
    expires_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX mail_tokens_person ON mail_tokens (person_id);
