import { reach, type Person } from '@/lib/access/rights'
import { fundings, loads } from '@/lib/learners/schema'
import { sayIn } from '@/lib/messages/say'
import { dateFromDay, dayFromDate, type Day } from '@/lib/shared/dates'
import type { Db, Tx } from '@/lib/shared/db'
import type { DocumentType } from '@/lib/shared/generated/enums'
import { isUuid } from '@/lib/shared/ids'
import { toldApart } from '@/lib/shared/told-apart'
import type { RowField } from '../rules/fields'
import type { DraftForm } from '../rules/form'
import { draftersOf, kindOf, type Drafted, type Kind } from '../rules/kinds'

/**
 * The choices in the form's lists: units in reach, signers and drafters of the unit, bases of the kind, choices of its
 * rows. Five statements, six with curricula. Choices with fixed codes get their labels where they are shown.
 */
export async function draftOptions(
  client: Db | Tx,
  person: Person,
  drafted: Drafted,
  unitId: string,
  on: Day,
) {
  return {
    units: await unitsInReach(client, person, drafted, on),
    signers: await signersIn(client, drafted, unitId, on),
    drafters: await draftersIn(client, drafted, unitId),
    bases: await basesIn(client, drafted, unitId, on),
    choices: await rowChoices(client, kindOf(drafted)),
  }
}

/** Units in which the person drafts such documents, by name; `closed`: on that day. One statement. */
export async function unitsInReach(client: Db | Tx, person: Person, drafted: Drafted, on: Day) {
  const reached = reach(person, draftersOf(drafted))
  const units = await client.settingsUnit.findMany({
    where: reached === 'ALL' ? {} : { id: { in: [...reached] } },
    orderBy: { name: 'asc' },
  })
  return units.map(({ id, name, closedOn }) => ({
    id,
    label: name,
    closed: closedOn !== null && dayFromDate(closedOn) <= on,
  }))
}

const unitOrAll = (unitId: string) => (isUuid(unitId) ? [{ unitId }, { unitId: null }] : [{ unitId: null }])

/** Who may sign such documents in the unit on the day. Two statements. */
export async function signersIn(client: Db | Tx, { type }: Drafted, unitId: string, on: Day) {
  const day = dateFromDay(on)
  const signings = await client.signing.findMany({
    where: {
      type,
      validFrom: { lte: day },
      AND: [{ OR: unitOrAll(unitId) }, { OR: [{ validTo: null }, { validTo: { gte: day } }] }],
      // Sending applies the same rule: `signerGone` of standing.ts.
      user: couldSign(type, unitId),
    },
    include: { user: true },
    orderBy: [{ user: { lastName: 'asc' } }, { user: { firstName: 'asc' } }],
  })
  return signersOf(signings)
}

/** Who may be chosen in `Dokumendi koostaja`. One statement. */
export async function draftersIn(client: Db | Tx, drafted: Drafted, unitId: string) {
  const drafters = await client.accessUser.findMany({
    where: { disabledAt: null, roles: { some: draftsIn(drafted, unitId) } },
    orderBy: [{ lastName: 'asc' }, { firstName: 'asc' }, { id: 'asc' }],
  })
  return usersToldApart(drafters)
}

async function basesIn(client: Db | Tx, { kind }: Drafted, unitId: string, on: Day) {
  const bases = await client.basis.findMany({
    where: {
      OR: unitOrAll(unitId),
      AND: [
        { OR: [{ kinds: { isEmpty: true } }, { kinds: { has: kind } }] },
        { OR: [{ retiredOn: null }, { retiredOn: { gt: dateFromDay(on) } }] },
      ],
    },
    orderBy: { text: 'asc' },
  })
  return bases.map(({ id, text }) => ({ id, label: text }))
}

type Named = { id: string; firstName: string; lastName: string; email: string }
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

/**
 * The choices in a row's fields, by field; a person's grants are queried per row. One statement for curricula, else
 * none.
 */
export async function rowChoices(client: Db | Tx, { rowFields }: Kind) {
  const choices: Partial<Record<RowField, { id: string; label: string }[]>> = {}
  if (rowFields.includes('curriculum')) {
    const curricula = await client.learnersCurriculum.findMany({ orderBy: { name: 'asc' } })
    const names = toldApart(
      curricula,
      ({ name }) => name,
      ({ code }) => code,
    )
    choices.curriculum = curricula.map(({ code }, at) => ({ id: code, label: names[at]! }))
  }
  if (rowFields.includes('load')) choices.load = loads.map((id) => ({ id, label: id }))
  if (rowFields.includes('funding')) choices.funding = fundings.map((id) => ({ id, label: id }))
  return choices
}

const draftsIn = (drafted: Drafted, unitId: string) => ({
  OR: draftersOf(drafted).map((role) =>
    role === 'STUDY_OFFICE' || !isUuid(unitId) ? { role } : { role, units: { some: { unitId } } },
  ),
})

/**
 * Who may become a signer of the type in the unit: the unit's vice-deans and heads; vice-rectors for their own type.
 */
export const couldSign = (type: DocumentType, unitId: string) => ({
  disabledAt: null,
  roles: {
    some:
      type === 'VICE_RECTOR_DIRECTIVE'
        ? { role: 'VICE_RECTOR' as const }
        : { role: 'VICE_DEAN' as const, ...(isUuid(unitId) ? { units: { some: { unitId } } } : {}) },
  },
})

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

/** The footer of a new document: the most specific one that the office has set, '' if none. */
async function footerFor(client: Db | Tx, drafted: Drafted, unitId: string): Promise<string> {
  const known = await client.footer.findMany({
    where: { AND: [{ OR: [{ type: drafted.type }, { type: null }] }, { OR: unitOrAll(unitId) }] },
  })
  const closeness = (footer: (typeof known)[number]) => (footer.unitId ? 2 : 0) + (footer.type ? 1 : 0)
  return known.toSorted((a, b) => closeness(b) - closeness(a))[0]?.text ?? ''
}
