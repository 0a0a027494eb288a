-- Names of houses and parallels in Estonian order, numbers in them by size: 3.a before 10.a.
CREATE COLLATION estonian (provider = icu, locale = 'et-u-kn-true');

-- A part of a name is looked for in the middle of it too.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX pupil_part_of_name_idx ON pupil USING gin (plain(first_name || ' ' || last_name) gin_trgm_ops);

-- The pupils of a house on a day; those who left, who are few; the school years that there are.
CREATE INDEX placement_of_house_idx ON placement (house_id, from_on, to_on) WHERE voided_at IS NULL;
CREATE INDEX placement_ended_idx ON placement (house_id, to_on) WHERE voided_at IS NULL AND ended_by IS NOT NULL;
CREATE INDEX school_class_year_idx ON school_class (year);

-- The lines of a rare act.
CREATE INDEX placement_log_act_id_idx ON placement_log (act, id);

-- Deliveries in each order of their list, the university's and the schools' apart, because either may lie between the
-- other's by hundreds of thousands; and what their filters ask for.
CREATE INDEX delivery_of_office_idx ON delivery (seq) WHERE house_id IS NULL;
CREATE INDEX delivery_of_office_due_idx ON delivery (due_at, seq) WHERE house_id IS NULL;
CREATE INDEX delivery_of_office_attempts_idx ON delivery (attempts, seq) WHERE house_id IS NULL;
CREATE INDEX delivery_of_office_topic_idx ON delivery (topic, state) WHERE house_id IS NULL;
CREATE INDEX delivery_of_schools_idx ON delivery (seq) WHERE house_id IS NOT NULL;
CREATE INDEX delivery_of_schools_due_idx ON delivery (due_at, seq) WHERE house_id IS NOT NULL;
CREATE INDEX delivery_of_schools_attempts_idx ON delivery (attempts, seq) WHERE house_id IS NOT NULL;

-- The EHIS log: in its order, and the few messages that still wait.
CREATE INDEX delivery_of_pupils_idx ON delivery (due_on, seq) WHERE topic = 'ehis.pupil';
CREATE INDEX delivery_of_pupils_open_idx ON delivery (house_id, state)
  WHERE topic = 'ehis.pupil' AND state IN ('WAITING', 'HELD', 'NEEDS_PERSON');

-- When a neighbour took its last message.
CREATE INDEX delivery_neighbour_settled_at_idx ON delivery (neighbour, settled_at);
