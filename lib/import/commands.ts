import { storedCounts, storedKept, storedMatching, storedSheets } from './stored'
import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { audit } from '@/lib/access/audit'
import type { Act } from '@/lib/access/action'
import { dayInTallinn, type Day } from '@/lib/shared/dates'
import { inTransaction, type Db, type Tx } from '@/lib/shared/db'
import type { ImportBatch, Prisma } from '@/lib/shared/generated/client'
import { Refused, type Refusal } from '@/lib/shared/refusal'
import type { FileSheet } from './cells'
import type { FileRead } from './read'
import { shownCell, type FileForm } from './rules/form'
import { readCell, readLines, type LineRead } from './rules/lines'
import {
  findMatching,
  isWholeName,
  keptOf,
  missingOf,
  shapeOf,
  type Kept,
  type Matching,
} from './rules/matching'
import { countOutcomes, placed, type PlanRow } from './rules/plan'
import type { MatchInput } from './schema'
import { sheetsOf } from './sheets-of'
import { keepWritten, type Rows } from './written'

/** What a room adds to an import: its files' columns, the plan, and the storing. */
export type ImportRoom<Column extends string = string> = {
  kind: string
  /** the scope for which a matching is kept: the kind, and whatever else decides its columns */
  scope: string
  form: FileForm<Column>
  /** Plans the rows against the present register; `lock` keeps it unchanged until the transaction ends. */
  plan(client: Db | Tx, act: Act, rows: LineRead<Column>[], lock: boolean): Promise<Planned>
  /** Writes the history of an act on the batch in place of the import's own entry. */
  history?(tx: Tx, act: Act, batch: ImportBatch, state: Settled): Promise<void>
}
export type Planned = {
  plan: PlanRow[]
  store: (tx: Tx) => Promise<void>
  /** the rows that it will write, kept for taking it back */
  written: Rows[]
}
export type Settled = 'APPLIED' | 'DISCARDED' | 'TAKEN_BACK'

/** The address of a batch's page; `asked`: a person has to match the columns first. */
export type Opened = { id: string; asked: boolean; runId: string | null; documentId: string | null }
type About = { runId?: string; documentId?: string }

/**
 * Stores an uploaded file with a preview of its import; the register doesn't change. If some columns are unknown, it
 * waits for a person to match them. Throws for an unreadable file, or one without a row, and then stores nothing.
 */
export async function openFile<Column extends string>(
  act: Act,
  room: ImportRoom<Column>,
  file: File,
  about: About = {},
): Promise<Opened> {
  const { sheets, notes } = await sheetsOf(file, room.form)
  const { matching, asks } = findMatching(room.form, sheets, await keptMatchings(act, room.scope))
  const batch = { fileName: fileNameOf(file), sheets, notes, matching, ...about }
  if (asks.length === 0) return keepPreview(act, room, batch)
  const nothing = { plan: [], digest: '', added: 0, changed: 0, same: 0, refused: 0 }
  const { id } = await act.db.importBatch.create({
    data: {
      ...about,
      ...nothing,
      userId: act.person.id,
      kind: room.kind,
      fileName: batch.fileName,
      state: 'MATCHING',
      sheets: json(sheets),
      matching: json(matching),
      counts: json({ notes }),
      createdAt: act.now,
    },
  })
  return opened({ id, ...about }, true)
}

/** Previews the file of one's own batch anew, against the present register. */
export async function openAgain<Column extends string>(
  act: Act,
  room: ImportRoom<Column>,
  id: string,
): Promise<Opened> {
  const batch = await ownBatch(act.db, act, room, id)
  if (batch.state !== 'PREVIEW') throw new Refused([{ code: 'notFound' }])
  const sheets = storedSheets.parse(batch.sheets)
  const matching =
    storedMatching(room.form, batch.matching) ??
    findMatching(room.form, sheets, await keptMatchings(act, room.scope)).matching
  return keepPreview(act, room, {
    fileName: batch.fileName,
    sheets,
    notes: notesOf(batch),
    matching,
    ...(batch.runId ? { runId: batch.runId } : {}),
    ...(batch.documentId ? { documentId: batch.documentId } : {}),
  })
}

/**
 * Takes the user's matching of a file's columns, keeps it for the next file with these headings, and previews the
 * import. Throws with every column that is missing or matched twice, and each impossible common value.
 */
export async function matchFile<Column extends string>(
  act: Act,
  room: ImportRoom<Column>,
  input: z.output<typeof MatchInput>,
): Promise<Opened> {
  const batch = await ownBatch(act.db, act, room, input.id)
  if (batch.state !== 'PREVIEW' && batch.state !== 'MATCHING') throw new Refused([{ code: 'import.settled' }])
  const sheets = storedSheets.parse(batch.sheets)
  const matching = asMatched(room.form, sheets, input, dayInTallinn(act.now))
  const previewed = await previewOf(act, room, sheets, matching, notesOf(batch))
  await inTransaction(act.db, async (tx) => {
    const changed = await tx.importBatch.updateMany({
      where: { id: batch.id, state: batch.state },
      data: { ...previewed, state: 'PREVIEW', matching: json(matching) },
    })
    if (changed.count === 0) throw new Refused([{ code: 'import.settled' }])
    await keepMatching(tx, act, room.scope, sheets[matching.sheet]!.rows[matching.row - 1] ?? [], matching)
  })
  return opened(batch, false)
}

/**
 * Applies the preview in one transaction with a fixed number of statements: stores every good row; the refused ones
 * stay listed. Throws when the facts have changed so that the plan is now different.
 */
export async function applyBatch<Column extends string>(
  tx: Tx,
  act: Act,
  room: ImportRoom<Column>,
  batch: ImportBatch,
): Promise<Opened> {
  if (batch.state !== 'PREVIEW') throw new Refused([{ code: 'import.settled' }])
  const matching = storedMatching(room.form, batch.matching)
  const sheet = storedSheets.parse(batch.sheets)[matching?.sheet ?? 0]
  if (!matching || !sheet) throw new Refused([{ code: 'import.changed' }])
  const { rows } = readLines(room.form, sheet, matching, dayInTallinn(act.now))
  const { plan, store, written } = await room.plan(tx, act, rows, true)
  const shown = placed(room.form, sheet.rows, matching, plan, rows)
  if (digestOf(shown) !== batch.digest) throw new Refused([{ code: 'import.changed' }])
  await keepWritten(tx, batch.id, written, () => store(tx))
  await settle(tx, act, room, batch, 'APPLIED')
  return opened(batch, false)
}

/** Discards a preview, and the file's contents with it. */
export async function discardBatch(
  tx: Tx,
  act: Act,
  room: Pick<ImportRoom<never>, 'history'>,
  batch: ImportBatch,
): Promise<Opened> {
  if (batch.state !== 'PREVIEW' && batch.state !== 'MATCHING') throw new Refused([{ code: 'import.settled' }])
  await tx.importBatch.update({ where: { id: batch.id }, data: { sheets: [], plan: [] } })
  await settle(tx, act, room, batch, 'DISCARDED')
  return opened(batch, false)
}

/**
 * Takes an applied import back as a whole: `back` restores the register, or refuses by name when something builds on
 * the imported rows, or has changed them.
 */
export async function takeBackBatch(
  tx: Tx,
  act: Act,
  room: Pick<ImportRoom<never>, 'history'>,
  batch: ImportBatch,
  back: () => Promise<void>,
): Promise<Opened> {
  if (batch.state !== 'APPLIED') throw new Refused([{ code: 'import.notApplied' }])
  if ((await tx.importWritten.count({ where: { batchId: batch.id } })) === 0)
    throw new Refused([{ code: 'import.notKept' }])
  await back()
  await settle(tx, act, room, batch, 'TAKEN_BACK')
  return opened(batch, false)
}

/** The person's own batch of the room, locked until the transaction ends. */
export async function heldBatch(tx: Tx, act: Act, id: string, isKind: (kind: string) => boolean) {
  await tx.$queryRaw`SELECT FROM import_batch WHERE id = ${id}::uuid FOR UPDATE`
  return ownBatch(tx, act, { isKind }, id)
}

/** The file's name for display, without personal codes and control characters: a name can contain anything. */
export const fileNameOf = (file: File) =>
  file.name
    .replace(/\d{11}/g, '…')
    .replace(/[\u0000-\u001f\u202a-\u202e\u2066-\u2069]/g, '')
    .slice(-100)

/** The person's own batch; throws `notFound` for any other. */
export async function ownBatch(
  client: Db | Tx,
  { person }: Act,
  room: { kind: string } | { isKind: (kind: string) => boolean },
  id: string,
): Promise<ImportBatch> {
  const batch = await client.importBatch.findFirst({ where: { id, userId: person.id } })
  const fits = batch && ('isKind' in room ? room.isKind(batch.kind) : room.kind === batch.kind)
  if (!fits) throw new Refused([{ code: 'notFound' }])
  return batch
}

type SheetNotes = FileRead['notes']
type Uploaded = { fileName: string; sheets: FileSheet[]; notes: SheetNotes } & About
const notesOf = ({ counts }: ImportBatch): SheetNotes => storedCounts.parse(counts).notes ?? []

async function keepPreview<Column extends string>(
  act: Act,
  room: ImportRoom<Column>,
  { sheets, notes, matching, fileName, runId, documentId }: Uploaded & { matching: Matching<Column> },
): Promise<Opened> {
  const previewed = await previewOf(act, room, sheets, matching, notes)
  const batch = await act.db.importBatch.create({
    data: {
      ...previewed,
      runId,
      documentId,
      userId: act.person.id,
      kind: room.kind,
      fileName,
      sheets: json(sheets),
      matching: json(matching),
      createdAt: act.now,
    },
  })
  return opened(batch, false)
}

async function previewOf<Column extends string>(
  act: Act,
  room: ImportRoom<Column>,
  sheets: readonly FileSheet[],
  matching: Matching<Column>,
  notes: SheetNotes,
) {
  const sheet = sheets[matching.sheet]!
  const { rows, counts, unread } = readLines(room.form, sheet, matching, dayInTallinn(act.now))
  if (rows.length === 0)
    throw new Refused([withHeadings({ code: 'import.noRows', field: 'file' }, sheet, matching)])
  const { plan } = await room.plan(act.db, act, rows, false)
  const shown = placed(room.form, sheet.rows, matching, plan, rows)
  const { NEW: added, CHANGED: changed, SAME: same, REFUSED: refused } = countOutcomes(shown)
  return {
    unread,
    counts: json({ ...counts, notes }),
    plan: json(shown),
    digest: digestOf(shown),
    added,
    changed,
    same,
    refused,
  }
}

/** The user's answers as a matching; or every reason why they aren't one yet. */
function asMatched<Column extends string>(
  form: FileForm<Column>,
  sheets: readonly FileSheet[],
  { sheet, row, columns, fixed }: z.output<typeof MatchInput>,
  today: Day,
): Matching<Column> {
  const headings = sheets[sheet]?.rows[row - 1]
  if (!headings) throw new Refused([{ code: 'import.rowWrong', field: 'row' }])
  const ours = (name: string) => form.wanted.includes(name as Column) || isWholeName(name)
  const matching: Matching<Column> = {
    sheet,
    row,
    columns: headings.map((_, at) => {
      const name = columns[String(at)] ?? ''
      return ours(name) ? (name as Column) : null
    }),
    fixed: Object.fromEntries(
      Object.entries(fixed).filter(([column, text]) => text.trim() && form.wanted.includes(column as Column)),
    ) as Matching<Column>['fixed'],
  }
  const refusals: Refusal[] = matching.columns.flatMap((column, at) =>
    column && matching.columns.indexOf(column) < at
      ? [
          {
            code: 'import.matchedTwice',
            field: `columns.${at}`,
            params: { column: headingFor(form, column) },
          },
        ]
      : [],
  )
  for (const [column, text] of Object.entries(matching.fixed) as [Column, string][]) {
    const read = readCell(form.columns[column].read, text, today)
    if (typeof read !== 'string' && 'code' in read) refusals.push({ ...read, field: `fixed.${column}` })
  }
  for (const ask of missingOf(form, matching))
    if (ask.ask === 'missing')
      refusals.push(
        withHeadings(
          { code: 'import.columnsMissing', params: { columns: ask.columns.join(', ') } },
          sheets[sheet]!,
          matching,
        ),
      )
  if (refusals.length > 0) throw new Refused(refusals)
  return matching
}

const headingFor = (form: FileForm, column: string) => form.columns[column]?.heading ?? 'Nimi'

/** A refusal about a file also names its own headings, without which nobody would understand it. */
const withHeadings = (refusal: Refusal, sheet: FileSheet, { row }: Matching): Refusal => ({
  ...refusal,
  params: {
    ...refusal.params,
    headings: (sheet.rows[row - 1] ?? []).map(shownCell).filter(Boolean).join(', ').slice(0, 500) || '–',
  },
})

/** The matchings that the person has kept for a kind of file, by the set of their headings. */
export async function keptMatchings(
  { db, person }: Pick<Act, 'db' | 'person'>,
  scope: string,
): Promise<(shape: string) => Kept | undefined> {
  const kept = await db.importMatching.findMany({ where: { userId: person.id, scope } })
  const byShape = new Map(
    kept.map(({ shape, columns, fixed }) => [shape, storedKept.parse({ columns, fixed })]),
  )
  return (shape) => byShape.get(hashed(shape))
}

async function keepMatching(
  tx: Tx,
  act: Act,
  scope: string,
  headings: FileSheet['rows'][number],
  matching: Matching,
) {
  const where = { userId: act.person.id, scope, shape: hashed(shapeOf(headings)) }
  const kept = { ...keptOf(headings, matching), keptAt: act.now }
  await tx.importMatching.upsert({
    where: { userId_scope_shape: where },
    create: { ...where, ...kept },
    update: kept,
  })
}

/** Marks one's own file, whose rows were used elsewhere, as applied, and deletes its rows. */
export async function spendBatch(act: Act, id: string): Promise<void> {
  await act.db.importBatch.update({
    where: { id },
    data: { state: 'APPLIED', settledAt: act.now, sheets: [], plan: [] },
  })
}

async function settle(
  tx: Tx,
  act: Act,
  room: Pick<ImportRoom<never>, 'history'>,
  batch: ImportBatch,
  state: Settled,
) {
  const { id, kind, fileName, added, changed, refused } = batch
  const at = state === 'TAKEN_BACK' ? { takenBackAt: act.now } : { settledAt: act.now }
  await tx.importBatch.update({ where: { id }, data: { state, ...at } })
  if (room.history) return room.history(tx, act, batch, state)
  const details = { kind, fileName, added, changed, refused }
  await audit(tx, { at: act.now, userId: act.person.id, act: settledAs[state], subject: id, details })
}
const settledAs = {
  APPLIED: 'import.apply',
  DISCARDED: 'import.discard',
  TAKEN_BACK: 'import.takeBack',
} as const satisfies Record<Settled, string>

const opened = (
  { id, runId = null, documentId = null }: { id: string; runId?: string | null; documentId?: string | null },
  asked: boolean,
): Opened => ({ id, asked, runId, documentId })

/** A digest that is the same for equal plans, so that the rows themselves need not be compared. */
const digestOf = (rows: readonly PlanRow[]) => hashed(JSON.stringify(rows))
const hashed = (text: string) => createHash('sha256').update(text).digest('hex')
const json = (value: unknown) => value as Prisma.InputJsonValue
