import { nominalEnd } from '@/lib/learners/rules/nominal-end'
import {
  countDays,
  dayFromDate,
  dayInTallinn,
  type Day,
  type OpenPeriod,
  type Period,
} from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import type { LearnersAcademicLeave, LearnersStudyTerm } from '@/lib/shared/generated/client'
import type { TermAspect } from '@/lib/shared/generated/enums'
import type { SheetGrant } from './sheet-grants'
import { when, type When } from './when'
import type { Behind, ShownSource, Undone, WhyLine } from './why'

/** A value of a study place for some days: its main state, curriculum (by name), load or funding. */
export type SheetTerm = OpenPeriod & {
  id: string
  aspect: TermAspect
  value: string
  when: When
  source: ShownSource
  why: WhyLine[]
}

/** A valid diploma, transcript or notice. */
export type SheetCertificate = { id: string; kind: string; number: string; text: string; source: ShownSource }

/** Both days inclusive. */
type SheetLeave = Period & {
  id: string
  when: When
  annulled: Undone | null
  ours: boolean
  source: ShownSource
}

/**
 * The learner's study places with all dated facts as of the day, newest first. The database derives secondary states
 * from their causes. Without grants, only those of continuing education. Two statements.
 */
export async function sheetPlaces(
  db: Db,
  {
    learnerId,
    on,
    facts,
    grants,
  }: { learnerId: string; on: Day; facts: Behind; grants: readonly SheetGrant[] | null },
) {
  const places = await db.learnersStudyPlace.findMany({
    // A place that is only reserved doesn't exist yet.
    where: {
      learnerId,
      OR: [...(grants ? [{ registrantId: null }] : []), { ...continuing, terms: { some: mainState } }],
    },
    orderBy: [{ startedOn: 'desc' }, { id: 'asc' }],
    include: {
      unit: true,
      registrant: { select: { run: { include: { programme: true } } } },
      terms: { orderBy: [{ fromOn: 'desc' }, { aspect: 'asc' }] },
      leaves: { orderBy: [{ fromOn: 'desc' }, { id: 'asc' }] },
      attestations: { orderBy: [{ attestedOn: 'desc' }, { id: 'desc' }] },
      certificatesSeen: { where: { annulledAt: null }, orderBy: [{ kind: 'asc' }, { number: 'asc' }] },
    },
  })
  const [{ years, curricula, secondary }] = await db.$queryRaw<[BesidePlaces]>`
    SELECT (SELECT coalesce(json_agg(json_build_object('label', label, 'from', first_on, 'to', last_on)), '[]')
              FROM settings_academic_year) AS years,
           (SELECT coalesce(json_agg(json_build_object('code', code, 'name', name)), '[]') FROM learners_curriculum
             WHERE code IN (SELECT t.value FROM learners_study_place p JOIN learners_study_term t ON t.study_place_id = p.id
                             WHERE p.learner_id = ${learnerId}::uuid)) AS curricula,
           (SELECT coalesce(json_agg(json_build_object('state', state, 'studyPlaceId', study_place_id, 'from', from_on,
                                       'to', to_on, 'causeId', cause_id) ORDER BY from_on DESC, cause_id), '[]')
              FROM grants_secondary_state WHERE learner_id = ${learnerId}::uuid) AS secondary`
  const nameOf = (code: string) => curricula.find((curriculum) => curriculum.code === code)?.name ?? code
  const yearOf = (day: Day) => years.find(({ from, to }) => from <= day && day <= to)?.label ?? null

  return places.map((place) => {
    const leaves = place.leaves.map((leave) => sheetLeave(leave, on, facts))
    const base = place.nominalEndOn && dayFromDate(place.nominalEndOn)
    return {
      id: place.id,
      code: place.code,
      level: place.level,
      unit: place.unit.name,
      run: place.registrant && shownRun(place.registrant.run),
      startedOn: dayFromDate(place.startedOn),
      ...shownNominalEnd(base, leaves),
      terms: place.terms.map((term) => sheetTerm(place.terms, term, on, facts, nameOf)),
      leaves: leaves.filter(({ annulled }) => annulled === null),
      secondary: secondary
        .filter(({ studyPlaceId }) => grants && studyPlaceId === place.id)
        .map((state) =>
          sheetSecondary(
            state,
            grants!.find(({ id }) => id === state.causeId)!,
            on,
          ),
        ),
      attestations: place.attestations.map(({ id, attestedOn, decision }) => ({
        id,
        on: dayFromDate(attestedOn),
        decision,
        year: yearOf(dayFromDate(attestedOn)),
      })),
      certificates: place.certificatesSeen.map(
        ({ id, kind, number, text, documentId }): SheetCertificate => ({
          id,
          kind,
          number,
          text,
          source: facts.source({ documentId }),
        }),
      ),
    }
  })
}

const continuing = { registrantId: { not: null } } as const
const mainState = { aspect: 'MAIN_STATE' } as const

type RunOfPlace = { code: string; startsOn: Date; endsOn: Date; programme: { name: string } }

/** Of a place of continuing education: the programme and the run, both days inclusive. */
const shownRun = ({ code, startsOn, endsOn, programme }: RunOfPlace) => ({
  programme: programme.name,
  code,
  from: dayFromDate(startsOn),
  to: dayFromDate(endsOn),
})

/** What the study places refer to: all academic years, the curricula of their terms, the states that grants bring. */
type BesidePlaces = {
  years: ({ label: string } & Period)[]
  curricula: { code: string; name: string }[]
  secondary: SecondaryRow[]
}
type SecondaryRow = { state: 'ON_GRANT'; studyPlaceId: string; from: Day; to: Day; causeId: string }

const sheetSecondary = ({ state, from, to, causeId }: SecondaryRow, grant: SheetGrant, on: Day) => ({
  id: causeId,
  state,
  from,
  to,
  when: when({ from, to }, on),
  source: grant.source,
  why: [{ of: 'SINCE' as const, on: from, source: grant.source, undone: null }, ...grant.why],
})

function sheetLeave(leave: LearnersAcademicLeave, on: Day, facts: Behind): SheetLeave & { why: WhyLine[] } {
  const period = { from: dayFromDate(leave.fromOn), to: dayFromDate(leave.toOn) }
  const source = facts.source(leave)
  return {
    id: leave.id,
    ...period,
    when: when(period, on),
    annulled: leave.annulledAt && (facts.undone(leave) ?? { on: dayInTallinn(leave.annulledAt), by: null }),
    ours: leave.documentId !== null,
    source,
    why: [{ of: 'SINCE', on: period.from, source, undone: null }],
  }
}

/** The end, and every leave by our documents that moves it, or moved it before it was annulled. */
function shownNominalEnd(base: Day | null, leaves: readonly SheetLeave[]) {
  if (base === null) return { nominalEndOn: null, nominalWhy: [] }
  const lines = leaves
    .filter(({ ours }) => ours)
    .map(({ from, to, source, annulled }) => ({
      of: 'LEAVE' as const,
      from,
      to,
      days: countDays({ from, to }),
      source,
      undone: annulled,
    }))
  const start: WhyLine = { of: 'START', on: base, source: { open: false }, undone: null }
  return { nominalEndOn: nominalEnd(base, leaves), nominalWhy: [start, ...lines] satisfies WhyLine[] }
}

/**
 * A term with the document that set it, the value before and the value after it. `terms`: of the same place, newest
 * first.
 */
function sheetTerm(
  terms: readonly LearnersStudyTerm[],
  term: LearnersStudyTerm,
  on: Day,
  facts: Behind,
  nameOf: (curriculum: string) => string,
): SheetTerm {
  const { aspect } = term
  const line = (of: 'SET' | 'BEFORE' | 'NEXT', { value, fromOn, toOn, ...made }: LearnersStudyTerm) => ({
    of,
    aspect,
    value: aspect === 'CURRICULUM' ? nameOf(value) : value,
    from: dayFromDate(fromOn),
    to: toOn && dayFromDate(toOn),
    source: facts.source(made),
    undone: null,
  })
  const all = terms.filter((other) => other.aspect === aspect)
  const at = all.indexOf(term)
  const { value, from, to, source } = line('SET', term)
  const takenBack = facts
    .takenBack(term.studyPlaceId, aspect)
    .map((taken) =>
      'value' in taken && aspect === 'CURRICULUM' ? { ...taken, value: nameOf(taken.value) } : taken,
    )
  return {
    id: term.id,
    aspect,
    value,
    from,
    to,
    source,
    when: when({ from, to }, on),
    why: [
      line('SET', term),
      ...all.slice(at + 1).map((earlier) => line('BEFORE', earlier)),
      ...all
        .slice(0, at)
        .slice(-1)
        .map((next) => line('NEXT', next)),
      ...takenBack,
    ],
  }
}
