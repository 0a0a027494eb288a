/** Pupils of a journey's own: nobody else moves them. */
import { randomUUID } from 'node:crypto'
import { askTransfer } from '@/lib/schools/commands-transfers'
import { castClass, houses } from '@/prisma/cast-schools'
import { dateFromDay } from '@/lib/shared/dates'
import type { Office } from './journey'

/** Somebody who studies in a class of Kesklinna kool since autumn; `name` is the last name's beginning. */
export async function aPupil({ db }: Office, name: string, number = 6, parallel = 'a') {
  const { id: classId } = castClass('mae', number, parallel)
  const own = randomUUID().slice(0, 8)
  const [lastName, personalCode] = [`${name}-${own}`, `P${own}`]
  const pupil = await db.pupil.create({ data: { firstName: 'Mari', lastName, personalCode } })
  await db.placement.create({
    data: {
      ...{ pupilId: pupil.id, classId, houseId: houses.mae.id, year: 2026 },
      ...{ fromOn: dateFromDay('2026-09-01'), toOn: dateFromDay('2027-08-31') },
    },
  })
  return { id: pupil.id, name: `Mari ${lastName}` }
}

/** A transfer that takes effect in spring, of a pupil of Mäe to Jõe. */
export async function aTransfer(office: Office): Promise<string> {
  const pupil = await aPupil(office, 'Tõstetav')
  const fromClassId = castClass('mae', 6, 'a').id
  const move = { fromClassId, toClassId: castClass('joe', 6, 'a').id, pupilIds: [pupil.id] }
  const asked = { id: randomUUID(), day: '2027-05-03' as const, houseId: houses.joe.id, moves: [move] }
  return (await askTransfer(await office.as('piret'), asked)).transfer
}
