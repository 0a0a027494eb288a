-- Whether very many learners have a name is counted in the index alone, which PostgreSQL only does if it has the names themselves too.
DROP INDEX learner_sought_by_last_idx;
DROP INDEX learner_sought_by_first_idx;
CREATE INDEX learner_sought_by_last_idx ON learner ((plain(last_name) COLLATE "C"), (plain(first_name) COLLATE "C"), id) INCLUDE (last_name, first_name);
CREATE INDEX learner_sought_by_first_idx ON learner ((plain(first_name) COLLATE "C"), (plain(last_name) COLLATE "C"), id) INCLUDE (last_name, first_name);
