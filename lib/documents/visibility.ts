import type { DocumentState, DocumentType, Role } from '@/lib/shared/generated/enums'
import type { Prisma } from '@/lib/shared/generated/client'
import { holds, othersReach, reach, within, type Person } from '@/lib/office/access'
import { draftersOf } from './kinds'
import { stateGroup, type Party } from './lifecycle'

/** What of a document decides who sees it and who is who towards it. */
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
const draftStates = ['DRAFT', 'CHECKED', 'SENDING', 'CALLING_OFF'] as const

/**
 * Who the person is towards the document. Drafter = who made it or stands in `Dokumendi koostaja`; special right =
 * study office, or the mark "teiste koostatud dokumendid" in the unit (spec 2). Both only while the person still
 * drafts for that unit.
 */
export function partiesOf(person: Person, document: Bearing): Party[] {
  const parties: Party[] = []
  const drafts = within(reach(person, draftersOf(document.type)), document.unitId)
  const own = [document.creatorId, document.drafterId].includes(person.id)
  if (drafts && own) parties.push('DRAFTER')
  if (drafts && within(othersReach(person), document.unitId)) parties.push('SPECIAL_RIGHT')
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
    within(reach(person, unitReaders), document.unitId) ||
    holds(person, 'STUDY_OFFICE') ||
    holds(person, 'CHANCELLERY') ||
    document.signerId === person.id ||
    (holds(person, 'VICE_RECTOR') && document.type === 'VICE_RECTOR_DIRECTIVE')
  )
}

/** The same as `sees`, for lists; a test holds the two together. */
export function visibleDocuments(person: Person): Prisma.DocumentWhereInput {
  const others = othersReach(person)
  // An empty condition among alternatives would count for nothing.
  if (others === 'ALL') return {}
  const issued = { notIn: [...draftStates] }
  const any: Prisma.DocumentWhereInput[] = []
  const units = (reached: ReturnType<typeof reach>) =>
    reached === 'ALL' ? {} : { unitId: { in: [...reached] } }

  const drafted = reach(person, ['UNIT_CLERK'])
  const ofUnits = { type: { not: 'VICE_RECTOR_DIRECTIVE' } } as const
  any.push({ ...ofUnits, ...units(drafted), OR: [{ creatorId: person.id }, { drafterId: person.id }] })
  any.push({ ...ofUnits, ...units(others) })
  any.push({ state: issued, ...units(reach(person, unitReaders)) })
  if (holds(person, 'CHANCELLERY')) any.push({ state: issued })
  any.push({ state: issued, signerId: person.id })
  if (holds(person, 'VICE_RECTOR')) any.push({ state: issued, type: 'VICE_RECTOR_DIRECTIVE' })
  return { OR: any }
}
