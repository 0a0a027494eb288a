import { randomUUID } from 'node:crypto'
import type { TermAspect } from '@/lib/shared/generated/enums'
import { castId, units } from '@/prisma/cast'
import type { Office } from './office'

export type MadeLearner = { id: string; lastName: string; places: string[] }

const studies: Record<TermAspect, string> = {
  LOAD: 'FULL',
  FUNDING: 'STATE_FUNDED',
  CURRICULUM: '80131',
  MAIN_STATE: 'STUDYING',
}
let made = 0

/** Makes doctoral students of LT who have studied since 2025 and bring no warning, each with so many study places. */
export async function someLearners({ db }: Office, ...placesOfEach: number[]): Promise<MadeLearner[]> {
  const learners = placesOfEach.map((count) => {
    const number = ++made
    const places = Array.from({ length: count }, () => randomUUID())
    return { id: castId(906, number), lastName: `Juhuslik${number}`, places }
  })
  const startedOn = new Date('2025-09-01')
  await db.learner.createMany({
    data: learners.map(({ id, lastName }) => ({
      id,
      lastName,
      firstName: 'Õppija',
      otherCode: `J-${lastName}`,
      email: `${lastName.toLowerCase()}@ylikool.example`,
      bankAccount: 'EE382200221020145685',
    })),
  })
  const places = learners.flatMap(({ id: learnerId, places }) => places.map((id) => ({ id, learnerId })))
  await db.studyPlace.createMany({
    data: places.map((place) => ({
      ...place,
      startedOn,
      unitId: units.LT.id,
      code: place.id,
      level: 'DOCTORAL',
      nominalEndOn: new Date('2029-08-31'),
    })),
  })
  await db.studyTerm.createMany({
    data: places.flatMap(({ id: studyPlaceId }) =>
      Object.entries(studies).map(([aspect, value]) => ({
        studyPlaceId,
        value,
        aspect: aspect as TermAspect,
        fromOn: startedOn,
      })),
    ),
  })
  return learners
}
