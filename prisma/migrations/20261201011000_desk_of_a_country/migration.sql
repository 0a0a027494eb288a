-- What failed of one neighbour, in the order of its documents: schools have many more failed messages than offices.
DROP INDEX delivery_stuck_idx;
CREATE INDEX delivery_stuck_idx ON delivery (neighbour, document_id, seq)
  WHERE state = 'NEEDS_PERSON' OR (state = 'WAITING' AND problem IS NOT NULL);

-- The office's messages that wait for a person, counted by neighbour: to be released, and failed.
CREATE INDEX delivery_waiting_for_office_idx ON delivery (state, neighbour, created_at)
  WHERE house_id IS NULL AND state IN ('HELD', 'NEEDS_PERSON');

-- Directives of which finance hasn't been told, the oldest first.
DROP INDEX document_untold_idx;
CREATE INDEX document_untold_idx ON document (drafter_id, registered_at, id) WHERE state = 'REGISTERED' AND finance_told_at IS NULL;
DROP INDEX document_open_proposal_idx;
CREATE INDEX document_open_proposal_idx ON document (registered_at, id) WHERE type = 'PROPOSAL' AND state = 'REGISTERED' AND NOT answered;
