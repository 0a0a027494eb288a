-- A unit's list of learners has those of other units who stand on its documents, in the order of names: so the database
-- keeps what that is sorted and found by in the document's row itself. Nobody else writes these columns.
ALTER TABLE document_row ADD COLUMN last_name text, ADD COLUMN first_name text, ADD COLUMN unit_id uuid,
  ADD COLUMN document_unit_id uuid;

UPDATE document_row r SET last_name = p.last_name, first_name = p.first_name, unit_id = p.unit_id, document_unit_id = d.unit_id
  FROM study_place p, document d WHERE p.id = r.study_place_id AND d.id = r.document_id;

-- The rows that are read are held, so that no change of them gets lost between reading and writing.
CREATE FUNCTION keep_place_of_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT p.last_name, p.first_name, p.unit_id INTO NEW.last_name, NEW.first_name, NEW.unit_id
    FROM study_place p WHERE p.id = NEW.study_place_id FOR SHARE;
  SELECT d.unit_id INTO NEW.document_unit_id FROM document d WHERE d.id = NEW.document_id FOR SHARE;
  RETURN NEW;
END $$;
CREATE TRIGGER document_row_place BEFORE INSERT OR UPDATE OF study_place_id, document_id ON document_row
  FOR EACH ROW EXECUTE FUNCTION keep_place_of_row();

CREATE OR REPLACE FUNCTION tell_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE study_grant SET last_name = NEW.last_name, first_name = NEW.first_name, unit_id = NEW.unit_id
   WHERE study_place_id = NEW.id;
  UPDATE document_row SET last_name = NEW.last_name, first_name = NEW.first_name, unit_id = NEW.unit_id
   WHERE study_place_id = NEW.id;
  RETURN NULL;
END $$;

CREATE FUNCTION tell_unit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE document_row SET document_unit_id = NEW.unit_id WHERE document_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER document_unit AFTER UPDATE OF unit_id ON document FOR EACH ROW
  WHEN (OLD.unit_id IS DISTINCT FROM NEW.unit_id) EXECUTE FUNCTION tell_unit();

CREATE INDEX document_row_elsewhere_idx ON document_row
  (document_unit_id, last_name COLLATE "et-x-icu", first_name COLLATE "et-x-icu", learner_id) WHERE document_unit_id <> unit_id;

CREATE OR REPLACE VIEW documents_document_row AS
  SELECT id, document_id, learner_id, study_place_id, paid_from, paid_to, monthly_amount, funding_source,
         bank_account, grant_id, last_paid_on, exmatriculated_on, discontinued_on, effective_on, curriculum, load,
         funding, seen, last_name, first_name, unit_id, document_unit_id
    FROM document_row;
