import type { Page } from '@playwright/test'
import pg from 'pg'
import { childrenOf, commandOf, signalGroup } from '@/scripts/process'
import { aDirective } from './support/directives'
import { expect, test, type Office } from './support/journey'
import { aDoctorand } from './support/learners'
import { chooseInMenu, field, scripted, signIn } from './support/steps'

/*
 * The application is killed while it does an act, and started again: once while the act is being written and nothing is
 * committed, and once when all is committed but the answer isn't sent yet. The database holds the act at that moment,
 * so that the test doesn't wait for chance.
 */

const moments = {
  /** the history entry, in the act's own transaction */
  'before the commit': { table: 'history_entry', event: 'INSERT' },
  /** the outcome of the press, kept once the act is done */
  'after the commit': { table: 'sent_form', event: 'UPDATE' },
} as const

const heldBack = `locktype = 'advisory' AND objid = 4711 AND NOT granted`

/** Holds every transaction that comes to the moment until it is released; needs the owner of the database. */
async function heldAt({ table, event }: (typeof moments)[keyof typeof moments]) {
  const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })
  await owner.connect()
  await owner.query(`
    CREATE FUNCTION held_by_test() RETURNS trigger LANGUAGE plpgsql AS
      'BEGIN PERFORM pg_advisory_xact_lock(4711); RETURN NEW; END';
    CREATE TRIGGER held_by_test BEFORE ${event} ON ${table} FOR EACH ROW EXECUTE FUNCTION held_by_test();
    SELECT pg_advisory_lock(4711)`)
  return {
    held: async () => {
      const { rows } = await owner.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM pg_locks WHERE ${heldBack}`,
      )
      return rows[0]!.count
    },
    /** Ends what was held for the killed application, and holds nothing more. */
    letGo: async () => {
      await owner.query(`SELECT pg_terminate_backend(pid) FROM pg_locks WHERE ${heldBack}`)
      await owner.query(`SELECT pg_advisory_unlock(4711)`)
      await owner.query(`DROP FUNCTION held_by_test() CASCADE`)
      await owner.end()
    },
  }
}

const forms = [
  {
    name: 'a comment',
    fill: async (page: Page) => {
      await field(page, 'Kommentaar').fill('Katkestatud märkus')
      return page.getByRole('main').getByRole('button', { name: 'Lisa kommentaar' })
    },
    stands: (page: Page) => expect(field(page, 'Kommentaar')).toHaveValue('Katkestatud märkus'),
    done: ({ db }: Office, id: string) =>
      db.historyEntry.count({ where: { documentId: id, act: 'comment' } }),
    shown: (page: Page) =>
      expect(page.getByText('Katkestatud märkus', { exact: true }).first()).toBeVisible(),
  },
  {
    name: 'a cancellation with its reason',
    fill: async (page: Page) => {
      await chooseInMenu(page, 'Tühista')
      const dialog = page.getByRole('dialog')
      await field(dialog, 'Põhjus').fill('Katkestatud põhjus')
      return dialog.getByRole('button', { name: 'Tühista' })
    },
    stands: (page: Page) =>
      expect(field(page.getByRole('dialog'), 'Põhjus')).toHaveValue('Katkestatud põhjus'),
    done: ({ db }: Office, id: string) => db.historyEntry.count({ where: { documentId: id, act: 'cancel' } }),
    shown: (page: Page) => expect(page.getByRole('dialog')).toBeHidden(),
  },
]

for (const { name, fill, stands, done, shown } of forms) {
  for (const [when, moment] of Object.entries(moments)) {
    test(`${name} stays filled in and is done once, though the application is killed ${when} and started again`, async ({
      page,
      office,
      installation,
    }) => {
      const { app } = installation!
      const id = await aDirective(office, { state: 'ISSUED', persons: [await aDoctorand(office.db)] })
      await signIn(page, 'liis', `/documents/${id}`)
      await scripted(page)
      const button = await fill(page)
      const { held, letGo } = await heldAt(moment)
      await button.click()
      await expect.poll(held).toBe(1)
      signalGroup(app.pid, 'SIGKILL')
      await expect(page.getByText('Ühendus Olekuga katkes enne vastust').first()).toBeVisible()
      await stands(page)
      await letGo()
      await app.restart()
      expect(await done(office, id)).toBe(when === 'before the commit' ? 0 : 1)
      await stands(page)
      await button.click()
      await shown(page)
      expect(await done(office, id)).toBe(1)
    })
  }
}

test('one process of the application that is killed is replaced; who is signed in goes on meanwhile', async ({
  page,
  installation,
}) => {
  const { app, address } = installation!
  const health = async () => (await (await fetch(`${address}/api/health`)).json()) as { processes: object }
  await expect.poll(health).toEqual({ status: 'ok', processes: { wanted: 2, alive: 2, replaced: 0 } })
  await signIn(page, 'liis', '/documents')
  const [one] = childrenOf(app.pid).filter((pid) => commandOf(pid).includes('next'))
  process.kill(one!, 'SIGKILL')
  // A request that was on its way to the killed one may be broken off; the next goes to the other.
  await expect.poll(() => fetch(`${address}/api/health`).then(({ status }) => status, String)).toBe(200)
  await page.goto('/documents')
  await expect(page.getByRole('heading', { name: 'Dokumendid' })).toBeVisible()
  await expect
    .poll(() => health().catch(String))
    .toEqual({ status: 'ok', processes: { wanted: 2, alive: 2, replaced: 1 } })
})
