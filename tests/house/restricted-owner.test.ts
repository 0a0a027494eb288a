import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { installJobs } from '@/lib/deliveries/jobs'
import { assertUsable } from '@/scripts/database-rights'
import { runningEngine, startEngine, type Engine } from '@/scripts/engine'
import { applyMigrations } from '@/scripts/migrate'

/** A cluster of its own, because a role belongs to all databases of its cluster: this one has no olek_app until an administrator makes it. */
let engine: Engine
const at = (name: string, database: string) =>
  Object.assign(new URL(engine.ownerUrl), { username: name, password: name, pathname: `/${database}` }).href
const asAdministrator = (sql: string, database = 'postgres') =>
  query(Object.assign(new URL(engine.ownerUrl), { pathname: `/${database}` }).href, sql)

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url)
  await client.connect()
  return client
    .query(sql)
    .then(({ rows }) => rows as Record<string, unknown>[])
    .finally(() => client.end())
}

beforeAll(async () => {
  engine = await startEngine({ name: 'restricted', fast: true, throwaway: true })
  await asAdministrator('DROP DATABASE olek')
  await asAdministrator('DROP ROLE olek_app')
  await asAdministrator("CREATE ROLE keeper LOGIN PASSWORD 'keeper'")
  await asAdministrator('CREATE DATABASE own OWNER keeper')
  await asAdministrator('CREATE DATABASE shared')
})
afterAll(() => engine.stop())

const tables = (database: string) =>
  asAdministrator("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace", database)

test('an owner who may not create roles installs nothing and is told what an administrator has to run', async () => {
  await expect(applyMigrations(at('keeper', 'own'))).rejects.toThrow(
    /keeper can't install Olek in the database own; nothing was changed\. As an administrator run first:\n {2}CREATE ROLE olek_app NOLOGIN;$/,
  )
  expect(await tables('own')).toEqual([])
})

test('an owner who has no rights in the database is told each statement that grants them', async () => {
  await expect(applyMigrations(at('keeper', 'shared'))).rejects.toThrow(
    /CREATE ROLE olek_app NOLOGIN;\n {2}GRANT CREATE ON DATABASE "shared" TO "keeper";\n {2}GRANT USAGE, CREATE ON SCHEMA public TO "keeper" WITH GRANT OPTION;$/,
  )
  expect(await tables('shared')).toEqual([])
})

test('once the role exists, the same owner installs everything and members of the role can work', async () => {
  await asAdministrator('CREATE ROLE olek_app NOLOGIN')
  await asAdministrator("CREATE ROLE clerk LOGIN PASSWORD 'clerk'")
  expect((await applyMigrations(at('keeper', 'own'))).length).toBeGreaterThan(20)
  expect(await applyMigrations(at('keeper', 'own'))).toEqual([])

  await expect(assertUsable(at('clerk', 'own'))).rejects.toThrow(/GRANT olek_app TO "clerk";$/)
  await asAdministrator('GRANT olek_app TO clerk')
  await assertUsable(at('clerk', 'own'))
  await installJobs(at('clerk', 'own'))
  expect(await query(at('clerk', 'own'), 'SELECT count(*)::int AS count FROM app_user')).toEqual([
    { count: 0 },
  ])
  await expect(query(at('clerk', 'own'), 'DELETE FROM history_entry')).rejects.toThrow('permission denied')
  await expect(query(at('clerk', 'own'), 'SELECT * FROM _prisma_migrations')).rejects.toThrow(
    'permission denied',
  )
})

test('an installation that an earlier release left half done is completed', async () => {
  await asAdministrator('CREATE DATABASE half OWNER keeper')
  const [last] = await query(
    at('keeper', 'own'),
    "SELECT migration_name AS name FROM _prisma_migrations WHERE migration_name LIKE '%_role_or_nothing'",
  )
  await applyMigrations(at('keeper', 'half'), { before: last!.name as string })
  // This is what was left where the role could not be created.
  await query(
    at('keeper', 'half'),
    'DROP SCHEMA pgboss; REVOKE ALL ON ALL TABLES IN SCHEMA public FROM olek_app; ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM olek_app',
  )
  await expect(assertUsable(at('clerk', 'half'))).rejects.toThrow()
  await applyMigrations(at('keeper', 'half'))
  await assertUsable(at('clerk', 'half'))
  await expect(query(at('clerk', 'half'), 'DELETE FROM placement_log')).rejects.toThrow('permission denied')
})

test('a running database is found by its name, whoever started it', async () => {
  expect(await runningEngine(`restricted-${process.pid}`)).toBe(engine.ownerUrl)
})
