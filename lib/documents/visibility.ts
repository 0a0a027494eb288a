import { holds, othersReach, reach, within, type Person } from '@/lib/access/rights'
import { Prisma } from '@/lib/shared/generated/client'
import type { DocumentState, DocumentType, Role } from '@/lib/shared/generated/enums'
import { continuingKinds, draftersOf } from './rules/kinds'
import { stateGroup, statesOf, type Party } from './rules/lifecycle'

/** The facts of a document that decide who sees it and in what role. */
export type Bearing = {
  type: DocumentType
  kind: string
  state: DocumentState | string
  unitId: string
  creatorId: string
  drafterId: string
  signerId: string
}

const unitReaders: readonly Role[] = ['UNIT_CLERK', 'VICE_DEAN']
const readersOf = ({ kind }: Bearing): readonly Role[] =>
  ofContinuing(kind) ? [...unitReaders, 'CE_CLERK'] : unitReaders
const ofContinuing = (kind: string) => continuingKinds.some((each) => each === kind)

/**
 * The person's roles towards the document. Drafter = its maker or the one in `Dokumendi koostaja`; special right =
 * study office, or the mark "teiste koostatud dokumendid" in the unit (spec 2). Both only while the person still drafts
 * for that unit.
 */
export function partiesOf(person: Person, document: Bearing): Party[] {
  const parties: Party[] = []
  const drafters = draftersOf(document)
  const drafts = within(reach(person, drafters), document.unitId)
  const own = [document.creatorId, document.drafterId].includes(person.id)
  if (drafts && own) parties.push('DRAFTER')
  if (drafts && within(othersReach(person, drafters), document.unitId)) parties.push('SPECIAL_RIGHT')
  if (holds(person, 'STUDY_OFFICE')) parties.push('STUDY_OFFICE')
  if (holds(person, 'CHANCELLERY')) parties.push('CHANCELLERY')
  return parties
}

/** A draft is seen by its drafter and special-right users; issued and later by the unit, signers, study office, chancellery. */
export function sees(person: Person, document: Bearing): boolean {
  const parties = partiesOf(person, document)
  if (parties.includes('DRAFTER') || parties.includes('SPECIAL_RIGHT')) return true
  if (stateGroup[document.state as DocumentState] === 'DRAFT') return false
  return (
    within(reach(person, readersOf(document)), document.unitId) ||
    holds(person, 'STUDY_OFFICE') ||
    holds(person, 'CHANCELLERY') ||
    document.signerId === person.id ||
    (holds(person, 'VICE_RECTOR') && document.type === 'VICE_RECTOR_DIRECTIVE')
  )
}

/** On a document, for Prisma: on the table in this room, on what is published of it in others. */
type Condition = {
  state?: { in: DocumentState[] } | { notIn: DocumentState[] }
  type?: DocumentType | { not: DocumentType }
  kind?: { in: string[] } | { notIn: string[] }
  unitId?: { in: string[] }
  creatorId?: string
  drafterId?: string
  signerId?: string
  OR?: Condition[]
}

/** The same as `sees`, for lists; a test holds the two together. */
export function visibleDocuments(person: Person): Condition {
  // An empty condition among alternatives would count for nothing in Prisma.
  if (othersReach(person) === 'ALL') return {}
  const draft = { in: statesOf('DRAFT') }
  const issued = { notIn: statesOf('DRAFT') }
  const any: Condition[] = []
  // What no unit is reached for is left out, so that nothing is read for it.
  const push = (reached: ReturnType<typeof reach>, condition: Condition) => {
    if (reached === 'ALL') any.push(condition)
    else if (reached.length > 0) any.push({ ...condition, unitId: { in: [...reached] } })
  }

  // Of issued documents the person's own are among those of the units.
  for (const [role, ofRole] of Object.entries(draftedBy) as [Role, Condition][]) {
    const own = { OR: [{ creatorId: person.id }, { drafterId: person.id }] }
    push(reach(person, [role]), { state: draft, ...ofRole, ...own })
    push(othersReach(person, [role]), { state: draft, ...ofRole })
  }
  if (holds(person, 'CHANCELLERY')) return { OR: [...any, { state: issued }] }
  push(reach(person, unitReaders), { state: issued })
  push(reach(person, ['CE_CLERK']), { state: issued, ...draftedBy.CE_CLERK })
  any.push({ state: issued, signerId: person.id })
  if (holds(person, 'VICE_RECTOR')) any.push({ state: issued, type: 'VICE_RECTOR_DIRECTIVE' })
  return { OR: any }
}

/** Whether the person sees documents of every unit, so that the person's own don't have to be found first. */
export const seesEveryUnit = (person: Person) => othersReach(person) === 'ALL' || holds(person, 'CHANCELLERY')

/** The documents that the person sees in whatever unit: those that he or she signs or has to read. */
export const scopeAnywhere = (person: Person): Prisma.Sql =>
  documentScope({ ...person, roles: person.roles.filter(({ role }) => role === 'VICE_RECTOR') })

/** `visibleDocuments` in SQL, on `document d`. */
export const documentScope = (person: Person): Prisma.Sql => asSql(visibleDocuments(person))

function asSql({ state, type, kind, unitId, creatorId, drafterId, signerId, OR }: Condition): Prisma.Sql {
  const tests = [
    ...(state && 'in' in state ? [Prisma.sql`d.state = ANY(${state.in}::"DocumentState"[])`] : []),
    ...(state && 'notIn' in state ? [Prisma.sql`d.state <> ALL(${state.notIn}::"DocumentState"[])`] : []),
    ...(typeof type === 'string' ? [Prisma.sql`d.type = ${type}::"DocumentType"`] : []),
    ...(typeof type === 'object' ? [Prisma.sql`d.type <> ${type.not}::"DocumentType"`] : []),
    ...(kind && 'in' in kind ? [Prisma.sql`d.kind = ANY(${kind.in})`] : []),
    ...(kind && 'notIn' in kind ? [Prisma.sql`d.kind <> ALL(${kind.notIn})`] : []),
    ...(unitId ? [Prisma.sql`d.unit_id = ANY(${unitId.in}::uuid[])`] : []),
    ...(creatorId ? [Prisma.sql`d.creator_id = ${creatorId}::uuid`] : []),
    ...(drafterId ? [Prisma.sql`d.drafter_id = ${drafterId}::uuid`] : []),
    ...(signerId ? [Prisma.sql`d.signer_id = ${signerId}::uuid`] : []),
    ...(OR ? [Prisma.sql`(${Prisma.join(OR.map(asSql), ' OR ')})`] : []),
  ]
  return tests.length > 0 ? Prisma.sql`(${Prisma.join(tests, ' AND ')})` : Prisma.sql`true`
}

/** What each role of units drafts. */
const draftedBy = {
  UNIT_CLERK: { type: { not: 'VICE_RECTOR_DIRECTIVE' }, kind: { notIn: [...continuingKinds] } },
  CE_CLERK: { kind: { in: [...continuingKinds] } },
} as const satisfies Partial<Record<Role, Condition>>

/** The special right to other people's drafts, as a condition on `document d`. */
export function othersDrafts(person: Person): Prisma.Sql {
  const inUnits = (role: Role) => {
    const reached = othersReach(person, [role])
    return reached === 'ALL' ? Prisma.sql`true` : Prisma.sql`d.unit_id = ANY(${[...reached]}::uuid[])`
  }
  return Prisma.sql`CASE WHEN ${isContinuing} THEN ${inUnits('CE_CLERK')} ELSE ${inUnits('UNIT_CLERK')} END`
}

/** `document d` is a draft, seen by its drafter and special-right users alone. */
export const isDraft = Prisma.sql`d.state = ANY(${statesOf('DRAFT')}::"DocumentState"[])`

/** `document d` is of a kind of continuing education. */
export const isContinuing = Prisma.sql`d.kind = ANY(${[...continuingKinds]})`
