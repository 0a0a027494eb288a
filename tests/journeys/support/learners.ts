import { randomInt, randomUUID } from 'node:crypto'
import { dateFromDay, dayBefore, type Day } from '@/lib/shared/dates'
import type { Db } from '@/lib/shared/db'
import { checkPersonalCode } from '@/lib/shared/personal-code'
import { units } from '@/prisma/cast'

export type Doctorand = {
  id: string
  placeId: string
  firstName: string
  lastName: string
  name: string
  personalCode: string
  email: string
}

type Wishes = {
  unit?: keyof typeof units
  leave?: { from: Day; to: Day }
  grant?: { type: 'DOCTORAL_ALLOWANCE' | 'BASIC_ALLOWANCE'; from: Day; to: Day; source: string }
  bankAccount?: string
}

/**
 * Makes a doctoral student for this journey alone, by default without warnings: full load, state-funded, attested. So a
 * grant of one journey can't block another journey's directive.
 */
export async function aDoctorand(db: Db, wishes: Wishes = {}): Promise<Doctorand> {
  const { unit = 'LT', leave, grant, bankAccount = 'EE382200221020145685' } = wishes
  const person = newPerson()
  const imported = { importedNumber: '2.1-1/600', importedOn: dateFromDay('2025-08-18') }
  const startedOn = dateFromDay('2025-09-01')
  const place = await db.studyPlace.create({
    data: {
      code: `2025-${randomUUID()}`,
      level: 'DOCTORAL',
      startedOn,
      nominalEndOn: dateFromDay('2099-08-31'),
      unitKey: { connect: { id: units[unit].id } },
      learner: {
        create: {
          firstName: person.firstName,
          lastName: person.lastName,
          personalCode: person.personalCode,
          email: person.email,
          bankAccount,
        },
      },
      terms: {
        create: Object.entries(terms).map(([aspect, value]) => ({
          aspect: aspect as keyof typeof terms,
          value,
          fromOn: startedOn,
          ...imported,
        })),
      },
      attestations: { create: { attestedOn: dateFromDay('2026-06-12'), decision: 'POSITIVE' } },
      leaves: {
        create: leave ? { fromOn: dateFromDay(leave.from), toOn: dateFromDay(leave.to), ...imported } : [],
      },
    },
  })
  const learner = { ...person, id: place.learnerId, placeId: place.id }
  if (grant) await giveGrant(db, learner, grant)
  return learner
}

/** Makes a second study place at which the person also studies; returns its id. */
export async function anotherPlace(db: Db, { id }: Pick<Doctorand, 'id'>): Promise<string> {
  const imported = { importedNumber: '2.1-1/601', importedOn: dateFromDay('2025-08-18') }
  const startedOn = dateFromDay('2025-09-01')
  const place = await db.studyPlace.create({
    data: {
      learnerId: id,
      unitId: units.LT.id,
      code: `2025-${randomUUID()}`,
      level: 'DOCTORAL',
      startedOn,
      terms: {
        create: Object.entries(terms).map(([aspect, value]) => ({
          aspect: aspect as keyof typeof terms,
          value,
          fromOn: startedOn,
          ...imported,
        })),
      },
    },
  })
  return place.id
}

const terms = { LOAD: 'FULL', FUNDING: 'STATE_FUNDED', CURRICULUM: '80132', MAIN_STATE: 'STUDYING' } as const

/** Gives a grant that was decided elsewhere, as import brings it. */
export async function giveGrant(
  db: Db,
  { id, placeId }: Pick<Doctorand, 'id' | 'placeId'>,
  { type, from, to, source }: NonNullable<Wishes['grant']>,
) {
  const { id: grantId } = await db.grant.create({
    data: {
      learnerId: id,
      studyPlaceId: placeId,
      typeCode: type,
      paidFrom: dateFromDay(from),
      paidTo: dateFromDay(to),
      monthlyAmount: '660.00',
      fundingSource: source,
      importedNumber: '2.1-17/102',
      importedOn: dateFromDay('2024-08-30'),
    },
  })
  return grantId
}

/** Ends a grant before its first day, as another directive would. */
export const endGrant = (db: Db, grantId: string, paidFrom: Day) =>
  db.grantEnd.create({
    data: { grantId, cause: 'ENDED', lastPaidOn: dateFromDay(dayBefore(paidFrom)) },
  })

/** A unique name, a valid personal code and an address; also for a line of a spreadsheet. */
export function newPerson() {
  const letters = Array.from({ length: 6 }, () => String.fromCharCode(97 + randomInt(26))).join('')
  const firstName = ['Mirjam', 'Õie', 'Jaak', 'Žanna', 'Kristjan', 'Ülle'][randomInt(6)]!
  const lastName = `Näidis-${letters[0]!.toUpperCase()}${letters.slice(1)}`
  return {
    firstName,
    lastName,
    name: `${firstName} ${lastName}`,
    personalCode: newPersonalCode(),
    email: `${letters}@ylikool.example`,
  }
}

function newPersonalCode() {
  const two = (most: number) => String(1 + randomInt(most)).padStart(2, '0')
  for (;;) {
    const first = `4${80 + randomInt(20)}${two(12)}${two(28)}${String(randomInt(1000)).padStart(3, '0')}`
    const code = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => `${first}${digit}`).find(checkPersonalCode)
    if (code) return code
  }
}
