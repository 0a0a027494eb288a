import type { Act } from '@/lib/access/action'
import { differences, recordChanges } from '@/lib/access/changes'
import { callOffTurns, readdressPosted } from '@/lib/deliveries/readdress'
import { dayFromDate, type Day } from '@/lib/shared/dates'
import type { Tx } from '@/lib/shared/db'
import { tellOfPupils } from '../kept/told'
import { dayGroupChanges } from './day-groups'

/** The subject under which the history keeps a group's changes. */
export const groupSubject = (id: string) => `schools.group.${id}` as const

/** Places that may change: of locked pupils, in groups of these houses. */
type Some = { pupilIds: readonly string[]; houseIds: readonly string[] }
type Places = Awaited<ReturnType<typeof placesOf>>
type Place = Places extends ReadonlyMap<string, infer One> ? One : never

/**
 * Changes places in groups: keeps the changes in each group's history, tells EHIS what changed about day groups, and
 * calls off waiting messages that no longer hold. A fixed number of statements, and one more per group.
 */
export async function changingPlaces(
  tx: Tx,
  act: Act,
  name: 'groups.addPlace' | 'groups.endPlace',
  some: Some,
  work: () => Promise<unknown>,
) {
  const before = await placesOf(tx, some)
  await work()
  const after = await placesOf(tx, some)
  for (const [groupId, places] of Map.groupBy(union(before, after), (place) => place.groupId)) {
    const changes = places.flatMap(({ id, who }) =>
      differences(daysOf(who, before.get(id)), daysOf(who, after.get(id))),
    )
    await recordChanges(tx, act, { name, subject: groupSubject(groupId), changes })
  }
  const turns = turnsOf(before, after)
  const unsaid = turns.map(({ before, ...turn }) => ({ ...turn, dayGroup: before ?? !turn.dayGroup }))
  const calledOff = new Set((await callOffTurns(tx, unsaid, act.now)).map(keyOf))
  const told = turns.filter(
    ({ turns, before, ...turn }) => turns || (before !== turn.dayGroup && !calledOff.has(keyOf(turn))),
  )
  const messages = told.map(({ pupilId, houseId, on, dayGroup }) => ({
    pupilId,
    houseId,
    on,
    message: { kind: 'OTHER' as const, on, dayGroup },
  }))
  await readdressPosted(tx, await tellOfPupils(tx, act, messages, { act: 'DAY_GROUP' }))
}

const keyOf = ({ pupilId, on }: { pupilId: string | null; on: Day | null }) => `${pupilId} ${on}`

/** Each place once, as it stands now or stood before. */
const union = (before: Places, after: Places) => [...new Map([...before, ...after]).values()]

/** A place's days by their names in the history; nothing for a missing place. */
const daysOf = (who: string, place?: Place) => ({
  [`placeFrom ${who}`]: place?.from ?? '',
  [`placeTo ${who}`]: place?.to ?? '',
})

function turnsOf(before: Places, after: Places) {
  const ofPupils = (places: Iterable<Place>) =>
    Map.groupBy(
      [...places].filter(({ kind }) => kind === 'DAY'),
      ({ pupilId, houseId }) => `${pupilId} ${houseId}`,
    )
  const [was, is] = [ofPupils(before.values()), ofPupils(after.values())]
  return [...ofPupils(union(before, after))].flatMap(([key, [of]]) =>
    dayGroupChanges(was.get(key) ?? [], is.get(key) ?? []).map((turn) => ({
      pupilId: of!.pupilId,
      houseId: of!.houseId,
      ...turn,
    })),
  )
}

async function placesOf(tx: Tx, { pupilIds, houseIds }: Some) {
  const places = await tx.groupPlace.findMany({
    where: { pupilId: { in: [...pupilIds] }, group: { houseId: { in: [...houseIds] } } },
    include: { group: true, pupil: true },
  })
  return new Map(
    places.map(({ id, groupId, pupilId, fromOn, toOn, group: { houseId, kind }, pupil }) => [
      id,
      {
        id,
        groupId,
        pupilId,
        houseId,
        kind,
        who: `${pupil.firstName} ${pupil.lastName}`,
        from: dayFromDate(fromOn),
        to: toOn && dayFromDate(toOn),
      },
    ]),
  )
}
