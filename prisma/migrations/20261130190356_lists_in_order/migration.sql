-- Lists of study places and grants are read in the order of an index, which can hold no name of another table: so the
-- database keeps what it sorts by in the row itself. Nobody else writes these columns.
ALTER TABLE study_place ADD COLUMN last_name text, ADD COLUMN first_name text;
ALTER TABLE study_grant ADD COLUMN last_name text, ADD COLUMN first_name text, ADD COLUMN unit_id uuid,
  ADD COLUMN document_unit_id uuid, ADD COLUMN effective_to date;

UPDATE study_place p SET last_name = l.last_name, first_name = l.first_name FROM learner l WHERE l.id = p.learner_id;
UPDATE study_grant g SET last_name = p.last_name, first_name = p.first_name, unit_id = p.unit_id,
       document_unit_id = (SELECT d.unit_id FROM document d WHERE d.id = g.document_id),
       effective_to = least(g.paid_to, (SELECT min(e.last_paid_on) FROM grant_end e WHERE e.grant_id = g.id AND e.undone_at IS NULL))
  FROM study_place p WHERE p.id = g.study_place_id;

-- The row that is read is held, so that no change of it gets lost between reading and writing.
CREATE FUNCTION keep_names_of_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT l.last_name, l.first_name INTO NEW.last_name, NEW.first_name FROM learner l WHERE l.id = NEW.learner_id FOR SHARE;
  RETURN NEW;
END $$;
CREATE TRIGGER study_place_names BEFORE INSERT OR UPDATE OF learner_id ON study_place
  FOR EACH ROW EXECUTE FUNCTION keep_names_of_place();

CREATE FUNCTION keep_place_of_grant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT p.last_name, p.first_name, p.unit_id INTO NEW.last_name, NEW.first_name, NEW.unit_id
    FROM study_place p WHERE p.id = NEW.study_place_id FOR SHARE;
  NEW.document_unit_id = (SELECT d.unit_id FROM document d WHERE d.id = NEW.document_id);
  RETURN NEW;
END $$;
CREATE TRIGGER study_grant_place BEFORE INSERT OR UPDATE OF study_place_id, document_id ON study_grant
  FOR EACH ROW EXECUTE FUNCTION keep_place_of_grant();

CREATE FUNCTION tell_names() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE study_place SET last_name = NEW.last_name, first_name = NEW.first_name WHERE learner_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER learner_names AFTER UPDATE OF last_name, first_name ON learner FOR EACH ROW
  WHEN ((OLD.last_name, OLD.first_name) IS DISTINCT FROM (NEW.last_name, NEW.first_name)) EXECUTE FUNCTION tell_names();

CREATE FUNCTION tell_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE study_grant SET last_name = NEW.last_name, first_name = NEW.first_name, unit_id = NEW.unit_id
   WHERE study_place_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER study_place_grants AFTER UPDATE ON study_place FOR EACH ROW
  WHEN ((OLD.last_name, OLD.first_name, OLD.unit_id) IS DISTINCT FROM (NEW.last_name, NEW.first_name, NEW.unit_id))
  EXECUTE FUNCTION tell_place();

-- The effective last day: the last day, or the earliest end that isn't undone.
CREATE FUNCTION keep_effective_day() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.effective_to = least(NEW.paid_to, (SELECT min(e.last_paid_on) FROM grant_end e
                                          WHERE TG_OP = 'UPDATE' AND e.grant_id = NEW.id AND e.undone_at IS NULL));
  RETURN NEW;
END $$;
CREATE TRIGGER study_grant_effective BEFORE INSERT OR UPDATE OF paid_to ON study_grant
  FOR EACH ROW EXECUTE FUNCTION keep_effective_day();

-- Two statements: the second sees what the holder of a grant has just stored.
CREATE FUNCTION tell_ends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM study_grant WHERE id IN (SELECT grant_id FROM changed) ORDER BY id FOR NO KEY UPDATE;
  UPDATE study_grant g
     SET effective_to = least(g.paid_to, (SELECT min(e.last_paid_on) FROM grant_end e WHERE e.grant_id = g.id AND e.undone_at IS NULL))
   WHERE g.id IN (SELECT grant_id FROM changed);
  RETURN NULL;
END $$;
CREATE TRIGGER grant_end_came AFTER INSERT ON grant_end REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION tell_ends();
CREATE TRIGGER grant_end_changed AFTER UPDATE ON grant_end REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION tell_ends();
CREATE TRIGGER grant_end_gone AFTER DELETE ON grant_end REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION tell_ends();

CREATE OR REPLACE VIEW grants_in_force AS
  SELECT id, learner_id, study_place_id, type_code, paid_from, paid_to, monthly_amount, funding_source, bank_account,
         document_id, row_id, imported_number, imported_on, annulled_at, registry_id, effective_to,
         last_name, first_name, unit_id, document_unit_id
    FROM study_grant WHERE annulled_at IS NULL;
CREATE OR REPLACE VIEW learners_study_place AS
  SELECT id, learner_id, unit_id, code, level, started_on, nominal_end_on, registrant_id, last_name, first_name
    FROM study_place;

-- In the lists' orders: of a unit, of a level, by name, by the last paid day, by amount.
CREATE INDEX study_place_of_unit_idx ON study_place (unit_id, last_name COLLATE "et-x-icu", first_name COLLATE "et-x-icu", learner_id);
CREATE INDEX study_place_of_level_idx ON study_place (level, last_name COLLATE "et-x-icu", first_name COLLATE "et-x-icu", learner_id);
CREATE INDEX study_term_of_value_idx ON study_term (aspect, value, study_place_id);
CREATE INDEX study_grant_in_order_idx ON study_grant (last_name COLLATE "et-x-icu", first_name COLLATE "et-x-icu", id) WHERE annulled_at IS NULL;
CREATE INDEX study_grant_by_end_idx ON study_grant (effective_to, last_name COLLATE "et-x-icu", first_name COLLATE "et-x-icu", id) INCLUDE (paid_from, unit_id, type_code) WHERE annulled_at IS NULL;
CREATE INDEX study_grant_by_amount_idx ON study_grant (monthly_amount, last_name COLLATE "et-x-icu", first_name COLLATE "et-x-icu", id) WHERE annulled_at IS NULL;
CREATE INDEX study_grant_of_unit_idx ON study_grant (unit_id, last_name COLLATE "et-x-icu", first_name COLLATE "et-x-icu", id) WHERE annulled_at IS NULL;
-- A unit sees the grants of its own directives too; few are of another unit's study places.
CREATE INDEX study_grant_elsewhere_idx ON study_grant (document_unit_id, last_name COLLATE "et-x-icu", first_name COLLATE "et-x-icu", id)
  WHERE document_unit_id <> unit_id AND annulled_at IS NULL;
CREATE INDEX study_grant_coming_idx ON study_grant (paid_from) WHERE annulled_at IS NULL;
CREATE INDEX study_grant_void_idx ON study_grant (id) WHERE effective_to < paid_from AND annulled_at IS NULL;
CREATE INDEX study_grant_of_type_idx ON study_grant (type_code, effective_to, paid_from) WHERE annulled_at IS NULL;
CREATE INDEX study_grant_of_source_idx ON study_grant (funding_source, effective_to, paid_from) WHERE annulled_at IS NULL;

-- The desk counts proposals that wait for their directive on every page: whether one was made is kept with the proposal.
ALTER TABLE document ADD COLUMN answered boolean NOT NULL DEFAULT false;
UPDATE document p SET answered = true
 WHERE EXISTS (SELECT FROM document m WHERE m.proposal_id = p.id AND m.state <> 'CANCELLED');
CREATE FUNCTION tell_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE document p SET answered = NOT p.answered
   WHERE p.id IN (NEW.proposal_id, OLD.proposal_id)
     AND p.answered <> EXISTS (SELECT FROM document m WHERE m.proposal_id = p.id AND m.state <> 'CANCELLED');
  RETURN NULL;
END $$;
CREATE TRIGGER document_answers AFTER INSERT OR DELETE OR UPDATE OF state, proposal_id ON document
  FOR EACH ROW EXECUTE FUNCTION tell_proposal();
CREATE VIEW documents_open_proposal AS
  SELECT id FROM document WHERE type = 'PROPOSAL' AND state = 'REGISTERED' AND NOT answered;
REVOKE ALL ON documents_open_proposal FROM olek_app;
GRANT SELECT ON documents_open_proposal TO olek_app;
CREATE INDEX document_open_proposal_idx ON document (registered_at) WHERE type = 'PROPOSAL' AND state = 'REGISTERED' AND NOT answered;

-- The same of drafts, of what waits for its signer, and of directives of which finance hasn't been told.
CREATE INDEX document_created_idx ON document (creator_id, state);
CREATE INDEX document_signed_idx ON document (signer_id, state);
CREATE INDEX document_untold_idx ON document (drafter_id) WHERE state = 'REGISTERED' AND finance_told_at IS NULL;
CREATE INDEX delivery_stuck_idx ON delivery (document_id, seq)
  WHERE state = 'NEEDS_PERSON' OR (state = 'WAITING' AND problem IS NOT NULL);
