import type { Person } from '@/lib/access/rights'
import { sees } from '@/lib/documents/visibility'
import { changesOf } from '@/lib/settings/changes'
import { dateFromDay, dayFromDate, dayInTallinn, type Day } from '@/lib/shared/dates'
import type { Db, Tx } from '@/lib/shared/db'
import { cellOf, isOwnFunds } from '../rules/clashes'
import { holdsOn, lasting, planned, type Switched } from '../rules/dated-rules'
import { causes } from '../rules/endings'
import type { GrantRule, RuleContext } from '../rules/facts'
import { trialOf, withCells, withoutWarnings, type GivenRow } from '../rules/trial'
import { switchable, type WarningCode } from '../rules/warnings'
import { grantRules, placeFacts, ruleContexts } from './facts'

/** All rules of the clash matrix, past and planned ones too. */
export const clashRules = (client: Db | Tx) => grantRules(client, { rule: 'CLASHES' })

/** All rules of a type beside clashes: warnings not shown, causes that don't end it. */
export const typeRules = (client: Db | Tx, code: string) =>
  grantRules(client, { rule: { in: ['HIDES', 'OUTLASTS'] }, given: code })

/** What a rule of a type is about, as the form of its page has it. */
export const typeRuleOf = ({ rule, code }: Pick<GrantRule, 'rule' | 'code'>) => `${rule}:${code}`

/** All grant types by name, with what is hidden and outlasted on the day, for the list in settings. Two statements. */
export async function grantTypes(db: Db, on: Day) {
  const types = await db.grantType.findMany()
  const rules = (await grantRules(db, { rule: { not: 'CLASHES' } })).filter((rule) => holdsOn(rule, on))
  return types
    .map((type) => {
      const has = (rule: GrantRule['rule'], about: string) =>
        rules.some((each) => each.given === type.code && each.rule === rule && each.code === about)
      return {
        ...{ code: type.code, name: type.name, ehisCode: type.ehisCode ?? '' },
        validFrom: dayFromDate(type.validFrom),
        validTo: type.validTo && dayFromDate(type.validTo),
        hidden: switchable(rulesOf(type.code)).filter((code) => has('HIDES', code)),
        endedBy: causes.filter((cause) => !has('OUTLASTS', cause)),
      }
    })
    .toSorted((a, b) => a.name.localeCompare(b.name, 'et'))
}

/**
 * One grant type: its warnings and the causes that may end it, each with whether it stands on when all planned has come
 * and what is planned; and its changes. null when there is none. Four statements.
 */
export async function grantTypeSheet(db: Db, code: string, on: Day) {
  const type = (await grantTypes(db, on)).find((each) => each.code === code)
  if (!type) return null
  const rules = await typeRules(db, code)
  const [off, coming] = [lasting(rules, typeRuleOf), planned(rules, typeRuleOf, on)]
  const standing =
    <Code extends string>(rule: 'HIDES' | 'OUTLASTS') =>
    (code: Code) => {
      const key = typeRuleOf({ rule, code })
      return { code, on: !off.has(key), planned: coming.get(key) ?? null }
    }
  return {
    ...type,
    warnings: switchable(rulesOf(code)).map(standing<WarningCode>('HIDES')),
    /** null where the seed says what ends it */
    ends: isOwnFunds({ typeCode: code }) ? null : causes.map(standing<(typeof causes)[number]>('OUTLASTS')),
    changes: await changesOf(db, `settings.grants.${code}`),
  }
}
export type GrantTypeSheet = NonNullable<Awaited<ReturnType<typeof grantTypeSheet>>>

/** What each grant type is called, by its code; of every type there ever was. One statement. */
export async function grantTypeNames(db: Db): Promise<ReadonlyMap<string, string>> {
  const types = await db.grantType.findMany({ select: { code: true, name: true } })
  return new Map(types.map(({ code, name }) => [code, name]))
}

/**
 * The clash matrix: types by name along both sides, the cells that stand on when all planned has come, and of cells with
 * a planned change the rule it comes from. Three statements.
 */
export async function clashMatrix(db: Db, now: Date) {
  const types = await db.grantType.findMany({ select: { code: true, name: true } })
  const rules = await clashRules(db)
  return {
    types: types
      .filter(({ code }) => !isOwnFunds({ typeCode: code }))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'et')),
    lasting: lasting(rules, cellOf),
    planned: planned(rules, cellOf, dayInTallinn(now)),
    changes: await changesOf(db, 'settings.clashes'),
  }
}

/** A trial looks at so many rows, the latest ones. */
const mostTried = 5_000

/** A row of a registered directive that other rules would have warned about otherwise. */
export type TriedRow = GivenRow & {
  id: string
  number: string
  registeredOn: Day
  learnerId: string
  person: string
  typeName: string
  /** whether the asker may open the document */
  visible: boolean
}
export type Trial = Awaited<ReturnType<typeof tryRules>>

/** What other cells of the matrix would have changed. */
export function clashTrial(db: Db, person: Person, switched: Switched, now: Date) {
  const types = [...new Set([...switched.on, ...switched.off].map((cell) => cell.split(':')[0]!))]
  return tryRules(db, person, types, now, (context) => withCells(context, switched))
}

/** What other warnings of a type would have changed. */
export function warningTrial(db: Db, person: Person, code: string, off: readonly string[], now: Date) {
  return tryRules(db, person, [code], now, (context) => withoutWarnings(context, off))
}

/**
 * Looks at the rows of directives that gave these types and were registered in the academic year before this one or
 * since, on the facts of today, with the rules in force and with the others. Five statements, however many rows; nothing
 * is written.
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

/** Of no document: what a row's own document made is left out row by row. */
const nobodys = '00000000-0000-0000-0000-000000000000'

const rulesOf = (typeCode: string): RuleContext['kind'] =>
  isOwnFunds({ typeCode }) ? 'OWN_FUNDS' : 'STIPEND'

/** Rows whose grants count, the latest directives first; one statement. */
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
      FROM study_grant g JOIN document d ON d.id = g.document_id JOIN learner l ON l.id = g.learner_id
      JOIN grant_type t ON t.code = g.type_code
     WHERE g.type_code = ANY(${[...types]}) AND g.annulled_at IS NULL
       AND d.registered_on BETWEEN ${dateFromDay(from)}::date AND ${dateFromDay(to)}::date
     ORDER BY d.registered_on DESC, d.number, l.last_name, l.first_name, g.paid_from, g.id
     LIMIT ${mostTried}`
  return rows.map((row) => ({ ...row, visible: sees(person, row) }))
}
type Bearings = Parameters<typeof sees>[1]
