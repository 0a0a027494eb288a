import type { Act } from '@/lib/access/action'
import { postForPupils } from '@/lib/deliveries/post'
import { readdress } from '@/lib/deliveries/readdress'
import type { Day } from '@/lib/shared/dates'
import type { Tx } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'

/** Pupils of one transfer that go from one house on one day. */
export type Leaving = { fromHouseId: string; pupilIds: readonly string[] }

/**
 * Tells EHIS of a transfer as though the child changed parallel: waiting messages due on the day or later are
 * readdressed to the new house, and one `Klass ja õppekava` tells the new class; on 1 September with its number, and
 * for a repeater that the grade is repeated. If the municipality wishes, another message tells the branch. `pupilIds`:
 * the pupils concerned; their rows have the day.
 */
export async function tellOfTransfer(
  tx: Tx,
  { person, now }: Pick<Act, 'person' | 'now'>,
  transfer: { id: string; houseId: string; day: Day },
  leaving: readonly Leaving[],
) {
  const pupilIds = leaving.flatMap((each) => each.pupilIds)
  for (const each of leaving) {
    await readdress(tx, {
      ...each,
      transferId: transfer.id,
      toHouseId: transfer.houseId,
      from: transfer.day,
    })
  }
  // The day can move back and forth: each posting is a separate message, and the one before is called off.
  await postForPupils(
    tx,
    Prisma.sql`
      SELECT 'ehis.pupil:' || gen_random_uuid() AS key, 'ehis.pupil:' || r.pupil_id AS thread, r.pupil_id,
             t.house_id, r.day AS due_on,
             jsonb_build_object('message', m.message || jsonb_build_object('on', r.day), 'byId', ${person.id}::text,
               'cause', jsonb_build_object('act', 'TRANSFER', 'transferId', t.id)) AS payload
        FROM transfer_row r JOIN transfer t ON t.id = r.transfer_id
        JOIN municipality y ON y.id = t.municipality_id
        JOIN school_class n ON n.id = r.new_class_id
        JOIN placement p ON p.id = r.old_id JOIN school_class o ON o.id = p.class_id
       CROSS JOIN LATERAL (VALUES
         (1, true, jsonb_build_object('kind', 'CLASS', 'parallel', n.parallel) ||
                   CASE WHEN n.curriculum IN ('', o.curriculum) THEN '{}'::jsonb
                        ELSE jsonb_build_object('curriculum', n.curriculum) END ||
                   CASE WHEN n.year = o.year THEN '{}'::jsonb
                        WHEN n.number = o.number THEN jsonb_build_object('number', n.number, 'repeats', true)
                        ELSE jsonb_build_object('number', n.number) END),
         (2, y.tells_branch, jsonb_build_object('kind', 'OTHER', 'branch', true))) AS m(place, told, message)
       WHERE t.id = ${transfer.id}::uuid AND r.pupil_id = ANY(${pupilIds}::uuid[]) AND m.told
       ORDER BY r.pupil_id, m.place`,
    now,
  )
}
