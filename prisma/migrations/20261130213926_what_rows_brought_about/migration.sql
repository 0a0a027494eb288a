-- What a document's rows brought about is looked up by the row: before it is undone, and to find what builds upon it.
CREATE INDEX effect_row_id_idx ON effect (row_id);
CREATE INDEX academic_leave_row_id_idx ON academic_leave (row_id);
CREATE INDEX grant_end_row_id_idx ON grant_end (row_id);
CREATE INDEX document_row_grant_id_idx ON document_row (grant_id);

-- The rules read the office's settings with its years, in one statement.
CREATE VIEW settings_setting AS
  SELECT key, value
    FROM setting;
REVOKE ALL ON settings_setting FROM olek_app;
GRANT SELECT ON settings_setting TO olek_app;
