-- What vanished from the server, and waits to go: `generation` 0 and below (storage.removals says which is which). Partial indexes, empty most of
-- the time, so that nobody walks through everything to find them.
CREATE INDEX ticket_vanished ON ticket (generation, id) WHERE generation <= 0;
CREATE INDEX message_vanished ON message (generation, ticket_id) WHERE generation <= 0;
CREATE INDEX attachment_vanished ON attachment (generation, ticket_id) WHERE generation <= 0;

-- Ids that are gone: an answer that was overtaken by the removal does not bring them back. The latest ones are kept.
CREATE TABLE removed (sequence INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE) STRICT;
