import { expect, test } from 'vitest'
import { load } from '@/scripts/load'
import { loadPupils } from '@/scripts/load-pupils'
import { checkPersonalCode } from '@/lib/shared/personal-code'
import { withOffice } from '../support/office'

const office = withOffice()

test('each load of pupils adds new ones with placements and valid codes', async () => {
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

test('each load of learners adds new ones with a study place and a valid code each', async () => {
  const { db, database } = office()
  const before = await db.learner.count()
  for (const times of [1, 2]) {
    await load(database.ownerUrl, 200)
    expect(await db.learner.count()).toBe(before + times * 200)
  }
  const places = await db.studyPlace.findMany({
    where: { code: { startsWith: 'L' } },
    select: { learner: { select: { personalCode: true } } },
  })
  expect(places).toHaveLength(400)
  expect(new Set(places.map(({ learner }) => learner.personalCode)).size).toBe(400)
  expect(places.filter(({ learner }) => !checkPersonalCode(learner.personalCode!))).toEqual([])
})
