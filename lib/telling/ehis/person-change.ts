import { codeKnown } from '@/lib/deliveries/person-thread'
import type { Payload } from '@/lib/deliveries/topics'
import { NothingToTell, Unsendable } from '@/lib/deliveries/unsendable'
import type { LearnerChange } from '@/lib/outside/ehis/wire-person'
import { dayFromDate } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'

/**
 * A learner's corrected particulars in the registry's words. The message identifies the person as the registry knows
 * them when it leaves: by the personal code, else by the day of birth. Throws Unsendable if there is neither.
 */
export async function personChange(
  db: Db,
  { learnerId, code, data }: Payload<'ehis.person'>,
  koolId: string,
): Promise<LearnerChange> {
  if (code) return { koolId, muutmineIsikukood: { oppurKoolId: code.from, isikukood: code.after } }
  const [known] = await db.$queryRaw<{ personalCode: string | null; bornOn: Date | null }[]>`
    SELECT ${codeKnown} AS "personalCode", l.born_on AS "bornOn" FROM learners_learner l WHERE l.id = ${learnerId}::uuid`
  if (!known || !data) throw new NothingToTell()
  const { personalCode, bornOn } = known
  if (!personalCode && !bornOn) throw new Unsendable('noBirthDay')
  return {
    koolId,
    muutmine: {
      isikukood: personalCode ?? dayFromDate(bornOn!),
      ...(personalCode ? {} : { klIsikukoodRiik: 'SS' as const }),
      isikuandmed: {
        muutusKp: data.on,
        eesnimi: data.firstName,
        perenimi: data.lastName,
        ...(data.bornOn && { synniKp: data.bornOn }),
      },
    },
  }
}
