import { beforeEach, expect, test } from 'vitest'
import type { PupilPayload } from '@/lib/deliveries/pupil-message'
import { callOffMessages, pupilsTold, readdress, undoReaddress } from '@/lib/deliveries/readdress'
import type { Day } from '@/lib/shared/dates'
import { inTransaction } from '@/lib/shared/db'
import { visibleDelivery } from '@/lib/telling/queries/visible'
import { castId } from '@/prisma/cast'
import { castPupil, houses } from '@/prisma/cast-schools'
import { noon, withOffice } from '../support/office'
import { aPupilMessage } from '../support/pupil-messages'

const office = withOffice()
const anni = castPupil('Anni Kask').id
const transferId = castId(60, 1)
const { mae, joe } = houses
beforeEach(() => office().db.delivery.deleteMany({ where: { pupilId: { not: null } } }))

const posted = (dueOn: Day, more: Partial<PupilPayload> = {}) => aPupilMessage(office().db, anni, dueOn, more)
const moved = { transferId, pupilIds: [anni] }
const transferred = () =>
  inTransaction(office().db, (tx) =>
    readdress(tx, { ...moved, fromHouseId: mae.id, toHouseId: joe.id, from: '2026-12-01' }),
  )
const standing = () =>
  office().db.delivery.findMany({
    where: { pupilId: anni },
    orderBy: { seq: 'asc' },
    select: { id: true, houseId: true, state: true, dueOn: true, dueAt: true, claimedAt: true },
  })

test('a message is due when its day begins in Estonia, or at once if that has passed', async () => {
  expect((await posted('2026-12-01')).dueAt).toEqual(new Date('2026-11-30T22:00:00Z'))
  expect((await posted('2026-11-01')).dueAt).toEqual(noon)
  expect((await posted('2027-07-01')).dueAt).toEqual(new Date('2027-06-30T21:00:00Z'))
})

test('a transfer puts messages due from its day on under the new house until it is undone, but none that is due before or done', async () => {
  const before = await posted('2026-11-30')
  const onTheDay = await posted('2026-12-01')
  const held = await posted('2026-12-24')
  const taken = await posted('2026-12-25')
  await office().db.delivery.update({ where: { id: held.id }, data: { state: 'HELD' } })
  await office().db.delivery.update({ where: { id: taken.id }, data: { state: 'DONE' } })
  const untouched = await standing()
  expect((await transferred()).map(({ id }) => id).toSorted()).toEqual([onTheDay.id, held.id].toSorted())
  const houseOf = new Map((await standing()).map(({ id, houseId }) => [id, houseId]))
  expect([before, onTheDay, held, taken].map(({ id }) => houseOf.get(id))).toEqual([
    mae.id,
    joe.id,
    joe.id,
    mae.id,
  ])
  await inTransaction(office().db, (tx) => undoReaddress(tx, moved))
  expect(await standing()).toEqual(untouched)
  expect(await office().db.readdressing.count()).toBe(0)
})

test('a transfer’s own messages can be called off while none of them has left', async () => {
  const own = await posted('2026-12-01', { cause: { act: 'TRANSFER', transferId } })
  const other = await posted('2026-12-01')
  await inTransaction(office().db, async (tx) => {
    expect(await pupilsTold(tx, moved)).toEqual(new Set())
    expect(await callOffMessages(tx, moved, noon)).toHaveLength(1)
  })
  const states = new Map((await standing()).map(({ id, state }) => [id, state]))
  expect([states.get(own.id), states.get(other.id)]).toEqual(['CALLED_OFF', 'WAITING'])
})

test('a message that EHIS may have taken counts as one that has left', async () => {
  const own = await posted('2026-12-01', { cause: { act: 'TRANSFER', transferId } })
  const told = () => inTransaction(office().db, (tx) => pupilsTold(tx, moved))
  const stands = (data: object) => office().db.delivery.update({ where: { id: own.id }, data })
  await stands({ state: 'NEEDS_PERSON', heard: 'NOT' })
  expect([...(await told())]).toEqual([])
  await stands({ state: 'WAITING', heard: 'MAYBE' })
  expect([...(await told())]).toEqual([anni])
  await stands({ heard: 'NOT', claimedAt: noon })
  expect([...(await told())]).toEqual([anni])
  expect(await inTransaction(office().db, (tx) => callOffMessages(tx, moved, noon))).toEqual([])
})

test('a message is seen by those who work with its house, and by nobody at the university', async () => {
  await posted('2026-12-01')
  const sees = async (name: 'piret' | 'urve' | 'madis' | 'sirje' | 'maarja' | 'liis') =>
    office().db.deliveriesDelivery.count({
      where: { AND: [visibleDelivery(await office().person(name)), { pupilId: anni }] },
    })
  expect(
    await Promise.all((['piret', 'urve', 'madis', 'sirje', 'maarja', 'liis'] as const).map(sees)),
  ).toEqual([1, 1, 0, 0, 0, 0])
})
