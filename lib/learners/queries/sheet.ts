import { visibleDocuments } from '@/lib/documents/visibility'
import type { Source } from '@/lib/grants/facts'
import type { Person } from '@/lib/office/access'
import { addDays, dayFromDate, dayInTallinn, type Day } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import type { Amount } from '@/lib/shared/money'
import { inScope, learnerScope } from '../scope'
import { sourceOf } from '../source-sql'

/** Whether a period lies before, around or after the day of asking; a grant without paid days is void. */
export type When = 'COMING' | 'NOW' | 'ENDED' | 'VOID'

/** What made a fact so: a document of ours (linked where `open`), or the directive its import named. */
export type ShownSource = Source & { open: boolean }

/** Everything a person may see of a learner; `general`, places and documents are null for name and grants alone. */
export type LearnerSheet = Awaited<ReturnType<typeof learnerSheet>>

/** The learner as the person may see them on the day of `now`, or null when they aren't theirs to see. */
export async function learnerSheet(db: Db, person: Person, id: string, now: Date) {
  if (!/^[0-9a-f-]{36}$/.test(id)) return null
  const scope = await learnerScope(db, person)
  const [mine] = await db.$queryRaw<object[]>`
    SELECT FROM learner l WHERE l.id::text = ${id} AND ${inScope(scope)}`
  const learner = mine && (await db.learner.findUnique({ where: { id } }))
  if (!learner) return null
  const on = dayInTallinn(now)
  const documents = await documentsOf(db, person, id)
  const seen = new Set(documents.map((document) => document.id))
  return {
    id,
    name: `${learner.firstName} ${learner.lastName}`,
    grants: await grantsOf(db, id, on, seen),
    more: scope.grantsOnly
      ? null
      : {
          general: {
            personalCode: learner.personalCode,
            otherCode: learner.otherCode,
            bornOn: learner.bornOn && dayFromDate(learner.bornOn),
            email: learner.email,
            phone: learner.phone,
            bankAccount: learner.bankAccount,
          },
          places: await placesOf(db, id, on, seen),
          documents,
        },
  }
}

const documentsOf = (db: Db, person: Person, learnerId: string) =>
  db.document.findMany({
    where: { AND: [visibleDocuments(person), { rows: { some: { learnerId } } }] },
    orderBy: [{ changedAt: 'desc' }, { id: 'asc' }],
    select: {
      id: true,
      type: true,
      kind: true,
      state: true,
      number: true,
      registeredOn: true,
      changedAt: true,
    },
  })

type GrantRow = {
  id: string
  typeName: string
  from: Day
  to: Day
  effectiveTo: Day
  monthlyAmount: Amount
  fundingSource: string
  bankAccount: string
  annulled: boolean
  source: Source
}

/** Grants in force and ended, and those taken back, newest first; `effectiveTo` is the last day paid for. */
async function grantsOf(db: Db, learnerId: string, on: Day, seen: Set<string>) {
  const grants = await db.$queryRaw<GrantRow[]>`
    SELECT g.id, t.name AS "typeName", g.paid_from::text AS "from", g.paid_to::text AS "to",
           coalesce(f.effective_to, g.paid_to)::text AS "effectiveTo", g.monthly_amount::text AS "monthlyAmount",
           g.funding_source AS "fundingSource", g.bank_account AS "bankAccount", g.annulled_at IS NOT NULL AS annulled,
           ${sourceOf('g')} AS source
      FROM study_grant g JOIN grant_type t ON t.code = g.type_code LEFT JOIN grant_in_force f ON f.id = g.id
     WHERE g.learner_id = ${learnerId}::uuid ORDER BY g.paid_from DESC, g.id`
  return grants.map((grant) => ({
    ...grant,
    source: shown(grant.source, seen),
    when: when({ from: grant.from, to: grant.effectiveTo }, on),
  }))
}

function when({ from, to }: { from: Day; to: Day | null }, on: Day): When {
  if (to !== null && to < from) return 'VOID'
  if (from > on) return 'COMING'
  return to !== null && to < on ? 'ENDED' : 'NOW'
}

const shown = (source: Source, seen: Set<string>): ShownSource => ({
  ...source,
  open: source.documentId !== undefined && seen.has(source.documentId),
})

async function placesOf(db: Db, learnerId: string, on: Day, seen: Set<string>) {
  const places = await db.studyPlace.findMany({
    where: { learnerId },
    orderBy: [{ startedOn: 'desc' }, { id: 'asc' }],
    include: {
      unit: true,
      terms: { orderBy: [{ fromOn: 'desc' }, { aspect: 'asc' }] },
      leaves: { where: { annulledAt: null }, orderBy: { fromOn: 'desc' } },
      attestations: { orderBy: { attestedOn: 'desc' } },
    },
  })
  const years = await db.academicYear.findMany()
  const curricula = await namesOf(
    db,
    places.flatMap(({ terms }) => terms),
  )
  const numbers = await numbersOf(db, places)
  const secondary = await secondaryStates(db, learnerId, on, seen)

  type Made = { documentId: string | null; importedNumber: string | null; importedOn: Date | null }
  const source = ({ documentId, importedNumber, importedOn }: Made) =>
    shown(
      documentId
        ? { documentId, number: numbers.get(documentId) }
        : importedNumber && importedOn
          ? { imported: { number: importedNumber, on: dayFromDate(importedOn) } }
          : {},
      seen,
    )
  return places.map((place) => {
    const terms = place.terms.map((term) => {
      const period = { from: dayFromDate(term.fromOn), to: term.toOn && dayFromDate(term.toOn) }
      const value = term.aspect === 'CURRICULUM' ? (curricula.get(term.value) ?? term.value) : term.value
      return {
        id: term.id,
        aspect: term.aspect,
        value,
        ...period,
        when: when(period, on),
        source: source(term),
      }
    })
    const leaves = place.leaves.map((leave) => {
      const period = { from: dayFromDate(leave.fromOn), to: dayFromDate(leave.toOn) }
      return {
        id: leave.id,
        ...period,
        when: when(period, on),
        ours: leave.documentId !== null,
        source: source(leave),
      }
    })
    return {
      id: place.id,
      code: place.code,
      level: place.level,
      unit: place.unit.name,
      startedOn: dayFromDate(place.startedOn),
      nominalEndOn: place.nominalEndOn && nominalEnd(dayFromDate(place.nominalEndOn), leaves),
      terms,
      leaves,
      secondary: secondary.filter(({ studyPlaceId }) => studyPlaceId === place.id),
      attestations: place.attestations.map(({ id, attestedOn, decision }) => ({
        id,
        on: dayFromDate(attestedOn),
        decision,
        year:
          years.find(({ firstOn, lastOn }) => firstOn <= attestedOn && attestedOn <= lastOn)?.label ?? null,
      })),
    }
  })
}

/** Leaves by our documents move the end by their length (spec 2 "Types and kinds"); imported ends contain theirs. */
function nominalEnd(base: Day, leaves: readonly { from: Day; to: Day; ours: boolean }[]): Day {
  const days = leaves
    .filter(({ ours }) => ours)
    .reduce((sum, { from, to }) => sum + (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1, 0)
  return addDays(base, days)
}

async function namesOf(db: Db, terms: readonly { aspect: string; value: string }[]) {
  const codes = terms.filter(({ aspect }) => aspect === 'CURRICULUM').map(({ value }) => value)
  const curricula = await db.curriculum.findMany({ where: { code: { in: codes } } })
  return new Map(curricula.map(({ code, name }) => [code, name]))
}

type Sourced = { terms: { documentId: string | null }[]; leaves: { documentId: string | null }[] }

async function numbersOf(db: Db, places: readonly Sourced[]) {
  const ids = places.flatMap(({ terms, leaves }) =>
    [...terms, ...leaves].map(({ documentId }) => documentId ?? []),
  )
  const documents = await db.document.findMany({
    where: { id: { in: ids.flat() } },
    select: { id: true, number: true },
  })
  return new Map(documents.map(({ id, number }) => [id, number ?? undefined]))
}

type SecondaryRow = { state: 'ON_GRANT'; studyPlaceId: string; from: Day; to: Day; source: Source }

async function secondaryStates(db: Db, learnerId: string, on: Day, seen: Set<string>) {
  const states = await db.$queryRaw<SecondaryRow[]>(Prisma.sql`
    SELECT state, study_place_id AS "studyPlaceId", from_on::text AS "from", to_on::text AS "to",
           ${sourceOf('s')} AS source
      FROM secondary_state s WHERE learner_id = ${learnerId}::uuid ORDER BY from_on DESC, cause_id`)
  return states.map((state) => ({ ...state, when: when(state, on), source: shown(state.source, seen) }))
}
