-- Schools' messages that wait, counted by state in the index alone: every page of a school counts those that are late.
DROP INDEX delivery_of_pupils_open_idx;
CREATE INDEX delivery_of_pupils_open_idx ON delivery (house_id, state, due_on) INCLUDE (created_at)
  WHERE topic = 'ehis.pupil' AND state IN ('WAITING', 'HELD', 'NEEDS_PERSON');

-- Directives of which finance hasn't been told, by kind: most kinds have nothing to tell, and stand here for good.
DROP INDEX document_untold_idx;
CREATE INDEX document_untold_idx ON document (drafter_id, kind, registered_at, id) WHERE state = 'REGISTERED' AND finance_told_at IS NULL;
