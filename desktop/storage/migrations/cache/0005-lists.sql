-- Every list in every order out of one narrow index instead of the wide rows: at 100,000 tickets 30 to 100 ms instead of 200 to 560. It begins as
-- the one it stands in for, so that writing costs what it cost.
DROP INDEX ticket_company;
CREATE INDEX ticket_listing ON ticket (
  last_at DESC, id, mine, kind, unread, machine_id, request_type, category, priority, number, subject
);
