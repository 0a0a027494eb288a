import { changesOf } from '@/lib/access/changes'
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
 * Registrants of a run to settle, each with the possible persons of our register. A fixed number of statements, and one
 * per registrant shown.
 */
export async function identitiesToSettle(
  db: Db,
  runId: string,
): Promise<{ count: number; asked: IdentityAsked[]; twins: TwinsAsked[] }> {
  const listed = await registrantsOf(db, runId)
  const all = listed.filter(({ question }) => question)
  const shown = all.slice(0, askedAtOnce)
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
  const asked = shown.map(async (registrant) => {
    const ours = found.find(({ id, personalCode }) =>
      registrant.learnerId
        ? id === registrant.learnerId
        : personalCode !== null && personalCode === registrant.personalCode,
    )
    const others = found.filter((learner) => learner !== ours && namesakes(learner, registrant))
    const [last] = await changesOf(db, `registrants.registrant.${registrant.id}`, 1)
    return {
      registrant,
      named: isNamed(registrant),
      seen: last?.id ?? '',
      ours: ours ? candidate(ours) : null,
      namesakes: others.map(candidate),
    }
  })
  return { count: all.length, asked: await Promise.all(asked), twins: await twinsAsked(db, listed) }
}

/** Two registrations that are, or look like, one person's. `seen`: the first one's last change. */
export type TwinsAsked = { pair: [ListedRegistrant, ListedRegistrant]; by: Sameness; seen: string }

/** Each pair once; as many as fit on a page. */
async function twinsAsked(db: Db, listed: readonly ListedRegistrant[]): Promise<TwinsAsked[]> {
  const pairs = twinPairs(listed).slice(0, askedAtOnce)
  return Promise.all(
    pairs.map(async ({ one, other, by }) => {
      const [last] = await changesOf(db, `registrants.registrant.${one.id}`, 1)
      return { pair: [one, other] as [ListedRegistrant, ListedRegistrant], by, seen: last?.id ?? '' }
    }),
  )
}

type Found = Named & { id: string; bornOn: Date | null; studyPlaces: { unit: { code: string } }[] }

const candidate = ({ id, firstName, lastName, personalCode, bornOn, studyPlaces }: Found): Candidate => ({
  id,
  name: `${firstName} ${lastName}`,
  code: personalCode ? maskPersonalCode(personalCode) : '',
  bornOn: bornOn ? dayFromDate(bornOn) : personalCode ? birthDayOf(personalCode) : null,
  units: [...new Set(studyPlaces.map(({ unit }) => unit.code))],
})
