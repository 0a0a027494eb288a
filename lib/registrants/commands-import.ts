import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { fileNameOf } from '@/lib/learners/commands-files'
import type { Act } from '@/lib/office/action'
import { recordChanges } from '@/lib/office/changes'
import { dateFromDay, type Day } from '@/lib/shared/dates'
import { inTransaction, type Db, type Tx } from '@/lib/shared/db'
import type { Payer } from '@/lib/shared/generated/enums'
import type { Prisma, Run } from '@/lib/shared/generated/client'
import { Refused } from '@/lib/shared/refusal'
import { readSheet } from '@/lib/import/first-sheet'
import { heldRun, keptRun } from './commands-runs'
import { planRegistrants, type RegistrantPlan, type RegistrantValues } from './import-columns'
import type { RegistrantBatchInput, RegistrantFileInput } from './schema'

type Batch = { runId: string; id: string }

/** Reads a file of registrants and shows what it would add; nothing is added yet. Refused where Juhan is asked. */
export async function previewRegistrants(
  act: Act,
  { runId, file }: z.output<typeof RegistrantFileInput>,
): Promise<Batch> {
  const run = await importable(await keptRun(act.db, act, runId))
  const sheet = await readSheet(new Uint8Array(await file.arrayBuffer()))
  if ('refusal' in sheet) throw new Refused([sheet.refusal])
  const plan = await planOf(act.db, run, sheet.rows)
  const refused = plan.rows.length - plan.values.length
  const { id } = await act.db.importBatch.create({
    data: {
      ...{ userId: act.person.id, kind: 'REGISTRANTS', runId, fileName: fileNameOf(file) },
      ...{ cells: sheet.rows, unread: plan.unread, createdAt: act.now, digest: digestOf(plan) },
      plan: plan.rows as unknown as Prisma.InputJsonValue,
      ...{ added: plan.values.length, changed: 0, same: 0, refused },
    },
  })
  return { runId, id }
}

/** Adds what the preview showed, in a fixed number of statements. Refused as a whole where the list has changed since. */
export function applyRegistrants(act: Act, input: z.output<typeof RegistrantBatchInput>): Promise<Batch> {
  return inTransaction(act.db, async (tx) => {
    const batch = await openBatch(tx, act, input.id)
    const run = importable(await heldRun(tx, act, batch.runId!))
    const plan = await planOf(tx, run, batch.cells as string[][])
    if (digestOf(plan) !== batch.digest) throw new Refused([{ code: 'import.changed' }])
    await tx.registrant.createMany({
      data: plan.values.map((values) => ({ ...columnsOf(values), runId: run.id, createdAt: act.now })),
    })
    await settle(tx, act, batch, 'APPLIED')
    return { runId: run.id, id: batch.id }
  })
}

/** Throws the preview away; the file's contents go with it. */
export function discardRegistrants(act: Act, input: z.output<typeof RegistrantBatchInput>): Promise<Batch> {
  return inTransaction(act.db, async (tx) => {
    const batch = await openBatch(tx, act, input.id)
    await tx.importBatch.update({ where: { id: batch.id }, data: { cells: [], plan: [] } })
    await settle(tx, act, batch, 'DISCARDED')
    return { runId: batch.runId!, id: batch.id }
  })
}

function importable(run: Run): Run {
  if (run.juhanId) throw new Refused([{ code: 'addInJuhan' }])
  return run
}

async function planOf(client: Db | Tx, run: Run, sheet: string[][]): Promise<RegistrantPlan> {
  const questions = await client.question.findMany({
    where: { programmeId: run.programmeId },
    orderBy: { position: 'asc' },
  })
  const onList = await client.registrant.findMany({ where: { runId: run.id, removedAt: null } })
  const plan = planRegistrants(questions, sheet, onList)
  if ('refusals' in plan) throw new Refused(plan.refusals)
  if (plan.rows.length === 0) throw new Refused([{ code: 'import.noRows', field: 'file' }])
  return plan
}

const digestOf = ({ rows }: RegistrantPlan) => createHash('sha256').update(JSON.stringify(rows)).digest('hex')

/** The person's own preview of a run's file, held until the transaction ends. */
async function openBatch(tx: Tx, { person }: Act, id: string) {
  await tx.$queryRaw`SELECT id FROM import_batch WHERE id = ${id}::uuid FOR UPDATE`
  const batch = await tx.importBatch.findFirst({ where: { id, userId: person.id, kind: 'REGISTRANTS' } })
  if (!batch) throw new Refused([{ code: 'notFound' }])
  if (batch.state !== 'PREVIEW') throw new Refused([{ code: 'import.settled' }])
  return batch
}

type Counted = { id: string; runId: string | null; fileName: string; added: number }

async function settle(tx: Tx, act: Act, batch: Counted, state: 'APPLIED' | 'DISCARDED') {
  await tx.importBatch.update({ where: { id: batch.id }, data: { state, settledAt: act.now } })
  if (state === 'DISCARDED') return
  const change = { what: 'imported', from: '', to: `${batch.fileName}: ${batch.added}` }
  await recordChanges(tx, act, 'registrants.import', `registrants.run.${batch.runId}`, [change])
}

function columnsOf(values: RegistrantValues) {
  const { firstName, lastName, personalCode, email, phone, payer, registeredOn, workplace } = values
  const answers = Object.entries(values).flatMap(([column, answer]) =>
    column.startsWith('question.') && answer ? [[column.slice('question.'.length), answer]] : [],
  )
  return {
    ...{ firstName: firstName!, lastName: lastName!, personalCode: personalCode ?? null },
    ...{ email: email ?? '', phone: phone ?? '', payer: (payer ?? null) as Payer | null },
    registeredOn: registeredOn ? dateFromDay(registeredOn as Day) : null,
    workplace: workplace ?? '',
    ...{ wantsPaper: values.wantsPaper === 'ON', wantsNews: values.wantsNews === 'ON' },
    wantsRecognition: values.wantsRecognition === 'ON',
    answers: Object.fromEntries(answers),
  }
}
