import type { Act } from '@/lib/access/action'
import type { Tx } from '@/lib/shared/db'
import type { Prisma } from '@/lib/shared/generated/client'

/**
 * Writes lines of the placement log (paigutuslogi) in one statement. `lines`: a query of act, pupil_id, from_house_id,
 * from_class, to_house_id, to_class, day, day_before and transfer_id, in the order of the log.
 */
export const logPlacements = (tx: Tx, { person, now }: Pick<Act, 'person' | 'now'>, lines: Prisma.Sql) =>
  tx.$executeRaw`
    INSERT INTO placement_log (at, by_id, who, act, pupil_id, from_house_id, from_class, to_house_id, to_class, day,
                               day_before, transfer_id)
    SELECT ${now}, ${person.id}::uuid, ${person.name}, act::"PlacementAct", pupil_id, from_house_id, from_class,
           to_house_id, to_class, day, day_before, transfer_id
      FROM (${lines}) AS l`
