-- A page of the register is read in the order of the list, upwards or downwards, from the row where it begins.
CREATE INDEX learner_in_order_idx ON learner (last_name COLLATE "et-x-icu", first_name COLLATE "et-x-icu", id);

-- Whoever has a place of continuing education may have a merely reserved one; few have, and each learner is asked.
CREATE INDEX study_place_of_registrant_idx ON study_place (learner_id) WHERE registrant_id IS NOT NULL;
