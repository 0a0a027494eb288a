import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { changing, differences, recordChanges } from '@/lib/access/changes'
import type {
  EndPlaceInput,
  GroupInput,
  PlaceInput,
  RenameGroupInput,
} from '@/lib/schools/houses/schema/houses'
import { houseChoice } from '@/lib/schools/houses/queries/houses'
import { callOffSince } from '@/lib/schools/pupils/commands/leaving'
import { holdPupils } from '@/lib/schools/pupils/hold'
import { refuseLikely } from '@/lib/schools/pupils/one-child'
import { usesHouse } from '@/lib/schools/scope'
import { idChosen } from '@/lib/shared/asked-choice'
import { dateFromDay, dayFromDate } from '@/lib/shared/dates'
import { inTransaction, type Tx } from '@/lib/shared/db'
import { Refused } from '@/lib/shared/refusal'
import { sameName } from '@/lib/shared/written'
import { changingPlaces, groupSubject } from '../group-places'

/**
 * Adds a group to one of the person's houses. Returns its id. Throws pupil.houseMissing, pupil.houseSeveral,
 * pupil.groupKind, pupil.groupTaken.
 */
export function addGroup(
  act: Act,
  { houseId: asked, kind, name }: z.output<typeof GroupInput>,
): Promise<string> {
  return inTransaction(act.db, async (tx) => {
    const houseId = idChosen(await houseChoice(tx, act.person, asked), 'houseId', {
      none: 'pupil.houseMissing',
      several: 'pupil.houseSeveral',
    })
    const house = houseId && (await tx.house.findUnique({ where: { id: houseId } }))
    if (!house || !usesHouse(act.person, house))
      throw new Refused([{ code: 'pupil.houseMissing', field: 'houseId' }])
    if ((house.kind === 'HOBBY_SCHOOL') !== (kind === 'HOBBY_SCHOOL'))
      throw new Refused([{ code: 'pupil.groupKind', field: 'kind' }])
    await refuseTaken(tx, house.id, name)
    const { id } = await tx.group.create({ data: { houseId: house.id, kind, name } })
    await recordChanges(tx, act, {
      name: 'groups.add',
      subject: groupSubject(id),
      changes: differences({}, { name, groupKind: kind }),
    })
    return id
  })
}

/** Renames a group. Returns the number of changed fields. Throws notFound, settingsChanged, pupil.groupTaken. */
export async function renameGroup(
  act: Act,
  { id, seen, name }: z.output<typeof RenameGroupInput>,
): Promise<number> {
  await ownGroup(act.db, act, id)
  return changing(act, { name: 'groups.rename', subject: groupSubject(id), seen }, async (tx) => {
    const before = await ownGroup(tx, act, id)
    if (name !== before.name) await refuseTaken(tx, before.houseId, name, id)
    await tx.group.update({ where: { id }, data: { name } })
    return { before: { name: before.name }, after: { name } }
  })
}

async function refuseTaken(tx: Tx, houseId: string, name: string, own?: string) {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('olek.schoolGroup'))`
  const there = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM school_group WHERE house_id = ${houseId}::uuid AND same_name(name) = ${sameName(name)}`
  if (there.some(({ id }) => id !== own)) throw new Refused([{ code: 'pupil.groupTaken', field: 'name' }])
}

/**
 * Gives a pupil a place in a group, and tells EHIS if it is a day group. A school's own group takes only pupils who are
 * in the house on the first day, and the place ends no later than a placement with a set end; a hobby school takes
 * anybody. Returns the group's id. Throws notFound, pupil.noSuchPupil, pupil.notInHouse, pupil.placeOutlasts,
 * pupil.placeTaken, likelyChild.
 */
export function addPlace(act: Act, input: z.output<typeof PlaceInput>): Promise<string> {
  const { groupId, fromOn, toOn, another } = input
  return inTransaction(act.db, async (tx) => {
    const group = await ownGroup(tx, act, groupId)
    const pupil = await pupilAsked(tx, input)
    await holdPupils(tx, [pupil.id])
    const field = input.pupilId ? 'pupilId' : 'personalCode'
    const from = dateFromDay(fromOn)
    const placement =
      group.kind === 'HOBBY_SCHOOL' ? null : await standingOn(tx, pupil.id, group.houseId, from)
    if (group.kind !== 'HOBBY_SCHOOL' && !placement) throw new Refused([{ code: 'pupil.notInHouse', field }])
    const last = placement?.endedBy && dayFromDate(placement.toOn)
    if (last && (!toOn || last < toOn))
      throw new Refused([
        { code: 'pupil.placeOutlasts', params: { pupil: nameOf(pupil), to: last }, field: 'toOn' },
      ])
    const to = toOn && dateFromDay(toOn)
    const others = { groupId, pupilId: pupil.id, OR: [{ toOn: null }, { toOn: { gte: from } }] }
    if (await tx.groupPlace.findFirst({ where: { ...others, ...(to ? { fromOn: { lte: to } } : {}) } }))
      throw new Refused([{ code: 'pupil.placeTaken', field }])
    await refuseLikely(tx, act.person, [pupil.id], { another, groupId })
    const some = { pupilIds: [pupil.id], houseIds: [group.houseId] }
    await changingPlaces(tx, act, 'groups.addPlace', some, () =>
      tx.groupPlace.create({ data: { groupId, pupilId: pupil.id, fromOn: from, toOn: to } }),
    )
    if (placement?.endedBy === 'LEAVING') await callOffSince(tx, placement, act.now)
    return groupId
  })
}

/**
 * Ends a place with a last day; a last day before the first removes the place. Tells EHIS if it is a day group. Returns
 * the group's id. Throws notFound, pupil.placeOver (it ends by then anyway).
 */
export function endPlace(act: Act, { id, lastOn }: z.output<typeof EndPlaceInput>): Promise<string> {
  return inTransaction(act.db, async (tx) => {
    const found = await tx.groupPlace.findUnique({ where: { id } })
    if (!found) throw new Refused([{ code: 'notFound' }])
    const { pupilId, groupId } = found
    const group = await ownGroup(tx, act, groupId)
    await holdPupils(tx, [pupilId])
    const place = await tx.groupPlace.findUnique({ where: { id } })
    if (!place) throw new Refused([{ code: 'notFound' }])
    const [from, to] = [dayFromDate(place.fromOn), place.toOn && dayFromDate(place.toOn)]
    if (to && to < lastOn) throw new Refused([{ code: 'pupil.placeOver', params: { to }, field: 'lastOn' }])
    const some = { pupilIds: [pupilId], houseIds: [group.houseId] }
    await changingPlaces(tx, act, 'groups.endPlace', some, () =>
      lastOn < from
        ? tx.groupPlace.delete({ where: { id } })
        : tx.groupPlace.update({ where: { id }, data: { toOn: dateFromDay(lastOn) } }),
    )
    return groupId
  })
}

/** The group, if the person works with its house. Throws notFound. */
async function ownGroup(client: Tx, { person }: Pick<Act, 'person'>, id: string) {
  const group = await client.group.findUnique({ where: { id }, include: { house: true } })
  if (!group || !usesHouse(person, group.house)) throw new Refused([{ code: 'notFound' }])
  return group
}

const standingOn = (tx: Tx, pupilId: string, houseId: string, day: Date) =>
  tx.placement.findFirst({
    where: { pupilId, houseId, voidedAt: null, fromOn: { lte: day }, toOn: { gte: day } },
  })

async function pupilAsked(tx: Tx, { pupilId, personalCode }: z.output<typeof PlaceInput>) {
  const where = pupilId ? { id: pupilId } : { personalCode: personalCode! }
  const pupil = await tx.pupil.findUnique({ where })
  if (!pupil) throw new Refused([{ code: 'pupil.noSuchPupil', field: pupilId ? 'pupilId' : 'personalCode' }])
  return pupil
}

const nameOf = ({ firstName, lastName }: { firstName: string; lastName: string }) =>
  `${firstName} ${lastName}`
