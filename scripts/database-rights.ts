/** What an external database has to allow before Olek is installed in it, checked before anything is written. */
import pg from 'pg'

type Found = {
  owner: string
  database: string
  role: boolean
  mayMakeRoles: boolean
  mayMakeSchemas: boolean
  mayMakeTables: boolean
  absent: string[]
}

/**
 * Throws with the statements that an administrator of the database has to run first, if the owner of this address could
 * install Olek only in part. Only reads.
 */
export async function assertInstallable(ownerUrl: string): Promise<void> {
  const found = await ask<Found>(
    ownerUrl,
    `SELECT current_user AS owner, current_database() AS database,
            EXISTS (SELECT FROM pg_roles WHERE rolname = 'olek_app') AS role,
            (SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user) AS "mayMakeRoles",
            has_database_privilege(current_database(), 'CREATE') AS "mayMakeSchemas",
            has_schema_privilege('public', 'CREATE') AS "mayMakeTables",
            ARRAY(SELECT name FROM unnest(ARRAY['unaccent', 'btree_gist']) AS name
                   WHERE name NOT IN (SELECT extname FROM pg_extension)
                     AND name NOT IN (SELECT pg_available_extensions.name FROM pg_available_extensions)) AS absent`,
  )
  const { owner, database, role, mayMakeRoles, mayMakeSchemas, mayMakeTables, absent } = found
  if (absent.length > 0)
    throw new Error(
      `PostgreSQL lacks what Olek needs: ${absent.join(', ')}. Install its package of contributed modules.`,
    )
  const wanting = [
    !role && !mayMakeRoles ? 'CREATE ROLE olek_app NOLOGIN;' : [],
    mayMakeSchemas ? [] : `GRANT CREATE ON DATABASE ${quoted(database)} TO ${quoted(owner)};`,
    mayMakeTables ? [] : `GRANT USAGE, CREATE ON SCHEMA public TO ${quoted(owner)} WITH GRANT OPTION;`,
  ].flat()
  if (wanting.length > 0)
    throw new Error(
      `${owner} can't install Olek in the database ${database}; nothing was changed. As an administrator run first:\n  ${wanting.join('\n  ')}`,
    )
}

/** Throws with the rights to grant, if the application's address can't use what its owner has installed. */
export async function assertUsable(url: string): Promise<void> {
  const { usable, name } = await ask<{ usable: boolean; name: string }>(
    url,
    `SELECT has_table_privilege('app_user', 'SELECT') AND has_schema_privilege('pgboss', 'CREATE') AS usable,
            current_user AS name`,
  )
  if (!usable)
    throw new Error(
      `${name} of DATABASE_URL has no rights in this database. As an administrator run first:\n  GRANT olek_app TO ${quoted(name)};`,
    )
}

async function ask<Row>(url: string, sql: string): Promise<Row> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows[0] as Row
  } finally {
    await client.end()
  }
}

const quoted = (name: string) => pg.escapeIdentifier(name)
