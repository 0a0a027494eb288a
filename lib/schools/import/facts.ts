import type { Act } from '@/lib/access/action'
import type { Bearer, FormerBearer } from '@/lib/import/rules/one-person'
import { dayFromDate, dayInTallinn, type Day } from '@/lib/shared/dates'
import type { Db, Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { birthDayOf, codesBegin } from '@/lib/shared/personal-code'
import { sameCode } from '@/lib/shared/written'
import { stands } from '../transfers/standing'
import { schoolColumns, type SchoolColumn, type SchoolValues } from './columns'
import { schoolImports, type SchoolImport, type SchoolKind } from './kinds'
import type { SchoolRow } from './plan'
import { classKey, groupKey, rowKey, type PupilFact, type Refs, type RowFact, type World } from './world'

/**
 * The facts for planning a file, in a fixed number of statements whatever its length. `hold` locks the file's pupils
 * for the rest of the transaction, so that the stored result is the planned one.
 */
export async function schoolWorld(
  client: Db | Tx,
  { person, now }: Pick<Act, 'person' | 'now'>,
  kind: SchoolImport,
  rows: readonly SchoolRow[],
  hold = false,
): Promise<World> {
  const own = [...person.schools.municipalities]
  const told = (column: 'house' | 'personalCode' | 'cardNumber' | 'ehisId') => [
    ...new Set(rows.flatMap(({ values }) => values[column] ?? [])),
  ]
  const municipalities = await client.municipality.findMany({ where: { id: { in: own } } })
  const houses = await client.house.findMany({ where: { registryCode: { in: told('house') } } })
  const mine = houses.filter(({ municipalityId }) => own.includes(municipalityId))
  const houseIds = mine.map(({ id }) => id)
  const classes = await client.schoolClass.findMany({ where: { houseId: { in: houseIds } } })
  const groups = await client.group.findMany({ where: { houseId: { in: houseIds } } })
  const classifiers = await client.classifier.findMany()
  const today = dayInTallinn(now)
  const pupils = await pupilFacts(client, told('personalCode'), { own, today, hold })
  const fresh = told('personalCode').filter((code) => !pupils.has(code))
  const sorts = new Map<string, Map<string, string>>()
  for (const { sort, code, name } of classifiers)
    sorts.set(sort, (sorts.get(sort) ?? new Map()).set(code, name))
  const classKeys = classes.map(
    ({ id, houseId, year, number, parallel }) =>
      [classKey(houseId, { year: `${year}`, number: `${number}`, parallel }), id] as const,
  )
  const groupKeys = groups.map(
    ({ id, houseId, kind, name }) => [groupKey(houseId, name), { id, kind }] as const,
  )
  const rowKeys = await rowFacts(client, kind, {
    houseIds,
    municipalityIds: own,
    cards: told('cardNumber'),
    ehisIds: told('ehisId'),
    pupilIds: [...pupils.values()].map(({ id }) => id),
  })
  return {
    newId: () => crypto.randomUUID(),
    today,
    pupils,
    classifiers: sorts,
    retired: new Set(
      classifiers.flatMap(({ sort, code, retiredOn }) =>
        retiredOn && dayFromDate(retiredOn) <= today ? [`${sort} ${code}`] : [],
      ),
    ),
    formerBearers: await formerBearers(client, fresh, own),
    bornOn: kind === 'PUPILS' ? await bornOnDaysOf(client, told('personalCode'), own) : new Map(),
    municipalities: new Map(municipalities.map(({ id, code }) => [code, id])),
    houses: new Map(
      mine.map(({ id, name, kind, registryCode, closedOn }) => [
        registryCode,
        { id, name, kind, closedOn: closedOn && dayFromDate(closedOn) },
      ]),
    ),
    foreignHouses: new Set(
      houses.filter((each) => !mine.includes(each)).map(({ registryCode }) => registryCode),
    ),
    classes: new Map(classKeys),
    groups: new Map(groupKeys),
    rows: new Map(rowKeys),
    twins: twinsOf([...classKeys, ...groupKeys, ...rowKeys].map(([key]) => key)),
  }
}

type Stored = Omit<PupilFact, 'placements' | 'moving' | 'state'> & {
  placements: { from: Day; to: Day }[] | null
  moving: string[] | null
}

/** The pupils of the file with all their placements; houses of other municipalities are left unnamed. */
async function pupilFacts(
  client: Db | Tx,
  codes: string[],
  { own, today, hold }: { own: string[]; today: Day; hold: boolean },
): Promise<Map<string, PupilFact>> {
  if (hold)
    await client.$queryRaw`SELECT FROM pupil WHERE personal_code = ANY (${codes}::text[]) ORDER BY id FOR NO KEY UPDATE`
  const found = await client.$queryRaw<Stored[]>`
    SELECT p.id, p.personal_code AS "personalCode", p.first_name AS "firstName", p.last_name AS "lastName",
           (SELECT jsonb_agg(jsonb_build_object('id', s.id, 'classId', s.class_id, 'houseId', s.house_id, 'year', s.year,
                     'house', CASE WHEN h.municipality_id = ANY (${own}::uuid[]) THEN h.name END, 'from', s.from_on,
                     'to', s.to_on, 'endedBy', s.ended_by, 'stayId', s.stay_id, 'state', 'KEPT'))
              FROM placement s JOIN house h ON h.id = s.house_id
             WHERE s.pupil_id = p.id AND s.voided_at IS NULL) AS placements,
           (SELECT jsonb_agg(s.house_id) FROM transfer_row r JOIN placement s ON s.id IN (r.old_id, r.new_id)
             WHERE r.pupil_id = p.id AND ${stands('r')} AND r.day > ${today}::date) AS moving
      FROM pupil p WHERE p.personal_code = ANY (${codes}::text[])`
  return new Map(
    found.map(({ placements, moving, ...pupil }) => [
      pupil.personalCode,
      {
        ...pupil,
        state: 'KEPT',
        moving: new Set(moving),
        placements: (placements ?? []) as PupilFact['placements'],
      },
    ]),
  )
}

const seen = (own: string[]) => Prisma.sql`EXISTS (
  SELECT FROM placement s JOIN house h ON h.id = s.house_id
   WHERE s.pupil_id = p.id AND s.voided_at IS NULL AND h.municipality_id = ANY (${own}::uuid[]))`

/** Who had a code before it was corrected, by the code; the latest of several. */
async function formerBearers(client: Db | Tx, codes: string[], own: string[]) {
  const found = await client.$queryRaw<(Omit<FormerBearer, 'mendedOn'> & { was: string; at: Date })[]>`
    SELECT f.code AS was, f.at, p.id, 'pupil' AS of, p.personal_code AS "personalCode", p.first_name AS "firstName",
           p.last_name AS "lastName", ${seen(own)} AS seen
      FROM pupil_former_code f JOIN pupil p ON p.id = f.pupil_id
     WHERE f.code = ANY (${codes}::text[]) AND p.merged_into_id IS NULL ORDER BY f.at`
  return new Map(found.map(({ was, at, ...each }) => [was, { ...each, mendedOn: dayInTallinn(at) }]))
}

/** Pupils visible to the official with the days of birth in the codes, by day. */
async function bornOnDaysOf(client: Db | Tx, codes: string[], own: string[]): Promise<World['bornOn']> {
  const days = [...new Set(codes.flatMap((code) => birthDayOf(code) ?? []))]
  const found = await client.$queryRaw<(Bearer & { personalCode: string })[]>`
    SELECT p.id, 'pupil' AS of, p.personal_code AS "personalCode", p.first_name AS "firstName", p.last_name AS "lastName"
      FROM unnest(${days.flatMap(codesBegin)}::text[]) AS day(begin)
      JOIN pupil p ON p.personal_code BETWEEN begin || '0000' AND begin || '9999'
     WHERE p.merged_into_id IS NULL AND ${seen(own)} ORDER BY p.id`
  const bornOn: World['bornOn'] = new Map()
  for (const pupil of found) {
    const day = birthDayOf(pupil.personalCode)!
    bornOn.set(day, [...(bornOn.get(day) ?? []), pupil])
  }
  return bornOn
}

type Scope = Record<'houseIds' | 'municipalityIds' | 'cards' | 'ehisIds' | 'pupilIds', string[]>

/** The rows of the kind's table that the file may concern, in their written forms; one statement. */
async function rowFacts(client: Db | Tx, kind: SchoolImport, scope: Scope): Promise<[string, RowFact][]> {
  const { table, key, stored }: SchoolKind = schoolImports[kind]
  if (kind === 'PUPILS') return []
  const found = await client.$queryRaw<{ row: Record<string, unknown> }[]>`
    SELECT to_jsonb(t) ${kind === 'CARDS' ? cardHouse : Prisma.empty} AS row FROM ${Prisma.raw(table)} t
     WHERE ${whereOf(kind, scope)}`
  return found.map(({ row }) => {
    const values: SchoolValues = Object.fromEntries(
      stored.flatMap((column) => {
        const written = writtenOf(row[columnOf(column)])
        return written ? [[column, written]] : []
      }),
    )
    const of = refsOf(kind, row)
    const words = key.map((column) => values[column])
    return [
      rowKey(kind === 'CARDS' ? {} : of, words),
      { id: row.id as string, of, values, state: 'KEPT' as const },
    ]
  })
}

function twinsOf(keys: readonly string[]) {
  const seen = new Set<string>()
  return new Set(keys.filter((key) => seen.has(key) || !seen.add(key)))
}

/** The house that issued the card. */
const cardHouse = Prisma.sql`|| jsonb_build_object('house_id',
  (SELECT c.house_id FROM card_house c WHERE c.card_id = t.id ORDER BY c.from_on LIMIT 1))`

function whereOf(kind: SchoolImport, { houseIds, municipalityIds, cards, ehisIds, pupilIds }: Scope) {
  if (kind === 'CLASSIFIERS') return Prisma.sql`true`
  // A house of another municipality may already have the branch code.
  if (kind === 'HOUSES')
    return Prisma.sql`t.municipality_id = ANY (${municipalityIds}::uuid[]) OR t.ehis_id = ANY (${ehisIds}::text[])`
  if (kind === 'CARDS') return Prisma.sql`same_code(t.number) = ANY (${cards.map(sameCode)}::text[])`
  if (kind === 'GROUP_PLACES') return Prisma.sql`t.pupil_id = ANY (${pupilIds}::uuid[])`
  if (kind === 'CLASSES' || kind === 'GROUPS') return Prisma.sql`t.house_id = ANY (${houseIds}::uuid[])`
  return Prisma.sql`t.pupil_id = ANY (${pupilIds}::uuid[]) AND t.house_id = ANY (${houseIds}::uuid[])`
}

function refsOf(kind: SchoolImport, row: Record<string, unknown>): Refs {
  const of = (column: string) => row[column] as string
  if (kind === 'CLASSIFIERS') return {}
  if (kind === 'HOUSES') return { municipality: of('municipality_id') }
  if (kind === 'CLASSES' || kind === 'GROUPS') return { house: of('house_id') }
  if (kind === 'GROUP_PLACES') return { pupil: of('pupil_id'), group: of('group_id') }
  if (kind === 'CARDS') return { pupil: of('pupil_id'), house: of('house_id') }
  return { pupil: of('pupil_id'), house: of('house_id'), stay: row.stay_id as string | null }
}

/** The column's name in the table. */
export const columnOf = (column: SchoolColumn) =>
  schoolColumns[column].db ?? column.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

type Service = { service: string; subjects: string[] }
const writtenOf = (value: unknown): string => {
  if (Array.isArray(value))
    return value
      .map((each: string | Service) =>
        typeof each === 'string' ? each : [each.service, each.subjects.join('/')].filter(Boolean).join(': '),
      )
      .join(', ')
  return value === null || value === undefined ? '' : String(value)
}
