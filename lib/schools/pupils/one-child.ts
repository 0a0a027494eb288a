import type { Person } from '@/lib/access/rights'
import type { Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import { likenesses, type Likened } from '@/lib/shared/likeness'
import { Refused } from '@/lib/shared/refusal'

type Child = Likened & { id: string; asked: boolean; place: string }

/**
 * Nobody is in a class or group twice: refuses pupils who may be a child with another record in the person's houses or
 * in the group (`lib/shared/likeness.ts`), and says the name and where the other record stands. `another` = the user
 * says that they are different children. One statement. Throws likelyChild.
 */
export async function refuseLikely(
  tx: Tx,
  { schools }: Person,
  pupilIds: readonly string[],
  { another, groupId }: { another?: 'ON' | undefined; groupId?: string },
): Promise<void> {
  if (another) return
  const seen = Prisma.sql`(h.municipality_id = ANY(${[...schools.municipalities]}::uuid[])
    OR h.id = ANY(${[...schools.houses]}::uuid[]))`
  const children = await tx.$queryRaw<Child[]>`
    WITH asked AS (
      SELECT DISTINCT same_name(first_name) AS first, same_name(last_name) AS last
        FROM pupil WHERE id = ANY(${[...pupilIds]}::uuid[])),
    called AS (
      SELECT o.id FROM asked a JOIN pupil o ON same_name(o.last_name) = a.last AND same_name(o.first_name) = a.first
       UNION
      SELECT o.id FROM asked a JOIN pupil o ON same_name(o.last_name) = a.first AND same_name(o.first_name) = a.last)
    SELECT p.id, p.personal_code AS "personalCode", p.first_name AS "firstName", p.last_name AS "lastName",
           p.id = ANY(${[...pupilIds]}::uuid[]) AS asked, coalesce(of.place, '') AS place
      FROM called c CROSS JOIN LATERAL (SELECT * FROM pupil p WHERE p.id = c.id OFFSET 0) p
      LEFT JOIN LATERAL (
        SELECT h.name || ', ' || k.number || '.' || k.parallel AS place
          FROM (SELECT * FROM placement x WHERE x.pupil_id = p.id OFFSET 0) AS x
         CROSS JOIN LATERAL (SELECT * FROM house h WHERE h.id = x.house_id OFFSET 0) AS h JOIN school_class k ON k.id = x.class_id
         WHERE x.voided_at IS NULL AND ${seen} ORDER BY x.to_on DESC LIMIT 1) of ON true
     WHERE p.merged_into_id IS NULL
       AND (p.id = ANY(${[...pupilIds]}::uuid[]) OR of.place IS NOT NULL
            OR EXISTS (SELECT FROM group_place g WHERE g.pupil_id = p.id AND g.group_id = ${groupId ?? null}::uuid))
     ORDER BY p.last_name COLLATE "et-x-icu", p.first_name, p.id`
  const alike = likenesses(
    children.filter(({ asked }) => asked),
    children,
  )
  if (alike.length === 0) return
  const told = alike.map(({ other }) => nameOf(other) + (other.place ? ` (${other.place})` : ''))
  const shown = [...new Set(told)]
  throw new Refused([
    {
      code: 'likelyChild',
      params: { children: shown.slice(0, 5).join('; '), more: Math.max(0, shown.length - 5) },
      field: 'another',
    },
  ])
}

const nameOf = ({ firstName, lastName }: Likened) => `${firstName} ${lastName}`
