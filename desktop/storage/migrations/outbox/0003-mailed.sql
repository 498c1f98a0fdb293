-- What was handed to e-mail: when for the first time, and under which id the helpdesk has it, which may be another than that of the change.
ALTER TABLE change ADD COLUMN mailed_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE change ADD COLUMN stands_as TEXT NOT NULL DEFAULT '';
