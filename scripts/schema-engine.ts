/** Prisma's own schema engine as WebAssembly: applies migrations and compares, with no binary to download. */
import { ColumnTypeEnum, bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import { PrismaPg } from '@prisma/adapter-pg'
import * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg'
import type {
  MigrationList,
  SchemaContainer,
  SchemaEngine,
} from '@prisma/schema-engine-wasm/schema_engine_bg'
import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import pg from 'pg'
import { projectFolder } from './engine-place'

export const migrationsFolder = path.join(projectFolder, 'prisma/migrations')
const schemaFolder = path.join(projectFolder, 'prisma/schema')

/** One instance a process, also for a test that loads this file anew: what an older one made would be freed in the newer one's memory. */
const held = globalThis as typeof globalThis & { olekSchemaEngine?: Promise<void> }

/** Runs `work` with an engine bound to the database of `url`, and closes its connections afterwards. */
export async function withSchemaEngine<T>(
  url: string,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  await (held.olekSchemaEngine ??= loadModule())
  const pool = new pg.Pool({ connectionString: url })
  try {
    const datamodels = (await readSchemas()).map((file): [string, string] => [file.path, file.content])
    const adapter = bindMigrationAwareSqlAdapterFactory(new EngineAdapter(pool))
    return await work(await engineModule.SchemaEngine.new({ datamodels }, () => undefined, adapter))
  } finally {
    await pool.end()
  }
}

/** Prisma's adapter with two faults mended that only the schema engine meets. */
class EngineAdapter extends PrismaPg {
  override async connect() {
    const adapter = await super.connect()
    const pool = adapter.underlyingDriver()
    // It cuts a script at every semicolon, also inside a function's body, and runs the pieces one by one. Sent
    // whole, PostgreSQL reads it itself and applies it in one transaction: all of a migration or nothing.
    adapter.executeScript = async (script) => void (await pool.query(script))

    // It does not know PostgreSQL's internal type "char", which the catalogues are full of.
    const charColumns = new WeakMap<object, number[]>()
    const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<pg.QueryResult>
    pool.query = (async (...args: unknown[]) => {
      const result = await query(...args)
      const positions = (result.fields ?? []).flatMap((field, at) => (field.dataTypeID === CHAR ? [at] : []))
      for (const at of positions) result.fields[at]!.dataTypeID = pg.types.builtins.TEXT
      if (positions.length > 0) charColumns.set(result.rows, positions)
      return result
    }) as unknown as typeof pool.query
    const queryRaw = adapter.queryRaw.bind(adapter)
    adapter.queryRaw = async (sql) => {
      const result = await queryRaw(sql)
      for (const at of charColumns.get(result.rows) ?? []) result.columnTypes[at] = ColumnTypeEnum.Character
      return result
    }
    return adapter
  }
}

const CHAR = 18

async function loadModule() {
  const file = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const bytes = await readFile(file.replace(/\.js$/, '.wasm'))
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': { ...engineModule } })
  // The engine's last words, should it ever panic, are told through this global.
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: console.error } })
  engineModule.__wbg_set_wasm(instance.exports)
  ;(instance.exports.__wbindgen_start as () => void)()
}

/** All files of `prisma/schema`, in the engine's form. */
export async function readSchemas(): Promise<SchemaContainer[]> {
  const names = (await readdir(schemaFolder)).filter((name) => name.endsWith('.prisma')).sort()
  return Promise.all(
    names.map(async (name) => {
      const file = path.join(schemaFolder, name)
      return { path: file, content: await readFile(file, 'utf8') }
    }),
  )
}

/** All folders of `prisma/migrations`, in the engine's form. */
export async function readMigrations(): Promise<MigrationList> {
  const entries = await readdir(migrationsFolder, { withFileTypes: true }).catch(() => [])
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  const migrationDirectories = await Promise.all(
    names.sort().map(async (name) => {
      const value = await readFile(path.join(migrationsFolder, name, 'migration.sql'), 'utf8')
      return { path: name, migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value } } }
    }),
  )
  const lock = await readFile(path.join(migrationsFolder, 'migration_lock.toml'), 'utf8').catch(() => null)
  return {
    baseDir: migrationsFolder,
    lockfile: { path: 'migration_lock.toml', content: lock },
    shadowDbInitScript: '',
    migrationDirectories,
  }
}
