-- An owner who may not make roles left an installation without its role, its rights and the schema of its jobs, counted
-- as done. From here on there is the whole of it or a refusal; where all is there, this changes nothing.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'olek_app') THEN
    BEGIN
      CREATE ROLE olek_app NOLOGIN;
    EXCEPTION WHEN insufficient_privilege THEN
      RAISE EXCEPTION 'There is no role olek_app, and % may not make it', current_user
        USING HINT = 'As an administrator: CREATE ROLE olek_app NOLOGIN;';
    END;
  END IF;
  GRANT USAGE ON SCHEMA public TO olek_app;
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO olek_app;
  GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO olek_app;
  ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO olek_app;
  ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO olek_app;
  REVOKE UPDATE, DELETE, TRUNCATE ON history_entry, audit_entry, placement_log FROM olek_app;
  REVOKE ALL ON _prisma_migrations FROM olek_app;
  CREATE SCHEMA IF NOT EXISTS pgboss;
  GRANT ALL ON SCHEMA pgboss TO olek_app;
END $$;
