-- What the person has read of the announcements, as editions (domain.announcement: id and window). The latest are kept beside the outbox
-- as well, so that they survive a cache that is pulled again.
CREATE TABLE announcement_read (edition TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

-- What lies here already counts as read, but for what is fresh (domain.announcement.Announcement.is_fresh).
INSERT OR IGNORE INTO announcement_read (edition)
SELECT id || '|' || coalesce(json_extract(data, '$.starts_at'), '') || '|' || coalesce(json_extract(data, '$.ends_at'), '')
FROM entity
WHERE type = 'announcement'
  AND json_extract(data, '$.published_at') + 7 * 86400000 < CAST(strftime('%s', 'now') AS INTEGER) * 1000
  AND coalesce(json_extract(data, '$.starts_at'), 0) <= CAST(strftime('%s', 'now') AS INTEGER) * 1000
  AND coalesce(json_extract(data, '$.ends_at'), 0) < CAST(strftime('%s', 'now') AS INTEGER) * 1000;

-- Categories came without their description and template until now: the next look at the catalogue asks for it whole.
DELETE FROM fact WHERE key = 'catalogue-tag';
