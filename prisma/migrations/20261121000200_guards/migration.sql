-- What Prisma's schema can't say: search, overlaps, impossible values, unchangeable history, the application's role.

CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- Text as search sees it: no accents, no case ("oun" finds "Õun").
CREATE FUNCTION plain(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  AS $$ SELECT lower(public.unaccent('public.unaccent', t)) $$;

ALTER TABLE learner DROP COLUMN search_words;
ALTER TABLE learner ADD COLUMN search_words tsvector
  GENERATED ALWAYS AS (to_tsvector('simple', plain(first_name || ' ' || last_name))) STORED;
CREATE INDEX learner_search_words_idx ON learner USING gin (search_words);
CREATE INDEX learner_personal_code_start_idx ON learner (personal_code text_pattern_ops) WHERE personal_code IS NOT NULL;

-- One aspect of a study place has one value on a day; leaves of a study place share no day. The place stands there by
-- its 64-bit hash so that look-ups by place never take these GiST indexes, a hundred times slower than a b-tree; that two
-- places of one office share a hash is less likely than one in ten million, and would refuse, not corrupt.
ALTER TABLE study_term ADD CONSTRAINT study_term_one_value_a_day
  EXCLUDE USING gist (uuid_hash_extended(study_place_id, 0) WITH =, aspect WITH =, daterange(from_on, to_on, '[]') WITH &&);
ALTER TABLE academic_leave ADD CONSTRAINT academic_leave_no_overlap
  EXCLUDE USING gist (uuid_hash_extended(study_place_id, 0) WITH =, daterange(from_on, to_on, '[]') WITH &&) WHERE (annulled_at IS NULL);
ALTER TABLE academic_year ADD CONSTRAINT academic_year_no_overlap
  EXCLUDE USING gist (daterange(first_on, last_on, '[]') WITH &&);

-- Impossible periods and sums.
ALTER TABLE study_term ADD CONSTRAINT study_term_period CHECK (to_on IS NULL OR from_on <= to_on);
ALTER TABLE academic_leave ADD CONSTRAINT academic_leave_period CHECK (from_on <= to_on);
ALTER TABLE academic_year ADD CONSTRAINT academic_year_period CHECK (first_on <= last_on);
ALTER TABLE study_grant ADD CONSTRAINT study_grant_period CHECK (paid_from <= paid_to);
ALTER TABLE study_grant ADD CONSTRAINT study_grant_amount CHECK (monthly_amount > 0);
ALTER TABLE study_term ADD CONSTRAINT study_term_value CHECK (CASE aspect
  WHEN 'LOAD' THEN value IN ('FULL', 'PART')
  WHEN 'FUNDING' THEN value IN ('STATE_FUNDED', 'FREE', 'PAID')
  WHEN 'MAIN_STATE' THEN value IN ('STUDYING', 'EXTENDED', 'EXMATRICULATED', 'GRADUATED')
  ELSE value <> '' END);

-- A state without what it rests on can't be stored.
ALTER TABLE document ADD CONSTRAINT document_issued_has_number
  CHECK (state NOT IN ('ISSUED', 'REOPENING', 'REGISTERED') OR (number IS NOT NULL AND dhis_id IS NOT NULL));
ALTER TABLE document ADD CONSTRAINT document_registered_has_day
  CHECK (state <> 'REGISTERED' OR (registered_on IS NOT NULL AND registered_at IS NOT NULL));
-- One live directive from a proposal (spec 2).
CREATE UNIQUE INDEX document_one_live_directive ON document (proposal_id)
  WHERE proposal_id IS NOT NULL AND state <> 'CANCELLED';
CREATE UNIQUE INDEX document_number_idx ON document (number) WHERE number IS NOT NULL;
CREATE UNIQUE INDEX document_dhis_id_idx ON document (dhis_id) WHERE dhis_id IS NOT NULL;
CREATE UNIQUE INDEX dhis_series_default_idx ON dhis_series (type) WHERE unit_id IS NULL;

-- What is in force: grants not annulled, with the earlier of paid_to and the earliest live end (spec 3). A grant whose
-- effective_to lies before paid_from is void: zero days, never a negative period.
CREATE VIEW grant_in_force AS
  SELECT g.*, least(g.paid_to, (SELECT min(e.last_paid_on) FROM grant_end e
                                 WHERE e.grant_id = g.id AND e.undone_at IS NULL)) AS effective_to
    FROM study_grant g WHERE g.annulled_at IS NULL;

-- Secondary states (kõrvalolekud) are read from what causes them, so that ends and undoings follow by themselves.
CREATE VIEW secondary_state AS
  SELECT 'ON_GRANT' AS state, learner_id, study_place_id, paid_from AS from_on, effective_to AS to_on,
         document_id, imported_number, imported_on, id AS cause_id
    FROM grant_in_force WHERE effective_to >= paid_from;

-- History can't be changed by anybody who goes through SQL.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% can''t be changed', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER history_entry_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON history_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entry_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The application's own role: everything it needs and nothing more. Where the role can't be made (a database shared
-- with others), the application works under the owner and the triggers above still stand.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'olek_app') THEN
    BEGIN
      CREATE ROLE olek_app NOLOGIN;
    EXCEPTION WHEN insufficient_privilege THEN RETURN;
    END;
  END IF;
  GRANT USAGE ON SCHEMA public TO olek_app;
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO olek_app;
  GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO olek_app;
  ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO olek_app;
  ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO olek_app;
  REVOKE UPDATE, DELETE, TRUNCATE ON history_entry, audit_entry FROM olek_app;
  REVOKE ALL ON _prisma_migrations FROM olek_app;
  CREATE SCHEMA IF NOT EXISTS pgboss;
  GRANT ALL ON SCHEMA pgboss TO olek_app;
END $$;
