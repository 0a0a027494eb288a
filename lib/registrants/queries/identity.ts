import { changesOfEach } from '@/lib/access/changes'
import { dayFromDate, type Day } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import { birthDayOf, maskPersonalCode } from '@/lib/shared/personal-code'
import { isNamed, namesakes } from '../rules/identity'
import type { Named } from '../rules/told'
import type { Sameness } from '../rules/twins'
import { registrantsOf, twinPairs, type ListedRegistrant } from './registrants'

/** The most questions on a page; the rest follow when these are settled. */
const askedAtOnce = 20

/** A person of our register who may be the registrant; the code is masked. */
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
  /** the told name can be a name */
  named: boolean
  seen: string
  /** the learner to whom the registrant is linked, or with whom it shares the code */
  ours: Candidate | null
  namesakes: Candidate[]
}

/**
 * Registrants of a run to settle, each with the possible persons of our register; and pairs of registrations of one
 * person. Four statements.
 */
export async function identitiesToSettle(
  db: Db,
  runId: string,
): Promise<{ count: number; asked: IdentityAsked[]; twins: TwinsAsked[] }> {
  const listed = await registrantsOf(db, runId)
  const all = listed.filter(({ question }) => question)
  const shown = all.slice(0, askedAtOnce)
  const pairs = twinPairs(listed).slice(0, askedAtOnce)
  const about = [...shown, ...pairs.map(({ one }) => one)].map(changesSubject)
  const last = await changesOfEach(db, [...new Set(about)], 1)
  const seenOf = (registrant: ListedRegistrant) => last.get(changesSubject(registrant))?.[0]?.id ?? ''
  const calledSo = await db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT l.id
      FROM unnest(${shown.map(({ firstName }) => firstName)}::text[],
                  ${shown.map(({ lastName }) => lastName)}::text[]) AS told (first_name, last_name)
      JOIN learners_learner l ON same_name(l.last_name) = same_name(told.last_name)
                    AND same_name(l.first_name) = same_name(told.first_name)`
  const linked = shown.flatMap(({ learnerId }) => learnerId ?? [])
  const codes = shown.flatMap(({ learnerId, personalCode }) => (learnerId ? [] : (personalCode ?? [])))
  const found = await db.learnersLearner.findMany({
    where: {
      OR: [{ id: { in: [...linked, ...calledSo.map(({ id }) => id)] } }, { personalCode: { in: codes } }],
    },
    include: {
      studyPlaces: { include: { unit: true }, where: { terms: { some: { aspect: 'MAIN_STATE' } } } },
    },
  })
  const asked = shown.map((registrant) => {
    const ours = found.find(({ id, personalCode }) =>
      registrant.learnerId
        ? id === registrant.learnerId
        : personalCode !== null && personalCode === registrant.personalCode,
    )
    const others = found.filter((learner) => learner !== ours && namesakes(learner, registrant))
    return {
      registrant,
      named: isNamed(registrant),
      seen: seenOf(registrant),
      ours: ours ? candidate(ours) : null,
      namesakes: others.map(candidate),
    }
  })
  const twins = pairs.map(({ one, other, by }): TwinsAsked => ({ pair: [one, other], by, seen: seenOf(one) }))
  return { count: all.length, asked, twins }
}

const changesSubject = ({ id }: ListedRegistrant) => `registrants.registrant.${id}` as const

/** Two registrations that are, or look like, one person's. `seen`: the first one's last change. */
export type TwinsAsked = { pair: [ListedRegistrant, ListedRegistrant]; by: Sameness; seen: string }

type Found = Named & { id: string; bornOn: Date | null; studyPlaces: { unit: { code: string } }[] }

const candidate = ({ id, firstName, lastName, personalCode, bornOn, studyPlaces }: Found): Candidate => ({
  id,
  name: `${firstName} ${lastName}`,
  code: personalCode ? maskPersonalCode(personalCode) : '',
  bornOn: bornOn ? dayFromDate(bornOn) : personalCode ? birthDayOf(personalCode) : null,
  units: [...new Set(studyPlaces.map(({ unit }) => unit.code))],
})
