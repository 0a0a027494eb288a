import { expect, test } from 'vitest'
import { loadPupils } from '@/scripts/load-pupils'
import { checkPersonalCode } from '@/lib/shared/personal-code'
import { withOffice } from '../support/office'

const office = withOffice()

test('a load adds pupils with their placements, each once, as often as it is asked', async () => {
  const { db, database } = office()
  const count = () =>
    db.placement.count({ where: { pupil: { cards: { some: { number: { startsWith: 'L' } } } } } })
  await loadPupils(database.ownerUrl, 600)
  expect(await count()).toBe(300)
  await loadPupils(database.ownerUrl, 600)
  expect(await count()).toBe(600)
  const codes = await db.pupil.findMany({ select: { personalCode: true } })
  expect(codes.filter(({ personalCode }) => !checkPersonalCode(personalCode))).toEqual([])
})
