import type { JuhanStatus } from '@/lib/shared/generated/enums'
import { askedOf, type Asked, type OurRegistrant } from './sync-plan'

/** Somebody on whom Juhan and our list disagree, and why: the decision table's step, or absence. */
export type Difference = {
  juhanId: string
  name: string
  status: JuhanStatus | null
  registrant: Pick<OurRegistrant, 'id' | 'standing'> | null
  why: Exclude<Asked, 'FOLLOW' | 'ENDED' | 'OUTCOME' | 'NOTHING'> | 'ABSENT'
}

/** A registration as Juhan last gave it. */
export type LastTold = { juhanId: string; name: string; status: JuhanStatus }
/** Somebody on our list. */
type Ours = Pick<OurRegistrant, 'id' | 'juhanId' | 'firstName' | 'lastName' | 'standing'>

const agreed = new Set<Asked>(['FOLLOW', 'ENDED', 'OUTCOME', 'NOTHING'])

/**
 * Counts with us and in Juhan, and the people who make the difference (spec 4 "Before admission and before results").
 * Counted are participants: on our list, unless admission was annulled or studies discontinued; in Juhan those
 * registered, and those with an outcome there who participate with us. If the counts differ, somebody is named.
 */
export function differencesOf(told: readonly LastTold[], listed: readonly Ours[]) {
  const byJuhanId = new Map(listed.map((registrant) => [registrant.juhanId, registrant]))
  const named = new Set(told.map(({ juhanId }) => juhanId))
  const inJuhan = ({ juhanId, status }: LastTold) => {
    const registrant = byJuhanId.get(juhanId)
    if (status === 'REGISTERED') return true
    return (
      (status === 'COMPLETED' || status === 'NOT_COMPLETED') &&
      registrant !== undefined &&
      takesPart(registrant)
    )
  }
  const differences = [
    ...told.flatMap(({ juhanId, name, status }): Difference[] => {
      const registrant = byJuhanId.get(juhanId) ?? null
      const why = askedOf(status, registrant?.standing.place ?? null)
      return agreed.has(why) ? [] : [{ juhanId, name, status, registrant, why: why as Difference['why'] }]
    }),
    ...listed
      .filter((registrant) => takesPart(registrant) && !(registrant.juhanId && named.has(registrant.juhanId)))
      .map((registrant): Difference => ({
        juhanId: registrant.juhanId ?? '',
        name: `${registrant.firstName} ${registrant.lastName}`,
        status: null,
        registrant,
        why: 'ABSENT',
      })),
  ]
  return { ours: listed.filter(takesPart).length, juhan: told.filter(inJuhan).length, differences }
}

/**
 * Identifies a difference by Juhan's status and whether the person is with us, so that a reason given for it holds as
 * long as both stay the same, whatever the person's standing.
 */
export const differenceKey = ({ juhanId, status, registrant }: Difference) =>
  [juhanId || registrant?.id, status ?? 'ABSENT', registrant ? 'OURS' : 'NOT_OURS'].join(' ')

/** The same for a list that is too old: it holds until Juhan has been asked. */
export const staleKey = (refreshedAt: Date | null) => `STALE ${refreshedAt?.toISOString() ?? 'NEVER'}`

/** Why somebody went on nevertheless. */
export type GivenReason = { about: string; reason: string; who: string; at: Date }

/** Those of these without a reason, and the reasons for the others, each once. */
export function unanswered(about: readonly string[], given: readonly GivenReason[]) {
  const answered = given.filter((each) => about.includes(each.about))
  return {
    about: about.filter((each) => !answered.some((one) => one.about === each)),
    given: answered.filter((each, at) => answered.findIndex(({ reason }) => reason === each.reason) === at),
  }
}

const takesPart = ({ standing: { place } }: Ours) => place !== 'ANNULLED' && place !== 'DISCONTINUED'

/** Whether Juhan's answer is recent enough: at most that many minutes old. A run never asked about isn't fresh. */
export const isFresh = (refreshedAt: Date | null, now: Date, minutes: number) =>
  refreshedAt !== null && now.getTime() - refreshedAt.getTime() <= minutes * 60_000
