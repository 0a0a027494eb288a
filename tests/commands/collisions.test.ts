import { beforeAll, describe, expect, test } from 'vitest'
import { partCollision } from '@/lib/desk/collisions/commands'
import { collided } from '@/lib/desk/collisions/queries'
import { PartInput } from '@/lib/desk/collisions/schema'
import { deskCounts, deskTodos } from '@/lib/desk/queries/desk'
import { dateFromDay } from '@/lib/shared/dates'
import { castId } from '@/prisma/cast'
import { learners } from '@/prisma/cast-learners'
import { withOffice, type CastName } from '../support/office'
import { expectRefused } from '../support/refused'
import { countStatements } from '../support/statements'

const office = withOffice()
const writings = ['SE-LS-77', 'se-ls-77', 'SE\u2011LS\u201177']
const seen = async (who: CastName) =>
  (await collided(office().db, await office().person(who))).map(({ place, writing }) => `${place} ${writing}`)
const waiting = async (who: CastName) =>
  (await deskTodos(office().db, await office().person(who))).flatMap((line) =>
    line.what === 'CODES' ? [line.count] : [],
  )
const idOf = async (writing: string) =>
  (await collided(office().db, (await office().as('tiina')).person)).find((each) => each.writing === writing)!
    .id
const part = async (who: CastName, input: object) =>
  partCollision(await office().as(who), PartInput.parse(input))

const counted = async () => {
  const { db, person } = office()
  const tiina = await person('tiina')
  return countStatements(db, () => deskCounts(db, tiina))
}

beforeAll(async () => {
  const { db } = office()
  // Without any, the desk doesn't ask which they are: to plan that costs more than a page's other statements.
  expect(await counted()).toMatchObject({ count: 1, value: { codes: null } })
  await db.learner.createMany({
    data: writings.map((otherCode, twin) => ({ firstName: 'Lars', lastName: `S${twin}`, otherCode, twin })),
  })
  const grant = {
    learnerId: learners[0]!.id,
    studyPlaceId: castId(5, 1),
    typeCode: 'PERFORMANCE',
    monthlyAmount: '100',
    paidFrom: dateFromDay('2019-01-01'),
    paidTo: dateFromDay('2019-02-01'),
    fundingSource: 'x',
  }
  await db.grant.createMany({
    data: ['HB-G/26', 'HB-G / 26'].map((importedNumber, twin) => ({ ...grant, importedNumber, twin })),
  })
  const house = await db.house.findFirstOrThrow({ where: { name: 'Ülejõe kool' } })
  await db.schoolClass.createMany({
    data: ['ö', 'o\u0308'].map((parallel, twin) => ({
      houseId: house.id,
      year: 2026,
      number: 9,
      parallel,
      twin,
    })),
  })
})

describe('a code that several records have', () => {
  test('is asked for with one statement more, and counts among the desk’s lines', async () => {
    const { count, value } = await counted()
    expect(count).toBe(2)
    expect(value.codes?.count).toBe(2)
    const lines = await deskTodos(office().db, await office().person('tiina'))
    expect(value.desk).toBe(lines.length)
  })

  test('is listed, and counted on the desk, only for those whom it concerns', async () => {
    expect((await seen('tiina')).toSorted()).toEqual(
      [
        ...writings.map((each) => `learner ${each}`),
        'study_grant HB-G / 26',
        'study_grant HB-G/26',
      ].toSorted(),
    )
    expect(await waiting('tiina')).toEqual([2])
    expect(await seen('piret')).toEqual(['school_class 9.ö', 'school_class 9.o\u0308'].toSorted())
    expect(await waiting('piret')).toEqual([1])
    for (const who of ['liis', 'toomas', 'rein'] as const) {
      expect(await seen(who)).toEqual([])
      expect(await waiting(who)).toEqual([])
    }
  })

  test('is changed record by record, only by those whom it concerns, until one record has it', async () => {
    const id = await idOf('se-ls-77')
    const asked = { place: 'learner', id, code: 'Se \u2013 Ls-77' }
    await expectRefused(office(), () => part('tiina', asked), 'codeTaken')
    await expectRefused(office(), () => part('piret', { ...asked, code: 'X-1' }), 'notFound')
    expect(PartInput.safeParse({ ...asked, code: '\u200b ' }).error?.issues[0]?.message).toBe('codeMissing')
    await part('tiina', { ...asked, code: ' SE\u2011LS - 78' })
    expect(await office().db.learner.findUnique({ where: { id } })).toMatchObject({
      otherCode: 'SE-LS-78',
      twin: 0,
    })
    // Now that the last but one has another code, one record has this code; the database lets in no other.
    await part('tiina', { place: 'learner', id: await idOf('SE-LS-77'), code: 'SE-LS-79' })
    expect(await seen('tiina')).not.toContain('learner SE\u2011LS\u201177')
    const again = { firstName: 'L', lastName: 'S', otherCode: 'SE-LS-77' }
    await expect(office().db.learner.create({ data: again })).rejects.toThrow('Unique constraint')
  })

  test('is settled for a grant that was imported twice by annulling one of the two', async () => {
    const id = await idOf('HB-G / 26')
    await part('tiina', { place: 'study_grant', id })
    expect(await office().db.grant.findUnique({ where: { id } })).toMatchObject({
      annulledAt: expect.any(Date),
    })
    expect(await seen('tiina')).toEqual([])
    expect(await waiting('tiina')).toEqual([])
  })

  test('is settled for a class when the official of its municipality gives it another letter', async () => {
    const twins = await collided(office().db, await office().person('piret'))
    await part('piret', { place: 'school_class', id: twins[1]!.id, code: 'ö2' })
    expect(await seen('piret')).toEqual([])
  })
})
