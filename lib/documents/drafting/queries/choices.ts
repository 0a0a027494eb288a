import { reach, type Person } from '@/lib/access/rights'
import { documentTypes, kinds, type Kind, type KindCode } from '@/lib/documents/rules/kinds'
import type { Opened } from '@/lib/documents/queries/opened'
import { documentScope, scopeAnywhere, seesEveryUnit } from '@/lib/documents/visibility'
import { givenTypes } from '@/lib/grants/queries/facts'
import { dateFromDay, dayInTallinn } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import type { DocumentType } from '@/lib/shared/generated/enums'
import { draftOptions, signersOf, signersToBe, usersToldApart } from '../options'

type ToDraft = { code: KindCode; subkind?: string; subkindLabel?: string }

/** The kinds that the person may begin with `Lisa dokument`, by type; empty when the person drafts nothing. */
export async function kindsToDraft(
  db: Db,
  person: Person,
  now: Date,
): Promise<{ type: DocumentType; kinds: ToDraft[] }[]> {
  const begun = (Object.entries(kinds) as [KindCode, Kind][]).filter(
    ([, kind]) => !kind.amends && !kind.ofRegistrants,
  )
  const given = await givenTypes(db, dayInTallinn(now))
  const types = [...new Set(begun.flatMap(([, kind]) => kind.types))].filter(
    (type) => reach(person, documentTypes[type].draftedBy).length > 0,
  )
  return types.map((type) => ({
    type,
    kinds: begun
      .filter(([, kind]) => kind.types.includes(type))
      .flatMap(([code, kind]): ToDraft[] =>
        kind.subkind
          ? given.map((grant) => ({ code, subkind: grant.code, subkindLabel: grant.name }))
          : [{ code }],
      ),
  }))
}

/** The grant directives that the person may begin for the persons of an import. */
export async function grantsToDraft(db: Db, person: Person, now: Date): Promise<ToDraft[]> {
  const types = await kindsToDraft(db, person, now)
  return types
    .filter(({ type }) => type === grantDirective)
    .flatMap(({ kinds: ofType }) => ofType.filter(({ code }) => (kinds[code] as Kind).gives))
}
export const grantDirective = 'VICE_DEAN_DIRECTIVE' satisfies DocumentType

/** Units of the documents that the person sees, by name, at most so many, for the filter of the list. One statement. */
export const unitsOfDocuments = (db: Db, person: Person, most: number) => {
  // One document of each unit is looked for. The unit is asked as a range, so that only the index by unit has the order: by
  // another one all documents would be read for a unit that has none.
  const some = (scope: Prisma.Sql) => Prisma.sql`EXISTS (
    SELECT FROM (SELECT FROM document d WHERE d.unit_id BETWEEN u.id AND u.id AND ${scope} ORDER BY d.unit_id, d.state LIMIT 1) d)`
  const own = Prisma.sql`u.id = ANY(${[...unitsOf(person)]}::uuid[]) AND ${some(documentScope(person))}`
  const which = seesEveryUnit(person)
    ? some(documentScope(person))
    : Prisma.sql`(${own}) OR u.id IN (SELECT d.unit_id FROM document d WHERE ${scopeAnywhere(person)})`
  return db.$queryRaw<
    { id: string; name: string; code: string }[]
  >`SELECT u.id, u.name, u.code FROM settings_unit u WHERE ${which} ORDER BY u.name LIMIT ${most}`
}

/** The units in which the person works with documents. */
function unitsOf(person: Person): readonly string[] {
  const reached = reach(person, ['UNIT_CLERK', 'VICE_DEAN', 'CE_CLERK'])
  return reached === 'ALL' ? [] : reached
}

/** Units that can be notified of a document, per settings (`Lisa DHISi teavituse saaja`), by name. */
export const unitsToTell = (db: Db, now: Date) =>
  db.settingsUnit.findMany({
    where: {
      dhisNotified: true,
      OR: [{ closedOn: null }, { closedOn: { gt: dateFromDay(dayInTallinn(now)) } }],
    },
    orderBy: { name: 'asc' },
    select: { code: true, name: true },
  })

/** The choices of an opened form. One statement. */
export const choicesOf = (db: Db, person: Person, { drafted, head, today }: Opened) =>
  draftOptions(db, person, drafted, head.unitId, today)

/** Who signs the type in the unit now, as choices. One statement. */
export const signersOffered = async (db: Db, type: DocumentType, unitId: string, now: Date) =>
  signersOf(await signingsOf(db, type, unitId, now))

/**
 * Who signs the type in the unit now, and who could be added. `common`: signs in every unit, so can't be ended here. Two
 * statements.
 */
export async function signersOfUnit(db: Db, type: DocumentType, unitId: string, now: Date) {
  const signings = await signingsOf(db, type, unitId, now)
  const candidates = await signersToBe(db, type, unitId)
  return {
    signers: signings.map(({ id, unitId: of, user, title }) => ({
      id,
      userId: user.id,
      name: `${user.firstName} ${user.lastName}`,
      title,
      common: of === null,
    })),
    candidates: usersToldApart(candidates),
  }
}

function signingsOf(db: Db, type: DocumentType, unitId: string, now: Date) {
  const today = dateFromDay(dayInTallinn(now))
  return db.signing.findMany({
    where: {
      type,
      validFrom: { lte: today },
      AND: [{ OR: [{ unitId }, { unitId: null }] }, { OR: [{ validTo: null }, { validTo: { gte: today } }] }],
      user: { disabledAt: null },
    },
    include: { user: true },
    orderBy: [{ user: { lastName: 'asc' } }, { user: { firstName: 'asc' } }],
  })
}
