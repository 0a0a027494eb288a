-- Looked at when the act is complete: a role is stored before its units are.
CREATE FUNCTION refuse_role_without_scope() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changed uuid;
BEGIN
  IF TG_TABLE_NAME = 'user_role' THEN changed := NEW.id; ELSE changed := OLD.role_id; END IF;
  IF EXISTS (SELECT FROM user_role r WHERE r.id = changed AND r.role IN ('UNIT_CLERK', 'CE_CLERK', 'VICE_DEAN')
                AND NOT EXISTS (SELECT FROM role_unit u WHERE u.role_id = r.id)) THEN
    RAISE EXCEPTION 'user_role_has_scope: a role within units has none' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER user_role_has_scope AFTER INSERT OR UPDATE ON user_role
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_role_without_scope();
CREATE CONSTRAINT TRIGGER role_unit_leaves_scope AFTER UPDATE OR DELETE ON role_unit
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_role_without_scope();

-- Somebody must be left who can give rights. The lock is that of settings: two administrators can't take each other away.
CREATE FUNCTION refuse_no_admin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('olek.settings'));
  IF NOT EXISTS (SELECT FROM user_role r JOIN app_user u ON u.id = r.user_id
                  WHERE r.role = 'ADMIN' AND u.disabled_at IS NULL) THEN
    RAISE EXCEPTION 'app_user_has_admin: nobody would be left' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER user_role_leaves_admin AFTER UPDATE OR DELETE ON user_role
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.role = 'ADMIN') EXECUTE FUNCTION refuse_no_admin();
CREATE CONSTRAINT TRIGGER app_user_leaves_admin AFTER UPDATE ON app_user
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.disabled_at IS NULL AND NEW.disabled_at IS NOT NULL)
  EXECUTE FUNCTION refuse_no_admin();
