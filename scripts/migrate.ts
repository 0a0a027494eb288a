/** Brings a database to the state of `prisma/migrations`, and tells whether it agrees with `prisma/schema`. */
import type { MigrationList } from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'
import { assertInstallable } from './database-rights'
import { readMigrations, readSchemas, withSchemaEngine } from './schema-engine'

const filters = { externalTables: [], externalEnums: [] }

/**
 * Applies the missing migrations and returns their names; a failing migration throws and leaves nothing of itself.
 * Several processes may call it at once: the later ones wait and find nothing to do. If the owner lacks a right,
 * nothing is begun and the error says what to grant. `before` leaves out that migration and those after it.
 */
export async function applyMigrations(
  ownerUrl: string,
  { before }: { before?: string } = {},
): Promise<string[]> {
  const all = await readMigrations()
  const wanted = all.migrationDirectories.filter((migration) => !before || migration.path < before)
  const migrationsList: MigrationList = { ...all, migrationDirectories: wanted }
  await assertInstallable(ownerUrl)
  return alone(ownerUrl, () =>
    withSchemaEngine(ownerUrl, async (engine) => {
      const state = await engine.diagnoseMigrationHistory({
        migrationsList,
        optInToShadowDatabase: false,
        filters,
      })
      // A migration is whole or absent, so one that was broken off can simply be tried again.
      for (const migrationName of state.failedMigrationNames)
        await engine.markMigrationRolledBack({ migrationName })
      return (await engine.applyMigrations({ migrationsList, filters })).appliedMigrationNames
    }),
  )
}

/** The SQL that would turn the live database into what `prisma/schema` says; '' when they agree. */
export async function schemaDiff(ownerUrl: string): Promise<string> {
  const files = await readSchemas()
  const { exitCode, stdout } = await withSchemaEngine(ownerUrl, (engine) =>
    engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: '.' },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: true,
      filters,
    }),
  )
  return exitCode === 0 ? '' : (stdout ?? '')
}

async function alone<T>(ownerUrl: string, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(hashtext('olek migrations'))`)
    return await work()
  } finally {
    await client.end()
  }
}
