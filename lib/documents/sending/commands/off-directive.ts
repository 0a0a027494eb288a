import { storedDetails } from '@/lib/documents/stored'
import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { readPerson } from '@/lib/access/person'
import { reach, within } from '@/lib/access/rights'
import { changeDraft, writeRows } from '@/lib/documents/drafting/commands/drafting'
import { lockDocument, readOf, type LoadedDocument } from '@/lib/documents/load'
import { actorOf } from '@/lib/documents/move'
import { draftersOf } from '@/lib/documents/rules/kinds'
import { wayOff } from '@/lib/documents/rules/way-off'
import type { OffDirectiveInput } from '@/lib/documents/schema'
import { factsOf, rowObjections } from '@/lib/documents/standing'
import { startRefreshIn, type RefreshPlace } from '@/lib/registrants/commands/refresh'
import { standingsOf } from '@/lib/registrants/standing'
import { dayInTallinn } from '@/lib/shared/dates'
import { inTransaction, type Tx } from '@/lib/shared/db'
import { Refused } from '@/lib/shared/refusal'
import { reopenIn } from './issuing'

type Acting = Omit<Act, 'db'>

/**
 * `Eemalda korralduselt ja uuenda nimekirja` (spec 4): from a draft, takes the person off and refreshes the list in one
 * act; an issued directive is first taken back, and the rest follows when DHIS has said that it is a draft again.
 * Throws off.deleteIt or off.cancelIt when nobody would stay; off.byDrafter with whose it is; off.wait; offParked;
 * off.nowhere when the person is on no admission under way.
 */
export function takeOffAndRefresh(
  act: Act,
  { run, registrant }: z.output<typeof OffDirectiveInput>,
): Promise<RefreshPlace | { document: string }> {
  return inTransaction(act.db, async (tx) => {
    await kept(tx, act, run)
    const standing = (await standingsOf(tx, run)).get(registrant)
    if (standing?.place !== 'ADMISSION_UNDER_WAY') throw new Refused([{ code: 'off.nowhere' }])
    const document = await lockDocument(tx, standing.document!.id)
    if (!document?.rows.some(({ studyPlaceId }) => studyPlaceId === standing.studyPlaceId))
      throw new Refused([{ code: 'off.nowhere' }])
    const { id, number, revision } = document
    const params = { document: number ?? '–', drafter: standing.document!.drafterName }
    const place = standing.studyPlaceId!
    switch (wayOff(document, place, actorOf(act, document).parties)) {
      case 'BY_DRAFTER':
        throw new Refused([{ code: 'off.byDrafter', params }])
      case 'DELETE':
        throw new Refused([{ code: 'off.deleteIt', params }])
      case 'CANCEL':
        throw new Refused([{ code: 'off.cancelIt', params }])
      case 'WAIT':
        throw new Refused([{ code: 'off.wait', params }])
      case 'REOPEN':
        if (await isDecided(tx, document, act.now)) throw new Refused([{ code: 'offParked', params }])
        await reopenIn(tx, act, { id, revision }, { takeOff: { run, place } })
        return { document: id }
      case 'TAKE_OFF':
        await takeOff(tx, act, document, place)
        return startRefreshIn(tx, act, run)
    }
  })
}

/** Whether it has a parked decision, which only its own page can take back, with a reason. */
const isDecided = async (tx: Tx, document: LoadedDocument, now: Date) =>
  (await factsOf(tx, document, await rowObjections(tx, document, []), dayInTallinn(now))).decisionParked

/** The run is one of the person's, and has a list in Juhan. */
async function kept(tx: Tx, { person }: Acting, id: string) {
  const run = await tx.registrantsRun.findFirst({ where: { id }, include: { programme: true } })
  const drafters = draftersOf({ type: 'VICE_DEAN_DIRECTIVE', kind: 'ADMISSION' })
  if (!run || !within(reach(person, drafters), run.programme.unitId))
    throw new Refused([{ code: 'notFound' }])
  if (!run.juhanId) throw new Refused([{ code: 'refresh.notLinked' }])
}

/** Removes the row as `Salvesta` would; the typing for other rows stays. */
async function takeOff(tx: Tx, act: Acting, document: LoadedDocument, studyPlaceId: string) {
  const read = readOf(document)
  const rows = read.rows.filter((row) => row.studyPlaceId !== studyPlaceId)
  await changeDraft(tx, act, document, { ...read, rows })
  await writeRows(tx, document.id, rows)
}

/**
 * Does what the document was taken back for, once DHIS has said that it is a draft again: as the user who pressed, if
 * he or she still may. The draft stays on the desk to be sent again.
 */
export async function takeOffWaiting(tx: Tx, documentId: string, now: Date): Promise<void> {
  const taken = await tx.historyEntry.findFirst({
    where: { documentId, act: 'reopen' },
    orderBy: { id: 'desc' },
    select: { userId: true, details: true },
  })
  const { takeOff: wanted } = storedDetails.parse(taken?.details ?? {})
  const person = wanted && taken?.userId ? await readPerson(tx, taken.userId) : null
  const document = person && (await lockDocument(tx, documentId))
  if (!document || !wanted) return
  const act = { person, now }
  if (wayOff(document, wanted.place, actorOf(act, document).parties) !== 'TAKE_OFF') return
  await takeOff(tx, act, document, wanted.place)
  try {
    await startRefreshIn(tx, act, wanted.run)
  } catch (error) {
    // The run was unlinked meanwhile, or is no longer the person's: nothing to refresh.
    if (!(error instanceof Refused)) throw error
  }
}
