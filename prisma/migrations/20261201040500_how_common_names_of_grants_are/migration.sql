-- How common a name is among grants: PostgreSQL doesn't take it from an index of those in force alone, and collected all grants
-- of a common name to count some.
CREATE STATISTICS study_grant_last_names ON (plain(last_name) COLLATE "C") FROM study_grant;
CREATE STATISTICS study_grant_first_names ON (plain(first_name) COLLATE "C") FROM study_grant;
