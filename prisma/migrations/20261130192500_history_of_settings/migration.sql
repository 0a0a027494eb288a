-- The few changes of settings among everything that was ever done.
CREATE INDEX audit_entry_of_settings_idx ON audit_entry (id) WHERE subject LIKE 'settings.%';
