import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { differences, holdSettings, recordChanges } from '@/lib/access/changes'
import { pupilThread } from '@/lib/deliveries/post'
import { callOffCodes, joinThreads } from '@/lib/deliveries/readdress'
import { columnsOf, keptKinds, thingOf } from '@/lib/schools/kept/things'
import { tellOfPupil } from '@/lib/schools/kept/told'
import { housesWhere } from '@/lib/schools/scope'
import { dayInTallinn } from '@/lib/shared/dates'
import { inTransaction, type Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { moveRows } from '@/lib/shared/moved-rows'
import { maskPersonalCode, readPersonalCode } from '@/lib/shared/personal-code'
import { Refused } from '@/lib/shared/refusal'
import { holdPupils } from '../hold'
import { mendableStay } from '../mending'
import type { MendPupilInput } from '../schema/mending'

/** The history subject of changes to a pupil's code and names. */
export const personSubject = (pupilId: string) => `schools.person.${pupilId}` as const

/** Rows that are never changed, not even to repoint them: for them the merged record stays, empty. */
const fixed = ['placement_log']

type Who = { id: string; personalCode: string; firstName: string; lastName: string }

/**
 * Corrects a pupil's personal code and names, with the reason; the code contains the day of birth. If another record of
 * the same child has the code (`merge`), everything of this record moves to that one. EHIS is told of a new code; it
 * has no message for a name. Returns the id of the record that stays. Throws notFound, settingsChanged, ownCodeWrong,
 * mend.nothing, mend.notPresent, mend.codeElsewhere, mend.codeTaken, mend.placementsOverlap, mend.clash.<table> (both
 * records have what a child has once).
 */
export function mendPupil(act: Act, input: z.output<typeof MendPupilInput>): Promise<string> {
  const { pupilId, seen, firstName, lastName, reason, merge } = input
  const personalCode = readPersonalCode(input.personalCode, dayInTallinn(act.now))
  if (!personalCode) throw new Refused([{ code: 'ownCodeWrong', field: 'personalCode' }])
  return inTransaction(act.db, async (tx) => {
    // An import takes this lock too: a code that is free now stays free until we are done.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('olek.import.schools'))`
    await holdSettings(tx, act, personSubject(pupilId), seen)
    const other = await tx.pupil.findFirst({ where: { personalCode, id: { not: pupilId } } })
    await holdPupils(tx, [pupilId, ...(other ? [other.id] : [])])
    const pupil = await tx.pupil.findUnique({ where: { id: pupilId } })
    const stay = pupil && (await mendableStay(tx, act.person, pupilId, dayInTallinn(act.now)))
    if (!pupil || !stay) throw new Refused([{ code: stay === undefined ? 'mend.notPresent' : 'notFound' }])
    const mended: Who = { id: other?.id ?? pupilId, personalCode, firstName, lastName }
    const changes = differences(textsOf(pupil), textsOf(mended))
    if (changes.length === 0) throw new Refused([{ code: 'mend.nothing' }])

    if (other) await mergeInto(tx, act, pupil, other, merge === 'yes')
    const { id, ...data } = mended
    await tx.pupil.update({ where: { id }, data })
    if (pupil.personalCode !== personalCode) {
      const former = { pupilId: id, code: pupil.personalCode, at: act.now }
      await tx.pupilFormerCode.createMany({ data: [former], skipDuplicates: true })
      // No message can merge two persons of the registry.
      if (!other)
        await tellCode(tx, act, { pupilId: id, houseId: stay.houseId }, pupil.personalCode, personalCode)
    }
    if (other) await joinThreads(tx, pupilThread(pupilId), pupilThread(id))
    const merged = other ? [{ what: 'merged', from: textsOf(pupil).personalCode!, to: '' }] : []
    await recordChanges(tx, act, {
      name: 'pupils.mend',
      subject: personSubject(id),
      changes: [...changes, ...merged, { what: 'reason', from: '', to: reason }],
    })
    return id
  })
}

/** As the history shows them: the code masked. */
const textsOf = ({ personalCode, firstName, lastName }: Omit<Who, 'id'>) => ({
  firstName,
  lastName,
  personalCode: maskPersonalCode(personalCode),
})

/** Moves everything of one record to the other one of the same child. Rows that both have alike are kept once. */
async function mergeInto(tx: Tx, act: Act, gone: Who, stays: Who, agreed: boolean) {
  const ids = [gone.id, stays.id]
  // If the person can't see all the placements, they can be neither judged nor named.
  const foreign = { pupilId: { in: ids }, voidedAt: null, NOT: { house: housesWhere(act.person) } }
  if (await tx.placement.findFirst({ where: foreign }))
    throw new Refused([{ code: 'mend.codeElsewhere', field: 'personalCode' }])
  if (!agreed) {
    const params = { name: `${stays.firstName} ${stays.lastName}` }
    throw new Refused([{ code: 'mend.codeTaken', params, field: 'personalCode' }])
  }
  await dropAlike(tx, gone.id, stays.id)
  const overlapping = await tx.$queryRaw<{ place: string }[]>`
    SELECT h.name || ', ' || c.number || '.' || c.parallel || ', ' || to_char(g.from_on, 'DD.MM.YYYY') || '–' ||
           to_char(g.to_on, 'DD.MM.YYYY') AS place
      FROM placement g JOIN house h ON h.id = g.house_id JOIN school_class c ON c.id = g.class_id
     WHERE g.pupil_id = ${gone.id}::uuid AND g.voided_at IS NULL
       AND EXISTS (SELECT FROM placement s WHERE s.pupil_id = ${stays.id}::uuid AND s.voided_at IS NULL
                      AND s.from_on <= g.to_on AND g.from_on <= s.to_on)
     ORDER BY g.from_on`
  if (overlapping.length > 0) {
    const places = overlapping.map(({ place }) => place).join('; ')
    throw new Refused([{ code: 'mend.placementsOverlap', params: { places } }])
  }
  await moveRows(tx, 'pupil_id', { from: gone.id, to: stays.id }, fixed)
  await tx.pupil.updateMany({ where: { mergedIntoId: gone.id }, data: { mergedIntoId: stays.id } })
  // Nobody has such a code; it only has to differ from everybody's.
  await tx.pupil.update({
    where: { id: gone.id },
    data: { mergedIntoId: stays.id, personalCode: `merged:${gone.id}` },
  })
}

/**
 * Deletes what the merged record has exactly as the other one: placements without a transfer, kept data, places in
 * groups.
 */
async function dropAlike(tx: Tx, gone: string, stays: string) {
  const alike = (table: string, columns: readonly string[], but: Prisma.Sql) => {
    const of = (alias: string) => Prisma.raw(columns.map((column) => `${alias}.${column}`).join(', '))
    return tx.$executeRaw`
      DELETE FROM ${Prisma.raw(table)} g USING ${Prisma.raw(table)} s
       WHERE g.pupil_id = ${gone}::uuid AND s.pupil_id = ${stays}::uuid
         AND (${of('g')}) IS NOT DISTINCT FROM (${of('s')}) AND ${but}`
  }
  await alike(
    'placement',
    ['class_id', 'from_on', 'to_on', 'ended_by', 'left_reason', 'stay_id', 'voided_at'],
    Prisma.sql`NOT EXISTS (SELECT FROM transfer_row r WHERE g.id IN (r.old_id, r.new_id, r.voided_id, r.next_id))`,
  )
  await alike('group_place', ['group_id', 'from_on', 'to_on'], Prisma.sql`true`)
  for (const kind of keptKinds) {
    const { table } = thingOf(kind)
    await alike(
      table,
      ['house_id', 'stay_id', ...columnsOf(kind)],
      Prisma.sql`NOT EXISTS (SELECT FROM ${Prisma.raw(table)} c WHERE c.origin_id = g.id)`,
    )
  }
}

/**
 * Tells EHIS once that the pupil has another code: this message replaces waiting ones about earlier changes, and names
 * the code that the registry knows.
 */
async function tellCode(
  tx: Tx,
  act: Act,
  of: { pupilId: string; houseId: string },
  was: string,
  after: string,
) {
  const before = (await callOffCodes(tx, of.pupilId, act.now)) ?? was
  const on = dayInTallinn(act.now)
  if (before !== after)
    await tellOfPupil(
      tx,
      act,
      { ...of, message: { kind: 'PERSON_CODE', on, before, after }, on },
      { act: 'MEND' },
    )
}
