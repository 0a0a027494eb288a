import type { Person } from '@/lib/access/rights'
import { pupilPayload } from '@/lib/deliveries/pupil-message'
import { Unsendable } from '@/lib/deliveries/unsendable'
import { pupilBody } from '@/lib/outside/ehis/wire-pupil'
import { housesWhere } from '@/lib/schools/scope'
import type { Db } from '@/lib/shared/db'
import { pupilChange } from '../ehis/pupil-change'
import { pupilFacts } from '../ehis/pupil-facts'
import type { ShownExchange } from './exchanges'

/** A message about a pupil with the request and the answer; null when there is none or the person may not see it. */
export async function pupilMessageSheet(db: Db, person: Person, id: string) {
  const found = await db.deliveriesDelivery.findFirst({
    where: { id, topic: 'ehis.pupil', house: housesWhere(person) },
    include: {
      house: true,
      pupil: { select: { id: true, firstName: true, lastName: true } },
      exchanges: { orderBy: { id: 'desc' }, take: 100 },
      readdressed: true,
    },
  })
  if (!found) return null
  const { house, pupil, exchanges, readdressed, claimedAt, payload, ...own } = found
  const { message, cause, byId } = pupilPayload.parse(payload)
  const open = own.state !== 'DONE' && own.state !== 'CALLED_OFF'
  const by = await db.accessUser.findFirst({
    where: { id: byId },
    select: { firstName: true, lastName: true },
  })
  const before = await db.schoolsHouse.findMany({
    where: { id: { in: readdressed.map(({ fromHouseId }) => fromHouseId) } },
    select: { name: true },
  })
  const pause = await db.deliveriesPause.findFirst({ where: { neighbour: 'EHIS' } })
  return {
    id,
    kind: message.kind,
    cause,
    state: own.state,
    dueOn: own.dueOn!,
    dueAt: own.dueAt,
    createdAt: own.createdAt,
    settledAt: own.settledAt,
    attempts: own.attempts,
    problem: own.problem,
    inHand: claimedAt !== null,
    pausedAt: pause?.pausedAt ?? null,
    by: by && `${by.firstName} ${by.lastName}`,
    pupil: { id: pupil!.id, name: `${pupil!.firstName} ${pupil!.lastName}` },
    house: { id: house!.id, name: house!.name, ehisId: house!.ehisId, registryCode: house!.registryCode },
    /** houses under which it had to go before transfers put it under this one */
    housesBefore: before.map(({ name }) => name),
    waitsFor: open ? await waitsFor(db, id) : null,
    /** the body that would leave now */
    body: open ? await bodyNow(db, found) : null,
    exchanges: exchanges.map(({ deliveryId: _, id: place, ...exchange }): ShownExchange => ({
      ...exchange,
      id: String(place),
    })),
  }
}

/** The message of the same pupil that has to leave first. */
async function waitsFor(db: Db, id: string): Promise<string | null> {
  const [first] = await db.$queryRaw<{ id: string }[]>`
    SELECT e.id FROM deliveries_delivery d JOIN deliveries_delivery e ON e.thread = d.thread AND (e.due_on, e.seq) < (d.due_on, d.seq)
     WHERE d.id = ${id}::uuid AND e.state NOT IN ('DONE', 'CALLED_OFF') ORDER BY e.due_on, e.seq LIMIT 1`
  return first?.id ?? null
}

async function bodyNow(db: Db, delivery: Parameters<typeof pupilFacts>[1][number]): Promise<string | null> {
  const facts = await pupilFacts(db, [delivery])
  try {
    return pupilBody(pupilChange(pupilPayload.parse(delivery.payload).message, facts.get(delivery.id)!))
  } catch (error) {
    if (error instanceof Unsendable) return null
    throw error
  }
}
