-- A page of a municipality's pupils is read in the order of the list, not sorted out of 80,000.
CREATE INDEX pupil_in_order_idx ON pupil (last_name COLLATE "et-x-icu", first_name COLLATE "et-x-icu", id);
