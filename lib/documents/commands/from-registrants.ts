import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Act } from '@/lib/office/action'
import { reach, within } from '@/lib/office/access'
import { seenNow } from '@/lib/grants/changes'
import { placeFacts } from '@/lib/grants/queries'
import { putOnDirective, type PutOn } from '@/lib/registrants/commands-directive'
import { dayInTallinn } from '@/lib/shared/dates'
import { inTransaction, type Tx } from '@/lib/shared/db'
import { Refused } from '@/lib/shared/refusal'
import { readForm, type DraftRow } from '../form'
import { draftersOf } from '../kinds'
import { draftOptions, emptyForm } from '../options'
import type { FromRegistrantsInput } from '../schema'
import { juhanBefore } from '../queries-juhan'
import { firstSave, writeRows } from './drafting'
import { answered, refreshOld } from './juhan-first'

/** The draft that was made, and who isn't on it and why. */
export type MadeFromRegistrants = { id: string; added: number; left: PutOn['left'] }

const type = 'VICE_DEAN_DIRECTIVE'

/**
 * `Tekita korraldus`: a directive in draft with the ticked registrants of a run. Nothing ticked is refused with `Isikud on
 * määramata.`; who can't be put on it is listed with the reason and the rest is; refused where nobody is left.
 */
export async function directiveOfRegistrants(
  act: Act,
  {
    run: runId,
    kind,
    registrants,
    signerId,
    reason = '',
  }: Omit<z.output<typeof FromRegistrantsInput>, 'reason'> & { reason?: string },
): Promise<MadeFromRegistrants> {
  const before = kind === 'ADMISSION' ? await juhanBefore(act.db, runId, act.now) : null
  const asked = before ? [before] : []
  if (registrants.length > 0) await refreshOld(act, asked, reason)
  return inTransaction(act.db, async (tx) => {
    const run = await tx.run.findUnique({ where: { id: runId }, include: { programme: true } })
    const drafted = { id: randomUUID(), type, kind, subkind: null, baseId: null, base: null } as const
    if (!run || !within(reach(act.person, draftersOf(drafted)), run.programme.unitId)) {
      throw new Refused([{ code: 'notFound' }])
    }
    if (registrants.length === 0) throw new Refused([{ code: 'noPersonsChosen', field: 'registrants' }])
    const { unitId } = run.programme
    const today = dayInTallinn(act.now)
    const { units, signers } = await draftOptions(tx, act.person, drafted, unitId, today)
    if (units.find(({ id }) => id === unitId)?.closed) throw new Refused([{ code: 'unitClosed' }])
    if (!signers.some(({ id }) => id === signerId)) {
      throw new Refused([{ code: 'signerWrong', field: 'signerId' }])
    }

    const note = answered(asked, reason)
    const { rows, left } = await putOnDirective(tx, runId, kind, registrants)
    if (rows.length === 0) {
      throw new Refused([{ code: 'nobodyFits', field: 'registrants' }, ...left.map(({ reason }) => reason)])
    }
    const { head } = await emptyForm(tx, act.person, drafted, today, unitId)
    const form = {
      head: { ...head, unitId, signerId, drafterId: act.person.id },
      rows: await newRows(tx, drafted.id, rows),
    }
    const { read } = readForm(form)
    await firstSave(tx, act, drafted, read, null, note)
    await writeRows(tx, drafted.id, read.rows)
    return { id: drafted.id, added: rows.length, left }
  })
}

/** Rows with how each person stood when added. */
async function newRows(tx: Tx, documentId: string, rows: PutOn['rows']): Promise<DraftRow[]> {
  const places = await placeFacts(
    tx,
    rows.map(({ studyPlaceId }) => studyPlaceId),
    { documentId },
  )
  return rows.map((row) => ({ ...row, key: randomUUID(), seen: seenNow(places.get(row.studyPlaceId)!) }))
}
