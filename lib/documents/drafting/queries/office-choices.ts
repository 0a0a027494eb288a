import { changesOf } from '@/lib/access/changes'
import { documentTypes, shownSeries } from '@/lib/documents/rules/kinds'
import { documentTypeCodes } from '@/lib/documents/schema'
import { dateFromDay, dayFromDate, dayInTallinn, type Day } from '@/lib/shared/dates'
import { askedChoice, type Offered, type Offers } from '@/lib/shared/asked-choice'
import type { Db, Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import type { DocumentType } from '@/lib/shared/generated/enums'
import { holdsOneOf, usersToldApart, type Named } from '../options'
import type { SigningAsked } from '../schema'

/**
 * The DHIS series: per type the one for every unit (`own` false = the default; '' = none yet), and the units' own ones.
 */
export async function seriesList(db: Db) {
  const own = await db.dhisSeries.findMany({ include: { unit: true }, orderBy: { unit: { name: 'asc' } } })
  const rows = documentTypeCodes.flatMap((type) => {
    const ofType = own.filter((each) => each.type === type)
    const common = ofType.find(({ unitId }) => unitId === null)
    return [
      {
        type,
        unit: null,
        template: common?.template ?? documentTypes[type].series,
        own: common !== undefined,
      },
      ...ofType.flatMap(({ unit, template }) => (unit ? [{ type, unit, template, own: true }] : [])),
    ]
  })
  const shown = rows.map((row) => ({ ...row, shown: shownSeries(row.template) }))
  return { rows: shown, changes: await changesOf(db, 'settings.series') }
}

/** The standard footers, the common one first. */
export async function footerList(db: Db) {
  const rows = await db.footer.findMany({
    include: { unit: true },
    orderBy: [{ type: { sort: 'asc', nulls: 'first' } }, { unitId: { sort: 'asc', nulls: 'first' } }],
  })
  return { rows, changes: await changesOf(db, 'settings.footers') }
}

/** Every basis by its text. */
export async function basisList(db: Db) {
  const bases = await db.basis.findMany({ include: { unit: true }, orderBy: { text: 'asc' } })
  return bases.map(({ retiredOn, ...basis }) => ({
    ...basis,
    retiredOn: retiredOn && dayFromDate(retiredOn),
  }))
}

/** One basis with its changes; null when there is none. */
export async function basisSheet(db: Db, id: string) {
  const basis = await db.basis.findUnique({ where: { id } })
  if (!basis) return null
  const { retiredOn, ...rest } = basis
  const changes = await changesOf(db, `settings.bases.${id}`)
  return { ...rest, retiredOn: retiredOn && dayFromDate(retiredOn), changes }
}

/** How a signing stands on a day: users who have left aren't offered, whatever their days. */
type ChoiceStanding = 'offered' | 'later' | 'ended' | 'left'

const withUserAndUnit = { user: true, unit: true } as const

export const signersAPage = 50

/** One page of the signers by name: of present and later ones, or of `all` there ever were; `count`: how many. Two statements. */
export async function signingList(db: Db, now: Date, { all, page }: Pick<SigningAsked, 'all' | 'page'>) {
  const today = dayInTallinn(now)
  const where = all ? {} : { OR: [{ validTo: null }, { validTo: { gte: dateFromDay(today) } }] }
  const count = await db.signing.count({ where })
  const signings = await db.signing.findMany({
    where,
    include: withUserAndUnit,
    orderBy: [
      { user: { lastName: 'asc' } },
      { user: { firstName: 'asc' } },
      { type: 'asc' },
      { validFrom: 'asc' },
      { id: 'asc' },
    ],
    take: signersAPage,
    skip: (page - 1) * signersAPage,
  })
  return { signings: signings.map((signing) => shownSigning(signing, today)), count }
}

/** One signing with its changes; null when there is none. */
export async function signingSheet(db: Db, id: string, now: Date) {
  const signing = await db.signing.findUnique({ where: { id }, include: withUserAndUnit })
  if (!signing) return null
  const changes = await changesOf(db, `settings.signers.${id}`)
  return { ...shownSigning(signing, dayInTallinn(now)), changes }
}

/** Users who could become signers: open accounts with a role that signs, told apart by address; one statement a fetch. */
export const signerOffers =
  (client: Db | Tx): Offers<Offered> =>
  async ({ id, q, most }) => {
    const [which, exactFirst] = id
      ? [
          Prisma.sql`AND same_name(u.first_name || ' ' || u.last_name) =
            (SELECT same_name(o.first_name || ' ' || o.last_name) FROM access_user o WHERE o.id = ${id}::uuid)`,
          Prisma.empty,
        ]
      : q
        ? [
            Prisma.sql`AND position(plain(${q}) IN plain(u.first_name || ' ' || u.last_name || ', ' || u.email)) > 0`,
            Prisma.sql`plain(${q}) NOT IN (plain(u.first_name || ' ' || u.last_name), plain(u.email)),`,
          ]
        : [Prisma.empty, Prisma.empty]
    const found = await client.$queryRaw<Named[]>`
      SELECT u.id, u.first_name AS "firstName", u.last_name AS "lastName", u.email FROM access_user u
       WHERE ${holdsOneOf(['VICE_DEAN', 'VICE_RECTOR'], '')} ${which}
       ORDER BY ${exactFirst} u.last_name, u.first_name, u.email, u.id LIMIT ${most}`
    const told = usersToldApart(found)
    return found.map(({ id: userId, email }, at) => ({ id: userId, code: email, name: told[at]!.label }))
  }

/** The user whom a form names as a signer, and who can be chosen instead. At most three statements. */
export const signerChoice = (client: Db | Tx, asked: unknown) => askedChoice(asked, signerOffers(client))

type Stored = {
  id: string
  type: DocumentType
  title: string
  validFrom: Date
  validTo: Date | null
  user: { firstName: string; lastName: string; disabledAt: Date | null }
  unit: { name: string } | null
}

function shownSigning({ id, type, title, user, unit, ...days }: Stored, today: Day) {
  const validFrom = dayFromDate(days.validFrom)
  const validTo = days.validTo && dayFromDate(days.validTo)
  const standing: ChoiceStanding =
    validTo && validTo < today ? 'ended' : user.disabledAt ? 'left' : validFrom > today ? 'later' : 'offered'
  const name = `${user.firstName} ${user.lastName}`
  return { id, type, title, name, unit: unit?.name ?? null, validFrom, validTo, standing }
}
