-- A municipality's EHIS log is read from its newest `Vaja saata` on, not sorted out of all messages.
CREATE INDEX delivery_of_schools_in_order_idx ON delivery (due_on DESC, seq DESC) WHERE house_id IS NOT NULL;
