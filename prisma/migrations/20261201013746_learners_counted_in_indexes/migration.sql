-- The learners of a unit or level are counted in the index that has them in order, without a look at each. What else is
-- asked of a study place stands in it: unit, level, whether it is reserved, and the id by which its terms are found.
DROP INDEX study_place_of_unit_idx, study_place_of_level_idx, study_place_unit_id_idx;
CREATE INDEX study_place_of_unit_idx ON study_place
  (unit_id, last_name COLLATE "et-x-icu", first_name COLLATE "et-x-icu", learner_id, id, level, registrant_id);
CREATE INDEX study_place_of_level_idx ON study_place
  (level, last_name COLLATE "et-x-icu", first_name COLLATE "et-x-icu", learner_id, id, unit_id, registrant_id);
