import { changesOf } from '@/lib/office/changes'
import type { Db } from '@/lib/shared/db'
import { birthDayOf, maskPersonalCode } from '@/lib/shared/personal-code'
import { dayFromDate, type Day } from '@/lib/shared/dates'
import { isNamed, namesakes, type Named } from './identity'
import { registrantsOf, type ListedRegistrant } from './queries-registrants'

/** So many are settled on a page; the rest come when these are done. */
const askedAtOnce = 20

/** A person of our register whom a registrant may be; the code stands masked. */
export type Candidate = {
  id: string
  name: string
  code: string
  bornOn: Day | null
  /** units of the study places */
  units: string[]
}
export type IdentityAsked = {
  registrant: ListedRegistrant
  /** the told name can be somebody's */
  named: boolean
  seen: string
  /** the learner that the registrant is linked to or shares the code with */
  ours: Candidate | null
  namesakes: Candidate[]
}

/** Who of a run has to be settled, with those of our register whom each may be. A fixed number of statements and one a registrant shown. */
export async function identitiesToSettle(
  db: Db,
  runId: string,
): Promise<{ count: number; asked: IdentityAsked[] }> {
  const all = (await registrantsOf(db, runId)).filter(({ question }) => question)
  const shown = all.slice(0, askedAtOnce)
  const same = (text: string) => ({ equals: text, mode: 'insensitive' as const })
  const found = await db.learner.findMany({
    where: {
      OR: shown.flatMap(({ firstName, lastName, learnerId, personalCode }) => [
        { firstName: same(firstName), lastName: same(lastName) },
        ...(learnerId ? [{ id: learnerId }] : personalCode ? [{ personalCode }] : []),
      ]),
    },
    include: {
      studyPlaces: { include: { unit: true }, where: { terms: { some: { aspect: 'MAIN_STATE' } } } },
    },
  })
  const asked = shown.map(async (registrant) => {
    const ours = found.find(({ id, personalCode }) =>
      registrant.learnerId
        ? id === registrant.learnerId
        : personalCode !== null && personalCode === registrant.personalCode,
    )
    const others = found.filter((learner) => learner !== ours && namesakes(learner, registrant))
    const [last] = await changesOf(db, `registrants.registrant.${registrant.id}`, 1)
    return {
      ...{ registrant, named: isNamed(registrant), seen: last?.id ?? '' },
      ours: ours ? candidate(ours) : null,
      namesakes: others.map(candidate),
    }
  })
  return { count: all.length, asked: await Promise.all(asked) }
}

type Found = Named & { id: string; bornOn: Date | null; studyPlaces: { unit: { code: string } }[] }

const candidate = ({ id, firstName, lastName, personalCode, bornOn, studyPlaces }: Found): Candidate => ({
  ...{ id, name: `${firstName} ${lastName}` },
  code: personalCode ? maskPersonalCode(personalCode) : '',
  bornOn: bornOn ? dayFromDate(bornOn) : personalCode ? birthDayOf(personalCode) : null,
  units: [...new Set(studyPlaces.map(({ unit }) => unit.code))],
})
