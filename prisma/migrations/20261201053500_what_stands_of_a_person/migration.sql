-- What stands of one person, by an index of it alone. Without statistics PostgreSQL combines the index of all the person's rows with
-- one of everything that stands, read from end to end for each person anew: one with both conditions leaves nothing to combine.
CREATE INDEX study_grant_of_learner_idx ON study_grant (learner_id) WHERE annulled_at IS NULL;
CREATE INDEX academic_leave_of_place_idx ON academic_leave (study_place_id) WHERE annulled_at IS NULL;
CREATE INDEX placement_of_pupil_idx ON placement (pupil_id, from_on) WHERE voided_at IS NULL;
