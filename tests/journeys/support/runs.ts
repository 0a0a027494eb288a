import { dateFromDay, type Day } from '@/lib/shared/dates'
import { programmes } from '@/prisma/cast-runs'
import type { Office } from './journey'
import { registerInJuhan, type JuhanRegistration } from './sandbox'

/** A run that is linked to one in Juhan with people of its own; its id, and who registered there. */
export async function aLinkedRun(
  { db }: Office,
  juhanId: string,
  about: { people: number; startsOn: Day; endsOn: Day },
) {
  const people = await registerInJuhan(juhanId, about.people)
  const { id } = await db.run.create({
    data: {
      ...{ programmeId: programmes.inquiry.id, code: `TÕ-LT-101/${juhanId}`, juhanId },
      ...{ startsOn: dateFromDay(about.startsOn), endsOn: dateFromDay(about.endsOn) },
    },
  })
  return { id, people: people as [JuhanRegistration, JuhanRegistration, ...JuhanRegistration[]] }
}

export const fullName = ({ firstName, lastName }: JuhanRegistration) => `${firstName} ${lastName}`
