import { storedSettledAs } from '../stored'
import { learnersByCode, reservePlaces } from '@/lib/learners/commands/reserved'
import { dayFromDate } from '@/lib/shared/dates'
import type { Tx } from '@/lib/shared/db'
import type { LearnersLearner, Registrant } from '@/lib/shared/generated/client'
import type { Refusal } from '@/lib/shared/refusal'
import { registrantsOf, type ListedTwin } from '../queries/registrants'
import { holdRuns } from '../refreshing/facts'
import { againstAdmission, againstEnding } from '../rules/admission'
import { identityQuestion } from '../rules/identity'
import { standingsOf, studiesOf, type Place, type RegistrantStanding } from '../standing'

/** Kinds of directives made from registrants. */
export type RegistrantsKind = 'ADMISSION' | 'ADMISSION_ANNULMENT' | 'DISCONTINUATION'

/**
 * Those who go on the directive, with the study place, in the order of the list; and those who don't, with the reason.
 */
export type PutOn = {
  rows: { learnerId: string; studyPlaceId: string }[]
  left: { who: string; registrantId: string | null; reason: Refusal }[]
}

/**
 * Puts registrants of the run on a directive of the kind, in the transaction that creates or changes it. For an
 * admission, finds the learner by personal code or creates one, and reserves a study place. Returns those who can't go
 * on it with the reason. A fixed number of statements, however many.
 */
export async function putOnDirective(
  tx: Tx,
  runId: string,
  kind: RegistrantsKind,
  registrantIds: readonly string[],
): Promise<PutOn> {
  const asked = [...new Set(registrantIds)]
  // Two users who admit one person's two registrations wait for each other here.
  await holdRuns(tx, runId)
  // Of two who press at once, the second sees the other's directive.
  await tx.$queryRaw`SELECT FROM registrant WHERE id = ANY(${asked}::uuid[]) AND run_id = ${runId}::uuid ORDER BY id FOR UPDATE`
  const registrants = await tx.registrant.findMany({
    where: { id: { in: asked }, runId },
    include: { learner: true },
    orderBy: [{ lastName: 'asc' }, { firstName: 'asc' }, { id: 'asc' }],
  })
  const standings = await standingsOf(tx, runId)
  const byCode = await learnersWith(tx, registrants)
  const judged = await onProtocol(tx, runId)
  const twins = kind === 'ADMISSION' ? await twinsOnList(tx, runId) : new Map<string, ListedTwin[]>()
  const reasons = registrants.map((registrant): { registrant: Listed; reason: Refusal | null } => {
    const standing = standings.get(registrant.id)!
    const known = byCode.get(registrant.personalCode ?? '') ?? null
    return {
      registrant,
      reason:
        kind === 'ADMISSION'
          ? (notToAdmit(registrant, standing) ??
            unsettled(registrant, known) ??
            registeredTwice(twins.get(registrant.id) ?? [], asked))
          : notToEnd(standing, kind, judged),
    }
  })
  const left: PutOn['left'] = reasons.flatMap(({ registrant, reason }) =>
    reason
      ? [
          {
            who: nameOf(registrant),
            registrantId: registrant.id,
            reason: { ...reason, params: { person: nameOf(registrant), ...reason.params } },
          },
        ]
      : [],
  )
  // Moved to another run meanwhile, or never in this one.
  const gone = asked.length - registrants.length
  if (gone > 0 && registrants.length > 0)
    left.push({ who: '–', registrantId: null, reason: { code: 'registrantsGone', params: { count: gone } } })
  const fitting = reasons.flatMap(({ registrant, reason }) => (reason ? [] : [registrant]))
  const rows = kind === 'ADMISSION' ? await reserved(tx, runId, fitting) : await held(tx, fitting, standings)
  return { rows, left }
}

type Listed = Registrant & { learner: LearnersLearner | null }

const nameOf = ({ firstName, lastName }: Registrant) => `${firstName} ${lastName}`

async function learnersWith(
  tx: Tx,
  registrants: readonly Registrant[],
): Promise<Map<string, LearnersLearner>> {
  const codes = registrants.flatMap(({ personalCode }) => personalCode ?? [])
  const found = await tx.learnersLearner.findMany({ where: { personalCode: { in: codes } } })
  return new Map(found.map((learner) => [learner.personalCode!, learner]))
}

async function onProtocol(tx: Tx, runId: string): Promise<Set<string>> {
  const rows = await tx.protocolRow.findMany({
    where: { protocol: { runId } },
    select: { studyPlaceId: true },
  })
  return new Set(rows.map(({ studyPlaceId }) => studyPlaceId))
}

/** Why the registrant can't be admitted; null = nothing objects. */
function notToAdmit({ removedAt }: Registrant, standing: RegistrantStanding): Refusal | null {
  if (removedAt) return { code: 'registrantRemoved' }
  const against = againstAdmission(studiesOf(standing))
  return against && objection(against, standing)
}

/** Why the studies can't be ended or the admission annulled; null = nothing objects. */
function notToEnd(
  standing: RegistrantStanding,
  kind: RegistrantsKind,
  judged: ReadonlySet<string>,
): Refusal | null {
  const against = againstEnding(studiesOf(standing))
  if (against) return objection(against, standing)
  return kind === 'ADMISSION_ANNULMENT' && judged.has(standing.studyPlaceId!) ? { code: 'onProtocol' } : null
}

type Against = NonNullable<ReturnType<typeof againstAdmission | typeof againstEnding>>

function objection(against: Against, { document }: RegistrantStanding): Refusal {
  const params = { document: document?.number ?? '–' }
  if (against === 'NOT_ADMITTED') return { code: 'notAdmitted' }
  if (against === 'ADMITTED') return { code: 'admittedAlready', params }
  if (against === 'ENDED') return { code: 'endedAlready', params }
  return { code: 'underWayAlready', params: { ...params, drafter: document?.drafterName ?? '' } }
}

/** "isik vajab tuvastamist": nobody is taken for a namesake, and no name changes silently (spec 4). */
function unsettled(registrant: Listed, byCode: LearnersLearner | null): Refusal | null {
  const question = identityQuestion(registrant, {
    linked: registrant.learner,
    byCode,
    settledAs: storedSettledAs.parse(registrant.settledAs),
  })
  return question && { code: unsettledAs[question.ask] }
}

const twinsOnList = async (tx: Tx, runId: string) =>
  new Map((await registrantsOf(tx, runId)).map(({ id, twins }) => [id, twins]))

/**
 * One person is admitted to a run once. If both registrations are ticked, neither is admitted, because nobody has
 * chosen; if ticked one after the other, the second isn't.
 */
function registeredTwice(twins: readonly ListedTwin[], asked: readonly string[]): Refusal | null {
  const admitted = twins.find(({ standing }) => admits.has(standing.place))
  const params = ({ juhanId, name, standing: { document } }: ListedTwin) => ({
    twin: [name, juhanId].filter(Boolean).join(', '),
    document: document?.number ?? '–',
  })
  if (admitted) return { code: 'twinAdmitted', params: params(admitted) }
  const chosen = twins.find(({ id }) => asked.includes(id))
  return chosen ? { code: 'twinChosen', params: params(chosen) } : null
}
const admits = new Set<Place>(['ADMISSION_UNDER_WAY', 'ADMITTED', 'END_UNDER_WAY'])

const unsettledAs = { NO_NAME: 'identityUnnamed', NO_CODE: 'identityMissing', DIFFERS: 'identityDiffers' }

async function reserved(tx: Tx, runId: string, registrants: readonly Listed[]): Promise<PutOn['rows']> {
  const { startsOn, endsOn, programme } = await tx.run.findUniqueOrThrow({
    where: { id: runId },
    include: { programme: true },
  })
  const unknown = registrants.flatMap(({ learnerId, personalCode, ...told }) =>
    learnerId === null && personalCode !== null ? [{ ...told, personalCode }] : [],
  )
  const ids = await learnersByCode(tx, unknown)
  const learnerOf = ({ learnerId, personalCode }: Listed) => learnerId ?? ids.get(personalCode!)!
  const days = { from: dayFromDate(startsOn), to: dayFromDate(endsOn) }
  const places = await reservePlaces(
    tx,
    registrants.map((registrant) => ({
      registrantId: registrant.id,
      learnerId: learnerOf(registrant),
      unitId: programme.unitId,
      ...days,
    })),
  )
  await tx.$executeRaw`
    UPDATE registrant r SET learner_id = sp.learner_id FROM learners_study_place sp
     WHERE sp.registrant_id = r.id AND r.learner_id IS NULL AND r.id = ANY(${registrants.map(({ id }) => id)}::uuid[])`
  return registrants.map((registrant) => ({
    learnerId: learnerOf(registrant),
    studyPlaceId: places.get(registrant.id)!,
  }))
}

/** The study places to which somebody was admitted. */
async function held(
  tx: Tx,
  registrants: readonly Listed[],
  standings: ReadonlyMap<string, RegistrantStanding>,
): Promise<PutOn['rows']> {
  const places = await tx.learnersStudyPlace.findMany({
    where: { registrantId: { in: registrants.map(({ id }) => id) } },
    select: { id: true, learnerId: true },
  })
  const learnerOf = new Map(places.map(({ id, learnerId }) => [id, learnerId]))
  return registrants.map(({ id }) => {
    const studyPlaceId = standings.get(id)!.studyPlaceId!
    return { studyPlaceId, learnerId: learnerOf.get(studyPlaceId)! }
  })
}
