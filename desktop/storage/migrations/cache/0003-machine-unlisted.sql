-- A machine that is not in the list, in the person's words: it stands where a ticket has no `machine_id`. Tickets that lie here already came before
-- it was read; theirs, if any, comes with the helpdesk's next word about them.
ALTER TABLE ticket ADD COLUMN machine_unlisted TEXT NOT NULL DEFAULT '';
