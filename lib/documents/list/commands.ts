import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { inTransaction, type Tx } from '@/lib/shared/db'
import type { Prisma } from '@/lib/shared/generated/client'
import { isUuid } from '@/lib/shared/ids'
import { log } from '@/lib/shared/log'
import { Refused, type Refusal } from '@/lib/shared/refusal'
import { mostAtOnce, type ManyAct } from '../rules/many'
import { type ActOnManyInput, type ChooseManyInput } from '../schema'
import { cancelIn, sendIn } from '../sending/commands/issuing'
import { visibleDocuments } from '../visibility'
import { documentList } from './queries/list'
import { objectionsNow } from './queries/many'
import { filterOf, readAddress } from './schema'

/**
 * Collects documents ticked in the list for one act, in the list's order; changes none of them. Leaves out and counts
 * those that the person can't see. Throws when there are none or too many. Returns the id of the page that previews the
 * act.
 */
export async function chooseMany(act: Act, input: z.output<typeof ChooseManyInput>): Promise<string> {
  const { db, person } = act
  const asked = [...new Set(input.all ? await allOfList(act, input.list) : input.documents)]
  if (asked.length === 0) throw new Refused([{ code: 'noneChosen' }])
  if (asked.length > mostAtOnce) throw tooMany()
  const seen = await db.document.findMany({
    where: { AND: [visibleDocuments(person), { id: { in: asked.filter(isUuid) } }] },
    select: { id: true, revision: true },
  })
  if (seen.length === 0) throw new Refused([{ code: 'noneChosen' }])
  const revisions = new Map(seen.map(({ id, revision }) => [id, revision]))
  const there = asked.filter((id) => revisions.has(id))
  const { id } = await db.documentBatch.create({
    data: {
      userId: person.id,
      act: input.act,
      createdAt: act.now,
      missing: asked.length - there.length,
      rows: {
        create: there.map((documentId, at) => ({
          position: at + 1,
          documentId,
          revision: revisions.get(documentId)!,
        })),
      },
    },
    select: { id: true },
  })
  return id
}

/** Every document of the list at this address, in its order. */
async function allOfList({ db, person }: Act, list: string): Promise<string[]> {
  const filter = filterOf(readAddress(Object.fromEntries(new URLSearchParams(list))))
  const { count } = await documentList(db, person, filter)
  if (count > mostAtOnce) throw tooMany()
  const { documents } = await documentList(db, person, filter, true)
  return documents.map(({ id }) => id)
}

const tooMany = () => new Refused([{ code: 'tooManyChosen', params: { most: mostAtOnce } }])

type Row = { batchId: string; position: number; documentId: string; revision: number }

/**
 * Sends or cancels the chosen documents one after another in the list's order. Each has its own transaction, which also
 * records the result. A refused document keeps its reasons and doesn't stop the others. A document with a result is
 * skipped, so repeating changes nothing, and continuing after a fault does the rest. Returns the id.
 */
export async function actOnMany(act: Act, input: z.output<typeof ActOnManyInput>): Promise<string> {
  const { name, reason, rows } = await begin(act, input)
  for (const row of rows) {
    try {
      await actOnOne(act, name, reason, row)
    } catch (error) {
      // A fault of ours: this one stays open and the others go on.
      log.error({ err: error, document: row.documentId }, 'one of many documents failed')
    }
  }
  return input.id
}

/** The first run stores the reason; later runs reuse it. */
function begin(act: Act, { id, reason: typed }: z.output<typeof ActOnManyInput>) {
  return inTransaction(act.db, async (tx) => {
    await tx.$queryRaw`SELECT FROM document_batch WHERE id = ${id}::uuid FOR UPDATE`
    const batch = await tx.documentBatch.findUnique({
      where: { id, userId: act.person.id },
      include: { rows: { where: { outcome: null }, orderBy: { position: 'asc' } } },
    })
    if (!batch || batch.act === 'print') throw new Refused([{ code: 'notFound' }])
    const reason = batch.begunAt ? batch.reason : typed
    if (batch.act === 'cancel' && reason === '')
      throw new Refused([{ code: 'missing.reason', field: 'reason' }])
    if (!batch.begunAt) await tx.documentBatch.update({ where: { id }, data: { begunAt: act.now, reason } })
    return { name: batch.act as Exclude<ManyAct, 'print'>, reason, rows: batch.rows }
  })
}

async function actOnOne(act: Act, name: Exclude<ManyAct, 'print'>, reason: string, row: Row) {
  try {
    const objections = await objectionsNow(act.db, act.person, name, row, act.now)
    if (objections.length > 0) throw new Refused(objections)
    await inTransaction(act.db, async (tx) => {
      if (!(await isOpen(tx, row))) return
      const input = { id: row.documentId, revision: row.revision }
      if (name === 'send') await sendIn(tx, act, input)
      else await cancelIn(tx, act, { ...input, reason })
      await end(tx, act, row, [])
    })
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    await inTransaction(act.db, (tx) => end(tx, act, row, error.refusals))
  }
}

/** Locks the row: a concurrent run waits and then finds it done. */
async function isOpen(tx: Tx, { batchId, position }: Row): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ open: boolean }[]>`
    SELECT outcome IS NULL AS open FROM document_batch_row
     WHERE batch_id = ${batchId}::uuid AND position = ${position} FOR UPDATE`
  return row?.open ?? false
}

const end = (tx: Tx, { now }: Act, { batchId, position }: Row, refusals: readonly Refusal[]) =>
  tx.documentBatchRow.updateMany({
    where: { batchId, position, outcome: null },
    data: {
      outcome: refusals.length > 0 ? 'REFUSED' : 'DONE',
      refusals: refusals as unknown as Prisma.InputJsonArray,
      endedAt: now,
    },
  })
