-- How the grants of a unit stand on a day is counted in the index alone: of its own study places, and of others on its directives.
CREATE INDEX study_grant_of_unit_by_end_idx ON study_grant (unit_id, type_code, effective_to) INCLUDE (paid_from, funding_source)
  WHERE annulled_at IS NULL;
CREATE INDEX study_grant_elsewhere_by_end_idx ON study_grant (document_unit_id, type_code, effective_to) INCLUDE (paid_from, unit_id, funding_source)
  WHERE document_unit_id <> unit_id AND annulled_at IS NULL;
DROP INDEX study_grant_void_idx;
CREATE INDEX study_grant_void_idx ON study_grant (unit_id, document_unit_id) WHERE effective_to < paid_from AND annulled_at IS NULL;
-- The log of messages about pupils is walked to a page in the index alone.
DROP INDEX delivery_of_pupils_idx;
CREATE INDEX delivery_of_pupils_idx ON delivery (due_on, seq) INCLUDE (house_id, id) WHERE topic = 'ehis.pupil';
