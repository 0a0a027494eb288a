-- The names as they are searched, in the order of what is found by a name (lib/learners/queries/named-order.ts). PostgreSQL
-- knows how many begin with a word only once it has counted.
CREATE INDEX learner_sought_by_last_idx ON learner ((plain(last_name) COLLATE "C"), (plain(first_name) COLLATE "C"), id);
CREATE INDEX learner_sought_by_first_idx ON learner ((plain(first_name) COLLATE "C"), (plain(last_name) COLLATE "C"), id);
ANALYZE learner;

CREATE INDEX pupil_sought_by_last_idx ON pupil ((plain(last_name) COLLATE "C"), (plain(first_name) COLLATE "C"), id);
CREATE INDEX pupil_sought_by_first_idx ON pupil ((plain(first_name) COLLATE "C"), (plain(last_name) COLLATE "C"), id);
ANALYZE pupil;

CREATE INDEX study_grant_sought_by_last_idx ON study_grant ((plain(last_name) COLLATE "C"), (plain(first_name) COLLATE "C"), id)
  WHERE annulled_at IS NULL;
CREATE INDEX study_grant_sought_by_first_idx ON study_grant ((plain(first_name) COLLATE "C"), (plain(last_name) COLLATE "C"), id)
  WHERE annulled_at IS NULL;
ANALYZE study_grant;
