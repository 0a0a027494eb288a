import type { z } from 'zod'
import type { Act } from '@/lib/access/action'
import { changing } from '@/lib/access/changes'
import { dateFromDay, dayFromDate, type Day } from '@/lib/shared/dates'
import type { Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import type { Unit } from '@/lib/shared/generated/client'
import { Refused } from '@/lib/shared/refusal'
import { codeTaken, nameTaken } from '@/lib/shared/taken'
import type { NewUnitInput, UnitInput } from '../schema/units'

const withName = Prisma.sql`SELECT id::text FROM unit WHERE same_name(name)`

const withCode = Prisma.sql`SELECT id::text FROM unit WHERE same_code(code)`

/** Adds a structural unit. Throws when its code or name is taken. */
export function addUnit(act: Act, input: z.output<typeof NewUnitInput>): Promise<number> {
  const id = crypto.randomUUID()
  const { code, seen } = input
  return changing(act, { name: 'settings.addUnit', subject: `settings.units.${id}`, seen }, async (tx) => {
    if (await codeTaken(tx, withCode, code)) throw new Refused([{ code: 'unitCodeTaken', field: 'code' }])
    await freeName(tx, id, input.name)
    const unit = await tx.unit.create({ data: { id, code, ...columnsOf(input) } })
    return { about: [code], before: {}, after: { code, ...textsOf(unit) } }
  })
}

/**
 * Changes a unit from now on; issued documents keep its earlier name. Throws when the name is taken or somebody has
 * changed the unit meanwhile.
 */
export function changeUnit(act: Act, input: z.output<typeof UnitInput>): Promise<number> {
  const { id, seen } = input
  return changing(act, { name: 'settings.changeUnit', subject: `settings.units.${id}`, seen }, async (tx) => {
    const before = await tx.unit.findUnique({ where: { id } })
    if (!before) throw new Refused([{ code: 'notFound' }])
    await freeName(tx, id, input.name)
    const after = await tx.unit.update({ where: { id }, data: columnsOf(input) })
    return { about: [before.code], before: textsOf(before), after: textsOf(after) }
  })
}

/** Two units with one name could not be told apart in a list. */
async function freeName(tx: Tx, id: string, name: string) {
  if (await nameTaken(tx, withName, name, id)) throw new Refused([{ code: 'unitNameTaken', field: 'name' }])
}

type About = Omit<z.output<typeof UnitInput>, 'id' | 'seen'>

const columnsOf = ({ closedOn, dhisNotified, name, contact, financeRecipients }: About) => ({
  name,
  contact,
  financeRecipients,
  dhisNotified: dhisNotified === 'ON',
  closedOn: closedOn && dateFromDay(closedOn),
})

const textsOf = ({ name, contact, financeRecipients, dhisNotified, closedOn }: Unit) => ({
  name,
  contact,
  financeRecipients: financeRecipients.join(', '),
  dhisNotified: dhisNotified ? 'ON' : 'OFF',
  closedOn: closedOn ? (dayFromDate(closedOn) satisfies Day) : '',
})
