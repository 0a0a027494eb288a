import { randomUUID } from 'node:crypto'
import { createProtocol } from '@/lib/registrants/commands/protocol'
import { dateFromDay, type Day } from '@/lib/shared/dates'
import { units } from '@/prisma/cast'
import { programmes } from '@/prisma/cast-runs'
import type { Office } from './journey'
import { newPerson } from './learners'
import { registerInJuhan, type JuhanRegistration } from './sandbox'

/** Makes a run linked to one in Juhan with people of its own; returns its id and who registered there. */
export async function aLinkedRun(
  { db }: Office,
  juhanId: string,
  about: { people: number; startsOn: Day; endsOn: Day },
) {
  const people = await registerInJuhan(juhanId, about.people)
  const { id } = await db.run.create({
    data: {
      programmeId: programmes.inquiry.id,
      code: `TÕ-LT-101/${juhanId}`,
      juhanId,
      startsOn: dateFromDay(about.startsOn),
      endsOn: dateFromDay(about.endsOn),
    },
  })
  return { id, people: people as [JuhanRegistration, JuhanRegistration, ...JuhanRegistration[]] }
}

export const fullName = ({ firstName, lastName }: JuhanRegistration) => `${firstName} ${lastName}`

/** Makes a run that isn't linked to Juhan, whose one registrant studies and is on its results protocol. */
export async function aRunWithProtocol(office: Office): Promise<{ id: string; learner: string }> {
  const { db } = office
  const startsOn = dateFromDay('2026-11-16')
  const { firstName, lastName, personalCode, email } = newPerson()
  const run = await db.run.create({
    data: {
      programmeId: programmes.statistics.id,
      code: `TÕ-LT-102/${randomUUID().slice(0, 8)}`,
      startsOn,
      endsOn: dateFromDay('2026-12-04'),
      registrants: { create: { firstName, lastName, personalCode, email } },
    },
    include: { registrants: true },
  })
  const registrantId = run.registrants[0]!.id
  const learner = await db.learner.create({ data: { firstName, lastName, personalCode } })
  await db.registrant.update({ where: { id: registrantId }, data: { learnerId: learner.id } })
  await db.studyPlace.create({
    data: {
      learnerId: learner.id,
      unitId: units.LT.id,
      code: registrantId,
      level: 'CONTINUING',
      startedOn: startsOn,
      registrantId,
      terms: {
        create: {
          aspect: 'MAIN_STATE',
          value: 'STUDYING',
          fromOn: startsOn,
          importedNumber: '1',
          importedOn: startsOn,
        },
      },
    },
  })
  await createProtocol(await office.as('maarja'), { runId: run.id, reason: '' })
  return { id: run.id, learner: `${firstName} ${lastName}` }
}
