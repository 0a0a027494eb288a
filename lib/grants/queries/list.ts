import { reach, type Person } from '@/lib/access/rights'
import { byName, matches } from '@/lib/learners/queries/names'
import { readSettings } from '@/lib/settings/settings'
import { addDays, dayInTallinn, type Day } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import type { Amount } from '@/lib/shared/money'
import {
  daysOfMonth,
  laterMonth,
  monthOf,
  paymentOf,
  totals,
  type Month,
  type PartMonth,
  type Payment,
} from '../rules/payments'
import { standings, type GrantFilter, type PaymentFilter, type GrantStanding } from '../schema/list'

export const grantsAPage = 50
const mostExported = 100_000
/** A grant counts as ending from this many days before its last paid day. */
export const endingDays = 30

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
export type GrantCounts = Record<GrantFilter['state'], number>

/**
 * Grants that the person may see, as of the filter's day, else today; one page or (`all`) as many as an export may
 * hold. `counts`: the number in each state by the rest of the filter; `accounts`: whether the person sees bank
 * accounts. Two statements.
 */
export async function grantList(db: Db, person: Person, filter: GrantFilter, now: Date, all = false) {
  const on = filter.on ?? dayInTallinn(now)
  const from = listed(person, filter, on)
  const [counts] = await db.$queryRaw<[GrantCounts]>`
    SELECT count(*)::int AS "ALL",
           ${Prisma.join(standings.map((each) => Prisma.sql`count(*) FILTER (WHERE ${isIn(each)})::int AS ${Prisma.raw(`"${each}"`)}`))}
      FROM ${from}`
  const grants = await db.$queryRaw<ListedGrant[]>`
    SELECT ${columns} FROM ${from} WHERE ${filter.state === 'ALL' ? Prisma.sql`true` : isIn(filter.state)}
     ORDER BY ${orders[filter.sort]}
     LIMIT ${all ? mostExported : grantsAPage} OFFSET ${all ? 0 : (filter.page - 1) * grantsAPage}`
  const accounts = reach(person, ['STUDY_OFFICE', 'FINANCE']) === 'ALL'
  return {
    grants: accounts ? grants : grants.map((grant) => ({ ...grant, bankAccount: null })),
    counts,
    total: counts[filter.state],
    accounts,
  }
}

/** A grant that is ending is also in force. */
const isIn = (standing: GrantStanding) =>
  standing === 'IN_FORCE'
    ? Prisma.sql`l.standing IN ('IN_FORCE', 'ENDING')`
    : Prisma.sql`l.standing = ${standing}`

const columns = Prisma.sql`l.id, l."learnerId", l."firstName", l."lastName", l.type, l."from", l."to", l."effectiveTo",
  l."monthlyAmount", l."fundingSource", l."bankAccount", l."unitCode", l."unitName", l.standing`

/** The grants that pass the filter, ignoring its state, as `l` with `columns` and what the order needs. */
const listed = (person: Person, { q, type, unit, source }: GrantFilter, on: Day) => Prisma.sql`(
    SELECT g.id, l.id AS "learnerId", l.first_name AS "firstName", l.last_name AS "lastName", l.first_name, l.last_name,
           t.name AS type, g.paid_from::text AS "from", g.paid_to::text AS "to", g.effective_to::text AS "effectiveTo",
           g.monthly_amount::text AS "monthlyAmount", g.funding_source AS "fundingSource", ${account} AS "bankAccount",
           u.code AS "unitCode", u.name AS "unitName",
           CASE WHEN g.effective_to < g.paid_from THEN 'VOID' WHEN g.paid_from > ${on}::date THEN 'COMING'
                WHEN g.effective_to < ${on}::date THEN 'ENDED'
                WHEN g.effective_to <= ${addDays(on, endingDays)}::date THEN 'ENDING' ELSE 'IN_FORCE' END AS standing
      FROM ${grants} WHERE ${seenBy(person)} AND ${matches(q)} AND ${among({ unit, source })}
       AND ${type ? Prisma.sql`g.type_code = ${type}` : Prisma.sql`true`}) l`

const orders = {
  name: Prisma.sql`${byName()}, l."from", l.id`,
  '-name': Prisma.sql`${byName(true)}, l."from", l.id`,
  to: Prisma.sql`l."effectiveTo", ${byName()}, l.id`,
  '-to': Prisma.sql`l."effectiveTo" DESC, ${byName()}, l.id`,
  amount: Prisma.sql`l."monthlyAmount"::numeric, ${byName()}, l.id`,
  '-amount': Prisma.sql`l."monthlyAmount"::numeric DESC, ${byName()}, l.id`,
} as const satisfies Record<GrantFilter['sort'], Prisma.Sql>

/** A grant with its person, its unit (the study place's), its type and the document of ours that gave it. */
const grants = Prisma.sql`grants_in_force g JOIN learners_learner l ON l.id = g.learner_id
      JOIN learners_study_place sp ON sp.id = g.study_place_id JOIN settings_unit u ON u.id = sp.unit_id
      JOIN grant_type t ON t.code = g.type_code LEFT JOIN documents_document d ON d.id = g.document_id`

/** The account the directive names; a grant without one is paid where the person's contact data say. */
const account = Prisma.sql`coalesce(nullif(g.bank_account, ''), l.bank_account)`

/** The study and the finance office see all grants, a unit those of its study places and of its own directives. */
function seenBy(person: Person) {
  const units = reach(person, ['STUDY_OFFICE', 'FINANCE', 'UNIT_CLERK', 'VICE_DEAN'])
  if (units === 'ALL') return Prisma.sql`true`
  return Prisma.sql`(sp.unit_id = ANY(${[...units]}::uuid[]) OR d.unit_id = ANY(${[...units]}::uuid[]))`
}

const among = ({ unit, source }: { unit?: string; source?: string }) =>
  Prisma.sql`${unit ? Prisma.sql`u.code = ${unit}` : Prisma.sql`true`}
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

/**
 * The payments of the filter's month, else the present one, in Estonian order, with sums by funding source and in
 * total, the number without an account, and the months before and after. For users who may open the payment list: it
 * covers every unit. Two statements.
 */
export async function paymentList(db: Db, { month: asked, unit, source }: PaymentFilter, now: Date) {
  const month = asked ?? monthOf(dayInTallinn(now))
  const { from, to } = daysOfMonth(month)
  const { partMonth } = await readSettings(db)
  const rows = await db.$queryRaw<PaidGrant[]>`
    SELECT g.id, l.id AS "learnerId", l.first_name AS "firstName", l.last_name AS "lastName", t.name AS type,
           g.paid_from::text AS "from", g.effective_to::text AS "to", g.monthly_amount::text AS "monthlyAmount",
           g.funding_source AS "fundingSource", u.code AS "unitCode", u.name AS "unitName",
           coalesce(d.number, g.imported_number, '') AS "documentNumber", ${account} AS "bankAccount"
      FROM ${grants}
     WHERE g.paid_from <= ${to}::date AND g.effective_to >= greatest(g.paid_from, ${from}::date)
       AND ${among({ unit, source })}
     ORDER BY ${byName()}, g.paid_from, g.id`
  const lines = paid(rows, month, partMonth)
  const withoutAccount = lines.filter(({ bankAccount }) => bankAccount === '').length
  const around = [-1, 0, 1].map((count) => laterMonth(month, count))
  return { month, around, partMonth, lines, withoutAccount, ...totals(lines) }
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

/** The choices of both lists' filters: grant types, units, and the funding sources in use. Three statements. */
export async function grantChoices(db: Db) {
  const types = await db.grantType.findMany({ select: { code: true, name: true } })
  const units = await db.settingsUnit.findMany({ select: { code: true, name: true } })
  const sources = await db.grant.findMany({
    distinct: ['fundingSource'],
    select: { fundingSource: true },
    orderBy: { fundingSource: 'asc' },
  })
  const inOrder = <Named extends { name: string }>(list: Named[]) =>
    list.toSorted((a, b) => a.name.localeCompare(b.name, 'et'))
  return {
    types: inOrder(types),
    units: inOrder(units),
    sources: sources.map(({ fundingSource }) => fundingSource).filter(Boolean),
  }
}
