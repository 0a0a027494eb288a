-- Documents in each order of their list; what their filters ask for; a part of a number.
CREATE INDEX document_in_order_idx ON document (changed_at, id);
CREATE INDEX document_by_number_idx ON document (coalesce(number, ''), id);
CREATE INDEX document_by_kind_idx ON document (kind, (timestamptz '3000-01-01 00:00Z' - changed_at), id);
CREATE INDEX document_type_state_idx ON document (type, state);
CREATE INDEX document_part_of_number_idx ON document USING gin (number gin_trgm_ops);
