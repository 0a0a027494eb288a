import { randomUUID } from 'node:crypto'
import { post, pupilThread } from '@/lib/deliveries/post'
import type { PupilPayload } from '@/lib/deliveries/pupil-message'
import type { Day } from '@/lib/shared/dates'
import { inTransaction, type Db } from '@/lib/shared/db'
import { users } from '@/prisma/cast'
import { houses } from '@/prisma/cast-schools'

const noon = new Date('2026-11-21T10:00:00Z')

/** A message about a pupil of Mäe maja, posted at noon by the municipality's official. */
export async function aPupilMessage(db: Db, pupilId: string, dueOn: Day, more: Partial<PupilPayload> = {}) {
  const key = `ehis.pupil:${randomUUID()}`
  await inTransaction(db, (tx) =>
    post(
      tx,
      'ehis.pupil',
      [
        {
          key,
          thread: pupilThread(pupilId),
          houseId: houses.mae.id,
          pupilId,
          dueOn,
          payload: {
            message: { kind: 'CLASS', on: dueOn, parallel: 'b' },
            byId: users.piret.id,
            cause: { act: 'EDIT' },
            ...more,
          },
        },
      ],
      noon,
    ),
  )
  return db.delivery.findUniqueOrThrow({ where: { key } })
}
