import type { Person } from '@/lib/access/rights'
import { placeFacts, ruleContexts } from '@/lib/grants/queries/facts'
import { rulesOf } from '@/lib/grants/rules/clashes'
import type { Switched } from '@/lib/grants/rules/dated-rules'
import type { RuleContext } from '@/lib/grants/rules/facts'
import { trialOf, withCells, withoutWarnings, type GivenRow } from '@/lib/grants/rules/trial'
import { dateFromDay, dayInTallinn, type Day } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import { sees } from '../visibility'

/** A trial looks at this many rows at most, the latest ones. */
const mostTried = 5_000

/** A row of a registered directive for which other rules would have warned differently. */
export type TriedRow = GivenRow & {
  id: string
  number: string
  registeredOn: Day
  learnerId: string
  person: string
  typeName: string
  /** whether the user may open the document */
  visible: boolean
}
export type Trial = Awaited<ReturnType<typeof tryRules>>

/** How other cells of the matrix would have changed the warnings. */
export function clashTrial(db: Db, person: Person, switched: Switched, now: Date) {
  const types = [...new Set([...switched.on, ...switched.off].map((cell) => cell.split(':')[0]!))]
  return tryRules(db, person, types, now, (context) => withCells(context, switched))
}

/** How the warnings would have differed if just these of a type (`off`) had been hidden. */
export function warningTrial(db: Db, person: Person, code: string, off: readonly string[], now: Date) {
  return tryRules(db, person, [code], now, (context) => withoutWarnings(context, off))
}

/**
 * Rechecks the rows of directives that gave these types and were registered in the previous academic year or since, on
 * today's facts, with the present rules and with the others. Three statements, however many rows; writes nothing.
 */
async function tryRules(
  db: Db,
  person: Person,
  types: readonly string[],
  now: Date,
  otherwise: (context: RuleContext) => RuleContext,
) {
  const contexts = await ruleContexts(
    db,
    types.map((grantType) => ({ rules: rulesOf(grantType), grantType })),
  )
  const today = dayInTallinn(now)
  const years = (contexts[0]?.academicYears ?? []).filter(({ from }) => from <= today).slice(-2)
  const rows = await givenRows(db, person, types, years[0]?.from ?? today, today)
  const places = [...new Set(rows.map(({ studyPlaceId }) => studyPlaceId))]
  const facts = await placeFacts(db, places, { documentId: nobodys }, [
    'leaves',
    'terms',
    'attestations',
    'grants',
  ])
  const byType = (list: readonly RuleContext[]) => new Map(list.map((each) => [each.givenType, each]))
  const differing = trialOf(rows, facts, { now: byType(contexts), then: byType(contexts.map(otherwise)) })
  return {
    years: years.map(({ label }) => label),
    rows: rows.length,
    documents: new Set(rows.map(({ documentId }) => documentId)).size,
    /** how many there are, of which `rows` were looked at */
    total: rows[0]?.total ?? 0,
    differing,
    added: differing.filter(({ added }) => added > 0).length,
    gone: differing.filter(({ gone }) => gone > 0).length,
  }
}

/** An id of no document: each row leaves out its own document's effects by itself. */
const nobodys = '00000000-0000-0000-0000-000000000000'

/** Rows whose grants are in force, latest directives first; one statement. */
async function givenRows(
  db: Db,
  person: Person,
  types: readonly string[],
  from: Day,
  to: Day,
): Promise<(TriedRow & { total: number })[]> {
  const rows = await db.$queryRaw<(Omit<TriedRow, 'visible'> & Bearings & { total: number })[]>`
    SELECT g.id, g.document_id AS "documentId", g.study_place_id AS "studyPlaceId", g.type_code AS "typeCode",
           t.name AS "typeName", g.paid_from::text AS "paidFrom", g.paid_to::text AS "paidTo", l.id AS "learnerId",
           l.first_name || ' ' || l.last_name AS person, d.number, d.registered_on::text AS "registeredOn",
           d.type::text, d.kind, d.state::text, d.unit_id AS "unitId", d.creator_id AS "creatorId",
           d.drafter_id AS "drafterId", d.signer_id AS "signerId", (count(*) OVER ())::int AS total
      FROM grants_grant g JOIN document d ON d.id = g.document_id JOIN learners_learner l ON l.id = g.learner_id
      JOIN grants_grant_type t ON t.code = g.type_code
     WHERE g.type_code = ANY(${[...types]}) AND g.annulled_at IS NULL
       AND d.registered_on BETWEEN ${dateFromDay(from)}::date AND ${dateFromDay(to)}::date
     ORDER BY d.registered_on DESC, d.number, l.last_name, l.first_name, g.paid_from, g.id
     LIMIT ${mostTried}`
  return rows.map((row) => ({ ...row, visible: sees(person, row) }))
}
type Bearings = Parameters<typeof sees>[1]
