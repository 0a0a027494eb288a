-- Messages that wait for a person, by neighbour, the oldest first: failed ones of everybody, and those the office releases.
DROP INDEX delivery_waiting_for_office_idx;
CREATE INDEX delivery_held_by_office_idx ON delivery (neighbour, created_at) WHERE house_id IS NULL AND state = 'HELD';
CREATE INDEX delivery_failed_idx ON delivery (neighbour, created_at) INCLUDE (house_id, document_id, run_id) WHERE state = 'NEEDS_PERSON';
