import { z } from 'zod'
import { reach, type Person } from '@/lib/access/rights'
import { fundings, loads } from '@/lib/learners/schema'
import { sayIn } from '@/lib/messages/say'
import type { Day } from '@/lib/shared/dates'
import type { Db, Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import type { DocumentType, Role } from '@/lib/shared/generated/enums'
import { isUuid } from '@/lib/shared/ids'
import { toldApart } from '@/lib/shared/told-apart'
import type { RowField } from '../rules/fields'
import type { DraftForm } from '../rules/form'
import { draftersOf, kindOf, type Drafted } from '../rules/kinds'

/**
 * The choices in the form's lists: units in reach, signers and drafters of the unit, bases of the kind, choices of its
 * rows. One statement. Choices with fixed codes get their labels where they are shown.
 */
export async function draftOptions(
  client: Db | Tx,
  person: Person,
  drafted: Drafted,
  unitId: string,
  on: Day,
) {
  const { rowFields } = kindOf(drafted)
  const [found] = await client.$queryRaw<[Record<keyof typeof lists, unknown>]>`
    SELECT (SELECT json_agg(u) FROM (${unitsReached(person, drafted, on)}) u) AS units,
           (SELECT json_agg(s) FROM (${signing(drafted, unitId, on)}) s) AS signers,
           (SELECT json_agg(d) FROM (${usersWho(holdsOneOf(draftersOf(drafted), unitId))}) d) AS drafters,
           (SELECT json_agg(b) FROM (${basesOf(drafted, unitId, on)}) b) AS bases,
           CASE WHEN ${rowFields.includes('curriculum')} THEN (SELECT json_agg(c) FROM (${allCurricula}) c) END AS curricula`
  const { units, signers, drafters, bases, curricula } = choicesFound.parse(found)
  return {
    units,
    signers: signersOf(signers.map(({ title, ...user }) => ({ user, title }))),
    drafters: usersToldApart(drafters),
    bases,
    choices: rowChoices(rowFields, curricula),
  }
}

const named = z.object({ id: z.string(), firstName: z.string(), lastName: z.string(), email: z.string() })
const lists = {
  units: z.object({ id: z.string(), label: z.string(), closed: z.boolean() }),
  signers: named.extend({ title: z.string() }),
  drafters: named,
  bases: z.object({ id: z.string(), label: z.string() }),
  curricula: z.object({ code: z.string(), name: z.string() }),
}
/** What has no rows is null. */
const listed = <Row extends z.ZodType>(row: Row) =>
  z
    .array(row)
    .nullable()
    .transform((rows) => rows ?? [])
const choicesFound = z.object({
  units: listed(lists.units),
  signers: listed(lists.signers),
  drafters: listed(lists.drafters),
  bases: listed(lists.bases),
  curricula: listed(lists.curricula),
})

/** Units in which the person drafts such documents, by name; `closed`: on that day. One statement. */
export const unitsInReach = (client: Db | Tx, person: Person, drafted: Drafted, on: Day) =>
  client.$queryRaw<{ id: string; label: string; closed: boolean }[]>`${unitsReached(person, drafted, on)}`

/** Who may sign such documents in the unit on the day. One statement. */
export async function signersIn(client: Db | Tx, drafted: Drafted, unitId: string, on: Day) {
  const found = await client.$queryRaw<(Named & { title: string })[]>`${signing(drafted, unitId, on)}`
  return signersOf(found.map(({ title, ...user }) => ({ user, title })))
}

/** Who may become a signer of the type in the unit, by name; `userId`: only that one. One statement. */
export const signersToBe = (
  client: Db | Tx,
  type: DocumentType,
  unitId: string,
  userId: string | null = null,
) =>
  client.$queryRaw<Named[]>`${usersWho(
    Prisma.sql`(${userId}::uuid IS NULL OR u.id = ${userId}::uuid) AND ${couldSign(type, unitId)}`,
  )}`

function unitsReached(person: Person, drafted: Drafted, on: Day): Prisma.Sql {
  const reached = reach(person, draftersOf(drafted))
  const units = reached === 'ALL' ? null : [...reached]
  return Prisma.sql`
    SELECT id, name AS label, coalesce(closed_on <= ${on}::date, false) AS closed FROM settings_unit
     WHERE ${units}::uuid[] IS NULL OR id = ANY(${units}::uuid[]) ORDER BY name`
}

// Sending applies the same rule: `signerGone` of standing.ts.
const signing = ({ type }: Drafted, unitId: string, on: Day) => Prisma.sql`
  SELECT u.id, u.first_name AS "firstName", u.last_name AS "lastName", u.email, s.title
    FROM signing s JOIN access_user u ON u.id = s.user_id
   WHERE s.type = ${type}::"DocumentType" AND ${ofUnitOrAll(unitId)} AND s.valid_from <= ${on}::date
     AND (s.valid_to IS NULL OR s.valid_to >= ${on}::date) AND ${couldSign(type, unitId)}
   ORDER BY u.last_name, u.first_name`

const basesOf = ({ kind }: Drafted, unitId: string, on: Day) => Prisma.sql`
  SELECT id, text AS label FROM basis
   WHERE ${ofUnitOrAll(unitId)} AND (kinds = '{}' OR ${kind} = ANY(kinds)) AND (retired_on IS NULL OR retired_on > ${on}::date)
   ORDER BY text`

const allCurricula = Prisma.sql`SELECT code, name FROM learners_curriculum ORDER BY name`

/** Users who satisfy a condition on `access_user u`, by name. */
const usersWho = (condition: Prisma.Sql) => Prisma.sql`
  SELECT u.id, u.first_name AS "firstName", u.last_name AS "lastName", u.email FROM access_user u
   WHERE ${condition} ORDER BY u.last_name, u.first_name, u.id`

const ofUnitOrAll = (unitId: string) => Prisma.sql`(unit_id IS NULL OR unit_id = ${known(unitId)}::uuid)`
/** No unit is chosen yet. */
const known = (unitId: string) => (isUuid(unitId) ? unitId : null)

/**
 * Who may become a signer of the type in the unit, as a condition on `access_user u`: the unit's vice-deans and heads;
 * vice-rectors for their own type.
 */
const couldSign = (type: DocumentType, unitId: string) =>
  holdsOneOf([type === 'VICE_RECTOR_DIRECTIVE' ? 'VICE_RECTOR' : 'VICE_DEAN'], unitId)

/** Whether `access_user u` has an open account and one of the roles, in the unit if one is chosen. */
export const holdsOneOf = (roles: readonly Role[], unitId: string) => Prisma.sql`
  (u.disabled_at IS NULL AND EXISTS (
    SELECT FROM access_user_role r
     WHERE r.user_id = u.id AND r.role = ANY(${[...roles]}::"Role"[])
       AND (r.role IN ('STUDY_OFFICE', 'VICE_RECTOR') OR ${known(unitId)}::uuid IS NULL
            OR EXISTS (SELECT FROM access_role_unit o WHERE o.role_id = r.id AND o.unit_id = ${known(unitId)}::uuid))))`

export type Named = z.output<typeof named>
const nameOf = ({ firstName, lastName }: Named) => `${firstName} ${lastName}`

/** Users to choose from, by name; namesakes with their address. */
export function usersToldApart(users: readonly Named[]): { id: string; label: string }[] {
  const labels = toldApart(users, nameOf, ({ email }) => email)
  return users.map(({ id }, at) => ({ id, label: labels[at]! }))
}

/** Signers to choose from, by name and title, each once; namesakes with one title also with their address. */
export function signersOf(
  signings: readonly { user: Named; title: string }[],
): { id: string; label: string }[] {
  const once = [...new Map(signings.map((each) => [`${each.user.id} ${each.title}`, each])).values()]
  const labels = toldApart(
    once,
    ({ user, title }) => `${nameOf(user)}, ${title}`,
    ({ user }) => user.email,
  )
  return once.map(({ user }, at) => ({ id: user.id, label: labels[at]! }))
}

/** The choices in a row's fields, by field; a person's grants are queried per row. */
function rowChoices(fields: readonly RowField[], curricula: z.output<typeof lists.curricula>[]) {
  const choices: Partial<Record<RowField, { id: string; label: string }[]>> = {}
  if (fields.includes('curriculum')) {
    const names = toldApart(
      curricula,
      ({ name }) => name,
      ({ code }) => code,
    )
    choices.curriculum = curricula.map(({ code }, at) => ({ id: code, label: names[at]! }))
  }
  if (fields.includes('load')) choices.load = loads.map((id) => ({ id, label: id }))
  if (fields.includes('funding')) choices.funding = fundings.map((id) => ({ id, label: id }))
  return choices
}

/**
 * The form of a document not yet saved: the user as drafter, the unit and signer if there is only one, the kind's
 * default basis, and the office's footer for the unit typed so far. Documents are in Estonian whatever language the
 * user reads.
 */
export async function emptyForm(
  client: Db | Tx,
  person: Person,
  drafted: Drafted,
  on: Day,
  typedUnit = '',
): Promise<DraftForm> {
  const { basis, commonFields } = kindOf(drafted)
  const reached = reach(person, draftersOf(drafted))
  const unitId = reached !== 'ALL' && reached.length === 1 ? reached[0]! : ''
  const signers = unitId === '' ? [] : await signersIn(client, drafted, unitId, on)
  return {
    head: {
      ...Object.fromEntries(commonFields.map((field) => [field, ''])),
      unitId,
      signerId: signers.length === 1 ? signers[0]!.id : '',
      drafterId: person.id,
      basis: basis ? sayIn('et')(`documents.basis.${basis}`) : '',
      extraInfo: '',
      footer: await footerFor(client, drafted, typedUnit || unitId),
    },
    rows: [],
  }
}

const unitOrAll = (unitId: string) => (isUuid(unitId) ? [{ unitId }, { unitId: null }] : [{ unitId: null }])

/** The footer of a new document: the most specific one that the office has set, '' if none. */
async function footerFor(client: Db | Tx, drafted: Drafted, unitId: string): Promise<string> {
  const known = await client.footer.findMany({
    where: { AND: [{ OR: [{ type: drafted.type }, { type: null }] }, { OR: unitOrAll(unitId) }] },
  })
  const closeness = (footer: (typeof known)[number]) => (footer.unitId ? 2 : 0) + (footer.type ? 1 : 0)
  return known.toSorted((a, b) => closeness(b) - closeness(a))[0]?.text ?? ''
}
