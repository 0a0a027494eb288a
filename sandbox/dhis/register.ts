import { randomUUID } from 'node:crypto'
import { Refusal } from '../http'
import { whole, type Store } from '../store'
import type { DhisState, DocumentRow, SentDocument, VersionRow } from './contract'

/**
 * Takes a new document and gives it a number, or answers with the existing one for this key, or this id and version.
 */
export function create(store: Store, sent: SentDocument, key: string): { row: DocumentRow; isNew: boolean } {
  return whole(store, () => {
    const known = alreadyHere(store, sent, key)
    if (known) return { row: known, isNew: false }
    if (find(store, sent.ourId)) throw new Refusal(409, 'exists', 'Dokument on olemas, saatke uus versioon')
    const id = randomUUID()
    store
      .prepare("INSERT INTO documents (id, our_id, number, version, state) VALUES (?, ?, ?, ?, 'waiting')")
      .run(id, sent.ourId, nextNumber(store, sent.series), sent.version)
    putVersion(store, id, sent, key)
    return { row: get(store, id), isNew: true }
  })
}

/** Takes a later version: the number stays and only this version can be confirmed. */
export function addVersion(
  store: Store,
  id: string,
  sent: SentDocument,
  key: string,
): { row: DocumentRow; isNew: boolean } {
  return whole(store, () => {
    const row = get(store, id)
    if (row.our_id !== sent.ourId) throw new Refusal(409, 'other-document', 'See on teine dokument')
    const known = alreadyHere(store, sent, key)
    if (known) return { row: known, isNew: false }
    if (row.state === 'confirmed' || row.state === 'rejected') throw finished(row.state)
    if (sent.version <= row.version) throw new Refusal(409, 'old-version', 'Uuem versioon on juba olemas')
    putVersion(store, id, sent, key)
    store
      .prepare("UPDATE documents SET state = 'waiting', version = ?, reason = NULL WHERE id = ?")
      .run(sent.version, id)
    return { row: get(store, id), isNew: true }
  })
}

/** Keeps a version from being confirmed until a new one comes; harmless to repeat. */
export function lock(store: Store, id: string, version: number, reason: string): DocumentRow {
  const row = get(store, id)
  if (row.version !== version) throw new Refusal(409, 'other-version', 'Versioon ei ole viimane')
  if (row.state === 'locked') return row
  if (row.state !== 'waiting') throw finished(row.state)
  return setState(store, id, 'locked', reason)
}

/** Withdraws a version, confirmed or not; harmless to repeat; a newer version withdraws an older one. */
export function cancel(store: Store, id: string, version: number, reason: string): DocumentRow {
  const row = get(store, id)
  if (version > row.version) throw new Refusal(409, 'other-version', 'Sellist versiooni ei ole')
  if (version < row.version || row.state === 'cancelled') return row
  return setState(store, id, 'cancelled', reason)
}

export function get(store: Store, id: string): DocumentRow {
  const row = store.prepare('SELECT * FROM documents WHERE id = ?').get(id)
  if (!row) throw new Refusal(404, 'not-found', 'Sellist dokumenti ei ole')
  return row as DocumentRow
}

/** By the sender's id; with `version`, only if this version ever came. */
export function find(store: Store, ourId: string, version?: number): DocumentRow | undefined {
  const row = store.prepare('SELECT * FROM documents WHERE our_id = ?').get(ourId) as DocumentRow | undefined
  if (row === undefined || version === undefined) return row
  return versionsOf(store, row.id).some((each) => each.version === version) ? row : undefined
}

/** Newest first, at most `limit`. */
export function list(store: Store, limit: number): DocumentRow[] {
  return store.prepare('SELECT * FROM documents ORDER BY seq DESC LIMIT ?').all(limit) as DocumentRow[]
}

/** Newest first, without the files. */
export function versionsOf(store: Store, id: string): VersionRow[] {
  return store
    .prepare(
      'SELECT version, body, length(pdf) AS bytes, received_at FROM versions WHERE document_id = ? ORDER BY version DESC',
    )
    .all(id)
    .map((row) => ({
      version: row.version as number,
      body: JSON.parse(row.body as string) as VersionRow['body'],
      pdfBytes: row.bytes as number,
      receivedAt: row.received_at as string,
    }))
}

/** The version that counts now. */
export function newestOf(store: Store, id: string): VersionRow {
  const newest = versionsOf(store, id)[0]
  if (!newest) throw new Refusal(404, 'not-found', 'Sellist dokumenti ei ole')
  return newest
}

export function pdfOf(store: Store, id: string, version: number): Uint8Array {
  const row = store.prepare('SELECT pdf FROM versions WHERE document_id = ? AND version = ?').get(id, version)
  if (!row) throw new Refusal(404, 'not-found', 'Sellist versiooni ei ole')
  return row.pdf as Uint8Array
}

export function setState(store: Store, id: string, state: DhisState, reason: string | null): DocumentRow {
  store.prepare('UPDATE documents SET state = ?, reason = ? WHERE id = ?').run(state, reason, id)
  return get(store, id)
}

export function finished(state: DhisState): Refusal {
  const words = { confirmed: 'kinnitatud', rejected: 'tagasi lükatud', cancelled: 'tühistatud' } as const
  return new Refusal(409, state, `Dokument on juba ${words[state as keyof typeof words] ?? 'lukustatud'}`)
}

function alreadyHere(store: Store, sent: SentDocument, key: string): DocumentRow | undefined {
  const byKey = store.prepare('SELECT * FROM keys WHERE key = ?').get(key)
  if (!byKey) return find(store, sent.ourId, sent.version)
  const row = get(store, byKey.document_id as string)
  if (row.our_id !== sent.ourId || byKey.version !== sent.version) {
    throw new Refusal(409, 'key-reused', 'Selle võtmega saadeti midagi muud')
  }
  return row
}

function putVersion(store: Store, id: string, sent: SentDocument, key: string): void {
  const { pdf, ...body } = sent
  store
    .prepare('INSERT INTO versions VALUES (?, ?, ?, ?, ?)')
    .run(id, sent.version, JSON.stringify(body), pdf, new Date().toISOString())
  store.prepare('INSERT INTO keys VALUES (?, ?, ?)').run(key, id, sent.version)
}

/** Numbers of the series continue after this one, as when it begins anew with a year. */
export function countFrom(store: Store, { series, last }: { series: string; last: number }): void {
  store
    .prepare('INSERT INTO series VALUES (?, ?) ON CONFLICT (series) DO UPDATE SET last = excluded.last')
    .run(series, last)
}

/** Removes the document and everything about it, as after a restored backup. */
export function lose(store: Store, id: string): void {
  store.prepare('DELETE FROM documents WHERE id = ?').run(get(store, id).id)
}

/** `2.1-17/1`, `2.1-17/2` … each series counts for itself. */
function nextNumber(store: Store, series: string): string {
  const row = store
    .prepare(
      'INSERT INTO series VALUES (?, 1) ON CONFLICT (series) DO UPDATE SET last = last + 1 RETURNING last',
    )
    .get(series)
  return `${series}/${String(row?.last)}`
}
