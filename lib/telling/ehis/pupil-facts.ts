import { z } from 'zod'
import type { Claimed } from '@/lib/deliveries/route'
import type { Db } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import type { MessageFacts } from './pupil-change'

type Told = Pick<Claimed, 'id' | 'houseId' | 'pupilId' | 'payload'>

/** The user who sent it again replaces the one who caused it. */
const withActor = z
  .object({ byId: z.uuid(), sentById: z.uuid().optional() })
  .transform(({ byId, sentById }) => sentById ?? byId)

/** Until the registry has taken a corrected code, it knows the pupil by the earlier one. */
const knownCode = Prisma.sql`(
  SELECT c.payload -> 'message' ->> 'before' FROM deliveries_delivery c
   WHERE c.pupil_id = p.id AND c.topic = 'ehis.pupil' AND c.state NOT IN ('DONE', 'CALLED_OFF')
     AND c.payload -> 'message' ->> 'kind' = 'PERSON_CODE' ORDER BY c.due_on, c.seq LIMIT 1)`

/** What messages about pupils need besides their content, each under the house in which it was claimed. Two statements. */
export async function pupilFacts(db: Db, claimed: readonly Told[]): Promise<Map<string, MessageFacts>> {
  const asked = claimed.map(({ id, houseId, pupilId, payload }) => ({
    id,
    houseId,
    pupilId,
    byId: withActor.safeParse(payload).data,
  }))
  const rows = await db.$queryRaw<(Omit<MessageFacts, 'subjects'> & { id: string })[]>(Prisma.sql`
    SELECT a.id, coalesce(${knownCode}, p.personal_code) AS "personalCode", h.ehis_id AS "koolId", h.branch_code AS "branchCode",
           h.registry_code AS "registryCode", h.name AS "houseName", u.personal_code AS "userCode"
      FROM json_to_recordset(${JSON.stringify(asked)}::json) AS a(id uuid, "houseId" uuid, "pupilId" uuid, "byId" uuid)
      JOIN schools_house h ON h.id = a."houseId" JOIN schools_pupil p ON p.id = a."pupilId" LEFT JOIN access_user u ON u.id = a."byId"`)
  const codes = await db.schoolsClassifier.findMany({ where: { sort: 'klOppeaine' }, select: { code: true } })
  const subjects = new Set(codes.map(({ code }) => code))
  return new Map(rows.map(({ id, ...facts }) => [id, { ...facts, subjects }]))
}
