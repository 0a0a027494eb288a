import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { changing } from '@/lib/access/changes'
import { classLabel, yearLabel } from '@/lib/schools/rules/school-year'
import { isOfficialOf } from '@/lib/schools/scope'
import { dateFromDay, dayFromDate } from '@/lib/shared/dates'
import type { Db, Tx } from '@/lib/shared/db'
import type { House, SchoolClass } from '@/lib/shared/generated/client'
import { Refused } from '@/lib/shared/refusal'
import { sameCode } from '@/lib/shared/written'
import type { ClassInput, HouseInput, NewClassInput } from '../schema/houses'

export const houseSubject = (id: string) => `schools.house.${id}` as const

/**
 * Changes a house's name, kind, EHIS id, branch code, registry code and closing day. Returns the number of changed
 * fields. Throws notFound for anybody but the municipality's official, settingsChanged, pupil.kindHeld,
 * pupil.branchTaken, pupil.registryTaken.
 */
export async function changeHouse(
  act: Act,
  { id, seen, closedOn, ...rest }: z.output<typeof HouseInput>,
): Promise<number> {
  await officialsHouse(act.db, act, id)
  return changing(act, { name: 'houses.change', subject: houseSubject(id), seen }, async (tx) => {
    // Changes of codes, imports included, run one at a time, so that two houses don't take the same code.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('olek.import.schools'))`
    const before = await officialsHouse(tx, act, id)
    const { kind, ehisId, branchCode, registryCode } = rest
    // A hobby school has groups and no classes, so a house can't change between its kind and the others.
    if ((kind === 'HOBBY_SCHOOL') !== (before.kind === 'HOBBY_SCHOOL'))
      throw new Refused([{ code: 'pupil.kindHeld', field: 'kind' }])
    const same = { ehisId, branchCode, id: { not: id } }
    if (branchCode !== '' && (await tx.house.findFirst({ where: same })))
      throw new Refused([{ code: 'pupil.branchTaken', field: 'branchCode' }])
    if (await tx.house.findFirst({ where: { registryCode, id: { not: id } } }))
      throw new Refused([{ code: 'pupil.registryTaken', field: 'registryCode' }])
    const after = await tx.house.update({
      where: { id },
      data: { ...rest, closedOn: closedOn && dateFromDay(closedOn) },
    })
    return { before: textsOf(before), after: textsOf(after) }
  })
}

/**
 * Adds a class to a house for a school year. Returns the number of changed fields. Throws as above, and
 * pupil.classTaken, pupil.noClasses.
 */
export async function addClass(
  act: Act,
  { houseId, seen, year, number, parallel, curriculum }: z.output<typeof NewClassInput>,
): Promise<number> {
  await officialsHouse(act.db, act, houseId)
  return changing(act, { name: 'houses.addClass', subject: houseSubject(houseId), seen }, async (tx) => {
    const house = await officialsHouse(tx, act, houseId)
    if (house.kind === 'HOBBY_SCHOOL') throw new Refused([{ code: 'pupil.noClasses' }])
    const key = { houseId, year, number, parallel }
    await freeClass(tx, key)
    await tx.schoolClass.create({ data: { ...key, curriculum } })
    return { before: {}, after: { [`class ${yearLabel(year)}`]: classLabel({ number, parallel }) } }
  })
}

/**
 * Changes a class. Returns and throws as above; a class that has ever had pupils keeps its number (pupil.classHeld),
 * because the log of placements names it.
 */
export async function changeClass(
  act: Act,
  { id, seen, number, parallel, curriculum }: z.output<typeof ClassInput>,
): Promise<number> {
  const found = await act.db.schoolClass.findUnique({ where: { id } })
  if (!found) throw new Refused([{ code: 'notFound' }])
  const { houseId, year } = found
  await officialsHouse(act.db, act, houseId)
  return changing(act, { name: 'houses.changeClass', subject: houseSubject(houseId), seen }, async (tx) => {
    const before = await tx.schoolClass.findUniqueOrThrow({ where: { id } })
    const label = classLabel(before)
    const renamed = label !== classLabel({ number, parallel })
    if (renamed) {
      if (await tx.placement.findFirst({ where: { classId: id } }))
        throw new Refused([{ code: 'pupil.classHeld', field: 'parallel' }])
      await freeClass(tx, { houseId, year, number, parallel }, id)
    }
    await tx.schoolClass.update({ where: { id }, data: { number, parallel, curriculum } })
    const [was, is] = [`class ${yearLabel(year)}`, `curriculum ${label}`]
    return {
      about: [label],
      before: { [was]: label, [is]: before.curriculum },
      after: { [was]: classLabel({ number, parallel }), [is]: curriculum },
    }
  })
}

type ClassKey = Pick<SchoolClass, 'houseId' | 'year' | 'number' | 'parallel'>

async function freeClass(tx: Tx, { houseId, year, number, parallel }: ClassKey, own?: string) {
  const there = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM school_class WHERE house_id = ${houseId}::uuid AND year = ${year} AND number = ${number}
       AND same_code(parallel) = ${sameCode(parallel)}`
  if (there.some(({ id }) => id !== own)) throw new Refused([{ code: 'pupil.classTaken', field: 'parallel' }])
}

/** The house, for an official of its municipality; asked first, so that nobody else learns of its changes. */
async function officialsHouse(client: Db | Tx, { person }: Act, id: string): Promise<House> {
  const house = await client.house.findUnique({ where: { id } })
  if (!house || !isOfficialOf(person, house.municipalityId)) throw new Refused([{ code: 'notFound' }])
  return house
}

const textsOf = ({ name, kind, ehisId, branchCode, registryCode, closedOn }: House) => ({
  name,
  schoolKind: kind,
  ehisId,
  branchCode,
  registryCode,
  closedOn: closedOn ? dayFromDate(closedOn) : '',
})
