import { Refusal } from '../http'
import { whole, type Store } from '../store'
import type { Registration, RegistrationRow, Status, Telling, ToldRow } from './contract'

export type RunRow = { id: string; title: string; people: number }

/** Nothing happens if there is a run of this id. */
export function addRun(store: Store, id: string, title: string): void {
  store.prepare('INSERT INTO juhan_runs VALUES (?, ?) ON CONFLICT DO NOTHING').run(id, title)
}

export function runs(store: Store): RunRow[] {
  return store
    .prepare(
      `SELECT id, title, (SELECT count(*) FROM juhan_registrations WHERE run = juhan_runs.id) AS people
         FROM juhan_runs ORDER BY id`,
    )
    .all() as RunRow[]
}

export function run(store: Store, id: string): Omit<RunRow, 'people'> {
  const found = store.prepare('SELECT * FROM juhan_runs WHERE id = ?').get(id)
  if (!found) throw new Refusal(404, 'not-found', 'Sellist toimumist ei ole')
  return found as RunRow
}

/** How many of a run's registrations have this in their name. */
export function count(store: Store, runId: string, name = ''): number {
  run(store, runId)
  const row = store.prepare(`SELECT count(*) AS n FROM juhan_registrations WHERE ${ofRun}`).get(runId, name)
  return (row as { n: number }).n
}

const ofRun =
  "run = ? AND instr(lower(coalesce(body ->> 'firstName', '') || ' ' || coalesce(body ->> 'lastName', '')), lower(?)) > 0"

/** Ids are counted from 880101. */
export function add(store: Store, runId: string, body: Registration): string {
  run(store, runId)
  const { seq } = store
    .prepare('INSERT INTO juhan_registrations (run, body) VALUES (?, ?) RETURNING seq')
    .get(runId, JSON.stringify(body)) as { seq: number }
  return String(880_100 + seq)
}

/** Some of a run's registrations in the order they came; `name` is a part of the name looked for. */
export function registrations(
  store: Store,
  runId: string,
  { from = 0, most = -1, name = '' } = {},
): RegistrationRow[] {
  run(store, runId)
  return store
    .prepare(`SELECT * FROM juhan_registrations WHERE ${ofRun} ORDER BY seq LIMIT ? OFFSET ?`)
    .all(runId, name, most, from)
    .map(rowOf)
}

export function registrationOf(store: Store, id: string): RegistrationRow {
  const found = store.prepare('SELECT * FROM juhan_registrations WHERE seq = ?').get(seqOf(id))
  if (!found) throw new Refusal(404, 'not-found', 'Sellist registreeringut ei ole')
  return rowOf(found)
}

/** What a person does in Juhan: anything but the id may become otherwise. */
export function change(store: Store, id: string, to: Partial<Registration>): RegistrationRow {
  const { id: _, run: _run, documentNumber: _number, documentOn: _on, ...body } = registrationOf(store, id)
  store
    .prepare('UPDATE juhan_registrations SET body = ? WHERE seq = ?')
    .run(JSON.stringify({ ...body, ...to }), seqOf(id))
  return registrationOf(store, id)
}

/** The registration is another run's from now on; its id stays. */
export function move(store: Store, id: string, runId: string): RegistrationRow {
  registrationOf(store, id)
  run(store, runId)
  store.prepare('UPDATE juhan_registrations SET run = ? WHERE seq = ?').run(runId, seqOf(id))
  return registrationOf(store, id)
}

/** The same person registers to the same run once more; the new registration. */
export function registerAgain(store: Store, id: string): RegistrationRow {
  const { id: _, run: of, documentNumber: _number, documentOn: _on, ...body } = registrationOf(store, id)
  return registrationOf(store, add(store, of, { ...body, status: 'Registreeritud' }))
}

export function remove(store: Store, id: string): void {
  registrationOf(store, id)
  store.prepare('DELETE FROM juhan_registrations WHERE seq = ?').run(seqOf(id))
}

/** Takes how it ended for a registration; the same key is answered the same for ever, whatever happened since. */
export function tell(store: Store, id: string, telling: Telling, key: string): unknown {
  return whole(store, () => {
    const row = registrationOf(store, id)
    const said = JSON.stringify({ id, ...telling })
    const known = store.prepare('SELECT said, answer FROM juhan_told WHERE key = ?').get(key)
    if (known && known.said !== said)
      throw new Refusal(409, 'key-reused', 'Selle võtmega saadeti midagi muud')
    if (known) return JSON.parse(known.answer as string) as unknown
    assertPossible(row.status, telling)
    const { status, documentNumber = null, documentOn = null } = telling
    change(store, id, { status })
    store
      .prepare('UPDATE juhan_registrations SET document_number = ?, document_on = ? WHERE seq = ?')
      .run(documentNumber, documentOn, seqOf(id))
    const answer = { id, status, documentNumber, documentOn }
    store
      .prepare('INSERT INTO juhan_told (key, registration, said, answer, told_at) VALUES (?, ?, ?, ?, ?)')
      .run(key, id, said, JSON.stringify(answer), new Date().toISOString())
    return answer
  })
}

/** What schools have told, oldest first. */
export function told(store: Store): ToldRow[] {
  return store
    .prepare('SELECT key, said, told_at FROM juhan_told ORDER BY seq')
    .all()
    .map((row) => ({
      ...(JSON.parse(row.said as string) as Telling & { id: string }),
      key: row.key as string,
      at: row.told_at as string,
    }))
}

function assertPossible(now: Status, { status, documentNumber, documentOn }: Telling): void {
  if (status === 'Lõpetatud' && !(documentNumber && documentOn))
    throw new Refusal(422, 'document', 'Lõpetanul peavad olema dokumendi number ja kuupäev')
  if (now === 'Ootenimekirjas' && status !== 'Tühistatud')
    throw new Refusal(409, 'waiting', 'Ootenimekirjas olija ei ole koolitusel osalenud')
  if (now === 'Tühistatud' && status === 'Lõpetatud')
    throw new Refusal(409, 'cancelled', 'Registreering on tühistatud')
}

const seqOf = (id: string) => (/^\d{6,12}$/.test(id) ? Number(id) - 880_100 : 0)

function rowOf(row: Record<string, unknown>): RegistrationRow {
  return {
    id: String(880_100 + (row.seq as number)),
    run: row.run as string,
    ...(JSON.parse(row.body as string) as Registration),
    documentNumber: row.document_number as string | null,
    documentOn: row.document_on as string | null,
  }
}
