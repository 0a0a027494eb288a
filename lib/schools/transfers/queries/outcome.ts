import { storedRefusals } from '@/lib/shared/stored'
import type { Person } from '@/lib/access/rights'
import { transferHeard } from '@/lib/deliveries/readdress'
import { aPage } from '@/lib/schools/houses/schema/lists'
import { dayFromDate, dayInTallinn, type Day } from '@/lib/shared/dates'
import { ownHouseIds } from '@/lib/schools/scope'
import type { Db } from '@/lib/shared/db'
import { Prisma } from '@/lib/shared/generated/client'
import type { TransferState } from '@/lib/shared/generated/enums'
import { isUuid } from '@/lib/shared/ids'
import type { Refusal } from '@/lib/shared/refusal'
import { transferSteps } from '../rules/plan'
import { byPupil, cameAlong, movedColumns, movedOf, movedTables, type MovedPupil } from './moved'

export type TransferSheet = {
  id: string
  state: TransferState
  /** while it is under way */
  stepsDone: number
  steps: number
  refusals: Refusal[]
  who: string
  askedAt: Date
  day: Day
  house: string
  /** this person may take it back: both houses are the person's, and a day is still to come or is today */
  open: boolean
  /** some pupils' day is still to come, so it can be moved */
  movable: boolean
  rows: MovedPupil[]
  along: Awaited<ReturnType<typeof cameAlong>>
  count: number
  /** those not taken back: their days, and the ids of all that can still be taken back */
  standing: { count: number; days: Day[] }
  openIds: string[]
}

/** A transfer with the pupils that the person's houses sent or received, one page; null: none are theirs. */
export async function transferSheet(
  db: Db,
  person: Person,
  id: string,
  page: number,
  today: Day,
): Promise<TransferSheet | null> {
  const transfer = isUuid(id) ? await db.transfer.findUnique({ where: { id } }) : null
  if (!transfer) return null
  const houses = await ownHouseIds(db, person)
  const mine = Prisma.sql`r.transfer_id = ${id}::uuid AND (h.id = ANY(${houses}::uuid[]) OR o.id = ANY(${houses}::uuid[]))`
  const all = movedOf(
    await db.$queryRaw`SELECT ${movedColumns} FROM ${movedTables} WHERE ${mine} ORDER BY ${byPupil}`,
  )
  const ofHouse = await db.house.findUniqueOrThrow({ where: { id: transfer.houseId } })
  const asker = transfer.askedById === person.id
  if (all.length === 0 && !asker && !houses.includes(transfer.houseId)) return null
  const rows = all.slice((page - 1) * aPage, page * aPage)
  const standing = all.filter(({ takenBackAt }) => takenBackAt === null)
  const heard = await transferHeard(db, id)
  const askedToday = dayInTallinn(transfer.askedAt) === today
  const mineToChange = standing.filter(
    ({ pupilId, day, fromHouseId, toHouseId }) =>
      (today <= day || askedToday) &&
      !heard.has(pupilId) &&
      houses.includes(fromHouseId) &&
      houses.includes(toHouseId),
  )
  const openIds = mineToChange.map(({ pupilId }) => pupilId)
  return {
    id,
    state: transfer.state,
    stepsDone: transfer.stepsDone,
    steps: transferSteps.length,
    refusals: storedRefusals.parse(transfer.refusals),
    who: transfer.who,
    askedAt: transfer.askedAt,
    day: dayFromDate(transfer.day),
    house: ofHouse.name,
    open: transfer.state === 'MADE' && openIds.length > 0,
    rows,
    count: all.length,
    openIds,
    movable: mineToChange.some(({ day }) => today < day),
    along: await cameAlong(db, rows),
    standing: { count: standing.length, days: [...new Set(standing.map(({ day }) => day))] },
  }
}
