-- What the helpdesk knows of mail: what came in, what is to be answered, and who is waiting for an activation.

-- Mails that were taken, so that the same one sent again does nothing, and letters can name the mail that they answer.
-- `key` is the Message-ID, or the mail's fingerprint where it has none (then `message_id` is empty).
CREATE TABLE mails (
    sender TEXT NOT NULL,
    key TEXT NOT NULL,
    message_id TEXT NOT NULL,
    ticket_id TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (sender, key)
) WITHOUT ROWID;
CREATE INDEX mails_ticket ON mails (ticket_id, at);

-- Contacts without an account who wrote: tickets name them as authors.
CREATE TABLE writers (
    id TEXT PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    company_id TEXT NOT NULL REFERENCES companies (id)
) WITHOUT ROWID;

-- When an address was last told that its mail was not taken.
CREATE TABLE refusals (email TEXT PRIMARY KEY, at TEXT NOT NULL) WITHOUT ROWID;

-- Letters to be written, in the transaction of what they are about. `token` names their files: written twice, they are there once.
CREATE TABLE due_letters (id INTEGER PRIMARY KEY, token TEXT NOT NULL, at TEXT NOT NULL, about TEXT NOT NULL);

-- What was said when an account was asked for, by the hash of the link in the mail. The one who opens a link gets the account that this
-- link was sent for, with its password, whoever else asked for the same address.
CREATE TABLE registrations (
    hash TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    user_name TEXT NOT NULL,
    company TEXT NOT NULL,
    language TEXT NOT NULL,
    password_hash TEXT NOT NULL
) WITHOUT ROWID;
