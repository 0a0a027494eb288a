/** Pupils for one journey alone, whom no other journey moves. */
import { randomUUID } from 'node:crypto'
import { askTransfer } from '@/lib/schools/transfers/commands/transfers'
import { dateFromDay, type Day } from '@/lib/shared/dates'
import { castClass, houses } from '@/prisma/cast-schools'
import type { Office } from './journey'

/** Makes a pupil who has studied in a class of Kesklinna kool since autumn; `name` is the beginning of the last name. */
export async function aPupil({ db }: Office, name: string, number = 6, parallel = 'a') {
  const { id: classId } = castClass('mae', number, parallel)
  const own = randomUUID().slice(0, 8)
  const [lastName, personalCode] = [`${name}-${own}`, `P${own}`]
  const pupil = await db.pupil.create({ data: { firstName: 'Mari', lastName, personalCode } })
  await db.placement.create({
    data: {
      pupilId: pupil.id,
      classId,
      houseId: houses.mae.id,
      year: 2026,
      fromOn: dateFromDay('2026-09-01'),
      toOn: dateFromDay('2027-08-31'),
    },
  })
  return { id: pupil.id, name: `Mari ${lastName}` }
}

/** Makes a 9th class of Mäe with so many pupils, all named after it. */
export async function aFullClass({ db }: Office, count: number) {
  const id = randomUUID()
  const houseId = houses.mae.id
  const placed = { classId: id, houseId, year: 2026 }
  await db.schoolClass.create({ data: { id, houseId, year: 2026, number: 9, parallel: id.slice(0, 4) } })
  const pupils = Array.from({ length: count }, (_, at) => ({
    id: randomUUID(),
    firstName: `Mari ${at + 1}`,
    lastName: `Palju-${id.slice(0, 4)}`,
    personalCode: `P${id.slice(0, 8)}-${at}`,
  }))
  await db.pupil.createMany({ data: pupils })
  const days = { fromOn: dateFromDay('2026-09-01'), toOn: dateFromDay('2027-08-31') }
  await db.placement.createMany({ data: pupils.map((pupil) => ({ pupilId: pupil.id, ...placed, ...days })) })
  return { id }
}

/** Asks for a transfer of a pupil of Mäe to Jõe on the day, by default in spring. */
export async function aTransfer(office: Office, day: Day = '2027-05-03'): Promise<string> {
  const pupil = await aPupil(office, 'Tõstetav')
  const fromClassId = castClass('mae', 6, 'a').id
  const move = { fromClassId, toClassId: castClass('joe', 6, 'a').id, pupilIds: [pupil.id] }
  const asked = { id: randomUUID(), day, houseId: houses.joe.id, moves: [move] }
  return (await askTransfer(await office.as('piret'), asked)).transfer
}
