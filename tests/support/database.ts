import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, inject } from 'vitest'

export type TestDatabase = {
  /** The application's role, as the application itself connects. */
  url: string
  /** The owner's role, for what the application may not do. */
  ownerUrl: string
  /** Removes the database and its connections; also done after the file's last test. */
  drop(): Promise<void>
}

/**
 * A migrated, empty database for this test file alone; called in `beforeAll` or at the top of the file. `bare`: without
 * any migration.
 */
export async function freshDatabase({ bare = false } = {}): Promise<TestDatabase> {
  const template = inject('template')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const at = (url: string, database: string) => Object.assign(new URL(url), { pathname: `/${database}` }).href
  const asOwner = async (sql: string) => {
    const client = new pg.Client(at(template.ownerUrl, 'postgres'))
    await client.connect()
    await client.query(sql).finally(() => client.end())
  }
  await asOwner(`create database ${name} template ${bare ? 'template1' : 'olek'}`)
  const drop = () => asOwner(`drop database if exists ${name} with (force)`)
  afterAll(drop)
  return { url: at(template.url, name), ownerUrl: at(template.ownerUrl, name), drop }
}
