import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { keptKinds, thingOf } from '@/lib/schools/kept/things'
import type { TransferInput } from '@/lib/schools/transfers/schema/transfers'
import { dateFromDay, type Day } from '@/lib/shared/dates'
import { inTransaction } from '@/lib/shared/db'
import { castClass, castPupil, houses, municipalities, type HouseName } from '@/prisma/cast-schools'
import { seedStanding } from '@/prisma/seed-schools'
import type { Office } from './office'
import { digestOf } from './refused'

type Where = { house?: HouseName; number?: number; parallel?: string; year?: number }

/** The input for a transfer, by default of Anni Kask from Mäe 3.a to Jõe 3.b on 01.12.2026. */
export function aTransfer(
  about: { id?: string; day?: Day; names?: string[]; from?: Where; to?: Where; nextClassId?: string } = {},
): z.output<typeof TransferInput> {
  const { day = '2026-12-01', names = ['Anni Kask'], nextClassId } = about
  const classOf = ({ house = 'mae', number = 3, parallel = 'a', year }: Where) =>
    castClass(house, number, parallel, year ?? 2026)
  const to = { house: 'joe', parallel: 'b', ...about.to } as const
  return {
    id: about.id ?? randomUUID(),
    day,
    houseId: houses[to.house].id,
    moves: [
      {
        fromClassId: classOf({ ...about.from }).id,
        toClassId: classOf({ year: about.from?.year, number: about.from?.number, ...to }).id,
        pupilIds: names.map((name) => castPupil(name).id),
        nextClassId,
      },
    ],
  }
}

/** The placements of a pupil that are not void, by day: house, class, days and what ended each. */
export async function placementsOf({ db }: Pick<Office, 'db'>, name: string) {
  const rows = await db.$queryRaw<{ text: string }[]>`
    SELECT h.branch_code || ' ' || c.number || '.' || c.parallel || ' ' || p.from_on || '–' || p.to_on ||
           coalesce(' ' || p.ended_by::text, '') AS text
      FROM placement p JOIN school_class c ON c.id = p.class_id JOIN house h ON h.id = p.house_id
     WHERE p.pupil_id = ${castPupil(name).id}::uuid AND p.voided_at IS NULL ORDER BY p.from_on`
  return rows.map(({ text }) => text)
}

/** Puts a pupil of the cast into a class, by default for the whole school year. */
export function place(
  { db }: Pick<Office, 'db'>,
  name: string,
  { house, number, parallel, year }: Required<Where>,
  days: { from?: Day; to?: Day } = {},
) {
  return db.placement.create({
    data: {
      pupilId: castPupil(name).id,
      houseId: houses[house].id,
      year,
      classId: castClass(house, number, parallel, year).id,
      fromOn: dateFromDay(days.from ?? `${year}-09-01`),
      toOn: dateFromDay(days.to ?? `${year + 1}-08-31`),
    },
  })
}

/** Noon in Tallinn on a day. */
export const noonOf = (day: Day) => new Date(`${day}T10:00:00Z`)

/** Puts all pupils back to where the seed has them; the placement log keeps its entries. */
export const schoolsAnew = ({ db }: Pick<Office, 'db'>) =>
  inTransaction(db, async (tx) => {
    await tx.delivery.deleteMany({ where: { pupilId: { not: null } } })
    await tx.transfer.deleteMany()
    const emptied = [
      'group_place',
      'school_group',
      'student_card',
      'placement',
      ...keptKinds.map((kind) => thingOf(kind).table),
    ]
    for (const table of emptied) await tx.$executeRawUnsafe(`DELETE FROM ${table}`)
    await tx.municipality.updateMany({ data: { tellsBranch: false, movesBetweenHouses: true } })
    await tx.municipality.update({
      where: { id: municipalities.vald.id },
      data: { movesBetweenHouses: false },
    })
    await seedStanding(tx)
  })

/** The current state of the schools, without the placement log, the transfers and messages that were called off. */
export async function standingOf(office: Office) {
  const all = await digestOf(office)
  const tables = [
    'placement',
    'card_house',
    'student_card',
    'group_place',
    ...keptKinds.map((kind) => thingOf(kind).table),
  ]
  const waiting = await office.db.$queryRaw`
    SELECT * FROM delivery WHERE pupil_id IS NOT NULL AND state <> 'CALLED_OFF' ORDER BY seq`
  return { waiting, ...Object.fromEntries(tables.map((table) => [table, all[`public.${table}`]])) }
}

/** Makes so many new pupils in 3.a of Mäe; returns the moves that take them to Jõe. */
export async function manyPupils({ db }: Pick<Office, 'db'>, count: number) {
  const from = castClass('mae', 3, 'a')
  const rows = await db.$queryRaw<{ id: string }[]>`
    WITH made AS (
      INSERT INTO pupil (personal_code, first_name, last_name)
      SELECT left(gen_random_uuid()::text, 20), 'Uus', 'Õpilane' FROM generate_series(1, ${count}::int) RETURNING id),
    placed AS (
      INSERT INTO placement (pupil_id, class_id, house_id, year, from_on, to_on)
      SELECT id, ${from.id}::uuid, ${houses.mae.id}::uuid, 2026, '2026-09-01', '2027-08-31' FROM made),
    kept AS (
      INSERT INTO absence (pupil_id, house_id, year, quarter, hours, times)
      SELECT id, ${houses.mae.id}::uuid, 2026, 1, 3, 1 FROM made)
    SELECT id FROM made`
  return {
    moves: [
      { fromClassId: from.id, toClassId: castClass('joe', 3, 'a').id, pupilIds: rows.map(({ id }) => id) },
    ],
  }
}
