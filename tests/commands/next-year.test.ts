import { describe, expect, test } from 'vitest'
import { classPupils } from '@/lib/schools/houses/queries/classes'
import { copyToNextYear } from '@/lib/schools/pupils/commands/next-year'
import { nextYearSheet } from '@/lib/schools/pupils/queries/next-year'
import { dateFromDay, dayFromDate, dayInTallinn, type Day } from '@/lib/shared/dates'
import { checkPersonalCode } from '@/lib/shared/personal-code'
import { castClass, castCode, castPupil, houses } from '@/prisma/cast-schools'
import { withOffice } from '../support/office'
import { expectRefused } from '../support/refused'
import { noonOf, place } from '../support/transfers'

const office = withOffice()
const from = castClass('mae', 3, 'a').id
const usual = castClass('mae', 4, 'a', 2027).id

const nextOf = async (name: string) =>
  (
    await office().db.placement.findMany({
      where: { pupilId: castPupil(name).id, year: 2027 },
      include: { class: true },
    })
  ).map((each) => ({
    class: `${each.class.number}.${each.class.parallel}`,
    from: dayFromDate(each.fromOn),
    to: dayFromDate(each.toOn),
  }))

describe('copying to the next school year', () => {
  test('gives the chosen class, or none, for the whole year, and writes the log', async () => {
    const [anni, karl, liisa] = ['Anni Kask', 'Karl Erik Lepp', 'Liisa Mägi'].map(
      (name) => castPupil(name).id,
    )
    const repeats = castClass('mae', 3, 'b', 2027).id
    const to = { [anni!]: usual, [karl!]: repeats, [liisa!]: '' }
    expect(await copyToNextYear(await office().as('urve'), { classId: from, to })).toMatchObject({ count: 2 })
    expect(await nextOf('Anni Kask')).toEqual([{ class: '4.a', from: '2027-09-01', to: '2028-08-31' }])
    expect(await nextOf('Karl Erik Lepp')).toMatchObject([{ class: '3.b' }])
    expect(await nextOf('Liisa Mägi')).toEqual([])
    const lines = await office().db.placementLog.findMany({ where: { act: 'COPIED' } })
    expect(lines.map(({ fromClass, toClass }) => `${fromClass} → ${toClass}`).toSorted()).toEqual([
      '3.a → 3.b',
      '3.a → 4.a',
    ])
  })

  test('copies nobody twice, even if it is pressed again or twice at once', async () => {
    const to = { [castPupil('Oskar Õunapuu').id]: usual }
    const act = await office().as('piret')
    const both = await Promise.all([1, 2].map(() => copyToNextYear(act, { classId: from, to })))
    expect(both.map(({ count }) => count).toSorted()).toEqual([0, 1])
    expect(await copyToNextYear(act, { classId: from, to })).toMatchObject({ count: 0 })
    expect(await nextOf('Oskar Õunapuu')).toHaveLength(1)
  })

  test('is refused for a pupil who is in another school by the end of the year', async () => {
    const pupil = castPupil('Emma Rand').id
    await office().db.placement.updateMany({
      where: { pupilId: pupil, year: 2026 },
      data: { toOn: dateFromDay('2026-12-31') },
    })
    const ylejoe = { house: 'ylejoe', number: 3, parallel: 'a', year: 2026 } as const
    const later = await place(office(), 'Emma Rand', ylejoe, { from: '2027-01-01' })
    const act = await office().as('piret')
    await expectRefused(
      office(),
      () => copyToNextYear(act, { classId: from, to: { [pupil]: usual } }),
      'nextYear.gone',
    )
    const offered = await nextYearSheet(office().db, act.person, from, [pupil], dayInTallinn(act.now))
    expect(offered!.pupils).toMatchObject([{ id: pupil, leaves: '2026-12-31' }])
    await office().db.placement.delete({ where: { id: later.id } })
    await office().db.placement.updateMany({
      where: { pupilId: pupil, year: 2026 },
      data: { toOn: dateFromDay('2027-08-31') },
    })
  })

  test('is refused if the house closes before that year is over', async () => {
    const close = (closedOn: Date | null) =>
      office().db.house.update({ where: { id: houses.mae.id }, data: { closedOn } })
    const act = await office().as('piret')
    await close(dateFromDay('2028-08-31'))
    const to = { [castPupil('Emma Rand').id]: usual }
    await expectRefused(office(), () => copyToNextYear(act, { classId: from, to }), 'transfer.houseClosed')
    await close(null)
  })

  test('is refused for a class elsewhere or of another year, and a pupil not in the old class', async () => {
    const pupil = castPupil('Emma Rand').id
    const act = await office().as('piret')
    const elsewhere = [castClass('joe', 4, 'a', 2027).id, castClass('mae', 4, 'a').id]
    for (const classId of elsewhere)
      await expectRefused(
        office(),
        () => copyToNextYear(act, { classId: from, to: { [pupil]: classId } }),
        'nextYear.otherClass',
      )
    const foreign = castPupil('Marta Jõgi').id
    await expectRefused(
      office(),
      () => copyToNextYear(act, { classId: from, to: { [pupil]: usual, [foreign]: usual } }),
      'nextYear.gone',
    )
    expect(await nextOf('Emma Rand')).toEqual([])
    const madis = await office().as('madis')
    await expectRefused(
      office(),
      () => copyToNextYear(madis, { classId: from, to: { [pupil]: usual } }),
      'notFound',
    )
  })

  test('is offered after 1 September too, for pupils who have no class in the new year', async () => {
    const { db } = office()
    const classId = castClass('joe', 3, 'a').id
    const to = castClass('joe', 4, 'a', 2027).id
    const [marta, oliver, sofia] = ['Marta Jõgi', 'Oliver Sepp', 'Sofia Ivanova'].map(castPupil)
    const ticks = async (day: Day) => {
      const { person, now } = await office().as('piret', noonOf(day))
      const asked = { on: '2027-08-31' as const, state: 'ALL' as const }
      const pupils = await classPupils(db, person, classId, asked, now)
      return pupils.flatMap(({ lastName, pickable }) => (pickable ? [lastName] : []))
    }
    const copy = async (id: string, day: Day) =>
      copyToNextYear(await office().as('piret', noonOf(day)), { classId, to: { [id]: to } })
    await db.placement.updateMany({
      where: { pupilId: sofia!.id },
      data: { endedBy: 'LEAVING', toOn: dateFromDay('2027-08-31') },
    })
    expect(await copy(marta!.id, '2027-08-31')).toMatchObject({ count: 1 })
    expect(await ticks('2027-08-31')).toEqual(['Ivanova', 'Jõgi', 'Kalda', 'Sepp'])
    // On that day a copied pupil can be ticked too: a move that day ends the placement in the old house.
    expect(await ticks('2027-09-01')).toEqual(['Jõgi', 'Kalda', 'Sepp'])
    expect(await ticks('2027-10-15')).toEqual(['Kalda', 'Sepp'])
    expect(await ticks('2028-09-01')).toEqual([])
    const act = await office().as('piret', noonOf('2027-10-15'))
    const sheet = await nextYearSheet(db, act.person, classId, [], dayInTallinn(act.now))
    expect(sheet!.pupils.map(({ name, already, leaves }) => [name, !!already, !!leaves])).toEqual([
      ['Sofia Ivanova', false, true],
      ['Marta Jõgi', true, false],
      ['Kristofer Kalda', false, false],
      ['Oliver Sepp', false, false],
    ])
    expect(await copy(oliver!.id, '2027-10-15')).toMatchObject({ count: 1 })
    expect(await nextOf('Oliver Sepp')).toEqual([{ class: '4.a', from: '2027-09-01', to: '2028-08-31' }])
    await expectRefused(office(), () => copy(castPupil('Kristofer Kalda').id, '2028-09-01'), 'nextYear.gone')
    await expectRefused(office(), () => copy(sofia!.id, '2027-09-01'), 'nextYear.gone')
  })

  test('needs a yes if the child seems to be in the register under another code too', async () => {
    const { db } = office()
    const anni = castPupil('Rasmus Veski')
    // A record of the same name and day of birth, with the last digits of the code mistyped.
    const twice = await db.pupil.create({
      data: { personalCode: sameDay(anni.personalCode), firstName: 'RASMUS', lastName: 'Veski' },
    })
    const act = await office().as('piret')
    const copy = (another?: 'ON') => copyToNextYear(act, { classId: from, to: { [anni.id]: usual }, another })
    const ylejoe = castClass('mae', 3, 'b')
    await db.placement.create({
      data: {
        pupilId: twice.id,
        classId: ylejoe.id,
        houseId: houses.mae.id,
        year: 2026,
        fromOn: dateFromDay('2026-09-01'),
        toOn: dateFromDay('2027-08-31'),
      },
    })
    await expectRefused(office(), () => copy(), 'likelyChild')
    expect(await copy('ON')).toMatchObject({ count: 1 })
    // Nothing is asked about a pupil who is copied already.
    expect(await copy()).toMatchObject({ count: 0 })
  })

  test('needs no yes for a namesake born on another day or for a merged record', async () => {
    const { db } = office()
    const [joosep, laura] = ['Joosep Nõmm', 'Laura Talvik'].map(castPupil)
    const classId = castClass('mae', 3, 'b').id
    const to = castClass('mae', 4, 'a', 2027).id
    const other = await db.pupil.create({
      data: { personalCode: castCode(false, 2010, 3), firstName: 'Joosep', lastName: 'Nõmm' },
    })
    await db.pupil.create({
      data: {
        personalCode: sameDay(laura!.personalCode),
        firstName: 'Laura',
        lastName: 'Talvik',
        mergedIntoId: laura!.id,
      },
    })
    await db.placement.create({
      data: {
        pupilId: other.id,
        classId,
        houseId: houses.mae.id,
        year: 2026,
        fromOn: dateFromDay('2026-09-01'),
        toOn: dateFromDay('2027-08-31'),
      },
    })
    const both = { [joosep!.id]: to, [laura!.id]: to }
    expect(await copyToNextYear(await office().as('piret'), { classId, to: both })).toMatchObject({
      count: 2,
    })
  })
})

/** Another valid code of the same day of birth. */
function sameDay(code: string) {
  const others = Array.from({ length: 100 }, (_, at) => code.slice(0, 7) + String(1000 + at).padStart(4, '0'))
  return others.find((other) => other !== code && checkPersonalCode(other))!
}
