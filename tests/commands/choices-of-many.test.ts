import { randomUUID } from 'node:crypto'
import { createElement, type ComponentProps } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, expect, test } from 'vitest'
import { choiceAsked, unitAsked } from '@/app/(office)/choice-asked'
import { listAddress } from '@/app/(office)/list-address'
import { userFields } from '@/app/(office)/settings/users/fields'
import { ListPage } from '@/components/list-page'
import { addUser } from '@/lib/access/commands/users'
import { NewUserInput } from '@/lib/access/schema'
import { sayIn } from '@/lib/messages/say'
import { addGroup } from '@/lib/schools/groups/commands/groups'
import { curriculumChoice } from '@/lib/learners/queries/curricula'
import { houseChoice, houseOffers } from '@/lib/schools/houses/queries/houses'
import { unitChoice, unitsListed } from '@/lib/settings/queries/units'
import { UnitsFilter } from '@/lib/settings/schema/units'
import { municipalities } from '@/prisma/cast-schools'
import { units } from '@/prisma/cast'
import { withOffice } from '../support/office'
import { refusalsOf } from '../support/refused'

const office = withOffice()
const say = sayIn('et')
const asOfficial = async (asked?: unknown) => houseChoice(office().db, await office().person('piret'), asked)

beforeAll(async () => {
  await office().db.house.createMany({
    data: Array.from({ length: 300 }, (_, at) => ({
      municipalityId: municipalities.linn.id,
      name: at < 2 ? 'Nimekaimu kool' : `${at}. rännukool`,
      kind: 'BASIC_SCHOOL' as const,
      ehisId: String(700000 + at),
      registryCode: String(71000000 + at),
    })),
  })
  await office().db.unit.createMany({
    data: Array.from({ length: 200 }, (_, at) => ({
      code: `R${at}`,
      name: `${at}. rännuinstituut`,
      contact: '',
    })),
  })
})

test('few houses are listed, many are searched', async () => {
  const few = await houseChoice(office().db, await office().person('urve'), undefined)
  expect(few.all?.map(({ name }) => name)).toEqual(['Kesklinna kool, Jõe maja', 'Kesklinna kool, Mäe maja'])
  expect((await asOfficial()).all).toBeNull()
  expect(choiceAsked(say, { name: 'house', label: 'Maja', from: '/x' }, few).as).toBe('choice')
  expect(choiceAsked(say, { name: 'house', label: 'Maja', from: '/x' }, await asOfficial()).as).toBe('search')
})

test('a house is found by its id, its whole name, or a part that it alone has', async () => {
  const chosen = await asOfficial('17. rannukool')
  expect(chosen).toMatchObject({ text: '17. rännukool' })
  expect(chosen.wrong).toBeUndefined()
  expect(await asOfficial(chosen.id)).toMatchObject({ id: chosen.id, text: '17. rännukool' })
  // A part of 117, 217 and others, but the whole name of one.
  expect(await asOfficial('7. RÄNNUKOOL')).toMatchObject({ text: '7. rännukool' })
  expect(await asOfficial('Mäe maja')).toMatchObject({ text: 'Kesklinna kool, Mäe maja' })
})

test('namesakes are told apart by their registry codes, also when one is already chosen', async () => {
  const both = await asOfficial('nimekaimu')
  expect(both).toMatchObject({ id: undefined, wrong: 'several', text: 'nimekaimu' })
  const names = both.offered.map(({ name }) => name)
  expect(names).toEqual(['Nimekaimu kool, 71000000', 'Nimekaimu kool, 71000001'])
  const chosen = await asOfficial(names[1])
  expect(chosen).toMatchObject({ id: both.offered[1]!.id, text: names[1] })
  expect((await asOfficial(chosen.id)).text).toBe(names[1])
})

test('a name that no house of the person’s has is told so, and nothing breaks', async () => {
  for (const typed of ['Metsa maja', '%', "'; DROP TABLE house;--", '\\', '&'])
    expect(await asOfficial(typed)).toMatchObject({ id: undefined, wrong: 'none', text: typed })
  expect(await asOfficial('a'.repeat(5_000))).toMatchObject({ id: undefined, text: '' })
  expect(await asOfficial(['7. rännukool', 'x'])).toMatchObject({ text: '7. rännukool' })
  const unknown = randomUUID()
  expect(await asOfficial(unknown)).toMatchObject({ id: unknown, text: '' })
})

test('suggestions are of the person’s own houses, at most as many as asked for', async () => {
  const offers = houseOffers(office().db, await office().person('piret'))
  expect(await offers({ q: 'kool', most: 20 })).toHaveLength(20)
  const foreign = houseOffers(office().db, await office().person('sirje'))
  expect(await foreign({ q: 'rännukool', most: 20 })).toEqual([])
})

test('a group is added to a house by its name', async () => {
  const act = await office().as('piret')
  const adding = (houseId: string) => addGroup(act, { houseId, kind: 'DAY', name: 'Vikerkaar' })
  const id = await adding('121. rännukool')
  const group = await office().db.group.findUniqueOrThrow({ where: { id }, include: { house: true } })
  expect(group.house.name).toBe('121. rännukool')
  const several = await refusalsOf(() => adding('Nimekaimu'))
  expect(several).toEqual([
    {
      code: 'pupil.houseSeveral',
      params: { names: 'Nimekaimu kool, 71000000; Nimekaimu kool, 71000001' },
      field: 'houseId',
    },
  ])
  const none = await refusalsOf(() => adding('Olematu'))
  expect(none).toEqual([{ code: 'pupil.houseMissing', field: 'houseId' }])
})

test('a list of 200 units sends one field and no choices, and what was chosen stays in it', async () => {
  const { id } = (await unitChoice(office().db, '17. rännuinstituut')) as { id: string }
  const html = page(await unitChoice(office().db, id), id)
  expect(html).toContain('value="17. rännuinstituut"')
  expect(html).not.toContain('<option')
  expect(html).toContain('href="/list"')
  const wrong = page(await unitChoice(office().db, '7. rännu'))
  expect(wrong).toContain(say('lists.several'))
  expect(wrong.match(/<option/g)).toHaveLength(20)
  expect(page(await unitChoice(office().db, 'olematu'))).toContain(say('lists.noSuch'))
})

test('units are listed while there are few of them', async () => {
  const some = async () => [{ id: units.LT.id, name: units.LT.name }]
  const few = await unitChoice(office().db, units.LT.id, some)
  expect(few).toMatchObject({ all: [{ id: units.LT.id }], text: units.LT.name })
  expect(page(few, units.LT.id)).toContain(`<option value="${units.LT.id}" selected="">`)
})

test('a unit is also named by its code, which the choices of a list send because it is shorter', async () => {
  const { db } = office()
  expect(await unitChoice(db, 'LT')).toMatchObject({ id: units.LT.id, text: units.LT.name })
  expect(await unitChoice(db, 'R17')).toMatchObject({ text: '17. rännuinstituut' })
  // A part of LTFYS and others, and of no name.
  expect(await unitChoice(db, 'lt')).toMatchObject({ id: undefined, wrong: 'several' })
  const some = async () => [{ id: units.LT.id, name: units.LT.name, code: 'LT' }]
  const few = await unitChoice(db, 'LT', some)
  expect(few.id).toBe(units.LT.id)
  expect(page(few, units.LT.id)).toContain('<option value="LT" selected="">')
})

test('few curricula are listed, many are searched by name and code', async () => {
  const { db } = office()
  expect((await curriculumChoice(db, undefined)).all).not.toBeNull()
  await db.curriculum.createMany({
    data: Array.from({ length: 60 }, (_, at) => ({ code: `RK${at}`, name: `Rännukava ${at % 50}` })),
  })
  expect(await curriculumChoice(db, undefined)).toMatchObject({ all: null, id: undefined })
  expect(await curriculumChoice(db, 'RK12')).toMatchObject({ id: 'RK12', text: 'Rännukava 12' })
  expect(await curriculumChoice(db, 'rannukava 12')).toMatchObject({ id: 'RK12' })
  expect(await curriculumChoice(db, 'RK52')).toMatchObject({ id: 'RK52', text: 'Rännukava 2, RK52' })
  expect(await curriculumChoice(db, 'Rännukava 2, RK2')).toMatchObject({ id: 'RK2' })
  expect(await curriculumChoice(db, 'Rännukava')).toMatchObject({ id: undefined, wrong: 'several' })
  expect(await curriculumChoice(db, 'Lennukava')).toMatchObject({ id: undefined, wrong: 'none' })
})

test('a role’s units are ticked while they are few, and typed by their codes where there are many', async () => {
  const shown = (units: Parameters<typeof userFields>[1]['units']) =>
    JSON.stringify(userFields(say, { units, municipalities: [] }))
  expect(shown([{ id: units.LT.id, name: units.LT.name }])).toContain(units.LT.id)
  expect(shown(null)).toContain('"as":"area","name":"units.UNIT_CLERK"')

  const input = (typed: string) =>
    NewUserInput.parse({
      seen: '',
      firstName: 'Rein',
      lastName: 'Rändur',
      email: 'rein.randur@ylikool.example',
      personalCode: '',
      roles: { UNIT_CLERK: 'ON' },
      units: { UNIT_CLERK: typed },
    })
  const act = await office().as('toomas')
  expect(await refusalsOf(() => addUser(act, input('R17\nR999')))).toEqual([
    { code: 'unitUnknown', params: { unit: 'R999' }, field: 'units.UNIT_CLERK' },
  ])
  await addUser(act, input('r17\nLT Loodus- ja täppisteaduste valdkond\n\nR17'))
  const { roles } = await office().db.user.findFirstOrThrow({
    where: { lastName: 'Rändur' },
    include: { roles: { include: { units: { include: { unit: true } } } } },
  })
  expect(roles[0]!.units.map(({ unit }) => unit.code).toSorted()).toEqual(['LT', 'R17'])
})

test('a page of the units has fifty, of those in whose name or code the text stands', async () => {
  const { db } = office()
  const all = await unitsListed(db, UnitsFilter.parse({}))
  expect(all.units).toHaveLength(50)
  expect(all.count).toBe(206)
  expect((await unitsListed(db, UnitsFilter.parse({ page: '5' }))).units).toHaveLength(6)
  const found = await unitsListed(db, UnitsFilter.parse({ q: 'r117' }))
  expect(found.units.map(({ name }) => name)).toEqual(['117. rännuinstituut'])
})

function page(unit: Parameters<typeof unitAsked>[2], id?: string) {
  const frame: ComponentProps<typeof ListPage> = {
    say,
    address: listAddress('/list', { unit: id }),
    asked: [unitAsked(say, 'Üksus', unit)],
    rows: { page: 1, perPage: 50, shown: 0, count: 0 },
    counted: '0',
    printed: { at: '' },
    none: { found: { title: '' } },
    children: null,
  }
  return renderToStaticMarkup(createElement(ListPage, frame))
}
