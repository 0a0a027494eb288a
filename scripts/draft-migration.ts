/**
 * `npm run migration -- add-letters` writes prisma/migrations/<now>_add_letters with the SQL that leads from the
 * existing migrations to prisma/schema. Read it and add what Prisma's schema can't say; nothing is applied. A full name
 * (`20261121000100_init`) puts it before later ones, which are then ignored.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { startEngine } from './engine'
import { applyMigrations, schemaDiff } from './migrate'
import { migrationsFolder } from './schema-engine'

const lockFile = '# Which kind of database these migrations are for\nprovider = "postgresql"\n'

async function draftMigration(wish: string | undefined) {
  if (!wish) throw new Error('Say what it is for: npm run migration -- add-letters')
  const words = wish.replaceAll(/\W+/g, '_').toLowerCase()
  const now = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14)
  const name = /^\d{14}_/.test(words) ? words : `${now}_${words}`

  const sql = await sqlSince(name)
  if (!sql) return console.log('The migrations already lead to the schema; nothing was written.')
  await mkdir(path.join(migrationsFolder, name), { recursive: true })
  await writeFile(path.join(migrationsFolder, name, 'migration.sql'), sql)
  await writeFile(path.join(migrationsFolder, 'migration_lock.toml'), lockFile)
  console.log(`Written: prisma/migrations/${name}/migration.sql`)
}

async function sqlSince(name: string) {
  const engine = await startEngine({ name: 'draft', fast: true, throwaway: true })
  try {
    await applyMigrations(engine.ownerUrl, { before: name })
    return await schemaDiff(engine.ownerUrl)
  } finally {
    await engine.stop()
  }
}

await draftMigration(process.argv[2])
