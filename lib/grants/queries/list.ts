import { reach, type Person } from '@/lib/access/rights'
import { matches } from '@/lib/learners/queries/names'
import {
  areMany,
  mostLookedAt,
  namedOrder,
  walked,
  type NamedOrder,
} from '@/lib/learners/queries/named-order'
import { unitNamed } from '@/lib/settings/queries/units'
import { readSettings } from '@/lib/settings/settings'
import { addDays, dayInTallinn, type Day } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { inOrder, pageParts, rowAsked } from '@/lib/shared/keyset'
import type { Amount } from '@/lib/shared/money'
import { countLimit, mostElsewhere, mostCounted, pageOf, type PageAsked } from '@/lib/shared/paging'
import type { Snapshot } from '@/lib/shared/snapshot'
import { daysOfMonth, monthOf, paymentOf, type Month, type PartMonth, type Payment } from '../rules/payments'
import { standings, type GrantFilter, type PaymentFilter, type GrantStanding } from '../schema/list'

export const grantsAPage = 50
/** A grant counts as ending from this many days before its last paid day. */
export const endingDays = 30
/** The states beside the one shown are counted up to here, and one more. */
export const mostInChip = 300
const chipLimit = mostInChip + 1

/**
 * A line of the grants' list. `to`: the last day for which it was given; `effectiveTo`: the last day paid for. Days
 * inclusive.
 */
export type ListedGrant = {
  id: string
  learnerId: string
  firstName: string
  lastName: string
  type: string
  from: Day
  to: Day
  effectiveTo: Day
  monthlyAmount: Amount
  fundingSource: string
  /** null for those who don't pay; '' = none is known */
  bankAccount: string | null
  unitCode: string
  unitName: string
  standing: GrantStanding
}
/** How far the list is counted. */
export const grantsLimit = (filter: { count?: 'all'; q?: string }) =>
  countLimit(filter, filter.q?.trim() ? mostElsewhere : mostCounted)

/** null: not counted, because very many have the name that is sought. */
export type GrantCounts = Record<GrantFilter['state'], number | null>

/**
 * Grants that the person may see, as of the filter's day, else today; one page. `total` and `counts`, the number in each
 * state by the rest of the filter, are counted up to `grantsLimit` and `chipLimit`; `more` follow; `accounts`: whether the
 * person sees bank accounts. Two to four statements.
 */
export async function grantList(db: Db, person: Person, filter: GrantFilter, now: Date) {
  const on = filter.on ?? dayInTallinn(now)
  const parts = seenBy(person)
  const counts = await countsOf(db, parts, filter, on)
  const row = Prisma.sql`grants_in_force g WHERE g.id = ${rowAsked(filter)}::uuid`
  const page = pageParts(orderOf(filter), filter, grantsAPage, row)
  const { limit, offset } = page
  // The database can't know whether few grants fit, which are fetched and put in order, or many, of which the next ones
  // are soon met on the way through the order.
  const total = counts[filter.state]!
  const few = total <= (filter.q ? mostElsewhere : mostCounted)
  const named = nameOf(filter)
  const shown = unionOf(parts, (seen) =>
    few
      ? Prisma.sql`
      SELECT * FROM (SELECT g.* FROM ${collected(filter)} AND ${seen} AND ${standsAs(filter.state, on)} OFFSET 0) g
       WHERE ${page.within} ORDER BY ${page.order} LIMIT ${limit + offset}`
      : named
        ? Prisma.sql`SELECT g.* FROM ${metByName(named, filter, Prisma.sql`${seen} AND ${standsAs(filter.state, on)}`, { most: limit + offset, from: { asked: filter, row } })} next
            JOIN grants_in_force g ON g.id = next.id`
        : Prisma.sql`
      SELECT * FROM grants_in_force g WHERE ${seen} AND ${met(filter)} AND ${standsAs(filter.state, on)} AND ${page.within}
       ORDER BY ${page.order} LIMIT ${limit + offset}`,
  )
  const fetched = await db.$queryRaw<ListedGrant[]>`
    SELECT ${columns}, ${standing(on)} AS standing
      FROM (SELECT * FROM (${shown}) AS g ORDER BY ${page.order} LIMIT ${limit} OFFSET ${offset}) AS g ${joined}
     ORDER BY ${page.order}`
  const { rows, more } = pageOf(fetched, filter, grantsAPage)
  const accounts = seesAccounts(person)
  return {
    grants: accounts ? rows : rows.map(unaccounted),
    counts,
    total,
    more,
    accounts,
  }
}

/**
 * The number in each state: of few grants in one go over them, of many each state up to its limit; of a name that very many
 * have, only the state shown, by the index of names.
 */
async function countsOf(
  db: Db,
  parts: readonly Prisma.Sql[],
  filter: GrantFilter,
  on: Day,
): Promise<GrantCounts> {
  const states = [...standings, 'ALL'] as const
  const together = (count: (state: GrantFilter['state']) => Prisma.Sql) =>
    Prisma.join(states.map((each) => Prisma.sql`${count(each)} AS ${Prisma.raw(`"${each}"`)}`))
  const named = namedOrder('g', filter.q)
  const most = grantsLimit(filter)
  if (named && most !== null && parts.length === 1 && (await areManyOf(db, named))) {
    const seen = Prisma.sql`${parts[0]!} AND ${standsAs(filter.state, on)}`
    const [{ count }] = await db.$queryRaw<[{ count: number }]>`
      SELECT count(*)::int AS count FROM (SELECT FROM ${metByName(named, filter, seen, { most })} AS g LIMIT ${most}) AS g`
    const uncounted = Object.fromEntries(states.map((each) => [each, null])) as GrantCounts
    return { ...uncounted, [filter.state]: count }
  }
  const narrowed = filter.q || filter.type || filter.unit || filter.source || parts.length > 1
  if (narrowed) {
    const some = unionOf(
      parts,
      (seen) => Prisma.sql`SELECT g.paid_from, g.effective_to FROM ${collected(filter)} AND ${seen}`,
    )
    const [counts] = await db.$queryRaw<[GrantCounts]>`
      SELECT ${together((each) => Prisma.sql`(count(*) FILTER (WHERE ${standsAs(each, on)}))::int`)}
        FROM (${some} LIMIT ${grantsLimit({ q: filter.q })}) AS g`
    if (counts.ALL! < grantsLimit({ q: filter.q })!) return counts
  }
  const [counts] = await db.$queryRaw<[GrantCounts]>`
    SELECT ${together((each) => {
      const counted = unionOf(
        parts,
        (seen) => Prisma.sql`SELECT FROM ${collected(filter)} AND ${seen} AND ${standsAs(each, on)}`,
      )
      if (filter.q && each !== filter.state) return Prisma.sql`NULL::int`
      const limit = each === filter.state ? grantsLimit(filter) : chipLimit
      return Prisma.sql`(SELECT count(*)::int FROM (${counted} LIMIT ${limit}) AS g)`
    })}`
  return counts
}

/** Whether so many grants go to persons whose name begins so that they are read in its order even to be counted. */
async function areManyOf(db: Db, named: NamedOrder): Promise<boolean> {
  const many = areMany(named, Prisma.sql`grants_in_force g`, Prisma.sql`false`, mostLookedAt)
  const [answer] = await db.$queryRaw<[{ many: boolean }]>`SELECT ${many} AS many`
  return answer.many
}

const nameOf = ({ q, sort }: GrantFilter) =>
  sort === 'name' || sort === '-name' ? namedOrder('g', q, sort === '-name') : null
const orderOf = (filter: GrantFilter) => {
  const named = nameOf(filter)
  return named ? { by: named.by, down: named.down } : orders[filter.sort]
}

/** The filter as conditions on `grants_in_force g`, its name asked of each grant alone, where very many have it. */
const met = ({ q, ...rest }: Filtered) =>
  Prisma.sql`${fitting({ ...rest, q: '' })} AND ${q ? Prisma.sql`(SELECT ${matches(q)} FROM learners_learner l WHERE l.id = g.learner_id) IS TRUE` : Prisma.sql`true`}`

/** Of very many who have the name, the next ones in its order. */
const metByName = (
  named: NamedOrder,
  filter: GrantFilter,
  seen: Prisma.Sql,
  { most, from }: { most: number; from?: { asked: PageAsked; row: Prisma.Sql } },
) =>
  walked(named, {
    asked: from?.asked ?? null,
    row: from?.row ?? Prisma.empty,
    met: Prisma.sql`grants_in_force g WHERE ${seen} AND ${met(filter)}`,
    collected: Prisma.sql`${collected(filter)} AND ${seen}`,
    most,
  })

/** Those that fit the filter but its state, as `g`; of a name, one learner after another, so that no more are read than asked for. */
const collected = ({ q, ...rest }: Filtered) =>
  q
    ? Prisma.sql`(SELECT l.id FROM learners_learner l WHERE ${matches(q)} OFFSET 0) l CROSS JOIN LATERAL (
        SELECT * FROM grants_in_force g WHERE g.learner_id = l.id OFFSET 0) g WHERE ${fitting({ ...rest, q: '' })}`
    : Prisma.sql`grants_in_force g WHERE ${fitting({ ...rest, q })}`

/** All grants of the list in its order, in pieces. */
export async function* grantsForFile(rows: Snapshot, person: Person, filter: GrantFilter, now: Date) {
  const on = filter.on ?? dayInTallinn(now)
  const order = inOrder(orderOf(filter))
  const shown = unionOf(
    seenBy(person),
    (seen) => Prisma.sql`
      SELECT * FROM grants_in_force g WHERE ${seen} AND ${fitting(filter)} AND ${standsAs(filter.state, on)} ORDER BY ${order}`,
  )
  const found = rows.$streamRaw<ListedGrant>`
    SELECT ${columns}, ${standing(on)} AS standing FROM (SELECT * FROM (${shown}) AS g ORDER BY ${order}) AS g ${joined}
     ORDER BY ${order}`
  for await (const piece of found) yield seesAccounts(person) ? piece : piece.map(unaccounted)
}

export const seesAccounts = (person: Person) => reach(person, ['STUDY_OFFICE', 'FINANCE']) === 'ALL'

const unaccounted = (grant: ListedGrant): ListedGrant => ({ ...grant, bankAccount: null })

/** Joins to `grants_in_force g` its learner, unit and type. */
const joined = Prisma.sql`JOIN learners_learner l ON l.id = g.learner_id JOIN settings_unit u ON u.id = g.unit_id
      JOIN grant_type t ON t.code = g.type_code`

/** The same statement for each part of what a person sees, in one. */
const unionOf = (parts: readonly Prisma.Sql[], statement: (seen: Prisma.Sql) => Prisma.Sql) =>
  Prisma.join(
    parts.map((seen) => Prisma.sql`(${statement(seen)})`),
    ' UNION ALL ',
  )

/** How a grant stands on a day (`standings`): the test of each state, by the columns of the indexes. */
function standsAs(state: GrantFilter['state'], on: Day): Prisma.Sql {
  const soon = addDays(on, endingDays)
  const paid = Prisma.sql`g.effective_to >= g.paid_from`
  const tests: Record<GrantFilter['state'], Prisma.Sql> = {
    VOID: Prisma.sql`g.effective_to < g.paid_from`,
    COMING: Prisma.sql`${paid} AND g.paid_from > ${on}::date AND g.effective_to > ${on}::date`,
    ENDED: Prisma.sql`${paid} AND g.effective_to < ${on}::date`,
    ENDING: Prisma.sql`${paid} AND g.paid_from <= ${on}::date AND g.effective_to BETWEEN ${on}::date AND ${soon}::date`,
    // A grant that is ending is also in force.
    IN_FORCE: Prisma.sql`g.paid_from <= ${on}::date AND g.effective_to >= ${on}::date`,
    ALL: Prisma.sql`true`,
  }
  return tests[state]
}

const standing = (on: Day) => Prisma.sql`
  CASE WHEN g.effective_to < g.paid_from THEN 'VOID' WHEN g.paid_from > ${on}::date THEN 'COMING'
       WHEN g.effective_to < ${on}::date THEN 'ENDED'
       WHEN g.effective_to <= ${addDays(on, endingDays)}::date THEN 'ENDING' ELSE 'IN_FORCE' END`

/** The account the directive names; a grant without one is paid where the person's contact data say. */
export const account = Prisma.sql`coalesce(nullif(g.bank_account, ''), l.bank_account)`

const columns = Prisma.sql`g.id, l.id AS "learnerId", l.first_name AS "firstName", l.last_name AS "lastName", t.name AS type,
  g.paid_from::text AS "from", g.paid_to::text AS "to", g.effective_to::text AS "effectiveTo",
  g.monthly_amount::text AS "monthlyAmount", g.funding_source AS "fundingSource", ${account} AS "bankAccount",
  u.code AS "unitCode", u.name AS "unitName"`

/** Names of `grants_in_force g` in Estonian order, then by id. */
export const byNames = [
  Prisma.sql`g.last_name COLLATE "et-x-icu"`,
  Prisma.sql`g.first_name COLLATE "et-x-icu"`,
  Prisma.sql`g.id`,
]
const byEnd = [Prisma.sql`g.effective_to`, ...byNames]
const byAmount = [Prisma.sql`g.monthly_amount`, ...byNames]

/** Each held by an index. */
const orders = {
  name: { by: byNames },
  '-name': { by: byNames, down: true },
  to: { by: byEnd },
  '-to': { by: byEnd, down: true },
  amount: { by: byAmount },
  '-amount': { by: byAmount, down: true },
} as const satisfies Record<GrantFilter['sort'], object>

/**
 * The study and the finance office see all grants; a unit those of its study places, and of its own directives for
 * study places of others. As conditions on `grants_in_force g` that share no grant, each with an index of its own.
 */
function seenBy(person: Person): Prisma.Sql[] {
  const units = reach(person, ['STUDY_OFFICE', 'FINANCE', 'UNIT_CLERK', 'VICE_DEAN'])
  if (units === 'ALL') return [Prisma.sql`true`]
  const own = (column: Prisma.Sql) =>
    units.length === 1
      ? Prisma.sql`${column} = ${units[0]}::uuid`
      : Prisma.sql`${column} = ANY(${[...units]}::uuid[])`
  return [
    own(Prisma.sql`g.unit_id`),
    Prisma.sql`${own(Prisma.sql`g.document_unit_id`)} AND g.document_unit_id <> g.unit_id AND NOT ${own(Prisma.sql`g.unit_id`)}`,
  ]
}

type Filtered = Pick<GrantFilter, 'q' | 'type' | 'unit' | 'source'>

/** The filter as conditions on `grants_in_force g`, without its state. */
const fitting = ({ q, type, ...among_ }: Filtered) => Prisma.sql`
  ${q ? Prisma.sql`g.learner_id IN (SELECT l.id FROM learners_learner l WHERE ${matches(q)})` : Prisma.sql`true`}
  AND ${among(among_)} AND ${type ? Prisma.sql`g.type_code = ${type}` : Prisma.sql`true`}`

/** `grants_in_force g` is paid for on a day of the period; the first test is an index's. */
export const paidIn = (from: Day, to: Day) =>
  Prisma.sql`g.effective_to >= ${from}::date AND g.effective_to >= g.paid_from AND g.paid_from <= ${to}::date`

/** Unit and funding source as conditions on `grants_in_force g`. */
export const among = ({ unit, source }: { unit?: string; source?: string }) =>
  Prisma.sql`${unit ? Prisma.sql`g.unit_id = ${unitNamed(unit)}` : Prisma.sql`true`}
         AND ${source ? Prisma.sql`g.funding_source = ${source}` : Prisma.sql`true`}`

/** One line of the payment list: a person's payment for the month by one grant. */
export type PaymentLine = Payment & {
  id: string
  learnerId: string
  firstName: string
  lastName: string
  type: string
  fundingSource: string
  unitCode: string
  unitName: string
  /** number of the directive that gave it, ours or imported */
  documentNumber: string
  /** '' = no account is known: it can't be paid */
  bankAccount: string
  /** the person has another line of the same type in this month: a whole month may be paid twice */
  again: boolean
}

/** All payments of the filter's month, else the present one, in the list's order, in pieces. */
export async function* paymentsForFile(rows: Snapshot, filter: PaymentFilter, now: Date) {
  const month = monthAsked(filter, now)
  const { partMonth } = await readSettings(rows)
  // Whether a person has another line of a type is known when all lines of the person are there.
  let ofLast: PaidGrant[] = []
  for await (const piece of rows.$streamRaw<PaidGrant>`SELECT ${paidGrants(filter, month)}`) {
    const here = [...ofLast, ...piece]
    const first = here.findIndex(({ learnerId }) => learnerId === here.at(-1)!.learnerId)
    yield paid(here.slice(0, first), month, partMonth)
    ofLast = here.slice(first)
  }
  yield paid(ofLast, month, partMonth)
}

export const monthAsked = ({ month }: PaymentFilter, now: Date): Month => month ?? monthOf(dayInTallinn(now))

/** The grants that are paid for in the month, a person's one after another; without the word SELECT. */
function paidGrants({ unit, source }: PaymentFilter, month: Month): Prisma.Sql {
  const { from, to } = daysOfMonth(month)
  return Prisma.sql`
           g.id, l.id AS "learnerId", l.first_name AS "firstName", l.last_name AS "lastName", t.name AS type,
           g.paid_from::text AS "from", g.effective_to::text AS "to", g.monthly_amount::text AS "monthlyAmount",
           g.funding_source AS "fundingSource", u.code AS "unitCode", u.name AS "unitName",
           coalesce(d.number, g.imported_number, '') AS "documentNumber", ${account} AS "bankAccount"
      FROM grants_in_force g ${joined} LEFT JOIN documents_document d ON d.id = g.document_id
     WHERE ${paidIn(from, to)}
       AND ${among({ unit, source })}
     ORDER BY ${Prisma.join(byNames.slice(0, 2))}, l.id, g.paid_from, g.id`
}

type PaidGrant = Omit<PaymentLine, keyof Payment | 'again'> & { from: Day; to: Day; monthlyAmount: Amount }

function paid(rows: readonly PaidGrant[], month: Month, partMonth: PartMonth): PaymentLine[] {
  const counts = new Map<string, number>()
  const key = ({ learnerId, type }: PaidGrant) => `${learnerId} ${type}`
  for (const row of rows) counts.set(key(row), (counts.get(key(row)) ?? 0) + 1)
  return rows.flatMap((row) => {
    const payment = paymentOf(row, month, partMonth)
    const { from: _, to: __, monthlyAmount: ___, ...line } = row
    return payment ? [{ ...line, ...payment, again: counts.get(key(row))! > 1 }] : []
  })
}

/** The choices of the list's filters: grant types and the funding sources in use. Two statements. */
export async function grantChoices(db: Db) {
  const types = await db.grantType.findMany({ select: { code: true, name: true } })
  return {
    types: types.toSorted((a, b) => a.name.localeCompare(b.name, 'et')),
    sources: await fundingSources(db),
  }
}

/** The funding sources in use, found one after another in their index, as many steps as there are sources. */
export async function fundingSources(db: Db) {
  const sources = await db.$queryRaw<{ source: string }[]>`
    WITH RECURSIVE used AS (
      SELECT min(funding_source) AS source FROM grants_in_force
      UNION ALL
      SELECT (SELECT min(g.funding_source) FROM grants_in_force g WHERE g.funding_source > u.source) FROM used u WHERE u.source IS NOT NULL)
    SELECT source FROM used WHERE source <> '' ORDER BY 1`
  return sources.map(({ source }) => source)
}
