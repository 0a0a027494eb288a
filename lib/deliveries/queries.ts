import type { Prisma } from '@/lib/shared/generated/client'
import { holds, reach, type Person } from '@/lib/office/access'

/** Deliveries the person may see: the administrator's list is of states alone, the others' of their units' documents. */
export function visibleDelivery(person: Person): Prisma.DeliveryWhereInput {
  if (holds(person, 'ADMIN') || holds(person, 'STUDY_OFFICE')) return {}
  const units = reach(person, ['UNIT_CLERK'])
  return { document: { unitId: units === 'ALL' ? undefined : { in: [...units] } } }
}
