import { randomUUID } from 'node:crypto'
import type { KindCode } from '@/lib/documents/rules/kinds'
import { dateFromDay, type Day } from '@/lib/shared/dates'
import { units, users } from '@/prisma/cast'
import { noon, type Office } from './office'

type Wishes = {
  number: string
  on?: Day
  kind?: KindCode
  unit?: keyof typeof units
  cancelled?: boolean
}

/** Makes the database row of a registered directive without its effects; a test that reads facts adds these. */
export async function aRegistered({ db }: Office, wishes: Wishes): Promise<string> {
  const { number, on = '2026-11-20', kind = 'OWN_FUNDS_ALLOWANCE', unit = 'LT', cancelled = false } = wishes
  const id = randomUUID()
  const drafter = unit === 'HV' ? users.krista : users.liis
  await db.document.create({
    data: {
      id,
      kind,
      number,
      basis: 'Alus',
      dhisId: `dhis-${id}`,
      type: 'VICE_DEAN_DIRECTIVE',
      state: cancelled ? 'CANCELLED' : 'REGISTERED',
      unitId: units[unit].id,
      creatorId: drafter.id,
      drafterId: drafter.id,
      signerId: unit === 'HV' ? users.peeter.id : users.mari.id,
      registeredOn: dateFromDay(on),
      registeredAt: noon,
    },
  })
  return id
}
