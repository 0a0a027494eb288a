-- What each room publishes of its tables for the others to read (the schema files list it). A column that isn't here is its
-- room's own business and may change; nobody writes through a view.
CREATE VIEW access_audit_entry AS
  SELECT id, at, user_id, act, subject, details
    FROM audit_entry;
CREATE VIEW access_role_unit AS
  SELECT role_id, unit_id
    FROM role_unit;
CREATE VIEW access_user AS
  SELECT id, subject, personal_code, first_name, last_name, email, locale, disabled_at
    FROM app_user;
CREATE VIEW access_user_role AS
  SELECT id, user_id, role
    FROM user_role;
CREATE VIEW deliveries_delivery AS
  SELECT id, seq, neighbour, topic, key, thread, document_id, learner_id, subject_id, run_id, house_id, pupil_id,
         due_on, payload, state, due_at, attempts, claimed_at, problem, created_at, settled_at
    FROM delivery;
CREATE VIEW deliveries_exchange AS
  SELECT id, delivery_id, at, took_ms, method, address, request, status, response, outcome
    FROM exchange;
CREATE VIEW deliveries_pause AS
  SELECT neighbour, paused_at, by_id
    FROM pause;
CREATE VIEW deliveries_readdressing AS
  SELECT delivery_id, from_house_id
    FROM readdressing;
CREATE VIEW documents_document AS
  SELECT id, type, kind, subkind, state, unit_id, creator_id, drafter_id, signer_id, common, send_no, number,
         dhis_id, dhis_url, created_at, changed_at, issued_at, registered_on, registered_at, finance_told_at,
         proposal_id, base_id
    FROM document;
CREATE VIEW documents_document_row AS
  SELECT id, document_id, learner_id, study_place_id, paid_from, paid_to, monthly_amount, funding_source,
         bank_account, grant_id, last_paid_on, exmatriculated_on, discontinued_on, effective_on, curriculum, load,
         funding, seen
    FROM document_row;
CREATE VIEW documents_history_entry AS
  SELECT id, document_id, at, who, act, to_state
    FROM history_entry;
CREATE VIEW documents_news AS
  SELECT id, neighbour, received_at, body, document_id, state, reasons, ended_at, ended_by_id, end_reason
    FROM news;
CREATE VIEW documents_working_copy AS
  SELECT document_id, user_id, type, kind, content, changed_at
    FROM working_copy;
CREATE VIEW grants_grant AS
  SELECT id, learner_id, study_place_id, type_code, paid_from, paid_to, monthly_amount, funding_source,
         bank_account, document_id, row_id, imported_number, imported_on, annulled_at
    FROM study_grant;
CREATE VIEW grants_grant_end AS
  SELECT id, grant_id, cause, document_id, row_id, last_paid_on, undone_at
    FROM grant_end;
CREATE VIEW grants_grant_type AS
  SELECT code, name, valid_from
    FROM grant_type;
CREATE VIEW import_brought AS
  SELECT batch_id, table_name, row_id, before, after, who
    FROM import_written;
CREATE VIEW import_file AS
  SELECT id, user_id, kind, state, document_id, sheets, matching, plan, changed, refused, settled_at
    FROM import_batch;
CREATE VIEW learners_academic_leave AS
  SELECT id, study_place_id, from_on, to_on, document_id, row_id, imported_number, imported_on, annulled_at
    FROM academic_leave;
CREATE VIEW learners_attestation AS
  SELECT id, study_place_id, attested_on, decision
    FROM attestation;
CREATE VIEW learners_certificate AS
  SELECT id, study_place_id, kind, number, text, document_id, annulled_at
    FROM certificate;
CREATE VIEW learners_curriculum AS
  SELECT code, name
    FROM curriculum;
CREATE VIEW learners_effect AS
  SELECT id, document_id, row_id, learner_id, kind, before, after, undone_at, undone_by
    FROM effect;
CREATE VIEW learners_learner AS
  SELECT id, personal_code, other_code, born_on, first_name, last_name, email, phone, search_words, bank_account
    FROM learner;
CREATE VIEW learners_learner_former_code AS
  SELECT learner_id, code, at
    FROM learner_former_code;
CREATE VIEW learners_study_place AS
  SELECT id, learner_id, unit_id, code, level, started_on, nominal_end_on, registrant_id
    FROM study_place;
CREATE VIEW learners_study_term AS
  SELECT id, study_place_id, aspect, value, from_on, to_on, document_id, row_id, imported_number, imported_on
    FROM study_term;
CREATE VIEW registrants_programme AS
  SELECT id, unit_id, code, name, closed_on
    FROM programme;
CREATE VIEW registrants_protocol AS
  SELECT id, run_id, created_at
    FROM protocol;
CREATE VIEW registrants_protocol_row AS
  SELECT study_place_id, number
    FROM protocol_row;
CREATE VIEW registrants_registrant AS
  SELECT id, run_id, juhan_id, personal_code, first_name, last_name, email, learner_id, removed_at, created_at
    FROM registrant;
CREATE VIEW registrants_run AS
  SELECT id, programme_id, code, starts_on, ends_on, place, juhan_id
    FROM run;
CREATE VIEW schools_card_house AS
  SELECT card_id, from_on, house_id
    FROM card_house;
CREATE VIEW schools_class AS
  SELECT id, house_id, year, number, parallel, curriculum
    FROM school_class;
CREATE VIEW schools_classifier AS
  SELECT sort, code, name
    FROM classifier;
CREATE VIEW schools_group AS
  SELECT id, house_id, kind, name
    FROM school_group;
CREATE VIEW schools_house AS
  SELECT id, municipality_id, name, kind, ehis_id, branch_code, registry_code
    FROM house;
CREATE VIEW schools_municipality AS
  SELECT id, code, name
    FROM municipality;
CREATE VIEW schools_placement AS
  SELECT id, pupil_id, house_id, from_on, to_on, at_leaving
    FROM placement;
CREATE VIEW schools_pupil AS
  SELECT id, personal_code, first_name, last_name
    FROM pupil;
CREATE VIEW schools_student_card AS
  SELECT id, pupil_id, number
    FROM student_card;
CREATE VIEW schools_transfer AS
  SELECT id, municipality_id, asked_at, asked_by_id, who, day, house_id, state, ended_at
    FROM transfer;
CREATE VIEW schools_transfer_row AS
  SELECT transfer_id, pupil_id, old_id, day, new_id, taken_back_at, arrived_at
    FROM transfer_row;
CREATE VIEW settings_academic_year AS
  SELECT label, first_on, last_on
    FROM academic_year;
CREATE VIEW settings_unit AS
  SELECT id, code, name, closed_on, contact, finance_recipients, dhis_notified
    FROM unit;
ALTER VIEW grant_in_force RENAME TO grants_in_force;
ALTER VIEW secondary_state RENAME TO grants_secondary_state;
ALTER VIEW written_collision RENAME TO desk_collision;

DO $$
DECLARE
  published text;
BEGIN
  -- Views of an extension, such as pg_stat_statements, aren't ours.
  FOR published IN
    SELECT c.oid::regclass::text FROM pg_class c
     WHERE c.relkind = 'v' AND c.relnamespace = 'public'::regnamespace
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
  LOOP
    EXECUTE format('REVOKE ALL ON %s FROM olek_app', published);
    EXECUTE format('GRANT SELECT ON %s TO olek_app', published);
  END LOOP;
END $$;
